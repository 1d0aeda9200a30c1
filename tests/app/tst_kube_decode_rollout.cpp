// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/decode/rolloutdecoder.h"
#include "kube/decode/stepdecoder.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

QByteArray fixture(const char *name)
{
    QFile file(QStringLiteral(MAESTRO_SOURCE_DIR "/tests/fixtures/kube/") + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("fixture %s is missing", name);
    return file.readAll();
}

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QLatin1String(text), Qt::ISODate);
}

/// The canary fixture with the member at `pointer` replaced by `json`; "remove" takes it out.
QByteArray changed(const char *pointer, const char *json)
{
    const QStringList path = QString::fromLatin1(pointer).split(u'/').mid(1);
    std::function<QJsonValue(QJsonValue, int)> put = [&](QJsonValue node, int depth) -> QJsonValue {
        if (depth == path.size())
            return QJsonDocument::fromJson(QByteArray("[") + json + "]").array().at(0);
        if (node.isArray()) {
            QJsonArray array = node.toArray();
            const int index = path.at(depth).toInt();
            array[index] = put(array.at(index), depth + 1);
            return array;
        }
        QJsonObject object = node.toObject();
        if (depth == path.size() - 1 && qstrcmp(json, "remove") == 0)
            object.remove(path.at(depth));
        else
            object.insert(path.at(depth), put(object.value(path.at(depth)), depth + 1));
        return object;
    };
    const QJsonObject root = QJsonDocument::fromJson(fixture("rollout-canary-paused.json")).object();
    return QJsonDocument(put(root, 0).toObject()).toJson();
}

} // namespace

class TestRolloutDecoder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void canaryMetadataAndSpec();
    void canaryStatus();
    void steps();
    void blueGreen();
    void deployment();
    void rowLeavesTheTemplateOut();
    void wrongTypes_data();
    void wrongTypes();
    void nullsAndAbsence_data();
    void nullsAndAbsence();
    void everyLeafOfEveryTypeSurvives();
    void observedGeneration_data();
    void observedGeneration();
    void pauseDurations_data();
    void pauseDurations();
    void oddSteps_data();
    void oddSteps();
    void stepsOfSeveralKeys();
    void notAnObject_data();
    void notAnObject();
    void fallsBackForLoneSurrogates();
};

void TestRolloutDecoder::canaryMetadataAndSpec()
{
    const Result<Rollout> r = decodeRollout(fixture("rollout-canary-paused.json"), DecodeDepth::Whole);
    QVERIFY(r);
    QCOMPARE(r->unreadable, QStringList());
    QCOMPARE(r->workload, WorkloadKind::Rollout);
    QCOMPARE(r->meta.name, u"checkout");
    QCOMPARE(r->meta.ns, u"shop");
    QCOMPARE(r->meta.uid, u"5f1c2d3e-0001-4a4b-8c8d-1234567890ab");
    QCOMPARE(r->meta.resourceVersion, u"918273");
    QCOMPARE(r->meta.generation, 12);
    QCOMPARE(r->meta.createdAt, utc("2026-03-01T08:15:30Z"));
    QVERIFY(!r->meta.deletedAt.isValid());
    QCOMPARE(r->meta.labels.value(u"app.kubernetes.io/instance"_s), u"shop");
    QCOMPARE(r->meta.annotations.keys(), QStringList({u"rollout.argoproj.io/revision"_s, u"team"_s}));
    QCOMPARE(r->meta.owners.size(), 1);
    QCOMPARE(r->meta.owners.first().uid, u"0b7c");
    QVERIFY(r->meta.owners.first().controller);
    QCOMPARE(r->strategy, Strategy::Canary);
    QCOMPARE(r->specReplicas, 4);
    QVERIFY(!r->specPaused);
    QCOMPARE(r->selector.value(u"app"_s), u"checkout");
    QCOMPARE(r->images, QStringList({u"registry.example.com/checkout:2.4.1"_s, u"registry.example.com/proxy:1.0"_s}));
    QCOMPARE(r->podTemplate.value(u"spec"_s).toObject().value(u"containers"_s).toArray().size(), 2);
    QCOMPARE(r->progressDeadlineAbort, std::optional(true));
    QCOMPARE(r->rollbackWindowRevisions, std::optional(3));
    QCOMPARE(r->restartAt, u"2026-03-02T10:00:00Z");
    QVERIFY(r->traffic.present && r->traffic.dynamicStableScale);
    QCOMPARE(r->traffic.routers, QStringList({u"nginx"_s, u"plugins"_s}));
    QCOMPARE(r->traffic.maxWeight, 1000);
    QCOMPARE(r->traffic.nginxStableIngresses, QStringList({u"checkout-main"_s, u"checkout-api"_s}));
    QCOMPARE(r->traffic.nginxAnnotationPrefix, u"custom.example.com");
    QCOMPARE(r->traffic.canaryService, u"checkout-canary");
    QCOMPARE(r->traffic.stableService, u"checkout-stable");
    QCOMPARE(r->abortScaleDownDelaySeconds, std::optional(60));
    QCOMPARE(r->scaleDownDelaySeconds, std::optional(45));
}

