// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "parts/linkrow.h"

#include "text/humanize.h"

#include <QDesktopServices>
#include <QGridLayout>
#include <QPushButton>
#include <QUrl>

namespace maestro {

namespace {

constexpr int linksAtMost = 8;

QStringList titlesOf(const QList<WebLink> &links)
{
    QStringList titles;
    for (const WebLink &one : links)
        titles.append(one.title);
    return titles;
}

} // namespace

LinkRow::LinkRow(int inARow, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_inARow(inARow)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(theme->px(4));
    setAccessibleName(tr("Look further"));
    hide();
}

void LinkRow::setLinks(const QList<WebLink> &links)
{
    QList<WebLink> shown = links.mid(0, linksAtMost);
    const bool same = titlesOf(shown) == titlesOf(m_links);
    m_links = std::move(shown); // their time moves on with every reading
    if (same)
        return;
    qDeleteAll(m_buttons);
    m_buttons.clear();
    for (int i = 0; i < m_links.size(); ++i) {
        const QString title = displaySafe(m_links.at(i).title, 40);
        auto *button = new QPushButton(tr("%1 ↗").arg(title), this);
        button->setAutoDefault(false);
        button->setAccessibleName(tr("Open %1").arg(title));
        connect(button, &QPushButton::clicked, this, [this, i] {
            if (!QDesktopServices::openUrl(QUrl(m_links.at(i).url, QUrl::StrictMode)))
                Q_EMIT failed(tr("Nothing here opens %1").arg(displaySafe(m_links.at(i).url, 300)));
        });
        m_grid->addWidget(button, i / m_inARow, i % m_inARow);
        m_buttons.append(button);
    }
    setVisible(!m_links.isEmpty());
}

} // namespace maestro
