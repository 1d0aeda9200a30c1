// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalstore.h"
#include "support/diskcalls.h"
#include "support/journalrecords.h"

#include <QCryptographicHash>
#include <QDir>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace maestro::testing;
using namespace Qt::StringLiterals;

namespace {

const StillClock stillClock;
using Image = QMap<QByteArray, QByteArray>;
using Fault = RecordedDisk::Fault;

/// The verifier of the format document, asked again and again.
class Verifier
{
public:
    Verifier()
    {
        m_python.start(u"python3"_s, {u"-B"_s, u"-c"_s, u"import sys, io, contextlib\nsys.path.insert(0, sys.argv[1])\nimport verifyjournal\nfor line in sys.stdin:\n"
            "    sys.argv[1:] = [line.rstrip('\\n')]\n    said = io.StringIO()\n    with contextlib.redirect_stdout(said):\n        verifyjournal.main()\n"
            "    print(said.getvalue() + '.', flush=True)\n"_s, QStringLiteral(MAESTRO_SOURCE_DIR "/tests/support")});
    }
    ~Verifier()
    {
        m_python.closeWriteChannel();
        m_python.waitForFinished();
    }
    QByteArray verdict(const QString &dir)
    {
        m_python.write(dir.toUtf8() + '\n');
        QByteArray said;
        while (!said.endsWith(".\n")) {
            if (!m_python.canReadLine() && !m_python.waitForReadyRead(30'000))
                return "the verifier did not answer";
            said += m_python.readLine();
        }
        return said.chopped(2);
    }

private:
    QProcess m_python;
};

/// Counts through every way to answer draw(), or answers by chance.
class Draws
{
public:
    explicit Draws(QRandomGenerator *chance = nullptr)
        : m_chance(chance)
    {
    }
    qsizetype operator()(qsizetype n)
    {
        if (n == 1)
            return 0;
        if (m_chance)
            return m_chance->bounded(int(n));
        if (m_at == m_digits.size())
            m_digits.append({0, n});
        return m_digits.at(m_at++).first;
    }
    bool next()
    {
        m_at = 0;
        while (!m_digits.isEmpty() && ++m_digits.last().first == m_digits.last().second)
            m_digits.removeLast();
        return !m_digits.isEmpty();
    }

private:
    QRandomGenerator *m_chance;
    QList<std::pair<qsizetype, qsizetype>> m_digits;
    qsizetype m_at = 0;
};

/// Consoles that write to one journal; remembers what they were promised.
struct Consoles
{
    QString dir;
    std::map<int, std::unique_ptr<JournalStore>> stores;
    QList<JournalRecord> kept;
    QStringList denied;
    int last = 1; ///< who wrote last
    std::function<void()> onKept;

    void open(int who, qint64 segmentLimit = 0)
    {
        stores[who].reset();
        Result<std::unique_ptr<JournalStore>> store = JournalStore::open(dir, &stillClock);
        if (!store)
            return;
        stores[who] = std::move(store.value());
        if (segmentLimit > 0)
            stores[who]->setSegmentLimit(segmentLimit);
    }
    void append(int who, RecordType type, const QString &id, qsizetype size = 0)
    {
        last = who;
        if (!stores[who])
            open(who);
        JournalRecord record = journalRecord(type, id);
        if (size > 0)
            record.details.insert(u"output"_s, QString(size, u'x'));
        const Result<JournalPlace> place = stores[who] ? stores[who]->append(record, type == RecordType::Intent) : Error{};
        if (!place) {
            denied.append(id + recordTypeWord(type));
            return;
        }
        record.segment = place->segment;
        record.seq = place->seq;
        kept.append(record);
        onKept();
    }
    void act(int who, const QString &id)
    {
        append(who, RecordType::Intent, id);
        append(who, RecordType::Outcome, id);
    }
};

struct Story
{
    const char *name;
    bool alone; ///< one console at a time
    std::function<void(Consoles &)> before; ///< long ago: on disk
    std::function<void(Consoles &)> now;
};

const Story stories[] = {
    {"a first action", true, {}, [](Consoles &c) { c.act(1, u"a"_s); }},
    {"a later action", true, [](Consoles &c) { c.act(1, u"a"_s); }, [](Consoles &c) { c.open(2); c.act(2, u"b"_s); }},
    {"an action and its segments", true, [](Consoles &c) { c.act(1, u"a"_s); }, [](Consoles &c) { c.open(2, 1'200); c.act(2, u"b"_s); c.act(2, u"c"_s); }},
    {"a large record", true, [](Consoles &c) { c.act(1, u"a"_s); }, [](Consoles &c) { c.append(1, RecordType::Observe, u"a"_s, 3'000); c.append(1, RecordType::Note, u"b"_s); }},
    {"two consoles", false, [](Consoles &c) { c.act(1, u"a"_s); },
     [](Consoles &c) { c.open(2, 2'000); c.append(1, RecordType::Intent, u"b"_s); c.append(2, RecordType::Intent, u"c"_s); c.append(1, RecordType::Outcome, u"b"_s); c.append(2, RecordType::Outcome, u"c"_s); }},
    {"a torn end", true, [](Consoles &c) {
         c.act(1, u"a"_s);
         QFile last(c.dir + u"/segment-000001.jsonl"_s);
         if (last.open(QIODevice::Append))
             last.write("{\"v\":1,\"journal\":\"");
     }, [](Consoles &c) { c.open(2); c.act(2, u"b"_s); }},
};

} // namespace

/// The power goes at any moment of writing, also while calls fail and consoles die: every image that the disk may then hold is opened. MAESTRO_WHOLE plays all
/// of it, else a slice that MAESTRO_SEED chooses.
class TestJournalPowerCut : public QObject
{
    Q_OBJECT

    const bool m_whole = qEnvironmentVariableIsSet("MAESTRO_WHOLE");
    QRandomGenerator m_chance{quint32(qEnvironmentVariableIntValue("MAESTRO_SEED"))};
    Verifier m_verifier;
    std::unique_ptr<QTemporaryDir> m_temp;
    std::unique_ptr<Consoles> m_consoles;
    QHash<QByteArray, qsizetype> m_seen; ///< image -> records that it was asked for
    qint64 m_images = 0;
    qint64 m_moments = 0;
    qint64 m_faults = 0;
    QString m_short; ///< the first promise that was broken
    double m_share = 1; ///< of the moments
    int m_limit = m_whole ? 400 : 6; ///< images of one moment

    QString imageDir() const { return m_temp->filePath(u"image/journal"_s); }

    void broken(const QString &why)
    {
        if (m_short.isEmpty())
            m_short = why;
    }

    void lay(const Image &image)
    {
        QDir(m_temp->filePath(u"image"_s)).removeRecursively();
        QDir().mkpath(m_temp->filePath(u"image"_s));
        if (image.contains("journal/"))
            ::mkdir(QFile::encodeName(imageDir()).constData(), 0700);
        for (auto it = image.constBegin(); it != image.constEnd(); ++it) {
            if (!it.key().endsWith('/'))
                putBytes(m_temp->filePath(u"image/"_s + QString::fromLatin1(it.key())), it.value());
        }
    }

    /// Our verification, and that the other one says the same.
    JournalVerification verified(const QString &dir)
    {
        const JournalVerification v = verifyJournal(dir);
        if (v.state == JournalState::Broken)
            broken(u"called changed from outside: "_s + v.message);
        if (const QByteArray other = m_verifier.verdict(dir); QDir(dir).exists() && other != expectedVerdict(v))
            broken(u"two verifiers differ: "_s + QString::fromUtf8(other + expectedVerdict(v)));
        return v;
    }

    void holds(const QString &dir, const QList<JournalRecord> &kept)
    {
        verified(dir);
        Result<std::unique_ptr<JournalStore>> store = JournalStore::open(dir, &stillClock);
        if (!store)
            return broken(u"does not open: "_s + store.error().message);
        const Result<QList<JournalRecord>> records = store.value()->read();
        if (!records)
            return broken(u"cannot be read: "_s + records.error().message);
        const QStringList opened = store.value()->verify().openIntents;
        for (const JournalRecord &one : kept) {
            const auto same = [&one](const JournalRecord &r) { return r.segment == one.segment && r.seq == one.seq && r.id == one.id && r.type == one.type; };
            if (std::none_of(records->begin(), records->end(), same))
                broken(u"lost %1 %2, record %3 of %4"_s.arg(recordTypeWord(one.type), one.id).arg(one.seq).arg(one.segment));
            const bool closed = std::any_of(records->begin(), records->end(), [&one](const JournalRecord &r) { return r.id == one.id && r.type == RecordType::Outcome; });
            if (one.type == RecordType::Intent && !closed && !opened.contains(one.id))
                broken(u"the open intent %1 is not named"_s.arg(one.id));
        }
        const Result<JournalPlace> more = store.value()->append(journalRecord(RecordType::Intent, u"next"_s), true);
        if (!more)
            return broken(u"nothing more can be recorded: "_s + more.error().message);
        store.value().reset();
        if (!verified(dir).openIntents.contains(u"next"_s))
            broken(u"what was recorded next is not there"_s);
    }

    void tryImage(const Image &image)
    {
        QCryptographicHash hash(QCryptographicHash::Sha1);
        for (auto it = image.constBegin(); it != image.constEnd(); ++it) {
            hash.addData(QByteArray(it.key() + '\0' + QByteArray::number(it.value().size()) + '\0'));
            hash.addData(it.value());
        }
        const QList<JournalRecord> kept = m_consoles->kept;
        qsizetype &asked = m_seen[hash.result()];
        if (asked > kept.size())
            return;
        asked = kept.size() + 1;
        ++m_images;
        lay(image);
        holds(imageDir(), kept);
        if (m_short.isEmpty() || m_short.contains(u"\nimage"))
            return;
        m_short += u"\nimage:"_s;
        for (auto it = image.constBegin(); it != image.constEnd(); ++it)
            m_short += u"\n%1 (%2 bytes): %3"_s.arg(QString::fromLatin1(it.key())).arg(it.value().size()).arg(QString::fromLatin1(it.value().left(3'000).toPercentEncoding(" {}\":,")));
    }

    /// The power goes now.
    void moment()
    {
        if (!m_short.isEmpty() || (m_share < 1 && m_chance.generateDouble() > m_share))
            return;
        ++m_moments;
        const Disk &disk = RecordedDisk::the().disk;
        if (disk.choices() <= m_limit) {
            Draws all;
            do
                tryImage(disk.image(std::ref(all)));
            while (all.next());
            return;
        }
        tryImage(disk.image([](qsizetype) { return qsizetype(0); }));
        tryImage(disk.image([](qsizetype n) { return n - 1; }));
        Draws some(&m_chance);
        for (int i = 0; i < m_limit; ++i)
            tryImage(disk.image(std::ref(some)));
    }

    /// Plays a story once, with calls that go wrong from one on; the number of calls it made.
    qsizetype play(const Story &story, qsizetype at, Fault fault, qsizetype howMany = 1)
    {
        RecordedDisk &recorded = RecordedDisk::the();
        m_temp = std::make_unique<QTemporaryDir>(QFileInfo(u"/dev/shm"_s).isWritable() ? u"/dev/shm/maestro-XXXXXX"_s : QDir::tempPath() + u"/maestro-XXXXXX"_s);
        QDir().mkpath(m_temp->filePath(u"root"_s));
        m_consoles = std::make_unique<Consoles>();
        m_consoles->dir = m_temp->filePath(u"root/journal"_s);
        m_consoles->onKept = [] {};
        recorded.begin(QFile::encodeName(m_temp->filePath(u"root"_s)));
        if (story.before)
            story.before(*m_consoles);
        recorded.disk.settle();
        recorded.calls = 0;
        recorded.failAt(at, fault, howMany);
        recorded.onChange = m_consoles->onKept = [this] { moment(); };
        story.now(*m_consoles);
        const qsizetype calls = recorded.calls;
        recorded.revive();
        if (fault == Fault::Killed)
            m_consoles->stores.clear();
        for (qsizetype again = fault == Fault::None ? 0 : 1 + howMany / 2; again > 0; --again)
            m_consoles->act(m_consoles->last, u"afterwards %1"_s.arg(again)); // until the disk is well again
        recorded.end();
        recorded.onChange = {};
        m_consoles->stores.clear();
        const Result<std::unique_ptr<JournalStore>> store = JournalStore::open(m_consoles->dir, &stillClock);
        if (fault != Fault::Killed && howMany == 1 && store) { // else there was nothing left to undo it with
            const Result<QList<JournalRecord>> records = store.value()->read();
            for (const JournalRecord &record : *records)
                if (m_consoles->denied.contains(record.id + recordTypeWord(record.type)))
                    broken(u"%1 %2 was refused and is recorded"_s.arg(recordTypeWord(record.type), record.id));
        }
        if (m_short.isEmpty())
            holds(m_consoles->dir, m_consoles->kept);
        ++m_faults;
        return calls;
    }

private Q_SLOTS:
    void everyImage()
    {
        for (const Story &story : stories) {
            play(story, -1, Fault::None);
            QVERIFY2(m_short.isEmpty(), qPrintable(QLatin1String(story.name) + u": "_s + m_short));
        }
        QVERIFY(m_images > 100);
        qInfo("%lld moments, %lld images", m_moments, m_images);
    }

    void everyCallFails_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<qsizetype>("howMany");
        QTest::newRow("EIO") << Fault::IoError << qsizetype(1);
        QTest::newRow("EIO for a while") << Fault::IoError << qsizetype(6);
        QTest::newRow("EIO to the end") << Fault::IoError << qsizetype(20);
        QTest::newRow("ENOSPC") << Fault::NoSpace << qsizetype(1);
        QTest::newRow("ENOSPC for a while") << Fault::NoSpace << qsizetype(6);
        QTest::newRow("short") << Fault::Short << qsizetype(1);
        QTest::newRow("kill") << Fault::Killed << qsizetype(1);
    }
    void everyCallFails()
    {
        QFETCH(const Fault, fault);
        QFETCH(const qsizetype, howMany);
        m_share = m_whole ? 1 : .02;
        m_limit = m_whole ? 24 : 6;
        const qsizetype stride = m_whole ? 1 : 4;
        m_moments = m_images = m_faults = 0;
        m_short.clear();
        for (const Story &story : stories) {
            // A disk that fails and refuses every undoing as well deceives the next console.
            if (howMany > 1 && !story.alone)
                continue;
            qsizetype calls = play(story, -1, Fault::None);
            for (qsizetype at = m_chance.bounded(int(stride)); at < calls; at += stride) {
                calls = std::max(calls, play(story, at, fault, howMany));
                QVERIFY2(m_short.isEmpty(), qPrintable(u"%1, call %2: %3"_s.arg(QLatin1String(story.name)).arg(at).arg(m_short)));
            }
        }
        m_share = 1;
        QVERIFY(m_faults > 30);
        qInfo("%lld faults, %lld moments, %lld images", m_faults, m_moments, m_images);
    }
};

QTEST_GUILESS_MAIN(TestJournalPowerCut)
#include "tst_journal_powercut.moc"
