// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/output.h"

#include <QObject>

#include <functional>

namespace maestro {

/// Whether a person can read a question on stderr and answer it on stdin.
bool haveTerminal();

/// A line typed on the terminal and not shown there; blocks. Ctrl+C is a character like others, so that the terminal is never left mute.
QByteArray hiddenLine();

/// Asks for exactly `token` and reads one line without blocking. Anything else, the end of input and the time running out mean no.
/// What was typed before the question does not count.
void askOnTerminal(QObject *context, Output &output, const QString &token, qint64 lifetimeMs, const std::function<void(bool)> &answered);

/// From now on SIGINT and SIGTERM do not end the process but call `interrupted`, every time; until `context` is destroyed.
void onInterrupt(QObject *context, const std::function<void()> &interrupted);

} // namespace maestro
