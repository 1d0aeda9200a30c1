// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/evidence/packworkflows.h"

#include "journal/redactor.h"
#include "net/read/directsender.h"
#include "net/tlsconfig.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QFile>
#include <QHostAddress>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>
#include <QTimer>
#include <QUrl>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype runsAtMost = 10;
constexpr qsizetype jobsAtMost = 20; ///< of a run
constexpr qsizetype logAtMost = 2 * 1024 * 1024;
constexpr qsizetype allAtMost = 8 * 1024 * 1024;
constexpr qint64 answerAtMost = 16 * 1024 * 1024;
constexpr int deadlineMs = 20'000;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Evidence)
};

struct Run
{
    QString context;
    QString server;
    QString repo;
    qint64 id = 0;

    bool operator==(const Run &) const = default;
};

struct Job
{
    Run run;
    qint64 id = 0;
    QString name;
};

QList<Run> runsOf(const PackContent &content)
{
    static const QRegularExpression repository(u"\\A[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}\\z"_s);
    QList<Run> runs;
    for (const auto &[name, bytes] : content.files) {
        if (name != u"action.json" && !name.startsWith(u"actions/"_s))
            continue;
        const QJsonObject record = QJsonDocument::fromJson(bytes).object();
        const QJsonObject said = record.value(u"run"_s).toObject();
        const Run run {record.value(u"cluster"_s).toObject().value(u"context"_s).toString(), said.value(u"server"_s).toString(), said.value(u"repo"_s).toString(),
                       qint64(said.value(u"run"_s).toDouble())};
        if (run.id > 0 && repository.match(run.repo).hasMatch() && !run.repo.contains(u".."_s) && !runs.contains(run))
            runs.append(run);
    }
    return runs;
}

/// A log as it is kept: no control character, nothing that looks like a secret.
QByteArray keptLog(const QByteArray &log, bool *cut)
{
    QByteArray end = log;
    *cut = log.size() > logAtMost;
    if (*cut)
        end = log.mid(log.indexOf('\n', log.size() - logAtMost) + 1);
    QByteArray kept;
    for (const QByteArray &line : end.split('\n'))
        kept += scrubbed(QString::fromUtf8(line)).toUtf8() + '\n';
    while (kept.endsWith("\n\n"))
        kept.chop(1);
    return kept;
}

bool isLogAddress(const QUrl &url)
{
    const bool loopback = QHostAddress(url.host()).isLoopback();
    return url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty() && (url.scheme() == u"https" || (url.scheme() == u"http" && loopback));
}

class Reading : public QObject
{
public:
    Reading(QObject *owner, const PackContent &content, GithubFor github, Callback<PackWorkflows> done)
        : QObject(owner)
        , m_github(std::move(github))
        , m_done(std::move(done))
        , m_runs(runsOf(content))
    {
        if (m_runs.size() > runsAtMost) {
            m_found.missing.append(u"workflow: "_s + Words::tr("%1 of %2 runs, for no more are read").arg(m_runs.size() - runsAtMost).arg(m_runs.size()));
            m_runs.resize(runsAtMost);
        }
        QTimer::singleShot(0, this, [this] { next(); });
    }

private:
    void next()
    {
        if (!m_jobs.isEmpty())
            return readLog(m_jobs.takeFirst());
        if (!m_runs.isEmpty())
            return readJobs(m_runs.takeFirst());
        deleteLater();
        std::exchange(m_done, {})(m_found);
    }

    void miss(const Run &run, const QString &what, const QString &why)
    {
        m_found.missing.append(u"workflow/%1%2: %3"_s.arg(run.id).arg(what, displaySafe(scrubbed(why), 300)));
        QMetaObject::invokeMethod(this, [this] { next(); }, Qt::QueuedConnection);
    }

    void readJobs(const Run &run)
    {
        m_reader = m_github ? m_github(run.context) : nullptr;
        if (!m_reader)
            return miss(run, {}, Words::tr("the log of run %1 of %2 was not read, for this connection has no github").arg(run.id).arg(run.repo));
        if (m_reader->source() != run.server)
            return miss(run, {}, Words::tr("the run was one of %1, and this connection asks %2").arg(run.server, m_reader->source()));
        m_reader->get(u"/repos/%1/actions/runs/%2/jobs?per_page=100"_s.arg(run.repo).arg(run.id), whileAlive(this, [this, run](const Result<QJsonDocument> &jobs) {
            if (!jobs)
                return miss(run, {}, jobs.error().message);
            const QJsonArray all = jobs->object().value(u"jobs"_s).toArray();
            for (const QJsonValue &one : all)
                if (const qint64 id = qint64(one.toObject().value(u"id"_s).toDouble()); id > 0 && m_jobs.size() < jobsAtMost)
                    m_jobs.append({run, id, one.toObject().value(u"name"_s).toString()});
            if (m_jobs.isEmpty())
                return miss(run, {}, Words::tr("the run has no jobs"));
            if (all.size() > m_jobs.size())
                return miss(run, {}, Words::tr("%1 of %2 jobs, for no more are read").arg(all.size() - m_jobs.size()).arg(all.size()));
            next();
        }));
    }

