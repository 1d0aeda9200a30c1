// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/mass/masstext.h"

#include "text/humanize.h"
#include "text/operationtext.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Mass)
};

QString firstText(const MassWay &way)
{
    switch (way.kind) {
    case DeskKind::Workflow: return Words::tr("the workflow %1 of its policy").arg(displaySafe(way.via, 60));
    case DeskKind::Route: return Words::tr("the route %1 of its policy").arg(displaySafe(way.via, 60));
    case DeskKind::Helm:
    case DeskKind::HelmImage: return Words::tr("Helm by %1 of its policy (%2)").arg(displaySafe(way.via, 60), displaySafe(way.command.join(QLatin1Char(' ')), 160));
    default: return Words::tr("the script %1 of its policy (%2)").arg(displaySafe(way.via, 60), displaySafe(way.command.join(QLatin1Char(' ')), 160));
    }
}

QString wayText(const MassRow &row)
{
    const QString first = firstText(row.way);
    return row.way.after.isEmpty() ? first : Words::tr("%1; if it cannot be used: %2").arg(first, displaySafe(massThen(row).join(QStringLiteral(", ")), 160));
}

QString plainWhy(const MassRow &row, const QDateTime &now)
{
    switch (row.why) {
    case MassWhy::Moving: return row.way.via.isEmpty() ? Words::tr("traffic back to the stable version") : Words::tr("by %1").arg(wayText(row));
    case MassWhy::PromotedLately:
        if (!row.way.via.isEmpty())
            return Words::tr("promoted %1 ago: by %2, only where chosen").arg(durationText(std::max<qint64>(0, row.promotedAt.secsTo(now))), wayText(row));
        return Words::tr("promoted %1 ago: undo to the version before, only where chosen").arg(durationText(std::max<qint64>(0, row.promotedAt.secsTo(now))));
    case MassWhy::Idle: return Words::tr("fully promoted: an abort does nothing");
    case MassWhy::AbortedAlready: return Words::tr("aborted already: nothing to do");
    case MassWhy::NotReadable: return Words::tr("its state cannot be read: look at it by itself");
    case MassWhy::PolicyLeavesMoving: return Words::tr("its policy leaves what moves alone: look at it by itself");
    case MassWhy::PolicyLeavesPromoted: return Words::tr("its policy leaves what was promoted alone");
    case MassWhy::OneNamespace: return Words::tr("its policy allows one namespace at a time: choose its namespace");
    case MassWhy::NotSettled: return Words::tr("the controller has not seen its newest change: look at it by itself");
    }
    return {};
}

} // namespace

QString massDeedLabel(MassDeed deed)
{
    switch (deed) {
    case MassDeed::Abort: return Words::tr("Abort");
    case MassDeed::Rollback: return Words::tr("Roll back");
    case MassDeed::Skip: break;
    }
    return Words::tr("Skip");
}

QString massWhyText(const MassRow &row, const QDateTime &now)
{
    const QString why = plainWhy(row, now);
    return row.way.asksApproval && row.deed != MassDeed::Skip ? Words::tr("waits for no approval; %1").arg(why) : why;
}

QStringList massThen(const MassRow &row)
{
    QStringList out;
    for (const QString &name : row.way.after)
        out.append(name.isEmpty() ? (row.why == MassWhy::Moving ? QStringLiteral("abort") : QStringLiteral("undo")) : name);
    return out;
}

QString massSecondsText(double seconds)
{
    if (seconds >= 120)
        return durationText(qRound64(seconds));
    return Words::tr("%1 s").arg(seconds > 0 && seconds < 9.95 ? QString::number(seconds, 'g', 2) : QString::number(qRound(seconds)));
}

QString massResultText(const MassResult &result)
{
    const QString said = result.outcome ? outcomeText(*result.outcome) : displaySafe(result.problem, 400);
    return result.passedOver.isEmpty() ? said : Words::tr("%1 Passed over: %2").arg(said, displaySafe(result.passedOver.join(QStringLiteral("; ")), 300));
}

QString massSummary(const MassReport &report)
{
    QStringList rest;
    for (const MassResult &one : report.results)
        if (!one.outcome || one.outcome->state != OutcomeState::Applied)
            rest.append(displaySafe(one.row.ref.name, 80));
    const QString done = Words::tr("%1 of %2 rolled back.").arg(report.applied()).arg(report.plan.chosen());
    return rest.isEmpty() ? done : QString(done % u' ' % Words::tr("Not done: %1").arg(rest.join(QStringLiteral(", "))));
}

} // namespace maestro
