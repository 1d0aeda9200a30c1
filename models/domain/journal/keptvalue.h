// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal/journalrecord.h"
#include "domain/operation/operationpolicy.h"

namespace maestro {

/// A part of a strategy as the intent of the action that takes it out keeps it: compact JSON in pieces that the Journal holds whole, and
/// its hash. Nothing where it has too many pieces.
std::optional<QJsonObject> keptDetails(const QString &pointer, const QJsonValue &value);
QStringList keptPieces(const QJsonObject &details);

/// Exactly what was kept; nothing where the hash says that it is not.
std::optional<QJsonValue> keptFrom(const QJsonObject &details);

/// What a restore puts back: of the newest action on this object that took such a part out and may have been applied, unless it was put
/// back since. Nothing: there is none, or it cannot be read whole.
std::optional<KeptValue> keptFor(const QList<JournalRecord> &records, const QString &uid, Verb restore);

/// Whether an outcome says that nothing was changed.
bool changedNothing(const QString &state);

} // namespace maestro
