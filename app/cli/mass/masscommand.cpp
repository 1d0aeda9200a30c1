// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/mass/masscommand.h"

#include "cli/audit/auditdelivery.h"
#include "cli/desk/deskcommands.h"
#include "cli/commands/operationinput.h"
#include "cli/commands/terminal.h"
#include "cli/documents/documents.h"
#include "cli/validation/validationcommands.h"
#include "services/localuser.h"
#include "services/mass/massrun.h"
#include "services/policy/evidencesource.h"
#include "text/humanize.h"
#include "text/mass/masstext.h"
#include "text/operationtext.h"

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 questionLifetimeMs = 120'000;
constexpr int auditMomentMs = 2'000;

QJsonObject rowDocument(const MassRow &row)
{
    return {{u"namespace"_s, row.ref.ns}, {u"name"_s, row.ref.name}, {u"uid"_s, row.uid}, {u"do"_s, massDeedWord(row.deed)}, {u"why"_s, massWhyWord(row.why)}, {u"chosen"_s, row.chosen},
            {u"phase"_s, phaseWord(row.phase.phase)}, {u"promotedAt"_s, timeValue(row.promotedAt)}, {u"images"_s, QJsonArray::fromStringList(row.images)},
            {u"via"_s, textOrNull(row.way.via)}, {u"command"_s, row.way.via.isEmpty() ? QJsonValue() : QJsonValue(QJsonArray::fromStringList(row.way.command))}, {u"asksApproval"_s, row.way.asksApproval},
            {u"then"_s, row.way.via.isEmpty() ? QJsonValue() : QJsonValue(QJsonArray::fromStringList(massThen(row)))}};
}

QJsonObject planHead(const QString &kind, const MassPlan &plan)
{
    QJsonObject object = document(kind);
    object[u"context"_s] = plan.context;
    object[u"namespace"_s] = textOrNull(plan.ns);
    object[u"chosen"_s] = plan.chosen();
    object[u"atOnce"_s] = plan.parallel();
    return object;
}

QJsonObject planDocument(const MassPlan &plan)
{
    QJsonArray items;
    for (const MassRow &row : plan.rows)
        items.append(rowDocument(row));
    QJsonObject object = planHead(u"MassPlan"_s, plan);
    object[u"confirmation"_s] = plan.confirmation();
    object[u"items"_s] = items;
    return object;
}

/// Of the rows by script, by the id of their action: the checks that followed (ledger EMG-07).
using MassChecks = QHash<QString, QList<CheckChain::End>>;

/// Every row, the skipped ones included: a failing row never hides the others.
QJsonObject reportDocument(const MassReport &report, const MassChecks &checks, int exitCode)
{
    QJsonArray items;
    for (const MassRow &row : report.plan.rows) {
        QJsonObject item = rowDocument(row);
        item[u"outcome"_s] = QJsonValue();
        for (const MassResult &one : report.results)
            if (one.row.uid == row.uid) {
                item[u"outcome"_s] = QJsonObject{{u"id"_s, one.outcome ? textOrNull(one.outcome->id) : QJsonValue()}, {u"state"_s, one.outcome ? outcomeWord(one.outcome->state) : u"notSent"_s},
                                                 {u"via"_s, textOrNull(one.row.way.via)}, {u"passedOver"_s, QJsonArray::fromStringList(one.passedOver)},
                                                 {u"message"_s, textOrNull(one.outcome ? one.outcome->message : one.problem)}};
                if (one.outcome && checks.contains(one.outcome->id))
                    item[u"checks"_s] = checkResults(checks.value(one.outcome->id));
            }
        items.append(item);
    }
    QJsonObject object = planHead(u"MassRollback"_s, report.plan);
    object[u"id"_s] = report.batch;
    object[u"exitCode"_s] = exitCode;
    object[u"applied"_s] = report.applied();
    object[u"notDone"_s] = report.notDone();
    object[u"stopped"_s] = report.stopped;
    object[u"items"_s] = items;
    return object;
}

