// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/validation/validationpanel.h"

#include "parts/flowrow.h"
#include "rollouts/validation/scriptdialog.h"
#include "rollouts/validation/sentmessagedialog.h"
#include "text/humanize.h"
#include "text/slotext.h"
#include "text/validation/validationtext.h"
#include "theme/smallparts.h"

#include <QAbstractTextDocumentLayout>
#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>

#include <cmath>

namespace maestro {

namespace {

StateLook lookOf(CheckState state)
{
    const QString word = checkStateLabel(state);
    switch (state) {
    case CheckState::Ok: return {Glyph::Healthy, Token::Healthy, Token::HealthyBg, Token::HealthySolid, word};
    case CheckState::Bad: return {Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, word};
    case CheckState::Waiting: return {Glyph::Timed, Token::Progress, Token::ProgressBg, Token::ProgressSolid, word};
    case CheckState::Unknown: break;
    }
    return {Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, word};
}

StateLook lookOf(const Validation &validation, const QDateTime &now)
{
    const Pace pace = validation.pace(now);
    if (validation.isVerified())
        return {Glyph::Healthy, Token::Healthy, Token::HealthyBg, Token::HealthySolid, ValidationPanel::tr("Verified")};
    if (validation.end == ValidationEnd::Superseded)
        return {Glyph::Idle, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, ValidationPanel::tr("Superseded")};
    if (validation.end == ValidationEnd::GivenUp || pace == Pace::TooLate)
        return {Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, ValidationPanel::tr("Not verified")};
    if (pace == Pace::Late)
        return {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, ValidationPanel::tr("Not verified")};
    return {Glyph::Progress, Token::Progress, Token::ProgressBg, Token::ProgressSolid, ValidationPanel::tr("Verifying")};
}

QString clockSentence(const EscalationClock &clock, const QDateTime &now)
{
    const QString whom = displaySafe(clock.to.join(QStringLiteral(", ")), 120);
    const QString rule = displaySafe(clock.rule, 60);
    switch (clock.state) {
    case ClockState::Running: return ValidationPanel::tr("%1: tell %2 in %3").arg(rule, whom, clockText(now.secsTo(clock.dueAt)));
    case ClockState::Due: return ValidationPanel::tr("%1: tell %2, due for %3").arg(rule, whom, clockText(clock.dueAt.secsTo(now)));
    case ClockState::Sent: return ValidationPanel::tr("%1: %2 told %3 at %4, not acknowledged").arg(rule, displaySafe(clock.sent->by), whom, utcText(clock.sent->at, now.date()));
    case ClockState::Acknowledged: return ValidationPanel::tr("%1: acknowledged by %2 at %3").arg(rule, displaySafe(clock.acknowledged->by), utcText(clock.acknowledged->at, now.date()));
    case ClockState::Stopped: return ValidationPanel::tr("%1: stopped, verified in time").arg(rule);
    case ClockState::Manual: break;
    }
    return ValidationPanel::tr("%1: %2, when somebody asks").arg(rule, whom);
}

/// What became of its messages, where a person has to know it.
QString deliverySentence(const EscalationClock &clock)
{
    QStringList out;
    for (auto it = clock.deliveries.cbegin(); it != clock.deliveries.cend(); ++it) {
        const QString channel = displaySafe(it.key(), 60);
        switch (it->state) {
        case EscalationDelivery::State::Sending: out << ValidationPanel::tr("%1: it was being sent; without a later word tell them yourself").arg(channel); break;
        case EscalationDelivery::State::Unknown: out << ValidationPanel::tr("%1: it left and nobody knows whether it arrived, tell them yourself").arg(channel); break;
        case EscalationDelivery::State::NotSent: out << ValidationPanel::tr("%1: not sent, %2").arg(channel, displaySafe(it->message, 160)); break;
        case EscalationDelivery::State::Sent: out << ValidationPanel::tr("%1: sent").arg(channel); break;
        }
    }
    return out.isEmpty() ? QString() : QStringLiteral(" (") + out.join(QStringLiteral("; ")) + u')';
}

QString lockSentence(const EscalationClock &clock)
{
    const bool holds = clock.state == ClockState::Due || clock.state == ClockState::Sent;
    return holds && !clock.locks.isEmpty() ? ValidationPanel::tr(" locked until then: %1").arg(displaySafe(clock.locks.join(QStringLiteral(", ")), 80)) : QString();
}

QPushButton *button(const QString &text, QWidget *parent)
{
    auto *made = new QPushButton(text, parent);
    made->setAutoDefault(false);
    made->setAccessibleName(QString(text).remove(u'&'));
    return made;
}

} // namespace

ValidationPanel::ValidationPanel(const Ports &ports, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_port(ports.validations)
    , m_clock(ports.clock)
    , m_theme(theme)
    , m_pill(new PillLabel(theme, this))
    , m_sentence(new FactLabel(tr("Validation"), this))
    , m_stopwatch(new FactLabel(tr("Stopwatch"), this))
    , m_more(button(tr("&Checks"), this))
    , m_details(new QWidget(this))
{
    build();
    hide();
    if (m_port)
        connect(m_port, &ValidationPort::viewsChanged, this, &ValidationPanel::take);
}

void ValidationPanel::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(m_theme->px(4));
    auto *line = new QHBoxLayout;
    line->setSpacing(m_theme->px(10));
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_stopwatch->setFont(m_theme->font(FontRole::BodyStrong));
    m_more->setCheckable(true);
    line->addWidget(m_pill);
    line->addWidget(m_sentence, 1);
    line->addWidget(m_stopwatch);
    line->addWidget(m_more);
    column->addLayout(line);
    column->addWidget(m_details);

    auto *below = new QVBoxLayout(m_details);
    below->setContentsMargins(0, 0, 0, 0);
    below->setSpacing(m_theme->px(4));
    m_items = new QGridLayout;
    m_items->setHorizontalSpacing(m_theme->px(10));
    m_items->setVerticalSpacing(m_theme->px(2));
    m_items->setColumnStretch(2, 1);
    below->addLayout(m_items);
    m_runAll = button(tr("Run all &scripts…"), m_details);
    below->addWidget(m_runAll, 0, Qt::AlignLeft);
    connect(m_runAll, &QPushButton::clicked, this, [this] { runScripts(scripts()); });
    m_stalled = new FactLabel(tr("If it stalls"), m_details);
    m_stalled->setWordWrap(true);
    below->addWidget(m_stalled);
    auto *escalation = new QHBoxLayout;
    m_clocks = new FactLabel(tr("Escalation"), m_details);
    m_clocks->setWordWrap(true);
    m_send = button(tr("Send to the &webhook"), m_details);
    m_told = button(tr("&Told them"), m_details);
    m_acknowledge = button(tr("&Acknowledge"), m_details);
    escalation->addWidget(m_clocks, 1);
    escalation->addWidget(m_send);
    escalation->addWidget(m_told);
    escalation->addWidget(m_acknowledge);
    below->addLayout(escalation);
    m_message = new QPlainTextEdit(m_details);
    m_message->setAccessibleName(tr("Message"));
    m_message->setReadOnly(true);
    m_message->setTabChangesFocus(true);
    m_message->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    connect(m_message->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this, &ValidationPanel::fitMessage);
    below->addWidget(m_message);
    fitMessage();
    QPushButton *copyMessage = button(tr("C&opy message"), m_details);
    QPushButton *copyNote = button(tr("Copy &note"), m_details);
    m_sent = button(tr("Mark as &sent"), m_details);
    m_sendMessage = button(tr("Send &message"), m_details);
    auto *message = new FlowRow(nullptr, m_theme->px(6));
    for (QPushButton *one : {copyMessage, copyNote, m_sendMessage, m_sent})
        message->addWidget(one);
    below->addLayout(message);

    connect(m_more, &QPushButton::toggled, m_details, &QWidget::setVisible);
    connect(copyMessage, &QPushButton::clicked, this, [this] { copy(m_view->message); });
    connect(copyNote, &QPushButton::clicked, this, [this] { copy(m_view->note); });
    connect(m_sent, &QPushButton::clicked, this, &ValidationPanel::markSent);
    connect(m_sendMessage, &QPushButton::clicked, this, [this] {
        m_sendMessage->setEnabled(false); // until something new is read
        m_port->sendMessage(m_view->validation.id, messageItem());
    });
    connect(m_send, &QPushButton::clicked, this, [this] {
        m_send->setEnabled(false);
        m_port->send(m_clockId);
    });
    connect(m_told, &QPushButton::clicked, this, [this] { m_port->mark(m_clockId, false, {}); });
    connect(m_acknowledge, &QPushButton::clicked, this, [this] { m_port->mark(m_clockId, true, {}); });
}

/// As high as what it says, up to some lines: nothing of a message is cut.
void ValidationPanel::fitMessage()
{
    constexpr double most = 6;
    const double lines = std::clamp(m_message->document()->size().height(), 1.0, most);
    const int height = int(std::ceil(lines * m_message->fontMetrics().lineSpacing() + 2 * (m_message->document()->documentMargin() + m_message->frameWidth()) + m_theme->px(4)));
    if (height != m_message->height())
        m_message->setFixedHeight(height);
}

void ValidationPanel::open(const ObjectRef &ref)
{
    m_ref = ref;
    m_view.reset();
    take(m_views);
}

void ValidationPanel::take(const QList<ValidationView> &views)
{
    m_views = views;
    const bool had = m_view.has_value();
    const auto found = std::find_if(views.begin(), views.end(), [this](const ValidationView &view) { return view.validation.target == m_ref; });
    m_view = found == views.end() ? std::nullopt : std::optional(*found);
    setVisible(m_view.has_value());
    if (!m_view)
        return;
    if (!had) { // what is over is one line
        m_more->setChecked(m_view->validation.end == ValidationEnd::UnderWay);
        m_details->setVisible(m_more->isChecked());
    }
    m_send->setEnabled(true);
    m_sendMessage->setEnabled(true);
    showItems();
    show(m_clock->utcNow());
}

void ValidationPanel::tick(const QDateTime &now)
{
    if (m_view)
        show(now);
}

void ValidationPanel::show(const QDateTime &now)
{
    const Validation &validation = m_view->validation;
    m_pill->setLook(lookOf(validation, now));
    const QString sentence = validationSentence(validation, now);
    m_sentence->setText(sentence); // told once a second: only its end is spoken
    m_sentence->setAccessibleDescription(sentence);
    m_stopwatch->setText(tr("%1, %2").arg(clockText(validation.elapsedMs(now) / 1000), paceLabel(validation.pace(now))));
    m_stopwatch->setToolTip(validation.trigger.isEmpty() ? tr("since the action") : plainTip(tr("since %1 began").arg(displaySafe(validation.trigger))));
    if (m_message->toPlainText() != m_view->message)
        m_message->setPlainText(m_view->message);
    m_sent->setEnabled(!messageItem().isEmpty());
    m_sendMessage->setVisible(!m_view->messageChannel.isEmpty());
    m_sendMessage->setToolTip(plainTip(tr("to %1").arg(displaySafe(m_view->messageChannel, 80))));
    m_sent->setToolTip(m_sent->isEnabled() ? QString() : tr("the policy asks for no message, or it was sent"));
    showStall(now);
    showClocks(now);
}

/// RBK-16: what helps when nothing moves; told once a minute, not each second.
void ValidationPanel::showStall(const QDateTime &now)
{
    const Validation &validation = m_view->validation;
    QDateTime last = validation.since;
    for (const CheckItem &item : validation.items)
        if (item.since.isValid() && item.since > last)
            last = item.since;
    const qint64 quiet = last.isValid() ? last.secsTo(now) / 60 * 60 : 0;
    const bool stalls = validation.end == ValidationEnd::UnderWay && quiet >= 60;
    m_stalled->setVisible(stalls);
    if (stalls)
        m_stalled->setFact(tr("No check has changed for %1. The other ways back are on the page Rollback options (W).").arg(durationText(quiet)));
}

void ValidationPanel::showItems()
{
    const QList<CheckItem> &items = m_view->validation.items;
    while (m_rows.size() > items.size()) {
        const Row row = m_rows.takeLast();
        for (QWidget *part : std::initializer_list<QWidget *>{row.pill, row.name, row.reads, row.took, row.run})
            part->deleteLater();
    }
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (i == m_rows.size()) {
            m_rows.append({new PillLabel(m_theme, m_details), new ThemedLabel({}, m_theme, FontRole::BodyStrong, Token::Text, m_details), new FactLabel(tr("Check"), m_details), new FactLabel(tr("Took"), m_details), button(tr("Run…"), m_details)});
            m_items->addWidget(m_rows[i].pill, int(i), 0);
            m_items->addWidget(m_rows[i].name, int(i), 1);
            m_items->addWidget(m_rows[i].reads, int(i), 2);
            m_items->addWidget(m_rows[i].took, int(i), 3, Qt::AlignRight);
            m_items->addWidget(m_rows[i].run, int(i), 4);
            connect(m_rows[i].run, &QPushButton::clicked, this, [this, i] { runScripts({m_view->validation.items.at(i).id}); });
            m_rows[i].name->setTextFormat(Qt::PlainText);
            m_rows[i].reads->setTextFormat(Qt::PlainText);
            m_rows[i].reads->setWordWrap(true);
        }
        const CheckItem &item = items.at(i);
        QStringList reads;
        for (const CheckRead &read : item.reads)
            reads.append(displaySafe(read.what, 80) + QStringLiteral(": ") + displaySafe(read.value, 160));
        m_rows[i].pill->setLook(lookOf(item.state));
        m_rows[i].name->setText(item.required ? displaySafe(item.id, 60) : tr("%1 (afterwards)").arg(displaySafe(item.id, 60)));
        m_rows[i].reads->setText(reads.join(QStringLiteral("; ")));
        const qint64 after = m_view->validation.since.secsTo(item.since);
        m_rows[i].took->setText(item.state == CheckState::Ok && item.since.isValid() ? clockText(std::max<qint64>(0, after)) : QString());
        m_rows[i].took->setAccessibleName(tr("%1 took").arg(displaySafe(item.id, 60)));
        m_rows[i].took->setToolTip(tr("on the stopwatch, when it became ok"));
        m_rows[i].reads->setAccessibleName(tr("%1: %2").arg(displaySafe(item.id, 60), checkStateLabel(item.state)));
        m_rows[i].run->setVisible(item.type == QLatin1String("tool"));
        m_rows[i].run->setText(item.state == CheckState::Ok || item.state == CheckState::Bad ? tr("Run again…") : tr("Run…"));
        m_rows[i].run->setAccessibleName(tr("Run %1").arg(displaySafe(item.id, 60)));
    }
    m_runAll->setVisible(scripts().size() > 1);
}

