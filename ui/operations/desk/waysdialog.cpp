// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/desk/waysdialog.h"

#include "text/desk/desktext.h"
#include "text/humanize.h"
#include "text/operationtext.h"
#include "theme/icons.h"
#include "theme/smallparts.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace maestro {

namespace {

enum Column { Way, State, Target, Takes, Why };

QString stateWord(const RollbackOption &option)
{
    return option.usable ? WaysDialog::tr("usable") : WaysDialog::tr("not usable");
}

QString takesText(const RollbackOption &option)
{
    return option.estimateSeconds ? durationText(*option.estimateSeconds) : WaysDialog::tr("not done here yet");
}

QString goodLine(const KnownGood &good)
{
    QString text = good.ref();
    if (!good.tag.isEmpty() && good.tag != text)
        text += QStringLiteral(" (%1)").arg(good.tag);
    return WaysDialog::tr("%1 from %2, %3: %4").arg(displaySafe(text, 160), goodSourceWord(good.source), good.at.isValid() ? utcText(good.at) : WaysDialog::tr("time unknown"), goodReasonText(good));
}

QString exactCall(const RollbackOption &option)
{
    QStringList texts;
    if (option.plan->call && !option.plan->call->server.isEmpty())
        texts << WaysDialog::tr("To %1").arg(displaySafe(option.plan->call->server, 200));
    for (const PlannedRequest &request : option.plan->requests)
        texts << requestText(request);
    if (option.plan->call && option.plan->call->isProgram())
        texts << commandText(*option.plan->call);
    return texts.isEmpty() ? WaysDialog::tr("Nothing would be sent.") : texts.join(QStringLiteral("\n\n"));
}

QIcon markOf(const RollbackOption &option, const Theme &theme)
{
    const int size = theme.px(14);
    QPixmap picture(size, size);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    paintGlyph(painter, QRectF(0, 0, size, size), option.usable ? Glyph::Healthy : Glyph::Failed, theme);
    return QIcon(picture);
}

} // namespace

WaysDialog::WaysDialog(const Ports &ports, const ObjectRef &target, WorkloadKind workload, Theme *theme, QWidget *parent)
    : QDialog(parent)
    , m_ports(ports)
    , m_target(target)
    , m_workload(workload)
    , m_theme(theme)
    , m_good(new FactLabel(tr("Last known good"), this))
    , m_note(new FactLabel(tr("State of the desk"), this))
    , m_table(new QTableWidget(0, 5, this))
    , m_state(new FactLabel(tr("Why"), this))
    , m_call(new QPlainTextEdit(this))
    , m_to(new QLineEdit(this))
    , m_again(new QPushButton(tr("Read again"), this))
    , m_take(new QPushButton(tr("Take this way…"), this))
{
    setWindowTitle(tr("Ways back: %1").arg(displaySafe(target.name, 120)));
    setAccessibleName(tr("Ways back"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(16), theme->px(14), theme->px(16), theme->px(12));
    column->setSpacing(theme->px(8));
    column->addWidget(new ThemedLabel(tr("Ways back for %1/%2").arg(displaySafe(target.ns, 80), displaySafe(target.name, 80)), theme, FontRole::PageTitle, Token::Text, this));
    m_good->setWordWrap(true);
    m_good->setFont(theme->font(FontRole::Body));
    column->addWidget(m_good);
    buildTable(column);
    buildDetails(column);
    buildFooter(column);
    resize(theme->px(980), theme->px(680));
    connect(ports.desk, &DeskPort::optionsRead, this, [this](const RollbackOptionsPtr &options) {
        if (options && options->target == m_target)
            showOptions(options);
    });
    connect(ports.desk, &DeskPort::readFailed, this, [this](const ObjectRef &of, const Error &error) {
        if (of == m_target)
            m_note->announce(tr("Not read: %1").arg(displaySafe(error.message, 400)));
        m_again->setEnabled(true);
    });
    readAgain();
}

void WaysDialog::buildTable(QVBoxLayout *column)
{
    m_table->setAccessibleName(tr("Ways back, best first"));
    m_table->setHorizontalHeaderLabels({tr("Way"), tr("State"), tr("Goes to"), tr("Took here"), tr("Why, or what it needs")});
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->setVisible(false);
    m_table->horizontalHeader()->setSectionResizeMode(Way, QHeaderView::Stretch);
    for (const auto &[section, width] : {std::pair(int(State), 110), std::pair(int(Target), 90), std::pair(int(Takes), 130), std::pair(int(Why), 330)})
        m_table->setColumnWidth(section, m_theme->px(width));
    m_table->setMinimumHeight(m_theme->px(150));
    column->addWidget(m_table, 2);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &WaysDialog::describe);
    connect(m_table, &QTableWidget::itemActivated, this, [this] { take(); });
}

