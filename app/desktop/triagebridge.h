// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/triageport.h"

namespace maestro {

/// TriagePort on the GUI thread, see bridges.h.
class TriageBridge final : public TriagePort
{
    Q_OBJECT
public:
    TriageBridge(TriagePort *service, QObject *parent);
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
    TriagePort *m_service;
};

} // namespace maestro