void TestRolloutDecoder::canaryStatus()
{
    const Result<Rollout> r = decodeRollout(fixture("rollout-canary-paused.json"));
    QVERIFY(r);
    QCOMPARE(r->phaseText, u"Paused");
    QCOMPARE(r->message, u"CanaryPauseStep");
    QCOMPARE(r->observedGeneration, u"12");
    QCOMPARE(r->currentPodHash, u"6d5f7c9b8");
    QCOMPARE(r->stableHash, u"7f8b9c6d5");
    QCOMPARE(r->currentStepIndex, std::optional(1));
    QVERIFY(r->controllerPause && !r->abort && !r->promoteFull);
    QCOMPARE(r->abortedAt, QString());
    const PauseCondition pause{u"CanaryPauseStep"_s, u"2026-03-02T09:00:00Z"_s};
    QCOMPARE(r->pauseConditions, QList<PauseCondition>{pause});
    QCOMPARE(QJsonDocument(r->pauseConditionsRaw.toArray()).toJson(QJsonDocument::Compact),
             QByteArray(R"([{"reason":"CanaryPauseStep","startTime":"2026-03-02T09:00:00Z"}])"));
    QCOMPARE(r->replicas, 5);
    QCOMPARE(r->updatedReplicas, 1);
    QCOMPARE(r->readyReplicas, 5);
    QCOMPARE(r->availableReplicas, 4);
    QCOMPARE(r->restartedAt, u"2026-03-01T10:00:00Z");
    const Condition progressing{u"Progressing"_s, u"Unknown"_s, u"RolloutPaused"_s, u"paused"_s, utc("2026-03-02T09:00:00Z")};
    QCOMPARE(r->conditions, QList<Condition>{progressing});
    const RecordedWeights weights{100, 900, true};
    QCOMPARE(r->recordedWeights, std::optional(weights));
    QCOMPARE(r->stablePingPong, u"ping");
    const AnalysisStatus background{u"background"_s, u"checkout-6d5f7c9b8-7"_s, u"Running"_s, QString()};
    const AnalysisStatus step{u"step"_s, u"checkout-6d5f7c9b8-7-4"_s, u"Inconclusive"_s, u"no data"_s};
    QCOMPARE(r->analysis, QList<AnalysisStatus>({background, step}));
}

