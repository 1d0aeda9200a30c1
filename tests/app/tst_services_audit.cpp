// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/secretstore.h"
#include "services/audit/auditwebhook.h"
#include "services/journalservice.h"
#include "support/kubetest.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// EVD-06: the Journal is the queue; every record arrives in order, at least once, whatever the receiver does.
class tst_services_audit : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    SteadyClock m_clock;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<JournalService> m_journal;
    std::unique_ptr<ScriptedServer> m_receiver;
    int m_status = 200;

    AuditWebhook::Settings settings() const
    {
        AuditWebhook::Settings s;
        s.endpoint.url = m_receiver->url().toString() + u"/hook"_s;
        s.stateFile = m_dir->filePath(u"state/audit-webhook.json"_s);
        s.lockDirectory = m_dir->filePath(u"state/locks"_s);
        return s;
    }

    std::unique_ptr<AuditWebhook> sink(const AuditWebhook::Settings &s) { return std::make_unique<AuditWebhook>(s, m_secrets.get(), &m_clock, [] { return 0.0; }); }
    std::unique_ptr<AuditWebhook> sink() { return sink(settings()); }

    JournalRecordsPtr write(const QStringList &reasons)
    {
        for (const QString &reason : reasons) {
            JournalRecord record;
            record.id = reason;
            record.type = RecordType::Refused;
            record.verb = u"abort"_s;
            record.reason = reason;
            record.object = {u"prod"_s, u"shop"_s, u"web"_s};
            if (!m_journal->append(record))
                return nullptr;
        }
        const Result<QList<JournalRecord>> all = m_journal->records();
        return std::make_shared<const QList<JournalRecord>>(*all);
    }

    QStringList arrived() const
    {
        QStringList out;
        for (const ScriptedRequest &request : m_receiver->requests)
            out << QJsonDocument::fromJson(request.body)[u"reason"].toString();
        return out;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QVERIFY(ensurePrivate(m_dir->filePath(u"state"_s)));
        m_journal = std::make_unique<JournalService>(m_dir->filePath(u"journal"_s), &m_clock);
        m_status = 200;
        m_receiver = std::make_unique<ScriptedServer>([this](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(m_status, "{}"); });
        m_secrets = std::make_unique<SecretStore>(QProcessEnvironment());
    }

    static bool ensurePrivate(const QString &path) { return QDir().mkpath(path) && QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner); }

    void inOrderAndAsRecorded()
    {
        QProcessEnvironment environment;
        environment.insert(u"MAESTRO_TEST_AUDIT_TOKEN"_s, u"hook-token-value"_s);
        m_secrets = std::make_unique<SecretStore>(environment);
        auto s = settings();
        s.endpoint.token = u"env:MAESTRO_TEST_AUDIT_TOKEN"_s;
        const auto webhook = sink(s);
        webhook->take(write({u"one"_s, u"password=hunter2hunter2"_s, u"three"_s}));
        QTRY_COMPARE(arrived().size(), 3);
        QTRY_COMPARE(webhook->status().waiting, 0);
        QCOMPARE(arrived().first(), u"one"_s);
        QVERIFY2(!m_receiver->requests.at(1).body.contains("hunter2"), "redacted like the Journal");
        const ScriptedRequest &first = m_receiver->requests.first();
        QCOMPARE(first.method, QByteArray("POST"));
        QCOMPARE(first.target, QByteArray("/hook"));
        QCOMPARE(first.header("authorization"), QByteArray("Bearer hook-token-value"));
        QCOMPARE(first.header("idempotency-key"), QByteArray("segment-000001/2"));
        const QJsonDocument event = QJsonDocument::fromJson(first.body);
        QCOMPARE(event[u"kind"].toString(), u"AuditEvent"_s);
        QCOMPARE(event[u"type"].toString(), u"refused"_s);
        QFile state(s.stateFile);
        QVERIFY(state.open(QIODevice::ReadOnly) && !state.readAll().contains("hook-token"));
    }

    void failuresWaitAndNothingIsLost_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {0, 301, 401, 404, 429, 500, 503})
            QTest::addRow("%d", status) << status;
    }
    void failuresWaitAndNothingIsLost()
    {
        QFETCH(int, status);
        m_status = status;
        if (status == 0)
            m_receiver->setScript([](const ScriptedRequest &, ScriptedConnection *connection) { connection->reset(); });
        const auto webhook = sink();
        webhook->take(write({u"one"_s, u"two"_s}));
        QTRY_VERIFY(!webhook->status().problem.isEmpty());
        QCOMPARE(webhook->status().waiting, 2);
        for (int i = 0; i < 5; ++i)
            webhook->take(write({})); // news do not shorten the wait
        QTest::qWait(100);
        QCOMPARE(m_receiver->requests.size(), 1);
        m_status = 200;
        m_receiver->setScript([](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(204, {}); });
        QTRY_COMPARE_WITH_TIMEOUT(webhook->status().waiting, 0, 5'000);
        QCOMPARE(arrived(), QStringList({u"one"_s, u"one"_s, u"two"_s}));
        QVERIFY(webhook->status().problem.isEmpty());
        QVERIFY(webhook->status().deliveredAt.isValid());
    }

    void survivesRestart()
    {
        auto webhook = sink();
        webhook->take(write({u"one"_s}));
        QTRY_COMPARE(webhook->status().waiting, 0);
        m_status = 500;
        webhook->take(write({u"two"_s}));
        QTRY_COMPARE(m_receiver->requests.size(), 2);
        QTRY_VERIFY(!webhook->status().problem.isEmpty());
        webhook.reset(); // killed
        const Result<QList<JournalRecord>> records = m_journal->records();
        const AuditSinkStatus seen = AuditWebhook::statusOf(settings(), *records); // what doctor sees
        QCOMPARE(seen.waiting, 1);
        QVERIFY(seen.problem.contains(u"500"_s) && seen.problemAt.isValid());
        m_status = 200;
        webhook = sink();
        webhook->take(write({u"three"_s}));
        QTRY_COMPARE(webhook->status().waiting, 0);
        QCOMPARE(arrived(), QStringList({u"one"_s, u"two"_s, u"two"_s, u"three"_s}));
    }

    void answerCutOffIsDeliveredAgain()
    {
        m_receiver->setScript([this](const ScriptedRequest &, ScriptedConnection *connection) {
            if (m_receiver->requests.size() == 1)
                connection->close(); // it arrived, and nobody knows
            else
                connection->reply(200, "{}");
        });
        const auto webhook = sink();
        webhook->take(write({u"one"_s}));
        QTRY_COMPARE_WITH_TIMEOUT(webhook->status().waiting, 0, 5'000);
        QTRY_COMPARE(m_receiver->requests.size(), 2);
        QCOMPARE(m_receiver->requests.at(0).header("idempotency-key"), m_receiver->requests.at(1).header("idempotency-key"));
    }

    void contentThatIsRefusedDoesNotBlock()
    {
        m_receiver->setScript([](const ScriptedRequest &request, ScriptedConnection *connection) { connection->reply(request.body.contains("two") ? 422 : 200, "{}"); });
        const auto webhook = sink();
        webhook->take(write({u"one"_s, u"two"_s, u"three"_s}));
        QTRY_COMPARE(arrived().size(), 3);
        QTRY_COMPARE(webhook->status().waiting, 0);
        QCOMPARE(webhook->status().skipped, 1);
    }

    void boundedQueue()
    {
        auto s = settings();
        s.queueLimit = 2;
        m_status = 503;
        auto webhook = sink(s);
        webhook->take(write({u"one"_s, u"two"_s, u"three"_s, u"four"_s, u"five"_s}));
        QTRY_COMPARE(webhook->status().skipped, 3);
        QTRY_COMPARE(arrived(), QStringList({u"four"_s}));
        m_status = 200;
        QTRY_COMPARE_WITH_TIMEOUT(webhook->status().waiting, 0, 5'000);
        QCOMPARE(arrived(), QStringList({u"four"_s, u"four"_s, u"five"_s}));
        QCOMPARE(webhook->status().skipped, 3);
    }

    void oneProcessDelivers()
    {
        const auto first = sink();
        const auto second = sink();
        const JournalRecordsPtr records = write({u"one"_s, u"two"_s, u"three"_s});
        first->take(records);
        second->take(records);
        QTRY_COMPARE(first->status().waiting, 0);
        QTest::qWait(200);
        QCOMPARE(arrived(), QStringList({u"one"_s, u"two"_s, u"three"_s}));
        second->take(write({u"four"_s})); // it waits for its turn, then goes on where the first one stopped
        QTRY_COMPARE_WITH_TIMEOUT(arrived().size(), 4, 8'000);
        QCOMPARE(arrived().last(), u"four"_s);
    }

    void notSent_data()
    {
        QTest::addColumn<QString>("token");
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("no such variable") << u"env:MAESTRO_TEST_AUDIT_TOKEN"_s << QByteArray();
        QTest::newRow("no such file") << u"file:/nonexistent"_s << QByteArray();
        QTest::newRow("damaged state") << QString() << QByteArray("{\"version\":1");
        QTest::newRow("half a state") << QString() << QByteArray(R"({"version":1,"segment":"segment-000001"})");
    }
    void notSent()
    {
        QFETCH(QString, token);
        QFETCH(QByteArray, state);
        auto s = settings();
        s.endpoint.token = token;
        if (!state.isEmpty()) {
            QFile file(s.stateFile);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(state) > 0);
            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        }
        const auto webhook = sink(s);
        webhook->take(write({u"one"_s}));
        QTRY_VERIFY(!webhook->status().problem.isEmpty());
        QTest::qWait(100);
        QVERIFY(m_receiver->requests.isEmpty());
        const Result<QList<JournalRecord>> records = m_journal->records();
        QVERIFY(!AuditWebhook::statusOf(s, *records).problem.isEmpty());
        if (!state.isEmpty()) { // nor forgotten by trying again
            webhook->take(write({u"two"_s}));
            QTRY_VERIFY(webhook->status().problemAt.isValid());
            QFile file(s.stateFile);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(file.readAll(), state);
        }
    }

    void anotherJournalStartsOver()
    {
        auto webhook = sink();
        webhook->take(write({u"one"_s, u"two"_s}));
        QTRY_COMPARE(webhook->status().waiting, 0);
        webhook.reset();
        m_journal.reset();
        QVERIFY(QDir(m_dir->filePath(u"journal"_s)).removeRecursively());
        m_clock.ahead += 60'000;
        m_journal = std::make_unique<JournalService>(m_dir->filePath(u"journal"_s), &m_clock);
        webhook = sink();
        webhook->take(write({u"anew"_s}));
        QTRY_COMPARE(arrived().size(), 3);
        QCOMPARE(arrived().last(), u"anew"_s);
    }

    void configuration_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("field"); ///< empty: accepted
        QTest::newRow("https") << QByteArray("audit: {webhook: {url: 'https://audit.example/x', token: 'env:T'}}") << QString();
        QTest::newRow("loopback") << QByteArray("audit: {webhook: {url: 'http://127.0.0.1:9/x'}}") << QString();
        QTest::newRow("plain http") << QByteArray("audit: {webhook: {url: 'http://audit.example/x'}}") << u"audit.webhook.url"_s;
        QTest::newRow("secret in the clear") << QByteArray("audit: {webhook: {url: 'https://audit.example/x', token: abc}}") << u"audit.webhook.token"_s;
        QTest::newRow("user in the address") << QByteArray("audit: {webhook: {url: 'https://a:b@audit.example/x'}}") << u"audit.webhook.url"_s;
        QTest::newRow("keychain") << QByteArray("audit: {webhook: {url: 'https://audit.example/x', token: 'keychain:x'}}") << QString();
        QTest::newRow("peers") << QByteArray("audit: {webhook: {url: 'https://audit.example/x', peers: ['https://b.example']}}") << u"audit.webhook"_s;
        QTest::newRow("query") << QByteArray("audit: {webhook: {url: 'https://audit.example/x?key=1'}}") << u"audit.webhook.url"_s;
        QTest::newRow("unknown key") << QByteArray("audit: {webhook: {url: 'https://audit.example/x', retries: 3}}") << u"audit.webhook.retries"_s;
        QTest::newRow("unknown sink") << QByteArray("audit: {mail: {}}") << u"audit.mail"_s;
        QTest::newRow("Grafana in the clear") << QByteArray("audit: {grafana: {url: 'http://grafana.example'}}") << u"audit.grafana.url"_s;
        QTest::newRow("no address") << QByteArray("audit: {webhook: {}}") << u"audit.webhook.url"_s;
        QTest::newRow("service proxy") << QByteArray("audit: {webhook: {via: service-proxy, namespace: a, service: b, port: '1'}}") << u"audit.webhook.url"_s;
    }
    void configuration()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, field);
        const QString path = m_dir->filePath(u"connections.yaml"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(yaml) == yaml.size());
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        const auto loaded = loadAuditEndpoints(path);
        QCOMPARE(bool(loaded), field.isEmpty());
        if (loaded)
            QVERIFY(loaded->webhook.has_value());
        else
            QCOMPARE(loaded.error().where->field, field);
        QCOMPARE(bool(loadConnections(path)), field.isEmpty()); // one file, one verdict
    }
};

QTEST_GUILESS_MAIN(tst_services_audit)
#include "tst_services_audit.moc"
