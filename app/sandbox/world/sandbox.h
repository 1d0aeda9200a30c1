// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "sandbox/http/httpserver.h"
#include "sandbox/scenario/scenario.h"
#include "sandbox/world/cluster.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>
#include <QTemporaryDir>

class QTimer;

namespace maestro::sandbox {

class Certificate;

struct SandboxOptions
{
    Scenario scenario;
    /// Wall clock at the moment serving begins.
    QDateTime now;
    /// 0 picks free ones; otherwise the first cluster's port, the next clusters take the next ports.
    quint16 port = 0;
    quint64 seed = 1;
    /// Simulated seconds each real second; 0 stands still until run() is called.
    double speed = 1;
    bool plain = false;
    bool admin = false;
    QString kubeconfig = {};
    /// A folder for CLUSTER.om, the telemetry of the last hours before now.
    QString metricsHistory = {};
    /// The user whose token the contexts carry.
    QString user = QStringLiteral("captain");
};

/// A whole run: the clusters of a scenario behind their servers, and the clock that drives them. Asynchronous:
/// start() ends with ready() or failed(). Owns everything; lives on one thread.
class Sandbox : public QObject
{
    Q_OBJECT
public:
    explicit Sandbox(SandboxOptions options, QObject *parent = nullptr);
    ~Sandbox() override;

    void start();
    const QList<Cluster *> &clusters() const { return m_clusters; }
    Cluster *cluster(const QString &name) const;
    /// https://127.0.0.1:PORT of the API, http://127.0.0.1:PORT of the workloads.
    QString apiUrl(const Cluster &cluster) const;
    QString metricsUrl(const Cluster &cluster) const;
    /// The kubeconfig as text; one context for each cluster.
    QByteArray kubeconfig() const;
    /// For services beside the clusters: the same certificate; nothing with `plain`.
    std::optional<QSslConfiguration> tls() const;
    QByteArray authorityPem() const;
    /// Moves the simulated time of every cluster.
    void run(qint64 ms);
    /// Refuses connections to one cluster, or takes them again on the same port.
    Result<Done> setReachable(const QString &cluster, bool reachable);

signals:
    void ready();
    void failed(const maestro::Error &error);

private:
    struct Endpoint
    {
        Cluster *cluster;
        HttpServer *api;
        HttpServer *metrics;
        quint16 apiPort = 0;
        quint16 metricsPort = 0;
    };

    /// Lives through the past, and writes down what it looked like when asked to.
    void live(Cluster &cluster, qint64 pastMs);
    void listen();
    void tick();
    const Endpoint *endpoint(const Cluster &cluster) const;
    Result<Done> writeKubeconfig() const;

    SandboxOptions m_options;
    std::optional<Error> m_problem; ///< met before start
    QTemporaryDir m_folder;
    Certificate *m_certificate;
    QTimer *m_ticker;
    QElapsedTimer m_elapsed;
    qint64 m_doneMs = 0;
    QList<Cluster *> m_clusters;
    QList<Endpoint> m_endpoints;
};

} // namespace maestro::sandbox
