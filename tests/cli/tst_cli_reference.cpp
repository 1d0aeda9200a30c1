// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/line/commandline.h"
#include "support/program.h"
#include "text/reference/referencecards.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// Cards of the runbooks' commands, and what a folder of manifests holds.
class tst_cli_reference : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    int m_run = 0;

    Said run(const QStringList &arguments)
    {
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), QStringList{u"--json"_s} + arguments, {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}});
    }
    QString folder() const { return m_dir.filePath(u"rollouts%1"_s.arg(m_run)); }
    void write(const QString &name, const QByteArray &yaml)
    {
        QVERIFY(QDir().mkpath(QFileInfo(folder() + u'/' + name).path()));
        QFile file(folder() + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(yaml) == yaml.size());
    }

private Q_SLOTS:
    void init() { ++m_run; }

    void filledIn()
    {
        const Said said = run({u"-n"_s, u"shop"_s, u"reference"_s, u"web"_s, u"--to-revision"_s, u"41"_s});
        QVERIFY2(said.code == 0 && said.isOneDocument(), said.both().constData());
        QMap<QString, QJsonObject> cards;
        for (const QJsonValue &one : said.json()[u"items"].toArray())
            cards.insert(one[u"id"].toString(), one.toObject());
        QCOMPARE(cards[u"undo-to"_s][u"command"].toString(), u"kubectl argo rollouts undo web -n shop --to-revision=41"_s);
        QCOMPARE(cards[u"undo-to"_s][u"action"].toString(), u"maestro -n shop rollback web --to-revision 41"_s);
        QCOMPARE(cards[u"undo-to"_s][u"complete"].toBool(), true);
        QCOMPARE(cards[u"helm"_s][u"command"].toString(), u"helm rollback <RELEASE> 41 -n shop --cleanup-on-fail"_s);
        QCOMPARE(cards[u"helm"_s][u"complete"].toBool(true), false);
        for (const char *id : {"list", "history", "template", "watch", "runs", "export"})
            QVERIFY2(cards.contains(QLatin1String(id)), id);
    }

    /// Every card has an action or a reason, never both; every action is a call that the program understands.
    void actionOrReason()
    {
        const QList<ReferenceCard> cards = referenceCards({u"prod"_s, u"shop"_s, u"web"_s, u"web"_s, u"41"_s, u"v1"_s, u"web"_s});
        QVERIFY(cards.size() >= 20);
        QStringList ids;
        for (const ReferenceCard &card : cards) {
            ids.append(card.id);
            QVERIFY2(card.action.isEmpty() != card.reason.isEmpty(), qPrintable(card.id));
            QVERIFY2(!card.title.isEmpty() && !card.group.isEmpty() && card.isComplete(), qPrintable(card.id));
            if (card.action.isEmpty())
                continue;
            QStringList words = card.action.split(u' ');
            QCOMPARE(words.takeFirst(), u"maestro"_s);
            const auto line = parseCommandLine(words);
            QVERIFY2(line.ok(), qPrintable(card.action + u": " + (line.ok() ? QString() : line.error().message)));
        }
        QCOMPARE(ids.removeDuplicates(), 0);
    }

    void quotedForAShell()
    {
        const QList<ReferenceCard> cards = referenceCards({{}, u"shop"_s, u"a'b; rm -rf {ns}"_s, {}, {}, {}, {}});
        const auto card = std::find_if(cards.begin(), cards.end(), [](const ReferenceCard &one) { return one.id == u"promote"; });
        QVERIFY(card != cards.end());
        QCOMPARE(card->action, u"maestro -n shop promote 'a'\\''b; rm -rf {ns}'"_s);
    }

    void fineManifests()
    {
        write(u"canary.yaml"_s, "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: web}\nspec:\n  template: {}\n  strategy:\n    canary:\n      canaryService: web-canary\n"
                               "      analysis: {templates: [{templateName: errors}]}\n      steps:\n      - setWeight: 10\n      - pause: {}\n      - setWeight: 50\n---\n"
                               "apiVersion: v1\nkind: Service\nmetadata: {name: web-canary}\n");
        write(u"deep/analysis.yml"_s, "apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: {name: errors}\nspec: {metrics: [{name: rate, provider: {prometheus: {query: up}}}]}\n");
        write(u"notes.txt"_s, "{{{");
        const Said said = run({u"manifests"_s, folder()});
        QVERIFY2(said.code == 0 && said.isOneDocument(), said.both().constData());
        QCOMPARE(said.json()[u"files"].toInt(), 2);
        QCOMPARE(said.json()[u"findings"].toArray(), QJsonArray());
        const QJsonArray items = said.json()[u"items"].toArray();
        QCOMPARE(items.size(), 3);
        QCOMPARE(items[0][u"summary"].toString(), u"canary: 10 %, pause, 50 %"_s);
        QCOMPARE(items[1][u"line"].toInt(), 15);
    }

    void brokenManifests_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("said");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("code");
        const QByteArray head("apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: web}\nspec:\n  template: {}\n");
        QTest::newRow("no YAML") << QByteArray("a: [1\nb: 2\n") << u"not YAML"_s << 2 << 2;
        QTest::newRow("in the second document") << QByteArray("apiVersion: v1\nkind: Service\nmetadata: {name: a}\n---\nb: [\n") << u"not YAML"_s << 6 << 2;
        QTest::newRow("a list") << QByteArray("- a\n") << u"is a mapping"_s << 1 << 2;
        QTest::newRow("no strategy") << head << u"either canary or blueGreen"_s << 1 << 2;
        QTest::newRow("both") << head + "  strategy: {canary: {}, blueGreen: {activeService: a}}\n" << u"either canary or blueGreen"_s << 1 << 2;
        QTest::newRow("weight") << head + "  strategy:\n    canary:\n      steps:\n      - setWeight: 110\n" << u"from 0 to 100"_s << 9 << 2;
        QTest::newRow("two things") << head + "  strategy:\n    canary:\n      steps:\n      - {setWeight: 10, pause: {}}\n" << u"exactly one thing"_s << 9 << 2;
        QTest::newRow("a wrong word") << head + "  strategy:\n    canary:\n      steps:\n      - setweight: 10\n" << u"setweight is no step"_s << 9 << 2;
        QTest::newRow("falling") << head + "  strategy:\n    canary:\n      steps:\n      - setWeight: 50\n      - setWeight: 10\n" << u"falls from 50 to 10"_s << 10 << 0;
        QTest::newRow("no such template") << head + "  strategy:\n    canary:\n      steps:\n      - analysis: {templates: [{templateName: gone}]}\n" << u"AnalysisTemplate gone"_s << 9 << 0;
        QTest::newRow("no metrics") << QByteArray("apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: {name: a}\nspec: {}\n") << u"nothing would be measured"_s << 1 << 2;
        QTest::newRow("deep") << QByteArray(100'000, '[') << u"not YAML"_s << -1 << 2;
        QTest::newRow("zero bytes") << QByteArray("a: \0b", 5) << u"not a text"_s << -1 << 2;
    }
    void brokenManifests()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, said);
        QFETCH(int, line);
        QFETCH(int, code);
        write(u"one.yaml"_s, yaml);
        const Said got = run({u"manifests"_s, folder()});
        QVERIFY2(got.code == code, got.both().constData());
        const QJsonArray findings = got.json()[u"findings"].toArray();
        const auto found = std::find_if(findings.begin(), findings.end(), [&said](const QJsonValue &one) { return one[u"message"].toString().contains(said); });
        QVERIFY2(found != findings.end(), got.out.constData());
        if (line >= 0)
            QCOMPARE((*found)[u"line"].toInt(), line);
    }

    void noFolder() { QCOMPARE(run({u"manifests"_s, m_dir.filePath(u"nowhere"_s)}).code, 1); }
};

QTEST_GUILESS_MAIN(tst_cli_reference)
#include "tst_cli_reference.moc"
