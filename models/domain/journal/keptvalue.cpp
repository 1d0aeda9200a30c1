// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/journal/keptvalue.h"

#include "domain/operation/outcome.h"
#include "domain/planner/strategyplanner.h"

#include <QJsonDocument>

namespace maestro {

namespace {

constexpr qsizetype pieceSize = 500; ///< characters: at most 2,000 bytes
constexpr qsizetype mostPieces = 60;

} // namespace

std::optional<QJsonObject> keptDetails(const QString &pointer, const QJsonValue &value)
{
    const QString text = QString::fromUtf8(QJsonDocument(QJsonArray {value}).toJson(QJsonDocument::Compact));
    QJsonArray pieces;
    for (qsizetype at = 0; at < text.size();) {
        qsizetype size = std::min(pieceSize, text.size() - at);
        if (at + size < text.size() && text.at(at + size - 1).isHighSurrogate())
            --size;
        pieces.append(text.mid(at, size));
        at += size;
    }
    if (pieces.size() > mostPieces)
        return std::nullopt;
    return QJsonObject {{QStringLiteral("path"), pointer}, {QStringLiteral("sha256"), partFingerprint(value)}, {QStringLiteral("json"), pieces}};
}

QStringList keptPieces(const QJsonObject &details)
{
    QStringList pieces;
    for (const QJsonValue &piece : details.value(QLatin1String("json")).toArray())
        pieces.append(piece.toString());
    return pieces;
}

std::optional<QJsonValue> keptFrom(const QJsonObject &details)
{
    const QJsonArray one = QJsonDocument::fromJson(keptPieces(details).join(QString()).toUtf8()).array();
    if (one.size() != 1 || partFingerprint(one.first()) != details.value(QLatin1String("sha256")).toString())
        return std::nullopt;
    return one.first();
}

std::optional<KeptValue> keptFor(const QList<JournalRecord> &records, const QString &uid, Verb restore)
{
    const QString taking = verbWord(restore == Verb::RestoreSteps ? Verb::SetWeight100 : Verb::DisableAnalysis);
    QList<const JournalRecord *> taken; // an attempt that changed nothing takes nothing away from those before it
    QSet<QString> restoring;
    for (const JournalRecord &record : records) {
        if (record.type == RecordType::Intent && record.objectUid == uid && !uid.isEmpty()) {
            if (record.verb == taking)
                taken.append(&record);
            else if (record.verb == verbWord(restore))
                restoring.insert(record.id);
        } else if (record.type == RecordType::Outcome || record.type == RecordType::Reconcile) {
            if (changedNothing(record.state))
                taken.removeIf([&record](const JournalRecord *one) { return one->id == record.id; });
            if (restoring.contains(record.id) && record.state == outcomeWord(OutcomeState::Applied))
                taken.clear();
        }
    }
    const JournalRecord *newest = taken.isEmpty() ? nullptr : taken.constLast();
    const auto value = newest ? keptFrom(newest->details.value(QLatin1String("kept")).toObject()) : std::nullopt;
    if (!value)
        return std::nullopt;
    return KeptValue {newest->id, *value, newest->actor.server.isEmpty() ? newest->actor.os : newest->actor.server, newest->at};
}

bool changedNothing(const QString &state)
{
    return state == outcomeWord(OutcomeState::Refused) || state == outcomeWord(OutcomeState::NotPermitted) || state == outcomeWord(OutcomeState::NotSent);
}

} // namespace maestro
