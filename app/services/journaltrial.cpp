// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/journaltrial.h"

#include "journal/journalscan.h"
#include "journal/journalstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::JournalTrial)
};

Error shown(const QString &message)
{
    return {ErrorKind::Internal, QStringLiteral("journalTrial"), message, Words::tr("Nothing that is recorded here can be relied on: look at the disk, and report it.")};
}

bool spoil(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return false;
    QByteArray bytes = file.readAll();
    const qsizetype at = bytes.indexOf("trial");
    if (at < 0)
        return false;
    bytes[at] = 'T';
    return file.seek(0) && file.write(bytes) == bytes.size();
}

} // namespace

Result<Done> tryJournal(const QString &folder, const Clock *clock)
{
    const QTemporaryDir scratch(folder + QStringLiteral("/journal-trial-XXXXXX"));
    if (!scratch.isValid())
        return Error {ErrorKind::Refused, QStringLiteral("journalIo"), Words::tr("%1: %2").arg(folder, scratch.errorString())};
    const QString dir = scratch.filePath(QStringLiteral("journal"));
    JournalRecord record;
    record.id = QStringLiteral("trial");
    record.verb = QStringLiteral("note");
    record.reason = QStringLiteral("trial");
    {
        const auto store = JournalStore::open(dir, clock);
        if (!store)
            return store.error();
        for (int i = 0; i < 2; ++i) { // what is spoiled is not the end, which could be a write that was interrupted
            if (const auto place = (*store)->append(record); !place)
                return place.error();
        }
        const auto records = (*store)->read();
        if (!records)
            return records.error();
        if (std::none_of(records->cbegin(), records->cend(), [&record](const JournalRecord &one) { return one.id == record.id && one.reason == record.reason; }))
            return shown(Words::tr("A record was written in %1 and is not there when it is read back").arg(folder));
    }
    if (const JournalVerification whole = verifyJournal(dir); whole.state == JournalState::Broken)
        return shown(Words::tr("A Journal that was just written in %1 is broken: %2").arg(folder, whole.message));
    if (!spoil(segmentPath(dir, 1)) || verifyJournal(dir).state != JournalState::Broken)
        return shown(Words::tr("A record that was changed in %1 is not noticed").arg(folder));
    return Done {};
}

} // namespace maestro
