// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/drillconfirm.h"

#include "drill/drillband.h"
#include "text/humanize.h"
#include "theme/factlabel.h"
#include "theme/smallparts.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr int typingMs = 350;
constexpr int lookMs = 500;
constexpr qint64 offerLifetimeMs = 60'000;
constexpr int shortestReason = 10;
constexpr int longestReason = 2000;

} // namespace

DrillConfirm::DrillConfirm(const DrillEntry &entry, DrillPort *port, const Clock *clock, Theme *theme, QWidget *parent)
    : QDialog(parent)
    , m_entry(entry)
    , m_port(port)
    , m_clock(clock)
    , m_theme(theme)
    , m_where(new QComboBox(this))
    , m_reason(new QLineEdit(this))
    , m_typed(new QLineEdit(this))
    , m_steps(new QPlainTextEdit(this))
    , m_why(new FactLabel(tr("Why it cannot be run"), this))
    , m_run(new QPushButton(tr("Run drill"), this))
    , m_wait(this)
    , m_age(this)
{
    setWindowTitle(tr("Run drill %1").arg(displaySafe(entry.drill.name)));
    setAccessibleName(windowTitle());
    resize(theme->px(760), theme->px(620));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, theme->px(12));
    column->setSpacing(theme->px(8));
    column->addWidget(new DrillBand(theme, this));
    auto *inside = new QVBoxLayout;
    inside->setContentsMargins(theme->px(16), 0, theme->px(16), 0);
    inside->setSpacing(theme->px(8));
    column->addLayout(inside, 1);
    auto *title = new ThemedLabel(windowTitle(), theme, FontRole::PageTitle, Token::Text, this);
    inside->addWidget(title);
    auto *form = new QFormLayout;
    buildFields(form);
    inside->addLayout(form);
    inside->addWidget(new ThemedLabel(tr("What is run, to the letter:"), theme, FontRole::Secondary, Token::Text2, this));
    m_steps->setAccessibleName(tr("What is run"));
    m_steps->setReadOnly(true);
    m_steps->setTabChangesFocus(true);
    m_steps->setFont(theme->font(FontRole::Mono));
    inside->addWidget(m_steps, 1);
    m_why->setWordWrap(true);
    inside->addWidget(m_why);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_run->setAutoDefault(false);
    m_run->setProperty("kind", QStringLiteral("primary"));
    m_run->setAccessibleName(tr("Run drill"));
    buttons->addWidget(cancel);
    buttons->addWidget(m_run);
    inside->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_run, &QPushButton::clicked, this, &DrillConfirm::run);
    connect(m_port, &DrillPort::offered, this, &DrillConfirm::takeOffer);
    connect(m_port, &DrillPort::refused, this, [this](const Error &error) { refused(error.hint.isEmpty() ? error.message : QString(error.message % QLatin1Char(' ') % error.hint)); });
    m_wait.setSingleShot(true);
    m_wait.setInterval(typingMs);
    connect(&m_wait, &QTimer::timeout, this, &DrillConfirm::ask);
    m_age.setInterval(lookMs);
    connect(&m_age, &QTimer::timeout, this, &DrillConfirm::check);
    m_age.start();
    changed();
}

void DrillConfirm::buildFields(QFormLayout *form)
{
    const auto add = [this, form](const QString &name, QWidget *field) {
        auto *label = new ThemedLabel(name, m_theme, FontRole::Body, Token::Text2, this);
        label->setAccessibleName(name % QLatin1Char(':')); // the field itself bears the bare name
        field->setAccessibleName(name);
        form->addRow(label, field);
    };
    for (const DrillTarget &target : std::as_const(m_entry.targets)) {
        const QString place = tr("%1: %2 (%3/%4) in %5").arg(displaySafe(target.environment), displaySafe(target.service), displaySafe(target.ns), displaySafe(target.name), displaySafe(target.context));
        m_where->addItem(target.refusal.isEmpty() ? place : tr("%1, not for drills").arg(place));
    }
    add(tr("Where"), m_where);
    connect(m_where, &QComboBox::currentIndexChanged, this, &DrillConfirm::changed);
    for (const QString &name : std::as_const(m_entry.placeholders)) {
        auto *field = new QLineEdit(this);
        field->setMaxLength(512);
        m_values.insert(name, field);
        add(name, field);
        connect(field, &QLineEdit::textChanged, this, &DrillConfirm::changed);
    }
    m_reason->setMaxLength(longestReason);
    m_reason->setPlaceholderText(tr("at least %1 characters").arg(shortestReason));
    add(tr("Reason"), m_reason);
    connect(m_reason, &QLineEdit::textChanged, this, &DrillConfirm::changed);
    m_typed->setFont(m_theme->font(FontRole::Mono));
    add(tr("Confirmation"), m_typed);
    connect(m_typed, &QLineEdit::textChanged, this, &DrillConfirm::check);
    connect(m_typed, &QLineEdit::returnPressed, this, &DrillConfirm::run);
}

