// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/read/requestpool.h"

#include <QTimer>

namespace maestro {

namespace {

constexpr size_t flightLimit = 1000;

bool same(const HttpRequest &a, const HttpRequest &b)
{
    return a.method == b.method && a.path == b.path && a.body == b.body && a.headers == b.headers && a.deadlineMs == b.deadlineMs
        && a.bodyLimit == b.bodyLimit;
}

} // namespace

struct RequestPool::Flight
{
    HttpRequest request;
    std::map<quint64, Callback> waiting;
    HttpSender::Cancel cancel;
    bool started = false;
    bool landed = false;
};

RequestPool::RequestPool(std::unique_ptr<HttpSender> sender, int atOnce, QObject *parent)
    : QObject(parent)
    , m_sender(std::move(sender))
    , m_atOnce(atOnce)
{
}

RequestPool::~RequestPool() = default;

quint64 RequestPool::ask(const HttpRequest &request, Callback callback)
{
    const quint64 id = ++m_lastId;
    for (const auto &[number, flight] : m_flights) {
        if (!flight->landed && !flight->waiting.empty() && same(flight->request, request)) {
            flight->waiting.emplace(id, std::move(callback));
            return id;
        }
    }
    if (m_flights.size() >= flightLimit) {
        QTimer::singleShot(0, this, [this, callback = std::move(callback)] {
            HttpResponse refused;
            refused.error = Error{ErrorKind::Unreachable, QStringLiteral("tooManyRequests"), tr("Too many requests wait for this server.")};
            callback(refused);
        });
        return id;
    }
    auto flight = std::make_unique<Flight>();
    flight->request = request;
    flight->waiting.emplace(id, std::move(callback));
    m_flights.emplace(id, std::move(flight));
    startNext();
    return id;
}

void RequestPool::startNext()
{
    for (const auto &[number, flight] : m_flights) {
        if (m_running >= m_atOnce)
            return;
        if (flight->started)
            continue;
        flight->started = true;
        ++m_running;
        flight->cancel = m_sender->send(flight->request, [this, number = number](const HttpResponse &response) { landed(number, response); });
    }
}

void RequestPool::cancel(quint64 id)
{
    for (auto it = m_flights.begin(); it != m_flights.end(); ++it) {
        Flight &flight = *it->second;
        if (flight.waiting.erase(id) == 0)
            continue;
        if (!flight.waiting.empty() || flight.landed)
            return;
        if (flight.started)
            flight.cancel(); // lands, and nobody hears of it
        else
            m_flights.erase(it);
        return;
    }
}

void RequestPool::landed(quint64 flight, const HttpResponse &response)
{
    const auto found = m_flights.find(flight);
    if (found == m_flights.end())
        return;
    Flight &done = *found->second;
    done.landed = true; // still found by cancel(), until all have heard
    --m_running;
    startNext();
    const QPointer<RequestPool> guard(this);
    while (!done.waiting.empty()) {
        const auto next = done.waiting.extract(done.waiting.begin());
        next.mapped()(response);
        if (!guard)
            return;
    }
    m_flights.erase(flight);
}

} // namespace maestro
