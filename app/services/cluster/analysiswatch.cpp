// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cluster/analysiswatch.h"

#include "kube/api/resourcepath.h"
#include "kube/decode/analysisrundecoder.h"

#include <QCoreApplication>

namespace maestro {

struct AnalysisWatch::Part
{
    using Pointer = std::shared_ptr<const AnalysisRun>;

    Part(KubeClient *client, const QString &watchedNamespace, const QString &path, ResourceStore<AnalysisRun>::Changed changed)
        : ns(watchedNamespace)
        , store([](const QByteArray &b) { return decodeAnalysisRun(b); }, [](const QByteArray &b) { return decodeAnalysisRunList(b); }, std::move(changed))
        , reflector(client, path, &store)
    {
    }

    QString ns; ///< empty: all
    bool given = false; ///< forbidden for good, or not served: no longer waited for
    ResourceStore<AnalysisRun> store;
    Reflector reflector;
};

AnalysisWatch::AnalysisWatch(KubeClient *client, const QStringList &namespaces, const QStringList &fallbackNamespaces, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_fallbackNamespaces(fallbackNamespaces)
{
    for (const QString &ns : namespaces.isEmpty() ? QStringList {QString()} : namespaces)
        add(ns);
}

AnalysisWatch::~AnalysisWatch() = default;

void AnalysisWatch::add(const QString &ns)
{
    const Result<QString> path = resourcePath(ResourceType::analysisRuns(), ns);
    if (!path) {
        m_notices.append(path.error().message);
        return;
    }
    const size_t index = m_parts.size();
    m_parts.push_back(std::make_unique<Part>(m_client, ns, *path, [this, index](const Part::Pointer &was, const Part::Pointer &now) {
        if (now)
            Q_EMIT seen({m_client->context().name, now});
        else if (!was) // a whole list
            for (const Part::Pointer &run : m_parts.at(index)->store.items())
                Q_EMIT seen({m_client->context().name, run});
        Q_EMIT changed();
    }));
    Part *part = m_parts.back().get();
    connect(&part->reflector, &Reflector::stateChanged, this, [this, part] { partState(part); });
    part->reflector.start();
}

void AnalysisWatch::partState(Part *part)
{
    const std::optional<Error> error = part->reflector.lastError();
    const bool refused = part->reflector.state() == ReflectorState::Backoff && error && !part->store.complete() && !part->given;
    if (refused && error->code == QLatin1String("forbidden")) {
        part->given = true;
        QTimer::singleShot(0, this, [this, part, message = error->message] {
            part->reflector.stop();
            m_notices.append(message);
            if (part->ns.isEmpty()) {
                for (const QString &ns : std::as_const(m_fallbackNamespaces))
                    add(ns);
            }
            Q_EMIT changed();
        });
    } else if (refused && error->kind == ErrorKind::NotFound) {
        part->given = true;
        m_notices.append(QCoreApplication::translate("Cluster", "Argo Rollouts is not installed: the server does not serve argoproj.io/v1alpha1."));
    }
    Q_EMIT changed();
}

QList<FleetRun> AnalysisWatch::runs() const
{
    QList<FleetRun> runs;
    for (const auto &part : m_parts)
        for (const auto &run : part->store.items())
            runs.append({m_client->context().name, run});
    return runs;
}

bool AnalysisWatch::complete() const
{
    return std::all_of(m_parts.begin(), m_parts.end(), [](const auto &part) { return part->given || part->store.complete(); });
}

QStringList AnalysisWatch::problems() const
{
    QStringList out = m_notices;
    for (const auto &part : m_parts) {
        out.append(part->store.faults());
        if (!part->given && part->reflector.lastError())
            out.append(part->reflector.lastError()->message);
    }
    return out;
}

void AnalysisWatch::wake()
{
    for (const auto &part : m_parts)
        if (!part->given)
            part->reflector.wake();
}

} // namespace maestro
