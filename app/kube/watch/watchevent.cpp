// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/watch/watchevent.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <simdjson.h>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Watch)
};

Error badEvent(const QString &message)
{
    return {ErrorKind::Internal, QStringLiteral("badWatchEvent"), message};
}

QByteArray bytes(std::string_view view)
{
    return {view.data(), static_cast<qsizetype>(view.size())};
}

Error errorEvent(const QByteArray &object)
{
    const std::optional<KubeStatus> status = KubeStatus::parse(object);
    if (!status)
        return badEvent(Words::tr("The watch reported an error that is not a Status."));
    Error error = errorOfAnswer(Words::tr("watch"), status->code == 0 ? 500 : status->code, object, {});
    if (status->reason == u"Gone" || status->reason == u"Expired")
        error.code = QStringLiteral("expired");
    return error;
}

} // namespace

Result<WatchEvent> splitWatchEvent(const QByteArray &frame)
{
    const simdjson::padded_string padded(frame.constData(), static_cast<size_t>(frame.size()));
    thread_local simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
    simdjson::ondemand::object root;
    if (parser.iterate(padded).get(document) != simdjson::SUCCESS || document.get_object().get(root) != simdjson::SUCCESS)
        return badEvent(Words::tr("A watch event is not valid JSON."));
    WatchEvent event;
    QByteArray type;
    for (auto field : root) {
        std::string_view key;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS)
            return badEvent(Words::tr("A watch event is not valid JSON."));
        std::string_view text;
        if (key == "type" && type.isEmpty()) {
            if (field.value().get_string().get(text) != simdjson::SUCCESS)
                return badEvent(Words::tr("A watch event has no type."));
            type = bytes(text);
        } else if (key == "object" && event.object.isEmpty()) {
            simdjson::ondemand::object object;
            if (field.value().get_object().get(object) != simdjson::SUCCESS || object.raw_json().get(text) != simdjson::SUCCESS)
                return badEvent(Words::tr("A watch event has no object."));
            event.object = bytes(text).trimmed();
        }
    }
    if (event.object.isEmpty())
        return badEvent(Words::tr("A watch event has no object."));
    if (type == "ERROR")
        return errorEvent(event.object);
    static const std::pair<QByteArray, WatchEventType> types[] = {{"ADDED", WatchEventType::Added}, {"MODIFIED", WatchEventType::Modified},
                                                                 {"DELETED", WatchEventType::Deleted}, {"BOOKMARK", WatchEventType::Bookmark}};
    const auto known = std::find_if(std::begin(types), std::end(types), [&type](const auto &t) { return t.first == type; });
    if (known == std::end(types))
        return badEvent(Words::tr("A watch event has the unknown type \"%1\".").arg(plainExcerpt(type.left(40))));
    event.type = known->second;
    const Result<ListMeta> meta = listMeta(event.object);
    if (!meta.ok())
        return badEvent(meta.error().message);
    event.resourceVersion = meta->resourceVersion;
    event.kind = meta->kind;
    return event;
}

std::optional<std::strong_ordering> compareVersions(const QByteArray &a, const QByteArray &b)
{
    const auto digits = [](const QByteArray &text) {
        return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    if (!digits(a) || !digits(b))
        return std::nullopt;
    const auto trimmed = [](const QByteArray &text) {
        qsizetype zeros = 0;
        while (zeros < text.size() - 1 && text.at(zeros) == '0')
            ++zeros;
        return text.mid(zeros);
    };
    const QByteArray x = trimmed(a);
    const QByteArray y = trimmed(b);
    if (x.size() != y.size())
        return x.size() <=> y.size();
    return x.compare(y) <=> 0;
}

} // namespace maestro
