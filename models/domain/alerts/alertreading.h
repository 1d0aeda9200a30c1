// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QMap>
#include <QStringList>

namespace maestro {

/// An alert of Alertmanager (or of the rules of Prometheus), matched to what it is about.
struct AlertReading
{
    QString fingerprint;
    QString name;
    QString severity;
    QString family; ///< of the policy; empty: none matches
    QString service;
    enum class State { Firing, Pending, Suppressed, Resolved } state = State::Firing;
    QDateTime since;
    QStringList silencedBy; ///< ids
    QMap<QString, QString> labels;
    QMap<QString, QString> annotations;

    bool operator==(const AlertReading &) const = default;
};

} // namespace maestro
