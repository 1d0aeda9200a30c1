// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/decode/metadecoder.h"

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

void readMeta(JsonNode node, ObjectMeta &meta)
{
    node.members([&](std::string_view key, JsonNode value) {
        if (key == "name")
            value.read(meta.name);
        else if (key == "namespace")
            value.read(meta.ns);
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
            value.read(meta.labels);
        else if (key == "annotations")
            value.read(meta.annotations);
        else if (key == "ownerReferences")
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
                value.read(condition.type);
            else if (key == "status")
                value.read(condition.status);
            else if (key == "reason")
                value.read(condition.reason);
            else if (key == "message")
                value.read(condition.message);
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
    if (depth == DecodeDepth::Row) {
        node.members(visit);
        return;
    }
    std::string_view text;
    if (node.members(text, visit))
        podTemplate = node.parsed(text).toObject();
}

} // namespace maestro