    void readLog(const Job &job)
    {
        HttpRequest request;
        request.path = u"/repos/%1/actions/jobs/%2/logs"_s.arg(job.run.repo).arg(job.id).toLatin1();
        request.headers = remoteHeaders();
        request.bodyLimit = answerAtMost;
        request.deadlineMs = deadlineMs;
        m_reader->ask(request, whileAlive(this, [this, job](const HttpResponse &response) {
            static const QSet<int> redirects {301, 302, 303, 307, 308};
            if (response.error || !redirects.contains(response.status.value_or(0)))
                return take(job, response);
            const QUrl at(QString::fromLatin1(response.header("location")), QUrl::StrictMode);
            if (!isLogAddress(at))
                return miss(job.run, fileEnd(job), Words::tr("the log lies where it is not read from"));
            readElsewhere(job, at);
        }));
    }

    /// The address is the credential: it is asked as it is, and told to nobody.
    void readElsewhere(const Job &job, const QUrl &at)
    {
        ServerIdentity identity;
        identity.server = at.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
        identity.proxy = proxyFromEnvironment(identity.server);
        identity.plainAllowed = true; // isLogAddress() said where
        if (QFile authority(m_reader->endpoint().caFile); !authority.fileName().isEmpty() && authority.open(QIODevice::ReadOnly))
            identity.caPem = authority.read(logAtMost);
        m_elsewhere = std::make_unique<DirectSender>(identity);
        HttpRequest request;
        request.path = at.path(QUrl::FullyEncoded).toLatin1() + (at.hasQuery() ? '?' + at.query(QUrl::FullyEncoded).toLatin1() : QByteArray());
        request.headers = {{"User-Agent", "maestro-console/" MAESTRO_VERSION}};
        request.bodyLimit = answerAtMost;
        request.deadlineMs = deadlineMs;
        m_elsewhere->send(request, whileAlive(this, [this, job](const HttpResponse &response) { take(job, response); }));
    }

    QString fileEnd(const Job &job) const { return u"-%1.log"_s.arg(job.id); }

    void take(const Job &job, const HttpResponse &response)
    {
        if (response.error)
            return miss(job.run, fileEnd(job), response.error->code == u"answerTooLarge" ? Words::tr("the log of %1 is longer than is read").arg(job.name) : Words::tr("the log of %1 was not read: %2").arg(job.name, response.error->code));
        if (response.status != 200)
            return miss(job.run, fileEnd(job), Words::tr("the log of %1 was answered with HTTP %2").arg(job.name).arg(response.status.value_or(0)));
        bool cut = false;
        const QByteArray log = keptLog(response.body, &cut);
        if (m_bytes + log.size() > allAtMost)
            return miss(job.run, fileEnd(job), Words::tr("the logs of a pack are at most %1 MiB").arg(allAtMost / 1024 / 1024));
        m_bytes += log.size();
        m_found.files.append({u"workflow/%1%2"_s.arg(job.run.id).arg(fileEnd(job)), log});
        if (cut)
            return miss(job.run, fileEnd(job), Words::tr("the beginning, for of a log the last %1 MiB are kept").arg(logAtMost / 1024 / 1024));
        QMetaObject::invokeMethod(this, [this] { next(); }, Qt::QueuedConnection);
    }

    GithubFor m_github;
    Callback<PackWorkflows> m_done;
    QList<Run> m_runs;
    QList<Job> m_jobs;
    std::shared_ptr<RemoteReader> m_reader;
    std::unique_ptr<DirectSender> m_elsewhere;
    PackWorkflows m_found;
    qsizetype m_bytes = 0;
};

} // namespace

void readPackWorkflows(QObject *owner, const PackContent &content, const GithubFor &github, Callback<PackWorkflows> done)
{
    new Reading(owner, content, github, std::move(done));
}

} // namespace maestro
