// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <functional>
#include <optional>
#include <utility>

namespace maestro {

using HttpHeader = std::pair<QByteArray, QByteArray>;
using HttpHeaders = QList<HttpHeader>;

/// Why we ended a request ourselves; Qt reports all of them as the same "operation canceled".
enum class CancelReason { None, Deadline, Idle, TooLarge, Certificate, Caller };

struct HttpRequest
{
    QByteArray method = "GET"; ///< GET, HEAD, or POST for the self reviews; nothing else passes
    QByteArray path; ///< absolute, percent-encoded, with query
    HttpHeaders headers = {};
    QByteArray body = {};
    int deadlineMs = 10'000; ///< total, from send to the last byte
    qint64 bodyLimit = 1024 * 1024;
};

struct HttpResponse
{
    std::optional<int> status; ///< set as soon as a status line came, even when the body was lost
    HttpHeaders headers; ///< names in lower case
    QByteArray body;
    std::optional<Error> error; ///< transport only; an HTTP error status is not an error here
    CancelReason cancelReason = CancelReason::None;
    QDateTime serverDate; ///< the Date header, UTC; invalid when absent

    QByteArray header(const QByteArray &lowerName) const;
};

/// Whether a header may leave: token characters in the name, printable ASCII in the value (no CR, LF injection).
bool isSafeHeader(const HttpHeader &header);

} // namespace maestro
