// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/api/resourcepath.h"
#include "kube/decode/poddecoder.h"
#include "services/facts/dependencies.h"
#include "services/triage/readingbuilder.h"

#include <QRegularExpression>
#include <QUrl>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr int podsAtMost = 3; ///< those that are not ready first
constexpr int bytesOfAPod = 1024 * 1024;

const QRegularExpression &errorLine()
{
    static const QRegularExpression pattern(u"\\b(?:ERROR|FATAL|PANIC|CRITICAL|SEVERE)\\b|\\b(?:panic|fatal|error|exception|traceback)\\b[:=\\s(]|\"level\":\\s*\"(?:error|fatal|panic)\""_s);
    return pattern;
}

/// The logs of some pods, one after the other, then the finding. Lives until it finished the builder.
class LogRead : public QObject
{
public:
    LogRead(QObject *owner, BuilderPtr builder, QList<Pod> pods, QString container)
        : QObject(owner)
        , m_builder(std::move(builder))
        , m_pods(std::move(pods))
        , m_container(std::move(container))
    {
        std::stable_sort(m_pods.begin(), m_pods.end(), [](const Pod &a, const Pod &b) { return !a.ready && b.ready; });
        m_all = int(m_pods.size());
        m_pods = m_pods.mid(0, podsAtMost);
        next();
    }

private:
    void next()
    {
        if (m_pods.isEmpty())
            return conclude();
        const Pod pod = m_pods.takeFirst();
        const Result<QString> path = resourcePath(ResourceType::pods(), pod.meta.ns, pod.meta.name, u"log"_s);
        if (!path)
            return fault(pod, path.error());
        QString query = u"?tailLines=%1&limitBytes=%2"_s.arg(m_builder->check().count).arg(bytesOfAPod);
        if (pod.containers > 1)
            query += u"&container="_s + QString::fromLatin1(QUrl::toPercentEncoding(containerOf(pod)));
        m_builder->scene().access->client()->get(*path + query, whileAlive(this, [this, pod, path = *path](const Result<QByteArray> &body) {
            if (!body)
                return fault(pod, body.error());
            m_cut += body->size() >= bytesOfAPod ? 1 : 0; // the server leaves the newest lines out
            take(pod, path, QString::fromUtf8(*body));
            next();
        }));
    }

    /// As kubectl chooses; a policy may name one.
    QString containerOf(const Pod &pod) const
    {
        const QString named = pod.meta.annotations.value(u"kubectl.kubernetes.io/default-container"_s);
        for (const QString &name : {m_container, named})
            if (pod.containerNames.contains(name))
                return name;
        return pod.containerNames.value(0);
    }

    void fault(const Pod &pod, const Error &error)
    {
        ++m_unread;
        m_builder->reading().output += u"==> %1: %2\n"_s.arg(pod.meta.name, error.message.simplified());
        m_problem = error.message;
        next();
    }

    void take(const Pod &pod, const QString &path, const QString &text)
    {
        ++m_read;
        int errors = 0;
        m_builder->reading().output += u"==> %1\n"_s.arg(pod.meta.name);
        for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
            const bool bad = errorLine().match(line).hasMatch();
            errors += bad ? 1 : 0;
            ++m_lines;
            m_builder->reading().output += (bad ? u"! "_s : u"  "_s) + line + u'\n';
            if (bad && m_first.isEmpty())
                m_first = line.simplified();
        }
        m_errors += errors;
        m_builder->read(u"log of %1"_s.arg(pod.meta.name), m_builder->apiSource(path), TriageWords::tr("%n error line(s)", nullptr, errors));
    }

    void conclude()
    {
        deleteLater();
        if (m_read == 0)
            return m_builder->unknown(m_unread == 0 ? TriageWords::tr("no pod to read a log of") : m_problem);
        if (m_errors > 0)
            return m_builder->finish(ItemState::Bad, TriageWords::tr("%1 of %n line(s) tell errors: %2", nullptr, m_lines).arg(m_errors).arg(m_first));
        if (m_unread > 0)
            return m_builder->unknown(TriageWords::tr("%n log(s) could not be read: %1", nullptr, m_unread).arg(m_problem));
        if (m_cut > 0)
            return m_builder->unknown(TriageWords::tr("the newest lines of %n log(s) were not read: the lines are too long", nullptr, m_cut));
        m_builder->finish(ItemState::Ok, m_read < m_all ? TriageWords::tr("no error in %n line(s) of %1 of %2 pods", nullptr, m_lines).arg(m_read).arg(m_all)
                                                        : TriageWords::tr("no error in %n line(s)", nullptr, m_lines));
    }

    BuilderPtr m_builder;
    QList<Pod> m_pods;
    QString m_container;
    QString m_first;
    QString m_problem;
    int m_all = 0;
    int m_cut = 0;
    int m_lines = 0;
    int m_errors = 0;
    int m_read = 0;
    int m_unread = 0;
};

