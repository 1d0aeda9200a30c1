// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/world/cluster.h"
#include "services/facts/decisionservice.h"
#include "services/slo/sloservice.h"
#include "services/systemclock.h"
#include "support/sandboxworld.h"
#include "support/scriptedserver.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// The board as the window gets it: a simulated cluster, a health page, a Journal, and no Prometheus.
class TestDecisionService : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    SystemClock m_clock;
    int m_status = 200;
    ScriptedServer m_page;
    std::unique_ptr<sandbox::Sandbox> m_world;
    std::unique_ptr<JournalService> m_journal;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<Endpoints> m_endpoints;
    std::unique_ptr<PolicyLibrary> m_policies;
    std::unique_ptr<SloService> m_slo;
    std::unique_ptr<DecisionService> m_decisions;
    DecisionBoardPtr m_board;
    const ObjectRef m_cart{u"box"_s, u"shop"_s, u"cart"_s};

    bool write(const QString &name, const QByteArray &text)
    {
        const QString path = m_dir.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }
    std::optional<bool> state(const QString &id) const
    {
        for (const BoardCondition &one : m_board ? m_board->conditions : QList<BoardCondition>())
            if (one.rule.id == id)
                return one.rule.state;
        return {};
    }
    SignalRequest request(const QString &signal, bool clear = false) const { return {m_cart, signal, clear, {}, {}, {}, {}, u"as was agreed in the call"_s}; }

