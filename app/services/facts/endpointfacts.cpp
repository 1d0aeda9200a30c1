// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/facts/endpointfacts.h"

#include "kube/api/resourcepath.h"
#include "kube/endpoints/endpointslice.h"

#include <QCoreApplication>
#include <QSet>

namespace maestro {

namespace {

struct Facts
{
    Q_DECLARE_TR_FUNCTIONS(Facts)
};

FactReading endpointsOf(const QString &service, const QString &ns, const Result<DecodedList<EndpointSlice>> &slices, const QDateTime &at)
{
    FactReading fact{QStringLiteral("endpoints:") + service, std::nullopt, {}, at, Facts::tr("EndpointSlices of %1/%2").arg(ns, service), {}};
    if (!slices || !slices->faults.isEmpty()) {
        fact.text = slices ? slices->faults.first() : slices.error().message;
        return fact;
    }
    QSet<QString> ready; // an address may be in two slices while it moves
    QSet<QString> others;
    for (const EndpointSlice &slice : slices->items) {
        if (slice.service() != service)
            continue;
        ready += QSet<QString>(slice.ready.cbegin(), slice.ready.cend());
        others += QSet<QString>(slice.notReady.cbegin(), slice.notReady.cend());
    }
    others -= ready;
    fact.value = double(ready.size());
    fact.text = Facts::tr("%1 ready, %2 not ready").arg(ready.size()).arg(others.size());
    return fact;
}

} // namespace

void readEndpointFacts(QObject *owner, ClusterAccess *access, const QString &ns, const QStringList &services, const Clock *clock, Callback<QList<FactReading>> done)
{
    const auto tell = [services, ns, clock, done = std::move(done)](const Result<DecodedList<EndpointSlice>> &slices) {
        QList<FactReading> each;
        for (const QString &service : services)
            each.append(endpointsOf(service, ns, slices, clock->utcNow()));
        done(each);
    };
    const Result<QString> path = resourcePath({QStringLiteral("discovery.k8s.io"), QStringLiteral("v1"), QStringLiteral("endpointslices")}, ns);
    if (!path) {
        QMetaObject::invokeMethod(owner, [tell, error = path.error()] { tell(error); }, Qt::QueuedConnection);
        return;
    }
    access->client()->get(*path, whileAlive(owner, [tell](const Result<QByteArray> &body) { tell(body ? decodeEndpointSliceList(*body) : Result<DecodedList<EndpointSlice>>(body.error())); }));
}

} // namespace maestro
