// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/labels.h"

#include "text/humanize.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Labels
{
    Q_DECLARE_TR_FUNCTIONS(Rollout)
};

} // namespace

QString phaseLabel(RolloutPhase phase)
{
    switch (phase) {
    case RolloutPhase::Healthy: return Labels::tr("Healthy");
    case RolloutPhase::Progressing: return Labels::tr("Progressing");
    case RolloutPhase::Paused: return Labels::tr("Paused");
    case RolloutPhase::Degraded: return Labels::tr("Degraded");
    case RolloutPhase::Unknown: break;
    }
    return Labels::tr("Unknown");
}

QString strategyLabel(Strategy strategy)
{
    switch (strategy) {
    case Strategy::Canary: return Labels::tr("Canary");
    case Strategy::BlueGreen: return Labels::tr("Blue/green");
    case Strategy::RollingUpdate: return Labels::tr("Rolling update");
    case Strategy::Recreate: return Labels::tr("Recreate");
    case Strategy::Unknown: break;
    }
    return Labels::tr("Unknown strategy");
}

namespace {

QString ownStepLabel(const CanaryStep &step)
{
    switch (step.kind) {
    case StepKind::SetWeight: return step.weight ? Labels::tr("set weight %1").arg(*step.weight) : Labels::tr("set weight (unreadable)");
    case StepKind::Pause: return step.pauseSeconds ? Labels::tr("pause %1").arg(durationText(*step.pauseSeconds)) : Labels::tr("pause until a person promotes");
    case StepKind::Analysis: return Labels::tr("analysis");
    case StepKind::Experiment: return Labels::tr("experiment");
    case StepKind::SetCanaryScale: return Labels::tr("set canary scale");
    case StepKind::SetHeaderRoute: return Labels::tr("set header route");
    case StepKind::SetMirrorRoute: return Labels::tr("set mirror route");
    case StepKind::Plugin: return Labels::tr("plugin");
    case StepKind::Unknown: break;
    }
    return step.key.isEmpty() ? Labels::tr("unknown step") : Labels::tr("unknown step \"%1\"").arg(displaySafe(step.key, 64));
}

} // namespace

QString stepLabel(const CanaryStep &step)
{
    if (step.kind == StepKind::Unknown || !step.key.contains(u'+'))
        return ownStepLabel(step);
    QStringList others = step.key.split(u'+');
    others.removeAll(stepKindWord(step.kind));
    return Labels::tr("%1, with %2").arg(ownStepLabel(step), others.join(QLatin1String(", ")));
}

QString roleLabel(RevisionRole role)
{
    switch (role) {
    case RevisionRole::Stable: return Labels::tr("stable");
    case RevisionRole::Canary: return Labels::tr("canary");
    case RevisionRole::Active: return Labels::tr("active");
    case RevisionRole::Preview: return Labels::tr("preview");
    case RevisionRole::Old: return Labels::tr("old");
    case RevisionRole::Ping: return Labels::tr("ping");
    case RevisionRole::Pong: return Labels::tr("pong");
    }
    return Labels::tr("old");
}

QString attentionLabel(Attention attention)
{
    switch (attention) {
    case Attention::NeedsPerson: return Labels::tr("Needs a person");
    case Attention::InProgress: return Labels::tr("In progress");
    case Attention::DataIsOld: return Labels::tr("Data is old");
    case Attention::Steady: return Labels::tr("Steady");
    }
    return Labels::tr("Data is old");
}

QString connectionPhaseLabel(ConnectionPhase phase)
{
    switch (phase) {
    case ConnectionPhase::Connecting: return Labels::tr("Connecting");
    case ConnectionPhase::Connected: return Labels::tr("Connected");
    case ConnectionPhase::Reconnecting: return Labels::tr("Reconnecting");
    case ConnectionPhase::Failed: return Labels::tr("Failed");
    case ConnectionPhase::NeedsTrust: return Labels::tr("Waits for your trust decision");
    }
    return Labels::tr("Failed");
}

QString entrySourceLabel(EntrySource source)
{
    switch (source) {
    case EntrySource::Reported: return Labels::tr("Reported");
    case EntrySource::Observed: return Labels::tr("Observed");
    case EntrySource::Operator: return Labels::tr("Operator");
    }
    return Labels::tr("Observed");
}

QString weightText(const std::optional<int> &weight, int max)
{
    if (!weight)
        return Labels::tr("unknown");
    return max == 100 ? Labels::tr("%1 %").arg(*weight) : Labels::tr("%1 of %2").arg(*weight).arg(max);
}

QString scaleDownText(const QString &deadline, const QDateTime &nowUtc)
{
    if (deadline.isEmpty())
        return {};
    const QDateTime at = QDateTime::fromString(deadline, Qt::ISODate);
    if (!at.isValid())
        return Labels::tr("delay:unknown");
    const qint64 left = nowUtc.secsTo(at);
    return left > 0 ? Labels::tr("delay:%1").arg(durationText(left)) : Labels::tr("delay:passed");
}

} // namespace maestro
