// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/secretstore.h"
#include "services/audit/grafanasink.h"
#include "services/journalservice.h"
#include "support/kubetest.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// EVD-12: ends of actions as annotations, over real TLS, with a token that is a reference.
class tst_services_grafana : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    SteadyClock m_clock;
    TestPki m_pki;
    int m_run = 0;
    int m_status = 200;
    bool m_hangUp = false; ///< a post is taken and not answered
    int m_lookStatus = 200;
    QByteArray m_there = "[]"; ///< what a look finds
    std::unique_ptr<ScriptedServer> m_grafana;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<JournalService> m_journal;

    Paths paths() const
    {
        Paths all;
        all.config = m_dir.filePath(u"config%1"_s.arg(m_run));
        all.state = m_dir.filePath(u"state%1"_s.arg(m_run));
        return all;
    }

    std::unique_ptr<AuditWebhook> sink(const QString &ca)
    {
        QFile file(paths().connectionsFile());
        if (!file.open(QIODevice::WriteOnly))
            return nullptr;
        file.write(u"audit: {grafana: {url: '%1/', token: 'env:GRAFANA_TOKEN', caFile: '%2'}}\n"_s.arg(m_grafana->url().toString(QUrl::StripTrailingSlash), ca).toUtf8());
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        file.close();
        const auto settings = grafanaSettings(paths(), &m_clock);
        if (!settings)
            qWarning("%s", qPrintable(settings.error().message));
        return settings && settings->has_value() ? std::make_unique<AuditWebhook>(**settings, m_secrets.get(), &m_clock, [] { return 0.0; }) : nullptr;
    }

    QString file(const QString &name, const QByteArray &bytes)
    {
        QFile out(m_dir.filePath(name));
        return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() ? out.fileName() : QString();
    }

    JournalRecordsPtr write(const QString &id, RecordType type, const QDateTime &at)
    {
        JournalRecord record;
        record.id = id;
        record.type = type;
        record.at = at;
        record.verb = u"rollback"_s;
        record.state = u"applied"_s;
        record.reason = u"errors <b>rose</b>"_s;
        record.actor.server = u"ana"_s;
        record.object = {u"prod"_s, u"shop"_s, u"web"_s};
        record.details = {{u"environment"_s, u"prod"_s}};
        const auto done = m_journal->append(record);
        const auto all = m_journal->records();
        return done && all ? std::make_shared<const QList<JournalRecord>>(*all) : nullptr;
    }

    int posts() const
    {
        return int(std::count_if(m_grafana->requests.begin(), m_grafana->requests.end(), [](const ScriptedRequest &one) { return one.method == "POST"; }));
    }

