// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/slotext.h"

#include "text/humanize.h"
#include "text/language/wordslocale.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace maestro {

namespace {

struct Slo
{
    Q_DECLARE_TR_FUNCTIONS(Slo)
};

QString numberText(double value)
{
    const double size = std::abs(value);
    const int decimals = size >= 100 || qFuzzyCompare(1 + size, 1 + std::round(size)) ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4;
    if (size > 0 && (size < 0.0001 || size >= 1e9))
        return QLocale::c().toString(value, 'g', 3);
    QLocale locale = wordsLocale();
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'f', decimals);
}

QString percentText(double percent)
{
    const double size = std::abs(percent);
    const bool whole = qFuzzyCompare(1 + size, 1 + std::round(size));
    const int decimals = whole ? 0 : size < 0.1 || (size > 99.9 && size < 100) ? 3 : 2;
    return wordsLocale().toString(percent, 'f', decimals);
}

QString comparisonSign(Comparison comparison)
{
    switch (comparison) {
    case Comparison::Less: return QStringLiteral("<");
    case Comparison::LessOrEqual: return QStringLiteral("≤");
    case Comparison::Greater: return QStringLiteral(">");
    case Comparison::GreaterOrEqual: return QStringLiteral("≥");
    case Comparison::Equal: return QStringLiteral("=");
    case Comparison::NotEqual: return QStringLiteral("≠");
    }
    return {};
}

} // namespace

QString gateStateLabel(GateState state)
{
    switch (state) {
    case GateState::Pass: return Slo::tr("pass");
    case GateState::Hold: return Slo::tr("hold");
    case GateState::Unset: return Slo::tr("limit unset");
    case GateState::NoData: return Slo::tr("no data");
    case GateState::Fail: return Slo::tr("fail");
    }
    return {};
}

QString decisionLabel(Decision decision)
{
    switch (decision) {
    case Decision::Promote: return Slo::tr("promote");
    case Decision::Hold: return Slo::tr("hold");
    case Decision::Rollback: return Slo::tr("roll back");
    case Decision::Immediate: return Slo::tr("roll back at once");
    case Decision::Conflict: return Slo::tr("conflict");
    }
    return {};
}

QString alertStateLabel(AlertReading::State state)
{
    switch (state) {
    case AlertReading::State::Firing: return Slo::tr("firing");
    case AlertReading::State::Pending: return Slo::tr("pending");
    case AlertReading::State::Suppressed: return Slo::tr("silenced");
    case AlertReading::State::Resolved: return Slo::tr("resolved");
    }
    return {};
}

QString silenceStateLabel(Silence::State state)
{
    switch (state) {
    case Silence::State::Pending: return Slo::tr("pending");
    case Silence::State::Active: return Slo::tr("active");
    case Silence::State::Expired: return Slo::tr("expired");
    }
    return {};
}

QString roleLabel(SampleRole role)
{
    switch (role) {
    case SampleRole::Canary: return Slo::tr("canary");
    case SampleRole::Stable: return Slo::tr("stable");
    case SampleRole::Baseline: return Slo::tr("baseline");
    case SampleRole::None: break;
    }
    return {};
}

QString onFailLabel(OnFail onFail)
{
    switch (onFail) {
    case OnFail::Hold: return Slo::tr("hold");
    case OnFail::Rollback: return Slo::tr("rollback");
    case OnFail::PrepareRollback: return Slo::tr("prepare rollback");
    }
    return {};
}

QString unitText(MetricUnit unit)
{
    switch (unit) {
    case MetricUnit::Ratio:
    case MetricUnit::Percent: return QStringLiteral("%");
    case MetricUnit::Milliseconds: return QStringLiteral("ms");
    case MetricUnit::Seconds: return QStringLiteral("s");
    case MetricUnit::PerSecond: return QStringLiteral("/s");
    case MetricUnit::None: break;
    }
    return {};
}

QString metricText(const std::optional<double> &value, MetricUnit unit)
{
    if (!value)
        return Slo::tr("no value");
    if (std::isnan(*value))
        return Slo::tr("not a number");
    if (std::isinf(*value))
        return *value > 0 ? Slo::tr("infinite") : Slo::tr("minus infinite");
    if (unit == MetricUnit::Ratio || unit == MetricUnit::Percent)
        return percentText(unit == MetricUnit::Ratio ? *value * 100 : *value) + QStringLiteral(" %");
    const QString suffix = unitText(unit);
    return suffix.isEmpty() ? numberText(*value) : QString(numberText(*value) % u' ' % suffix);
}

