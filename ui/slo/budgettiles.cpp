// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slo/budgettiles.h"

#include "parts/reasondialog.h"
#include "slo/metrics/budgettile.h"
#include "text/budget/budgettext.h"
#include "text/humanize.h"
#include "theme/smallparts.h"

#include <QVBoxLayout>

namespace maestro {

BudgetTiles::BudgetTiles(DecisionPort *port, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_port(port)
    , m_theme(theme)
    , m_row(new QHBoxLayout)
    , m_none(new ThemedLabel(tr("The policy has no error budget here."), theme, FontRole::Secondary, Token::Text3, this))
    , m_outcome(new FactLabel(tr("Outcome of the acknowledgement"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme->px(4));
    m_row->setSpacing(theme->px(8));
    column->addLayout(m_row);
    column->addWidget(m_none);
    m_outcome->setWordWrap(true);
    m_outcome->hide();
    column->addWidget(m_outcome);
    if (!port)
        return;
    const auto tell = [this](const QString &said) {
        if (!std::exchange(m_waiting, false))
            return;
        m_outcome->show();
        m_outcome->announce(said);
    };
    connect(port, &DecisionPort::written, this, [tell](const QString &record) { tell(tr("Recorded in the Journal: %1").arg(displaySafe(record, 80))); });
    connect(port, &DecisionPort::failed, this, [tell](const Error &error) {
        tell(tr("Not recorded: %1 %2").arg(displaySafe(error.message, 300), displaySafe(error.hint, 200)).trimmed());
    });
}

void BudgetTiles::rebuild(const QStringList &names)
{
    if (names == m_names)
        return;
    m_names = names;
    qDeleteAll(m_tiles);
    m_tiles.clear();
    for (const QString &name : names) {
        auto *tile = new BudgetTile(displaySafe(name, 60), m_theme, this);
        tile->setAcknowledgeable(m_port != nullptr);
        connect(tile, &BudgetTile::acknowledgeAsked, this, [this, tile] { ask(tile); });
        m_row->addWidget(tile, 1);
        m_tiles << tile;
    }
    m_none->setVisible(names.isEmpty());
}

void BudgetTiles::showReport(const SloReport &report, const std::optional<double> &pageLine)
{
    if (report.target != m_target) {
        m_outcome->hide();
        m_waiting = false;
        if (m_dialog)
            m_dialog->close();
    }
    m_target = report.target;
    m_policy = report.policy;
    m_policyHash = report.policyHash;
    QStringList names;
    for (const BudgetReading &budget : report.budgets)
        names << budget.name;
    rebuild(names);
    for (int i = 0; i < m_tiles.size(); ++i)
        m_tiles.at(i)->showBudget(report.budgets.at(i), pageLine);
}

/// What is written is what stood in the dialog, whatever comes meanwhile.
void BudgetTiles::ask(const BudgetTile *tile)
{
    if (m_dialog || !m_port)
        return;
    const BudgetReading &seen = tile->budget();
    BudgetRequest request {m_target, seen.name, seen.meaning, seen.consumed, m_policy, m_policyHash, {}, {}};
    m_dialog = new ReasonDialog(tr("Acknowledge budget %1").arg(displaySafe(seen.name, 60)),
                                tr("Writes to the Journal that you have seen: %1. It changes nothing else and stands for a week, as long as no more is used or the limit holds.").arg(budgetUseText(seen)),
                                tr("Acknowledge"), {}, m_theme, window());
    m_dialog->offerLink();
    connect(m_dialog, &ReasonDialog::given, this, [this, request](const QString &reason) mutable {
        request.reason = reason;
        request.link = m_dialog->link();
        m_waiting = true;
        m_port->acknowledge(request);
    });
    m_dialog->open();
}

} // namespace maestro
