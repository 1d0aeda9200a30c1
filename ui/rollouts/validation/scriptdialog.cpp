// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/validation/scriptdialog.h"

#include "text/humanize.h"
#include "text/slotext.h"
#include "theme/smallparts.h"

#include <QGridLayout>
#include <QPlainTextEdit>
#include <QPushButton>

namespace maestro {

namespace {

constexpr int mostLines = 2000;

} // namespace

ScriptDialog::ScriptDialog(ValidationPort *port, const QString &id, const QStringList &items, Theme *theme, QWidget *parent, const QString &given)
    : QDialog(parent)
    , m_port(port)
    , m_theme(theme)
    , m_id(id)
    , m_clock(this)
{
    const QString title = !given.isEmpty() ? given
        : items.size() == 1 ? tr("Run the script %1").arg(displaySafe(items.constFirst(), 60)) : tr("Run %n script(s)", nullptr, int(items.size()));
    setWindowTitle(title);
    setAccessibleName(title);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(theme->px(760), theme->px(460));
    build(items);
    connect(port, &ValidationPort::scriptPlanned, this, &ScriptDialog::takePlan);
    connect(port, &ValidationPort::scriptEnded, this, &ScriptDialog::takeEnd);
    connect(port, &ValidationPort::scriptFailed, this, &ScriptDialog::takeError);
    connect(port, &ValidationPort::scriptSaid, this, [this](const QString &of, const QString &item, const QString &line) {
        if (row(of, item))
            m_output->appendPlainText(m_rows.size() == 1 ? line : QString(displaySafe(item, 60) % QStringLiteral(": ") % line));
    });
    m_clock.setInterval(1000);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        for (Row &one : m_rows)
            showRow(one);
    });
    QTimer::singleShot(shieldMs, this, [this] {
        m_shielded = false;
        showButtons();
    });
    showButtons();
    for (const Row &one : std::as_const(m_rows))
        port->planScript(id, one.script.item);
}

void ScriptDialog::build(const QStringList &items)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(m_theme->px(16), m_theme->px(14), m_theme->px(16), m_theme->px(12));
    column->setSpacing(m_theme->px(8));
    m_sentence = new FactLabel(tr("Effect"), this);
    m_sentence->setWordWrap(true);
    column->addWidget(m_sentence);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(m_theme->px(10));
    grid->setColumnStretch(1, 1);
    for (const QString &item : items) {
        Row made;
        made.script.id = m_id;
        made.script.item = item;
        made.pill = new PillLabel(m_theme, this);
        made.text = new FactLabel(displaySafe(item, 60), this);
        made.text->setWordWrap(true);
        made.text->setTextFormat(Qt::PlainText);
        made.text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(made.pill, int(m_rows.size()), 0, Qt::AlignTop);
        grid->addWidget(made.text, int(m_rows.size()), 1);
        showRow(made);
        m_rows.append(made);
    }
    column->addLayout(grid);
    m_output = new QPlainTextEdit(this);
    m_output->setAccessibleName(tr("Output"));
    m_output->setReadOnly(true);
    m_output->setTabChangesFocus(true);
    m_output->setMaximumBlockCount(mostLines);
    m_output->setFont(m_theme->font(FontRole::Mono));
    column->addWidget(m_output, 1);
    auto *buttons = new QHBoxLayout;
    m_stop = new QPushButton(tr("Stop"), this);
    m_stop->setAccessibleName(tr("Stop the scripts"));
    m_close = new QPushButton(tr("Cancel"), this);
    m_run = new QPushButton(items.size() == 1 ? tr("Run %1").arg(displaySafe(items.constFirst(), 40)) : tr("Run all"), this);
    buttons->addWidget(m_stop);
    buttons->addStretch(1);
    for (QPushButton *one : {m_close, m_run})
        buttons->addWidget(one);
    for (QPushButton *one : {m_stop, m_close, m_run})
        one->setAutoDefault(false);
    column->addLayout(buttons);
    connect(m_stop, &QPushButton::clicked, this, &ScriptDialog::stop);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_run, &QPushButton::clicked, this, [this] {
        m_begun = true;
        startNext();
    });
    m_close->setFocus();
}

ScriptDialog::Row *ScriptDialog::row(const QString &id, const QString &item)
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &one) { return one.script.id == id && one.script.item == item; });
    return found == m_rows.end() ? nullptr : &*found;
}

bool ScriptDialog::isRunning() const
{
    return std::any_of(m_rows.cbegin(), m_rows.cend(), [](const Row &one) { return one.state == State::Running; });
}

