// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/controller/eventrecorder.h"

#include "sandbox/store/json.h"
#include "sandbox/store/objectwriter.h"
#include "sandbox/store/simclock.h"

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

EventRecorder::EventRecorder(ObjectWriter &writer, SimClock &clock)
    : m_writer(writer)
    , m_clock(clock)
{
}

void EventRecorder::normal(const QJsonObject &about, const QString &reason, const QString &message, const QString &component)
{
    record(about, u"Normal"_s, reason, message, component);
}

void EventRecorder::warning(const QJsonObject &about, const QString &reason, const QString &message, const QString &component)
{
    record(about, u"Warning"_s, reason, message, component);
}

void EventRecorder::record(const QJsonObject &about, const QString &type, const QString &reason, const QString &message, const QString &component)
{
    const ResourceType &kind = typeOf(u"Event"_s);
    const QString ns = namespaceOf(about);
    const QString key = uidOf(about) + u'\n' + reason + u'\n' + message;
    const WriteOptions options{component};
    if (const ObjectPtr known = m_writer.store().find(kind, ns, m_names.value(key))) {
        QJsonObject again = known->body();
        again.insert(u"count"_s, number(again, u"count") + 1);
        again.insert(u"lastTimestamp"_s, m_clock.stamp());
        (void)m_writer.update(kind, ns, known->name(), again, options);
        return;
    }
    const QString name = nameOf(about) + u'.' + QString::number(m_writer.random() >> 4, 16).rightJustified(15, u'0');
    m_names.insert(key, name);
    const QJsonObject involved{{u"kind"_s, about.value("kind"_L1)},
                               {u"apiVersion"_s, about.value("apiVersion"_L1)},
                               {u"namespace"_s, ns},
                               {u"name"_s, nameOf(about)},
                               {u"uid"_s, uidOf(about)},
                               {u"resourceVersion"_s, text(about, u"metadata.resourceVersion")}};
    (void)m_writer.create(kind, ns,
                          {{u"metadata"_s, QJsonObject{{u"name"_s, name}}},
                           {u"involvedObject"_s, involved},
                           {u"type"_s, type},
                           {u"reason"_s, reason},
                           {u"message"_s, message},
                           {u"source"_s, QJsonObject{{u"component"_s, component}}},
                           {u"reportingComponent"_s, component},
                           {u"reportingInstance"_s, QString()},
                           {u"eventTime"_s, QJsonValue()},
                           {u"firstTimestamp"_s, m_clock.stamp()},
                           {u"lastTimestamp"_s, m_clock.stamp()},
                           {u"count"_s, 1}},
                          options);
}

} // namespace maestro::sandbox
