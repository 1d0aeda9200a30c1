// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/policy/roletext.h"

#include "text/humanize.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Roles)
};

} // namespace

QString roleText(const RoleAnswer &answer, const QString &policy, const QString &verb, const RolePerson &person)
{
    if (answer.why == RoleAnswer::Why::Allowed)
        return {};
    const auto list = [](const QStringList &texts) { return displaySafe(texts.join(QStringLiteral(", ")), 300); };
    const QString who = displaySafe(person.user.isEmpty() ? person.os : person.user, 80);
    const QString what = displaySafe(verb, 40);
    const QString may = answer.may.isEmpty() ? Words::tr("No role of it may.") : Words::tr("Who may: %1.").arg(list(answer.may));
    const QString held = answer.held.isEmpty() ? Words::tr("%1 holds no role there.").arg(who) : Words::tr("%1 is %2 there.").arg(who, list(answer.held));
    QStringList parts;
    if (answer.why == RoleAnswer::Why::OtherRole)
        parts = {Words::tr("The policy %1 keeps %2 for others.").arg(displaySafe(policy, 80), what), held};
    else
        parts = {Words::tr("The policy %1 does not allow %2 to this role: it allows %3.").arg(displaySafe(policy, 80), what, list(answer.allows)), held};
    return (parts << may << Words::tr("Hand it over to them, or escalate.")).join(u' ');
}

} // namespace maestro
