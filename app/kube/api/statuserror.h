// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "net/httprequest.h"

namespace maestro {

/// A Kubernetes Status, as far as it decides anything.
struct KubeStatus
{
    QString reason;
    QString message;
    int code = 0;
    QStringList causes; ///< details.causes[].message
    QStringList causeReasons;
    int retryAfterSeconds = -1;

    static std::optional<KubeStatus> parse(const QByteArray &body);
};

/// The Error of an HTTP answer that is not 2xx (codes: unauthorized, forbidden, notFound, conflict, expired, invalid, tooManyRequests,
/// serverError, timeout, redirect, notKubernetes, badRequest). `subject` says what was asked for.
Error errorOfAnswer(const QString &subject, int status, const QByteArray &body, const HttpHeaders &headers);

/// The same error with what a person can do about it, if it says nothing of it yet.
Error withHint(Error error);

/// Retry-After in seconds clamped to 1..120 s, in ms; -1 when absent or not a number.
int retryAfterMs(const HttpHeaders &headers);

/// At most 2 KiB of an answer that did not come from Kubernetes, as one line of plain text.
QString plainExcerpt(const QByteArray &body);

} // namespace maestro
