// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/slo/gateevaluator.h"
#include "domain/slo/limit.h"
#include "journal/redactor.h"
#include "prometheus/provenanceprobe.h"
#include "services/metrics/metricreader.h"
#include "services/slo/gatequeries.h"
#include "services/triage/readingbuilder.h"
#include "text/humanize.h"
#include "text/policy/policyfaulttext.h"
#include "text/slotext.h"

#include <QUrl>

#include <cmath>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr int metricsAtMost = 12;
constexpr qint64 trendSeconds = 3'600;
constexpr int trendPoints = 120;
constexpr qint64 scrapeMs = 15'000; ///< no finer step shows more

GateQueries queriesOf(const TriageScene &scene, const QStringList &metrics)
{
    const PolicyService *service = scene.policy ? scene.policy->service(scene.service) : nullptr;
    return service ? queriesFor(*scene.policy, *service, scene.environment, metrics, scene.hasCanary() ? Judged::Canary : Judged::Running) : GateQueries();
}

QString withoutPolicy(const TriageScene &scene)
{
    return absenceText(TriageWords::tr("no policy names this service, so there is no query"), scene.match.doubts);
}

/// The number of the first series, as text; nothing: there is none, or it is not a number.
std::optional<QString> valueOf(const PromAnswer &answer)
{
    if (!answer.ok() || answer.warned || answer.series.isEmpty() || answer.series.constFirst().points.isEmpty())
        return std::nullopt;
    const double value = answer.series.constFirst().points.constLast().value;
    return std::isfinite(value) ? std::optional(QString::number(value, 'g', 6)) : std::nullopt;
}

QString missingText(const PromAnswer &answer)
{
    if (answer.provenance.error)
        return answer.provenance.error->message;
    if (answer.warned)
        return incompleteAnswer(answer).message;
    return answer.series.isEmpty() ? TriageWords::tr("no sample") : TriageWords::tr("not a number");
}

/// What the gates on this metric say to one value: bad where a bound is broken that needs no baseline. How long it lasts is the board's business.
QString brokenGate(const TriageScene &scene, const QString &metric, double value)
{
    for (const PolicyGate &gate : scene.policy->gates) {
        if (gate.kind != PolicyGate::Kind::Metric || gate.subject != metric || gate.showOnly)
            continue;
        if (gate.fail && !needsBaseline(*gate.fail)) {
            if (const auto limit = resolvedLimit(*gate.fail, {}); limit && holds(gate.fail->comparison, value, *limit))
                return gate.name + u": "_s + gate.fail->text;
        } else if (!gate.fail && gate.pass && !needsBaseline(*gate.pass)) {
            if (const auto limit = resolvedLimit(*gate.pass, {}); limit && !holds(gate.pass->comparison, value, *limit))
                return gate.name + u": "_s + TriageWords::tr("not %1").arg(gate.pass->text);
        }
    }
    return {};
}

/// The gate on this metric that cannot be judged by the value alone: its limit is not set, or is a baseline's. Empty: one can be, or there is none.
QString unjudgedGate(const TriageScene &scene, const QString &metric)
{
    QString open;
    for (const PolicyGate &gate : scene.policy->gates) {
        const std::optional<GateBound> &bound = gate.fail ? gate.fail : gate.pass;
        if (gate.kind != PolicyGate::Kind::Metric || gate.subject != metric || gate.showOnly || !bound)
            continue;
        if (!needsBaseline(*bound) && resolvedLimit(*bound, {}))
            return {};
        open = open.isEmpty() ? gate.name : open;
    }
    return open;
}

/// In the metric's unit, as the window writes it everywhere.
QString inUnit(const TriageScene &scene, const QString &metric, double value)
{
    for (const PolicyMetric &one : scene.policy ? scene.policy->metrics : QList<PolicyMetric>())
        if (one.name == metric)
            return metricText(value, one.unit);
    return QString::number(value, 'g', 6);
}

