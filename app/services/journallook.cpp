// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/journallook.h"

#include "journal/journalscan.h"
#include "journal/journalstore.h"

#include <QFile>
#include <QFileInfo>

namespace maestro {

QList<JournalRecord> recordsOnDisk(const QString &directory)
{
    return readJournal(directory)->records;
}

bool journalEndIsTorn(const QString &directory)
{
    const QList<int> numbers = segmentNumbers(directory);
    QFile last(numbers.isEmpty() ? QString() : segmentPath(directory, numbers.constLast()));
    return QFileInfo(last).isFile() && last.open(QIODevice::ReadOnly) && last.size() > 0 && last.seek(last.size() - 1) && last.read(1) != "\n";
}

} // namespace maestro
