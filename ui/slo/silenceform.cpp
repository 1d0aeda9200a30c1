// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slo/silenceform.h"

#include "domain/alerts/matchers.h"
#include "text/humanize.h"
#include "theme/smallparts.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace maestro {

SilenceForm::SilenceForm(const QStringList &connections, const QString &matchers, Theme *theme, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_connection(new QComboBox(this))
    , m_matchers(new QLineEdit(matchers, this))
    , m_length(new QComboBox(this))
    , m_comment(new QLineEdit(this))
    , m_problem(new ThemedLabel({}, theme, FontRole::Secondary, Token::Warn, this))
    , m_go(new QPushButton(tr("Plan silence…"), this))
{
    setWindowTitle(tr("New silence"));
    setAccessibleName(windowTitle());
    setAttribute(Qt::WA_DeleteOnClose);
    resize(theme->px(560), theme->px(260));
    auto *form = new QFormLayout(this);
    form->setContentsMargins(theme->px(16), theme->px(14), theme->px(16), theme->px(12));
    m_connection->addItems(connections);
    m_connection->setAccessibleName(tr("Connection"));
    m_matchers->setAccessibleName(tr("Matchers"));
    m_matchers->setPlaceholderText(QStringLiteral("alertname=\"MaestroHighLatency\", service=~\"user-.*\""));
    m_matchers->setFont(theme->font(FontRole::Mono));
    m_length->setAccessibleName(tr("Length"));
    for (const int minutes : {30, 60, 120, 240, 480, 1440})
        m_length->addItem(durationText(minutes * 60), minutes);
    m_length->setCurrentIndex(1);
    m_comment->setAccessibleName(tr("Comment"));
    form->addRow(tr("Connection"), m_connection);
    form->addRow(tr("Matchers"), m_matchers);
    form->addRow(tr("Length"), m_length);
    form->addRow(tr("Comment"), m_comment);
    m_problem->setWordWrap(true);
    form->addRow(m_problem);
    auto *row = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    for (QPushButton *button : {cancel, m_go})
        button->setAutoDefault(false);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_go);
    form->addRow(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &SilenceForm::planAsked);
    connect(m_matchers, &QLineEdit::textChanged, this, &SilenceForm::check);
    connect(m_comment, &QLineEdit::textChanged, this, &SilenceForm::check);
    check();
    m_matchers->setFocus();
}

void SilenceForm::check()
{
    const Result<QList<SilenceMatcher>> matchers = parseMatchers(m_matchers->text());
    QString problem;
    if (!matchers)
        problem = m_matchers->text().trimmed().isEmpty() ? tr("Say what to silence.") : displaySafe(matchers.error().message, 200);
    else if (m_comment->text().trimmed().size() < 3)
        problem = tr("A comment says why.");
    m_problem->setText(problem);
    m_go->setEnabled(problem.isEmpty());
    m_go->setAccessibleDescription(problem);
}

std::optional<Silence> SilenceForm::silence(const QDateTime &now) const
{
    const Result<QList<SilenceMatcher>> matchers = parseMatchers(m_matchers->text());
    if (!matchers || m_comment->text().trimmed().size() < 3)
        return {};
    Silence made;
    made.matchers = *matchers;
    made.startsAt = now;
    made.endsAt = now.addSecs(qint64(m_length->currentData().toInt()) * 60);
    made.comment = m_comment->text().trimmed();
    return made;
}

QString SilenceForm::connection() const
{
    return m_connection->currentText();
}

} // namespace maestro
