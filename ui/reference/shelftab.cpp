// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/shelftab.h"

#include "reference/plaintable.h"
#include "text/humanize.h"
#include "theme/factlabel.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr int copiedLength = 4'000;

} // namespace

ShelfTab::ShelfTab(const QString &state, const QString &name, const QStringList &titles, int wide, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_table(plainTable(name, titles, wide, theme, this))
    , m_state(new FactLabel(state, this))
    , m_buttons(new QHBoxLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(10), theme->px(8), theme->px(10), theme->px(8));
    column->setSpacing(theme->px(8));
    m_state->setWordWrap(true);
    column->addWidget(m_state);
    column->addWidget(m_table, 1);
    auto *foot = new QHBoxLayout;
    foot->addLayout(m_buttons);
    foot->addStretch(1);
    column->addLayout(foot);
    setFocusProxy(m_table);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, [this] { choose(); });
}

QPushButton *ShelfTab::addButton(const QString &text, const QString &name)
{
    QPushButton *button = plainButton(text, this);
    button->setAccessibleName(name);
    m_buttons->addWidget(button);
    return button;
}

void ShelfTab::fill(const QList<QStringList> &rows, const QString &facts)
{
    fillTable(m_table, rows);
    m_state->setFact(facts);
    choose();
}

int ShelfTab::chosen() const
{
    return chosenRow(m_table);
}

void ShelfTab::copy(const QString &text)
{
    const QString harmless = displaySafe(text, copiedLength);
    QGuiApplication::clipboard()->setText(harmless);
    Q_EMIT said(tr("Copied: %1").arg(harmless));
}

void ShelfTab::open(const QString &url)
{
    if (!QDesktopServices::openUrl(QUrl(url, QUrl::StrictMode)))
        Q_EMIT said(tr("Nothing here opens %1").arg(displaySafe(url, 300)));
}

} // namespace maestro
