// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/decision/checkpoint.h"

#include "domain/journal/latestrecord.h"
#include "domain/journal/receivedwebhook.h"
#include "domain/policy/declaredphase.h"
#include "domain/validation/policyduration.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace maestro {

namespace {

constexpr QLatin1String detailsKey("checkpoint");

bool isOf(const JournalRecord &record, const ObjectRef &target, int revision)
{
    return record.type == RecordType::Decision && record.object == target
        && record.details.value(detailsKey).toObject().value(QLatin1String("revision")).toInt(-1) == revision;
}

CheckpointState stateFrom(const JournalRecord &record)
{
    const QJsonObject said = record.details.value(detailsKey).toObject();
    CheckpointState state;
    state.point.title = said.value(QLatin1String("title")).toString();
    state.point.phase = said.value(QLatin1String("phase")).toString();
    state.choice = record.verb;
    state.by = record.actor.server.isEmpty() ? record.actor.os : record.actor.server;
    state.decidedAt = record.at;
    state.reason = record.reason;
    state.deferredTo = QDateTime::fromString(said.value(QLatin1String("until")).toString(), Qt::ISODate);
    const QJsonArray attached = said.value(QLatin1String("attached")).toArray();
    for (const QJsonValue &one : attached)
        state.attached.insert(one[QLatin1String("name")].toString(), one[QLatin1String("sha256")].toString());
    for (const QVariant &item : said.value(QLatin1String("checked")).toArray().toVariantList())
        state.checked.append(item.toString());
    return state;
}

/// Hash of the newest since the release began; of a release whose beginning nobody knows none counts.
QString newestWebhook(const QList<JournalRecord> &records, const ObjectRef &target, const QDateTime &release)
{
    QString newest;
    for (const JournalRecord &record : records)
        if (record.object == target && release.isValid() && record.at >= release)
            if (const auto webhook = receivedWebhook(record))
                newest = webhook->sha256;
    return newest;
}

} // namespace

QList<Checkpoint> checkpointsOf(const PolicyMatch &match)
{
    QList<Checkpoint> points;
    if (!match)
        return points;
    const QVariantMap strategy = declaredStrategyEntry(match);
    const auto take = [&points](const QVariantMap &entry, const QString &phase) {
        points.append({entry.value(QStringLiteral("title")).toString(), phase, entry.value(QStringLiteral("at")).toString(), {}, entry.value(QStringLiteral("needs")).toStringList()});
        for (const QVariant &item : entry.value(QStringLiteral("items")).toList())
            if (item.userType() == QMetaType::QString)
                points.last().items.append(item.toString());
    };
    const QVariantList own = declaredPhaseEntry(match).value(QStringLiteral("checkpoints")).toList();
    for (const QVariant &one : own)
        take(one.toMap(), declaredPhase(match));
    for (const QVariant &one : strategy.value(QStringLiteral("run_sheet")).toList())
        if (!one.toMap().value(QStringLiteral("needs")).toList().isEmpty())
            take(one.toMap(), {});
    return points;
}

QDateTime checkpointDue(const QString &at, const ReleaseTimes &times)
{
    static const QRegularExpression form(QStringLiteral("^(T|phase)(?:([+-])(.+))?$"));
    const qsizetype range = at.indexOf(QLatin1String(".."));
    const auto match = form.match(range < 0 ? at : at.mid(range + 2));
    if (!match.hasMatch())
        return {};
    const QDateTime &from = match.captured(1) == QLatin1String("T") ? times.release : times.phase;
    if (!from.isValid() || match.captured(2).isEmpty())
        return from;
    const auto offset = policyMilliseconds(match.captured(3));
    return offset ? from.addMSecs(match.captured(2) == QLatin1String("-") ? -*offset : *offset) : QDateTime();
}

