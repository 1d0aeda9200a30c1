// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/slo/slodocument.h"

#include "cli/alerts/alertdocuments.h"
#include "cli/documents/documents.h"
#include "cli/evaluate/verdictdocuments.h"
#include "cli/line/commandtable.h"
#include "cli/output.h"
#include "text/humanize.h"
#include "text/metrics/metrictext.h"
#include "text/slotext.h"


#include <cmath>

namespace maestro {

namespace {

QJsonValue numberOrNull(const std::optional<double> &number)
{
    return number && std::isfinite(*number) ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

QJsonValue countOrNull(const std::optional<int> &count)
{
    return count ? QJsonValue(*count) : QJsonValue(QJsonValue::Null);
}

QJsonValue errorOrNull(const std::optional<Error> &error)
{
    if (!error)
        return QJsonValue::Null;
    return QJsonObject{{QStringLiteral("code"), error->code}, {QStringLiteral("message"), error->message}, {QStringLiteral("hint"), textOrNull(error->hint)}};
}

std::optional<double> ageOf(const Provenance &provenance, const QDateTime &at)
{
    if (!provenance.newestSampleAt.isValid())
        return std::nullopt;
    return std::max(0.0, double(provenance.newestSampleAt.msecsTo(at)) / 1000);
}

QJsonObject gateObject(const GateReading &reading, const QDateTime &at)
{
    QJsonObject object = verdictObject(reading.verdict, reading.gate);
    const Provenance &from = reading.provenance;
    object[QLatin1String("query")] = textOrNull(from.query);
    object[QLatin1String("source")] = textOrNull(from.source);
    object[QLatin1String("newestSampleAge")] = numberOrNull(ageOf(from, at));
    object[QLatin1String("targetsUp")] = countOrNull(from.targetsUp);
    object[QLatin1String("targetsTotal")] = countOrNull(from.targetsTotal);
    object[QLatin1String("samplesInWindow")] = countOrNull(from.samplesInWindow);
    object[QLatin1String("warnings")] = QJsonArray::fromStringList(from.warnings);
    object[QLatin1String("error")] = errorOrNull(from.error);
    object[QLatin1String("showOnly")] = reading.gate.showOnly;
    return object;
}

QJsonObject budgetObject(const BudgetReading &budget)
{
    QJsonObject burn;
    for (auto window = budget.burn.cbegin(); window != budget.burn.cend(); ++window)
        burn[window.key()] = numberOrNull(window.value());
    for (const char *window : {"5m", "1h", "6h"})
        if (!burn.contains(QLatin1String(window)))
            burn[QLatin1String(window)] = QJsonValue::Null;
    QJsonValue acknowledged;
    if (const auto &one = budget.acknowledged)
        acknowledged = QJsonObject{{QStringLiteral("by"), textOrNull(one->by)}, {QStringLiteral("at"), timeValue(one->at)}, {QStringLiteral("consumed"), one->consumed},
                                   {QStringLiteral("reason"), textOrNull(one->reason)}, {QStringLiteral("link"), textOrNull(one->link)},
                                   {QStringLiteral("record"), one->record}, {QStringLiteral("inForce"), one->inForce}};
    return {{QStringLiteral("name"), budget.name}, {QStringLiteral("meaning"), budget.meaning}, {QStringLiteral("objective"), numberOrNull(budget.objective)},
            {QStringLiteral("consumed"), numberOrNull(budget.consumed)}, {QStringLiteral("burn"), burn}, {QStringLiteral("limit"), numberOrNull(budget.limit)},
            {QStringLiteral("within"), budget.within ? QJsonValue(*budget.within) : QJsonValue::Null}, {QStringLiteral("acknowledged"), acknowledged}};
}

QJsonObject metricObject(const MetricReading &metric)
{
    const Provenance &from = metric.provenance;
    return {{QStringLiteral("metric"), metric.metric}, {QStringLiteral("title"), textOrNull(metric.title)}, {QStringLiteral("unit"), textOrNull(unitText(metric.unit))},
            {QStringLiteral("groups"), QJsonArray::fromStringList(metric.groups)}, {QStringLiteral("judged"), metric.judged}, {QStringLiteral("value"), numberOrNull(metric.value)},
            {QStringLiteral("usual"), numberOrNull(metric.usual)}, {QStringLiteral("score"), numberOrNull(metric.score)}, {QStringLiteral("unusual"), metric.score ? QJsonValue(metric.isUnusual()) : QJsonValue::Null},
            {QStringLiteral("query"), textOrNull(from.query)}, {QStringLiteral("error"), errorOrNull(from.error)}};
}

QJsonObject paceObject(const SloReport &report)
{
    const RollbackPace &pace = report.rollbackPace;
    return {{QStringLiteral("count"), pace.count}, {QStringLiteral("medianSeconds"), numberOrNull(pace.medianSeconds)}, {QStringLiteral("targetSeconds"), numberOrNull(pace.targetSeconds)},
            {QStringLiteral("metric"), textOrNull(pace.metric)}, {QStringLiteral("metricSeconds"), numberOrNull(measuredPace(report))}};
}

QJsonValue criteriaObject(const CriteriaReading &criteria)
{
    if (criteria.annotation.isEmpty() && criteria.adr.isEmpty())
        return QJsonValue::Null;
    static const QMap<CriteriaReading::State, QString> words{{CriteriaReading::State::Missing, QStringLiteral("missing")}, {CriteriaReading::State::Text, QStringLiteral("text")},
                                                             {CriteriaReading::State::Same, QStringLiteral("same")}, {CriteriaReading::State::Differs, QStringLiteral("differs")}};
    return QJsonObject{{QStringLiteral("annotation"), textOrNull(criteria.annotation)}, {QStringLiteral("adr"), textOrNull(criteria.adr)}, {QStringLiteral("state"), words.value(criteria.state)}, {QStringLiteral("text"), textOrNull(criteria.text)},
                       {QStringLiteral("differences"), QJsonArray::fromStringList(criteria.differences)}};
}

QString burnText(const BudgetReading &budget)
{
    QStringList parts;
    for (auto window = budget.burn.cbegin(); window != budget.burn.cend(); ++window)
        if (window.value())
            parts.append(CliText::tr("%1 × over %2").arg(QString::number(*window.value(), 'g', 3), window.key()));
    return parts.isEmpty() ? CliText::tr("unknown") : parts.join(QStringLiteral(", "));
}

} // namespace

QJsonArray budgetArray(const QList<BudgetReading> &budgets)
{
    QJsonArray array;
    for (const BudgetReading &budget : budgets)
        array.append(budgetObject(budget));
    return array;
}

QJsonObject sloDocument(const SloReport &report)
{
    QJsonObject object = document(QStringLiteral("SloReport"));
    object[QLatin1String("context")] = report.target.context;
    object[QLatin1String("namespace")] = report.target.ns;
    object[QLatin1String("name")] = report.target.name;
    object[QLatin1String("at")] = timeValue(report.at);
    object[QLatin1String("policy")] = textOrNull(report.policy);
    object[QLatin1String("policyHash")] = textOrNull(QString::fromLatin1(report.policyHash));
    object[QLatin1String("service")] = textOrNull(report.service);
    object[QLatin1String("phase")] = textOrNull(report.phase);
    QJsonArray gates;
    for (const GateReading &reading : report.gates)
        gates.append(gateObject(reading, report.at));
    object[QLatin1String("gates")] = gates;
    object[QLatin1String("budgets")] = budgetArray(report.budgets);
    QJsonArray metrics;
    for (const MetricReading &metric : report.metrics)
        metrics.append(metricObject(metric));
    object[QLatin1String("metrics")] = metrics;
    object[QLatin1String("rollbackPace")] = paceObject(report);
    object[QLatin1String("criteria")] = criteriaObject(report.criteria);
    QJsonArray alerts;
    for (const AlertReading &alert : report.alerts)
        alerts.append(QJsonObject{{QStringLiteral("name"), alert.name}, {QStringLiteral("severity"), textOrNull(alert.severity)},
                                  {QStringLiteral("state"), alertWord(alert.state)}, {QStringLiteral("since"), timeValue(alert.since)},
                                  {QStringLiteral("silencedBy"), QJsonArray::fromStringList(alert.silencedBy)}});
    object[QLatin1String("alerts")] = alerts;
    object[QLatin1String("decision")] = decisionObject(report.decision);
    const RegressionStart &began = report.regression;
    object[QLatin1String("regression")] = QJsonObject{{QStringLiteral("revision"), began.revision}, {QStringLiteral("changedAt"), timeValue(began.changedAt)},
                                                      {QStringLiteral("firstBadAt"), timeValue(began.firstBadAt)}, {QStringLiteral("gate"), textOrNull(began.gate)}};
    object[QLatin1String("ladderDrift")] = textOrNull(report.ladderDrift);
    object[QLatin1String("problem")] = errorOrNull(report.problem);
    return object;
}

QString sloText(const SloReport &report)
{
    QString text = verdictSentence(report) % u'\n';
    for (const QString &more : {regressionText(report.regression), displaySafe(report.ladderDrift, 400), criteriaText(report.criteria)})
        if (!more.isEmpty())
            text += more % u'\n';
    TextTable gates({QStringLiteral("GATE"), QStringLiteral("VERDICT"), QStringLiteral("WHY"), QStringLiteral("AGE"), QStringLiteral("TARGETS")});
    for (const GateReading &reading : report.gates) {
        const auto age = ageOf(reading.provenance, report.at);
        const Provenance &from = reading.provenance;
        gates.add({reading.verdict.gate, gateStateLabel(reading.verdict.state), reading.verdict.reason, age ? ageText(*age) : CliText::tr("unknown"),
                   from.targetsUp ? QStringLiteral("%1/%2").arg(*from.targetsUp).arg(from.targetsTotal.value_or(0)) : CliText::tr("unknown")});
    }
    if (!gates.isEmpty())
        text += u'\n' % gates.text();
    TextTable budgets({QStringLiteral("BUDGET"), QStringLiteral("MEANING"), QStringLiteral("CONSUMED"), QStringLiteral("BURN")});
    for (const BudgetReading &budget : report.budgets)
        budgets.add({budget.name, budget.meaning, budget.consumed ? metricText(budget.consumed, MetricUnit::Ratio) : CliText::tr("unknown"), burnText(budget)});
    if (!budgets.isEmpty())
        text += u'\n' % budgets.text();
    TextTable metrics({QStringLiteral("METRIC"), QStringLiteral("NOW"), QStringLiteral("BESIDE"), QStringLiteral("OF")});
    for (const MetricReading &metric : report.metrics)
        if (!metric.judged || !metric.groups.isEmpty() || metric.isUnusual())
            metrics.add({metricName(metric), metric.value ? metricText(metric.value, metric.unit) : CliText::tr("unknown"), metricRemark(metric), displaySafe(metric.groups.join(QStringLiteral(", ")), 80)});
    if (!metrics.isEmpty())
        text += u'\n' % metrics.text();
    if (const QString pace = paceText(report.rollbackPace, measuredPace(report)); !pace.isEmpty())
        text += u'\n' % CliText::tr("time to roll back: %1").arg(pace);
    for (const AlertReading &alert : report.alerts)
        text += u'\n' % alertSentence(alert);
    QStringList warnings;
    for (const GateReading &reading : report.gates)
        warnings += reading.provenance.warnings;
    warnings.removeDuplicates();
    for (const QString &warning : std::as_const(warnings))
        text += u'\n' % displaySafe(warning, 400);
    return text;
}

} // namespace maestro
