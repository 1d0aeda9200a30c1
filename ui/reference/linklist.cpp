// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/linklist.h"

#include "text/humanize.h"
#include "text/reference/referencetext.h"

#include <QPushButton>
#include <QTableWidget>

namespace maestro {

LinkList::LinkList(Theme *theme, QWidget *parent)
    : ShelfTab(tr("Links"), tr("Documentation and contacts"), {tr("Group"), tr("Name"), tr("Address"), tr("State"), tr("Policy")}, 2, theme, parent)
    , m_open(addButton(tr("&Open"), tr("Open the chosen address")))
    , m_copy(addButton(tr("Cop&y"), tr("Copy the chosen address")))
{
    connect(m_table, &QTableWidget::itemActivated, this, &LinkList::openLink);
    connect(m_open, &QPushButton::clicked, this, &LinkList::openLink);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        if (const ReferenceLink *of = link())
            copy(of->url.startsWith(QLatin1String("http")) ? of->url : of->text);
    });
    setShelf({});
}

void LinkList::setShelf(const ReferenceShelf &shelf)
{
    m_links = shelf.links;
    QList<QStringList> rows;
    int without = 0;
    for (const ReferenceLink &of : std::as_const(m_links)) {
        const QString state = linkStateText(of.state);
        without += of.state != ReferenceLink::State::Given;
        rows.append({linkGroupText(of.group), of.title, of.text.isEmpty() ? tr("none") : of.text, state.isEmpty() ? tr("given") : state, of.policy});
    }
    QStringList facts;
    facts.append(!shelf.at.isValid() ? tr("Not read yet.")
                     : rows.isEmpty() ? tr("No policy names a link or a contact.")
                                      : tr("%1, %2 of them without an address.").arg(tr("%n link(s)", nullptr, int(rows.size()))).arg(without));
    if (!shelf.problem.isEmpty())
        facts.append(tr("contacts.yaml is left out: %1").arg(displaySafe(shelf.problem, 300)));
    fill(rows, facts.join(u' '));
}

const ReferenceLink *LinkList::link() const
{
    const int row = chosen();
    return row >= 0 && row < m_links.size() ? &m_links[row] : nullptr;
}

void LinkList::choose()
{
    const ReferenceLink *of = link();
    m_open->setEnabled(of && !of->url.isEmpty());
    m_copy->setEnabled(of && !of->text.isEmpty());
}

void LinkList::openLink()
{
    const ReferenceLink *of = link();
    if (!of)
        return;
    if (of->url.isEmpty())
        return Q_EMIT said(of->text.isEmpty() ? tr("%1 is not configured.").arg(displaySafe(of->title, 80)) : tr("There is nothing to open; it can be copied."));
    open(of->url);
}

} // namespace maestro
