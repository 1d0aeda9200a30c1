// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalstore.h"
#include "support/journalrecords.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <sys/stat.h>

using namespace maestro;
using namespace maestro::testing;
using namespace Qt::StringLiterals;

namespace {

const StillClock stillClock;

/// A journal of its own in a temporary directory, in memory where that is possible: thousands of syncs.
struct Place
{
    QTemporaryDir temp{QFileInfo(u"/dev/shm"_s).isWritable() ? u"/dev/shm/maestro-XXXXXX"_s : QDir::tempPath() + u"/maestro-XXXXXX"_s};
    QString dir = temp.filePath(u"journal"_s);

    std::unique_ptr<JournalStore> open() const
    {
        Result<std::unique_ptr<JournalStore>> store = JournalStore::open(dir, &stillClock);
        return store ? std::move(store.value()) : nullptr;
    }
    QString segment(int number) const { return dir + u"/segment-%1.jsonl"_s.arg(number, 6, 10, QChar(u'0')); }
    /// A directory with just these bytes as its only segment.
    void hold(const QByteArray &bytes) const
    {
        QDir(dir).removeRecursively();
        ::mkdir(QFile::encodeName(dir).constData(), 0700);
        putBytes(segment(1), bytes);
    }
};

/// genesis, intent, outcome, intent
QByteArray fourRecords()
{
    Place place;
    auto store = place.open();
    if (!store->append(journalRecord(RecordType::Intent, u"a"_s), true) || !store->append(journalRecord(RecordType::Outcome, u"a"_s))
        || !store->append(journalRecord(RecordType::Intent, u"b"_s)))
        qFatal("no journal");
    return bytesOf(place.segment(1));
}

} // namespace

class TestJournalRecovery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tornAtEveryByte();
    void oneByteChangedAnywhere();
    void zeroFilledTail_data();
    void zeroFilledTail();
    void longTailIsNotTorn();
    void recoveredBytesAreWatched();
    void recoversAgainAndAgain();
    void acknowledgedBreakLetsActingGoOn();
    void recordsCutOff_data();
    void recordsCutOff();
    void headMayBeBehindOrAbsent();
    void emptyAndForeignFiles();
    void whatIsNoFileIsNotValid();
    void unfinishedSegmentIsHarmless();
    void fullDiskIsRefusedAndLeavesNoTrace();
};

void TestJournalRecovery::tornAtEveryByte()
{
    const QByteArray whole = fourRecords();
    Place place;
    for (qsizetype cut = 0; cut <= whole.size(); ++cut) {
        const QByteArray kept = whole.left(cut);
        const qsizetype good = kept.lastIndexOf('\n') + 1;
        const QByteArray tail = kept.mid(good);
        place.hold(kept);
        const JournalVerification before = verifyJournal(place.dir);
        QCOMPARE(before.state, tail.isEmpty() ? JournalState::Valid : JournalState::RecoveredTail);
        QCOMPARE(before.records, kept.count('\n'));

        auto store = place.open();
        QVERIFY(store);
        const Result<JournalPlace> added = store->append(journalRecord(RecordType::Note, u"after"_s));
        QVERIFY2(added, added ? "" : qPrintable(added.error().message));
        const JournalVerification after = verifyJournal(place.dir);
        QCOMPARE(after.state, before.state);
        QCOMPARE(added->segment, tail.isEmpty() ? u"segment-000001" : u"segment-000002");
        const QStringList torn = QDir(place.dir).entryList({u"torn-*.bin"_s});
        QCOMPARE(torn.size(), tail.isEmpty() ? 0 : 1);
        if (!tail.isEmpty()) {
            QCOMPARE(bytesOf(place.dir + u'/' + torn.first()), tail);
            QCOMPARE(bytesOf(place.segment(1)), kept);
        }
        if (cut % 101 == 0)
            QCOMPARE(independentVerdict(place.dir), expectedVerdict(after));
    }
}

void TestJournalRecovery::oneByteChangedAnywhere()
{
    const QByteArray whole = fourRecords();
    Place place;
    for (qsizetype at = 0; at < whole.size(); ++at) {
        QByteArray changed = whole;
        changed[at] = char(changed.at(at) ^ 1);
        place.hold(changed);
        const JournalVerification v = verifyJournal(place.dir);
        QVERIFY2(v.state == JournalState::Broken, qPrintable(QString::number(at)));
        QCOMPARE(v.brokenSegment, u"segment-000001");
        QCOMPARE(v.brokenSeq, whole.left(at).count('\n') + 1);
        if (at % 101 == 0) {
            QCOMPARE(independentVerdict(place.dir), expectedVerdict(v));
            auto store = place.open();
            QVERIFY(store);
            QCOMPARE(store->append(journalRecord(RecordType::Intent, u"c"_s), true).error().code, u"journalBroken");
            QCOMPARE(bytesOf(place.segment(1)), changed);
            QCOMPARE(store->read()->size(), v.records);
        }
    }
}

