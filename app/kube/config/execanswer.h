// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "kube/config/contextconfig.h"

#include <QDateTime>

namespace maestro {

/// What a plugin answered. Absent expiry: good until the server says 401.
struct PluginCredential
{
    QString token;
    QByteArray clientCertPem;
    QByteArray clientKeyPem;
    QDateTime expiry;

    bool operator==(const PluginCredential &) const = default;
};

/// The ExecCredential a plugin is given in KUBERNETES_EXEC_INFO. There is no terminal: `interactive` is always false.
QByteArray execInfo(const ContextConfig &context);

/// The ExecCredential a plugin printed; no secret ever gets into the message. NotPermitted, pluginFailed.
Result<PluginCredential> readExecAnswer(const QByteArray &output, const ContextConfig &context, const QDateTime &nowUtc);

} // namespace maestro
