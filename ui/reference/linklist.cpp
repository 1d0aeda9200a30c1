// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/linklist.h"

#include "reference/plaintable.h"
#include "text/humanize.h"
#include "text/reference/referencetext.h"
#include "theme/factlabel.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace maestro {

LinkList::LinkList(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_state(new FactLabel(tr("Links"), this))
    , m_table(plainTable(tr("Documentation and contacts"), {tr("Group"), tr("Name"), tr("Address"), tr("State"), tr("Policy")}, 2, theme, this))
    , m_open(plainButton(tr("&Open"), this))
    , m_copy(plainButton(tr("Cop&y"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(10), theme->px(8), theme->px(10), theme->px(8));
    column->setSpacing(theme->px(8));
    m_state->setWordWrap(true);
    column->addWidget(m_state);
    column->addWidget(m_table, 1);
    auto *row = new QHBoxLayout;
    m_open->setAccessibleName(tr("Open the chosen address"));
    m_copy->setAccessibleName(tr("Copy the chosen address"));
    row->addWidget(m_open);
    row->addWidget(m_copy);
    row->addStretch(1);
    column->addLayout(row);
    setFocusProxy(m_table);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &LinkList::choose);
    connect(m_table, &QTableWidget::itemActivated, this, &LinkList::open);
    connect(m_open, &QPushButton::clicked, this, &LinkList::open);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        if (const ReferenceLink *link = chosen()) {
            const QString text = displaySafe(link->url.startsWith(QLatin1String("http")) ? link->url : link->text, 2'000);
            QGuiApplication::clipboard()->setText(text);
            Q_EMIT said(tr("Copied: %1").arg(text));
        }
    });
    setShelf({});
}

void LinkList::setShelf(const ReferenceShelf &shelf)
{
    m_shelf = shelf;
    QList<QStringList> rows;
    int without = 0;
    for (const ReferenceLink &link : std::as_const(m_shelf.links)) {
        const QString state = linkStateText(link.state);
        without += link.state != ReferenceLink::State::Given;
        rows.append({linkGroupText(link.group), link.title, link.text.isEmpty() ? tr("none") : link.text, state.isEmpty() ? tr("given") : state, link.policy});
    }
    fillTable(m_table, rows);
    QStringList facts;
    facts.append(!shelf.at.isValid() ? tr("Not read yet.")
                     : rows.isEmpty() ? tr("No policy names a link or a contact.")
                                      : tr("%1, %2 of them without an address.").arg(tr("%n link(s)", nullptr, int(rows.size()))).arg(without));
    if (!shelf.problem.isEmpty())
        facts.append(tr("contacts.yaml is left out: %1").arg(displaySafe(shelf.problem, 300)));
    m_state->setFact(facts.join(u' '));
    choose();
}

const ReferenceLink *LinkList::chosen() const
{
    const int row = chosenRow(m_table);
    return row >= 0 && row < m_shelf.links.size() ? &m_shelf.links[row] : nullptr;
}

void LinkList::choose()
{
    const ReferenceLink *link = chosen();
    m_open->setEnabled(link && !link->url.isEmpty());
    m_copy->setEnabled(link && !link->text.isEmpty());
}

void LinkList::open()
{
    const ReferenceLink *link = chosen();
    if (!link)
        return;
    if (link->url.isEmpty())
        return Q_EMIT said(link->text.isEmpty() ? tr("%1 is not configured.").arg(displaySafe(link->title, 80)) : tr("There is nothing to open; it can be copied."));
    if (!QDesktopServices::openUrl(QUrl(link->url, QUrl::StrictMode)))
        Q_EMIT said(tr("Nothing here opens %1").arg(displaySafe(link->url, 300)));
}

} // namespace maestro
