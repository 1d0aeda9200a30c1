// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cluster/clusteraccess.h"

#include "kube/api/listmeta.h"
#include "kube/api/listpager.h"
#include "kube/api/resourcepath.h"
#include "kube/decode/analysisrundecoder.h"
#include "kube/decode/eventdecoder.h"
#include "kube/decode/poddecoder.h"
#include "kube/decode/replicasetdecoder.h"
#include "kube/decode/rolloutdecoder.h"
#include "kube/decode/servicedecoder.h"
#include "kube/workloads/helmreleasedecoder.h"
#include "kube/workloads/workloadsource.h"
#include "services/cluster/resourcestore.h"

#include <QCoreApplication>
#include <QSet>
#include <QUrl>

namespace maestro {

struct ClusterAccess::Private
{
    KubeClient *client;
    int timeoutMs = 10'000;
};

namespace {

const ResourceType ingresses {QStringLiteral("networking.k8s.io"), QStringLiteral("v1"), QStringLiteral("ingresses")};

Error unreadable(const QStringList &faults)
{
    return {ErrorKind::Internal, QStringLiteral("badList"),
            QCoreApplication::translate("Cluster", "The server's list holds %n object(s) that cannot be read: %1", nullptr, int(faults.size())).arg(faults.first()),
            QCoreApplication::translate("Cluster", "Look at the object with kubectl; nothing of this list is shown as complete.")};
}

Error absent(std::optional<WorkloadKind> kind, const QString &ns, const QString &name, const QString &context)
{
    const QString text = !kind                              ? QCoreApplication::translate("Cluster", "There is no rollout or deployment %1/%2 in context %3.")
                         : *kind == WorkloadKind::Deployment ? QCoreApplication::translate("Cluster", "There is no deployment %1/%2 in context %3.")
                                                             : QCoreApplication::translate("Cluster", "There is no rollout %1/%2 in context %3.");
    return {ErrorKind::NotFound, QStringLiteral("notFound"), text.arg(ns, name, context),
            QCoreApplication::translate("Cluster", "Check the name and the namespace; `maestro list -A` shows all rollouts.")};
}

/// Neither a rollout nor a deployment: a StatefulSet of this name is there all the same, and is said; nothing else is read of it.
void tellKindOf(KubeClient *client, const ObjectRef &ref, int timeoutMs, const Error &gone, const Callback<Result<Rollout>> &done)
{
    const Result<QString> path = resourcePath(ResourceType::statefulSets(), ref.ns, ref.name);
    if (!path)
        return done(gone);
    client->get(*path, [ref, gone, done](const Result<QByteArray> &body) {
        if (!body || kindOfJson(*body) != "StatefulSet")
            return done(gone);
        done(Error {ErrorKind::NotFound, QStringLiteral("kindIsReadOnly"),
                    QCoreApplication::translate("Cluster", "%1/%2 in context %3 is a StatefulSet: it is watched, and nothing is done to it from here.").arg(ref.ns, ref.name, ref.context),
                    QCoreApplication::translate("Cluster", "`maestro list --statefulsets` shows it.")});
    }, timeoutMs);
}

/// One list, page after page, decoded as it comes.
template<typename T> class Pages : public QObject
{
public:
    using Decode = std::function<Result<DecodedList<T>>(const QByteArray &)>;
    using Each = std::function<void(QList<T> *page)>; ///< null: the pages before are void

    Pages(KubeClient *client, const QString &path, Decode decode, Each each, Callback<Result<Done>> done, QObject *parent)
        : QObject(parent)
        , m_pager(client, path, std::nullopt)
        , m_each(std::move(each))
        , m_done(std::move(done))
    {
        m_pager.setDeadline(client->defaultDeadline());
        m_pager.setPatient();
        connect(&m_pager, &ListPager::restarted, this, [this] {
            m_seen.clear();
            m_each(nullptr);
        });
        m_pager.setReader([this, decode = std::move(decode)](const QByteArray &body) {
            m_page.emplace(decode(body));
            return metaOf(*m_page, body);
        });
        connect(&m_pager, &ListPager::page, this, [this, client] {
            Result<DecodedList<T>> page = *std::exchange(m_page, std::nullopt);
            if (page && page->faults.isEmpty() && hasOneTwice(page->items))
                m_problem = Error{ErrorKind::Unreachable, QStringLiteral("inconsistentList"),
                                  QCoreApplication::translate("maestro::ListPager", "%1: the pages of the list do not belong together.").arg(client->subject())};
            else if (page && page->faults.isEmpty())
                m_each(&page.value().items);
            else if (!m_problem)
                m_problem = page ? unreadable(page->faults) : page.error();
        });
        connect(&m_pager, &ListPager::finished, this, [this] { finish(m_problem); });
        connect(&m_pager, &ListPager::failed, this, [this](const Error &error) { finish(error); });
        m_pager.start();
    }

private:
    /// One object on two pages: they are no picture of one moment.
    bool hasOneTwice(const QList<T> &items)
    {
        if constexpr (requires(const T &item) { item.meta.uid; }) {
            for (const T &item : items) {
                if (!item.meta.uid.isEmpty() && m_seen.contains(item.meta.uid))
                    return true;
                m_seen.insert(item.meta.uid);
            }
        }
        return false;
    }

    void finish(const std::optional<Error> &error)
    {
        if (!m_done)
            return;
        const auto done = std::exchange(m_done, {});
        deleteLater();
        if (error)
            done(*error);
        else
            done(Done{});
    }

    ListPager m_pager;
    Each m_each;
    Callback<Result<Done>> m_done;
    std::optional<Result<DecodedList<T>>> m_page; ///< read, not yet accepted
    std::optional<Error> m_problem;
    QSet<QString> m_seen; ///< uids
};

template<typename T>
void collect(KubeClient *client, const QString &path, typename Pages<T>::Decode decode, Callback<Result<QList<T>>> done, QObject *parent)
{
    const auto items = std::make_shared<QList<T>>();
    const auto add = [items](QList<T> *page) {
        if (page)
            items->append(std::move(*page));
        else
            items->clear();
    };
    const auto finish = [items, done = std::move(done)](const Result<Done> &result) { done(result ? Result<QList<T>>(std::move(*items)) : result.error()); };
    new Pages<T>(client, path, std::move(decode), add, finish, parent);
}

QString withQuery(const QString &path, const QString &name, const QString &value)
{
    return path + (path.contains(u'?') ? u'&' : u'?') + name + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(value));
}

QString selectorText(const QMap<QString, QString> &labels)
{
    QStringList parts;
    for (auto it = labels.begin(); it != labels.end(); ++it)
        parts.append(it.key() + u'=' + it.value());
    return parts.join(u',');
}

/// The neighbours of one workload, read side by side; answers when the last has come.
class PartsRead : public QObject
{
public:
    PartsRead(KubeClient *client, RolloutParts parts, ClusterAccess::Depth depth, Callback<Result<RolloutParts>> done, QObject *parent)
        : QObject(parent)
        , m_client(client)
        , m_parts(std::move(parts))
        , m_done(std::move(done))
    {
        const Rollout &rollout = m_parts.rollout;
        const QString ns = rollout.meta.ns;
        const bool selectable = !rollout.selector.isEmpty() && !rollout.selectorHasExpressions;
        const QString labels = selectable ? selectorText(rollout.selector) : QString();
        want<ReplicaSet>(ResourceType::replicaSets(), ns, QStringLiteral("labelSelector"), labels,
                         [](const QByteArray &b) { return decodeReplicaSetList(b, DecodeDepth::Whole); }, &RolloutParts::replicaSets);
        if (rollout.strategy == Strategy::BlueGreen)
            want<Service>(ResourceType::services(), ns, {}, {}, [](const QByteArray &b) { return decodeServiceList(b); }, &RolloutParts::services);
        if (!rollout.traffic.nginxStableIngresses.isEmpty())
            want<Ingress>(ingresses, ns, {}, {}, [](const QByteArray &b) { return decodeIngressList(b); }, &RolloutParts::ingresses);
        if (depth == ClusterAccess::Depth::Whole) {
            want<Pod>(ResourceType::pods(), ns, QStringLiteral("labelSelector"), labels, [](const QByteArray &b) { return decodePodList(b); }, &RolloutParts::pods);
            if (rollout.workload == WorkloadKind::Rollout)
                want<AnalysisRun>(ResourceType::analysisRuns(), ns, {}, {}, [](const QByteArray &b) { return decodeAnalysisRunList(b); }, &RolloutParts::analysisRuns);
            want<KubeEvent>(ResourceType::events(), ns, QStringLiteral("fieldSelector"),
                            QStringLiteral("involvedObject.uid=") + rollout.meta.uid, [](const QByteArray &b) { return decodeEventList(b); }, &RolloutParts::events);
        }
    }

private:
    template<typename T, typename Decode>
    void want(const ResourceType &type, const QString &ns, const QString &selector, const QString &value, Decode decode,
              QList<T> RolloutParts::*member)
    {
        Result<QString> path = resourcePath(type, ns);
        if (!path)
            return missing(type.plural, path.error().message);
        ++m_open;
        const QString full = value.isEmpty() ? *path : withQuery(*path, selector, value);
        collect<T>(m_client, full, decode, [this, member, plural = type.plural](Result<QList<T>> result) {
            if (result)
                m_parts.*member = std::move(result).value();
            else
                missing(plural, result.error().message);
            if (--m_open == 0)
                finish();
        }, this);
    }

