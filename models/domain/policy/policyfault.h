// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"

#include <QByteArray>
#include <QList>

namespace maestro {

/// A policy file that cannot be used as it is now.
struct PolicyFault
{
    Error problem; ///< the first; with file, line and column
    int more = 0; ///< further problems of the same file
    QString policy; ///< its last good version, which stays in force; empty: nothing of this file is, and nobody knows what it would say
    QByteArray hash; ///< of that version

    bool operator==(const PolicyFault &) const = default;
};

using PolicyFaults = QList<PolicyFault>;

/// Those that make a verdict by `policy` doubtful, or, where it is empty, that none is there: its own file's, and files of which nothing is in force.
inline PolicyFaults faultsOf(const PolicyFaults &all, const QString &policy)
{
    PolicyFaults found;
    for (const PolicyFault &fault : all)
        if (fault.policy.isEmpty() || fault.policy == policy)
            found.append(fault);
    return found;
}

} // namespace maestro
