// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cluster/actor.h"

#include "services/cluster/clusteraccess.h"
#include "services/localuser.h"

#include <QTimer>

namespace maestro {

namespace {

constexpr int deadlineMs = 5'000;

} // namespace

void whoActs(QObject *owner, ClusterAccess *access, const QString &as, Callback<Actor> done)
{
    Actor local{{}, localUserName(), localHostName(), as};
    if (!access)
        return done(local);
    local.impersonating = access->client()->context().user.impersonate.user;
    const auto left = std::make_shared<Callback<Actor>>(std::move(done));
    const auto known = [left, local](const QString &user) {
        Actor actor = local;
        actor.server = user;
        if (const auto once = std::exchange(*left, {}))
            once(actor);
    };
    access->whoAmI(whileAlive(owner, [known](const Result<WhoAmI> &who) { known(who && who->confirmed ? who->username : QString()); }));
    QTimer::singleShot(deadlineMs, owner, [known] { known({}); });
}

} // namespace maestro
