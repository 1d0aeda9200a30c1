// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/handoverdialog.h"

#include "domain/base/clock.h"
#include "text/humanize.h"
#include "text/triage/handofftext.h"
#include "theme/smallparts.h"

#include <QClipboard>
#include <QComboBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr int typingMs = 400;
constexpr int noteAtMost = 1000;

} // namespace

HandOverDialog::HandOverDialog(TriagePort *port, const Clock *clock, const QString &service, Theme *theme, QWidget *parent)
    : QDialog(parent)
    , m_port(port)
    , m_clock(clock)
    , m_theme(theme)
    , m_to(new QComboBox(this))
    , m_reach(new FactLabel(tr("How they are reached"), this))
    , m_note(new QLineEdit(this))
    , m_message(new QPlainTextEdit(this))
    , m_state(new FactLabel(tr("State of the hand-over"), this))
    , m_again(new QPushButton(tr("Read &again"), this))
    , m_copy(new QPushButton(tr("&Copy message"), this))
    , m_close(new QPushButton(tr("Cancel"), this))
    , m_go(new QPushButton(tr("&Send"), this))
{
    setWindowTitle(tr("Hand over: %1").arg(displaySafe(service)));
    setAccessibleName(windowTitle());
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    resize(theme->px(720), theme->px(560));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(16), theme->px(14), theme->px(16), theme->px(12));
    column->setSpacing(theme->px(8));
    auto *effect = new FactLabel(tr("Effect"), this);
    effect->setWordWrap(true);
    effect->setFact(tr("Reads everything once more and keeps it, then sends this one message, once for each addressee. The triage goes on; nothing is sent to the cluster."));
    column->addWidget(effect);
    column->addWidget(buildForm());
    column->addWidget(new ThemedLabel(tr("The message, to the letter"), theme, FontRole::BodyStrong, Token::Text2, this));
    m_message->setReadOnly(true);
    m_message->setAccessibleName(tr("Message"));
    m_message->setFont(theme->font(FontRole::Mono));
    m_message->setUndoRedoEnabled(false);
    m_message->setTabChangesFocus(true);
    column->addWidget(m_message, 1);
    m_state->setWordWrap(true);
    column->addWidget(m_state);
    auto *row = new QHBoxLayout;
    row->addWidget(m_again);
    row->addWidget(m_copy);
    row->addStretch(1);
    row->addWidget(m_close);
    row->addWidget(m_go);
    column->addLayout(row);
    m_go->setAccessibleName(tr("Send"));
    m_again->setAccessibleName(tr("Read again"));
    m_copy->setAccessibleName(tr("Copy message"));
    for (QPushButton *button : {m_again, m_copy, m_close, m_go})
        button->setAutoDefault(false); // Enter in the note sends nothing
    connect(m_again, &QPushButton::clicked, this, &HandOverDialog::askDraft);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_message->toPlainText()); });
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, [this] {
        if (!m_draft || m_sending || m_over)
            return;
        m_sending = true;
        m_state->setFact(handOverSentence({m_draft->to, m_draft->channel, {}, {}}, true));
        check();
        m_port->handOver(*m_draft);
    });
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingMs);
    connect(&m_typing, &QTimer::timeout, this, &HandOverDialog::askDraft);
    m_ageing.setInterval(1000);
    connect(&m_ageing, &QTimer::timeout, this, &HandOverDialog::check);
    m_ageing.start();
    connect(port, &TriagePort::addresseesRead, this, &HandOverDialog::takeAddressees);
    connect(port, &TriagePort::handOverDrafted, this, &HandOverDialog::takeDraft);
    connect(port, &TriagePort::handedOver, this, &HandOverDialog::takeOutcome);
    connect(port, &TriagePort::handOverFailed, this, &HandOverDialog::takeFailure);
    m_state->setFact(tr("Reading whom the policy knows…"));
    check();
    m_to->setFocus();
    port->readAddressees();
}

QWidget *HandOverDialog::buildForm()
{
    auto *box = new QWidget(this);
    auto *form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    m_to->setAccessibleName(tr("To whom"));
    m_to->setMinimumWidth(m_theme->px(320));
    connect(m_to, &QComboBox::currentIndexChanged, this, &HandOverDialog::chooseAddressee);
    form->addRow(tr("&To"), m_to);
    m_reach->setWordWrap(true);
    m_reach->setFont(m_theme->font(FontRole::Secondary));
    form->addRow(QString(), m_reach);
    m_note->setAccessibleName(tr("Note"));
    m_note->setPlaceholderText(tr("What they have to know besides; may stay empty"));
    m_note->setMaxLength(noteAtMost);
    connect(m_note, &QLineEdit::textChanged, this, [this] {
        forgetDraft(tr("The note has changed: the message is drafted anew."));
        m_typing.start();
    });
    form->addRow(tr("&Note"), m_note);
    return box;
}

