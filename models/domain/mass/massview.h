// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/mass/massorder.h"
#include "domain/rollout/fleet.h"

namespace maestro {

/// What was promoted within this time is offered, not chosen, in the window.
constexpr std::chrono::hours massLately(24);
constexpr int massReasonAtLeast = 20; ///< characters: ux/design.md section 6, level 4

/// A mass rollback as a person sees it before the yes.
struct MassView
{
    MassPlan plan; ///< with the rows that were taken in or out
    ConnectionStatus connection; ///< never heard where nobody knows the context
    QString journalProblem; ///< empty: it can be written
    std::optional<bool> mayAbort; ///< patch rollouts/status in the scope; not known: the server decides row by row
    std::optional<bool> mayRollback; ///< patch rollouts
    std::optional<double> abortSeconds; ///< typicalSeconds()
    std::optional<double> rollbackSeconds;
    QString digest; ///< of what would be sent, massDigest()
};

using MassViewPtr = std::shared_ptr<const MassView>;
using MassReportPtr = std::shared_ptr<const MassReport>;

/// The yes.
struct MassOrder
{
    QString digest;
    QString words; ///< as typed: MassPlan::confirmation()
    QString reason;
    bool stopOnFailure = false;
};

/// Why nothing can be begun now, worst first.
enum class MassBlock { None, NoConnection, OldData, ReadOnly, NoJournal, NotPermitted, NothingChosen };

/// `nowBootMs` is Clock::bootMs(). The same for the button and for the service that obeys it.
MassBlock massBlock(const MassView &view, qint64 nowBootMs);

/// Hex SHA-256 over the scope, how many go at once and the chosen rows: object, version and what is done to it; not their order, weight or age.
QString massDigest(const MassPlan &plan);

} // namespace maestro
