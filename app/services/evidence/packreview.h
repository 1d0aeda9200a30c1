// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/evidence/evidencepack.h"

namespace maestro {

/// The days of an id FROM..TO, both included, in UTC; nothing: it is none, or runs backwards.
std::optional<std::pair<QDate, QDate>> daysOf(const QString &id);
/// The ids of what began on these days: actions, refusals, decisions, checklists, batches, lessons and obligations.
QStringList idsOfDays(const QList<JournalRecord> &records, const std::pair<QDate, QDate> &days);

/// Adds review.md: the timeline of the records, what was learned and what is owed, and what people still have to write (ledger EVD-08).
/// `prBody` is the text that is reviewed with it, relative to the checkout; empty: none (EVD-09).
void addReview(PackContent &content, const QString &prBody = {});

} // namespace maestro
