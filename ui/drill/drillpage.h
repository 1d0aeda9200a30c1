// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/ports.h"
#include "theme/theme.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QPushButton;
class QTableWidget;
class QVBoxLayout;

namespace maestro {

class DrillConfirm;
class FactLabel;
class PastDrills;
class SplitsView;
class ThemedLabel;

/// "Drills" (F7, ledger DRL-01 to DRL-04): what is due, how a run stands against its targets and the best one, what the console checked, the runs
/// before. Striped, so that nobody takes it for production (safety.md S10). GUI thread.
class DrillPage : public QWidget
{
    Q_OBJECT
public:
    DrillPage(const Ports &ports, Theme *theme, QWidget *parent = nullptr);

    bool isSettled() const { return m_board || !m_port; } ///< what is due is known

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildHead(QVBoxLayout *column);
    void buildTiles(QVBoxLayout *column);
    void buildBody(QVBoxLayout *column);
    QTableWidget *addTable(const QString &name, const QStringList &titles, int wide, QVBoxLayout *column);
    QVBoxLayout *addPanel(const QString &title, QVBoxLayout *column, int stretch, ThemedLabel **note = nullptr);
    void takeBoard(const DrillBoardPtr &board);
    void takeRun(const DrillRun &run, bool over);
    void showDrills();
    void showRun();
    void showSteps(const DrillEntry &entry, const DrillRun *run);
    void showHistory(const DrillEntry &entry);
    void tick();
    void askToRun();
    const DrillEntry *chosen() const;
    const DrillRun *shownRun(const DrillEntry &entry) const;

    DrillPort *m_port;
    const Clock *m_clock;
    Theme *m_theme;
    DrillBoardPtr m_board;
    std::optional<DrillRun> m_live; ///< under way in this window, or just over
    bool m_running = false;
    QString m_runShown; ///< id of an older run that was chosen; empty: the newest
    QTimer m_ticks; ///< 4 Hz while a run is shown that goes on
    QPointer<DrillConfirm> m_confirm;
    ThemedLabel *m_title = nullptr;
    FactLabel *m_about = nullptr;
    FactLabel *m_notice = nullptr;
    QPushButton *m_run = nullptr;
    QPushButton *m_stop = nullptr;
    FactLabel *m_numbers[4] = {}; ///< clock, detection, decision, recovery
    ThemedLabel *m_limits[4] = {};
    QTableWidget *m_drills = nullptr;
    SplitsView *m_splits = nullptr;
    ThemedLabel *m_against = nullptr;
    QTableWidget *m_steps = nullptr;
    PastDrills *m_past = nullptr;
    QTableWidget *m_runs = nullptr;
};

} // namespace maestro
