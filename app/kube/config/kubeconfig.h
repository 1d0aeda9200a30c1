// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "kube/config/contextconfig.h"

#include <memory>

namespace maestro {

/// Where to look: `explicitPath` alone when set, else `searchList` (the value of KUBECONFIG), else `home`/.kube/config. Where none of these
/// exists and a pod gives its service account: that, as the one context "in-cluster".
struct KubeconfigSource
{
    QString explicitPath;
    QString searchList;
    QString home;
    QString serviceHost = {}; ///< KUBERNETES_SERVICE_HOST, with the port; empty: not in a pod
    QString servicePort = {};
    QString serviceNamespace = {}; ///< POD_NAMESPACE; empty: the file of the service account
    QString serviceAccount = QStringLiteral("/var/run/secrets/kubernetes.io/serviceaccount");

    /// From the process environment.
    static KubeconfigSource standard(const QString &explicitPath = {});
    QStringList candidates() const;
};

struct KubeconfigData;

/// The merged kubeconfig files, stricter than kubectl where kubectl guesses (docs: ARCHITECTURE, "kubeconfig"). A value; never writes.
/// Every failure is ErrorKind::BadInput with file, line, column and field.
class Kubeconfig
{
public:
    static Result<Kubeconfig> load(const KubeconfigSource &source);

    QStringList contextNames() const;
    QString currentContext() const; ///< may be empty or name nothing
    /// All problems of that context in one error, one per line. Reads the PEM files it names.
    Result<ContextConfig> context(const QString &name) const;
    QString userOfContext(const QString &name) const;
    QStringList files() const; ///< those that exist, in order
    QStringList warnings() const; ///< unknown fields and the like

private:
    std::shared_ptr<const KubeconfigData> d;
};

} // namespace maestro
