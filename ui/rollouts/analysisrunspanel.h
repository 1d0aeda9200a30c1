// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/analysis/analysisfleetmodel.h"
#include "ports/ports.h"
#include "theme/theme.h"

#include <QWidget>

namespace maestro {

class DetailTable;

/// All AnalysisRuns of the fleet as one table (FLT-10). Watches while it is shown. GUI thread.
class AnalysisRunsPanel : public QWidget
{
    Q_OBJECT
public:
    AnalysisRunsPanel(const Ports &ports, Theme *theme, QWidget *parent = nullptr);

    AnalysisFleetModel *model() const { return m_model; }

Q_SIGNALS:
    void openRequested(maestro::ObjectRef ref, maestro::WorkloadKind workload);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void take(const AnalysisFleetPtr &fleet);
    void open(const QModelIndex &index);

    Ports m_ports;
    AnalysisFleetModel *m_model;
    DetailTable *m_table;
};

} // namespace maestro
