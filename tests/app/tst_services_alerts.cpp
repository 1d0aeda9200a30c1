// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/alerts/alertservice.h"
#include "support/kubetest.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QUrl>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

const QByteArray secretText = "s3cr3t-of-the-keychain";
const QString reason = u"planned work on the edge"_s;

/// Alertmanager's API v2 as far as silences need it, where a test decides what becomes of a POST. Below a prefix: the proxy's.
class FakeAlertmanager : public ScriptedServer
{
public:
    FakeAlertmanager()
    {
        setScript([this](const ScriptedRequest &request, ScriptedConnection *c) {
            const QByteArray path = request.target.mid(request.target.indexOf("/api/v2"));
            if (request.method == "POST") {
                if (onPost)
                    onPost();
                const bool takes = status / 100 == 2 || takesAnyway;
                if (takes)
                    keep(QJsonDocument::fromJson(request.body).object());
                if (status == 0)
                    return c->reset();
                return c->reply(status, status / 100 == 2 ? QByteArray("{\"silenceID\":\"s1\"}") : answer);
            }
            if (path == "/api/v2/status")
                return c->reply(200, R"({"versionInfo":{"version":"0.25.0"},"cluster":{"status":"ready"},"config":{"original":""}})");
            c->reply(readStatus, path == "/api/v2/silences" ? QJsonDocument(silences).toJson() : QByteArray("[]"));
        });
    }

    void keep(QJsonObject silence)
    {
        silence.insert(u"id"_s, u"s1"_s);
        silence.insert(u"status"_s, QJsonObject{{u"state"_s, u"active"_s}});
        silences.append(silence);
    }

    int status = 200; ///< 0: no answer
    bool takesAnyway = false;
    int readStatus = 200;
    QByteArray answer = "no";
    QJsonArray silences;
    std::function<void()> onPost;
};

} // namespace

