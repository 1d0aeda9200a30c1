// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/actionlock.h"
#include "journal/journalstore.h"
#include "support/journalrecords.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace maestro;
using namespace maestro::testing;
using namespace Qt::StringLiterals;

namespace {

const StillClock stillClock;

/// Runs `work` in a child process, which ends with its result.
template<typename Work> pid_t inChild(Work work)
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(work());
    return child;
}

int exitOf(pid_t child)
{
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int appendMany(const QString &dir, const QString &prefix, int count)
{
    Result<std::unique_ptr<JournalStore>> store = JournalStore::open(dir, &stillClock);
    if (!store)
        return 2;
    store.value()->setSegmentLimit(200'000);
    for (int i = 0; i < count; ++i) {
        if (!store.value()->append(journalRecord(RecordType::Note, prefix + QString::number(i)), i % 10 == 0))
            return 3;
    }
    return 0;
}

} // namespace

class TestJournalProcesses : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void twoProcessesAThousandTimes();
    void oneEndOfManyProcesses();
    void killedAtAnyMoment();
    void stoppedHolderIsNamed();
    void actionLockDiesWithItsProcess();
};

void TestJournalProcesses::twoProcessesAThousandTimes()
{
    QTemporaryDir temp;
    const QString dir = temp.filePath(u"journal"_s);
    const pid_t one = inChild([&] { return appendMany(dir, u"one-"_s, 1000); });
    const pid_t two = inChild([&] { return appendMany(dir, u"two-"_s, 1000); });
    QCOMPARE(exitOf(one), 0);
    QCOMPARE(exitOf(two), 0);
    const JournalVerification v = verifyJournal(dir);
    QCOMPARE(v.state, JournalState::Valid);
    QCOMPARE(independentVerdict(dir), expectedVerdict(v));
    Result<std::unique_ptr<JournalStore>> store = JournalStore::open(dir, &stillClock);
    QVERIFY(store);
    QSet<QString> ids;
    const Result<QList<JournalRecord>> all = store.value()->read();
    for (const JournalRecord &record : *all) {
        if (record.type == RecordType::Note)
            ids.insert(record.id);
    }
    QCOMPARE(ids.size(), 2000);
}

