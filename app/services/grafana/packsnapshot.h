// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/evidence/evidencepack.h"
#include "services/grafana/grafanaclient.h"
#include "services/slo/chartreader.h"

namespace maestro {

class JournalService;

/// The charts of a pack as a board of Grafana that carries its own samples: nothing is asked of a data source when it is looked at.
QJsonObject snapshotBoard(const QString &title, const ChartSet &charts);

/// Puts such a snapshot onto Grafana, for ninety days, and its address into the pack as grafana.json; a note in the Journal before it leaves
/// and one after (ledger EVD-10). Where that is not possible the pack says why, and its charts are the fallback. `grafana` null: none is
/// configured. `done` comes once, later.
void addSnapshot(const std::shared_ptr<PackContent> &content, const ChartSetPtr &charts, GrafanaClient *grafana, JournalService *journal, const Clock *clock, QObject *owner, std::function<void()> done);

} // namespace maestro
