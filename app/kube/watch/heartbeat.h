// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kube/api/kubeclient.h"

#include <QObject>

class QTimer;

namespace maestro {

/// Asks the server for one small thing every five seconds on a connection of its own: the only way to notice a frozen server behind
/// watches that look calm. Lives on the client's thread.
class Heartbeat : public QObject
{
    Q_OBJECT
public:
    /// `path`: something small that needs the API server and its store, e.g. a collection with limit=1.
    Heartbeat(KubeClient *client, QString path, QObject *parent = nullptr);

    void start();
    void stop();
    void beatNow();
    void setInterval(int ms);
    void setDeadline(int ms) { m_deadlineMs = ms; }

Q_SIGNALS:
    void answered(qint64 bootMs); ///< when the request left: the data is at least as new as that
    void failed(const maestro::Error &error);

private:
    KubeClient *m_client;
    QString m_path;
    QTimer *m_timer;
    int m_deadlineMs = 4'000;
    bool m_pending = false;
};

} // namespace maestro
