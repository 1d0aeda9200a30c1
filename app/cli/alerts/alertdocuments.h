// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/alertport.h"

#include <QJsonObject>

namespace maestro {

// AlertList, SilenceList, and the Outcome of a silence (cli.md). An unknown value is null.

QJsonObject alertListDocument(const QList<AlertBoard> &boards, const QDateTime &readAt);
QJsonObject silenceListDocument(const QList<AlertBoard> &boards, const QDateTime &readAt);
QJsonObject silencePlanDocument(const SilencePlan &plan);
QJsonObject silenceOutcomeDocument(const SilenceOutcome &outcome, const SilencePlan &plan);

QString alertWord(AlertReading::State state); ///< "firing", "pending", "suppressed", "resolved"
QString silencePlanText(const SilencePlan &plan);

} // namespace maestro
