// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QString>

namespace maestro::sandbox {

class ObjectWriter;
class SimClock;

/// Writes core/v1 Events; the same thing said again raises the count of the first.
class EventRecorder
{
public:
    EventRecorder(ObjectWriter &writer, SimClock &clock);

    void normal(const QJsonObject &about, const QString &reason, const QString &message, const QString &component = QStringLiteral("rollouts-controller"));
    void warning(const QJsonObject &about, const QString &reason, const QString &message, const QString &component = QStringLiteral("rollouts-controller"));

private:
    void record(const QJsonObject &about, const QString &type, const QString &reason, const QString &message, const QString &component);

    ObjectWriter &m_writer;
    SimClock &m_clock;
    QHash<QString, QString> m_names;
};

} // namespace maestro::sandbox