    void missing(const QString &what, const QString &why)
    {
        m_parts.missing.append(what + QStringLiteral(": ") + why);
        if (what == QLatin1String("replicasets") || what == QLatin1String("services") || what == QLatin1String("ingresses"))
            m_parts.partsComplete = false;
    }

    void finish()
    {
        const auto done = std::exchange(m_done, {});
        deleteLater();
        done(std::move(m_parts));
    }

    KubeClient *m_client;
    RolloutParts m_parts;
    Callback<Result<RolloutParts>> m_done;
    int m_open = 0;
};

} // namespace

ClusterAccess::ClusterAccess(const ContextConfig &config, const Clock *clock, const PluginTrust *trust, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->client = new KubeClient(config, clock, trust, this);
}

ClusterAccess::~ClusterAccess() = default;

QString ClusterAccess::context() const
{
    return d->client->context().name;
}

QString ClusterAccess::server() const
{
    return d->client->context().cluster.server.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::StripTrailingSlash);
}

QString ClusterAccess::defaultNamespace() const
{
    const QString &ns = d->client->context().ns;
    return ns.isEmpty() ? QStringLiteral("default") : ns;
}

KubeClient *ClusterAccess::client() const
{
    return d->client;
}

void ClusterAccess::setRequestTimeout(int ms)
{
    d->timeoutMs = ms;
    d->client->setDefaultDeadline(ms);
}

