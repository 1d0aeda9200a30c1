// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/api/kubeclient.h"

#include "kube/api/credentials.h"
#include "kube/api/kubewatch.h"
#include "kube/api/listmeta.h"
#include "kube/api/mutationverdict.h"
#include "kube/api/statuserror.h"
#include "net/httpclient.h"
#include "net/requestgate.h"
#include "net/tlsconfig.h"

#include <QSysInfo>
#include <QTimer>

namespace maestro {

namespace {

constexpr qint64 listLimit = 64 * 1024 * 1024;
constexpr qint64 smallLimit = 1024 * 1024;
constexpr int requestsPerSecond = 50; // as kubectl; discovery aside, client-go of its own has 5
constexpr int requestsAtOnce = 100;
constexpr int unnamedPauseMs = 1'000; // of a 429 without Retry-After

ServerIdentity identityOf(const ContextConfig &context, const AuthMaterial &auth)
{
    const ClusterConfig &cluster = context.cluster;
    const QUrl proxy = cluster.proxyUrl.isEmpty() ? proxyFromEnvironment(cluster.server) : cluster.proxyUrl;
    return {cluster.server, auth.caPem, cluster.insecure, cluster.tlsServerName, auth.clientCertPem, auth.clientKeyPem, proxy,
            !cluster.disableCompression};
}

HttpHeader userAgent()
{
    return {"User-Agent", "maestro-console/" MAESTRO_VERSION " (" + QSysInfo::kernelType().toLatin1() + '/' + QSysInfo::currentCpuArchitecture().toLatin1() + ')'};
}

/// Only these answers are not JSON objects.
bool isPlainPath(const QByteArray &path)
{
    const QByteArray bare = path.split('?').first();
    return bare.endsWith("/log") || bare.startsWith("/livez") || bare.startsWith("/readyz") || bare.startsWith("/healthz");
}

bool startsWithBrace(const QByteArray &body)
{
    const auto first = std::find_if(body.begin(), body.end(), [](char c) { return c != ' ' && c != '\n' && c != '\r' && c != '\t'; });
    return first != body.end() && *first == '{';
}

HttpRequest readOf(const QString &path, int deadlineMs)
{
    return {"GET", path.toLatin1(), {{"Accept", "application/json, */*"}}, {}, deadlineMs, listLimit};
}

KubeClient::AnswerCallback bodyOnly(KubeClient::BytesCallback callback)
{
    return [callback = std::move(callback)](const KubeClient::Answer &answer) { callback(answer.body); };
}

bool isSelfReview(const QString &path)
{
    return path == u"/apis/authentication.k8s.io/v1/selfsubjectreviews" || path == u"/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"
        || path == u"/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";
}

} // namespace

KubeClient::KubeClient(ContextConfig context, const Clock *clock, const PluginTrust *trust, QObject *parent)
    : QObject(parent)
    , m_context(std::move(context))
    , m_clock(clock)
    , m_credentials(std::make_unique<Credentials>(m_context, clock, trust))
    , m_gate(std::make_unique<RequestGate>(clock, requestsPerSecond, requestsAtOnce))
{
}

KubeClient::~KubeClient() = default;

QString KubeClient::identityDescription() const
{
    return m_credentials->description();
}

QString KubeClient::subject() const
{
    return QStringLiteral("%1 (%2)").arg(m_context.name, m_context.cluster.server.toString(QUrl::RemoveUserInfo));
}

void KubeClient::noteDate(const QDateTime &serverDate)
{
    if (serverDate.isValid())
        m_clockSkewMs = m_clock->utcNow().msecsTo(serverDate);
}

HttpClient *KubeClient::clientFor(Purpose purpose, const AuthMaterial &auth)
{
    const ServerIdentity identity = identityOf(m_context, auth);
    for (std::unique_ptr<HttpClient> &each : m_clients) {
        if (!each || each->identity() == identity)
            continue;
        // Everything of the former identity ends, later: we may be inside one of its callbacks.
        HttpClient *old = each.release();
        old->setParent(this);
        QTimer::singleShot(0, old, [old] {
            old->shutDown();
            old->deleteLater();
        });
    }
    std::unique_ptr<HttpClient> &client = m_clients[static_cast<size_t>(purpose)];
    if (!client)
        client = std::make_unique<HttpClient>(identity);
    return client.get();
}

void KubeClient::get(const QString &path, BytesCallback callback, int deadlineMs)
{
    begin(Purpose::Read, readOf(path, deadlineMs > 0 ? deadlineMs : m_deadlineMs), bodyOnly(std::move(callback)), true);
}

void KubeClient::fetch(const QString &path, AnswerCallback callback, int deadlineMs)
{
    begin(Purpose::Read, readOf(path, deadlineMs), std::move(callback), false);
}

void KubeClient::probe(const QString &path, BytesCallback callback, int deadlineMs)
{
    HttpRequest request{"GET", path.toLatin1(), {{"Accept", "application/json"}}, {}, deadlineMs, smallLimit};
    begin(Purpose::Probe, request, bodyOnly(std::move(callback)), false);
}

void KubeClient::post(const QString &path, const QByteArray &body, BytesCallback callback, int deadlineMs)
{
    if (!isSelfReview(path)) {
        const Error error{ErrorKind::Internal, QStringLiteral("unsafeMethod"), tr("Only self reviews may be posted here, not %1.").arg(path)};
        QTimer::singleShot(0, this, [callback = std::move(callback), error] { callback(error); });
        return;
    }
    HttpRequest request{"POST", path.toLatin1(), {{"Accept", "application/json"}, {"Content-Type", "application/json"}}, body,
                        deadlineMs > 0 ? deadlineMs : m_deadlineMs, smallLimit};
    begin(Purpose::Read, request, bodyOnly(std::move(callback)), true);
}

void KubeClient::begin(Purpose purpose, const HttpRequest &request, AnswerCallback callback, bool patient)
{
    const Attempt attempt{purpose, request, std::move(callback), patient, true, m_clock->bootMs() + request.deadlineMs};
    if (purpose == Purpose::Probe)
        send(attempt);
    else
        admit(attempt);
}

void KubeClient::admit(const Attempt &attempt)
{
    const bool admitted = m_gate->admit([this, attempt] {
        if (const std::optional<Error> late = notInTime(attempt.endsAtMs))
            QTimer::singleShot(0, this, [attempt, error = attempt.busy.value_or(*late)] { attempt.callback({error}); });
        else
            send(attempt);
    });
    if (!admitted)
        QTimer::singleShot(0, this, [attempt, error = tooMany()] { attempt.callback({error}); });
}

Error KubeClient::tooMany() const
{
    return {ErrorKind::Unreachable, QStringLiteral("rateLimited"), tr("%1: too many requests of ours wait for this server; this one was not sent.").arg(subject())};
}

std::optional<Error> KubeClient::notInTime(qint64 endsAtMs) const
{
    if (m_clock->bootMs() < endsAtMs)
        return std::nullopt;
    return Error{ErrorKind::Unreachable, QStringLiteral("rateLimited"), tr("%1: its turn did not come in time; it was not sent.").arg(subject())};
}

void KubeClient::send(const Attempt &attempt)
{
    const int left = int(std::max<qint64>(1, attempt.endsAtMs - m_clock->bootMs())); // the time of a plugin does not count
    m_credentials->material([this, attempt, left](const Result<AuthMaterial> &auth) {
        if (!auth.ok()) {
            QTimer::singleShot(0, this, [attempt, error = auth.error()] { attempt.callback({error}); });
            return;
        }
        HttpRequest prepared = attempt.request;
        prepared.deadlineMs = left;
        prepared.headers.append(userAgent());
        prepared.headers += auth->headers;
        clientFor(attempt.purpose, *auth)->send(prepared, [this, attempt, used = *auth](const HttpResponse &response) { answered(attempt, used, response); });
    });
}

void KubeClient::answered(const Attempt &attempt, const AuthMaterial &used, const HttpResponse &response)
{
    if (response.status == 401 && attempt.mayRefresh && m_credentials->refused(used)) {
        Attempt again = attempt;
        again.mayRefresh = false;
        again.endsAtMs = m_clock->bootMs() + attempt.request.deadlineMs;
        return send(again);
    }
    const int pauseMs = retryAfterMs(response.headers);
    if (response.status == 429) {
        const int wait = pauseMs > 0 ? pauseMs : unnamedPauseMs;
        m_gate->hold(wait);
        if (attempt.patient && m_clock->bootMs() + wait < attempt.endsAtMs) {
            noteDate(response.serverDate);
            Attempt again = attempt;
            again.busy = outcome(attempt.request, used.told(response)).error();
            return admit(again);
        }
    }
    if (attempt.busy && response.error && response.error->code == u"timeout")
        return attempt.callback({*attempt.busy, pauseMs});
    attempt.callback({outcome(attempt.request, used.told(response)), pauseMs});
}

Result<QByteArray> KubeClient::outcome(const HttpRequest &request, const HttpResponse &response)
{
    noteDate(response.serverDate);
    if (response.error) {
        Error error = *response.error;
        error.message = tr("%1: %2").arg(subject(), error.message);
        return withHint(error);
    }
    if (*response.status < 200 || *response.status >= 300 || *response.status == 206) // a part was never asked for
        return errorOfAnswer(subject(), *response.status, response.body, response.headers);
    if (!isPlainPath(request.path) && !startsWithBrace(response.body))
        return withHint({ErrorKind::Unreachable, QStringLiteral("notKubernetes"),
                         tr("%1: the answer did not come from Kubernetes: %2").arg(subject(), plainExcerpt(response.body))});
    if (response.body.size() <= smallLimit && !isPlainPath(request.path)) {
        const std::optional<QByteArray> kind = kindOfJson(response.body);
        if (!kind || *kind == "Status")
            return withHint({ErrorKind::Unreachable, QStringLiteral("notKubernetes"),
                             kind ? tr("%1: a success that reports a failure: %2").arg(subject(), plainExcerpt(response.body))
                                  : tr("%1: the answer of %2 bytes is not a complete JSON object.").arg(subject(), QString::number(response.body.size()))});
    }
    return response.body;
}

struct KubeClient::RelayState
{
    std::function<void(const HttpResponse &)> callback;
    QPointer<ReplyReader> reader;
    bool cancelled = false;
};

std::function<void()> KubeClient::relay(const HttpRequest &request, std::function<void(const HttpResponse &)> callback)
{
    const auto state = std::make_shared<RelayState>();
    state->callback = std::move(callback);
    if (!m_gate->admit([this, request, state] { relayOnce(request, state, true); })) {
        HttpResponse none;
        none.error = tooMany();
        QTimer::singleShot(0, this, [state, none] { state->callback(none); });
    }
    return [state] {
        state->cancelled = true;
        if (state->reader)
            state->reader->cancel(CancelReason::Caller);
    };
}

void KubeClient::relayOnce(const HttpRequest &request, const std::shared_ptr<RelayState> &state, bool mayRefresh)
{
    m_credentials->material([this, request, state, mayRefresh](const Result<AuthMaterial> &auth) {
        if (!auth.ok() || state->cancelled) {
            HttpResponse none;
            none.error = auth.ok() ? Error{ErrorKind::Unreachable, QStringLiteral("cancelled"), tr("Cancelled.")} : auth.error();
            QTimer::singleShot(0, this, [state, none] { state->callback(none); });
            return;
        }
        HttpRequest prepared = request;
        prepared.headers.append(userAgent());
        prepared.headers += auth->headers;
        state->reader = clientFor(Purpose::Read, *auth)->send(prepared, [this, request, state, mayRefresh, used = *auth](const HttpResponse &response) {
            noteDate(response.serverDate);
            const bool ours = response.status == 401 && kindOfJson(response.body) == QByteArray("Status");
            if (ours && mayRefresh && !state->cancelled && m_credentials->refused(used))
                return relayOnce(request, state, false);
            state->callback(used.told(response));
        });
    });
}

void KubeClient::relayMutation(const PlannedRequest &request, const QString &auditId, std::function<void(const MutationReply &)> callback, int deadlineMs)
{
    m_credentials->material([this, request, auditId, callback = std::move(callback), deadlineMs](const Result<AuthMaterial> &auth) {
        if (!auth.ok()) {
            QTimer::singleShot(0, this, [callback, error = auth.error()] { callback(MutationReply{Delivery::NotSent, {}, {}, {}, {}, error}); });
            return;
        }
        auto *transport = new MutationTransport(identityOf(m_context, *auth), this);
        connect(transport, &MutationTransport::finished, this, [transport, callback, used = *auth](const MutationReply &reply) {
            transport->deleteLater();
            callback(used.told(reply));
        });
        HttpHeaders headers{{"Accept", "application/json"}, {"Audit-ID", auditId.toUtf8()}, userAgent()};
        if (!request.contentType.isEmpty())
            headers.append(HttpHeader{"Content-Type", request.contentType.toUtf8()});
        transport->send(request.method.toLatin1(), request.path.toUtf8(), headers + auth->headers, request.body, deadlineMs);
    });
}

std::unique_ptr<WatchStream> KubeClient::watch(const QString &path)
{
    auto watch = std::make_unique<KubeWatch>(subject());
    connect(watch.get(), &KubeWatch::answered, this, &KubeClient::noteDate);
    const QPointer<KubeWatch> target(watch.get());
    if (!m_gate->admit([this, path, target] { openWatch(path, target); }))
        QTimer::singleShot(0, target, [target, error = tooMany()] { target->fail(error); });
    return watch;
}

void KubeClient::openWatch(const QString &path, const QPointer<KubeWatch> &target)
{
    if (!target)
        return;
    m_credentials->material([this, path, target](const Result<AuthMaterial> &auth) {
        if (!target)
            return;
        if (!auth.ok()) {
            QTimer::singleShot(0, target, [target, error = auth.error()] { target->fail(error); });
            return;
        }
        HttpRequest request{"GET", path.toLatin1(), {{"Accept", "application/json"}, {"Accept-Encoding", "identity"}, userAgent()}, {}, 0, smallLimit};
        request.headers += auth->headers;
        connect(target.data(), &KubeWatch::refused, this, [this, used = *auth] { m_credentials->refused(used); });
        target->attach(clientFor(Purpose::Watch, *auth)->open(request), *auth);
    });
}

void KubeClient::mutate(const PlannedRequest &request, const QString &auditId, MutationCallback callback, int deadlineMs)
{
    const auto notSent = [this, callback, auditId](const Error &error) {
        QTimer::singleShot(0, this, [this, callback, auditId, error] {
            callback(mutationResult(subject(), auditId, MutationReply{Delivery::NotSent, {}, {}, {}, {}, error}));
        });
    };
    static const QStringList methods{QStringLiteral("PATCH"), QStringLiteral("POST"), QStringLiteral("PUT"), QStringLiteral("DELETE")};
    if (!methods.contains(request.method))
        return notSent({ErrorKind::Internal, QStringLiteral("unsafeMethod"), tr("%1 is not a mutation.").arg(request.method)});
    m_credentials->material([this, request, auditId, callback, deadlineMs, notSent](const Result<AuthMaterial> &auth) {
        if (!auth.ok())
            return notSent(auth.error());
        auto *transport = new MutationTransport(identityOf(m_context, *auth), this);
        connect(transport, &MutationTransport::finished, this, [this, transport, auditId, callback, used = *auth](const MutationReply &reply) {
            transport->deleteLater();
            noteDate(reply.serverDate);
            if (reply.status == 429)
                m_gate->hold(std::max(unnamedPauseMs, retryAfterMs(reply.headers)));
            if (reply.status == 401)
                m_credentials->refused(used);
            callback(mutationResult(subject(), auditId, used.told(reply)));
        });
        HttpHeaders headers{{"Accept", "application/json"}, {"Content-Type", request.contentType.toUtf8()}, {"Audit-ID", auditId.toUtf8()}, userAgent()};
        headers += auth->headers;
        transport->send(request.method.toLatin1(), request.path.toUtf8(), headers, request.body, deadlineMs);
    });
}

} // namespace maestro
