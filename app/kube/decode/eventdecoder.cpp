// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/decode/eventdecoder.h"

#include "kube/decode/metadecoder.h"

namespace maestro {

namespace {

/// The times and counts of both API shapes, before they are folded into one.
struct Occurrences
{
    int count = 0;
    int seriesCount = 0;
    QDateTime eventTime;
    QDateTime first;
    QDateTime last;
    QDateTime seriesLast;
};

void readRegarding(JsonNode node, KubeEvent &out)
{
    node.members([&](std::string_view key, JsonNode value) {
        if (key == "kind")
            value.read(out.regardingKind);
        else if (key == "name")
            value.read(out.regardingName);
        else if (key == "uid")
            value.read(out.regardingUid);
    });
}

void readSource(JsonNode node, QString &source)
{
    node.members([&](std::string_view key, JsonNode value) {
        QString component;
        if (key == "component" && value.read(component) && !component.isEmpty())
            source = component;
    });
}

bool readOccurrence(std::string_view key, JsonNode value, Occurrences &times)
{
    if (key == "count" || key == "deprecatedCount")
        value.readCount(times.count);
    else if (key == "eventTime")
        value.read(times.eventTime);
    else if (key == "firstTimestamp" || key == "deprecatedFirstTimestamp")
        value.read(times.first);
    else if (key == "lastTimestamp" || key == "deprecatedLastTimestamp")
        value.read(times.last);
    else if (key == "series")
        value.members([&](std::string_view name, JsonNode part) {
            if (name == "count")
                part.readCount(times.seriesCount);
            else if (name == "lastObservedTime")
                part.read(times.seriesLast);
        });
    else
        return false;
    return true;
}

QDateTime firstValid(std::initializer_list<QDateTime> times)
{
    const auto found = std::find_if(times.begin(), times.end(), [](const QDateTime &time) { return time.isValid(); });
    return found == times.end() ? QDateTime() : *found;
}

void fillEvent(JsonNode root, KubeEvent &out)
{
    Occurrences times;
    QString reporter;
    root.members([&](std::string_view key, JsonNode value) {
        if (key == "metadata")
            readMeta(value, out.meta);
        else if (key == "type")
            value.read(out.type);
        else if (key == "reason")
            value.read(out.reason);
        else if (key == "message" || key == "note")
            value.read(out.message);
        else if (key == "involvedObject" || key == "regarding")
            readRegarding(value, out);
        else if (key == "source" || key == "deprecatedSource")
            readSource(value, out.source);
        else if (key == "reportingComponent" || key == "reportingController")
            value.read(reporter);
        else
            readOccurrence(key, value, times);
    });
    if (out.source.isEmpty())
        out.source = reporter;
    out.count = std::max({1, times.count, times.seriesCount});
    out.firstAt = firstValid({times.first, times.eventTime, times.last, out.meta.createdAt});
    out.lastAt = firstValid({times.seriesLast, times.last, times.eventTime, out.firstAt});
}

} // namespace

Result<KubeEvent> decodeEvent(QByteArrayView json)
{
    return decodeObject<KubeEvent>(json, fillEvent);
}

Result<DecodedList<KubeEvent>> decodeEventList(QByteArrayView body)
{
    return decodeObjects<KubeEvent>(body, fillEvent);
}

} // namespace maestro
