// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/truststore.h"
#include "kube/config/plugintrust.h"

#include <QList>

#include <functional>

namespace maestro {

PluginFingerprint fingerprintOf(const PluginIdentity &plugin);

/// Answers whether an exec plugin may run, from the trust file, and remembers what was asked and refused.
class TrustGate final : public PluginTrust
{
public:
    using Asked = std::function<void(const PluginIdentity &)>;

    explicit TrustGate(const TrustStore *store, Asked refused = {});
    bool isTrusted(const PluginIdentity &plugin) const override;

private:
    const TrustStore *m_store;
    Asked m_refused;
};

} // namespace maestro
