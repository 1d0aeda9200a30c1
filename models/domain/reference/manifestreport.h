// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace maestro {

/// An object of a file of manifests, as far as a person wants to see it in a list.
struct ManifestItem
{
    QString file; ///< relative to the folder
    int line = 0; ///< from 1
    QString kind;
    QString name;
    QString summary; ///< of a Rollout: strategy and steps
};

/// Something wrong in one. A warning may be right elsewhere: what it names can be in another folder.
struct ManifestFinding
{
    QString file;
    int line = 0; ///< from 1; 0: the file as a whole
    bool warning = false;
    QString message;
};

/// What the files of a folder such as infra/rollouts hold, and what is wrong in them (ledger REF-04).
struct ManifestReport
{
    QList<ManifestItem> items;
    QList<ManifestFinding> findings;
    int files = 0;

    bool isFine() const
    {
        return std::none_of(findings.begin(), findings.end(), [](const ManifestFinding &one) { return !one.warning; });
    }
};

} // namespace maestro
