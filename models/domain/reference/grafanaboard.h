// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "domain/base/ids.h"
#include "domain/journal/auditsink.h"

#include <QDateTime>
#include <QList>
#include <QStringList>

#include <memory>
#include <optional>

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
    qint64 id = 0; ///< of this Grafana; 0: not told
    QDateTime at; ///< UTC
    QDateTime until; ///< invalid: a moment
    QString text;
    QStringList tags;
    QString board; ///< uid; empty: on all that ask for its tags
    QString author; ///< login, as Grafana tells it; empty: not told

    bool operator==(const GrafanaAnnotation &) const = default;
};

/// What is asked of Grafana for an open rollout.
struct GrafanaWish
{
    ObjectRef target; ///< empty: nothing more is read
    QDateTime from; ///< what the boards are opened with
    QDateTime to; ///< invalid: the range follows the present
    QString words; ///< of the titles of boards; empty: all

    bool operator==(const GrafanaWish &) const = default;
};

/// What was found for one rollout; immutable. A part that could not be read keeps what was read before, with that age.
struct GrafanaSight
{
    struct Part
    {
        QDateTime readAt; ///< of what is here; invalid: nothing was ever read
        std::optional<Error> problem; ///< why the last reading brought nothing
        bool more = false; ///< there may be others
    };

    ObjectRef target;
    QString source; ///< root of the Grafana
    QString words;
    QDateTime askedAt; ///< invalid: no answer is awaited
    Part boardsRead;
    QList<GrafanaBoard> boards;
    Part annotationsRead;
    QDateTime annotatedFrom; ///< annotations are those since then
    QList<GrafanaAnnotation> annotations; ///< that concern the rollout, the oldest first
    AuditSinkStatus delivery; ///< of the annotations of actions, whatever they were about
};

using GrafanaSightPtr = std::shared_ptr<const GrafanaSight>;

/// Whether an annotation is about this rollout, or about no service in particular: its tags service: and namespace: name no other.
bool concerns(const GrafanaAnnotation &annotation, const ObjectRef &target);

/// A board opened for a range and a service: ROOT/d/UID?from&to&var-service. Empty: the uid is none.
QString boardUrl(const QString &root, const QString &uid, const QString &service, const QDateTime &from, const QDateTime &to);

} // namespace maestro