/// Whoever sees an end records it, unless another process has: each is recorded once.
void TestJournalProcesses::oneEndOfManyProcesses()
{
    constexpr int ends = 150;
    QTemporaryDir temp;
    const QString dir = temp.filePath(u"journal"_s);
    const auto tellAll = [&dir] {
        Result<std::unique_ptr<JournalStore>> store = JournalStore::open(dir, &stillClock, readJournal(dir));
        if (!store)
            return 2;
        store.value()->setSegmentLimit(40'000);
        int mine = 0;
        for (int i = 0; i < ends; ++i) {
            const QString id = QString::number(i);
            const auto told = [&id](const QList<JournalRecord> &all) { return std::any_of(all.cbegin(), all.cend(), [&id](const JournalRecord &one) { return one.id == id; }); };
            const Result<JournalPlace> place = store.value()->appendUnless(told, journalRecord(RecordType::Note, id));
            if (!place)
                return 3;
            mine += place->seq >= 0 ? 1 : 0;
        }
        return 10 + mine;
    };
    QList<pid_t> children;
    for (int i = 0; i < 3; ++i)
        children.append(inChild(tellAll));
    int recorded = 0;
    for (const pid_t child : std::as_const(children)) {
        const int mine = exitOf(child);
        QVERIFY2(mine >= 10, qPrintable(QString::number(mine)));
        recorded += mine - 10;
    }
    QCOMPARE(recorded, ends);
    Result<std::unique_ptr<JournalStore>> store = JournalStore::open(dir, &stillClock);
    QSet<QString> ids;
    qsizetype notes = 0;
    const Result<QList<JournalRecord>> all = store.value()->read();
    for (const JournalRecord &record : *all) {
        if (record.type == RecordType::Note) {
            ++notes;
            ids.insert(record.id);
        }
    }
    QCOMPARE(notes, ends);
    QCOMPARE(ids.size(), ends);
    QCOMPARE(independentVerdict(dir), expectedVerdict(verifyJournal(dir)));
}

void TestJournalProcesses::killedAtAnyMoment()
{
    QTemporaryDir temp;
    const QString dir = temp.filePath(u"journal"_s);
    qint64 promised = 0;
    for (int round = 0; round < 60; ++round) {
        int ends[2];
        QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
        const pid_t child = inChild([&] {
            Result<std::unique_ptr<JournalStore>> store = JournalStore::open(dir, &stillClock);
            if (!store)
                return 2;
            store.value()->setSegmentLimit(4'000);
            for (;;) {
                const Result<JournalPlace> place = store.value()->append(journalRecord(RecordType::Intent, u"i"_s), true);
                if (!place)
                    return 3;
                if (::write(ends[1], &place->seq, sizeof place->seq) < 0)
                    return 4;
            }
        });
        ::close(ends[1]);
        // A machine that is busy makes the child slow: it has so many records, not so much time.
        qint64 seq = 0;
        for (int wanted = QRandomGenerator::global()->bounded(8); wanted > 0; --wanted) {
            QCOMPARE(::read(ends[0], &seq, sizeof seq), ssize_t(sizeof seq));
            promised = seq;
        }
        ::usleep(useconds_t(QRandomGenerator::global()->bounded(5'000)));
        ::kill(child, SIGKILL);
        QCOMPARE(exitOf(child), -1);
        while (::read(ends[0], &seq, sizeof seq) == sizeof seq)
            promised = seq;
        ::close(ends[0]);
        const JournalVerification v = verifyJournal(dir);
        QVERIFY2(v.state != JournalState::Broken, qPrintable(v.message));
        QVERIFY(v.records >= promised);
    }
    QVERIFY(promised > 60);
    QCOMPARE(independentVerdict(dir), expectedVerdict(verifyJournal(dir)));
}

void TestJournalProcesses::stoppedHolderIsNamed()
{
    QTemporaryDir temp;
    const QString dir = temp.filePath(u"journal"_s);
    Result<std::unique_ptr<JournalStore>> store = JournalStore::open(dir, &stillClock);
    QVERIFY(store.value()->append(journalRecord(RecordType::Note, u"1"_s)));
    const pid_t child = inChild([&] {
        const int fd = ::open(QFile::encodeName(dir).constData(), O_RDONLY);
        ::flock(fd, LOCK_EX);
        ::raise(SIGSTOP);
        return 0;
    });
    int status = 0;
    ::waitpid(child, &status, WUNTRACED);
    QVERIFY(WIFSTOPPED(status));
    QElapsedTimer timer;
    timer.start();
    const Result<JournalPlace> refused = store.value()->append(journalRecord(RecordType::Intent, u"2"_s), true);
    QVERIFY(!refused);
    QVERIFY(timer.elapsed() < 15'000);
    QCOMPARE(refused.error().code, u"journalBusy");
    QVERIFY2(refused.error().message.contains(QString::number(child)), qPrintable(refused.error().message));
    QCOMPARE(store.value()->verify().records, 2);
    ::kill(child, SIGCONT);
    QCOMPARE(exitOf(child), 0);
    QVERIFY(store.value()->append(journalRecord(RecordType::Intent, u"2"_s), true));
}

void TestJournalProcesses::actionLockDiesWithItsProcess()
{
    QTemporaryDir temp;
    const QString locks = temp.filePath(u"locks"_s);
    int ends[2];
    QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
    const pid_t child = inChild([&] {
        const Result<std::unique_ptr<ActionLock>> lock = ActionLock::acquire(locks, u"uid"_s);
        const char done = lock ? 'y' : 'n';
        if (::write(ends[1], &done, 1) != 1)
            return 1;
        ::pause();
        return 0;
    });
    char done = 0;
    QCOMPARE(::read(ends[0], &done, 1), 1);
    QCOMPARE(done, 'y');
    const Result<std::unique_ptr<ActionLock>> busy = ActionLock::acquire(locks, u"uid"_s);
    QVERIFY(!busy);
    QCOMPARE(busy.error().code, u"objectBusy");
    QVERIFY(busy.error().message.contains(QString::number(child)));
    ::kill(child, SIGKILL);
    exitOf(child);
    QVERIFY(ActionLock::acquire(locks, u"uid"_s));
}

QTEST_GUILESS_MAIN(TestJournalProcesses)
#include "tst_journal_processes.moc"
