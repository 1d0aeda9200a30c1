// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/api/access.h"
#include "sandbox/api/faults.h"
#include "sandbox/api/listing.h"
#include "sandbox/api/watchsession.h"
#include "sandbox/store/objectwriter.h"

#include <QObject>
#include <QPointer>

namespace maestro::sandbox {

/// The Kubernetes API of one simulated cluster: authentication, authorization, discovery, reviews, resources, watches.
/// Answers every request at once, except where a fault says otherwise.
class ApiServer : public QObject
{
    Q_OBJECT
public:
    ApiServer(ObjectWriter &writer, SimClock &clock, Faults &faults, QObject *parent = nullptr);

    void serve(HttpConnection *connection);
    const QList<User> &users() const { return m_users; }

    void setFrozen(bool frozen);
    /// Ends every open watch, as a restarting server does.
    void dropWatches();
    /// Forgets the history and tells every open watch.
    void compactHistory();

private:
    struct Call
    {
        HttpRequest request;
        QPointer<HttpConnection> connection;
        User user;
        ResourcePath path;
        qsizetype arrival = 0;
    };

    void accept(HttpConnection *connection, const HttpRequest &request);
    void handle(Call call);
    std::optional<User> authenticate(const HttpRequest &request, StatusError &why) const;
    void route(Call &call);
    void review(Call &call);
    void startWatch(Call &call);
    void sendLog(Call &call);
    void write(Call &call);
    void sendBytes(Call &call, const Answer<QByteArray> &result, const QByteArray &contentType = "application/json");
    void send(Call &call, int status, const QJsonObject &body);
    void sendError(Call &call, const StatusError &error);
    HttpHeaders commonHeaders(const Call &call) const;

    ObjectWriter &m_writer;
    SimClock &m_clock;
    Faults &m_faults;
    Listing m_listing;
    QList<User> m_users;
    QList<Call> m_held;
    QList<QPointer<WatchSession>> m_watches;
};

} // namespace maestro::sandbox
