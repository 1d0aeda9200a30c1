// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/drill/drillrunner.h"

#include "journal/actionlock.h"
#include "journal/redactor.h"
#include "services/desk/programdeed.h"
#include "services/drill/drillproof.h"
#include "services/facts/factreader.h"
#include "text/humanize.h"
#include "text/operationtext.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Drill)
};

constexpr int nativePatienceMs = 60'000;
constexpr int toolLookMs = 200;
constexpr int probeEveryMs = 5'000; ///< at most; sooner where the policy asks its probe sooner
constexpr int wellTimesWanted = 3;
const HttpHeader canaryHeader{"X-Canary", "true"};

QString lockName(const DrillRun &run)
{
    return QStringLiteral("drill/%1/%2/%3/%4").arg(run.policy, run.drill, run.environment, run.target.context);
}

QString whatOf(const DrillStep &step, const DeskCall &call)
{
    switch (step.deed) {
    case DrillDeed::Tool: return call.argv.value(0);
    case DrillDeed::SetImage: return step.image.isEmpty() ? step.tag : step.image;
    case DrillDeed::Abort: return verbWord(Verb::Abort);
    case DrillDeed::Wait:
    case DrillDeed::Recover: return step.probe;
    case DrillDeed::Assert:
    case DrillDeed::Note: break;
    }
    return step.subject;
}

bool isOver(DrillState state)
{
    return state != DrillState::Running && state != DrillState::Waiting;
}

} // namespace

DrillRunner::DrillRunner(DrillPlan plan, Means means, QObject *parent)
    : QObject(parent)
    , m_plan(std::move(plan))
    , m_means(std::move(means))
    , m_prober(m_means.clock)
    , m_look(this)
{
    m_run.id = m_plan.order.id;
    m_run.drill = m_plan.drill.name;
    m_run.policy = m_plan.match.policy->name;
    m_run.environment = m_plan.match.environment;
    m_run.service = m_plan.match.service;
    m_run.target = m_plan.target;
    m_run.reason = m_plan.order.reason;
    m_run.by = m_means.actor.server.isEmpty() ? m_means.actor.os : m_means.actor.server;
    for (qsizetype i = 0; i < m_plan.steps.size(); ++i)
        m_run.steps.append({m_plan.steps.at(i).deed, whatOf(m_plan.steps.at(i), m_plan.calls.at(i)), DrillState::Waiting, {}, {}, {}});
    connect(&m_look, &QTimer::timeout, this, [this] { m_plan.steps.at(m_at).deed == DrillDeed::Tool ? lookAtTool() : probe(); });
}

DrillRunner::~DrillRunner() = default;

QString DrillRunner::marker() const
{
    return QStringLiteral("%1-drill-%2").arg(m_run.id).arg(m_at + 1);
}

void DrillRunner::start()
{
    auto lock = ActionLock::acquire(m_means.locks, lockName(m_run));
    if (!lock) {
        Error busy = lock.error();
        if (busy.code == QLatin1String("objectBusy"))
            busy.message = Words::tr("the drill %1 is under way in %2, or a program of it still runs").arg(displaySafe(m_run.drill), displaySafe(m_run.environment));
        return Q_EMIT failed(busy);
    }
    m_lock = std::move(lock.value());
    const auto records = m_means.journal->records();
    if (!records)
        return Q_EMIT failed(records.error());
    for (DrillRun run : drillRuns(*records)) { // whoever was at it is gone
        if (run.state != DrillState::Running || lockName(run) != lockName(m_run))
            continue;
        std::swap(run, m_run);
        m_run = interrupted(m_run);
        m_run.endedAt = m_means.clock->utcNow();
        const bool kept = record();
        std::swap(run, m_run);
        if (!kept)
            return;
    }
    QDir().mkpath(m_plan.order.evidence);
    m_run.startedAt = m_means.clock->utcNow();
    m_recordsBefore = drillRecords(m_plan.order.evidence);
    if (record())
        next();
}

void DrillRunner::stop()
{
    if (std::exchange(m_stopping, true) || m_at < 0 || isOver(m_run.state))
        return;
    if (m_plan.steps.at(m_at).deed == DrillDeed::Tool)
        stopRun(runFolder(m_means.runs, marker()), marker());
    else if (m_native)
        m_native->stop();
    else
        conclude(DrillState::Stopped, Words::tr("stopped by a person"));
}

bool DrillRunner::record()
{
    JournalRecord made;
    made.id = m_run.id;
    made.type = RecordType::Note;
    made.at = m_means.clock->utcNow();
    made.actor = m_means.actor;
    made.server = m_means.access ? m_means.access->server() : QString();
    made.object = m_run.target;
    made.verb = drillVerb;
    made.reason = m_run.reason;
    made.state = drillStateWord(m_run.state);
    made.message = isOver(m_run.state) ? Words::tr("drill %1: %2").arg(m_run.drill, made.state)
        : m_at < 0                     ? Words::tr("drill %1 begins").arg(m_run.drill)
                                       : Words::tr("drill %1, step %2: %3").arg(m_run.drill).arg(m_at + 1).arg(drillStateWord(now().state));
    made.details = drillDetails(m_run);
    if (const auto kept = m_means.journal->append(made); !kept) {
        m_look.stop();
        Q_EMIT failed(kept.error());
        return false;
    }
    Q_EMIT progressed();
    return true;
}

