// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timeline/timelinefact.h"

#include <QRegularExpression>
#include <QSet>
#include <QUuid>

namespace maestro {

namespace {

struct EventMeaning
{
    EntryKind kind = EntryKind::Event;
    QString key;
    std::optional<int> weight = {};
};

QString captured(const QString &pattern, const QString &text)
{
    const QRegularExpressionMatch match = QRegularExpression(pattern).match(text);
    return match.hasMatch() ? match.captured(1) : QString();
}

std::optional<int> number(const QString &digits)
{
    bool ok = false;
    const int value = digits.toInt(&ok);
    return ok ? std::optional<int>(value) : std::nullopt;
}

EventMeaning analysisMeaning(const KubeEvent &event, const RolloutSnapshot &snapshot)
{
    QString run = event.regardingKind == QLatin1String("AnalysisRun") ? event.regardingName : QString();
    for (const AnalysisRun &known : snapshot.analysisRuns)
        if (run.isEmpty() && event.message.contains(known.meta.name))
            run = known.meta.name;
    const QString phase = event.reason.mid(int(qstrlen("AnalysisRun")));
    return {EntryKind::Analysis, run.isEmpty() ? QString() : QStringLiteral("analysis:%1:%2").arg(run, phase)};
}

/// Reasons and messages: Argo Rollouts, utils/conditions/conditions.go.
EventMeaning meaningOf(const KubeEvent &event, const RolloutSnapshot &snapshot)
{
    const QString &reason = event.reason;
    if (reason == QLatin1String("RolloutUpdated") || reason == QLatin1String("NewReplicaSetCreated") || reason == QLatin1String("RolloutNotCompleted")) {
        const QString revision = captured(QStringLiteral("revision (\\d+)"), event.message);
        return {EntryKind::Revision, revision.isEmpty() ? QString() : QStringLiteral("revision:") + revision};
    }
    if (reason == QLatin1String("RolloutStepCompleted"))
        return {EntryKind::Step, QStringLiteral("step:") + captured(QStringLiteral("step (\\d+)/"), event.message),
                number(captured(QStringLiteral("setWeight: (\\d+)"), event.message))};
    if (reason == QLatin1String("TrafficWeightUpdated")) {
        const QString to = captured(QStringLiteral("to (\\d+)"), event.message);
        return {EntryKind::Weight, to.isEmpty() ? QString() : QStringLiteral("weight:") + to, number(to)};
    }
    if (reason == QLatin1String("RolloutPaused"))
        return {EntryKind::Pause, QStringLiteral("paused")};
    if (reason == QLatin1String("RolloutResumed"))
        return {EntryKind::Pause, QStringLiteral("resumed")};
    if (reason == QLatin1String("RolloutAborted"))
        return {EntryKind::Abort, QStringLiteral("abort")};
    if (reason == QLatin1String("SkipSteps"))
        return {EntryKind::Step, {}};
    if (reason.startsWith(QLatin1String("AnalysisRun")))
        return analysisMeaning(event, snapshot);
    return {event.type == QLatin1String("Warning") ? EntryKind::Warning : EntryKind::Event, {}};
}

QString oneLine(const KubeEvent &event)
{
    const QString text = event.message.isEmpty() ? event.reason : event.message.simplified();
    return event.count > 1 && event.firstAt.isValid()
        ? QStringLiteral("%1 (%2 times since %3)").arg(text, QString::number(event.count), event.firstAt.toUTC().toString(QStringLiteral("hh:mm:ss 'UTC'")))
        : text;
}

void addEvents(QList<TimelineFact> &facts, const RolloutSnapshot &snapshot, const QList<JournalRecord> &records)
{
    const QString ownPrefix = QStringLiteral("maestro-");
    QSet<QString> actions;
    for (const JournalRecord &record : records)
        actions.insert(record.id.left(36).toLower());
    for (const KubeEvent &event : snapshot.events) {
        const QDateTime at = event.lastAt.isValid() ? event.lastAt : event.meta.createdAt;
        // An object may itself be named maestro-something: only the id of an action after the prefix makes the Event ours.
        const bool own = event.meta.name.startsWith(ownPrefix) && !QUuid::fromString(event.meta.name.mid(ownPrefix.size())).isNull();
        // the informer event comes with every start of the controller and says nothing about the rollout
        if (!at.isValid() || event.reason == QLatin1String("RolloutAddedToInformer") || (own && actions.contains(event.meta.name.mid(ownPrefix.size()))))
            continue;
        EventMeaning meaning = meaningOf(event, snapshot);
        if (own)
            meaning = {EntryKind::Action, {}};
        facts.append({{at, EntrySource::Reported, meaning.kind, oneLine(event), {}, event.reason, meaning.weight, QStringLiteral("event:") + event.meta.uid},
                      meaning.key, Telling::Event});
    }
}

void addRevisions(QList<TimelineFact> &facts, const RolloutSnapshot &snapshot)
{
    for (const Revision &r : snapshot.revisions) {
        if (!r.createdAt.isValid())
            continue;
        // a revision that was gone back to carries a new number; it was created under its first one
        const int born = r.formerNumbers.isEmpty() ? r.number : r.formerNumbers.first();
        const QString text = born == r.number ? QStringLiteral("Revision %1 created").arg(r.number)
                                              : QStringLiteral("Revision %1 created, now revision %2").arg(born).arg(r.number);
        facts.append({{r.createdAt, EntrySource::Reported, EntryKind::Revision, text, {}, r.images.join(QStringLiteral(", ")), {}, QStringLiteral("rs:") + r.replicaSetUid},
                      QStringLiteral("revision:%1").arg(born), Telling::Object});
    }
}

QString conditionKey(const Condition &condition)
{
    // "Paused" repeats what "Progressing" says
    const bool progressing = condition.type == QLatin1String("Progressing");
    if (progressing && condition.reason == QLatin1String("RolloutAborted"))
        return QStringLiteral("abort");
    if (progressing && condition.reason == QLatin1String("RolloutPaused"))
        return QStringLiteral("paused");
    if (progressing && condition.reason == QLatin1String("RolloutRetry"))
        return QStringLiteral("retry");
    const bool fault = condition.reason == QLatin1String("ProgressDeadlineExceeded") || condition.type == QLatin1String("InvalidSpec")
        || (condition.type == QLatin1String("ReplicaFailure") && condition.status == QLatin1String("True"))
        || (condition.type == QLatin1String("Available") && condition.status == QLatin1String("False"));
    return fault ? QStringLiteral("condition:") + condition.type : QString();
}

void addConditions(QList<TimelineFact> &facts, const Rollout &rollout)
{
    for (const Condition &c : rollout.conditions) {
        const QString key = conditionKey(c);
        if (key.isEmpty() || !c.lastTransitionAt.isValid())
            continue;
        const EntryKind kind = key == QLatin1String("abort") || key == QLatin1String("retry") ? EntryKind::Abort
            : key == QLatin1String("paused")                                                 ? EntryKind::Pause
                                                                                             : EntryKind::Warning;
        facts.append({{c.lastTransitionAt, EntrySource::Reported, kind, c.message.isEmpty() ? c.reason : c.message.simplified(), {}, c.reason, {},
                       QStringLiteral("condition:%1/%2").arg(c.type, c.reason)},
                      key, Telling::Condition});
    }
    for (const PauseCondition &pause : rollout.pauseConditions) {
        const QDateTime at = QDateTime::fromString(pause.startTime, Qt::ISODate);
        if (at.isValid())
            facts.append({{at, EntrySource::Reported, EntryKind::Pause, QStringLiteral("Paused: %1").arg(pause.reason), {}, {}, {},
                           QStringLiteral("pause:%1/%2").arg(pause.reason, pause.startTime)},
                          QStringLiteral("paused"), Telling::Object});
    }
}

void addAnalysis(QList<TimelineFact> &facts, const RolloutSnapshot &snapshot)
{
    for (const AnalysisRun &run : snapshot.analysisRuns) {
        const QDateTime from = run.startedAt.isValid() ? run.startedAt : run.meta.createdAt;
        const auto add = [&](const QDateTime &at, const QString &phase, const QString &detail, const QString &part) {
            facts.append({{at, EntrySource::Reported, EntryKind::Analysis, QStringLiteral("Analysis %1: %2").arg(run.meta.name, phase), {}, detail, {},
                           QStringLiteral("run:%1/%2").arg(run.meta.uid, part)},
                          QStringLiteral("analysis:%1:%2").arg(run.meta.name, phase), Telling::Object});
        };
        if (from.isValid())
            add(from, QStringLiteral("Running"), {}, QStringLiteral("start"));
        if (run.completedAt.isValid())
            add(run.completedAt, run.phase, run.message.simplified(), QStringLiteral("end"));
    }
}

} // namespace

QList<TimelineFact> reportedFacts(const RolloutSnapshot &snapshot, const QList<JournalRecord> &records)
{
    QList<TimelineFact> facts;
    const ObjectMeta &meta = snapshot.rollout.meta;
    if (meta.createdAt.isValid())
        facts.append({{meta.createdAt, EntrySource::Reported, EntryKind::Event, QStringLiteral("Created"), {}, {}, {}, QStringLiteral("ro:") + meta.uid}, {}, Telling::Object});
    addEvents(facts, snapshot, records);
    addRevisions(facts, snapshot);
    addConditions(facts, snapshot.rollout);
    addAnalysis(facts, snapshot);
    return facts;
}

} // namespace maestro
