// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/documents/endpointslices.h"

#include "sandbox/controller/podcontroller.h"
#include "sandbox/store/json.h"

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

bool selects(const QJsonObject &selector, const QJsonObject &pod)
{
    const QJsonObject labels = at(pod, u"metadata.labels").toObject();
    for (auto it = selector.begin(); it != selector.end(); ++it)
        if (labels.value(it.key()) != it.value())
            return false;
    return true;
}

QJsonObject endpointOf(const QJsonObject &pod)
{
    const bool ready = isPodReady(pod);
    const bool terminating = !text(pod, u"metadata.deletionTimestamp").isEmpty();
    return {{u"addresses"_s, QJsonArray{text(pod, u"status.podIP")}},
            {u"conditions"_s, QJsonObject{{u"ready"_s, ready}, {u"serving"_s, ready}, {u"terminating"_s, terminating}}},
            {u"nodeName"_s, text(pod, u"spec.nodeName")},
            {u"targetRef"_s, QJsonObject{{u"kind"_s, u"Pod"_s}, {u"namespace"_s, namespaceOf(pod)}, {u"name"_s, nameOf(pod)}, {u"uid"_s, uidOf(pod)}}}};
}

} // namespace

QList<ObjectPtr> endpointSlices(const ObjectStore &store, const QString &ns)
{
    const ResourceType &type = typeOf(u"EndpointSlice"_s);
    QList<ObjectPtr> made;
    for (const ObjectPtr &service : store.list(typeOf(u"Service"_s), ns)) {
        const QJsonObject &body = service->body();
        const QJsonObject selector = at(body, u"spec.selector").toObject();
        if (selector.isEmpty())
            continue;
        QJsonArray endpoints;
        for (const ObjectPtr &pod : store.list(typeOf(u"Pod"_s), service->ns()))
            if (selects(selector, pod->body()) && !text(pod->body(), u"status.podIP").isEmpty())
                endpoints.append(endpointOf(pod->body()));
        const QJsonObject meta{{u"name"_s, QString(service->name() + u"-slice")},
                               {u"namespace"_s, service->ns()},
                               {u"uid"_s, QString(uidOf(body).left(24) + u"511ce5511ce5")},
                               {u"resourceVersion"_s, QString::number(store.version())},
                               {u"creationTimestamp"_s, at(body, u"metadata.creationTimestamp")},
                               {u"labels"_s, QJsonObject{{u"kubernetes.io/service-name"_s, service->name()}, {u"endpointslice.kubernetes.io/managed-by"_s, u"endpointslice-controller.k8s.io"_s}}},
                               {u"ownerReferences"_s, QJsonArray{QJsonObject{{u"apiVersion"_s, u"v1"_s}, {u"kind"_s, u"Service"_s}, {u"name"_s, service->name()}, {u"uid"_s, uidOf(body)}, {u"controller"_s, true}}}}};
        made.append(std::make_shared<const StoredObject>(type, store.version(),
                                                         QJsonObject{{u"apiVersion"_s, u"discovery.k8s.io/v1"_s}, {u"kind"_s, u"EndpointSlice"_s}, {u"metadata"_s, meta}, {u"addressType"_s, u"IPv4"_s},
                                                                     {u"endpoints"_s, endpoints}, {u"ports"_s, at(body, u"spec.ports")}}));
    }
    return made;
}

} // namespace maestro::sandbox
