// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/guard/record/recordbox.h"

#include "domain/base/weblink.h"
#include "text/humanize.h"
#include "theme/smallparts.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QVBoxLayout>

namespace maestro {

RecordBox::RecordBox(const OperationPlan &plan, QLineEdit *ticket, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_asked(plan.recordAsks)
    , m_back(plan.request.verb == Verb::Abort || plan.request.verb == Verb::Rollback)
    , m_ticket(ticket)
    , m_log(new QLineEdit(plan.logUrl, this))
    , m_wrong(new ThemedLabel({}, theme, FontRole::Secondary, Token::Failed, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme->px(4));
    m_log->setAccessibleName(tr("Log address"));
    m_log->setPlaceholderText(tr("where the deployment's log is, if anywhere"));
    m_log->setMaxLength(2'000);
    ask(m_log, QStringLiteral("log_url"));
    ask(m_ticket, QStringLiteral("ticket"));
    connect(m_ticket, &QLineEdit::textChanged, this, &RecordBox::changed);
    column->addWidget(m_log);
    m_wrong->setVisible(false);
    column->addWidget(m_wrong);
    connect(m_log, &QLineEdit::textChanged, this, [this] {
        m_wrong->setText(logUrl().isEmpty() && !m_log->text().trimmed().isEmpty() ? tr("An http or https address without a password is needed.") : QString());
        m_wrong->setVisible(!m_wrong->text().isEmpty());
        Q_EMIT changed();
    });
    if (plan.evidenceProblem.isEmpty())
        return;
    auto *why = new ThemedLabel(displaySafe(plan.evidenceProblem, 400), theme, FontRole::Secondary, Token::Failed, this);
    why->setWordWrap(true);
    column->addWidget(why);
    m_without = new QCheckBox(tr("Go on without an evidence file; the Journal says so"), this);
    column->addWidget(m_without);
    connect(m_without, &QCheckBox::toggled, this, &RecordBox::changed);
}

/// In words, in the field, before anybody tries to confirm without it.
void RecordBox::ask(QLineEdit *field, const QString &word)
{
    if (!m_asked.contains(word))
        return;
    field->setPlaceholderText(m_back ? tr("asked for by the policy; without it the record says that it is lacking") : tr("required: the policy asks for it"));
    field->setAccessibleDescription(field->placeholderText());
}

QString RecordBox::logUrl() const
{
    const QString text = m_log->text().trimmed();
    return isWebAddress(text) ? text : QString();
}

bool RecordBox::withoutEvidence() const
{
    return m_without && m_without->isChecked();
}

QString RecordBox::problem() const
{
    if (!m_wrong->text().isEmpty())
        return tr("the log's address is not one");
    const auto missing = [this](const char *word, const QLineEdit *field) { return !m_back && m_asked.contains(QLatin1String(word)) && field->text().trimmed().isEmpty(); };
    if (!withoutEvidence() && missing("ticket", m_ticket))
        return tr("the policy asks for the incident");
    if (!withoutEvidence() && missing("log_url", m_log))
        return tr("the policy asks for the log's address");
    return m_without && !m_without->isChecked() ? tr("no evidence file can be written") : QString();
}

} // namespace maestro
