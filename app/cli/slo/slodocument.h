// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"

#include <QJsonArray>
#include <QJsonObject>

namespace maestro {

/// SloReport as cli.md writes it. Ages are seconds before `at`; what is not known is null.
QJsonObject sloDocument(const SloReport &report);

QJsonArray budgetArray(const QList<BudgetReading> &budgets); ///< as in it

/// The same for people.
QString sloText(const SloReport &report);

} // namespace maestro
