// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/validation/validationreader.h"

#include "kube/api/resourcepath.h"
#include "kube/decode/eventdecoder.h"
#include "services/slo/alertfacts.h"
#include "services/slo/pace.h"

#include <QCoreApplication>
#include <QTimer>

namespace maestro {

namespace {

constexpr int patienceMs = 30'000; ///< for one look, whatever is asked; what has not come by then is unknown
constexpr int presentSeconds = 600; ///< of logs, where nothing was done

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Validation)
};

/// Alerts of the policy's families that name no service: as they count for the decision to go back, they count for its end.
QList<AlertReading> unlabelledAlerts(const AlertBoard &board, const Policy &policy)
{
    QList<AlertReading> found;
    for (const AlertReading &alert : board.alerts)
        if (alert.service.isEmpty() && std::any_of(policy.alertFamilies.cbegin(), policy.alertFamilies.cend(), [&alert](const AlertFamily &family) { return family.name == alert.family; }))
            found.append(alert);
    return found;
}

} // namespace

struct ValidationReader::Look
{
    ValidationLook result;
    Callback<ValidationLook> done;
    int open = 0;
};

ValidationReader::ValidationReader(ValidationDoors doors, ValidationSubject subject, QObject *parent)
    : QObject(parent)
    , m_doors(std::move(doors))
    , m_subject(std::move(subject))
    , m_sampler(this)
    , m_health(&m_sampler, this)
    , m_logs(this)
{
    connect(&m_health, &WorkloadHealth::changed, this, [this] {
        if (const auto done = std::exchange(m_gatesDone, {}))
            done();
    });
}

void ValidationReader::look(Callback<ValidationLook> done)
{
    if (m_look)
        return;
    m_look = std::make_shared<Look>();
    m_look->done = std::move(done);
    m_look->result.at = m_doors.clock->utcNow();
    m_look->result.actionAt = m_subject.actionAt;
    m_look->open = 1;
    ++m_round;
    QTimer::singleShot(patienceMs, this, [this, round = m_round] {
        if (m_look && round == m_round) {
            m_look->open = 1;
            part();
        }
    });
    ClusterAccess *access = m_doors.access(m_subject.target.context);
    if (!access) {
        m_look->result.workloadProblem = Words::tr("there is no connection to %1").arg(m_subject.target.context);
        m_unread = Error{ErrorKind::Unreachable, QStringLiteral("notConnected"), m_look->result.workloadProblem, {}, {}};
        QTimer::singleShot(0, this, [this] { part(); });
        return;
    }
    m_look->result.source = access->server();
    access->readParts(m_subject.target.ns, m_subject.target.name, m_subject.workload, ClusterAccess::Depth::Whole,
                      whileAlive(this, [this, round = m_round](const Result<RolloutParts> &parts) {
                          if (m_look && round == m_round)
                              workloadRead(parts);
                      }));
}

void ValidationReader::workloadRead(const Result<RolloutParts> &parts)
{
    ValidationLook &result = m_look->result;
    m_unread = parts ? std::nullopt : std::optional(parts.error());
    if (!parts) {
        result.workloadProblem = parts.error().message;
        return part();
    }
    ClusterAccess *access = m_doors.access(m_subject.target.context);
    if (!m_subject.uid.isEmpty() && parts->rollout.meta.uid != m_subject.uid) {
        result.workloadProblem = Words::tr("another object has this name now");
        return part();
    }
    if (!access)
        return part();
    const qint64 skewMs = access->client()->clockSkewMs().value_or(0);
    result.at = m_doors.clock->utcNow().addMSecs(skewMs);
    if (result.actionAt.isValid())
        result.actionAt = result.actionAt.addMSecs(skewMs);
    result.workload = assembleSnapshot(*parts);
    m_match = m_doors.policies->match(m_doors.workspace->policyConnection(m_subject.target.context), parts->rollout);
    if (m_match)
        m_match.policy = paced(m_match.policy);
    m_matched = true;
    m_plan = validationPlan(m_match);
    readWarnings(access);
    readLogs(access);
    readProbes();
    if (m_plan.readsHealth())
        m_health.setTarget(sloTarget(m_subject.target, parts->rollout, changeTime(parts->rollout, result.workload->revisions), m_match));
    readAlerts();
    part();
}

void ValidationReader::readWarnings(ClusterAccess *access)
{
    if (!m_plan.has(CheckType::Events))
        return;
    const Result<QString> path = resourcePath(ResourceType::events(), m_subject.target.ns);
    if (!path)
        return;
    ++m_look->open;
    access->client()->get(*path + QStringLiteral("?fieldSelector=type%3DWarning"), whileAlive(this, [this, round = m_round](const Result<QByteArray> &body) {
        if (!m_look || round != m_round)
            return;
        const auto events = body ? decodeEventList(*body) : Result<DecodedList<KubeEvent>>(body.error());
        if (events && events->faults.isEmpty())
            m_look->result.warnings = events->items;
        else
            m_look->result.warningsProblem = events ? events->faults.constFirst() : events.error().message;
        part();
    }));
}

