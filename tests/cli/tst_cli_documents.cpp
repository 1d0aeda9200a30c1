// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/servicefinder.h"
#include "cli/documents/documents.h"
#include "cli/output.h"

#include <QJsonDocument>
#include <QTemporaryFile>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

QByteArray compact(const QJsonValue &value)
{
    return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
}

Rollout canary()
{
    Rollout r;
    r.meta.ns = u"shop"_s;
    r.meta.name = u"web"_s;
    r.meta.uid = u"u1"_s;
    r.meta.resourceVersion = u"77"_s;
    r.meta.generation = 3;
    r.strategy = Strategy::Canary;
    r.specReplicas = 4;
    r.images = {u"app:v2"_s};
    r.steps = {{StepKind::SetWeight, u"setWeight"_s, 25}, {StepKind::Pause, u"pause"_s, {}, {}, "{\"pause\":{}}"}, {StepKind::Pause, u"pause"_s, {}, 600}, {StepKind::Unknown, u"teleport"_s, {}, {}, R"({"teleport":{"to":1}})"}};
    r.currentStepIndex = 1;
    r.observedGeneration = u"3"_s;
    r.phaseText = u"Paused"_s;
    r.updatedReplicas = 1;
    r.readyReplicas = r.availableReplicas = 4;
    return r;
}

RolloutSnapshot snapshot()
{
    RolloutSnapshot s;
    s.ref = {u"admin"_s, u"shop"_s, u"web"_s};
    s.rollout = canary();
    s.phase = {RolloutPhase::Paused, u"CanaryPauseStep"_s, true};
    s.weight = Weight{25, {}, 25, {}, 100, u"pods 1 of 4"_s};
    Revision stable;
    stable.number = 1;
    stable.hash = u"aaa"_s;
    stable.roles = {RevisionRole::Stable};
    stable.images = {u"app:v1"_s};
    stable.desired = stable.ready = stable.available = 3;
    stable.createdAt = QDateTime::fromString(u"2026-01-02T03:04:05Z"_s, Qt::ISODate);
    s.revisions = {stable};
    AnalysisRun run;
    run.meta.name = u"web-1"_s;
    run.kind = u"step"_s;
    run.phase = u"Running"_s;
    MetricResult metric;
    metric.name = u"errors"_s;
    metric.phase = u"Running"_s;
    metric.measurements.resize(2);
    metric.measurements.first().value = u"0.01"_s;
    metric.measurements.last().value = u"NaN"_s;
    metric.successful = 2;
    run.metrics = {metric};
    s.analysisRuns = {run};
    s.heardAtBootMs = 1000;
    s.connected = true;
    return s;
}

} // namespace

