// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/store/managedfields.h"

#include "sandbox/store/json.h"

namespace maestro::sandbox {

namespace {

bool isServerField(const QString &key)
{
    static const QStringList own{QStringLiteral("managedFields"), QStringLiteral("resourceVersion"), QStringLiteral("generation"),
                                 QStringLiteral("uid"),           QStringLiteral("creationTimestamp"), QStringLiteral("name"),
                                 QStringLiteral("namespace"),     QStringLiteral("apiVersion"),      QStringLiteral("kind")};
    return own.contains(key);
}

/// Field set of what was added or changed; empty when nothing was.
QJsonObject changedFields(const QJsonObject &next, const QJsonObject &before, int depth)
{
    QJsonObject fields;
    for (auto it = next.begin(); it != next.end(); ++it) {
        const QJsonValue old = before.value(it.key());
        if (old == it.value() || (depth < 2 && isServerField(it.key())))
            continue;
        QJsonObject inner;
        if (it.value().isObject() && depth < 4) {
            inner = changedFields(it.value().toObject(), old.toObject(), depth + 1);
            if (inner.isEmpty() && old.isObject())
                continue;
        }
        fields.insert(QLatin1String("f:") + it.key(), inner);
    }
    return fields;
}

QJsonObject unite(QJsonObject a, const QJsonObject &b)
{
    for (auto it = b.begin(); it != b.end(); ++it)
        a.insert(it.key(), unite(a.value(it.key()).toObject(), it.value().toObject()));
    return a;
}

QJsonObject without(QJsonObject a, const QJsonObject &b)
{
    for (auto it = b.begin(); it != b.end(); ++it) {
        if (!a.contains(it.key()))
            continue;
        const QJsonObject rest = without(a.value(it.key()).toObject(), it.value().toObject());
        if (rest.isEmpty())
            a.remove(it.key());
        else
            a.insert(it.key(), rest);
    }
    return a;
}

} // namespace

void recordManager(QJsonObject &next, const QJsonObject &before, const QString &manager, bool status, const QString &time)
{
    const QJsonObject fields = changedFields(next, before, 0);
    if (fields.isEmpty() || manager.isEmpty())
        return;
    const QString part = status ? QStringLiteral("status") : QString();
    QJsonArray entries;
    QJsonObject mine{{QStringLiteral("manager"), manager},
                     {QStringLiteral("operation"), QStringLiteral("Update")},
                     {QStringLiteral("apiVersion"), next.value(QLatin1String("apiVersion"))},
                     {QStringLiteral("fieldsType"), QStringLiteral("FieldsV1")}};
    if (status)
        mine.insert(QStringLiteral("subresource"), part);
    QJsonObject held;
    for (const QJsonValue &value : at(before, u"metadata.managedFields").toArray()) {
        QJsonObject entry = value.toObject();
        if (text(entry, u"manager") == manager && text(entry, u"subresource") == part) {
            held = entry.value(QLatin1String("fieldsV1")).toObject();
            continue;
        }
        const QJsonObject rest = without(entry.value(QLatin1String("fieldsV1")).toObject(), fields);
        if (rest.isEmpty())
            continue;
        entry.insert(QStringLiteral("fieldsV1"), rest);
        entries.append(entry);
    }
    mine.insert(QStringLiteral("time"), time);
    mine.insert(QStringLiteral("fieldsV1"), unite(held, fields));
    entries.append(mine);
    put(next, u"metadata.managedFields", entries);
}

} // namespace maestro::sandbox
