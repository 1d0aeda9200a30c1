// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/actionlock.h"
#include "journal/journalstore.h"
#include "services/journaltrial.h"
#include "journal/journalwatch.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

class FixedClock final : public Clock
{
public:
    QDateTime utcNow() const override { return QDateTime(QDate(2026, 3, 1), QTime(12, 0, 0, 250), Qt::UTC); }
    qint64 bootMs() const override { return 123456; }
};

const FixedClock fixedClock;

JournalRecord record(RecordType type, const QString &id, const QString &reason = u"canary error rate below budget"_s)
{
    JournalRecord out;
    out.id = id;
    out.type = type;
    out.actor = {u"admin"_s, u"anna"_s, u"desk7"_s, QString()};
    out.server = u"https://10.0.0.1:6443"_s;
    out.object = {u"prod"_s, u"shop"_s, u"checkout"_s};
    out.objectKind = u"Rollout"_s;
    out.objectUid = u"uid-1"_s;
    out.verb = u"promote"_s;
    out.reason = reason;
    out.ticket = u"INC-7"_s;
    out.state = type == RecordType::Intent ? u"open"_s : u"applied"_s;
    out.message = u"grüße → 40%"_s;
    out.details = {{u"digest"_s, u"abc"_s}, {u"http"_s, 200}, {u"from"_s, QJsonObject{{u"revision"_s, 3}}}};
    return out;
}

std::unique_ptr<JournalStore> opened(const QString &dir)
{
    Result<std::unique_ptr<JournalStore>> store = JournalStore::open(dir, &fixedClock);
    return store ? std::move(store.value()) : nullptr;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

int modeOf(const QString &path)
{
    struct stat status{};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? static_cast<int>(status.st_mode & 07777) : -1;
}

} // namespace

class TestJournalStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatIsWrittenIsReadBack();
    void reasonStandsInPlainText();
    void modesArePrivate();
    void openIntents_data();
    void openIntents();
    void continuesAfterReopening();
    void openingGoesOnFromAReading();
    void manySegmentsAreOneChain();
    void twoStoresTakeTurns();
    void refusesUnsafePlaces_data();
    void refusesUnsafePlaces();
    void refusesASegmentThatWasExchanged();
    void heldLockIsRefusedWithThePid();
    void exportVerifies();
    void aTrialLeavesNothing();
    void largeDetailsNeverLoseTheRecord();
    void actionLockIsExclusive();
    void watchSeesAnotherWriter();

private:
    std::unique_ptr<QTemporaryDir> m_temp;
    QString m_dir;
};

void TestJournalStore::init()
{
    m_temp = std::make_unique<QTemporaryDir>();
    m_dir = m_temp->filePath(u"state/journal"_s);
}

void TestJournalStore::whatIsWrittenIsReadBack()
{
    auto store = opened(m_dir);
    QVERIFY(store);
    QCOMPARE(store->verify().records, 0);
    JournalRecord intent = record(RecordType::Intent, u"a1"_s);
    const Result<JournalPlace> place = store->append(intent, true);
    QVERIFY2(place, place ? "" : qPrintable(place.error().message));
    QCOMPARE(place->segment, u"segment-000001");
    QCOMPARE(place->seq, 2);
    const Result<QList<JournalRecord>> all = store->read();
    QVERIFY(all);
    QCOMPARE(all->size(), 2);
    QCOMPARE(all->at(0).type, RecordType::Genesis);
    intent.segment = place->segment;
    intent.seq = place->seq;
    intent.at = fixedClock.utcNow();
    QCOMPARE(all->at(1), intent);
    const JournalVerification v = store->verify();
    QCOMPARE(v.state, JournalState::Valid);
    QCOMPARE(v.records, 2);
    QCOMPARE(v.head.size(), 64);
    QCOMPARE(v.openIntents, QStringList{u"a1"_s});
}

void TestJournalStore::reasonStandsInPlainText()
{
    auto store = opened(m_dir);
    QVERIFY(store->append(record(RecordType::Intent, u"a1"_s, u"latency ≥ budget, \"red\""_s)));
    const QByteArray bytes = contents(m_dir + u"/segment-000001.jsonl"_s);
    QVERIFY(bytes.contains(QByteArray("latency ≥ budget, \\\"red\\\"")));
    QCOMPARE(bytes.count('\n'), 2);
    QCOMPARE(bytes.count('\t'), 2);
}

