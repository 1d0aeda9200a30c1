// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "decision/decisiondialog.h"

#include "decision/boardpanel.h"
#include "decision/checkpointpanel.h"
#include "decision/conditionrow.h"
#include "text/decision/decisiontext.h"
#include "text/humanize.h"
#include "theme/smallparts.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr double lateAfterSeconds = 60;

} // namespace

DecisionDialog::DecisionDialog(const Ports &ports, const ObjectRef &target, const SloReportPtr &known, Theme *theme, QWidget *parent)
    : QDialog(parent)
    , m_ports(ports)
    , m_target(target)
    , m_theme(theme)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Decision board %1/%2").arg(displaySafe(target.ns, 80), displaySafe(target.name, 80)));
    setAccessibleName(windowTitle());
    resize(theme->px(1060), theme->px(720));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(16), theme->px(12), theme->px(16), theme->px(12));
    column->setSpacing(theme->px(10));
    column->addWidget(buildHead());
    column->addWidget(buildColumns(), 1);
    column->addWidget(buildPeople());
    column->addWidget(buildDecision());
    m_clock.setInterval(1000);
    connect(&m_clock, &QTimer::timeout, this, &DecisionDialog::showBoard);
    connect(&m_clock, &QTimer::timeout, m_points, &CheckpointPanel::showTimes);
    m_clock.start();
    if (ports.slo)
        connect(ports.slo, &SloPort::reportChanged, this, &DecisionDialog::takeReport);
    if (ports.decisions) {
        connect(ports.decisions, &DecisionPort::signalsChanged, this, &DecisionDialog::takeSignals);
        connect(ports.decisions, &DecisionPort::written, this, [this] {
            const QString choice = std::exchange(m_choice, {});
            m_outcome->announce(tr("Recorded in the Journal."));
            m_reason->clear();
            if (choice == QLatin1String("rollback")) {
                Q_EMIT rollbackAsked();
                close();
            }
        });
        connect(ports.decisions, &DecisionPort::failed, this, [this](const Error &error) {
            m_choice.clear();
            sayRefused(error);
        });
        ports.decisions->openSignals(target);
    }
    connect(m_reason, &QLineEdit::textChanged, m_points, &CheckpointPanel::setReason);
    connect(m_points, &CheckpointPanel::asked, this, [this] { m_outcome->setFact(tr("Writing…")); });
    connect(m_points, &CheckpointPanel::recorded, this, [this] {
        m_outcome->announce(tr("Recorded in the Journal."));
        m_reason->clear();
    });
    connect(m_points, &CheckpointPanel::refused, this, &DecisionDialog::sayRefused);
    m_points->open(target);
    m_problem = ports.slo ? tr("not read yet") : tr("nothing measures health here");
    takeReport(known);
    showBoard();
    showSaid();
    check();
    m_reason->setFocus();
}

QWidget *DecisionDialog::buildHead()
{
    auto *head = new QWidget(this);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(m_theme->px(4));
    auto *row = new QHBoxLayout;
    row->setSpacing(m_theme->px(10));
    m_pill = new PillLabel(m_theme, head);
    m_sentence = new FactLabel(tr("Recommendation"), head);
    m_sentence->setFont(m_theme->font(FontRole::BodyStrong));
    m_sentence->setWordWrap(true);
    m_age = new DataAgeLabel(m_theme, head);
    m_age->setAccessibleName(tr("Age of the board"));
    row->addWidget(m_pill);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_age);
    column->addLayout(row);
    m_go = new FactLabel(tr("Go or no go"), head);
    m_go->setWordWrap(true);
    column->addWidget(m_go);
    return head;
}

