// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/audit/auditcursor.h"

#include "config/privatefile.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <tuple>

namespace maestro {

namespace {

QDateTime timeOf(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

QString textOf(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

} // namespace

bool AuditCursor::isAfter(const JournalRecord &record) const
{
    // names have a fixed width and count up; a longer one is later
    return std::tuple(record.segment.size(), record.segment, record.seq) <= std::tuple(segment.size(), segment, seq);
}

Result<AuditCursor> readAuditCursor(const QString &file)
{
    const Result<std::optional<QByteArray>> content = readPrivateFile(file);
    if (!content)
        return content.error();
    if (!content->has_value())
        return AuditCursor {};
    const QJsonObject object = QJsonDocument::fromJson(**content).object();
    AuditCursor cursor {object.value(u"journal").toString(), object.value(u"segment").toString(), object.value(u"seq").toInteger(-1), object.value(u"skipped").toInteger(), object.value(u"problem").toString(),
                        timeOf(object.value(u"problemAt")), timeOf(object.value(u"deliveredAt")), object.value(u"tried").toString()};
    if (object.value(u"version").toInt() != 1 || cursor.segment.isEmpty() != (cursor.seq < 0))
        return Error {ErrorKind::Refused, QStringLiteral("auditState"), QCoreApplication::translate("Audit", "%1 is damaged: it is not known what the audit webhook has received").arg(file),
                      QCoreApplication::translate("Audit", "Remove the file to deliver the Journal from its beginning.")};
    return cursor;
}

Result<Done> writeAuditCursor(const QString &file, const AuditCursor &cursor)
{
    const QJsonObject object {{QStringLiteral("version"), 1},
                              {QStringLiteral("journal"), cursor.journal},
                              {QStringLiteral("segment"), cursor.segment},
                              {QStringLiteral("seq"), cursor.seq},
                              {QStringLiteral("skipped"), cursor.skipped},
                              {QStringLiteral("problem"), cursor.problem},
                              {QStringLiteral("problemAt"), textOf(cursor.problemAt)},
                              {QStringLiteral("deliveredAt"), textOf(cursor.deliveredAt)},
                              {QStringLiteral("tried"), cursor.tried}};
    return writePrivateFile(file, QJsonDocument(object).toJson());
}

} // namespace maestro
