// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

namespace maestro {

/// One revision of a Helm release, from its Secret. Values are not kept but for image.tag.
struct HelmRevision
{
    QString release;
    QString ns;
    int number = 0;
    QString status; ///< deployed, superseded, failed, pending-rollback ...
    QString chart;
    QString chartVersion;
    QString appVersion;
    QString imageTag; ///< config.image.tag; empty: the chart's own
    QString description; ///< "Rollback to 3"
    QDateTime at;
    bool readable = true;

    bool operator==(const HelmRevision &) const = default;
};

/// All revisions of one release, newest first.
using HelmRevisions = QList<HelmRevision>;

} // namespace maestro