void ValidationPanel::showClocks(const QDateTime &now)
{
    QStringList sentences;
    const QString before = std::exchange(m_clockId, {});
    std::optional<EscalationClock> chosen;
    for (EscalationClock clock : m_view->clocks) {
        if (clock.state == ClockState::Running && clock.dueAt <= now)
            clock.state = ClockState::Due; // time goes on between two readings
        sentences.append(clockSentence(clock, now) + deliverySentence(clock) + lockSentence(clock));
        const bool urgent = clock.state == ClockState::Due || clock.state == ClockState::Sent;
        const bool handed = clock.state == ClockState::Manual && m_view->validation.end == ValidationEnd::UnderWay;
        if ((m_clockId.isEmpty() && (urgent || handed)) || (urgent && chosen && chosen->state == ClockState::Manual)) {
            chosen = clock;
            m_clockId = clock.id;
        }
    }
    const bool told = chosen && chosen->state == ClockState::Sent;
    const auto may = [&](const QString &channel) { return mayDeliver(*chosen, channel, now); };
    const bool sendable = chosen && !told && std::any_of(chosen->channels.cbegin(), chosen->channels.cend(), may);
    m_clocks->setText(sentences.join(QStringLiteral(" · ")));
    m_clocks->setVisible(!sentences.isEmpty());
    // A click that was meant for the rung before must not hit this one: for a second the buttons wait.
    const bool swapped = !before.isEmpty() && before != m_clockId;
    for (QPushButton *one : {m_send, m_told, m_acknowledge}) {
        one->setEnabled(!swapped);
        one->setToolTip(chosen ? plainTip(tr("%1, for %2").arg(displaySafe(chosen->rule, 60), displaySafe(chosen->to.join(QStringLiteral(", ")), 120))) : QString());
        one->setAccessibleDescription(one->toolTip());
    }
    m_send->setVisible(sendable);
    m_told->setVisible(!m_clockId.isEmpty() && !told);
    m_acknowledge->setVisible(!m_clockId.isEmpty());
}

