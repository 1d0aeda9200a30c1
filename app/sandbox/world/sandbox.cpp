// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/world/sandbox.h"

#include "sandbox/http/certificate.h"
#include "sandbox/metrics/metricshistory.h"
#include "sandbox/world/seeder.h"
#include "sandbox/world/workloadroutes.h"

#include <QSaveFile>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

constexpr int tickMs = 50;
/// A machine that cannot keep up lets the simulation lag instead of starving the connections.
constexpr int workMs = 40;
constexpr qint64 historyMs = 6 * 3'600'000;
constexpr qint64 historyStepMs = 30'000;

QByteArray quoted(const QString &text)
{
    return '"' + text.toUtf8() + '"';
}

QList<ContextPlan> contextsOf(const ClusterPlan &plan, const QString &user)
{
    return plan.contexts.isEmpty() ? QList<ContextPlan>{{plan.name, user}} : plan.contexts;
}

} // namespace

Sandbox::Sandbox(SandboxOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_certificate(new Certificate(m_folder.path(), this))
    , m_ticker(new QTimer(this))
{
    connect(m_certificate, &Certificate::ready, this, &Sandbox::listen);
    connect(m_certificate, &Certificate::failed, this, &Sandbox::failed);
    connect(m_ticker, &QTimer::timeout, this, &Sandbox::tick);
    quint64 seedValue = m_options.seed;
    const QDateTime now = QDateTime::fromSecsSinceEpoch(m_options.now.toSecsSinceEpoch(), Qt::UTC);
    for (const ClusterPlan &plan : std::as_const(m_options.scenario.clusters)) {
        const qint64 past = pastOf(plan) / 1000 * 1000 + 1000;
        auto *cluster = new Cluster(plan.name, now.addMSecs(-past), seedValue++, this);
        seed(*cluster, plan, past);
        live(*cluster, past);
        cluster->store().compactHistory();
        m_clusters.append(cluster);
    }
}

Sandbox::~Sandbox() = default;

void Sandbox::live(Cluster &cluster, qint64 pastMs)
{
    if (m_options.metricsHistory.isEmpty())
        return cluster.run(pastMs);
    const qint64 recorded = std::min(pastMs, historyMs) / historyStepMs * historyStepMs;
    cluster.run(pastMs - recorded);
    MetricsHistory history(m_options.metricsHistory + u'/' + cluster.name() + u".om", cluster.name());
    for (qint64 done = 0; done < recorded; done += historyStepMs) {
        cluster.run(historyStepMs);
        cluster.metrics().advance();
        history.record(cluster.metrics().exposition(), cluster.clock().now().toMSecsSinceEpoch());
    }
    if (const Result<Done> written = history.close(); !written && !m_problem)
        m_problem = written.error();
}

void Sandbox::start()
{
    if (m_problem) {
        QMetaObject::invokeMethod(this, [this] { emit failed(*m_problem); }, Qt::QueuedConnection);
        return;
    }
    if (m_options.plain)
        QMetaObject::invokeMethod(this, &Sandbox::listen, Qt::QueuedConnection);
    else
        m_certificate->prepare();
}

void Sandbox::listen()
{
    quint16 port = m_options.port;
    for (Cluster *cluster : std::as_const(m_clusters)) {
        Endpoint end{cluster, new HttpServer(this), new HttpServer(this)};
        connect(end.api, &HttpServer::connected, this, [cluster](HttpConnection *connection) { cluster->api().serve(connection); });
        connect(end.metrics, &HttpServer::connected, this,
                [cluster, this](HttpConnection *connection) { serveWorkloads(connection, *cluster, m_options.admin); });
        const Result<quint16> api = end.api->listen(port, tls());
        if (!api) {
            emit failed(api.error());
            return;
        }
        const Result<quint16> metrics = end.metrics->listen(0, std::nullopt);
        if (!metrics) {
            emit failed(metrics.error());
            return;
        }
        end.apiPort = *api;
        end.metricsPort = *metrics;
        m_endpoints.append(end);
        if (port != 0)
            ++port;
    }
    if (const Result<Done> written = writeKubeconfig(); !written) {
        emit failed(written.error());
        return;
    }
    m_elapsed.start();
    if (m_options.speed > 0)
        m_ticker->start(tickMs);
    emit ready();
}

void Sandbox::tick()
{
    const qint64 due = qint64(double(m_elapsed.elapsed()) * m_options.speed);
    QElapsedTimer work;
    work.start();
    while (m_doneMs + Cluster::stepMs <= due) {
        for (Cluster *cluster : std::as_const(m_clusters))
            cluster->step();
        m_doneMs += Cluster::stepMs;
        if (work.elapsed() > workMs) {
            m_doneMs = std::max(m_doneMs, due - qint64(2000 * m_options.speed));
            break;
        }
    }
}

void Sandbox::run(qint64 ms)
{
    for (Cluster *cluster : std::as_const(m_clusters))
        cluster->run(ms);
}

Cluster *Sandbox::cluster(const QString &name) const
{
    for (Cluster *cluster : m_clusters) {
        if (cluster->name() == name)
            return cluster;
    }
    return nullptr;
}

const Sandbox::Endpoint *Sandbox::endpoint(const Cluster &cluster) const
{
    for (const Endpoint &end : m_endpoints) {
        if (end.cluster == &cluster)
            return &end;
    }
    return nullptr;
}

QString Sandbox::apiUrl(const Cluster &cluster) const
{
    const Endpoint *end = endpoint(cluster);
    return end ? u"%1://127.0.0.1:%2"_s.arg(m_options.plain ? u"http"_s : u"https"_s).arg(end->apiPort) : QString();
}

std::optional<QSslConfiguration> Sandbox::tls() const
{
    return m_options.plain ? std::nullopt : std::optional(m_certificate->serverConfiguration());
}

QByteArray Sandbox::authorityPem() const
{
    return m_certificate->authorityPem();
}

QString Sandbox::metricsUrl(const Cluster &cluster) const
{
    const Endpoint *end = endpoint(cluster);
    return end ? u"http://127.0.0.1:%1"_s.arg(end->metricsPort) : QString();
}

Result<Done> Sandbox::setReachable(const QString &name, bool reachable)
{
    for (const Endpoint &end : std::as_const(m_endpoints)) {
        if (end.cluster->name() != name)
            continue;
        end.api->close();
        if (!reachable)
            return Done{};
        if (const Result<quint16> again = end.api->listen(end.apiPort, tls()); !again)
            return again.error();
        return Done{};
    }
    return Error{ErrorKind::NotFound, u"noCluster"_s, u"there is no cluster %1"_s.arg(name)};
}

QByteArray Sandbox::kubeconfig() const
{
    QByteArray clusters = "clusters:\n";
    QByteArray contexts = "contexts:\n";
    for (const Cluster *cluster : m_clusters) {
        const QByteArray name = quoted(cluster->name());
        clusters += "- name: " + name + "\n  cluster:\n    server: " + quoted(apiUrl(*cluster)) + '\n';
        if (!m_options.plain)
            clusters += "    certificate-authority-data: " + m_certificate->authorityPem().toBase64() + '\n';
        clusters += "    extensions:\n    - name: maestro-sandbox\n      extension:\n        metrics: " + quoted(metricsUrl(*cluster)) + '\n';
        const ClusterPlan &plan = m_options.scenario.clusters.at(m_clusters.indexOf(cluster));
        for (const ContextPlan &context : contextsOf(plan, m_options.user)) {
            contexts += "- name: " + quoted(context.name) + "\n  context:\n    cluster: " + name + "\n    user: " + quoted(context.user) + '\n';
            if (!plan.namespaces.isEmpty())
                contexts += "    namespace: " + quoted(plan.namespaces.first()) + '\n';
        }
    }
    QByteArray users = "users:\n";
    for (const User &user : standardUsers())
        users += "- name: " + quoted(user.name) + "\n  user:\n    token: " + quoted(user.token) + '\n';
    const QByteArray current = quoted(contextsOf(m_options.scenario.clusters.first(), m_options.user).first().name);
    return "apiVersion: v1\nkind: Config\ncurrent-context: " + current + '\n' + clusters + contexts + users;
}

Result<Done> Sandbox::writeKubeconfig() const
{
    if (m_options.kubeconfig.isEmpty())
        return Done{};
    QSaveFile file(m_options.kubeconfig);
    const QByteArray bytes = kubeconfig();
    const bool good = file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && file.write(bytes) == bytes.size()
        && file.commit();
    if (good)
        return Done{};
    return Error{ErrorKind::BadInput, u"cannotWrite"_s, u"cannot write %1: %2"_s.arg(m_options.kubeconfig, file.errorString()),
                 u"give --kubeconfig-out a file in a folder you may write to"_s};
}

} // namespace maestro::sandbox
