// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/validation/probedoor.h"

#include "services/facts/factreader.h"

#include <QCoreApplication>
#include <QTimer>

namespace maestro {

ValidationDoors::Probe probeDoor(HealthProber *prober, ValidationDoors::AccessFor access)
{
    return [prober, access = std::move(access)](const PolicyMatch &match, const ObjectRef &target, const QString &name, Callback<ProbeLook> done) {
        const PolicyService *service = match ? match.serviceEntry() : nullptr;
        for (const HealthProbe &probe : service ? service->health : QList<HealthProbe>()) {
            if (probe.name != name)
                continue;
            return prober->ask(probe, variablesOf(match, target), {}, access ? access(target.context) : nullptr, [done = std::move(done)](const ProbeAnswer &answer) { done({answer.ok, answer.url, answer.at, answer.text}); });
        }
        const QString why = QCoreApplication::translate("Validation", "the service has no probe \"%1\"").arg(name);
        QTimer::singleShot(0, prober, [done = std::move(done), why] { done({std::nullopt, {}, {}, why}); });
    };
}

} // namespace maestro
