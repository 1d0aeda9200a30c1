// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/desk/deskcall.h"
#include "domain/desk/deskway.h"
#include "domain/desk/lastgood.h"
#include "domain/desk/preparedway.h"
#include "support/domainsamples.h"

#include <QJsonArray>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

class tst_domain_desk : public QObject
{
    Q_OBJECT

    static QStringList names(const QList<DeskWay> &ways)
    {
        QStringList out;
        for (const DeskWay &way : ways)
            out.append(way.name + u'=' + deskKindWord(way.kind));
        return out;
    }

    static Policy triage()
    {
        Policy policy;
        const auto entry = [](const char *name, const char *type, const QStringList &argv = {}) {
            return QVariant(QVariantMap {{u"name"_s, QString::fromLatin1(name)}, {u"type"_s, QString::fromLatin1(type)}, {u"argv"_s, argv}});
        };
        policy.document = {{u"rollback"_s, QVariantMap {
            {u"order"_s, QVariantMap {{u"prod"_s, QStringList {u"flow"_s, u"undo"_s}}, {u"staging"_s, QStringList {u"undo"_s}}}},
            {u"providers"_s, QVariantList {entry("undo", "deployment-undo"), entry("flow", "github-actions"),
                                           entry("image", "tool", {u"helm"_s, u"upgrade"_s, u"r"_s, u"oci://x"_s, u"--namespace"_s, u"n"_s, u"--set"_s, u"image.tag={{good_tag}}"_s}),
                                           entry("back", "tool", {u"/opt/helm"_s, u"rollback"_s, u"r"_s, u"{{revision}}"_s, u"-n"_s, u"n"_s}), entry("script", "tool", {u"./x.sh"_s})}}}}};
        return policy;
    }

    static Revision revision(int number, const QString &hash, const QString &tag)
    {
        Revision r;
        r.number = number;
        r.hash = hash;
        r.images = {u"reg.example:5000/app:"_s + tag};
        r.createdAt = at("2026-11-20T08:00:00Z");
        return r;
    }

    static RolloutSnapshot promoted()
    {
        RolloutSnapshot s;
        s.rollout = healthyCanary();
        s.rollout.currentPodHash = s.rollout.stableHash = u"ccc"_s;
        s.revisions = {revision(3, u"ccc"_s, u"v3"_s), revision(2, u"bbb"_s, u"v2"_s), revision(1, u"aaa"_s, u"v1"_s)};
        return s;
    }

    static JournalRecord record(RecordType type, const QString &id, const QString &verb, const QString &from, const QString &to, int minute, const QString &state = u"applied"_s)
    {
        JournalRecord r;
        r.type = type;
        r.id = id;
        r.verb = verb;
        r.objectUid = u"uid-web"_s;
        r.actor.server = u"ada"_s;
        r.state = state;
        r.at = at("2026-11-21T08:00:00Z").addSecs(60 * minute);
        r.details = {{u"from"_s, QJsonObject {{u"hash"_s, from}}}, {u"to"_s, QJsonObject {{u"hash"_s, to}}}, {u"provider"_s, u"argo"_s}};
        return r;
    }

private Q_SLOTS:
    void waysInTheOrderOfTheEnvironment()
    {
        const Policy policy = triage();
        Rollout deployment = healthyCanary();
        deployment.workload = WorkloadKind::Deployment;
        QCOMPARE(names(waysBack(&policy, u"prod"_s, nullptr, deployment)),
                 (QStringList {u"flow=github-actions"_s, u"undo=deployment-undo"_s, u"image=helm-image"_s, u"back=helm"_s, u"script=tool"_s}));
        QCOMPARE(names(waysBack(&policy, u"staging"_s, nullptr, deployment)).first(), u"undo=deployment-undo"_s);
        QCOMPARE(names(waysBack(&policy, u"prod"_s, nullptr, healthyCanary())).last(), u"argo=argo"_s); // implied by the cluster
    }

    void waysOfTheClusterAlone()
    {
        Rollout workload = healthyCanary();
        QCOMPARE(names(waysBack(nullptr, {}, nullptr, workload)), QStringList {u"argo=argo"_s});
        workload.workload = WorkloadKind::Deployment;
        workload.meta.annotations.insert(u"meta.helm.sh/release-name"_s, u"shop"_s);
        const QList<DeskWay> ways = waysBack(nullptr, {}, nullptr, workload);
        QCOMPARE(names(ways), (QStringList {u"deployment=deployment-undo"_s, u"helm=helm"_s}));
        QCOMPARE(ways.last().argv, (QStringList {u"helm"_s, u"rollback"_s, u"shop"_s, u"{{revision}}"_s, u"-n"_s, u"default"_s, u"--cleanup-on-fail"_s}));
    }

