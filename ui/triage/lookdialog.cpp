// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/lookdialog.h"

#include "text/humanize.h"
#include "triage/outputview.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace maestro {

LookDialog::LookDialog(TriagePort *port, CheckKind kind, const QString &title, Theme *theme, QWidget *parent)
    : QDialog(parent)
    , m_port(port)
    , m_kind(kind)
    , m_output(new OutputView(theme, this))
    , m_again(new QPushButton(tr("Read &again"), this))
{
    setWindowTitle(title);
    setAccessibleName(title);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(theme->px(860), theme->px(560));
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_output, 1);
    m_output->setOnlyLooking(true);
    auto *row = new QHBoxLayout;
    m_again->setAccessibleName(tr("Read again"));
    m_again->setAutoDefault(false);
    connect(m_again, &QPushButton::clicked, this, &LookDialog::look);
    auto *close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    row->addStretch(1);
    row->addWidget(m_again);
    row->addWidget(close);
    column->addLayout(row);
    connect(port, &TriagePort::looked, this, [this](const TriageItem &item) {
        if (item.check.kind != m_kind)
            return;
        m_again->setEnabled(true);
        m_output->showItem(&item, true);
    });
    connect(port, &TriagePort::lookFailed, this, [this](const Error &error) {
        m_again->setEnabled(true);
        m_output->say(displaySafe(QStringList{error.message, error.hint}.join(u' ').trimmed(), 600));
    });
    look();
}

void LookDialog::look()
{
    m_again->setEnabled(false);
    m_output->say(tr("Reading…"));
    m_port->look(m_kind);
}

} // namespace maestro
