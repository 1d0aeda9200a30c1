// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/desk/deskpage.h"

#include "operations/desk/preparedcard.h"
#include "operations/desk/versiontable.h"
#include "operations/operationactions.h"
#include "text/desk/desktext.h"
#include "text/humanize.h"
#include "text/operationtext.h"
#include "theme/icons.h"
#include "theme/smallparts.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace maestro {

namespace {

enum Column { Way, State, Target, Takes, Why, Permission, Reverts, Leaves, SideEffects };
constexpr int shortestReason = 5;

QString stateWord(const RollbackOption &option)
{
    return option.usable ? DeskPage::tr("usable") : DeskPage::tr("not usable");
}

QString takesText(const RollbackOption &option)
{
    return option.estimateSeconds ? durationText(*option.estimateSeconds) : DeskPage::tr("not done here yet");
}

QString goodLine(const KnownGood &good)
{
    QString text = good.ref();
    if (!good.tag.isEmpty() && good.tag != text)
        text += QStringLiteral(" (%1)").arg(good.tag);
    return DeskPage::tr("%1 from %2, %3: %4").arg(displaySafe(text, 160), goodSourceWord(good.source), good.at.isValid() ? utcText(good.at) : DeskPage::tr("time unknown"), goodReasonText(good));
}

QString exactCall(const RollbackOption &option)
{
    QStringList texts;
    if (option.plan->call && !option.plan->call->server.isEmpty())
        texts << DeskPage::tr("To %1").arg(displaySafe(option.plan->call->server, 200));
    for (const PlannedRequest &request : option.plan->requests)
        texts << requestText(request);
    if (option.plan->call && option.plan->call->isProgram())
        texts << commandText(*option.plan->call);
    if (option.plan->call && !option.plan->call->checks.isEmpty())
        texts << checksText(*option.plan->call);
    return texts.isEmpty() ? DeskPage::tr("Nothing would be sent.") : texts.join(QStringLiteral("\n\n"));
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

DeskPage::DeskPage(const Ports &ports, Theme *theme, OperationActions *actions, QWidget *parent)
    : QWidget(parent)
    , m_ports(ports)
    , m_theme(theme)
    , m_actions(actions)
{
    setAccessibleName(tr("Rollback options"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(16), theme->px(10), theme->px(16), theme->px(12));
    column->setSpacing(theme->px(8));
    buildHeader(column);
    buildWays(column);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(theme->px(10));
    sides->addWidget(buildChosen(), 6);
    sides->addWidget(buildVersions(), 5);
    column->addLayout(sides, 4);
    m_card = new PreparedCard(theme, this);
    column->addWidget(m_card);
    buildFooter(column);
    setFocusProxy(m_table);
    connect(m_card, &PreparedCard::taken, this, [this](const PreparedWay &prepared) { m_actions->start(prepared.request); });
    connect(m_card, &PreparedCard::discarded, this, [this] { keep(std::nullopt); });
    connect(theme, &Theme::changed, this, &DeskPage::showWays);
    if (ports.desk) {
        connect(ports.desk, &DeskPort::optionsRead, this, [this](const RollbackOptionsPtr &options) {
            if (options && options->target == m_target)
                showOptions(options);
        });
        connect(ports.desk, &DeskPort::readFailed, this, [this](const ObjectRef &of, const Error &error) {
            if (of != m_target)
                return;
            m_note->announce(tr("Not read: %1").arg(displaySafe(error.message, 400)));
            m_again->setEnabled(true);
        });
    }
    connect(ports.operations, &OperationPort::planReady, this, &DeskPage::describe);
    connect(ports.operations, &OperationPort::planFailed, this, &DeskPage::describe);
    connect(ports.fleet, &FleetPort::rolloutChanged, this, [this](const RolloutSnapshotPtr &now) {
        if (now && now->ref == m_target)
            m_card->see(*now);
    });
    forget();
}

void DeskPage::buildHeader(QVBoxLayout *column)
{
    auto *line = new QHBoxLayout;
    m_title = new ThemedLabel({}, m_theme, FontRole::PageTitle, Token::Text, this);
    m_title->setTextFormat(Qt::PlainText);
    m_note = new FactLabel(tr("State of the desk"), this);
    m_note->setFont(m_theme->font(FontRole::Secondary));
    m_note->setWordWrap(true);
    m_again = new QPushButton(tr("Read again"), this);
    m_again->setAutoDefault(false);
    connect(m_again, &QPushButton::clicked, this, &DeskPage::readAgain);
    line->addWidget(m_title);
    line->addWidget(m_note, 1);
    line->addWidget(m_again);
    column->addLayout(line);
}

void DeskPage::buildWays(QVBoxLayout *column)
{
    m_table = new ShareTable(tr("Ways back, best first"), {{tr("Way"), 17}, {tr("State"), 8}, {tr("Goes to"), 6}, {tr("Took here"), 8}, {tr("Why"), 17}, {tr("Permission"), 11},
                             {tr("Reverts"), 13}, {tr("Leaves"), 13}, {tr("Side effects"), 13}}, m_theme, this);
    column->addWidget(m_table, 6);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &DeskPage::describe);
    connect(m_table, &QTableWidget::itemActivated, this, &DeskPage::take);
}

QWidget *DeskPage::buildChosen()
{
    auto *panel = new QFrame(this);
    panel->setProperty("panel", true);
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(m_theme->px(12), m_theme->px(8), m_theme->px(12), m_theme->px(10));
    column->setSpacing(m_theme->px(6));
    m_state = new FactLabel(tr("Why"), panel);
    m_state->setWordWrap(true);
    m_state->setFont(m_theme->font(FontRole::BodyStrong));
    column->addWidget(m_state);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(m_theme->px(10));
    grid->setVerticalSpacing(m_theme->px(2));
    grid->setColumnStretch(1, 1);
    for (const QString &name : {tr("Reverts"), tr("Leaves"), tr("Side effects")}) {
        auto *caption = new ThemedLabel(name, m_theme, FontRole::Secondary, Token::Text2, panel);
        caption->setAccessibleName(name + u':');
        auto *fact = new FactLabel(name, panel);
        fact->setWordWrap(true);
        fact->setFont(m_theme->font(FontRole::Secondary));
        grid->addWidget(caption, int(m_facts.size()), 0, Qt::AlignTop);
        grid->addWidget(fact, int(m_facts.size()), 1);
        m_facts.append(fact);
    }
    column->addLayout(grid);
    column->addWidget(new ThemedLabel(tr("Sent exactly so, once; {{reason}} is what you give in the guard"), m_theme, FontRole::Secondary, Token::Text3, panel));
    m_call = new QPlainTextEdit(panel);
    m_call->setAccessibleName(tr("Exact call"));
    m_call->setReadOnly(true);
    m_call->setTabChangesFocus(true);
    m_call->setWordWrapMode(QTextOption::WrapAnywhere);
    m_call->setFont(m_theme->font(FontRole::Mono));
    column->addWidget(m_call, 1);
    return panel;
}

QWidget *DeskPage::buildVersions()
{
    auto *panel = new QFrame(this);
    panel->setProperty("panel", true);
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(m_theme->px(12), m_theme->px(8), m_theme->px(12), m_theme->px(10));
    column->setSpacing(m_theme->px(6));
    m_good = new FactLabel(tr("Last known good"), panel);
    m_good->setWordWrap(true);
    m_good->setFont(m_theme->font(FontRole::Secondary));
    column->addWidget(m_good);
    m_versions = new VersionTable(m_theme, panel);
    column->addWidget(m_versions, 1);
    connect(m_versions, &QTableWidget::itemActivated, this, &DeskPage::chooseVersion);
    connect(m_versions, &QTableWidget::itemClicked, this, &DeskPage::chooseVersion);
    return panel;
}

void DeskPage::buildFooter(QVBoxLayout *column)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(m_theme->px(8));
    const auto field = [&](const QString &name, const QString &shown) {
        auto *caption = new ThemedLabel(name, m_theme, FontRole::Secondary, Token::Text2, this);
        caption->setAccessibleName(name + u':');
        auto *edit = new QLineEdit(this);
        edit->setAccessibleName(name);
        edit->setPlaceholderText(shown);
        line->addWidget(caption);
        line->addWidget(edit);
        return edit;
    };
    m_to = field(tr("Go to"), tr("last known good"));
    m_to->setMaxLength(128);
    m_to->setMaximumWidth(m_theme->px(180));
    m_reason = field(tr("Reason, drafted"), tr("why, as it shall stand in the guard"));
    m_reason->setMaxLength(1000);
    m_prepare = new QPushButton(tr("Prepare"), this);
    m_take = new QPushButton(tr("Take this way…"), this);
    m_take->setProperty("kind", QStringLiteral("primary"));
    for (QPushButton *button : {m_prepare, m_take}) {
        button->setAutoDefault(false);
        line->addWidget(button);
    }
    column->addLayout(line);
    connect(m_prepare, &QPushButton::clicked, this, &DeskPage::prepare);
    connect(m_take, &QPushButton::clicked, this, &DeskPage::take);
    connect(m_reason, &QLineEdit::textChanged, this, &DeskPage::describe);
}

void DeskPage::open(const ObjectRef &target, WorkloadKind workload)
{
    if (target != m_target || workload != m_workload) {
        m_target = target;
        m_workload = workload;
        forget();
    }
    if (!m_target.isEmpty())
        readAgain();
}

/// Nothing of an earlier object stays in sight.
void DeskPage::forget()
{
    m_options.reset();
    m_chosen.clear();
    m_table->setRowCount(0);
    m_versions->setRowCount(0);
    m_to->clear();
    m_reason->clear();
    m_call->clear();
    m_state->setFact({});
    m_good->setFact({});
    for (FactLabel *fact : std::as_const(m_facts))
        fact->setFact({});
    const bool none = m_target.isEmpty() || !m_ports.desk;
    m_title->setText(none ? tr("Rollback options") : tr("Ways back for %1/%2").arg(displaySafe(m_target.ns, 80), displaySafe(m_target.name, 80)));
    m_note->setFact(none ? tr("Open a rollout first: the ways back are of one rollout.") : QString());
    m_again->setEnabled(!none);
    m_take->setEnabled(false);
    m_prepare->setEnabled(false);
    if (const auto kept = m_prepared.constFind(key()); kept != m_prepared.constEnd())
        m_card->show(*kept);
    else
        m_card->clear();
}

QString DeskPage::key() const
{
    return m_target.context + u'\n' + m_target.ns + u'\n' + m_target.name + u'\n' + workloadWord(m_workload);
}

void DeskPage::keep(const std::optional<PreparedWay> &prepared)
{
    if (prepared) {
        m_prepared.insert(key(), *prepared);
        m_card->show(*prepared);
    } else {
        m_prepared.remove(key());
        m_card->clear();
    }
}

void DeskPage::readAgain()
{
    if (!m_ports.desk || m_target.isEmpty())
        return;
    m_again->setEnabled(false);
    m_take->setEnabled(false);
    m_prepare->setEnabled(false);
    m_note->setFact(tr("Reading every way…"));
    m_ports.desk->read(m_target, m_workload);
}

void DeskPage::showOptions(const RollbackOptionsPtr &options)
{
    if (options->amended) { // the ways are in sight, and somebody may be choosing
        if (!m_options || m_options->at != options->at || m_options->options != options->options)
            return; // tags of an earlier look
        m_options = options;
        showGoods();
        return;
    }
    m_options = options;
    m_again->setEnabled(true);
    m_card->see(*options);
    showGoods();
    showWays();
    const QWidget *focus = focusWidget();
    if (isVisible() && !m_to->hasFocus() && !m_reason->hasFocus() && (!focus || isAncestorOf(focus)))
        m_table->setFocus(Qt::OtherFocusReason);
}

/// What was good before, what could be picked, and how the reading went.
void DeskPage::showGoods()
{
    const RollbackOptionsPtr &options = m_options;
    QStringList goods;
    for (const KnownGood &good : options->lastKnownGood)
        goods << goodLine(good);
    const bool proven = !goods.isEmpty() && options->lastKnownGood.constFirst().source != GoodSource::Registry;
    const QString nothing = goods.isEmpty() ? tr("Nothing is known to have been good before.") : tr("Nothing is known to have been good before; the registry has tags to pick from, below.");
    m_good->setFact(proven ? tr("Last known good: %1").arg(goods.constFirst()) : nothing);
    m_good->setToolTip(plainTip(goods.join(u'\n')));
    QStringList problems;
    for (const QString &problem : options->problems)
        problems << displaySafe(problem, 300);
    const QString read = problems.isEmpty() ? tr("Read at %1.").arg(utcText(options->at)) : tr("Read at %1, but not all: %2").arg(utcText(options->at), problems.join(QStringLiteral("; ")));
    const QString asked = options->asking.isEmpty() ? QString() : tr("Asking the registry %1 for its tags…").arg(displaySafe(options->asking, 200));
    QStringList note {options->busy, m_again->isEnabled() ? read : tr("Reading every way…"), asked};
    note.removeAll(QString());
    m_note->setFact(note.join(u' '));
    m_versions->show(*options);
}

void DeskPage::prefer(const QString &way)
{
    const auto known = [&way](const RollbackOption &option) { return option.way.name == way; };
    m_chosen = m_options && std::none_of(m_options->options.cbegin(), m_options->options.cend(), known) ? QString() : way;
    showWays();
}

void DeskPage::showWays()
{
    if (!m_options)
        return;
    const QString chosenBefore = m_chosen;
    const QSignalBlocker quiet(m_table);
    m_table->setRowCount(0);
    int first = -1;
    for (int row = 0; row < m_options->options.size(); ++row) {
        const RollbackOption &option = m_options->options.at(row);
        const QString name = tr("%1  %2: %3").arg(row + 1).arg(displaySafe(option.way.name, 60), deskKindLabel(option.way.kind));
        m_table->addRow({name, stateWord(option), displaySafe(option.target, 60), takesText(option), displaySafe(option.reason, 400), displaySafe(option.permission, 200),
                         displaySafe(option.reverts, 400), displaySafe(option.leaves, 400), displaySafe(option.sideEffects, 400)});
        m_table->item(row, State)->setIcon(markOf(option, *m_theme));
        if (option.way.name == chosenBefore || (first < 0 && chosenBefore.isEmpty() && option.usable))
            first = row;
    }
    m_table->selectRow(std::max(0, first));
    describe();
}

const RollbackOption *DeskPage::current() const
{
    const int row = m_table->currentRow();
    return m_options && row >= 0 && row < m_options->options.size() ? &m_options->options.at(row) : nullptr;
}

QString DeskPage::wantedTarget() const
{
    return m_to->isEnabled() ? m_to->text().trimmed() : QString();
}

void DeskPage::describe()
{
    const RollbackOption *option = current();
    const bool usable = option && option->usable && m_again->isEnabled();
    const bool reasoned = m_reason->text().trimmed().size() >= shortestReason;
    m_take->setEnabled(usable);
    m_take->setAccessibleDescription(option && !option->usable ? option->reason : QString());
    m_prepare->setEnabled(usable && reasoned);
    m_prepare->setAccessibleDescription(usable && !reasoned ? tr("Draft the reason first: at least %1 characters.").arg(shortestReason) : QString());
    if (!option)
        return;
    m_chosen = option->way.name;
    m_state->setFact(displaySafe(option->reason.isEmpty() ? stateWord(*option) : tr("%1: %2").arg(stateWord(*option), option->reason), 600));
    const QStringList facts {option->reverts, option->leaves, option->sideEffects};
    for (int i = 0; i < facts.size(); ++i)
        m_facts.at(i)->setFact(facts.at(i));
    m_call->setPlainText(exactCall(*option));
    m_to->setEnabled(option->usable && option->way.kind != DeskKind::Route);
}

/// What the way that is chosen can be told of a version that a person picked.
void DeskPage::chooseVersion()
{
    const RollbackOption *option = current();
    if (!option || !m_to->isEnabled())
        return;
    const QString ref = m_versions->refFor(option->way.kind);
    if (ref.isEmpty())
        m_note->setFact(tr("%1 cannot go to that: it is another kind of version.").arg(displaySafe(option->way.name, 80)));
    else
        m_to->setText(ref);
}

void DeskPage::prepare()
{
    const RollbackOption *option = current();
    if (option && option->usable && m_prepare->isEnabled())
        keep(preparedWay(*option, wantedTarget(), m_reason->text().trimmed(), m_ports.clock->utcNow()));
}

void DeskPage::take()
{
    const RollbackOption *option = current();
    if (!option || !m_take->isEnabled() || m_actions->isGuardOpen())
        return;
    OperationRequest request {.verb = Verb::Rollback, .target = m_options->target, .workload = m_workload, .uid = m_options->before->rollout.meta.uid};
    request.via = option->way.name;
    request.to = wantedTarget();
    request.reason = m_reason->text().trimmed();
    m_take->setEnabled(false); // the second of two clicks: until its plan has come
    m_actions->start(request);
}

void DeskPage::keyPressEvent(QKeyEvent *event)
{
    const int row = event->key() - Qt::Key_1;
    if (event->modifiers() == Qt::NoModifier && row >= 0 && row < 9 && row < m_table->rowCount() && !m_to->hasFocus() && !m_reason->hasFocus()) {
        m_table->selectRow(row);
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace maestro
