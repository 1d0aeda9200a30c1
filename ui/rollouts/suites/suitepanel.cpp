// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/suites/suitepanel.h"

#include "rollouts/validation/scriptdialog.h"
#include "text/humanize.h"
#include "text/suite/suitetext.h"
#include "theme/smallparts.h"

#include <QGridLayout>
#include <QPushButton>

namespace maestro {

namespace {

const StateLook idle {Glyph::Idle, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, {}};
const StateLook fine {Glyph::Healthy, Token::Healthy, Token::HealthyBg, Token::HealthySolid, {}};
const StateLook bad {Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, {}};
const StateLook busy {Glyph::Progress, Token::Progress, Token::ProgressBg, Token::ProgressSolid, {}};
const StateLook open {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, {}};

/// Of whatever could not be read.
StateLook unread()
{
    return {Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, SuitePanel::tr("not known")};
}

StateLook worded(StateLook look, const QString &word)
{
    look.word = word;
    return look;
}

StateLook lookOf(SuiteItem::State state)
{
    const StateLook look = state == SuiteItem::State::Passed ? fine : state == SuiteItem::State::Failed ? bad : state == SuiteItem::State::Running ? busy : idle;
    return worded(look, suiteItemLabel(state));
}

/// What passed on another release says nothing of this one.
StateLook lookOf(const SuiteView &view)
{
    const QString word = suiteViewLabel(view);
    if (view.run && view.run->state() == SuiteRun::State::Running)
        return worded(busy, word);
    if (!view.run || !view.ofThis)
        return worded(view.eachStep ? open : idle, word);
    return worded(view.passed() ? fine : view.run->state() == SuiteRun::State::Failed ? bad : open, word);
}

QPushButton *button(const QString &text, const QString &name, QWidget *parent)
{
    auto *made = new QPushButton(text, parent);
    made->setAutoDefault(false);
    made->setAccessibleName(name);
    return made;
}

} // namespace

SuitePanel::SuitePanel(const Ports &ports, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_port(ports.suites)
    , m_scripts(ports.validations)
    , m_theme(theme)
    , m_problem(new FactLabel(tr("Suites"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme->px(4));
    m_problem->setWordWrap(true);
    m_problem->hide();
    column->addWidget(m_problem);
    hide();
    if (!m_port || !m_scripts)
        return;
    connect(m_port, &SuitePort::boardChanged, this, &SuitePanel::take);
    connect(m_port, &SuitePort::readFailed, this, [this](const ObjectRef &ref, const Error &error) {
        if (ref != m_ref || m_board.suites.isEmpty())
            return; // without a policy there is nothing to miss
        m_problem->announce(tr("The suites could not be read: %1 What is shown is older.").arg(error.message));
        m_problem->show();
        m_unread = true;
        tick(m_now);
    });
    connect(m_port, &SuitePort::proposed, this, [this](const QString &id, const Suite &suite, const SuiteGround &ground) {
        if (ground.target != m_ref || suite.name != std::exchange(m_asked, {}))
            return;
        QStringList items;
        for (const SuiteStep &step : suite.steps)
            items.append(step.id);
        ask(id, suite.name, items);
    });
    connect(m_port, &SuitePort::failed, this, [this](const Error &error) {
        m_asked.clear();
        m_problem->announce(error.message);
        m_problem->show();
    });
}

void SuitePanel::open(const ObjectRef &ref)
{
    m_ref = ref;
    m_asked.clear();
    take({{ref, {}, {}, {}, {}, 0, {}, -1}, {}});
    if (m_port)
        m_port->open(ref);
}

void SuitePanel::tick(const QDateTime &now)
{
    m_now = now;
    for (size_t i = 0; i < m_rows.size(); ++i)
        showRow(m_board.suites.at(qsizetype(i)), *m_rows[i]);
}

void SuitePanel::take(const SuiteBoard &board)
{
    if (board.ground.target != m_ref)
        return;
    const auto names = [](const SuiteBoard &of) {
        QStringList all;
        for (const SuiteView &view : of.suites)
            all.append(view.suite.name);
        return all;
    };
    const bool others = names(board) != names(m_board);
    m_board = board;
    m_unread = false;
    m_problem->hide();
    if (others)
        build();
    setVisible(!m_rows.empty());
    tick(m_now);
}

void SuitePanel::build()
{
    for (const auto &row : m_rows)
        row->frame->deleteLater();
    m_rows.clear();
    for (const SuiteView &view : std::as_const(m_board.suites))
        m_rows.emplace_back(buildRow(view.suite.name));
}

SuitePanel::Row *SuitePanel::buildRow(const QString &suite)
{
    const QString name = displaySafe(suite, 60);
    auto *frame = new QWidget(this);
    auto *row = new Row {frame, new PillLabel(m_theme, frame), new ThemedLabel(name, m_theme, FontRole::BodyStrong, Token::Text, frame), new FactLabel(tr("Suite %1").arg(name), frame),
                         button(tr("Run…"), tr("Run the suite %1").arg(name), frame), button(tr("Run what is left…"), tr("Run what has not passed of the suite %1").arg(name), frame), new QGridLayout, {}};
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(m_theme->px(2));
    auto *line = new QHBoxLayout;
    line->setSpacing(m_theme->px(10));
    row->sentence->setWordWrap(true);
    row->sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    line->addWidget(row->pill);
    line->addWidget(row->name);
    line->addWidget(row->sentence, 1);
    line->addWidget(row->rest);
    line->addWidget(row->run);
    column->addLayout(line);
    row->items->setHorizontalSpacing(m_theme->px(10));
    row->items->setVerticalSpacing(m_theme->px(2));
    row->items->setColumnStretch(1, 1);
    column->addLayout(row->items);
    layout()->addWidget(frame);
    connect(row->run, &QPushButton::clicked, this, [this, suite] {
        m_asked = suite;
        m_port->propose(m_ref, suite);
    });
    connect(row->rest, &QPushButton::clicked, this, [this, suite] {
        for (const SuiteView &view : std::as_const(m_board.suites))
            if (view.suite.name == suite && view.run)
                return ask(view.run->id, suite, view.run->notPassed());
    });
    return row;
}

void SuitePanel::showRow(const SuiteView &view, Row &row)
{
    const bool running = view.run && view.run->state() == SuiteRun::State::Running;
    QString sentence = suiteViewSentence(view, m_now);
    if (view.eachStep && !view.passed())
        sentence += QStringLiteral(" · ") + tr("Promote waits for it, on %1").arg(suiteGroundText(m_board.ground));
    row.pill->setLook(m_unread ? unread() : lookOf(view)); // nobody knows which release is there now
    row.sentence->setFact(sentence);
    row.run->setEnabled(!running);
    row.rest->setVisible(view.run && view.ofThis && !view.passed());
    row.rest->setEnabled(!running); // whoever runs it goes on; what a killed one left is looked after
    showItems(view, row);
}

void SuitePanel::showItems(const SuiteView &view, Row &row)
{
    const QList<SuiteItem> items = view.run && view.ofThis && !view.passed() ? view.run->items : QList<SuiteItem>();
    while (row.checks.size() > items.size()) {
        const auto [pill, text] = row.checks.takeLast();
        delete pill;
        delete text;
    }
    while (row.checks.size() < items.size()) {
        const int at = int(row.checks.size());
        auto *pill = new PillLabel(m_theme, row.frame);
        auto *text = new FactLabel(tr("Check %1").arg(at + 1), row.frame);
        text->setWordWrap(true);
        row.items->addWidget(pill, at, 0, Qt::AlignTop);
        row.items->addWidget(text, at, 1);
        pill->show();
        text->show();
        row.checks.append({pill, text});
    }
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString went = suiteItemText(items.at(i), m_now);
        const QString name = displaySafe(items.at(i).id, 60);
        row.checks.at(i).first->setLook(lookOf(items.at(i).state));
        row.checks.at(i).second->setFact(went.isEmpty() ? name : tr("%1 · %2").arg(name, went));
    }
}

void SuitePanel::ask(const QString &id, const QString &suite, const QStringList &items)
{
    const QString title = tr("Suite %1 on %2/%3").arg(displaySafe(suite, 60), displaySafe(m_ref.ns, 60), displaySafe(m_ref.name, 60));
    (new ScriptDialog(m_scripts, id, items, m_theme, window(), title))->show();
}

} // namespace maestro