void HandOverDialog::takeAddressees(const QList<HandOverAddressee> &addressees)
{
    if (m_sending || m_over)
        return;
    m_addressees = addressees;
    QSignalBlocker quiet(m_to);
    m_to->clear();
    m_to->addItem(tr("Choose…"));
    for (const HandOverAddressee &one : addressees)
        m_to->addItem(one.channel.isEmpty() ? tr("%1 (no channel)").arg(displaySafe(one.name, 80)) : one.channel == one.name ? displaySafe(one.name, 80) : tr("%1, by %2").arg(displaySafe(one.name, 80), displaySafe(one.channel, 80)));
    m_state->setFact(addressees.isEmpty() ? tr("The policy names no contacts, roles or channels: tell somebody yourself.") : tr("Choose to whom."));
    check();
    quiet.unblock();
    for (qsizetype i = 0; i < addressees.size(); ++i)
        if (!m_preferred.isEmpty() && addressees.at(i).name == m_preferred)
            m_to->setCurrentIndex(int(i) + 1);
}

void HandOverDialog::chooseAddressee()
{
    const HandOverAddressee *chosen = m_to->currentIndex() > 0 ? &m_addressees.at(m_to->currentIndex() - 1) : nullptr;
    const QString reach = chosen && !chosen->reach.isEmpty() ? tr("Otherwise: %1").arg(displaySafe(chosen->reach, 200)) : QString();
    m_reach->setFact(!chosen ? QString() : chosen->channel.isEmpty() ? QStringList{displaySafe(chosen->why, 300), reach}.join(u' ').trimmed() : reach);
    forgetDraft(!chosen ? tr("Choose to whom.") : QString());
    if (chosen)
        askDraft();
}

void HandOverDialog::forgetDraft(const QString &why)
{
    m_draft.reset();
    m_message->clear();
    m_typing.stop();
    m_state->setFact(why);
    check();
}

void HandOverDialog::askDraft()
{
    const int row = m_to->currentIndex();
    if (row <= 0 || m_sending || m_over)
        return;
    forgetDraft(tr("Reading everything once more…"));
    m_port->draftHandOver(m_addressees.at(row - 1).name, m_note->text().trimmed());
}

void HandOverDialog::takeDraft(const HandOverDraft &draft)
{
    const int row = m_to->currentIndex();
    if (m_sending || m_over || m_typing.isActive() || row <= 0 || m_addressees.at(row - 1).name != draft.to)
        return;
    m_draft = draft;
    m_draftAge.begin(draft.at, m_clock->utcNow(), m_clock->bootMs());
    m_message->setPlainText(draft.text);
    const bool again = !draft.before || draft.before->delivery.state == EscalationDelivery::State::NotSent;
    m_state->setFact(draft.before            ? handOverSentence(*draft.before, false)
                     : draft.channel.isEmpty() ? tr("No message can reach them from here: copy it and tell them yourself. Read at %1.").arg(utcText(draft.at))
                                               : tr("Nothing has been sent. Read at %1.").arg(utcText(draft.at)));
    if (!again)
        m_draft.reset(); // shown, and never sent twice
    check();
}

void HandOverDialog::takeOutcome(const HandOver &outcome)
{
    if (!m_sending || !m_draft || outcome.to != m_draft->to)
        return;
    m_sending = false;
    m_over = true;
    const QString sentence = handOverSentence(outcome, false);
    m_state->announce(sentence);
    m_close->setText(tr("Close"));
    check();
    Q_EMIT ended(sentence);
}

void HandOverDialog::takeFailure(const Error &error)
{
    if (m_over)
        return;
    m_sending = false;
    m_draft.reset();
    m_state->announce(displaySafe(QStringList{error.message, error.hint}.join(u' ').trimmed(), 600));
    check();
}

/// Also by the clock: what was shown becomes old while somebody looks.
void HandOverDialog::check()
{
    const bool old = m_draft && m_draftAge.isOver(m_clock->utcNow(), m_clock->bootMs(), std::chrono::milliseconds(handOverDraftLasts).count());
    if (old && !m_sending && !m_over)
        return forgetDraft(tr("What was shown is no longer the present: read it again."));
    const int row = m_to->currentIndex();
    const bool editable = !m_sending && !m_over;
    m_to->setEnabled(editable && !m_addressees.isEmpty());
    m_note->setEnabled(editable);
    m_again->setEnabled(editable && row > 0);
    m_again->setVisible(!m_over);
    m_copy->setEnabled(!m_message->toPlainText().isEmpty());
    m_go->setEnabled(editable && m_draft && !m_draft->channel.isEmpty());
    m_go->setText(m_draft && !m_draft->channel.isEmpty() ? tr("&Send to %1").arg(displaySafe(m_draft->to, 60)) : tr("&Send"));
    m_go->setVisible(!m_over);
}

} // namespace maestro
