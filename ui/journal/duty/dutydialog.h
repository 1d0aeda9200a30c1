// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/present.h"
#include "domain/journal/duty.h"
#include "ports/ports.h"
#include "theme/theme.h"

#include <QDialog>

class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableWidget;
class QVBoxLayout;

namespace maestro {

class FactLabel;

/// What is owed after actions, and what was learned of them (ledger EVD-18, EVD-19). Lists both, writes both; each is a note of the
/// Journal. Not modal; follows the Journal while it is open.
class DutyDialog : public QDialog
{
    Q_OBJECT
public:
    /// `action`: id of the action that is looked at; empty: none. What is written is about it.
    DutyDialog(const Ports &ports, const QString &action, const QString &actionText, Theme *theme, QWidget *parent);

    void setRecords(const QList<JournalRecord> &records);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildDuties(QVBoxLayout *column);
    void buildLessons(QVBoxLayout *column);
    QPushButton *addLine(QVBoxLayout *column, QLineEdit *field, QWidget *more, const QString &button);
    void refresh();
    void told(const QString &text);
    QString chosenDuty() const;

    Ports m_ports;
    SteadyPresent m_present;
    Theme *m_theme;
    QString m_action;
    QString m_actionText;
    QList<Duty> m_duties;
    FactLabel *m_summary;
    QTableWidget *m_owed = nullptr;
    QTableWidget *m_learned = nullptr;
    QLineEdit *m_title = nullptr;
    QSpinBox *m_hours = nullptr;
    QLineEdit *m_how = nullptr;
    QLineEdit *m_lesson = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_close = nullptr;
    QPushButton *m_learn = nullptr;
    FactLabel *m_said;
};

} // namespace maestro
