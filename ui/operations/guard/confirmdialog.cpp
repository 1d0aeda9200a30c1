// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/guard/confirmdialog.h"

#include "operations/guard/confirmbutton.h"
#include "operations/guard/guardaccess.h"
#include "operations/guard/guardband.h"
#include "operations/guard/guardchecks.h"
#include "operations/guard/plansummary.h"
#include "operations/guard/reasonbox.h"
#include "operations/guard/record/recordbox.h"
#include "text/humanize.h"
#include "text/operationtext.h"
#include "theme/smallparts.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr int ticketLength = 200;

ThemedLabel *caption(const QString &text, Theme *theme, QWidget *parent)
{
    auto *label = new ThemedLabel(text, theme, FontRole::Secondary, Token::Text2, parent);
    label->setAccessibleName(text + QLatin1Char(':')); // the field itself bears the bare name
    label->setFixedWidth(theme->px(66));
    return label;
}

/// What does not fit into a small window is reached by scrolling, never cut.
QScrollArea *scrolled(QWidget *content, QWidget *parent)
{
    auto *scroll = new QScrollArea(parent);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    content->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    return scroll;
}

QWidget *row(QWidget *label, QWidget *field, Theme *theme, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme->px(6));
    line->addWidget(label, 0, Qt::AlignTop);
    line->addWidget(field, 1);
    return box;
}

} // namespace

