// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/line/commandtable.h"
#include "domain/base/result.h"
#include "domain/rollout/rollout.h"

#include <QMap>

namespace maestro {

/// One call, understood and checked against the table; every value has the form its kind asks for.
struct CommandLine
{
    const CommandSpec *spec = nullptr; ///< null: only help or version was asked for
    QStringList helpWords; ///< the level --help was asked at
    QStringList operands;
    QMap<QString, QString> values; ///< by option name; switches have an empty value
    QStringList contexts; ///< every --context, in order
    QStringList policies; ///< every --policy, in order
    QStringList ticks; ///< every --tick, in order
    QStringList sets; ///< every --set, in order
    bool help = false;
    bool version = false;
    bool json = false;

    bool has(const char *option) const { return values.contains(QString::fromLatin1(option)); }
    QString value(const char *option) const { return values.value(QString::fromLatin1(option)); }
    std::optional<int> number(const char *option) const;
    std::optional<int> milliseconds(const char *option) const;
    QString operand(int index) const { return operands.value(index); }
};

/// `arguments` without the program. Errors are BadInput with code "usage" and a hint that names the right --help.
Result<CommandLine> parseCommandLine(const QStringList &arguments);

/// Whether --json was among the arguments at all: an error must then be a document, whatever else is wrong.
bool wantsJson(const QStringList &arguments);

/// 500ms, 30s, 5m, 2h: positive, at most 500 h.
std::optional<int> parseDuration(const QString &text);

/// NAME, rollout/NAME or deployment/NAME.
struct TargetName
{
    std::optional<WorkloadKind> kind;
    QString name;

    bool operator==(const TargetName &) const = default;
};
/// An unknown kind or an impossible name is BadInput, code "unknownKind" or "badName".
Result<TargetName> parseTarget(const QString &text);

} // namespace maestro
