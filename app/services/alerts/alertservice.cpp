// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/alerts/alertservice.h"

#include "domain/alerts/alertmatching.h"
#include "domain/alerts/silencemark.h"
#include "domain/policy/policymatch.h"
#include "services/alerts/routereader.h"
#include "services/localuser.h"
#include "services/operation/intentdetails.h"
#include "services/policy/roledoor.h"
#include "text/policy/policyfaulttext.h"
#include "text/slotext.h"

#include <QCoreApplication>
#include <QUuid>

namespace maestro {

namespace {

const QString key = QStringLiteral("alertmanager");

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Alerts)
};

Error problem(ErrorKind kind, const char *code, const QString &message, const QString &hint = {})
{
    return {kind, QString::fromLatin1(code), message, hint};
}

} // namespace

AlertService::AlertService(Workspace *workspace, Endpoints *endpoints, JournalService *journal, const Clock *clock, QObject *parent)
    : AlertPort(parent)
    , m_workspace(workspace)
    , m_endpoints(endpoints)
    , m_journal(journal)
    , m_clock(clock)
    , m_timer(this)
{
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (!m_reading)
            read({});
    });
}

void AlertService::watch(int everyMs)
{
    m_timer.start(everyMs);
    read({});
}

QList<PolicyPtr> AlertService::policiesFor(const QString &context) const
{
    QList<PolicyPtr> out;
    const PolicyConnection connection = m_workspace->policyConnection(context);
    const QList<PolicyPtr> all = m_policies ? m_policies() : QList<PolicyPtr>();
    for (const PolicyPtr &policy : all)
        if (policy->environments.isEmpty() || environmentOf(*policy, connection))
            out.append(policy);
    return out;
}

/// Of the first policy that names the connection's environment.
PlanPolicy AlertService::policyInForce(const QString &context) const
{
    const PolicyConnection connection = m_workspace->policyConnection(context);
    PlanPolicy said;
    for (const PolicyPtr &policy : policiesFor(context)) {
        const PolicyEnvironment *environment = environmentOf(*policy, connection);
        if (!environment)
            continue;
        said.name = policy->name;
        said.hash = QString::fromLatin1(policy->hash);
        said.environment = environment->name;
        said.minReasonChars = environment->minReasonChars;
        break;
    }
    return said;
}

AlertBoard AlertService::board(const QString &context, const PeerAnswers<AlertReading> &alerts, const PeerAnswers<Silence> &silences) const
{
    AlertBoard board;
    board.connection = m_workspace->connectionName(context);
    board.readAt = m_clock->utcNow();
    board.alerts = alerts.items;
    board.silences = silences.items;
    if (const QList<Error> problems = alerts.problems + silences.problems; !problems.isEmpty())
        board.problem = problems.first();
    const QList<PolicyPtr> policies = policiesFor(context);
    for (AlertReading &alert : board.alerts) {
        for (const PolicyPtr &policy : policies)
            if (alert.family.isEmpty() || alert.service.isEmpty())
                assign(alert, *policy);
    }
    for (Silence &silence : board.silences) {
        for (const PolicyPtr &policy : policies)
            silence.hides += hiddenBy(silence, *policy);
        silence.hides.removeDuplicates();
    }
    return board;
}

void AlertService::readOne(const QString &context, Callback<AlertBoard> done)
{
    AlertmanagerClient *client = m_endpoints->alertmanager(context);
    if (!client) {
        AlertBoard none;
        none.connection = m_workspace->connectionName(context);
        none.readAt = m_clock->utcNow();
        none.problem = problem(ErrorKind::BadInput, "noAlertmanager", Words::tr("%1 has no Alertmanager.").arg(none.connection));
        QTimer::singleShot(0, this, [done, none] { done(none); });
        return;
    }
    client->alerts([this, guard = QPointer<AlertService>(this), client = QPointer<AlertmanagerClient>(client), context, done](const PeerAnswers<AlertReading> &alerts) {
        if (!guard || !client)
            return;
        client->silences([this, guard, context, done, alerts](const PeerAnswers<Silence> &silences) {
            if (guard)
                done(board(context, alerts, silences));
        });
    });
}

void AlertService::read(Callback<QList<AlertBoard>> done)
{
    const QStringList contexts = m_workspace->endpointContexts(key);
    const auto boards = std::make_shared<QList<AlertBoard>>(contexts.size());
    const auto left = std::make_shared<qsizetype>(contexts.size());
    const auto end = [this, boards, done] {
        m_reading = false;
        m_boards = *boards;
        Q_EMIT boardsChanged(m_boards);
        if (done)
            done(m_boards);
    };
    m_reading = true;
    if (contexts.isEmpty())
        QTimer::singleShot(0, this, end);
    for (qsizetype i = 0; i < contexts.size(); ++i)
        readOne(contexts.at(i), [boards, left, i, end](const AlertBoard &board) {
            (*boards)[i] = board;
            if (--*left == 0)
                end();
        });
}

