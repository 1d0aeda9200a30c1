// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/evidencerules.h"
#include "domain/validation/validationtracker.h"
#include "ports/alertport.h"
#include "services/endpoints/endpoints.h"
#include "services/logs/servinglogs.h"
#include "services/policy/policylibrary.h"
#include "services/slo/workloadhealth.h"

namespace maestro {

/// Whom a validation asks. The pointers outlive it.
struct ValidationDoors
{
    using AccessFor = std::function<ClusterAccess *(const QString &context)>;
    using BoardsFor = std::function<void(Callback<QList<AlertBoard>>)>;
    using Probe = std::function<void(const PolicyMatch &match, const ObjectRef &target, const QString &probe, Callback<ProbeLook>)>;

    AccessFor access;
    Workspace *workspace = nullptr;
    const PolicyLibrary *policies = nullptr;
    Endpoints *endpoints = nullptr;
    const Clock *clock = nullptr;
    BoardsFor boards; ///< none: alerts are unknown
    EvidencePlace evidence; ///< where the post-incident note is left; empty: nowhere
    Probe probe; ///< none: health is unknown
};

/// Reads what one validation looks at: the workload with pods and events, logs, probes, gates and alerts, all at the same time. Lives on the
/// services' thread.
class ValidationReader : public QObject
{
    Q_OBJECT
public:
    ValidationReader(ValidationDoors doors, ValidationSubject subject, QObject *parent = nullptr);

    /// Calls back once, later, not after destruction; at most one look at a time.
    void look(Callback<ValidationLook> done);
    bool isLooking() const { return m_look != nullptr; }

    /// Of the last workload that was read.
    const PolicyMatch &match() const { return m_match; }
    bool isMatched() const { return m_matched; } ///< the workload was read at least once
    const std::optional<Error> &unread() const { return m_unread; } ///< why the last look could not read the workload; nothing: it did

private:
    struct Look;
    void workloadRead(const Result<RolloutParts> &parts);
    void readWarnings(ClusterAccess *access);
    void readLogs(ClusterAccess *access);
    void readAlerts();
    void readGates();
    void readProbes();
    void part(); ///< one of the open parts has come

    ValidationDoors m_doors;
    ValidationSubject m_subject;
    Sampler m_sampler;
    WorkloadHealth m_health;
    ServingLogs m_logs;
    std::function<void()> m_gatesDone;
    PolicyMatch m_match;
    ValidationPlan m_plan;
    bool m_matched = false;
    std::optional<Error> m_unread;
    std::shared_ptr<Look> m_look;
    quint64 m_round = 0;
};

} // namespace maestro
