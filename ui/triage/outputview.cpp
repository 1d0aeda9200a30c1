// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/outputview.h"

#include "decision/probestrip.h"
#include "text/humanize.h"
#include "text/triage/triagetext.h"
#include "theme/smallparts.h"
#include "parts/tiles/metrictile.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBlock>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr int linesAtMost = 5'000;
constexpr int lineLength = 1'000;
constexpr int commandLength = 4'000;

/// Cluster text, made harmless line by line.
QString safeLines(const QString &text)
{
    QStringList lines = text.split(u'\n');
    if (lines.size() > linesAtMost)
        lines = lines.mid(lines.size() - linesAtMost);
    for (QString &line : lines)
        line = displaySafe(line, lineLength);
    return lines.join(u'\n');
}

QString readsText(const CheckReading &reading)
{
    QStringList lines;
    for (const TriageRead &read : reading.reads.mid(0, 6))
        lines.append(displaySafe(read.what, 60) % u": " % displaySafe(read.value, 160));
    return lines.join(u'\n');
}

} // namespace

OutputView::OutputView(Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_title(new ThemedLabel({}, theme, FontRole::PanelTitle, Token::Text, this))
    , m_command(new FactLabel(tr("Command"), this))
    , m_when(new FactLabel(tr("Read at"), this))
    , m_finding(new FactLabel(tr("Finding"), this))
    , m_reads(new FactLabel(tr("Read from this output"), this))
    , m_kept(new FactLabel(tr("Evidence"), this))
    , m_tick(new FactLabel(tr("Tick"), this))
    , m_tile(new MetricTile(theme, this))
    , m_probe(new ProbeStrip(theme, this))
    , m_output(new QPlainTextEdit(this))
    , m_copyCommand(new QPushButton(tr("Copy command"), this))
    , m_copyOutput(new QPushButton(tr("Copy output"), this))
    , m_analysis(new QPushButton(tr("&Why did it fail…"), this))
    , m_logs(new QPushButton(tr("Canary &logs…"), this))
    , m_seen(new QPushButton(tr("Seen"), this))
    , m_bad(new QPushButton(tr("Seen: bad"), this))
    , m_skip(new QPushButton(tr("Does not apply"), this))
    , m_untick(new QPushButton(tr("Take the tick back"), this))
{
    setProperty("panel", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(14), theme->px(10), theme->px(14), theme->px(10));
    column->setSpacing(theme->px(6));
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    for (QPushButton *button : {m_analysis, m_logs, m_copyCommand, m_copyOutput}) {
        button->setAutoDefault(false);
        head->addWidget(button);
    }
    connect(m_tile, &MetricTile::failed, this, &OutputView::failed);
    connect(m_analysis, &QPushButton::clicked, this, &OutputView::analysisAsked);
    connect(m_logs, &QPushButton::clicked, this, &OutputView::logsAsked);
    // What is copied is what is shown: harmless in a terminal, too.
    connect(m_copyCommand, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_command->text()); });
    connect(m_copyOutput, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text); });
    column->addLayout(head);
    m_command->setFont(theme->font(FontRole::Mono));
    m_command->setWordWrap(true);
    column->addWidget(m_command);
    m_output->setReadOnly(true);
    m_output->setAccessibleName(tr("Output"));
    m_output->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_output->setFont(theme->font(FontRole::Mono));
    m_output->setUndoRedoEnabled(false);
    m_output->setTabChangesFocus(true);
    column->addWidget(m_tile);
    column->addWidget(m_probe);
    column->addWidget(m_output, 1);
    m_finding->setFont(theme->font(FontRole::BodyStrong));
    m_reads->setFont(theme->font(FontRole::Secondary));
    for (FactLabel *label : {m_when, m_kept})
        label->setFont(theme->font(FontRole::Secondary));
    for (FactLabel *label : {m_finding, m_reads, m_when, m_kept, m_tick}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
    auto *row = new QHBoxLayout;
    for (QPushButton *button : {m_seen, m_bad, m_skip, m_untick}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addLayout(row);
    connect(m_seen, &QPushButton::clicked, this, [this] { Q_EMIT tickAsked(m_item, ItemState::Ok); });
    connect(m_bad, &QPushButton::clicked, this, [this] { Q_EMIT tickAsked(m_item, ItemState::Bad); });
    connect(m_skip, &QPushButton::clicked, this, [this] { Q_EMIT tickAsked(m_item, ItemState::Skipped); });
    connect(m_untick, &QPushButton::clicked, this, [this] { Q_EMIT untickAsked(m_item); });
    connect(theme, &Theme::changed, this, &OutputView::mark);
    showItem(nullptr, false);
    showProbe(nullptr);
}

void OutputView::mark()
{
    QList<QTextEdit::ExtraSelection> marks;
    for (QTextBlock block = m_output->document()->begin(); block.isValid() && marks.size() < 500; block = block.next()) {
        if (!block.text().startsWith(u"! "))
            continue;
        QTextEdit::ExtraSelection one;
        one.cursor = QTextCursor(block);
        one.format.setProperty(QTextFormat::FullWidthSelection, true);
        one.format.setBackground(m_theme->color(Token::FailedBg));
        one.format.setForeground(m_theme->color(Token::Failed));
        marks.append(one);
    }
    m_output->setExtraSelections(marks);
}

void OutputView::showAge(const QDateTime &now)
{
    if (!m_tile->isHidden())
        m_tile->showAge(now);
}

void OutputView::showItem(const TriageItem *item, bool decided, const QDateTime &now)
{
    const bool same = item && item->check.id == m_item;
    m_item = item ? item->check.id : QString();
    const CheckReading *reading = item && item->reading ? &*item->reading : nullptr;
    m_title->setText(item ? displaySafe(checkTitle(item->check)) : tr("Nothing is chosen"));
    const bool byHand = item && item->check.kind == CheckKind::Command;
    const QString command = byHand ? item->check.subject : reading ? reading->command : QString();
    m_command->setFact(displaySafe(command, commandLength));
    m_command->setVisible(!command.isEmpty());
    m_copyCommand->setVisible(!command.isEmpty() && command.size() <= commandLength); // half a command is another one
    for (QPushButton *button : {m_analysis, m_logs})
        button->setVisible(!m_looking && item && item->check.kind == CheckKind::AnalysisResults);
    m_tile->setVisible(reading && reading->history);
    if (reading && reading->history)
        m_tile->showHistory(*reading->history, now);
    m_copyOutput->setVisible(reading && !reading->output.isEmpty());
    m_when->setVisible(reading && reading->at.isValid());
    m_when->setFact(reading && reading->at.isValid() ? reading->milliseconds > 0 ? tr("Read at %1, in %2 ms").arg(utcText(reading->at)).arg(reading->milliseconds) : tr("Read at %1").arg(utcText(reading->at)) : QString());
    m_finding->setFact(reading ? displaySafe(reading->finding, 400) : QString());
    m_reads->setFact(reading ? readsText(*reading) : QString());
    m_reads->setVisible(!m_reads->text().isEmpty());
    m_kept->setVisible(item && !item->evidence.isEmpty());
    if (item && !item->evidence.isEmpty())
        m_kept->setFact(tr("%n output(s) kept as evidence, the last is sha256 %1…", nullptr, int(item->evidence.size())).arg(item->evidence.constLast().left(12)));
    if (!item)
        m_tick->setFact({});
    else if (item->changedSinceTick())
        m_tick->setFact(tr("Ticked by %1 when it was “%2”: it has changed since.").arg(displaySafe(item->tick->by), displaySafe(item->tick->finding, 200)));
    else if (item->tick)
        m_tick->setFact(tr("Ticked by %1, %2. %3").arg(displaySafe(item->tick->by), utcText(item->tick->at), displaySafe(item->tick->note, 400)));
    else
        m_tick->setFact(tr("Not ticked: nobody has said yet that they looked."));
    const QString text = reading ? safeLines(reading->output) : QString();
    if (!same || text != m_text) {
        m_text = text;
        const int at = same ? m_output->verticalScrollBar()->value() : 0;
        m_output->setPlainText(text);
        m_output->verticalScrollBar()->setValue(at);
        mark();
    }
    for (QPushButton *button : {m_seen, m_bad, m_skip})
        button->setEnabled(item && !decided);
    m_untick->setVisible(item && item->tick && !decided);
}

void OutputView::showProbe(const ProbeHistory *probe)
{
    m_probe->setVisible(probe != nullptr);
    if (probe)
        m_probe->showProbe(*probe);
}

void OutputView::setOnlyLooking(bool on)
{
    m_looking = on;
    for (QWidget *part : std::initializer_list<QWidget *>{m_seen, m_bad, m_skip, m_tick})
        part->setVisible(!on);
}

void OutputView::say(const QString &sentence)
{
    showItem(nullptr, true);
    m_title->setText(sentence);
}

} // namespace maestro