/// The logs of what serves, since the action.
void ValidationReader::readLogs(ClusterAccess *access)
{
    if (!m_plan.readsLogs())
        return;
    ValidationLook &result = m_look->result;
    QStringList patterns;
    for (const ValidationStep &step : std::as_const(m_plan.steps))
        patterns += step.errorPatterns;
    QList<Pod> pods;
    for (const Pod &pod : result.workload->pods)
        if (pod.hash() == servingHash(*result.workload) && !pod.meta.deletedAt.isValid() && !pod.over)
            pods.append(pod);
    ++m_look->open;
    const QDateTime since = result.actionAt.isValid() ? result.actionAt : result.at.addSecs(-presentSeconds);
    m_logs.read(access->client(), pods, since, result.at, patterns, whileAlive(this, [this, round = m_round](const ServingLogs::Found &found) {
        if (!m_look || round != m_round)
            return;
        m_look->result.podsRead = found.pods;
        m_look->result.logsProblem = found.unread;
        if (found.unread.isEmpty() || !found.lines.isEmpty())
            m_look->result.errorLines = found.lines;
        part();
    }));
}

void ValidationReader::readProbes()
{
    for (const ValidationStep &step : std::as_const(m_plan.steps)) {
        if (step.type != CheckType::Health)
            continue;
        if (!m_doors.probe)
            continue;
        ++m_look->open;
        m_doors.probe(m_match, m_subject.target, step.probe, whileAlive(this, [this, round = m_round, name = step.probe](const ProbeLook &answer) {
            if (!m_look || round != m_round)
                return;
            m_look->result.probes.insert(name, answer);
            part();
        }));
    }
}

/// Alerts come before the gates that may rest on them. They are asked for without a plan too: one may be the trigger.
void ValidationReader::readAlerts()
{
    const QString context = m_subject.target.context;
    if (!m_doors.boards || !m_match || !m_doors.workspace->endpoint(context, QStringLiteral("alertmanager")).isSet()) {
        m_look->result.alertsProblem = Words::tr("no Alertmanager is configured for %1").arg(context);
        return readGates();
    }
    ++m_look->open;
    m_doors.boards(whileAlive(this, [this, round = m_round, context](const QList<AlertBoard> &boards) {
        if (!m_look || round != m_round)
            return;
        const AlertBoard *board = boardOf(boards, m_doors.workspace->connectionName(context));
        if (board && !board->problem)
            m_look->result.alerts = alertsOf(board, m_match.service) + unlabelledAlerts(*board, *m_match.policy);
        else
            m_look->result.alertsProblem = board ? board->problem->message : Words::tr("not read yet");
        m_health.setAlerts(alertsOf(board, m_match.service));
        m_health.setFacts(alertFacts(board, m_match.service, *m_match.policy));
        readGates();
        part();
    }));
}

void ValidationReader::readGates()
{
    if (!m_plan.readsHealth())
        return;
    m_look->result.reportProblem = Words::tr("not asked yet");
    const PolicyEnvironment *environment = m_match ? m_match.environmentEntry() : nullptr;
    PromClient *client = m_match ? m_doors.endpoints->prometheus(m_subject.target.context, environment ? endpointFrom(environment->prometheus) : Endpoint()) : nullptr;
    if (!client) {
        m_look->result.reportProblem = Words::tr("no Prometheus is configured for %1").arg(m_subject.target.context);
        return;
    }
    const qint64 stepMs = openStepMs(*m_match.policy);
    const auto evaluate = [this, client = QPointer(client), stepMs, round = m_round] {
        if (!m_look || round != m_round)
            return;
        const auto take = [this, round] {
            if (m_look && round == m_round)
                m_look->result.report = m_health.report();
        };
        const qint64 nowMs = client ? client->serverNow().toMSecsSinceEpoch() : 0;
        if (client && m_health.evaluate(client, RangeQuery::onGrid(nowMs, stepMs), stepMs)) {
            m_gatesDone = [this, take, round] {
                take();
                if (m_look && round == m_round)
                    part();
            };
            return;
        }
        take(); // that point of the grid is judged already
        part();
    };
    ++m_look->open;
    if (client->clockSkewMs())
        return evaluate();
    client->status(whileAlive(this, [evaluate](const Result<PromStatus> &) { evaluate(); }));
}

void ValidationReader::part()
{
    if (--m_look->open > 0)
        return;
    const std::shared_ptr<Look> whole = std::exchange(m_look, nullptr);
    m_gatesDone = {};
    whole->done(whole->result);
}

} // namespace maestro