ConfirmDialog::ConfirmDialog(OperationPlanPtr plan, const QString &environment, const Clock *clock, Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_plan(std::move(plan))
    , m_token(typedToken(*m_plan, environment))
    , m_clock(clock)
    , m_theme(theme)
    , m_watch(m_plan, clock)
    , m_band(new GuardBand(environment, m_plan->request.target.context, m_plan->request.target.ns, m_plan->server, theme, this))
{
    installGuardAccess();
    setAccessibleName(planTitle(*m_plan));
    setFocusPolicy(Qt::ClickFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(m_band);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    column->addLayout(middle, 1);
    m_body = new QWidget;
    auto *bodyColumn = new QVBoxLayout(m_body);
    bodyColumn->setContentsMargins(theme->px(20), theme->px(14), theme->px(20), theme->px(12));
    bodyColumn->setSpacing(theme->px(10));
    buildBody(bodyColumn);
    middle->addWidget(scrolled(m_body, this), 7);
    m_details = new PlanDetails(*m_plan, theme);
    QScrollArea *right = scrolled(m_details, this);
    right->setMinimumWidth(theme->px(330));
    middle->addWidget(right, 3);
    buildFooter(column);
    m_ticks.setInterval(200);
    connect(&m_ticks, &QTimer::timeout, this, [this] {
        m_watch.tick();
        refresh();
    });
    m_ticks.start();
    refresh();
}

void ConfirmDialog::buildBody(QVBoxLayout *column)
{
    auto *title = new ThemedLabel(planTitle(*m_plan), m_theme, FontRole::PageTitle, Token::Text, this);
    title->setAccessibleName(tr("%1, heading").arg(planTitle(*m_plan)));
    title->setWordWrap(true);
    column->addWidget(title);
    m_notice = new FactLabel(tr("Why this cannot be confirmed"), this);
    m_notice->setWordWrap(true);
    m_notice->setVisible(false);
    m_notice->setMargin(m_theme->px(8));
    m_notice->setAutoFillBackground(true);
    column->addWidget(m_notice);
    column->addWidget(new PlanSummary(*m_plan, m_theme, this));
    m_checks = new GuardChecks(m_plan, m_clock, m_theme, this);
    column->addWidget(row(caption(tr("Checks"), m_theme, this), m_checks, m_theme, this));
    buildFields(column);
    column->addStretch(1);
}

void ConfirmDialog::buildFields(QVBoxLayout *column)
{
    m_reason = new ReasonBox(*m_plan, m_theme, this);
    column->addWidget(row(caption(tr("Reason"), m_theme, this), m_reason, m_theme, this));
    connect(m_reason, &ReasonBox::changed, this, &ConfirmDialog::refresh);

    m_ticket = new QLineEdit(this);
    m_ticket->setAccessibleName(tr("Incident"));
    m_ticket->setPlaceholderText(tr("number or link, when there is one"));
    m_ticket->setMaxLength(ticketLength);
    m_ticket->setText(m_plan->request.ticket);
    column->addWidget(row(caption(tr("Incident"), m_theme, this), m_ticket, m_theme, this));
    m_record = new RecordBox(*m_plan, m_ticket, m_theme, this);
    column->addWidget(row(caption(tr("Log"), m_theme, this), m_record, m_theme, this));
    connect(m_record, &RecordBox::changed, this, &ConfirmDialog::refresh);

    auto *field = new QWidget(this);
    auto *line = new QHBoxLayout(field);
    line->setContentsMargins(0, 0, 0, 0);
    m_typed = new QLineEdit(field);
    m_typed->setAccessibleName(tr("Confirmation"));
    m_typed->setFont(m_theme->font(FontRole::Mono));
    m_typed->setMaximumWidth(m_theme->px(260));
    m_match = new ThemedLabel({}, m_theme, FontRole::Secondary, Token::Text2, field);
    line->addWidget(m_typed, 1);
    line->addWidget(m_match, 1);
    m_typing = row(caption(tr("Confirm"), m_theme, this), field, m_theme, this);
    column->addWidget(m_typing);
    connect(m_typed, &QLineEdit::textChanged, this, &ConfirmDialog::refresh);
    m_typing->setVisible(m_plan->request.verb != Verb::Abort && !m_token.isEmpty());
    if (m_token.isEmpty() && m_plan->request.verb == Verb::Abort)
        m_token = m_plan->request.target.name; // the typed way beside the hold

    const Actor &actor = m_plan->actor;
    const QString who = actor.server.isEmpty() ? tr("unknown to the cluster") : displaySafe(actor.server);
    QString me = tr("%1, on this computer %2 at %3, context %4").arg(who, displaySafe(actor.os), displaySafe(actor.host), displaySafe(m_plan->request.target.context));
    if (!actor.impersonating.isEmpty())
        me += tr(", impersonating %1").arg(displaySafe(actor.impersonating));
    auto *you = new ThemedLabel(me, m_theme, FontRole::Secondary, Token::Text, this);
    you->setWordWrap(true);
    column->addWidget(row(caption(tr("You"), m_theme, this), you, m_theme, this));
}

void ConfirmDialog::buildFooter(QVBoxLayout *column)
{
    auto *foot = new QWidget(this);
    auto *line = new QHBoxLayout(foot);
    line->setContentsMargins(m_theme->px(20), m_theme->px(9), m_theme->px(16), m_theme->px(9));
    line->setSpacing(m_theme->px(10));
    m_foot = new ThemedLabel({}, m_theme, FontRole::Secondary, Token::Text2, foot);
    line->addWidget(m_foot, 1);
    m_again = new QPushButton(tr("Plan again"), foot);
    m_again->setVisible(false);
    m_cancel = new QPushButton(tr("Cancel"), foot);
    m_confirm = new ConfirmButton(m_theme, foot);
    m_confirm->setText(confirmLabel(*m_plan));
    m_confirm->setAccessibleName(confirmLabel(*m_plan));
    m_confirm->setHeld(m_plan->request.verb == Verb::Abort);
    for (QPushButton *button : {m_again, m_cancel})
        button->setAutoDefault(false);
    line->addWidget(m_again);
    line->addWidget(m_cancel);
    line->addWidget(m_confirm);
    column->addWidget(foot);
    connect(m_cancel, &QPushButton::clicked, this, &ConfirmDialog::cancelled);
    connect(m_again, &QPushButton::clicked, this, &ConfirmDialog::planAgainAsked);
    connect(m_confirm, &ConfirmButton::confirmed, this, &ConfirmDialog::confirm);
    connect(m_confirm, &ConfirmButton::typedWayAsked, this, &ConfirmDialog::offerTypedWay);
}

void ConfirmDialog::see(const RolloutSnapshot &now)
{
    m_watch.see(now);
    refresh();
}

void ConfirmDialog::see(const ConnectionStatus &connection)
{
    m_watch.see(connection);
    refresh();
}

void ConfirmDialog::see(const SloReportPtr &report)
{
    m_checks->see(report);
}

void ConfirmDialog::setReason(const QString &reason)
{
    m_reason->setReason(reason);
}

QString ConfirmDialog::reason() const
{
    return m_reason->reason();
}

bool ConfirmDialog::isDead() const
{
    return !m_watch.verdict().isEmpty() || !m_plan->allowed.allowed;
}

QSize ConfirmDialog::sizeHint() const
{
    const int right = m_theme->px(330);
    const int body = m_body->minimumSizeHint().width() + style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this) + 2;
    const int width = std::max({m_theme->px(1040), body + right, body * 10 / 7}); // the body has what the details leave, seven tenths at most
    const auto heightOf = [](const QWidget *content, int room) {
        return content->layout()->hasHeightForWidth() ? content->layout()->totalHeightForWidth(room) : content->sizeHint().height();
    };
    const int content = std::max(heightOf(m_body, width - right), heightOf(m_details, right));
    return {width, std::clamp(content + m_theme->px(38 + 56), m_theme->px(560), m_theme->px(820))};
}

void ConfirmDialog::offerTypedWay()
{
    if (isShielded() || isDead())
        return;
    m_confirm->setHeld(false);
    m_typing->setVisible(true);
    m_typed->setFocus(Qt::OtherFocusReason);
    refresh();
}

bool ConfirmDialog::typedMatches() const
{
    return m_typing->isHidden() || m_typed->text().trimmed() == m_token;
}

bool ConfirmDialog::isValid() const
{
    return !m_sent && !isDead() && m_reason->isLongEnough() && m_record->problem().isEmpty() && typedMatches();
}

void ConfirmDialog::confirm()
{
    m_watch.tick();
    refresh();
    if (isShielded() || !isValid())
        return;
    m_sent = true;
    m_ticks.stop();
    m_confirm->setEnabled(false);
    Q_EMIT confirmed({m_plan->digest, m_reason->reason(), m_ticket->text().trimmed(), m_record->logUrl(), m_record->withoutEvidence()});
}

void ConfirmDialog::raiseShield()
{
    m_shield.start();
}

bool ConfirmDialog::isShielded() const
{
    return !m_shield.isValid() || m_shield.elapsed() < shieldMs;
}

void ConfirmDialog::refresh()
{
    m_band->setFreshness(m_watch.freshness());
    m_checks->refresh();
    const bool dead = isDead();
    m_confirm->setEnabled(isValid());
    m_again->setVisible(dead);
    const QString why = m_plan->allowed.allowed ? m_watch.verdict() : refusalText(m_plan->allowed);
    if (dead && m_notice->isHidden()) {
        QPalette colours = m_notice->palette();
        colours.setColor(QPalette::Window, m_theme->color(Token::FailedBg));
        colours.setColor(QPalette::WindowText, m_theme->color(Token::Failed));
        m_notice->setPalette(colours);
        m_notice->show();
        m_notice->announce(tr("%1 Nothing was sent.").arg(why));
        m_ticks.stop();
        m_again->setFocus(Qt::OtherFocusReason);
    }
    const bool typing = !m_typing->isHidden();
    const bool match = typedMatches();
    m_typed->setAccessibleDescription(tr("Type exactly '%1'").arg(displaySafe(m_token)));
    m_match->setText(!typing ? QString() : match ? tr("matches") : tr("type  %1").arg(displaySafe(m_token)));
    m_match->setToken(match ? Token::Healthy : Token::Text2);
    m_foot->setText(footerText());
    m_confirm->setAccessibleDescription(m_confirm->isEnabled() ? QString() : m_foot->text());
}

QString ConfirmDialog::footerText() const
{
    if (isDead())
        return tr("Nothing was sent. A new plan reads the object again.");
    QString what;
    if (!m_reason->isLongEnough())
        what = tr("a reason is missing");
    else if (!m_record->problem().isEmpty())
        what = m_record->problem();
    else if (!typedMatches())
        what = tr("the words to type do not match");
    else
        what = m_confirm->isHeld() ? tr("hold the button for 1.5 s, or press it shortly with a key to type instead") : tr("Ctrl+Enter confirms");
    const qint64 left = std::max<qint64>(0, (m_watch.leftMs() + 999) / 1000);
    return tr("%1 s left: %2").arg(left).arg(what);
}

bool ConfirmDialog::event(QEvent *event)
{
    if (event->type() == QEvent::WindowActivate)
        raiseShield();
    return QFrame::event(event);
}

void ConfirmDialog::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    raiseShield();
    m_cancel->setFocus(Qt::OtherFocusReason);
}

void ConfirmDialog::focusInEvent(QFocusEvent *event)
{
    QFrame::focusInEvent(event);
    if (event->reason() != Qt::MouseFocusReason)
        m_cancel->setFocus(Qt::OtherFocusReason);
}

void ConfirmDialog::keyPressEvent(QKeyEvent *event)
{
    event->accept();
    if (event->isAutoRepeat())
        return;
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else if (enter && event->modifiers().testFlag(Qt::ControlModifier)) {
        if (m_confirm->isHeld() && m_reason->isLongEnough())
            offerTypedWay();
        else if (!m_confirm->isHeld())
            confirm();
    } else if (event->key() >= Qt::Key_1 && event->key() <= Qt::Key_6 && event->modifiers() == Qt::NoModifier)
        m_reason->choose(event->key() - Qt::Key_0);
}

void ConfirmDialog::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Raised));
    painter.setPen(m_theme->color(Token::BorderStrong));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace maestro
