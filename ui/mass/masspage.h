// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/ports.h"
#include "theme/theme.h"

#include <QTimer>
#include <QWidget>

class QStackedLayout;
class QTableView;

namespace maestro {

class EmptyState;
class FactLabel;
class MassConfirm;
class MassModel;
class MassOrderChart;
class ThemedLabel;

/// "Mass rollback": every rollout of the window's scope with what would be done to it, and the guard beside. It follows the fleet until
/// the run begins, then the run; the report stays until a new preview is asked for. GUI thread.
class MassPage : public QWidget
{
    Q_OBJECT
public:
    MassPage(const Ports &ports, Theme *theme, QWidget *parent = nullptr);

    /// The window's scope. An empty context is the only connection, where there is but one.
    void setScope(const QString &context, const QString &ns);
    bool isSettled() const { return m_view || !m_port || m_followed.isEmpty(); } ///< what would be done is known, or there is no one cluster to ask

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildTable();
    QWidget *buildCounts(QWidget *parent);
    void follow();
    void takeFleet(const FleetSnapshotPtr &fleet);
    void takeView(const MassViewPtr &view);
    void takeReport(const MassReportPtr &report, bool running);
    void showRows();
    void showTotal(const QList<MassSlot> &order);
    void spread();
    void tick();

    Ports m_ports;
    MassPort *m_port;
    Theme *m_theme;
    QString m_wantedContext; ///< of the window
    QString m_onlyContext; ///< of the only connection
    QString m_ns;
    QString m_followed; ///< the scope that was asked for last
    MassViewPtr m_view;
    MassReportPtr m_report; ///< shown in place of the view
    bool m_running = false;
    QTimer m_clock; ///< 1 Hz while visible
    MassModel *m_model;
    QTableView *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    QStackedLayout *m_stack = nullptr;
    FactLabel *m_about = nullptr;
    FactLabel *m_chosen = nullptr;
    FactLabel *m_optional = nullptr;
    FactLabel *m_skipped = nullptr;
    FactLabel *m_total = nullptr;
    QWidget *m_onFailure = nullptr; ///< what a run is begun with
    MassConfirm *m_confirm = nullptr;
    MassOrderChart *m_order = nullptr;
};

} // namespace maestro
