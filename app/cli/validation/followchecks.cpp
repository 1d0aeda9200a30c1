// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/terminal.h"
#include "cli/documents/documents.h"
#include "cli/validation/validationcommands.h"
#include "services/desk/programrules.h"
#include "text/humanize.h"

#include <QJsonArray>

namespace maestro {

QJsonArray checkResults(const QList<CheckChain::End> &results)
{
    QJsonArray items;
    for (const CheckChain::End &one : results)
        items.append(QJsonObject{{QStringLiteral("item"), one.item}, {QStringLiteral("ok"), one.ok}, {QStringLiteral("note"), textOrNull(one.note)}});
    return items;
}

void followChecks(Call *call, const OperationPlan &plan, const QString &id, std::function<void(const QList<CheckChain::End> &)> done)
{
    const auto journal = call->journal();
    const auto workspace = call->workspace();
    const auto folders = call->folders();
    if (!journal || !workspace || !folders) {
        QList<CheckChain::End> none;
        for (const FollowingCheck &check : plan.call->checks)
            none.append({check.item, false, (!journal ? journal.error() : !workspace ? workspace.error() : folders.error()).message});
        return done(none);
    }
    ProgramGround ground;
    ground.environment = call->environment();
    ground.kubeconfig = (*workspace)->kubeconfigFiles(plan.request.target.context);
    auto *chain = new CheckChain(plan, id, {*journal, call->clock(), programEnvironment(ground), folders->state + QStringLiteral("/runs"), nullptr, folders->state + QStringLiteral("/evidence")}, call);
    QObject::connect(chain, &CheckChain::begun, call, [call](const QString &item) { call->out().note(CliText::tr("the check %1 follows by itself").arg(displaySafe(item, 80))); });
    QObject::connect(chain, &CheckChain::said, call, [call](const QString &, const QString &line) { call->out().note(line); });
    QObject::connect(chain, &CheckChain::ended, call, [call](const QString &, bool, const QString &note) { call->out().note(note); });
    QObject::connect(chain, &CheckChain::finished, call, [chain, done = std::move(done)] { done(chain->results()); });
    onInterrupt(chain, [chain] { chain->stop(); });
    chain->start();
}

} // namespace maestro
