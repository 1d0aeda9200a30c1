// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/mass/massview.h"

#include <QCryptographicHash>

namespace maestro {

MassBlock massBlock(const MassView &view, qint64 nowBootMs)
{
    const FreshnessState state = freshnessAt(view.connection.heardAtBootMs, view.connection.phase == ConnectionPhase::Connected, nowBootMs).state;
    if (state == FreshnessState::Disconnected)
        return MassBlock::NoConnection;
    if (state != FreshnessState::Live || !view.connection.listed)
        return MassBlock::OldData;
    if (view.connection.readOnly)
        return MassBlock::ReadOnly;
    if (!view.journalProblem.isEmpty())
        return MassBlock::NoJournal;
    const auto chosen = [&view](MassDeed deed) {
        return std::any_of(view.plan.rows.begin(), view.plan.rows.end(), [deed](const MassRow &row) { return row.chosen && row.deed == deed && row.way.via.isEmpty(); });
    };
    const bool aborts = chosen(MassDeed::Abort);
    const bool rollbacks = chosen(MassDeed::Rollback);
    if ((aborts && view.mayAbort == false) || (rollbacks && view.mayRollback == false))
        return MassBlock::NotPermitted;
    return view.plan.chosen() > 0 ? MassBlock::None : MassBlock::NothingChosen;
}

QString massDigest(const MassPlan &plan)
{
    QStringList lines;
    for (const MassRow &row : plan.rows)
        if (row.chosen && row.deed != MassDeed::Skip)
            lines.append(QStringList{row.ref.ns, row.ref.name, row.uid, row.hash, massDeedWord(row.deed), row.way.via, row.way.via.isEmpty() ? QString() : row.way.policyHash, row.way.after.join(QLatin1Char('\n'))}.join(QLatin1Char('\0')));
    lines.sort();
    lines.prepend(QString::number(plan.parallel()));
    lines.prepend(plan.context);
    lines.prepend(plan.ns);
    return QString::fromLatin1(QCryptographicHash::hash(lines.join(QLatin1Char('\n')).toUtf8(), QCryptographicHash::Sha256).toHex());
}

} // namespace maestro
