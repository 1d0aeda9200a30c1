// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/analysis/analysisfleet.h"
#include "kube/watch/reflector.h"
#include "services/cluster/resourcestore.h"

namespace maestro {

/// Watches all AnalysisRuns of one context: cluster-wide, or the one namespace where a cluster-wide list is forbidden. Lives inside
/// a ClusterSession, on its thread.
class AnalysisWatch : public QObject
{
    Q_OBJECT
public:
    /// No namespaces: all.
    AnalysisWatch(KubeClient *client, const QStringList &namespaces, const QStringList &fallbackNamespaces, QObject *parent);
    ~AnalysisWatch() override;

    QList<FleetRun> runs() const; ///< in no order
    bool complete() const;
    QStringList problems() const; ///< why something is not read, in words
    void wake();

Q_SIGNALS:
    void changed(); ///< runs, completeness or problems
    void seen(maestro::FleetRun run); ///< it came or changed

private:
    struct Part;
    void add(const QString &ns);
    void partState(Part *part);

    KubeClient *m_client;
    QStringList m_fallbackNamespaces;
    std::vector<std::unique_ptr<Part>> m_parts;
    QStringList m_notices;
};

} // namespace maestro
