// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QStringList>

namespace maestro {

/// A dashboard of Grafana (ledger CON-07).
struct GrafanaBoard
{
    QString uid;
    QString title;
    QString folder;
    QString url; ///< with time range and service; see boardUrl()

    bool operator==(const GrafanaBoard &) const = default;
};

/// Something that somebody wrote onto the boards of Grafana.
struct GrafanaAnnotation
{
    QDateTime at; ///< UTC
    QDateTime until; ///< invalid: a moment
    QString text;
    QStringList tags;
    QString board; ///< uid; empty: on all that ask for its tags

    bool operator==(const GrafanaAnnotation &) const = default;
};

/// A board opened for a range and a service: ROOT/d/UID?from&to&var-service. Empty: the uid is none.
QString boardUrl(const QString &root, const QString &uid, const QString &service, const QDateTime &from, const QDateTime &to);

} // namespace maestro
