// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/grafana/grafanaservice.h"

#include <QSet>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr int everyMs = 60'000;
constexpr int calmMs = 200; ///< a range that is being dragged is asked for once
constexpr qint64 dayMs = 24 * 3600'000LL;
constexpr qsizetype boardsAtMost = 100; ///< of one answer

} // namespace

GrafanaService::GrafanaService(Setup setup, SecretStore *secrets, const Clock *clock, QObject *parent)
    : GrafanaPort(parent)
    , m_setup(std::move(setup))
    , m_secrets(secrets)
    , m_clock(clock)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &GrafanaService::ask);
}

/// A file that cannot be read is told with the other problems of connections.yaml, and by every look.
void GrafanaService::readSource()
{
    const Result<std::optional<Endpoint>> endpoint = m_setup();
    Q_EMIT sourceRead(endpoint && endpoint->has_value() ? (*endpoint)->url : QString());
}

bool GrafanaService::takeSnapshotWish(const QString &packId)
{
    return !packId.isEmpty() && std::exchange(m_snapshotOf, QString()) == packId;
}

void GrafanaService::setDelivery(const AuditSinkStatus &status)
{
    m_delivery = status;
    if (!m_sight.source.isEmpty())
        tell();
}

Result<GrafanaClient *> GrafanaService::client(QObject *owner) const
{
    const Result<std::optional<Endpoint>> endpoint = m_setup();
    if (!endpoint)
        return endpoint.error();
    return endpoint->has_value() ? new GrafanaClient(**endpoint, m_secrets, m_clock, owner) : nullptr;
}

void GrafanaService::look(const GrafanaWish &wish)
{
    ++m_wishes;
    m_awaited = 0;
    if (wish.target != m_wish.target)
        m_sight = {};
    else if (wish.words != m_wish.words)
        m_sight.boards.clear(), m_sight.boardsRead = {};
    m_wish = wish;
    m_spanMs = wish.from.msecsTo(m_clock->utcNow());
    m_sight.target = wish.target;
    m_sight.words = wish.words;
    m_sight.askedAt = {};
    if (wish.target.isEmpty())
        return m_timer.stop();
    m_timer.start(calmMs);
}

/// False: there is nobody to ask, and that was told.
bool GrafanaService::useEndpoint()
{
    const Result<std::optional<Endpoint>> endpoint = m_setup();
    if (endpoint && endpoint->has_value()) {
        if (m_client && m_endpoint == **endpoint)
            return true;
        m_endpoint = **endpoint;
        m_client = std::make_unique<GrafanaClient>(m_endpoint, m_secrets, m_clock);
        GrafanaSight fresh; // nothing of another one is kept
        fresh.target = m_sight.target;
        fresh.words = m_sight.words;
        fresh.source = m_client->source();
        m_sight = fresh;
        return true;
    }
    m_client.reset();
    if (endpoint) {
        Q_EMIT sourceRead({});
        return false;
    }
    m_sight.boardsRead.problem = endpoint.error();
    m_sight.annotationsRead.problem = endpoint.error();
    tell();
    return false;
}

void GrafanaService::ask()
{
    if (m_wish.target.isEmpty())
        return;
    m_timer.start(everyMs);
    if (m_awaited > 0 || !useEndpoint())
        return;
    const QDateTime now = m_clock->utcNow();
    const QDateTime to = m_wish.to.isValid() ? m_wish.to : now;
    const QDateTime from = m_wish.to.isValid() ? m_wish.from : now.addMSecs(-m_spanMs);
    m_sight.askedAt = now;
    m_awaited = 2;
    tell();
    askBoards({m_wish.target.name, from, to});
    m_sight.annotatedFrom = std::min(from, now.addMSecs(-dayMs));
    askAnnotations(now);
}

void GrafanaService::askBoards(const GrafanaClient::Range &range)
{
    m_client->search(m_wish.words, range, [this, wish = m_wishes](const Result<QList<GrafanaBoard>> &boards) {
        if (wish != m_wishes)
            return;
        m_sight.boardsRead.problem.reset();
        if (boards) {
            m_sight.boards = *boards;
            m_sight.boardsRead = {m_clock->utcNow(), {}, boards->size() >= boardsAtMost};
        } else {
            m_sight.boardsRead.problem = boards.error();
        }
        settle();
    });
}

/// Those of the service by their tag, then all: a busy Grafana has more than it tells at once, and those of the service are not lost among them.
void GrafanaService::askAnnotations(const QDateTime &to)
{
    const auto failed = [this](const Error &error) {
        m_sight.annotationsRead.problem = error;
        settle();
    };
    m_client->annotations(m_sight.annotatedFrom, to, {u"service:"_s + m_wish.target.name}, [this, to, failed, wish = m_wishes](const Result<GrafanaClient::Annotations> &tagged) {
        if (wish != m_wishes)
            return;
        if (!tagged)
            return failed(tagged.error());
        m_client->annotations(m_sight.annotatedFrom, to, {}, [this, failed, wish, tagged = *tagged](const Result<GrafanaClient::Annotations> &all) {
            if (wish != m_wishes)
                return;
            if (!all)
                return failed(all.error());
            takeAnnotations(tagged, *all);
            settle();
        });
    });
}

void GrafanaService::takeAnnotations(const GrafanaClient::Annotations &tagged, const GrafanaClient::Annotations &all)
{
    QSet<qint64> known;
    QList<GrafanaAnnotation> found;
    for (const QList<GrafanaAnnotation> &some : {tagged.items, all.items}) {
        for (const GrafanaAnnotation &one : some) {
            const bool twice = one.id > 0 ? known.contains(one.id) : found.contains(one);
            known.insert(one.id);
            if (!twice && concerns(one, m_wish.target))
                found.append(one);
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const GrafanaAnnotation &a, const GrafanaAnnotation &b) { return a.at < b.at; });
    m_sight.annotations = found;
    m_sight.annotationsRead = {m_clock->utcNow(), {}, tagged.more || all.more};
}

void GrafanaService::settle()
{
    if (--m_awaited == 0)
        m_sight.askedAt = {};
    tell();
}

void GrafanaService::tell()
{
    GrafanaSight sight = m_sight;
    sight.delivery = m_delivery;
    Q_EMIT sightChanged(std::make_shared<const GrafanaSight>(sight));
}

} // namespace maestro
