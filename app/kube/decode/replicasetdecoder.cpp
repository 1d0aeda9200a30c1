// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/decode/replicasetdecoder.h"

#include "kube/decode/metadecoder.h"

namespace maestro {

namespace {

void readStatus(JsonNode node, ReplicaSet &out)
{
    node.members([&](std::string_view key, JsonNode value) {
        if (key == "replicas")
            value.readCount(out.replicas);
        else if (key == "readyReplicas")
            value.readCount(out.ready);
        else if (key == "availableReplicas")
            value.readCount(out.available);
        else if (key == "observedGeneration")
            value.read(out.observedGeneration);
        else if (key == "conditions") {
            const QList<Condition> conditions = readConditions(value);
            out.replicaFailure = std::any_of(conditions.begin(), conditions.end(), [](const Condition &c) {
                return c.type == QLatin1String("ReplicaFailure") && c.status == QLatin1String("True");
            });
        }
    });
}

auto filler(DecodeDepth depth)
{
    return [depth](JsonNode root, ReplicaSet &out) {
        root.members([&](std::string_view key, JsonNode value) {
            if (key == "metadata")
                readMeta(value, out.meta);
            else if (key == "spec")
                value.members([&](std::string_view name, JsonNode part) {
                    if (name == "replicas")
                        part.readCount(out.desired);
                    else if (name == "template")
                        readTemplate(part, depth, out.images, out.podTemplate);
                });
            else if (key == "status")
                readStatus(value, out);
        });
    };
}

} // namespace

Result<ReplicaSet> decodeReplicaSet(QByteArrayView json, DecodeDepth depth)
{
    return decodeObject<ReplicaSet>(json, filler(depth));
}

Result<DecodedList<ReplicaSet>> decodeReplicaSetList(QByteArrayView body, DecodeDepth depth)
{
    return decodeObjects<ReplicaSet>(body, filler(depth));
}

} // namespace maestro
