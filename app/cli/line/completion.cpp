// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/line/helptext.h"

namespace maestro {

namespace {

QStringList optionWords(const QList<OptionSpec> &options)
{
    QStringList words;
    for (const OptionSpec &option : options)
        words.append(QStringLiteral("--") + option.name);
    return words;
}

QStringList firstWords()
{
    QStringList words;
    for (const CommandSpec &command : commandTable())
        if (!words.contains(command.words.first()))
            words.append(command.words.first());
    return words;
}

/// Flags that take a value, by what completes the value.
QStringList valueFlags(std::initializer_list<ValueKind> kinds)
{
    QStringList flags;
    const auto add = [&](const QList<OptionSpec> &options) {
        for (const OptionSpec &option : options)
            if (std::find(kinds.begin(), kinds.end(), option.kind) != kinds.end()) {
                const QString name = QStringLiteral("--") + option.name;
                if (flags.contains(name))
                    continue;
                flags.append(name);
                if (!option.letter.isNull())
                    flags.append(u'-' + QString(option.letter));
            }
    };
    add(globalOptions());
    for (const CommandSpec &command : commandTable())
        add(command.options);
    return flags;
}

QString caseLine(const QString &pattern, const QStringList &words)
{
    return QStringLiteral("        \"%1\") words=\"%2\" ;;\n").arg(pattern, words.join(u' '));
}

/// Single quotes for the shell, brackets and colons harmless for _arguments.
QString zshText(const QString &text)
{
    QString safe;
    for (const QChar c : text) {
        if (c == u'\'')
            safe += QStringLiteral("'\\''");
        else if (c == u'[' || c == u']' || c == u':')
            safe += u'\\' + QString(c);
        else
            safe += c;
    }
    return safe;
}

QString zshAction(ValueKind kind)
{
    switch (kind) {
    case ValueKind::File: return QStringLiteral("_files");
    case ValueKind::Folder: return QStringLiteral("_files -/");
    default: return QStringLiteral(" ");
    }
}

QStringList zshOptions(const QList<OptionSpec> &options)
{
    QStringList lines;
    for (const OptionSpec &option : options) {
        const QString name = QStringLiteral("--") + option.name;
        const QString value = option.value.isEmpty() ? QString() : QStringLiteral(":%1:%2").arg(option.value.toLower(), zshAction(option.kind));
        const QString text = u'[' + zshText(option.help) + u']' + value;
        if (option.letter.isNull())
            lines.append(u'\'' + name + text + u'\'');
        else
            lines.append(QStringLiteral("'(-%1 %2)'{-%1,%2}'%3'").arg(QString(option.letter), name, text));
    }
    return lines;
}

} // namespace

QString bashCompletion()
{
    QString text = QStringLiteral(
        "# bash completion for maestro\n"
        "_maestro()\n"
        "{\n"
        "    local cur prev words word path=\"\" skip=\"\" i\n"
        "    COMPREPLY=()\n"
        "    cur=\"${COMP_WORDS[COMP_CWORD]}\"\n"
        "    prev=\"${COMP_WORDS[COMP_CWORD-1]}\"\n");
    text += QStringLiteral("    case \"$prev\" in\n        %1) mapfile -t COMPREPLY < <(compgen -f -- \"$cur\"); return ;;\n")
                .arg(valueFlags({ValueKind::File}).join(u'|'));
    text += QStringLiteral("        %1) mapfile -t COMPREPLY < <(compgen -d -- \"$cur\"); return ;;\n").arg(valueFlags({ValueKind::Folder}).join(u'|'));
    const QString others = valueFlags({ValueKind::Text, ValueKind::Duration, ValueKind::Count, ValueKind::Namespace, ValueKind::Hash, ValueKind::Url}).join(u'|');
    text += QStringLiteral("        %1) return ;;\n    esac\n").arg(others);
    text += QStringLiteral(
                "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                "        word=\"${COMP_WORDS[i]}\"\n"
                "        if [[ -n $skip ]]; then skip=\"\"; continue; fi\n"
                "        case \"$word\" in\n"
                "            %1) skip=1 ;;\n"
                "            -*) ;;\n"
                "            *) path=\"${path:+$path }$word\" ;;\n"
                "        esac\n"
                "    done\n"
                "    case \"$path\" in\n").arg(valueFlags({ValueKind::File, ValueKind::Folder}).join(u'|') + u'|' + others);
    const QStringList global = optionWords(globalOptions());
    text += caseLine({}, firstWords() + global);
    for (const GroupSpec &group : commandGroups()) {
        QStringList words;
        for (const CommandSpec &command : commandTable())
            if (command.words.first() == group.word)
                words.append(command.words.last());
        text += caseLine(group.word, words + global);
    }
    for (const CommandSpec &command : commandTable()) {
        const QStringList choices = command.operands.isEmpty() ? QStringList() : command.operands.first().choices;
        const QString path = command.words.join(u' ');
        text += caseLine(path, choices + optionWords(command.options) + global);
        text += QStringLiteral("        \"%1 \"*) words=\"%2\" ;;\n").arg(path, (optionWords(command.options) + global).join(u' '));
    }
    return text + QStringLiteral(
        "    esac\n"
        "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
        "}\n"
        "complete -F _maestro maestro\n");
}

QString zshCompletion()
{
    QString text = QStringLiteral("#compdef maestro\n# zsh completion for maestro\n\n_maestro() {\n    local -a verbs\n    local word skip=\"\"\n");
    const QString valued = valueFlags({ValueKind::Text, ValueKind::File, ValueKind::Folder, ValueKind::Duration, ValueKind::Count,
                                       ValueKind::Namespace, ValueKind::Hash, ValueKind::Url}).join(u'|');
    text += QStringLiteral(
                "    for word in ${words[2,CURRENT-1]}; do\n"
                "        if [[ -n $skip ]]; then skip=\"\"; continue; fi\n"
                "        case $word in\n"
                "            %1) skip=1 ;;\n"
                "            -*) ;;\n"
                "            *) verbs+=($word) ;;\n"
                "        esac\n"
                "    done\n"
                "    local -a flags\n"
                "    flags=(\n        %2\n    )\n"
                "    case \"${verbs[*]}\" in\n").arg(valued, zshOptions(globalOptions()).join(QStringLiteral("\n        ")));
    const auto words = [](const QString &pattern, const QStringList &list) {
        return QStringLiteral("        \"%1\") _arguments $flags '*: :(%2)' ;;\n").arg(pattern, list.join(u' '));
    };
    text += words({}, firstWords());
    for (const GroupSpec &group : commandGroups()) {
        QStringList list;
        for (const CommandSpec &command : commandTable())
            if (command.words.first() == group.word)
                list.append(command.words.last());
        text += words(group.word, list);
    }
    for (const CommandSpec &command : commandTable()) {
        const OperandSpec operand = command.operands.value(0);
        QString choices = QStringLiteral("'*: :()'"); // an empty list, not a blank action: that would keep zsh from completing an option
        if (!operand.choices.isEmpty())
            choices = QStringLiteral("'*: :(%1)'").arg(operand.choices.join(u' '));
        else if (operand.name.startsWith(QLatin1String("FILE")))
            choices = QStringLiteral("'*:file:_files'");
        const QString path = command.words.join(u' ');
        text += QStringLiteral("        \"%1\"|\"%1 \"*) _arguments $flags %2 %3 ;;\n")
                    .arg(path, zshOptions(command.options).join(u' '), choices);
    }
    return text + QStringLiteral("    esac\n}\n\n_maestro \"$@\"\n");
}

} // namespace maestro
