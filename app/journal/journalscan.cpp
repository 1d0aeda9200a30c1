// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalscan.h"

#include "domain/journal/openintents.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

namespace maestro {

void beginSegment(JournalScan &scan, int number)
{
    scan.number = number;
    scan.segment = segmentName(number);
    scan.goodSize = 0;
    scan.tail.clear();
}

namespace {

/// What a `recovered` record says about the end of the segment before its own: bytes from `offset` on are no records.
struct Abandoned
{
    QString segment;
    qint64 offset = 0;
    qint64 length = 0;
    QByteArray sha256;
};

std::optional<Abandoned> abandonedBy(const JournalRecord &record)
{
    if (record.type != RecordType::Recovered)
        return std::nullopt;
    const QJsonObject &d = record.details;
    return Abandoned{d.value(QLatin1String("segment")).toString(), d.value(QLatin1String("offset")).toInteger(-1),
                     d.value(QLatin1String("length")).toInteger(-1), d.value(QLatin1String("sha256")).toString().toLatin1()};
}

std::optional<JournalRecord> firstRecord(const QByteArray &bytes)
{
    const std::optional<JournalLine> line = splitLine(bytes.left(std::max<qsizetype>(bytes.indexOf('\n'), 0)));
    return line ? decodePayload(line->payload) : std::nullopt;
}

bool startsNewChain(const QByteArray &bytes)
{
    const std::optional<JournalLine> line = splitLine(bytes.left(std::max<qsizetype>(bytes.indexOf('\n'), 0)));
    const std::optional<JournalRecord> record = line ? decodePayload(line->payload) : std::nullopt;
    return record && record->type == RecordType::TamperAlarm && chainHash(zeroHash(), line->payload) == line->hash;
}

void fail(JournalScan &scan, const QString &why)
{
    scan.acknowledged = false;
    if (scan.broken)
        return;
    scan.broken = true;
    scan.brokenSegment = scan.segment;
    scan.brokenSeq = scan.seq + 1;
    scan.problem = QCoreApplication::translate("JournalFiles", "%1, record %2: %3").arg(scan.brokenSegment, QString::number(scan.brokenSeq), why);
}

/// Adds one line to the chain; the reason why not, or empty.
QString accept(JournalScan &scan, const QByteArray &line)
{
    const std::optional<JournalLine> parts = splitLine(line);
    if (!parts)
        return QCoreApplication::translate("JournalFiles", "it is not a journal line");
    QString journal;
    const std::optional<JournalRecord> record = decodePayload(parts->payload, &journal);
    const bool restart = scan.goodSize == 0 && record && record->type == RecordType::TamperAlarm;
    if (chainHash(restart ? zeroHash() : scan.head, parts->payload) != parts->hash)
        return QCoreApplication::translate("JournalFiles", "its hash does not fit its words or the record before it");
    if (!record)
        return QCoreApplication::translate("JournalFiles", "it cannot be read");
    if (record->segment != scan.segment || (!restart && record->seq != scan.seq + 1))
        return QCoreApplication::translate("JournalFiles", "it is out of place");
    if (restart && !scan.broken) { // what was acknowledged here can no longer be seen
        scan.broken = scan.acknowledged = true;
        scan.brokenSegment = record->details.value(QLatin1String("segment")).toString();
        scan.brokenSeq = record->details.value(QLatin1String("seq")).toInteger(-1);
        scan.problem = record->message;
    }
    scan.head = parts->hash;
    scan.seq = record->seq;
    if (scan.expected && record->seq == scan.expected->seq && record->segment == scan.expected->segment)
        scan.expectedSeen = parts->hash == scan.expected->hash;
    scan.recovered = scan.recovered || record->type == RecordType::Recovered;
    if (scan.journal.isEmpty())
        scan.journal = journal;
    scan.records.append(*record);
    return {};
}

/// Takes complete lines from `bytes`; gives back what follows the last good one.
QByteArray acceptLines(JournalScan &scan, const QByteArray &bytes, QString &why)
{
    qsizetype at = 0;
    for (qsizetype end = bytes.indexOf('\n', at); end >= 0; end = bytes.indexOf('\n', at)) {
        why = accept(scan, bytes.mid(at, end - at));
        if (!why.isEmpty())
            break;
        scan.goodSize += end + 1 - at;
        at = end + 1;
    }
    return bytes.mid(at);
}

void takeTail(JournalScan &scan, const QByteArray &rest, const QString &why, bool mayBeTorn)
{
    if (rest.isEmpty())
        return;
    if (mayBeTorn && isTornTail(rest))
        scan.tail = rest;
    else
        fail(scan, why.isEmpty() ? QCoreApplication::translate("JournalFiles", "it is incomplete") : why);
}

void scanSegment(JournalScan &scan, int number, const QByteArray &bytes, const std::optional<Abandoned> &abandoned, bool last)
{
    beginSegment(scan, number);
    if (!scan.usable()) {
        if (!startsNewChain(bytes))
            return;
        scan.acknowledged = true;
    }
    const qsizetype limit = abandoned ? std::min(static_cast<qsizetype>(abandoned->offset), bytes.size()) : bytes.size();
    QString why;
    const QByteArray rest = acceptLines(scan, bytes.left(limit), why);
    takeTail(scan, rest, why, last);
    if (!abandoned || !scan.usable())
        return;
    // Fewer bytes than were set aside may be left, or zeros in their place: they were never durable.
    const QByteArray lost = bytes.mid(limit);
    const bool same = lost.size() != abandoned->length || lost.contains('\0')
        || QCryptographicHash::hash(lost, QCryptographicHash::Sha256).toHex() == abandoned->sha256;
    if (abandoned->offset != scan.goodSize || lost.size() > abandoned->length || !same)
        fail(scan, QCoreApplication::translate("JournalFiles", "what follows is not what was set aside at recovery"));
}

std::optional<Abandoned> abandonedIn(int number, const QByteArray &nextSegment)
{
    const std::optional<JournalRecord> next = firstRecord(nextSegment);
    std::optional<Abandoned> abandoned = next ? abandonedBy(*next) : std::nullopt;
    const bool fits = abandoned && abandoned->segment == segmentName(number) && abandoned->offset >= 0 && abandoned->length >= 0;
    return fits ? abandoned : std::nullopt;
}

Result<QByteArray> readWhole(const QString &path)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (!file.valid())
        return Error{ErrorKind::Refused, QStringLiteral("journalIo"), QCoreApplication::translate("JournalFiles", "%1: cannot open: %2").arg(path, errnoText(errno))};
    struct stat status{};
    if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode))
        return Error{ErrorKind::Refused, QStringLiteral("journalIo"), QCoreApplication::translate("JournalFiles", "%1: is not a regular file").arg(path)};
    return readFrom(file.get(), 0, path);
}

} // namespace

