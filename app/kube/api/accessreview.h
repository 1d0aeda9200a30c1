// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "kube/api/kubeclient.h"

namespace maestro {

enum class Access { Allowed, Denied, Unknown };

struct WhoAmI
{
    QString username;
    QString uid;
    QStringList groups;
    bool confirmed = true; ///< false: an old server without SelfSubjectReview; as configured
};

struct AccessQuestion
{
    QString verb;
    QString group;
    QString resource;
    QString subresource = {};
    QString ns = {};
    QString name = {};
};

struct AccessAnswer
{
    Access access = Access::Unknown;
    QString reason;
    std::optional<Error> error = {}; ///< why Unknown
};

/// Argo Rollouts as the server offers it. `crdPresent` false: 404 on the group.
struct ArgoPresence
{
    bool crdPresent = false;
    bool statusPatchable = false; ///< rollouts/status exists with verb patch
    bool analysisRuns = false;
};

/// Questions to the API server about itself and about us; they change nothing. Callbacks as in KubeClient.
void whoAmI(KubeClient *client, std::function<void(Result<WhoAmI>)> callback);
void canI(KubeClient *client, const AccessQuestion &question, std::function<void(AccessAnswer)> callback);
void serverVersion(KubeClient *client, std::function<void(Result<QString>)> callback); ///< "v1.36.3"
void argoPresent(KubeClient *client, std::function<void(Result<ArgoPresence>)> callback);

} // namespace maestro
