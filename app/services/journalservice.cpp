// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/journalservice.h"

#include "domain/journal/openintents.h"
#include "journal/journalscan.h"
#include "journal/journalwatch.h"
#include "services/localuser.h"

namespace maestro {

struct JournalService::Private
{
    QString directory;
    const Clock *clock;
    std::unique_ptr<JournalStore> store;
    std::optional<Error> problem;
    std::unique_ptr<JournalWatch> watch = {};
    std::shared_ptr<const JournalScan> read = {}; ///< until it is opened

    Result<JournalStore *> opened()
    {
        if (!store && !problem) {
            Result<std::unique_ptr<JournalStore>> made = JournalStore::open(directory, clock, std::exchange(read, nullptr));
            if (made)
                store = std::move(made).value();
            else
                problem = made.error();
        }
        if (problem)
            return *problem;
        return store.get();
    }
};

JournalService::JournalService(const QString &directory, const Clock *clock, QObject *parent)
    : JournalPort(parent)
    , d(new Private {directory, clock, {}, {}})
{
}

JournalService::~JournalService() = default;

QString JournalService::directory() const
{
    return d->directory;
}

Result<Done> JournalService::usable()
{
    if (const Result<JournalStore *> store = d->opened(); !store)
        return store.error();
    return Done {};
}

Result<JournalPlace> JournalService::appendIntent(const JournalRecord &record)
{
    const Result<JournalStore *> store = d->opened();
    if (!store)
        return store.error();
    return (*store)->append(record, true);
}

Result<JournalPlace> JournalService::append(const JournalRecord &record)
{
    const Result<JournalStore *> store = d->opened();
    if (!store)
        return store.error();
    return (*store)->append(record, false);
}

Result<Done> JournalService::begin()
{
    const Result<JournalStore *> store = d->opened();
    if (!store)
        return store.error();
    return (*store)->begin({{}, localUserName(), localHostName(), {}});
}

QStringList JournalService::notices()
{
    const Result<JournalStore *> store = d->opened();
    return store ? (*store)->notices() : QStringList();
}

Result<JournalPlace> JournalService::appendUnless(const std::function<bool(const QList<JournalRecord> &)> &there, const JournalRecord &record)
{
    const Result<JournalStore *> store = d->opened();
    if (!store)
        return store.error();
    return (*store)->appendUnless(there, record);
}

Result<JournalPlace> JournalService::settle(const JournalRecord &end)
{
    return appendUnless([&end](const QList<JournalRecord> &all) { return !openIntents(all).contains(end.id); }, end);
}

JournalVerification JournalService::glance()
{
    d->read = readJournal(d->directory);
    return verificationOf(*d->read);
}

Result<QList<JournalRecord>> JournalService::records()
{
    const Result<JournalStore *> store = d->opened();
    if (store)
        return (*store)->read();
    // What cannot be written, on a read-only medium say, can still be read.
    const std::shared_ptr<const JournalScan> scan = store.error().code == QLatin1String("journalIo") ? readJournal(d->directory) : nullptr;
    if (!scan || (scan->broken && scan->brokenSeq < 0))
        return store.error();
    return scan->records;
}

JournalVerification JournalService::verification()
{
    const Result<JournalStore *> store = d->opened();
    return store ? (*store)->verify() : verifyJournal(d->directory);
}

Result<Done> JournalService::exportRecords(const QString &path)
{
    const Result<JournalStore *> store = d->opened();
    if (!store)
        return store.error();
    return (*store)->exportTo(path);
}

Result<JournalPlace> JournalService::acknowledgeBroken(const Actor &actor, const QString &reason)
{
    const Result<JournalStore *> store = d->opened();
    if (!store)
        return store.error();
    return (*store)->acknowledgeBroken(actor, reason);
}

void JournalService::verify()
{
    Q_EMIT verified(verification());
}

void JournalService::exportTo(const QString &path)
{
    const Result<Done> result = exportRecords(path);
    Q_EMIT exported(path, result ? QString() : result.error().message);
}

void JournalService::publish()
{
    if (!d->watch && d->opened()) {
        d->watch = std::make_unique<JournalWatch>(d->directory);
        connect(d->watch.get(), &JournalWatch::changed, this, &JournalService::publish);
    }
    const Result<QList<JournalRecord>> all = records();
    Q_EMIT recordsChanged(std::make_shared<const QList<JournalRecord>>(all ? *all : QList<JournalRecord>()));
    Q_EMIT noticesChanged(notices());
}

} // namespace maestro
