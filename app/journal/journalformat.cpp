// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalformat.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace maestro {

namespace {

constexpr qsizetype payloadLimit = 64 * 1024 - 66; // with TAB, hash and LF a line stays within 64 KiB
constexpr qsizetype hashLength = 64;

/// Members of `details` that have a place of their own in the payload.
constexpr const char *promoted[] = {"digest", "guards", "requests", "http", "auditId"};

bool isHex(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

QJsonObject actorObject(const Actor &actor, qint64 uid)
{
    return {{QStringLiteral("server_user"), actor.server}, {QStringLiteral("os_user"), actor.os}, {QStringLiteral("uid"), uid},
            {QStringLiteral("host"), actor.host}, {QStringLiteral("impersonating"), actor.impersonating}};
}

QJsonObject payloadObject(const JournalRecord &record, const RecordEnvelope &envelope)
{
    QJsonObject out{
        {QStringLiteral("v"), 1},
        {QStringLiteral("journal"), envelope.journal},
        {QStringLiteral("seg"), record.segment},
        {QStringLiteral("seq"), record.seq},
        {QStringLiteral("prev_seq"), record.seq - 1},
        {QStringLiteral("id"), record.id},
        {QStringLiteral("type"), recordTypeWord(record.type)},
        {QStringLiteral("ts"), record.at.toUTC().toString(Qt::ISODateWithMs)},
        {QStringLiteral("boot_ns"), envelope.bootMs * 1'000'000},
        {QStringLiteral("boot_id"), envelope.bootId},
        {QStringLiteral("actor"), actorObject(record.actor, envelope.uid)},
        {QStringLiteral("cluster"), QJsonObject{{QStringLiteral("alias"), record.object.context}, {QStringLiteral("host"), record.server}}},
        {QStringLiteral("object"),
         QJsonObject{{QStringLiteral("kind"), record.objectKind}, {QStringLiteral("ns"), record.object.ns},
                     {QStringLiteral("name"), record.object.name}, {QStringLiteral("uid"), record.objectUid}}},
        {QStringLiteral("action"), record.verb},
        {QStringLiteral("reason"), record.reason},
        {QStringLiteral("ticket"), record.ticket},
        {QStringLiteral("state"), record.state},
        {QStringLiteral("message"), record.message},
    };
    QJsonObject rest = record.details;
    for (const char *key : promoted) {
        if (rest.contains(QLatin1String(key)))
            out.insert(QLatin1String(key), rest.take(QLatin1String(key)));
    }
    if (!rest.isEmpty())
        out.insert(QStringLiteral("details"), rest);
    return out;
}

QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

} // namespace

QByteArray zeroHash()
{
    return QByteArray(hashLength, '0');
}

QByteArray chainHash(const QByteArray &previous, const QByteArray &payload)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView("maestro-journal/1\n"));
    hash.addData(previous);
    hash.addData(payload);
    return hash.result().toHex();
}

std::optional<JournalLine> splitLine(const QByteArray &line)
{
    const qsizetype tab = line.indexOf('\t');
    if (tab < 0 || line.size() - tab - 1 != hashLength)
        return std::nullopt;
    JournalLine out{line.left(tab), line.mid(tab + 1)};
    return isHex(out.hash) ? std::optional(out) : std::nullopt;
}

bool isTornTail(const QByteArray &tail)
{
    const bool holes = tail.contains('\0'); // blocks that never reached the disk: no line of ours holds a zero byte
    const qsizetype end = tail.indexOf('\n');
    if (end >= 0)
        return holes && end == tail.size() - 1;
    const qsizetype tab = tail.indexOf('\t');
    return holes || tab < 0 || (tail.size() - tab - 1 <= hashLength && isHex(tail.mid(tab + 1)));
}

Result<QByteArray> encodePayload(const JournalRecord &record, const RecordEnvelope &envelope)
{
    QJsonObject object = payloadObject(record, envelope);
    QByteArray payload = QJsonDocument(object).toJson(QJsonDocument::Compact);
    for (const char *key : {"details", "requests", "guards"}) {
        if (payload.size() <= payloadLimit)
            return payload;
        if (!object.contains(QLatin1String(key)))
            continue;
        object.insert(QLatin1String(key), QStringLiteral("[left out: too large]"));
        payload = QJsonDocument(object).toJson(QJsonDocument::Compact);
    }
    if (payload.size() <= payloadLimit)
        return payload;
    return Error{ErrorKind::Refused, QStringLiteral("journalTooLarge"), QCoreApplication::translate("JournalFiles", "a journal record of %1 bytes is too large").arg(payload.size())};
}

std::optional<JournalRecord> decodePayload(const QByteArray &payload, QString *journal)
{
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(payload, &error).object();
    if (error.error != QJsonParseError::NoError || object.value(QLatin1String("v")) != QJsonValue(1))
        return std::nullopt;
    if (journal)
        *journal = text(object, "journal");
    const QJsonObject actor = object.value(QLatin1String("actor")).toObject();
    const QJsonObject cluster = object.value(QLatin1String("cluster")).toObject();
    const QJsonObject target = object.value(QLatin1String("object")).toObject();
    JournalRecord out;
    out.segment = text(object, "seg");
    out.seq = object.value(QLatin1String("seq")).toInteger(-1);
    out.id = text(object, "id");
    out.type = recordTypeFromWord(text(object, "type")).value_or(RecordType::Note);
    out.at = QDateTime::fromString(text(object, "ts"), Qt::ISODateWithMs);
    out.actor = {text(actor, "server_user"), text(actor, "os_user"), text(actor, "host"), text(actor, "impersonating")};
    out.server = text(cluster, "host");
    out.object = {text(cluster, "alias"), text(target, "ns"), text(target, "name")};
    out.objectKind = text(target, "kind");
    out.objectUid = text(target, "uid");
    out.verb = text(object, "action");
    out.reason = text(object, "reason");
    out.ticket = text(object, "ticket");
    out.state = text(object, "state");
    out.message = text(object, "message");
    out.details = object.value(QLatin1String("details")).toObject();
    for (const char *key : promoted) {
        if (object.contains(QLatin1String(key)))
            out.details.insert(QLatin1String(key), object.value(QLatin1String(key)));
    }
    return out;
}

QString segmentName(int number)
{
    return QStringLiteral("segment-%1").arg(number, 6, 10, QLatin1Char('0'));
}

int segmentNumber(const QString &fileName)
{
    if (!fileName.startsWith(QLatin1String("segment-")) || !fileName.endsWith(QLatin1String(".jsonl")))
        return 0;
    const int number = QStringView(fileName).mid(8).chopped(6).toInt();
    return number > 0 && fileName == segmentName(number) + QLatin1String(".jsonl") ? number : 0;
}

} // namespace maestro
