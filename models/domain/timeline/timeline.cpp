// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timeline/timelinefact.h"

#include <QHash>

namespace maestro {

namespace {

/// Tellings of one fact lie this near: whole seconds on the server, a late watch, clocks that differ a little.
constexpr qint64 sameFactMs = 15'000;

bool sameObject(const RolloutSnapshot &snapshot, const JournalRecord &record)
{
    if (!record.objectUid.isEmpty())
        return record.objectUid == snapshot.rollout.meta.uid;
    return record.object == snapshot.ref;
}

/// The state an action is in after this record; empty when the record says nothing about it.
QString stateAfter(const JournalRecord &record)
{
    switch (record.type) {
    case RecordType::Intent: return QStringLiteral("open");
    case RecordType::Outcome:
    case RecordType::Reconcile:
    case RecordType::Refused:
    case RecordType::Note: return record.state; // a note with a verb: automation that did not act
    default: return {};
    }
}

bool earlier(const TimelineFact &a, const TimelineFact &b)
{
    if (a.entry.at != b.entry.at)
        return a.entry.at < b.entry.at;
    return a.entry.source != b.entry.source ? a.entry.source < b.entry.source : a.entry.id < b.entry.id;
}

/// Whether `later` tells what `kept` told. The same source may repeat itself, a pause follows a pause, except about a revision,
/// which comes into being once.
bool tellsTheSame(const TimelineFact &kept, const TimelineFact &later)
{
    if (later.key.isEmpty() || kept.key != later.key || qAbs(kept.entry.at.msecsTo(later.entry.at)) > sameFactMs)
        return false;
    return kept.telling != later.telling || later.key.startsWith(QLatin1String("revision:"));
}

void absorb(TimelineEntry &kept, const TimelineEntry &dropped)
{
    if (!kept.weight)
        kept.weight = dropped.weight;
    if (kept.detail.isEmpty())
        kept.detail = dropped.detail;
}

/// Facts in the order of nearness to the source; each later telling is taken in by the nearest kept one, once per way of telling.
QList<TimelineFact> withoutDoubles(QList<TimelineFact> facts)
{
    std::stable_sort(facts.begin(), facts.end(), [](const TimelineFact &a, const TimelineFact &b) { return a.telling < b.telling; });
    QList<TimelineFact> kept;
    QHash<QString, QList<qsizetype>> byKey;
    QHash<QString, bool> taken; // kept entry + way of telling
    for (const TimelineFact &fact : std::as_const(facts)) {
        qsizetype best = -1;
        for (const qsizetype i : std::as_const(byKey)[fact.key]) {
            const bool free = fact.key.startsWith(QLatin1String("revision:")) || !taken.contains(kept[i].entry.id + QString::number(int(fact.telling)));
            const qint64 distance = qAbs(kept[i].entry.at.msecsTo(fact.entry.at));
            if (free && tellsTheSame(kept[i], fact) && (best < 0 || distance < qAbs(kept[best].entry.at.msecsTo(fact.entry.at))))
                best = i;
        }
        if (best >= 0) {
            absorb(kept[best].entry, fact.entry);
            taken.insert(kept[best].entry.id + QString::number(int(fact.telling)), true);
            continue;
        }
        if (!fact.key.isEmpty())
            byKey[fact.key].append(kept.size());
        kept.append(fact);
    }
    return kept;
}

} // namespace

QString entrySourceWord(EntrySource source)
{
    switch (source) {
    case EntrySource::Reported: return QStringLiteral("Reported");
    case EntrySource::Observed: return QStringLiteral("Observed");
    case EntrySource::Operator: return QStringLiteral("Operator");
    }
    return QStringLiteral("Observed");
}

QList<TimelineFact> operatorFacts(const RolloutSnapshot &snapshot, const QList<JournalRecord> &records)
{
    QList<TimelineFact> facts;
    QHash<QString, qsizetype> byAction;
    QSet<QString> actions;
    for (const JournalRecord &record : records) {
        const QString state = stateAfter(record);
        if (state.isEmpty() || record.verb.isEmpty() || !sameObject(snapshot, record))
            continue;
        const QString text = QStringLiteral("%1: %2").arg(record.verb, state);
        // What people do about an action afterwards (confirm, escalation) has its id and a verb of its own.
        const QString key = record.id + u' ' + record.verb;
        const auto known = byAction.constFind(key);
        if (known != byAction.constEnd()) {
            facts[*known].entry.text = text;
            continue;
        }
        byAction.insert(key, facts.size());
        const QString word = actions.contains(record.id) ? recordTypeWord(record.type) + u'/' + record.verb : recordTypeWord(record.type);
        actions.insert(record.id);
        facts.append({{record.at, EntrySource::Operator, EntryKind::Action, text, record.actor.server.isEmpty() ? record.actor.os : record.actor.server,
                       record.reason.isEmpty() ? record.message : record.reason, {}, QStringLiteral("journal:%1/%2").arg(record.id, word)},
                      {}, Telling::Object});
    }
    return facts;
}

Timeline buildTimeline(const RolloutSnapshot &snapshot, const QList<TimelineEntry> &observed, const QList<JournalRecord> &records)
{
    QList<TimelineFact> facts = reportedFacts(snapshot, records);
    for (const TimelineEntry &entry : observed)
        facts.append({entry, keyOfObserved(entry.id), Telling::Console});
    facts += operatorFacts(snapshot, records);
    facts = withoutDoubles(facts);
    std::stable_sort(facts.begin(), facts.end(), earlier);

    Timeline timeline;
    const QDateTime from = facts.isEmpty() ? snapshot.rollout.meta.createdAt : facts.first().entry.at;
    timeline.entries.append({from, EntrySource::Reported, EntryKind::Boundary, QStringLiteral("Nothing before this was recorded"), {}, {}, {}, QStringLiteral("boundary")});
    for (const TimelineFact &fact : std::as_const(facts))
        timeline.entries.append(fact.entry);
    return timeline;
}

} // namespace maestro
