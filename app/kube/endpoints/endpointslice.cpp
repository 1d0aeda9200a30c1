// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/endpoints/endpointslice.h"

#include "kube/decode/metadecoder.h"

namespace maestro {

namespace {

void readEndpoint(JsonNode node, EndpointSlice &out)
{
    QStringList addresses;
    bool ready = true; // absent means ready (discovery/v1)
    node.members([&](std::string_view key, JsonNode value) {
        if (key == "addresses")
            value.elements([&](int, JsonNode address) { address.read(addresses.emplaceBack()); });
        else if (key == "conditions")
            value.members([&](std::string_view name, JsonNode condition) {
                if (name == "ready" && !condition.isNull())
                    condition.read(ready);
            });
    });
    (ready ? out.ready : out.notReady) += addresses;
}

void fillSlice(JsonNode root, EndpointSlice &out)
{
    root.members([&](std::string_view key, JsonNode value) {
        if (key == "metadata")
            readMeta(value, out.meta);
        else if (key == "endpoints")
            value.elements([&](int, JsonNode endpoint) { readEndpoint(endpoint, out); });
    });
}

} // namespace

Result<DecodedList<EndpointSlice>> decodeEndpointSliceList(QByteArrayView body)
{
    return decodeObjects<EndpointSlice>(body, fillSlice);
}

} // namespace maestro