QString firstContainer(const TriageScene &scene)
{
    if (const PolicyService *service = scene.policy ? scene.policy->service(scene.service) : nullptr; service && !service->workload.container.isEmpty())
        return service->workload.container;
    const QJsonArray containers = scene.snapshot.rollout.podTemplate[u"spec"].toObject()[u"containers"].toArray();
    return containers.isEmpty() ? QString() : containers.first().toObject()[u"name"].toString();
}

} // namespace

void listPods(QObject *owner, const TriageScene &scene, const QString &ns, const QString &selector, std::function<void(const Result<QList<Pod>> &, const QString &)> done)
{
    const Result<QString> path = resourcePath(ResourceType::pods(), ns);
    if (!path)
        return done(path.error(), {});
    QString whole = *path + u"?limit=500"_s;
    if (!selector.isEmpty())
        whole += u"&labelSelector="_s + QString::fromLatin1(QUrl::toPercentEncoding(selector));
    scene.access->client()->get(whole, whileAlive(owner, [done = std::move(done), whole](const Result<QByteArray> &body) {
        if (!body)
            return done(body.error(), whole);
        const Result<DecodedList<Pod>> list = decodePodList(*body);
        if (list && (!list->faults.isEmpty() || !list->page.continueToken.isEmpty()))
            return done(Error{ErrorKind::Internal, u"badList"_s, TriageWords::tr("not all pods can be read"), {}, {}}, whole);
        done(list ? Result<QList<Pod>>(list->items) : Result<QList<Pod>>(list.error()), whole);
    }));
}

void readWorkloadLogs(QObject *owner, const BuilderPtr &builder, bool canaryOnly)
{
    const TriageScene &scene = builder->scene();
    const Rollout &rollout = scene.snapshot.rollout;
    QList<Pod> pods = scene.snapshot.pods;
    const QString newest = scene.newestHash();
    const bool ofNewest = canaryOnly || scene.hasCanary();
    if (ofNewest)
        pods.removeIf([&](const Pod &pod) { return pod.hash() != newest; });
    const QString hashLabel = rollout.workload == WorkloadKind::Deployment ? u"pod-template-hash="_s : u"rollouts-pod-template-hash="_s;
    builder->reading().command = kubectl({u"-n"_s, rollout.meta.ns, u"logs"_s, u"-l"_s, ofNewest ? QString(hashLabel + newest) : labelText(rollout.selector), u"--tail="_s + QString::number(builder->check().count)});
    new LogRead(owner, builder, pods, firstContainer(scene));
}

void readSelectedLogs(QObject *owner, const BuilderPtr &builder)
{
    const QString ns = builder->scene().namespaceOf(builder->check());
    builder->reading().command = kubectl({u"-n"_s, ns, u"logs"_s, u"-l"_s, builder->check().selector, u"--tail="_s + QString::number(builder->check().count)});
    listPods(owner, builder->scene(), ns, builder->check().selector, [owner, builder](const Result<QList<Pod>> &pods, const QString &) {
        if (!pods)
            return builder->unknown(pods.error().message);
        new LogRead(owner, builder, *pods, {});
    });
}

void readDependencyLogs(QObject *owner, const BuilderPtr &builder)
{
    const TriageScene &scene = builder->scene();
    const auto dependency = scene.policy ? dependencyNamed(*scene.policy, builder->check().subject) : std::nullopt;
    const QString tail = u"--tail="_s + QString::number(builder->check().count);
    if (dependency && !dependency->podsNamespace.isEmpty()) {
        builder->reading().command = kubectl({u"-n"_s, dependency->podsNamespace, u"logs"_s, u"-l"_s, dependency->podsSelector, tail});
        return listPods(owner, scene, dependency->podsNamespace, dependency->podsSelector, [owner, builder](const Result<QList<Pod>> &found, const QString &) {
            if (!found)
                return builder->unknown(found.error().message);
            new LogRead(owner, builder, *found, {});
        });
    }
    if (!dependency || dependency->workload.name.isEmpty())
        return builder->unknown(TriageWords::tr("the policy does not say where %1 runs").arg(builder->check().subject));
    const QString name = dependency->workload.name;
    const QString ns = dependency->workload.ns.isEmpty() ? scene.ref.ns : dependency->workload.ns;
    const bool stateful = dependency->workload.kind == u"StatefulSet";
    builder->reading().command = kubectl({u"-n"_s, ns, u"logs"_s, dependency->workload.kind.toLower() % u'/' % name, tail});
    // By owner: its name tells a StatefulSet's pods, and those of a Deployment's ReplicaSets begin with it.
    listPods(owner, scene, ns, {}, [owner, builder, name, stateful](const Result<QList<Pod>> &found, const QString &) {
        if (!found)
            return builder->unknown(found.error().message);
        QList<Pod> own = *found;
        own.removeIf([&](const Pod &pod) {
            return std::none_of(pod.meta.owners.begin(), pod.meta.owners.end(), [&](const OwnerReference &by) {
                return stateful ? by.kind == u"StatefulSet" && by.name == name : by.kind == u"ReplicaSet" && by.name.section(u'-', 0, -2) == name;
            });
        });
        new LogRead(owner, builder, own, {});
    });
}

} // namespace maestro
