// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/line/commandtable.h"

namespace maestro {

// Made from the command table; plain text with a final newline.

/// Usage of a level: nothing, a group ("journal") or a command.
QString helpText(const QStringList &words);
QString bashCompletion();
QString zshCompletion();
/// maestro(1) in man(7) macros.
QString manualPage();

/// "maestro get NAME [flags]"
QString usageLine(const CommandSpec &command);
/// "-n, --namespace NAMESPACE"
QString optionLabel(const OptionSpec &option);

} // namespace maestro