    void findsByNameThenByKind()
    {
        const Policy policy = triage();
        const QList<DeskWay> ways = waysBack(&policy, u"prod"_s, nullptr, healthyCanary());
        QCOMPARE(findWay(ways, u"back"_s)->name, u"back"_s);
        QCOMPARE(findWay(ways, u"helm"_s)->name, u"back"_s);
        QCOMPARE(findWay(ways, u"deployment"_s)->name, u"undo"_s);
        QCOMPARE(findWay(ways, u"workflow"_s)->name, u"flow"_s);
        QCOMPARE(findWay(ways, u"script"_s)->name, u"script"_s);
        QVERIFY(!findWay(ways, u"route"_s));
    }

    void releaseOfACommandLine()
    {
        using Pair = std::pair<QString, QString>;
        QCOMPARE(helmReleaseOf(QStringList {u"helm"_s, u"rollback"_s, u"r"_s, u"3"_s, u"-n"_s, u"ns"_s}), Pair(u"r"_s, u"ns"_s));
        QCOMPARE(helmReleaseOf(QStringList {u"helm"_s, u"upgrade"_s, u"--set"_s, u"a=b"_s, u"r"_s, u"oci://c"_s, u"--namespace=ns"_s}), Pair(u"r"_s, u"ns"_s));
        QCOMPARE(helmReleaseOf(QStringList {u"helm"_s, u"rollback"_s}), Pair());
    }

    void fillsIn()
    {
        QStringList missing;
        QCOMPARE(filled(u"{{a}}-{{ b }}-{{c}}{{c}}"_s, {{u"a"_s, u"{{b}}"_s}, {u"b"_s, u"2"_s}}, &missing), u"{{b}}-2-{{c}}{{c}}"_s); // a value is never a template
        QCOMPARE(missing, QStringList {u"c"_s});
        QCOMPARE(filledBody({{u"route"_s, u"{{r}}"_s}, {u"reason"_s, u"{{reason}}"_s}}, {{u"r"_s, u"a\"b"_s}}), QByteArray("{\"reason\":\"{{reason}}\",\"route\":\"a\\\"b\"}"));
    }

