// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

namespace maestro {

/// One program of Debian's prometheus packages on a free loopback port, in a folder of its own, ended with this object.
class LoopbackServer
{
public:
    ~LoopbackServer();

    QUrl url() const;
    quint16 port() const { return m_port; }
    QString folder() const { return m_folder.path(); }
    QString problem() const { return m_problem; }
    void stop(); ///< as kill -9 does it
    void freeze(bool frozen);

protected:
    LoopbackServer();
    bool run(const QString &program, const QStringList &arguments);

    QTemporaryDir m_folder;
    quint16 m_port;
    QProcess m_process;
    QString m_problem;
};

/// prometheus 2.42 with a configuration of the test; what `openMetrics` says is in its storage before it starts.
class PrometheusServer : public LoopbackServer
{
public:
    static bool available();
    bool start(const QByteArray &config, const QByteArray &openMetrics = {}, const QStringList &flags = {});
};

/// prometheus-alertmanager 0.25 without a receiver that tells anybody.
class AlertmanagerServer : public LoopbackServer
{
public:
    static bool available();
    bool start(const QByteArray &config = "route:\n  receiver: nobody\n  group_by: [alertname]\nreceivers:\n  - name: nobody\n");
};

} // namespace maestro

/// Skips with its reason, except in CI where everything has to be there.
#define MAESTRO_REQUIRE(present, what) \
    do { \
        if (!(present)) { \
            QVERIFY2(qEnvironmentVariable("CI") != QLatin1String("true"), what " is missing"); \
            QSKIP(what " is missing"); \
        } \
    } while (false)