QString planText(const MassPlan &plan, const QDateTime &now)
{
    TextTable table({u"DO"_s, u"NAMESPACE"_s, u"NAME"_s, u"STATUS"_s, u"WHY"_s});
    for (const MassRow &row : plan.rows)
        table.add({row.deed != MassDeed::Skip && !row.chosen ? CliText::tr("(%1)").arg(massDeedLabel(row.deed)) : massDeedLabel(row.deed), row.ref.ns, row.ref.name, phaseWord(row.phase.phase), massWhyText(row, now)});
    const QString atOnce = plan.parallel() > 1 ? CliText::tr("%1 at once, as the policy allows").arg(plan.parallel()) + u'\n' : QString();
    return table.text() + u'\n' + atOnce + CliText::tr("%n rollout(s) will be rolled back", "", plan.chosen()) + u'\n'
        + CliText::tr("Argo Rollouts only: Deployments, StatefulSets and Helm releases stay as they are.");
}

/// 0 when every chosen row was applied and no check failed, else the code of the first that was not.
int exitCodeOf(const MassReport &report, const MassChecks &checks)
{
    for (const MassResult &one : report.results)
        if (!one.outcome)
            return 5;
        else if (one.outcome->state != OutcomeState::Applied)
            return outcomeExitCode(one.outcome->state);
    for (const QList<CheckChain::End> &ends : checks)
        if (std::any_of(ends.cbegin(), ends.cend(), [](const CheckChain::End &end) { return !end.ok; }))
            return outcomeExitCode(OutcomeState::NotObserved);
    return 0;
}

/// From the lists to the last outcome. A child of the call.
class Mass : public QObject
{
public:
    Mass(Call *call, ClusterAccess *access, JournalService *journal, std::optional<OperationInput> input)
        : QObject(call)
        , m_call(call)
        , m_access(access)
        , m_journal(journal)
        , m_input(std::move(input))
        , m_operations([access](const QString &) { return access; }, journal, call->clock())
        , m_run(&m_operations, journal, call->clock())
    {
        connect(&m_run, &MassRun::progressed, this, [this] {
            const MassResult &last = m_run.report().results.constLast(); // one for each signal
            m_call->out().note(u"%1/%2: %3"_s.arg(displaySafe(last.row.ref.ns), displaySafe(last.row.ref.name), massResultText(last)));
        });
        connect(&m_run, &MassRun::finished, this, [this] {
            m_ended = true;
            ++m_checking;
            followMass(m_call, m_run.report().batch, [this] {
                --m_checking;
                finished();
            });
        });
        connect(&m_operations, &OperationService::ended, this, [this](const OperationPlanPtr &plan, const Outcome &outcome) {
            ++m_checking;
            followRecord(m_call, plan, outcome, [this] {
                --m_checking;
                finished();
            });
            if (!CheckChain::follows(*plan, outcome))
                return;
            ++m_checking;
            followChecks(m_call, *plan, outcome.id, [this, id = outcome.id](const QList<CheckChain::End> &ends) {
                m_checks.insert(id, ends);
                --m_checking;
                finished();
            });
        });
    }

