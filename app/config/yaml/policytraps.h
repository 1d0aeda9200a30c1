// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/yaml/policynode.h"

#include <QStringList>

#include <optional>

namespace maestro {

/// A mistake that YAML itself does not explain.
struct PolicyTrap
{
    int column = 0;
    QString message;
    QString hint;
};

/// The lines of a file, to say what an unquoted >, @ or # did (ledger Y-17). Lines and columns count from 1.
class PolicySource
{
public:
    explicit PolicySource(const QString &text);

    QChar at(const SourcePlace &place) const;
    /// Null was written out, as null or ~.
    bool writesNullAt(const SourcePlace &place) const;
    /// A comment stands where a value was meant.
    std::optional<PolicyTrap> commentTrap(int line) const;
    /// The path with the key in front of this place, which the parser had not told yet.
    QString withKeyAt(const QString &path, int line, int column) const;
    /// What stopped the parser in this line.
    std::optional<PolicyTrap> syntaxTrap(int line) const;

private:
    QString line(int number) const;

    QStringList m_lines;
};

/// False, with a problem, when the bytes cannot be given to the parser.
bool checkPolicyBytes(const QByteArray &bytes, const QString &file, PolicyProblems &problems);

} // namespace maestro