void TestRolloutDecoder::steps()
{
    const Result<Rollout> r = decodeRollout(fixture("rollout-canary-paused.json"));
    QVERIFY(r);
    using enum StepKind;
    const QList<StepKind> kinds = {SetWeight, Pause, Pause, Pause, Analysis, Experiment, SetCanaryScale, SetHeaderRoute, SetMirrorRoute, Plugin, Unknown};
    QCOMPARE(r->steps.size(), kinds.size());
    for (qsizetype i = 0; i < kinds.size(); ++i)
        QCOMPARE(r->steps.at(i).kind, kinds.at(i));
    QCOMPARE(r->steps.at(0).weight, std::optional(100));
    QCOMPARE(r->steps.at(1).pauseSeconds, std::optional<qint64>());
    QCOMPARE(r->steps.at(2).pauseSeconds, std::optional<qint64>(90));
    QCOMPARE(r->steps.at(3).pauseSeconds, std::optional<qint64>(45));
    QCOMPARE(r->steps.at(4).raw, QByteArray(R"({"analysis":{"templates":[{"templateName":"errors"}]}})"));
    QCOMPARE(r->steps.at(10).key, u"shadowCompare");
    QCOMPARE(r->steps.at(10).raw, QByteArray(R"({"shadowCompare":{"percent":5}})"));
}

void TestRolloutDecoder::blueGreen()
{
    const Result<Rollout> r = decodeRollout(fixture("rollout-bluegreen.json"));
    QVERIFY(r);
    QCOMPARE(r->unreadable, QStringList());
    QCOMPARE(r->strategy, Strategy::BlueGreen);
    QCOMPARE(r->specReplicas, 1);
    QVERIFY(r->specPaused);
    const WorkloadRef ref{u"apps/v1"_s, u"Deployment"_s, u"payments"_s};
    QCOMPARE(r->workloadRef, std::optional(ref));
    QCOMPARE(r->traffic.activeService, u"payments");
    QCOMPARE(r->traffic.previewService, u"payments-preview");
    QVERIFY(!r->traffic.present);
    QCOMPARE(r->autoPromotionEnabled, std::optional(false));
    QCOMPARE(r->workloadObservedGeneration, u"9");
    QCOMPARE(r->activeHash, u"aaa");
    QCOMPARE(r->previewHash, u"bbb");
    QCOMPARE(r->analysis.size(), 2);
    QCOMPARE(r->analysis.at(0).kind, u"prePromotion");
    QCOMPARE(r->analysis.at(1).kind, u"postPromotion");
    QVERIFY(!r->currentStepIndex.has_value() && !r->recordedWeights.has_value());
}

void TestRolloutDecoder::deployment()
{
    const Result<Rollout> r = decodeDeployment(fixture("deployment.json"));
    QVERIFY(r);
    QCOMPARE(r->unreadable, QStringList());
    QCOMPARE(r->workload, WorkloadKind::Deployment);
    QCOMPARE(r->strategy, Strategy::Recreate);
    QVERIFY(r->specPaused && r->selectorHasExpressions);
    QCOMPARE(r->observedGeneration, u"6");
    QCOMPARE(r->updatedReplicas, 2);
    QCOMPARE(r->conditions.size(), 1);
    QCOMPARE(r->images, QStringList{u"registry.example.com/search:9"_s});
    QCOMPARE(r->stableHash, QString());
    QVERIFY(r->pauseConditionsRaw.isUndefined());
}

void TestRolloutDecoder::rowLeavesTheTemplateOut()
{
    const Result<Rollout> row = decodeRollout(fixture("rollout-canary-paused.json"), DecodeDepth::Row);
    Result<Rollout> whole = decodeRollout(fixture("rollout-canary-paused.json"), DecodeDepth::Whole);
    QVERIFY(row && whole);
    QVERIFY(row->podTemplate.isEmpty() && !whole->podTemplate.isEmpty());
    QCOMPARE(whole->received.value(u"/status/currentStepIndex"_s), QJsonValue(1));
    QVERIFY(row->received.isEmpty());
    whole.value().podTemplate = {};
    whole.value().received = {};
    QCOMPARE(*row, *whole);
}

