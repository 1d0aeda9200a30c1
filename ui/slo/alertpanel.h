// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/ports.h"
#include "theme/theme.h"

#include <QPointer>
#include <QWidget>

class QPushButton;

namespace maestro {

class AlertModel;
class DetailTable;
class FactLabel;
class GuardOverlay;
class RoutesDialog;
class SilenceForm;
class SilenceModel;

/// Alerts and silences of all connections side by side. A silence is created or expired through a form, a plan and the guard;
/// this panel never sends anything by itself. GUI thread.
class AlertPanel : public QWidget
{
    Q_OBJECT
public:
    AlertPanel(const Ports &ports, Theme *theme, QWidget *parent = nullptr);

    /// Alerts about this service come with the report even when no board has them.
    void showReport(const SloReportPtr &report);
    void tick();

private:
    void takeBoards(const QList<AlertBoard> &boards);
    void takePlan(const SilencePlan &plan);
    void fill();
    void updateExpire();
    void askPlan(const QString &connection, const Silence &silence, bool expire);
    void openForm();
    void openRoutes();
    void askExpire();
    void closeGuard();
    QString environmentOf(const QString &connection) const;

    Ports m_ports;
    Theme *m_theme;
    QList<AlertBoard> m_boards;
    SloReportPtr m_report;
    FleetSnapshotPtr m_fleet;
    AlertModel *m_alerts;
    SilenceModel *m_silences;
    DetailTable *m_alertTable;
    DetailTable *m_silenceTable;
    FactLabel *m_hiding;
    FactLabel *m_outcome;
    QPushButton *m_create;
    QPushButton *m_expire;
    QPushButton *m_where;
    std::optional<SilencePlan> m_asked; ///< what a plan is awaited for
    QPointer<SilenceForm> m_form;
    QPointer<RoutesDialog> m_routes;
    QPointer<GuardOverlay> m_overlay;
};

} // namespace maestro
