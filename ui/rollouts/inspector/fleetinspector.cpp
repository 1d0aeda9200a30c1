// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/inspector/fleetinspector.h"

#include "domain/operation/operationpolicy.h"
#include "text/decision/decisiontext.h"
#include "text/humanize.h"
#include "text/labels.h"
#include "text/operationtext.h"
#include "theme/bandwidget.h"
#include "theme/factlabel.h"
#include "theme/icons.h"

#include <QGridLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr Verb offered[] = {Verb::Promote, Verb::Abort, Verb::Rollback};

/// Traffic as one bar: stable left, canary right, hatched where nobody knows; all of it stable where there is one version.
class TrafficBar : public QWidget
{
public:
    TrafficBar(const Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedHeight(theme->px(18));
    }

    void setWeight(const std::optional<Weight> &weight, bool moving, bool old)
    {
        m_weight = weight;
        if (m_weight && m_weight->observed && !moving)
            m_weight->observed = 0;
        m_old = old;
        setVisible(weight.has_value());
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const auto observed = m_weight ? m_weight->observed : std::optional<int>();
        if (!observed) {
            painter.fillRect(rect(), m_theme->color(Token::UnknownBg));
            paintHatch(painter, rect(), m_theme->color(Token::UnknownSolid));
            return;
        }
        const double share = qBound(0.0, double(*observed) / qMax(1, m_weight->max), 1.0);
        const int canary = int(width() * share);
        const QRect left(0, 0, width() - canary, height());
        const QRect right(width() - canary, 0, canary, height());
        painter.setOpacity(m_old ? 0.5 : 1.0);
        painter.fillRect(left, m_theme->color(Token::Stable));
        painter.fillRect(right, m_theme->color(Token::Canary));
        painter.setFont(m_theme->font(FontRole::Pill));
        painter.setPen(m_theme->color(Token::Surface));
        const auto label = [&](const QRect &part, int value) {
            const QString text = weightText(value, m_weight->max);
            if (painter.fontMetrics().horizontalAdvance(text) + 10 < part.width())
                painter.drawText(part.adjusted(6, 0, 0, 0), Qt::AlignVCenter, text);
        };
        label(left, m_weight->max - *observed);
        label(right, *observed);
    }

private:
    const Theme *m_theme;
    std::optional<Weight> m_weight;
    bool m_old = false;
};

class Hairline : public QWidget
{
public:
    Hairline(const Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedHeight(1);
    }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), m_theme->color(Token::Border)); }

private:
    const Theme *m_theme;
};

/// What the policy may judge by the row alone; revisions and pods are read again by the guard.
Allowed allowedFor(Verb verb, const FleetRow &row, const Freshness &freshness)
{
    RolloutSnapshot snapshot;
    snapshot.ref = row.ref;
    snapshot.rollout = row.rollout();
    snapshot.phase = row.phase;
    snapshot.weight = row.weight;
    const Allowed allowed = allowedNow(verb, snapshot, freshness);
    const bool needsParts = allowed.code == RefusalCode::NoPreviousRevision || allowed.code == RefusalCode::PartsMissing || allowed.code == RefusalCode::RevisionNotFound;
    return needsParts ? Allowed{true, RefusalCode::None, {}} : allowed;
}

} // namespace