void TestRolloutDecoder::wrongTypes_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("unreadable");
    const auto add = [](const char *pointer, const char *json, const char *unreadable) {
        QTest::addRow("%s = %s", pointer, json) << QByteArray(pointer) << QByteArray(json) << QString::fromLatin1(unreadable);
    };
    const auto same = [&](const char *pointer, const char *json) { add(pointer, json, pointer); };
    same("/spec", "[]");
    same("/spec/replicas", "\"4\"");
    same("/spec/replicas", "4.5");
    same("/spec/replicas", "-1");
    same("/spec/replicas", "3000000000");
    same("/spec/replicas", "99999999999999999999");
    same("/spec/paused", "\"true\"");
    same("/spec/paused", "1");
    same("/spec/strategy", "\"canary\"");
    same("/spec/strategy/blueGreen", "[]");
    same("/spec/strategy/canary/steps", "{}");
    same("/spec/strategy/canary/steps/0", "\"setWeight\"");
    same("/spec/strategy/canary/steps/0/setWeight", "\"50\"");
    same("/spec/strategy/canary/steps/0/setWeight", "-5");
    same("/spec/strategy/canary/steps/1/pause", "true");
    same("/spec/strategy/canary/steps/2/pause/duration", "\"soon\"");
    same("/spec/strategy/canary/steps/2/pause/duration", "[1]");
    same("/spec/strategy/canary/steps/2/pause/duration", "-1");
    same("/spec/strategy/canary/trafficRouting/maxTrafficWeight", "0");
    same("/spec/strategy/canary/trafficRouting/nginx", "\"yes\"");
    same("/spec/template/spec/containers", "{}");
    same("/spec/template/spec/containers/0/image", "7");
    same("/status", "\"fine\"");
    same("/status/phase", "{}");
    same("/status/observedGeneration", "1.5");
    same("/status/observedGeneration", "[]");
    same("/status/currentStepIndex", "\"1\"");
    same("/status/currentStepIndex", "-1");
    same("/status/pauseConditions", "{}");
    same("/status/pauseConditions", "[1]");
    same("/status/pauseConditions", "[{\"reason\":1}]");
    same("/status/controllerPause", "\"no\"");
    same("/status/abort", "\"false\"");
    same("/status/promoteFull", "0");
    same("/status/availableReplicas", "true");
    same("/status/conditions/0/lastTransitionTime", "\"yesterday\"");
    same("/status/canary/weights", "[]");
    same("/status/canary/weights/canary/weight", "\"10\"");
    same("/metadata/generation", "\"12\"");
    same("/metadata/creationTimestamp", "\"2026-13-40T99:99:99Z\"");
    same("/metadata/labels", "[\"a\"]");
    same("/metadata/labels/app", "1");
    same("/metadata/ownerReferences/0/uid", "1");
    add("/metadata/labels/a~b", "1", "/metadata/labels/a~0b");
}

void TestRolloutDecoder::wrongTypes()
{
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, json);
    QFETCH(QString, unreadable);
    const Result<Rollout> r = decodeRollout(changed(pointer.constData(), json.constData()));
    QVERIFY2(r, r ? "" : qPrintable(r.error().message));
    if (pointer == "/spec/strategy/blueGreen")
        QVERIFY(r->isUnreadable(u"/spec/strategy"_s));
    QVERIFY2(r->unreadable.contains(unreadable), qPrintable(r->unreadable.join(u' ')));
    QVERIFY(r->currentStepIndex.value_or(0) >= 0);
}

void TestRolloutDecoder::nullsAndAbsence_data()
{
    QTest::addColumn<QByteArray>("pointer");
    for (const char *pointer : {"/spec/strategy/canary/steps", "/spec/replicas", "/spec/paused", "/spec/template", "/status", "/status/phase",
                                "/status/observedGeneration", "/status/currentStepIndex", "/status/pauseConditions", "/status/canary",
                                "/status/canary/weights", "/status/conditions", "/metadata/labels", "/metadata/creationTimestamp",
                                "/spec/strategy/canary", "/spec/strategy/canary/trafficRouting", "/spec/selector", "/metadata/ownerReferences"})
        QTest::addRow("%s", pointer) << QByteArray(pointer);
}

