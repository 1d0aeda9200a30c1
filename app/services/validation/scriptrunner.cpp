// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/validation/scriptrunner.h"

#include "services/desk/programdeed.h"
#include "text/desk/desktext.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Validation)
};

QJsonObject textsOf(const QMap<QString, QString> &texts)
{
    QJsonObject out;
    for (auto it = texts.cbegin(); it != texts.cend(); ++it)
        out.insert(it.key(), it.value());
    return out;
}

CheckScript scriptOf(const ToolCheck &check)
{
    CheckScript script {check.subject.id, check.item, check.attempt, check.resumed, displaySafe(checkText(check), 4000), programLimit(check.call).count(), {}};
    QJsonArray all {script.id, script.item, script.attempt, script.resumed};
    if (check.request) {
        const RequestCheck &request = *check.request;
        script.limitMs = requestLimit(request).count();
        all.append(QJsonArray {script.command, request.endpoint.token, QString::fromLatin1(request.request.body.toBase64()), request.request.contentType,
                               textsOf(request.headers), QJsonObject::fromVariantMap(request.expected.json), request.expected.status.value_or(0), request.expected.body});
    } else {
        all.append(QJsonArray {QJsonArray::fromStringList(check.call.argv), check.call.programSha256, check.call.workingDirectory, textsOf(check.call.environment)});
    }
    all.append(QString::number(script.limitMs));
    script.digest = QCryptographicHash::hash(QJsonDocument(all).toJson(QJsonDocument::Compact), QCryptographicHash::Sha256).toHex();
    return script;
}

} // namespace

ScriptRunner::ScriptRunner(Means means, QObject *parent)
    : QObject(parent)
    , m_means(std::move(means))
    , m_again(this)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (const Result<QList<JournalRecord>> records = m_means.journal->records())
            takeUp(*records);
    });
}

std::optional<ValidationSubject> ScriptRunner::subjectFor(const QList<JournalRecord> &records, const QString &id) const
{
    if (const auto run = m_means.suites ? m_means.suites->run(records, id) : std::nullopt)
        return suiteSubject(id, run->ground);
    return subjectOf(records, id);
}

void ScriptRunner::read(const QString &id, const QString &item, Callback<Result<Planned>> done)
{
    const Result<QList<JournalRecord>> records = m_means.journal->records();
    if (!records)
        return done(records.error());
    if (!m_means.suites || !m_means.suites->run(*records, id))
        return readValidation(*records, id, item, std::move(done));
    m_means.suites->prepare(id, item, whileAlive(this, [done = std::move(done)](const Result<SuiteService::Prepared> &made) {
        if (!made)
            return done(made.error());
        done(Planned {made->check, made->environment, scriptOf(made->check)});
    }));
}

void ScriptRunner::readValidation(const QList<JournalRecord> &records, const QString &id, const QString &item, Callback<Result<Planned>> done)
{
    const auto subject = subjectOf(records, id);
    if (!subject)
        return done(Error {ErrorKind::NotFound, QStringLiteral("notFound"), Words::tr("The Journal has no such rollback or abort."), {}, {}});
    ClusterAccess *access = m_means.doors.access(subject->target.context);
    if (!access)
        return done(Error {ErrorKind::Unreachable, QStringLiteral("unreachable"), Words::tr("%1 is not connected.").arg(displaySafe(subject->target.context)), {}, {}});
    access->readParts(subject->target.ns, subject->target.name, subject->workload, ClusterAccess::Depth::Effect,
                      whileAlive(this, [this, subject = *subject, item, records, done = std::move(done)](const Result<RolloutParts> &parts) {
        if (!parts)
            return done(parts.error());
        const QString &context = subject.target.context;
        const PolicyMatch match = m_means.doors.policies->match(m_means.doors.workspace->policyConnection(context), parts->rollout);
        ProgramGround ground;
        ground.environment = m_means.environment;
        ground.scriptFolder = match ? scriptFolderOf(*match.policy) : QString();
        ground.kubeconfig = m_means.doors.workspace->kubeconfigFiles(context);
        ground.context = context;
        ground.impersonate = m_means.impersonate;
        const Result<ToolCheck> check = toolCheck(match, subject, item, records, ground);
        if (!check)
            return done(check.error());
        done(Planned {*check, programEnvironment(ground), scriptOf(*check)});
    }));
}

void ScriptRunner::plan(const QString &id, const QString &item)
{
    read(id, item, whileAlive(this, [this, id, item](const Result<Planned> &made) {
        if (made)
            Q_EMIT planned(made->script);
        else
            Q_EMIT failed(id, item, made.error());
    }));
}

