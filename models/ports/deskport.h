// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "domain/desk/rollbackoptions.h"

#include <QObject>

namespace maestro {

/// The door to the rollback desk: what could be done. Doing it goes through OperationPort, with OperationRequest::via.
class DeskPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Reads anew and plans every way back; answers optionsRead or readFailed with the same target.
    virtual void read(const ObjectRef &target, WorkloadKind workload) = 0;

Q_SIGNALS:
    void optionsRead(maestro::RollbackOptionsPtr options);
    void readFailed(maestro::ObjectRef target, maestro::Error error);
};

} // namespace maestro
