// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cluster/trustgate.h"

namespace maestro {

PluginFingerprint fingerprintOf(const PluginIdentity &plugin)
{
    return {plugin.user, plugin.command, plugin.arguments, plugin.environmentNames, plugin.sha256};
}

TrustGate::TrustGate(const TrustStore *store, Asked refused)
    : m_store(store)
    , m_refused(std::move(refused))
{
}

bool TrustGate::isTrusted(const PluginIdentity &plugin) const
{
    const Result<bool> answer = m_store->isTrusted(fingerprintOf(plugin));
    const bool trusted = answer && *answer;
    if (!trusted && m_refused)
        m_refused(plugin);
    return trusted;
}

} // namespace maestro
