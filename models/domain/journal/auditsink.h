// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QString>

namespace maestro {

/// How the webhook for audit events stands (EVD-06). The Journal is its queue: what is not delivered yet is still there.
struct AuditSinkStatus
{
    bool configured = false;
    QString url; ///< without query
    qint64 waiting = 0; ///< records not delivered yet
    qint64 skipped = 0; ///< never delivered: too many waited, or the receiver refused their content
    QString problem; ///< of the last attempt; empty: it worked, or none was made
    QDateTime problemAt;
    QDateTime deliveredAt;

    bool operator==(const AuditSinkStatus &) const = default;
};

} // namespace maestro

Q_DECLARE_METATYPE(maestro::AuditSinkStatus)
