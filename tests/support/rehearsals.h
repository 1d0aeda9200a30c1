// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>
#include <QUrl>

namespace maestro::test {

/// A policy with one drill, bad-canary, of the Rollout default/web behind the context box; `environment` is what is said of staging, `steps` are whole lines.
inline QByteArray rehearsalPolicy(const QByteArray &environment, const QUrl &health, const QByteArray &steps, const QByteArray &more = {})
{
    return QByteArray("apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: rehearsal}\n"
                      "environments: [{name: staging, connection: box, ENVIRONMENT}]\n"
                      "services:\n  - {name: web, workload: {kind: Rollout, namespace: default, name: web},\n     health: [{name: public, url: \"URL\", every: 1s, timeout: 2s, expect: {status: 200}}]}\n"
                      "drills:\n  - name: bad-canary\n    every: 1mo\n    environments: [staging]\n")
               .replace("ENVIRONMENT", environment).replace("URL", health.toString().toUtf8())
        + more + "    steps:\n" + steps;
}

inline QStringList rehearse(const QString &badTag)
{
    return {QStringLiteral("drill"), QStringLiteral("run"), QStringLiteral("bad-canary"), QStringLiteral("--set"), QStringLiteral("bad_tag=") + badTag, QStringLiteral("--yes"),
            QStringLiteral("--reason"), QStringLiteral("monthly rehearsal")};
}

/// "abort passed", step by step.
inline QStringList stepStates(const QJsonObject &run)
{
    QStringList out;
    for (const QJsonValue &step : run.value(QStringLiteral("steps")).toArray())
        out.append(step.toObject().value(QStringLiteral("do")).toString() + u' ' + step.toObject().value(QStringLiteral("state")).toString());
    return out;
}

} // namespace maestro::test