QStringList ValidationPanel::scripts() const
{
    QStringList found;
    for (const CheckItem &item : m_view->validation.items)
        if (item.type == QLatin1String("tool") && item.state != CheckState::Ok)
            found.append(item.id);
    return found;
}

void ValidationPanel::runScripts(const QStringList &items)
{
    if (!items.isEmpty())
        (new ScriptDialog(m_port, m_view->validation.id, items, m_theme, window()))->show();
}

/// VAL-05: where the policy wants things named, a person says what was sent.
void ValidationPanel::markSent()
{
    const QString id = m_view->validation.id;
    const CheckItem *item = m_view->validation.item(messageItem());
    if (!item)
        return;
    if (item->mustName.isEmpty())
        return m_port->confirm(id, item->id, true, {});
    auto *dialog = new SentMessageDialog(*item, m_view->subject, m_view->message, m_theme, window());
    connect(dialog, &SentMessageDialog::said, this, [this, id, item = item->id](const QString &text) { m_port->confirm(id, item, true, text); });
    dialog->show();
}

void ValidationPanel::copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

QString ValidationPanel::messageItem() const
{
    for (const CheckItem &item : m_view->validation.items) {
        if (item.type == QLatin1String("message") && item.state != CheckState::Ok)
            return item.id;
    }
    return {};
}

} // namespace maestro
