// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/policy/gateexpression.h"

#include "domain/slo/gatejudge.h"
#include "domain/slo/limit.h"
#include "services/slo/gatequeries.h"

#include <QCoreApplication>

#include <cmath>

namespace maestro {

namespace {

constexpr double mostFailures = 1'000; ///< in a row: a query looks at as many instants each time

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Policy)
};

Error notExportable(const QString &message)
{
    return {ErrorKind::BadInput, QStringLiteral("notExportable"), message, {}, {}};
}

QString number(double value)
{
    return QString::number(value, 'g', 15);
}

QString sign(Comparison comparison)
{
    switch (comparison) {
    case Comparison::Less: return QStringLiteral("<");
    case Comparison::LessOrEqual: return QStringLiteral("<=");
    case Comparison::Greater: return QStringLiteral(">");
    case Comparison::GreaterOrEqual: return QStringLiteral(">=");
    case Comparison::Equal: return QStringLiteral("==");
    case Comparison::NotEqual: return QStringLiteral("!=");
    }
    return {};
}

GateBound inverse(GateBound bound)
{
    static const QMap<Comparison, Comparison> other{{Comparison::Less, Comparison::GreaterOrEqual}, {Comparison::LessOrEqual, Comparison::Greater},
                                                    {Comparison::Greater, Comparison::LessOrEqual}, {Comparison::GreaterOrEqual, Comparison::Less},
                                                    {Comparison::Equal, Comparison::NotEqual},      {Comparison::NotEqual, Comparison::Equal}};
    bound.comparison = other.value(bound.comparison);
    return bound;
}

/// What a gate's bounds mean: broken, and met when it is neither broken nor between the two.
struct Bounds
{
    std::optional<GateBound> fails; ///< nothing: nothing is known to break it
    QList<GateBound> passes; ///< all have to hold; empty: a limit is unset, nothing passes
};

Bounds boundsOf(const PolicyGate &gate)
{
    const auto isSet = [](const std::optional<GateBound> &bound) { return bound && bound->amount; };
    Bounds bounds;
    if (isSet(gate.fail))
        bounds.fails = gate.fail;
    else if (!gate.fail && isSet(gate.pass))
        bounds.fails = inverse(*gate.pass);
    if ((gate.pass && !isSet(gate.pass)) || (gate.fail && !isSet(gate.fail)))
        return bounds;
    if (gate.pass)
        bounds.passes.append(*gate.pass);
    if (gate.fail)
        bounds.passes.append(inverse(*gate.fail));
    return bounds;
}

bool isFrom(Comparison comparison, Comparison a, Comparison b)
{
    return comparison == a || comparison == b;
}

/// Values that meet the bounds and still cannot be: less than nothing, infinite.
struct Doubt
{
    bool negative = false;
    bool infinite = false;
};

Doubt doubtAbout(const QList<GateBound> &passes, const PolicyMetric &metric)
{
    bool below = true;
    bool above = true;
    for (const GateBound &bound : passes) {
        const bool equal = bound.comparison == Comparison::Equal;
        above = above && !equal && !isFrom(bound.comparison, Comparison::Less, Comparison::LessOrEqual);
        below = below && !equal && !isFrom(bound.comparison, Comparison::Greater, Comparison::GreaterOrEqual);
    }
    const bool anySign = metric.unit == MetricUnit::None;
    return {below && !anySign, above || (below && anySign)};
}

/// The looks that have to fail one after the other.
struct Row
{
    int looks = 1;
    QString window; ///< of a subquery: it holds exactly as many, wherever it begins
    std::chrono::milliseconds step{0}; ///< between two looks
};

Row rowOf(int looks, std::chrono::milliseconds step)
{
    return {looks, QStringLiteral("[%1:%2]").arg(machineSpan(looks * step - std::chrono::milliseconds(1)), machineSpan(step)), step};
}

// --- PromQL

