// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/evidence/packslo.h"

#include "domain/slo/decisions.h"
#include "services/slo/pace.h"
#include "text/charts/chartcsv.h"
#include "text/plain/filename.h"
#include "text/policy/policyfaulttext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSet>

#include <cmath>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Evidence)
};

constexpr qint64 beforeMs = 30 * 60'000;
constexpr qint64 afterMs = 10 * 60'000;
constexpr int pointsOfALine = 240;
const char burnName[] = "burn";

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

/// As text: JSON knows neither NaN nor infinity, and a number that is read by another program is not the one that was written.
QString numberText(double value)
{
    return std::isnan(value) ? u"NaN"_s : std::isinf(value) ? (value > 0 ? u"+Inf"_s : u"-Inf"_s) : QString::number(value, 'g', 17);
}

QJsonValue numberOrNull(const std::optional<double> &value)
{
    return value ? QJsonValue(numberText(*value)) : QJsonValue();
}

QString sampleRoleWord(SampleRole role)
{
    switch (role) {
    case SampleRole::Canary: return u"canary"_s;
    case SampleRole::Stable: return u"stable"_s;
    case SampleRole::Baseline: return u"baseline"_s;
    case SampleRole::None: break;
    }
    return {};
}

QJsonArray linesOf(const QList<SampleSeries> &series)
{
    QJsonArray lines;
    for (const SampleSeries &one : series) {
        QJsonArray samples;
        for (const SampleSeries::Point &point : one.points)
            samples.append(QJsonArray{timeText(QDateTime::fromMSecsSinceEpoch(point.ms, Qt::UTC)), numberText(point.value)});
        const QString role = sampleRoleWord(one.role);
        lines.append(QJsonObject{{u"role"_s, role.isEmpty() ? QJsonValue() : role}, {u"label"_s, one.label}, {u"stepMs"_s, one.stepMs}, {u"samples"_s, samples}});
    }
    return lines;
}

QJsonObject sourceOf(const Provenance &from)
{
    return {{u"query"_s, from.query}, {u"source"_s, from.source}, {u"warnings"_s, QJsonArray::fromStringList(from.warnings)}, {u"problem"_s, from.error ? QJsonValue(from.error->message) : QJsonValue()}};
}

QJsonObject gateOf(const GateReading &reading)
{
    QJsonObject gate = sourceOf(reading.provenance);
    const GateVerdict &verdict = reading.verdict;
    gate[u"gate"_s] = verdict.gate;
    gate[u"verdict"_s] = gateStateWord(verdict.state);
    gate[u"value"_s] = numberOrNull(verdict.value);
    gate[u"baseline"_s] = numberOrNull(verdict.baseline);
    gate[u"passLimit"_s] = numberOrNull(verdict.passLimit);
    gate[u"failLimit"_s] = numberOrNull(verdict.failLimit);
    gate[u"failingSince"_s] = verdict.failingSince.isValid() ? QJsonValue(timeText(verdict.failingSince)) : QJsonValue();
    gate[u"reason"_s] = verdict.reason;
    return gate;
}

QJsonObject sloOf(const SloReport &report, const ChartSet &set)
{
    QJsonArray gates;
    for (const GateReading &reading : report.gates)
        gates.append(gateOf(reading));
    QJsonArray charts;
    for (const ChartData &chart : set.charts) {
        QJsonObject one = sourceOf(chart.provenance);
        one[u"metric"_s] = chart.metric;
        one[u"lines"_s] = linesOf(chart.series);
        charts.append(one);
    }
    return {{u"kind"_s, u"SloEvidence"_s}, {u"judgedAt"_s, timeText(report.at)}, {u"from"_s, timeText(set.from)}, {u"to"_s, timeText(set.to)}, {u"policy"_s, report.policy},
            {u"policyHash"_s, QString::fromLatin1(report.policyHash)}, {u"service"_s, report.service}, {u"phase"_s, report.phase}, {u"gates"_s, gates}, {u"charts"_s, charts},
            {u"burn"_s, linesOf(set.burn)}};
}

PackSlo::Found foundOf(const SloReport &report, const ChartSetPtr &set)
{
    PackSlo::Found found;
    PackContent files;
    files.addJson(u"slo.json"_s, sloOf(report, *set));
    QList<std::pair<QString, QString>> names = chartFileNames(*set);
    const auto add = [&](const ChartData &chart) {
        const QString name = names.takeFirst().second;
        const bool empty = std::all_of(chart.series.begin(), chart.series.end(), [](const SampleSeries &one) { return one.points.isEmpty(); });
        if (!empty)
            files.files.append({name + u".csv"_s, chartCsv(chart)});
        else
            found.missing.append(u"%1.csv: %2"_s.arg(name, chart.provenance.error ? chart.provenance.error->message : Words::tr("Prometheus has no sample of that time")));
    };
    for (const ChartData &chart : set->charts)
        add(chart);
    if (!set->burn.isEmpty()) {
        ChartData burn;
        burn.metric = QLatin1String(burnName);
        burn.series = set->burn;
        add(burn);
    }
    found.files = files.files;
    found.charts = set;
    return found;
}

} // namespace

PackSlo::PackSlo(QObject *parent)
    : QObject(parent)
    , m_health(&m_sampler)
{
    m_health.setDetailed(true);
}

void PackSlo::read(const SloTarget &target, PromClient *client, const QDateTime &from, const QDateTime &to, Callback<Found> done)
{
    m_done = std::move(done);
    const auto without = [this](const QString &why) { end({{}, {u"slo.json, charts: "_s + why}, {}}); };
    const auto later = [this, without](const QString &why) { QMetaObject::invokeMethod(this, [without, why] { without(why); }, Qt::QueuedConnection); };
    if (!target.match)
        return later(absenceText(Words::tr("no policy names the workload"), target.match.doubts));
    if (!client)
        return later(Words::tr("no Prometheus is configured"));
    m_health.setTarget(target);
    connect(client, &QObject::destroyed, this, [without] { without(Words::tr("the connection is gone")); });
    connect(&m_health, &WorkloadHealth::changed, this, [this, client, from, to, without] {
        const SloReportPtr report = m_health.report();
        if (report->problem || !m_done)
            return without(report->problem ? report->problem->message : QString());
        m_charts.read(client, m_health, {from.msecsTo(to), to, pointsOfALine}, [this, report](const ChartSetPtr &set) { end(foundOf(*report, set)); });
    }, Qt::SingleShotConnection);
    const qint64 stepMs = openStepMs(*target.match.policy);
    m_health.evaluate(client, RangeQuery::onGrid(client->serverNow().toMSecsSinceEpoch(), stepMs), stepMs);
}

void PackSlo::end(const Found &found)
{
    if (m_done)
        std::exchange(m_done, {})(found);
}

std::pair<QDateTime, QDateTime> chartTimes(const QList<JournalRecord> &records, const QDateTime &now)
{
    const QDateTime from = records.constFirst().at.addMSecs(-beforeMs);
    return {from, std::min(now, records.constLast().at.addMSecs(afterMs))};
}

QList<std::pair<QString, QString>> chartFileNames(const ChartSet &set)
{
    QList<std::pair<QString, QString>> names;
    QSet<QString> taken; // where letters have no case, too
    const auto add = [&](const QString &metric) {
        QString name = u"charts/"_s + plainFileName(metric);
        while (taken.contains(name.toLower()))
            name += u'-';
        taken.insert(name.toLower());
        names.append({metric, name});
    };
    for (const ChartData &chart : set.charts)
        add(chart.metric);
    if (!set.burn.isEmpty())
        add(QLatin1String(burnName));
    return names;
}

} // namespace maestro
