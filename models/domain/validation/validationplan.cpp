// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/validation/validationplan.h"

#include "domain/validation/policyduration.h"

#include <algorithm>

namespace maestro {

namespace {

constexpr std::pair<CheckType, const char *> typeWords[] = {
    {CheckType::Traffic, "traffic"}, {CheckType::Gates, "gates"}, {CheckType::Pods, "pods"}, {CheckType::Health, "health"},
    {CheckType::AlertsAndGates, "alerts-and-gates"}, {CheckType::Events, "events"}, {CheckType::Message, "message"}, {CheckType::Tool, "tool"}};
constexpr int usualTimes = 3;
constexpr qint64 usualGatesForMs = 60'000;

std::optional<ValidationStep> stepFrom(const QVariantMap &entry)
{
    const QString type = entry.value(QStringLiteral("type")).toString();
    const auto found = std::find_if(std::begin(typeWords), std::end(typeWords), [&](const auto &pair) { return type == QLatin1String(pair.second); });
    if (found == std::end(typeWords))
        return std::nullopt;
    ValidationStep step;
    step.id = entry.value(QStringLiteral("name")).toString();
    step.type = found->first;
    step.forMs = policyMilliseconds(entry.value(QStringLiteral("for"))).value_or(0);
    step.times = std::max(1, entry.value(QStringLiteral("times"), usualTimes).toInt());
    step.probe = entry.value(QStringLiteral("probe")).toString();
    step.tolerance = policyShare(entry.value(QStringLiteral("tolerance")));
    step.last = std::max(1, entry.value(QStringLiteral("last"), step.last).toInt());
    step.errorPatterns = entry.value(QStringLiteral("log_error_patterns")).toStringList();
    step.errorPatterns.removeAll(QString());
    step.channel = entry.value(QStringLiteral("channel")).toString();
    step.mustName = entry.value(QStringLiteral("must_name")).toStringList();
    step.note = entry.value(QStringLiteral("note"), true).toBool();
    step.argv = entry.value(QStringLiteral("argv")).toStringList();
    const QVariantMap environment = entry.value(QStringLiteral("env")).toMap();
    for (auto it = environment.cbegin(); it != environment.cend(); ++it)
        step.environment.insert(it.key(), it.value().toString());
    step.timeoutMs = policyMilliseconds(entry.value(QStringLiteral("timeout"))).value_or(0);
    return step;
}

/// "$name" is the limit of that name.
QVariant limitOr(const Policy &policy, const QVariant &written)
{
    const QString text = written.toString();
    return text.startsWith(u'$') ? QVariant(policy.limits.value(text.mid(1)).value_or(QString())) : written;
}

ValidationStep plain(const char *id, CheckType type)
{
    ValidationStep step;
    step.id = QLatin1String(id);
    step.type = type;
    return step;
}

/// Where the policy names no checks of its own.
QList<ValidationStep> usualSteps(const PolicyMatch &match)
{
    QList<ValidationStep> steps{plain("pods", CheckType::Pods), plain("traffic", CheckType::Traffic), plain("events", CheckType::Events)};
    if (!match || !match.serviceEntry())
        return steps;
    if (!match.policy->gatesInForce(*match.serviceEntry(), match.phase).isEmpty()) {
        steps.append(plain("gates", CheckType::Gates));
        steps.last().forMs = usualGatesForMs;
    }
    for (const HealthProbe &probe : match.serviceEntry()->health) {
        ValidationStep step = plain("health", CheckType::Health);
        step.probe = probe.name;
        step.id = QStringLiteral("health-") + probe.name;
        step.times = usualTimes;
        steps.append(step);
    }
    return steps;
}

QList<ValidationStep> stepsOf(const QVariantMap &document)
{
    QList<ValidationStep> all;
    for (const QVariant &entry : document.value(QStringLiteral("validation")).toList()) {
        if (const auto step = stepFrom(entry.toMap()))
            all.append(*step);
    }
    const QStringList order = document.value(QStringLiteral("rollback")).toMap().value(QStringLiteral("verify")).toStringList();
    if (order.isEmpty())
        return all;
    QList<ValidationStep> named;
    for (const QString &name : order) {
        const auto found = std::find_if(all.cbegin(), all.cend(), [&](const ValidationStep &step) { return step.id == name; });
        if (found != all.cend())
            named.append(*found);
    }
    return named;
}

} // namespace

QString checkTypeWord(CheckType type)
{
    return QLatin1String(std::find_if(std::begin(typeWords), std::end(typeWords), [&](const auto &pair) { return pair.first == type; })->second);
}

bool ValidationPlan::has(CheckType type) const
{
    return std::any_of(steps.begin(), steps.end(), [&](const ValidationStep &step) { return step.type == type; });
}

bool ValidationPlan::leavesNote() const
{
    const auto message = [](const ValidationStep &step) { return step.type == CheckType::Message; };
    return !has(CheckType::Message) || std::any_of(steps.cbegin(), steps.cend(), [&message](const ValidationStep &step) { return message(step) && step.note; });
}

bool ValidationPlan::readsLogs() const
{
    return std::any_of(steps.begin(), steps.end(), [](const ValidationStep &step) { return step.type == CheckType::Events && !step.errorPatterns.isEmpty(); });
}

ValidationPlan validationPlan(const PolicyMatch &match)
{
    ValidationPlan plan;
    if (match) {
        const QVariantMap &document = match.policy->document;
        plan.steps = stepsOf(document);
        const QVariantMap target = document.value(QStringLiteral("rollback")).toMap().value(QStringLiteral("target")).toMap();
        if (const auto median = policyMilliseconds(limitOr(*match.policy, target.value(QStringLiteral("median"))))) {
            plan.lateMs = *median;
            plan.tooLateMs = 2 * *median;
        }
    }
    if (std::none_of(plan.steps.cbegin(), plan.steps.cend(), [](const ValidationStep &step) { return step.required(); }))
        plan.steps = usualSteps(match) + plan.steps;
    return plan;
}

} // namespace maestro
