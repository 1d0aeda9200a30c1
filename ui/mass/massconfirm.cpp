// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mass/massconfirm.h"

#include "operations/guard/confirmbutton.h"
#include "operations/guard/guardaccess.h"
#include "operations/guard/guardband.h"
#include "text/humanize.h"
#include "text/mass/masstext.h"
#include "text/mass/massviewtext.h"
#include "theme/glyph.h"
#include "theme/smallparts.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr int checksAtMost = 8;

QPixmap checkMark(MassCheck::State state, const Theme &theme, qreal ratio)
{
    const int size = theme.px(14);
    QPixmap picture(QSize(size, size) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    paintGlyph(painter, QRectF(0.5, 0.5, size - 1, size - 1), state == MassCheck::State::Good ? Glyph::Healthy : state == MassCheck::State::Bad ? Glyph::Failed : Glyph::Unknown, theme);
    return picture;
}

} // namespace

MassConfirm::MassConfirm(Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_title(new ThemedLabel({}, theme, FontRole::PageTitle, Token::Text, this))
    , m_what(new ThemedLabel({}, theme, FontRole::Body, Token::Text2, this))
    , m_fields(new QWidget(this))
    , m_outcome(new FactLabel(tr("Outcome"), this))
{
    installGuardAccess();
    setProperty("panel", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(theme->px(14), theme->px(12), theme->px(14), theme->px(12));
    body->setSpacing(theme->px(8));
    body->addWidget(m_title);
    m_what->setWordWrap(true);
    body->addWidget(m_what);
    auto *fields = new QVBoxLayout(m_fields);
    fields->setContentsMargins(0, theme->px(6), 0, 0);
    fields->setSpacing(theme->px(6));
    buildFields(fields);
    body->addWidget(m_fields);
    m_outcome->setWordWrap(true);
    body->addWidget(m_outcome);
    body->addStretch(1);
    buildFooter(body);
    column->addLayout(body, 1);
    showView({}, 0);
}

void MassConfirm::buildFields(QVBoxLayout *column)
{
    const auto caption = [&](const QString &text) {
        auto *label = new ThemedLabel(text, m_theme, FontRole::Secondary, Token::Text2, m_fields);
        label->setAccessibleName(text % QLatin1Char(':'));
        column->addWidget(label);
        return label;
    };
    caption(tr("Checks"));
    for (int i = 0; i < checksAtMost; ++i) {
        auto *row = new QHBoxLayout;
        auto *mark = new QLabel(m_fields);
        auto *text = new FactLabel(tr("Check %1").arg(i + 1), m_fields);
        text->setWordWrap(true);
        row->addWidget(mark, 0, Qt::AlignTop);
        row->addWidget(text, 1);
        column->addLayout(row);
        m_checks.append({mark, text});
    }
    column->addSpacing(m_theme->px(6));
    caption(tr("Reason"));
    auto *picks = new QHBoxLayout;
    for (const auto &[label, text] : {std::pair(tr("Shared dependency"), tr("A shared dependency is broken: ")), std::pair(tr("SLO"), tr("The SLO is missed for more than 5 minutes: ")),
                                      std::pair(tr("Security"), tr("Security problem in the new versions: "))}) {
        auto *pick = new QPushButton(label, m_fields);
        pick->setAutoDefault(false);
        connect(pick, &QPushButton::clicked, this, [this, text = text] {
            m_reason->setText(text);
            m_reason->setFocus();
        });
        picks->addWidget(pick);
    }
    picks->addStretch(1);
    column->addLayout(picks);
    m_reason = new QLineEdit(m_fields);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMaxLength(500);
    m_reason->setPlaceholderText(tr("Why? At least %1 characters").arg(massReasonAtLeast));
    column->addWidget(m_reason);
    column->addSpacing(m_theme->px(6));
    m_typedCaption = caption({});
    m_typed = new QLineEdit(m_fields);
    m_typed->setAccessibleName(tr("Confirmation"));
    m_typed->setFont(m_theme->font(FontRole::Mono));
    column->addWidget(m_typed);
    connect(m_reason, &QLineEdit::textChanged, this, &MassConfirm::refresh);
    connect(m_typed, &QLineEdit::textChanged, this, &MassConfirm::refresh);
}

void MassConfirm::buildFooter(QVBoxLayout *column)
{
    m_foot = new FactLabel(tr("What is missing"), this);
    m_foot->setFont(m_theme->font(FontRole::Secondary));
    m_foot->setWordWrap(true);
    column->addWidget(m_foot);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    m_again = new QPushButton(tr("New preview"), this);
    m_again->setAutoDefault(false);
    m_stop = new QPushButton(tr("Stop"), this);
    m_stop->setAutoDefault(false);
    m_stop->setAccessibleDescription(tr("What is under way is finished; nothing more is begun"));
    m_stop->setToolTip(m_stop->accessibleDescription());
    m_confirm = new ConfirmButton(m_theme, this);
    for (QPushButton *button : std::initializer_list<QPushButton *>{m_again, m_stop, m_confirm})
        row->addWidget(button);
    column->addLayout(row);
    connect(m_again, &QPushButton::clicked, this, &MassConfirm::againAsked);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_stop->setEnabled(false);
        Q_EMIT stopAsked();
    });
    connect(m_confirm, &ConfirmButton::confirmed, this, &MassConfirm::confirm);
}

