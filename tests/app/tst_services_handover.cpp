// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/recorders/recorder.h"
#include "services/systemclock.h"
#include "services/triage/triagedesk.h"
#include "support/sandboxworld.h"

#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;

QProcessEnvironment with(const QString &hook)
{
    QProcessEnvironment out;
    out.insert(u"HOOK"_s, hook);
    return out;
}

/// What a window has of triage, in one thread.
struct Window
{
    Window(const QString &home, const QString &kubeconfig, const QString &hook)
        : workspace({kubeconfig, {}, {}, {}}, {home + u"/journal"_s, home + u"/state"_s, home + u"/config"_s}, &clock)
        , policies(home + u"/config/policies"_s, {home + u"/policy.yaml"_s})
        , secrets(with(hook))
        , journal(home + u"/journal"_s, &clock)
        , endpoints(&workspace, &secrets, &clock)
        , sender({&policies, &secrets, &journal, &clock, home + u"/locks"_s, {}})
        , desk({&workspace, &policies, &endpoints, &journal, &clock, home + u"/state/evidence"_s, home + u"/state"_s})
    {
        policies.load();
        desk.setSender(&sender, home + u"/config"_s);
    }

    SystemClock clock;
    Workspace workspace;
    PolicyLibrary policies;
    SecretStore secrets;
    JournalService journal;
    Endpoints endpoints;
    EscalationSender sender;
    TriageDesk desk;
};

} // namespace

/// ESC-08 from the window: what was shown leaves, to the letter, once; anything else is refused and nothing leaves.
class tst_services_handover : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;
    std::unique_ptr<sandbox::Sandbox> m_world;
    sandbox::WebhookRecorder m_chat;

    void writePolicy(const QByteArray &more = {})
    {
        QFile policy(m_home.filePath(u"policy.yaml"_s));
        QVERIFY(policy.open(QIODevice::WriteOnly | QIODevice::Truncate));
        policy.write("apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: shop}\nenvironments: [{name: prod, connection: box}]\n"
                     "services: [{name: web, workload: {kind: Rollout, namespace: shop, name: web}}]\nchannels: [{name: incident, webhook: \"env:HOOK\"}, {name: second, webhook: \"env:HOOK\"}, {name: mute, handle: '#mute'}]\n"
                     "contacts: [{name: platform, chat: '@platform'}]\nroles: [{name: owner}]\nvalidation: [{name: tell, type: message, channel: incident}]\n"
                     "escalation: [{id: L1-to-L2, when: {analysis_failures: '>= 3'}, to: [platform]}]\n"
                     + more);
    }

    /// There is a message to copy, and nothing is sent.
    void toAChannelWithoutWebhook(Window &w, const QList<HandOverDraft> &drafts, const QStringList &faults)
    {
        w.desk.draftHandOver(u"mute"_s, u"by hand"_s);
        QTRY_COMPARE_WITH_TIMEOUT(drafts.size(), 4, patienceMs);
        QVERIFY(drafts[3].channel.isEmpty() && drafts[3].text.contains(u"Note: by hand"_s));
        w.desk.handOver(drafts[3]);
        QTRY_COMPARE(faults.last(), u"noChannel"_s);
        QCOMPARE(m_chat.writes().size(), 1);
    }

