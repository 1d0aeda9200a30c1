// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/policy/policyfaulttext.h"

#include "text/humanize.h"

#include <QCoreApplication>

namespace maestro {

namespace {

constexpr qsizetype mostTold = 3;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Policy)
};

} // namespace

QString policyFaultText(const PolicyFault &fault)
{
    const SourcePlace place = fault.problem.where.value_or(SourcePlace());
    QString text = displaySafe(place.file, 400);
    if (place.line > 0)
        text = Words::tr("%1, line %2, column %3").arg(text).arg(place.line).arg(place.column);
    text += QStringLiteral(": ");
    if (!place.field.isEmpty())
        text += displaySafe(place.field, 120) + QStringLiteral(": ");
    text += displaySafe(fault.problem.message, 400);
    if (fault.more > 0)
        text += Words::tr(" (and %n more)", nullptr, fault.more);
    return fault.policy.isEmpty() ? Words::tr("%1; no good version of it was read").arg(text)
                                  : Words::tr("%1; its last good version, %2 %3, is in force").arg(text, displaySafe(fault.policy, 80), QString::fromLatin1(fault.hash.left(8)));
}

QString policyFaultsText(const PolicyFaults &faults)
{
    QStringList texts;
    for (const PolicyFault &fault : faults.mid(0, mostTold))
        texts.append(policyFaultText(fault));
    if (faults.size() > mostTold)
        texts.append(Words::tr("%n more file(s)", nullptr, int(faults.size() - mostTold)));
    return texts.join(QStringLiteral(" · "));
}

QString absenceText(const QString &absence, const PolicyFaults &doubts)
{
    return doubts.isEmpty() ? absence : Words::tr("%1, of those that could be read; %2").arg(absence, policyFaultsText(doubts));
}

Error absenceError(const QString &absence, const QString &hint, const PolicyFaults &doubts)
{
    if (doubts.isEmpty())
        return {ErrorKind::NotFound, QStringLiteral("noPolicy"), absence, hint, {}};
    return {ErrorKind::BadInput, QStringLiteral("policyBroken"), absenceText(absence, doubts), hint, doubts.first().problem.where};
}

} // namespace maestro
