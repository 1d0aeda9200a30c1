// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/line/helptext.h"

namespace maestro {

namespace {

/// Text for roff: backslashes and dashes escaped, no line starts with a control character.
QString roff(const QString &text)
{
    QString safe = text;
    safe.replace(u'\\', QStringLiteral("\\e")).replace(u'-', QStringLiteral("\\-"));
    if (safe.startsWith(u'.') || safe.startsWith(u'\''))
        safe.prepend(QStringLiteral("\\&"));
    return safe;
}

QString entry(const QString &term, const QString &text)
{
    return QStringLiteral(".TP\n.B %1\n%2\n").arg(roff(term), roff(text));
}

QString options(const QList<OptionSpec> &list)
{
    QString text;
    for (const OptionSpec &option : list)
        text += entry(optionLabel(option).trimmed(), option.help);
    return text;
}

} // namespace

QString manualPage()
{
    QString text = QStringLiteral(".TH MAESTRO 1 \"\" \"maestro %1\" \"Maestro Console\"\n").arg(QStringLiteral(MAESTRO_VERSION));
    text += QStringLiteral(".SH NAME\nmaestro \\- watch and steer Argo Rollouts, guarded and recorded\n");
    text += QStringLiteral(".SH SYNOPSIS\n.B maestro\n[\\fIflags\\fR] \\fICOMMAND\\fR\n");
    text += QStringLiteral(".SH COMMANDS\n");
    for (const CommandSpec &command : commandTable()) {
        text += QStringLiteral(".SS %1\n%2.\n").arg(roff(usageLine(command)), roff(command.summary));
        if (!command.details.isEmpty())
            text += QStringLiteral(".PP\n%1\n").arg(roff(command.details));
        text += options(command.options);
    }
    text += QStringLiteral(".SH FLAGS FOR EVERY COMMAND\n") + options(globalOptions());
    text += QStringLiteral(".SH ENVIRONMENT\n");
    for (const VariableSpec &variable : environmentVariables())
        text += entry(variable.name, variable.help);
    text += QStringLiteral(".SH EXIT STATUS\n");
    for (const auto &code : exitCodes())
        text += entry(QString::number(code.first), code.second);
    text += QStringLiteral(".SH SEE ALSO\n.BR maestro\\-console (1),\n.BR kubectl (1)\n");
    return text;
}

} // namespace maestro
