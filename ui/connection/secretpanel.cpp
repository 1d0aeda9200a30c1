// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/secretpanel.h"

#include "text/humanize.h"
#include "theme/factlabel.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>

namespace maestro {

SecretPanel::SecretPanel(SecretPort *secrets, Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_secrets(secrets)
    , m_asked(new FactLabel(tr("Missing secret"), this))
    , m_told(new FactLabel(tr("Where the secret is"), this))
    , m_secret(new QLineEdit(this))
    , m_keep(new QPushButton(tr("Keep secret"), this))
{
    setProperty("panel", true);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(theme->px(16), theme->px(10), theme->px(16), theme->px(10));
    grid->setHorizontalSpacing(theme->px(8));
    for (FactLabel *words : {m_asked, m_told})
        words->setWordWrap(true);
    m_secret->setAccessibleName(tr("Secret"));
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setPlaceholderText(tr("Token or password"));
    m_secret->setFixedWidth(theme->px(280));
    grid->addWidget(m_asked, 0, 0);
    grid->addWidget(m_secret, 0, 1);
    grid->addWidget(m_keep, 0, 2);
    grid->addWidget(m_told, 1, 0, 1, 3);
    grid->setColumnStretch(0, 1);
    connect(m_secret, &QLineEdit::textChanged, this, [this](const QString &text) { m_keep->setEnabled(!text.isEmpty()); });
    connect(m_secret, &QLineEdit::returnPressed, this, &SecretPanel::send);
    connect(m_keep, &QPushButton::clicked, this, &SecretPanel::send);
    connect(secrets, &SecretPort::missing, this, &SecretPanel::take);
    connect(secrets, &SecretPort::kept, this, &SecretPanel::told);
    show();
}

void SecretPanel::take(const QString &name, const QString &why)
{
    if (m_missing.value(name) == why)
        return;
    m_missing.insert(name, why);
    show();
}

void SecretPanel::send()
{
    if (m_missing.isEmpty() || m_secret->text().isEmpty())
        return;
    m_secrets->keep(m_missing.firstKey(), m_secret->text());
    m_secret->clear();
    m_keep->setEnabled(false);
}

void SecretPanel::told(const QString &name, const QString &problem)
{
    m_missing.remove(name);
    m_told->setFact(problem.isEmpty() ? tr("%1 is in the keychain.").arg(displaySafe(name, 80)) : displaySafe(problem, 400));
    show();
}

void SecretPanel::show()
{
    const bool asks = !m_missing.isEmpty();
    if (asks)
        m_asked->setFact(tr("keychain:%1 is missing. %2").arg(displaySafe(m_missing.firstKey(), 80), displaySafe(m_missing.first(), 300)));
    for (QWidget *part : {static_cast<QWidget *>(m_asked), static_cast<QWidget *>(m_secret), static_cast<QWidget *>(m_keep)})
        part->setVisible(asks);
    m_keep->setEnabled(!m_secret->text().isEmpty());
    m_told->setVisible(!m_told->text().isEmpty());
    setVisible(asks || m_told->isVisibleTo(this));
}

} // namespace maestro
