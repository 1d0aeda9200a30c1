// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/desk/workflowdeed.h"

#include "journal/redactor.h"
#include "services/alerts/silencewriter.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

namespace maestro {

namespace {

constexpr int jobsKept = 50;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Desk)
};

QString textAt(const QJsonObject &object, const char *key)
{
    return displaySafe(object.value(QLatin1String(key)).toString(), 400);
}

qint64 idAt(const QJsonObject &object, const char *key)
{
    return qint64(object.value(QLatin1String(key)).toDouble());
}

QJsonValue secondsOf(const QJsonObject &timed)
{
    const auto at = [&timed](const char *key) { return QDateTime::fromString(timed.value(QLatin1String(key)).toString(), Qt::ISODate); };
    const QDateTime from = at("started_at");
    const QDateTime to = at("completed_at");
    return from.isValid() && to.isValid() ? QJsonValue(from.secsTo(to)) : QJsonValue();
}

QJsonArray stepsOf(const QJsonObject &job)
{
    QJsonArray out;
    for (const QJsonValue &value : job.value(QStringLiteral("steps")).toArray())
        if (out.size() < jobsKept)
            out.append(QJsonObject {{QStringLiteral("name"), textAt(value.toObject(), "name")}, {QStringLiteral("conclusion"), textAt(value.toObject(), "conclusion")}, {QStringLiteral("seconds"), secondsOf(value.toObject())}});
    return out;
}

/// "rollback: pull the tag", of the first step that is at work; empty: none says so.
QString stepAtWork(const QJsonDocument &jobs)
{
    for (const QJsonValue &job : jobs.object().value(QStringLiteral("jobs")).toArray())
        for (const QJsonValue &step : job.toObject().value(QStringLiteral("steps")).toArray())
            if (step.toObject().value(QStringLiteral("status")).toString() == QLatin1String("in_progress"))
                return textAt(job.toObject(), "name") + QStringLiteral(": ") + textAt(step.toObject(), "name");
    return {};
}

} // namespace

QList<WorkflowRun> workflowRuns(const QJsonDocument &document)
{
    QList<WorkflowRun> runs;
    for (const QJsonValue &value : document.object().value(QStringLiteral("workflow_runs")).toArray()) {
        const QJsonObject run = value.toObject();
        const QJsonObject by = run.value(QStringLiteral("triggering_actor")).toObject(run.value(QStringLiteral("actor")).toObject());
        runs.append({idAt(run, "id"), run.value(QStringLiteral("display_title")).toString() + u' ' + run.value(QStringLiteral("name")).toString(), textAt(by, "login"),
                     textAt(run, "status"), textAt(run, "conclusion"), textAt(run, "html_url"), textAt(run, "name"),
                     QDateTime::fromString(run.value(QStringLiteral("created_at")).toString(), Qt::ISODate).toUTC()});
    }
    return runs;
}

const WorkflowRun *ownRun(const QList<WorkflowRun> &runs, const QSet<qint64> &before, const QString &marker, const QString &login, bool *several)
{
    const WorkflowRun *own = nullptr;
    *several = false;
    for (const WorkflowRun &run : runs) {
        const bool fits = marker.isEmpty() ? login.isEmpty() || run.actor == login : run.title.contains(marker);
        if (run.id <= 0 || before.contains(run.id) || !fits)
            continue;
        *several = own != nullptr;
        if (*several)
            return nullptr;
        own = &run;
    }
    return own;
}

QString workflowRunsPath(const DeskCall &call)
{
    return QStringLiteral("/repos/%1/actions/workflows/%2/runs?event=workflow_dispatch&per_page=50").arg(call.repo, call.workflow);
}

void WorkflowDeed::send(const QString &id, const QString &reason, Callback<MutationResult> done)
{
    m_id = id;
    // What is there already is not ours, and who we are tells ours from those of others.
    reader()->get(workflowRunsPath(call()), whileAlive(this, [this, id, reason, done](const Result<QJsonDocument> &runs) {
        if (!runs)
            return done(notSent({runs.error().kind, runs.error().code, Words::tr("Nothing was sent: %1").arg(runs.error().message)}));
        for (const WorkflowRun &run : workflowRuns(*runs))
            m_before.insert(run.id);
        reader()->get(QStringLiteral("/user"), whileAlive(this, [this, id, reason, done](const Result<QJsonDocument> &me) {
            m_login = me ? textAt(me->object(), "login") : QString();
            post(id, reason, done);
        }));
    }));
}

