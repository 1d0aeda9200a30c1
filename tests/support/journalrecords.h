// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "domain/journal/journalrecord.h"

#include <QFile>
#include <QProcess>

namespace maestro::testing {

/// Stands still, so that the bytes of a journal depend on its records alone.
class StillClock final : public Clock
{
public:
    QDateTime utcNow() const override { return QDateTime(QDate(2026, 3, 1), QTime(12, 0, 0, 250), Qt::UTC); }
    qint64 bootMs() const override { return 123456; }
};

inline JournalRecord journalRecord(RecordType type, const QString &id)
{
    JournalRecord out;
    out.id = id;
    out.type = type;
    out.actor.os = QStringLiteral("anna");
    out.object = {QStringLiteral("prod"), QStringLiteral("shop"), QStringLiteral("checkout")};
    out.verb = QStringLiteral("promote");
    out.reason = QStringLiteral("canary error rate below budget");
    out.state = type == RecordType::Intent ? QStringLiteral("open") : QStringLiteral("applied");
    return out;
}

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool putBytes(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(bytes) == bytes.size();
}

/// First line and all that the verifier of the format document says about a journal.
inline QByteArray independentVerdict(const QString &path)
{
    QProcess python;
    python.start(QStringLiteral("python3"), {QStringLiteral("-B"), QStringLiteral(MAESTRO_SOURCE_DIR "/tests/support/verifyjournal.py"), path});
    return python.waitForFinished(30'000) ? python.readAllStandardOutput() : QByteArray("the verifier did not run");
}

/// What it should say, from our own verification.
inline QByteArray expectedVerdict(const JournalVerification &v)
{
    const QByteArray state = v.state == JournalState::Broken
        ? "broken at " + v.brokenSegment.toLatin1() + ' ' + QByteArray::number(v.brokenSeq)
        : QByteArray(v.state == JournalState::Valid ? "valid" : "valid with recovered tail");
    return state + "\nrecords=" + QByteArray::number(v.records) + "\nhead=" + v.head.toLatin1() + "\nopen=" + v.openIntents.join(u',').toLatin1() + '\n';
}

} // namespace maestro::testing
