// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/gatereason.h"

#include "domain/slo/gateevaluator.h"
#include "domain/slo/limit.h"
#include "text/humanize.h"
#include "text/slotext.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Reason
{
    Q_DECLARE_TR_FUNCTIONS(Slo)
};

/// The value as it is shown elsewhere, unless that would make it look like the limit which it is not.
QString valueText(const GateVerdict &verdict, MetricUnit unit)
{
    const QString text = metricText(verdict.value, unit);
    for (const std::optional<double> &limit : {verdict.passLimit, verdict.failLimit})
        if (verdict.value && limit && !sameNumber(*verdict.value, *limit) && text == metricText(limit, unit))
            return QString(QString::number(*verdict.value * (unit == MetricUnit::Ratio ? 100 : 1), 'g', 12) % u' ' % unitText(unit)).trimmed();
    return text;
}

QString comparedText(const GateVerdict &verdict, const PolicyGate &gate, MetricUnit unit)
{
    const QString value = valueText(verdict, unit);
    const QString pass = gate.pass ? boundText(*gate.pass, verdict.passLimit, unit) : QString();
    const QString fail = gate.fail ? boundText(*gate.fail, verdict.failLimit, unit) : QString();
    const bool failHolds = gate.fail && verdict.value && verdict.failLimit && holds(gate.fail->comparison, *verdict.value, *verdict.failLimit);
    if (failHolds)
        return Reason::tr("%1 breaks the limit: fail %2").arg(value, fail);
    if (verdict.state == GateState::Pass)
        return gate.pass ? Reason::tr("%1 passes: %2").arg(value, pass) : Reason::tr("%1 does not break the limit: fail %2").arg(value, fail);
    if (gate.fail)
        return Reason::tr("%1 is between pass %2 and fail %3").arg(value, pass, fail);
    return Reason::tr("%1 does not pass: %2").arg(value, pass);
}

QString delayText(const GateVerdict &verdict, const PolicyGate &gate)
{
    const auto seconds = [](std::chrono::milliseconds time) { return clockText(std::chrono::duration_cast<std::chrono::seconds>(time).count()); };
    QStringList parts;
    if (gate.needed.count() > 0)
        parts << Reason::tr("failing %1 of %2").arg(seconds(verdict.failingFor), seconds(gate.needed));
    if (gate.consecutive > 1)
        parts << Reason::tr("failing %1 of %2 in a row").arg(verdict.failingCount).arg(gate.consecutive);
    return parts.join(QStringLiteral(", "));
}

QString unsetText(const PolicyGate &gate)
{
    for (const std::optional<GateBound> &bound : {gate.pass, gate.fail})
        if (bound && !bound->amount && !bound->limitName.isEmpty())
            return Reason::tr("the limit $%1 is unset").arg(displaySafe(bound->limitName, 60));
    return gate.pass || gate.fail ? Reason::tr("its limit is unset") : Reason::tr("it has no limit");
}

QString missingText(const GateVerdict &verdict, const PolicyMetric *metric, MetricUnit unit)
{
    switch (verdict.cause) {
    case GateCause::NoSample: return Reason::tr("no sample");
    case GateCause::NotANumber: return Reason::tr("the sample is not a number");
    case GateCause::Stale: return verdict.sampleAt > verdict.at ? Reason::tr("the newest sample comes from %1 in the future").arg(ageText(double(verdict.at.secsTo(verdict.sampleAt))))
                                                               : Reason::tr("the newest sample is stale: %1 old").arg(ageText(double(verdict.sampleAt.secsTo(verdict.at))));
    case GateCause::FewRequests: return Reason::tr("not enough traffic: %1 requests of the %2 it needs").arg(verdict.requests.value_or(0)).arg(metric ? metric->minRequests.value_or(0) : 0);
    case GateCause::RequestsUnknown: return Reason::tr("nobody knows how many requests there were; it needs %1").arg(metric ? metric->minRequests.value_or(0) : 0);
    case GateCause::NoBaseline: return Reason::tr("no baseline to compare %1 with").arg(valueText(verdict, unit));
    case GateCause::Implausible: return Reason::tr("%1 cannot be").arg(valueText(verdict, unit));
    default: return {};
    }
}

} // namespace

QString gateReason(const GateVerdict &verdict, const PolicyGate &gate, const PolicyMetric *metric)
{
    const MetricUnit unit = metric ? metric->unit : MetricUnit::None;
    const bool group = gate.kind == PolicyGate::Kind::Any || gate.kind == PolicyGate::Kind::All;
    switch (verdict.cause) {
    case GateCause::Compared: return comparedText(verdict, gate, unit);
    case GateCause::Delayed: return group ? delayText(verdict, gate) : QString(delayText(verdict, gate) % u": " % comparedText(verdict, gate, unit));
    case GateCause::NotDue: return group ? Reason::tr("would fail now; its next evaluation decides") : Reason::tr("not due: %1").arg(comparedText(verdict, gate, unit));
    case GateCause::Member: return Reason::tr("%1: %2").arg(displaySafe(verdict.decidedBy, 80), gateStateLabel(verdict.state));
    case GateCause::LimitUnset: return unsetText(gate);
    default: return missingText(verdict, metric, unit);
    }
}

} // namespace maestro
