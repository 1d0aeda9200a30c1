// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/validation/messagenames.h"
#include "domain/validation/policyduration.h"
#include "domain/validation/validationtracker.h"

#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

QDateTime at(int seconds)
{
    return QDateTime::fromSecsSinceEpoch(1'900'000'000 + seconds, Qt::UTC);
}

Pod pod(const QString &name, const QString &hash)
{
    Pod pod;
    pod.meta.name = name;
    pod.meta.uid = u"uid-"_s + name;
    pod.meta.labels = {{u"rollouts-pod-template-hash"_s, hash}};
    pod.meta.createdAt = at(-3600);
    pod.status = u"Running"_s;
    pod.containers = pod.readyContainers = 1;
    pod.ready = true;
    pod.images = {u"app:"_s + hash};
    return pod;
}

/// A canary whose update was aborted: good serves everybody, bad is what was left.
RolloutSnapshot aborted()
{
    RolloutSnapshot now;
    Rollout &rollout = now.rollout;
    rollout.workload = WorkloadKind::Rollout;
    rollout.strategy = Strategy::Canary;
    rollout.meta.uid = u"uid-web"_s;
    rollout.meta.generation = 3;
    rollout.observedGeneration = u"3"_s;
    rollout.specReplicas = 2;
    rollout.abort = true;
    rollout.stableHash = u"good"_s;
    rollout.currentPodHash = u"bad"_s;
    now.weight = Weight{0, std::nullopt, 0, std::nullopt, 100, u"pods 0 of 2"_s};
    now.pods = {pod(u"a"_s, u"good"_s), pod(u"b"_s, u"good"_s)};
    Revision good;
    good.hash = u"good"_s;
    good.replicaSetUid = u"uid-rs"_s;
    now.revisions = {good};
    return now;
}

ValidationSubject subject()
{
    ValidationSubject subject;
    subject.id = u"id-1"_s;
    subject.target = {u"box"_s, u"shop"_s, u"web"_s};
    subject.verb = u"abort"_s;
    subject.actionAt = at(0);
    subject.fromHash = u"bad"_s;
    subject.toHash = u"good"_s;
    subject.fromImages = {u"app:bad"_s};
    subject.toImages = {u"app:good"_s};
    return subject;
}

ValidationLook lookAt(int seconds, const RolloutSnapshot &workload = aborted())
{
    ValidationLook look;
    look.at = at(seconds);
    look.actionAt = at(0);
    look.workload = workload;
    look.warnings = QList<KubeEvent>();
    return look;
}

ValidationStep step(CheckType type)
{
    ValidationStep step;
    step.id = checkTypeWord(type);
    step.type = type;
    return step;
}

CheckState judged(CheckType type, const ValidationLook &look)
{
    ValidationTracker tracker({{step(type)}}, subject(), nullptr);
    tracker.look(look);
    return tracker.items().constFirst().state;
}

KubeEvent warning(const QString &uid, const QString &reason, int seconds)
{
    KubeEvent event;
    event.type = u"Warning"_s;
    event.reason = reason;
    event.regardingUid = uid;
    event.lastAt = at(seconds);
    return event;
}

JournalRecord record(RecordType type, const QString &id, const QString &verb, const QString &state, int seconds, const QString &name = u"web"_s)
{
    JournalRecord record;
    record.type = type;
    record.id = id;
    record.verb = verb;
    record.state = state;
    record.at = at(seconds);
    record.object = {u"box"_s, u"shop"_s, name};
    return record;
}

QStringList ids(const QList<ValidationSubject> &subjects)
{
    QStringList out;
    for (const ValidationSubject &one : subjects)
        out.append(one.id);
    return out;
}

} // namespace