void TestJournalStore::modesArePrivate()
{
    const mode_t before = ::umask(0);
    auto store = opened(m_dir);
    QVERIFY(store->append(record(RecordType::Intent, u"a1"_s)));
    ::umask(before);
    QCOMPARE(modeOf(m_dir), 0700);
    QCOMPARE(modeOf(QFileInfo(m_dir).path()), 0700);
    QCOMPARE(modeOf(m_dir + u"/segment-000001.jsonl"_s), 0600);
    QCOMPARE(modeOf(m_dir + u"/head"_s), 0600);
    QCOMPARE(QDir(m_dir).entryList(QDir::Files | QDir::Hidden), QStringList({u"head"_s, u"segment-000001.jsonl"_s}));
}

void TestJournalStore::openIntents_data()
{
    QTest::addColumn<QList<std::pair<RecordType, QString>>>("records");
    QTest::addColumn<QStringList>("open");
    using L = QList<std::pair<RecordType, QString>>;
    const std::pair<RecordType, QString> intent{RecordType::Intent, u"open"_s};
    QTest::addRow("intent alone") << L{intent} << QStringList{u"x"_s};
    QTest::addRow("sent") << L{intent, {RecordType::Sent, u"open"_s}} << QStringList{u"x"_s};
    QTest::addRow("observed") << L{intent, {RecordType::Observe, u"applied"_s}} << QStringList{u"x"_s};
    QTest::addRow("unknown") << L{intent, {RecordType::Outcome, u"unknown"_s}} << QStringList{u"x"_s};
    for (const char *state : {"applied", "refused", "notPermitted", "notSent", "notObserved", "failed"})
        QTest::addRow("%s", state) << L{intent, {RecordType::Outcome, QString::fromLatin1(state)}} << QStringList();
    QTest::addRow("unknown, then reconciled") << L{intent, {RecordType::Outcome, u"unknown"_s}, {RecordType::Reconcile, u"applied"_s}} << QStringList();
}

void TestJournalStore::openIntents()
{
    using L = QList<std::pair<RecordType, QString>>;
    QFETCH(L, records);
    QFETCH(QStringList, open);
    auto store = opened(m_dir);
    for (const auto &[type, state] : records) {
        JournalRecord r = record(type, u"x"_s);
        r.state = state;
        QVERIFY(store->append(r));
    }
    QCOMPARE(store->verify().openIntents, open);
}

void TestJournalStore::continuesAfterReopening()
{
    for (int i = 0; i < 5; ++i) {
        auto store = opened(m_dir);
        QCOMPARE(store->append(record(RecordType::Note, QString::number(i)))->seq, i + 2);
    }
    QCOMPARE(verifyJournal(m_dir).records, 6);
    QCOMPARE(verifyJournal(m_dir).state, JournalState::Valid);
}

/// What was read before is not read again; what came, broke or went meanwhile is found all the same.
void TestJournalStore::openingGoesOnFromAReading()
{
    QVERIFY(!QFileInfo::exists(m_dir));
    const auto nothing = readJournal(m_dir);
    QVERIFY2(!QFileInfo::exists(m_dir), "reading makes nothing");
    auto first = opened(m_dir);
    QVERIFY(first->append(record(RecordType::Intent, u"a1"_s), true));
    const auto early = readJournal(m_dir);
    first->setSegmentLimit(1);
    QVERIFY(first->append(record(RecordType::Outcome, u"a1"_s)));
    QVERIFY(first->append(record(RecordType::Note, u"a2"_s)));
    for (const auto &read : {nothing, early, readJournal(m_dir)}) {
        Result<std::unique_ptr<JournalStore>> store = JournalStore::open(m_dir, &fixedClock, read);
        QVERIFY(store);
        QCOMPARE(store.value()->read()->size(), first->read()->size());
        QVERIFY(store.value()->append(record(RecordType::Note, u"more"_s)));
        QCOMPARE(store.value()->verify().state, JournalState::Valid);
    }
    const auto whole = readJournal(m_dir);
    QFile last(m_dir + u"/segment-%1.jsonl"_s.arg(int(QDir(m_dir).entryList({u"segment-*"_s}).size()), 6, 10, QLatin1Char('0')));
    QVERIFY(last.open(QIODevice::ReadWrite));
    QVERIFY(last.resize(0));
    last.close();
    Result<std::unique_ptr<JournalStore>> store = JournalStore::open(m_dir, &fixedClock, whole);
    QVERIFY(store);
    const Result<JournalPlace> refused = store.value()->append(record(RecordType::Note, u"after"_s));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"journalBroken");
}

