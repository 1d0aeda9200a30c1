// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/slo/limit.h"
#include "services/slo/gatequeries.h"
#include "services/triage/readingbuilder.h"
#include "text/policy/policyfaulttext.h"
#include "text/slotext.h"

#include <cmath>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr int metricsAtMost = 12;
constexpr qint64 trendSeconds = 3'600;

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
    if (!answer.ok() || answer.series.isEmpty() || answer.series.constFirst().points.isEmpty())
        return std::nullopt;
    const double value = answer.series.constFirst().points.constLast().value;
    return std::isfinite(value) ? std::optional(QString::number(value, 'g', 6)) : std::nullopt;
}

QString missingText(const PromAnswer &answer)
{
    if (answer.provenance.error)
        return answer.provenance.error->message;
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

/// In the metric's unit, as the window writes it everywhere.
QString inUnit(const TriageScene &scene, const QString &metric, double value)
{
    for (const PolicyMetric &one : scene.policy ? scene.policy->metrics : QList<PolicyMetric>())
        if (one.name == metric)
            return metricText(value, one.unit);
    return QString::number(value, 'g', 6);
}

/// The tile's trend (ledger SLO-28): the same question an hour ago. Without an answer the value stands alone.
void compareWithBefore(QObject *owner, const BuilderPtr &builder, const QString &promql, double value)
{
    PromClient *client = builder->scene().prometheus;
    client->instant(promql, client->serverNow().addSecs(-trendSeconds), whileAlive(owner, [builder, value](const PromAnswer &past) {
        const auto before = valueOf(past);
        const auto words = [&builder](double number) { return inUnit(builder->scene(), builder->check().subject, number); };
        const QString now = words(value);
        const double was = before ? past.series.constFirst().points.constLast().value : value;
        const QString trend = !before ? TriageWords::tr("an hour ago not known") : was < value ? TriageWords::tr("↑ from %1 an hour ago").arg(words(was))
            : was > value ? TriageWords::tr("↓ from %1 an hour ago").arg(words(was)) : TriageWords::tr("as an hour ago");
        builder->reading().output += TriageWords::tr("an hour ago = %1").arg(before.value_or(missingText(past))) + u'\n';
        const QString finding = now % u", "_s % trend;
        if (const QString broken = brokenGate(builder->scene(), builder->check().subject, value); !broken.isEmpty())
            return builder->finish(ItemState::Bad, TriageWords::tr("%1, gate %2").arg(finding, broken), broken);
        builder->finish(ItemState::Ok, finding);
    }));
}

/// Several metrics asked side by side; answers when the last has come.
struct Sources
{
    BuilderPtr builder;
    int open = 0;
    int answered = 0;
    QStringList silent;

    void conclude(qsizetype asked)
    {
        if (!silent.isEmpty()) {
            silent.sort();
            return builder->finish(ItemState::Bad, TriageWords::tr("%1 of %2 metrics answer; no value of %3").arg(answered).arg(asked).arg(silent.join(u", "_s)), silent.join(u','));
        }
        builder->finish(ItemState::Ok, TriageWords::tr("all %1 metrics answer").arg(asked));
    }
};

} // namespace

void readMetric(QObject *owner, const BuilderPtr &builder)
{
    const TriageScene &scene = builder->scene();
    const QString name = builder->check().subject;
    const GateQueries queries = queriesOf(scene, {name});
    const GateQuery *query = queries.value(name);
    if (!query)
        return builder->unknown(queries.problems.contains(name) ? queries.problems.value(name).message : withoutPolicy(scene));
    builder->reading().command = u"promql: "_s + query->promql;
    if (!scene.prometheus)
        return builder->unknown(TriageWords::tr("no Prometheus is configured for this connection"));
    scene.prometheus->instant(query->promql, {}, whileAlive(owner, [owner, builder, promql = query->promql, name](const PromAnswer &answer) {
        const auto value = valueOf(answer);
        builder->read(name, builder->scene().prometheus->source() + u' ' + promql, value.value_or(missingText(answer)));
        builder->reading().output = promql % u"\n= "_s % value.value_or(missingText(answer)) % u'\n';
        if (!value)
            return builder->unknown(missingText(answer));
        compareWithBefore(owner, builder, promql, answer.series.constFirst().points.constLast().value);
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
    const auto sources = std::make_shared<Sources>(Sources{builder, 0, 0, {}});
    for (const QString &name : std::as_const(names)) {
        const GateQuery *query = queries.value(name);
        if (!query) {
            sources->silent.append(name);
            continue;
        }
        ++sources->open;
        scene.prometheus->instant(query->promql, {}, whileAlive(owner, [sources, name, promql = query->promql, asked = names.size()](const PromAnswer &answer) {
            const auto value = valueOf(answer);
            const QString said = value.value_or(missingText(answer));
            sources->builder->read(name, sources->builder->scene().prometheus->source() + u' ' + promql, said);
            sources->builder->reading().output += name % u" = "_s % said % u"   "_s % promql % u'\n';
            if (value)
                ++sources->answered;
            else
                sources->silent.append(name);
            if (--sources->open == 0)
                sources->conclude(asked);
        }));
    }
    if (names.isEmpty())
        return builder->unknown(withoutPolicy(scene));
    if (sources->open == 0)
        sources->conclude(names.size());
}

} // namespace maestro
