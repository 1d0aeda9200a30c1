// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

#include <optional>

namespace maestro::sandbox {

/// How one version of a service behaves in the simulation.
struct Behaviour
{
    enum class Health { Good, CrashLoop, NeverReady, ImagePullFails };

    Health health = Health::Good;
    /// From the pod's birth to Ready, in simulated milliseconds.
    qint64 readyAfterMs = 3000;
    /// Share of requests that fail.
    double errorRate = 0.001;
    double p50Ms = 40;
    double p95Ms = 180;
    /// Requests each second for the whole service.
    double requestsPerSecond = 120;
    /// The rates above hold from this age of the version on; before it, those of a good one do.
    qint64 degradesAfterMs = 0;

    bool operator==(const Behaviour &) const = default;
};

/// Behaviour by service and image tag; the most specific entry wins: (service, tag), (service), (tag), the default.
class BehaviourTable
{
public:
    void set(const QString &service, const QString &tag, const Behaviour &behaviour) { m_entries.insert({service, tag}, behaviour); }
    Behaviour of(const QString &service, const QString &tag) const;

private:
    QMap<QPair<QString, QString>, Behaviour> m_entries;
};

/// "v2" of "registry/app:v2"; the digest's or name's last part when there is no tag.
QString tagOf(const QString &image);

} // namespace maestro::sandbox
