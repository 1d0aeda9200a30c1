// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "kube/api/kubeclient.h"

namespace maestro {

/// One complete list in pages of 500, as raw bytes. When a continue token expires the rest comes as one full list: `restarted` says that
/// all earlier pages are void. Deleting the pager stops it. Lives on the client's thread.
class ListPager : public QObject
{
    Q_OBJECT
public:
    /// `path` without paging parameters. `resourceVersion`: nullopt a quorum read, else "not older than".
    ListPager(KubeClient *client, QString path, std::optional<QByteArray> resourceVersion, QObject *parent = nullptr);

    void start();
    void setPageSize(int items) { m_limit = items; }
    void setDeadline(int ms) { m_deadlineMs = ms; } ///< for each page; 20 s at first

Q_SIGNALS:
    void restarted();
    void page(const QByteArray &body, bool last);
    void finished(const QByteArray &resourceVersion);
    void failed(const maestro::Error &error, int retryAfterMs);

private:
    void request();
    void received(const KubeClient::Answer &answer);

    KubeClient *m_client;
    QString m_path;
    std::optional<QByteArray> m_requested;
    QByteArray m_continue;
    QByteArray m_listVersion;
    int m_limit = 500;
    int m_pages = 0;
    int m_deadlineMs = 20'000;
    bool m_full = false;
};

} // namespace maestro
