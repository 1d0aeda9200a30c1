// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/policy/policyview.h"

#include <QRegularExpression>

#include <functional>

namespace maestro {

namespace {

QString spanText(std::chrono::milliseconds span)
{
    static const QList<std::pair<qint64, QString>> units{{86'400'000, QStringLiteral("d")}, {3'600'000, QStringLiteral("h")}, {60'000, QStringLiteral("m")}, {1000, QStringLiteral("s")}};
    for (const auto &[ms, unit] : units) {
        if (span.count() != 0 && span.count() % ms == 0)
            return QString::number(span.count() / ms) + unit;
    }
    return QString::number(span.count()) + QStringLiteral("ms");
}

/// Applies `change` to every text, however deep.
template<typename F> QVariant mapped(const QVariant &value, const F &change)
{
    if (value.typeId() == QMetaType::QString)
        return change(value.toString());
    if (value.typeId() == QMetaType::QVariantList) {
        QVariantList list;
        for (const QVariant &item : value.toList())
            list.append(mapped(item, change));
        return list;
    }
    if (value.typeId() != QMetaType::QVariantMap)
        return value;
    QVariantMap map = value.toMap();
    for (auto it = map.begin(); it != map.end(); ++it)
        *it = mapped(*it, change);
    return map;
}

QString replaced(const QString &text, const QRegularExpression &name, const std::function<std::optional<QString>(const QString &)> &find)
{
    QString out;
    qsizetype at = 0;
    for (auto matches = name.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        const auto found = find(match.captured(1));
        out += QStringView(text).sliced(at, match.capturedStart() - at);
        out += found.value_or(match.captured());
        at = match.capturedEnd();
    }
    return out + QStringView(text).sliced(at);
}

QVariant withLimits(const QVariant &value, const Policy &policy)
{
    static const QRegularExpression name(QStringLiteral("\\$([A-Za-z_][A-Za-z0-9_-]*)"));
    return mapped(value, [&policy](const QString &text) {
        return replaced(text, name, [&policy](const QString &limit) {
            const auto found = policy.limits.constFind(limit);
            return found == policy.limits.cend() ? std::nullopt : std::optional(found->value_or(QStringLiteral("unset")));
        });
    });
}

QVariant withVariables(const QVariant &value, const PolicyService &service)
{
    static const QRegularExpression name(QStringLiteral("\\{\\{([A-Za-z_][A-Za-z0-9_]*)\\}\\}"));
    return mapped(value, [&service](const QString &text) {
        return replaced(text, name, [&service](const QString &variable) {
            const auto found = service.variables.constFind(variable);
            return found == service.variables.cend() ? std::nullopt : std::optional(*found);
        });
    });
}

QVariantMap named(const QVariant &list, const QString &name)
{
    for (const QVariant &item : list.toList()) {
        if (item.toMap().value(QStringLiteral("name")).toString() == name)
            return item.toMap();
    }
    return {};
}

QVariantList asList(const QStringList &texts)
{
    return {texts.cbegin(), texts.cend()};
}

QVariantMap strategyView(QVariantMap written, const PolicyStrategy &strategy)
{
    const QVariant entries = written.value(strategy.blueGreen ? QStringLiteral("stages") : QStringLiteral("phases"));
    QVariantList phases;
    for (const PolicyPhase &phase : strategy.phases) {
        QVariantMap view = named(entries, phase.group.isEmpty() ? phase.name : phase.group);
        for (const QString &resolved : {QStringLiteral("ladder"), QStringLiteral("step_every"), QStringLiteral("validate"), QStringLiteral("dwell")})
            view.remove(resolved);
        view.insert(QStringLiteral("name"), phase.name);
        if (!phase.group.isEmpty())
            view.insert(QStringLiteral("ladder_of"), phase.group);
        if (phase.weight)
            view.insert(QStringLiteral("weight"), QString(QString::number(*phase.weight) + u'%'));
        if (phase.dwellMin.count() > 0)
            view.insert(QStringLiteral("dwell_min"), spanText(phase.dwellMin));
        if (phase.dwellMax)
            view.insert(QStringLiteral("dwell_max"), spanText(*phase.dwellMax));
        view.insert(QStringLiteral("gates"), asList(phase.gates));
        phases.append(view);
    }
    for (const QString &resolved : {QStringLiteral("stages"), QStringLiteral("ladder"), QStringLiteral("gates")})
        written.remove(resolved);
    if (!strategy.always.isEmpty())
        written.insert(QStringLiteral("always"), asList(strategy.always));
    written.insert(QStringLiteral("phases"), phases);
    return written;
}

QVariantMap serviceView(const QVariantMap &whole, const Policy &policy, const PolicyService &service)
{
    QVariantMap view{{QStringLiteral("service"), named(whole.value(QStringLiteral("services")), service.name)}};
    QStringList gates;
    if (const PolicyStrategy *strategy = policy.strategyOf(service)) {
        view.insert(QStringLiteral("strategy"), named(whole.value(QStringLiteral("strategies")), strategy->name));
        gates = strategy->always;
        for (const PolicyPhase &phase : strategy->phases)
            gates += phase.gates;
    } else {
        for (const PolicyGate &gate : policy.gates)
            gates.append(gate.name);
    }
    QVariantList used;
    for (const QVariant &gate : whole.value(QStringLiteral("gates")).toList()) {
        if (gates.contains(gate.toMap().value(QStringLiteral("name")).toString()))
            used.append(gate);
    }
    view.insert(QStringLiteral("gates"), used);
    for (const QString &section : {QStringLiteral("metadata"), QStringLiteral("limits"), QStringLiteral("metrics"), QStringLiteral("signals"), QStringLiteral("decisions")}) {
        if (whole.contains(section))
            view.insert(section, whole.value(section));
    }
    return withVariables(view, service).toMap();
}

/// Name or id of every entry of a list of maps, or nothing.
std::optional<QStringList> namesIn(const QVariantList &list)
{
    QStringList names;
    for (const QVariant &item : list) {
        const QVariantMap map = item.toMap();
        const QString name = map.value(map.contains(QStringLiteral("name")) ? QStringLiteral("name") : QStringLiteral("id")).toString();
        if (name.isEmpty() || names.contains(name))
            return std::nullopt;
        names.append(name);
    }
    return names;
}

class DocumentComparison
{
public:
    QList<PolicyDifference> found;

    void compare(const QString &path, const QVariant &before, const QVariant &after)
    {
        if (before == after)
            return;
        if (before.typeId() == QMetaType::QVariantMap && after.typeId() == QMetaType::QVariantMap)
            return compareMaps(path, before.toMap(), after.toMap());
        if (before.typeId() == QMetaType::QVariantList && after.typeId() == QMetaType::QVariantList) {
            const auto names = namesIn(before.toList());
            const auto newNames = namesIn(after.toList());
            if (names && newNames)
                return compareNamed(path, before.toList(), *names, after.toList(), *newNames);
        }
        found.append({path, PolicyDifference::Kind::Changed, before, after});
    }

private:
    void compareMaps(const QString &path, const QVariantMap &before, const QVariantMap &after)
    {
        const QString base = path.isEmpty() ? QString() : path + u'.';
        for (auto it = before.cbegin(); it != before.cend(); ++it) {
            if (after.contains(it.key()))
                compare(base + it.key(), *it, after.value(it.key()));
            else
                found.append({base + it.key(), PolicyDifference::Kind::Removed, *it, {}});
        }
        for (auto it = after.cbegin(); it != after.cend(); ++it) {
            if (!before.contains(it.key()))
                found.append({base + it.key(), PolicyDifference::Kind::Added, {}, *it});
        }
    }

    void compareNamed(const QString &path, const QVariantList &before, const QStringList &names, const QVariantList &after, const QStringList &newNames)
    {
        const auto place = [&path](const QString &name) { return QString(path + u'[' + name + u']'); };
        for (qsizetype i = 0; i < names.size(); ++i) {
            if (const qsizetype at = newNames.indexOf(names.at(i)); at >= 0)
                compare(place(names.at(i)), before.at(i), after.at(at));
            else
                found.append({place(names.at(i)), PolicyDifference::Kind::Removed, before.at(i), {}});
        }
        for (qsizetype i = 0; i < newNames.size(); ++i) {
            if (!names.contains(newNames.at(i)))
                found.append({place(newNames.at(i)), PolicyDifference::Kind::Added, {}, after.at(i)});
        }
    }
};

} // namespace

QVariantMap resolvedPolicy(const Policy &policy, const QString &service)
{
    QVariantMap whole = withLimits(policy.document, policy).toMap();
    QVariantList metrics;
    for (const QVariant &written : whole.value(QStringLiteral("metrics")).toList()) {
        QVariantMap view = written.toMap();
        if (const PolicyMetric *metric = policy.metric(view.value(QStringLiteral("name")).toString()))
            view.insert(QStringLiteral("query"), metric->query);
        metrics.append(view);
    }
    if (!metrics.isEmpty())
        whole.insert(QStringLiteral("metrics"), metrics);
    QVariantList strategies;
    for (const PolicyStrategy &strategy : policy.strategies)
        strategies.append(strategyView(named(whole.value(QStringLiteral("strategies")), strategy.name), strategy));
    if (!strategies.isEmpty())
        whole.insert(QStringLiteral("strategies"), strategies);
    if (service.isEmpty())
        return whole;
    const PolicyService *found = policy.service(service);
    return found ? serviceView(whole, policy, *found) : QVariantMap();
}

QList<PolicyDifference> policyDifferences(const Policy &before, const Policy &after)
{
    DocumentComparison comparison;
    comparison.compare({}, resolvedPolicy(before), resolvedPolicy(after));
    return comparison.found;
}

} // namespace maestro