private Q_SLOTS:
    void init()
    {
        ++m_run;
        m_status = 200;
        m_lookStatus = 200;
        m_hangUp = false;
        m_there = "[]";
        for (const QString &folder : {paths().config, paths().state})
            QVERIFY(QDir().mkpath(folder) && QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        m_grafana = std::make_unique<ScriptedServer>([this](const ScriptedRequest &request, ScriptedConnection *connection) {
            if (request.method == "GET")
                return connection->reply(m_lookStatus, m_there);
            m_hangUp ? connection->reset() : connection->reply(m_status, R"({"id":1,"message":"Annotation added"})");
        },
                                                     m_pki.issue(u"grafana"_s, u"IP:127.0.0.1"_s));
        QProcessEnvironment environment;
        environment.insert(u"GRAFANA_TOKEN"_s, u"glsa-token-value"_s);
        m_secrets = std::make_unique<SecretStore>(environment);
        m_journal = std::make_unique<JournalService>(m_dir.filePath(u"journal%1"_s.arg(m_run)), &m_clock);
    }

    /// One for the end of each action, none for its beginning, for notes, or for what is older than a day.
    void oneForEachAction()
    {
        const auto grafana = sink(file(u"ca.pem"_s, m_pki.caPem()));
        QVERIFY(grafana);
        const QDateTime now = m_clock.utcNow();
        write(u"old"_s, RecordType::Outcome, now.addDays(-2));
        write(u"a-1"_s, RecordType::Intent, now);
        grafana->take(write(u"a-1"_s, RecordType::Outcome, now));
        QTRY_COMPARE(m_grafana->requests.size(), 1);
        QTRY_COMPARE(grafana->status().waiting, 0);
        grafana->take(write(u"a-2"_s, RecordType::Note, now));
        grafana->take(write(u"a-3"_s, RecordType::Reconcile, now.addSecs(1)));
        QTRY_COMPARE(m_grafana->requests.size(), 2);
        const ScriptedRequest &first = m_grafana->requests.first();
        QCOMPARE(first.method, QByteArray("POST"));
        QCOMPARE(first.target, QByteArray("/api/annotations"));
        QCOMPARE(first.header("authorization"), QByteArray("Bearer glsa-token-value"));
        const QJsonObject said = QJsonDocument::fromJson(first.body).object();
        QCOMPARE(said[u"time"].toInteger(), now.toMSecsSinceEpoch());
        const QJsonArray tags = said[u"tags"].toArray();
        for (const char *tag : {"maestro", "rollback", "applied", "service:web", "namespace:shop", "action:a-1", "environment:prod"})
            QVERIFY2(tags.contains(QLatin1String(tag)), tag);
        QVERIFY2(said[u"text"].toString().contains(u"&lt;b&gt;rose"_s), "Grafana draws it as HTML");
        // A second console on the same state says nothing twice.
        const auto again = sink(m_dir.filePath(u"ca.pem"_s));
        QSignalSpy settled(again.get(), &AuditWebhook::settled);
        const auto all = m_journal->records();
        again->take(std::make_shared<const QList<JournalRecord>>(*all));
        QTRY_VERIFY(!settled.isEmpty());
        QCOMPARE(m_grafana->requests.size(), 2);
    }

    /// Refused for now: it waits in the Journal and goes later.
    void failuresWait()
    {
        m_status = 503;
        const auto grafana = sink(file(u"ca.pem"_s, m_pki.caPem()));
        grafana->take(write(u"a-1"_s, RecordType::Outcome, m_clock.utcNow()));
        QTRY_VERIFY(!grafana->status().problem.isEmpty());
        QCOMPARE(grafana->status().waiting, 1);
        m_status = 200;
        QTRY_COMPARE_WITH_TIMEOUT(grafana->status().waiting, 0, 30'000);
    }

    /// The answer was lost: what is there already is not sent again, whoever takes over.
    void neverTwice()
    {
        m_hangUp = true;
        m_there = R"([{"id":7}])";
        const QDateTime now = m_clock.utcNow();
        JournalRecordsPtr records;
        {
            const auto first = sink(file(u"ca.pem"_s, m_pki.caPem()));
            first->take(records = write(u"a-1"_s, RecordType::Outcome, now));
            QTRY_VERIFY(!first->status().problem.isEmpty());
            QCOMPARE(posts(), 1);
        } // the console ends here
        m_hangUp = false;
        const auto second = sink(m_dir.filePath(u"ca.pem"_s));
        second->take(records);
        QTRY_COMPARE_WITH_TIMEOUT(second->status().waiting, 0, 30'000);
        QCOMPARE(posts(), 1);
        QVERIFY2(m_grafana->requests.last().target.startsWith("/api/annotations?") && m_grafana->requests.last().target.contains("tags=action%3Aa-1&tags=applied"), m_grafana->requests.last().target.constData());
        QVERIFY(second->status().problem.isEmpty());
        QCOMPARE(second->status().skipped, 0);
    }

    /// The answer was lost and nothing is there: it is sent again, once.
    void lostBeforeItArrived()
    {
        m_hangUp = true;
        const auto grafana = sink(file(u"ca.pem"_s, m_pki.caPem()));
        grafana->take(write(u"a-1"_s, RecordType::Outcome, m_clock.utcNow()));
        QTRY_COMPARE(posts(), 1);
        m_hangUp = false;
        QTRY_COMPARE_WITH_TIMEOUT(grafana->status().waiting, 0, 30'000);
        QCOMPARE(posts(), 2);
    }

    /// A token that may write and not read: it may be there, so it is left, and said.
    void mayNotLook()
    {
        m_hangUp = true;
        m_lookStatus = 403;
        const auto grafana = sink(file(u"ca.pem"_s, m_pki.caPem()));
        grafana->take(write(u"a-1"_s, RecordType::Outcome, m_clock.utcNow()));
        QTRY_COMPARE(posts(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(grafana->status().waiting, 0, 30'000);
        QCOMPARE(posts(), 1);
        QCOMPARE(grafana->status().skipped, 1);
        QVERIFY(grafana->status().problem.contains(u"may not look"_s));
    }

    /// Whoever cannot prove to be Grafana gets neither token nor record.
    void anotherAuthority()
    {
        const TestPki other;
        const auto grafana = sink(file(u"other.pem"_s, other.caPem()));
        grafana->take(write(u"a-1"_s, RecordType::Outcome, m_clock.utcNow()));
        QTRY_VERIFY(!grafana->status().problem.isEmpty());
        QVERIFY(m_grafana->requests.isEmpty());
    }

    /// `evidence.annotate_grafana` of the policy that an action was taken under: only a no is one.
    void thePolicySaysNo()
    {
        QVERIFY(sink(file(u"ca.pem"_s, m_pki.caPem())));
        const auto settings = grafanaSettings(paths(), &m_clock, [](const QString &name) {
            EvidenceRules rules;
            rules.annotateGrafana = name != u"silent";
            return rules;
        });
        QVERIFY(settings && settings->has_value());
        JournalRecord end;
        end.type = RecordType::Outcome;
        end.verb = u"abort"_s;
        end.object = {u"box"_s, u"shop"_s, u"web"_s};
        end.at = m_clock.utcNow();
        for (const auto &[policy, wanted] : {std::pair(u"silent"_s, false), std::pair(u"loud"_s, true), std::pair(QString(), true)}) {
            end.details[u"policy"_s] = policy;
            QCOMPARE((*settings)->wants(end), wanted);
        }
        QVERIFY(!evidenceRules({{u"evidence"_s, QVariantMap{{u"annotate_grafana"_s, u"false"_s}}}}).annotateGrafana);
        QVERIFY(evidenceRules({{u"evidence"_s, QVariantMap{{u"annotate_grafana"_s, u"true"_s}}}}).annotateGrafana);
        QVERIFY(evidenceRules({}).annotateGrafana);
    }

    void notConfigured()
    {
        const auto none = grafanaSettings(paths(), &m_clock);
        QVERIFY(none && !none->has_value());
    }
};

QTEST_GUILESS_MAIN(tst_services_grafana)
#include "tst_services_grafana.moc"
