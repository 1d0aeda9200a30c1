// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <optional>

namespace maestro {

/// Where webhooks of a release's controller are taken (ledger AUT-17).
struct ReceiverSettings
{
    QString address; ///< loopback, where the file does not name another
    quint16 port = 0;
    QString secret; ///< a reference: keychain:, env: or file:; what a sender has to show as bearer token
    QString context; ///< the connection that the senders mean
};

/// config/receiver.yaml. Strict as connections.yaml: unknown and repeated keys, wrong types and secrets in the clear are errors with file, line, column and
/// field. Absent: nothing is received.
///
///     receiver: {listen: "127.0.0.1:9797", secret: "keychain:controller", context: prod}
Result<std::optional<ReceiverSettings>> loadReceiver(const QString &file);

} // namespace maestro
