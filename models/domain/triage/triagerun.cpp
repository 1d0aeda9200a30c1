// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/triage/triagerun.h"

#include <QJsonArray>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr const char *stateWords[] = {"open", "ok", "bad", "unknown", "skipped"};

QString person(const Actor &actor)
{
    return actor.server.isEmpty() ? actor.os : actor.server;
}

QStringList texts(const QJsonArray &array)
{
    QStringList list;
    for (const QJsonValue &one : array)
        list.append(one.toString());
    return list;
}

void keep(TriageItem *item, const QString &sha256)
{
    if (item && !sha256.isEmpty() && !item->evidence.contains(sha256))
        item->evidence.append(sha256);
}

std::optional<TriageRun> started(const JournalRecord &record)
{
    const QJsonObject details = record.details[u"triage"].toObject();
    TriageRun run;
    run.id = record.id;
    run.playbook = details[u"playbook"].toString();
    run.service = details[u"service"].toString();
    run.alert = details[u"alert"].toString();
    run.budget = std::chrono::milliseconds(details[u"budgetMs"].toInteger());
    run.environment = record.details[u"environment"].toString();
    run.policyHash = record.details[u"policyHash"].toString();
    run.ref = record.object;
    run.startedAt = record.at;
    for (const QJsonValue &one : details[u"checks"].toArray())
        if (auto check = checkFromJson(one.toObject()))
            run.items.append({*check, {}, {}, {}});
    if (run.playbook.isEmpty() || run.items.isEmpty())
        return std::nullopt;
    return run;
}

void applyRead(TriageRun &run, const JournalRecord &record)
{
    for (const QJsonValue &one : record.details[u"triage"].toObject()[u"readings"].toArray()) {
        const QJsonObject json = one.toObject();
        TriageItem *item = run.item(json[u"item"].toString());
        const auto state = itemFromWord(json[u"state"].toString());
        if (!item || !state)
            continue;
        CheckReading reading;
        reading.state = *state;
        reading.finding = json[u"finding"].toString();
        reading.key = json[u"key"].toString();
        reading.sha256 = json[u"sha256"].toString();
        reading.at = record.at;
        keep(item, reading.sha256);
        item->reading = reading;
    }
}

void applyTick(TriageRun &run, const JournalRecord &record)
{
    const QJsonObject json = record.details[u"triage"].toObject();
    TriageItem *item = run.item(json[u"item"].toString());
    const auto state = itemFromWord(json[u"state"].toString());
    if (!item || !state)
        return;
    item->tick = {person(record.actor), record.at, record.reason, *state, json[u"key"].toString(), json[u"finding"].toString(), json[u"sha256"].toString()};
    keep(item, item->tick->evidence);
}

/// What was known when it was decided stays as it is.
void apply(TriageRun &run, const JournalRecord &record)
{
    if (run.decision)
        return;
    const QString who = person(record.actor);
    if (record.state != u"read") {
        if (!run.by.contains(who))
            run.by.append(who);
        run.holder = who;
    }
    if (record.state == u"read") {
        applyRead(run, record);
    } else if (record.state == u"ticked") {
        applyTick(run, record);
    } else if (record.state == u"unticked") {
        if (TriageItem *item = run.item(record.details[u"triage"].toObject()[u"item"].toString()))
            item->tick.reset();
    } else if (record.state == u"decided") {
        const QJsonObject json = record.details[u"triage"].toObject();
        run.decision = TriageDecision{json[u"verdict"].toString(), who, record.reason, record.at, texts(json[u"evidence"].toArray())};
    }
}

} // namespace

QString itemWord(ItemState state)
{
    return QString::fromLatin1(stateWords[int(state)]);
}

std::optional<ItemState> itemFromWord(const QString &word)
{
    for (int i = 0; i < int(std::size(stateWords)); ++i)
        if (word == QLatin1String(stateWords[i]))
            return ItemState(i);
    return std::nullopt;
}

