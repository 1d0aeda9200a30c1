// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/mass/massplan.h"
#include "journal/actionlock.h"
#include "sandbox/recorders/recorder.h"
#include "services/audit/recordfollower.h"
#include "services/policy/evidencesource.h"
#include "services/systemclock.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// Who hears of a mass rollback whose program died: what the Journal has, once.
class tst_services_massfollower : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    SystemClock m_clock;
    std::unique_ptr<sandbox::WebhookRecorder> m_chat;

    struct Program
    {
        Program(const QString &home, const QString &hook, const Clock *clock)
            : policies(home + u"/policies"_s, {home + u"/policy.yaml"_s})
            , secrets([&hook] {
                QProcessEnvironment out;
                out.insert(u"HOOK"_s, hook);
                return out;
            }())
            , journal(home + u"/journal"_s, clock)
            , sender({&policies, &secrets, &journal, clock, home + u"/locks"_s, {}})
            , follower({evidenceRulesOf(&policies), &sender, &journal, clock, home + u"/locks"_s})
        {
            policies.load();
        }

        PolicyLibrary policies;
        SecretStore secrets;
        JournalService journal;
        EscalationSender sender;
        RecordFollower follower;
    };
    std::unique_ptr<Program> program() { return std::make_unique<Program>(m_dir.path(), m_chat->url() + u"/hook"_s, &m_clock); }

    JournalRecord record(const QString &id, RecordType type, const QString &verb, const QString &state, const QJsonObject &details)
    {
        JournalRecord one;
        one.id = id;
        one.type = type;
        one.at = m_clock.utcNow();
        one.verb = verb;
        one.state = state;
        one.reason = u"a shared library is broken"_s;
        one.object = {u"box"_s, u"shop"_s, id};
        one.objectUid = id;
        one.details = details;
        return one;
    }
    /// Three were wanted, two began, one of them has an outcome.
    void halfDone(JournalService &journal, const QString &batch)
    {
        JournalRecord begun = record(batch, RecordType::Note, massRollbackWord, u"started"_s, {{u"batch"_s, QJsonObject{{u"count"_s, 3}}}});
        begun.object.name.clear();
        QVERIFY(journal.append(begun).ok());
        for (const QString &id : QStringList{batch + u"-a"_s, batch + u"-b"_s})
            QVERIFY(journal.append(record(id, RecordType::Intent, u"abort"_s, u"open"_s, {{u"release"_s, batch}, {u"policy"_s, u"shop"_s}})).ok());
        QVERIFY(journal.append(record(batch + u"-a"_s, RecordType::Outcome, u"abort"_s, u"applied"_s, {})).ok());
    }

private Q_SLOTS:
    void init()
    {
        for (const QString &folder : {u"journal"_s, u"locks"_s})
            QDir(m_dir.filePath(folder)).removeRecursively();
        m_chat = std::make_unique<sandbox::WebhookRecorder>();
        QVERIFY(m_chat->listen(std::nullopt)); // loopback
        QFile policy(m_dir.filePath(u"policy.yaml"_s));
        QVERIFY(policy.open(QIODevice::WriteOnly | QIODevice::Truncate));
        policy.write("apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: shop}\nenvironments: [{name: prod, connection: box}]\n"
                     "services: [{name: web, workload: {kind: Rollout, namespace: shop, name: web}}]\n"
                     "channels: [{name: incident, webhook: \"env:HOOK\"}, {name: again, webhook: \"env:HOOK\"}]\nevidence: {announce: {channels: [incident, again], include: []}}\n");
    }

    void whatWasInterruptedIsToldOnce()
    {
        auto first = program();
        halfDone(first->journal, u"dead"_s);
        first = program(); // the next window
        first->follower.followLostMasses();
        QTRY_COMPARE_WITH_TIMEOUT(m_chat->writes().size(), 1, 20'000); // two channels, one webhook
        const QString text = QString::fromUtf8(m_chat->writes().constFirst().body);
        for (const QString &part : QStringList{u"mass rollback of 3 in box/shop: 1 applied, 1 unknown, 1 not begun"_s, u"interrupted before its end"_s, u"shop/dead-b: abort unknown"_s})
            QVERIFY2(text.contains(part), qPrintable(text));
        first = program(); // and the one after it
        first->follower.followLostMasses();
        QTest::qWait(1'000);
        QCOMPARE(m_chat->writes().size(), 1);
    }

    /// Another program carries it out: that one tells.
    void whatIsUnderWayIsLeftAlone()
    {
        auto other = program();
        halfDone(other->journal, u"alive"_s);
        const auto held = ActionLock::acquire(m_dir.filePath(u"locks"_s), massLockOf(u"alive"_s));
        QVERIFY(held.ok());
        other->follower.followLostMasses();
        QTest::qWait(500);
        QVERIFY(m_chat->writes().isEmpty());
    }

    /// The note before it left stands without one after it: nobody knows, and it is not sent again.
    void whatLeftOnceStaysSo()
    {
        auto one = program();
        halfDone(one->journal, u"lost"_s);
        Validation subject;
        subject.id = u"lost"_s;
        for (const QString &channel : {u"incident"_s, u"again"_s})
            QVERIFY(one->journal.append(deliveryRecord(subject, u"announce"_s, channel, EscalationDelivery::State::Sending, {})).ok());
        one->follower.followLostMasses();
        QTest::qWait(500);
        QVERIFY(m_chat->writes().isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_services_massfollower)
#include "tst_services_massfollower.moc"
