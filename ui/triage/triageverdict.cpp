// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/triagepage.h"

#include "decision/boardpanel.h"
#include "items/triage/checklistmodel.h"
#include "text/humanize.h"
#include "text/triage/handofftext.h"
#include "text/triage/triagetext.h"
#include "theme/smallparts.h"
#include "parts/linkrow.h"
#include "parts/tiles/promptline.h"
#include "parts/reasondialog.h"
#include "triage/handoverdialog.h"
#include "triage/outputview.h"
#include "triage/verdictcard.h"
#include "triage/waylist.h"

#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStyle>
#include <QVBoxLayout>

// What it all speaks for, the ways back, and the decision: the right side of the page.

namespace maestro {

namespace {

StateLook lookOf(const TriageRun &run, const TriageSuggestion &suggestion)
{
    if (run.decision)
        return {Glyph::Idle, Token::Text, Token::UnknownBg, Token::UnknownSolid, decisionLabel(run.decision->verdict)};
    switch (suggestion.kind) {
    case TriageSuggestion::Kind::Rollback: return {Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, TriagePage::tr("Roll back")};
    case TriageSuggestion::Kind::Investigate: return {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, TriagePage::tr("Investigate")};
    case TriageSuggestion::Kind::None: break;
    }
    const bool known = suggestion.why == TriageSuggestion::Why::NothingBad && !suggestion.boardUnknown;
    return known ? StateLook{Glyph::Wait, Token::Wait, Token::WaitBg, Token::WaitSolid, TriagePage::tr("Nothing bad found")}
                 : StateLook{Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, TriagePage::tr("Not known")};
}

} // namespace

QWidget *TriagePage::buildDecision()
{
    auto *panel = new QFrame(this);
    panel->setProperty("panel", true);
    panel->setMinimumWidth(m_theme->px(310));
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(m_theme->px(14), m_theme->px(12), m_theme->px(14), m_theme->px(12));
    column->setSpacing(m_theme->px(10));
    m_verdict = new VerdictCard(m_theme, panel);
    column->addWidget(m_verdict);
    m_links = new LinkRow(2, m_theme, panel);
    connect(m_links, &LinkRow::failed, this, &TriagePage::noticed);
    column->addWidget(m_links);
    m_decision = new FactLabel(tr("Decision"), panel);
    m_decision->setWordWrap(true);
    column->addWidget(m_decision);
    m_handOvers = new FactLabel(tr("Handed over"), panel);
    m_handOvers->setWordWrap(true);
    m_handOvers->hide();
    column->addWidget(m_handOvers);
    m_board = new BoardPanel(m_theme, panel);
    m_board->setVerdictShown(false); // it is in the card
    auto *scroll = new QScrollArea(panel);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *holder = new QWidget(scroll);
    auto *inner = new QVBoxLayout(holder);
    inner->setContentsMargins(0, 0, m_theme->px(4), 0);
    inner->setSpacing(m_theme->px(10));
    inner->addWidget(m_board);
    m_ways = new WayList(m_theme, holder);
    connect(m_ways, &WayList::chosen, this, [this](const QString &way) { decide(QStringLiteral("rollback"), way); });
    inner->addWidget(m_ways);
    inner->addStretch(1);
    scroll->setWidget(holder);
    scroll->viewport()->setAutoFillBackground(false); // the panel's own
    holder->setAutoFillBackground(false);
    column->addWidget(scroll, 1);
    m_take = new QPushButton(tr("Take over"), panel);
    m_take->setAutoDefault(false);
    connect(m_take, &QPushButton::clicked, this, [this] { m_port->take(); });
    auto *hands = new QHBoxLayout;
    hands->addWidget(m_take);
    m_handOver = new QPushButton(tr("Hand over…  O"), panel);
    m_handOver->setAutoDefault(false);
    m_handOver->setAccessibleName(tr("Hand over"));
    auto *key = new QShortcut(QKeySequence(Qt::Key_O), this);
    key->setContext(Qt::WidgetWithChildrenShortcut); // a guard above the page must not hear a letter
    key->setAutoRepeat(false);
    connect(key, &QShortcut::activated, this, [this] { handOver(); });
    connect(m_handOver, &QPushButton::clicked, this, [this] { handOver(); });
    hands->addWidget(m_handOver);
    column->addLayout(hands);
    auto *calm = new QHBoxLayout;
    for (const auto &[label, verdict] : {std::pair(tr("Roll back…  R"), QStringLiteral("rollback")), std::pair(tr("Hold, with reason…  H"), QStringLiteral("hold")), std::pair(tr("Escalate…  E"), QStringLiteral("escalate"))}) {
        auto *button = new QPushButton(label, panel);
        button->setAutoDefault(false);
        button->setAccessibleName(decisionLabel(verdict));
        connect(button, &QPushButton::clicked, this, [this, verdict = verdict] { decide(verdict); });
        if (m_decide.isEmpty()) {
            button->setProperty("kind", QStringLiteral("dangerOutline"));
            column->addWidget(button);
        } else {
            calm->addWidget(button);
        }
        m_decide.append(button);
    }
    column->addLayout(calm);
    return panel;
}

void TriagePage::listenForWays()
{
    if (!m_ports.desk)
        return;
    connect(m_ports.desk, &DeskPort::optionsRead, this, [this](const RollbackOptionsPtr &options) {
        if (options && options->target == m_ref)
            m_ways->showWays(options, {});
    });
    connect(m_ports.desk, &DeskPort::readFailed, this, [this](const ObjectRef &of, const Error &error) {
        if (of == m_ref)
            m_ways->showWays({}, tr("Not read: %1").arg(error.message));
    });
}

/// They are read from the cluster and from other servers: when a run comes into view and when everything is read, not every second.
void TriagePage::readWays()
{
    if (!m_ports.desk || !isVisible() || !m_view || m_view->run.decision)
        return;
    m_waysAskedMs = m_ports.clock->bootMs();
    m_ports.desk->read(m_ref, m_workload);
}

void TriagePage::showBoard()
{
    const QString why = !m_report ? tr("not read yet") : m_report->problem ? m_report->problem->message : tr("not judged yet");
    m_board->showBoard(m_report ? m_report->board : nullptr, why, m_ports.clock->utcNow());
    showProbe();
    showSuggestion();
}

/// CON-20: what the rounds saw at the endpoint of the chosen check, looks of other windows included.
void TriagePage::showProbe()
{
    const TriageItem *item = m_model->itemAt(m_list->currentIndex().row());
    const bool asks = item && (item->check.kind == CheckKind::HealthProbe || item->check.kind == CheckKind::HeaderProbe);
    const DecisionBoardPtr board = m_report && m_report->board ? m_report->board : m_view ? m_view->board : nullptr;
    const QList<ProbeHistory> all = asks && board ? board->probes : QList<ProbeHistory>();
    const auto found = std::find_if(all.cbegin(), all.cend(), [item](const ProbeHistory &one) { return item->check.subject.isEmpty() || one.name == item->check.subject; });
    m_output->showProbe(found == all.cend() ? nullptr : &*found);
}

/// One window says one thing: what was read is weighed with the board that stands beside it.
TriageSuggestion TriagePage::suggested() const
{
    const DecisionBoardPtr board = m_report && m_report->board ? m_report->board : m_view->board;
    return weighed(m_view->suggestion, board.get(), m_ports.clock->utcNow());
}

void TriagePage::showSuggestion()
{
    if (!m_view)
        return;
    const TriageSuggestion now = suggested();
    m_verdict->show(lookOf(m_view->run, now), m_view->run.decision ? QString() : suggestionSentence(now));
    if (const QString kind = now.kind == TriageSuggestion::Kind::Rollback ? QStringLiteral("danger") : QStringLiteral("dangerOutline"); m_decide.first()->property("kind") != kind) {
        m_decide.first()->setProperty("kind", kind);
        m_decide.first()->style()->polish(m_decide.first());
    }
}

void TriagePage::showHandOvers()
{
    QStringList lines;
    for (const HandOver &one : m_view->run.handOvers)
        lines.append(handOverSentence(one, false));
    m_handOvers->setVisible(!lines.isEmpty());
    m_handOvers->setFact(lines.join(u'\n'));
}

/// ESC-07: what failing AnalysisRuns ask for, by what the rollout's page is drawn from.
void TriagePage::showPrompts()
{
    m_prompt->showPrompts(m_snapshot ? escalationPrompts(m_rules, m_snapshot->analysisRuns) : QList<EscalationPrompt>(), m_ports.clock->utcNow());
}

void TriagePage::handOver(const QString &to)
{
    if (!m_port || m_ref.isEmpty())
        return;
    if (!m_view)
        return Q_EMIT noticed(tr("Start a triage first: what is handed over is its run."));
    auto *dialog = new HandOverDialog(m_port, m_ports.clock, m_view->run.service, m_theme, this);
    dialog->prefer(to);
    connect(dialog, &HandOverDialog::ended, this, &TriagePage::noticed);
    dialog->open();
}

void TriagePage::decide(const QString &verdict, const QString &way)
{
    if (!m_port || m_ref.isEmpty())
        return;
    if (!m_view || m_view->run.decision) {
        if (verdict == u"rollback")
            Q_EMIT waysAsked(way);
        return;
    }
    const bool rollback = verdict == u"rollback";
    const QString effect = rollback ? tr("Ends this triage with the decision to roll back and keeps what is known now. Then all ways back stand side by side: nothing is sent before one is chosen and confirmed.")
                                    : tr("Ends this triage and keeps what is known now. Nothing is sent to the cluster.");
    auto *dialog = new ReasonDialog(tr("%1: %2").arg(decisionLabel(verdict), displaySafe(m_view->run.service)), effect, decisionLabel(verdict),
                                    rollback && suggested().kind == TriageSuggestion::Kind::Rollback ? suggestionSentence(suggested()) : QString(), m_theme, this);
    connect(dialog, &ReasonDialog::given, this, [this, verdict, rollback, way](const QString &reason) {
        m_rollbackAfter = rollback;
        m_wayAfter = way;
        m_port->decide(verdict, reason);
    });
    dialog->open();
}

} // namespace maestro