/// The limits that a tile draws: of the first gate that decides by this metric.
void addLimits(MetricHistory &history, const Policy &policy)
{
    for (const PolicyGate &gate : policy.gates) {
        if (gate.kind != PolicyGate::Kind::Metric || gate.subject != history.metric || gate.showOnly)
            continue;
        const auto limit = [](const std::optional<GateBound> &bound) { return bound ? resolvedLimit(*bound, {}) : std::nullopt; };
        GateReading reading{{}, gate, history.unit, {}};
        reading.verdict.passLimit = history.passLimit = limit(gate.pass);
        reading.verdict.failLimit = history.failLimit = limit(gate.fail);
        history.gate = gate.name;
        history.limits = limitsText(reading);
        return;
    }
}

/// The same question in the server's own window, and the boards of the policy. What a browser cannot reach (a proxy in the cluster) is left out.
void addLinks(MetricHistory &history, const TriageScene &scene)
{
    if (isWebAddress(history.source) && !history.source.contains(u"/proxy"_s) && !history.query.isEmpty())
        history.links.append({TriageWords::tr("Prometheus"), history.source + u"/graph?g0.tab=0&g0.range_input=1h&g0.expr="_s + QString::fromLatin1(QUrl::toPercentEncoding(history.query))});
    QStringList boards;
    for (const QVariant &board : scene.entry(u"services"_s, scene.service).value(u"dashboards"_s).toList())
        boards.append(board.toMap().value(u"title"_s).toString());
    const QDateTime now = scene.clock->utcNow();
    for (const WebLink &link : scene.links(now.addSecs(-trendSeconds), now))
        if (boards.contains(link.title))
            history.links.append({TriageWords::tr("Grafana: %1").arg(link.title), link.url});
}

MetricHistory historyOf(const TriageScene &scene, const QString &metric)
{
    MetricHistory history;
    history.metric = metric;
    if (const PolicyMetric *known = scene.policy ? scene.policy->metric(metric) : nullptr) {
        history.unit = known->unit;
        history.panel = known->panel;
        history.staleAfter = known->staleAfter;
        addLimits(history, *scene.policy);
    }
    return history;
}

void notMeasured(const BuilderPtr &builder, const QString &why)
{
    builder->reading().history->why = scrubbed(why);
    addLinks(*builder->reading().history, builder->scene());
    builder->unknown(why);
}

/// The tile's trend (ledger SLO-28): the line of the hour before. Without it the value stands alone.
void takeHistory(const BuilderPtr &builder, const PromAnswer &answer, const Provenance &provenance)
{
    MetricHistory &history = *builder->reading().history;
    history.newestAt = provenance.newestSampleAt;
    if (!answer.ok() || answer.series.isEmpty())
        history.gap = scrubbed(missingText(answer));
    else if (answer.series.size() > 1)
        history.gap = TriageWords::tr("the query gives %n series, not one", nullptr, int(answer.series.size()));
    else
        history.line = {history.metric, SampleRole::None, {}, answer.series.constFirst().points, answer.stepMs};
    const double value = *history.value;
    const auto words = [&builder](double number) { return inUnit(builder->scene(), builder->check().subject, number); };
    const bool reaches = !history.line.points.isEmpty() && std::isfinite(history.line.points.constFirst().value)
        && history.line.points.constFirst().ms <= history.from.toMSecsSinceEpoch() + 2 * answer.stepMs;
    const double was = reaches ? history.line.points.constFirst().value : value;
    const QString trend = !reaches ? TriageWords::tr("an hour ago not known") : was < value ? TriageWords::tr("↑ from %1 an hour ago").arg(words(was))
        : was > value ? TriageWords::tr("↓ from %1 an hour ago").arg(words(was)) : TriageWords::tr("as an hour ago");
    builder->reading().output += TriageWords::tr("an hour ago = %1").arg(reaches ? QString::number(was, 'g', 6) : history.gap.isEmpty() ? TriageWords::tr("no sample") : history.gap) + u'\n';
    if (history.newestAt.isValid())
        builder->reading().output += TriageWords::tr("newest sample = %1").arg(history.newestAt.toUTC().toString(Qt::ISODate)) + u'\n';
    addLinks(history, builder->scene());
    const QString finding = words(value) % u", "_s % trend;
    if (const QString broken = brokenGate(builder->scene(), builder->check().subject, value); !broken.isEmpty())
        return builder->finish(ItemState::Bad, TriageWords::tr("%1, gate %2").arg(finding, broken), broken);
    const auto limit = history.staleAfter.count() > 0 ? history.staleAfter : std::chrono::milliseconds(GateEvaluator::staleAfter);
    if (history.newestAt.isValid() && history.newestAt.msecsTo(history.to) > limit.count())
        return builder->unknown(TriageWords::tr("%1, but the newest sample is %2 old").arg(finding, durationText(history.newestAt.secsTo(history.to))));
    if (const QString open = unjudgedGate(builder->scene(), builder->check().subject); !open.isEmpty())
        return builder->unknown(TriageWords::tr("%1; gate %2 has no limit that one value could be held to: see the decision board").arg(finding, open));
    builder->finish(ItemState::Ok, finding);
}