void ScriptDialog::takePlan(const CheckScript &script)
{
    Row *of = row(script.id, script.item);
    if (!of || of->state != State::Asked)
        return;
    of->script = script;
    of->state = State::Ready;
    showRow(*of);
    showButtons();
}

void ScriptDialog::takeEnd(const QString &id, const QString &item, bool ok, const QString &note)
{
    Row *of = row(id, item);
    if (!of || of->state != State::Running)
        return;
    of->state = ok ? State::Passed : State::Failed;
    of->tookMs = of->running.elapsed();
    of->note = note;
    showRow(*of);
    startNext();
}

/// A stop that came too late says nothing of the script.
void ScriptDialog::takeError(const QString &id, const QString &item, const Error &error)
{
    Row *of = row(id, item);
    if (!of || error.code == QLatin1String("notRunning") || (of->state != State::Asked && of->state != State::Running))
        return;
    const bool begun = of->state == State::Running;
    of->state = begun ? State::Failed : State::Refused;
    of->note = error.hint.isEmpty() ? error.message : QString(error.message % u' ' % error.hint);
    showRow(*of);
    if (begun)
        startNext();
    showButtons();
}

void ScriptDialog::startNext()
{
    for (Row &one : m_rows) {
        if (one.state != State::Ready)
            continue;
        if (m_stopped) {
            one.state = State::NotStarted;
            showRow(one);
            continue;
        }
        one.state = State::Running;
        one.running.start();
        showRow(one);
        m_clock.start();
        showButtons();
        return m_port->runScript(one.script);
    }
    m_clock.stop();
    showButtons();
}

void ScriptDialog::stop()
{
    m_stopped = true;
    m_stop->setEnabled(false);
    for (const Row &one : std::as_const(m_rows))
        if (one.state == State::Running)
            return m_port->stopScript(one.script.id, one.script.item);
}

void ScriptDialog::showRow(Row &row)
{
    const QString name = displaySafe(row.script.item, 60);
    switch (row.state) {
    case State::Asked: row.pill->setLook({Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, tr("Reading")}); break;
    case State::Ready: row.pill->setLook({Glyph::Idle, Token::Text, Token::UnknownBg, Token::UnknownSolid, tr("Not begun")}); break;
    case State::Refused: row.pill->setLook({Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, tr("Cannot run")}); break;
    case State::Running: row.pill->setLook({Glyph::Progress, Token::Progress, Token::ProgressBg, Token::ProgressSolid, tr("Running")}); break;
    case State::Passed: row.pill->setLook({Glyph::Healthy, Token::Healthy, Token::HealthyBg, Token::HealthySolid, tr("Passed")}); break;
    case State::Failed: row.pill->setLook({Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, tr("Failed")}); break;
    case State::NotStarted: row.pill->setLook({Glyph::Idle, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, tr("Not started")}); break;
    }
    QString text = row.script.command.isEmpty() ? name : tr("%1: %2").arg(name, row.script.command);
    if (row.state == State::Ready)
        text += row.script.resumed ? tr("\nIt was begun before, and nobody recorded its end: it is looked after, not started again.")
                                   : tr("\nAttempt %1, ended after %2 at the latest.").arg(row.script.attempt).arg(durationText(row.script.limitMs / 1000));
    else if (row.state == State::Running)
        text += tr("\nFor %1.").arg(clockText(row.running.elapsed() / 1000));
    else if (row.state == State::Passed || row.state == State::Failed)
        text += tr("\nTook %1. %2").arg(clockText(row.tookMs / 1000), displaySafe(row.note, 600));
    else if (!row.note.isEmpty())
        text += u'\n' + displaySafe(row.note, 600);
    row.text->setFact(text);
}

void ScriptDialog::showButtons()
{
    const auto count = [this](State state) { return int(std::count_if(m_rows.cbegin(), m_rows.cend(), [state](const Row &one) { return one.state == state; })); };
    const bool running = isRunning();
    const bool known = count(State::Asked) == 0 && count(State::Ready) > 0;
    m_run->setVisible(!m_begun);
    m_run->setEnabled(!m_begun && !m_shielded && known);
    m_stop->setVisible(m_begun);
    m_stop->setEnabled(running && !m_stopped);
    m_close->setText(m_begun ? tr("Close") : tr("Cancel"));
    m_sentence->setFact(!m_begun ? tr("Runs on this machine as you, without a shell, one after the other; a request is sent once. How each ends is recorded as the result of its check.")
        : running ? tr("Closing starts no further script; the one that runs goes on, and its end is recorded.")
                  : tr("%1 passed, %2 failed, %3 not started.").arg(count(State::Passed)).arg(count(State::Failed) + count(State::Refused)).arg(count(State::NotStarted)));
}

} // namespace maestro