QString filteredOf(const QString &value)
{
    return QStringLiteral("((%1) >= -Inf)").arg(value); // NaN goes
}

/// For whom the gates are said: the questions the console itself would ask.
struct Subject
{
    const Policy &policy;
    const PolicyService &service;
    QString environment;
};

/// The values of a role, without those that stand for too few requests; of the moment, for that is all the controller asks for.
Result<QString> valuesOf(const Subject &subject, const PolicyMetric &metric, SampleRole role)
{
    const GateQueries queries = queriesFor(subject.policy, subject.service, subject.environment, {metric.name}, Judged::Canary);
    if (queries.problems.contains(metric.name))
        return queries.problems.value(metric.name);
    QString value;
    QString requests;
    for (const GateQuery &query : queries.list) {
        const bool asked = query.role == role || (role == SampleRole::Canary && query.role == SampleRole::None);
        if (asked && query.when == GateQuery::When::Now)
            (query.purpose == GateQuery::Purpose::Value ? value : requests) = query.promql;
    }
    if (value.isEmpty())
        return notExportable(Words::tr("%1 is compared with an earlier time, which a query cannot know").arg(metric.name));
    if (!metric.minRequests)
        return value;
    return QStringLiteral("(%1) and on() ((%2) >= %3)").arg(value, requests, number(*metric.minRequests));
}

/// A condition on one metric.
class Leaf
{
public:
    Leaf(const Subject &subject, const PolicyGate &gate, const PolicyMetric &metric)
        : m_subject(subject)
        , m_metric(metric)
        , m_bounds(boundsOf(gate))
    {
    }

    const Bounds &bounds() const { return m_bounds; }

    Result<QString> values() const { return valuesOf(m_subject, m_metric, SampleRole::Canary); }

    /// 1 or 0 for every value; 1 only for a whole row when more than one look is needed.
    Result<QString> broken(const Row &row) const
    {
        const Result<QString> value = values();
        const Result<QString> now = value ? compared(filteredOf(*value), *m_bounds.fails) : value;
        if (!now || row.looks < 2)
            return now;
        return QStringLiteral("(min_over_time(%1%2) * (count_over_time(%3%2) >= bool %4))").arg(*now, row.window, filteredOf(*value)).arg(row.looks);
    }

    Result<QString> verdict(const Row &row) const
    {
        const Result<QString> value = values();
        if (!value)
            return value;
        QStringList met;
        for (const GateBound &bound : m_bounds.passes) {
            const Result<QString> one = compared(filteredOf(*value), bound);
            if (!one)
                return one;
            met.append(*one);
        }
        const Doubt doubt = doubtAbout(m_bounds.passes, m_metric);
        if (!met.isEmpty() && doubt.negative)
            met.append(QStringLiteral("(%1 >= bool 0)").arg(filteredOf(*value)));
        if (!met.isEmpty() && doubt.infinite)
            met.append(QStringLiteral("(abs(%1) < bool Inf)").arg(filteredOf(*value)));
        if (met.isEmpty())
            met.append(QStringLiteral("0"));
        if (!m_bounds.fails)
            return QStringLiteral("0 * (%1 == bool 0)").arg(filteredOf(*value));
        const Result<QString> fails = broken(row);
        if (!fails)
            return fails;
        return QStringLiteral("%1 - 2 * %2").arg(met.join(QStringLiteral(" * ")), *fails);
    }

    /// "(value OP bool limit)", without a result where there is no value; 0 without a baseline.
    Result<QString> compared(const QString &value, const GateBound &bound) const
    {
        const Result<QString> limit = limitOf(bound);
        if (!limit)
            return limit;
        if (bound.comparison == Comparison::NotEqual) // NaN differs from everything
            return QStringLiteral("((%1 < bool %2) + (%1 > bool %2))").arg(value, *limit);
        return QStringLiteral("(%1 %2 bool %3)").arg(value, sign(bound.comparison), *limit);
    }

