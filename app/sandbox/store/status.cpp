// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/store/status.h"

#include <QJsonArray>

namespace maestro::sandbox {

namespace {

QString qualified(const QString &group, const QString &plural)
{
    return group.isEmpty() ? plural : plural + u'.' + group;
}

QJsonObject named(const QString &group, const QString &kind, const QString &name)
{
    QJsonObject details{{QStringLiteral("name"), name}, {QStringLiteral("kind"), kind}};
    if (!group.isEmpty())
        details.insert(QStringLiteral("group"), group);
    return details;
}

} // namespace

QJsonObject statusObject(const StatusError &error)
{
    QJsonObject status{{QStringLiteral("kind"), QStringLiteral("Status")},
                       {QStringLiteral("apiVersion"), QStringLiteral("v1")},
                       {QStringLiteral("metadata"), QJsonObject()},
                       {QStringLiteral("status"), QStringLiteral("Failure")},
                       {QStringLiteral("message"), error.message},
                       {QStringLiteral("reason"), error.reason},
                       {QStringLiteral("code"), error.code}};
    QJsonObject details = error.details;
    if (error.retryAfterSeconds > 0)
        details.insert(QStringLiteral("retryAfterSeconds"), error.retryAfterSeconds);
    if (!details.isEmpty() || error.reason == u"Invalid")
        status.insert(QStringLiteral("details"), details);
    return status;
}

StatusError notFound(const QString &group, const QString &plural, const QString &name)
{
    return {404, QStringLiteral("NotFound"), QStringLiteral("%1 \"%2\" not found").arg(qualified(group, plural), name), named(group, plural, name)};
}

StatusError alreadyExists(const QString &group, const QString &plural, const QString &name)
{
    return {409, QStringLiteral("AlreadyExists"), QStringLiteral("%1 \"%2\" already exists").arg(qualified(group, plural), name),
            named(group, plural, name)};
}

StatusError conflict(const QString &group, const QString &plural, const QString &name)
{
    return {409, QStringLiteral("Conflict"),
            QStringLiteral("Operation cannot be fulfilled on %1 \"%2\": the object has been modified; please apply your changes to the latest "
                           "version and try again")
                .arg(qualified(group, plural), name),
            named(group, plural, name)};
}

StatusError badRequest(const QString &message)
{
    return {400, QStringLiteral("BadRequest"), message};
}

StatusError invalid(const QString &group, const QString &kind, const QString &name, const QString &field, const QString &what)
{
    QJsonObject details = named(group, kind, name);
    details.insert(QStringLiteral("causes"),
                   QJsonArray{QJsonObject{{QStringLiteral("reason"), QStringLiteral("FieldValueInvalid")},
                                          {QStringLiteral("message"), what},
                                          {QStringLiteral("field"), field}}});
    return {422, QStringLiteral("Invalid"), QStringLiteral("%1 \"%2\" is invalid: %3: %4").arg(qualified(group, kind), name, field, what), details};
}

StatusError patchRefused()
{
    return {422, QStringLiteral("Invalid"), QStringLiteral("the server rejected our request due to an error in our request")};
}

StatusError expired()
{
    return {410, QStringLiteral("Expired"), QStringLiteral("The resourceVersion for the provided list is too old.")};
}

StatusError forbidden(const QString &message)
{
    return {403, QStringLiteral("Forbidden"), message};
}

} // namespace maestro::sandbox
