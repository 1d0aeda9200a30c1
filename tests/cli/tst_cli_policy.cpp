// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/manifest/yamltext.h"
#include "support/program.h"
#include "support/sandboxworld.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

const QByteArray body = "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: boxed, version: 3}\n"
                        "environments: [{name: prod, connection: box, guard: type-name, reason: {min_chars: 40}, prometheus: {namespace: mon, service: prom, port: 9090}}]\n"
                        "metrics: [{name: errors, unit: ratio, query: 'errors{service=\"{{service}}\",role=\"{{role}}\"}'}]\n"
                        "gates: [{name: errors, metric: errors, pass: '< 1%', on_fail: rollback}]\n"
                        "strategies: [{name: steps, kind: canary, automation: {owner: controller, promote: auto, abort: auto}, gates: [errors],\n"
                        "  phases: [{name: quarter, weight: 25%}, {name: all, weight: 100%}]}]\n"
                        "services: [{name: web, strategy: steps, workload: {kind: Rollout, namespace: default, name: web}}]\n";

} // namespace

/// A policy through the program: in every record, in the guard, in doctor, and written out for the controller.
class tst_cli_policy : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;

    QString policyFile() const { return m_dir.filePath(u"home/config/policies/boxed.yaml"_s); }
    QString kubeconfig() const { return m_dir.filePath(u"kc"_s); }

    Said run(const QStringList &arguments, bool json = true) const
    {
        QStringList all{u"--kubeconfig"_s, kubeconfig()};
        if (json)
            all.prepend(u"--json"_s);
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), all + arguments, {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}});
    }

    Said act(const QString &reason, const QStringList &more = {}) const
    {
        return run(more + QStringList{u"pause"_s, u"web"_s, u"--yes"_s, u"--reason"_s, reason, u"--observe-timeout"_s, u"5s"_s});
    }

    int writes() const
    {
        const auto &arrivals = m_world->clusters().first()->faults().arrivals;
        return int(std::count_if(arrivals.cbegin(), arrivals.cend(), [](const sandbox::Arrival &a) { return a.method == "PATCH" && !a.query.contains(u"dryRun"_s); }));
    }

    QList<QJsonObject> journal() const
    {
        QList<QJsonObject> records;
        QFile file(m_dir.filePath(u"home/journal/segment-000001.jsonl"_s));
        if (!file.open(QIODevice::ReadOnly))
            return records;
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (!line.isEmpty())
                records.append(QJsonDocument::fromJson(line.left(line.indexOf('\t'))).object());
        }
        return records;
    }

    void write(const QByteArray &bytes) const
    {
        QDir().mkpath(QFileInfo(policyFile()).path());
        QFile file(policyFile());
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) < 0)
            qFatal("cannot write");
    }

    static QString hashOf(const QByteArray &bytes) { return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()); }

