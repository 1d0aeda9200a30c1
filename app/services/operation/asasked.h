// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace maestro {

/// Whether what moved is what the request itself would have done.
inline bool isAsAsked(const QList<Change> &changes, const FailedPrecondition &moved)
{
    return std::any_of(changes.begin(), changes.end(), [&moved](const Change &change) {
        const auto is = [&moved](GuardField field, const QString &value) { return moved.path == guardPath(field) && moved.found == value; };
        switch (change.kind) {
        case ChangeKind::ClearPause: return is(GuardField::PauseConditions, QStringLiteral("absent"));
        case ChangeKind::SetAbort: return is(GuardField::Abort, QStringLiteral("true"));
        case ChangeKind::ClearAbort: return is(GuardField::Abort, QStringLiteral("absent"));
        case ChangeKind::SetPromoteFull: return is(GuardField::PromoteFull, QStringLiteral("true"));
        default: return false;
        }
    });
}

/// A success of something in between that speaks of another object proves nothing.
inline bool isAboutPlanned(const OperationPlan &plan, qsizetype step, const QByteArray &answer)
{
    const QJsonObject meta = QJsonDocument::fromJson(answer).object().value(QLatin1String("metadata")).toObject();
    const Rollout &rollout = plan.before->rollout;
    if (plan.steps[step].target == PatchTarget::Workload)
        return rollout.workloadRef && meta.value(QLatin1String("name")).toString() == rollout.workloadRef->name;
    return meta.value(QLatin1String("uid")).toString() == rollout.meta.uid;
}

} // namespace maestro
