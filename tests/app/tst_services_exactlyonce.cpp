// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/config/kubeconfig.h"
#include "sandbox/store/objectwriter.h"
#include "services/operation/operationservice.h"
#include "services/operation/reconciler.h"
#include "support/kubetest.h"
#include "support/sandboxworld.h"

#include <QRandomGenerator>
#include <QScopedValueRollback>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

constexpr int objectsAtOnce = 32;
constexpr int observeMs = 500;
constexpr int patienceMs = 60'000;

/// A person at a console of their own: connection, Journal, locks.
struct Operator
{
    Operator(const ContextConfig &context, const QString &home, const Clock *clock)
        : access(context, clock, nullptr)
        , journal(home + u"/journal"_s, clock)
        , service([this](const QString &) { return &access; }, &journal, clock)
    {
        service.setLockDirectory(home + u"/locks"_s);
        service.setObserveTimeout(observeMs);
    }

    ClusterAccess access;
    JournalService journal;
    OperationService service;
};

/// One plan that was confirmed, as often as a button was pressed.
struct Confirmed
{
    OperationPlanPtr plan;
    int presses = 0;
    QList<Outcome> outcomes;
};

/// What one request that arrived did.
struct Arrived
{
    sandbox::Arrival arrival;
    bool lost = false;
    QJsonObject before; ///< the object, when the request changed it
    QJsonObject after;
};

enum class Move { Plan, Confirm, Press, Push };

/// What is still to happen to one Rollout, in this order.
struct Entry
{
    Move move;
    int who = 0;
};
using Script = QList<Entry>;

QString imageOf(const QJsonObject &object)
{
    return object[u"spec"][u"template"][u"spec"][u"containers"][0][u"image"].toString();
}

} // namespace

/// Rounds of chance over a simulated cluster whose time only moves when it is told to: two operators, double clicks, pushes by CI
/// at every moment (also between a request's leaving and its arrival), lost replies, slow controllers. What each console claims
/// is compared with what the server really did. MAESTRO_ROUNDS and MAESTRO_SEED make it a campaign.
class TestExactlyOnce : public QObject
{
    Q_OBJECT

    SteadyClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;
    std::vector<std::unique_ptr<Operator>> m_people;
    QRandomGenerator m_chance;
    QHash<QString, OperationPlanPtr> m_plans; ///< by operator and object
    QSet<QString> m_planning;
    QList<Confirmed> m_confirmed;
    QList<Arrived> m_arrived;
    int m_pushed = 0;
    QHash<OutcomeState, int> m_claims;
    int m_settled = 0;

    bool m_others = false; ///< controllers or CI are at work, not a request

    void live(int ms)
    {
        const QScopedValueRollback others(m_others, true);
        cluster().run(ms);
    }
    bool chance(double p) { return m_chance.generateDouble() < p; }
    int pick(int below) { return int(m_chance.bounded(below)); }
    sandbox::Cluster &cluster() { return *m_world->clusters().first(); }
    static QString key(int who, const QString &name) { return QString::number(who) + name; }

