// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kube/watch/reflectorsink.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace maestro {

/// A sink that keeps name -> resourceVersion, and what was called, in order.
class RecordingSink : public ReflectorSink
{
public:
    void replacing() override
    {
        calls << QStringLiteral("replacing");
        m_aside.clear();
    }
    void page(const QByteArray &listBody) override
    {
        calls << QStringLiteral("page");
        const QJsonArray items = QJsonDocument::fromJson(listBody).object().value(u"items").toArray();
        for (const QJsonValue &item : items)
            put(&m_aside, item.toObject());
    }
    void replaced(const QByteArray &resourceVersion) override
    {
        calls << QString(u"replaced " + QString::fromLatin1(resourceVersion));
        objects = m_aside;
    }
    bool event(WatchEventType type, const QByteArray &object) override
    {
        const QJsonObject json = QJsonDocument::fromJson(object).object();
        calls << QString(u"event " + json.value(u"metadata").toObject().value(u"name").toString());
        if (json.isEmpty())
            return false;
        if (type == WatchEventType::Deleted)
            objects.remove(json.value(u"metadata").toObject().value(u"name").toString());
        else
            put(&objects, json);
        return true;
    }

    QMap<QString, QString> objects;
    QStringList calls;

private:
    static void put(QMap<QString, QString> *into, const QJsonObject &object)
    {
        const QJsonObject meta = object.value(u"metadata").toObject();
        into->insert(meta.value(u"name").toString(), meta.value(u"resourceVersion").toString());
    }

    QMap<QString, QString> m_aside;
};

} // namespace maestro