class tst_domain_validation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pods()
    {
        QCOMPARE(judged(CheckType::Pods, lookAt(10)), CheckState::Ok);
        RolloutSnapshot now = aborted();
        now.pods[1].ready = false;
        QCOMPARE(judged(CheckType::Pods, lookAt(10, now)), CheckState::Waiting);
        now = aborted();
        now.pods.removeLast();
        QCOMPARE(judged(CheckType::Pods, lookAt(10, now)), CheckState::Waiting);
        now = aborted();
        now.pods.append(pod(u"left"_s, u"bad"_s)); // kept for a while by the controller: not what serves
        now.pods.last().ready = false;
        QCOMPARE(judged(CheckType::Pods, lookAt(10, now)), CheckState::Ok);
        now = aborted();
        now.missing = {u"pods: forbidden"_s};
        QCOMPARE(judged(CheckType::Pods, lookAt(10, now)), CheckState::Unknown);
        now = aborted();
        now.pods[0].images = {u"app:bad"_s};
        QCOMPARE(judged(CheckType::Pods, lookAt(10, now)), CheckState::Bad);
        ValidationLook nothing;
        nothing.at = at(10);
        QCOMPARE(judged(CheckType::Pods, nothing), CheckState::Unknown);
    }

    void restarts_data()
    {
        QTest::addColumn<int>("createdAt");
        QTest::addColumn<int>("endedAt"); // 0: not told
        QTest::addColumn<CheckState>("state");
        QTest::newRow("before the action") << -3600 << -1 << CheckState::Ok;
        QTest::newRow("at the action") << -3600 << 1 << CheckState::Bad;
        QTest::newRow("nobody knows when") << -3600 << 0 << CheckState::Unknown;
        QTest::newRow("of a pod made since") << 2 << 0 << CheckState::Bad;
    }
    void restarts()
    {
        QFETCH(int, createdAt);
        QFETCH(int, endedAt);
        RolloutSnapshot now = aborted();
        now.pods[0].restarts = 1;
        now.pods[0].meta.createdAt = at(createdAt);
        if (endedAt != 0)
            now.pods[0].lastTerminatedAt = at(endedAt);
        QTEST(judged(CheckType::Pods, lookAt(10, now)), "state");
    }

    void traffic()
    {
        QCOMPARE(judged(CheckType::Traffic, lookAt(10)), CheckState::Ok);
        RolloutSnapshot now = aborted();
        now.weight->observed = 25; // the Ingress lags behind
        QCOMPARE(judged(CheckType::Traffic, lookAt(10, now)), CheckState::Waiting);
        now.weight->observed.reset();
        now.weight->recorded = 0;
        QCOMPARE(judged(CheckType::Traffic, lookAt(10, now)), CheckState::Unknown);
        now.weight->verified = true;
        QCOMPARE(judged(CheckType::Traffic, lookAt(10, now)), CheckState::Ok);
        now = aborted();
        now.rollout.observedGeneration = u"2"_s;
        QCOMPARE(judged(CheckType::Traffic, lookAt(10, now)), CheckState::Waiting);
        now = aborted();
        now.rollout.abort = false; // somebody tries again
        QCOMPARE(judged(CheckType::Traffic, lookAt(10, now)), CheckState::Waiting);
        now.rollout.stableHash = u"bad"_s; // and it got through
        QCOMPARE(judged(CheckType::Traffic, lookAt(10, now)), CheckState::Bad);
        now = aborted();
        now.rollout.abort = false;
        now.rollout.currentPodHash = u"good"_s;
        now.weight->observed = 100;
        QCOMPARE(judged(CheckType::Traffic, lookAt(10, now)), CheckState::Ok);
    }

    void events()
    {
        ValidationLook look = lookAt(10);
        QCOMPARE(judged(CheckType::Events, look), CheckState::Ok);
        look.warnings = {warning(u"uid-web"_s, u"RolloutAborted"_s, 1), warning(u"uid-a"_s, u"BackOff"_s, -1), warning(u"elsewhere"_s, u"BackOff"_s, 5)};
        QCOMPARE(judged(CheckType::Events, look), CheckState::Ok);
        look.warnings->append(warning(u"uid-a"_s, u"Unhealthy"_s, 0));
        QCOMPARE(judged(CheckType::Events, look), CheckState::Bad);
        look.warnings.reset();
        QCOMPARE(judged(CheckType::Events, look), CheckState::Unknown);

        ValidationStep quiet = step(CheckType::Events);
        quiet.forMs = 60'000;
        quiet.errorPatterns = {u"panic"_s};
        ValidationTracker tracker({{quiet}}, subject(), nullptr);
        look = lookAt(59);
        look.warnings = {warning(u"uid-rs"_s, u"FailedCreate"_s, 0)};
        look.errorLines = QList<ErrorLine>();
        tracker.look(look);
        QCOMPARE(tracker.items().constFirst().state, CheckState::Bad);
        look.at = at(61);
        tracker.look(look);
        QCOMPARE(tracker.items().constFirst().state, CheckState::Ok);
        look.errorLines.reset();
        tracker.look(look);
        QCOMPARE(tracker.items().constFirst().state, CheckState::Unknown);
        look.errorLines = {{u"a"_s, u"panic: no"_s}};
        tracker.look(look);
        QCOMPARE(tracker.items().constFirst().state, CheckState::Bad);
    }

    /// VAL-02: three in a row, and one answer counts once however often it is looked at.
    void healthInARow()
    {
        ValidationStep probe = step(CheckType::Health);
        probe.probe = u"public"_s;
        probe.times = 3;
        ValidationTracker tracker({{probe}}, subject(), nullptr);
        const auto state = [&](int seconds, std::optional<bool> ok) {
            ValidationLook look = lookAt(seconds);
            look.probes.insert(u"public"_s, {ok, u"https://x/health"_s, at(seconds), {}});
            tracker.look(look);
            return tracker.items().constFirst().state;
        };
        QCOMPARE(state(1, true), CheckState::Waiting);
        QCOMPARE(state(1, true), CheckState::Waiting);
        QCOMPARE(state(1, true), CheckState::Waiting);
        QCOMPARE(state(2, true), CheckState::Waiting);
        QCOMPARE(state(3, false), CheckState::Bad);
        QCOMPARE(state(4, true), CheckState::Waiting);
        QCOMPARE(state(5, true), CheckState::Waiting);
        QCOMPARE(state(6, std::nullopt), CheckState::Unknown);
        QCOMPARE(state(7, true), CheckState::Waiting);
        QCOMPARE(state(8, true), CheckState::Waiting);
        QCOMPARE(state(9, true), CheckState::Ok);
        ValidationLook none = lookAt(10);
        tracker.look(none);
        QCOMPARE(tracker.items().constFirst().state, CheckState::Unknown);
    }

    void gatesForAWhile()
    {
        ValidationStep gates = step(CheckType::AlertsAndGates);
        gates.forMs = 300'000;
        gates.tolerance = 0.05;
        auto policy = std::make_shared<Policy>();
        PolicyMetric metric;
        metric.name = u"errors"_s;
        policy->metrics = {metric};
        ValidationTracker tracker({{gates}}, subject(), policy);
        const auto state = [&](int seconds, GateState gate, double value, bool firing = false) {
            auto report = std::make_shared<SloReport>();
            report->at = at(seconds);
            GateReading reading;
            reading.gate.subject = u"errors"_s;
            reading.verdict.state = gate;
            reading.verdict.value = value;
            reading.verdict.baseline = 0.01;
            report->gates = {reading};
            ValidationLook look = lookAt(seconds);
            look.report = report;
            look.alerts = QList<AlertReading>();
            if (firing)
                look.alerts->append(AlertReading{});
            tracker.look(look);
            return tracker.items().constFirst().state;
        };
        QCOMPARE(state(0, GateState::Fail, 0.01), CheckState::Bad);
        QCOMPARE(state(10, GateState::Hold, 0.02), CheckState::Waiting);
        QCOMPARE(state(15, GateState::Unset, 0.02), CheckState::Unknown);
        QCOMPARE(state(20, GateState::Unset, 0.0105), CheckState::Waiting); // back at the baseline; five minutes begin
        QCOMPARE(state(319, GateState::Pass, 0.01), CheckState::Waiting);
        QCOMPARE(state(320, GateState::Pass, 0.01), CheckState::Ok);
        QCOMPARE(state(321, GateState::Pass, 0.01, true), CheckState::Bad);
        QCOMPARE(state(322, GateState::Pass, 0.01), CheckState::Waiting);
        ValidationLook old = lookAt(900);
        tracker.look(old);
        QCOMPARE(tracker.items().constFirst().state, CheckState::Unknown);
    }

    /// A message follows the verification; a tool is part of it, and only a person says how it went.
    void whatAPersonSays()
    {
        ValidationTracker tracker({{step(CheckType::Pods), step(CheckType::Message), step(CheckType::Tool)}}, subject(), nullptr);
        ValidationLook look = lookAt(1);
        tracker.look(look);
        Validation validation;
        validation.items = tracker.items();
        QVERIFY(!validation.allRequiredOk());
        look.confirmed.insert(u"tool"_s, {u"ann"_s, at(2), true, {}});
        tracker.look(look);
        validation.items = tracker.items();
        QVERIFY(validation.allRequiredOk());
        QCOMPARE(validation.item(u"message"_s)->state, CheckState::Waiting);
        look.confirmed[u"tool"_s].ok = false;
        tracker.look(look);
        QCOMPARE(tracker.items().at(2).state, CheckState::Bad);
        QVERIFY(!Validation().allRequiredOk()); // nothing was looked at
    }

    void stopwatch()
    {
        Validation validation;
        validation.since = at(0);
        QCOMPARE(validation.pace(at(299)), Pace::InTime);
        QCOMPARE(validation.pace(at(300)), Pace::Late);
        QCOMPARE(validation.pace(at(599)), Pace::Late);
        QCOMPARE(validation.pace(at(600)), Pace::TooLate);
        validation.endedAt = at(100);
        QCOMPARE(validation.elapsedMs(at(5000)), 100'000);
        QCOMPARE(validation.pace(at(5000)), Pace::InTime);
    }

    void recordsAndBack()
    {
        Validation validation;
        validation.id = u"id-1"_s;
        validation.target = subject().target;
        validation.service = u"web"_s;
        validation.verb = u"abort"_s;
        validation.since = at(-90);
        validation.trigger = u"HighLatency"_s;
        validation.severity = u"P1"_s;
        validation.acceptedAt = at(1);
        validation.endedAt = at(60);
        validation.end = ValidationEnd::Verified;
        validation.lateMs = 1000;
        validation.items = {{u"pods"_s, u"pods"_s, true, CheckState::Ok, at(30), {{u"pods ready"_s, u"https://api"_s, at(59), u"2 of 2"_s}}},
                            {u"tell"_s, u"message"_s, false, CheckState::Waiting, at(1), {}}};
        JournalRecord kept = record(RecordType::Observe, u"id-1"_s, u"validate"_s, validationEndWord(validation.end), 60);
        kept.details = validationDetails(validation);
        QCOMPARE(validationFromRecord(kept), validation);
    }

    /// What a restart has to take up, from the records alone.
    void openValidations()
    {
        const QList<JournalRecord> records{
            record(RecordType::Intent, u"old"_s, u"rollback"_s, u"open"_s, -9000, u"old"_s), record(RecordType::Outcome, u"old"_s, u"rollback"_s, u"applied"_s, -8999, u"old"_s),
            record(RecordType::Observe, u"old"_s, u"validate"_s, u"validating"_s, -8990, u"old"_s),
            record(RecordType::Intent, u"first"_s, u"rollback"_s, u"open"_s, 0), record(RecordType::Outcome, u"first"_s, u"rollback"_s, u"applied"_s, 1),
            record(RecordType::Observe, u"first"_s, u"validate"_s, u"validating"_s, 2),
            record(RecordType::Intent, u"second"_s, u"abort"_s, u"open"_s, 10), record(RecordType::Outcome, u"second"_s, u"abort"_s, u"unknown"_s, 11),
            record(RecordType::Reconcile, u"second"_s, u"abort"_s, u"applied"_s, 12),
            record(RecordType::Intent, u"refused"_s, u"abort"_s, u"open"_s, 20), record(RecordType::Outcome, u"refused"_s, u"abort"_s, u"refused"_s, 21),
            record(RecordType::Intent, u"onward"_s, u"promote"_s, u"open"_s, 30), record(RecordType::Outcome, u"onward"_s, u"promote"_s, u"applied"_s, 31),
            record(RecordType::Intent, u"done"_s, u"abort"_s, u"open"_s, 40, u"api"_s), record(RecordType::Outcome, u"done"_s, u"abort"_s, u"applied"_s, 41, u"api"_s),
            record(RecordType::Observe, u"done"_s, u"validate"_s, u"verified"_s, 50, u"api"_s),
        };
        const OpenValidations open = maestro::openValidations(records, at(100), 7200'000);
        QCOMPARE(ids(open.open), QStringList{u"second"_s});
        QCOMPARE(ids(open.superseded), QStringList{u"first"_s});
        QCOMPARE(ids(open.tooOld), QStringList{u"old"_s});
        QVERIFY(!open.open.constFirst().acceptedAt.isValid()); // settled by reading: nobody knows when it was accepted
        QCOMPARE(newestSubject(records, {u"box"_s, u"shop"_s, u"web"_s})->id, u"second"_s);
        QVERIFY(!subjectOf(records, u"refused"_s));
        QCOMPARE(recordedValidation(records, u"done"_s)->end, ValidationEnd::Verified);
    }

    void aPinLeavesTheWorkload()
    {
        JournalRecord intent = record(RecordType::Intent, u"pin"_s, u"rollback"_s, u"open"_s, 0);
        intent.details = {{u"from"_s, QJsonObject{{u"hash"_s, u"now"_s}}}};
        const JournalRecord outcome = record(RecordType::Outcome, u"pin"_s, u"rollback"_s, u"applied"_s, 1);
        QCOMPARE(subjectOf({intent, outcome}, u"pin"_s)->fromHash, u"now"_s);
        intent.details.insert(u"call"_s, QJsonObject{{u"kind"_s, u"maestro-route"_s}});
        QVERIFY(subjectOf({intent, outcome}, u"pin"_s)->fromHash.isEmpty());
        intent.details.insert(u"call"_s, QJsonObject{{u"kind"_s, u"github-actions"_s}});
        QCOMPARE(subjectOf({intent, outcome}, u"pin"_s)->fromHash, u"now"_s);
        intent.details.insert(u"call"_s, QJsonObject{{u"kind"_s, u"github-actions"_s}, {u"affects"_s, u"compose-stack"_s}}); // RBK-04: not the cluster's objects
        QVERIFY(subjectOf({intent, outcome}, u"pin"_s)->fromHash.isEmpty());
    }

    void confirmations()
    {
        JournalRecord said = confirmationRecord(subject(), u"tell"_s, true, u"posted"_s);
        said.at = at(5);
        said.actor.os = u"ann"_s;
        const auto found = confirmedChecks({said}, u"id-1"_s);
        QCOMPARE(found.value(u"tell"_s).by, u"ann"_s);
        QVERIFY(confirmedChecks({said}, u"id-2"_s).isEmpty());
        Validation validation;
        validation.items = {{u"tell"_s, u"message"_s, false, CheckState::Waiting, {}, {}}};
        QCOMPARE(withConfirmed(validation, subject(), found).items.constFirst().state, CheckState::Ok);
    }

    /// What does not count is told and waits on, under way and as recorded; that it failed needs no names.
    void anUnnamedMessageDoesNotCount()
    {
        ValidationSubject of = subject();
        of.toImages = {u"app:v1"_s};
        ValidationStep tell = step(CheckType::Message);
        tell.mustName = {u"image_tag"_s};
        ValidationTracker tracker({{step(CheckType::Pods), tell}}, of, nullptr);
        ValidationLook look = lookAt(1);
        const auto now = [&] {
            tracker.look(look);
            Validation validation;
            validation.items = tracker.items();
            const QMap<QString, ConfirmedCheck> said = look.confirmed;
            JournalRecord kept = record(RecordType::Observe, u"id-1"_s, u"validate"_s, u"validating"_s, 1);
            kept.details = validationDetails(validation);
            const CheckItem again = withConfirmed(validationFromRecord(kept), of, said).items.at(1);
            return std::pair(tracker.items().at(1), again);
        };
        QCOMPARE(now().first.reads.constLast().value, u"image_tag v1"_s); // told before somebody writes
        look.confirmed.insert(u"message"_s, {u"ann"_s, at(2), true, u"rolled back"_s});
        for (const CheckItem &item : {now().first, now().second}) {
            QCOMPARE(item.state, CheckState::Waiting);
            QCOMPARE(item.reads.constFirst().value, u"image_tag v1"_s);
        }
        look.confirmed[u"message"_s].note = u"back on v1"_s;
        QCOMPARE(now().first.state, CheckState::Ok);
        QCOMPARE(now().second.state, CheckState::Ok);
        look.confirmed[u"message"_s] = {u"ann"_s, at(3), false, {}};
        QCOMPARE(now().first.state, CheckState::Bad);
    }

    void planOfAPolicy()
    {
        auto policy = std::make_shared<Policy>();
        policy->limits.insert(u"median"_s, u"4m"_s);
        policy->document = {{u"validation"_s, QVariantList{QVariantMap{{u"name"_s, u"gates"_s}, {u"type"_s, u"gates"_s}, {u"for"_s, u"5m"_s}},
                                                           QVariantMap{{u"name"_s, u"ok"_s}, {u"type"_s, u"health"_s}, {u"probe"_s, u"public"_s}, {u"times"_s, 4}},
                                                           QVariantMap{{u"name"_s, u"tell"_s}, {u"type"_s, u"message"_s}}}},
                            {u"rollback"_s, QVariantMap{{u"verify"_s, QStringList{u"ok"_s, u"tell"_s}}, {u"target"_s, QVariantMap{{u"median"_s, u"$median"_s}}}}}};
        PolicyMatch match;
        match.policy = policy;
        const ValidationPlan plan = validationPlan(match);
        QCOMPARE(plan.steps.size(), 2);
        QCOMPARE(plan.steps.at(0).times, 4);
        QVERIFY(!plan.steps.at(1).required());
        QCOMPARE(plan.lateMs, 240'000);
        QCOMPARE(plan.tooLateMs, 480'000);
        const ValidationPlan usual = validationPlan({});
        QVERIFY(usual.has(CheckType::Pods) && usual.has(CheckType::Traffic) && usual.has(CheckType::Events) && !usual.has(CheckType::Gates));
        QCOMPARE(policyMilliseconds(u"1.5h"_s), std::optional<qint64>(5'400'000));
        QCOMPARE(policyMilliseconds(u"soon"_s), std::nullopt);
        QCOMPARE(policyShare(u"5%"_s), std::optional<double>(0.05));
    }
};

QTEST_APPLESS_MAIN(tst_domain_validation)
#include "tst_domain_validation.moc"
