// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/journaltrial.h"

#include "journal/actionlock.h"
#include "journal/journalscan.h"
#include "journal/journalstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <unistd.h>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::JournalTrial)
};

const QString lockName = QStringLiteral("trial");

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

/// What a trial that was killed has left. Never that of one that is alive: it holds its lock, and its name says whose it is.
void removeDeadTrials(const QString &folder)
{
    const QFileInfoList left = QDir(folder).entryInfoList({QStringLiteral("journal-trial-*")}, QDir::Dirs | QDir::NoSymLinks | QDir::NoDotAndDotDot | QDir::Hidden);
    for (const QFileInfo &one : left) {
        bool named = false;
        const int owner = one.fileName().section(u'-', 2, 2).toInt(&named);
        const bool alive = named && owner > 0 && (kill(owner, 0) == 0 || errno != ESRCH);
        if (!alive && ActionLock::acquire(one.filePath(), lockName))
            QDir(one.filePath()).removeRecursively();
    }
}

} // namespace

Result<Done> tryJournal(const QString &folder, const Clock *clock)
{
    removeDeadTrials(folder);
    const QTemporaryDir scratch(folder + QStringLiteral("/journal-trial-%1-XXXXXX").arg(getpid()));
    if (!scratch.isValid())
        return Error {ErrorKind::Refused, QStringLiteral("journalIo"), Words::tr("%1: %2").arg(folder, scratch.errorString())};
    const Result<std::unique_ptr<ActionLock>> held = ActionLock::acquire(scratch.path(), lockName);
    if (!held)
        return held.error();
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
