// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/desk/rollbackoptions.h"

namespace maestro {

/// A way back made ready ahead (ledger RBK-17): one guard away from being taken, and good only while what it was made from holds. Nothing of
/// it is ever sent as it is: taking it plans anew.
struct PreparedWay
{
    OperationRequest request; ///< with via, to, uid, reason and what is expected of the object
    OperationPlanPtr plan; ///< as it was shown
    QDateTime at;
};

/// Makes one usable option ready; `to` is empty for the last known good.
PreparedWay preparedWay(const RollbackOption &option, const QString &to, const QString &reason, const QDateTime &at);

/// The first fact of the object that is not as it was; nothing: it is as it was.
std::optional<FailedPrecondition> movedSince(const RolloutSnapshot &before, const RolloutSnapshot &now);

/// Why it is no longer what was prepared, judged by options that were read anew.
struct Expiry
{
    enum class Why { Moved, Unusable, OtherCall };

    Why why = Why::Moved;
    std::optional<FailedPrecondition> moved;
    QString reason; ///< Unusable: why, in words

    bool operator==(const Expiry &) const = default;
};
std::optional<Expiry> expiryOf(const PreparedWay &prepared, const RollbackOptions &now);

} // namespace maestro
