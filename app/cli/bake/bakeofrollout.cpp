// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/bake/bakeofrollout.h"

#include "cli/bake/bakedocuments.h"
#include "cli/documents/documents.h"
#include "cli/slo/judgedworkload.h"
#include "services/bake/bakereader.h"
#include "text/humanize.h"

namespace maestro {

namespace {

QDateTime beginOf(const Call *call, const JudgedWorkload &judged, const QDateTime &to)
{
    if (const auto since = call->line().milliseconds("since"))
        return to.addMSecs(-std::min<qint64>(*since, longestBakeMs));
    return bakeBegin(judged.sloTarget().changedAt, to);
}

void tell(Call *call, const JudgedWorkload &judged, const BakeReading &reading, const QDateTime &from)
{
    BakeComparison comparison(judged.match ? judged.match.policy->bake : BakeRules());
    for (const BakeSample &sample : reading.samples)
        if (const BakeRefusal refusal = comparison.add(sample); refusal != BakeRefusal::None)
            call->out().note(CliText::tr("maestro: %1 is left out: %2").arg(utcText(sample.at), bakeRefusalError(refusal).message));
    for (const QString &warning : reading.warnings)
        call->out().note(CliText::tr("maestro: %1").arg(displaySafe(warning, 400)));
    QJsonObject object = bakeDocument(comparison.verdict());
    const SloTarget target = judged.sloTarget();
    object[QLatin1String("context")] = target.ref.context;
    object[QLatin1String("namespace")] = target.ref.ns;
    object[QLatin1String("name")] = target.ref.name;
    object[QLatin1String("from")] = timeValue(from);
    object[QLatin1String("source")] = reading.source;
    object[QLatin1String("queries")] = QJsonArray::fromStringList(reading.queries);
    object[QLatin1String("policyHash")] = judged.match ? textOrNull(QString::fromLatin1(judged.match.policy->hash)) : QJsonValue(QJsonValue::Null);
    object[QLatin1String("policyProblems")] = call->policyProblems();
    call->out().answer(object);
    call->out().answer(bakeText(comparison.verdict()));
    call->finish(0);
}

void compare(Call *call, const JudgedWorkload &judged)
{
    if (!judged.client)
        return call->fail({ErrorKind::BadInput, QStringLiteral("noPrometheus"), CliText::tr("no Prometheus is configured for %1").arg(judged.target.access->context()),
                           CliText::tr("Name one in connections.yaml, in the policy's environment or with --prometheus."), {}});
    const QDateTime to = judged.client->serverNow();
    const QDateTime from = beginOf(call, judged, to);
    const QString service = judged.match ? judged.match.serviceEntry()->variables.value(QStringLiteral("service"), judged.match.service) : judged.parts.rollout.meta.name;
    (new BakeReader(call))->read(judged.client, service, from, to, [call, judged, from](const Result<BakeReading> &reading) {
        if (!reading)
            return call->fail(reading.error());
        tell(call, judged, *reading, from);
    });
}

} // namespace

void runBakeOfRollout(Call *call)
{
    const auto target = targetOf(call, call->line().operand(0));
    if (!target)
        return call->fail(target.error());
    readJudged(call, *target, NeedsPolicy::No, [call](const Result<JudgedWorkload> &judged) {
        if (!judged)
            return call->fail(judged.error());
        compare(call, *judged);
    });
}

} // namespace maestro
