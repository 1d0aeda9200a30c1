// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/facts/healthprober.h"
#include "services/triage/readingbuilder.h"
#include "text/policy/policyfaulttext.h"

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

/// Of the service by name; without a name the first.
const HealthProbe *probeOf(const TriageScene &scene, const QString &name)
{
    const PolicyService *service = scene.policy ? scene.policy->service(scene.service) : nullptr;
    if (!service)
        return nullptr;
    const auto found = std::find_if(service->health.begin(), service->health.end(), [&name](const HealthProbe &probe) { return name.isEmpty() || probe.name == name; });
    return found == service->health.end() ? nullptr : &*found;
}

QString curl(const QString &header, const QString &url)
{
    return shellWords(QStringList{u"curl"_s, u"-fsS"_s} + (header.isEmpty() ? QStringList() : QStringList{u"-H"_s, header}) + QStringList{url});
}

QString answerText(const ProbeAnswer &answer)
{
    QStringList parts{answer.status > 0 ? TriageWords::tr("HTTP %1, %2 ms").arg(answer.status).arg(answer.latencyMs) : TriageWords::tr("no answer")};
    if (!answer.version.isEmpty())
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

} // namespace

void readProbe(QObject *owner, const BuilderPtr &builder, bool bothWays)
{
    const TriageScene &scene = builder->scene();
    const HealthProbe *probe = probeOf(scene, builder->check().subject);
    if (!probe)
        return builder->unknown(builder->check().subject.isEmpty() ? absenceText(TriageWords::tr("no policy names a health endpoint of this service"), scene.match.doubts)
                                                                   : TriageWords::tr("the policy has no probe %1 of this service").arg(builder->check().subject));
    builder->reading().command = curl({}, probe->url);
    scene.prober->ask(*probe, scene.variables, {}, whileAlive(owner, [owner, builder, probe = *probe, bothWays](const ProbeAnswer &plain) {
        builder->reading().command = bothWays ? QString(curl({}, plain.url) % u"; "_s % curl(u"X-Canary: true"_s, plain.url)) : curl({}, plain.url);
        take(builder, probe.name, plain);
        if (!bothWays)
            return builder->finish(stateOf(plain.ok), answerText(plain), plain.ok ? keyOf(plain) : QString());
        builder->scene().prober->ask(probe, builder->scene().variables, {HttpHeader{"X-Canary", "true"}}, whileAlive(owner, [builder, probe, plain](const ProbeAnswer &canary) {
            take(builder, TriageWords::tr("%1 with X-Canary: true").arg(probe.name), canary);
            const QString finding = TriageWords::tr("plain: %1; canary: %2").arg(answerText(plain), answerText(canary));
            if (!plain.ok || !canary.ok)
                return builder->unknown(finding);
            builder->finish(*plain.ok && *canary.ok ? ItemState::Ok : ItemState::Bad, finding, keyOf(plain) % u'/' % keyOf(canary));
        }));
    }));
}

} // namespace maestro
