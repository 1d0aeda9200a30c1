// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "domain/drill/drillview.h"

#include <QObject>

namespace maestro {

/// The door to drills: what is due, and one run at a time. Nothing is started without an offer that was shown, and an offer is good once.
/// Signals arrive on the receiver's thread, values are immutable.
class DrillPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Works the board out anew; it is also told by itself when a policy or the Journal changes.
    virtual void refresh() = 0;
    /// Reads the workload and fills everything in; answered by offered or refused. Starts nothing.
    virtual void prepare(const DrillAsk &ask) = 0;
    /// Runs exactly what was offered under this id, once; anything else is refused and nothing is started.
    virtual void begin(const QString &id) = 0;
    /// What is under way is asked to end; nothing more is begun, what the drill deployed stays.
    virtual void stop() = 0;

Q_SIGNALS:
    void boardChanged(maestro::DrillBoardPtr board);
    void offered(maestro::DrillOfferPtr offer);
    void refused(maestro::Error error); ///< nothing was started
    void progressed(maestro::DrillRun run); ///< on record
    void said(QString line); ///< of a program's output, without secrets
    void ended(maestro::DrillRun run);
    void failed(maestro::Error error); ///< the Journal cannot be written any more: nothing further is begun
};

} // namespace maestro
