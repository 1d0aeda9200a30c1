// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operation/eventqueue.h"

#include "config/privatefile.h"

#include <QDir>
#include <QJsonDocument>
#include <QRegularExpression>

namespace maestro {

namespace {

constexpr int deadlineMs = 10'000;

QByteArray bytesOf(const WaitingEvent &event)
{
    return QJsonDocument(QJsonObject {{QStringLiteral("id"), event.id}, {QStringLiteral("context"), event.context}, {QStringLiteral("server"), event.server},
                                      {QStringLiteral("at"), event.at.toUTC().toString(Qt::ISODateWithMs)}, {QStringLiteral("method"), event.request.method},
                                      {QStringLiteral("path"), event.request.path}, {QStringLiteral("contentType"), event.request.contentType},
                                      {QStringLiteral("body"), QString::fromUtf8(event.request.body)}}).toJson(QJsonDocument::Compact);
}

std::optional<WaitingEvent> eventIn(const QByteArray &bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    const auto text = [&object](const char *key) { return object.value(QLatin1String(key)).toString(); };
    WaitingEvent event {text("id"), text("context"), text("server"), {text("method"), text("path"), text("contentType"), text("body").toUtf8()}, QDateTime::fromString(text("at"), Qt::ISODateWithMs)};
    const bool ours = event.request.method == QLatin1String("POST") && event.request.path.startsWith(QLatin1String("/apis/events.k8s.io/v1/namespaces/"));
    return ours && !event.id.isEmpty() && event.at.isValid() ? std::optional(event) : std::nullopt;
}

} // namespace

EventQueue::EventQueue(QString folder)
    : m_folder(std::move(folder))
{
}

QString EventQueue::pathOf(const QString &id) const
{
    static const QRegularExpression unsafe(QStringLiteral("[^A-Za-z0-9-]"));
    return m_folder + u'/' + QString(id).replace(unsafe, QStringLiteral("-")).left(80) + QStringLiteral(".json");
}

Result<Done> EventQueue::keep(const WaitingEvent &event) const
{
    if (const auto folder = ensurePrivateFolder(m_folder); !folder)
        return folder.error();
    return writePrivateFile(pathOf(event.id), bytesOf(event));
}

void EventQueue::remove(const QString &id) const
{
    QFile::remove(pathOf(id));
}

QList<WaitingEvent> EventQueue::waiting(const QDateTime &now) const
{
    QList<WaitingEvent> all;
    const QStringList names = QDir(m_folder).entryList({QStringLiteral("*.json")}, QDir::Files);
    for (const QString &name : names) {
        const auto bytes = readPrivateFile(m_folder + u'/' + name);
        const auto event = bytes && *bytes ? eventIn(**bytes) : std::nullopt;
        if (!event || pathOf(event->id) != m_folder + u'/' + name)
            continue; // not ours: left as it is
        if (event->at.msecsTo(now) > longestMs)
            remove(event->id);
        else
            all.append(*event);
    }
    std::sort(all.begin(), all.end(), [](const WaitingEvent &one, const WaitingEvent &other) { return one.at < other.at; });
    for (; all.size() > mostEvents; all.removeFirst())
        remove(all.constFirst().id);
    return all;
}

bool EventQueue::isSettled(const MutationResult &result)
{
    const int status = result.httpStatus.value_or(0);
    return result.verdict == WriteVerdict::Accepted || (status >= 200 && status < 300) || (status >= 400 && status < 500 && status != 401 && status != 408 && status != 429);
}

EventCourier::EventCourier(const QString &folder, AccessFor access, const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_queue(folder)
    , m_access(std::move(access))
    , m_clock(clock)
    , m_timer(this)
{
    connect(&m_timer, &QTimer::timeout, this, [this] { deliver({}); });
}

void EventCourier::startRounds(int everyMs)
{
    m_timer.start(everyMs);
}

void EventCourier::deliver(Callback<int> done)
{
    if (done)
        m_asked.append(std::move(done));
    if (std::exchange(m_busy, true))
        return;
    m_open = m_queue.waiting(m_clock->utcNow());
    m_silent.clear();
    QTimer::singleShot(0, this, [this] { next(); });
}

void EventCourier::next()
{
    while (!m_open.isEmpty()) {
        const WaitingEvent event = m_open.takeFirst();
        ClusterAccess *access = m_silent.contains(event.server) ? nullptr : m_access(event.context);
        if (!access || access->server() != event.server)
            continue;
        const auto gone = std::make_shared<QMetaObject::Connection>();
        const auto answered = std::make_shared<bool>(false);
        const auto take = [this, event, gone, answered](const std::optional<MutationResult> &result) {
            if (std::exchange(*answered, true))
                return;
            disconnect(*gone);
            if (result && EventQueue::isSettled(*result))
                m_queue.remove(event.id);
            else
                m_silent.append(event.server);
            next();
        };
        *gone = connect(access, &QObject::destroyed, this, [take] { take(std::nullopt); });
        access->client()->mutate(event.request, event.id + QStringLiteral("-event"), whileAlive(this, [take](const MutationResult &result) { take(result); }), deadlineMs);
        return;
    }
    m_busy = false;
    const int left = int(m_queue.waiting(m_clock->utcNow()).size());
    const auto asked = std::exchange(m_asked, {});
    for (const Callback<int> &one : asked)
        one(left);
}

} // namespace maestro
