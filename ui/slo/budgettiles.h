// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"
#include "ports/decisionport.h"
#include "theme/theme.h"

#include <QPointer>
#include <QWidget>

class QHBoxLayout;

namespace maestro {

class BudgetTile;
class FactLabel;
class ReasonDialog;
class ThemedLabel;

/// Error budgets side by side. Each says in words what its number is a share of, its burn over each window, and who acknowledged it; a person
/// can do so here, which writes to the Journal and changes nothing else (ledger BUD-02). GUI thread.
class BudgetTiles : public QWidget
{
    Q_OBJECT
public:
    /// `port` may be null: nobody writes it down.
    BudgetTiles(DecisionPort *port, Theme *theme, QWidget *parent = nullptr);

    void showReport(const SloReport &report, const std::optional<double> &pageLine);

private:
    void rebuild(const QStringList &names);
    void ask(const BudgetTile *tile);

    DecisionPort *m_port;
    Theme *m_theme;
    QHBoxLayout *m_row;
    ThemedLabel *m_none;
    FactLabel *m_outcome;
    QList<BudgetTile *> m_tiles;
    QStringList m_names;
    ObjectRef m_target;
    QString m_policy;
    QByteArray m_policyHash;
    bool m_waiting = false; ///< for the record that was asked for
    QPointer<ReasonDialog> m_dialog;
};

} // namespace maestro