QString clockText(qint64 seconds)
{
    const qint64 all = std::max<qint64>(0, seconds);
    const auto two = [](qint64 n) { return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0')); };
    if (all >= 3600)
        return QStringLiteral("%1:%2:%3").arg(all / 3600).arg(two(all / 60 % 60), two(all % 60));
    return QStringLiteral("%1:%2").arg(all / 60).arg(two(all % 60));
}

QString boundText(const GateBound &bound, const std::optional<double> &resolved, MetricUnit unit)
{
    const QString sign = comparisonSign(bound.comparison);
    if (!bound.amount)
        return bound.limitName.isEmpty() ? Slo::tr("limit unset") : Slo::tr("%1 unset").arg(QString(u'$' % displaySafe(bound.limitName, 60)));
    if (bound.form == GateBound::Form::Absolute)
        return sign % u' ' % metricText(resolved ? resolved : bound.amount, unit);
    if (resolved)
        return displaySafe(bound.text, 80) % QStringLiteral(" = ") % metricText(resolved, unit);
    return displaySafe(bound.text, 80);
}

QString limitsText(const GateReading &reading)
{
    QStringList parts;
    const PolicyGate &gate = reading.gate;
    if (gate.pass)
        parts << Slo::tr("pass %1").arg(boundText(*gate.pass, reading.verdict.passLimit, reading.unit));
    if (gate.fail)
        parts << Slo::tr("fail %1").arg(boundText(*gate.fail, reading.verdict.failLimit, reading.unit));
    if (gate.kind == PolicyGate::Kind::Any || gate.kind == PolicyGate::Kind::All)
        parts << (gate.kind == PolicyGate::Kind::Any ? Slo::tr("any of %n", nullptr, int(gate.members.size())) : Slo::tr("all of %n", nullptr, int(gate.members.size())));
    if (gate.kind == PolicyGate::Kind::ConsecutiveFailures)
        parts << Slo::tr("%1 in a row of %2").arg(gate.consecutive).arg(displaySafe(gate.of.join(QStringLiteral(", ")), 120));
    return parts.join(QStringLiteral(", "));
}

QString matcherText(const SilenceMatcher &matcher)
{
    const QString sign = matcher.isEqual ? (matcher.isRegex ? QStringLiteral("=~") : QStringLiteral("=")) : (matcher.isRegex ? QStringLiteral("!~") : QStringLiteral("!="));
    QString value = matcher.value;
    value.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return displaySafe(matcher.name, 80) % sign % u'"' % displaySafe(value, 160) % u'"';
}

bool hasPolicy(const SloReport &report)
{
    return report.problem ? report.problem->code != QLatin1String("noPolicy") : !report.policy.isEmpty();
}

bool isPending(const GateVerdict &verdict)
{
    return verdict.failingSince.isValid() && verdict.state != GateState::Fail;
}

qint64 failingSeconds(const GateReading &reading, const QDateTime &now)
{
    const GateVerdict &verdict = reading.verdict;
    if (!verdict.failingSince.isValid())
        return 0;
    constexpr qint64 trusted = 60; // a verdict older than this says nothing about now
    const bool frozen = verdict.state == GateState::NoData || verdict.state == GateState::Unset || !now.isValid() || verdict.at.secsTo(now) > trusted;
    const qint64 seen = std::chrono::duration_cast<std::chrono::seconds>(verdict.failingFor).count();
    return std::max<qint64>(0, seen + (frozen ? 0 : verdict.at.secsTo(now)));
}

QString timerText(const GateReading &reading, const QDateTime &now)
{
    const GateVerdict &verdict = reading.verdict;
    if (!verdict.failingSince.isValid())
        return {};
    const qint64 needed = std::chrono::duration_cast<std::chrono::seconds>(reading.gate.needed).count();
    const QString elapsed = clockText(failingSeconds(reading, now));
    if (verdict.state == GateState::Fail)
        return Slo::tr("met, failing %1").arg(elapsed);
    const QString paused = verdict.state == GateState::NoData ? Slo::tr(", timer stands: no samples") : QString();
    if (reading.gate.consecutive > 1)
        return Slo::tr("failing %1 of %2 in a row").arg(verdict.failingCount).arg(reading.gate.consecutive) + paused;
    return Slo::tr("failing %1 of %2").arg(elapsed, clockText(needed)) + paused;
}

QString gateSentence(const GateReading &reading, const QDateTime &now)
{
    QStringList parts {Slo::tr("%1: %2").arg(displaySafe(reading.verdict.gate), gateStateLabel(reading.verdict.state)),
                       metricText(reading.verdict.value, reading.unit)};
    const QString limits = limitsText(reading);
    if (!limits.isEmpty())
        parts << limits;
    const QString timer = timerText(reading, now);
    if (!timer.isEmpty())
        parts << timer;
    if (!reading.verdict.reason.isEmpty())
        parts << displaySafe(reading.verdict.reason, 240);
    if (reading.provenance.error && reading.provenance.error->message != reading.verdict.reason)
        parts << displaySafe(reading.provenance.error->message, 240);
    return parts.join(QStringLiteral(", "));
}

QString verdictLabel(const SloReport &report)
{
    const bool idle = report.decision.decision == Decision::Promote && !report.updating;
    return idle ? Slo::tr("nothing to promote") : decisionLabel(report.decision.decision);
}

QString verdictSentence(const SloReport &report)
{
    if (!hasPolicy(report))
        return Slo::tr("No policy names this rollout: nothing judges its health.");
    if (report.problem)
        return Slo::tr("Health is unknown: %1").arg(displaySafe(report.problem->message, 300));
    QMap<GateState, QStringList> byState;
    int pending = 0;
    for (const GateReading &reading : report.gates) {
        byState[reading.verdict.state] << displaySafe(reading.verdict.gate, 60);
        pending += isPending(reading.verdict) ? 1 : 0;
    }
    QStringList parts;
    const auto add = [&](GateState state, const QString &text) {
        if (byState.contains(state))
            parts << text.arg(byState.value(state).mid(0, 3).join(QStringLiteral(", ")) + (byState.value(state).size() > 3 ? QStringLiteral(" …") : QString()));
    };
    if (byState.value(GateState::Pass).size() == report.gates.size() && !report.gates.isEmpty())
        parts << (report.gates.size() == 1 ? Slo::tr("the gate passes") : Slo::tr("all %1 gates pass").arg(report.gates.size()));
    add(GateState::Fail, Slo::tr("%1 failed"));
    add(GateState::NoData, Slo::tr("%1 without data"));
    add(GateState::Unset, Slo::tr("%1 without a limit"));
    add(GateState::Hold, Slo::tr("%1 between its limits"));
    if (pending > 0)
        parts << Slo::tr("%n failing, not yet long enough", nullptr, pending);
    if (report.gates.isEmpty())
        parts << Slo::tr("the policy has no gates here");
    QString head = verdictLabel(report);
    head[0] = head.at(0).toUpper();
    if (report.decision.decision == Decision::Conflict)
        head = Slo::tr("Conflict, a person decides");
    const QString rule = report.decision.rule.isEmpty() ? QString() : Slo::tr(" (rule %1)").arg(displaySafe(report.decision.rule, 80));
    return head % rule % u": " % parts.join(QStringLiteral("; ")) % u'.';
}

QString regressionText(const RegressionStart &regression)
{
    if (!regression.firstBadAt.isValid())
        return {};
    const QString gate = displaySafe(regression.gate, 80);
    if (!regression.changedAt.isValid())
        return Slo::tr("%1 is bad since %2; when the revision changed is not known").arg(gate, utcText(regression.firstBadAt));
    const qint64 gap = regression.changedAt.secsTo(regression.firstBadAt);
    const QString length = std::abs(gap) < 3600 ? Slo::tr("%1 min %2 s").arg(std::abs(gap) / 60).arg(std::abs(gap) % 60) : ageText(double(std::abs(gap)));
    return gap >= 0 ? Slo::tr("%1 began %2 after revision %3").arg(gate, length).arg(regression.revision)
                    : Slo::tr("%1 began %2 before revision %3: it predates the change").arg(gate, length).arg(regression.revision);
}

QString budgetMeaning(const QString &meaning)
{
    if (meaning == QLatin1String("consumed-since-T"))
        return Slo::tr("of the budget consumed since this release began");
    if (meaning == QLatin1String("consumed-window"))
        return Slo::tr("of the budget consumed in the window of the objective");
    if (meaning == QLatin1String("burn-multiple"))
        return Slo::tr("as a multiple of the even pace, not a share of the budget");
    return meaning.isEmpty() ? Slo::tr("the policy does not say what the share means") : displaySafe(meaning, 120);
}

QString alertSentence(const AlertReading &alert)
{
    QString said = Slo::tr("%1: %2, severity %3").arg(displaySafe(alert.name), alertStateLabel(alert.state), alert.severity.isEmpty() ? Slo::tr("none") : displaySafe(alert.severity));
    if (alert.since.isValid())
        said += Slo::tr(", since %1").arg(utcText(alert.since));
    if (!alert.silencedBy.isEmpty())
        said += Slo::tr(", silenced by %1").arg(displaySafe(alert.silencedBy.join(QStringLiteral(", "))));
    const QString summary = alert.annotations.value(QStringLiteral("summary"));
    return summary.isEmpty() ? said : QString(said % u". " % displaySafe(summary, 300));
}

QString silenceSentence(const Silence &silence)
{
    QStringList matchers;
    for (const SilenceMatcher &matcher : silence.matchers)
        matchers << matcherText(matcher);
    QString said = Slo::tr("Silence of %1, %2, until %3, by %4: %5")
                       .arg(matchers.join(QStringLiteral(", ")), silenceStateLabel(silence.state), utcText(silence.endsAt), displaySafe(silence.createdBy),
                            displaySafe(silence.comment));
    if (!silence.hides.isEmpty())
        said += Slo::tr(". It hides what the policy depends on: %1").arg(displaySafe(silence.hides.join(QStringLiteral(", "))));
    return said;
}

} // namespace maestro
