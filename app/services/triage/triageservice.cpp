// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/triage/triageservice.h"

#include "config/policy/policyvalues.h"
#include "journal/redactor.h"
#include "services/cluster/actor.h"
#include "services/policy/escalationrules.h"
#include "services/policy/roledoor.h"
#include "services/slo/slotarget.h"
#include "services/triage/readingbuilder.h"

#include <QUuid>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype checksAtMost = 60; ///< a record holds them all
constexpr qint64 lookBackSeconds = 900; ///< before trouble, for dashboards and logs

Error noSuch(const QString &code, const QString &message, const QString &hint = {})
{
    return {ErrorKind::NotFound, code, message, hint, {}};
}

std::chrono::milliseconds durationOf(const QVariantMap &map, const QString &key, std::chrono::milliseconds otherwise)
{
    return parsePolicyDuration(map.value(key).toString()).value_or(otherwise);
}

QVariantMap sectionOf(const Policy &policy, const QString &playbook)
{
    for (const QVariant &one : policy.document.value(u"triage"_s).toList())
        if (one.toMap().value(u"name"_s) == playbook)
            return one.toMap();
    return {};
}

Playbook built(const QVariantMap &section, const QStringList &dependencies)
{
    return playbookFrom(section, durationOf(section, u"budget"_s, std::chrono::milliseconds(0)), dependencies);
}

} // namespace

/// One round of reading: every item at once, the answer when the last has come.
struct TriageService::Round
{
    TriageView view;
    std::shared_ptr<TriageScene> scene;
    qsizetype open = 0;
    Answer done;
    Trouble trouble = {};

    void arrived()
    {
        if (--open == 0)
            finish();
    }

    void finish()
    {
        const auto window = scene->policy ? scene->policy->decisions.changeWindow : std::chrono::milliseconds(0);
        view.changedAt = scene->problem ? QDateTime() : changeTime(scene->snapshot.rollout, scene->snapshot.revisions);
        // The server says when it changed; when the run began, this machine said.
        const qint64 skewMs = scene->access ? scene->access->client()->clockSkewMs().value_or(0) : 0;
        const QDateTime since = view.changes && view.changes->bad.at.isValid() ? view.changes->bad.at : view.run.startedAt;
        view.links = scene->links(since.addSecs(-lookBackSeconds), scene->clock->utcNow());
        if (scene->policy && !scene->problem)
            view.prompts = escalationPrompts(analysisEscalations(*scene->policy), scene->snapshot.analysisRuns);
        QDateTime changedAt = view.changedAt;
        QDateTime badSince = view.run.startedAt.addMSecs(skewMs);
        if (trouble.bad.at.isValid())
            badSince = trouble.bad.at;
        if (view.changes && view.changes->bad.at.isValid()) {
            // What began before the newest revision is not of a change before it either: that one was left behind.
            if (const ChangeEntry *against = view.changes->measured(); against && (!changedAt.isValid() || changedAt <= badSince))
                changedAt = against->at;
        }
        view.board = trouble.board;
        const QString badSample = trouble.bad.at.isValid() ? trouble.bad.what : QString();
        TriageSuggestion said = suggestion(view.run, changedAt, badSince, window.count() > 0 ? window : std::chrono::minutes(30), badSample);
        said.beganKnown = trouble.bad.at.isValid() || said.bad.isEmpty();
        view.suggestion = weighed(said, view.board.get(), scene->clock->utcNow());
        done(view);
    }
};

