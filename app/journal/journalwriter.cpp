// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalwriter.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QUuid>

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace maestro {

namespace {

constexpr qint64 outcomeRoom = 1024 * 1024;
constexpr const char *unfinishedName = "segment.new";
constexpr const char *unfinishedHead = "head.new";

JournalRecord ownRecord(RecordType type, const Actor &actor, const QString &message)
{
    JournalRecord record;
    record.type = type;
    record.actor = actor;
    record.message = message;
    return record;
}

QByteArray fileName(int number)
{
    return QFile::encodeName(segmentName(number) + QLatin1String(".jsonl"));
}

} // namespace

JournalWriter::JournalWriter(QString dir, int dirFd, const Clock *clock)
    : m_dir(std::move(dir))
    , m_dirFd(dirFd)
    , m_clock(clock)
    , m_newJournal(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    QFile bootId(QStringLiteral("/proc/sys/kernel/random/boot_id"));
    if (bootId.open(QIODevice::ReadOnly))
        m_bootId = QString::fromLatin1(bootId.readAll().trimmed());
}

bool JournalWriter::lastIsStillOurs() const
{
    struct stat ours{};
    struct stat named{};
    const QList<int> numbers = segmentNumbers(m_dir);
    return m_file.valid() && !numbers.isEmpty() && numbers.last() == m_scan.number && ::fstat(m_file.get(), &ours) == 0
        && ::fstatat(m_dirFd, fileName(m_scan.number).constData(), &named, AT_SYMLINK_NOFOLLOW) == 0 && ours.st_ino == named.st_ino
        && ours.st_dev == named.st_dev;
}

std::optional<Error> JournalWriter::refresh()
{
    if (!lastIsStillOurs() || !m_scan.usable())
        return rescan();
    const QString path = segmentPath(m_dir, m_scan.number);
    if (const std::optional<Error> error = unsafeFile(m_file.get(), path))
        return error;
    struct stat status{};
    if (::fstat(m_file.get(), &status) != 0)
        return writeError(errno, path, QCoreApplication::translate("JournalFiles", "examine"));
    const qint64 known = m_scan.goodSize + m_scan.tail.size();
    if (status.st_size == known)
        return std::nullopt;
    if (status.st_size < known || !m_scan.tail.isEmpty())
        return rescan();
    const Result<QByteArray> more = readFrom(m_file.get(), m_scan.goodSize, path);
    if (!more)
        return more.error();
    m_settled = false;
    if (m_dead && *more == m_denied)
        m_scan.tail = *more;
    else
        scanMore(m_scan, *more);
    return std::nullopt;
}

/// A record that a console wrote, and did not live to sync, is read like any other: before something follows it, it has to be durable.
std::optional<Error> JournalWriter::settle()
{
    if (m_settled || m_dead || !m_file.valid())
        return std::nullopt;
    int error = 0;
    if (::fdatasync(m_file.get()) != 0) {
        error = errno;
        m_dead = true;
    } else if (::fsync(m_dirFd) != 0) {
        error = errno;
    } else if (m_scan.seq <= 1) { // whoever wrote a second record has done this
        error = syncWayTo(m_dirFd);
    }
    m_settled = error == 0;
    return m_settled ? std::nullopt : std::optional(writeError(error, segmentPath(m_dir, m_scan.number), QCoreApplication::translate("JournalFiles", "make durable")));
}

std::optional<Error> JournalWriter::rescan()
{
    JournalScan fresh = scanDirectory(m_dir);
    const qsizetype known = m_scan.records.size();
    if (!fresh.broken && known > 0 && (fresh.records.size() < known || fresh.records.at(known - 1) != m_scan.records.last())) {
        fresh.broken = true;
        fresh.brokenSegment = m_scan.segment;
        fresh.brokenSeq = m_scan.seq;
        fresh.problem = QCoreApplication::translate("JournalFiles", "%1, record %2: it was there and is gone").arg(m_scan.segment, QString::number(m_scan.seq));
    }
    m_scan = std::move(fresh);
    m_settled = m_dead = false;
    m_denied.clear();
    return openLast();
}

void JournalWriter::adopt(const JournalScan &read)
{
    m_scan = read;
    (void)openLast(); // without the file refresh() reads all anew, and says why
}

std::optional<Error> JournalWriter::openLast()
{
    m_file = Descriptor();
    if (m_scan.number == 0)
        return std::nullopt;
    Result<Descriptor> last = openPrivateFile(m_dirFd, m_dir, QString::fromLatin1(fileName(m_scan.number)));
    if (!last)
        return last.error();
    m_file = std::move(last.value());
    return std::nullopt;
}

Result<QByteArray> JournalWriter::line(JournalRecord &record, const QString &segment, const QByteArray &previous) const
{
    record.segment = segment;
    record.seq = m_scan.seq + 1;
    if (!record.at.isValid())
        record.at = m_clock->utcNow();
    const RecordEnvelope envelope{m_scan.journal.isEmpty() ? m_newJournal : m_scan.journal, m_clock->bootMs(), m_bootId,
                                  static_cast<qint64>(::geteuid())};
    Result<QByteArray> payload = encodePayload(record, envelope);
    if (!payload)
        return payload;
    return QByteArray(*payload + '\t' + chainHash(previous, *payload) + '\n');
}

/// After the record is durable, so that the head is never ahead of it. Where this fails the head stays behind, which is no fault; half a head would be one.
void JournalWriter::writeHead() const
{
    ::unlinkat(m_dirFd, unfinishedHead, 0);
    const Descriptor file(::openat(m_dirFd, unfinishedHead, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (file.valid() && writeAll(file.get(), headLine(m_scan)) == 0)
        (void)!::renameat2(m_dirFd, unfinishedHead, m_dirFd, "head", 0);
}

std::optional<Error> JournalWriter::newSegment(JournalRecord first, bool newChain)
{
    const QList<int> numbers = segmentNumbers(m_dir);
    const int number = (numbers.isEmpty() ? 0 : numbers.last()) + 1;
    const QString path = segmentPath(m_dir, number);
    const Result<QByteArray> bytes = line(first, segmentName(number), newChain ? zeroHash() : m_scan.head);
    if (!bytes)
        return bytes.error();
    // What an interrupted attempt left holds no record: it never had a segment's name.
    ::unlinkat(m_dirFd, unfinishedName, 0);
    Result<Descriptor> file = createPrivateFile(m_dirFd, m_dir, QString::fromLatin1(unfinishedName));
    if (!file)
        return file.error();
    int error = writeAll(file->get(), *bytes);
    if (error == 0 && ::fsync(file->get()) != 0)
        error = errno;
    const bool named = error == 0 && ::renameat2(m_dirFd, unfinishedName, m_dirFd, fileName(number).constData(), RENAME_NOREPLACE) == 0;
    if (error == 0 && (!named || ::fsync(m_dirFd) != 0))
        error = errno;
    if (error == 0 && m_scan.seq <= 1)
        error = syncWayTo(m_dirFd);
    if (error != 0) {
        ::unlinkat(m_dirFd, named ? fileName(number).constData() : unfinishedName, 0);
        m_settled = m_settled && !named;
        if (named)
            (void)!::fsync(m_dirFd); // whoever goes on in the segment before must not meet this one after a power cut
        return writeError(error, path, QCoreApplication::translate("JournalFiles", "begin the segment"));
    }
    m_file = std::move(file.value());
    m_settled = true;
    m_dead = false;
    m_denied.clear();
    beginSegment(m_scan, number);
    m_scan.acknowledged = m_scan.acknowledged || newChain;
    scanMore(m_scan, *bytes);
    writeHead();
    return std::nullopt;
}

std::optional<Error> JournalWriter::setAside(const QByteArray &bytes, const Actor &actor, const QString &why)
{
    const QString stamp = m_clock->utcNow().toUTC().toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'"));
    QString name = QStringLiteral("torn-%1-%2.bin").arg(stamp, m_scan.segment);
    // A recovery that was interrupted may have left the name, at the same time of a clock that was set back.
    for (int again = 2; ::faccessat(m_dirFd, QFile::encodeName(name).constData(), F_OK, AT_SYMLINK_NOFOLLOW) == 0; ++again)
        name = QStringLiteral("torn-%1-%2-%3.bin").arg(stamp, m_scan.segment).arg(again);
    Result<Descriptor> copy = createPrivateFile(m_dirFd, m_dir, name);
    if (!copy)
        return copy.error();
    int error = writeAll(copy->get(), bytes);
    if (error == 0 && ::fsync(copy->get()) != 0)
        error = errno;
    if (error != 0) {
        ::unlinkat(m_dirFd, QFile::encodeName(name).constData(), 0);
        return writeError(error, m_dir + QLatin1Char('/') + name, QCoreApplication::translate("JournalFiles", "set the torn end aside"));
    }
    JournalRecord record = ownRecord(RecordType::Recovered, actor, why);
    record.details = {{QStringLiteral("segment"), m_scan.segment},
                      {QStringLiteral("offset"), m_scan.goodSize},
                      {QStringLiteral("length"), bytes.size()},
                      {QStringLiteral("sha256"), QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex())},
                      {QStringLiteral("file"), name}};
    return newSegment(record);
}

std::optional<Error> JournalWriter::recover(const Actor &actor)
{
    return m_scan.tail.isEmpty() ? std::nullopt : setAside(m_scan.tail, actor, QStringLiteral("an interrupted write was set aside"));
}

std::optional<Error> JournalWriter::prepare(const Actor &actor)
{
    if (const std::optional<Error> error = refresh())
        return error;
    if (!m_scan.usable())
        return Error{ErrorKind::Refused, QStringLiteral("journalBroken"), QCoreApplication::translate("JournalFiles", "the journal was changed from outside: %1").arg(m_scan.problem),
                     QCoreApplication::translate("JournalFiles", "look at the journal, keep a copy, and acknowledge the break with `maestro journal acknowledge`; until then nothing is done")};
    if (const std::optional<Error> error = settle())
        return error;
    if (const std::optional<Error> error = recover(actor))
        return error;
    if (m_scan.number == 0)
        return newSegment(ownRecord(RecordType::Genesis, actor, QStringLiteral("the journal begins")));
    if (m_dead || m_scan.goodSize >= m_segmentLimit)
        return newSegment(ownRecord(RecordType::Rotate, actor, QStringLiteral("continues %1").arg(m_scan.segment)));
    if (m_scan.seq > 0)
        return std::nullopt;
    JournalRecord genesis = ownRecord(RecordType::Genesis, actor, QStringLiteral("the journal begins"));
    return write(genesis);
}

std::optional<Error> JournalWriter::write(JournalRecord &record)
{
    const QString path = segmentPath(m_dir, m_scan.number);
    std::optional<Result<SegmentLock>> lock(SegmentLock::exclusive(m_file.get(), path));
    if (!*lock)
        return lock->error();
    const Result<QByteArray> bytes = line(record, m_scan.segment, m_scan.head);
    if (!bytes)
        return bytes.error();
    if (const int error = writeAll(m_file.get(), *bytes)) {
        // Takes back our own incomplete line; where that fails too, the next writer finds a torn tail.
        const bool undone = ::ftruncate(m_file.get(), m_scan.goodSize) == 0;
        m_settled = false; // nor is what was undone
        return writeError(error, path, undone ? QCoreApplication::translate("JournalFiles", "write") : QCoreApplication::translate("JournalFiles", "write or undo"));
    }
    if (::fdatasync(m_file.get()) != 0) {
        // A second sync may succeed without the data: this segment is over, and the record does not count.
        const int error = errno;
        m_dead = true;
        m_denied = *bytes;
        lock.reset(); // before its descriptor goes
        if (setAside(*bytes, record.actor, QStringLiteral("a record that could not be made durable was set aside")))
            (void)!::ftruncate(m_file.get(), m_scan.goodSize); // else it looks like one, to others too
        return writeError(error, path, QCoreApplication::translate("JournalFiles", "make durable"));
    }
    const Result<QByteArray> back = readFrom(m_file.get(), m_scan.goodSize, path);
    if (!back || *back != *bytes)
        return writeError(EIO, path, QCoreApplication::translate("JournalFiles", "read back what was written"));
    scanMore(m_scan, *bytes);
    writeHead();
    return std::nullopt;
}

Result<JournalPlace> JournalWriter::append(JournalRecord record, bool reserve)
{
    if (const std::optional<Error> error = prepare(record.actor))
        return *error;
    if (reserve) {
        const Result<Done> room = reserveRoom(m_file.get(), outcomeRoom, segmentPath(m_dir, m_scan.number));
        if (!room)
            return room.error();
    }
    if (const std::optional<Error> error = write(record))
        return *error;
    return JournalPlace{record.segment, record.seq};
}

Result<JournalPlace> JournalWriter::startNewChain(JournalRecord alarm)
{
    if (const std::optional<Error> error = refresh())
        return *error;
    if (m_scan.usable())
        return Error{ErrorKind::Refused, QStringLiteral("journalNotBroken"), QCoreApplication::translate("JournalFiles", "there is no break to acknowledge")};
    alarm.details = {{QStringLiteral("segment"), m_scan.brokenSegment}, {QStringLiteral("seq"), m_scan.brokenSeq}};
    alarm.message = m_scan.problem;
    if (const std::optional<Error> error = newSegment(alarm, true))
        return *error;
    return JournalPlace{m_scan.segment, m_scan.seq};
}

} // namespace maestro