    Result<QString> limitOf(const GateBound &bound) const
    {
        if (!needsBaseline(bound))
            return number(*bound.amount);
        const Result<QString> found = valuesOf(m_subject, m_metric, m_metric.baseline == BaselineSource::Stable ? SampleRole::Stable : SampleRole::Baseline);
        if (!found)
            return found;
        const bool anySign = m_metric.unit == MetricUnit::None;
        QString base = QStringLiteral("(((%1) %2) < Inf)").arg(*found, anySign ? QStringLiteral("> -Inf") : QStringLiteral(">= 0"));
        if (m_metric.floor)
            base = QStringLiteral("clamp_min(%1, %2)").arg(base, number(*m_metric.floor));
        if (bound.form == GateBound::Form::BaselineMultiple)
            return QStringLiteral("scalar(%1 * %2)").arg(base, number(*bound.amount));
        if (!bound.relative)
            return QStringLiteral("scalar(%1 + %2)").arg(base, number(*bound.amount));
        return QStringLiteral("scalar(%1 + %2 * abs(%1))").arg(base, number(*bound.amount));
    }

private:
    const Subject &m_subject;
    const PolicyMetric &m_metric;
    Bounds m_bounds;
};

int looksNeeded(const PolicyGate &gate, std::chrono::milliseconds step, bool withTime)
{
    const auto span = withTime ? gate.needed.count() : 0;
    const auto steps = span > 0 ? (span + step.count() - 1) / step.count() + 1 : 1;
    return int(std::max<qint64>(gate.consecutive, steps));
}

Result<QString> verdictOf(const Subject &subject, const PolicyGate &gate, const Row &row);

/// A verdict out of the worst verdicts of the members, each a scalar, NaN where a member knows nothing.
Result<QString> groupVerdict(const Subject &subject, const PolicyGate &group, const Row &row)
{
    QStringList passed;
    QStringList failed;
    QStringList known;
    for (const PolicyGate &member : group.members) {
        const Result<QString> one = verdictOf(subject, member, {});
        if (!one)
            return one;
        const QString worst = QStringLiteral("scalar(min(%1))").arg(*one);
        passed.append(QStringLiteral("(%1 == bool 1)").arg(worst));
        failed.append(QStringLiteral("(%1 < bool 0)").arg(worst));
        known.append(QStringLiteral("(%1 >= bool -Inf)").arg(worst));
    }
    const auto every = [](const QStringList &terms) -> QString { return u'(' + terms.join(QStringLiteral(" * ")) + u')'; };
    const auto one = [](const QStringList &terms) { return QStringLiteral("((%1) > bool 0)").arg(terms.join(QStringLiteral(" + "))); };
    const GateSort sort = sortOf(group);
    const bool oneIsEnough = group.kind == PolicyGate::Kind::Any && sort == GateSort::ToPass;
    const bool allAreNeeded = group.kind == PolicyGate::Kind::All && sort == GateSort::ToFail;
    const QString passes = oneIsEnough ? every({one(passed), every(known)}) : every(passed);
    QString fails = oneIsEnough || allAreNeeded ? every(failed) : one(failed);
    if (row.looks > 1)
        fails = QStringLiteral("scalar(min_over_time(vector(%1)%2))").arg(fails, row.window);
    return QStringLiteral("vector(%1 - 2 * %2)").arg(passes, fails);
}

/// How many failures in a row break the bound; nothing: it is no bound from below.
std::optional<int> failuresIn(const GateBound &bound)
{
    const bool from = isFrom(bound.comparison, Comparison::Greater, Comparison::GreaterOrEqual);
    if (!from || needsBaseline(bound) || !bound.amount || !(*bound.amount >= 0 && *bound.amount < mostFailures))
        return std::nullopt;
    const int whole = int(std::ceil(*bound.amount));
    return std::max(1, bound.comparison == Comparison::Greater && whole == *bound.amount ? whole + 1 : whole);
}

