// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alerts/alertmatching.h"

#include "domain/alerts/regexoverlap.h"

#include <QRegularExpression>

namespace maestro {

namespace {

const QLatin1String regexMark("re:");

Error bad(const QString &message)
{
    return {ErrorKind::BadInput, QStringLiteral("badSilence"), message};
}

bool isPattern(const QString &entry)
{
    return entry.startsWith(regexMark);
}

/// An entry of a family as a regular expression.
QString expressionOf(const QString &entry)
{
    return isPattern(entry) ? entry.mid(regexMark.size()) : regexOf(entry);
}

bool entryMatches(const QString &entry, const QString &alertName)
{
    return isPattern(entry) ? matchesWhole(entry.mid(regexMark.size()), alertName) : entry == alertName;
}

/// Whether some text of `expression` passes the matcher.
bool couldMatch(const SilenceMatcher &matcher, const QString &expression, const std::optional<QString> &literal)
{
    if (literal)
        return matches(matcher, {{matcher.name, *literal}});
    // The opposite of a regular expression is not built: a pattern rarely fits wholly into what is excluded.
    return !matcher.isEqual || regexesOverlap(matcher.isRegex ? matcher.value : regexOf(matcher.value), expression);
}

QStringList serviceNames(const Policy &policy)
{
    QStringList names;
    for (const PolicyService &service : policy.services)
        names << service.name << service.variables.value(QStringLiteral("service"), service.name);
    return names;
}

bool hides(const Silence &silence, const QString &entry, const QStringList &services)
{
    const std::optional<QString> literal = isPattern(entry) ? std::nullopt : std::optional<QString>(entry);
    return std::all_of(silence.matchers.begin(), silence.matchers.end(), [&](const SilenceMatcher &matcher) {
        if (matcher.name == u"alertname")
            return couldMatch(matcher, expressionOf(entry), literal);
        if (matcher.name == u"service" && !services.isEmpty())
            return std::any_of(services.begin(), services.end(), [&](const QString &name) { return matches(matcher, {{matcher.name, name}}); });
        return true;
    });
}

} // namespace

bool matches(const SilenceMatcher &matcher, const QMap<QString, QString> &labels)
{
    const QString value = labels.value(matcher.name);
    return (matcher.isRegex ? matchesWhole(matcher.value, value) : matcher.value == value) == matcher.isEqual;
}

bool matches(const Silence &silence, const QMap<QString, QString> &labels)
{
    return !silence.matchers.isEmpty()
        && std::all_of(silence.matchers.begin(), silence.matchers.end(), [&](const SilenceMatcher &matcher) { return matches(matcher, labels); });
}

std::optional<Error> silenceProblem(const Silence &silence, const QDateTime &nowUtc)
{
    if (silence.matchers.isEmpty())
        return bad(QStringLiteral("A silence needs at least one matcher."));
    for (const SilenceMatcher &matcher : silence.matchers) {
        if (matcher.name.isEmpty())
            return bad(QStringLiteral("A matcher has no label name."));
        if (matcher.isRegex && !QRegularExpression(matcher.value).isValid())
            return bad(QStringLiteral("%1 is not a valid regular expression.").arg(matcher.value));
    }
    if (std::all_of(silence.matchers.begin(), silence.matchers.end(), [](const SilenceMatcher &matcher) { return matches(matcher, {}); }))
        return bad(QStringLiteral("Every matcher matches a missing label: this would silence everything."));
    if (silence.startsAt >= silence.endsAt || silence.endsAt <= nowUtc)
        return bad(QStringLiteral("A silence has to end after it starts, and in the future."));
    return std::nullopt;
}

const AlertFamily *familyOf(const Policy &policy, const QString &alertName)
{
    for (const AlertFamily &family : policy.alertFamilies)
        if (std::any_of(family.match.begin(), family.match.end(), [&](const QString &entry) { return entryMatches(entry, alertName); }))
            return &family;
    return nullptr;
}

const PolicyService *serviceOf(const Policy &policy, const QMap<QString, QString> &labels)
{
    const QString named = labels.value(QStringLiteral("service"));
    for (const PolicyService &service : policy.services)
        if (!named.isEmpty() && (named == service.name || named == service.variables.value(QStringLiteral("service"))))
            return &service;
    const QString ns = labels.value(QStringLiteral("namespace"));
    for (const char *label : {"rollout", "deployment", "statefulset", "workload", "app", "job"}) {
        const QString workload = labels.value(QLatin1String(label));
        for (const PolicyService &service : policy.services)
            if (!workload.isEmpty() && workload == service.workload.name && (ns.isEmpty() || service.workload.ns.isEmpty() || ns == service.workload.ns))
                return &service;
    }
    return nullptr;
}

void assign(AlertReading &alert, const Policy &policy)
{
    if (const AlertFamily *family = familyOf(policy, alert.name)) {
        alert.family = family->name;
        if (alert.severity.isEmpty())
            alert.severity = family->severity;
    }
    if (const PolicyService *service = serviceOf(policy, alert.labels))
        alert.service = service->name;
}

QStringList hiddenBy(const Silence &silence, const Policy &policy)
{
    QStringList hidden;
    const QStringList services = serviceNames(policy);
    const auto consider = [&](const QString &entry) {
        if (!hidden.contains(entry) && hides(silence, entry, services))
            hidden.append(entry);
    };
    for (const AlertFamily &family : policy.alertFamilies)
        for (const QString &entry : family.match)
            consider(entry);
    for (const NativeAlert &alert : policy.nativeAlerts)
        consider(alert.name);
    return hidden;
}

} // namespace maestro
