// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/scenario/scenarioloader.h"

namespace maestro::test {

/// Canaries of the namespace shop of one cluster, sandbox: v1 for five days, and those of `moving` on their way to v2.
inline auto canaryFleet(const QByteArrayList &names, const QByteArrayList &moving, int replicas)
{
    QByteArray text = "name: fleet\nclusters:\n- name: sandbox\n  namespaces: [shop]\n  rollouts:\n";
    for (const QByteArray &name : names)
        text += "  - {name: " + name + ", namespace: shop, strategy: canary, replicas: " + QByteArray::number(replicas) + ", versions: [v1], since: 5d, steps: [{setWeight: 25}, {pause: {}}]}\n";
    text += "  script:\n";
    for (const QByteArray &name : moving)
        text += "  - {at: 0s, do: setImage, rollout: shop/" + name + ", version: v2}\n";
    return sandbox::parseScenario(text, QStringLiteral("fleet.yaml"));
}

} // namespace maestro::test
