// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/triage/triageservice.h"

namespace maestro {

// The documents of cli.md, "Triage, decision, rollback desk, validation": the same on stdout and in an export.

/// TriageRun. Of a run that is decided suggestion and changes are null: the evidence has them as they were.
QJsonObject triageDocument(const TriageView &view, const QDateTime &now);
QJsonObject playbooksDocument(const QList<PlaybookOffer> &offers);
QJsonObject triageListDocument(const QList<TriageRun> &runs, const QDateTime &now);

} // namespace maestro
