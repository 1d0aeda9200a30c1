// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/operation/operationplan.h"
#include "domain/slo/silence.h"
#include "domain/slo/sloreport.h"
#include "net/read/requestpool.h"

namespace maestro {

/// One peer's answer about itself.
struct AlertmanagerStatus
{
    QString source;
    QString version;
    QString cluster; ///< ready, settling, disabled
    QString config; ///< as loaded: the tree of routes
    std::optional<Error> error;
};

/// What the peers say together: an alert or silence that one of them knows exists; the newer of two copies counts.
template<typename T> struct PeerAnswers
{
    QList<T> items;
    QList<Error> problems; ///< of the peers that did not answer
    int answered = 0;
};

/// Reads one Alertmanager (API v2), or the peers of a cluster of them, all at once. Never writes: requests for that are made here as
/// bytes, and sent by the alert service. Lives on the caller's thread; callbacks come once, later, not after destruction.
class AlertmanagerClient : public QObject
{
    Q_OBJECT
public:
    explicit AlertmanagerClient(std::vector<std::unique_ptr<HttpSender>> peers, QObject *parent = nullptr);

    void setDeadline(int ms) { m_deadlineMs = ms; }
    QStringList sources() const;

    void status(std::function<void(const QList<AlertmanagerStatus> &)> done);
    void alerts(std::function<void(const PeerAnswers<AlertReading> &)> done);
    void silences(std::function<void(const PeerAnswers<Silence> &)> done);

    static PlannedRequest createRequest(const Silence &silence);
    static PlannedRequest expireRequest(const QString &id);
    /// The new id, of the answer to a create; badAnswer otherwise.
    static Result<QString> createdId(const QByteArray &body);

private:
    using Heard = std::function<void(const QString &source, const HttpResponse &)>;
    void askAll(const QByteArray &path, const Heard &heard, const std::function<void()> &done);

    std::vector<std::unique_ptr<RequestPool>> m_peers;
    int m_deadlineMs = 10'000;
};

} // namespace maestro