/// Failures in a row of any of the named gates. It passes only while none of them is broken, so never sooner than the gate; a look at which
/// nobody knows ends the row where the gate only stops counting, so it fails later, never sooner.
Result<QString> failuresVerdict(const Subject &subject, const PolicyGate &gate, const Row &row)
{
    const Bounds bounds = boundsOf(gate);
    const std::optional<int> needed = bounds.fails ? failuresIn(*bounds.fails) : std::nullopt;
    if (!needed || row.step.count() == 0)
        return notExportable(Words::tr("%1 counts failures of other gates, and not up to a number").arg(gate.name));
    QStringList broken;
    QStringList known;
    for (const QString &name : gate.of) {
        const PolicyGate *counted = subject.policy.gate(name);
        if (!counted)
            return notExportable(Words::tr("%1 counts failures of the probe %2, which only the console asks").arg(gate.name, name));
        if (counted->every.count() > 0 && counted->every != row.step)
            return notExportable(Words::tr("%1 counts failures of %2, which is looked at at other times").arg(gate.name, name));
        const Result<QString> one = verdictOf(subject, *counted, {});
        if (!one)
            return one;
        const QString worst = QStringLiteral("scalar(min(%1))").arg(*one);
        broken.append(QStringLiteral("(%1 < bool 0)").arg(worst));
        known.append(QStringLiteral("(%1 >= bool -Inf)").arg(worst));
    }
    const QString now = QStringLiteral("((%1) > bool 0)").arg(broken.join(QStringLiteral(" + ")));
    const Row whole = rowOf(*needed + row.looks - 1, row.step);
    const QString fails = whole.looks == 1 ? now : QStringLiteral("scalar(min_over_time(vector(%1)%2))").arg(now, whole.window);
    const QString passes = bounds.passes.isEmpty() ? QStringLiteral("0") : QStringLiteral("(%1 * (%2 == bool 0))").arg(known.join(QStringLiteral(" * ")), now);
    return QStringLiteral("vector(%1 - 2 * %2)").arg(passes, fails);
}

Result<QString> verdictOf(const Subject &subject, const PolicyGate &gate, const Row &row)
{
    switch (gate.kind) {
    case PolicyGate::Kind::Any:
    case PolicyGate::Kind::All: return groupVerdict(subject, gate, row);
    case PolicyGate::Kind::Metric:
        if (const PolicyMetric *metric = subject.policy.metric(gate.subject))
            return Leaf(subject, gate, *metric).verdict(row);
        break;
    case PolicyGate::Kind::Signal: return notExportable(Words::tr("%1 is set by people, not measured").arg(gate.subject));
    case PolicyGate::Kind::ConsecutiveFailures: return failuresVerdict(subject, gate, row);
    }
    return notExportable(Words::tr("%1 has no metric").arg(memberName(gate)));
}

// --- conditions over a value

QString condition(const GateBound &bound)
{
    const QString limit = number(*bound.amount);
    if (bound.comparison == Comparison::NotEqual) // NaN differs from everything
        return QStringLiteral("(# < %1 || # > %1)").arg(limit);
    return QStringLiteral("# %1 %2").arg(sign(bound.comparison), limit);
}

GateExpression ofValue(const Leaf &leaf, const PolicyMetric &metric, const QString &values)
{
    const Bounds &bounds = leaf.bounds();
    GateExpression made{values, QStringLiteral("false"), QStringLiteral("false"), {}};
    if (bounds.fails) {
        made.failure = QStringLiteral("any(result, {%1})").arg(condition(*bounds.fails));
        made.breach = QStringLiteral("(%1) %2 %3").arg(values, sign(bounds.fails->comparison), number(*bounds.fails->amount));
        if (bounds.fails->comparison == Comparison::NotEqual)
            made.breach = QStringLiteral("(%1) != %2").arg(filteredOf(values), number(*bounds.fails->amount));
    }
    if (bounds.passes.isEmpty())
        return made;
    QStringList met;
    for (const GateBound &bound : bounds.passes) {
        if (const QString one = condition(bound); !met.contains(one))
            met.append(one);
    }
    const Doubt doubt = doubtAbout(bounds.passes, metric);
    if (doubt.negative)
        met.append(QStringLiteral("# >= 0"));
    if (doubt.infinite)
        met.append(QStringLiteral("!isInf(#)"));
    made.success = QStringLiteral("len(result) > 0 && all(result, {%1})").arg(met.join(QStringLiteral(" && ")));
    return made;
}

} // namespace

