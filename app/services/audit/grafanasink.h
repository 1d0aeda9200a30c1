// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/evidencerules.h"
#include "services/audit/auditwebhook.h"

namespace maestro {

/// How an action stands on the boards of Grafana (ledger EVD-12): its time, its words, and tags to find it by, the id of the action among
/// them, so that one that came twice can be told.
QJsonObject grafanaAnnotation(const JournalRecord &end);

/// The query that finds the annotation of this very end, if it is there.
QByteArray grafanaLookup(const JournalRecord &end);

/// The ends of actions of the last day become annotations, each when it is known, but where `evidence.annotate_grafana` of their policy says
/// no. Absent: connections.yaml names no Grafana.
Result<std::optional<AuditWebhook::Settings>> grafanaSettings(const Paths &paths, const Clock *clock, const std::function<EvidenceRules(const QString &policy)> &rules = {});

} // namespace maestro