/// The band says where once and for all: another place is another band.
void MassConfirm::placeBand()
{
    const QString where = m_view ? QStringList{m_view->connection.environment, m_view->plan.context, m_view->plan.ns, m_view->connection.server}.join(QLatin1Char('\n')) : QString();
    if (m_band && where == m_bandOf)
        return;
    delete m_band;
    m_bandOf = where;
    const MassPlan plan = m_view ? m_view->plan : MassPlan();
    m_band = new GuardBand(m_view ? m_view->connection.environment : QString(), plan.context, plan.ns.isEmpty() && m_view ? tr("all namespaces") : plan.ns, {}, m_theme, this);
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, m_band);
}

void MassConfirm::showView(const MassViewPtr &view, qint64 nowBootMs)
{
    if (m_view && !m_typed->text().isEmpty() && !m_sent && (!view || view->digest != m_view->digest)) {
        m_typed->clear(); // it was typed for something else
        if (view)
            m_outcome->announce(tr("What would be sent has changed: look again."));
    }
    m_view = view;
    tick(nowBootMs);
}

void MassConfirm::tick(qint64 nowBootMs)
{
    m_now = nowBootMs;
    placeBand();
    if (m_view)
        m_band->setFreshness(freshnessAt(m_view->connection.heardAtBootMs, m_view->connection.phase == ConnectionPhase::Connected, nowBootMs));
    const QList<MassCheck> checks = m_view ? massChecks(*m_view, nowBootMs) : QList<MassCheck>();
    for (qsizetype i = 0; i < m_checks.size(); ++i) {
        const auto &[mark, text] = m_checks.at(i);
        mark->setVisible(i < checks.size());
        text->setVisible(i < checks.size());
        if (i >= checks.size())
            continue;
        mark->setPixmap(checkMark(checks.at(i).state, *m_theme, devicePixelRatioF()));
        text->setFact(checks.at(i).text);
    }
    refresh();
}

MassOrder MassConfirm::order() const
{
    return {m_view ? m_view->digest : QString(), m_typed->text(), m_reason->text().trimmed(), m_stopOnFailure};
}

QString MassConfirm::problem() const
{
    if (!m_view)
        return tr("choose one cluster in the bar on top");
    const QString block = massBlockText(*m_view, m_now);
    return block.isEmpty() ? massOrderProblem(*m_view, order()) : block;
}

void MassConfirm::refresh()
{
    const int count = m_view ? m_view->plan.chosen() : 0;
    const QString words = m_view ? displaySafe(m_view->plan.confirmation()) : QString();
    const QString missing = problem();
    m_fields->setVisible(!m_reporting);
    m_confirm->setVisible(!m_reporting);
    if (!m_reporting) {
        m_stop->hide();
        m_again->hide();
        m_title->setText(tr("%n rollout(s)", nullptr, count));
        const QString scope = m_view ? massScopeText(m_view->plan) : QString();
        const int atOnce = m_view ? m_view->plan.parallel() : 1;
        const QString what = atOnce > 1 ? tr("%1: they go back to their stable version, %2 at once, the worst first. Each has its own record.").arg(scope).arg(atOnce)
                                        : tr("%1: they go back to their stable version, one after the other, the worst first. Each has its own record.").arg(scope);
        m_what->setText(m_view ? what : QString()); // of no cluster nothing is said
    }
    m_typedCaption->setText(tr("Type the scope and the count: %1").arg(words));
    m_typed->setAccessibleDescription(tr("Type exactly '%1'").arg(words));
    m_typed->setEnabled(count > 0);
    m_confirm->setText(tr("Roll back %1").arg(count));
    m_confirm->setAccessibleName(m_confirm->text());
    m_confirm->setEnabled(missing.isEmpty() && !m_sent);
    m_confirm->setAccessibleDescription(missing);
    m_foot->setVisible(!m_reporting);
    m_foot->setFact(m_sent ? tr("asked for") : missing.isEmpty() ? tr("Ctrl+Enter confirms") : missing);
}

void MassConfirm::confirm()
{
    if (m_sent || m_reporting || !m_shield.isValid() || m_shield.elapsed() < shieldMs || !problem().isEmpty())
        return;
    m_sent = true;
    m_outcome->setFact({});
    const MassOrder given = order();
    refresh();
    Q_EMIT confirmed(given);
}

void MassConfirm::refused(const QString &why)
{
    m_sent = false;
    m_typed->clear();
    m_outcome->announce(why);
    refresh();
}

void MassConfirm::showReport(const MassReport &report, bool running)
{
    const bool began = !m_reporting;
    m_reporting = true;
    m_sent = true;
    const int all = report.plan.chosen();
    m_title->setText(running ? tr("%1 of %2 ended").arg(report.results.size()).arg(all) : report.stopped ? tr("Stopped") : tr("Ended"));
    m_what->setText(massScopeText(report.plan));
    if (running)
        m_outcome->setFact(tr("Stop finishes what is under way and begins nothing more."));
    else
        m_outcome->announce(massSummary(report));
    m_again->setVisible(!running);
    if (!running && (m_stop->hasFocus() || (m_stop->isVisible() && !m_stop->isEnabled())))
        m_again->setFocus(Qt::OtherFocusReason); // not to wherever a hidden button leaves it
    m_stop->setVisible(running);
    if (began)
        m_stop->setEnabled(running);
    refresh();
    if (began && running)
        m_stop->setFocus(Qt::OtherFocusReason);
}

void MassConfirm::leaveReport()
{
    m_reporting = false;
    m_sent = false;
    m_typed->clear();
    m_outcome->setFact({});
    refresh();
}

bool MassConfirm::event(QEvent *event)
{
    if (event->type() == QEvent::WindowActivate)
        m_shield.start();
    return QFrame::event(event);
}

void MassConfirm::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    m_shield.start();
}

void MassConfirm::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier) && !event->isAutoRepeat())
        return confirm();
    QFrame::keyPressEvent(event);
}

} // namespace maestro