Result<GateExpression> everyGate(const Policy &policy, const PolicyService &service, const QString &environment, const QList<PolicyGate> &gates,
                                 const QMap<QString, qint64> &weights, std::chrono::milliseconds interval)
{
    const Subject subject{policy, service, environment};
    QStringList passed;
    QStringList failed;
    for (const PolicyGate &gate : gates) {
        const auto step = gate.every.count() > 0 ? gate.every : interval;
        const Result<QString> verdict = verdictOf(subject, gate, rowOf(looksNeeded(gate, step, true), step));
        if (!verdict)
            return verdict.error();
        passed.append(QStringLiteral("(scalar(min(%1)) == bool 1)").arg(*verdict));
        if (weights.contains(gate.name))
            failed.append(QStringLiteral("%2 * (scalar(min(%1)) < bool 0)").arg(*verdict).arg(weights.value(gate.name)));
    }
    const QString all = passed.join(QStringLiteral(" * "));
    // A set that fails does not pass, so the two never meet.
    const QString query = failed.isEmpty() ? all : QStringLiteral("%1 - (%2)").arg(all, failed.join(QStringLiteral(" + ")));
    return GateExpression{QStringLiteral("vector(%1)").arg(query), QStringLiteral("len(result) > 0 && all(result, {# == 1})"), QStringLiteral("any(result, {# < 0})"), {}};
}

QString machineSpan(std::chrono::milliseconds span)
{
    const bool whole = span.count() % 1000 == 0;
    return QString::number(whole ? span.count() / 1000 : span.count()) + (whole ? QStringLiteral("s") : QStringLiteral("ms"));
}

Result<GateExpression> gateExpression(const Policy &policy, const PolicyService &service, const QString &environment, const PolicyGate &gate, std::chrono::milliseconds interval)
{
    const Subject subject{policy, service, environment};
    const auto step = gate.every.count() > 0 ? gate.every : interval;
    const int looks = looksNeeded(gate, step, true);
    const int looksOfRule = looksNeeded(gate, step, false);
    const PolicyMetric *metric = gate.kind == PolicyGate::Kind::Metric ? policy.metric(gate.subject) : nullptr;
    const auto isAbsolute = [](const std::optional<GateBound> &bound) { return !bound || !bound->amount || !needsBaseline(*bound); };
    GateExpression made;
    if (metric && isAbsolute(gate.pass) && isAbsolute(gate.fail)) {
        const Leaf leaf(subject, gate, *metric);
        const Result<QString> values = leaf.values();
        if (!values)
            return values.error();
        made = ofValue(leaf, *metric, *values);
        if (looks == 1 || !leaf.bounds().fails)
            return made;
    }
    const Result<QString> verdict = verdictOf(subject, gate, rowOf(looks, step));
    if (!verdict)
        return verdict.error();
    made.query = *verdict;
    made.success = QStringLiteral("len(result) > 0 && all(result, {# == 1})");
    made.failure = QStringLiteral("any(result, {# < 0})");
    if (looksOfRule > 1 || made.breach.isEmpty()) {
        const Result<QString> broken = verdictOf(subject, gate, rowOf(looksOfRule, step));
        made.breach = broken ? QStringLiteral("(%1) < 0").arg(*broken) : QString();
    }
    return made;
}

} // namespace maestro
