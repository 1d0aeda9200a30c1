// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/api/kubeclient.h"

#include "kube/api/credentials.h"
#include "kube/api/kubewatch.h"
#include "kube/api/listmeta.h"
#include "kube/api/mutationverdict.h"
#include "kube/api/statuserror.h"
#include "net/httpclient.h"
#include "net/tlsconfig.h"

#include <QSysInfo>
#include <QTimer>

namespace maestro {

namespace {

constexpr qint64 listLimit = 64 * 1024 * 1024;
constexpr qint64 smallLimit = 1024 * 1024;

ServerIdentity identityOf(const ContextConfig &context, const AuthMaterial &auth)
{
    const ClusterConfig &cluster = context.cluster;
    const QUrl proxy = cluster.proxyUrl.isEmpty() ? proxyFromEnvironment(cluster.server) : cluster.proxyUrl;
    return {cluster.server, cluster.caPem, cluster.insecure, cluster.tlsServerName, auth.clientCertPem, auth.clientKeyPem, proxy,
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
    std::unique_ptr<HttpClient> &client = m_clients[static_cast<size_t>(purpose)];
    ServerIdentity identity = identityOf(m_context, auth);
    if (client && client->identity() == identity)
        return client.get();
    if (HttpClient *old = client.release()) {
        // Everything of the former identity ends, later: we may be inside one of its callbacks.
        old->setParent(this);
        QTimer::singleShot(0, old, [old] {
            old->shutDown();
            old->deleteLater();
        });
    }
    client = std::make_unique<HttpClient>(std::move(identity));
    return client.get();
}

void KubeClient::get(const QString &path, BytesCallback callback, int deadlineMs)
{
    fetch(path, bodyOnly(std::move(callback)), deadlineMs > 0 ? deadlineMs : m_deadlineMs);
}

void KubeClient::fetch(const QString &path, AnswerCallback callback, int deadlineMs)
{
    HttpRequest request{"GET", path.toLatin1(), {{"Accept", "application/json"}}, {}, deadlineMs, listLimit};
    send(Purpose::Read, request, std::move(callback), true);
}

void KubeClient::probe(const QString &path, BytesCallback callback, int deadlineMs)
{
    HttpRequest request{"GET", path.toLatin1(), {{"Accept", "application/json"}}, {}, deadlineMs, smallLimit};
    send(Purpose::Probe, request, bodyOnly(std::move(callback)), true);
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
    send(Purpose::Read, request, bodyOnly(std::move(callback)), true);
}

void KubeClient::send(Purpose purpose, const HttpRequest &request, AnswerCallback callback, bool mayRefresh)
{
    m_credentials->material([this, purpose, request, callback = std::move(callback), mayRefresh](const Result<AuthMaterial> &auth) {
        if (!auth.ok()) {
            QTimer::singleShot(0, this, [callback, error = auth.error()] { callback({error}); });
            return;
        }
        HttpRequest prepared = request;
        prepared.headers.append(userAgent());
        prepared.headers += auth->headers;
        clientFor(purpose, *auth)->send(prepared, [this, purpose, request, callback, mayRefresh, used = *auth](const HttpResponse &response) {
            if (response.status == 401 && mayRefresh && m_credentials->refused(used))
                return send(purpose, request, callback, false);
            callback({outcome(request, response), retryAfterMs(response.headers)});
        });
    });
}

Result<QByteArray> KubeClient::outcome(const HttpRequest &request, const HttpResponse &response)
{
    noteDate(response.serverDate);
    if (response.error) {
        Error error = *response.error;
        error.message = tr("%1: %2").arg(subject(), error.message);
        return error;
    }
    if (*response.status < 200 || *response.status >= 300)
        return errorOfAnswer(subject(), *response.status, response.body, response.headers);
    if (!isPlainPath(request.path) && !startsWithBrace(response.body))
        return Error{ErrorKind::Unreachable, QStringLiteral("notKubernetes"),
                     tr("%1: the answer did not come from Kubernetes: %2").arg(subject(), plainExcerpt(response.body))};
    if (response.body.size() <= smallLimit && !isPlainPath(request.path)) {
        const std::optional<QByteArray> kind = kindOfJson(response.body);
        if (!kind || *kind == "Status")
            return Error{ErrorKind::Unreachable, QStringLiteral("notKubernetes"),
                         kind ? tr("%1: a success that reports a failure: %2").arg(subject(), plainExcerpt(response.body))
                              : tr("%1: the answer of %2 bytes is not a complete JSON object.").arg(subject(), QString::number(response.body.size()))};
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
    relayOnce(request, state, true);
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
            state->callback(response);
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
        connect(transport, &MutationTransport::finished, this, [transport, callback](const MutationReply &reply) {
            transport->deleteLater();
            callback(reply);
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
    m_credentials->material([this, path, target = QPointer<KubeWatch>(watch.get())](const Result<AuthMaterial> &auth) {
        if (!target)
            return;
        if (!auth.ok()) {
            QTimer::singleShot(0, target, [target, error = auth.error()] { target->fail(error); });
            return;
        }
        HttpRequest request{"GET", path.toLatin1(), {{"Accept", "application/json"}, {"Accept-Encoding", "identity"}, userAgent()}, {}, 0, smallLimit};
        request.headers += auth->headers;
        connect(target.data(), &KubeWatch::refused, this, [this, used = *auth] { m_credentials->refused(used); });
        target->attach(clientFor(Purpose::Watch, *auth)->open(request));
    });
    return watch;
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
            if (reply.status == 401)
                m_credentials->refused(used);
            callback(mutationResult(subject(), auditId, reply));
        });
        HttpHeaders headers{{"Accept", "application/json"}, {"Content-Type", request.contentType.toUtf8()}, {"Audit-ID", auditId.toUtf8()}, userAgent()};
        headers += auth->headers;
        transport->send(request.method.toLatin1(), request.path.toUtf8(), headers, request.body, deadlineMs);
    });
}

} // namespace maestro