void readHistory(QObject *owner, const BuilderPtr &builder, const QString &promql)
{
    PromClient *client = builder->scene().prometheus;
    MetricHistory &history = *builder->reading().history;
    history.to = client->serverNow();
    history.from = history.to.addSecs(-trendSeconds);
    history.skewMs = client->clockSkewMs().value_or(0);
    const qint64 stepMs = rangeStepMs(trendSeconds * 1000, trendPoints, scrapeMs);
    rangeCacheOf(client)->range({promql, history.from.toMSecsSinceEpoch(), history.to.toMSecsSinceEpoch(), stepMs}, whileAlive(owner, [owner, builder, client = QPointer<PromClient>(client), promql](const PromAnswer &answer) {
        if (!client)
            return takeHistory(builder, answer, {});
        auto *probe = new ProvenanceProbe(client, owner);
        probe->ask(promql, [probe, builder, answer](const Provenance &provenance) {
            probe->deleteLater();
            takeHistory(builder, answer, provenance);
        });
    }));
}

/// Several metrics asked side by side; answers when the last has come.
struct Sources
{
    BuilderPtr builder;
    int open = 0;
    int answered = 0;
    QStringList silent = {};
    QStringList old = {}; ///< with how old
    QStringList ageless = {}; ///< answered, and nothing tells how old the samples are
    QStringList down = {}; ///< with how many of its targets are up

    void conclude(qsizetype asked)
    {
        for (QStringList *list : {&silent, &old, &ageless, &down})
            list->sort();
        QStringList said{answered == asked ? TriageWords::tr("all %1 metrics answer").arg(asked) : TriageWords::tr("%1 of %2 metrics answer; no value of %3").arg(answered).arg(asked).arg(silent.join(u", "_s))};
        if (!old.isEmpty())
            said.append(TriageWords::tr("too old: %1").arg(old.join(u", "_s)));
        if (!down.isEmpty())
            said.append(TriageWords::tr("measured in part: %1").arg(down.join(u", "_s)));
        if (!ageless.isEmpty())
            said.append(TriageWords::tr("how old the samples are is not known of %1").arg(ageless.join(u", "_s)));
        const ItemState state = !silent.isEmpty() || !old.isEmpty() ? ItemState::Bad : !down.isEmpty() || !ageless.isEmpty() ? ItemState::Unknown : ItemState::Ok;
        QStringList key = silent;
        for (const QString &one : std::as_const(old))
            key.append(one.section(u' ', 0, 0));
        builder->finish(state, said.join(u"; "_s), key.join(u','));
    }

    void arrived(qsizetype asked)
    {
        if (--open == 0)
            conclude(asked);
    }