private Q_SLOTS:
    void initTestCase()
    {
        m_page.setScript([this](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(m_status, "{}"); });
        QVERIFY(write(u"config/policies/shop.yaml"_s, R"(apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {name: shop, version: 1}
services:
  - name: cart
    workload: {kind: Rollout, namespace: shop, name: cart}
    health: [{name: public, url: "URL/health", timeout: 5s}]
metrics:
  - {name: errors, unit: ratio, better: lower, query: 'errors'}
signals:
  - {name: breach, kind: flag}
gates:
  - {name: errors, metric: errors, fail: "> 1%", every: 5s}
decisions:
  immediate_any:
    - {id: breach, when: {signal: breach}}
  rollback_any:
    - {id: down, when: {health: public}}
    - {id: pods-bad, when: {any: [{builtin: crash-loop}, {builtin: readiness-failing}]}}
)"_ba.replace("URL", m_page.url().toEncoded())));
        sandbox::ClusterPlan cluster = test::box(u"shop"_s, {});
        sandbox::RolloutPlan plan = test::canary(u"shop"_s, u"cart"_s, {QJsonObject{{u"setWeight"_s, 50}}, QJsonObject{{u"pause"_s, QJsonObject()}}});
        plan.replicas = 2;
        cluster.rollouts = {plan};
        m_world = test::served({u"test"_s, {}, {cluster}}, m_clock.utcNow(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);
        const Paths paths{m_dir.filePath(u"journal"_s), m_dir.filePath(u"state"_s), m_dir.filePath(u"config"_s)};
        QVERIFY(createFolders(paths));
        Workspace::Options which;
        which.kubeconfig = m_dir.filePath(u"kc"_s);
        m_journal = std::make_unique<JournalService>(paths.journal, &m_clock);
        m_workspace = std::make_unique<Workspace>(which, paths, &m_clock);
        m_secrets = std::make_unique<SecretStore>(QProcessEnvironment());
        m_endpoints = std::make_unique<Endpoints>(m_workspace.get(), m_secrets.get(), &m_clock);
        m_policies = std::make_unique<PolicyLibrary>(paths.policies(), QStringList());
        m_slo = std::make_unique<SloService>(m_workspace.get(), m_endpoints.get(), m_policies.get(), &m_clock);
        m_decisions = std::make_unique<DecisionService>(
            [this](const ObjectRef &ref) -> std::optional<DecisionService::Subject> {
                const auto standing = m_slo->rounds().standing(ref);
                return standing ? DecisionService::Subject{standing->match, standing->scope, standing->kind, standing->uid} : DecisionService::Subject{m_policies->unmatched(), {}, {}, {}};
            },
            [this](const QString &context) { return m_workspace->access(context); }, m_journal.get(), &m_clock);
        connect(m_journal.get(), &JournalPort::recordsChanged, m_slo.get(), &SloService::setRecords);
        connect(m_journal.get(), &JournalPort::recordsChanged, m_decisions.get(), &DecisionService::takeRecords);
        connect(m_slo.get(), &SloPort::reportChanged, this, [this](const SloReportPtr &report) { m_board = report->board; });
        m_policies->load();
        QCOMPARE(m_policies->policies().size(), 1);
        QVERIFY(m_workspace->load());
        m_workspace->watchAll({WorkloadKind::Rollout});
        m_slo->open(m_cart);
    }

    void cleanupTestCase()
    {
        m_decisions.reset();
        m_slo.reset();
        m_endpoints.reset();
        m_workspace.reset();
    }

    void withoutTheJournalPeopleAreUnknown()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_board != nullptr, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(state(u"down"_s), std::optional(false), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(state(u"pods-bad"_s), std::optional(false), 30'000);
        QCOMPARE(state(u"breach"_s), std::nullopt);
        m_journal->publish();
        QTRY_COMPARE_WITH_TIMEOUT(state(u"breach"_s), std::optional(false), 30'000);
    }

    void aSignalCountsAtOnce()
    {
        QSignalSpy written(m_decisions.get(), &DecisionPort::written);
        QSignalSpy states(m_decisions.get(), &DecisionPort::signalsChanged);
        m_decisions->openSignals(m_cart);
        QCOMPARE(states.size(), 1);
        m_decisions->setSignal(request(u"breach"_s));
        QTRY_COMPARE_WITH_TIMEOUT(written.size(), 1, 20'000);
        QVERIFY(states.size() >= 2);
        QTRY_COMPARE_WITH_TIMEOUT(m_board->verdict, BoardVerdict::Immediate, 20'000);
        QCOMPARE(m_board->rule, u"breach"_s);
        const QList<JournalRecord> records = *m_journal->records();
        const JournalRecord &record = records.last();
        QCOMPARE(record.type, RecordType::Signal);
        QCOMPARE(record.id, written.first().first().toString());
        QCOMPARE(record.actor.server, u"captain"_s);
        QCOMPARE(record.object, m_cart);
        QVERIFY(!record.objectUid.isEmpty());
        QCOMPARE(record.details.value(u"policyHash").toString().size(), 64);
        m_decisions->setSignal(request(u"breach"_s, true));
        QTRY_COMPARE_WITH_TIMEOUT(m_board->verdict, BoardVerdict::None, 20'000);
    }

    void theHealthPageIsRead()
    {
        m_status = 503;
        QTRY_COMPARE_WITH_TIMEOUT(state(u"down"_s), std::optional(true), 40'000);
        QCOMPARE(m_board->verdict, BoardVerdict::Rollback);
        m_status = 200;
        QTRY_COMPARE_WITH_TIMEOUT(state(u"down"_s), std::optional(false), 40'000);
    }

    void aDecisionFreezesTheBoard()
    {
        QSignalSpy written(m_decisions.get(), &DecisionPort::written);
        m_decisions->decide({m_board, u"hold"_s, u"the database is being mended"_s});
        QTRY_COMPARE_WITH_TIMEOUT(written.size(), 1, 20'000);
        const QList<JournalRecord> records = *m_journal->records();
        const JournalRecord &record = records.last();
        QCOMPARE(record.type, RecordType::Decision);
        QCOMPARE(record.verb, u"hold"_s);
        QCOMPARE(record.reason, u"the database is being mended"_s);
        const QJsonObject frozen = record.details.value(u"board").toObject();
        QCOMPARE(frozen.value(u"verdict").toString(), u"none"_s);
        QCOMPARE(frozen.value(u"conditions").toArray().size(), 3);
        const QJsonObject down = frozen.value(u"conditions").toArray().at(1).toObject();
        QVERIFY(down.value(u"reads").toArray().at(0).toObject().value(u"text").toString().contains(u"HTTP 200"_s));
        QCOMPARE(m_journal->verification().state, JournalState::Valid);
    }

    void refusals()
    {
        QSignalSpy failed(m_decisions.get(), &DecisionPort::failed);
        const qsizetype before = m_journal->records()->size();
        SignalRequest shortReason = request(u"breach"_s);
        shortReason.reason = u"too short"_s;
        m_decisions->setSignal(shortReason);
        m_decisions->setSignal(request(u"nonsense"_s));
        SignalRequest elsewhere = request(u"breach"_s);
        elsewhere.target.name = u"nobody"_s;
        m_decisions->setSignal(elsewhere);
        m_decisions->decide({m_board, u"dance"_s, u"long enough a reason"_s});
        m_decisions->decide({nullptr, u"hold"_s, u"long enough a reason"_s});
        m_decisions->decide({m_board, u"hold"_s, u"short"_s});
        QCOMPARE(failed.size(), 6);
        QStringList codes;
        for (const QList<QVariant> &one : failed)
            codes.append(one.first().value<Error>().code);
        QCOMPARE(codes, (QStringList{u"reason"_s, u"unknownSignal"_s, u"noPolicy"_s, u"choice"_s, u"choice"_s, u"reason"_s}));
        QFile broken(m_dir.filePath(u"config/policies/other.yaml"_s));
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("apiVersion: maestro/v1\nkind: [\n") > 0);
        broken.close();
        m_policies->load();
        m_decisions->setSignal(elsewhere); // nobody knows whom that file names
        QVERIFY(broken.remove());
        m_policies->load();
        QCOMPARE(failed.size(), 7);
        const Error error = failed.last().first().value<Error>();
        QCOMPARE(error.code, u"policyBroken"_s);
        QVERIFY2(error.where && error.message.contains(u"other.yaml, line "_s), qPrintable(error.message));
        QCOMPARE(m_journal->records()->size(), before);
    }

    void theClusterGone()
    {
        QVERIFY(m_world->setReachable(u"box"_s, false));
        QSignalSpy written(m_decisions.get(), &DecisionPort::written);
        m_decisions->setSignal(request(u"breach"_s));
        QTRY_COMPARE_WITH_TIMEOUT(written.size(), 1, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(state(u"breach"_s), std::optional(true), 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(state(u"pods-bad"_s), std::nullopt, 60'000); // nobody can see the pods
        QVERIFY(m_world->setReachable(u"box"_s, true));
        QTRY_COMPARE_WITH_TIMEOUT(state(u"pods-bad"_s), std::optional(false), 60'000);
    }
};

QTEST_GUILESS_MAIN(TestDecisionService)
#include "tst_services_decisions.moc"
