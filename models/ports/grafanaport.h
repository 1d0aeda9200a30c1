// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reference/grafanaboard.h"

#include <QObject>

namespace maestro {

/// The door to Grafana: its boards and annotations (ledger CON-07, TML-06), and how annotations of actions leave (EVD-12). Signals arrive on the receiver's thread.
class GrafanaPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Which Grafana connections.yaml names: sourceRead() follows.
    virtual void readSource() = 0;
    /// Reads what is wished for now and again each minute, until something else is; sightChanged() follows, also when it is asked.
    virtual void look(const GrafanaWish &wish) = 0;
    /// Said before EvidencePort::exportPack(): the charts of this pack become a snapshot, too, sent at most once. Where that fails the pack
    /// says why.
    virtual void wantSnapshot(const QString &packId) = 0;

Q_SIGNALS:
    void sourceRead(QString source); ///< empty: none
    void sightChanged(maestro::GrafanaSightPtr sight);
};

} // namespace maestro