void TestJournalStore::manySegmentsAreOneChain()
{
    auto store = opened(m_dir);
    store->setSegmentLimit(2000);
    qint64 last = 0;
    for (int i = 0; i < 40; ++i)
        last = store->append(record(RecordType::Note, QString::number(i)))->seq;
    QVERIFY(QDir(m_dir).entryList(QDir::Files).size() > 10);
    const JournalVerification v = verifyJournal(m_dir);
    QCOMPARE(v.state, JournalState::Valid);
    QCOMPARE(v.records, last);
    QVERIFY(QFile::remove(m_dir + u"/segment-000003.jsonl"_s));
    QCOMPARE(verifyJournal(m_dir).state, JournalState::Broken);
    QCOMPARE(verifyJournal(m_dir).brokenSegment, u"segment-000004");
}

void TestJournalStore::twoStoresTakeTurns()
{
    auto one = opened(m_dir);
    auto two = opened(m_dir);
    one->setSegmentLimit(3000);
    two->setSegmentLimit(3000);
    for (int i = 0; i < 20; ++i) {
        QVERIFY(one->append(record(RecordType::Note, u"one"_s)));
        QVERIFY(two->append(record(RecordType::Note, u"two"_s)));
    }
    QCOMPARE(verifyJournal(m_dir).state, JournalState::Valid);
    QCOMPARE(one->read()->size(), two->read()->size());
    const Result<QList<JournalRecord>> all = one->read();
    QCOMPARE(std::count_if(all->begin(), all->end(), [](const JournalRecord &r) { return r.type == RecordType::Note; }), 40);
}

void TestJournalStore::refusesUnsafePlaces_data()
{
    QTest::addColumn<QString>("fault");
    for (const char *fault : {"open directory", "linked directory", "open segment", "linked segment", "hard link", "fifo"})
        QTest::addRow("%s", fault) << QString::fromLatin1(fault);
}

void TestJournalStore::refusesUnsafePlaces()
{
    QFETCH(QString, fault);
    QVERIFY(opened(m_dir)->append(record(RecordType::Note, u"1"_s)));
    const QByteArray dir = QFile::encodeName(m_dir);
    const QByteArray segment = dir + "/segment-000001.jsonl";
    if (fault == u"open directory")
        ::chmod(dir.constData(), 0750);
    else if (fault == u"linked directory")
        QVERIFY(::rename(dir.constData(), QByteArray(dir + "2").constData()) == 0 && ::symlink(QByteArray(dir + "2").constData(), dir.constData()) == 0);
    else if (fault == u"open segment")
        ::chmod(segment.constData(), 0644);
    else if (fault == u"linked segment")
        QVERIFY(::rename(segment.constData(), QByteArray(dir + "/x").constData()) == 0 && ::symlink("x", segment.constData()) == 0);
    else if (fault == u"hard link")
        QVERIFY(::link(segment.constData(), QByteArray(dir + "/x").constData()) == 0);
    else
        QVERIFY(::mkfifo(QByteArray(dir + "/segment-000002.jsonl").constData(), 0600) == 0);
    const Result<std::unique_ptr<JournalStore>> store = JournalStore::open(m_dir, &fixedClock);
    QVERIFY(!store);
    QCOMPARE(store.error().kind, ErrorKind::Refused);
    QCOMPARE(store.error().code, u"journalUnsafe");
}

void TestJournalStore::refusesASegmentThatWasExchanged()
{
    auto store = opened(m_dir);
    QVERIFY(store->append(record(RecordType::Note, u"1"_s)));
    QVERIFY(store->append(record(RecordType::Note, u"2"_s)));
    const QString path = m_dir + u"/segment-000001.jsonl"_s;
    const QByteArray bytes = contents(path);
    // Without its last record it is a valid journal, but not the one this store wrote.
    QVERIFY(QFile::resize(path, bytes.left(bytes.size() - 1).lastIndexOf('\n') + 1));
    const Result<JournalPlace> place = store->append(record(RecordType::Intent, u"3"_s), true);
    QVERIFY(!place);
    QCOMPARE(place.error().code, u"journalBroken");
    QVERIFY(QFile::remove(path));
    QCOMPARE(store->append(record(RecordType::Intent, u"3"_s)).error().code, u"journalBroken");
}

