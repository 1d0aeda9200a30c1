// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/drill/policydrill.h"

#include "domain/desk/deskcall.h"
#include "domain/validation/policyduration.h"

#include <algorithm>

namespace maestro {

namespace {

constexpr std::pair<DrillDeed, const char *> deedWords[] = {
    {DrillDeed::Tool, "tool"}, {DrillDeed::Wait, "wait"}, {DrillDeed::Recover, "recover"}, {DrillDeed::Assert, "assert"}, {DrillDeed::Note, "note"},
    {DrillDeed::SetImage, "set-image"}, {DrillDeed::Abort, "abort"}};

/// What `assert` lists is one step each; an entry that is none of these stays a tool without a program.
QList<DrillStep> stepsFrom(const QVariantMap &entry)
{
    DrillStep step;
    step.timeoutMs = policyMilliseconds(entry.value(QStringLiteral("timeout"))).value_or(0);
    if (entry.contains(QStringLiteral("tool"))) {
        step.argv = entry.value(QStringLiteral("tool")).toStringList();
        const QVariantMap environment = entry.value(QStringLiteral("env")).toMap();
        for (auto it = environment.cbegin(); it != environment.cend(); ++it)
            step.environment.insert(it.key(), it.value().toString());
        return {step};
    }
    if (const QString native = entry.value(QStringLiteral("native")).toString(); !native.isEmpty()) {
        step.deed = native == drillDeedWord(DrillDeed::Abort) ? DrillDeed::Abort : DrillDeed::SetImage;
        step.container = entry.value(QStringLiteral("container")).toString();
        step.image = entry.value(QStringLiteral("image")).toString();
        step.tag = entry.value(QStringLiteral("tag")).toString();
        return {step};
    }
    if (entry.contains(QStringLiteral("wait"))) {
        const QVariantMap when = entry.value(QStringLiteral("wait")).toMap();
        step.deed = DrillDeed::Wait;
        step.probe = when.value(QStringLiteral("health")).toString();
        QString needed = when.value(QStringLiteral("failing_for")).toString().trimmed();
        if (needed.startsWith(u'>'))
            needed = needed.mid(needed.startsWith(QLatin1String(">=")) ? 2 : 1);
        step.failingForMs = policyMilliseconds(needed).value_or(0);
        return {step};
    }
    QList<DrillStep> steps;
    for (const QString &one : entry.value(QStringLiteral("assert")).toStringList()) {
        step.deed = DrillDeed::Assert;
        step.subject = one;
        steps.append(step);
    }
    if (entry.contains(QStringLiteral("append_note"))) {
        step.deed = DrillDeed::Note;
        step.subject = entry.value(QStringLiteral("append_note")).toString();
        steps.append(step);
    }
    return steps.isEmpty() ? QList<DrillStep>{step} : steps;
}

} // namespace

QString drillDeedWord(DrillDeed deed)
{
    return QLatin1String(std::find_if(std::begin(deedWords), std::end(deedWords), [deed](const auto &pair) { return pair.first == deed; })->second);
}

QList<PolicyDrill> drillsOf(const Policy &policy)
{
    QList<PolicyDrill> drills;
    for (const QVariant &value : policy.document.value(QStringLiteral("drills")).toList()) {
        const QVariantMap entry = value.toMap();
        PolicyDrill drill;
        drill.name = entry.value(QStringLiteral("name")).toString();
        drill.every = entry.value(QStringLiteral("every")).toString().trimmed();
        drill.environments = entry.value(QStringLiteral("environments")).toStringList();
        drill.reportLink = entry.value(QStringLiteral("report_link")).toString();
        drill.lead = entry.value(QStringLiteral("lead")).toString();
        const QVariantMap targets = entry.value(QStringLiteral("targets")).toMap();
        const auto target = [&targets](const char *key) { return policyMilliseconds(targets.value(QLatin1String(key)).toString()).value_or(0); };
        drill.detectionMs = target("detection");
        drill.decisionMs = target("decision");
        drill.recoveryMs = target("recovery");
        for (const QVariant &step : entry.value(QStringLiteral("steps")).toList())
            drill.steps.append(stepsFrom(step.toMap()));
        drills.append(drill);
    }
    return drills;
}

bool isDeploying(DrillDeed deed)
{
    return deed == DrillDeed::Tool || deed == DrillDeed::SetImage || deed == DrillDeed::Abort;
}

QStringList drillPlaceholders(const PolicyDrill &drill)
{
    QStringList names;
    for (const DrillStep &step : drill.steps)
        for (const QString &text : step.argv + step.environment.values() + QStringList{step.container, step.image, step.tag})
            filled(text, {}, &names);
    return names;
}

QDateTime drillDueAt(const PolicyDrill &drill, const QDateTime &lastPassed, const QDateTime &now)
{
    const auto every = policyMilliseconds(drill.every);
    if (!every || *every <= 0)
        return {};
    if (!drill.every.endsWith(QLatin1String("mo")))
        return lastPassed.isValid() ? lastPassed.addMSecs(*every) : now;
    const int months = std::max(1, static_cast<int>(*every / (30 * 86'400'000LL)));
    const QDate from = (lastPassed.isValid() ? lastPassed : now).toUTC().date();
    const QDate first = QDate(from.year(), from.month(), 1).addMonths(lastPassed.isValid() ? months + 1 : 1);
    return first.startOfDay(Qt::UTC).addMSecs(-1);
}

} // namespace maestro
