// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httprequest.h"
#include "prometheus/promanswer.h"

#include <QJsonValue>

namespace maestro {

/// Reads the answers of the HTTP API (prometheus.io/docs/prometheus/latest/querying/api). Strict: one JSON text of the promised form
/// or an error, never a part of it. `subject` starts every message. Codes: notPrometheus (HTML, a proxy's page), badAnswer (cut off, wrong
/// type, repeated series or label, times that do not ascend), redirected, unauthorized, forbidden, badQuery, tooManyPoints,
/// queryTimeout, unavailable, serverError.
///
/// `expected`: Matrix for a range; nothing: whatever the query gives.
PromAnswer decodeQuery(const QString &subject, const HttpResponse &response, std::optional<PromAnswer::Type> expected);

/// `data` of any other endpoint.
Result<QJsonValue> decodeData(const QString &subject, const HttpResponse &response);

/// Transport, redirect, status and content: what can be said without reading JSON. An answer with a JSON error in it passes.
std::optional<Error> answerProblem(const QString &subject, const HttpResponse &response);

} // namespace maestro
