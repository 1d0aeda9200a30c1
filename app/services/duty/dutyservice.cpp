// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/duty/dutyservice.h"

#include "services/cluster/actor.h"
#include "text/duty/dutytext.h"

#include <QTimer>
#include <QUuid>

namespace maestro {

DutyService::DutyService(AccessFor access, JournalService *journal, const Clock *clock, QObject *parent)
    : DutyPort(parent)
    , m_access(std::move(access))
    , m_journal(journal)
    , m_clock(clock)
{
}

void DutyService::open(const DutyRequest &request)
{
    const auto records = known();
    if (!records)
        return;
    if (const auto problem = dutyProblem(request, *records))
        return refuse(*problem);
    write(dutyRecord(request, QUuid::createUuid().toString(QUuid::WithoutBraces), m_clock->utcNow(), *records),
          [request](const QList<JournalRecord> &all) { return dutyProblem(request, all); });
}

void DutyService::close(const QString &id, const QString &how)
{
    const auto records = known();
    if (!records)
        return;
    if (const auto problem = closingProblem(id, how, *records))
        return refuse(*problem);
    write(closingRecord(id, how, m_clock->utcNow(), *records), [id, how](const QList<JournalRecord> &all) { return closingProblem(id, how, all); });
}

void DutyService::learn(const LessonRequest &request)
{
    const auto records = known();
    if (!records)
        return;
    if (const auto problem = lessonProblem(request, *records))
        return refuse(*problem);
    write(lessonRecord(request, m_clock->utcNow(), *records), [request](const QList<JournalRecord> &all) { return lessonProblem(request, all); });
}

std::optional<QList<JournalRecord>> DutyService::known()
{
    const Result<QList<JournalRecord>> records = m_journal->records();
    if (records)
        return *records;
    refuse(records.error());
    return std::nullopt;
}

void DutyService::refuse(const Error &problem)
{
    QTimer::singleShot(0, this, [this, said = withDutyWords(problem)] { Q_EMIT failed(said); });
}

void DutyService::write(JournalRecord record, Judge stands)
{
    record.message = dutyRecordText(record);
    ClusterAccess *access = m_access && !record.object.context.isEmpty() ? m_access(record.object.context) : nullptr;
    whoActs(this, access, {}, [this, said = std::move(record), stands = std::move(stands)](const Actor &actor) mutable {
        said.actor = actor;
        std::optional<Error> problem;
        const auto settled = [&problem, &stands](const QList<JournalRecord> &all) { // while nobody else can write
            problem = stands(all);
            return problem.has_value();
        };
        const Result<JournalPlace> place = m_journal->appendUnless(settled, said);
        if (problem) {
            m_journal->publish();
            return refuse(*problem);
        }
        if (!place)
            return refuse(place.error());
        m_journal->publish();
        QTimer::singleShot(0, this, [this, id = said.id] { Q_EMIT written(id); });
    });
}

} // namespace maestro
