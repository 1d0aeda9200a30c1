// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/age.h"
#include "domain/decision/decisionboard.h"
#include "ports/ports.h"
#include "theme/theme.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace maestro {

class CheckpointPanel;
class ConditionRow;
class DataAgeLabel;
class FactLabel;
class PillLabel;

/// The decision board of one rollout: what speaks for rolling back now, what for holding, and whether it may go on; what people say
/// beside it, the go/no-go points of the policy; and the decision, which is written to the Journal with the board as it was. It recommends and does nothing itself:
/// "Roll back" is recorded, then the guard is asked for. GUI thread; deletes itself when closed.
class DecisionDialog : public QDialog
{
    Q_OBJECT
public:
    DecisionDialog(const Ports &ports, const ObjectRef &target, const SloReportPtr &known, Theme *theme, QWidget *parent = nullptr);

    static constexpr int reasonAtLeast = 10;
    static constexpr int liveMs = 20'000; ///< of a board: judged at least every 15 s

Q_SIGNALS:
    void rollbackAsked(); ///< the decision to roll back is on disk: the guard is wanted now

private:
    QWidget *buildHead();
    QWidget *buildColumns();
    QWidget *buildPeople();
    QWidget *buildDecision();
    void takeReport(const SloReportPtr &report);
    void takeSignals(const ObjectRef &target, const QList<SignalState> &states);
    void showBoard();
    void showSaid();
    void showConditions(QList<ConditionRow *> &rows, QVBoxLayout *column, bool hold);
    void setSignal(bool clear);
    void decide(const QString &choice);
    void sayRefused(const Error &error);
    void check();

    Ports m_ports;
    ObjectRef m_target;
    Theme *m_theme;
    DecisionBoardPtr m_board;
    SteadyAge m_boardAge;
    bool m_isNamed = false; ///< a policy in force names the target
    QString m_problem; ///< why there is no board
    QList<SignalState> m_signals;
    QString m_choice; ///< under way
    QTimer m_clock; ///< 1 Hz
    PillLabel *m_pill = nullptr;
    FactLabel *m_sentence = nullptr;
    FactLabel *m_go = nullptr;
    DataAgeLabel *m_age = nullptr;
    QVBoxLayout *m_rollback = nullptr;
    QVBoxLayout *m_hold = nullptr;
    QList<ConditionRow *> m_rollbackRows;
    QList<ConditionRow *> m_holdRows;
    CheckpointPanel *m_points = nullptr;
    FactLabel *m_said = nullptr;
    QComboBox *m_signal = nullptr;
    QPushButton *m_set = nullptr;
    QPushButton *m_clear = nullptr;
    QLineEdit *m_reason = nullptr;
    QList<QPushButton *> m_decide;
    FactLabel *m_outcome = nullptr;
};

} // namespace maestro