void TestRolloutDecoder::nullsAndAbsence()
{
    QFETCH(QByteArray, pointer);
    Result<Rollout> null = decodeRollout(changed(pointer.constData(), "null"));
    const Result<Rollout> absent = decodeRollout(changed(pointer.constData(), "remove"));
    QVERIFY(null && absent);
    QCOMPARE(null->unreadable, QStringList());
    if (pointer == "/status/pauseConditions") {
        QVERIFY(null->pauseConditionsRaw.isNull());
        QVERIFY(absent->pauseConditionsRaw.isUndefined());
        null.value().pauseConditionsRaw = QJsonValue(QJsonValue::Undefined);
        QVERIFY(null.value().received.take(u"/status/pauseConditions"_s).isNull());
    }
    QCOMPARE(*null, *absent);
}

/// Every leaf of both fixtures replaced by a value of every type: never a crash, never an invented default without a note.
void TestRolloutDecoder::everyLeafOfEveryTypeSurvives()
{
    int cases = 0;
    std::function<void(const QJsonValue &, const QString &)> walk = [&](const QJsonValue &node, const QString &pointer) {
        if (!pointer.isEmpty()) {
            for (const char *json : {"null", "true", "-7", "1e3", "\"x\"", "[]", "[[1]]", "{}", "{\"a\":[]}", "18446744073709551615"}) {
                const QByteArray text = changed(pointer.toLatin1().constData(), json);
                const Result<Rollout> whole = decodeRollout(text, DecodeDepth::Whole);
                const Result<Rollout> row = decodeRollout(text, DecodeDepth::Row);
                QCOMPARE(whole.ok(), row.ok());
                ++cases;
            }
        }
        if (node.isObject()) {
            const QJsonObject object = node.toObject();
            for (auto it = object.begin(); it != object.end(); ++it) {
                if (!it.key().contains(u'/'))
                    walk(it.value(), pointer + u'/' + it.key());
            }
        } else if (node.isArray()) {
            for (qsizetype i = 0; i < node.toArray().size(); ++i)
                walk(node.toArray().at(i), pointer + u'/' + QString::number(i));
        }
    };
    walk(QJsonDocument::fromJson(fixture("rollout-canary-paused.json")).object(), QString());
    QVERIFY(cases > 1000);
}

void TestRolloutDecoder::observedGeneration_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::addRow("digits") << QByteArray("\"12\"") << u"12"_s;
    QTest::addRow("number") << QByteArray("12") << u"12"_s;
    QTest::addRow("hash") << QByteArray("\"7f8b9c6d5\"") << u"7f8b9c6d5"_s;
    QTest::addRow("empty") << QByteArray("\"\"") << QString();
}

void TestRolloutDecoder::observedGeneration()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, text);
    const Result<Rollout> r = decodeRollout(changed("/status/observedGeneration", json.constData()));
    QVERIFY(r);
    QCOMPARE(r->observedGeneration, text);
    QCOMPARE(r->unreadable, QStringList());
}

void TestRolloutDecoder::pauseDurations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("seconds");
    const auto add = [](const char *text, qint64 seconds) { QTest::addRow("'%s'", text) << QString::fromUtf8(text) << seconds; };
    add("30", 30);
    add("0", 0);
    add("30s", 30);
    add("1h2m3s", 3723);
    add("1.5h", 5400);
    add("1500ms", 1);
    add("999ms", 0);
    add("+2m", 120);
    add("3000000us", 3);
    add("3000000\u00b5s", 3);
    for (const char *bad : {"", "-30", "-1m", "s", "5", "1d", "1h 2m", "1..5s", "abc", "99999999999", "9999999999h", "1e3s", "NaN", "infs"}) {
        if (qstrcmp(bad, "5") != 0)
            add(bad, -1);
    }
}

void TestRolloutDecoder::pauseDurations()
{
    QFETCH(QString, text);
    QFETCH(qint64, seconds);
    QCOMPARE(parsePauseDuration(text).value_or(-1), seconds);
}

void TestRolloutDecoder::oddSteps_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("key");
    QTest::addRow("no key") << QByteArray("{}") << QString();
    QTest::addRow("null key") << QByteArray(R"({"pause":null})") << QString();
    QTest::addRow("two keys") << QByteArray(R"({"pause":{},"setWeight":5})") << u"pause+setWeight"_s;
    QTest::addRow("new kind") << QByteArray(R"({"teleport":{"to":["moon"]}})") << u"teleport"_s;
    QTest::addRow("number") << QByteArray("17") << QString();
    QTest::addRow("array") << QByteArray(R"([{"setWeight":5}])") << QString();
}

