// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/decisions.h"

#include <QTimeZone>

#include <cmath>

namespace maestro::test {

inline const double notANumber = std::nan("");

/// "<= 500", "> 5*baseline", "<= baseline + 10%", "<= baseline + 20", "== unset"; amounts are in the metric's unit.
inline GateBound bound(const QString &text)
{
    static const QMap<QString, Comparison> signs{
        {QStringLiteral("<"), Comparison::Less}, {QStringLiteral("<="), Comparison::LessOrEqual},
        {QStringLiteral(">"), Comparison::Greater}, {QStringLiteral(">="), Comparison::GreaterOrEqual},
        {QStringLiteral("=="), Comparison::Equal}, {QStringLiteral("!="), Comparison::NotEqual}};
    GateBound made;
    made.text = text;
    made.comparison = signs.value(text.section(u' ', 0, 0));
    QString rest = text.section(u' ', 1);
    if (rest.endsWith(QLatin1String("*baseline"))) {
        made.form = GateBound::Form::BaselineMultiple;
        rest.chop(9);
    } else if (rest.startsWith(QLatin1String("baseline"))) {
        made.form = GateBound::Form::BaselineSum;
        rest = rest.mid(8).remove(u' ');
        made.relative = rest.endsWith(u'%');
        rest.remove(u'%').remove(u'+');
    }
    if (rest == QLatin1String("unset") || rest.isEmpty())
        made.limitName = QStringLiteral("some_limit");
    else
        made.amount = made.relative ? rest.toDouble() / 100 : rest.toDouble();
    return made;
}

inline PolicyMetric metric(const QString &name, MetricUnit unit = MetricUnit::Ratio, BaselineSource baseline = BaselineSource::Stable)
{
    PolicyMetric made;
    made.name = name;
    made.unit = unit;
    made.baseline = baseline;
    return made;
}

inline PolicyGate gate(const QString &name, const QString &subject, const QString &pass, const QString &fail = {}, OnFail onFail = OnFail::Hold)
{
    PolicyGate made;
    made.name = name;
    made.subject = subject;
    if (!pass.isEmpty())
        made.pass = bound(pass);
    if (!fail.isEmpty())
        made.fail = bound(fail);
    made.onFail = onFail;
    return made;
}

inline PolicyGate signalGate(const QString &name, const QString &subject, const QString &pass, const QString &fail = {})
{
    PolicyGate made = gate(name, subject, pass, fail);
    made.kind = PolicyGate::Kind::Signal;
    return made;
}

inline PolicyGate group(const QString &name, PolicyGate::Kind kind, const QList<PolicyGate> &members)
{
    PolicyGate made;
    made.name = name;
    made.kind = kind;
    made.members = members;
    return made;
}

inline PolicyPtr policyOf(const QList<PolicyMetric> &metrics, const QList<PolicyGate> &gates, const DecisionRules &decisions = {})
{
    Policy made;
    made.metrics = metrics;
    made.gates = gates;
    made.decisions = decisions;
    return std::make_shared<const Policy>(made);
}

/// Seconds after an arbitrary beginning.
inline QDateTime second(double seconds)
{
    static const QDateTime start(QDate(2026, 3, 1), QTime(12, 0), QTimeZone::utc());
    return start.addMSecs(qint64(std::llround(seconds * 1000)));
}

inline Sample sample(const QString &metric, std::optional<double> value, SampleRole role = SampleRole::Canary, std::optional<double> requests = {})
{
    return {{}, metric, role, value, requests};
}

/// The samples, measured at the instant they are told.
inline QList<Sample> at(const QDateTime &instant, QList<Sample> samples)
{
    for (Sample &one : samples)
        if (!one.at.isValid())
            one.at = instant;
    return samples;
}

inline const char *word(GateState state)
{
    switch (state) {
    case GateState::Pass: return "pass";
    case GateState::Hold: return "hold";
    case GateState::Unset: return "unset";
    case GateState::NoData: return "noData";
    case GateState::Fail: return "fail";
    }
    return "";
}

inline const char *word(Decision decision)
{
    switch (decision) {
    case Decision::Promote: return "promote";
    case Decision::Hold: return "hold";
    case Decision::Rollback: return "rollback";
    case Decision::Immediate: return "immediate";
    case Decision::Conflict: return "conflict";
    }
    return "";
}

} // namespace maestro::test
