// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/journalservice.h"

#include "journal/journalwatch.h"

namespace maestro {

struct JournalService::Private
{
    QString directory;
    std::unique_ptr<JournalStore> store;
    std::optional<Error> problem;
    std::unique_ptr<JournalWatch> watch;
};

JournalService::JournalService(const QString &directory, const Clock *clock, QObject *parent)
    : JournalPort(parent)
    , d(std::make_unique<Private>())
{
    d->directory = directory;
    Result<std::unique_ptr<JournalStore>> opened = JournalStore::open(directory, clock);
    if (opened)
        d->store = std::move(opened).value();
    else
        d->problem = opened.error();
}

JournalService::~JournalService() = default;

QString JournalService::directory() const
{
    return d->directory;
}

Result<Done> JournalService::usable()
{
    if (d->problem)
        return *d->problem;
    return Done {};
}

Result<JournalPlace> JournalService::appendIntent(const JournalRecord &record)
{
    if (d->problem)
        return *d->problem;
    return d->store->append(record, true);
}

Result<JournalPlace> JournalService::append(const JournalRecord &record)
{
    if (d->problem)
        return *d->problem;
    return d->store->append(record, false);
}

Result<QList<JournalRecord>> JournalService::records()
{
    if (d->problem)
        return *d->problem;
    return d->store->read();
}

JournalVerification JournalService::verification()
{
    return d->store ? d->store->verify() : verifyJournal(d->directory);
}

Result<Done> JournalService::exportRecords(const QString &path)
{
    if (d->problem)
        return *d->problem;
    return d->store->exportTo(path);
}

Result<JournalPlace> JournalService::acknowledgeBroken(const Actor &actor, const QString &reason)
{
    if (d->problem)
        return *d->problem;
    return d->store->acknowledgeBroken(actor, reason);
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
    if (!d->watch && d->store) {
        d->watch = std::make_unique<JournalWatch>(d->directory);
        connect(d->watch.get(), &JournalWatch::changed, this, &JournalService::publish);
    }
    const Result<QList<JournalRecord>> all = records();
    Q_EMIT recordsChanged(std::make_shared<const QList<JournalRecord>>(all ? *all : QList<JournalRecord>()));
}

} // namespace maestro