/// A silence from the plan to the record, with a clock that a test moves.
class tst_services_alerts : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    SteadyClock m_clock;
    std::unique_ptr<FakeAlertmanager> m_server;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<Endpoints> m_endpoints;
    std::unique_ptr<JournalService> m_journal;
    std::unique_ptr<AlertService> m_service;

    void build(const Endpoint &endpoint, const QString &journal = u"journal"_s)
    {
        const QString home = m_dir->path();
        Workspace::Options options;
        options.kubeconfig = home + u"/kc"_s;
        options.endpoints.insert(u"alertmanager"_s, endpoint);
        QFile file(options.kubeconfig);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("apiVersion: v1\nkind: Config\ncurrent-context: here\nclusters:\n- name: c\n  cluster: {server: \"" + m_server->url().toString().toUtf8()
                   + "\"}\nusers:\n- name: u\n  user: {}\ncontexts:\n- name: here\n  context: {cluster: c, user: u}\n");
        file.close();
        const Paths paths{home + u'/' + journal, home + u"/state"_s, home + u"/config"_s};
        m_workspace = std::make_unique<Workspace>(options, paths, &m_clock);
        QVERIFY(m_workspace->load().ok());
        m_endpoints = std::make_unique<Endpoints>(m_workspace.get(), m_secrets.get(), &m_clock);
        m_journal = std::make_unique<JournalService>(paths.journal, &m_clock);
        m_service = std::make_unique<AlertService>(m_workspace.get(), m_endpoints.get(), m_journal.get(), &m_clock);
        m_service->setLockDirectory(home + u"/locks"_s);
        m_service->setObserveTimeout(400);
    }

    Endpoint direct() const
    {
        Endpoint endpoint;
        endpoint.url = m_server->url().toString();
        return endpoint;
    }

    Silence wanted() const
    {
        Silence silence;
        silence.matchers = {{u"alertname"_s, u"Noise"_s, false, true}};
        silence.endsAt = m_clock.utcNow().addSecs(600);
        silence.comment = reason;
        return silence;
    }

    SilencePlan planned()
    {
        QSignalSpy ready(m_service.get(), &AlertPort::silencePlanned);
        m_service->planSilence({}, wanted(), false);
        if (!ready.wait(5'000))
            qFatal("no plan");
        return ready.first().first().value<SilencePlan>();
    }

    SilenceOutcome outcomeOf(const SilencePlan &plan, const QString &why = reason)
    {
        QSignalSpy done(m_service.get(), &AlertPort::silenceFinished);
        m_service->execute(plan, {plan.digest, why, {}, {}});
        if (!done.wait(10'000))
            qFatal("no outcome");
        return done.first().first().value<SilenceOutcome>();
    }

    QStringList states() const
    {
        QStringList out;
        const Result<QList<JournalRecord>> records = m_journal->records();
        for (const JournalRecord &record : *records)
            if (record.type != RecordType::Genesis)
                out.append(record.state);
        return out;
    }

    QByteArray journalBytes() const
    {
        QByteArray all;
        const QDir folder(m_journal->directory());
        for (const QString &name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }

private Q_SLOTS:
    void init()
    {
        m_service.reset();
        m_dir = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<FakeAlertmanager>();
        m_secrets = std::make_unique<SecretStore>(QProcessEnvironment(), SecretStore::Keychain {[this](const QString &, const SecretStore::Callback &done) {
            QMetaObject::invokeMethod(this, [done] { done(secretText); }, Qt::QueuedConnection);
        }, {}});
    }

    void intentIsOnDiskBeforeTheRequest()
    {
        build(direct());
        QByteArray before;
        m_server->onPost = [&] { before = journalBytes(); };
        QCOMPARE(outcomeOf(planned()).state, OutcomeState::Applied);
        QVERIFY(before.contains("\"intent\"") && before.contains(reason.toUtf8()));
        QVERIFY(!before.contains("\"outcome\""));
        QCOMPARE(states(), (QStringList{u"open"_s, u"applied"_s}));
    }

    void answers_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("takesAnyway");
        QTest::addColumn<OutcomeState>("state");
        QTest::newRow("taken") << 200 << false << OutcomeState::Applied;
        QTest::newRow("bad request") << 400 << false << OutcomeState::Refused;
        QTest::newRow("unauthorized") << 401 << false << OutcomeState::NotPermitted;
        QTest::newRow("forbidden") << 403 << false << OutcomeState::NotPermitted;
        QTest::newRow("redirected") << 307 << false << OutcomeState::Refused;
        QTest::newRow("error, not taken") << 500 << false << OutcomeState::Unknown;
        QTest::newRow("error, taken") << 502 << true << OutcomeState::Applied;
        QTest::newRow("no answer, not taken") << 0 << false << OutcomeState::Unknown;
        QTest::newRow("no answer, taken") << 0 << true << OutcomeState::Applied;
    }
    void answers()
    {
        QFETCH(int, status);
        QFETCH(bool, takesAnyway);
        build(direct());
        m_server->status = status;
        m_server->takesAnyway = takesAnyway;
        const SilenceOutcome outcome = outcomeOf(planned());
        QTEST(outcome.state, "state");
        QCOMPARE(m_server->arrivals("POST"), 1);
        QCOMPARE(states(), (QStringList{u"open"_s, outcomeWord(outcome.state)}));
    }

    void acceptedButNotSeen()
    {
        build(direct());
        const SilencePlan plan = planned();
        m_server->onPost = [this] { m_server->readStatus = 503; };
        QCOMPARE(outcomeOf(plan).state, OutcomeState::NotObserved);
    }

    void secretsStayWithTheServer()
    {
        Endpoint endpoint = direct();
        endpoint.token = u"keychain:am"_s;
        build(endpoint);
        m_server->status = 403;
        m_server->answer = "the token " + secretText + " may not";
        const SilencePlan plan = planned();
        QVERIFY(!plan.server.contains(QString::fromLatin1(secretText)) && !plan.request.body.contains(secretText));
        const SilenceOutcome outcome = outcomeOf(plan);
        QCOMPARE(m_server->requests.constLast().header("authorization"), "Bearer " + secretText);
        QCOMPARE(outcome.state, OutcomeState::NotPermitted);
        QVERIFY2(outcome.message.contains(u"may not"), qPrintable(outcome.message));
        QVERIFY(!outcome.message.contains(QString::fromLatin1(secretText)));
        QVERIFY(journalBytes().contains("may not"));
        QVERIFY(!journalBytes().contains(secretText));
    }

    void refusedWithoutARequest_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::newRow("other words than confirmed") << u"tampered"_s;
        QTest::newRow("too old") << u"old"_s;
        QTest::newRow("no reason") << u"reason"_s;
        QTest::newRow("a journal that cannot be written") << u"journal"_s;
    }
    void refusedWithoutARequest()
    {
        QFETCH(QString, fault);
        if (fault == u"journal") {
            QFile blocker(m_dir->filePath(u"blocked"_s));
            QVERIFY(blocker.open(QIODevice::WriteOnly));
        }
        build(direct(), fault == u"journal" ? u"blocked/journal"_s : u"journal"_s);
        SilencePlan plan = planned();
        if (fault == u"tampered")
            plan.request.body.replace("Noise", "Every");
        if (fault == u"old")
            m_clock.ahead += 61'000;
        const SilenceOutcome outcome = outcomeOf(plan, fault == u"reason" ? u"short"_s : reason);
        QCOMPARE(outcome.state, OutcomeState::Refused);
        QCOMPARE(m_server->arrivals("POST"), 0);
        if (fault != u"journal")
            QCOMPARE(states(), QStringList{u"refused"_s});
    }

    void aPlanIsGoodForOneRequest()
    {
        build(direct());
        const SilencePlan plan = planned();
        QSignalSpy failed(m_service.get(), &AlertPort::failed);
        QSignalSpy done(m_service.get(), &AlertPort::silenceFinished);
        m_service->execute(plan, {plan.digest, reason, {}, {}});
        m_service->execute(plan, {plan.digest, reason, {}, {}});
        QTRY_COMPARE(done.size(), 1);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().value<Error>().code, u"planUsed"_s);
        QCOMPARE(m_server->arrivals("POST"), 1);
    }

    /// Nothing to be seen is no proof for as long as the request could still be on its way.
    void settledByReading()
    {
        build(direct());
        m_server->status = 0;
        const SilencePlan plan = planned();
        QCOMPARE(outcomeOf(plan).state, OutcomeState::Unknown);
        JournalRecord intent;
        const Result<QList<JournalRecord>> records = m_journal->records();
        for (const JournalRecord &record : *records)
            if (record.type == RecordType::Intent)
                intent = record;
        const auto settle = [&] {
            Await<Reconciled> got;
            m_service->settle(intent, got.callback());
            return got.get().state;
        };
        QCOMPARE(settle(), OutcomeState::Unknown);
        QCOMPARE(states().size(), 2);
        m_server->readStatus = 503;
        m_clock.ahead += 80'000;
        QCOMPARE(settle(), OutcomeState::Unknown);
        QCOMPARE(states().size(), 2);
        m_server->readStatus = 200;
        QCOMPARE(settle(), OutcomeState::NotSent);
        m_server->keep({{u"matchers"_s, QJsonArray()}, {u"startsAt"_s, u"2026-11-18T14:00:00Z"_s}, {u"endsAt"_s, u"2026-11-18T15:00:00Z"_s}, {u"createdBy"_s, u"x"_s},
                        {u"comment"_s, QString(reason + u" [maestro " + plan.id + u']')}});
        QCOMPARE(settle(), OutcomeState::Applied);
        QCOMPARE(m_server->arrivals("POST"), 1);
    }

    void throughTheServiceProxy()
    {
        Endpoint endpoint;
        endpoint.viaServiceProxy = true;
        endpoint.ns = u"monitoring"_s;
        endpoint.service = u"alertmanager"_s;
        endpoint.port = u"9093"_s;
        build(endpoint);
        const SilencePlan plan = planned();
        QCOMPARE(outcomeOf(plan).state, OutcomeState::Applied);
        QCOMPARE(m_server->arrivals("POST"), 1);
        for (const ScriptedRequest &request : std::as_const(m_server->requests)) {
            QVERIFY2(request.target.startsWith("/api/v1/namespaces/monitoring/services/alertmanager:9093/proxy/api/v2/"), request.target.constData());
            if (request.method == "POST")
                QCOMPARE(request.header("audit-id"), plan.id.toLatin1());
        }
    }
};

QTEST_GUILESS_MAIN(tst_services_alerts)
#include "tst_services_alerts.moc"
