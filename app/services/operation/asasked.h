// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"

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

} // namespace maestro
