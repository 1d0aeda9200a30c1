// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/objectmeta.h"
#include "kube/decode/jsonnode.h"
#include "kube/decode/listdecoder.h"

#include <QCoreApplication>

namespace maestro {

/// Fleet: only the labels and annotations that a row keeps, and no owners.
void readMeta(JsonNode node, ObjectMeta &meta, DecodeDepth depth = DecodeDepth::Whole);
QList<Condition> readConditions(JsonNode node);
/// The images of a pod template or pod: spec.containers[].image in order. `podSpec` is the node of that spec.
QStringList readImages(JsonNode podSpec);
/// A pod template: its images and, with Whole, the template itself.
void readTemplate(JsonNode node, DecodeDepth depth, QStringList &images, QJsonObject &podTemplate);

/// `item(JsonNode)` for each element of items; metadata into `page`. False: not a list.
template<typename Item> bool readList(JsonNode root, ListPage &page, Item item)
{
    bool isList = false;
    const bool isObject = root.members([&](std::string_view key, JsonNode value) {
        if (key == "metadata") {
            value.members([&](std::string_view name, JsonNode text) {
                if (name == "resourceVersion")
                    text.read(page.resourceVersion);
                else if (name == "continue")
                    text.read(page.continueToken);
            });
        } else if (key == "kind") {
            value.read(page.kind);
        } else if (key == "items") {
            isList = value.isNull() || value.elements([&](int, JsonNode element) { item(element); });
        }
    });
    return isObject && isList;
}

/// Decodes one object with `fill(JsonNode root, T &out)`; when the fast reader stumbles, once more from a cleaned copy.
template<typename T, typename Fill> Result<T> decodeObject(QByteArrayView json, Fill fill)
{
    T out;
    JsonTrace trace{&out.unreadable};
    if (!readJson(json, [&](JsonNode root) { fill(root, out); }, &trace)) {
        const Result<QByteArray> clean = cleanedJson(json);
        if (!clean)
            return clean.error();
        out = T{};
        trace = JsonTrace{&out.unreadable};
        if (!readJson(*clean, [&](JsonNode root) { fill(root, out); }, &trace))
            return Error{ErrorKind::Internal, QStringLiteral("badJson"), QCoreApplication::translate("Kube", "not valid JSON")};
    }
    if (out.meta.name.isEmpty())
        return Error{ErrorKind::Internal, QStringLiteral("badObject"), QCoreApplication::translate("Kube", "not a Kubernetes object: it has no metadata.name")};
    return out;
}

/// Decodes one page, a view or bytes with room behind them; when any item stumbles, item by item, so that one bad object costs only itself.
template<typename T, typename Body, typename Fill> Result<DecodedList<T>> decodeObjects(const Body &body, Fill fill)
{
    DecodedList<T> out;
    QStringList unreadable;
    JsonTrace page{&unreadable};
    bool whole = true;
    const auto addItem = [&](JsonNode node) {
        T &item = out.items.emplaceBack();
        JsonTrace trace{&item.unreadable};
        fill(node.asRoot(&trace), item);
        page.failed = page.failed || trace.failed;
        whole = whole && !item.meta.name.isEmpty();
    };
    bool isList = false;
    const auto read = [&](JsonNode root) { isList = readList(root, out.page, addItem); };
    if constexpr (std::is_same_v<Body, QByteArray>)
        readJsonInPlace(body, read, &page);
    else
        readJson(body, read, &page);
    if (!page.failed && isList && whole && unreadable.isEmpty())
        return out;

    out = DecodedList<T>{};
    int index = 0;
    const Result<ListPage> listed = decodeList(body, [&](std::string_view text) {
        Result<T> item = decodeObject<T>(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())), fill);
        if (item)
            out.items.append(std::move(item.value()));
        else
            out.faults.append(QStringLiteral("/items/%1: %2").arg(QString::number(index), item.error().message));
        ++index;
    });
    if (!listed)
        return listed.error();
    out.page = *listed;
    return out;
}

} // namespace maestro