void WorkflowDeed::look(Callback<Sight> done)
{
    const int wait = m_looks++ == 0 ? 0 : m_looks < 10 ? m_firstMs : m_laterMs;
    QTimer::singleShot(wait, this, [this, done] {
        if (m_run.id == 0 && answer())
            m_run.id = idAt(QJsonDocument::fromJson(answer()->body).object(), "workflow_run_id");
        reader()->get(workflowRunsPath(call()), whileAlive(this, [this, done](const Result<QJsonDocument> &runs) {
            if (!runs)
                return done({m_run.id ? Sight::State::UnderWay : Sight::State::NotYet, runs.error().message});
            seen(workflowRuns(*runs), done);
        }));
    });
}

void WorkflowDeed::seen(const QList<WorkflowRun> &runs, const Callback<Sight> &done)
{
    const auto known = std::find_if(runs.cbegin(), runs.cend(), [this](const WorkflowRun &run) { return run.id == m_run.id; });
    bool several = false;
    const WorkflowRun *run = m_run.id ? (known == runs.cend() ? nullptr : &*known) : ownRun(runs, m_before, call().marker.isEmpty() ? QString() : m_id, m_login, &several);
    if (several)
        return done({Sight::State::Unseen, Words::tr("Several runs began at that time and none carries a mark of this action: which one is ours is not known.")});
    if (!run)
        return done({m_run.id ? Sight::State::UnderWay : Sight::State::NotYet, Words::tr("No run is to be seen yet.")});
    m_run = *run;
    if (run->status != QLatin1String("completed"))
        return readStep(Words::tr("Run %1 is %2").arg(run->id).arg(run->status), done);
    const bool well = run->conclusion == QLatin1String("success");
    readJobs({well ? Sight::State::There : Sight::State::Failed, well ? Words::tr("Run %1 ended well: %2").arg(run->id).arg(run->url)
                                                                     : Words::tr("Run %1 ended with %2: %3").arg(QString::number(run->id), run->conclusion, run->url)}, done);
}

/// Where it is; without an answer the run alone is told.
void WorkflowDeed::readStep(const QString &told, const Callback<Sight> &done)
{
    reader()->get(QStringLiteral("/repos/%1/actions/runs/%2/jobs").arg(call().repo).arg(m_run.id), whileAlive(this, [told, done](const Result<QJsonDocument> &jobs) {
        const QString step = jobs ? stepAtWork(*jobs) : QString();
        done({Sight::State::UnderWay, step.isEmpty() ? told + u'.' : QString(told + QStringLiteral(", ") + step)});
    }));
}

/// Jobs and steps are evidence; without them the outcome is the same.
void WorkflowDeed::readJobs(const Sight &sight, const Callback<Sight> &done)
{
    reader()->get(QStringLiteral("/repos/%1/actions/runs/%2/jobs").arg(call().repo).arg(m_run.id), whileAlive(this, [this, sight, done](const Result<QJsonDocument> &jobs) {
        if (jobs)
            for (const QJsonValue &value : jobs->object().value(QStringLiteral("jobs")).toArray())
                if (const QJsonObject job = value.toObject(); m_jobs.size() < jobsKept)
                    m_jobs.append(QJsonObject {{QStringLiteral("name"), textAt(job, "name")}, {QStringLiteral("conclusion"), textAt(job, "conclusion")}, {QStringLiteral("seconds"), secondsOf(job)}, {QStringLiteral("steps"), stepsOf(job)}});
        done(sight);
    }));
}

QJsonObject WorkflowDeed::evidence() const
{
    return {{QStringLiteral("server"), call().server}, {QStringLiteral("repo"), call().repo}, {QStringLiteral("workflow"), call().workflow},
            {QStringLiteral("run"), m_run.id ? QJsonValue(m_run.id) : QJsonValue()}, {QStringLiteral("url"), m_run.url}, {QStringLiteral("conclusion"), m_run.conclusion},
            {QStringLiteral("jobs"), m_jobs}};
}

} // namespace maestro
