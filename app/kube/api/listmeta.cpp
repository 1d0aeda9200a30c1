// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/api/listmeta.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <simdjson.h>

namespace maestro {

namespace {

/// metadata.<names> of the object `value`, as texts; empty where missing. False when the JSON is broken.
bool readMetadata(simdjson::ondemand::object object, QByteArray *version, QByteArray *continueToken)
{
    for (auto field : object) {
        std::string_view key;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS)
            return false;
        std::string_view text;
        if (key == "resourceVersion" && field.value().get_string().get(text) == simdjson::SUCCESS)
            *version = QByteArray(text.data(), static_cast<qsizetype>(text.size()));
        else if (key == "continue" && field.value().get_string().get(text) == simdjson::SUCCESS)
            *continueToken = QByteArray(text.data(), static_cast<qsizetype>(text.size()));
    }
    return true;
}

} // namespace

Result<ListMeta> listMeta(const QByteArray &body)
{
    const Error broken{ErrorKind::Unreachable, QStringLiteral("notKubernetes"), QCoreApplication::translate("maestro::KubeClient", "The answer is not a complete JSON object of Kubernetes.")};
    const simdjson::padded_string padded(body.constData(), static_cast<size_t>(body.size()));
    thread_local simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
    simdjson::ondemand::object root;
    if (parser.iterate(padded).get(document) != simdjson::SUCCESS || document.get_object().get(root) != simdjson::SUCCESS)
        return broken;
    ListMeta meta;
    bool found = false;
    for (auto field : root) {
        std::string_view key;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS)
            return broken;
        if (std::string_view text; key == "kind" && field.value().get_string().get(text) == simdjson::SUCCESS)
            meta.kind = QByteArray(text.data(), static_cast<qsizetype>(text.size()));
        if (key != "metadata" || found)
            continue;
        simdjson::ondemand::object metadata;
        if (field.value().get_object().get(metadata) != simdjson::SUCCESS || !readMetadata(metadata, &meta.resourceVersion, &meta.continueToken))
            return broken;
        found = true;
    }
    if (!found || document.current_location().error() != simdjson::OUT_OF_BOUNDS)
        return broken;
    return meta;
}

bool isKindOf(const QString &path, const QByteArray &kind)
{
    const QString resource = path.section(u'?', 0, 0).section(u'/', -1);
    const QString singular = QString::fromLatin1(kind).toLower();
    return resource == singular + u's' || resource == singular + u"es";
}

std::optional<QByteArray> kindOfJson(const QByteArray &body)
{
    simdjson::dom::parser parser;
    simdjson::dom::object root;
    const simdjson::error_code error = parser.parse(body.constData(), static_cast<size_t>(body.size())).get(root);
    if (error == simdjson::INCORRECT_TYPE)
        return std::nullopt;
    if (error == simdjson::SUCCESS) {
        std::string_view kind;
        return root["kind"].get(kind) == simdjson::SUCCESS ? QByteArray(kind.data(), static_cast<qsizetype>(kind.size())) : QByteArray();
    }
    const QJsonDocument document = QJsonDocument::fromJson(body); // tolerates lone surrogates and numbers without end
    if (!document.isObject())
        return std::nullopt;
    return document[u"kind"].toString().toUtf8();
}

} // namespace maestro
