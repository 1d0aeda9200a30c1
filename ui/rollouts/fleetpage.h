// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/verb.h"
#include "items/fleetmodel.h"
#include "ports/ports.h"
#include "theme/theme.h"

#include <QTimer>
#include <QWidget>

class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QStackedLayout;
class QTableView;

namespace maestro {

class AnalysisRunsPanel;
class EmptyState;
class FilterBox;
class FleetDelegate;
class FleetInspector;
class OperationActions;

/// What needs a person now, anywhere: the table of all rollouts, chips, filter, groupings and the inspector. Selection is kept
/// by rollout; rows do not change places while the pointer or a key was used in the table in the last moment. GUI thread.
class FleetPage : public QWidget
{
    Q_OBJECT
public:
    FleetPage(const Ports &ports, Theme *theme, OperationActions *actions, QWidget *parent = nullptr);

    void setScope(const QString &context, const QString &ns);
    void tick(); ///< once a second
    void focusFilter();
    void startVerb(Verb verb); ///< opens the guard on the selected rollout
    void showRuns(bool on); ///< all AnalysisRuns instead of the rollouts
    bool showsRuns() const;
    void peek(); ///< the inspector for the selected row, narrow window or not
    FleetModel *model() const { return m_model; }
    QString uidOf(const ObjectRef &ref) const; ///< empty: not in the fleet
    bool select(const ObjectRef &ref);
    FleetRowPtr selectedRow() const;

Q_SIGNALS:
    void openRequested(maestro::ObjectRef ref, maestro::WorkloadKind workload);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeChips();
    AnalysisRunsPanel *runs();
    void chooseTable();
    void makeTable();
    void updateCounts();
    void sayWhyEmpty(const QList<ConnectionStatus> &connections);
    void updateRowHeights();
    void makeInspector();
    void updateInspector();
    void openSelected();
    void togglePeek();
    bool tableKey(int key);
    void moveSelection(int by);
    void placeColumns();

    Ports m_ports;
    Theme *m_theme;
    OperationActions *m_actions;
    FleetModel *m_model;
    QTableView *m_table = nullptr;
    FleetDelegate *m_delegate = nullptr;
    FleetInspector *m_inspector = nullptr; ///< null until a row was selected
    QHBoxLayout *m_sides = nullptr; ///< the table, and the inspector beside it
    JournalRecordsPtr m_records;
    QList<CheckpointList> m_points; ///< go/no-go points of the fleet
    FilterBox *m_filter = nullptr;
    QLabel *m_count = nullptr;
    QButtonGroup *m_chips = nullptr;
    EmptyState *m_empty = nullptr;
    QStackedLayout *m_stack = nullptr;
    AnalysisRunsPanel *m_runs = nullptr; ///< null until it was shown once
    std::pair<QString, QString> m_scope; ///< context and namespace
    QPushButton *m_runsButton = nullptr;
    QTimer m_holdDebounce;
    bool m_peek = true;
};

} // namespace maestro
