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

QString wayText(const MassWay &way)
{
    return Words::tr("the script %1 of its policy (%2)").arg(displaySafe(way.via, 60), displaySafe(way.command.join(QLatin1Char(' ')), 160));
}

QString plainWhy(const MassRow &row, const QDateTime &now)
{
    switch (row.why) {
    case MassWhy::Moving: return row.way.via.isEmpty() ? Words::tr("traffic back to the stable version") : Words::tr("by %1").arg(wayText(row.way));
    case MassWhy::PromotedLately:
        if (!row.way.via.isEmpty())
            return Words::tr("promoted %1 ago: by %2, only where chosen").arg(durationText(std::max<qint64>(0, row.promotedAt.secsTo(now))), wayText(row.way));
        return Words::tr("promoted %1 ago: undo to the version before, only where chosen").arg(durationText(std::max<qint64>(0, row.promotedAt.secsTo(now))));
    case MassWhy::Idle: return Words::tr("fully promoted: an abort does nothing");
    case MassWhy::AbortedAlready: return Words::tr("aborted already: nothing to do");
    case MassWhy::NotReadable: return Words::tr("its state cannot be read: look at it by itself");
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

QString massSecondsText(double seconds)
{
    if (seconds >= 120)
        return durationText(qRound64(seconds));
    return Words::tr("%1 s").arg(seconds > 0 && seconds < 9.95 ? QString::number(seconds, 'g', 2) : QString::number(qRound(seconds)));
}

QString massResultText(const MassResult &result)
{
    return result.outcome ? outcomeText(*result.outcome) : displaySafe(result.problem, 400);
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
