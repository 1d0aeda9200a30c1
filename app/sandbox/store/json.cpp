// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/store/json.h"

#include <QJsonDocument>

namespace maestro::sandbox {

namespace {

void putIn(QJsonObject &object, const QStringList &keys, int depth, const QJsonValue &value)
{
    const QString &key = keys.at(depth);
    if (depth + 1 == keys.size()) {
        if (value.isUndefined())
            object.remove(key);
        else
            object.insert(key, value);
        return;
    }
    if (value.isUndefined() && !object.value(key).isObject())
        return;
    QJsonObject child = object.value(key).toObject();
    putIn(child, keys, depth + 1, value);
    object.insert(key, child);
}

QString keyed(const QJsonObject &object, const QString &map, const QString &key)
{
    return object.value(QLatin1String("metadata")).toObject().value(map).toObject().value(key).toString();
}

void setKeyed(QJsonObject &object, const QString &map, const QString &key, const QString &value)
{
    QJsonObject meta = object.value(QLatin1String("metadata")).toObject();
    QJsonObject entries = meta.value(map).toObject();
    if (value.isEmpty())
        entries.remove(key);
    else
        entries.insert(key, value);
    if (entries.isEmpty())
        meta.remove(map);
    else
        meta.insert(map, entries);
    object.insert(QLatin1String("metadata"), meta);
}

} // namespace

QJsonValue at(const QJsonValue &root, QStringView path)
{
    QJsonValue current = root;
    for (const QStringView key : path.tokenize(u'.')) {
        if (current.isArray()) {
            bool isIndex = false;
            const int index = key.toInt(&isIndex);
            if (!isIndex)
                return QJsonValue(QJsonValue::Undefined);
            current = current.toArray().at(index);
        } else if (current.isObject()) {
            current = current.toObject().value(key);
        } else {
            return QJsonValue(QJsonValue::Undefined);
        }
    }
    return current;
}

QString text(const QJsonValue &root, QStringView path)
{
    return at(root, path).toString();
}

qint64 number(const QJsonValue &root, QStringView path, qint64 absent)
{
    return at(root, path).toInteger(absent);
}

bool flag(const QJsonValue &root, QStringView path)
{
    return at(root, path).toBool();
}

void put(QJsonObject &root, QStringView path, const QJsonValue &value)
{
    putIn(root, path.toString().split(u'.'), 0, value);
}

QString label(const QJsonObject &object, const QString &key)
{
    return keyed(object, QStringLiteral("labels"), key);
}

QString annotation(const QJsonObject &object, const QString &key)
{
    return keyed(object, QStringLiteral("annotations"), key);
}

void setLabel(QJsonObject &object, const QString &key, const QString &value)
{
    setKeyed(object, QStringLiteral("labels"), key, value);
}

void setAnnotation(QJsonObject &object, const QString &key, const QString &value)
{
    setKeyed(object, QStringLiteral("annotations"), key, value);
}

QString nameOf(const QJsonObject &object)
{
    return text(object, u"metadata.name");
}

QString namespaceOf(const QJsonObject &object)
{
    return text(object, u"metadata.namespace");
}

QString uidOf(const QJsonObject &object)
{
    return text(object, u"metadata.uid");
}

QString controllerUid(const QJsonObject &object)
{
    for (const QJsonValue &owner : at(object, u"metadata.ownerReferences").toArray()) {
        if (flag(owner, u"controller"))
            return text(owner, u"uid");
    }
    return {};
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace maestro::sandbox