TriageService::TriageService(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_prober(m_parts.clock, this)
    , m_trouble(m_parts.clock, m_parts.stateFolder, this)
    , m_workflows(m_parts.clock, this)
    , m_evidence(m_parts.evidenceFolder)
{
}

QList<PolicyPtr> TriageService::places() const
{
    if (!m_builtIn)
        m_builtIn = loadPolicy(u":/triage/playbooks.yaml"_s).policy;
    return m_parts.policies->policies() + QList<PolicyPtr>{m_builtIn};
}

QList<PlaybookOffer> TriageService::playbooks() const
{
    QList<PlaybookOffer> offers;
    QStringList names;
    for (const PolicyPtr &policy : places())
        for (const QVariant &one : policy->document.value(u"triage"_s).toList()) {
            const Playbook playbook = built(one.toMap(), {});
            if (!names.contains(playbook.name))
                offers.append({playbook, policy->name, {}});
            names.append(playbook.name);
        }
    for (PlaybookOffer &offer : offers)
        for (const PolicyPtr &policy : m_parts.policies->policies())
            for (const AlertFamily &family : policy->alertFamilies)
                if (family.playbook == offer.playbook.name && !offer.families.contains(family.name))
                    offer.families.append(family.name);
    return offers;
}

std::optional<Playbook> TriageService::playbook(const QString &name, const QString &service, const PolicyPtr &policy) const
{
    const PolicyService *entry = policy ? policy->service(service) : nullptr;
    QList<PolicyPtr> all = places();
    if (policy)
        all.prepend(policy);
    for (const PolicyPtr &place : std::as_const(all))
        if (const QVariantMap section = sectionOf(*place, name); !section.isEmpty())
            return built(section, entry ? entry->dependsOn : QStringList());
    return std::nullopt;
}

Result<QList<TriageRun>> TriageService::runs()
{
    const auto records = m_parts.journal->records();
    return records ? Result<QList<TriageRun>>(triageRuns(*records)) : records.error();
}

Result<TriageRun> TriageService::load(const QString &id)
{
    const auto records = m_parts.journal->records();
    if (!records)
        return records.error();
    const auto run = triageRun(*records, id);
    return run ? Result<TriageRun>(*run) : noSuch(u"notFound"_s, TriageWords::tr("The Journal has no triage run \"%1\".").arg(id.left(80)), TriageWords::tr("`maestro triage list` names them."));
}

void TriageService::whoActs(const TriageRun &run, std::function<void(const Actor &)> done)
{
    maestro::whoActs(this, m_parts.workspace->access(run.ref.context), m_parts.workspace->impersonated(), std::move(done));
}

void TriageService::ifAllowed(const TriageRun &run, const QString &deed, const Answer &done, std::function<void()> go)
{
    const PolicyConnection connection = m_parts.workspace->policyConnection(run.ref.context);
    QList<PolicyPtr> own;
    for (const PolicyPtr &policy : m_parts.policies->policies())
        if (policy->service(run.service) && (policy->environments.isEmpty() || environmentOf(*policy, connection)))
            own.append(policy);
    const PolicyPtr policy = policyOfDeed(own, connection, deed);
    askRoleOf(this, m_parts.workspace->access(run.ref.context), policy, environmentNameOf(policy, connection), deed, [done, go = std::move(go)](const std::optional<Error> &refused) {
        if (refused)
            return done(*refused);
        go();
    });
}

Result<Done> TriageService::record(const TriageRun &run, const Actor &actor, const QString &state, const QString &reason, const QJsonObject &details)
{
    JournalRecord record;
    record.id = run.id;
    record.type = RecordType::Note;
    record.at = m_parts.clock->utcNow();
    record.actor = actor;
    record.object = run.ref;
    record.verb = triageVerb();
    record.state = state;
    record.reason = reason;
    record.message = TriageWords::tr("triage %1 of %2").arg(run.playbook, run.service);
    record.details = details;
    if (ClusterAccess *access = m_parts.workspace->access(run.ref.context))
        record.server = access->server();
    const auto decided = [&run](const QList<JournalRecord> &all) {
        return std::any_of(all.cbegin(), all.cend(), [&run](const JournalRecord &one) { return one.id == run.id && one.verb == triageVerb() && one.state == u"decided"; });
    };
    const auto place = m_parts.journal->appendUnless(decided, record);
    if (place && place->seq < 0)
        return decidedAlready(run.id);
    return place ? Result<Done>(Done{}) : place.error();
}

Error TriageService::decidedAlready(const QString &id)
{
    const auto run = load(id);
    const TriageDecision known = run && run->decision ? *run->decision : TriageDecision();
    return {ErrorKind::Refused, u"decided"_s, TriageWords::tr("The run is decided already: %1, by %2.").arg(known.verdict, known.by),
            TriageWords::tr("What was known then stays as it is. Begin another one."), {}};
}

void TriageService::readAll(const TriageRun &run, Answer done)
{
    readScene(run, {}, [run, done = std::move(done), this](const std::shared_ptr<TriageScene> &scene) {
        const auto round = std::make_shared<Round>(Round{{run, {}, {}}, scene, 1, done});
        QStringList wanted;
        for (const TriageItem &item : run.items)
            if (item.check.mode() != CheckMode::Manual)
                wanted.append(item.check.id);
        round->open += wanted.size();
        for (const QString &id : std::as_const(wanted))
            // Without a connection nothing is as it was recorded: not known is what it is now.
            readCheck(this, scene, round->view.run.item(id)->check, [round, id](const CheckReading &reading) {
                round->view.run.item(id)->reading = reading;
                if (reading.changes)
                    round->view.changes = reading.changes;
                round->arrived();
            });
        if (!scene->trouble)
            return round->arrived();
        scene->trouble([round](const Trouble &told) {
            round->trouble = told;
            round->arrived();
        });
    });
}

Result<Done> TriageService::freeze(QList<TriageItem> &items) const
{
    for (TriageItem &item : items)
        if (item.reading && !item.reading->output.isEmpty()) {
            const auto kept = m_evidence.keep(item.reading->output);
            if (!kept)
                return kept.error();
            if (!item.evidence.contains(*kept))
                item.evidence.append(*kept);
        }
    return Done{};
}

void TriageService::start(const TriageStart &start, Answer done)
{
    TriageRun run;
    run.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    run.ref = start.ref;
    run.service = start.ref.name;
    run.playbook = start.playbook;
    run.alert = start.alert;
    readScene(run, start.kind, [this, run, done = std::move(done)](const std::shared_ptr<TriageScene> &scene) mutable {
        // A cluster that is down is what triage is for; a name that does not exist is a mistake.
        if (scene->problem && scene->problem->kind != ErrorKind::Unreachable && scene->problem->kind != ErrorKind::NotPermitted)
            return done(*scene->problem);
        run.service = scene->service;
        run.environment = scene->environment;
        run.policyHash = scene->policy ? QString::fromLatin1(scene->policy->hash) : QString();
        const auto chosen = playbook(run.playbook, run.service, scene->policy);
        if (!chosen) {
            QStringList names;
            for (const PlaybookOffer &offer : playbooks())
                names.append(offer.playbook.name);
            return done(Error{ErrorKind::BadInput, u"noPlaybook"_s, TriageWords::tr("There is no playbook \"%1\".").arg(run.playbook.left(80)), TriageWords::tr("There are: %1").arg(names.join(u", "_s)), {}});
        }
        run.budget = chosen->budget;
        for (const PlaybookCheck &check : chosen->checks.mid(0, checksAtMost))
            run.items.append({check, {}, {}, {}});
        whoActs(run, [this, run, done](const Actor &actor) mutable {
            if (const auto begun = record(run, actor, u"started"_s, {}, startedDetails(run)); !begun)
                return done(begun.error());
            const auto begunRun = load(run.id);
            if (!begunRun)
                return done(begunRun.error());
            readAll(*begunRun, [this, actor, done](Result<TriageView> view) {
                if (!view)
                    return done(view);
                if (const auto frozen = freeze(view.value().run.items); !frozen)
                    return done(frozen.error());
                const auto seen = record(view->run, actor, u"read"_s, {}, readDetails(view->run.items));
                done(seen ? view : Result<TriageView>(seen.error()));
            });
        });
    });
}

/// Records have the hashes of what was seen, the store has the bytes; bytes that are gone or were changed are not shown as if nothing had been there.
TriageRun TriageService::withOutputs(TriageRun run) const
{
    for (TriageItem &item : run.items)
        if (item.reading && item.reading->output.isEmpty() && !item.reading->sha256.isEmpty()) {
            const auto kept = m_evidence.read(item.reading->sha256);
            item.reading->output = kept ? QString::fromUtf8(*kept) : kept.error().message;
        }
    return run;
}

void TriageService::show(const QString &id, Answer done)
{
    const auto run = load(id);
    if (!run)
        return done(run.error());
    // What was decided upon stays as it was seen.
    if (run->decision)
        return done(TriageView{withOutputs(*run), {}, {}});
    readAll(*run, std::move(done));
}

void TriageService::gather(const QString &id, Answer done)
{
    show(id, [this, done = std::move(done)](Result<TriageView> view) {
        if (!view || view->run.decision)
            return done(view);
        if (const auto frozen = freeze(view.value().run.items); !frozen)
            return done(frozen.error());
        whoActs(view->run, [this, view, done](const Actor &actor) {
            const auto seen = record(view->run, actor, u"read"_s, {}, readDetails(view->run.items));
            done(seen ? view : Result<TriageView>(seen.error()));
        });
    });
}

void TriageService::tick(const QString &id, const QString &item, const QString &note, ItemState state, Answer done)
{
    const auto run = load(id);
    if (!run)
        return done(run.error());
    const auto found = std::find_if(run->items.begin(), run->items.end(), [&item](const TriageItem &one) { return one.check.id == item; });
    if (found == run->items.end()) {
        QStringList names;
        for (const TriageItem &one : run->items)
            names.append(one.check.id);
        return done(Error{ErrorKind::BadInput, u"noItem"_s, TriageWords::tr("The run has no item \"%1\".").arg(item.left(80)), TriageWords::tr("It has: %1").arg(names.join(u", "_s)), {}});
    }
    if (run->decision)
        return done(decidedAlready(id));
    ifAllowed(*run, u"tick"_s, done, [this, run = *run, item, note, state, done] { tickAllowed(run, item, note, state, done); });
}

void TriageService::tickAllowed(const TriageRun &run, const QString &item, const QString &note, ItemState state, Answer done)
{
    readAll(run, [this, item, note, state, done = std::move(done)](Result<TriageView> view) {
        if (!view)
            return done(view);
        TriageItem *seen = view.value().run.item(item);
        whoActs(view->run, [this, view, note, state, done, item = *seen](const Actor &actor) mutable {
            TriageTick tick;
            tick.state = state;
            tick.note = note;
            if (item.reading && item.check.mode() != CheckMode::Manual) {
                if (item.check.mode() == CheckMode::Automatic && state == ItemState::Ok)
                    tick.state = item.reading->state;
                tick.key = item.reading->key;
                tick.finding = item.reading->finding;
                QList<TriageItem> one{item};
                if (const auto frozen = freeze(one); !frozen)
                    return done(frozen.error());
                tick.evidence = item.reading->sha256;
            }
            if (const auto kept = record(view->run, actor, u"ticked"_s, note, tickDetails(item.check.id, tick)); !kept)
                return done(kept.error());
            const auto now = load(view->run.id);
            if (!now)
                return done(now.error());
            // What was read a moment ago stands; what is recorded is taken from the record.
            for (TriageItem &was : view.value().run.items) {
                const auto again = std::find_if(now->items.begin(), now->items.end(), [&](const TriageItem &i) { return i.check.id == was.check.id; });
                was.tick = again->tick;
                was.evidence = again->evidence;
            }
            view.value().run.by = now->by;
            view.value().run.holder = now->holder;
            done(view);
        });
    });
}

void TriageService::untick(const QString &id, const QString &item, const QString &note, Answer done)
{
    auto run = load(id);
    if (!run)
        return done(run.error());
    TriageItem *found = run.value().item(item);
    if (run->decision)
        return done(decidedAlready(id));
    if (!found || !found->tick)
        return done(Error{ErrorKind::Refused, u"noItem"_s, TriageWords::tr("\"%1\" is not ticked.").arg(item.left(80)), TriageWords::tr("`maestro triage show RUN` shows which are."), {}});
    ifAllowed(*run, u"tick"_s, done, [this, run = *run, item, note, done] {
        whoActs(run, [this, run, item, note, done](const Actor &actor) {
            if (const auto kept = record(run, actor, u"unticked"_s, note, {{u"triage"_s, QJsonObject{{u"item"_s, item}}}}); !kept)
                return done(kept.error());
            show(run.id, done);
        });
    });
}

void TriageService::take(const QString &id, const QString &note, Answer done)
{
    const auto run = load(id);
    if (!run)
        return done(run.error());
    if (run->decision)
        return done(decidedAlready(id));
    whoActs(*run, [this, run = *run, note, done = std::move(done)](const Actor &actor) {
        if (const auto kept = record(run, actor, u"taken"_s, note, {}); !kept)
            return done(kept.error());
        show(run.id, done);
    });
}

void TriageService::decide(const QString &id, const QString &verdict, const QString &reason, Answer done)
{
    const auto run = load(id);
    if (!run)
        return done(run.error());
    if (run->decision)
        return done(decidedAlready(id));
    ifAllowed(*run, u"decide"_s, done, [this, run = *run, verdict, reason, done] { decideAllowed(run, verdict, reason, done); });
}

void TriageService::decideAllowed(const TriageRun &run, const QString &verdict, const QString &reason, Answer done)
{
    readAll(run, [this, verdict, reason, done = std::move(done)](Result<TriageView> view) {
        if (!view)
            return done(view);
        if (const auto frozen = freeze(view.value().run.items); !frozen)
            return done(frozen.error());
        whoActs(view->run, [this, view, verdict, reason, done](const Actor &actor) mutable {
            QJsonArray evidence;
            for (const TriageItem &item : view->run.items)
                if (item.reading && !item.reading->sha256.isEmpty())
                    evidence.append(item.reading->sha256);
            if (const auto seen = record(view->run, actor, u"read"_s, {}, readDetails(view->run.items)); !seen)
                return done(seen.error());
            const QJsonObject details{{u"triage"_s, QJsonObject{{u"verdict"_s, verdict}, {u"evidence"_s, evidence}, {u"suggestion"_s, suggestionWord(view->suggestion.kind)}}}};
            if (const auto kept = record(view->run, actor, u"decided"_s, reason, details); !kept)
                return done(kept.error());
            const auto now = load(view->run.id);
            if (!now)
                return done(now.error());
            view.value().run = *now;
            done(view);
        });
    });
}

} // namespace maestro
