// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/line/helptext.h"

namespace maestro {

namespace {

using Rows = QList<std::pair<QString, QString>>;

QString section(const QString &title, const Rows &rows)
{
    if (rows.isEmpty())
        return {};
    qsizetype width = 0;
    for (const auto &row : rows)
        width = std::max(width, row.first.size());
    QString text = u'\n' + title + QStringLiteral(":\n");
    for (const auto &row : rows)
        text += QStringLiteral("  ") + row.first.leftJustified(width + 2) + row.second + u'\n';
    return text;
}

Rows optionRows(const QList<OptionSpec> &options)
{
    Rows rows;
    for (const OptionSpec &option : options)
        rows.append({optionLabel(option), option.help});
    return rows;
}

QString operandsOf(const CommandSpec &command)
{
    QString text;
    for (const OperandSpec &operand : command.operands)
        text += u' ' + (operand.optional ? u'[' + operand.name + u']' : operand.name) + (operand.repeatable ? QStringLiteral("...") : QString());
    return text;
}

Rows commandRows(const QString &group)
{
    Rows rows;
    for (const CommandSpec &command : commandTable()) {
        const bool inside = command.words.size() > 1 && command.words.first() == group;
        if (group.isEmpty() ? command.words.size() == 1 : inside)
            rows.append({command.words.join(u' ') + operandsOf(command), command.summary});
    }
    if (group.isEmpty())
        for (const GroupSpec &spec : commandGroups()) {
            QStringList words;
            for (const CommandSpec &command : commandTable())
                if (command.words.first() == spec.word)
                    words.append(command.words.last());
            rows.append({spec.word + u' ' + words.join(u'|'), spec.summary});
        }
    return rows;
}

QString topText()
{
    QString text = CliText::tr("Usage: maestro [flags] COMMAND\n\nWatches and steers Argo Rollouts; every action is guarded and recorded.\n");
    text += section(CliText::tr("Commands"), commandRows({}));
    text += section(CliText::tr("Flags for every command"), optionRows(globalOptions()));
    Rows variables;
    for (const VariableSpec &variable : environmentVariables())
        variables.append({variable.name, variable.help});
    text += section(CliText::tr("Environment"), variables);
    Rows codes;
    for (const auto &code : exitCodes())
        codes.append({QString::number(code.first), code.second});
    text += section(CliText::tr("Exit codes"), codes);
    return text;
}

} // namespace

QString usageLine(const CommandSpec &command)
{
    return QStringLiteral("maestro ") + command.words.join(u' ') + operandsOf(command) + QStringLiteral(" [flags]");
}

QString optionLabel(const OptionSpec &option)
{
    const QString letter = option.letter.isNull() ? QStringLiteral("    ") : QStringLiteral("-%1, ").arg(option.letter);
    return letter + QStringLiteral("--") + option.name + (option.value.isEmpty() ? QString() : u' ' + option.value);
}

QString helpText(const QStringList &words)
{
    if (words.isEmpty())
        return topText();
    for (const CommandSpec &command : commandTable()) {
        if (command.words != words)
            continue;
        QString text = CliText::tr("Usage: %1").arg(usageLine(command)) + QStringLiteral("\n\n") + command.summary + u'\n';
        if (!command.details.isEmpty())
            text += command.details + u'\n';
        Rows choices;
        for (const OperandSpec &operand : command.operands)
            if (!operand.choices.isEmpty())
                choices.append({operand.name, operand.choices.join(QStringLiteral(", "))});
        return text + section(CliText::tr("Arguments"), choices) + section(CliText::tr("Flags"), optionRows(command.options))
            + section(CliText::tr("Flags for every command"), optionRows(globalOptions()));
    }
    return CliText::tr("Usage: maestro %1 COMMAND [flags]\n").arg(words.first()) + section(CliText::tr("Commands"), commandRows(words.first()))
        + section(CliText::tr("Flags for every command"), optionRows(globalOptions()));
}

} // namespace maestro
