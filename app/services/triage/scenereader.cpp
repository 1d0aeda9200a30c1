// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/desk/deskcall.h"
#include "journal/redactor.h"
#include "services/changes/changereader.h"
#include "services/facts/factreader.h"
#include "services/policy/policylinks.h"
#include "services/slo/pace.h"
#include "services/slo/slotarget.h"
#include "services/triage/readingbuilder.h"
#include "services/triage/triageservice.h"

#include <QTimer>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr int linesLooked = 200; ///< of each pod, as a runbook has it

/// What changed, while it is read for the first who asks.
struct Changes
{
    std::optional<ChangeList> list;
    FirstBad bad;
    int open = 0;
    QList<std::function<void(const ChangeList &)>> waiting;

    void arrived()
    {
        if (--open > 0)
            return;
        list->bad = bad;
        for (const auto &tell : std::exchange(waiting, {}))
            tell(*list);
    }
};

/// Trouble, while it is looked for on behalf of the first who asks.
struct TroubleOnce
{
    std::optional<Trouble> found;
    QList<std::function<void(const Trouble &)>> waiting;
};

ChangeList scrubbedList(ChangeList list)
{
    for (ChangeEntry &one : list.entries)
        for (QString *text : {&one.what, &one.detail, &one.by, &one.source})
            *text = scrubbed(*text);
    for (ChangeGap &one : list.unread)
        one.why = scrubbed(one.why);
    return list;
}

/// The policy's own texts, then what the service and the environment say.
QMap<QString, QString> namesOf(const TriageScene &scene)
{
    QMap<QString, QString> names = scene.policy ? declaredVariables(scene.policy->document.value(u"variables"_s).toMap()) : QMap<QString, QString>();
    names.insert(scene.variables);
    names.insert(u"service"_s, scene.service);
    return names;
}

} // namespace

QList<WebLink> TriageScene::links(const QDateTime &from, const QDateTime &to) const
{
    const PolicyService *own = policy ? policy->service(service) : nullptr;
    return own ? policyLinks(*policy, *own, variables, snapshot.rollout.meta.uid, from, to) : QList<WebLink>();
}

void TriageService::readScene(const TriageRun &run, std::optional<WorkloadKind> kind, std::function<void(const std::shared_ptr<TriageScene> &)> done)
{
    const auto scene = std::make_shared<TriageScene>();
    scene->clock = m_parts.clock;
    scene->prober = &m_prober;
    scene->ref = run.ref;
    scene->service = run.service;
    scene->environment = run.environment;
    scene->access = m_parts.workspace->access(run.ref.context);
    if (!scene->access) {
        scene->problem = m_parts.workspace->problem(run.ref.context);
        return done(scene);
    }
    scene->access->readParts(run.ref.ns, run.ref.name, kind, ClusterAccess::Depth::Whole, whileAlive(this, [this, scene, done = std::move(done)](const Result<RolloutParts> &parts) {
        const QString context = scene->ref.context;
        Endpoint named;
        if (parts) {
            scene->snapshot = assembleSnapshot(*parts);
            scene->match = m_parts.policies->match(m_parts.workspace->policyConnection(context), parts->rollout);
            if (const PolicyMatch &match = scene->match) {
                scene->policy = match.policy;
                scene->service = match.service;
                scene->environment = match.environment;
                scene->variables = variablesOf(match, scene->ref);
                if (const PolicyEnvironment *environment = match.environmentEntry())
                    named = endpointFrom(environment->prometheus);
            }
        } else {
            scene->problem = parts.error();
        }
        scene->prometheus = m_parts.endpoints->prometheus(context, named);
        if (parts)
            offerChanges(*scene, *parts);
        done(scene);
    }));
}

void TriageService::look(const QString &id, CheckKind kind, Callback<Result<TriageItem>> done)
{
    const auto run = load(id);
    if (!run)
        return done(run.error());
    const PlaybookCheck check{checkWord(kind), checkWord(kind), {}, kind, {}, {}, {}, linesLooked};
    readScene(*run, {}, [this, check, done = std::move(done)](const std::shared_ptr<TriageScene> &scene) {
        readCheck(this, scene, check, [check, done](const CheckReading &reading) { done(TriageItem{check, reading, {}, {}}); });
    });
}

void TriageService::offerChanges(TriageScene &scene, const RolloutParts &parts)
{
    ChangeQuestion question{scene.access, scene.clock, scene.snapshot, scene.match, namesOf(scene), nullptr, &m_workflows, 5};
    const Endpoint github = m_parts.workspace->endpoint(scene.ref.context, u"github"_s);
    scene.trouble = [this, parts, once = std::make_shared<TroubleOnce>(), target = scene.ref, match = scene.match, prometheus = scene.prometheus](const std::function<void(const Trouble &)> &done) {
        if (once->found)
            return done(*once->found);
        once->waiting.append(done);
        if (once->waiting.size() > 1)
            return;
        askTrouble({target, match, prometheus, parts}, [once](const Trouble &told) {
            once->found = Trouble{{told.bad.at, scrubbed(told.bad.what), scrubbed(told.bad.unknown)}, told.board};
            for (const auto &tell : std::exchange(once->waiting, {}))
                tell(*once->found);
        });
    };
    scene.changes = [this, question, github, changes = std::make_shared<Changes>(), context = scene.ref.context, trouble = scene.trouble](const std::function<void(const ChangeList &)> &done) mutable {
        if (changes->list && changes->open == 0)
            return done(*changes->list);
        changes->waiting.append(done);
        if (changes->waiting.size() > 1)
            return;
        changes->open = 2;
        question.github = remoteReader(m_parts.endpoints, github, context);
        readChanges(this, question, [changes](const ChangeList &list) {
            changes->list = scrubbedList(list);
            changes->arrived();
        });
        trouble([changes](const Trouble &told) {
            changes->bad = told.bad;
            changes->arrived();
        });
    };
}

void TriageService::askTrouble(const TroubleScene &scene, Callback<Trouble> done)
{
    if (const SloReportPtr report = m_parts.report ? m_parts.report(scene.ref) : nullptr) {
        QTimer::singleShot(0, this, [report, done = std::move(done)] { done(troubleOf(*report)); });
        return;
    }
    PolicyMatch match = scene.match;
    if (match)
        match.policy = paced(match.policy);
    const QDateTime changedAt = changeTime(scene.parts.rollout, revisionsOf(scene.parts.rollout, scene.parts.replicaSets));
    const auto records = m_parts.journal->records();
    m_trouble.ask({sloTarget(scene.ref, scene.parts.rollout, changedAt, match), scene.parts.rollout.workload, m_parts.workspace->access(scene.ref.context), scene.prometheus,
                   records ? std::optional(*records) : std::nullopt},
                  std::move(done));
}

} // namespace maestro