void TestJournalStore::heldLockIsRefusedWithThePid()
{
    auto store = opened(m_dir);
    QVERIFY(store->append(record(RecordType::Note, u"1"_s)));
    const int fd = ::open(QFile::encodeName(m_dir + u"/segment-000001.jsonl"_s).constData(), O_RDWR);
    QCOMPARE(::flock(fd, LOCK_EX), 0);
    QElapsedTimer timer;
    timer.start();
    const Result<JournalPlace> place = store->append(record(RecordType::Intent, u"2"_s), true);
    QVERIFY(!place);
    QVERIFY(timer.elapsed() >= 1900);
    QCOMPARE(place.error().code, u"journalBusy");
    QVERIFY2(place.error().message.contains(QString::number(::getpid())), qPrintable(place.error().message));
    ::close(fd);
    QVERIFY(store->append(record(RecordType::Intent, u"2"_s), true));
}

void TestJournalStore::exportVerifies()
{
    auto store = opened(m_dir);
    store->setSegmentLimit(1500);
    for (int i = 0; i < 10; ++i)
        QVERIFY(store->append(record(RecordType::Note, QString::number(i))));
    const QString file = m_temp->filePath(u"export.jsonl"_s);
    QVERIFY(store->exportTo(file));
    QCOMPARE(modeOf(file), 0600);
    QCOMPARE(verifyJournal(file).state, JournalState::Valid);
    QCOMPARE(verifyJournal(file).head, store->verify().head);
    QCOMPARE(verifyJournal(file).records, store->verify().records);
    QCOMPARE(store->exportTo(file).error().code, u"fileExists");
    QFile damaged(file);
    QVERIFY(damaged.open(QIODevice::ReadWrite));
    damaged.seek(contents(file).indexOf("canary"));
    damaged.write("C");
    damaged.close();
    QCOMPARE(verifyJournal(file).state, JournalState::Broken);
}

void TestJournalStore::aTrialLeavesNothing()
{
    QTemporaryDir folder;
    const Result<Done> tried = tryJournal(folder.path(), &fixedClock);
    QVERIFY2(tried.ok(), qPrintable(tried ? QString() : tried.error().message));
    QVERIFY(QDir(folder.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot));
    const Result<Done> nowhere = tryJournal(folder.filePath(QStringLiteral("missing")), &fixedClock);
    QCOMPARE(nowhere.error().code, QStringLiteral("journalIo"));
}

void TestJournalStore::largeDetailsNeverLoseTheRecord()
{
    auto store = opened(m_dir);
    JournalRecord big = record(RecordType::Intent, u"big"_s);
    QJsonArray guards;
    for (int i = 0; i < 64; ++i)
        guards.append(QString(4000, QChar(u'a' + i % 20)));
    big.details.insert(u"guards"_s, guards);
    QVERIFY(store->append(big, true));
    QCOMPARE(store->read()->last().id, u"big");
    QCOMPARE(store->read()->last().reason, big.reason);
    QVERIFY(QFileInfo(m_dir + u"/segment-000001.jsonl"_s).size() < 66'000);
    QCOMPARE(store->verify().state, JournalState::Valid);
}

void TestJournalStore::actionLockIsExclusive()
{
    const QString locks = m_temp->filePath(u"locks"_s);
    Result<std::unique_ptr<ActionLock>> one = ActionLock::acquire(locks, u"../../etc/uid"_s);
    QVERIFY(one);
    const Result<std::unique_ptr<ActionLock>> two = ActionLock::acquire(locks, u"../../etc/uid"_s);
    QVERIFY(!two);
    QCOMPARE(two.error().code, u"objectBusy");
    QVERIFY(two.error().message.contains(QString::number(::getpid())));
    QVERIFY(ActionLock::acquire(locks, u"another"_s));
    one.value().reset();
    QVERIFY(ActionLock::acquire(locks, u"../../etc/uid"_s));
    QCOMPARE(QDir(locks).entryList(QDir::Files).size(), 2);
}

void TestJournalStore::watchSeesAnotherWriter()
{
    auto store = opened(m_dir);
    JournalWatch watch(m_dir);
    QSignalSpy spy(&watch, &JournalWatch::changed);
    QVERIFY(store->append(record(RecordType::Note, u"first"_s)));
    QVERIFY(spy.wait(3000));
    QTest::qWait(300);
    spy.clear();
    QVERIFY(store->append(record(RecordType::Note, u"second"_s)));
    QVERIFY(spy.wait(3000));
}

QTEST_GUILESS_MAIN(TestJournalStore)
#include "tst_journal_store.moc"