QList<int> segmentNumbers(const QString &dir)
{
    QList<int> numbers;
    const QStringList names = QDir(dir).entryList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        if (const int number = segmentNumber(name))
            numbers.append(number);
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

QString segmentPath(const QString &dir, int number)
{
    return dir + QLatin1Char('/') + segmentName(number) + QLatin1String(".jsonl");
}

QByteArray headLine(const JournalScan &scan)
{
    return "maestro-journal-head/1 " + scan.segment.toLatin1() + ' ' + QByteArray::number(scan.seq) + ' ' + scan.head + '\n';
}

std::optional<JournalHead> readHead(const QString &dir)
{
    const Result<QByteArray> bytes = readWhole(dir + QStringLiteral("/head"));
    if (!bytes || !bytes->contains('\n'))
        return std::nullopt;
    const QList<QByteArray> words = bytes->left(bytes->indexOf('\n')).split(' ');
    bool isNumber = false;
    const qint64 seq = words.value(2).toLongLong(&isNumber);
    if (words.size() != 4 || words.first() != "maestro-journal-head/1" || !isNumber || seq < 1 || words.last().size() != zeroHash().size())
        return std::nullopt;
    return JournalHead{QString::fromLatin1(words.at(1)), seq, words.last()};
}

JournalScan scanDirectory(const QString &dir)
{
    JournalScan scan;
    scan.expected = readHead(dir); // first: the segments may grow meanwhile
    const QList<int> numbers = segmentNumbers(dir);
    Result<QByteArray> current = numbers.isEmpty() ? Result<QByteArray>(QByteArray()) : readWhole(segmentPath(dir, numbers.first()));
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        const bool last = i + 1 == numbers.size();
        Result<QByteArray> next = last ? Result<QByteArray>(QByteArray()) : readWhole(segmentPath(dir, numbers.at(i + 1)));
        if (current) {
            scanSegment(scan, numbers.at(i), *current, next ? abandonedIn(numbers.at(i), *next) : std::nullopt, last);
        } else {
            beginSegment(scan, numbers.at(i));
            fail(scan, current.error().message);
        }
        current = std::move(next);
    }
    // An interrupted write never has its head; only where the very record that it names is torn, it may be the disk that lost its end.
    const bool torn = scan.expected && !scan.tail.isEmpty() && scan.expected->segment == scan.segment && scan.expected->seq == scan.seq + 1;
    if (scan.expected && !scan.expectedSeen && scan.usable() && !torn) {
        if (scan.segment.isEmpty())
            scan.segment = segmentName(1);
        fail(scan, QCoreApplication::translate("JournalFiles", "the records up to %1 of %2 were here and are gone").arg(QString::number(scan.expected->seq), scan.expected->segment));
    }
    return scan;
}

