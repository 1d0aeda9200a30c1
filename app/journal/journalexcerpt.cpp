// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalexcerpt.h"

#include "journal/journalscan.h"

#include <QCoreApplication>
#include <QSet>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(JournalFiles)
};

} // namespace

Result<JournalExcerpt> journalExcerpt(const QString &directory, const QStringList &ids)
{
    const QSet<QString> wanted(ids.begin(), ids.end());
    const JournalScan scan = scanDirectory(directory);
    if (scan.broken)
        return Error{ErrorKind::Refused, QStringLiteral("journalBroken"), Words::tr("The Journal is broken at %1, record %2.").arg(scan.brokenSegment).arg(scan.brokenSeq),
                     Words::tr("See `maestro journal verify`.")};
    const Result<QByteArray> all = completeLines(directory);
    if (!all)
        return all.error();
    JournalExcerpt out;
    out.previousHash = zeroHash();
    QByteArray before = zeroHash();
    QByteArray pending; // since the last record of theirs; others' records count once one more of their own follows
    for (qsizetype at = 0; at < all->size();) {
        const qsizetype end = all->indexOf('\n', at);
        const QByteArray line = all->mid(at, end - at);
        at = end + 1;
        const std::optional<JournalLine> parts = splitLine(line);
        const std::optional<JournalRecord> record = parts ? decodePayload(parts->payload, &out.journal) : std::nullopt;
        if (!record || chainHash(before, parts->payload) != parts->hash)
            return Error{ErrorKind::Refused, QStringLiteral("journalBroken"), Words::tr("The Journal changed while it was read."), Words::tr("Try again.")};
        const bool own = wanted.contains(record->id);
        if (own && out.records.isEmpty()) {
            out.previousHash = before;
            out.firstSeq = record->seq;
        }
        before = parts->hash;
        if (!own && out.records.isEmpty())
            continue;
        pending += line + '\n';
        if (!own)
            continue;
        out.lines += std::exchange(pending, {});
        out.lastHash = parts->hash;
        out.lastSeq = record->seq;
        out.records.append(*record);
    }
    if (out.records.isEmpty())
        return Error{ErrorKind::NotFound, QStringLiteral("notFound"), Words::tr("The Journal has no action \"%1\".").arg(ids.value(0).left(80)),
                     Words::tr("`maestro journal list` and `maestro triage list` name them.")};
    return out;
}

QString excerptProblem(const QByteArray &lines, const QByteArray &previousHash, const QByteArray &lastHash)
{
    QByteArray head = previousHash;
    qint64 seq = -1;
    for (qsizetype at = 0; at < lines.size();) {
        const qsizetype end = lines.indexOf('\n', at);
        const std::optional<JournalLine> parts = end < 0 ? std::nullopt : splitLine(lines.mid(at, end - at));
        const std::optional<JournalRecord> record = parts ? decodePayload(parts->payload) : std::nullopt;
        if (!record || chainHash(head, parts->payload) != parts->hash || (seq >= 0 && record->seq != seq + 1))
            return Words::tr("the chain breaks behind record %1").arg(seq);
        head = parts->hash;
        seq = record->seq;
        at = end + 1;
    }
    if (seq < 0)
        return Words::tr("it has no record");
    return head == lastHash ? QString() : Words::tr("its last record is not the one that is named");
}

} // namespace maestro