void TestRolloutDecoder::oddSteps()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, key);
    const Result<Rollout> r = decodeRollout(changed("/spec/strategy/canary/steps/1", json.constData()));
    QVERIFY(r);
    QCOMPARE(r->steps.size(), 11);
    const CanaryStep unknown{StepKind::Unknown, key, {}, {}, json};
    QCOMPARE(r->steps.at(1), unknown);
    QCOMPARE(r->steps.at(2).pauseSeconds, std::optional<qint64>(90));
}

void TestRolloutDecoder::stepsOfSeveralKeys()
{
    const auto read = [](const QByteArray &json) {
        const Result<Rollout> r = decodeRollout(changed("/spec/strategy/canary/steps/1", json.constData()));
        return r ? r->steps.at(1) : CanaryStep();
    };
    const CanaryStep pause = read(R"({"setCanaryScale":{"replicas":1},"setHeaderRoute":{"name":"a"},"pause":{"duration":15}})");
    QCOMPARE(pause.kind, StepKind::Pause);
    QCOMPARE(pause.key, u"pause+setCanaryScale+setHeaderRoute"_s);
    QCOMPARE(pause.pauseSeconds, std::optional<qint64>(15));
    const CanaryStep weight = read(R"({"plugin":{"name":"p"},"setWeight":5})");
    QCOMPARE(weight.kind, StepKind::SetWeight);
    QCOMPARE(weight.weight, std::optional<int>(5));
    QCOMPARE(read(R"({"setMirrorRoute":{"name":"a"},"setHeaderRoute":{"name":"a"}})").kind, StepKind::SetHeaderRoute);
    QCOMPARE(read(R"({"setWeight":5,"analysis":{}})").kind, StepKind::Unknown);
    QCOMPARE(read(R"({"setWeight":5,"teleport":{}})").kind, StepKind::Unknown);
    QVERIFY(!read(R"({"setWeight":5,"teleport":{}})").weight);
}

void TestRolloutDecoder::notAnObject_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("code");
    const auto add = [](const char *json, const char *code) { QTest::addRow("%s", json) << QByteArray(json) << QString::fromLatin1(code); };
    for (const char *bad : {"", "{", "<html>", "{\"metadata\":{\"name\":\"a\"}", "{\"metadata\":{\"name\":\"a\"}} trailing", "{\"metadata\":{\"name\":\"a\"}},{}",
                            "{\"metadata\":{\"name\":\"\xff\"}}", "{\"metadata\":{\"name\":\"a\",}}"})
        add(bad, "badJson");
    for (const char *bad : {"{}", "[]", "{\"metadata\":null}", "{\"metadata\":{\"name\":7}}", "{\"metadata\":[]}"})
        add(bad, "badObject");
}

void TestRolloutDecoder::notAnObject()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, code);
    const Result<Rollout> r = decodeRollout(json);
    QVERIFY(!r);
    QCOMPARE(r.error().code, code);
}

void TestRolloutDecoder::fallsBackForLoneSurrogates()
{
    const QByteArray json = R"({"metadata":{"name":"a","uid":"u","annotations":{"k":"x\ud800y","emoji":"\ud83d\ude00"}},"spec":{"replicas":3}})";
    const Result<Rollout> r = decodeRollout(json);
    QVERIFY2(r, r ? "" : qPrintable(r.error().message));
    QCOMPARE(r->meta.annotations.value(u"k"_s), QStringLiteral("x\uFFFDy"));
    QCOMPARE(r->meta.annotations.value(u"emoji"_s), QStringLiteral("\U0001F600"));
    QCOMPARE(r->specReplicas, 3);
}

QTEST_GUILESS_MAIN(TestRolloutDecoder)
#include "tst_kube_decode_rollout.moc"
