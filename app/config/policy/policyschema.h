// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>

#include <memory>

namespace maestro {

/// What a value may be: a scalar, a table, a list or a map of something, or one of several.
struct PolicyType
{
    enum class Form { Scalar, Words, Reference, Table, List, Map, Choice };

    Form form = Form::Scalar;
    QString name; ///< of the scalar type or table; the spaces a Reference or the keys of a Map may come from, joined by /
    QStringList words;
    QList<std::shared_ptr<const PolicyType>> members; ///< of a Choice; the single one of a List or Map
};

struct PolicyField
{
    PolicyType type;
    bool required = false;
    bool identity = false; ///< tells entries of a list apart: never twice
};

using PolicyTable = QHash<QString, PolicyField>;

/// Every section of a policy by table and key (ledger 5.2); the top is the table "policy".
const QHash<QString, PolicyTable> &policySchema();

} // namespace maestro
