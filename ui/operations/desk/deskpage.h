// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/desk/preparedway.h"
#include "ports/ports.h"
#include "theme/theme.h"

#include <QMap>
#include <QWidget>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace maestro {

class FactLabel;
class OperationActions;
class PreparedCard;
class ShareTable;
class ThemedLabel;
class VersionTable;

/// "Rollback options": every way back for one service side by side, what was good before and who says so, and the way that was made ready
/// ahead. The first usable way is chosen; taking one plans anew and opens the guard. Nothing is sent from here. It speaks of the object that
/// was read, never of another one: answers for earlier objects are dropped, and a request carries the uid that is shown. GUI thread.
class DeskPage : public QWidget
{
    Q_OBJECT
public:
    DeskPage(const Ports &ports, Theme *theme, OperationActions *actions, QWidget *parent = nullptr);

    /// Reads every way of this object; an empty `target` says that none is open.
    void open(const ObjectRef &target, WorkloadKind workload);
    const ObjectRef &target() const { return m_target; }
    /// The way that is chosen, now or once they are read.
    void prefer(const QString &way);
    void showOptions(const RollbackOptionsPtr &options);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildHeader(QVBoxLayout *column);
    void buildWays(QVBoxLayout *column);
    QWidget *buildChosen();
    QWidget *buildVersions();
    void buildFooter(QVBoxLayout *column);
    void readAgain();
    void forget();
    void showWays();
    void showGoods();
    void describe();
    void chooseVersion();
    void prepare();
    void take();
    void keep(const std::optional<PreparedWay> &prepared);
    const RollbackOption *current() const;
    QString wantedTarget() const;
    QString key() const; ///< of the object, for what is kept of it

    Ports m_ports;
    Theme *m_theme;
    OperationActions *m_actions;
    ObjectRef m_target;
    WorkloadKind m_workload = WorkloadKind::Rollout;
    RollbackOptionsPtr m_options; ///< of m_target; null: not read
    QString m_chosen; ///< name of the way; kept when they are read again
    QMap<QString, PreparedWay> m_prepared; ///< by object, as long as the window
    ThemedLabel *m_title = nullptr;
    FactLabel *m_good = nullptr;
    FactLabel *m_note = nullptr;
    ShareTable *m_table = nullptr;
    FactLabel *m_state = nullptr;
    QList<FactLabel *> m_facts;
    QPlainTextEdit *m_call = nullptr;
    VersionTable *m_versions = nullptr;
    PreparedCard *m_card = nullptr;
    QLineEdit *m_to = nullptr;
    QLineEdit *m_reason = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_prepare = nullptr;
    QPushButton *m_take = nullptr;
};

} // namespace maestro