void ClusterAccess::each(WorkloadKind kind, const QString &ns, EachPage page, Callback<Result<Done>> done)
{
    if (kind == WorkloadKind::HelmRelease) { // which revision is the newest is known at the end
        list(kind, ns, [page = std::move(page), done = std::move(done)](Result<QList<Rollout>> list) {
            if (list)
                page(&list.value());
            done(list ? Result<Done>(Done{}) : list.error());
        });
        return;
    }
    const WorkloadSource source = workloadSource(kind, DecodeDepth::Fleet);
    const Result<QString> path = resourcePath(source.type, ns);
    if (!path) {
        QTimer::singleShot(0, this, [done, error = path.error()] { done(error); });
        return;
    }
    new Pages<Rollout>(d->client, source.query.isEmpty() ? *path : *path + u'?' + source.query, source.decodeList, std::move(page), std::move(done), this);
}

void ClusterAccess::list(WorkloadKind kind, const QString &ns, Callback<Result<QList<Rollout>>> done)
{
    const WorkloadSource source = workloadSource(kind);
    const Result<QString> path = resourcePath(source.type, ns);
    if (!path) {
        QTimer::singleShot(0, this, [done, error = path.error()] { done(error); });
        return;
    }
    const auto found = [kind, done = std::move(done)](Result<QList<Rollout>> list) {
        done(list && kind == WorkloadKind::HelmRelease ? Result<QList<Rollout>>(newestReleases(*list)) : std::move(list));
    };
    collect<Rollout>(d->client, source.query.isEmpty() ? *path : *path + u'?' + source.query, source.decodeList, found, this);
}

