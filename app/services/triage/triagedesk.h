// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/triageport.h"
#include "services/triage/handoff.h"

#include <QTimer>

namespace maestro {

/// Triage of the object that the window shows: one run at a time, read anew while somebody looks. Lives on the services' thread.
class TriageDesk final : public TriagePort
{
    Q_OBJECT
public:
    explicit TriageDesk(TriageService::Parts parts, QObject *parent = nullptr);

    /// By what messages leave, and where contacts.yaml is; both outlive this. Without it nothing can be handed over.
    void setSender(EscalationSender *sender, const QString &configFolder);

    void open(const ObjectRef &ref, WorkloadKind workload) override;
    void setWatched(bool watched) override;
    void start(const QString &playbook, const QString &alert) override;
    void read() override;
    void tick(const QString &item, const QString &note, ItemState state) override;
    void untick(const QString &item) override;
    void take() override;
    void decide(const QString &verdict, const QString &reason) override;
    void readAddressees() override;
    void draftHandOver(const QString &to, const QString &note) override;
    void handOver(const HandOverDraft &shown) override;
    void look(CheckKind kind) override;

private:
    TriageService::Answer telling();
    bool mayHandOver();
    void tellRules();
    void tellHandOver(const HandOverDraft &sent, const EscalationSender::Told &told);

    const PolicyLibrary *m_policies;
    Workspace *m_workspace;
    const Clock *m_clock;
    TriageService m_service;
    HandOff *m_handOff = nullptr;
    HandOverDraft m_draft; ///< the last one that was shown and is not sent
    quint64 m_drafting = 0; ///< only the last one asked for is told
    TriageViewPtr m_view; ///< the last that was told
    ObjectRef m_ref;
    WorkloadKind m_workload = WorkloadKind::Rollout;
    QString m_run;
    QTimer m_again;
    quint64 m_asked = 0;
    int m_open = 0; ///< questions under way
    bool m_starting = false; ///< a second click begins no second run
};

} // namespace maestro