private Q_SLOTS:
    void init()
    {
        sandbox::RolloutPlan web = test::canary(u"default"_s, u"web"_s, {QJsonObject{{u"setWeight"_s, 25}}, QJsonObject{{u"pause"_s, QJsonObject()}}});
        web.replicas = 4;
        sandbox::ClusterPlan cluster = test::box(u"default"_s, {web});
        m_world = test::served({u"test"_s, {}, {cluster}}, QDateTime::fromSecsSinceEpoch(1'900'000'000, Qt::UTC), kubeconfig(), 5);
        QVERIFY(m_world);
        QDir(m_dir.filePath(u"home"_s)).removeRecursively();
        write(body);
    }
    void cleanup() { m_world.reset(); }

    void itsHashIsInEveryRecord()
    {
        const Said said = act(u"long enough for a policy that wants forty characters"_s);
        QVERIFY2(said.code == 0, qPrintable(QString::fromUtf8(said.out + said.err)));
        int records = 0;
        for (const QJsonObject &record : journal()) {
            if (record[u"action"].toString() != u"pause")
                continue;
            ++records;
            const QJsonObject details = record[u"details"].toObject();
            QVERIFY2(details[u"policyHash"].toString() == hashOf(body), qPrintable(record[u"type"].toString()));
            QCOMPARE(details[u"policy"].toString(), u"boxed"_s);
            QCOMPARE(details[u"environment"].toString(), u"prod"_s);
        }
        QVERIFY(records >= 2); // intent and outcome
    }

    void anEditedPolicyIsAnotherOne()
    {
        const QByteArray edited = body + "limits: {x: 1}\n";
        write(edited);
        QCOMPARE(run({u"plan"_s, u"pause"_s, u"web"_s}).json()[u"policy"][u"hash"].toString(), hashOf(edited));
    }

    void theReasonHasToBeAsLongAsItSays()
    {
        const Said said = act(u"long enough but for the policy"_s);
        QCOMPARE(said.code, 3);
        QVERIFY2(said.json()[u"message"].toString().contains(u"40"_s), said.out.constData());
        QCOMPARE(writes(), 0);
    }

    void anotherFileForOneCall()
    {
        const QString other = m_dir.filePath(u"other.yaml"_s);
        QFile file(other);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(QByteArray(body).replace("min_chars: 40", "min_chars: 5").replace("boxed", "other"));
        file.close();
        const Said said = act(u"long enough but for the policy"_s, {u"--policy"_s, other});
        QVERIFY2(said.code == 0, qPrintable(QString::fromUtf8(said.out + said.err)));
        QCOMPARE(journal().last()[u"details"][u"policy"].toString(), u"other"_s);
        QCOMPARE(run({u"--policy"_s, m_dir.filePath(u"nowhere.yaml"_s), u"pause"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"no such policy is there"_s}).code, 2);
    }

    void aBrokenPolicyIsToldAndHindersNobody()
    {
        write(body + "gate: []\n");
        const Said said = act(u"long enough without"_s);
        QVERIFY2(said.code == 0, qPrintable(QString::fromUtf8(said.out + said.err)));
        QVERIFY(said.err.contains("gate: "));
        const QJsonObject doctor = run({u"doctor"_s}).json();
        QStringList found;
        const QString key = doctor.contains(u"findings"_s) ? u"findings"_s : u"items"_s;
        for (const QJsonValue &finding : doctor[key].toArray()) {
            if (QJsonDocument(finding.toObject()).toJson().contains("\"policy\""))
                found.append(QString::fromUtf8(QJsonDocument(finding.toObject()).toJson()));
        }
        QVERIFY2(found.size() == 1 && found.first().contains(u"line 10, column 1"_s), qPrintable(found.join(u' ')));
    }

    void writtenOut()
    {
        const QJsonObject made = run({u"policy"_s, u"analysis-template"_s, policyFile()}).json();
        QCOMPARE(made[u"kind"].toString(), u"PolicyExport"_s);
        QCOMPARE(made[u"policyHash"].toString(), hashOf(body));
        QCOMPARE(made[u"templates"].toArray().size(), 2);
        QCOMPARE(made[u"rollouts"][0][u"metadata"][u"name"].toString(), u"web"_s);
        const QJsonObject prometheus = made[u"templates"][0][u"spec"][u"metrics"][0][u"provider"][u"prometheus"].toObject();
        QCOMPARE(prometheus[u"address"].toString(), u"http://prom.mon.svc:9090"_s);
        QCOMPARE(prometheus[u"query"].toString(), u"errors{service=\"web\",role=\"canary\"}"_s);
        const QJsonObject elsewhere = run({u"--prometheus"_s, u"http://127.0.0.1:1"_s, u"-n"_s, u"shop"_s, u"policy"_s, u"analysis-template"_s, u"--policy"_s, policyFile()}).json();
        QCOMPARE(elsewhere[u"templates"][0][u"spec"][u"metrics"][0][u"provider"][u"prometheus"][u"address"].toString(), u"http://127.0.0.1:1"_s);
        QCOMPARE(elsewhere[u"templates"][0][u"metadata"][u"namespace"].toString(), u"shop"_s);
        QCOMPARE(run({u"policy"_s, u"analysis-template"_s, u"--service"_s, u"web"_s}).json(), made); // the one in force
        const Said text = run({u"policy"_s, u"analysis-template"_s, policyFile(), u"--rollout"_s}, false);
        QVERIFY2(text.out.contains("\n        - setWeight: 25\n        - analysis:\n            templates:\n              - templateName: \"web-quarter\"\n"), text.out.constData());
    }

    void whatCannotBeWrittenOut_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QString>("code");
        QTest::newRow("no policy in force") << QStringList{u"--service"_s, u"x"_s} << u"usage"_s;
        QTest::newRow("two policies") << QStringList{u"FILE"_s, u"--policy"_s, u"FILE"_s} << u"usage"_s;
        QTest::newRow("two files at once") << QStringList{u"FILE"_s, u"--rules"_s, u"--rollout"_s} << u"usage"_s;
        QTest::newRow("unknown service") << QStringList{u"FILE"_s, u"--service"_s, u"x"_s} << u"unknownService"_s;
        QTest::newRow("unknown environment") << QStringList{u"FILE"_s, u"--environment"_s, u"x"_s} << u"unknownEnvironment"_s;
    }
    void whatCannotBeWrittenOut()
    {
        QFETCH(QStringList, more);
        more.replaceInStrings(u"FILE"_s, policyFile());
        const Said said = run(QStringList{u"policy"_s, u"analysis-template"_s} + more);
        QCOMPARE(said.code, 2);
        QTEST(said.json()[u"code"].toString(), "code");
    }

    void flowIsJson_data()
    {
        QTest::addColumn<QVariant>("value");
        QTest::newRow("quotes") << QVariant(u"say \"no\" \\ and {\"a\": [1]}"_s);
        QTest::newRow("control") << QVariant(QString::fromUtf8("a\tb\nc\r\x1b[31m\x01\x7f"));
        QTest::newRow("bidi and zero width") << QVariant(u"\u202eabc\u200b\u2028\ufeff"_s);
        QTest::newRow("beyond the first plane") << QVariant(u"\U0001F600 ä ß 日本"_s);
        QTest::newRow("half a pair") << QVariant(QString(QChar(0xd83d)));
        QTest::newRow("yes") << QVariant(u"yes"_s);
        QTest::newRow("nested") << QVariant(QVariantMap{{u"a: b"_s, QVariantList{1, true, QVariant(), 2.5, u"x"_s}}, {u"on"_s, QVariantMap()}});
    }
    void flowIsJson()
    {
        QFETCH(QVariant, value);
        const QString text = yamlFlow(value);
        const QJsonDocument read = QJsonDocument::fromJson(QString(u"{\"v\":"_s + text + u'}').toUtf8());
        if (value.toString() != QString(QChar(0xd83d))) // JSON has no word for it
            QCOMPARE(read.object()[u"v"].toVariant(), QJsonValue::fromVariant(value).toVariant());
        for (const QChar c : text)
            QVERIFY2(c.isPrint() || c.isSurrogate(), qPrintable(QString::number(c.unicode(), 16)));
    }

    void blocksOfYaml()
    {
        const QVariantMap map{{u"name"_s, u"n"_s}, {u"a"_s, QVariantList{QVariantMap{{u"on"_s, 1}, {u"b"_s, QVariantList{}}}, QVariantMap{}}}, {u"c: d"_s, QVariantMap{{u"e"_s, u"f\"g"_s}}}};
        QCOMPARE(yamlText(map), u"name: \"n\"\na:\n  - b: []\n    \"on\": 1\n  - {}\n\"c: d\":\n  e: \"f\\\"g\"\n"_s);
    }
};

QTEST_GUILESS_MAIN(tst_cli_policy)
#include "tst_cli_policy.moc"
