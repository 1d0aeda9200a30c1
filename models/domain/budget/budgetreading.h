// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/budget/budgetacknowledgement.h"

#include <QMap>

namespace maestro {

/// An error budget; `meaning` says which of the three things a share of it is (ledger X-05).
struct BudgetReading
{
    QString name;
    QString meaning;
    std::optional<double> objective; ///< 0.999
    std::optional<double> consumed; ///< share, 1 is all of it
    QMap<QString, std::optional<double>> burn; ///< "5m", "1h", "6h": multiples of the even pace
    std::optional<double> limit = {}; ///< of the gate, on `consumed`; nothing: the policy sets none
    std::optional<bool> within = {}; ///< `consumed` meets the gate's bound
    std::optional<BudgetAcknowledgement> acknowledged = {}; ///< by a person, the newest

    bool operator==(const BudgetReading &) const = default;
};

} // namespace maestro
