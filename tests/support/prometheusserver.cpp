// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/prometheusserver.h"

#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <csignal>

namespace maestro {

namespace {

quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

bool ready(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    if (!socket.waitForConnected(500))
        return false;
    socket.write("GET /-/ready HTTP/1.0\r\n\r\n");
    return socket.waitForReadyRead(2000) && socket.readAll().startsWith("HTTP/1.0 200");
}

} // namespace

LoopbackServer::LoopbackServer()
    : m_port(freePort())
{
}

LoopbackServer::~LoopbackServer()
{
    stop();
}

QUrl LoopbackServer::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port));
}

void LoopbackServer::stop()
{
    freeze(false);
    m_process.kill();
    m_process.waitForFinished();
}

void LoopbackServer::freeze(bool frozen)
{
    if (m_process.state() == QProcess::Running)
        ::kill(static_cast<pid_t>(m_process.processId()), frozen ? SIGSTOP : SIGCONT);
}

bool LoopbackServer::run(const QString &program, const QStringList &arguments)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(folder() + QStringLiteral("/log"));
    m_process.start(program, arguments);
    const bool up = m_process.waitForStarted() && QTest::qWaitFor([this] { return m_process.state() != QProcess::Running || ready(m_port); }, 20'000)
        && m_process.state() == QProcess::Running;
    QFile log(folder() + QStringLiteral("/log"));
    if (!up && log.open(QIODevice::ReadOnly))
        m_problem = QString::fromUtf8(log.readAll().right(2000));
    return up;
}

bool PrometheusServer::available()
{
    return !QStandardPaths::findExecutable(QStringLiteral("prometheus")).isEmpty() && !QStandardPaths::findExecutable(QStringLiteral("promtool")).isEmpty();
}

bool PrometheusServer::start(const QByteArray &config, const QByteArray &openMetrics, const QStringList &flags)
{
    if (!write(folder() + QStringLiteral("/prometheus.yml"), config))
        return false;
    const QString data = folder() + QStringLiteral("/data");
    if (!openMetrics.isEmpty()) {
        const QString source = folder() + QStringLiteral("/samples.om");
        QProcess tool;
        tool.setProcessChannelMode(QProcess::MergedChannels);
        if (!write(source, openMetrics))
            return false;
        tool.start(QStringLiteral("promtool"), {QStringLiteral("tsdb"), QStringLiteral("create-blocks-from"), QStringLiteral("openmetrics"), source, data});
        tool.waitForFinished(60'000);
        if (tool.exitCode() != 0) {
            m_problem = QString::fromUtf8(tool.readAll());
            return false;
        }
    }
    const QStringList own{QStringLiteral("--config.file=") + folder() + QStringLiteral("/prometheus.yml"),
                                              QStringLiteral("--storage.tsdb.path=") + data, QStringLiteral("--storage.tsdb.retention.time=90d"),
                                              QStringLiteral("--web.enable-lifecycle"),
                                              QStringLiteral("--rules.alert.resend-delay=1s"), QStringLiteral("--web.listen-address=127.0.0.1:%1").arg(m_port)};
    return run(QStringLiteral("prometheus"), own + flags);
}

bool AlertmanagerServer::available()
{
    return !QStandardPaths::findExecutable(QStringLiteral("prometheus-alertmanager")).isEmpty();
}

bool AlertmanagerServer::start(const QByteArray &config)
{
    if (!write(folder() + QStringLiteral("/alertmanager.yml"), config))
        return false;
    return run(QStringLiteral("prometheus-alertmanager"),
               {QStringLiteral("--config.file=") + folder() + QStringLiteral("/alertmanager.yml"), QStringLiteral("--storage.path=") + folder() + QStringLiteral("/data"),
                QStringLiteral("--cluster.listen-address="), QStringLiteral("--web.listen-address=127.0.0.1:%1").arg(m_port)});
}

} // namespace maestro
