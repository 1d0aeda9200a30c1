// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/validation/sentmessagedialog.h"

#include "text/humanize.h"
#include "text/validation/validationtext.h"
#include "theme/factlabel.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace maestro {

SentMessageDialog::SentMessageDialog(const CheckItem &item, const ValidationSubject &subject, const QString &draft, Theme *theme, QWidget *parent)
    : QDialog(parent)
    , m_item(item)
    , m_subject(subject)
    , m_text(new QPlainTextEdit(draft, this))
    , m_lacks(new FactLabel(tr("What it has to name"), this))
    , m_record(new QPushButton(tr("&Record as sent"), this))
{
    const QString title = tr("What was sent for %1").arg(displaySafe(item.id, 60));
    setWindowTitle(title);
    setAccessibleName(title);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(theme->px(620), theme->px(260));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(16), theme->px(14), theme->px(16), theme->px(12));
    column->setSpacing(theme->px(8));
    auto *asked = new FactLabel(tr("Asked for"), this);
    asked->setText(tr("Nothing is sent here. Write what you sent, as you sent it; it is recorded in the Journal."));
    for (FactLabel *one : {asked, m_lacks}) {
        one->setWordWrap(true);
        one->setTextFormat(Qt::PlainText);
    }
    m_text->setAccessibleName(tr("Message that was sent"));
    m_text->setTabChangesFocus(true);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    m_record->setAccessibleName(tr("Record as sent"));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    for (QPushButton *one : {cancel, m_record}) {
        one->setAutoDefault(false);
        buttons->addWidget(one);
    }
    column->addWidget(asked);
    column->addWidget(m_text, 1);
    column->addWidget(m_lacks);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::close);
    connect(m_text, &QPlainTextEdit::textChanged, this, &SentMessageDialog::judge);
    connect(m_record, &QPushButton::clicked, this, [this] {
        m_record->setEnabled(false);
        Q_EMIT said(m_text->toPlainText());
        close();
    });
    judge();
    m_text->setFocus();
}

void SentMessageDialog::judge()
{
    const auto lacks = unnamedError(m_item, m_subject, m_text->toPlainText());
    m_lacks->setFact(lacks ? lacks->message : tr("It names what the policy wants named."));
    m_record->setEnabled(!lacks && !m_text->toPlainText().trimmed().isEmpty());
}

} // namespace maestro
