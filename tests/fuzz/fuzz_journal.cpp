// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fuzzing.h"
#include "domain/base/clock.h"
#include "journal/journalstore.h"

#include <sys/stat.h>

using namespace maestro;

namespace {

class StillClock final : public Clock
{
public:
    QDateTime utcNow() const override { return QDateTime(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC); }
    qint64 bootMs() const override { return 1; }
};

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const StillClock clock;
    const QString dir = fuzzing::folder() + QStringLiteral("/journal");
    QDir(dir).removeRecursively();
    ::mkdir(QFile::encodeName(dir).constData(), 0700);
    // Up to three parts of a journal: two segments and a head.
    const QList<QByteArray> parts = fuzzing::bytesOf(data, size).split('\x01');
    fuzzing::fileWith(parts.value(0), QStringLiteral("journal/segment-000001.jsonl"));
    if (parts.size() > 1)
        fuzzing::fileWith(parts.value(1), QStringLiteral("journal/segment-000002.jsonl"));
    if (parts.size() > 2)
        fuzzing::fileWith(parts.value(2), QStringLiteral("journal/head"));
    const JournalVerification before = verifyJournal(dir);
    (void)verifyJournal(dir + QStringLiteral("/segment-000001.jsonl"));
    Result<std::unique_ptr<JournalStore>> store = JournalStore::open(dir, &clock);
    if (!store)
        return 0;
    JournalRecord intent;
    intent.id = QStringLiteral("fuzz");
    const Result<JournalPlace> added = store.value()->append(intent, true);
    fuzzing::require(added || before.state == JournalState::Broken, "what is whole takes a record");
    const JournalVerification after = verifyJournal(dir);
    fuzzing::require((after.state == JournalState::Broken) == (before.state == JournalState::Broken), "opening changes nothing about what was there");
    fuzzing::require(after.records >= before.records, "no record is lost");
    return 0;
}