QWidget *DecisionDialog::buildColumns()
{
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("Conditions"));
    auto *body = new QWidget(scroll);
    auto *both = new QVBoxLayout(body);
    both->setContentsMargins(0, 0, 0, 0);
    auto *columns = new QHBoxLayout;
    both->addLayout(columns, 1);
    m_points = new CheckpointPanel(m_ports.checkpoints, m_ports.clock, m_theme, body);
    both->addWidget(m_points);
    columns->setSpacing(m_theme->px(28));
    const auto side = [&](const QString &title, int stretch) {
        auto *column = new QVBoxLayout;
        column->setSpacing(m_theme->px(4));
        column->addWidget(new ThemedLabel(title, m_theme, FontRole::PanelTitle, Token::Text, body));
        column->addStretch(1);
        columns->addLayout(column, stretch);
        return column;
    };
    m_rollback = side(tr("Roll back if any is true"), 3);
    m_hold = side(tr("Hold if any is true"), 2);
    scroll->setWidget(body);
    return scroll;
}

QWidget *DecisionDialog::buildPeople()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(m_theme->px(4));
    column->addWidget(new ThemedLabel(tr("What people say"), m_theme, FontRole::PanelTitle, Token::Text, box));
    m_said = new FactLabel(tr("Signals"), box);
    m_said->setWordWrap(true);
    column->addWidget(m_said);
    auto *row = new QHBoxLayout;
    m_signal = new QComboBox(box);
    m_signal->setAccessibleName(tr("Signal"));
    m_signal->setMinimumWidth(m_theme->px(260));
    m_set = new QPushButton(tr("Set signal"), box);
    m_clear = new QPushButton(tr("Clear signal"), box);
    for (QPushButton *button : {m_set, m_clear})
        button->setAutoDefault(false);
    connect(m_signal, &QComboBox::currentIndexChanged, this, &DecisionDialog::check);
    connect(m_set, &QPushButton::clicked, this, [this] { setSignal(false); });
    connect(m_clear, &QPushButton::clicked, this, [this] { setSignal(true); });
    row->addWidget(m_signal);
    row->addWidget(m_set);
    row->addWidget(m_clear);
    row->addStretch(1);
    column->addLayout(row);
    return box;
}

QWidget *DecisionDialog::buildDecision()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(m_theme->px(6));
    m_reason = new QLineEdit(box);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("Why? It goes into the Journal with the signal or the decision."));
    m_reason->setMaxLength(500);
    connect(m_reason, &QLineEdit::textChanged, this, &DecisionDialog::check);
    column->addWidget(m_reason);
    auto *row = new QHBoxLayout;
    m_outcome = new FactLabel(tr("Outcome"), box);
    m_outcome->setWordWrap(true);
    row->addWidget(m_outcome, 1);
    const QList<std::pair<QString, QString>> choices{{tr("Decide: roll back…"), QStringLiteral("rollback")}, {tr("Decide: hold"), QStringLiteral("hold")},
                                                     {tr("Decide: go on"), QStringLiteral("promote")}, {tr("Decide: escalate"), QStringLiteral("escalate")}};
    for (const auto &[words, choice] : choices) {
        auto *button = new QPushButton(words, box);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, said = choice] { decide(said); });
        row->addWidget(button);
        m_decide.append(button);
    }
    auto *shut = new QPushButton(tr("Close"), box);
    shut->setAutoDefault(false);
    connect(shut, &QPushButton::clicked, this, &QDialog::close);
    row->addWidget(shut);
    column->addLayout(row);
    return box;
}

void DecisionDialog::takeReport(const SloReportPtr &report)
{
    if (!report || report->target != m_target)
        return;
    if (report->board) {
        if (report->board != m_board)
            m_boardAge.begin(report->board->at, m_ports.clock->utcNow(), m_ports.clock->bootMs());
        m_board = report->board;
    } else if (report->problem)
        m_problem = report->problem->message;
    m_isNamed = !report->policy.isEmpty();
    showBoard();
    showSaid();
    check();
}

void DecisionDialog::takeSignals(const ObjectRef &target, const QList<SignalState> &states)
{
    if (target != m_target)
        return;
    const QString chosen = m_signal->currentData().toString();
    m_signals = states;
    m_signal->clear();
    for (const SignalState &state : states) {
        const QString name = displaySafe(state.spec.name, 80);
        m_signal->addItem(state.spec.immediate ? tr("%1 (rolls back at once)").arg(name) : name, state.spec.name);
    }
    m_signal->setCurrentIndex(std::max(0, m_signal->findData(chosen)));
    showSaid();
    check();
}

