// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/alerts/routereader.h"

#include "config/alertroutes.h"

#include <QTimer>

namespace maestro {

namespace {

void take(AlertRouting &into, const QList<AlertmanagerStatus> &peers)
{
    for (const AlertmanagerStatus &peer : peers) {
        if (peer.error) {
            into.problems.append(*peer.error);
            continue;
        }
        if (into.routes)
            continue;
        const Result<RouteTree> tree = alertRoutesOf(peer.config.toUtf8(), peer.source);
        if (tree) {
            into.routes = *tree;
            into.alertmanager = peer.source;
        } else {
            into.problems.append(tree.error());
        }
    }
}

void take(AlertRouting &into, const Result<QList<PromRule>> &rules)
{
    if (!rules)
        return into.problems.append(rules.error());
    into.rules.emplace();
    for (const PromRule &rule : *rules)
        if (rule.alerting)
            into.rules->append({rule.name, rule.labels});
}

} // namespace

void readAlertRouting(const Workspace *workspace, Endpoints *endpoints, QObject *context, std::function<void(const QList<AlertRouting> &)> done)
{
    const auto all = std::make_shared<QMap<QString, AlertRouting>>();
    const auto left = std::make_shared<int>(1);
    const auto end = [all, left, done = std::move(done)] {
        if (--*left == 0)
            done(all->values());
    };
    for (const QString &name : workspace->endpointContexts(QStringLiteral("prometheus"))) {
        (*all)[name].connection = name;
        ++*left;
        endpoints->prometheus(name)->rules([all, end, name](const Result<QList<PromRule>> &rules) {
            take((*all)[name], rules);
            end();
        });
    }
    for (const QString &name : workspace->endpointContexts(QStringLiteral("alertmanager"))) {
        (*all)[name].connection = name;
        ++*left;
        endpoints->alertmanager(name)->status([all, end, name](const QList<AlertmanagerStatus> &peers) {
            take((*all)[name], peers);
            end();
        });
    }
    QTimer::singleShot(0, context, end);
}

} // namespace maestro
