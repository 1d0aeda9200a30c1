// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/decode/metadecoder.h"

#include "domain/fleet/packedrollout.h"

#include <QJsonObject>

namespace maestro {

namespace {

QList<OwnerReference> readOwners(JsonNode node)
{
    QList<OwnerReference> owners;
    node.elements([&](int, JsonNode element) {
        OwnerReference owner;
        element.members([&](std::string_view key, JsonNode value) {
            if (key == "kind")
                value.read(owner.kind);
            else if (key == "name")
                value.read(owner.name);
            else if (key == "uid")
                value.read(owner.uid);
            else if (key == "controller")
                value.read(owner.controller);
        });
        owners.append(owner);
    });
    return owners;
}

} // namespace

void readMeta(JsonNode node, ObjectMeta &meta, DecodeDepth depth)
{
    const auto marks = [depth](JsonNode value, QMap<QString, QString> &into) {
        if (depth == DecodeDepth::Fleet)
            value.read(into, [](std::string_view key) { return isPackedMark(key); });
        else
            value.read(into);
    };
    node.members([&](std::string_view key, JsonNode value) {
        if (key == "name")
            value.read(meta.name);
        else if (key == "namespace")
            value.readWord(meta.ns);
        else if (key == "uid")
            value.read(meta.uid);
        else if (key == "resourceVersion")
            value.read(meta.resourceVersion);
        else if (key == "generation")
            value.read(meta.generation);
        else if (key == "creationTimestamp")
            value.read(meta.createdAt);
        else if (key == "deletionTimestamp")
            value.read(meta.deletedAt);
        else if (key == "labels")
            marks(value, meta.labels);
        else if (key == "annotations")
            marks(value, meta.annotations);
        else if (key == "ownerReferences" && depth != DecodeDepth::Fleet)
            meta.owners = readOwners(value);
    });
}

QList<Condition> readConditions(JsonNode node)
{
    QList<Condition> conditions;
    node.elements([&](int, JsonNode element) {
        Condition condition;
        element.members([&](std::string_view key, JsonNode value) {
            if (key == "type")
                value.readWord(condition.type);
            else if (key == "status")
                value.readWord(condition.status);
            else if (key == "reason")
                value.readWord(condition.reason);
            else if (key == "message")
                value.readWord(condition.message);
            else if (key == "lastTransitionTime")
                value.read(condition.lastTransitionAt);
        });
        conditions.append(condition);
    });
    return conditions;
}

QStringList readImages(JsonNode podSpec)
{
    QStringList images;
    podSpec.members([&](std::string_view key, JsonNode containers) {
        if (key != "containers")
            return;
        images.clear();
        containers.elements([&](int, JsonNode container) {
            container.members([&](std::string_view name, JsonNode value) {
                QString image;
                if (name == "image" && value.read(image))
                    images.append(image);
            });
        });
    });
    return images;
}

void readTemplate(JsonNode node, DecodeDepth depth, QStringList &images, QJsonObject &podTemplate)
{
    const auto visit = [&](std::string_view key, JsonNode value) {
        if (key == "spec")
            images = readImages(value);
    };
    if (depth != DecodeDepth::Whole) {
        node.members(visit);
        return;
    }
    std::string_view text;
    if (node.members(text, visit))
        podTemplate = node.parsed(text).toObject();
}

} // namespace maestro
