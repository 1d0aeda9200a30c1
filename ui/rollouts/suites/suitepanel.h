// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/ports.h"
#include "theme/theme.h"

#include <QWidget>

#include <memory>
#include <vector>

class QGridLayout;
class QPushButton;

namespace maestro {

class FactLabel;
class PillLabel;
class ThemedLabel;

/// The suites of the open rollout's policy: how the newest run of each went and on which release, its checks while it has not passed, and the
/// buttons that run one or what is left of it (ledger VAL-08). Hidden where the policy has none. GUI thread.
class SuitePanel : public QWidget
{
    Q_OBJECT
public:
    SuitePanel(const Ports &ports, Theme *theme, QWidget *parent = nullptr);

    void open(const ObjectRef &ref);
    void tick(const QDateTime &now); ///< each second: ages

private:
    struct Row
    {
        QWidget *frame;
        PillLabel *pill;
        ThemedLabel *name;
        FactLabel *sentence;
        QPushButton *run;
        QPushButton *rest; ///< runs what has not passed
        QGridLayout *items;
        QList<std::pair<PillLabel *, FactLabel *>> checks;
    };

    void take(const SuiteBoard &board);
    void build();
    Row *buildRow(const QString &suite);
    void showRow(const SuiteView &view, Row &row);
    void showItems(const SuiteView &view, Row &row);
    void ask(const QString &id, const QString &suite, const QStringList &items);

    SuitePort *m_port;
    ValidationPort *m_scripts;
    Theme *m_theme;
    ObjectRef m_ref;
    SuiteBoard m_board;
    bool m_unread = false; ///< the last look failed: what is shown is older
    QString m_asked; ///< the suite whose new run was asked for here
    QDateTime m_now;
    FactLabel *m_problem;
    std::vector<std::unique_ptr<Row>> m_rows;
};

} // namespace maestro
