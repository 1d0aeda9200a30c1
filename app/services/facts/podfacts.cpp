// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/facts/podfacts.h"

#include "domain/slo/facts.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace maestro {

namespace {

struct Facts
{
    Q_DECLARE_TR_FUNCTIONS(Facts)
};

constexpr std::chrono::minutes longestBackoff(5); ///< of the kubelet, kubernetes.io "Pod Lifecycle", container restarts
constexpr std::chrono::seconds clockSlack(30); ///< between a node's clock and ours
constexpr int namedAtMost = 5;

/// Pods that something is true of, and since when it is.
struct Culprits
{
    QStringList names;
    QDateTime since;

    void add(const Pod &pod, const QDateTime &from, const QString &why)
    {
        names.append(QStringLiteral("%1 (%2)").arg(pod.meta.name, why));
        if (from.isValid() && (!since.isValid() || from < since))
            since = from;
    }
    QString text() const
    {
        const QString shown = names.mid(0, namedAtMost).join(QStringLiteral(", "));
        return names.size() > namedAtMost ? Facts::tr("%1 and %2 more").arg(shown).arg(names.size() - namedAtMost) : shown;
    }
};

/// The ReplicaSets of the revisions that matter, by UID: all but old ones; of a Deployment whatever still has pods.
QSet<QString> servingSets(const RolloutParts &parts)
{
    QSet<QString> uids;
    for (const Revision &revision : revisionsOf(parts.rollout, parts.replicaSets))
        if (!revision.has(RevisionRole::Old) || (parts.rollout.workload == WorkloadKind::Deployment && revision.desired > 0))
            uids.insert(revision.replicaSetUid);
    return uids;
}

bool isRecent(const QDateTime &time, const QDateTime &at)
{
    return time.isValid() && time.addMSecs(std::chrono::milliseconds(longestBackoff + clockSlack).count()) >= at;
}

bool isWaitingToRestart(const Pod &pod)
{
    return pod.status == QLatin1String("CrashLoopBackOff") || pod.status == QLatin1String("Init:CrashLoopBackOff");
}

bool wasEvicted(const Pod &pod)
{
    static const QSet<QString> causes{QStringLiteral("Evicted"), QStringLiteral("Preempting"), QStringLiteral("NodeShutdown"), QStringLiteral("Terminated"),
                                      QStringLiteral("NodeLost"), QStringLiteral("NodeAffinity"), QStringLiteral("UnexpectedAdmissionError")};
    return causes.contains(pod.status);
}

/// Reads all pods once.
class Look
{
public:
    Look(const RolloutParts &parts, std::chrono::milliseconds grace, const QDateTime &at)
        : m_sets(servingSets(parts))
        , m_grace(grace)
        , m_at(at)
    {
        QMap<QString, QList<Pod>> failed;
        for (const Pod &pod : parts.pods) {
            const auto isServing = [this](const OwnerReference &owner) { return m_sets.contains(owner.uid); };
            if (pod.meta.deletedAt.isValid() || std::none_of(pod.meta.owners.cbegin(), pod.meta.owners.cend(), isServing))
                continue;
            unreadable = unreadable || !pod.unreadable.isEmpty();
            if (!pod.over)
                look(pod);
            else if (pod.status != QLatin1String("Completed") && !wasEvicted(pod) && isRecent(endOf(pod), at))
                failed[pod.hash()].append(pod);
        }
        for (const QList<Pod> &sameRevision : std::as_const(failed))
            for (const Pod &pod : sameRevision.size() > 1 ? sameRevision : QList<Pod>())
                crashing.add(pod, endOf(pod), pod.status);
    }

    Culprits crashing;
    Culprits notReady;
    Culprits restarting;
    int pods = 0;
    int ready = 0;
    int starting = 0;
    bool unreadable = false;

private:
    static QDateTime endOf(const Pod &pod)
    {
        return pod.lastTerminatedAt.isValid() ? pod.lastTerminatedAt : pod.readyChangedAt.isValid() ? pod.readyChangedAt : pod.meta.createdAt;
    }

