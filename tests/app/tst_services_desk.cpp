// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/desk/deskservice.h"

#include "services/systemclock.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// What is found by reading when the one who acted is gone.
class tst_services_desk : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    SystemClock m_clock;
    std::unique_ptr<JournalService> m_journal;
    std::unique_ptr<DeskService> m_desk;

    JournalRecord intent(const QString &id)
    {
        JournalRecord record;
        record.id = id;
        record.type = RecordType::Intent;
        record.at = m_clock.utcNow();
        record.verb = u"rollback"_s;
        record.objectKind = u"Rollout"_s;
        record.objectUid = u"uid"_s;
        record.state = u"open"_s;
        record.details = {{u"provider"_s, u"script"_s}, {u"call"_s, QJsonObject {{u"kind"_s, u"tool"_s}, {u"program"_s, u"/bin/true"_s}}}};
        [&] { QVERIFY(m_journal->appendIntent(record)); }();
        return record;
    }

    Reconciled settled(const JournalRecord &record)
    {
        std::optional<Reconciled> told;
        m_desk->settle(record, nullptr, [&told](const Reconciled &one) { told = one; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(told, 20'000); }();
        return told.value_or(Reconciled());
    }

    static HelmRevision revision(int number, const QString &status, const QString &description, const QString &tag = {})
    {
        HelmRevision r;
        r.number = number;
        r.status = status;
        r.description = description;
        r.imageTag = tag;
        return r;
    }

private Q_SLOTS:
    void init()
    {
        QDir(m_dir.filePath(u"journal"_s)).removeRecursively();
        m_journal = std::make_unique<JournalService>(m_dir.filePath(u"journal"_s), &m_clock);
        DeskService::Means means;
        means.policies = [] { return QList<PolicyPtr>(); };
        means.locks = m_dir.filePath(u"locks"_s);
        means.runs = m_dir.filePath(u"runs"_s);
        means.journal = m_journal.get();
        means.clock = &m_clock;
        QDir().mkpath(means.runs);
        m_desk = std::make_unique<DeskService>(means);
    }

    /// Killed between the intent and the start: nothing ran, and from now on nothing can, not even by the one that was slow.
    void whatNeverBeganNeverWill()
    {
        const JournalRecord record = intent(u"slow"_s);
        QCOMPARE(settled(record).state, OutcomeState::NotSent);
        QVERIFY(m_journal->verification().openIntents.isEmpty());
        ProcessOrder order;
        order.folder = m_dir.filePath(u"runs/slow"_s);
        order.marker = u"slow"_s;
        order.argv = {u"/bin/true"_s};
        SupervisedProcess late;
        QSignalSpy never(&late, &SupervisedProcess::notStarted);
        QVERIFY(late.start(order));
        QTRY_COMPARE_WITH_TIMEOUT(never.size(), 1, 20'000);
        QCOMPARE(never.first().first().value<Error>().code, u"alreadyStarted"_s);
    }

    /// It began and nothing tells how it ended, as after a power failure.
    void whatIsLostStaysUnknown()
    {
        const JournalRecord record = intent(u"lost"_s);
        QDir().mkpath(m_dir.filePath(u"runs/lost"_s));
        QFile started(m_dir.filePath(u"runs/lost/started"_s));
        QVERIFY(started.open(QIODevice::WriteOnly));
        started.write("1 1\n"); // a process that exists, and is another one
        started.close();
        QCOMPARE(settled(record).state, OutcomeState::Unknown);
        QVERIFY(m_journal->verification().openIntents.isEmpty());
    }

    void historyOfHelmDecides_data()
    {
        QTest::addColumn<HelmRevisions>("history");
        QTest::addColumn<int>("state"); // -1: nothing is said
        using State = Deed::Sight::State;
        const HelmRevision base = revision(7, u"superseded"_s, u"Upgrade complete"_s);
        QTest::newRow("nothing new") << HelmRevisions {base} << -1;
        QTest::newRow("deployed") << HelmRevisions {revision(8, u"deployed"_s, u"Rollback to 5"_s), base} << int(State::There);
        QTest::newRow("deployed, and followed") << HelmRevisions {revision(9, u"deployed"_s, u"Upgrade complete"_s), revision(8, u"superseded"_s, u"Rollback to 5"_s), base} << int(State::There);
        QTest::newRow("under way") << HelmRevisions {revision(8, u"pending-rollback"_s, u"Rollback to 5"_s), base} << int(State::NotYet);
        QTest::newRow("failed") << HelmRevisions {revision(8, u"failed"_s, u"Rollback \"web\" failed: timed out"_s), base} << int(State::Failed);
        QTest::newRow("of another") << HelmRevisions {revision(8, u"deployed"_s, u"Upgrade complete"_s), base} << int(State::Undecidable);
        QTest::newRow("elsewhere") << HelmRevisions {revision(8, u"deployed"_s, u"Rollback to 50"_s), base} << int(State::Undecidable);
    }
    void historyOfHelmDecides()
    {
        QFETCH(HelmRevisions, history);
        DeskCall call;
        call.kind = DeskKind::Helm;
        call.to = u"5"_s;
        call.fromRevision = 7;
        const std::optional<Deed::Sight> told = helmSight(call, history);
        QTEST(told ? int(told->state) : -1, "state");
    }

    void lastLinesAreHarmless()
    {
        QCOMPARE(lastLine("first\n\x1b[31mtoken=ghp_0123456789abcdefghij0123\x1b[0m\n\n").contains(u"ghp_"_s), false);
        QCOMPARE(lastLine("\x1b[31mred"), lastLine("\x1b[31mred").remove(QChar(0x1b)));
        QVERIFY(lastLine(QByteArray(100'000, 'x')).size() <= 420);
        QCOMPARE(lastLine("\n \n"), QString());
    }
};

QTEST_GUILESS_MAIN(tst_services_desk)
#include "tst_services_desk.moc"
