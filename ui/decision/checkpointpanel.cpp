// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "decision/checkpointpanel.h"

#include "text/decision/decisiontext.h"
#include "text/humanize.h"
#include "theme/smallparts.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <array>

namespace maestro {

namespace {

constexpr int titleAtMost = 80;
constexpr qint64 minute = 60'000;
constexpr std::array<qint64, 6> waits {15 * minute, 30 * minute, 60 * minute, 120 * minute, 360 * minute, 1440 * minute};

/// The text of a control, where & marks a key.
QString controlText(const QString &text)
{
    return displaySafe(text, titleAtMost).replace(u'&', QStringLiteral("&&"));
}

bool isMetBySaying(const QString &need)
{
    return missingAttachments({{}, {}, {}, {}, {need}}, {}).isEmpty();
}

} // namespace

StateLook lookOf(const CheckpointState &state, const QDateTime &now)
{
    const QString word = checkpointWord(state, now);
    if (state.isOverdue(now))
        return {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, word};
    if (state.choice == QLatin1String("go"))
        return {Glyph::Healthy, Token::Healthy, Token::HealthyBg, Token::HealthySolid, word};
    if (state.choice == QLatin1String("no-go"))
        return {Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, word};
    if (state.choice == QLatin1String("defer"))
        return {Glyph::Timed, Token::Wait, Token::WaitBg, Token::WaitSolid, word};
    return {Glyph::Idle, Token::Text2, Token::UnknownBg, Token::UnknownSolid, word};
}

CheckpointPanel::CheckpointPanel(CheckpointPort *port, const Clock *clock, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_port(port)
    , m_clock(clock)
    , m_theme(theme)
    , m_why(new FactLabel(tr("Go/no-go points"), this))
    , m_grid(new QGridLayout)
    , m_group(new QButtonGroup(this))
{
    setAccessibleName(tr("Go or no-go"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, theme->px(6), 0, 0);
    column->setSpacing(theme->px(6));
    column->addWidget(new ThemedLabel(tr("Go or no-go"), theme, FontRole::PanelTitle, Token::Text, this));
    m_why->setWordWrap(true);
    m_why->hide();
    column->addWidget(m_why);
    m_grid->setHorizontalSpacing(theme->px(14));
    m_grid->setVerticalSpacing(theme->px(4));
    m_grid->setColumnStretch(1, 1);
    column->addLayout(m_grid);
    column->addWidget(buildDetail());
    connect(m_group, &QButtonGroup::idClicked, this, &CheckpointPanel::choose);
    hide();
    if (!port)
        return;
    connect(port, &CheckpointPort::listChanged, this, &CheckpointPanel::take);
    connect(port, &CheckpointPort::readFailed, this, &CheckpointPanel::fail);
    connect(port, &CheckpointPort::written, this, [this] {
        if (std::exchange(m_isSaying, false)) {
            draft() = {};
            buildNeeds();
            Q_EMIT recorded();
        }
    });
    connect(port, &CheckpointPort::failed, this, [this](const Error &error) {
        if (std::exchange(m_isSaying, false)) {
            showChosen();
            Q_EMIT refused(error);
        }
    });
}

QWidget *CheckpointPanel::buildDetail()
{
    m_detail = new QWidget(this);
    auto *column = new QVBoxLayout(m_detail);
    column->setContentsMargins(m_theme->px(22), 0, 0, 0);
    column->setSpacing(m_theme->px(4));
    m_said = new FactLabel(tr("Decision at the point"), m_detail);
    m_needs = new FactLabel(tr("What a go needs"), m_detail);
    m_items = new QVBoxLayout;
    for (FactLabel *label : {m_said, m_needs}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
    column->addLayout(m_items);
    auto *row = new QHBoxLayout;
    const auto button = [this, row](const QString &words, Qt::Key key, const QString &choice) {
        auto *made = new QPushButton(words, m_detail);
        made->setAutoDefault(false);
        made->setShortcut(QKeySequence(Qt::ALT | key));
        made->setToolTip(made->shortcut().toString(QKeySequence::NativeText));
        connect(made, &QPushButton::clicked, this, [this, choice] { say(choice); });
        row->addWidget(made);
        return made;
    };
    m_go = button(tr("Go"), Qt::Key_G, QStringLiteral("go"));
    m_noGo = button(tr("No-go"), Qt::Key_N, QStringLiteral("no-go"));
    m_defer = button(tr("Put off"), Qt::Key_D, QStringLiteral("defer"));
    m_wait = new QComboBox(m_detail);
    m_wait->setAccessibleName(tr("Put off for"));
    for (const qint64 wait : waits)
        m_wait->addItem(wait < 60 * minute ? tr("for %1 min").arg(wait / minute) : tr("for %1 h").arg(wait / minute / 60), wait);
    m_wait->setCurrentIndex(2);
    row->addWidget(m_wait);
    row->addStretch(1);
    column->addLayout(row);
    return m_detail;
}

void CheckpointPanel::open(const ObjectRef &target)
{
    m_target = target;
    if (m_port)
        m_port->open(target);
}

void CheckpointPanel::setReason(const QString &reason)
{
    m_reason = reason.trimmed();
    showChosen();
}

void CheckpointPanel::take(const CheckpointList &list)
{
    if (list.target != m_target)
        return;
    const CheckpointList before = std::exchange(m_list, list);
    const auto isSame = [](const CheckpointState &one, const CheckpointState &other) { return one.point == other.point; };
    if (before.revision != list.revision)
        m_drafts.clear(); // what was looked at was another one
    if (before.revision != list.revision || !std::equal(before.states.cbegin(), before.states.cend(), list.states.cbegin(), list.states.cend(), isSame))
        buildRows();
    m_why->hide();
    m_detail->setVisible(!list.states.isEmpty());
    setVisible(!list.states.isEmpty());
    showTimes();
}

void CheckpointPanel::fail(const ObjectRef &target, const Error &error)
{
    if (target != m_target)
        return;
    m_list = {};
    buildRows();
    m_why->setFact(tr("not known: %1").arg(displaySafe(error.message, 600)));
    m_why->show();
    m_detail->hide();
    show();
}

void CheckpointPanel::buildRows()
{
    for (const Row &row : std::as_const(m_rows)) {
        m_group->removeButton(row.choose);
        for (QWidget *part : std::initializer_list<QWidget *> {row.choose, row.due, row.pill})
            delete part;
    }
    m_rows.clear();
    for (const CheckpointState &state : std::as_const(m_list.states)) {
        const int at = int(m_rows.size());
        const QString title = displaySafe(state.point.title, titleAtMost);
        const Row row {new QRadioButton(controlText(state.point.title), this), new FactLabel(tr("Due: %1").arg(title), this), new PillLabel(m_theme, this)};
        row.choose->setFont(m_theme->font(FontRole::BodyStrong));
        row.due->setWordWrap(true);
        m_group->addButton(row.choose, at);
        m_grid->addWidget(row.choose, at, 0);
        m_grid->addWidget(row.due, at, 1);
        m_grid->addWidget(row.pill, at, 2);
        m_rows.append(row);
    }
    const QDateTime now = m_present.at(m_clock->utcNow(), m_clock->bootMs());
    const auto first = [this](const auto &wanted) { return int(std::find_if(m_list.states.cbegin(), m_list.states.cend(), wanted) - m_list.states.cbegin()); };
    int index = first([&now](const CheckpointState &one) { return one.isOverdue(now); });
    if (index == m_list.states.size())
        index = first([](const CheckpointState &one) { return one.choice.isEmpty(); });
    choose(m_list.states.isEmpty() ? -1 : index == m_list.states.size() ? 0 : index);
}

const CheckpointState *CheckpointPanel::chosen() const
{
    return m_chosen >= 0 && m_chosen < m_list.states.size() ? &m_list.states.at(m_chosen) : nullptr;
}

CheckpointPanel::Draft &CheckpointPanel::draft()
{
    const CheckpointState *state = chosen();
    return m_drafts[state ? QString(state->point.phase % u'/' % state->point.title) : QString()];
}

void CheckpointPanel::choose(int index)
{
    m_chosen = index;
    if (index >= 0)
        m_rows.at(index).choose->setChecked(true);
    buildNeeds();
}

void CheckpointPanel::buildNeeds()
{
    if (m_parts)
        m_parts->deleteLater();
    m_parts = new QWidget(m_detail);
    m_items->addWidget(m_parts);
    auto *column = new QVBoxLayout(m_parts);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(m_theme->px(4));
    const CheckpointState *state = chosen();
    if (!state)
        return;
    for (const QString &item : state->point.items) {
        auto *box = new QCheckBox(controlText(item), m_parts);
        box->setChecked(draft().checked.contains(item));
        connect(box, &QCheckBox::toggled, this, [this, item](bool on) {
            draft().checked.removeAll(item);
            if (on)
                draft().checked.append(item);
            showChosen();
        });
        column->addWidget(box);
    }
    auto *row = new QHBoxLayout;
    for (const QString &need : state->point.needs) {
        if (isMetBySaying(need))
            continue;
        auto *button = new QPushButton(tr("Attach %1…").arg(controlText(need)), m_parts);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, need] { attach(need); });
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addLayout(row);
    m_parts->show();
    showChosen();
}

void CheckpointPanel::attach(const QString &need)
{
    auto *dialog = new QFileDialog(this, tr("Attach %1").arg(displaySafe(need, titleAtMost)));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this, need, key = m_chosen](const QString &path) {
        if (key != m_chosen)
            return;
        draft().files.insert(need, path);
        showChosen();
    });
    dialog->open();
}

QString CheckpointPanel::whyNoGo() const
{
    const CheckpointState *state = chosen();
    if (!state)
        return tr("There is no point.");
    const Draft of = m_drafts.value(state->point.phase % u'/' % state->point.title);
    QMap<QString, QString> there = state->received;
    there.insert(of.files);
    const QStringList missing = missingAttachments(state->point, there);
    if (!missing.isEmpty())
        return tr("A go needs %1.").arg(displaySafe(missing.join(QStringLiteral(", ")), 300));
    const qsizetype left = missingTicks(state->point, of.checked).size();
    return left > 0 ? tr("%n item(s) of the checklist not ticked.", nullptr, int(left)) : QString();
}

void CheckpointPanel::showChosen()
{
    const CheckpointState *state = chosen();
    if (!state)
        return;
    const Draft &of = draft();
    QStringList needs;
    if (!state->point.items.isEmpty())
        needs.append(tr("checklist: %1 of %2 ticked").arg(state->point.items.size() - missingTicks(state->point, of.checked).size()).arg(state->point.items.size()));
    for (const QString &need : state->point.needs) {
        const QString name = displaySafe(need, titleAtMost);
        const QString file = of.files.value(need);
        needs.append(isMetBySaying(need) ? tr("%1: by whoever says go").arg(name)
                         : file.isEmpty() && state->received.contains(need) ? tr("%1: the webhook that was received").arg(name)
                         : file.isEmpty() ? tr("%1: missing").arg(name)
                                          : tr("%1: %2").arg(name, displaySafe(QFileInfo(file).fileName(), 120)));
    }
    m_needs->setFact(needs.isEmpty() ? tr("A go needs a reason, nothing else.") : tr("A go needs: %1").arg(needs.join(QStringLiteral("   ·   "))));
    const QString said = checkpointSaidText(*state);
    m_said->setFact(said.isEmpty() ? tr("Nobody has decided yet.") : said);
    const QString shortReason = m_reason.size() >= reasonAtLeast ? QString() : tr("The reason needs at least %1 characters.").arg(reasonAtLeast);
    for (QPushButton *button : {m_go, m_noGo, m_defer}) {
        const QString needed = button == m_go ? whyNoGo() : QString();
        const QString why = needed.isEmpty() ? shortReason : needed;
        button->setEnabled(why.isEmpty() && !m_isSaying);
        button->setAccessibleDescription(why);
    }
}

void CheckpointPanel::showTimes()
{
    const QDateTime now = m_present.at(m_clock->utcNow(), m_clock->bootMs());
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const CheckpointState &state = m_list.states.at(i);
        m_rows.at(i).due->setFact(checkpointDueText(state, now));
        m_rows.at(i).pill->setLook(lookOf(state, now));
    }
    showChosen();
}

void CheckpointPanel::say(const QString &choice)
{
    const CheckpointState *state = chosen();
    if (!state || !m_port)
        return;
    CheckpointRequest request {m_target, m_list.revision, state->point, choice, m_reason, {}, {}, {}};
    for (const QString &item : state->point.items) // of a policy that was changed meanwhile, what it no longer asks is not told
        if (draft().checked.contains(item))
            request.checked.append(item);
    if (choice == QLatin1String("defer"))
        request.deferredTo = m_present.at(m_clock->utcNow(), m_clock->bootMs()).addMSecs(m_wait->currentData().toLongLong());
    m_isSaying = true;
    showChosen();
    Q_EMIT asked();
    m_port->decide(request, draft().files);
}

} // namespace maestro
