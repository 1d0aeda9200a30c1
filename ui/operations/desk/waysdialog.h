// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/ports.h"
#include "theme/theme.h"

#include <QDialog>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTableWidget;
class QVBoxLayout;

namespace maestro {

class FactLabel;
class ThemedLabel;

/// Every way back for one service side by side: usable or why not, what it reverts and leaves, how long it took here, the exact call. The
/// first usable one is chosen; taking one opens the guard. Nothing is sent from here. Not modal; owns nothing but its widgets.
class WaysDialog : public QDialog
{
    Q_OBJECT
public:
    WaysDialog(const Ports &ports, const ObjectRef &target, WorkloadKind workload, Theme *theme, QWidget *parent);

    void showOptions(const RollbackOptionsPtr &options);

Q_SIGNALS:
    /// A way was chosen; `to` is empty where the last known good shall be taken.
    void chosen(QString via, QString to);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildTable(QVBoxLayout *column);
    void buildDetails(QVBoxLayout *column);
    void buildFooter(QVBoxLayout *column);
    void readAgain();
    void describe();
    void take();
    const RollbackOption *current() const;

    Ports m_ports;
    ObjectRef m_target;
    WorkloadKind m_workload;
    Theme *m_theme;
    RollbackOptionsPtr m_options;
    FactLabel *m_good;
    FactLabel *m_note;
    QTableWidget *m_table;
    FactLabel *m_state;
    QList<FactLabel *> m_facts;
    QPlainTextEdit *m_call;
    QLineEdit *m_to;
    QPushButton *m_again;
    QPushButton *m_take;
};

} // namespace maestro