void WaysDialog::buildDetails(QVBoxLayout *column)
{
    m_state->setWordWrap(true);
    m_state->setFont(m_theme->font(FontRole::BodyStrong));
    column->addWidget(m_state);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(m_theme->px(10));
    grid->setColumnStretch(1, 1);
    const QStringList captions {tr("Reverts"), tr("Leaves"), tr("Side effects")};
    for (int i = 0; i < captions.size(); ++i) {
        auto *caption = new ThemedLabel(captions.at(i), m_theme, FontRole::Secondary, Token::Text2, this);
        caption->setAccessibleName(captions.at(i) + u':');
        auto *fact = new FactLabel(captions.at(i), this);
        fact->setWordWrap(true);
        fact->setFont(m_theme->font(FontRole::Secondary));
        grid->addWidget(caption, i, 0, Qt::AlignTop);
        grid->addWidget(fact, i, 1);
        m_facts.append(fact);
    }
    column->addLayout(grid);
    column->addWidget(new ThemedLabel(tr("Sent exactly so, once; {{reason}} is what you give in the guard"), m_theme, FontRole::Secondary, Token::Text3, this));
    m_call->setAccessibleName(tr("Exact call"));
    m_call->setReadOnly(true);
    m_call->setTabChangesFocus(true);
    m_call->setWordWrapMode(QTextOption::WrapAnywhere);
    m_call->setFont(m_theme->font(FontRole::Mono));
    column->addWidget(m_call, 1);
}

void WaysDialog::buildFooter(QVBoxLayout *column)
{
    auto *line = new QHBoxLayout;
    m_note->setFont(m_theme->font(FontRole::Secondary));
    m_note->setWordWrap(true);
    line->addWidget(m_note, 1);
    m_to->setAccessibleName(tr("Go to"));
    m_to->setPlaceholderText(tr("last known good"));
    m_to->setMaximumWidth(m_theme->px(180));
    m_to->setMaxLength(128);
    auto *caption = new ThemedLabel(tr("Go to"), m_theme, FontRole::Secondary, Token::Text2, this);
    caption->setAccessibleName(tr("Go to:"));
    line->addWidget(caption);
    line->addWidget(m_to);
    auto *close = new QPushButton(tr("Close"), this);
    for (QPushButton *button : {m_again, close, m_take}) {
        button->setAutoDefault(false);
        line->addWidget(button);
    }
    column->addLayout(line);
    connect(m_again, &QPushButton::clicked, this, &WaysDialog::readAgain);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_take, &QPushButton::clicked, this, &WaysDialog::take);
}

void WaysDialog::readAgain()
{
    m_again->setEnabled(false);
    m_take->setEnabled(false);
    m_note->setFact(tr("Reading every way…"));
    m_ports.desk->read(m_target, m_workload);
}

void WaysDialog::showOptions(const RollbackOptionsPtr &options)
{
    const RollbackOption *former = current();
    const QString chosenBefore = former ? former->way.name : QString();
    m_options = options;
    m_again->setEnabled(true);
    QStringList goods;
    for (const KnownGood &good : options->lastKnownGood)
        goods << goodLine(good);
    m_good->setFact(goods.isEmpty() ? tr("Nothing is known to have been good before.") : tr("Last known good: %1").arg(goods.join(QStringLiteral("\n"))));
    QStringList problems;
    for (const QString &problem : options->problems)
        problems << displaySafe(problem, 300);
    m_note->setFact(problems.isEmpty() ? tr("Read at %1.").arg(utcText(options->at)) : tr("Read at %1, but not all: %2").arg(utcText(options->at), problems.join(QStringLiteral("; "))));
    m_table->setRowCount(int(options->options.size()));
    int first = -1;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const RollbackOption &option = options->options.at(row);
        const QString name = tr("%1  %2: %3").arg(row + 1).arg(displaySafe(option.way.name, 60), deskKindLabel(option.way.kind));
        const QStringList cells {name, stateWord(option), displaySafe(option.target, 60), takesText(option), displaySafe(option.usable && !option.permission.isEmpty() ? option.permission : option.reason, 200)};
        for (int section = 0; section < cells.size(); ++section)
            m_table->setItem(row, section, new QTableWidgetItem(cells.at(section)));
        m_table->item(row, State)->setIcon(markOf(option, *m_theme));
        if (option.way.name == chosenBefore || (first < 0 && chosenBefore.isEmpty() && option.usable))
            first = row;
    }
    m_table->selectRow(std::max(0, first));
    describe();
    if (!m_to->hasFocus())
        m_table->setFocus(Qt::OtherFocusReason);
}

const RollbackOption *WaysDialog::current() const
{
    const int row = m_table->currentRow();
    return m_options && row >= 0 && row < m_options->options.size() ? &m_options->options.at(row) : nullptr;
}

void WaysDialog::describe()
{
    const RollbackOption *option = current();
    m_take->setEnabled(option && option->usable);
    m_take->setAccessibleDescription(option && !option->usable ? option->reason : QString());
    if (!option)
        return;
    m_state->setFact(displaySafe(option->reason.isEmpty() ? stateWord(*option) : tr("%1: %2").arg(stateWord(*option), option->reason), 600));
    const QStringList facts {option->reverts, option->leaves, option->sideEffects};
    for (int i = 0; i < facts.size(); ++i)
        m_facts.at(i)->setFact(facts.at(i));
    m_call->setPlainText(exactCall(*option));
    m_to->setEnabled(option->usable && option->way.kind != DeskKind::Route);
}

void WaysDialog::take()
{
    const RollbackOption *option = current();
    if (!option || !option->usable || isHidden()) // the second of two clicks
        return;
    Q_EMIT chosen(option->way.name, m_to->isEnabled() ? m_to->text().trimmed() : QString());
    accept();
}

void WaysDialog::keyPressEvent(QKeyEvent *event)
{
    const int row = event->key() - Qt::Key_1;
    if (event->modifiers() == Qt::NoModifier && row >= 0 && row < 9 && row < m_table->rowCount() && !m_to->hasFocus()) {
        m_table->selectRow(row);
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return event->accept(); // a way is taken by its button or its row, never by a stray Enter
    QDialog::keyPressEvent(event);
}

} // namespace maestro
