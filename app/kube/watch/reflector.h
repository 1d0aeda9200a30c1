// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kube/api/kubeclient.h"
#include "kube/api/listpager.h"
#include "kube/watch/jsonframer.h"
#include "kube/watch/reflectorsink.h"
#include "net/backoff.h"

#include <QObject>

class QTimer;

namespace maestro {

enum class ReflectorState { Empty, Listing, Listed, Watching, Backoff };

/// Keeps a sink equal to one resource of the server: list, watch, resume, relist (docs: kubernetes list and watch semantics).
/// Never stops by itself; errors become Backoff with their reason. Lives on the client's thread.
class Reflector : public QObject
{
    Q_OBJECT
public:
    /// `path` is a collection from resourcePath(), `selector` an encoded query part such as "fieldSelector=..." or empty.
    /// `sink` must outlive it. `random` gives 0 <= x < 1.
    Reflector(KubeClient *client, QString path, ReflectorSink *sink, Backoff::Random random = {}, QString selector = {},
              QObject *parent = nullptr);
    ~Reflector() override;

    void start();
    void stop();
    /// The server is known to be back: end waiting, and replace a watch that was silent meanwhile, from the last version.
    void wake();

    ReflectorState state() const { return m_state; }
    std::optional<Error> lastError() const { return m_lastError; } ///< of the current Backoff; none when fine
    qint64 heardAtBootMs() const { return m_heardAtMs; } ///< last complete list, event or bookmark; negative: never
    bool hasContent() const { return m_hasContent; }
    void setIdleLimit(int ms) { m_idleMs = ms; }

Q_SIGNALS:
    /// `words`: "listing", "watching since version 123", "waiting 4 s: ..."; for people, in English, see models/text for the rest.
    void stateChanged(maestro::ReflectorState state, const QString &words);
    void heard(qint64 bootMs);

private:
    void resume();
    void list();
    void listed(const QByteArray &version);
    void listFailed(const Error &error, int retryAfterMs);
    void watch();
    void watchData(const QByteArray &bytes);
    void handle(const Result<WatchEvent> &event);
    void watchEnded(const std::optional<Error> &error, int retryAfterMs);
    void watchError(const Error &error, int retryAfterMs);
    void wait(const Error &error, int retryAfterMs);
    void setState(ReflectorState state, const QString &words);
    void hear();
    void dropWatch();
    void dropPager();

    KubeClient *m_client;
    QString m_path;
    QString m_selector;
    ReflectorSink *m_sink;
    Backoff::Random m_random;
    Backoff m_backoff;
    ReflectorState m_state = ReflectorState::Empty;
    std::unique_ptr<ListPager> m_pager;
    std::unique_ptr<WatchStream> m_watch;
    JsonFramer m_framer;
    QByteArray m_version; ///< last fully delivered; empty: a new list is needed
    QByteArray m_lastSeen; ///< the newest ever seen, for "not older than"
    bool m_versionRefused = false;
    bool m_hasContent = false;
    bool m_running = false;
    int m_idleMs = 75'000;
    int m_eventsOfWatch = 0;
    int m_watchFailures = 0; ///< in a row
    int m_expirations = 0; ///< 410 in a row, of watches that did not last
    qint64 m_watchOpenedMs = -1;
    qint64 m_heardAtMs = -1;
    std::optional<Error> m_lastError;
    QTimer *m_waitTimer;
};

} // namespace maestro