FleetInspector::FleetInspector(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("Inspector"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildHead(column);
    buildWeights(column);
    m_gates = new InspectorGates(theme, this);
    column->addWidget(m_gates, 1);
    column->addWidget(new Hairline(theme, this));
    QVBoxLayout *lines = section(column);
    lines->addWidget(new ThemedLabel(tr("Last actions from here"), theme, FontRole::Pill, Token::Text, this));
    m_history = new ThemedLabel({}, theme, FontRole::Secondary, Token::Text2, this);
    m_history->setWordWrap(true);
    lines->addWidget(m_history);
    buildButtons(column);
    setFixedWidth(std::max(theme->px(304), minimumSizeHint().width())); // wider where the words are longer
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QVBoxLayout *FleetInspector::section(QVBoxLayout *column)
{
    auto *part = new QVBoxLayout;
    part->setContentsMargins(m_theme->px(16), m_theme->px(10), m_theme->px(14), m_theme->px(12));
    part->setSpacing(m_theme->px(8));
    column->addLayout(part);
    column->addWidget(new Hairline(m_theme, this));
    return part;
}

void FleetInspector::buildHead(QVBoxLayout *column)
{
    QVBoxLayout *lines = section(column);
    QWidget *head = this;
    auto *top = new QHBoxLayout;
    m_badge = new EnvironmentBadge(m_theme, head);
    m_place = new ThemedLabel({}, m_theme, FontRole::Secondary, Token::Text2, head);
    m_place->setMinimumWidth(10);
    auto *close = new QToolButton(head);
    close->setIcon(themedIcon(Icon::Close, *m_theme));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close inspector"));
    connect(close, &QToolButton::clicked, this, &FleetInspector::closed);
    top->addWidget(m_badge);
    top->addWidget(m_place, 1);
    top->addWidget(close);
    lines->addLayout(top);
    m_name = new ThemedLabel({}, m_theme, FontRole::PanelTitle, Token::Text, head);
    m_name->setWordWrap(true);
    lines->addWidget(m_name);
    auto *state = new QHBoxLayout;
    m_pill = new PillLabel(m_theme, head);
    m_detail = new ThemedLabel({}, m_theme, FontRole::Secondary, Token::Text2, head);
    state->addWidget(m_pill);
    state->addWidget(m_detail, 1);
    lines->addLayout(state);
    m_sentence = new ThemedLabel({}, m_theme, FontRole::Body, Token::Text2, head);
    m_sentence->setWordWrap(true);
    lines->addWidget(m_sentence);
    m_pointPill = new PillLabel(m_theme, head);
    m_pointPill->setLook({Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, tr("go or no-go is overdue")});
    m_point = new FactLabel(tr("Go or no-go"), head);
    m_point->setWordWrap(true);
    lines->addWidget(m_pointPill, 0, Qt::AlignLeft);
    lines->addWidget(m_point);
    m_pointPill->hide();
    m_point->hide();
}

void FleetInspector::buildWeights(QVBoxLayout *column)
{
    QVBoxLayout *lines = section(column);
    QWidget *part = this;
    auto *change = new QHBoxLayout;
    m_from = new ThemedLabel({}, m_theme, FontRole::Mono, Token::Stable, part);
    m_to = new ThemedLabel({}, m_theme, FontRole::Mono, Token::Canary, part);
    m_arrow = new QLabel(part);
    m_arrow->setPixmap(themedIcon(Icon::ArrowRight, *m_theme, Token::Text3).pixmap(m_theme->px(16)));
    change->addWidget(m_from);
    change->addStretch();
    change->addWidget(m_arrow);
    change->addStretch();
    change->addWidget(m_to);
    lines->addLayout(change);
    m_bar = new TrafficBar(m_theme, part);
    lines->addWidget(m_bar);
    auto *grid = new QGridLayout;
    grid->setVerticalSpacing(m_theme->px(4));
    grid->setColumnStretch(1, 1);
    const QString names[] = {tr("Wanted by the steps"), tr("Recorded by the controller"), tr("Observed"), tr("Steps"), tr("Pods ready"), tr("Analysis")};
    for (int i = 0; i < 6; ++i) {
        auto *value = new ThemedLabel({}, m_theme, FontRole::BodyStrong, Token::Text, part);
        value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        value->setWordWrap(true);
        grid->addWidget(new ThemedLabel(names[i], m_theme, FontRole::Secondary, Token::Text2, part), i, 0);
        grid->addWidget(value, i, 1);
        (i < 3 ? m_weights[i] : m_facts[i - 3]) = value;
    }
    lines->addLayout(grid);
}

void FleetInspector::buildButtons(QVBoxLayout *column)
{
    column->addWidget(new Hairline(m_theme, this));
    auto *part = new QWidget(this);
    part->setAutoFillBackground(true);
    auto *lines = new QVBoxLayout(part);
    lines->setContentsMargins(m_theme->px(12), m_theme->px(12), m_theme->px(12), m_theme->px(10));
    auto *row = new QHBoxLayout;
    row->setSpacing(m_theme->px(8));
    for (int i = 0; i < 3; ++i) {
        const QString label = verbLabel(offered[i]);
        auto *button = new QPushButton(tr("%1…").arg(label), part);
        button->setAccessibleName(label);
        if (offered[i] == Verb::Rollback) {
            button->setProperty("kind", QStringLiteral("dangerOutline"));
            button->setIcon(themedIcon(Icon::RollBack, *m_theme, Token::Failed));
            row->addStretch(1);
        }
        connect(button, &QPushButton::clicked, this, [this, i] { Q_EMIT verbChosen(offered[i]); });
        row->addWidget(button);
        m_verbs[i] = button;
    }
    lines->addLayout(row);
    auto *keys = new QHBoxLayout;
    keys->setSpacing(m_theme->px(6));
    const std::pair<QString, QString> hints[] = {{tr("Enter"), tr("open")}, {tr("Space"), tr("peek")}, {QStringLiteral("R"), tr("roll back")}};
    for (const auto &[key, meaning] : hints) {
        keys->addWidget(new KeyCap(key, m_theme, part));
        keys->addWidget(new ThemedLabel(meaning, m_theme, FontRole::Axis, Token::Text3, part));
        keys->addSpacing(m_theme->px(6));
    }
    keys->addStretch();
    lines->addLayout(keys);
    column->addWidget(part);
}

void FleetInspector::show(const FleetRowPtr &row, const QString &environment, const Freshness &freshness)
{
    m_row = row;
    const Rollout rollout = m_row->rollout();
    const bool old = freshness.state == FreshnessState::Stale || freshness.state == FreshnessState::Disconnected;
    m_badge->setEnvironment(environment);
    m_badge->setFixedSize(m_badge->sizeHint());
    m_place->setText(displaySafe(m_row->ref.context) % u" / " % displaySafe(m_row->ref.ns));
    m_place->setToolTip(plainTip(m_place->text()));
    m_name->setText(displaySafe(m_row->ref.name));
    m_pill->setLook(lookOf(*m_row, freshness));
    m_detail->setText(rowDetail(*m_row));
    m_sentence->setText(rowSentence(*m_row, freshness));
    const bool moving = !rollout.stableHash.isEmpty() && rollout.stableHash != rollout.currentPodHash;
    const QString version = tr("%1\n%2").arg(changeText(rollout), rollout.revision() > 0 ? tr("rev %1").arg(rollout.revision()) : tr("no revision"));
    m_from->setText(moving ? tr("Stable\n%1").arg(displaySafe(rollout.stableHash)) : version);
    m_to->setText(version);
    m_arrow->setVisible(moving);
    m_to->setVisible(moving);
    static_cast<TrafficBar *>(m_bar)->setWeight(m_row->weight, moving, old);
    const Weight weight = m_row->weight.value_or(Weight());
    const std::optional<int> values[] = {weight.wanted, weight.recorded, weight.observed};
    for (int i = 0; i < 3; ++i)
        m_weights[i]->setText(weightText(values[i], weight.max));
    m_facts[0]->setText(stepsText(*m_row));
    m_facts[1]->setText(podsText(rollout));
    m_facts[2]->setText(analysisText(rollout));
    for (int i = 0; i < 3; ++i) {
        const Allowed allowed = allowedFor(offered[i], *m_row, freshness);
        m_verbs[i]->setEnabled(allowed.allowed);
        m_verbs[i]->setAccessibleDescription(refusalText(allowed));
        m_verbs[i]->setToolTip(plainTip(refusalText(allowed)));
    }
    showHistory();
}

void FleetInspector::showPoints(const QDateTime &now)
{
    QStringList said;
    for (const CheckpointList &list : std::as_const(m_points)) {
        if (!m_row || list.target != m_row->ref)
            continue;
        for (const CheckpointState &state : list.states)
            if (state.isOverdue(now))
                said.append(tr("\"%1\": %2").arg(displaySafe(state.point.title, 80), checkpointDueText(state, now)));
    }
    m_pointPill->setVisible(!said.isEmpty());
    m_point->setVisible(!said.isEmpty());
    m_point->setFact(said.join(u'\n'));
}

void FleetInspector::setRecords(std::shared_ptr<const QList<JournalRecord>> records)
{
    m_records = std::move(records);
    showHistory();
}

void FleetInspector::showHistory()
{
    QStringList lines;
    if (m_records && m_row) {
        for (auto record = m_records->crbegin(); record != m_records->crend() && lines.size() < 3; ++record) {
            if (record->type != RecordType::Intent || record->object.ns != m_row->ref.ns || record->object.name != m_row->ref.name || record->object.context != m_row->ref.context)
                continue;
            const auto verb = verbFromWord(record->verb);
            lines << tr("%1: %2 by %3. %4").arg(utcText(record->at), verb ? verbLabel(*verb) : displaySafe(record->verb, 40),
                                                displaySafe(record->actor.server, 80), displaySafe(record->reason, 200));
        }
    }
    m_history->setText(lines.isEmpty() ? tr("None recorded on this machine.") : lines.join(QStringLiteral("\n\n")));
}

void FleetInspector::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Surface));
    painter.fillRect(QRect(0, 0, 1, height()), m_theme->color(Token::Border));
}

} // namespace maestro