ItemState TriageItem::state() const
{
    if (changedSinceTick())
        return ItemState::Bad;
    if (tick)
        return tick->state;
    if (check.mode() == CheckMode::Manual)
        return ItemState::Open;
    if (!reading)
        return ItemState::Unknown;
    return check.mode() == CheckMode::Both && reading->state == ItemState::Ok ? ItemState::Open : reading->state;
}

TriageItem *TriageRun::item(const QString &itemId)
{
    const auto found = std::find_if(items.begin(), items.end(), [&itemId](const TriageItem &one) { return one.check.id == itemId; });
    return found == items.end() ? nullptr : &*found;
}

std::chrono::milliseconds TriageRun::elapsed(const QDateTime &now) const
{
    return std::chrono::milliseconds(std::max<qint64>(0, startedAt.msecsTo(decision ? decision->at : now)));
}

QString triageVerb()
{
    return QStringLiteral("triage");
}

std::optional<TriageRun> triageRun(const QList<JournalRecord> &records, const QString &id)
{
    std::optional<TriageRun> run;
    for (const JournalRecord &record : records) {
        if (record.id != id)
            continue;
        if (run)
            applyHandOver(run->handOvers, record);
        if (record.verb != triageVerb())
            continue;
        if (!run && record.state == u"started")
            run = started(record);
        if (run)
            apply(*run, record);
    }
    return run;
}

QList<TriageRun> triageRuns(const QList<JournalRecord> &records)
{
    QHash<QString, qsizetype> places;
    QList<TriageRun> runs;
    for (const JournalRecord &record : records) {
        if (record.verb != triageVerb()) {
            if (const auto of = places.constFind(record.id); of != places.cend())
                applyHandOver(runs[*of].handOvers, record);
            continue;
        }
        auto place = places.constFind(record.id);
        if (place == places.cend() && record.state == u"started") {
            if (auto run = started(record)) {
                place = places.insert(record.id, runs.size());
                runs.append(*run);
            }
        }
        if (place != places.cend())
            apply(runs[*place], record);
    }
    std::stable_sort(runs.begin(), runs.end(), [](const TriageRun &a, const TriageRun &b) {
        return std::tuple(a.decision.has_value(), b.startedAt) < std::tuple(b.decision.has_value(), a.startedAt);
    });
    return runs;
}

QJsonObject startedDetails(const TriageRun &run)
{
    QJsonArray checks;
    for (const TriageItem &item : run.items)
        checks.append(checkJson(item.check));
    QJsonObject triage{{u"playbook"_s, run.playbook}, {u"service"_s, run.service}, {u"budgetMs"_s, qint64(run.budget.count())}, {u"checks"_s, checks}};
    if (!run.alert.isEmpty())
        triage.insert(u"alert"_s, run.alert);
    QJsonObject details{{u"triage"_s, triage}};
    if (!run.environment.isEmpty())
        details.insert(u"environment"_s, run.environment);
    if (!run.policyHash.isEmpty())
        details.insert(u"policyHash"_s, run.policyHash);
    return details;
}

QJsonObject readDetails(const QList<TriageItem> &items)
{
    QJsonArray readings;
    for (const TriageItem &item : items)
        if (item.reading)
            readings.append(QJsonObject{{u"item"_s, item.check.id}, {u"state"_s, itemWord(item.reading->state)}, {u"finding"_s, item.reading->finding},
                                        {u"key"_s, item.reading->key}, {u"sha256"_s, item.reading->sha256}});
    return {{u"triage"_s, QJsonObject{{u"readings"_s, readings}}}};
}

QJsonObject tickDetails(const QString &item, const TriageTick &tick)
{
    return {{u"triage"_s, QJsonObject{{u"item"_s, item}, {u"state"_s, itemWord(tick.state)}, {u"key"_s, tick.key}, {u"finding"_s, tick.finding}, {u"sha256"_s, tick.evidence}}}};
}

} // namespace maestro
