// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "domain/mass/massview.h"

#include <QObject>

namespace maestro {

/// The door to mass rollbacks: one preview at a time, which follows the fleet, and one run at a time. Signals arrive on the receiver's
/// thread, values are immutable.
class MassPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Tells the plan of one context (an empty namespace: all of them) now and whenever it changes; replaces the one before, choices
    /// included. An empty context: nobody looks any more. What runs goes on.
    virtual void open(const QString &context, const QString &ns) = 0;
    /// Takes a row in or out; asked again when a newer version appears.
    virtual void choose(const ObjectRef &ref, bool chosen) = 0;
    /// Carries out exactly the plan whose digest the order names, once; anything else is `failed` and nothing is sent.
    virtual void begin(const MassOrder &order) = 0;
    /// What is under way is finished; nothing more is begun.
    virtual void stop() = 0;

Q_SIGNALS:
    void planChanged(maestro::MassViewPtr view);
    void failed(maestro::Error error); ///< of begin(): nothing was sent
    void progressed(maestro::MassReportPtr report); ///< after begin() and after every row
    void finished(maestro::MassReportPtr report);
};

} // namespace maestro