    sandbox::Scenario scenario()
    {
        const QJsonObject pause {{u"pause"_s, QJsonObject()}};
        QList<sandbox::RolloutPlan> rollouts;
        QList<sandbox::ScriptEntry> script;
        for (int i = 0; i < objectsAtOnce; ++i) {
            sandbox::RolloutPlan one = test::canary(u"default"_s, u"web-%1"_s.arg(i), {QJsonObject {{u"setWeight"_s, 25}}, pause, QJsonObject {{u"setWeight"_s, 50}}, pause});
            if (i % 4 == 3) {
                one.strategy = sandbox::RolloutPlan::Strategy::BlueGreen;
                one.steps = {};
                one.strategySpec = {{u"autoPromotionEnabled"_s, false}};
            }
            one.replicas = 2;
            one.versions = {u"v1"_s, u"v2"_s};
            if (chance(0.85))
                script.append(test::newVersion(one, u"v3"_s, 60'000));
            if (chance(0.3)) {
                using Action = sandbox::ScriptEntry::Action;
                constexpr Action before[] = {Action::Abort, Action::Promote, Action::Pause};
                sandbox::ScriptEntry entry = test::newVersion(one, {}, 30'000);
                entry.action = before[pick(3)];
                script.append(entry);
            }
            rollouts.append(one);
        }
        sandbox::ClusterPlan plan = test::box(u"default"_s, rollouts);
        plan.script = script;
        return {u"test"_s, {}, {plan}};
    }

    /// Somebody else changes the image, as `kubectl set image` does.
    void push(const QString &name)
    {
        const auto &type = sandbox::typeOf(u"Rollout"_s);
        QJsonObject body = cluster().store().find(type, u"default"_s, name)->body();
        QJsonObject spec = body[u"spec"].toObject();
        QJsonObject pods = spec[u"template"].toObject();
        QJsonObject podSpec = pods[u"spec"].toObject();
        QJsonArray containers = podSpec[u"containers"].toArray();
        QJsonObject container = containers[0].toObject();
        container.insert(u"image"_s, u"app:ci%1"_s.arg(++m_pushed));
        containers[0] = container;
        podSpec.insert(u"containers"_s, containers);
        pods.insert(u"spec"_s, podSpec);
        spec.insert(u"template"_s, pods);
        body.insert(u"spec"_s, spec);
        const QScopedValueRollback others(m_others, true);
        cluster().writer().update(type, u"default"_s, name, body, {u"ci"_s, false, false});
    }

    std::optional<sandbox::Faults::Lose> met(const sandbox::Arrival &arrival)
    {
        if (arrival.method != "PATCH" || arrival.query.contains(u"dryRun"))
            return {};
        const QString name = arrival.path.section(u'/', 7, 7);
        if (chance(0.1))
            push(name);
        if (chance(0.1))
            live(200); // the controller was quicker
        Arrived deed;
        deed.arrival = arrival;
        std::optional<sandbox::Faults::Lose> lost;
        if (chance(0.12))
            lost = chance(0.5) ? sandbox::Faults::Lose::AfterCommit : sandbox::Faults::Lose::BeforeCommit;
        deed.lost = lost.has_value();
        m_arrived.append(deed);
        return lost;
    }

    void begin(quint32 seed, bool ignoreTests)
    {
        m_chance.seed(seed);
        m_plans.clear();
        m_planning.clear();
        m_confirmed.clear();
        m_arrived.clear();
        m_people.clear();
        m_world.reset();
        m_dir = std::make_unique<QTemporaryDir>();
        sandbox::SandboxOptions options;
        options.scenario = scenario();
        options.now = m_clock.utcNow();
        options.kubeconfig = m_dir->filePath(u"kc"_s);
        options.speed = 0;
        options.plain = true;
        m_world = std::make_unique<sandbox::Sandbox>(options);
        QSignalSpy ready(m_world.get(), &sandbox::Sandbox::ready);
        m_world->start();
        QVERIFY(ready.size() == 1 || ready.wait(20'000));
        cluster().faults().ignoreTests = ignoreTests;
        cluster().faults().controllerDelayMs = chance(0.4) ? pick(3'000) : 0;
        cluster().faults().beforeMutation = [this](const sandbox::Arrival &arrival) { return met(arrival); };
        connect(&cluster().store(), &sandbox::ObjectStore::changed, this, [this](const sandbox::Change &change) {
            if (m_others || m_arrived.isEmpty() || !change.previous || change.object->type().kind != u"Rollout")
                return;
            m_arrived.last().before = change.previous->body();
            m_arrived.last().after = change.object->body();
        });
        const Result<Kubeconfig> kubeconfig = Kubeconfig::load({m_dir->filePath(u"kc"_s), {}, {}});
        QVERIFY2(kubeconfig, kubeconfig ? "" : qPrintable(kubeconfig.error().message));
        for (int who = 0; who < 2; ++who) {
            m_people.push_back(std::make_unique<Operator>(*kubeconfig->context(kubeconfig->currentContext()), m_dir->filePath(u"home%1"_s.arg(who)), &m_clock));
            OperationService *service = &m_people.back()->service;
            connect(service, &OperationPort::planReady, this, [this, who](const OperationPlanPtr &plan) {
                m_planning.remove(key(who, plan->request.target.name));
                m_plans.insert(key(who, plan->request.target.name), plan);
            });
            connect(service, &OperationPort::planFailed, this, [this, who](const OperationRequest &request, const Error &) { m_planning.remove(key(who, request.target.name)); });
            connect(service, &OperationPort::finished, this, [this](const Outcome &outcome) {
                for (Confirmed &one : m_confirmed)
                    if (one.plan->before == outcome.before)
                        one.outcomes.append(outcome);
            });
        }
    }

    /// Two operators who plan and confirm, some of them twice or late, and CI.
    Script script()
    {
        QList<Script> lanes;
        for (int who = 0; who < 2; ++who) {
            Script lane;
            for (int again = chance(0.3) ? 2 : 1; again > 0; --again) {
                lane.append({Move::Plan, who});
                lane.append({Move::Confirm, who});
                for (int more = chance(0.3) ? 1 + pick(2) : 0; more > 0; --more)
                    lane.append({Move::Press, who});
            }
            lanes.append(lane);
        }
        if (chance(0.3))
            lanes.append({{Move::Push}});
        Script mixed;
        while (!lanes.isEmpty()) {
            Script &lane = lanes[pick(int(lanes.size()))];
            mixed.append(lane.takeFirst());
            lanes.removeIf([](const Script &one) { return one.isEmpty(); });
        }
        return mixed;
    }

    /// False: it has to wait for the plan.
    bool play(const Entry &entry, const QString &name)
    {
        constexpr Verb verbs[] = {Verb::Promote, Verb::Promote, Verb::PromoteFull, Verb::SkipStep, Verb::Abort, Verb::Abort, Verb::Retry, Verb::Pause, Verb::Resume, Verb::Restart, Verb::Rollback, Verb::Rollback};
        const QString place = key(entry.who, name);
        OperationService &service = m_people[size_t(entry.who)]->service;
        switch (entry.move) {
        case Move::Push:
            push(name);
            return true;
        case Move::Plan: {
            OperationRequest request;
            request.verb = verbs[pick(int(std::size(verbs)))];
            request.target = {u"box"_s, u"default"_s, name};
            m_plans.remove(place);
            m_planning.insert(place);
            service.requestPlan(request);
            return true;
        }
        case Move::Confirm:
            if (m_planning.contains(place))
                return false;
            if (const OperationPlanPtr plan = m_plans.value(place)) {
                m_confirmed.append({plan, 1, {}});
                service.execute(plan, {plan->digest, u"as the round says"_s, {}});
            }
            return true;
        case Move::Press:
            for (Confirmed &one : m_confirmed) {
                if (one.plan == m_plans.value(place)) {
                    ++one.presses;
                    service.execute(one.plan, {one.plan->digest, u"as the round says"_s, {}});
                }
            }
            return true;
        }
        return true;
    }

    bool allTold() const
    {
        return std::all_of(m_confirmed.begin(), m_confirmed.end(), [](const Confirmed &one) { return one.outcomes.size() >= one.presses; });
    }

    /// Plays one batch of rounds; what broke a promise, in words.
    QStringList batch(quint32 seed, bool ignoreTests = false)
    {
        begin(seed, ignoreTests);
        if (QTest::currentTestFailed())
            return {u"the world did not begin"_s};
        QList<Script> scripts;
        for (int i = 0; i < objectsAtOnce; ++i)
            scripts.append(script());
        while (std::any_of(scripts.begin(), scripts.end(), [](const Script &one) { return !one.isEmpty(); })) {
            const int i = pick(objectsAtOnce);
            if (!scripts[i].isEmpty() && play(scripts[i].first(), u"web-%1"_s.arg(i)))
                scripts[i].removeFirst();
            if (chance(0.3))
                live(50 * pick(8));
            if (chance(0.5))
                QTest::qWait(pick(4));
        }
        QElapsedTimer since;
        for (since.start(); !allTold() && since.elapsed() < patienceMs; live(100))
            QTest::qWait(5);
        QTest::qWait(20); // nothing more is told
        QStringList broken = judge();
        cluster().faults().beforeMutation = {};
        broken += settle();
        return broken;
    }

    QList<Arrived> arrivedOf(const Confirmed &confirmed) const
    {
        QList<Arrived> out;
        for (const Outcome &outcome : confirmed.outcomes)
            for (const Arrived &deed : m_arrived)
                if (!outcome.id.isEmpty() && deed.arrival.auditId.startsWith(outcome.id))
                    out.append(deed);
        return out;
    }

    /// What was changed must be what was shown.
    static QString otherThanShown(const OperationPlan &plan, const Arrived &deed)
    {
        const QJsonObject status = deed.before[u"status"].toObject();
        if (deed.before[u"metadata"][u"uid"].toString() != plan.before->rollout.meta.uid)
            return u"another object"_s;
        const Verb verb = plan.request.verb;
        if (verb == Verb::Pause || verb == Verb::Resume || verb == Verb::Restart)
            return {};
        if (status[u"currentPodHash"].toString() != plan.before->rollout.currentPodHash)
            return u"shown revision %1, changed %2"_s.arg(plan.before->rollout.currentPodHash, status[u"currentPodHash"].toString());
        if (verb == Verb::Promote && plan.before->rollout.currentStepIndex && status[u"currentStepIndex"].toInt() != *plan.before->rollout.currentStepIndex)
            return u"shown step %1, changed %2"_s.arg(*plan.before->rollout.currentStepIndex).arg(status[u"currentStepIndex"].toInt());
        if (plan.targetRevision && plan.way != RollbackWay::Abort && plan.targetRevision->images.value(0) != imageOf(deed.after))
            return u"shown image %1, set %2"_s.arg(plan.targetRevision->images.value(0), imageOf(deed.after));
        return {};
    }

    QStringList judge()
    {
        QStringList broken;
        QSet<QString> known;
        for (const Confirmed &one : std::as_const(m_confirmed)) {
            const QString what = u"%1 of %2: "_s.arg(verbWord(one.plan->request.verb), one.plan->request.target.name);
            const QList<Arrived> deeds = arrivedOf(one);
            if (one.outcomes.size() != one.presses)
                broken.append(what + u"%1 confirmations, %2 outcomes"_s.arg(one.presses).arg(one.outcomes.size()));
            if (deeds.size() > one.plan->requests.size())
                broken.append(what + u"%1 requests arrived for one plan"_s.arg(deeds.size()));
            qsizetype committed = 0;
            bool lost = false;
            for (const Arrived &deed : deeds) {
                known.insert(deed.arrival.auditId);
                lost = lost || deed.lost;
                if (!deed.after.isEmpty()) {
                    ++committed;
                    if (const QString other = otherThanShown(*one.plan, deed); !other.isEmpty())
                        broken.append(what + other);
                }
                if (std::none_of(one.plan->requests.begin(), one.plan->requests.end(), [&](const PlannedRequest &planned) { return planned.body == deed.arrival.body; }))
                    broken.append(what + u"other bytes than shown"_s);
            }
            for (const Outcome &outcome : one.outcomes) {
                const bool first = !outcome.id.isEmpty();
                ++m_claims[outcome.state];
                const QString said = what + u"claims \"%1\" (%2); %3 of %4 requests changed something"_s.arg(outcomeWord(outcome.state), outcome.message).arg(committed).arg(one.plan->requests.size());
                const bool untouched = outcome.state == OutcomeState::Refused || outcome.state == OutcomeState::NotPermitted || outcome.state == OutcomeState::NotSent;
                if (first && untouched && committed > 0)
                    broken.append(said);
                if (outcome.state == OutcomeState::NotSent && !deeds.isEmpty())
                    broken.append(said);
                if ((outcome.state == OutcomeState::Applied || outcome.state == OutcomeState::NotObserved) && committed == 0 && !lost)
                    broken.append(said);
                if (outcome.state == OutcomeState::Unknown && !lost)
                    broken.append(said);
                if (outcome.state == OutcomeState::Failed && (committed == 0 || committed == one.plan->requests.size()) && !lost)
                    broken.append(said);
            }
        }
        for (const Arrived &deed : std::as_const(m_arrived))
            if (!known.contains(deed.arrival.auditId))
                broken.append(u"a request of nobody's confirmation: "_s + deed.arrival.path);
        return broken;
    }

    /// What is still open is settled by reading alone, and the Journals hold together.
    QStringList settle()
    {
        QStringList broken;
        QSet<QString> intents;
        const qsizetype sent = m_arrived.size();
        const int patched = test::patchesAt(*m_world);
        for (const auto &person : m_people) {
            Reconciler reconciler([&](const QString &) { return &person->access; }, &person->journal, &m_clock);
            Await<Result<QList<Reconciled>>> done;
            reconciler.run(done.callback());
            const Result<QList<Reconciled>> ends = done.get(patienceMs);
            if (!ends) {
                broken.append(u"reconciling failed: "_s + ends.error().message);
                continue;
            }
            m_settled += int(ends->size());
            for (const Reconciled &end : *ends) {
                const bool changed = std::any_of(m_arrived.begin(), m_arrived.end(), [&](const Arrived &deed) { return deed.arrival.auditId.startsWith(end.id) && !deed.after.isEmpty(); });
                if (changed && (end.state == OutcomeState::NotSent || end.state == OutcomeState::Refused))
                    broken.append(u"reconciled as \"%1\" what was changed: %2"_s.arg(outcomeWord(end.state), end.message));
            }
            const JournalVerification verification = person->journal.verification();
            if (verification.state != JournalState::Valid)
                broken.append(u"the Journal does not verify: "_s + verification.message);
            const Result<QList<JournalRecord>> records = person->journal.records();
            for (const JournalRecord &record : *records)
                if (record.type == RecordType::Intent)
                    intents.insert(record.id);
        }
        for (const Arrived &deed : std::as_const(m_arrived))
            if (!intents.contains(deed.arrival.auditId.section(u'-', 0, -2)))
                broken.append(u"a request without an intent: "_s + deed.arrival.auditId);
        if (m_arrived.size() != sent || test::patchesAt(*m_world) != patched)
            broken.append(u"reconciling wrote"_s);
        return broken;
    }

private Q_SLOTS:
    void campaign()
    {
        const int rounds = qEnvironmentVariableIsSet("MAESTRO_ROUNDS") ? qEnvironmentVariableIntValue("MAESTRO_ROUNDS") : 4 * objectsAtOnce;
        const quint32 first = qEnvironmentVariableIsSet("MAESTRO_SEED") ? quint32(qEnvironmentVariableIntValue("MAESTRO_SEED")) : 1;
        for (int i = 0; i * objectsAtOnce < rounds; ++i) {
            const quint32 seed = first + quint32(i);
            const QStringList broken = batch(seed);
            QVERIFY2(broken.isEmpty(), qPrintable(u"MAESTRO_SEED=%1 MAESTRO_ROUNDS=1:\n%2"_s.arg(seed).arg(broken.join(u'\n'))));
        }
        QVERIFY2(m_claims.value(OutcomeState::Applied) > 0 && m_claims.value(OutcomeState::Refused) > 0, "the rounds tried nothing");
        for (auto claim = m_claims.constBegin(); claim != m_claims.constEnd(); ++claim)
            qInfo("%s: %d", qPrintable(outcomeWord(claim.key())), claim.value());
    }

    /// The same rounds with a server that ignores what the operator saw: the campaign must notice.
    void noticesPlainPatches()
    {
        QStringList other;
        for (quint32 seed = 1; other.isEmpty() && seed < 20; ++seed)
            other = batch(seed, true).filter(u"shown"_s);
        QVERIFY2(!other.isEmpty(), "patches without preconditions were not noticed");
    }
};

QTEST_GUILESS_MAIN(TestExactlyOnce)
#include "tst_services_exactlyonce.moc"
