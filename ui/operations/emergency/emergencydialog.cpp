// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/emergency/emergencydialog.h"

#include "text/humanize.h"
#include "text/labels.h"
#include "text/operationtext.h"
#include "theme/smallparts.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr int everyMs = 1'000;

/// What would be planned now; the guard plans it anew.
OperationPlan planOf(const RolloutSnapshotPtr &snapshot, Verb verb, const std::optional<int> &replicas, const QDateTime &now)
{
    OperationRequest request;
    request.verb = verb;
    request.target = snapshot->ref;
    request.workload = snapshot->rollout.workload;
    request.replicas = replicas;
    return planOperation(request, snapshot, {}, nullptr, now);
}

/// The only step sends everybody to the new version: what Set weight 100 leaves.
bool isReplaced(const Rollout &rollout)
{
    return rollout.steps.size() == 1 && rollout.steps.first().kind == StepKind::SetWeight && rollout.steps.first().weight == 100;
}

/// As a policy may write them.
QStringList backWords()
{
    return {QStringLiteral("undo"), QStringLiteral("rollback"), QStringLiteral("abort")};
}

QStringList fullWords()
{
    return {QStringLiteral("full-promote"), QStringLiteral("promote-full")};
}

} // namespace

EmergencyDialog::EmergencyDialog(RolloutSnapshotPtr snapshot, const QStringList &owed, EmergencyRules rules, const Clock *clock, Theme *theme, QWidget *parent)
    : QDialog(parent)
    , m_snapshot(std::move(snapshot))
    , m_owed(owed)
    , m_rules(std::move(rules))
    , m_clock(clock)
    , m_theme(theme)
    , m_state(new FactLabel(tr("State"), this))
    , m_pods(new QSpinBox(this))
{
    const ObjectRef &ref = m_snapshot->ref;
    setWindowTitle(tr("Emergency: %1").arg(displaySafe(ref.name, 120)));
    setAccessibleName(tr("Emergency"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(16), theme->px(14), theme->px(16), theme->px(12));
    column->setSpacing(theme->px(10));
    column->addWidget(new ThemedLabel(tr("Emergency: %1 in %2").arg(displaySafe(ref.name, 80), displaySafe(ref.ns, 80)), theme, FontRole::PageTitle, Token::Text, this));
    m_state->setFont(theme->font(FontRole::Body));
    m_state->setWordWrap(true);
    column->addWidget(m_state);
    auto *said = new FactLabel(tr("What the policy says"), this);
    said->setFont(theme->font(FontRole::BodyStrong));
    said->setWordWrap(true);
    column->addWidget(said);
    QGridLayout *safe = addSection(column, tr("Back to safety"), tr("Each opens the guard. None of them needs Prometheus or a policy."), false);
    const QHash<Control *, QString> names {{&m_back, tr("Roll back now")}, {&m_scale, tr("Scale")}, {&m_mass, tr("Mass rollback of the namespace")},
                                           {&m_full, tr("Send everybody to the new version")}, {&m_weight, verbLabel(Verb::SetWeight100)}, {&m_analysis, verbLabel(Verb::DisableAnalysis)}};
    int place = 0;
    for (Control *control : ordered({{backWords(), &m_back}, {{QStringLiteral("scale")}, &m_scale}, {{}, &m_mass}}))
        *control = addControl(safe, place++, names.value(control), false);
    auto *line = new QHBoxLayout;
    auto *caption = new ThemedLabel(tr("Pods after Scale"), theme, FontRole::Secondary, Token::Text2, this);
    caption->setBuddy(m_pods);
    m_pods->setAccessibleName(tr("Pods after Scale"));
    m_pods->setRange(1, std::max(mostReplicas, 2 * m_snapshot->rollout.specReplicas));
    m_pods->setMaximum(std::max(m_pods->maximum(), m_rules.scaleTo().value_or(0))); // what is too many is refused with the reason, never made fewer
    m_pods->setValue(m_rules.scaleTo().value_or(std::max(scalePreset, m_snapshot->rollout.specReplicas + 1)));
    line->addWidget(caption);
    line->addWidget(m_pods);
    line->addStretch(1);
    column->addLayout(line);
    QGridLayout *bypass = addSection(column, tr("Past the gates"), tr("These ship without the checks that protect users. A reason and the name with what happens are typed, and somebody owes to put it right afterwards."), true);
    for (Control *control : ordered({{fullWords(), &m_full}, {{QStringLiteral("set-weight-100")}, &m_weight}, {{QStringLiteral("disable-analysis")}, &m_analysis}}))
        *control = addControl(bypass, place++ - 3, names.value(control), true);
    said->setFact(policyLine());
    said->setVisible(!said->text().isEmpty());
    auto *end = new QHBoxLayout;
    auto *close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    end->addStretch(1);
    end->addWidget(close);
    column->addLayout(end);
    resize(theme->px(1000), theme->px(680));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_back.button, &QPushButton::clicked, this, [this] { take(wayBack()); });
    connect(m_full.button, &QPushButton::clicked, this, [this] { take(Verb::PromoteFull); });
    connect(m_weight.button, &QPushButton::clicked, this, [this] { take(stepsVerb()); });
    connect(m_analysis.button, &QPushButton::clicked, this, [this] { take(analysisVerb()); });
    connect(m_scale.button, &QPushButton::clicked, this, [this] { take(Verb::Scale); });
    connect(m_mass.button, &QPushButton::clicked, this, [this] {
        if (isHidden()) // the second of two clicks
            return;
        accept();
        Q_EMIT massAsked();
    });
    connect(m_pods, &QSpinBox::valueChanged, this, &EmergencyDialog::refresh);
    auto *ticks = new QTimer(this);
    connect(ticks, &QTimer::timeout, this, &EmergencyDialog::refresh);
    ticks->start(everyMs);
    refresh();
    close->setFocus(Qt::OtherFocusReason);
}

