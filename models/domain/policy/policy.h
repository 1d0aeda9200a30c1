// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/bake/bakerules.h"
#include "domain/policy/policygate.h"
#include "domain/policy/policyservice.h"

#include <QMap>
#include <QVariant>

#include <memory>

namespace maestro {

/// Who may act by itself, and how far (ledger ). Only `Console` lets this program act without a click.
struct Automation
{
    enum class Owner { None, Controller, Console };
    enum class Promote { Auto, Confirm, Approve };
    enum class Abort { Auto, Recommend };

    Owner owner = Owner::None;
    Promote promote = Promote::Confirm;
    Abort abort = Abort::Recommend;

    bool operator==(const Automation &) const = default;
};

/// One phase or stage of a strategy, or one rung of its ladder.
struct PolicyPhase
{
    QString name;
    QString group; ///< of a rung ("full-50"): the phase whose ladder it belongs to; otherwise empty
    std::optional<double> weight; ///< percent of traffic; nothing: the cluster's steps say
    std::optional<Automation::Promote> promote; ///< nothing: as the strategy says
    std::chrono::milliseconds dwellMin{0};
    std::optional<std::chrono::milliseconds> dwellMax;
    QStringList gates; ///< resolved: sets expanded, inherited where the phase names none
    SourcePlace place;

    bool operator==(const PolicyPhase &) const = default;
};

struct PolicyStrategy
{
    QString name;
    bool blueGreen = false;
    Automation automation;
    QStringList always; ///< gates that apply in every phase
    QList<PolicyPhase> phases;

    bool operator==(const PolicyStrategy &) const = default;
};

struct PolicyEnvironment
{
    QString name;
    QString connection; ///< an entry of connections.yaml, or a kubeconfig context
    QMap<QString, QString> namespaces; ///< by role: apps, controller, ingress, monitoring
    QString guard; ///< confirm, hold, type-name, type-count; empty: the program's own rule
    bool drill = false;
    int minReasonChars = 0;
    QVariantMap prometheus; ///< via, namespace, service, port, when the policy says so

    bool operator==(const PolicyEnvironment &) const = default;
};

/// When a decision rule holds. The leaves of issues to come keep their words in `argument`.
struct PolicyWhen
{
    enum class Kind { Any, All, Gate, Signal, Health, Builtin, Dependencies, DependencyFlag, RegressionStarted };

    Kind kind = Kind::Gate;
    QList<PolicyWhen> members;
    QString subject; ///< gate, signal, probe, builtin ...
    QString argument; ///< is, state, before-change ...
    std::optional<GateBound> value; ///< Gate: a bound of its own on the gate's metric
    std::chrono::milliseconds needed{0}; ///< failing_for, for
    bool strictly = false; ///< ">5m": longer than, not at least
    bool afterChange = false;
    QString unlessFlag;

    bool operator==(const PolicyWhen &) const = default;
};

struct DecisionRule
{
    QString id;
    PolicyWhen when;

    bool operator==(const DecisionRule &) const = default;
};

/// Precedence is GAT-09's: immediate, then rollback, then hold; rollback and hold at once go to a person.
struct DecisionRules
{
    QList<DecisionRule> immediate;
    QList<DecisionRule> rollback;
    QList<DecisionRule> hold;
    std::chrono::milliseconds changeWindow{0};
    std::chrono::milliseconds readinessGrace{0}; ///< a pod that was never ready may take that long

    bool operator==(const DecisionRules &) const = default;
};

struct PolicySignal
{
    enum class Kind { Counter, Flag, Severity };

    QString name;
    Kind kind = Kind::Flag;
    bool resetsWithPhase = false;
    std::chrono::milliseconds lasts{0}; ///< 0: until it is cleared

    bool operator==(const PolicySignal &) const = default;
};

struct AlertFamily
{
    QString name;
    QString severity;
    QStringList match; ///< alert names; "re:" starts a regular expression, anchored at both ends
    QStringList builtin;
    QString playbook;
    QString signal;

    bool operator==(const AlertFamily &) const = default;
};

/// An alerting rule with names the controller really exports.
struct NativeAlert
{
    QString name;
    QString severity;
    QString expression;
    std::chrono::milliseconds needed{0};

    bool operator==(const NativeAlert &) const = default;
};

/// One policy, resolved: extends merged, `like` copied, limits looked up, units converted. Immutable, any thread.
/// Names are unique within each list; every name a member refers to exists (the loader refuses the file otherwise).
struct Policy
{
    QString name;
    QString version;
    QString owner;
    QString file;
    QByteArray hash; ///< SHA-256, lower-case hex, of the bytes of the file and of all that it extends, in order of reading
    QMap<QString, std::optional<QString>> limits; ///< as written; nothing: unset
    QList<PolicyEnvironment> environments;
    QList<PolicyService> services;
    QList<PolicyDependency> dependencies;
    QList<PolicyMetric> metrics;
    QList<PolicySignal> signalList;
    QList<PolicyGate> gates;
    QMap<QString, QStringList> gateSets;
    QList<PolicyStrategy> strategies;
    DecisionRules decisions;
    QList<AlertFamily> alertFamilies;
    QList<NativeAlert> nativeAlerts;
    BakeRules bake; ///< canary against stable
    QVariantMap document; ///< the whole file as merged, for sections that only later rooms read

    bool operator==(const Policy &) const = default;

    const PolicyService *service(const QString &wanted) const;
    const PolicyMetric *metric(const QString &wanted) const;
    const PolicyGate *gate(const QString &wanted) const;
    const PolicyStrategy *strategyOf(const PolicyService &service) const;
    /// The gates in force for a service in a phase: the phase's and the strategy's `always`, each once, in the order of the
    /// file. Without a phase: those of the first; the name of a ladder's phase means its first rung. A service without a strategy: all gates.
    QList<PolicyGate> gatesInForce(const PolicyService &service, const QString &phase = {}) const;
};

using PolicyPtr = std::shared_ptr<const Policy>;

} // namespace maestro
