// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/recorders/recorder.h"
#include "services/systemclock.h"
#include "services/validation/escalationsender.h"

#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 30'000;

/// One process of a user; several share a home.
struct Process
{
    Process(const QString &home, const QString &address, const Clock *clock)
        : journal(home + u"/journal"_s, clock)
        , policies(home + u"/config/policies"_s, {home + u"/policy.yaml"_s})
        , secrets(environment(address))
        , sender({&policies, &secrets, &journal, clock, home + u"/locks"_s, {}})
    {
        policies.load();
    }

    static QProcessEnvironment environment(const QString &address)
    {
        QProcessEnvironment out;
        out.insert(u"HOOK"_s, address);
        return out;
    }

    QStringList states()
    {
        QStringList out;
        const auto records = journal.records();
        for (const JournalRecord &record : *records)
            if (record.verb == u"escalation"_s)
                out.append(record.state);
        return out;
    }

    JournalService journal;
    PolicyLibrary policies;
    SecretStore secrets;
    EscalationSender sender;
};

} // namespace

/// What leaves by itself when a rung is due: once, however many look and however often, and never after what nobody knows the end of.
class tst_services_escalation : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<sandbox::WebhookRecorder> m_chat;

    std::unique_ptr<Process> process() { return std::make_unique<Process>(m_home->path(), m_chat->url() + u"/hook"_s, &m_clock); }

    ValidationView view(const Process &of, const QList<JournalRecord> &records = {}) const
    {
        ValidationView view;
        view.validation.id = u"action-1"_s;
        view.validation.target = {u"box"_s, u"default"_s, u"web"_s};
        view.validation.policy = u"shop"_s;
        view.validation.since = m_clock.utcNow().addSecs(-60);
        view.validation.acceptedAt = view.validation.since;
        view.subject.id = u"action-1"_s;
        view.message = u"Rolled back web"_s;
        view.clocks = escalationClocks(*of.policies.policy(u"shop"_s), view.validation, records, m_clock.utcNow());
        return view;
    }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_chat = std::make_unique<sandbox::WebhookRecorder>();
        QVERIFY(m_chat->listen(std::nullopt)); // loopback
        QFile policy(m_home->filePath(u"policy.yaml"_s));
        QVERIFY(policy.open(QIODevice::WriteOnly));
        policy.write("apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: shop}\nchannels: [{name: incident, webhook: \"env:HOOK\"}]\nroles: [{name: owner}]\n"
                     "validation: [{name: tell, type: message, channel: incident}]\n"
                     "escalation:\n  - {id: slow, steps: [{after: 0m, to: [owner]}, {after: 10m, to: [owner]}], from: rollback}\n");
    }

    void onceHoweverManyLook()
    {
        const auto one = process();
        const auto two = process();
        for (int i = 0; i < 3; ++i)
            for (Process *each : {one.get(), two.get()})
                each->sender.take({view(*each)}); // each of them reads no records: the Journal on disk decides
        QTRY_COMPARE_WITH_TIMEOUT(one->states(), (QStringList {u"sending"_s, u"sent"_s}), patienceMs);
        const auto three = process();
        three->sender.take({view(*three)});
        three->sender.take({view(*three, *three->journal.records())});
        QTest::qWait(300); // whoever would send again would have
        QCOMPARE(m_chat->writes().size(), 1); // and the rung that is not due did not leave
        QVERIFY(m_chat->writes().first().body.contains("Escalation slow, rung 1, for owner. Rolled back web"));
        QCOMPARE(view(*one, *one->journal.records()).clocks.first().state, ClockState::Sent);
    }

    /// kill -9 between the first note and the answer: it may have left.
    void aNoteWithoutAnEndSendsNothing()
    {
        const auto one = process();
        const ValidationView seen = view(*one);
        JournalRecord begun = deliveryRecord(seen.validation, u"slow/1"_s, u"incident"_s, EscalationDelivery::State::Sending, {});
        begun.at = m_clock.utcNow().addSecs(-3600);
        QVERIFY(one->journal.append(begun).ok());
        one->sender.take({seen});
        std::optional<EscalationSender::Told> told;
        one->sender.send(seen, seen.clocks.first(), [&told](const EscalationSender::Told &made) { told = made; });
        QTRY_VERIFY_WITH_TIMEOUT(told, patienceMs);
        QCOMPARE(told->state, EscalationDelivery::State::Sending);
        QVERIFY(m_chat->arrivals.isEmpty());
        QCOMPARE(view(*one, *one->journal.records()).clocks.first().state, ClockState::Due);
    }

    void aLostReplyEndsIt()
    {
        m_chat->loseReplies = 1;
        const auto one = process();
        one->sender.take({view(*one)});
        QTRY_COMPARE_WITH_TIMEOUT(one->states(), (QStringList {u"sending"_s, u"unknown"_s}), patienceMs);
        one->sender.take({view(*one, *one->journal.records())});
        QTest::qWait(300);
        QCOMPARE(m_chat->writes().size(), 1);
    }

    /// Without a Journal nothing leaves.
    void noRecordNoMessage()
    {
        const auto one = process();
        QVERIFY(one->journal.records().ok());
        const ValidationView seen = view(*one);
        QVERIFY(QDir(m_home->filePath(u"journal"_s)).removeRecursively());
        QFile blocked(m_home->filePath(u"journal"_s));
        QVERIFY(blocked.open(QIODevice::WriteOnly));
        std::optional<EscalationSender::Told> told;
        const auto two = process();
        two->sender.send(seen, seen.clocks.first(), [&told](const EscalationSender::Told &made) { told = made; });
        QTRY_VERIFY_WITH_TIMEOUT(told, patienceMs);
        QCOMPARE(told->state, EscalationDelivery::State::NotSent);
        QVERIFY(m_chat->arrivals.isEmpty());
    }

    void whatLeavesIsNoMention()
    {
        const auto one = process();
        ValidationView seen = view(*one);
        seen.message = u"<!channel> <https://evil|here> & more"_s;
        one->sender.take({seen});
        QTRY_COMPARE_WITH_TIMEOUT(m_chat->writes().size(), 1, patienceMs);
        QVERIFY(!m_chat->writes().first().body.contains('<'));
    }
};

QTEST_GUILESS_MAIN(tst_services_escalation)
#include "tst_services_escalation.moc"
