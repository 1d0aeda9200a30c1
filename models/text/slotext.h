// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/silence.h"
#include "domain/slo/sloreport.h"

namespace maestro {

// Words for health: the window and the command line say the same.

QString gateStateLabel(GateState state); ///< "pass", "hold", "limit unset", "no data", "fail"
QString decisionLabel(Decision decision); ///< "promote", "hold", "roll back", "roll back at once", "conflict"
QString alertStateLabel(AlertReading::State state);
QString silenceStateLabel(Silence::State state);
QString roleLabel(SampleRole role); ///< "canary", "stable", "baseline"; empty for None
/// What crossing the fail limit means: "hold", "rollback", "prepare rollback".
QString onFailLabel(OnFail onFail);

QString unitText(MetricUnit unit); ///< "%", "ms", "s", "/s" or nothing
/// A ratio is shown in percent; no value, NaN and infinity are said in words.
QString metricText(const std::optional<double> &value, MetricUnit unit);
QString clockText(qint64 seconds); ///< "2:14", "1:02:14"
QString boundText(const GateBound &bound, const std::optional<double> &resolved, MetricUnit unit); ///< "≤ 500 ms", "≤ baseline + 20ms = 438 ms"
QString limitsText(const GateReading &reading); ///< "pass ≤ 500 ms, fail > 1000 ms: rollback"
QString matcherText(const SilenceMatcher &matcher); ///< "alertname=~\"Maestro.*\""

/// False where no policy names the rollout, which is known and not a fault.
bool hasPolicy(const SloReport &report);
/// The failure is there but `for` or `consecutive` is not reached yet.
bool isPending(const GateVerdict &verdict);
/// How long the bound has been broken, by samples: without them the timer stands still.
qint64 failingSeconds(const GateReading &reading, const QDateTime &now);
QString timerText(const GateReading &reading, const QDateTime &now); ///< "failing 2:14 of 3:00", "failing 2 of 3", "met, failing 4:12", empty
/// One gate in one sentence, for tool tips and screen readers.
QString gateSentence(const GateReading &reading, const QDateTime &now);
QString verdictLabel(const SloReport &report); ///< decisionLabel(), or "nothing to promote"
/// The page's first line: what the gates say, and which rule won.
QString verdictSentence(const SloReport &report);
/// "began 1 min 40 s after revision 14"; empty when nothing is bad.
QString regressionText(const RegressionStart &regression);
/// What a share of an error budget is a share of (ledger X-05).
QString budgetMeaning(const QString &meaning);
QString alertSentence(const AlertReading &alert);
QString silenceSentence(const Silence &silence);

} // namespace maestro
