// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/read/httpsender.h"

#include <QObject>

#include <map>
#include <memory>

namespace maestro {

/// Reads of one server: so many at once and no more, the others wait in order, and equal requests under way are one request whose
/// answer everybody gets. Owns the sender. The deadline of a request counts from when it leaves.
class RequestPool : public QObject
{
    Q_OBJECT
public:
    using Callback = std::function<void(const HttpResponse &)>;

    RequestPool(std::unique_ptr<HttpSender> sender, int atOnce, QObject *parent = nullptr);
    ~RequestPool() override;

    /// Calls back once, never from inside the call and not after destruction. At most 1,000 wait; then "tooManyRequests".
    quint64 ask(const HttpRequest &request, Callback callback);
    /// Nobody is called; the request ends when nobody else waits for it.
    void cancel(quint64 id);

    const HttpSender &sender() const { return *m_sender; }
    int underWay() const { return m_running; }

private:
    struct Flight;
    void startNext();
    void landed(quint64 flight, const HttpResponse &response);

    std::unique_ptr<HttpSender> m_sender;
    std::map<quint64, std::unique_ptr<Flight>> m_flights; ///< in order of arrival
    int m_atOnce;
    int m_running = 0;
    quint64 m_lastId = 0;
};

} // namespace maestro
