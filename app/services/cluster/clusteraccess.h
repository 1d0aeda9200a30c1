// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/rollout/rolloutsnapshot.h"
#include "kube/api/accessreview.h"
#include "kube/api/kubeclient.h"
#include "services/callback.h"

#include <QObject>

namespace maestro {

/// One-shot reads of one kubeconfig context: what the command line and the operation service need. Owns the client.
/// Quorum reads: what it tells is what etcd holds. All calls are asynchronous; results arrive on this object's thread.
class ClusterAccess : public QObject
{
    Q_OBJECT
public:
    ClusterAccess(const ContextConfig &config, const Clock *clock, const PluginTrust *trust, QObject *parent = nullptr);
    ~ClusterAccess() override;

    QString context() const;
    QString server() const;
    QString defaultNamespace() const;
    KubeClient *client() const;
    void setRequestTimeout(int ms);

    /// An empty namespace means all of them.
    void listAnalysisRuns(const QString &ns, Callback<Result<QList<AnalysisRun>>> done);
    void list(WorkloadKind kind, const QString &ns, Callback<Result<QList<Rollout>>> done);
    /// The same a page at a time, decoded as fleet rows are: for long lists, of which the caller keeps only what it needs. A null page
    /// says that those before are void.
    using EachPage = std::function<void(QList<Rollout> *page)>;
    void each(WorkloadKind kind, const QString &ns, EachPage page, Callback<Result<Done>> done);
    using Source = std::shared_ptr<QByteArray>; ///< for the bytes of the object as they came; there before the callback
    /// Without a kind: a Rollout of that name, else a Deployment.
    void readWorkload(const QString &ns, const QString &name, std::optional<WorkloadKind> kind, Callback<Result<Rollout>> done, const Source &source = {});
    enum class Depth { Effect, Whole }; ///< Effect: ReplicaSets, Services, Ingresses; Whole: Pods, AnalysisRuns, Events as well
    void readParts(const QString &ns, const QString &name, std::optional<WorkloadKind> kind, Depth depth,
                   Callback<Result<RolloutParts>> done, const Source &source = {});
    void whoAmI(Callback<Result<WhoAmI>> done);
    void canI(const AccessQuestion &question, Callback<AccessAnswer> done);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace maestro
