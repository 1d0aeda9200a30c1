// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"

#include <QList>

#include <memory>
#include <utility>
#include <vector>

namespace maestro {

/// One value of a policy file with its exact place. Shared where extends or like took it over; never changed once built.
struct PolicyNode
{
    enum class Kind { Null, Scalar, Map, List };
    using Ptr = std::shared_ptr<const PolicyNode>;

    struct Entry
    {
        QString key;
        SourcePlace place; ///< of the key
        Ptr value;
    };

    Kind kind = Kind::Null;
    QString text; ///< of a scalar
    bool plain = true; ///< a scalar without quotes
    bool refused = false; ///< a problem already: nothing more is said about it
    bool block = false; ///< a scalar opened by > or |
    SourcePlace place; ///< field is the path, like gates[2].pass
    std::vector<Entry> entries;
    std::vector<Ptr> items;

    Ptr find(const QString &key) const;
    /// Text of the scalar below this key; empty when it is something else.
    QString textOf(const QString &key) const;
    /// What tells entries of a list apart: name, else id.
    QString identity() const;
};

/// What is wrong in a file; every problem has a place.
using PolicyProblems = QList<Error>;

void addProblem(PolicyProblems &problems, const SourcePlace &place, const QString &message, const QString &hint = {});

} // namespace maestro
