// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commands/commands.h"
#include "domain/decision/decisionboard.h"
#include "domain/decision/signalbook.h"

#include <QJsonObject>

namespace maestro {

void runDecisions(Call *call);
void runSignalSet(Call *call);
void runSignalClear(Call *call);
void runSignalList(Call *call);
void runCheckpointList(Call *call);
void runCheckpointGo(Call *call);
void runCheckpointNoGo(Call *call);
void runCheckpointDefer(Call *call);

QJsonObject boardDocument(const DecisionBoard &board); ///< DecisionBoard of cli.md
QString boardText(const DecisionBoard &board);
QJsonObject signalListDocument(const ObjectRef &target, const QString &service, const QList<SignalState> &states);
QString signalListText(const QList<SignalState> &states);

} // namespace maestro
