// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/automation/automationstatus.h"

#include <QObject>

namespace maestro {

/// The door to what this window would do by itself. Signals arrive on the receiver's thread, values are immutable.
class AutomationPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Tells about this rollout, now and whenever it changes; replaces the one before.
    virtual void open(const ObjectRef &ref) = 0;
    /// Nothing at all is done by this window without a click while it stands down, until it is switched back or closed. Recorded in
    /// the Journal; without a record it is not switched back.
    virtual void setStandDown(bool down) = 0;

Q_SIGNALS:
    void statusChanged(maestro::ObjectRef ref, maestro::AutomationStatusPtr status); ///< null: nobody asked the console to act there
    void failed(maestro::Error error); ///< the switch could not be recorded
};

} // namespace maestro
