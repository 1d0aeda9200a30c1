// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/suite/suiterun.h"

#include "domain/decision/checkpoint.h"

#include <QJsonArray>

#include <algorithm>

namespace maestro {

namespace {

constexpr QLatin1String suiteVerb("suite");
constexpr QLatin1String checkVerb("check"); ///< of an attempt that begins
constexpr QLatin1String detailsKey("suite");

WorkloadKind kindOf(const QString &word)
{
    for (const WorkloadKind kind : {WorkloadKind::Deployment, WorkloadKind::StatefulSet})
        if (word == workloadWord(kind))
            return kind;
    return WorkloadKind::Rollout;
}

std::optional<SuiteRun> begunBy(const JournalRecord &record)
{
    const QJsonObject said = record.details.value(detailsKey).toObject();
    if (record.type != RecordType::Note || record.verb != suiteVerb || said.isEmpty())
        return std::nullopt;
    SuiteRun run;
    run.id = record.id;
    run.suite = said.value(QLatin1String("name")).toString();
    run.ground.target = record.object;
    run.ground.workload = kindOf(record.objectKind);
    run.ground.uid = record.objectUid;
    run.ground.server = record.server;
    run.ground.service = said.value(QLatin1String("service")).toString();
    run.ground.revision = said.value(QLatin1String("revision")).toInt();
    run.ground.hash = said.value(QLatin1String("hash")).toString();
    run.ground.step = said.value(QLatin1String("step")).toInt(-1);
    run.by = record.actor.server.isEmpty() ? record.actor.os : record.actor.server;
    run.begunAt = record.at;
    for (const QJsonValue &item : said.value(QLatin1String("items")).toArray())
        run.items.append(SuiteItem {item.toString(), SuiteItem::State::Waiting, 0, {}, {}, {}, {}});
    return run;
}

void take(SuiteItem &item, const JournalRecord &record)
{
    const QJsonObject process = record.details.value(QLatin1String("process")).toObject();
    const int attempt = process.value(QLatin1String("attempt")).toInt();
    if (attempt < item.attempt)
        return;
    if (record.verb == checkVerb) {
        item = {item.id, SuiteItem::State::Running, attempt, record.at, {}, {}, {}};
        return;
    }
    item.attempt = attempt;
    item.state = record.state == QLatin1String("done") ? SuiteItem::State::Passed : SuiteItem::State::Failed;
    item.endedAt = record.at;
    item.note = record.reason;
    item.output = process.value(QLatin1String("kept")).toString();
    for (const char *key : {"exitCode", "httpStatus"})
        if (const QJsonValue code = process.value(QLatin1String(key)); code.isDouble())
            item.code = code.toInt();
}

} // namespace

SuiteGround suiteGround(const ObjectRef &target, const Rollout &workload, const QString &service, const QString &server)
{
    SuiteGround ground {target, workload.workload, workload.meta.uid, server, service, workload.revision(), workload.currentPodHash, -1};
    if (!workload.steps.isEmpty())
        ground.step = workload.currentStepIndex.value_or(0);
    return ground;
}

QString suiteItemWord(SuiteItem::State state)
{
    switch (state) {
    case SuiteItem::State::Waiting: break;
    case SuiteItem::State::Running: return QStringLiteral("running");
    case SuiteItem::State::Passed: return QStringLiteral("passed");
    case SuiteItem::State::Failed: return QStringLiteral("failed");
    }
    return QStringLiteral("waiting");
}

QString suiteRunWord(SuiteRun::State state)
{
    switch (state) {
    case SuiteRun::State::Running: return QStringLiteral("running");
    case SuiteRun::State::Unfinished: break;
    case SuiteRun::State::Failed: return QStringLiteral("failed");
    case SuiteRun::State::Passed: return QStringLiteral("passed");
    }
    return QStringLiteral("unfinished");
}

SuiteRun::State SuiteRun::state() const
{
    const auto any = [this](SuiteItem::State state) { return std::any_of(items.cbegin(), items.cend(), [state](const SuiteItem &one) { return one.state == state; }); };
    if (any(SuiteItem::State::Running))
        return State::Running;
    if (any(SuiteItem::State::Waiting) || items.isEmpty())
        return State::Unfinished;
    return any(SuiteItem::State::Failed) ? State::Failed : State::Passed;
}

QDateTime SuiteRun::endedAt() const
{
    QDateTime last;
    for (const SuiteItem &one : items)
        if (one.endedAt.isValid() && (!last.isValid() || one.endedAt > last))
            last = one.endedAt;
    return last;
}

QStringList SuiteRun::notPassed() const
{
    QStringList ids;
    for (const SuiteItem &one : items)
        if (one.state != SuiteItem::State::Passed)
            ids.append(one.id);
    return ids;
}

const SuiteItem *SuiteRun::item(const QString &wanted) const
{
    const auto found = std::find_if(items.cbegin(), items.cend(), [&wanted](const SuiteItem &one) { return one.id == wanted; });
    return found == items.cend() ? nullptr : &*found;
}

QList<SuiteRun> suiteRuns(const QList<JournalRecord> &records)
{
    QList<SuiteRun> runs;
    QHash<QString, qsizetype> places;
    for (const JournalRecord &record : records) {
        if (record.type != RecordType::Note)
            continue;
        const auto place = places.constFind(record.id);
        if (place == places.cend()) {
            if (const auto begun = begunBy(record)) {
                places.insert(record.id, runs.size());
                runs.append(*begun);
            }
            continue;
        }
        const QString check = record.details.value(QLatin1String("check")).toString();
        for (SuiteItem &item : runs[*place].items)
            if (item.id == check)
                take(item, record);
    }
    return runs;
}

std::optional<SuiteRun> suiteRun(const QList<JournalRecord> &records, const QString &id)
{
    for (const SuiteRun &run : suiteRuns(records))
        if (run.id == id)
            return run;
    return std::nullopt;
}

std::optional<SuiteRun> newestSuiteRun(const QList<JournalRecord> &records, const ObjectRef &target, const QString &suite)
{
    std::optional<SuiteRun> newest;
    for (const SuiteRun &run : suiteRuns(records))
        if (run.ground.target == target && run.suite == suite)
            newest = run;
    return newest;
}

JournalRecord suiteRecord(const QString &id, const Suite &suite, const SuiteGround &ground)
{
    JournalRecord record;
    record.id = id;
    record.type = RecordType::Note;
    record.server = ground.server;
    record.object = ground.target;
    record.objectKind = workloadWord(ground.workload);
    record.objectUid = ground.uid;
    record.verb = suiteVerb;
    record.state = QStringLiteral("started");
    QJsonArray items;
    for (const SuiteStep &step : suite.steps)
        items.append(step.id);
    record.details = {{detailsKey, QJsonObject {{QStringLiteral("name"), suite.name}, {QStringLiteral("service"), ground.service}, {QStringLiteral("revision"), ground.revision},
                                                {QStringLiteral("hash"), ground.hash}, {QStringLiteral("step"), ground.step}, {QStringLiteral("items"), items}}}};
    return record;
}

ValidationSubject suiteSubject(const QString &id, const SuiteGround &ground)
{
    ValidationSubject subject;
    subject.id = id;
    subject.target = ground.target;
    subject.workload = ground.workload;
    subject.uid = ground.uid;
    subject.server = ground.server;
    subject.verb = suiteVerb;
    subject.toHash = ground.hash;
    subject.toRevision = ground.revision;
    return subject;
}

QList<SuiteView> suiteViews(const PolicyMatch &match, const SuiteGround &ground, const QList<JournalRecord> &records)
{
    QList<SuiteView> views;
    const QList<Suite> suites = match ? suitesOf(*match.policy) : QList<Suite>();
    if (suites.isEmpty())
        return views;
    QHash<QString, SuiteRun> newest;
    for (const SuiteRun &run : suiteRuns(records))
        if (run.ground.target == ground.target)
            newest.insert(run.suite, run);
    const QString wanted = suiteOfEachStep(match);
    for (const Suite &suite : suites) {
        SuiteView view {suite, newest.contains(suite.name) ? std::optional(newest.value(suite.name)) : std::nullopt, false, suite.name == wanted};
        view.ofThis = view.run && view.run->ground.isSame(ground);
        views.append(view);
    }
    return views;
}

std::optional<SuiteView> lockingSuite(const PolicyMatch &match, const SuiteGround &ground, const QList<JournalRecord> &records, const QString &verb)
{
    if (!goesOn(verb))
        return std::nullopt;
    for (const SuiteView &view : suiteViews(match, ground, records))
        if (view.eachStep && !view.passed())
            return view;
    return std::nullopt;
}

} // namespace maestro
