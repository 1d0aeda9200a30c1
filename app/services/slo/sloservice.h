// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/sloport.h"
#include "services/bake/bakereader.h"
#include "services/cluster/throttle.h"
#include "services/slo/chartreader.h"
#include "services/slo/healthrounds.h"

namespace maestro {

/// Health for the window: of every workload that a policy names, and of the open one with its charts. Lives on the services' thread.
class SloService final : public SloPort
{
    Q_OBJECT
public:
    SloService(Workspace *workspace, Endpoints *endpoints, const PolicyLibrary *policies, const Clock *clock, QObject *parent = nullptr);

    void open(const ObjectRef &ref) override;
    void setRange(const QDateTime &from, const QDateTime &to, int points) override;
    void query(const QString &promql) override;
    void compare() override;

    void setAlerts(const QList<AlertBoard> &boards) { m_rounds.setAlerts(boards); }
    void setRecords(const JournalRecordsPtr &records) { m_rounds.setRecords(records); }
    const HealthRounds &rounds() const { return m_rounds; }

private:
    void follow();
    void takeRows();
    void reported(const ObjectRef &ref);
    void tellOpen();
    void readCharts();
    ChartSetPtr withLinks(const ChartSetPtr &charts) const;

    Workspace *m_workspace;
    const PolicyLibrary *m_policies;
    const Clock *m_clock;
    HealthRounds m_rounds;
    ChartReader m_reader;
    BakeReader m_bake;
    ObjectRef m_open;
    bool m_absenceTold = false; ///< that no policy names the open one
    ChartRange m_range;
    quint64 m_reading = 0; ///< answers to an earlier question are nobody's
    bool m_chartsDue = false; ///< with the first report
    Throttle *m_rowsThrottle;
    Throttle *m_fleetThrottle;
};

} // namespace maestro
