// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/workloads/statefulsetdecoder.h"

#include "kube/decode/metadecoder.h"

namespace maestro {

namespace {

void readUpdateStrategy(JsonNode node, Rollout &out)
{
    node.members([&](std::string_view key, JsonNode value) {
        QString type;
        if (key == "type" && value.read(type))
            out.strategy = type == QLatin1String("RollingUpdate") ? Strategy::RollingUpdate : Strategy::Unknown; // OnDelete waits for a person
        else if (key == "rollingUpdate")
            value.members([&](std::string_view name, JsonNode partition) {
                if (name == "partition")
                    partition.readCount(out.updatePartition);
            });
    });
}

void readSpec(JsonNode node, Rollout &out)
{
    node.members([&](std::string_view key, JsonNode value) {
        if (key == "replicas")
            value.readCount(out.specReplicas);
        else if (key == "template")
            readTemplate(value, DecodeDepth::Row, out.images, out.podTemplate);
        else if (key == "updateStrategy")
            readUpdateStrategy(value, out);
    });
}

bool readStatus(JsonNode node, Rollout &out)
{
    bool any = false;
    const bool present = node.members([&](std::string_view key, JsonNode value) {
        if (key == "observedGeneration")
            value.readText(out.observedGeneration);
        else if (key == "replicas")
            value.readCount(out.replicas);
        else if (key == "readyReplicas")
            value.readCount(out.readyReplicas);
        else if (key == "availableReplicas")
            value.readCount(out.availableReplicas);
        else if (key == "updatedReplicas")
            value.readCount(out.updatedReplicas);
        else if (key == "conditions")
            out.conditions = readConditions(value);
        any = true;
    });
    return present && any;
}

void fill(JsonNode root, Rollout &out)
{
    out.workload = WorkloadKind::StatefulSet;
    out.hasStatus = false;
    out.strategy = Strategy::RollingUpdate; // what the API server fills in
    root.members([&](std::string_view key, JsonNode value) {
        if (key == "metadata")
            readMeta(value, out.meta);
        else if (key == "spec")
            readSpec(value, out);
        else if (key == "status")
            out.hasStatus = readStatus(value, out);
    });
}

} // namespace

Result<Rollout> decodeStatefulSet(QByteArrayView json)
{
    return decodeObject<Rollout>(json, fill);
}

Result<DecodedList<Rollout>> decodeStatefulSetList(QByteArrayView body)
{
    return decodeObjects<Rollout>(body, fill);
}

} // namespace maestro