bool CheckpointState::isOverdue(const QDateTime &now) const
{
    const QDateTime due = choice == QLatin1String("defer") ? deferredTo : choice.isEmpty() ? dueAt : QDateTime();
    return due.isValid() && due <= present(now);
}

QList<CheckpointState> checkpointStates(const QList<Checkpoint> &points, const QList<JournalRecord> &records, const ObjectRef &target, int revision, const ReleaseTimes &times)
{
    QList<CheckpointState> states;
    const QDateTime seen = latestRecorded(records);
    for (const Checkpoint &point : points) {
        CheckpointState state;
        for (const JournalRecord &record : records) {
            if (!isOf(record, target, revision))
                continue;
            const CheckpointState said = stateFrom(record);
            if (said.point.title == point.title && said.point.phase == point.phase)
                state = said;
        }
        state.point = point;
        state.dueAt = checkpointDue(point.at, times);
        state.seen = seen;
        if (const QString newest = newestWebhook(records, target, times.release); !newest.isEmpty())
            for (const QString &need : point.needs)
                if (isWebhookNeed(need))
                    state.received.insert(need, newest);
        states.append(state);
    }
    return states;
}

bool isWebhookNeed(const QString &need)
{
    return need == QLatin1String("controller-decision") || need.contains(QLatin1String("webhook"));
}

QStringList missingAttachments(const Checkpoint &point, const QMap<QString, QString> &attached)
{
    QStringList missing;
    for (const QString &need : point.needs)
        if (!need.endsWith(QLatin1String("confirmation")) && attached.value(need).isEmpty())
            missing.append(need);
    return missing;
}

QStringList missingTicks(const Checkpoint &point, const QStringList &checked)
{
    QStringList missing = point.items;
    missing.removeIf([&checked](const QString &item) { return checked.contains(item); });
    return missing;
}

JournalRecord checkpointRecord(const CheckpointRequest &request)
{
    QJsonArray attached;
    for (auto it = request.attached.cbegin(); it != request.attached.cend(); ++it)
        attached.append(QJsonObject {{QStringLiteral("name"), it.key()}, {QStringLiteral("sha256"), it.value()}});
    QJsonObject said {{QStringLiteral("title"), request.point.title}, {QStringLiteral("phase"), request.point.phase}, {QStringLiteral("at"), request.point.at},
                      {QStringLiteral("revision"), request.revision}, {QStringLiteral("attached"), attached}};
    if (!request.checked.isEmpty())
        said.insert(QStringLiteral("checked"), QJsonArray::fromStringList(request.checked));
    if (request.deferredTo.isValid())
        said.insert(QStringLiteral("until"), request.deferredTo.toUTC().toString(Qt::ISODate));
    JournalRecord record;
    record.type = RecordType::Decision;
    record.object = request.target;
    record.verb = request.choice;
    record.reason = request.reason.trimmed();
    record.state = QStringLiteral("decided");
    record.details.insert(detailsKey, said);
    return record;
}

bool goesOn(const QString &verb)
{
    static const QStringList onwards {QStringLiteral("promote"), QStringLiteral("promote-full"), QStringLiteral("skip-step"), QStringLiteral("set-weight-100")};
    return onwards.contains(verb);
}

std::optional<CheckpointState> standingNoGo(const QList<JournalRecord> &records, const ObjectRef &target, int revision, const QString &verb)
{
    if (!goesOn(verb))
        return {};
    QList<CheckpointState> newest;
    for (const JournalRecord &record : records) {
        if (!isOf(record, target, revision))
            continue;
        const CheckpointState said = stateFrom(record);
        newest.removeIf([&said](const CheckpointState &one) { return one.point.title == said.point.title && one.point.phase == said.point.phase; });
        newest.append(said);
    }
    const auto found = std::find_if(newest.cbegin(), newest.cend(), [](const CheckpointState &one) { return one.choice == QLatin1String("no-go"); });
    return found == newest.cend() ? std::nullopt : std::optional(*found);
}

} // namespace maestro