void DrillRunner::next()
{
    m_look.stop();
    m_process.reset();
    m_native.reset();
    while (++m_at < m_run.steps.size()) {
        const DrillDeed deed = m_plan.steps.at(m_at).deed;
        if (m_stopping || (m_broken && deed == DrillDeed::Wait) || (m_notUndone && deed == DrillDeed::Recover)) {
            now().state = DrillState::Skipped;
            continue;
        }
        now().state = DrillState::Running;
        now().startedAt = m_means.clock->utcNow();
        if (!record())
            return;
        switch (deed) {
        case DrillDeed::Tool: return beginTool();
        case DrillDeed::SetImage:
        case DrillDeed::Abort: return beginNative();
        case DrillDeed::Wait:
        case DrillDeed::Recover: return beginProbing();
        case DrillDeed::Assert: return lookForProof();
        case DrillDeed::Note: return writeNote();
        }
    }
    finish();
}

void DrillRunner::beginTool()
{
    const DeskCall &call = m_plan.calls.at(m_at);
    if (fileSha256(call.argv.constFirst()) != call.programSha256)
        return conclude(DrillState::Failed, Words::tr("%1 is another file than the one that was shown; nothing was started").arg(call.argv.constFirst()));
    ProcessOrder order = programOrder(call, m_means.runs, marker(), m_means.environment);
    order.heldWhileRunning = m_lock->descriptor();
    m_toldTo = 0;
    m_process = std::make_unique<SupervisedProcess>();
    m_mayHaveDeployed = true;
    connect(m_process.get(), &SupervisedProcess::running, this, [this] { m_look.start(toolLookMs); });
    connect(m_process.get(), &SupervisedProcess::ended, this, &DrillRunner::lookAtTool);
    connect(m_process.get(), &SupervisedProcess::notStarted, this, [this](const Error &error) { conclude(DrillState::Failed, error.message); }, Qt::QueuedConnection);
    if (const Result<Done> begun = m_process->start(order); !begun)
        conclude(DrillState::Failed, begun.error().message);
}

void DrillRunner::lookAtTool()
{
    if (m_at < 0 || m_at >= m_run.steps.size() || now().deed != DrillDeed::Tool || now().state != DrillState::Running)
        return;
    const ProcessReport report = readRun(runFolder(m_means.runs, marker()), marker());
    const bool over = report.state != ProcessReport::State::Running;
    for (qsizetype end = report.output.indexOf('\n', m_toldTo); end >= 0; end = report.output.indexOf('\n', m_toldTo)) {
        Q_EMIT said(displaySafe(scrubbed(QString::fromUtf8(report.output.mid(m_toldTo, end - m_toldTo))), 2000));
        m_toldTo = end + 1;
    }
    if (!over)
        return;
    if (m_toldTo < report.output.size())
        Q_EMIT said(displaySafe(scrubbed(QString::fromUtf8(report.output.mid(m_toldTo))), 2000));
    const Deed::Sight sight = programSight(report, m_plan.calls.at(m_at).argv.constFirst());
    conclude(sight.state == Deed::Sight::State::There ? DrillState::Passed : m_stopping ? DrillState::Stopped : DrillState::Failed, sight.message);
}

void DrillRunner::beginNative()
{
    const DrillStep &step = m_plan.steps.at(m_at);
    NativeStep::Order order{nativeRequest(m_plan, m_at), m_plan.order.logUrl, m_plan.servedBefore, step.timeoutMs > 0 ? int(step.timeoutMs) : nativePatienceMs};
    m_notUndone = step.deed == DrillDeed::Abort && m_deployedHash.isEmpty() && !m_mayHaveDeployed;
    if (m_notUndone)
        return conclude(DrillState::Skipped, Words::tr("nothing was deployed by this drill, so nothing of it is aborted"));
    if (step.deed == DrillDeed::Abort)
        order.request.expectHash = m_deployedHash;
    m_native = std::make_unique<NativeStep>(m_means.operations, order, nullptr);
    connect(m_native.get(), &NativeStep::progressed, this, &DrillRunner::said);
    connect(m_native.get(), &NativeStep::refused, this, [this](const QString &why) {
        m_notUndone = m_plan.steps.at(m_at).deed == DrillDeed::Abort;
        conclude(m_stopping ? DrillState::Stopped : DrillState::Failed, why);
    });
    connect(m_native.get(), &NativeStep::ended, this, &DrillRunner::nativeEnded);
    m_native->begin();
}

