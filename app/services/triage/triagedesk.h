// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/triageport.h"
#include "services/triage/triageservice.h"

#include <QTimer>

namespace maestro {

/// Triage of the object that the window shows: one run at a time, read anew while somebody looks. Lives on the services' thread.
class TriageDesk final : public TriagePort
{
    Q_OBJECT
public:
    explicit TriageDesk(TriageService::Parts parts, QObject *parent = nullptr);

    void open(const ObjectRef &ref, WorkloadKind workload) override;
    void setWatched(bool watched) override;
    void start(const QString &playbook, const QString &alert) override;
    void read() override;
    void tick(const QString &item, const QString &note, ItemState state) override;
    void untick(const QString &item) override;
    void take() override;
    void decide(const QString &verdict, const QString &reason) override;

private:
    TriageService::Answer telling();

    TriageService m_service;
    ObjectRef m_ref;
    WorkloadKind m_workload = WorkloadKind::Rollout;
    QString m_run;
    QTimer m_again;
    quint64 m_asked = 0;
    int m_open = 0; ///< questions under way
    bool m_starting = false; ///< a second click begins no second run
};

} // namespace maestro