void TestJournalRecovery::zeroFilledTail_data()
{
    QTest::addColumn<QByteArray>("tail");
    const QByteArray last = fourRecords().split('\n').at(3);
    QTest::addRow("zeros") << QByteArray(4096, '\0');
    QTest::addRow("begun, then zeros") << last.left(100) + QByteArray(300, '\0');
    QTest::addRow("zeros, then the end") << QByteArray(100, '\0') + last.mid(100) + '\n';
    QTest::addRow("hole in the middle") << last.left(50) + QByteArray(50, '\0') + last.mid(100);
}

void TestJournalRecovery::zeroFilledTail()
{
    QFETCH(QByteArray, tail);
    Place place;
    const QByteArray whole = fourRecords();
    place.hold(whole + tail);
    QCOMPARE(verifyJournal(place.dir).state, JournalState::RecoveredTail);
    auto store = place.open();
    QVERIFY(store->append(journalRecord(RecordType::Note, u"after"_s)));
    const JournalVerification v = verifyJournal(place.dir);
    QCOMPARE(v.state, JournalState::RecoveredTail);
    QCOMPARE(v.records, 6);
    QCOMPARE(v.openIntents, QStringList{u"b"_s});
    QCOMPARE(independentVerdict(place.dir), expectedVerdict(v));
}

void TestJournalRecovery::longTailIsNotTorn()
{
    Place place;
    const QByteArray whole = fourRecords();
    for (const QByteArray &rest : {QByteArray("0"), QByteArray("\tx"), QByteArray(" ")}) {
        place.hold(whole.chopped(1) + rest);
        const JournalVerification v = verifyJournal(place.dir);
        QCOMPARE(v.state, JournalState::Broken);
        QCOMPARE(v.brokenSeq, 4);
        QCOMPARE(independentVerdict(place.dir), expectedVerdict(v));
    }
}

void TestJournalRecovery::recoveredBytesAreWatched()
{
    Place place;
    const QByteArray whole = fourRecords();
    place.hold(whole + "{\"half\":");
    QVERIFY(place.open()->append(journalRecord(RecordType::Note, u"after"_s)));
    QCOMPARE(verifyJournal(place.dir).state, JournalState::RecoveredTail);
    putBytes(place.segment(1), whole + "{\"hilf\":");
    QCOMPARE(verifyJournal(place.dir).state, JournalState::Broken);
    QCOMPARE(independentVerdict(place.dir), expectedVerdict(verifyJournal(place.dir)));
    putBytes(place.segment(1), whole + "{\"half\":1");
    QCOMPARE(verifyJournal(place.dir).state, JournalState::Broken);
    // They were never durable: the file system may lose them.
    putBytes(place.segment(1), whole);
    QCOMPARE(verifyJournal(place.dir).state, JournalState::RecoveredTail);
    QCOMPARE(independentVerdict(place.dir), expectedVerdict(verifyJournal(place.dir)));
}

void TestJournalRecovery::recoversAgainAndAgain()
{
    Place place;
    place.hold("{\"v\":1");
    for (int i = 1; i < 6; ++i) {
        auto store = place.open();
        QVERIFY(store);
        QCOMPARE(store->notices().size(), 1);
        QVERIFY(store->append(journalRecord(RecordType::Note, QString::number(i))));
        store.reset();
        const QByteArray last = bytesOf(place.segment(i + 1));
        QVERIFY(!last.isEmpty());
        putBytes(place.segment(i + 1), last.chopped(i));
        const JournalVerification v = verifyJournal(place.dir);
        QCOMPARE(v.state, JournalState::RecoveredTail);
        QCOMPARE(independentVerdict(place.dir), expectedVerdict(v));
    }
    QCOMPARE(QDir(place.dir).entryList({u"torn-*"_s}).size(), 5);
}