void DrillRunner::nativeEnded(const Outcome &outcome)
{
    const bool applied = outcome.state == OutcomeState::Applied;
    if (m_plan.steps.at(m_at).deed == DrillDeed::SetImage) {
        m_deployedHash = applied && outcome.after ? outcome.after->rollout.currentPodHash : QString();
        m_mayHaveDeployed = m_mayHaveDeployed || (m_deployedHash.isEmpty() && mayHaveActed(outcome.state));
    }
    m_notUndone = m_plan.steps.at(m_at).deed == DrillDeed::Abort && !mayHaveActed(outcome.state);
    conclude(applied ? DrillState::Passed : m_stopping ? DrillState::Stopped : DrillState::Failed, outcomeText(outcome));
}

void DrillRunner::beginProbing()
{
    m_failingSince = {};
    m_wellTimes = 0;
    const DrillStep &step = m_plan.steps.at(m_at);
    m_deadlineMs = m_means.clock->bootMs() + (step.timeoutMs > 0 ? step.timeoutMs : drillPatienceMs);
    m_look.start(int(std::clamp<qint64>(m_plan.probe(step.probe).every.count(), 200, probeEveryMs)));
    probe();
}

void DrillRunner::probe()
{
    if (m_means.clock->bootMs() > m_deadlineMs)
        return conclude(DrillState::Failed, now().deed == DrillDeed::Wait ? Words::tr("%1 did not fail that long in time").arg(now().what) : Words::tr("%1 was not well again in time").arg(now().what));
    const HealthProbe probe = m_plan.probe(m_plan.steps.at(m_at).probe);
    const HealthProber::Variables variables = variablesOf(m_plan.match, m_plan.target);
    const qsizetype at = m_at;
    // A bad canary may fail for those alone who are sent to it.
    m_prober.ask(probe, variables, {}, m_means.access, whileAlive(this, [this, at, probe, variables](const ProbeAnswer &plain) {
        m_prober.ask(probe, variables, {canaryHeader}, m_means.access, whileAlive(this, [this, at, plain](const ProbeAnswer &canary) {
            if (at == m_at && now().state == DrillState::Running)
                judge(plain, canary);
        }));
    }));
}

void DrillRunner::judge(const ProbeAnswer &plain, const ProbeAnswer &canary)
{
    const DrillStep &step = m_plan.steps.at(m_at);
    const bool fails = plain.ok == false || canary.ok == false;
    const QString seen = (plain.ok == false ? plain : canary).text;
    if (step.deed == DrillDeed::Recover) {
        m_wellTimes = plain.ok == true && canary.ok == true ? m_wellTimes + 1 : 0;
        if (m_wellTimes >= wellTimesWanted)
            conclude(DrillState::Passed, Words::tr("well %1 times in a row").arg(wellTimesWanted));
        return;
    }
    if (!fails) // and what nobody knows is no failure
        m_failingSince = {};
    else if (!m_failingSince.isValid()) {
        m_failingSince = m_means.clock->utcNow();
        m_failingSinceMs = m_means.clock->bootMs();
    }
    if (!fails || m_means.clock->bootMs() - m_failingSinceMs < step.failingForMs)
        return;
    m_run.firstFailedAt = m_failingSince;
    conclude(DrillState::Passed, plain.ok == false ? seen : Words::tr("with the canary's header: %1").arg(seen));
}

void DrillRunner::lookForProof()
{
    const qsizetype at = m_at;
    const auto tell = [this, at](const Proof &proof) {
        if (at != m_at || now().state != DrillState::Running)
            return;
        m_run.records.append(proof.files);
        conclude(proof.found ? DrillState::Passed : DrillState::Failed, proof.what);
    };
    if (m_plan.steps.at(m_at).subject == QLatin1String("evidence-record"))
        return tell(evidenceRecord(m_plan.order.evidence, m_recordsBefore));
    const auto records = m_means.journal->records();
    if (!records)
        return conclude(DrillState::Failed, records.error().message);
    findAuditEvent(this, m_means.access, m_run, *records, tell);
}

void DrillRunner::writeNote()
{
    const Result<QString> written = appendNote(m_means.notes, m_plan.steps.at(m_at).subject, m_run, m_broken);
    conclude(written ? DrillState::Passed : DrillState::Failed, written ? Words::tr("a line in %1").arg(*written) : written.error().message);
}

void DrillRunner::conclude(DrillState state, const QString &finding)
{
    m_look.stop();
    now().state = state;
    now().endedAt = m_means.clock->utcNow();
    now().finding = displaySafe(scrubbed(finding), 400);
    m_broken = m_broken || state != DrillState::Passed;
    if (record())
        QTimer::singleShot(0, this, &DrillRunner::next);
}

void DrillRunner::finish()
{
    m_run.state = m_stopping ? DrillState::Stopped : m_broken ? DrillState::Failed : DrillState::Passed;
    m_run.endedAt = m_means.clock->utcNow();
    if (!record())
        return;
    m_lock.reset();
    Q_EMIT finished();
}

QList<DrillRun> withInterruptions(QList<DrillRun> runs, const QString &locks)
{
    for (DrillRun &run : runs)
        if (run.state == DrillState::Running && ActionLock::acquire(locks, lockName(run)))
            run = interrupted(run);
    return runs;
}

} // namespace maestro
