// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/mass/massviewtext.h"

#include "text/humanize.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Mass)
};

Freshness freshnessOf(const MassView &view, qint64 nowBootMs)
{
    return freshnessAt(view.connection.heardAtBootMs, view.connection.phase == ConnectionPhase::Connected, nowBootMs);
}

MassCheck::State stateOf(std::optional<bool> good)
{
    return !good ? MassCheck::State::Unknown : *good ? MassCheck::State::Good : MassCheck::State::Bad;
}

} // namespace

QString massScopeText(const MassPlan &plan)
{
    return displaySafe(plan.context, 80) % QStringLiteral(" / ") % (plan.ns.isEmpty() ? Words::tr("all namespaces") : displaySafe(plan.ns, 80));
}

QString massBlockText(const MassView &view, qint64 nowBootMs)
{
    switch (massBlock(view, nowBootMs)) {
    case MassBlock::NoConnection: return Words::tr("not connected: what runs there is not known");
    case MassBlock::OldData: return Words::tr("the data is not live (%1): nothing is sent on old data").arg(dataAgeText(freshnessOf(view, nowBootMs)));
    case MassBlock::ReadOnly: return Words::tr("this connection is read-only");
    case MassBlock::NoJournal: return Words::tr("the Journal cannot be written: %1").arg(displaySafe(view.journalProblem, 300));
    case MassBlock::NotPermitted: return Words::tr("you may not patch what is chosen");
    case MassBlock::NothingChosen: return Words::tr("nothing is chosen");
    case MassBlock::None: break;
    }
    return {};
}

QList<MassCheck> massChecks(const MassView &view, qint64 nowBootMs)
{
    const Freshness freshness = freshnessOf(view, nowBootMs);
    QList<MassCheck> checks{{stateOf(freshness.state == FreshnessState::Live), Words::tr("Data: %1").arg(dataAgeText(freshness))}};
    checks.append({stateOf(view.mayAbort), view.mayAbort ? *view.mayAbort ? Words::tr("You may abort here") : Words::tr("You may not abort here") : Words::tr("Not known whether you may abort here")});
    if (std::any_of(view.plan.rows.begin(), view.plan.rows.end(), [](const MassRow &row) { return row.deed == MassDeed::Rollback && row.way.via.isEmpty(); }))
        checks.append({stateOf(view.mayRollback), view.mayRollback ? *view.mayRollback ? Words::tr("You may undo here") : Words::tr("You may not undo here") : Words::tr("Not known whether you may undo here")});
    checks.append({stateOf(view.journalProblem.isEmpty()), view.journalProblem.isEmpty() ? Words::tr("The Journal can be written") : Words::tr("The Journal cannot be written")});
    const int asking = int(std::count_if(view.plan.rows.begin(), view.plan.rows.end(), [](const MassRow &row) { return row.deed != MassDeed::Skip && row.way.asksApproval; }));
    if (asking > 0)
        checks.append({MassCheck::State::Good, Words::tr("The approvals of %n row(s) are for going on; going back waits for none", nullptr, asking)});
    if (view.plan.parallel() > 1)
        checks.append({MassCheck::State::Good, Words::tr("Their policies let %1 go at once").arg(view.plan.parallel())});
    const auto asksLess = [](const MassRow &row) { return row.chosen && !row.way.confirm.isEmpty() && row.way.confirm != QLatin1String("type-count"); };
    if (std::any_of(view.plan.rows.begin(), view.plan.rows.end(), asksLess))
        checks.append({MassCheck::State::Good, Words::tr("A policy asks for less; the scope and the count are typed all the same")});
    if (view.connection.readOnly)
        checks.append({MassCheck::State::Bad, Words::tr("The connection is read-only")});
    return checks;
}

QString massOrderProblem(const MassView &view, const MassOrder &order)
{
    if (order.digest != view.digest)
        return Words::tr("what would be sent has changed: look again");
    const qsizetype length = order.reason.trimmed().size();
    if (length < massReasonAtLeast)
        return Words::tr("the reason needs at least %1 characters, it has %2").arg(massReasonAtLeast).arg(length);
    if (order.words.trimmed() != view.plan.confirmation())
        return Words::tr("the words to type do not match");
    return {};
}

} // namespace maestro