    void begin(const Paths &folders, PolicyLibrary *policies, Workspace *space)
    {
        const auto desk = deskServiceOf(m_call, m_input ? m_input->evidenceDirectory : QString());
        if (!desk)
            return m_call->fail(desk.error());
        m_operations.setDesk(*desk);
        m_operations.setPolicyFor([space, policies](const QString &context, const Rollout &rollout, Verb verb) { return policies->planPolicy(space->policyConnection(context), rollout, verb); });
        m_operations.setLockFor([locks = escalationLocks(m_call, space, policies, m_journal)](const ObjectRef &target, const Rollout &workload, Verb verb, ClusterAccess *access, Callback<QString> done) {
            locks->ask(target, workload, verbWord(verb), access, std::move(done));
        });
        m_operations.setReadOnlyCheck([space](const QString &context) { return space->isReadOnly(context); });
        m_operations.setLockDirectory(folders.state + u"/locks"_s);
        if (m_input) {
            m_operations.setObserveTimeout(m_input->observeTimeoutMs);
            m_operations.setEvidence({m_input->evidenceDirectory, folders.state}, evidenceRulesOf(policies));
        }
        const QString ns = m_call->line().has("all-namespaces") ? QString() : m_access->defaultNamespace();
        m_access->list(WorkloadKind::Rollout, ns, [this, ns, policies, space](const Result<QList<Rollout>> &rollouts) {
            if (!rollouts)
                return m_call->fail(rollouts.error());
            const bool asked = m_call->line().has("promoted-within"); // before what the policies say
            const std::chrono::milliseconds lately(m_call->line().milliseconds("promoted-within").value_or(0));
            m_plan = massPlan(m_access->context(), ns, *rollouts, m_call->clock()->utcNow().addMSecs(m_access->client()->clockSkewMs().value_or(0)), lately,
                              [this, policies, space, asked](const Rollout &rollout) {
                                  MassWay way = massWayOf(policies->match(space->policyConnection(m_access->context()), rollout), rollout);
                                  if (asked)
                                      way.lately.reset();
                                  return way;
                              });
            for (MassRow &row : m_plan.rows)
                row.chosen = row.deed != MassDeed::Skip && (asked || row.chosen);
            planned();
        });
    }

private:
    void planned()
    {
        const QDateTime now = m_call->clock()->utcNow();
        if (!m_input || m_plan.chosen() == 0) {
            m_call->out().answer(planDocument(m_plan));
            m_call->out().answer(planText(m_plan, now));
            return m_call->finish(0);
        }
        if (m_input->yes)
            return whoActs();
        m_call->out().note(planText(m_plan, now));
        askOnTerminal(this, m_call->out(), m_plan.confirmation(), questionLifetimeMs, [this](bool confirmed) {
            if (confirmed)
                return whoActs();
            m_call->fail({ErrorKind::Refused, u"notConfirmed"_s, CliText::tr("not confirmed: nothing was sent"), {}, {}});
        });
    }

    void whoActs()
    {
        m_access->whoAmI([this](const Result<WhoAmI> &who) {
            if (!who)
                return m_call->fail(who.error());
            onInterrupt(this, [this] {
                m_call->out().note(CliText::tr("interrupted: what is under way is finished and recorded, nothing more is begun"));
                m_run.stop();
                m_operations.stopObserving();
            });
            if (const auto folders = m_call->folders())
                m_run.setLockDirectory(folders->state + u"/locks"_s);
            m_run.setRecord(m_input->logUrl, m_input->withoutEvidence);
            m_run.start(m_plan, {who->confirmed ? who->username : QString(), localUserName(), localHostName(), {}}, m_input->reason, m_input->ticket, m_call->line().has("stop-on-failure"));
        });
    }

    /// When the last row and the last check have ended.
    void finished()
    {
        if (!m_ended || m_checking > 0)
            return;
        const int code = exitCodeOf(m_run.report(), m_checks);
        m_call->out().answer(reportDocument(m_run.report(), m_checks, code));
        m_call->out().answer(massSummary(m_run.report()));
        for (const QList<CheckChain::End> &ends : std::as_const(m_checks))
            for (const CheckChain::End &one : ends)
                m_call->out().answer((one.ok ? CliText::tr("check %1: verified. %2") : CliText::tr("check %1: NOT verified. %2")).arg(displaySafe(one.item, 80), one.note));
        deliverAudit(m_call, auditMomentMs, [this, code](const AuditSinkStatus &) { m_call->finish(code); });
    }

    Call *m_call;
    ClusterAccess *m_access;
    JournalService *m_journal;
    std::optional<OperationInput> m_input;
    OperationService m_operations;
    MassRun m_run;
    MassPlan m_plan;
    MassChecks m_checks;
    int m_checking = 0;
    bool m_ended = false;
};

} // namespace

void runMassRollback(Call *call)
{
    std::optional<OperationInput> input;
    if (!call->line().has("plan")) {
        const auto given = operationInput(*call, Verb::Rollback, haveTerminal());
        if (!given)
            return call->fail(given.error());
        input = *given;
    }
    const auto access = call->access();
    const auto journal = access ? call->journal() : Result<JournalService *>(access.error());
    const auto policies = call->policies();
    const auto folders = call->folders();
    if (!journal)
        return call->fail(journal.error());
    if (!policies || !folders)
        return call->fail(policies ? folders.error() : policies.error());
    (new Mass(call, *access, *journal, input))->begin(*folders, *policies, *call->workspace());
}

} // namespace maestro