void scanMore(JournalScan &scan, const QByteArray &appended)
{
    QString why;
    const QByteArray rest = acceptLines(scan, appended, why);
    takeTail(scan, rest, why, true);
}

JournalScan scanExport(const QString &file)
{
    JournalScan scan;
    const Result<QByteArray> bytes = readWhole(file);
    if (!bytes) {
        fail(scan, bytes.error().message);
        return scan;
    }
    qsizetype at = 0;
    while (at < bytes->size() && bytes->at(at) == '#') {
        const qsizetype end = bytes->indexOf('\n', at);
        at = end < 0 ? bytes->size() : end + 1;
    }
    if (bytes->isEmpty())
        fail(scan, QCoreApplication::translate("JournalFiles", "%1 is not a journal").arg(file));
    // Lines of one segment stand together; a line that cannot be read stays with those before it.
    QList<std::pair<int, QByteArray>> segments;
    while (at < bytes->size()) {
        const qsizetype end = bytes->indexOf('\n', at);
        const QByteArray line = end < 0 ? bytes->mid(at) : bytes->mid(at, end + 1 - at);
        const std::optional<JournalRecord> record = firstRecord(line);
        const int number = record ? segmentNumber(record->segment + QLatin1String(".jsonl")) : 0;
        if (segments.isEmpty() || (number > segments.last().first))
            segments.append({std::max(number, 1), QByteArray()});
        segments.last().second.append(line);
        at += line.size();
    }
    for (qsizetype i = 0; i < segments.size(); ++i)
        scanSegment(scan, segments.at(i).first, segments.at(i).second, std::nullopt, i + 1 == segments.size());
    return scan;
}

Result<QByteArray> completeLines(const QString &dir)
{
    QByteArray out;
    const QList<int> numbers = segmentNumbers(dir);
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        Result<QByteArray> bytes = readWhole(segmentPath(dir, numbers.at(i)));
        if (!bytes)
            return bytes;
        const Result<QByteArray> next = i + 1 < numbers.size() ? readWhole(segmentPath(dir, numbers.at(i + 1))) : Result<QByteArray>(QByteArray());
        if (!next)
            return next;
        if (const std::optional<Abandoned> abandoned = abandonedIn(numbers.at(i), *next))
            bytes.value().truncate(static_cast<qsizetype>(abandoned->offset));
        out.append(bytes->left(bytes->lastIndexOf('\n') + 1));
    }
    return out;
}

JournalVerification verificationOf(const JournalScan &scan)
{
    JournalVerification out;
    out.records = scan.records.size();
    out.head = QString::fromLatin1(scan.head);
    if (scan.broken) {
        out.state = JournalState::Broken;
        out.brokenSegment = scan.brokenSegment;
        out.brokenSeq = scan.brokenSeq;
        out.message = scan.problem;
    } else if (scan.recovered || !scan.tail.isEmpty()) {
        out.state = JournalState::RecoveredTail;
        out.message = scan.tail.isEmpty() ? QCoreApplication::translate("JournalFiles", "an interrupted write was set aside; no complete record is missing")
                                          : QCoreApplication::translate("JournalFiles", "the last write was interrupted; it will be set aside before the next record");
    }
    out.openIntents = openIntents(scan.records);
    return out;
}

} // namespace maestro
