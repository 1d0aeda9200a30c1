// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/desk/remoteprobe.h"

#include "services/desk/remotereader.h"
#include "text/humanize.h"

#include <QJsonObject>
#include <QTimer>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

/// The probes under way; tells when the last has come.
struct Probes
{
    QList<RemoteProbe> found;
    int open = 1;
    std::function<void(const QList<RemoteProbe> &)> done;

    void arrived()
    {
        if (--open == 0)
            done(found);
    }
    void tell(const RemoteProbe &probe)
    {
        found.append(probe);
        arrived();
    }
};
using ProbesPtr = std::shared_ptr<Probes>;
using ReaderPtr = std::shared_ptr<RemoteReader>;

Error refusal(const ReaderPtr &reader, const HttpResponse &response)
{
    const int status = response.status.value_or(0);
    const bool credential = status == 401 || status == 403;
    return {credential ? ErrorKind::NotPermitted : ErrorKind::Unreachable, u"remoteRefused"_s, CliText::tr("it answered HTTP %1").arg(status),
            !credential ? QString() : reader->endpoint().token.isEmpty() ? CliText::tr("Give a token in connections.yaml.") : CliText::tr("Renew the token that connections.yaml refers to, or its permissions."), {}};
}

HttpRequest reading(const QByteArray &path)
{
    HttpRequest request;
    request.path = path;
    request.headers = HttpHeaders{{"Accept", "application/json"}} + remoteHeaders();
    request.bodyLimit = 256 * 1024;
    return request;
}

/// Who the token is. A token of an app is nobody in particular, and is told so.
void probeGithub(const ReaderPtr &reader, const ProbesPtr &probes)
{
    reader->ask(reading("/user"), [reader, probes](const HttpResponse &response) {
        RemoteProbe probe{u"github"_s, reader->source(), {}, {}, true, response.error};
        const QString login = QJsonDocument::fromJson(response.body).object()[u"login"].toString();
        if (!response.error && response.status == 403) {
            probe.sure = false;
            probe.said = CliText::tr("answers, but does not say who the token is (HTTP 403): whether it may start workflows is not known");
        } else if (!response.error && (response.status != 200 || login.isEmpty())) {
            probe.error = refusal(reader, response);
        } else {
            probe.said = CliText::tr("answers %1").arg(displaySafe(login, 80));
        }
        probes->tell(probe);
    });
}

/// The base of the distribution API answers, or asks for a token that every lookup gets anew.
void probeRegistry(const ReaderPtr &reader, const ProbesPtr &probes)
{
    reader->ask(reading("/v2/"), [reader, probes](const HttpResponse &response) {
        RemoteProbe probe{u"registry"_s, reader->source(), {}, {}, true, response.error};
        const bool challenge = response.status == 401 && !response.header("www-authenticate").isEmpty();
        if (!response.error && response.status != 200 && !challenge)
            probe.error = refusal(reader, response);
        probe.sure = !challenge;
        probe.said = challenge ? CliText::tr("answers, and asks for a token at each lookup: whether ours is good shows then") : CliText::tr("answers");
        probes->tell(probe);
    });
}

/// Nothing of the Maestro API can be read without naming a route; any answer proves the way there, and a refusal that the token is not good.
void probeMaestro(const ReaderPtr &reader, const ProbesPtr &probes)
{
    reader->ask(reading("/"), [reader, probes](const HttpResponse &response) {
        RemoteProbe probe{u"maestro"_s, reader->source(), {}, {}, false, response.error};
        const int status = response.status.value_or(0);
        if (!response.error && (status == 401 || status == 403 || status >= 500))
            probe.error = refusal(reader, response);
        probe.said = CliText::tr("answers HTTP %1; whether the token may move a route is not known").arg(status);
        probe.hint = CliText::tr("`maestro options --service NAME` reads the pin where the policy has read_pin.");
        probes->tell(probe);
    });
}

} // namespace

void probeRemotes(Call *call, std::function<void(const QList<RemoteProbe> &)> done)
{
    const auto probes = std::make_shared<Probes>();
    probes->done = std::move(done);
    const Result<Endpoints *> endpoints = call->endpoints();
    const auto workspace = call->workspace();
    static const QList<std::pair<QString, void (*)(const ReaderPtr &, const ProbesPtr &)>> kinds{{u"github"_s, probeGithub}, {u"maestro"_s, probeMaestro}, {u"registry"_s, probeRegistry}};
    if (endpoints && workspace)
        for (const auto &[kind, probe] : kinds)
            for (const QString &context : (*workspace)->endpointContexts(kind))
                if (const ReaderPtr reader = remoteReader(*endpoints, (*workspace)->endpoint(context, kind), context)) {
                    ++probes->open;
                    probe(reader, probes);
                }
    QTimer::singleShot(0, call, [probes] { probes->arrived(); });
}

} // namespace maestro
