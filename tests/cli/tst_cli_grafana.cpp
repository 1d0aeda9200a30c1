// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"
#include "support/scriptedserver.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// `maestro grafana`: boards and annotations, against a server that records what it was asked.
class tst_cli_grafana : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    Said run(const QStringList &arguments)
    {
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), arguments, {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.path()}, {u"GRAFANA_TOKEN"_s, u"glsa-token-value"_s}});
    }
    void configure(const QByteArray &text)
    {
        const QString config = m_dir.filePath(u"config"_s);
        QFile file(config + u"/connections.yaml");
        QVERIFY(QDir().mkpath(config) && QFile::setPermissions(config, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    }

private Q_SLOTS:
    void notConfigured()
    {
        configure("connections: []\n");
        const Said said = run({u"--json"_s, u"grafana"_s, u"boards"_s});
        QCOMPARE(said.code, 2);
        QVERIFY2(said.both().contains("names no Grafana"), said.both().constData());
    }

    void read()
    {
        ScriptedServer grafana([](const ScriptedRequest &request, ScriptedConnection *connection) {
            if (request.target.startsWith("/api/search"))
                return connection->reply(200, "[{\"uid\":\"abc\",\"title\":\"Over\\u001b[31mview\",\"folderTitle\":\"Releases\"}]");
            if (request.target.startsWith("/api/annotations"))
                return connection->reply(200, R"([{"time":1800000000000,"text":"rollback &lt;web&gt;","login":"ana","tags":["service:web"]}])");
            connection->reply(404, "{}");
        });
        configure("audit: {grafana: {url: '" + grafana.url().toString(QUrl::StripTrailingSlash).toUtf8() + "', token: 'env:GRAFANA_TOKEN'}}\n");
        const Said boards = run({u"--json"_s, u"grafana"_s, u"boards"_s, u"Over"_s, u"--service"_s, u"web"_s, u"--since"_s, u"2h"_s});
        QVERIFY2(boards.code == 0 && boards.isOneDocument(), boards.both().constData());
        const QString url = boards.json()[u"items"][0][u"url"].toString();
        QVERIFY2(url.startsWith(grafana.url().toString(QUrl::StripTrailingSlash) + u"/d/abc?from=") && url.endsWith(u"&var-service=web"), qPrintable(url));
        QCOMPARE(grafana.requests.last().header("authorization"), QByteArray("Bearer glsa-token-value"));
        const Said words = run({u"grafana"_s, u"boards"_s});
        QVERIFY2(words.code == 0 && !words.out.contains('\x1b'), words.both().constData());
        const Said notes = run({u"--json"_s, u"grafana"_s, u"annotations"_s, u"--service"_s, u"web"_s, u"--tag"_s, u"deploy,prod"_s});
        QVERIFY2(notes.code == 0 && notes.isOneDocument(), notes.both().constData());
        QVERIFY(grafana.requests.last().target.endsWith("&tags=deploy&tags=prod&tags=service%3Aweb"));
        QCOMPARE(notes.json()[u"items"][0][u"text"].toString(), u"rollback <web>"_s);
        QCOMPARE(notes.json()[u"items"][0][u"by"].toString(), u"ana"_s);
        QVERIFY(!notes.json()[u"readAt"].toString().isEmpty());
        const Said none = run({u"--json"_s, u"grafana"_s, u"boards"_s, u"--uid"_s, u"gone"_s});
        QCOMPARE(none.code, 1);
        QVERIFY(!none.both().contains("glsa-token-value"));
    }
};

QTEST_GUILESS_MAIN(tst_cli_grafana)
#include "tst_cli_grafana.moc"
