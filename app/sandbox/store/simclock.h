// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace maestro::sandbox {

/// The simulation's time: an epoch and simulated milliseconds since. Only the driver moves it.
class SimClock
{
public:
    explicit SimClock(QDateTime epoch)
        : m_epoch(std::move(epoch))
    {
    }

    qint64 ms() const { return m_ms; }
    void advance(qint64 ms) { m_ms += ms; }
    QDateTime now() const { return m_epoch.addMSecs(m_ms); }
    /// RFC 3339 in whole seconds, as Kubernetes writes times.
    QString stamp(qint64 offsetMs = 0) const { return now().addMSecs(offsetMs).toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ssZ")); }
    /// Simulated milliseconds at which `stamp` was or will be; 0 when it cannot be read.
    qint64 msOf(const QString &stamp) const
    {
        const QDateTime time = QDateTime::fromString(stamp, Qt::ISODate);
        return time.isValid() ? m_epoch.msecsTo(time) : 0;
    }

private:
    QDateTime m_epoch;
    qint64 m_ms = 0;
};

} // namespace maestro::sandbox
