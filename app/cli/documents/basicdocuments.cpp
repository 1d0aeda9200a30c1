// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/documents/documents.h"

namespace maestro {

QJsonObject document(const QString &kind)
{
    return {{QStringLiteral("apiVersion"), QStringLiteral("maestro/v1")}, {QStringLiteral("kind"), kind}};
}

QJsonValue timeValue(const QDateTime &time)
{
    if (!time.isValid())
        return QJsonValue::Null;
    const QDateTime utc = time.toUTC();
    return utc.toString(utc.time().msec() ? Qt::ISODateWithMs : Qt::ISODate);
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonObject errorDocument(const Error &error, int exitCode)
{
    QJsonObject object = document(QStringLiteral("Error"));
    object[QLatin1String("exitCode")] = exitCode > 0 ? exitCode : maestro::exitCode(error.kind);
    object[QLatin1String("code")] = error.code.isEmpty() ? QStringLiteral("internal") : error.code;
    object[QLatin1String("message")] = error.message;
    object[QLatin1String("hint")] = textOrNull(error.hint);
    object[QLatin1String("where")] = QJsonValue::Null;
    if (error.where) {
        const auto count = [](int n) { return n > 0 ? QJsonValue(n) : QJsonValue(QJsonValue::Null); };
        object[QLatin1String("where")] = QJsonObject{{QStringLiteral("file"), textOrNull(error.where->file)},
                                                     {QStringLiteral("line"), count(error.where->line)},
                                                     {QStringLiteral("column"), count(error.where->column)},
                                                     {QStringLiteral("field"), textOrNull(error.where->field)}};
    }
    return object;
}

QString connectionWord(ConnectionPhase phase)
{
    switch (phase) {
    case ConnectionPhase::Connecting: return QStringLiteral("connecting");
    case ConnectionPhase::Connected: return QStringLiteral("live");
    case ConnectionPhase::Reconnecting: return QStringLiteral("reconnecting");
    case ConnectionPhase::Failed: return QStringLiteral("failed");
    case ConnectionPhase::NeedsTrust: return QStringLiteral("needsTrust");
    }
    return {};
}

QJsonObject connectionDocument(const ConnectionStatus &status, const QDateTime &since)
{
    QJsonObject object = document(QStringLiteral("Connection"));
    object[QLatin1String("context")] = status.context;
    object[QLatin1String("state")] = connectionWord(status.phase);
    object[QLatin1String("since")] = timeValue(since);
    object[QLatin1String("message")] = textOrNull(status.message);
    return object;
}

QJsonObject timelineDocument(const ObjectRef &ref, const Timeline &timeline)
{
    QJsonArray entries;
    for (const TimelineEntry &entry : timeline.entries)
        entries.append(QJsonObject{{QStringLiteral("at"), timeValue(entry.at)},
                                   {QStringLiteral("source"), entrySourceWord(entry.source)},
                                   {QStringLiteral("text"), entry.text},
                                   {QStringLiteral("actor"), textOrNull(entry.actor)},
                                   {QStringLiteral("detail"), textOrNull(entry.detail)},
                                   {QStringLiteral("weight"), entry.weight ? QJsonValue(*entry.weight) : QJsonValue(QJsonValue::Null)},
                                   {QStringLiteral("id"), textOrNull(entry.id)}});
    QJsonObject object = document(QStringLiteral("Timeline"));
    object[QLatin1String("context")] = ref.context;
    object[QLatin1String("namespace")] = ref.ns;
    object[QLatin1String("name")] = ref.name;
    object[QLatin1String("entries")] = entries;
    return object;
}

QString journalStateWord(JournalState state)
{
    switch (state) {
    case JournalState::Valid: return QStringLiteral("valid");
    case JournalState::RecoveredTail: return QStringLiteral("recoveredTail");
    case JournalState::Broken: return QStringLiteral("broken");
    }
    return {};
}

QJsonObject journalListDocument(const QList<JournalRecord> &records)
{
    QJsonArray items;
    for (const JournalRecord &r : records)
        items.append(QJsonObject{{QStringLiteral("segment"), r.segment},
                                 {QStringLiteral("seq"), r.seq},
                                 {QStringLiteral("id"), textOrNull(r.id)},
                                 {QStringLiteral("type"), recordTypeWord(r.type)},
                                 {QStringLiteral("at"), timeValue(r.at)},
                                 {QStringLiteral("actor"), QJsonObject{{QStringLiteral("server"), textOrNull(r.actor.server)},
                                                                       {QStringLiteral("os"), textOrNull(r.actor.os)},
                                                                       {QStringLiteral("host"), textOrNull(r.actor.host)},
                                                                       {QStringLiteral("impersonating"), textOrNull(r.actor.impersonating)}}},
                                 {QStringLiteral("context"), textOrNull(r.object.context)},
                                 {QStringLiteral("server"), textOrNull(r.server)},
                                 {QStringLiteral("namespace"), textOrNull(r.object.ns)},
                                 {QStringLiteral("name"), textOrNull(r.object.name)},
                                 {QStringLiteral("workload"), textOrNull(r.objectKind)},
                                 {QStringLiteral("uid"), textOrNull(r.objectUid)},
                                 {QStringLiteral("verb"), textOrNull(r.verb)},
                                 {QStringLiteral("reason"), textOrNull(r.reason)},
                                 {QStringLiteral("ticket"), textOrNull(r.ticket)},
                                 {QStringLiteral("state"), textOrNull(r.state)},
                                 {QStringLiteral("message"), textOrNull(r.message)},
                                 {QStringLiteral("details"), r.details}});
    QJsonObject object = document(QStringLiteral("JournalList"));
    object[QLatin1String("records")] = items;
    return object;
}

QJsonObject journalVerificationDocument(const JournalVerification &v)
{
    QJsonObject object = document(QStringLiteral("JournalVerification"));
    object[QLatin1String("state")] = journalStateWord(v.state);
    object[QLatin1String("records")] = v.records;
    object[QLatin1String("head")] = textOrNull(v.head);
    object[QLatin1String("brokenAt")] = QJsonValue::Null;
    if (v.state == JournalState::Broken && !(v.brokenSegment.isEmpty() && v.brokenSeq < 0)) // else it could not be read at all
        object[QLatin1String("brokenAt")] = QJsonObject{{QStringLiteral("segment"), textOrNull(v.brokenSegment)},
                                                        {QStringLiteral("seq"), v.brokenSeq < 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(v.brokenSeq)}};
    object[QLatin1String("message")] = textOrNull(v.message);
    object[QLatin1String("openIntents")] = QJsonArray::fromStringList(v.openIntents);
    return object;
}

} // namespace maestro