void TestJournalRecovery::acknowledgedBreakLetsActingGoOn()
{
    Place place;
    QByteArray changed = fourRecords();
    changed[changed.indexOf("budget")] = 'B';
    place.hold(changed);
    auto store = place.open();
    QVERIFY(!store->append(journalRecord(RecordType::Intent, u"c"_s)));
    const Result<JournalPlace> alarm = store->acknowledgeBroken({u"admin"_s, u"anna"_s, u"desk7"_s, {}}, u"seen, copy kept"_s);
    QVERIFY2(alarm, alarm ? "" : qPrintable(alarm.error().message));
    QCOMPARE(store->acknowledgeBroken({}, {}).error().code, u"journalNotBroken");
    QVERIFY(store->append(journalRecord(RecordType::Intent, u"c"_s), true));
    QVERIFY(place.open()->append(journalRecord(RecordType::Outcome, u"c"_s)));
    const JournalVerification v = verifyJournal(place.dir);
    QCOMPARE(v.state, JournalState::Broken);
    QCOMPARE(v.brokenSeq, 2);
    QCOMPARE(v.records, 4);
    QCOMPARE(independentVerdict(place.dir), expectedVerdict(v));
    QCOMPARE(place.open()->read()->at(1).type, RecordType::TamperAlarm);
    QCOMPARE(place.open()->read()->at(1).reason, u"seen, copy kept");
    const QString file = place.temp.filePath(u"export"_s);
    QVERIFY(store->exportTo(file));
    QCOMPARE(expectedVerdict(verifyJournal(file)), expectedVerdict(v));
    QCOMPARE(independentVerdict(file), expectedVerdict(v));

    // A second break, behind the alarm, stops everything again.
    QByteArray second = bytesOf(place.segment(2));
    second[second.lastIndexOf("budget")] = 'B';
    putBytes(place.segment(2), second);
    QCOMPARE(place.open()->append(journalRecord(RecordType::Intent, u"d"_s)).error().code, u"journalBroken");
}

void TestJournalRecovery::recordsCutOff_data()
{
    QTest::addColumn<int>("left");
    for (int left = 0; left < 4; ++left)
        QTest::addRow("%d of 4", left) << left;
    QTest::addRow("no segment") << -1;
}

void TestJournalRecovery::recordsCutOff()
{
    QFETCH(int, left);
    Place place;
    {
        auto store = place.open();
        for (const char *id : {"a", "b", "c"})
            QVERIFY(store->append(journalRecord(RecordType::Note, QString::fromLatin1(id))));
    }
    QCOMPARE(verifyJournal(place.dir).state, JournalState::Valid);
    QCOMPARE(independentVerdict(place.dir), expectedVerdict(verifyJournal(place.dir)));
    const QByteArrayList lines = bytesOf(place.segment(1)).split('\n');
    if (left < 0)
        QVERIFY(QFile::remove(place.segment(1)));
    else
        putBytes(place.segment(1), left == 0 ? QByteArray() : lines.mid(0, left).join('\n') + '\n');
    const JournalVerification v = verifyJournal(place.dir);
    QCOMPARE(v.state, JournalState::Broken);
    QCOMPARE(v.brokenSeq, std::max(left, 0) + 1);
    QCOMPARE(independentVerdict(place.dir), expectedVerdict(v));
    auto store = place.open();
    QVERIFY(store);
    QCOMPARE(store->append(journalRecord(RecordType::Intent, u"d"_s), true).error().code, u"journalBroken");
    QVERIFY(store->acknowledgeBroken({}, u"seen"_s));
    QVERIFY(store->append(journalRecord(RecordType::Intent, u"d"_s), true));
    const JournalVerification after = verifyJournal(place.dir);
    QCOMPARE(after.state, JournalState::Broken); // for ever
    QCOMPARE(after.brokenSeq, v.brokenSeq);
    QCOMPARE(independentVerdict(place.dir), expectedVerdict(after));
    const QString file = place.temp.filePath(u"export"_s);
    QVERIFY(store->exportTo(file));
    QCOMPARE(independentVerdict(file), expectedVerdict(verifyJournal(file)));
}

