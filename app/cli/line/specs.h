// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/line/commandtable.h"

namespace maestro {

// How the entries of the table are written.

inline OptionSpec flag(const char *name, const QString &help, char letter = '\0')
{
    return {QString::fromLatin1(name), letter ? QChar::fromLatin1(letter) : QChar(), ValueKind::Switch, {}, help, false};
}

inline OptionSpec option(const char *name, ValueKind kind, const char *value, const QString &help, char letter = '\0')
{
    return {QString::fromLatin1(name), letter ? QChar::fromLatin1(letter) : QChar(), kind, QString::fromLatin1(value), help, false};
}

inline OptionSpec repeatable(OptionSpec spec)
{
    spec.repeatable = true;
    return spec;
}

inline OperandSpec operand(const char *name, bool optional = false)
{
    return {QString::fromLatin1(name), optional};
}

inline OptionSpec yes()
{
    return flag("yes", CliText::tr("confirm without a terminal"), 'y');
}

inline OptionSpec watch()
{
    return flag("watch", CliText::tr("go on and print every change"), 'w');
}

QList<CommandSpec> recordKeepingCommands(); ///< evidence, duties, lessons, reference, links, Grafana
QList<CommandSpec> drillCommands();
QList<CommandSpec> validationCommands(); ///< and escalations
QList<CommandSpec> suiteCommands();

} // namespace maestro
