// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/operation/operationplan.h"

#include <chrono>

namespace maestro {

/// coordination.k8s.io/v1 Lease, the fields that leader election uses. `renewTime` is the holder's clock: it tells that something
/// changed, never how long ago.
struct Lease
{
    QString ns;
    QString name;
    QString resourceVersion; ///< empty: not stored yet
    QString holder; ///< empty: nobody
    std::chrono::seconds duration{0};
    QDateTime acquiredAt;
    QDateTime renewedAt;
    int transitions = 0;

    bool operator==(const Lease &) const = default;
};

/// Internal, badAnswer, when it is no Lease.
Result<Lease> leaseOf(const QByteArray &body);

/// POST for a Lease that is not stored, else PUT on exactly the stored version. BadInput, invalidName.
Result<PlannedRequest> leaseWrite(const Lease &lease);
Result<QString> leasePath(const QString &ns, const QString &name);

} // namespace maestro