    void argumentsStayArguments_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("good");
        QTest::newRow("words") << u"{{v}}"_s << u"p95 doubled; $(reboot)"_s << true;
        QTest::newRow("option") << u"{{v}}"_s << u"--force"_s << false;
        QTest::newRow("option inside") << u"image.tag={{v}}"_s << u"--force"_s << true;
        QTest::newRow("own option") << u"--x={{v}}"_s << u"1"_s << true;
        QTest::newRow("line end") << u"{{v}}"_s << u"a\nb"_s << false;
        QTest::newRow("null") << u"{{v}}"_s << QString(QChar(0)) << false;
    }
    void argumentsStayArguments()
    {
        QFETCH(QString, text);
        QFETCH(QString, value);
        QTEST(filledArgument(text, {{u"v"_s, value}}).ok(), "good");
    }

    void tags()
    {
        QCOMPARE(tagOf(u"reg:5000/a/b:v1.2"_s), u"v1.2"_s);
        QCOMPARE(tagOf(u"reg:5000/a/b"_s), QString());
        QCOMPARE(tagOf(u"a:v1@sha256:00"_s), u"v1"_s);
        QVERIFY(!isTag(u"-v1"_s));
        QVERIFY(!isTag(u"v1 --set x=y"_s));
    }

    void goodBeforeAnythingWasDone()
    {
        const QList<KnownGood> known = lastKnownGood(promoted(), {}, {});
        QCOMPARE(known.size(), 1);
        QCOMPARE(known.first().revision, 2);
        QCOMPARE(known.first().tag, u"v2"_s);
        QCOMPARE(known.first().reason, GoodReason::RunBefore);
    }

    void stableIsGoodWhileAnUpdateIsUnderWay()
    {
        RolloutSnapshot s = promoted();
        s.rollout.stableHash = u"bbb"_s;
        QCOMPARE(lastKnownGood(s, {}, {}).first().reason, GoodReason::StableNow);
        QCOMPARE(lastKnownGood(s, {}, {}).first().revision, 2);
    }

    /// v3 was promoted, rolled back from to v1; v4 is bad too: the way back is v1's revision and never v3.
    void neverBackToWhatWasLeft()
    {
        RolloutSnapshot s = promoted();
        s.rollout.currentPodHash = s.rollout.stableHash = u"ddd"_s;
        s.revisions = {revision(5, u"ddd"_s, u"v4"_s), revision(4, u"aaa"_s, u"v1"_s), revision(3, u"ccc"_s, u"v3"_s)};
        const QList<JournalRecord> records {record(RecordType::Intent, u"1"_s, u"rollback"_s, u"ccc"_s, u"aaa"_s, 1, u"open"_s), record(RecordType::Outcome, u"1"_s, u"rollback"_s, {}, {}, 2)};
        const QList<KnownGood> known = lastKnownGood(s, {}, records);
        QCOMPARE(known.first().source, GoodSource::Journal);
        QCOMPARE(known.first().revision, 4);
        QCOMPARE(known.first().by, u"ada"_s);
        s.revisions.removeAt(1);
        QVERIFY(lastKnownGood(s, {}, records).isEmpty()); // only what was left remains
        QCOMPARE(lastKnownGood(s, {}, {records.first()}).first().revision, 3); // without an outcome nothing is known
    }

    /// A name in a registry proves nothing: it comes last, in the order of the names, and no way is aimed at it.
    void tagsOfARegistryAreNeverAimedAt()
    {
        RolloutSnapshot s = promoted();
        s.rollout.images = {u"reg/shop:v3"_s};
        JournalRecord left = record(RecordType::Intent, u"1"_s, u"rollback"_s, u"gone"_s, u"ccc"_s, 1, u"open"_s);
        left.details.insert(u"from"_s, QJsonObject {{u"hash"_s, u"gone"_s}, {u"images"_s, QJsonArray {u"reg/shop:v4"_s}}});
        const QList<JournalRecord> records {left, record(RecordType::Outcome, u"1"_s, u"rollback"_s, {}, {}, 2)};
        const QList<KnownGood> proven = lastKnownGood(s, {}, records);
        qsizetype more = -1;
        const QStringList tags {u"v1"_s, u"v10"_s, u"v2"_s, u"v3"_s, u"v4"_s, u"v9"_s, u"v9"_s, u"sha256-"_s + QString(64, u'0') + u".sig"_s};
        const QList<KnownGood> told = registryTags(s, proven, records, tags, u"https://reg"_s, 2, &more);
        QCOMPARE(told.size(), 2);
        QCOMPARE(told.at(0).tag, u"v10"_s);
        QCOMPARE(told.at(1).tag, u"v9"_s); // neither v3 that runs nor v4 that was left
        QCOMPARE(more, 1); // v1; v2 is known
        QVERIFY(!told.at(0).at.isValid() && told.at(0).source == GoodSource::Registry && told.at(0).by == u"https://reg"_s);
        QVERIFY(!goodTag(told));
        QCOMPARE(goodTag(told + proven)->tag, u"v2"_s);
    }

    void helmTellsItsOwn()
    {
        HelmRevisions helm;
        for (const auto &[number, status] : {std::pair(4, u"deployed"_s), std::pair(3, u"failed"_s), std::pair(2, u"superseded"_s)}) {
            HelmRevision revision;
            revision.number = number;
            revision.status = status;
            revision.imageTag = u"v%1"_s.arg(number);
            helm.append(revision);
        }
        const QList<KnownGood> known = lastKnownGood(promoted(), helm, {});
        QCOMPARE(goodHelmRevision(known)->helmRevision, 2);
        QCOMPARE(goodRevision(known)->revision, 2);
        QCOMPARE(goodTag(known)->tag, u"v2"_s);
    }

    static HelmRevision helmRevision(int number, const QString &status, const QString &description = {})
    {
        HelmRevision revision;
        revision.number = number;
        revision.status = status;
        revision.description = description;
        return revision;
    }

    static int helmGood(const HelmRevisions &helm)
    {
        const QList<KnownGood> known = lastKnownGood(promoted(), helm, {});
        const KnownGood *good = goodHelmRevision(known);
        return good ? good->helmRevision : 0;
    }

    void afterAFailedUpgradeTheDeployedOneIsGood()
    {
        QCOMPARE(helmGood({helmRevision(4, u"failed"_s), helmRevision(3, u"deployed"_s), helmRevision(2, u"superseded"_s)}), 3);
        QCOMPARE(helmGood({helmRevision(2, u"failed"_s), helmRevision(1, u"deployed"_s)}), 1);
        QCOMPARE(helmGood({helmRevision(2, u"failed"_s), helmRevision(1, u"failed"_s)}), 0);
    }

    /// 2 was bad and left for 1: the way back is neither 2 nor what runs now.
    void helmIsNotLedBackToWhatItLeft()
    {
        QCOMPARE(helmGood({helmRevision(3, u"deployed"_s, u"Rollback to 1"_s), helmRevision(2, u"superseded"_s), helmRevision(1, u"superseded"_s)}), 0);
        QCOMPARE(helmGood({helmRevision(4, u"deployed"_s, u"Upgrade complete"_s), helmRevision(3, u"superseded"_s, u"Rollback to 1"_s), helmRevision(2, u"superseded"_s),
                           helmRevision(1, u"superseded"_s)}), 3);
        QCOMPARE(helmGood({helmRevision(5, u"failed"_s, u"Upgrade \"x\" failed"_s), helmRevision(4, u"superseded"_s), helmRevision(3, u"superseded"_s, u"Rollback to 1"_s)}), 4);
        // the rollback failed: what it was to return to is good still
        QCOMPARE(helmGood({helmRevision(3, u"failed"_s, u"Rollback \"web\" failed: timed out"_s), helmRevision(2, u"superseded"_s), helmRevision(1, u"superseded"_s)}), 1);
    }

    void whatFailedItsAnalysisIsNotGood()
    {
        RolloutSnapshot s = promoted();
        AnalysisRun run;
        run.meta.labels.insert(u"rollouts-pod-template-hash"_s, u"bbb"_s);
        run.meta.createdAt = at("2026-11-20T08:05:00Z");
        run.phase = u"Failed"_s;
        s.analysisRuns = {run};
        QCOMPARE(lastKnownGood(s, {}, {}).first().revision, 1);
        run.meta.createdAt = at("2026-11-20T09:00:00Z"); // tried again, and well
        run.phase = u"Successful"_s;
        s.analysisRuns.append(run);
        QCOMPARE(lastKnownGood(s, {}, {}).first().revision, 2);
    }

    /// A Deployment has no hash in its status: its revision tells that it moved.
    void whatWasPreparedForADeploymentExpires()
    {
        RolloutSnapshot before = promoted();
        before.rollout.workload = WorkloadKind::Deployment;
        before.rollout.currentPodHash = before.rollout.stableHash = QString();
        before.rollout.meta.annotations.insert(u"deployment.kubernetes.io/revision"_s, u"3"_s);
        RolloutSnapshot now = before;
        QVERIFY(!movedSince(before, now));
        now.rollout.meta.annotations.insert(u"deployment.kubernetes.io/revision"_s, u"4"_s);
        const auto moved = movedSince(before, now);
        QVERIFY(moved);
        QCOMPARE(moved->expected, u"3"_s);
        QCOMPARE(moved->found, u"4"_s);

        RollbackOption option;
        auto plan = std::make_shared<OperationPlan>();
        plan->before = std::make_shared<const RolloutSnapshot>(before);
        option.plan = plan;
        option.usable = true;
        option.way.name = u"helm"_s;
        QCOMPARE(preparedWay(option, u"2"_s, u"a reason of some length"_s, {}).request.expectRevision, std::optional(3));

        auto call = std::make_shared<DeskCall>();
        call->fromRevision = 7;
        plan->call = call;
        const PreparedWay prepared = preparedWay(option, u"2"_s, u"a reason of some length"_s, {});
        RollbackOptions options;
        options.before = plan->before;
        options.options = {option};
        QVERIFY(!expiryOf(prepared, options));
        const auto later = std::make_shared<OperationPlan>(*plan);
        const auto upgraded = std::make_shared<DeskCall>(*call);
        upgraded->fromRevision = 8; // somebody upgraded the release
        later->call = upgraded;
        options.options.first().plan = later;
        QVERIFY(expiryOf(prepared, options)->why == Expiry::Why::OtherCall);
    }

    void howLongItTook()
    {
        QList<JournalRecord> records;
        for (int i = 0; i < 3; ++i) {
            records.append(record(RecordType::Intent, QString::number(i), u"rollback"_s, {}, {}, 10 * i, u"open"_s));
            records.append(record(RecordType::Outcome, QString::number(i), u"rollback"_s, {}, {}, 10 * i + i + 1));
        }
        QCOMPARE(rollbackSeconds(records, u"uid-web"_s, u"argo"_s), std::optional(120));
        QCOMPARE(rollbackSeconds(records, u"uid-web"_s, u"helm"_s), std::nullopt);
        QCOMPARE(rollbackSeconds(records, {}, u"argo"_s), std::nullopt);
    }

    /// Whatever differs in a call, a confirmation of the other does not fit.
    void everythingIsConfirmed()
    {
        DeskCall call;
        call.argv = {u"/x"_s, u"a"_s};
        call.environment = {{u"A"_s, u"1"_s}};
        OperationPlan plan;
        const auto digest = [&plan](const DeskCall &of) {
            plan.call = std::make_shared<const DeskCall>(of);
            return planDigest(plan);
        };
        const QString mine = digest(call);
        DeskCall other = call;
        other.argv[1] = u"b"_s;
        QVERIFY(digest(other) != mine);
        other = call;
        other.environment[u"A"_s] = u"2"_s;
        QVERIFY(digest(other) != mine);
        other = call;
        other.programSha256 = u"00"_s;
        QVERIFY(digest(other) != mine);
        other = call;
        other.fromRevision = 4;
        QVERIFY(digest(other) != mine);
    }
};

QTEST_GUILESS_MAIN(tst_domain_desk)
#include "tst_domain_desk.moc"
