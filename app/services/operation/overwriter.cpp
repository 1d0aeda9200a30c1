// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operation/overwriter.h"

#include "kube/changes/objectchanges.h"
#include "text/humanize.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Operation)
};

constexpr QLatin1String ownManager("maestro-console");

/// Our write made us the newest owner of what it changed; who is newer, or alone, wrote after it. Times are the server's, to the second.
const SpecEdit *overwriteAmong(const QList<SpecEdit> &edits)
{
    if (edits.isEmpty() || edits.constFirst().by == ownManager)
        return nullptr;
    const auto ours = std::find_if(edits.cbegin(), edits.cend(), [](const SpecEdit &edit) { return edit.by == ownManager; });
    return ours == edits.cend() || edits.constFirst().at > ours->at ? &edits.constFirst() : nullptr;
}

} // namespace

void readOverwriter(ClusterAccess *access, const OperationPlan &plan, Callback<QString> done)
{
    const QString path = plan.requests.isEmpty() ? QString() : plan.requests.constLast().path.section(u'?', 0, 0);
    if (path.isEmpty() || path.endsWith(QLatin1String("/status")) || path.endsWith(QLatin1String("/scale")))
        return done({});
    const QString owner = plan.before ? plan.before->rollout.gitOpsOwner() : QString();
    access->client()->get(path, [done = std::move(done), owner](const Result<QByteArray> &body) {
        const Result<QList<SpecEdit>> edits = body ? specEdits(*body) : Result<QList<SpecEdit>>(body.error());
        const SpecEdit *edit = edits ? overwriteAmong(*edits) : nullptr;
        if (!edit)
            return done({});
        const QString who = edit->by.isEmpty() ? Words::tr("somebody without a name") : displaySafe(edit->by, 120);
        const QString said = Words::tr("%1 wrote spec.%2 after it, at %3.").arg(who, displaySafe(edit->members.join(QStringLiteral(", spec.")), 160), utcText(edit->at));
        done(owner.isEmpty() ? said : QString(said % u' ' % Words::tr("%1 owns this object: change it in Git, or pause its sync.").arg(owner)));
    });
}

} // namespace maestro
