// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/policy/roledoor.h"

#include "domain/policy/policyroles.h"
#include "services/localuser.h"
#include "text/policy/roletext.h"

#include <QTimer>

namespace maestro {

namespace {

constexpr int deadlineMs = 5'000;

} // namespace

void askRoleOf(QObject *owner, ClusterAccess *access, const PolicyPtr &policy, const QString &environment, const QString &deed, Callback<std::optional<Error>> done)
{
    if (!policy || !assignsRoles(*policy) || !speaksOfDeed(*policy, environment, deed))
        return done({});
    const auto left = std::make_shared<Callback<std::optional<Error>>>(std::move(done));
    const auto known = [left, policy, environment, deed](const RolePerson &person) {
        const auto once = std::exchange(*left, {});
        if (!once)
            return;
        const QString refused = roleText(askRolesOfDeed(*policy, environment, deed, person), policy->name, deed, person);
        once(refused.isEmpty() ? std::nullopt : std::optional(Error{ErrorKind::Refused, QStringLiteral("notYourRole"), refused, {}, {}}));
    };
    const RolePerson local{{}, {}, localUserName()};
    if (!access)
        return known(local);
    access->whoAmI(whileAlive(owner, [known, local](const Result<WhoAmI> &who) {
        known(who && who->confirmed ? RolePerson{who->username, who->groups, local.os} : local);
    }));
    QTimer::singleShot(deadlineMs, owner, [known, local] { known(local); });
}

PolicyPtr policyOfDeed(const QList<PolicyPtr> &policies, const PolicyConnection &connection, const QString &deed)
{
    for (const PolicyPtr &policy : policies)
        if (assignsRoles(*policy) && speaksOfDeed(*policy, environmentNameOf(policy, connection), deed))
            return policy;
    return nullptr;
}

QString environmentNameOf(const PolicyPtr &policy, const PolicyConnection &connection)
{
    const PolicyEnvironment *environment = policy ? environmentOf(*policy, connection) : nullptr;
    return environment ? environment->name : QString();
}

} // namespace maestro
