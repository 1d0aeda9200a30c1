// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/decode/servicedecoder.h"

#include "kube/decode/metadecoder.h"

namespace maestro {

namespace {

void fillService(JsonNode root, Service &out)
{
    root.members([&](std::string_view key, JsonNode value) {
        if (key == "metadata")
            readMeta(value, out.meta);
        else if (key == "spec")
            value.members([&](std::string_view name, JsonNode part) {
                if (name == "selector")
                    part.read(out.selector);
            });
    });
}

void fillIngress(JsonNode root, Ingress &out)
{
    root.members([&](std::string_view key, JsonNode value) {
        if (key == "metadata")
            readMeta(value, out.meta);
    });
}

} // namespace

Result<Service> decodeService(QByteArrayView json)
{
    return decodeObject<Service>(json, fillService);
}

Result<DecodedList<Service>> decodeServiceList(QByteArrayView body)
{
    return decodeObjects<Service>(body, fillService);
}

Result<Ingress> decodeIngress(QByteArrayView json)
{
    return decodeObject<Ingress>(json, fillIngress);
}

Result<DecodedList<Ingress>> decodeIngressList(QByteArrayView body)
{
    return decodeObjects<Ingress>(body, fillIngress);
}

} // namespace maestro