void ScriptRunner::run(const CheckScript &confirmed)
{
    read(confirmed.id, confirmed.item, whileAlive(this, [this, confirmed](const Result<Planned> &made) {
        if (!made)
            return Q_EMIT failed(confirmed.id, confirmed.item, made.error());
        if (made->script.digest != confirmed.digest || m_runs.count({confirmed.id, confirmed.item}) > 0)
            return Q_EMIT failed(confirmed.id, confirmed.item,
                                 {ErrorKind::Refused, QStringLiteral("changed"), Words::tr("The script is no longer what was shown, or it has begun meanwhile; nothing was started."), {}, {}});
        if (const Result<Done> begun = m_means.suites ? m_means.suites->begin(confirmed.id) : Result<Done>(Done {}); !begun)
            return Q_EMIT failed(confirmed.id, confirmed.item, begun.error());
        begin(made->check, made->environment);
    }));
}

void ScriptRunner::follow(const OperationPlanPtr &plan, const Outcome &outcome)
{
    if (!CheckChain::follows(*plan, outcome) || m_chains.count(outcome.id) > 0)
        return;
    const QString id = outcome.id;
    auto *chain = new CheckChain(*plan, id, {m_means.journal, m_means.doors.clock, programEnvironmentFor(plan->request.target.context), m_means.runs, nullptr, m_means.evidence}, this);
    m_chains[id] = chain;
    connect(chain, &CheckChain::said, this, [this, id](const QString &item, const QString &line) { Q_EMIT said(id, item, line); });
    connect(chain, &CheckChain::ended, this, [this, id](const QString &item, bool ok, const QString &note) { Q_EMIT ended(id, item, ok, note); });
    connect(chain, &CheckChain::finished, this, [this, id, chain] {
        m_chains.erase(id);
        chain->deleteLater();
    });
    chain->start();
}

QMap<QString, QString> ScriptRunner::programEnvironmentFor(const QString &context) const
{
    ProgramGround ground;
    ground.environment = m_means.environment;
    ground.kubeconfig = m_means.doors.workspace->kubeconfigFiles(context);
    return programEnvironment(ground);
}

void ScriptRunner::stop(const QString &id, const QString &item)
{
    if (const auto chain = m_chains.find(id); chain != m_chains.end() && chain->second->underWay() == item && chain->second->stop())
        return;
    const auto found = m_runs.find({id, item});
    if (found == m_runs.end() || !found->second->stop())
        Q_EMIT failed(id, item, {ErrorKind::Refused, QStringLiteral("notRunning"), Words::tr("No script of this check runs here."), {}, {}});
}

void ScriptRunner::begin(const ToolCheck &check, const QMap<QString, QString> &environment)
{
    const Key key {check.subject.id, check.item};
    CheckAttempt *run = makeAttempt(check, {m_means.journal, m_means.doors.clock, environment, m_means.runs, m_means.doors.endpoints ? m_means.doors.endpoints->secrets() : nullptr, m_means.evidence}, this);
    m_runs[key] = run;
    const auto over = [this, key, run] {
        m_runs.erase(key);
        run->deleteLater();
        m_means.journal->publish();
    };
    connect(run, &CheckAttempt::said, this, [this, key](const QString &line) { Q_EMIT said(key.first, key.second, line); });
    connect(run, &CheckAttempt::failed, this, [this, key, over](const Error &error) {
        over();
        Q_EMIT failed(key.first, key.second, error);
    });
    connect(run, &CheckAttempt::ended, this, [this, key, over](bool ok, const QString &note) {
        over();
        Q_EMIT ended(key.first, key.second, ok, note);
    });
    run->start();
}

void ScriptRunner::takeUp(const QList<JournalRecord> &records)
{
    const QDateTime now = m_means.doors.clock->utcNow();
    std::optional<qint64> soonest; ///< when the next of them is old enough
    const auto waitFor = [&soonest](qint64 ms) { soonest = std::min(soonest.value_or(ms), ms); };
    for (const UnfinishedScript &one : unfinishedScripts(records)) {
        const qint64 age = one.at.msecsTo(now);
        const auto subject = subjectFor(records, one.id);
        if (age > takenUpForMs || !subject || m_runs.count({one.id, one.item}) > 0 || m_chains.count(one.id) > 0)
            continue;
        if (age < orphanedAfterMs(one)) {
            waitFor(orphanedAfterMs(one) - std::max<qint64>(0, age));
            continue;
        }
        ToolCheck check {*subject, one.item, one.attempt, true, {}};
        if (one.requestMs > 0)
            check.request = RequestCheck();
        begin(check, {});
    }
    QList<UnbegunCheck> orphaned;
    for (const UnbegunCheck &one : unbegunChecks(records)) {
        const qint64 age = one.at.msecsTo(now);
        if (m_chains.count(one.id) > 0)
            continue;
        if (age < unbegunAfterMs)
            waitFor(unbegunAfterMs - std::max<qint64>(0, age));
        else
            orphaned.append(one);
    }
    if (!orphaned.isEmpty()) // later: whoever told of the records is still telling
        QMetaObject::invokeMethod(this, [this, orphaned] { giveUp(orphaned, m_means.journal, m_means.doors.clock); }, Qt::QueuedConnection);
    if (soonest)
        m_again.start(int(*soonest) + 1000);
}

} // namespace maestro