Result<QString> AlertService::contextOf(const QString &connection) const
{
    const QStringList contexts = m_workspace->endpointContexts(key);
    if (connection.isEmpty() && (contexts.size() == 1 || contexts.contains(m_workspace->currentContext())))
        return contexts.size() == 1 ? contexts.first() : m_workspace->currentContext();
    for (const QString &context : contexts)
        if (context == connection || m_workspace->connectionName(context) == connection)
            return context;
    return problem(ErrorKind::BadInput, "noAlertmanager",
                   connection.isEmpty() ? Words::tr("Which Alertmanager is meant is not said.") : Words::tr("%1 has no Alertmanager.").arg(connection),
                   Words::tr("Name the connection, or give the address of its Alertmanager in connections.yaml."));
}

void AlertService::reject(const Error &error)
{
    QTimer::singleShot(0, this, [this, error] { Q_EMIT failed(error); });
}

void AlertService::planSilence(const QString &connection, const Silence &silence, bool expire)
{
    const Result<QString> context = contextOf(connection);
    if (!context)
        return reject(context.error());
    if (m_workspace->isReadOnly(*context))
        return reject(problem(ErrorKind::Refused, "readOnly", Words::tr("The connection %1 is read-only.").arg(m_workspace->connectionName(*context))));
    const PolicyConnection policyConnection = m_workspace->policyConnection(*context);
    const PolicyPtr policy = policyOfDeed(policiesFor(*context), policyConnection, QStringLiteral("silence"));
    askRoleOf(this, policy ? m_workspace->access(*context) : nullptr, policy, environmentNameOf(policy, policyConnection), QStringLiteral("silence"),
              [this, context = *context, silence, expire](const std::optional<Error> &refused) {
                  if (refused)
                      return reject(*refused);
                  planAllowed(context, silence, expire);
              });
}

void AlertService::planAllowed(const QString &context, const Silence &silence, bool expire)
{
    SilencePlan plan;
    plan.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    plan.connection = m_workspace->connectionName(context);
    plan.actor = {{}, localUserName(), localHostName(), {}};
    plan.silence = silence;
    plan.expire = expire;
    if (expire)
        return planExpire(std::move(plan), context);
    const QDateTime now = m_clock->utcNow();
    if (!plan.silence.startsAt.isValid())
        plan.silence.startsAt = now;
    plan.silence.id.clear();
    plan.silence.createdBy = localUserName();
    plan.silence.comment = silence.comment.trimmed() + silenceMark(plan.id);
    if (const std::optional<Error> wrong = silenceProblem(plan.silence, now))
        return reject(*wrong);
    planCreate(std::move(plan), context);
}

void AlertService::planCreate(SilencePlan plan, const QString &context)
{
    readOne(context, [this, plan, context](const AlertBoard &board) mutable {
        int now = 0;
        for (const AlertReading &alert : board.alerts)
            now += matches(plan.silence, alert.labels);
        for (const PolicyPtr &policy : policiesFor(context))
            plan.silence.hides += hiddenBy(plan.silence, *policy);
        plan.silence.hides.removeDuplicates();
        if (const PolicyFaults faults = m_faults ? m_faults() : PolicyFaults(); !faults.isEmpty())
            plan.warnings.append(Words::tr("Whether this hides what a policy depends on is not wholly known: %1.").arg(policyFaultsText(faults)));
        plan.request = AlertmanagerClient::createRequest(plan.silence);
        plan.effect = Words::tr("Alerts that match are told to nobody until %1; %2 of those there are now match.")
                          .arg(plan.silence.endsAt.toUTC().toString(Qt::ISODate), QString::number(now));
        if (board.problem)
            plan.warnings.append(board.problem->message);
        seal(plan, context);
    });
}

void AlertService::planExpire(SilencePlan plan, const QString &context)
{
    readOne(context, [this, plan, context](const AlertBoard &board) mutable {
        const auto found = std::find_if(board.silences.begin(), board.silences.end(), [&plan](const Silence &s) { return s.id == plan.silence.id; });
        if (found == board.silences.end())
            return reject(board.problem ? *board.problem : problem(ErrorKind::NotFound, "notFound", Words::tr("There is no silence %1.").arg(plan.silence.id)));
        if (found->state == Silence::State::Expired)
            return reject(problem(ErrorKind::Refused, "alreadyExpired", Words::tr("The silence %1 has ended already.").arg(plan.silence.id)));
        plan.silence = *found;
        plan.request = AlertmanagerClient::expireRequest(plan.silence.id);
        plan.effect = Words::tr("The silence ends now: alerts that match are told again.");
        seal(plan, context);
    });
}