QGridLayout *EmergencyDialog::addSection(QVBoxLayout *column, const QString &title, const QString &about, bool warning)
{
    column->addWidget(new ThemedLabel(warning ? QString(QStringLiteral("⚠ ") % title) : title, m_theme, FontRole::PanelTitle, warning ? Token::Warn : Token::Text, this));
    auto *line = new ThemedLabel(about, m_theme, FontRole::Secondary, Token::Text2, this);
    line->setWordWrap(true);
    column->addWidget(line);
    auto *grid = new QGridLayout;
    grid->setSpacing(m_theme->px(10));
    column->addLayout(grid, 1);
    return grid;
}

/// Those that the policy names in its order, then the others as they are.
QList<EmergencyDialog::Control *> EmergencyDialog::ordered(const QList<std::pair<QStringList, Control *>> &known) const
{
    QList<Control *> all;
    for (const EmergencyRules::Step &step : m_rules.serviceDown)
        for (const auto &[words, control] : known)
            if (words.contains(step.word) && !all.contains(control))
                all.append(control);
    for (const auto &[words, control] : known)
        if (!all.contains(control))
            all.append(control);
    return all;
}

/// The whole list in its order, for it runs through both parts of the dialog; each with the key that takes it.
QString EmergencyDialog::policyLine() const
{
    QStringList steps;
    for (const EmergencyRules::Step &step : m_rules.serviceDown) {
        if (step.replicas)
            steps.append(tr("[%1] Scale to %2 pods").arg(m_scale.key).arg(*step.replicas));
        else if (backWords().contains(step.word))
            steps.append(tr("[%1] Roll back").arg(m_back.key));
        else if (fullWords().contains(step.word))
            steps.append(tr("[%1] %2, past the gates").arg(m_full.key, tr("Send everybody to the new version")));
        else if (step.word == QLatin1String("set-weight-100"))
            steps.append(tr("[%1] %2, past the gates").arg(m_weight.key, verbLabel(Verb::SetWeight100)));
        else if (step.word == QLatin1String("disable-analysis"))
            steps.append(tr("[%1] %2, past the gates").arg(m_analysis.key, verbLabel(Verb::DisableAnalysis)));
        else
            steps.append(tr("%1 (nothing here does that)").arg(displaySafe(step.word, 80)));
    }
    return steps.isEmpty() ? QString() : tr("%1 says of a service that is down: %2").arg(displaySafe(m_rules.policy, 80), steps.join(QStringLiteral(" → ")));
}

EmergencyDialog::Control EmergencyDialog::addControl(QGridLayout *grid, int place, const QString &name, bool danger)
{
    const QString key = QString::number(place + (danger ? 4 : 1));
    auto *panel = new QFrame(this);
    panel->setProperty("panel", true);
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(m_theme->px(12), m_theme->px(12), m_theme->px(12), m_theme->px(12));
    Control control {new QPushButton(QString(key % QStringLiteral("   ") % name), panel), new FactLabel(tr("About %1").arg(name), panel), key};
    control.button->setAccessibleName(name);
    control.button->setAutoDefault(false);
    control.button->setFont(m_theme->font(FontRole::PanelTitle));
    if (!danger) {
        control.button->setProperty("kind", QStringLiteral("dangerOutline"));
        control.button->setProperty("big", true);
    }
    control.about->setWordWrap(true);
    control.about->setFont(m_theme->font(FontRole::Secondary));
    control.about->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    column->addWidget(control.button);
    column->addWidget(control.about, 1);
    grid->addWidget(panel, 0, place);
    grid->setColumnStretch(place, 1);
    return control;
}

void EmergencyDialog::see(const RolloutSnapshotPtr &snapshot)
{
    if (!snapshot || snapshot->ref != m_snapshot->ref || snapshot->rollout.workload != m_snapshot->rollout.workload)
        return;
    m_snapshot = snapshot;
    refresh();
}

