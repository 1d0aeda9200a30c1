// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/secretstore.h"
#include "services/grafana/packsnapshot.h"
#include "services/journalservice.h"
#include "support/kubetest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// CON-07, EVD-10: what is asked of Grafana, exactly, and what is made of its answers.
class tst_services_grafanaboards : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    SteadyClock m_clock;
    int m_run = 0;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<JournalService> m_journal;
    std::unique_ptr<GrafanaClient> m_client;
    QByteArray m_answer;
    int m_status = 200;
    bool m_hangUp = false;

    template<typename T> T waited(const std::function<void(Callback<T>)> &asked)
    {
        std::optional<T> got;
        asked([&got](const T &answer) { got.emplace(answer); });
        if (got)
            qFatal("called back from inside the call");
        if (!QTest::qWaitFor([&got] { return got.has_value(); }, 15'000))
            qFatal("no answer");
        return *got;
    }
    GrafanaClient::Range range() const { return {u"web & co"_s, QDateTime::fromMSecsSinceEpoch(1'000'000, Qt::UTC), QDateTime::fromMSecsSinceEpoch(2'000'000, Qt::UTC)}; }

    std::shared_ptr<PackContent> content()
    {
        auto made = std::make_shared<PackContent>();
        made->id = u"action-1"_s;
        made->name = u"20261118T142036Z_abort"_s;
        JournalRecord record;
        record.id = made->id;
        record.type = RecordType::Intent;
        record.object = {u"prod"_s, u"shop"_s, u"web"_s};
        made->excerpt.records = {record};
        return made;
    }
    static ChartSetPtr charts()
    {
        ChartSet set;
        set.from = QDateTime::fromMSecsSinceEpoch(1'000'000, Qt::UTC);
        set.to = QDateTime::fromMSecsSinceEpoch(2'000'000, Qt::UTC);
        ChartData full;
        full.metric = u"errors"_s;
        full.series = {{u"errors"_s, SampleRole::Canary, {}, {{1'100'000, 0.5}, {1'160'000, std::nan("")}}, 60'000}};
        ChartData empty;
        empty.metric = u"latency"_s;
        set.charts = {full, empty};
        return std::make_shared<const ChartSet>(set);
    }
    QStringList notes() const
    {
        QStringList states;
        const auto records = m_journal->records();
        for (const JournalRecord &record : records ? *records : QList<JournalRecord>())
            if (record.verb == u"snapshot")
                states.append(record.state);
        return states;
    }
    void add(const std::shared_ptr<PackContent> &into, const ChartSetPtr &charts, GrafanaClient *client)
    {
        bool done = false;
        addSnapshot(into, charts, client, m_journal.get(), &m_clock, this, [&done] { done = true; });
        QTRY_VERIFY_WITH_TIMEOUT(done, 20'000);
    }

private Q_SLOTS:
    void init()
    {
        ++m_run;
        m_status = 200;
        m_hangUp = false;
        m_answer = "[]";
        m_server = std::make_unique<ScriptedServer>([this](const ScriptedRequest &, ScriptedConnection *connection) { m_hangUp ? connection->reset() : connection->reply(m_status, m_answer); });
        QProcessEnvironment environment;
        environment.insert(u"GRAFANA_TOKEN"_s, u"glsa-token-value"_s);
        m_secrets = std::make_unique<SecretStore>(environment);
        m_journal = std::make_unique<JournalService>(m_dir.filePath(u"journal%1"_s.arg(m_run)), &m_clock);
        Endpoint endpoint;
        endpoint.url = m_server->url().toString(QUrl::StripTrailingSlash) + u"/grafana/"_s;
        endpoint.token = u"env:GRAFANA_TOKEN"_s;
        m_client = std::make_unique<GrafanaClient>(endpoint, m_secrets.get(), &m_clock);
    }

    void searched()
    {
        m_answer = R"([{"uid":"abc-1","title":"Canary Release Overview","folderTitle":"Releases","url":"/elsewhere"},{"uid":"../x","title":"bad"}])";
        const auto boards = waited<Result<QList<GrafanaBoard>>>([this](auto done) { m_client->search(u"Canary & more"_s, range(), done); });
        QVERIFY(boards.ok());
        QCOMPARE(m_server->requests.size(), 1);
        QCOMPARE(m_server->requests[0].target, QByteArray("/grafana/api/search?type=dash-db&limit=100&query=Canary%20%26%20more"));
        QCOMPARE(m_server->requests[0].header("authorization"), QByteArray("Bearer glsa-token-value"));
        QCOMPARE(boards->size(), 1); // a uid that would lead elsewhere is none
        QCOMPARE(boards->first().url, QString(m_client->source() + u"/d/abc-1?from=1000000&to=2000000&var-service=web%20%26%20co"));
        QCOMPARE(boards->first().folder, u"Releases"_s);
    }

    void byUid()
    {
        m_answer = R"({"meta":{"folderTitle":"Releases"},"dashboard":{"uid":"abc-1","title":"Overview"}})";
        const auto board = waited<Result<GrafanaBoard>>([this](auto done) { m_client->board(u"abc-1"_s, range(), done); });
        QVERIFY(board.ok());
        QCOMPARE(board->title, u"Overview"_s);
        QCOMPARE(m_server->requests[0].target, QByteArray("/grafana/api/dashboards/uid/abc-1"));
        const auto other = waited<Result<GrafanaBoard>>([this](auto done) { m_client->board(u"abc-2"_s, range(), done); });
        QVERIFY(!other.ok()); // an answer about another one
        const auto none = waited<Result<GrafanaBoard>>([this](auto done) { m_client->board(u"a/b"_s, range(), done); });
        QCOMPARE(none.error().kind, ErrorKind::BadInput);
        QCOMPARE(m_server->requests.size(), 2);
    }

    void annotated()
    {
        m_answer = R"([{"time":1800000,"timeEnd":1800000,"text":"later","tags":["deploy"]},{"time":1500000,"timeEnd":1600000,"text":"<b>first</b>","tags":["maestro","service:web"],"dashboardUID":"abc-1"}])";
        const auto found = waited<Result<GrafanaClient::Annotations>>([this](auto done) { m_client->annotations(range().from, range().to, {u"service:web"_s, u"a b"_s}, done); });
        QVERIFY(found.ok());
        QCOMPARE(m_server->requests[0].target, QByteArray("/grafana/api/annotations?type=annotation&limit=500&from=1000000&to=2000000&tags=service%3Aweb&tags=a%20b"));
        QCOMPARE(found->items.size(), 2);
        QCOMPARE(found->items[0].text, u"<b>first</b>"_s);
        QCOMPARE(found->items[0].until.toMSecsSinceEpoch(), 1'600'000);
        QVERIFY(!found->items[1].until.isValid());
        QVERIFY(!found->more);
        m_answer = R"([{"text":"no time"}])";
        QVERIFY(!waited<Result<GrafanaClient::Annotations>>([this](auto done) { m_client->annotations(range().from, range().to, {}, done); }).ok());
    }

    /// What cannot be read is an error that says where, never an empty list.
    void notRead_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("kind");
        QTest::newRow("token") << 401 << QByteArray("{}") << int(ErrorKind::NotPermitted);
        QTest::newRow("forbidden") << 403 << QByteArray("{}") << int(ErrorKind::NotPermitted);
        QTest::newRow("broken") << 500 << QByteArray("[]") << int(ErrorKind::Unreachable);
        QTest::newRow("a page") << 200 << QByteArray("<html>log in</html>") << int(ErrorKind::Unreachable);
        QTest::newRow("an object") << 200 << QByteArray("{}") << int(ErrorKind::Unreachable);
    }
    void notRead()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        m_status = status;
        m_answer = body;
        const auto boards = waited<Result<QList<GrafanaBoard>>>([this](auto done) { m_client->search(u"x"_s, {}, done); });
        QVERIFY(!boards.ok());
        QTEST(int(boards.error().kind), "kind");
        QVERIFY(boards.error().message.contains(m_client->source()));
        QVERIFY(!boards.error().message.contains(u"glsa"));
    }

    /// EVD-10: the pack gets an address, the Journal a note before and one after; the samples travel with it.
    void snapshot()
    {
        m_answer = R"({"deleteKey":"forget","deleteUrl":"http://wrong/delete","key":"Abc123","url":"http://localhost:3000/dashboard/snapshot/Abc123"})";
        const auto pack = content();
        add(pack, charts(), m_client.get());
        QCOMPARE(m_server->requests.size(), 1);
        const ScriptedRequest &sent = m_server->requests[0];
        QCOMPARE(sent.method, QByteArray("POST"));
        QCOMPARE(sent.target, QByteArray("/grafana/api/snapshots"));
        QCOMPARE(sent.header("authorization"), QByteArray("Bearer glsa-token-value"));
        const QJsonObject body = QJsonDocument::fromJson(sent.body).object();
        QCOMPARE(body[u"expires"].toInt(), 90 * 24 * 3600);
        QCOMPARE(body[u"name"].toString(), pack->name);
        const QJsonArray panels = body[u"dashboard"][u"panels"].toArray();
        QCOMPARE(panels.size(), 1); // a chart without samples shows nothing
        for (const QJsonValue &values : {panels[0][u"snapshotData"][0][u"fields"][1][u"values"], panels[0][u"targets"][0][u"snapshot"][0][u"data"][u"values"][1]})
            QCOMPARE(values.toArray(), (QJsonArray{0.5, QJsonValue()})); // what is no number is nothing, not 0
        QCOMPARE(panels[0][u"targets"][0][u"snapshot"][0][u"data"][u"values"][0].toArray(), (QJsonArray{1'100'000, 1'160'000}));
        QCOMPARE(notes(), (QStringList{u"sending"_s, u"sent"_s}));
        QCOMPARE(pack->files.size(), 1);
        QCOMPARE(pack->files[0].first, u"grafana.json"_s);
        const QJsonObject kept = QJsonDocument::fromJson(pack->files[0].second).object();
        QCOMPARE(kept[u"url"].toString(), QString(m_client->source() + u"/dashboard/snapshot/Abc123"));
        QVERIFY(!pack->files[0].second.contains("forget")); // who has the pack must not be able to delete it
        QVERIFY(pack->missing.isEmpty());
    }

    void notMade()
    {
        m_status = 403;
        const auto pack = content();
        add(pack, charts(), m_client.get());
        QCOMPARE(notes(), (QStringList{u"sending"_s, u"notSent"_s}));
        QVERIFY(pack->files.isEmpty());
        QCOMPARE(pack->missing.size(), 1);
        QVERIFY2(pack->missing[0].contains(u"charts/"), qPrintable(pack->missing[0]));
    }

    /// A lost answer is not asked for again: there might be two.
    void lost()
    {
        m_hangUp = true;
        const auto pack = content();
        add(pack, charts(), m_client.get());
        QCOMPARE(m_server->arrivals("POST"), 1);
        QCOMPARE(notes(), (QStringList{u"sending"_s, u"unknown"_s}));
        QVERIFY(pack->files.isEmpty() && pack->missing.size() == 1);
    }

    void oddKey()
    {
        m_answer = R"({"key":"../../api/admin"})";
        const auto pack = content();
        add(pack, charts(), m_client.get());
        QCOMPARE(notes().last(), u"unknown"_s);
        QVERIFY(pack->files.isEmpty());
    }

    /// No Grafana, no charts, no Journal: nothing leaves, and the pack says so.
    void without()
    {
        const auto none = content();
        add(none, charts(), nullptr);
        QVERIFY(none->missing.value(0).contains(u"names no Grafana"));
        const auto empty = content();
        add(empty, nullptr, m_client.get());
        QCOMPARE(empty->missing.size(), 1);
        QFile blocked(m_dir.filePath(u"blocked"_s));
        QVERIFY(blocked.open(QIODevice::WriteOnly));
        m_journal = std::make_unique<JournalService>(blocked.fileName(), &m_clock);
        const auto unwritten = content();
        add(unwritten, charts(), m_client.get());
        QVERIFY(unwritten->missing.value(0).contains(u"Journal"));
        QVERIFY(m_server->requests.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_services_grafanaboards)
#include "tst_services_grafanaboards.moc"
