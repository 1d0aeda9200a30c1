// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slo/silenceguard.h"

#include "domain/alerts/silencemark.h"
#include "operations/guard/guardaccess.h"
#include "operations/guard/guardband.h"
#include "text/humanize.h"
#include "text/operationtext.h"
#include "text/slotext.h"
#include "theme/smallparts.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace maestro {

namespace {

QWidget *labelled(const QString &caption, QWidget *field, Theme *theme, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    auto *label = new ThemedLabel(caption, theme, FontRole::Secondary, Token::Text2, box);
    label->setAccessibleName(caption + QLatin1Char(':')); // the field itself bears the bare name
    label->setFixedWidth(theme->px(66));
    line->addWidget(label, 0, Qt::AlignTop);
    line->addWidget(field, 1);
    return box;
}

} // namespace

SilenceGuard::SilenceGuard(const SilencePlan &plan, const QString &environment, Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_plan(plan)
    , m_token(!isRelaxed(environment) || !plan.silence.hides.isEmpty() ? plan.connection : QString())
    , m_theme(theme)
{
    installGuardAccess();
    setProperty(guardProperty, true);
    const QString what = plan.expire ? tr("Expire silence %1").arg(displaySafe(plan.silence.id, 60)) : tr("Create silence");
    setAccessibleName(tr("%1 on %2").arg(what, displaySafe(plan.connection, 80)));
    setFocusPolicy(Qt::ClickFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(new GuardBand(environment, plan.connection, {}, {}, theme, this));
    auto *body = new QVBoxLayout;
    body->setContentsMargins(theme->px(20), theme->px(14), theme->px(20), theme->px(12));
    body->setSpacing(theme->px(10));
    column->addLayout(body, 1);
    buildBody(body);
    buildFields(body);
    buildFooter(column);
    refresh();
}

void SilenceGuard::buildBody(QVBoxLayout *column)
{
    auto *title = new ThemedLabel(accessibleName(), m_theme, FontRole::PageTitle, Token::Text, this);
    title->setAccessibleName(tr("%1, heading").arg(accessibleName()));
    title->setWordWrap(true);
    column->addWidget(title);
    auto *effect = new FactLabel(tr("Effect"), this);
    effect->setWordWrap(true);
    effect->setFact(m_plan.effect.isEmpty() ? silenceSentence(m_plan.silence) : displaySafe(m_plan.effect, 1000));
    column->addWidget(effect);
    for (const QString &warning : m_plan.warnings) {
        auto *label = new ThemedLabel(tr("Warning: %1").arg(displaySafe(warning, 600)), m_theme, FontRole::BodyStrong, Token::Warn, this);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    auto *request = new QPlainTextEdit(this);
    request->setAccessibleName(tr("Exact request"));
    request->setReadOnly(true);
    request->setFont(m_theme->font(FontRole::Mono));
    request->setPlainText(requestText(m_plan.request));
    request->setTabChangesFocus(true);
    column->addWidget(request, 1);
}

void SilenceGuard::buildFields(QVBoxLayout *column)
{
    m_reason = new QLineEdit(this);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setText(m_plan.expire ? QString() : withoutSilenceMark(m_plan.silence.comment));
    column->addWidget(labelled(tr("Reason"), m_reason, m_theme, this));
    connect(m_reason, &QLineEdit::textChanged, this, &SilenceGuard::refresh);
    if (m_token.isEmpty())
        return;
    m_typed = new QLineEdit(this);
    m_typed->setAccessibleName(tr("Confirmation"));
    m_typed->setAccessibleDescription(tr("Type exactly '%1'").arg(displaySafe(m_token)));
    m_typed->setPlaceholderText(tr("type  %1").arg(displaySafe(m_token)));
    m_typed->setFont(m_theme->font(FontRole::Mono));
    column->addWidget(labelled(tr("Confirm"), m_typed, m_theme, this));
    connect(m_typed, &QLineEdit::textChanged, this, &SilenceGuard::refresh);
}

void SilenceGuard::buildFooter(QVBoxLayout *column)
{
    auto *line = new QHBoxLayout;
    line->setContentsMargins(m_theme->px(20), m_theme->px(9), m_theme->px(16), m_theme->px(9));
    m_foot = new ThemedLabel({}, m_theme, FontRole::Secondary, Token::Text2, this);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setAutoDefault(false);
    m_confirm = new ConfirmButton(m_theme, this);
    m_confirm->setText(m_plan.expire ? tr("Expire silence") : tr("Create silence"));
    m_confirm->setAccessibleName(m_confirm->text());
    line->addWidget(m_foot, 1);
    line->addWidget(m_cancel);
    line->addWidget(m_confirm);
    column->addLayout(line);
    connect(m_cancel, &QPushButton::clicked, this, &SilenceGuard::cancelled);
    connect(m_confirm, &ConfirmButton::confirmed, this, &SilenceGuard::confirm);
}

bool SilenceGuard::isValid() const
{
    return !m_sent && m_reason->text().trimmed().size() >= leastReason && (!m_typed || m_typed->text().trimmed() == m_token);
}

void SilenceGuard::refresh()
{
    m_confirm->setEnabled(isValid());
    m_foot->setText(m_reason->text().trimmed().size() < leastReason ? tr("a reason is missing")
                        : !isValid()                                ? tr("the words to type do not match")
                                                                    : tr("Ctrl+Enter confirms"));
    m_confirm->setAccessibleDescription(m_confirm->isEnabled() ? QString() : m_foot->text());
}

void SilenceGuard::confirm()
{
    if (!m_shield.isValid() || m_shield.elapsed() < shieldMs || !isValid())
        return;
    m_sent = true;
    m_confirm->setEnabled(false);
    Q_EMIT confirmed({m_plan.digest, m_reason->text().trimmed(), {}});
}

bool SilenceGuard::event(QEvent *event)
{
    if (event->type() == QEvent::WindowActivate)
        m_shield.start();
    return QFrame::event(event);
}

void SilenceGuard::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    m_shield.start();
    m_cancel->setFocus(Qt::OtherFocusReason);
}

void SilenceGuard::keyPressEvent(QKeyEvent *event)
{
    event->accept();
    if (event->isAutoRepeat())
        return;
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else if (enter && event->modifiers().testFlag(Qt::ControlModifier))
        confirm();
}

void SilenceGuard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Raised));
    painter.setPen(m_theme->color(Token::BorderStrong));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

QSize SilenceGuard::sizeHint() const
{
    return {m_theme->px(760), m_theme->px(520)};
}

} // namespace maestro