class tst_cli_documents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rolloutIsComplete()
    {
        const QJsonObject d = rolloutDocument(snapshot(), {FreshnessState::Live, 0.4});
        const QStringList promised{u"apiVersion"_s, u"kind"_s, u"context"_s, u"namespace"_s, u"name"_s, u"uid"_s, u"resourceVersion"_s, u"generation"_s, u"workload"_s,
                                   u"strategy"_s, u"phase"_s, u"message"_s, u"aborted"_s, u"promotingFull"_s, u"pausedBySpec"_s, u"step"_s, u"weight"_s, u"revisions"_s,
                                   u"replicas"_s, u"analysis"_s, u"allowed"_s, u"age"_s};
        for (const QString &field : promised)
            QVERIFY2(d.contains(field), qPrintable(field));
        QCOMPARE(d[u"apiVersion"].toString(), u"maestro/v1"_s);
        QCOMPARE(d[u"kind"].toString(), u"Rollout"_s);
        QCOMPARE(d[u"generation"].toInt(), 3);
        QCOMPARE(d[u"strategy"].toString(), u"canary"_s);
        QCOMPARE(d[u"phase"].toString(), u"Paused"_s);
        QCOMPARE(compact(d[u"step"]), QByteArray(R"({"count":4,"current":{"durationSeconds":null,"kind":"pause"},"index":1})"));
        QCOMPARE(compact(d[u"weight"]), QByteArray(R"({"max":100,"observed":25,"observedFrom":"pods 1 of 4","recorded":null,"verified":null,"wanted":25})"));
        QCOMPARE(compact(d[u"replicas"]), QByteArray(R"({"available":4,"desired":4,"ready":4,"updated":1})"));
        QCOMPARE(compact(d[u"age"]), QByteArray(R"({"seconds":0.4,"state":"live"})"));
        const QJsonObject revision = d[u"revisions"][0].toObject();
        QCOMPARE(revision[u"number"].toInt(), 1);
        QCOMPARE(revision[u"roles"].toArray(), (QJsonArray{u"stable"_s}));
        QCOMPARE(revision[u"createdAt"].toString(), u"2026-01-02T03:04:05Z"_s);
        QCOMPARE(compact(revision[u"replicas"]), QByteArray(R"({"available":3,"desired":3,"ready":3})"));
        const QJsonObject metric = d[u"analysis"][0][u"metrics"][0].toObject();
        QCOMPARE(metric[u"value"].toString(), u"NaN"_s);
        QCOMPARE(metric[u"successful"].toInt(), 2);
        QVERIFY(metric[u"failureLimit"].isNull());
    }

    void everyVerbHasItsAnswer()
    {
        const QJsonObject allowed = rolloutDocument(snapshot(), {FreshnessState::Disconnected, 90})[u"allowed"].toObject();
        QCOMPARE(allowed.size(), allVerbs().size());
        for (const Verb verb : allVerbs()) {
            const QJsonObject answer = allowed[verbWord(verb)].toObject();
            QVERIFY2(!answer[u"allowed"].toBool(true), qPrintable(verbWord(verb))); // data is old: nothing is
            QVERIFY(!answer[u"reason"].toString().isEmpty());
        }
    }

    void unknownIsNull()
    {
        RolloutSnapshot s = snapshot();
        s.weight = Weight{};
        s.rollout.strategy = Strategy::Unknown;
        s.rollout.unreadable = {u"status.abort"_s, u"status.readyReplicas"_s};
        s.rollout.meta.uid.clear();
        s.phase.message.clear();
        s.revisions.first().number = 0;
        s.revisions.first().createdAt = {};
        const QJsonObject d = rolloutDocument(s, {FreshnessState::Disconnected, -1});
        for (const QString &field : {u"strategy"_s, u"aborted"_s, u"uid"_s, u"message"_s, u"step"_s})
            QVERIFY2(d[field].isNull(), qPrintable(field));
        for (const QString &field : {u"wanted"_s, u"recorded"_s, u"observed"_s, u"observedFrom"_s})
            QVERIFY2(d[u"weight"][field].isNull(), qPrintable(field));
        QVERIFY(d[u"replicas"][u"ready"].isNull());
        QVERIFY(d[u"age"][u"seconds"].isNull());
        QVERIFY(d[u"revisions"][0][u"number"].isNull());
        QVERIFY(d[u"revisions"][0][u"createdAt"].isNull());
        s.weight.reset();
        QVERIFY(rolloutDocument(s, {})[u"weight"].isNull());
        s.revisions.clear();
        s.analysisRuns.clear();
        QVERIFY(rolloutDocument(s, {})[u"revisions"].isArray());
        QVERIFY(rolloutDocument(s, {})[u"analysis"].isArray());
        s.missing = {u"replicasets: forbidden"_s};
        QVERIFY(rolloutDocument(s, {})[u"revisions"].isNull());
        QVERIFY(rolloutDocument(s, {})[u"analysis"].isArray());
        s.missing = {u"analysisruns: forbidden"_s};
        QVERIFY(rolloutDocument(s, {})[u"analysis"].isNull());
    }

    void steps_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("weight") << 0 << QByteArray(R"({"kind":"setWeight","weight":25})");
        QTest::newRow("pause") << 1 << QByteArray(R"({"durationSeconds":null,"kind":"pause"})");
        QTest::newRow("timed pause") << 2 << QByteArray(R"({"durationSeconds":600,"kind":"pause"})");
        QTest::newRow("unknown keeps what came") << 3 << QByteArray(R"({"key":"teleport","kind":"unknown","raw":{"teleport":{"to":1}}})");
    }
    void steps()
    {
        QFETCH(int, index);
        QTEST(compact(stepDocument(canary().steps.at(index))), "json");
    }

    void rowHasNullsForOtherObjects()
    {
        const FleetRowPtr row = makeFleetRow(u"admin"_s, canary());
        const QJsonObject d = rolloutRowDocument(*row, {FreshnessState::Live, 0});
        for (const QString &field : {u"revisions"_s, u"analysis"_s, u"allowed"_s})
            QVERIFY2(d.contains(field) && d[field].isNull(), qPrintable(field));
        QCOMPARE(d[u"context"].toString(), u"admin"_s);
        const QJsonObject list = rolloutListDocument({d}, {{u"other"_s, u"timeout"_s, u"no answer"_s}}, QDateTime::fromMSecsSinceEpoch(1, Qt::UTC));
        QCOMPARE(list[u"kind"].toString(), u"RolloutList"_s);
        QCOMPARE(list[u"readAt"].toString(), u"1970-01-01T00:00:00.001Z"_s);
        QCOMPARE(compact(list[u"problems"][0]), QByteArray(R"({"code":"timeout","context":"other","message":"no answer"})"));
    }

    void errorHasPlace()
    {
        Error error{ErrorKind::BadInput, u"kubeconfig"_s, u"wrong"_s, {}, SourcePlace{u"f"_s, 3, 0, u"users[0]"_s}};
        QCOMPARE(compact(errorDocument(error)), QByteArray(R"({"apiVersion":"maestro/v1","code":"kubeconfig","exitCode":2,"hint":null,"kind":"Error","message":"wrong","where":{"column":null,"field":"users[0]","file":"f","line":3}})"));
        error.where.reset();
        QVERIFY(errorDocument(error)[u"where"].isNull());
        QCOMPARE(errorDocument({ErrorKind::NotFound, u"notFound"_s, {}})[u"exitCode"].toInt(), 1);
    }

    void planShowsWhatIsSent()
    {
        OperationPlan plan;
        plan.request.verb = Verb::PromoteFull;
        plan.request.target = {u"admin"_s, u"shop"_s, u"web"_s};
        plan.before = std::make_shared<const RolloutSnapshot>(snapshot());
        plan.allowed = {false, RefusalCode::NothingToPromote, {}};
        plan.actor = {u"jonas"_s, u"root"_s, {}, {}};
        plan.requests = {{u"PATCH"_s, u"/p?x=1"_s, u"application/json-patch+json"_s, R"([{"op":"test","path":"/a","value":1}])"}};
        const QJsonObject d = planDocument(plan);
        QCOMPARE(d[u"verb"].toString(), u"promote-full"_s);
        QCOMPARE(d[u"target"][u"uid"].toString(), u"u1"_s);
        QCOMPARE(d[u"actor"][u"server"].toString(), u"jonas"_s);
        QVERIFY(!d[u"allowed"].toBool(true));
        QVERIFY(!d[u"reason"].toString().isEmpty());
        QCOMPARE(d[u"requests"][0][u"body"][0][u"op"].toString(), u"test"_s);
        QCOMPARE(d[u"requests"][0][u"path"].toString(), u"/p?x=1"_s);
        QVERIFY(d[u"digest"].isNull());
    }

    void outcomes_data()
    {
        QTest::addColumn<OutcomeState>("state");
        QTest::addColumn<QString>("word");
        QTest::addColumn<int>("code");
        QTest::newRow("applied") << OutcomeState::Applied << u"applied"_s << 0;
        QTest::newRow("failed") << OutcomeState::Failed << u"failed"_s << 1;
        QTest::newRow("refused") << OutcomeState::Refused << u"refused"_s << 3;
        QTest::newRow("notPermitted") << OutcomeState::NotPermitted << u"notPermitted"_s << 4;
        QTest::newRow("notSent") << OutcomeState::NotSent << u"notSent"_s << 5;
        QTest::newRow("unknown") << OutcomeState::Unknown << u"unknown"_s << 6;
        QTest::newRow("notObserved") << OutcomeState::NotObserved << u"notObserved"_s << 7;
    }
    void outcomes()
    {
        QFETCH(OutcomeState, state);
        Outcome outcome;
        outcome.id = u"id1"_s;
        outcome.verb = Verb::Abort;
        outcome.state = state;
        outcome.message = u"said"_s;
        outcome.before = std::make_shared<const RolloutSnapshot>(snapshot());
        QJsonObject d = outcomeDocument(outcome, nullptr, 2000);
        QTEST(d[u"state"].toString(), "word");
        QTEST(d[u"exitCode"].toInt(), "code");
        QCOMPARE(d[u"before"][u"age"][u"seconds"].toDouble(), 1.0);
        for (const QString &field : {u"after"_s, u"failedPrecondition"_s, u"http"_s, u"journal"_s})
            QVERIFY2(d.contains(field) && d[field].isNull(), qPrintable(field));
        outcome.httpStatus = 422;
        outcome.auditId = u"a1"_s;
        outcome.failedPrecondition = FailedPrecondition{u"/status/x"_s, u"1"_s, u"2"_s};
        outcome.journalSegment = u"s"_s;
        outcome.journalSeq = 0;
        d = outcomeDocument(outcome, nullptr, 2000);
        QCOMPARE(compact(d[u"http"]), QByteArray(R"({"auditId":"a1","status":422})"));
        QCOMPARE(compact(d[u"failedPrecondition"]), QByteArray(R"({"expected":"1","found":"2","path":"/status/x"})"));
        QCOMPARE(compact(d[u"journal"]), QByteArray(R"({"segment":"s","seq":0})"));
    }

    void journalDocuments()
    {
        JournalRecord r;
        r.segment = u"s1"_s;
        r.seq = 9007199254740993;
        r.id = u"id1"_s;
        r.type = RecordType::Intent;
        r.at = QDateTime::fromString(u"2026-01-02T05:04:05+02:00"_s, Qt::ISODate);
        r.actor = {u"admin"_s, u"root"_s, {}, {}};
        r.object = {u"admin"_s, u"shop"_s, u"web"_s};
        r.verb = u"abort"_s;
        r.reason = u"errors"_s;
        const QJsonObject d = journalListDocument({r})[u"records"][0].toObject();
        QCOMPARE(d[u"seq"].toInteger(), 9007199254740993);
        QCOMPARE(d[u"type"].toString(), u"intent"_s);
        QCOMPARE(d[u"at"].toString(), u"2026-01-02T03:04:05Z"_s);
        QCOMPARE(d[u"namespace"].toString(), u"shop"_s);
        QVERIFY(d[u"state"].isNull());
        JournalVerification v{JournalState::Broken, 4, u"ff"_s, u"s1"_s, 2, u"hash"_s, {u"id1"_s}};
        const QJsonObject broken = journalVerificationDocument(v);
        QCOMPARE(compact(broken[u"brokenAt"]), QByteArray(R"({"segment":"s1","seq":2})"));
        QCOMPARE(broken[u"openIntents"].toArray(), (QJsonArray{u"id1"_s}));
        v.state = JournalState::RecoveredTail;
        QVERIFY(journalVerificationDocument(v)[u"brokenAt"].isNull());
        QCOMPARE(journalVerificationDocument(v)[u"state"].toString(), u"recoveredTail"_s);
    }

    void timelineAndConnection()
    {
        Timeline timeline{{{QDateTime::fromMSecsSinceEpoch(0, Qt::UTC), EntrySource::Operator, EntryKind::Action, u"abort"_s, u"admin"_s, {}, 0, u"journal:1"_s}}};
        const QJsonObject d = timelineDocument({u"c"_s, u"n"_s, u"w"_s}, timeline);
        QCOMPARE(d[u"kind"].toString(), u"Timeline"_s);
        QCOMPARE(compact(d[u"entries"][0]), QByteArray(R"({"actor":"admin","at":"1970-01-01T00:00:00Z","detail":null,"id":"journal:1","source":"Operator","text":"abort","weight":0})"));
        ConnectionStatus status;
        status.context = u"c"_s;
        status.phase = ConnectionPhase::Reconnecting;
        const QJsonObject c = connectionDocument(status, {});
        QCOMPARE(compact(c), QByteArray(R"({"apiVersion":"maestro/v1","context":"c","kind":"Connection","message":null,"since":null,"state":"reconnecting"})"));
    }

    void services_data()
    {
        QTest::addColumn<QString>("rollouts"); // name[:app label][>deployment referred to]
        QTest::addColumn<QString>("deployments");
        QTest::addColumn<QString>("found");
        QTest::newRow("rollout by name") << u"web api"_s << QString() << u"web"_s;
        QTest::newRow("deployment by name") << u"api"_s << u"web"_s << u"web"_s;
        QTest::newRow("the name wins over labels") << u"web x:web"_s << u"y:web"_s << u"web"_s;
        QTest::newRow("label") << u"shop:web api"_s << QString() << u"shop"_s;
        QTest::newRow("two by label") << u"shop:web"_s << u"old:web"_s << u"ambiguous"_s;
        QTest::newRow("two of one name") << u"web"_s << u"web"_s << u"ambiguous"_s;
        QTest::newRow("a referred Deployment is its Rollout") << u"web>web"_s << u"web"_s << u"web"_s;
        QTest::newRow("nothing") << u"api"_s << u"db"_s << u"notFound"_s;
        QTest::newRow("empty cluster") << QString() << QString() << u"notFound"_s;
    }
    void services()
    {
        const auto workloads = [](const QString &text, WorkloadKind kind) {
            QList<Rollout> list;
            for (const QString &one : text.split(u' ', Qt::SkipEmptyParts)) {
                Rollout r;
                r.workload = kind;
                r.meta.name = one.section(u'>', 0, 0).section(u':', 0, 0);
                r.meta.labels.insert(u"app"_s, one.section(u'>', 0, 0).section(u':', 1));
                if (one.contains(u'>'))
                    r.workloadRef = WorkloadRef{u"apps/v1"_s, u"Deployment"_s, one.section(u'>', 1)};
                list.append(r);
            }
            return list;
        };
        QFETCH(QString, rollouts);
        QFETCH(QString, deployments);
        const auto chosen = chooseService(u"web"_s, workloads(rollouts, WorkloadKind::Rollout), workloads(deployments, WorkloadKind::Deployment));
        QTEST(chosen ? chosen->meta.name : chosen.error().code, "found");
        if (!chosen && chosen.error().code == u"ambiguous")
            QVERIFY(chosen.error().message.contains(u"deployment/"));
    }

    void outputIsOneLineAndHarmless()
    {
        QTemporaryFile answers;
        QTemporaryFile prose;
        QVERIFY(answers.open() && prose.open());
        Output json(answers.handle(), prose.handle(), true);
        json.answer(u"words"_s);
        json.error({ErrorKind::Unreachable, u"x"_s, u"a\x1b[31mb\nc"_s, u"do"_s}, 5);
        QFile a(answers.fileName());
        QVERIFY(a.open(QIODevice::ReadOnly));
        const QByteArray out = a.readAll();
        QCOMPARE(out.count('\n'), 1);
        QCOMPARE(QJsonDocument::fromJson(out)[u"message"].toString(), u"a\x1b[31mb\nc"_s);
        QFile p(prose.fileName());
        QVERIFY(p.open(QIODevice::ReadOnly));
        const QByteArray err = p.readAll();
        QVERIFY(!err.contains('\x1b'));
        QCOMPARE(err.count('\n'), 3);
    }

    void readerGoneIsSeen()
    {
        const auto old = ::signal(SIGPIPE, SIG_IGN);
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        ::close(ends[0]);
        Output output(ends[1], 2, true);
        output.answer(QJsonObject{});
        QVERIFY(output.readerGone());
        QVERIFY(!output.failed());
        ::close(ends[1]);
        ::signal(SIGPIPE, old);
        const int full = ::open("/dev/full", O_WRONLY);
        Output disk(full, 2, true);
        disk.answer(QJsonObject{});
        QVERIFY(disk.failed());
        ::close(full);
    }
};

QTEST_GUILESS_MAIN(tst_cli_documents)
#include "tst_cli_documents.moc"
