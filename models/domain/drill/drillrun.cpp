// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/drill/drillrun.h"

#include <QJsonArray>

#include <algorithm>

namespace maestro {

namespace {

constexpr std::pair<DrillState, const char *> stateWords[] = {
    {DrillState::Waiting, "waiting"}, {DrillState::Running, "running"}, {DrillState::Passed, "passed"},          {DrillState::Failed, "failed"},
    {DrillState::Skipped, "skipped"}, {DrillState::Stopped, "stopped"}, {DrillState::Interrupted, "interrupted"}};
constexpr DrillDeed deeds[] = {DrillDeed::Tool, DrillDeed::Wait, DrillDeed::Recover, DrillDeed::Assert, DrillDeed::Note, DrillDeed::SetImage, DrillDeed::Abort};

DrillState stateFrom(const QString &word)
{
    const auto found = std::find_if(std::begin(stateWords), std::end(stateWords), [&word](const auto &pair) { return word == QLatin1String(pair.second); });
    return found == std::end(stateWords) ? DrillState::Interrupted : found->first;
}

DrillDeed deedFrom(const QString &word)
{
    const auto found = std::find_if(std::begin(deeds), std::end(deeds), [&word](DrillDeed deed) { return word == drillDeedWord(deed); });
    return found == std::end(deeds) ? DrillDeed::Note : *found;
}

QJsonValue timeOf(const QDateTime &at)
{
    return at.isValid() ? QJsonValue(at.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QDateTime timeFrom(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

std::optional<qint64> between(const QDateTime &from, const QDateTime &to)
{
    return from.isValid() && to.isValid() ? std::optional(std::max<qint64>(0, from.msecsTo(to))) : std::nullopt;
}

/// The wait that held, or the end.
QList<DrillStepRun>::const_iterator heldWait(const QList<DrillStepRun> &steps)
{
    return std::find_if(steps.cbegin(), steps.cend(), [](const DrillStepRun &step) { return step.deed == DrillDeed::Wait && step.state == DrillState::Passed; });
}

} // namespace

QString drillStateWord(DrillState state)
{
    return QLatin1String(std::find_if(std::begin(stateWords), std::end(stateWords), [state](const auto &pair) { return pair.first == state; })->second);
}

std::optional<qint64> DrillRun::detectionMs() const
{
    const auto wait = heldWait(steps);
    const auto isTool = [](const DrillStepRun &step) { return isDeploying(step.deed); };
    const auto tool = std::find_if(steps.cbegin(), wait, isTool);
    return tool == wait ? std::nullopt : between(tool->endedAt, firstFailedAt);
}

std::optional<qint64> DrillRun::decisionMs() const
{
    const auto wait = heldWait(steps);
    const auto tool = std::find_if(wait, steps.cend(), [](const DrillStepRun &step) { return isDeploying(step.deed); });
    return tool == steps.cend() ? std::nullopt : between(firstFailedAt, tool->startedAt);
}

std::optional<qint64> DrillRun::recoveryMs() const
{
    const auto well = std::find_if(steps.cbegin(), steps.cend(), [](const DrillStepRun &step) { return step.deed == DrillDeed::Recover && step.state == DrillState::Passed; });
    return well == steps.cend() ? std::nullopt : between(well->startedAt, well->endedAt);
}

DrillRun interrupted(DrillRun run)
{
    run.state = DrillState::Interrupted;
    for (DrillStepRun &step : run.steps) {
        if (step.state == DrillState::Running)
            step.state = DrillState::Interrupted;
        else if (step.state == DrillState::Waiting)
            step.state = DrillState::Skipped;
    }
    return run;
}

bool mayHaveLeft(const DrillRun &run)
{
    const auto deployed = [](const DrillStepRun &step) {
        return isDeploying(step.deed) && step.startedAt.isValid() && step.state != DrillState::Skipped && (step.state != DrillState::Failed || step.deed == DrillDeed::Tool);
    };
    return run.state != DrillState::Passed && run.state != DrillState::Running && !run.recoveryMs() && std::any_of(run.steps.cbegin(), run.steps.cend(), deployed);
}

QJsonObject drillDetails(const DrillRun &run)
{
    QJsonArray steps;
    for (const DrillStepRun &step : run.steps)
        steps.append(QJsonObject{{QStringLiteral("do"), drillDeedWord(step.deed)}, {QStringLiteral("what"), step.what}, {QStringLiteral("state"), drillStateWord(step.state)},
                                 {QStringLiteral("startedAt"), timeOf(step.startedAt)}, {QStringLiteral("endedAt"), timeOf(step.endedAt)}, {QStringLiteral("finding"), step.finding}});
    const QJsonObject drill{{QStringLiteral("name"), run.drill}, {QStringLiteral("service"), run.service}, {QStringLiteral("startedAt"), timeOf(run.startedAt)},
                            {QStringLiteral("endedAt"), timeOf(run.endedAt)}, {QStringLiteral("firstFailedAt"), timeOf(run.firstFailedAt)},
                            {QStringLiteral("records"), QJsonArray::fromStringList(run.records)}, {QStringLiteral("steps"), steps}};
    return {{QStringLiteral("drill"), drill}, {QStringLiteral("policy"), run.policy}, {QStringLiteral("environment"), run.environment}};
}

QList<DrillRun> drillRuns(const QList<JournalRecord> &records)
{
    QList<DrillRun> runs;
    for (const JournalRecord &record : records) {
        const QJsonObject drill = record.details.value(QLatin1String("drill")).toObject();
        if (record.type != RecordType::Note || record.verb != drillVerb || drill.isEmpty())
            continue;
        DrillRun run;
        run.id = record.id;
        run.drill = drill.value(QLatin1String("name")).toString();
        run.policy = record.details.value(QLatin1String("policy")).toString();
        run.environment = record.details.value(QLatin1String("environment")).toString();
        run.service = drill.value(QLatin1String("service")).toString();
        run.target = record.object;
        run.reason = record.reason;
        run.by = record.actor.server.isEmpty() ? record.actor.os : record.actor.server;
        run.state = stateFrom(record.state);
        run.startedAt = timeFrom(drill.value(QLatin1String("startedAt")));
        run.endedAt = timeFrom(drill.value(QLatin1String("endedAt")));
        run.firstFailedAt = timeFrom(drill.value(QLatin1String("firstFailedAt")));
        for (const QJsonValue &one : drill.value(QLatin1String("records")).toArray())
            run.records.append(one.toString());
        for (const QJsonValue &value : drill.value(QLatin1String("steps")).toArray()) {
            const QJsonObject step = value.toObject();
            run.steps.append({deedFrom(step.value(QLatin1String("do")).toString()), step.value(QLatin1String("what")).toString(), stateFrom(step.value(QLatin1String("state")).toString()),
                              timeFrom(step.value(QLatin1String("startedAt"))), timeFrom(step.value(QLatin1String("endedAt"))), step.value(QLatin1String("finding")).toString()});
        }
        runs.removeIf([&run](const DrillRun &one) { return one.id == run.id; });
        runs.prepend(run);
    }
    std::stable_sort(runs.begin(), runs.end(), [](const DrillRun &a, const DrillRun &b) { return a.startedAt > b.startedAt; });
    return runs;
}

} // namespace maestro
