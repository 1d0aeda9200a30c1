// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

#include <chrono>
#include <optional>

namespace maestro {

/// What one check looks at (ledger TRI-02..15). The last three read nothing: they are a person's.
enum class CheckKind {
    RolloutHistory, HelmHistory, ConfigHistory,
    WorkloadStatus, Pods, Logs, Describe,
    NamespacePods, HealthProbe, HeaderProbe,
    DependencyState, DependencyLogs, MetricValue, MetricSources,
    AnalysisResults, CanaryPods, CanaryLogs, ControllerAbort, AbortNeed,
    TrafficSplit, Endpoints, SelectedLogs, Changes,
    Command, Person, Decide,
};

/// Automatic: what is read decides. Manual: a tick decides. Both: what is read may make it bad, only a tick makes it done.
enum class CheckMode { Automatic, Manual, Both };

struct PlaybookCheck
{
    QString id; ///< unique in its playbook: "pods", "postgres.logs"
    QString step; ///< the `do` of the step it belongs to
    QString title; ///< as the policy has it; empty: the words of the kind
    CheckKind kind = CheckKind::Person;
    QString subject; ///< dependency, probe, metric, channel; of a Command its words
    QString ns; ///< of NamespacePods and SelectedLogs; empty: the environment's own for ingress, or for what `subject` names ("controller")
    QString selector;
    int count = 0; ///< revisions, or lines of each pod, at most

    CheckMode mode() const;
    bool operator==(const PlaybookCheck &) const = default;
};

/// A checklist with a clock, as data: its steps are written out into checks when it is read.
struct Playbook
{
    QString name;
    QString title;
    std::chrono::milliseconds budget{0}; ///< 0: no clock
    QList<PlaybookCheck> checks; ///< in the order of the steps

    bool operator==(const Playbook &) const = default;
};

/// A playbook that can be begun, and where it comes from.
struct PlaybookOffer
{
    Playbook playbook;
    QString policy; ///< "built-in": it is there without a policy
    QStringList families = {}; ///< of alerts that this policy answers with it

    bool operator==(const PlaybookOffer &) const = default;
};

/// Words as a shell would take them back.
QString shellWords(const QStringList &words);
QString checkWord(CheckKind kind); ///< "rolloutHistory", ...
std::optional<CheckKind> checkFromWord(const QString &word);

/// A playbook in a policy (ledger 5.2, `triage`): one map of the section, already checked by the loader. A step `dependencies` without
/// items is about those given here.
Playbook playbookFrom(const QVariantMap &section, std::chrono::milliseconds budget, const QStringList &dependencies);

/// As a run keeps it: the run goes on as it began, whatever becomes of the policy.
QJsonObject checkJson(const PlaybookCheck &check);
std::optional<PlaybookCheck> checkFromJson(const QJsonObject &json);

} // namespace maestro
