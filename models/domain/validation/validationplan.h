// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policymatch.h"

namespace maestro {

enum class CheckType { Traffic, Gates, Pods, Health, AlertsAndGates, Events, Message, Tool };
QString checkTypeWord(CheckType type); ///< "alerts-and-gates", ... as in a policy

/// One item of a policy's section `validation`.
struct ValidationStep
{
    QString id;
    CheckType type = CheckType::Pods;
    qint64 forMs = 0; ///< how long it has to be so without a break; of events: how long there has to be quiet, 0: since the action
    int times = 1; ///< health: in a row
    QString probe;
    std::optional<double> tolerance; ///< gates: a share of the baseline that still counts as back
    int last = 20; ///< events: at most so many are told
    QStringList errorPatterns; ///< of log lines, as text; empty: logs are not read
    QString channel;
    QStringList mustName; ///< message: image_tag, revision
    bool note = true; ///< message: a post-incident note is left beside the record
    QStringList argv; ///< tool: a person starts it here, or runs it elsewhere and records what it said
    QMap<QString, QString> environment; ///< of the tool
    qint64 timeoutMs = 0; ///< of the tool; 0: as of every program

    /// Verified waits for everything but messages, which follow it.
    bool required() const { return type != CheckType::Message; }
    bool operator==(const ValidationStep &) const = default;
};

/// What has to be true after a way back, and how long it may take.
struct ValidationPlan
{
    QList<ValidationStep> steps;
    qint64 lateMs = 5 * 60'000; ///< RBK-16; from rollback.target.median where the policy has one
    qint64 tooLateMs = 10 * 60'000;

    bool has(CheckType type) const;
    bool readsLogs() const;
    bool leavesNote() const; ///< unless the messages there are say `note: false`
    /// Whether gates or alerts are asked.
    bool readsHealth() const { return has(CheckType::Gates) || has(CheckType::AlertsAndGates); }
    bool operator==(const ValidationPlan &) const = default;
};

/// By the policy: the items that rollback.verify names, in its order, else all of `validation`. Without one: pods, traffic, events, and
/// with a policy that has gates, those too.
ValidationPlan validationPlan(const PolicyMatch &match);

} // namespace maestro
