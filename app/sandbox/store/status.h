// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <variant>

namespace maestro::sandbox {

/// A refusal as the API server words it: the fields of a v1 Status.
struct StatusError
{
    int code = 500;
    QString reason;
    QString message;
    QJsonObject details = {};
    int retryAfterSeconds = 0;
};

template<typename T> using Answer = std::variant<T, StatusError>;

template<typename T> const StatusError *refusal(const Answer<T> &answer)
{
    return std::get_if<StatusError>(&answer);
}

QJsonObject statusObject(const StatusError &error);

StatusError notFound(const QString &group, const QString &plural, const QString &name);
StatusError alreadyExists(const QString &group, const QString &plural, const QString &name);
StatusError conflict(const QString &group, const QString &plural, const QString &name);
StatusError badRequest(const QString &message);
StatusError invalid(const QString &group, const QString &kind, const QString &name, const QString &field, const QString &what);
/// What a JSON Patch that cannot be applied gets: no details, no word about which operation.
StatusError patchRefused();
StatusError expired();
StatusError forbidden(const QString &message);

} // namespace maestro::sandbox