/// Signals are of a policy: without one the report says why there are none.
void DecisionDialog::showSaid()
{
    QStringList said;
    for (const SignalState &state : std::as_const(m_signals))
        said.append(tr("%1: %2").arg(displaySafe(state.spec.name, 80), signalStateText(state)));
    if (!said.isEmpty())
        m_said->setFact(said.join(QStringLiteral("   ·   ")));
    else
        m_said->setFact(m_isNamed ? tr("none: the policy has no signals") : tr("none is known: %1").arg(displaySafe(m_problem, 600)));
}

void DecisionDialog::showBoard()
{
    if (!m_board) {
        m_sentence->setFact(tr("Unknown: %1").arg(displaySafe(m_problem, 600)));
        return;
    }
    const std::optional<qint64> known = m_boardAge.ms(m_ports.clock->utcNow(), m_ports.clock->bootMs());
    const double age = known ? double(*known) / 1000 : -1;
    const FreshnessState state = !known ? FreshnessState::Stale : age * 1000 <= liveMs ? FreshnessState::Live : age <= lateAfterSeconds ? FreshnessState::Late : FreshnessState::Stale;
    m_age->setFreshness({state, age});
    m_pill->setLook(lookOf(*m_board));
    m_sentence->setFact(boardSentence(*m_board));
    const QString whose = defaultRulesText(*m_board);
    m_go->setFact(whose.isEmpty() ? goNoGoText(*m_board) : QString(goNoGoText(*m_board) % u' ' % whose));
    showConditions(m_rollbackRows, m_rollback, false);
    showConditions(m_holdRows, m_hold, true);
}

void DecisionDialog::showConditions(QList<ConditionRow *> &rows, QVBoxLayout *column, bool hold)
{
    const qint64 ageMs = m_boardAge.ms(m_ports.clock->utcNow(), m_ports.clock->bootMs()).value_or(-1);
    const std::chrono::milliseconds running(ageMs >= 0 && ageMs <= liveMs ? ageMs : 0);
    qsizetype used = 0;
    for (const BoardCondition &condition : m_board->conditions) {
        if ((condition.rule.column == RuleReading::Column::Hold) != hold)
            continue;
        if (used == rows.size()) {
            rows.append(new ConditionRow(m_theme, this));
            column->insertWidget(column->count() - 1, rows.last());
        }
        rows.at(used++)->showCondition(condition, running);
    }
    for (; used < rows.size(); ++used)
        rows.at(used)->hide();
}

void DecisionDialog::setSignal(bool clear)
{
    SignalRequest request;
    request.target = m_target;
    request.signal = m_signal->currentData().toString();
    request.clear = clear;
    request.reason = m_reason->text().trimmed();
    for (const SignalState &state : std::as_const(m_signals))
        if (!clear && state.spec.name == request.signal && state.spec.kind == PolicySignal::Kind::Severity)
            request.value = 0; // P0: lesser ones are nothing to decide on at once
    m_outcome->setFact(tr("Writing…"));
    m_ports.decisions->setSignal(request);
}

void DecisionDialog::sayRefused(const Error &error)
{
    m_outcome->announce(tr("Not recorded: %1").arg(displaySafe(error.message, 300)));
}

void DecisionDialog::decide(const QString &choice)
{
    m_choice = choice;
    m_outcome->setFact(tr("Writing…"));
    m_ports.decisions->decide({m_board, choice, m_reason->text().trimmed()});
}

void DecisionDialog::check()
{
    const bool enough = m_reason->text().trimmed().size() >= reasonAtLeast;
    const QString why = enough ? QString() : tr("The reason needs at least %1 characters.").arg(reasonAtLeast);
    const bool chosen = m_ports.decisions && m_signal->currentIndex() >= 0;
    for (QPushButton *button : {m_set, m_clear}) {
        button->setEnabled(enough && chosen);
        button->setAccessibleDescription(chosen ? why : tr("There is no signal to set."));
    }
    for (QPushButton *button : std::as_const(m_decide)) {
        button->setEnabled(enough && m_board && m_ports.decisions);
        button->setAccessibleDescription(m_board ? why : tr("There is no board yet."));
    }
}

} // namespace maestro
