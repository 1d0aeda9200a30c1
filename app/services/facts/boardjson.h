// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision/decisionboard.h"

#include <QJsonArray>
#include <QJsonObject>

namespace maestro {

/// A board as cli.md writes it, without apiVersion and kind: what the command line prints and what a decision freezes are the same.
QJsonArray probesJson(const QList<ProbeHistory> &probes); ///< with every look; no part of boardJson()
QJsonObject boardJson(const DecisionBoard &board);
QJsonObject factJson(const FactReading &fact); ///< {what, value, since, source, at, text}

} // namespace maestro