/// One peer is written to: the first that answers. The others hear of it from that one.
void AlertService::seal(SilencePlan plan, const QString &context)
{
    AlertmanagerClient *client = m_endpoints->alertmanager(context);
    if (!client)
        return reject(problem(ErrorKind::BadInput, "noAlertmanager", Words::tr("%1 has no Alertmanager.").arg(plan.connection)));
    if (!plan.silence.hides.isEmpty() && !plan.expire)
        plan.warnings.append(Words::tr("This hides what the policy depends on: %1.").arg(plan.silence.hides.join(QStringLiteral(", "))));
    client->status([this, guard = QPointer<AlertService>(this), plan, client](const QList<AlertmanagerStatus> &peers) mutable {
        if (!guard)
            return;
        // Answers come in any order; the order of the configuration decides.
        for (const QString &source : client->sources())
            for (const AlertmanagerStatus &peer : peers)
                if (plan.server.isEmpty() && peer.source == source && !peer.error)
                    plan.server = source;
        if (plan.server.isEmpty())
            return reject(peers.first().error.value_or(Error()));
        plan.armedAtBootMs = m_clock->bootMs();
        plan.digest = silenceDigest(plan);
        m_armed.insert(plan.digest);
        Q_EMIT silencePlanned(plan);
    });
}

void AlertService::execute(const SilencePlan &plan, const Confirmation &confirmation)
{
    const Result<QString> context = contextOf(plan.connection);
    if (!context || !m_armed.remove(plan.digest) || m_workspace->isReadOnly(*context))
        return reject(problem(ErrorKind::Refused, "planUsed", Words::tr("This plan was not made here, or was used already."), Words::tr("Plan again.")));
    SilenceRun::Means means;
    means.endpoint = m_endpoints->peer(*context, key, plan.server);
    means.context = *context;
    means.access = means.endpoint.viaServiceProxy ? m_workspace->access(*context) : nullptr;
    means.client = m_endpoints->alertmanager(*context);
    means.secrets = m_endpoints->secrets();
    means.journal = m_journal;
    means.clock = m_clock;
    means.lockDirectory = m_lockDirectory;
    means.policy = policyInForce(*context);
    means.observeTimeoutMs = m_observeTimeoutMs;
    if (!means.endpoint.isSet())
        return reject(problem(ErrorKind::Refused, "planMismatch", Words::tr("The Alertmanager of this plan is not configured any more.")));
    auto *run = new SilenceRun(plan, confirmation, means, this);
    connect(run, &SilenceRun::finished, this, [this](const SilenceOutcome &outcome) {
        m_journal->publish();
        Q_EMIT finished(outcomeWord(outcome.state) + u": " + outcome.message);
        Q_EMIT silenceFinished(outcome);
        read({});
    });
    run->start();
}

void AlertService::readRouting()
{
    readAlertRouting(m_workspace, m_endpoints, this, whileAlive(this, [this](QList<AlertRouting> all) {
        for (AlertRouting &one : all)
            for (const PolicyPtr &policy : policiesFor(one.connection))
                for (const AlertReach &reach : alertReach(*policy, one.rules, one.routes))
                    one.reaches.append({policy->name, reach});
        Q_EMIT routingRead(all, m_clock->utcNow());
    }));
}

void AlertService::stopObserving()
{
    for (SilenceRun *run : findChildren<SilenceRun *>(QString(), Qt::FindDirectChildrenOnly))
        run->stopObserving();
}

void AlertService::settle(const JournalRecord &intent, Callback<Reconciled> done)
{
    AlertmanagerClient *client = m_endpoints->alertmanager(intent.object.context);
    if (!client || !client->sources().contains(intent.server)) {
        const Reconciled elsewhere{intent.id, OutcomeState::Unknown, Words::tr("The Alertmanager of this action, %1, is not among the connections.").arg(intent.server)};
        QTimer::singleShot(0, this, [done, elsewhere] { done(elsewhere); });
        return;
    }
    client->silences([this, guard = QPointer<AlertService>(this), intent, done](const PeerAnswers<Silence> &found) {
        if (!guard)
            return;
        Reconciled result{intent.id, OutcomeState::Unknown, {}};
        const std::optional<SilenceFinding> finding = settledBy(intent, found, m_clock->utcNow());
        if (!finding) {
            result.message = found.problems.isEmpty() ? Words::tr("Nothing to be seen so far; a request could still arrive.") : found.problems.first().message;
            return done(result);
        }
        result.state = finding->state;
        result.message = finding->message;
        if (const auto place = m_journal->settle(reconcileRecord(intent, result.state, result.message, m_clock->utcNow())); !place)
            result.message = place.error().message;
        done(result);
    });
}

} // namespace maestro