void TestJournalRecovery::headMayBeBehindOrAbsent()
{
    Place place;
    auto store = place.open();
    QVERIFY(store->append(journalRecord(RecordType::Note, u"a"_s)));
    const QByteArray behind = bytesOf(place.dir + u"/head"_s);
    QVERIFY(behind.startsWith("maestro-journal-head/1 segment-000001 2 "));
    QVERIFY(store->append(journalRecord(RecordType::Note, u"b"_s)));
    for (const QByteArray &head : {behind, QByteArray(), QByteArray("garbage\n"), QByteArray(200, '\0')}) {
        putBytes(place.dir + u"/head"_s, head); // the host stopped before it was written
        QCOMPARE(verifyJournal(place.dir).state, JournalState::Valid);
        QCOMPARE(independentVerdict(place.dir), expectedVerdict(verifyJournal(place.dir)));
        QVERIFY(place.open()->append(journalRecord(RecordType::Note, u"c"_s)));
    }
    QByteArray other = behind;
    other[other.size() - 2] = other.at(other.size() - 2) == 'a' ? 'b' : 'a';
    putBytes(place.dir + u"/head"_s, other); // the journal was written anew
    QCOMPARE(verifyJournal(place.dir).state, JournalState::Broken);
    QCOMPARE(independentVerdict(place.dir), expectedVerdict(verifyJournal(place.dir)));
}

void TestJournalRecovery::emptyAndForeignFiles()
{
    Place place;
    place.hold(QByteArray());
    putBytes(place.dir + u"/notes.txt"_s, "hello");
    putBytes(place.dir + u"/segment-7.jsonl"_s, "hello");
    QCOMPARE(verifyJournal(place.dir).state, JournalState::Valid);
    auto store = place.open();
    QCOMPARE(store->append(journalRecord(RecordType::Intent, u"a"_s))->seq, 2);
    QCOMPARE(store->read()->first().type, RecordType::Genesis);
    QCOMPARE(independentVerdict(place.dir), expectedVerdict(verifyJournal(place.dir)));
    // Two segments that claim the same place in the chain.
    putBytes(place.segment(2), bytesOf(place.segment(1)));
    QCOMPARE(verifyJournal(place.dir).state, JournalState::Broken);
    QCOMPARE(verifyJournal(place.dir).brokenSegment, u"segment-000002");
}

void TestJournalRecovery::whatIsNoFileIsNotValid()
{
    Place place;
    place.hold(fourRecords());
    QVERIFY(QFile::remove(place.segment(1)));
    QVERIFY(QDir().mkdir(place.segment(1)));
    QCOMPARE(verifyJournal(place.dir).state, JournalState::Broken);
    QVERIFY(QDir().rmdir(place.segment(1)));
    QCOMPARE(::mkfifo(QFile::encodeName(place.segment(1)).constData(), 0600), 0);
    QCOMPARE(verifyJournal(place.dir).state, JournalState::Broken);
    QVERIFY(QFile::remove(place.segment(1)));

    QFile plain(place.dir + u"/plain"_s);
    QVERIFY(plain.open(QIODevice::WriteOnly));
    QCOMPARE(verifyJournal(plain.fileName()).state, JournalState::Broken);
}

void TestJournalRecovery::unfinishedSegmentIsHarmless()
{
    Place place;
    place.hold(fourRecords());
    putBytes(place.dir + u"/segment.new"_s, "{\"half a first reco");
    auto store = place.open();
    store->setSegmentLimit(100);
    QCOMPARE(store->append(journalRecord(RecordType::Note, u"n"_s))->segment, u"segment-000002");
    QCOMPARE(verifyJournal(place.dir).state, JournalState::Valid);
    QVERIFY(!QFile::exists(place.dir + u"/segment.new"_s));
}

void TestJournalRecovery::fullDiskIsRefusedAndLeavesNoTrace()
{
    Place place;
    auto store = place.open();
    QVERIFY(store->append(journalRecord(RecordType::Note, u"first"_s)));
    const QByteArray before = bytesOf(place.segment(1));
    rlimit old{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &old), 0);
    for (const int room : {0, 1, 5, 100, 500}) {
        const rlimit tight{static_cast<rlim_t>(before.size() + room), old.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &tight);
        const Result<JournalPlace> plain = store->append(journalRecord(RecordType::Outcome, u"x"_s));
        const Result<JournalPlace> intent = store->append(journalRecord(RecordType::Intent, u"x"_s), true);
        ::setrlimit(RLIMIT_FSIZE, &old);
        QVERIFY(!plain && !intent);
        QCOMPARE(plain.error().code, u"journalFull");
        QCOMPARE(intent.error().code, u"journalFull");
        QVERIFY(intent.error().message.contains(place.segment(1)));
        QCOMPARE(bytesOf(place.segment(1)), before);
    }
    QVERIFY(store->append(journalRecord(RecordType::Intent, u"x"_s), true));
    QCOMPARE(verifyJournal(place.dir).state, JournalState::Valid);
}

QTEST_GUILESS_MAIN(TestJournalRecovery)
#include "tst_journal_recovery.moc"
