// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "domain/base/result.h"
#include "domain/operation/operationplan.h"
#include "kube/api/mutationresult.h"
#include "kube/api/watchstream.h"
#include "kube/config/contextconfig.h"
#include "kube/config/plugintrust.h"
#include "net/httprequest.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace maestro {

class Credentials;
class HttpClient;
class KubeWatch;
class RequestGate;
struct AuthMaterial;
struct MutationReply;

/// One context of the kubeconfig as a client. Owns separate connections for reads, watches, mutations and the heartbeat, all of one
/// identity, and throws them all away when the identity changes. Reads and watches pass a rate limit (50 a second, 100 at once) and keep
/// the pauses a server asks for with 429; heartbeats and mutations never wait for it. Lives on the caller's thread. Callbacks come once, never from inside the
/// call, and not after the client is destroyed.
class KubeClient : public QObject
{
    Q_OBJECT
public:
    struct Answer
    {
        Result<QByteArray> body;
        int retryAfterMs = -1; ///< -1: the server named no time
    };
    using BytesCallback = std::function<void(Result<QByteArray>)>;
    using AnswerCallback = std::function<void(const Answer &)>;
    using MutationCallback = std::function<void(MutationResult)>;

    KubeClient(ContextConfig context, const Clock *clock, const PluginTrust *trust, QObject *parent = nullptr);
    ~KubeClient() override;

    /// For reads that name none (0), in milliseconds; 10 s at first.
    void setDefaultDeadline(int ms) { m_deadlineMs = ms; }
    int defaultDeadline() const { return m_deadlineMs; }
    /// Paths are absolute and encoded, with query, see resourcepath.h. Body at most 64 MiB.
    /// A 429 is asked again when the pause it names ends before the deadline.
    void get(const QString &path, BytesCallback callback, int deadlineMs = 0);
    /// What came first, a 429 included.
    void fetch(const QString &path, AnswerCallback callback, int deadlineMs);
    /// Only for the self reviews of authentication.k8s.io and authorization.k8s.io, which change nothing; others are Internal errors.
    void post(const QString &path, const QByteArray &body, BytesCallback callback, int deadlineMs = 0);
    /// Small GET on a connection of its own, for the heartbeat.
    void probe(const QString &path, BytesCallback callback, int deadlineMs);
    /// Sends the planned bytes once. `auditId` becomes the Audit-ID header.
    void mutate(const PlannedRequest &request, const QString &auditId, MutationCallback callback, int deadlineMs = 40'000);
    /// A GET or a mutation whose answer is of a service behind the API server's proxy: what came, unjudged. The function ends the read.
    std::function<void()> relay(const HttpRequest &request, std::function<void(const HttpResponse &)> callback);
    void relayMutation(const PlannedRequest &request, const QString &auditId, std::function<void(const MutationReply &)> callback, int deadlineMs);
    std::unique_ptr<WatchStream> watch(const QString &path);

    const ContextConfig &context() const { return m_context; }
    const Clock *clock() const { return m_clock; }
    /// Who we are by configuration, without secrets, e.g. "token of user x" or "certificate of user x, acting as y".
    QString identityDescription() const;
    QString subject() const; ///< context and server, the start of every message
    /// Server clock minus ours in milliseconds from the last Date header; nullopt before the first answer.
    std::optional<qint64> clockSkewMs() const { return m_clockSkewMs; }

private:
    enum class Purpose { Read, Probe, Watch };
    struct RelayState;
    struct Attempt
    {
        Purpose purpose;
        HttpRequest request;
        AnswerCallback callback;
        bool patient = false; ///< a 429 is waited out
        bool mayRefresh = true;
        qint64 endsAtMs = 0; ///< bootMs
        std::optional<Error> busy = {}; ///< why it was asked again: what is told when the time is over
    };
    void begin(Purpose purpose, const HttpRequest &request, AnswerCallback callback, bool patient);
    void admit(const Attempt &attempt);
    void send(const Attempt &attempt);
    void answered(const Attempt &attempt, const AuthMaterial &used, const HttpResponse &response);
    Error tooMany() const;
    std::optional<Error> notInTime(qint64 endsAtMs) const;
    void openWatch(const QString &path, const QPointer<KubeWatch> &target);
    void relayOnce(const HttpRequest &request, const std::shared_ptr<RelayState> &state, bool mayRefresh);
    Result<QByteArray> outcome(const HttpRequest &request, const HttpResponse &response);
    HttpClient *clientFor(Purpose purpose, const AuthMaterial &auth);
    void noteDate(const QDateTime &serverDate);

    ContextConfig m_context;
    const Clock *m_clock;
    std::unique_ptr<Credentials> m_credentials;
    std::unique_ptr<HttpClient> m_clients[3];
    std::unique_ptr<RequestGate> m_gate;
    std::optional<qint64> m_clockSkewMs;
    int m_deadlineMs = 10'000;
};

} // namespace maestro
