// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/watch/reflector.h"

#include "kube/api/listmeta.h"
#include "kube/api/statuserror.h"

#include <QRandomGenerator>
#include <QTimer>

namespace maestro {

namespace {

constexpr int openLimitMs = 30'000;
constexpr int forbiddenWaitMs = 300'000;
constexpr int quickEndMs = 1'000;
constexpr int steadyMs = 10'000; ///< a watch that lasted so long was not expired from its beginning
constexpr int failuresBeforeRelist = 5;

/// The server cannot serve the version that was named.
bool refusesVersion(const Error &error)
{
    return error.code == u"expired" || error.code == u"versionTooLarge" || error.code == u"badRequest" || error.code == u"invalid";
}

Backoff::Random orDefault(Backoff::Random random)
{
    return random ? std::move(random) : [] { return QRandomGenerator::global()->generateDouble(); };
}

} // namespace

Reflector::Reflector(KubeClient *client, QString path, ReflectorSink *sink, Backoff::Random random, QString selector, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_path(std::move(path))
    , m_selector(std::move(selector))
    , m_sink(sink)
    , m_random(orDefault(std::move(random)))
    , m_backoff(m_random)
    , m_waitTimer(new QTimer(this))
{
    m_waitTimer->setSingleShot(true);
    m_waitTimer->setTimerType(Qt::PreciseTimer); // a coarse one may end before the Retry-After it waits for
    connect(m_waitTimer, &QTimer::timeout, this, &Reflector::resume);
}

Reflector::~Reflector() = default;

void Reflector::start()
{
    if (m_running)
        return;
    m_running = true;
    resume();
}

void Reflector::stop()
{
    m_running = false;
    m_waitTimer->stop();
    dropPager();
    dropWatch();
    setState(ReflectorState::Empty, tr("stopped"));
}

void Reflector::wake()
{
    if (!m_running || m_state == ReflectorState::Listing)
        return;
    dropWatch();
    m_waitTimer->stop();
    resume();
}

void Reflector::resume()
{
    if (m_version.isEmpty())
        list();
    else
        watch();
}

void Reflector::setState(ReflectorState state, const QString &words)
{
    m_state = state;
    if (state != ReflectorState::Backoff && state != ReflectorState::Listing)
        m_lastError.reset();
    Q_EMIT stateChanged(state, words);
}

void Reflector::hear()
{
    m_heardAtMs = m_client->clock()->bootMs();
    m_backoff.healthy(m_heardAtMs);
    Q_EMIT heard(m_heardAtMs);
}

void Reflector::dropWatch()
{
    if (!m_watch)
        return;
    m_watch->disconnect(this);
    m_watch.release()->deleteLater();
}

void Reflector::dropPager()
{
    if (!m_pager)
        return;
    m_pager->disconnect(this);
    m_pager.release()->deleteLater();
}

void Reflector::list()
{
    dropPager();
    m_version.clear();
    const bool notOlder = !m_lastSeen.isEmpty() && !m_versionRefused;
    const QString path = m_selector.isEmpty() ? m_path : m_path + u'?' + m_selector;
    m_pager = std::make_unique<ListPager>(m_client, path, notOlder ? std::optional<QByteArray>(m_lastSeen) : std::nullopt);
    m_pager->setReader([this](const QByteArray &body) { return m_sink->read(body); });
    connect(m_pager.get(), &ListPager::restarted, this, [this] { m_sink->replacing(); });
    connect(m_pager.get(), &ListPager::page, this, [this](const QByteArray &body) { m_sink->page(body); });
    connect(m_pager.get(), &ListPager::failed, this, &Reflector::listFailed);
    connect(m_pager.get(), &ListPager::finished, this, &Reflector::listed);
    m_sink->replacing();
    setState(ReflectorState::Listing, m_hasContent ? tr("listing again") : tr("listing"));
    if (m_pager)
        m_pager->start();
}

void Reflector::listed(const QByteArray &version)
{
    dropPager();
    m_version = version;
    m_lastSeen = version;
    m_versionRefused = false;
    m_watchFailures = 0;
    m_hasContent = true;
    m_sink->replaced(version);
    hear();
    setState(ReflectorState::Listed, tr("listed at version %1").arg(QString::fromLatin1(version)));
    if (m_running && !m_watch)
        watch();
}

void Reflector::listFailed(const Error &error, int retryAfterMs)
{
    dropPager();
    if (refusesVersion(error) && !m_versionRefused && !m_lastSeen.isEmpty()) {
        m_versionRefused = true;
        return list();
    }
    wait(error, retryAfterMs);
}

void Reflector::watch()
{
    const int seconds = 300 + static_cast<int>(m_random() * 300);
    // Joined, not filled in: an encoded selector holds "%3D", which arg() would take for a place of its own.
    const QString query = (m_selector.isEmpty() ? QString() : m_selector + u'&') + QStringLiteral("watch=1&allowWatchBookmarks=true&resourceVersion=")
        + QString::fromLatin1(m_version.toPercentEncoding()) + QStringLiteral("&timeoutSeconds=") + QString::number(seconds);
    m_framer = JsonFramer();
    m_eventsOfWatch = 0;
    m_watchOpenedMs = m_client->clock()->bootMs();
    m_watch = m_client->watch(m_path + u'?' + query);
    m_watch->setIdleLimit(std::min(openLimitMs, m_idleMs));
    connect(m_watch.get(), &WatchStream::opened, this, [this] {
        m_watchOpenedMs = m_client->clock()->bootMs();
        m_watch->setIdleLimit(m_idleMs);
        setState(ReflectorState::Watching, tr("watching since version %1").arg(QString::fromLatin1(m_version)));
    });
    connect(m_watch.get(), &WatchStream::data, this, &Reflector::watchData);
    connect(m_watch.get(), &WatchStream::ended, this, &Reflector::watchEnded);
}

void Reflector::watchData(const QByteArray &bytes)
{
    m_framer.feed(bytes);
    const WatchStream *current = m_watch.get();
    while (m_watch.get() == current) {
        const std::optional<QByteArray> frame = m_framer.next();
        if (!frame)
            break;
        handle(splitWatchEvent(*frame));
    }
    if (m_watch.get() == current && m_framer.broken())
        watchError({ErrorKind::Internal, QStringLiteral("badWatchEvent"), m_framer.problem()}, -1);
}

void Reflector::handle(const Result<WatchEvent> &event)
{
    if (!event.ok())
        return watchError(event.error(), -1);
    if (!event->kind.isEmpty() && !isKindOf(m_path, event->kind)) {
        m_version.clear();
        return watchError({ErrorKind::Internal, QStringLiteral("badWatchEvent"), tr("The watch speaks of an object of another kind: \"%1\".").arg(plainExcerpt(event->kind.left(80)))}, -1);
    }
    ++m_eventsOfWatch;
    m_watchFailures = 0;
    if (event->type == WatchEventType::Bookmark) {
        m_sink->bookmark(event->resourceVersion);
    } else if (!m_sink->event(event->type, event->object)) {
        m_version.clear();
        return watchError({ErrorKind::Internal, QStringLiteral("badWatchEvent"), tr("An object of the watch cannot be read.")}, -1);
    }
    const auto order = compareVersions(event->resourceVersion, m_version);
    if (!event->resourceVersion.isEmpty() && order != std::strong_ordering::less) {
        m_version = event->resourceVersion;
        m_lastSeen = m_version;
    }
    hear();
}

void Reflector::watchEnded(const std::optional<Error> &error, int retryAfterMs)
{
    const qint64 lasted = m_client->clock()->bootMs() - m_watchOpenedMs;
    const bool cut = m_framer.midObject();
    const int events = m_eventsOfWatch;
    if (error)
        return watchError(*error, retryAfterMs);
    if (cut)
        return watchError({ErrorKind::Unreachable, QStringLiteral("connectionLost"), tr("The watch ended in the middle of an object.")}, -1);
    if (lasted < quickEndMs && events == 0)
        return watchError({ErrorKind::Unreachable, QStringLiteral("veryShortWatch"), tr("The server ended the watch at once.")}, -1);
    dropWatch();
    if (lasted < quickEndMs)
        m_waitTimer->start(quickEndMs);
    else
        watch();
}

void Reflector::watchError(const Error &error, int retryAfterMs)
{
    if (m_client->clock()->bootMs() - m_watchOpenedMs >= steadyMs)
        m_expirations = 0;
    dropWatch();
    ++m_watchFailures;
    const bool expired = error.code == u"expired";
    // One that a bookmark of something in between spoiled is asked for no more, not even as a lower bound.
    if (refusesVersion(error) && !expired) {
        m_versionRefused = true;
        m_version.clear();
    }
    // A full relist helps against a version the server cannot serve, not against a server that is away or overloaded.
    if (expired || (m_watchFailures >= failuresBeforeRelist && error.code == u"serverError"))
        m_version.clear();
    if (expired && ++m_expirations == 1) // the next ones wait: a server that never takes its own versions is not asked without a pause
        return list();
    wait(error, retryAfterMs);
}

void Reflector::wait(const Error &error, int retryAfterMs)
{
    int delay = std::max(m_backoff.next(m_client->clock()->bootMs()), retryAfterMs);
    if (error.code == u"forbidden")
        delay = forbiddenWaitMs;
    m_lastError = error;
    setState(ReflectorState::Backoff, tr("waiting %1 s: %2").arg(QString::number((delay + 999) / 1000), error.message));
    if (m_running)
        m_waitTimer->start(delay);
}

} // namespace maestro
