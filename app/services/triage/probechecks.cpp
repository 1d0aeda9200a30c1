// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/decision/decisionboard.h"
#include "domain/slo/facts.h"
#include "services/facts/healthprober.h"
#include "services/triage/readingbuilder.h"
#include "text/humanize.h"
#include "text/policy/policyfaulttext.h"

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

const QString canaryHeader = u"X-Canary"_s;

/// Of the service by name; without a name the first.
const HealthProbe *probeOf(const TriageScene &scene, const QString &name)
{
    const PolicyService *service = scene.policy ? scene.policy->service(scene.service) : nullptr;
    if (!service)
        return nullptr;
    const auto found = std::find_if(service->health.begin(), service->health.end(), [&name](const HealthProbe &probe) { return name.isEmpty() || probe.name == name; });
    return found == service->health.end() ? nullptr : &*found;
}

/// What asks the same by hand; empty: these tools cannot.
QString byHand(HealthProbe probe, const ProbeAnswer &answer, const QString &extra = {})
{
    const QString &url = answer.url;
    probe.headers = answer.headers;
    const bool bare = probe.headers.isEmpty() && extra.isEmpty() && probe.method == u"GET";
    if (!probe.service.isEmpty())
        return bare && url.contains(u'/') ? kubectl({u"get"_s, u"--raw"_s, url.mid(url.indexOf(u"/api/v1/"_s))}) : QString();
    if (!probe.tlsServerName.isEmpty() || !probe.authorityPem.isEmpty())
        return {};
    QStringList words{u"curl"_s, probe.method == u"HEAD" ? u"-fsSI"_s : u"-fsS"_s};
    for (auto header = probe.headers.cbegin(); header != probe.headers.cend(); ++header)
        words += {u"-H"_s, header.key() % u": "_s % header.value()};
    if (!extra.isEmpty())
        words += {u"-H"_s, extra};
    return shellWords(words + QStringList{url});
}

QString answerText(const ProbeAnswer &answer)
{
    // The prober's words for what came hold status, time and version already.
    QStringList parts;
    if (answer.text.isEmpty() || (answer.status > 0 && !answer.text.contains(u"HTTP %1"_s.arg(answer.status))))
        parts.append(answer.status > 0 ? TriageWords::tr("HTTP %1, %2 ms").arg(answer.status).arg(answer.latencyMs) : TriageWords::tr("no answer"));
    if (!answer.version.isEmpty() && !answer.text.contains(answer.version))
        parts.append(answer.version);
    if (!answer.text.isEmpty())
        parts.append(answer.text);
    return parts.join(u", "_s);
}

void take(const BuilderPtr &builder, const QString &what, const ProbeAnswer &answer)
{
    builder->read(what, answer.url, answerText(answer));
    builder->reading().output += what % u": "_s % answerText(answer) % u'\n';
}

ItemState stateOf(std::optional<bool> ok)
{
    return !ok ? ItemState::Unknown : *ok ? ItemState::Ok : ItemState::Bad;
}

QString keyOf(const ProbeAnswer &answer)
{
    return u"%1 %2"_s.arg(answer.status).arg(answer.ok ? int(*answer.ok) : -1);
}

/// Ends the check; of a failure with since when looks of anybody found it, where they were kept.
void finishSince(const BuilderPtr &builder, const QString &probe, std::optional<bool> ok, const QString &finding, const QString &key)
{
    if (ok != false || !builder->scene().trouble)
        return builder->finish(stateOf(ok), finding, key);
    builder->scene().trouble([builder, probe, ok, finding, key](const Trouble &trouble) {
        QDateTime since;
        for (const FactReading &fact : trouble.board ? trouble.board->facts : QList<FactReading>())
            if (fact.name == healthFact(probe) && fact.value == 0.0)
                since = fact.since;
        builder->finish(stateOf(ok), since.isValid() ? TriageWords::tr("%1, failing since %2").arg(finding, utcText(since)) : finding, key);
    });
}

/// Ends the check of two requests, without the header and with it (ledger TRI-13). Two healthy answers of one version tell that the header
/// leads nowhere, or that the plain request went to the canary as well: no fault, and not fine either while an update is under way.
void finishCompared(const BuilderPtr &builder, const ProbeAnswer &plain, const ProbeAnswer &canary)
{
    const QString finding = TriageWords::tr("plain: %1; canary: %2").arg(answerText(plain), answerText(canary));
    if (plain.ok != false && canary.ok != false && (!plain.ok || !canary.ok))
        return builder->unknown(finding);
    if (plain.ok != true || canary.ok != true)
        return builder->finish(ItemState::Bad, finding, keyOf(plain) % u'/' % keyOf(canary));
    if (builder->scene().hasCanary() && (plain.version.isEmpty() || canary.version.isEmpty()))
        return builder->finish(ItemState::Ok, TriageWords::tr("%1; which version answered is not said").arg(finding), keyOf(plain) % u'/' % keyOf(canary));
    if (builder->scene().hasCanary() && plain.version == canary.version)
        return builder->unknown(TriageWords::tr("%1; the same version both ways: the header may not reach the canary").arg(finding));
    builder->finish(ItemState::Ok, finding, keyOf(plain) % u'/' % keyOf(canary));
}

} // namespace

void readProbe(QObject *owner, const BuilderPtr &builder, bool header)
{
    const TriageScene &scene = builder->scene();
    const HealthProbe *named = probeOf(scene, builder->check().subject);
    if (!named)
        return builder->unknown(builder->check().subject.isEmpty() ? absenceText(TriageWords::tr("no policy names a health endpoint of this service"), scene.match.doubts)
                                                                   : TriageWords::tr("the policy has no probe %1 of this service").arg(builder->check().subject));
    // Of a probe that carries the header itself the other request is the one without.
    HealthProbe bare = *named;
    bare.headers.removeIf([](const std::pair<const QString &, QString &> &one) { return one.first.compare(canaryHeader, Qt::CaseInsensitive) == 0; });
    const bool carries = bare.headers.size() < named->headers.size();
    const bool bothWays = header && (carries || builder->check().subject.isEmpty());
    const HealthProbe first = bothWays ? bare : *named;
    builder->reading().command = byHand(first, {first, first.url, {}, {}, 0, 0, {}, {}, first.headers});
    scene.prober->ask(first, scene.variables, {}, scene.access, whileAlive(owner, [owner, builder, first, named = *named, carries, bothWays](const ProbeAnswer &plain) {
        builder->reading().command = byHand(first, plain);
        take(builder, bothWays && carries ? TriageWords::tr("%1 without %2").arg(named.name, canaryHeader) : named.name, plain);
        if (!bothWays)
            return finishSince(builder, named.name, plain.ok, answerText(plain), plain.ok ? keyOf(plain) : QString());
        const auto compare = [builder, named, plain, carries](const ProbeAnswer &canary) {
            if (const QString second = carries ? byHand(named, canary) : byHand(named, plain, canaryHeader + u": true"_s); !second.isEmpty())
                builder->reading().command += u"; "_s % second;
            take(builder, carries ? named.name : TriageWords::tr("%1 with X-Canary: true").arg(named.name), canary);
            finishCompared(builder, plain, canary);
        };
        builder->scene().prober->ask(named, builder->scene().variables, carries ? QList<HttpHeader>() : QList<HttpHeader>{HttpHeader{"X-Canary", "true"}}, builder->scene().access, whileAlive(owner, compare));
    }));
}

} // namespace maestro
