// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QStringList>

namespace maestro {

/// What is known about a mutation after its one and only sending.
enum class WriteVerdict {
    Accepted, ///< 2xx with the object; not yet the effect
    Refused, ///< the server said no; nothing changed
    NotSent, ///< provably not received completely; nothing changed
    Unknown, ///< sent, and nothing reliable came back: reconcile, never repeat
};

struct MutationResult
{
    WriteVerdict verdict = WriteVerdict::NotSent;
    std::optional<int> httpStatus;
    std::optional<Error> error; ///< set unless Accepted
    QByteArray body; ///< the object as returned, when Accepted
    QStringList warnings; ///< Warning headers, plain text
    QString auditId; ///< as echoed by the server, else as sent
    QDateTime serverDate;
};

} // namespace maestro
