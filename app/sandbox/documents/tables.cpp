// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/documents/tables.h"

#include "sandbox/store/json.h"
#include "sandbox/store/simclock.h"

namespace maestro::sandbox {

namespace {

struct Column
{
    QString name;
    std::function<QJsonValue(const QJsonObject &, const SimClock &)> cell;
    int priority = 0;
    bool integer = false;
};

QString duration(qint64 seconds)
{
    if (seconds < 120)
        return QString::number(std::max<qint64>(seconds, 0)) + u's';
    if (seconds < 120 * 60)
        return QString::number(seconds / 60) + u'm';
    if (seconds < 48 * 3600)
        return QString::number(seconds / 3600) + u'h';
    return QString::number(seconds / 86400) + u'd';
}

Column ageColumn(const QString &name = QStringLiteral("Age"), const char16_t *path = u"metadata.creationTimestamp", int priority = 0)
{
    return {name,
            [path](const QJsonObject &o, const SimClock &clock) -> QJsonValue {
                const QString stamp = text(o, path);
                return stamp.isEmpty() ? QStringLiteral("<unknown>") : duration((clock.ms() - clock.msOf(stamp)) / 1000);
            },
            priority};
}

Column textColumn(const char *name, const char16_t *path, int priority = 0)
{
    return {QString::fromLatin1(name),
            [path](const QJsonObject &o, const SimClock &) -> QJsonValue {
                const QString value = text(o, path);
                return value.isEmpty() ? QStringLiteral("<none>") : value;
            },
            priority};
}

Column numberColumn(const char *name, const char16_t *path, int priority = 0)
{
    return {QString::fromLatin1(name), [path](const QJsonObject &o, const SimClock &) -> QJsonValue { return number(o, path); }, priority, true};
}

Column joined(const char *name, const char16_t *list, const char16_t *member)
{
    return {QString::fromLatin1(name),
            [list, member](const QJsonObject &o, const SimClock &) -> QJsonValue {
                QStringList words;
                for (const QJsonValue &item : at(o, list).toArray())
                    words.append(text(item, member));
                return words.join(u',');
            },
            1};
}

Column selectorColumn(const char16_t *path)
{
    return {QStringLiteral("Selector"),
            [path](const QJsonObject &o, const SimClock &) -> QJsonValue {
                QStringList words;
                const QJsonObject labels = at(o, path).toObject();
                for (auto it = labels.begin(); it != labels.end(); ++it)
                    words.append(it.key() + u'=' + it.value().toString());
                return words.isEmpty() ? QStringLiteral("<none>") : words.join(u',');
            },
            1};
}

QJsonValue podStatus(const QJsonObject &pod, const SimClock &)
{
    if (!at(pod, u"metadata.deletionTimestamp").isUndefined())
        return QStringLiteral("Terminating");
    const QJsonValue state = at(pod, u"status.containerStatuses.0.state");
    for (const QStringView part : {u"waiting.reason", u"terminated.reason"}) {
        if (!text(state, part).isEmpty())
            return text(state, part);
    }
    return text(pod, u"status.phase");
}

QJsonValue podReady(const QJsonObject &pod, const SimClock &)
{
    const QJsonArray statuses = at(pod, u"status.containerStatuses").toArray();
    const auto ready = std::count_if(statuses.begin(), statuses.end(), [](const QJsonValue &s) { return flag(s, u"ready"); });
    return QStringLiteral("%1/%2").arg(ready).arg(at(pod, u"spec.containers").toArray().size());
}

QList<Column> podColumns()
{
    return {{QStringLiteral("Ready"), podReady}, {QStringLiteral("Status"), podStatus}, numberColumn("Restarts", u"status.containerStatuses.0.restartCount"),
            ageColumn(), textColumn("IP", u"status.podIP", 1), textColumn("Node", u"spec.nodeName", 1)};
}

QList<Column> eventColumns()
{
    return {ageColumn(QStringLiteral("Last Seen"), u"lastTimestamp"), textColumn("Type", u"type"), textColumn("Reason", u"reason"),
            {QStringLiteral("Object"),
             [](const QJsonObject &o, const SimClock &) -> QJsonValue {
                 return QString(text(o, u"involvedObject.kind").toLower() + u'/' + text(o, u"involvedObject.name"));
             }},
            textColumn("Source", u"source.component", 1), textColumn("Message", u"message"),
            ageColumn(QStringLiteral("First Seen"), u"firstTimestamp", 1), numberColumn("Count", u"count", 1)};
}

QList<Column> serviceColumns()
{
    return {textColumn("Type", u"spec.type"), textColumn("Cluster-IP", u"spec.clusterIP"), textColumn("External-IP", u"spec.externalIP"),
            {QStringLiteral("Port(s)"),
             [](const QJsonObject &o, const SimClock &) -> QJsonValue {
                 return QStringLiteral("%1/TCP").arg(number(o, u"spec.ports.0.port"));
             }},
            ageColumn(), selectorColumn(u"spec.selector")};
}

QList<Column> columnsOf(const ResourceType &type)
{
    const QString &kind = type.kind;
    if (kind == u"Pod")
        return podColumns();
    if (kind == u"Event")
        return eventColumns();
    if (kind == u"Service")
        return serviceColumns();
    if (kind == u"Rollout")
        return {numberColumn("Desired", u"spec.replicas"), numberColumn("Current", u"status.replicas"), numberColumn("Up-to-date", u"status.updatedReplicas"),
                numberColumn("Available", u"status.availableReplicas"), ageColumn()};
    if (kind == u"ReplicaSet")
        return {numberColumn("Desired", u"spec.replicas"), numberColumn("Current", u"status.replicas"), numberColumn("Ready", u"status.readyReplicas"),
                ageColumn(), joined("Containers", u"spec.template.spec.containers", u"name"), joined("Images", u"spec.template.spec.containers", u"image"),
                selectorColumn(u"spec.selector.matchLabels")};
    if (kind == u"Deployment")
        return {{QStringLiteral("Ready"),
                 [](const QJsonObject &o, const SimClock &) -> QJsonValue {
                     return QStringLiteral("%1/%2").arg(number(o, u"status.readyReplicas")).arg(number(o, u"spec.replicas"));
                 }},
                numberColumn("Up-to-date", u"status.updatedReplicas"), numberColumn("Available", u"status.availableReplicas"), ageColumn(),
                joined("Containers", u"spec.template.spec.containers", u"name"), joined("Images", u"spec.template.spec.containers", u"image"),
                selectorColumn(u"spec.selector.matchLabels")};
    if (kind == u"AnalysisRun" || kind == u"Experiment")
        return {textColumn("Status", u"status.phase"), ageColumn()};
    if (kind == u"Ingress")
        return {textColumn("Class", u"spec.ingressClassName"), textColumn("Hosts", u"spec.rules.0.host"), ageColumn()};
    if (kind == u"Namespace")
        return {textColumn("Status", u"status.phase"), ageColumn()};
    return {ageColumn()};
}

QJsonObject metadataOnly(const QJsonObject &object)
{
    return {{QStringLiteral("kind"), QStringLiteral("PartialObjectMetadata")},
            {QStringLiteral("apiVersion"), QStringLiteral("meta.k8s.io/v1")},
            {QStringLiteral("metadata"), object.value(QLatin1String("metadata"))}};
}

} // namespace

QJsonObject tableOf(const ResourceType &type, const QList<QJsonObject> &objects, const SimClock &clock, const QString &includeObject)
{
    const QList<Column> columns = columnsOf(type);
    QJsonArray definitions{QJsonObject{{QStringLiteral("name"), QStringLiteral("Name")},
                                       {QStringLiteral("type"), QStringLiteral("string")},
                                       {QStringLiteral("format"), QStringLiteral("name")},
                                       {QStringLiteral("description"), QStringLiteral("Name of the object")},
                                       {QStringLiteral("priority"), 0}}};
    for (const Column &column : columns)
        definitions.append(QJsonObject{{QStringLiteral("name"), column.name},
                                       {QStringLiteral("type"), column.integer ? QStringLiteral("integer") : QStringLiteral("string")},
                                       {QStringLiteral("format"), QString()},
                                       {QStringLiteral("description"), column.name},
                                       {QStringLiteral("priority"), column.priority}});
    QJsonArray rows;
    for (const QJsonObject &object : objects) {
        QJsonArray cells{nameOf(object)};
        for (const Column &column : columns)
            cells.append(column.cell(object, clock));
        QJsonObject row{{QStringLiteral("cells"), cells}};
        if (includeObject != u"None")
            row.insert(QStringLiteral("object"), includeObject == u"Object" ? object : metadataOnly(object));
        rows.append(row);
    }
    return {{QStringLiteral("kind"), QStringLiteral("Table")},
            {QStringLiteral("apiVersion"), QStringLiteral("meta.k8s.io/v1")},
            {QStringLiteral("metadata"), QJsonObject()},
            {QStringLiteral("columnDefinitions"), definitions},
            {QStringLiteral("rows"), rows}};
}

} // namespace maestro::sandbox
