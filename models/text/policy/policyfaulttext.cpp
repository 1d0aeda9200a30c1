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

} // namespace maestro