void ClusterAccess::listAnalysisRuns(const QString &ns, Callback<Result<QList<AnalysisRun>>> done)
{
    const Result<QString> path = resourcePath(ResourceType::analysisRuns(), ns);
    if (!path) {
        QTimer::singleShot(0, this, [done, error = path.error()] { done(error); });
        return;
    }
    collect<AnalysisRun>(d->client, *path, [](const QByteArray &b) { return decodeAnalysisRunList(b); }, std::move(done), this);
}

void ClusterAccess::readWorkload(const QString &ns, const QString &name, std::optional<WorkloadKind> kind, Callback<Result<Rollout>> done, const Source &source)
{
    const bool deployment = kind == WorkloadKind::Deployment;
    const Result<QString> path = resourcePath(deployment ? ResourceType::deployments() : ResourceType::rollouts(), ns, name);
    if (!path) {
        QTimer::singleShot(0, this, [done, error = path.error()] { done(error); });
        return;
    }
    d->client->get(*path, [this, ns, name, kind, deployment, source, done = std::move(done)](Result<QByteArray> body) {
        if (body) {
            Result<Rollout> read = deployment ? decodeDeployment(*body, DecodeDepth::Whole) : decodeRollout(*body, DecodeDepth::Whole);
            const QByteArray wanted = deployment ? "Deployment" : "Rollout";
            if (!read)
                return done(Error{ErrorKind::Unreachable, QStringLiteral("notKubernetes"),
                                  QCoreApplication::translate("Cluster", "%1: asked for %2/%3, and the answer cannot be read: %4.").arg(d->client->subject(), ns, name, read.error().message)});
            if ( (read->meta.name != name || read->meta.ns != ns || kindOfJson(*body) != wanted))
                return done(Error {ErrorKind::Unreachable, QStringLiteral("notKubernetes"),
                                   QCoreApplication::translate("Cluster", "%1: asked for %2/%3, the server answered with another object.")
                                       .arg(d->client->subject(), ns, name)});
            if (read && source)
                *source = *body;
            return done(std::move(read));
        }
        const bool notFound = body.error().kind == ErrorKind::NotFound;
        if (notFound && !kind)
            return readWorkload(ns, name, WorkloadKind::Deployment, [this, ns, name, done, gone = absent({}, ns, name, context())](Result<Rollout> fallback) {
                // there is no such rollout; not being allowed to look among the Deployments does not change that
                if (fallback || (fallback.error().kind != ErrorKind::NotPermitted && fallback.error().kind != ErrorKind::NotFound))
                    return done(std::move(fallback));
                tellKindOf(d->client, {context(), ns, name}, d->timeoutMs, fallback.error().kind == ErrorKind::NotPermitted ? gone : fallback.error(), done);
            }, source);
        if (!notFound)
            return done(body.error());
        done(absent(kind, ns, name, context()));
    }, d->timeoutMs);
}

void ClusterAccess::readParts(const QString &ns, const QString &name, std::optional<WorkloadKind> kind, Depth depth,
                              Callback<Result<RolloutParts>> done, const Source &source)
{
    readWorkload(ns, name, kind, [this, depth, done = std::move(done)](Result<Rollout> rollout) {
        if (!rollout)
            return done(rollout.error());
        RolloutParts parts;
        parts.context = context();
        parts.rollout = std::move(rollout).value();
        new PartsRead(d->client, std::move(parts), depth, done, this);
    }, source);
}

void ClusterAccess::whoAmI(Callback<Result<WhoAmI>> done)
{
    maestro::whoAmI(d->client, std::move(done));
}

void ClusterAccess::canI(const AccessQuestion &question, Callback<AccessAnswer> done)
{
    maestro::canI(d->client, question, std::move(done));
}

} // namespace maestro