/// Abort while something moves, else back to the revision before.
Verb EmergencyDialog::wayBack() const
{
    return allowedByState(Verb::Abort, *m_snapshot).allowed ? Verb::Abort : Verb::Rollback;
}

/// What a bypass replaced is put back from the same place.
Verb EmergencyDialog::stepsVerb() const
{
    const bool owed = m_owed.contains(planDutyWord(PlanDuty::Kind::RestoreSteps));
    return owed && isReplaced(m_snapshot->rollout) ? Verb::RestoreSteps : Verb::SetWeight100;
}

Verb EmergencyDialog::analysisVerb() const
{
    const bool owed = m_owed.contains(planDutyWord(PlanDuty::Kind::RestoreAnalysis));
    return owed && allowedByState(Verb::DisableAnalysis, *m_snapshot).code == RefusalCode::NoAnalysis ? Verb::RestoreAnalysis : Verb::DisableAnalysis;
}

void EmergencyDialog::name(const Control &control, Verb verb)
{
    control.button->setText(control.key % QStringLiteral("   ") % verbLabel(verb));
    control.button->setAccessibleName(verbLabel(verb));
}

/// With everything that is skipped.
void EmergencyDialog::setBypass(const Control &control, Verb verb)
{
    const OperationPlan plan = planOf(m_snapshot, verb, {}, m_clock->utcNow());
    QStringList about {effectText(plan)};
    for (const PlanWarning &warning : plan.warnings)
        about.append(warningText(warning));
    if (verb == Verb::RestoreSteps || verb == Verb::RestoreAnalysis)
        about = {tr("Puts back what was taken out from here; the Journal has it.")};
    set(control, verb, about.join(u' '));
}

void EmergencyDialog::set(const Control &control, Verb verb, const QString &about)
{
    const Freshness fresh = freshnessAt(m_snapshot->heardAtBootMs, m_snapshot->connected, m_clock->bootMs());
    Allowed allowed = allowedNow(verb, *m_snapshot, fresh);
    if (allowed.allowed && (verb == Verb::Scale || verb == Verb::SetWeight100 || verb == Verb::DisableAnalysis))
        allowed = planOf(m_snapshot, verb, m_pods->value(), m_clock->utcNow()).allowed;
    if (allowed.allowed && verb == Verb::Scale && m_rules.refuses(m_pods->value()))
        allowed = {false, RefusalCode::ReplicasOutOfRange, {QString::number(m_pods->value()), QString::number(*m_rules.most), m_rules.policy}};
    control.button->setEnabled(allowed.allowed);
    const QString text = allowed.allowed ? about : tr("Not possible: %1").arg(refusalText(allowed));
    control.button->setAccessibleDescription(text);
    control.about->setFact(text);
}

void EmergencyDialog::refresh()
{
    m_state->setFact(tr("%1. %2").arg(phaseLabel(m_snapshot->phase.phase), m_snapshot->phase.observed ? tr("The controller follows.")
                                                : tr("The controller has not acted on the last change: what is sent may be accepted and move nothing until it does.")));
    const bool moving = wayBack() == Verb::Abort;
    set(m_back, wayBack(), moving ? effectText(planOf(m_snapshot, Verb::Abort, {}, m_clock->utcNow())) : tr("Puts the version before back. Afterwards control %1 spares it the steps.").arg(m_full.key));
    setBypass(m_full, Verb::PromoteFull);
    name(m_weight, stepsVerb());
    setBypass(m_weight, stepsVerb());
    name(m_analysis, analysisVerb());
    setBypass(m_analysis, analysisVerb());
    const OperationPlan scaled = planOf(m_snapshot, Verb::Scale, m_pods->value(), m_clock->utcNow());
    QStringList about {effectText(scaled)};
    for (const PlanWarning &warning : scaled.warnings)
        if (warning.code == WarningCode::FewerPods) // the number of a policy may be less than there is
            about.append(warningText(warning));
    set(m_scale, Verb::Scale, about.join(u' '));
    m_mass.about->setFact(tr("Every moving rollout of %1, previewed one by one: Argo Rollouts only.").arg(displaySafe(m_snapshot->ref.ns, 80)));
    m_mass.button->setAccessibleDescription(m_mass.about->text());
}

void EmergencyDialog::take(Verb verb)
{
    if (isHidden()) // the second of two clicks
        return;
    const std::optional<int> replicas = verb == Verb::Scale ? std::optional(m_pods->value()) : std::nullopt;
    accept();
    Q_EMIT chosen(verb, replicas);
}

void EmergencyDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() == Qt::NoModifier && !event->isAutoRepeat() && event->key() >= Qt::Key_1 && event->key() <= Qt::Key_6 && !m_pods->hasFocus()) {
        for (const Control &control : {m_back, m_scale, m_mass, m_full, m_weight, m_analysis})
            if (control.key == QString::number(event->key() - Qt::Key_0) && control.button->isEnabled())
                return control.button->click();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return event->accept(); // never by a stray Enter
    QDialog::keyPressEvent(event);
}

} // namespace maestro