DrillAsk DrillConfirm::asked() const
{
    DrillAsk ask{m_entry.policy, m_entry.drill.name, m_entry.targets.value(m_where->currentIndex()), {}, m_reason->text().trimmed()};
    for (auto it = m_values.cbegin(); it != m_values.cend(); ++it)
        if (!it.value()->text().trimmed().isEmpty())
            ask.values.insert(it.key(), it.value()->text().trimmed());
    return ask;
}

/// What is shown is of what was asked: with another answer it is nothing any more.
void DrillConfirm::changed()
{
    m_offer.reset();
    m_steps->clear();
    m_typed->setPlaceholderText(tr("type %1").arg(asked().target.environment));
    m_wait.start();
    check();
}

void DrillConfirm::ask()
{
    const DrillAsk wanted = asked();
    m_offer.reset();
    if (wanted.target.context.isEmpty())
        return refused(tr("No connection is named by the environments of the policy %1.").arg(displaySafe(m_entry.policy)));
    if (!wanted.target.refusal.isEmpty())
        return refused(wanted.target.refusal);
    for (auto it = m_values.cbegin(); it != m_values.cend(); ++it)
        if (!wanted.values.contains(it.key()))
            return refused(tr("Say what %1 is in this run.").arg(displaySafe(it.key())));
    if (wanted.reason.size() < shortestReason)
        return refused(tr("A reason is required: at least %1 characters.").arg(shortestReason));
    m_why->setFact(tr("Reading the workload…"));
    m_port->prepare(wanted);
    check();
}

void DrillConfirm::takeOffer(const DrillOfferPtr &offer)
{
    if (!(offer->ask == asked()))
        return;
    m_offer = offer;
    m_offeredAtMs = m_clock->bootMs();
    QStringList lines{tr("Context %1, server %2").arg(displaySafe(offer->ask.target.context), displaySafe(offer->server))};
    for (qsizetype i = 0; i < offer->steps.size(); ++i) {
        const DrillOffer::Step &step = offer->steps.at(i);
        lines.append(QString());
        lines.append(tr("%1. %2").arg(i + 1).arg(step.text));
        if (!step.exact.isEmpty())
            lines.append(step.exact);
    }
    m_steps->setPlainText(lines.join(QLatin1Char('\n')));
    check();
}

void DrillConfirm::refused(const QString &why)
{
    m_offer.reset();
    m_run->setEnabled(false);
    m_why->announce(displaySafe(why, 1000));
}

void DrillConfirm::check()
{
    if (m_offer && m_clock->bootMs() - m_offeredAtMs > offerLifetimeMs) {
        m_offer.reset(); // the cluster may be another one by now
        m_wait.start();
    }
    const bool typed = m_offer && m_typed->text() == m_offer->ask.target.environment;
    m_run->setEnabled(typed);
    if (m_offer)
        m_why->setFact(typed ? tr("This is run now, once.") : tr("Type %1 to confirm.").arg(displaySafe(m_offer->ask.target.environment)));
}

void DrillConfirm::run()
{
    check();
    if (!m_run->isEnabled() || !m_offer)
        return;
    const QString id = m_offer->id;
    m_offer.reset();
    accept();
    m_port->begin(id);
}

} // namespace maestro