    /// Where the value comes from: how old its samples are, and how many of the targets behind it are up.
    void takeProvenance(const QString &name, const QString &value, const Provenance &from, const QDateTime &now)
    {
        const TriageScene &scene = builder->scene();
        std::chrono::milliseconds limit = GateEvaluator::staleAfter;
        for (const PolicyMetric &metric : scene.policy->metrics)
            if (metric.name == name && metric.staleAfter.count() > 0)
                limit = metric.staleAfter;
        QStringList told{value};
        if (from.newestSampleAt.isValid()) {
            const QString age = durationText(std::max<qint64>(0, from.newestSampleAt.secsTo(now)));
            told.append(TriageWords::tr("newest sample %1 old").arg(age));
            if (from.newestSampleAt.msecsTo(now) > limit.count())
                old.append(TriageWords::tr("%1 (%2)").arg(name, age));
        } else {
            told.append(TriageWords::tr("age not known"));
            ageless.append(name);
        }
        if (from.targetsUp && from.targetsTotal) {
            told.append(TriageWords::tr("%1 of %2 targets up").arg(*from.targetsUp).arg(*from.targetsTotal));
            if (*from.targetsUp < *from.targetsTotal)
                down.append(TriageWords::tr("%1 (%2 of %3 targets up)").arg(name).arg(*from.targetsUp).arg(*from.targetsTotal));
        }
        builder->read(name, from.source + u' ' + from.query, told.join(u", "_s));
        builder->reading().output += name % u" = "_s % told.join(u", "_s) % u"   "_s % from.query % u'\n';
    }
};

} // namespace

void readMetric(QObject *owner, const BuilderPtr &builder)
{
    const TriageScene &scene = builder->scene();
    const QString name = builder->check().subject;
    builder->reading().history = historyOf(scene, name);
    const GateQueries queries = queriesOf(scene, {name});
    const GateQuery *query = queries.value(name);
    if (!query)
        return notMeasured(builder, queries.problems.contains(name) ? queries.problems.value(name).message : withoutPolicy(scene));
    builder->reading().command = u"promql: "_s + query->promql;
    builder->reading().history->query = query->promql;
    if (!scene.prometheus)
        return notMeasured(builder, TriageWords::tr("no Prometheus is configured for this connection"));
    builder->reading().history->source = scrubbed(scene.prometheus->source());
    scene.prometheus->instant(query->promql, {}, whileAlive(owner, [owner, builder, promql = query->promql, name](const PromAnswer &answer) {
        const auto value = valueOf(answer);
        builder->read(name, builder->scene().prometheus->source() + u' ' + promql, value.value_or(missingText(answer)));
        builder->reading().output = promql % u"\n= "_s % value.value_or(missingText(answer)) % u'\n';
        if (!value)
            return notMeasured(builder, missingText(answer));
        builder->reading().history->value = answer.series.constFirst().points.constLast().value;
        readHistory(owner, builder, promql);
    }));
}

void readMetricSources(QObject *owner, const BuilderPtr &builder)
{
    const TriageScene &scene = builder->scene();
    if (!scene.prometheus)
        return builder->unknown(TriageWords::tr("no Prometheus is configured for this connection"));
    QStringList names;
    if (scene.policy)
        for (const PolicyMetric &metric : scene.policy->metrics)
            names.append(metric.name);
    names = names.mid(0, metricsAtMost);
    const GateQueries queries = queriesOf(scene, names);
    const auto sources = std::make_shared<Sources>(Sources{builder, 0, 0});
    for (const QString &name : std::as_const(names)) {
        const GateQuery *query = queries.value(name);
        if (!query) {
            sources->silent.append(name);
            continue;
        }
        ++sources->open;
        scene.prometheus->instant(query->promql, {}, whileAlive(owner, [owner, sources, name, promql = query->promql, asked = names.size(), client = QPointer<PromClient>(scene.prometheus)](const PromAnswer &answer) {
            const auto value = client ? valueOf(answer) : std::nullopt;
            if (!value) {
                const QString said = missingText(answer);
                sources->builder->read(name, (client ? client->source() : QString()) + u' ' + promql, said);
                sources->builder->reading().output += name % u" = "_s % said % u"   "_s % promql % u'\n';
                sources->silent.append(name);
                return sources->arrived(asked);
            }
            ++sources->answered;
            auto *probe = new ProvenanceProbe(client, owner);
            probe->ask(promql, [probe, sources, name, value = *value, asked, client](const Provenance &from) {
                probe->deleteLater();
                sources->takeProvenance(name, value, from, client ? client->serverNow() : QDateTime());
                sources->arrived(asked);
            });
        }));
    }
    if (names.isEmpty())
        return builder->unknown(withoutPolicy(scene));
    if (sources->open == 0)
        sources->conclude(names.size());
}

} // namespace maestro