private Q_SLOTS:
    void onceAndAsShown()
    {
        const auto web = test::canary(u"shop"_s, u"web"_s, {QJsonObject{{u"setWeight"_s, 25}}, QJsonObject{{u"pause"_s, QJsonObject()}}});
        m_world = test::served({u"test"_s, {}, {test::box(u"shop"_s, {web})}}, QDateTime::currentDateTimeUtc(), m_home.filePath(u"kc"_s));
        QVERIFY(m_world);
        QVERIFY(m_chat.listen(std::nullopt)); // loopback
        QVERIFY(createFolders({m_home.path() + u"/journal"_s, m_home.path() + u"/state"_s, m_home.path() + u"/config"_s}).ok());
        writePolicy();
        Window w(m_home.path(), m_home.filePath(u"kc"_s), m_chat.url() + u"/hook"_s);
        const auto loaded = w.workspace.load();
        QVERIFY2(loaded.ok(), loaded ? "" : qPrintable(loaded.error().message));
        TriageViewPtr view;
        QList<AnalysisEscalation> rules;
        QList<HandOverAddressee> addressees;
        QList<HandOverDraft> drafts;
        QList<HandOver> outcomes;
        QStringList faults;
        connect(&w.desk, &TriagePort::viewChanged, this, [&](const ObjectRef &, const TriageViewPtr &told) { view = told; });
        connect(&w.desk, &TriagePort::escalationRulesRead, this, [&](const ObjectRef &, const QList<AnalysisEscalation> &told) { rules = told; });
        connect(&w.desk, &TriagePort::addresseesRead, this, [&](const QList<HandOverAddressee> &told) { addressees = told; });
        connect(&w.desk, &TriagePort::handOverDrafted, this, [&](const HandOverDraft &told) { drafts << told; });
        connect(&w.desk, &TriagePort::handedOver, this, [&](const HandOver &told) { outcomes << told; });
        Error fault;
        connect(&w.desk, &TriagePort::failed, this, [&](const Error &told) { fault = told; });
        connect(&w.desk, &TriagePort::handOverFailed, this, [&](const Error &told) { faults << told.code; });
        w.desk.open({u"box"_s, u"shop"_s, u"web"_s}, WorkloadKind::Rollout);
        QCOMPARE(rules, (QList<AnalysisEscalation>{{u"L1-to-L2"_s, {}, {u"platform"_s}, Comparison::GreaterOrEqual, 3, u">= 3"_s}}));
        w.desk.draftHandOver(u"owner"_s, {});
        QCOMPARE(faults, QStringList{u"noRun"_s});
        w.desk.start(u"ten-minute"_s, {});
        QTRY_VERIFY_WITH_TIMEOUT(view || !fault.code.isEmpty(), patienceMs);
        QVERIFY2(view, qPrintable(fault.code + u' ' + fault.message));

        w.desk.readAddressees();
        QStringList known;
        for (const HandOverAddressee &one : std::as_const(addressees))
            known.append(one.name + u'=' + one.channel);
        QCOMPARE(known, (QStringList{u"platform=incident"_s, u"owner=incident"_s, u"incident=incident"_s, u"second=second"_s, u"mute="_s}));
        QCOMPARE(addressees.first().reach, u"@platform"_s);
        QVERIFY(!addressees.last().why.isEmpty());

        w.desk.draftHandOver(u"owner"_s, u"first"_s);
        QTRY_COMPARE_WITH_TIMEOUT(drafts.size(), 1, patienceMs);
        w.desk.draftHandOver(u"owner"_s, u"the route flaps"_s);
        QTRY_COMPARE_WITH_TIMEOUT(drafts.size(), 2, patienceMs);
        QVERIFY2(drafts[1].text.contains(u"Note: the route flaps"_s) && drafts[1].at == drafts[0].at && !drafts[1].before, qPrintable(drafts[1].text));
        w.desk.handOver(drafts[0]); // it is not what is shown any more
        HandOverDraft other = drafts[1];
        other.text += u" and more"_s;
        w.desk.handOver(other); // nor was this ever
        QTRY_COMPARE(faults, (QStringList{u"noRun"_s, u"draftOld"_s, u"draftOld"_s}));
        QVERIFY(m_chat.arrivals.isEmpty());
        w.desk.handOver(drafts[1]);
        w.desk.handOver(drafts[1]); // a second click
        QTRY_COMPARE_WITH_TIMEOUT(outcomes.size(), 1, patienceMs);
        QCOMPARE(outcomes[0].delivery.state, EscalationDelivery::State::Sent);
        QCOMPARE(faults.size(), 4);
        QCOMPARE(m_chat.writes().size(), 1);
        QVERIFY(m_chat.writes().first().body.contains("Note: the route flaps"));
        QCOMPARE(view->run.handOvers, outcomes);

        // Once for each addressee, whatever is written to them; the draft says so beforehand.
        w.desk.draftHandOver(u"owner"_s, u"once more"_s);
        QTRY_COMPARE_WITH_TIMEOUT(drafts.size(), 3, patienceMs);
        QVERIFY(drafts[2].before && drafts[2].before->delivery.state == EscalationDelivery::State::Sent);
        w.desk.handOver(drafts[2]);
        QTRY_COMPARE_WITH_TIMEOUT(outcomes.size(), 2, patienceMs);
        QCOMPARE(m_chat.writes().size(), 1);

        toAChannelWithoutWebhook(w, drafts, faults);

        // Where it goes is the policy's word: after another one nothing leaves.
        w.desk.draftHandOver(u"second"_s, {});
        QTRY_COMPARE_WITH_TIMEOUT(drafts.size(), 5, patienceMs);
        writePolicy("limits: {errors: '1%'}\n");
        w.policies.load();
        w.desk.handOver(drafts[4]);
        QTRY_COMPARE(faults.last(), u"policyChanged"_s);
        QCOMPARE(m_chat.writes().size(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_services_handover)
#include "tst_services_handover.moc"
