// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/slo/silence.h"
#include "domain/slo/sloreport.h"
#include "net/httprequest.h"

#include <QJsonValue>

namespace maestro {

// Answers of the API v2 (github.com/prometheus/alertmanager, api/v2/openapi.yaml). Strict: a whole answer or an error; codes notAlertmanager,
// badAnswer, redirected, unauthorized, forbidden, unavailable, serverError. `subject` starts every message.

Result<QJsonValue> decodeAnswer(const QString &subject, const HttpResponse &response);
Result<QList<AlertReading>> decodeAlerts(const QString &subject, const HttpResponse &response);
Result<QList<Silence>> decodeSilences(const QString &subject, const HttpResponse &response);

} // namespace maestro
