// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/connectionsfile.h"
#include "config/secretstore.h"
#include "domain/operation/operationplan.h"
#include "net/mutationtransport.h"
#include "services/cluster/clusteraccess.h"

namespace maestro {

/// How one write to an Alertmanager went, as far as its one answer tells.
struct WriteAnswer
{
    enum class Fate { Accepted, Refused, NotPermitted, NotSent, Unknown };

    Fate fate = Fate::NotSent;
    std::optional<int> httpStatus;
    QByteArray body;
    QString message;
};

/// Sends one request to one endpoint, at most once: by MutationTransport, directly or through the API server's proxy. Calls back once,
/// later; also when the connection in front goes away (then with what is certain: unknown). `more` headers go to a server that is reached
/// directly. `deadlineMs`: until the last byte.
void sendOnce(const Endpoint &endpoint, ClusterAccess *access, SecretStore *secrets, const PlannedRequest &request, const QString &auditId,
              QObject *owner, std::function<void(const WriteAnswer &)> done, const HttpHeaders &more = {}, int deadlineMs = 20'000);

/// What an answer means: 2xx accepted; 401 and 403 not permitted; other 4xx and redirects refused; 5xx and a lost answer unknown.
WriteAnswer judged(const MutationReply &reply);

} // namespace maestro