    void look(const Pod &pod)
    {
        ++pods;
        ready += pod.ready ? 1 : 0;
        const bool again = pod.restarts >= 2 && isRecent(pod.lastTerminatedAt, m_at);
        const QDateTime down = !pod.ready && pod.readyChangedAt.isValid() ? pod.readyChangedAt : pod.lastTerminatedAt;
        if (isWaitingToRestart(pod) || again)
            crashing.add(pod, down, isWaitingToRestart(pod) ? pod.status : Facts::tr("%n restart(s), %1", nullptr, pod.restarts).arg(pod.lastTermination));
        if (again)
            restarting.add(pod, pod.lastTerminatedAt, Facts::tr("%n restart(s)", nullptr, pod.restarts));
        if (pod.ready)
            return;
        // The condition is written when the pod starts; a later change says that it was ready once.
        const QDateTime since = pod.readyChangedAt.isValid() ? pod.readyChangedAt : pod.meta.createdAt;
        const bool wasReady = pod.readyChangedAt.isValid() && pod.meta.createdAt.isValid() && pod.meta.createdAt.addMSecs(m_grace.count()) < pod.readyChangedAt;
        const bool longEnough = since.isValid() && since.addMSecs(m_grace.count()) <= m_at;
        if (wasReady || longEnough || isWaitingToRestart(pod))
            notReady.add(pod, since, pod.status);
        else
            ++starting;
    }

    QSet<QString> m_sets;
    std::chrono::milliseconds m_grace;
    QDateTime m_at;
};

} // namespace

QList<FactReading> podFacts(const RolloutParts &parts, std::chrono::milliseconds readinessGrace, const QDateTime &at)
{
    const ObjectMeta &meta = parts.rollout.meta;
    const QString source = Facts::tr("pods of %1/%2 in %3").arg(meta.ns, meta.name, parts.context);
    const auto missing = std::find_if(parts.missing.cbegin(), parts.missing.cend(), [](const QString &what) { return what.startsWith(QLatin1String("pods: ")); });
    const auto sets = std::find_if(parts.missing.cbegin(), parts.missing.cend(), [](const QString &what) { return what.startsWith(QLatin1String("replicasets: ")); });
    const Look look(parts, readinessGrace, at);
    QString unknown;
    if (missing != parts.missing.cend() || sets != parts.missing.cend())
        unknown = missing != parts.missing.cend() ? *missing : *sets;
    else if (look.unreadable)
        unknown = Facts::tr("a pod cannot be read");
    else if (look.pods == 0 && look.crashing.names.isEmpty())
        unknown = Facts::tr("it has no pods");
    const QString counted = Facts::tr("%1 of %2 pods ready").arg(look.ready).arg(look.pods);
    QList<FactReading> facts;
    const auto tell = [&](const QString &name, const Culprits &culprits) {
        FactReading fact{name, std::nullopt, {}, at, source, unknown};
        if (!culprits.names.isEmpty()) { // what was seen is true, whatever else could not be read
            fact.value = 1;
            fact.since = std::min(culprits.since.isValid() ? culprits.since : at, at);
            fact.text = culprits.text();
        } else if (unknown.isEmpty()) {
            fact.value = 0;
            fact.text = counted;
        }
        facts.append(fact);
    };
    tell(builtinFact(QStringLiteral("crash-loop")), look.crashing);
    tell(builtinFact(QStringLiteral("readiness-failing")), look.notReady);
    tell(builtinFact(QStringLiteral("restart-loop")), look.restarting);
    const int desired = parts.rollout.specReplicas;
    FactReading mismatch{builtinFact(QStringLiteral("replica-mismatch")), std::nullopt, {}, at, source, unknown};
    if (unknown.isEmpty() && parts.rollout.hasStatus) {
        mismatch.value = look.ready < desired ? 1 : 0;
        mismatch.text = Facts::tr("%1 wanted, %2 ready").arg(desired).arg(look.ready);
    }
    facts.append(mismatch);
    FactReading all{QStringLiteral("pods"), std::nullopt, {}, at, source, unknown};
    if (unknown.isEmpty()) {
        all.value = look.ready == look.pods ? 1 : 0;
        all.text = counted;
    }
    facts.append(all);
    return facts;
}

} // namespace maestro
