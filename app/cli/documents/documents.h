// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/analysis/analysisfleet.h"
#include "domain/base/error.h"
#include "domain/operation/outcome.h"
#include "domain/rollout/fleet.h"
#include "domain/timeline/timeline.h"

#include <QJsonArray>

namespace maestro {

// The JSON documents of cli.md: domain value in, object out. Pure. An unknown value is null, times are RFC 3339 UTC,
// every document has apiVersion and kind.

QJsonObject document(const QString &kind);
QJsonValue timeValue(const QDateTime &time);
QJsonValue textOrNull(const QString &text);

/// `exitCode` overrides what the kind of error says when positive.
QJsonObject errorDocument(const Error &error, int exitCode = -1);

/// The whole object. `allowed` is answered for all verbs from the state and the age of the data.
QJsonObject rolloutDocument(const RolloutSnapshot &snapshot, const Freshness &age);
/// From the Rollout alone: revisions, analysis and allowed are null.
QJsonObject rolloutRowDocument(const ObjectRef &ref, const Rollout &rollout, const EffectivePhase &phase, const std::optional<Weight> &weight, const Freshness &age);
QJsonObject rolloutRowDocument(const FleetRow &row, const Freshness &age);
QJsonObject stepDocument(const CanaryStep &step);

struct ListProblem
{
    QString context;
    QString code;
    QString message;
};
QJsonObject rolloutListDocument(const QJsonArray &items, const QList<ListProblem> &problems, const QDateTime &readAt);

/// One metric as in Rollout.analysis; an AnalysisRun adds its measurements.
QJsonObject metricDocument(const MetricResult &metric);
QJsonObject analysisRunDocument(const FleetRun &run);
QJsonObject analysisRunListDocument(const QList<FleetRun> &runs, const QList<ListProblem> &problems, const QDateTime &readAt);

QJsonArray requestsDocument(const OperationPlan &plan);
QJsonObject planDocument(const OperationPlan &plan);
QJsonObject outcomeDocument(const Outcome &outcome, const OperationPlan *plan, qint64 nowBootMs);

QJsonObject journalListDocument(const QList<JournalRecord> &records);
QJsonObject journalVerificationDocument(const JournalVerification &verification);
QJsonObject connectionDocument(const ConnectionStatus &status, const QDateTime &since);
QJsonObject timelineDocument(const ObjectRef &ref, const Timeline &timeline);

/// `state` word of a connection: "live", "connecting", "reconnecting", "failed", "needsTrust".
QString connectionWord(ConnectionPhase phase);
QString journalStateWord(JournalState state);
/// null for a strategy that is none of the four.
QJsonValue strategyValue(Strategy strategy);

} // namespace maestro
