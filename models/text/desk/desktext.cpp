// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/desk/desktext.h"

#include "text/humanize.h"
#include "text/operationtext.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace maestro {

namespace {

struct Desk
{
    Q_DECLARE_TR_FUNCTIONS(Desk)
};

constexpr int argumentShown = 400;

QString quoted(const QString &argument)
{
    static const QRegularExpression plain(QStringLiteral("\\A[A-Za-z0-9_@%+=:,./{}-]+\\z"));
    const QString safe = displaySafe(argument, argumentShown);
    return plain.match(safe).hasMatch() ? safe : QString(u'\'' + QString(safe).replace(u'\'', QStringLiteral("'\\''")) + u'\'');
}

} // namespace

QString deskKindLabel(DeskKind kind)
{
    switch (kind) {
    case DeskKind::Argo: return Desk::tr("Argo Rollouts");
    case DeskKind::DeploymentUndo: return Desk::tr("Deployment undo");
    case DeskKind::Helm: return Desk::tr("Helm rollback");
    case DeskKind::HelmImage: return Desk::tr("Helm upgrade, image only");
    case DeskKind::Script: return Desk::tr("Script");
    case DeskKind::Workflow: return Desk::tr("GitHub workflow");
    case DeskKind::Route: return Desk::tr("Routing pin");
    case DeskKind::Observe: return Desk::tr("Watched only");
    }
    return {};
}

QString revertsText(const DeskWay &way, const OperationPlan *plan)
{
    switch (way.kind) {
    case DeskKind::Argo:
    case DeskKind::DeploymentUndo:
        return plan && plan->allowed.allowed ? effectText(*plan) : Desk::tr("The pod template: images, environment, probes and resources of the containers.");
    case DeskKind::Helm: return Desk::tr("Every object of the release, as the chart and the values of that revision made it.");
    case DeskKind::HelmImage: return Desk::tr("The image tag in the values of the release; chart and other values stay.");
    case DeskKind::Script: return Desk::tr("What the script does; this program does not know it.");
    case DeskKind::Workflow:
        return way.affects.isEmpty() ? Desk::tr("What the workflow does.") : Desk::tr("What the workflow does to %1.").arg(displaySafe(way.affects, 80));
    case DeskKind::Route: return Desk::tr("The pin of the route: it returns to the one before it.");
    case DeskKind::Observe: return Desk::tr("Nothing by itself: the controller rolls back, and it is watched here.");
    }
    return {};
}

QString leavesText(const DeskWay &way)
{
    switch (way.kind) {
    case DeskKind::Argo:
    case DeskKind::DeploymentUndo: return Desk::tr("Data; ConfigMaps and Secrets; Services and Ingresses; what Git and Helm say.");
    case DeskKind::Helm: return Desk::tr("Data, migrations and what hooks did; objects that the release does not own; what Git says.");
    case DeskKind::HelmImage: return Desk::tr("All other values, the chart, data, and what Git says.");
    case DeskKind::Script: return Desk::tr("Not known.");
    case DeskKind::Workflow:
        return way.affects.isEmpty() ? Desk::tr("What the workflow does not touch.")
                                     : Desk::tr("The objects of the cluster, unless the workflow changes them: it works on %1.").arg(displaySafe(way.affects, 80));
    case DeskKind::Route: return Desk::tr("Pods, images and data: only where requests go changes.");
    case DeskKind::Observe: return {};
    }
    return {};
}

QString sideEffectsText(const DeskWay &way)
{
    switch (way.kind) {
    case DeskKind::Argo: return Desk::tr("An undo walks the steps again unless the revision is within the rollback window.");
    case DeskKind::DeploymentUndo: return Desk::tr("A rolling update; the revision gets a new number.");
    case DeskKind::Helm: return Desk::tr("A new revision of the release; its hooks run; new objects are removed if it fails.");
    case DeskKind::HelmImage: return Desk::tr("A new revision of the release; its hooks run; without a version the newest chart is taken.");
    case DeskKind::Script: return Desk::tr("Runs on this machine, as you.");
    case DeskKind::Workflow: return Desk::tr("A run in the repository, seen by everybody there.");
    case DeskKind::Route: return Desk::tr("A second call would move the pin once more: it is never repeated.");
    case DeskKind::Observe: return {};
    }
    return {};
}

QString goodReasonText(const KnownGood &good)
{
    const QString by = displaySafe(good.by, 80);
    switch (good.reason) {
    case GoodReason::StableNow: return Desk::tr("It is the stable version now.");
    case GoodReason::PromotedHere: return Desk::tr("%1 promoted it fully from here.").arg(by);
    case GoodReason::ReturnedHere: return Desk::tr("%1 went back to it from here.").arg(by);
    case GoodReason::RunBefore: return Desk::tr("It ran before the present one.");
    case GoodReason::DeployedBefore: return Desk::tr("Helm had it deployed before the present one.");
    case GoodReason::InRegistry: return Desk::tr("Only a tag in %1: nothing says that it ran or was good, nor when it was made. It is for you to pick.").arg(by);
    }
    return {};
}

QString callTitle(const DeskCall &call)
{
    const QString what = deskKindLabel(call.kind);
    return call.to.isEmpty() ? Desk::tr("%1 by %2").arg(what, displaySafe(call.provider, 80))
                             : Desk::tr("%1 to %2 by %3").arg(what, displaySafe(call.to, 80), displaySafe(call.provider, 80));
}

QString callEffect(const DeskCall &call)
{
    DeskWay way;
    way.kind = call.kind;
    const QString reverts = revertsText(way, nullptr);
    if (call.kind == DeskKind::Helm)
        return Desk::tr("Brings the release %1 from revision %2 back to what revision %3 was. %4").arg(displaySafe(call.release, 80)).arg(call.fromRevision).arg(displaySafe(call.to, 20), call.unguarded.isEmpty() ? reverts : QString(reverts + u' ' + call.unguarded));
    QString text = callTitle(call) + QStringLiteral(". ") + reverts;
    for (const QString &more : {call.caution, call.unguarded})
        if (!more.isEmpty())
            text += u' ' + more;
    return call.server.isEmpty() ? text : Desk::tr("%1 Sent to %2.").arg(text, displaySafe(call.server, 200));
}

QString commandText(const DeskCall &call)
{
    QStringList words;
    for (auto it = call.environment.cbegin(); it != call.environment.cend(); ++it)
        words.append(displaySafe(it.key(), 80) + u'=' + quoted(it.value()));
    for (const QString &argument : call.argv)
        words.append(quoted(argument));
    return words.join(u' ');
}

QString checksText(const DeskCall &call)
{
    QStringList lines;
    for (const FollowingCheck &check : call.checks)
        lines.append(check.problem.isEmpty() ? Desk::tr("Once it ended with exit code 0, the check %1 follows by itself: %2").arg(displaySafe(check.item, 80), commandText(callOf(check)))
                                             : Desk::tr("The check %1 ought to follow and cannot: %2 It will not count as verified.").arg(displaySafe(check.item, 80), displaySafe(check.problem, 400)));
    return lines.join(u'\n');
}

} // namespace maestro
