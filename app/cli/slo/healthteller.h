// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/slo/judgedworkload.h"
#include "services/alerts/alertservice.h"
#include "services/facts/factkeeper.h"
#include "services/slo/workloadhealth.h"

#include <QTimer>

namespace maestro {

/// One workload's health with everything its policy's rules rest on, told once, or with --watch again and again; ends the call. Lives as
/// long as the call.
class HealthTeller : public QObject
{
    Q_OBJECT
public:
    /// OnGrid: at points of time that charts share; Now: at the very moment, for rules that count from what is seen now.
    enum class Moment { OnGrid, Now };
    using Tell = std::function<void(const SloReport &report)>;

    HealthTeller(Call *call, const Target &target, Moment moment, Tell tell);

    /// After the first report the call goes on; who was told ends it.
    void leaveOpen() { m_open = true; }
    /// Reads everything anew: the rollout may be elsewhere by now.
    void round();

private:
    void readAlerts();
    void readFacts();
    void evaluate();
    void tell();
    void again();
    QDateTime now() const;
    qint64 stepMs() const;

    Call *m_call;
    Target m_target;
    Moment m_moment;
    Tell m_tell;
    Sampler m_sampler;
    WorkloadHealth m_health;
    JudgedWorkload m_judged;
    AlertService *m_alerts = nullptr;
    FactReader m_reader;
    std::unique_ptr<FactKeeper> m_keeper;
    QTimer m_roundTimer;
    bool m_open = false;
};

} // namespace maestro
