// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "parts/reasondialog.h"

#include "theme/factlabel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr int reasonAtLeast = 10;

} // namespace

ReasonDialog::ReasonDialog(const QString &title, const QString &effect, const QString &button, const QString &suggested, Theme *theme, QWidget *parent)
    : QDialog(parent)
    , m_reason(new QLineEdit(suggested, this))
    , m_link(new QLineEdit(this))
    , m_go(new QPushButton(button, this))
{
    setWindowTitle(title);
    setAccessibleName(title);
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    resize(theme->px(560), theme->px(150));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(16), theme->px(14), theme->px(16), theme->px(12));
    auto *what = new FactLabel(tr("Effect"), this);
    what->setWordWrap(true);
    what->setFact(effect);
    column->addWidget(what);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("Why? It goes into the Journal."));
    m_reason->setMaxLength(500);
    column->addWidget(m_reason);
    m_link->setAccessibleName(tr("Link"));
    m_link->setPlaceholderText(tr("Link to notes, if there are any"));
    m_link->setMaxLength(500);
    m_link->hide();
    column->addWidget(m_link);
    auto *row = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_go->setDefault(true);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_go);
    column->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_reason, &QLineEdit::textChanged, this, &ReasonDialog::check);
    connect(m_go, &QPushButton::clicked, this, [this] {
        Q_EMIT given(m_reason->text().trimmed());
        accept();
    });
    check();
    m_reason->setFocus();
    m_reason->selectAll();
}

void ReasonDialog::offerLink()
{
    m_link->show();
}

QString ReasonDialog::link() const
{
    return m_link->text().trimmed();
}

void ReasonDialog::check()
{
    const bool enough = m_reason->text().trimmed().size() >= reasonAtLeast;
    m_go->setEnabled(enough);
    m_go->setAccessibleDescription(enough ? QString() : tr("The reason needs at least %1 characters.").arg(reasonAtLeast));
}

} // namespace maestro
