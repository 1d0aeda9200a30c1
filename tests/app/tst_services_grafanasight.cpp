// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/secretstore.h"
#include "sandbox/recorders/grafanarecorder.h"
#include "services/evidence/evidenceservice.h"
#include "services/grafana/grafanaservice.h"
#include "support/kubetest.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// CON-07, TML-06: what the window is told of Grafana for an open rollout.
class tst_services_grafanasight : public QObject
{
    Q_OBJECT

    SteadyClock m_clock;
    SecretStore m_secrets{QProcessEnvironment()};
    const ObjectRef m_web{u"prod"_s, u"shop"_s, u"web"_s};
    std::unique_ptr<sandbox::GrafanaRecorder> m_grafana;
    std::unique_ptr<GrafanaService> m_service;
    QString m_url;
    GrafanaSightPtr m_sight;

    /// The first answer that is whole.
    bool settled()
    {
        return QTest::qWaitFor([this] { return m_sight && !m_sight->askedAt.isValid() && (m_sight->boardsRead.readAt.isValid() || m_sight->boardsRead.problem) && (m_sight->annotationsRead.readAt.isValid() || m_sight->annotationsRead.problem); }, 20'000);
    }
    void look(const QString &words = {})
    {
        m_sight.reset();
        m_service->look({m_web, m_clock.utcNow().addSecs(-1800), {}, words});
    }

private Q_SLOTS:
    void init()
    {
        m_grafana = std::make_unique<sandbox::GrafanaRecorder>();
        QVERIFY(m_grafana->listen({}).ok());
        m_url = m_grafana->url();
        const QDateTime now = m_clock.utcNow();
        m_grafana->boards = {{u"slo"_s, u"Service SLO"_s, u"SLO"_s}, {u"web"_s, u"web"_s, {}}};
        m_grafana->annotations = {{now.addSecs(-3600), u"load test"_s, {u"service:web"_s}, u"dana"_s, u"slo"_s},
                                  {now.addSecs(-600), u"nodes upgraded"_s, {u"infrastructure"_s}, u"platform"_s},
                                  {now.addSecs(-500), u"of another service"_s, {u"service:api"_s}, u"sam"_s},
                                  {now.addSecs(-400), u"of another namespace"_s, {u"service:web"_s, u"namespace:other"_s}, u"sam"_s},
                                  {now.addDays(-3), u"of last week"_s, {u"service:web"_s}, u"sam"_s}};
        m_service = std::make_unique<GrafanaService>([this]() -> Result<std::optional<Endpoint>> {
            if (m_url.isEmpty())
                return std::optional<Endpoint>();
            Endpoint endpoint;
            endpoint.url = m_url;
            return std::optional(endpoint);
        }, &m_secrets, &m_clock);
        connect(m_service.get(), &GrafanaPort::sightChanged, this, [this](const GrafanaSightPtr &sight) { m_sight = sight; });
    }

    void boardsAndAnnotations()
    {
        look();
        QVERIFY(settled());
        QCOMPARE(m_sight->target, m_web);
        QCOMPARE(m_sight->source, m_url);
        QCOMPARE(m_sight->boards.size(), 2);
        QVERIFY2(m_sight->boards[0].url.startsWith(m_url + u"/d/slo?from=") && m_sight->boards[0].url.endsWith(u"&var-service=web"), qPrintable(m_sight->boards[0].url));
        QStringList texts;
        for (const GrafanaAnnotation &one : m_sight->annotations)
            texts.append(one.text + u" by "_s + one.author);
        QCOMPARE(texts, (QStringList{u"load test by dana"_s, u"nodes upgraded by platform"_s})); // each once, though both questions find one of them
        QVERIFY(!m_sight->boardsRead.problem && !m_sight->annotationsRead.more);
    }

    void byWords()
    {
        look(u"slo"_s);
        QVERIFY(settled());
        QCOMPARE(m_sight->boards.size(), 1);
        QCOMPARE(m_sight->words, u"slo"_s);
    }

    /// What was read stays with its age, and why there is nothing newer.
    void downAfterwards()
    {
        look();
        QVERIFY(settled());
        const QDateTime readAt = m_sight->boardsRead.readAt;
        m_grafana->token = "another";
        look();
        QVERIFY(settled());
        QVERIFY(m_sight->boardsRead.problem && m_sight->annotationsRead.problem);
        QCOMPARE(m_sight->boardsRead.problem->kind, ErrorKind::NotPermitted);
        QCOMPARE(m_sight->boards.size(), 2);
        QCOMPARE(m_sight->boardsRead.readAt, readAt);
    }

    void neverReached()
    {
        m_url = u"http://127.0.0.1:1"_s;
        look();
        QVERIFY(settled());
        QVERIFY(m_sight->boardsRead.problem && !m_sight->boardsRead.readAt.isValid());
        QVERIFY(m_sight->boards.isEmpty());
    }

    void notConfigured()
    {
        m_url.clear();
        QSignalSpy sources(m_service.get(), &GrafanaPort::sourceRead);
        m_service->readSource();
        look();
        QTRY_COMPARE(sources.size(), 2);
        QCOMPARE(sources.last().first().toString(), QString());
        QVERIFY(!m_sight);
        const auto client = m_service->client(this);
        QVERIFY(client && !*client);
    }

    /// Of a rollout that is not looked at any more nothing comes, and another Grafana inherits nothing.
    void anotherTarget()
    {
        look();
        QVERIFY(settled());
        const qsizetype asked = m_grafana->arrivals.size();
        m_service->look({{}, {}, {}, {}});
        QTest::qWait(500);
        QCOMPARE(m_grafana->arrivals.size(), asked);
        m_service->look({{u"prod"_s, u"shop"_s, u"api"_s}, m_clock.utcNow().addSecs(-60), {}, {}});
        QTRY_VERIFY(m_sight->target.name == u"api" && m_sight->annotationsRead.readAt.isValid());
        for (const GrafanaAnnotation &one : m_sight->annotations)
            QVERIFY(!one.tags.contains(u"service:web"_s));
    }

    void delivery()
    {
        look();
        QVERIFY(settled());
        AuditSinkStatus status;
        status.configured = true;
        status.waiting = 2;
        m_service->setDelivery(status);
        QCOMPARE(m_sight->delivery.waiting, 2);
    }

    /// A pack of the window says why there is no snapshot; one that nobody asked for is not missed.
    void packWithoutCharts()
    {
        QTemporaryDir folder;
        JournalService journal(folder.filePath(u"journal"_s), &m_clock);
        JournalRecord record;
        record.id = u"a-1"_s;
        record.at = m_clock.utcNow();
        record.type = RecordType::Intent;
        record.verb = u"abort"_s;
        record.object = m_web;
        record.objectKind = u"Rollout"_s;
        QVERIFY(journal.append(record).ok());
        EvidenceService evidence({[](const QString &) -> ClusterAccess * { return nullptr; }, {}, {}, &m_clock, {}}, {folder.filePath(u"journal"_s), {}, folder.filePath(u"kept"_s)}, &journal);
        evidence.setGrafana(m_service.get());
        QSignalSpy exported(&evidence, &EvidencePort::exported);
        for (const bool wanted : {true, false}) {
            exported.clear();
            if (wanted)
                m_service->wantSnapshot(u"a-1"_s);
            evidence.exportPack(u"a-1"_s, folder.filePath(wanted ? u"one"_s : u"two"_s));
            QTRY_COMPARE(exported.size(), 1);
            const QStringList missing = exported.first().at(2).toStringList();
            QCOMPARE(missing.join(u'\n').contains(u"grafana.json: there is no chart"_s), wanted);
        }
        QVERIFY(m_grafana->writes().isEmpty());
    }

    void oneSnapshotOfOnePack()
    {
        QVERIFY(!m_service->takeSnapshotWish(u"a-1"_s));
        m_service->wantSnapshot(u"a-1"_s);
        QVERIFY(!m_service->takeSnapshotWish(u"a-2"_s));
        QVERIFY(!m_service->takeSnapshotWish(u"a-1"_s)); // a wish that another pack passed by is over
        m_service->wantSnapshot(u"a-1"_s);
        QVERIFY(m_service->takeSnapshotWish(u"a-1"_s));
        QVERIFY(!m_service->takeSnapshotWish(u"a-1"_s));
    }
};

QTEST_GUILESS_MAIN(tst_services_grafanasight)
#include "tst_services_grafanasight.moc"
