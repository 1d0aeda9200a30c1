// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/desk/deskway.h"

#include <QFileInfo>

namespace maestro {

namespace {

const QString annotationPrefix = QStringLiteral("meta.helm.sh/release-");

QMap<QString, QString> textMap(const QVariant &value)
{
    QMap<QString, QString> out;
    const QVariantMap map = value.toMap();
    for (auto it = map.cbegin(); it != map.cend(); ++it)
        out.insert(it.key(), it.value().toString());
    return out;
}

/// "90s", "5m": the loader let nothing else pass.
std::chrono::milliseconds durationOf(const QString &text)
{
    static const QMap<QString, qint64> units {{QStringLiteral("ms"), 1}, {QStringLiteral("s"), 1000}, {QStringLiteral("m"), 60'000},
                                              {QStringLiteral("h"), 3'600'000}, {QStringLiteral("d"), 86'400'000}};
    qsizetype digits = 0;
    while (digits < text.size() && (text.at(digits).isDigit() || text.at(digits) == u'.'))
        ++digits;
    return std::chrono::milliseconds(qRound64(text.left(digits).toDouble() * double(units.value(text.mid(digits).trimmed(), 0))));
}

DeskKind toolKind(const QStringList &argv)
{
    if (QFileInfo(argv.value(0)).fileName() != QLatin1String("helm"))
        return DeskKind::Script;
    return argv.value(1) == QLatin1String("rollback") ? DeskKind::Helm : argv.value(1) == QLatin1String("upgrade") ? DeskKind::HelmImage : DeskKind::Script;
}

DeskKind kindOf(const QString &type, const QStringList &argv)
{
    static const QMap<QString, DeskKind> kinds {
        {QStringLiteral("argo"), DeskKind::Argo},           {QStringLiteral("deployment-undo"), DeskKind::DeploymentUndo}, {QStringLiteral("helm"), DeskKind::Helm},
        {QStringLiteral("github-actions"), DeskKind::Workflow}, {QStringLiteral("maestro-route"), DeskKind::Route},        {QStringLiteral("observe"), DeskKind::Observe}};
    return type == QLatin1String("tool") ? toolKind(argv) : kinds.value(type, DeskKind::Observe);
}

QStringList helmRollback(const QString &release, const QString &ns)
{
    return {QStringLiteral("helm"), QStringLiteral("rollback"), release, QStringLiteral("{{revision}}"), QStringLiteral("-n"), ns, QStringLiteral("--cleanup-on-fail")};
}

using Release = std::pair<QString, QString>;

/// What the policy says of a service's release, else what the workload does.
Release releaseOf(const Policy *policy, const PolicyService *service, const Rollout &workload)
{
    if (policy && service)
        for (const QVariant &entry : policy->document.value(QStringLiteral("services")).toList())
            if (const QVariantMap map = entry.toMap(); map.value(QStringLiteral("name")).toString() == service->name && map.contains(QStringLiteral("helm"))) {
                const QVariantMap helm = map.value(QStringLiteral("helm")).toMap();
                return {helm.value(QStringLiteral("release")).toString(), helm.value(QStringLiteral("namespace"), workload.meta.ns).toString()};
            }
    return helmReleaseOf(workload);
}

DeskWay wayOf(const QVariantMap &entry, const Release &release)
{
    const auto text = [&entry](const char *key) { return entry.value(QLatin1String(key)).toString(); };
    DeskWay way;
    way.name = text("name");
    way.argv = entry.value(QStringLiteral("argv")).toStringList();
    way.kind = kindOf(text("type"), way.argv);
    way.environment = textMap(entry.value(QStringLiteral("env")));
    way.timeout = durationOf(text("timeout"));
    way.needs = text("needs");
    way.affects = text("affects");
    way.readsRecord = entry.value(QStringLiteral("reads_record")).toBool() || text("reads_record") == QLatin1String("true");
    way.repo = text("repo");
    way.workflow = text("workflow");
    way.ref = text("ref");
    way.inputs = textMap(entry.value(QStringLiteral("inputs")));
    way.path = text("path");
    way.body = textMap(entry.value(QStringLiteral("body")));
    way.readPin = text("read_pin");
    if (way.kind == DeskKind::Helm && way.argv.isEmpty() && !release.first.isEmpty())
        way.argv = helmRollback(release.first, release.second);
    return way;
}

DeskWay implied(const QString &name, DeskKind kind, const QStringList &argv = {})
{
    DeskWay way;
    way.name = name;
    way.kind = kind;
    way.implied = true;
    way.argv = argv;
    return way;
}

} // namespace

QString deskKindWord(DeskKind kind)
{
    switch (kind) {
    case DeskKind::Argo: return QStringLiteral("argo");
    case DeskKind::DeploymentUndo: return QStringLiteral("deployment-undo");
    case DeskKind::Helm: return QStringLiteral("helm");
    case DeskKind::HelmImage: return QStringLiteral("helm-image");
    case DeskKind::Script: return QStringLiteral("tool");
    case DeskKind::Workflow: return QStringLiteral("github-actions");
    case DeskKind::Route: return QStringLiteral("maestro-route");
    case DeskKind::Observe: return QStringLiteral("observe");
    }
    return {};
}

std::pair<QString, QString> helmReleaseOf(const Rollout &workload)
{
    const QString release = workload.meta.annotations.value(annotationPrefix + QStringLiteral("name"));
    if (release.isEmpty())
        return {};
    return {release, workload.meta.annotations.value(annotationPrefix + QStringLiteral("namespace"), workload.meta.ns)};
}

std::pair<QString, QString> helmReleaseOf(const QStringList &argv)
{
    std::pair<QString, QString> found;
    for (qsizetype i = 2; i < argv.size(); ++i) {
        const QString &argument = argv.at(i);
        if (argument == QLatin1String("-n") || argument == QLatin1String("--namespace"))
            found.second = argv.value(++i);
        else if (argument.startsWith(QLatin1String("--namespace=")))
            found.second = argument.section(u'=', 1);
        else if (argument.startsWith(QLatin1String("--set")))
            ++i;
        else if (!argument.startsWith(u'-') && found.first.isEmpty())
            found.first = argument;
    }
    return found;
}

QList<DeskWay> waysBack(const Policy *policy, const QString &environment, const PolicyService *service, const Rollout &workload)
{
    const Release release = releaseOf(policy, service, workload);
    QList<DeskWay> declared;
    QStringList order;
    if (policy) {
        const QVariantMap section = policy->document.value(QStringLiteral("rollback")).toMap();
        order = section.value(QStringLiteral("order")).toMap().value(environment).toStringList();
        for (const QVariant &entry : section.value(QStringLiteral("providers")).toList())
            declared.append(wayOf(entry.toMap(), release));
    }
    QList<DeskWay> ways;
    for (const QString &name : order) {
        const auto found = std::find_if(declared.cbegin(), declared.cend(), [&name](const DeskWay &way) { return way.name == name; });
        if (found != declared.cend())
            ways.append(*found);
    }
    for (const DeskWay &way : declared)
        if (!order.contains(way.name))
            ways.append(way);
    const auto add = [&ways](const DeskWay &way) {
        if (std::none_of(ways.cbegin(), ways.cend(), [&way](const DeskWay &known) { return known.kind == way.kind || known.name == way.name; }))
            ways.append(way);
    };
    if (workload.workload == WorkloadKind::Deployment)
        add(implied(QStringLiteral("deployment"), DeskKind::DeploymentUndo));
    else
        add(implied(QStringLiteral("argo"), DeskKind::Argo));
    if (!release.first.isEmpty())
        add(implied(QStringLiteral("helm"), DeskKind::Helm, helmRollback(release.first, release.second)));
    return ways;
}

const DeskWay *findWay(const QList<DeskWay> &ways, const QString &via)
{
    static const QMap<QString, QString> alike {{QStringLiteral("deployment"), QStringLiteral("deployment-undo")}, {QStringLiteral("route"), QStringLiteral("maestro-route")},
                                               {QStringLiteral("script"), QStringLiteral("tool")}, {QStringLiteral("workflow"), QStringLiteral("github-actions")}};
    const QString word = alike.value(via, via);
    for (const DeskWay &way : ways)
        if (way.name == via)
            return &way;
    const auto found = std::find_if(ways.cbegin(), ways.cend(), [&word](const DeskWay &way) { return deskKindWord(way.kind) == word; });
    return found == ways.cend() ? nullptr : &*found;
}

} // namespace maestro
