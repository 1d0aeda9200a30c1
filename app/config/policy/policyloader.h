// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/yaml/policynode.h"
#include "domain/policy/policy.h"

namespace maestro {

/// What reading one policy gave: a policy, or problems in the order of the files and lines.
struct PolicyReading
{
    QString file;
    PolicyPtr policy; ///< null when there is any problem
    QByteArray hash; ///< see Policy::hash; of what could be read
    QStringList files; ///< the file and all that it extends, in order of reading
    PolicyProblems problems;

    bool ok() const { return policy != nullptr; }
};

/// Reads the file and what it extends (paths relative to the file that says so), checks all of it and resolves it. Blocks on the
/// disk only, within the bounds of policytext.h.
PolicyReading loadPolicy(const QString &file);

} // namespace maestro
