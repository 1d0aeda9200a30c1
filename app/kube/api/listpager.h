// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "kube/api/listmeta.h"
#include "kube/api/kubeclient.h"

namespace maestro {

/// One complete list in pages of 500, as raw bytes. When a continue token expires the rest comes as one full list: `restarted` says that
/// all earlier pages are void. While a page is read the next one is already on its way. Deleting the pager stops it. Lives on the
/// client's thread.
class ListPager : public QObject
{
    Q_OBJECT
public:
    /// `path` without paging parameters. `resourceVersion`: nullopt a quorum read, else "not older than".
    ListPager(KubeClient *client, QString path, std::optional<QByteArray> resourceVersion, QObject *parent = nullptr);

    /// Tells what a page says of itself, and may decode it on the way; page() follows for a page that belongs to the list.
    using Reader = std::function<Result<ListMeta>(const QByteArray &body)>;
    void setReader(Reader reader) { m_reader = std::move(reader); }

    void start();
    void setPageSize(int items) { m_limit = items; }
    void setPatient() { m_patient = true; } ///< a 429 is waited out within the deadline; `failed` then names no pause
    void setDeadline(int ms) { m_deadlineMs = ms; } ///< for each page; 20 s at first

Q_SIGNALS:
    void restarted();
    void page(const QByteArray &body, bool last);
    void finished(const QByteArray &resourceVersion);
    void failed(const maestro::Error &error, int retryAfterMs);

private:
    void request(const QByteArray &continueToken);
    void received(const KubeClient::Answer &answer);
    void take(const QByteArray &body);
    void fail(const Error &error, int retryAfterMs = -1);

    KubeClient *m_client;
    QString m_path;
    std::optional<QByteArray> m_requested;
    Reader m_reader = &listMeta;
    QByteArray m_continue; ///< of the page that is awaited; empty: the first
    std::optional<QByteArray> m_ahead; ///< asked for before the page that names it was read
    int m_asked = 0; ///< answers to earlier requests are void
    QByteArray m_listVersion;
    int m_limit = 500;
    int m_pages = 0;
    int m_deadlineMs = 20'000;
    bool m_full = false;
    bool m_patient = false;
};

} // namespace maestro
