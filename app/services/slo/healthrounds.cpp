// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/slo/healthrounds.h"

#include "domain/metrics/shownmetrics.h"
#include "services/slo/alertfacts.h"
#include "services/slo/pace.h"

#include <QCoreApplication>

namespace maestro {

namespace {

constexpr int turnMs = 250;
constexpr qint64 patienceMs = 60'000; ///< with an evaluation that nobody ends
constexpr qint64 settleMs = 500; ///< after a point of the grid, so that a scrape of that moment is in
constexpr qint64 gridMs = 15'000;
constexpr qint64 awayMs = 15 * 60'000; ///< longer than this was an absence, not a long round

struct Rounds
{
    Q_DECLARE_TR_FUNCTIONS(SloService)
};

} // namespace

struct HealthRounds::Watched
{
    Watched(Sampler *sampler, FactReader *reader, const Clock *clock, const QString &stateFolder)
        : health(sampler)
        , facts(reader, clock, stateFolder)
    {
    }

    void take(const FleetRowPtr &of, const Rollout &unpacked, const PolicyMatch &by)
    {
        row = of;
        rollout = unpacked;
        match = by;
        updates = judgedOf(rollout) == Judged::Canary;
        judgesFacts = FactReader::isNeeded(*match.policy);
    }

    FleetRowPtr row;
    Rollout rollout;
    bool updates = false;
    bool judgesFacts = false; ///< gates or rules of its policy rest on what FactReader reads
    PolicyMatch match;
    WorkloadHealth health;
    FactKeeper facts;
    bool atOnce = false; ///< somebody said something: not at the next point of the grid, but now
    qint64 dueMs = 0; ///< Clock::bootMs()
    std::optional<qint64> startedMs; ///< under way since
    std::optional<qint64> lastMs; ///< started before
    int knownRevision = -1; ///< changedAt is of this one
    QDateTime changedAt;
};

HealthRounds::HealthRounds(Workspace *workspace, Endpoints *endpoints, const PolicyLibrary *policies, const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_endpoints(endpoints)
    , m_policies(policies)
    , m_clock(clock)
    , m_sampler(this)
    , m_reader(clock, this)
    , m_roundTimer(this)
{
    connect(policies, &PolicyLibrary::policiesChanged, this, &HealthRounds::forgetPolicies);
    connect(&m_roundTimer, &QTimer::timeout, this, &HealthRounds::turn);
    m_roundTimer.setInterval(turnMs);
}

HealthRounds::~HealthRounds() = default;

void HealthRounds::forgetPolicies()
{
    m_paced.clear();
    setWorkloads(std::exchange(m_rows, {}));
}

QSet<QString> HealthRounds::namedWorkloads() const
{
    QSet<QString> names;
    for (const PolicyPtr &policy : m_policies->policies())
        for (const PolicyService &service : policy->services)
            names.insert(service.workload.name);
    return names;
}

PolicyMatch HealthRounds::matched(const QString &context, const Rollout &rollout)
{
    PolicyMatch match = m_policies->match(m_workspace->policyConnection(context), rollout);
    if (match) {
        PolicyPtr &shared = m_paced[match.policy->hash];
        if (!shared)
            shared = paced(match.policy);
        match.policy = shared;
    }
    return match;
}

void HealthRounds::setWorkloads(const QList<FleetRowPtr> &rows)
{
    const bool known = !m_rows.isEmpty();
    const QSet<FleetRowPtr> before(m_rows.cbegin(), m_rows.cend());
    m_rows = rows;
    const QSet<QString> names = namedWorkloads();
    QSet<ObjectRef> named;
    bool others = false;
    for (const FleetRowPtr &row : rows) {
        const auto at = m_watched.find(row->ref);
        if (known && before.contains(row)) {
            if (at != m_watched.end() && at->second->row == row)
                named.insert(row->ref);
            continue;
        }
        if (named.contains(row->ref) || !names.contains(row->ref.name))
            continue;
        const Rollout rollout = row->rollout();
        const PolicyMatch match = matched(row->ref.context, rollout);
        if (!match)
            continue;
        named.insert(row->ref);
        std::unique_ptr<Watched> &one = at == m_watched.end() ? m_watched[row->ref] : at->second;
        if (!one) {
            others = true;
            one = std::make_unique<Watched>(&m_sampler, &m_reader, m_clock, m_workspace->stateFolder());
            one->health.setDetailed(row->ref == m_open);
            connect(&one->health, &WorkloadHealth::changed, this, [this, watched = one.get()] { ended(*watched); });
        }
        one->take(row, rollout, match);
        takeAlerts(*one);
    }
    others = std::erase_if(m_watched, [&named](const auto &one) { return !named.contains(one.first); }) > 0 || others;
    if (m_watched.empty())
        m_roundTimer.stop();
    else if (!m_roundTimer.isActive())
        m_roundTimer.start();
    if (others)
        Q_EMIT workloadsChanged();
}

void HealthRounds::setAlerts(const QList<AlertBoard> &boards)
{
    m_boards = boards;
    for (const auto &[ref, one] : m_watched)
        takeAlerts(*one);
}

void HealthRounds::takeAlerts(Watched &one)
{
    const AlertBoard *board = boardOf(m_boards, m_workspace->connectionName(one.row->ref.context));
    one.health.setAlerts(alertsOf(board, one.match.service));
    one.health.setFacts(alertFacts(board, one.match.service, *one.match.policy));
}

void HealthRounds::setRecords(const JournalRecordsPtr &records)
{
    const auto acknowledged = [this](const JournalRecordsPtr &of) { return of ? budgetAcknowledgements(*of, m_open) : QList<BudgetAcknowledgement>(); };
    const bool sameBudgets = acknowledged(std::exchange(m_records, records)) == acknowledged(records);
    QList<JournalRecord> said = signalRecords(*records);
    if (m_signals == said && sameBudgets)
        return;
    m_signals = std::move(said);
    if (Watched *one = find(m_open)) {
        one->atOnce = true;
        one->dueMs = 0;
        turn();
    }
}

std::optional<HealthRounds::Standing> HealthRounds::standing(const ObjectRef &ref) const
{
    const Watched *one = find(ref);
    if (!one)
        return {};
    return Standing{one->match, {ref, one->match.phase, one->rollout.revision()}, workloadWord(one->rollout.workload), one->rollout.meta.uid};
}

QList<HealthRounds::Release> HealthRounds::releases() const
{
    QList<Release> all;
    for (const auto &[ref, one] : m_watched)
        all.append({ref, one->rollout, one->match, one->knownRevision == one->rollout.revision() ? one->changedAt : QDateTime()});
    return all;
}

void HealthRounds::setOpen(const ObjectRef &ref)
{
    if (Watched *before = find(m_open); before && ref != m_open)
        before->health.setDetailed(false);
    m_open = ref;
    if (Watched *one = find(ref)) {
        one->health.setDetailed(true);
        one->dueMs = 0;
        turn();
    }
}

HealthRounds::Watched *HealthRounds::find(const ObjectRef &ref) const
{
    const auto found = m_watched.find(ref);
    return found == m_watched.cend() ? nullptr : found->second.get();
}

WorkloadHealth *HealthRounds::health(const ObjectRef &ref) const
{
    Watched *one = find(ref);
    return one ? &one->health : nullptr;
}

PromClient *HealthRounds::client(const ObjectRef &ref) const
{
    const Watched *one = find(ref);
    const PolicyEnvironment *environment = one ? one->match.environmentEntry() : nullptr;
    return m_endpoints->prometheus(ref.context, environment ? endpointFrom(environment->prometheus) : Endpoint());
}

QList<SloReportPtr> HealthRounds::reports() const
{
    QList<SloReportPtr> all;
    for (const auto &[ref, one] : m_watched) {
        if (one->health.report()) {
            all.append(one->health.report());
            continue;
        }
        auto waiting = std::make_shared<SloReport>(); // a policy names it: that must not look as if none did
        waiting->target = ref;
        waiting->at = m_clock->utcNow();
        waiting->policy = one->match.policy->name;
        waiting->problem = Error{ErrorKind::Unreachable, QStringLiteral("notRead"), Rounds::tr("its metrics are not read yet"), {}, {}};
        all.append(waiting);
    }
    return all;
}

HealthRounds::Watched *HealthRounds::mostDue(qint64 bootMs) const
{
    Watched *best = nullptr;
    const auto rank = [this](const Watched &one) { return std::tuple(one.row->ref == m_open ? 0 : one.updates ? 1 : 2, one.dueMs); };
    for (const auto &[ref, one] : m_watched)
        if (!one->startedMs && one->dueMs <= bootMs && (!best || rank(*one) < rank(*best)))
            best = one.get();
    return best;
}

void HealthRounds::turn()
{
    const qint64 now = m_clock->bootMs();
    int underWay = 0;
    for (const auto &[ref, one] : m_watched) {
        if (one->startedMs && now - *one->startedMs > patienceMs)
            one->startedMs.reset();
        underWay += one->startedMs ? 1 : 0;
        if (ref == m_open || one->judgesFacts)
            one->facts.lookAgain({ref, one->rollout.workload, one->match, one->updates}, m_workspace->access(ref.context));
    }
    for (; underWay < atOnce; ++underWay) {
        Watched *one = mostDue(now);
        if (!one)
            return;
        start(*one);
    }
}

/// First since when the revision is there, when that is not known, and the server's clock; then the samples.
void HealthRounds::start(Watched &one)
{
    one.startedMs = m_clock->bootMs();
    if (one.knownRevision != one.rollout.revision())
        return askSince(one);
    askFacts(one);
}

/// Pods, probes and dependencies, where rules rest on them or somebody looks.
void HealthRounds::askFacts(Watched &one)
{
    const ObjectRef ref = one.row->ref;
    if (ref != m_open && !one.judgesFacts)
        return askClock(one);
    const FactReader::Question question{ref, one.rollout.workload, one.match, one.updates};
    one.facts.refresh(question, m_workspace->access(ref.context), whileAlive(this, [this, ref](const FactSheet &) {
        if (Watched *found = find(ref); found && found->startedMs)
            askClock(*found);
    }));
}

void HealthRounds::takeHistory(Watched &one)
{
    one.health.setHistory(one.facts.history(one.match.policy, {one.row->ref, one.match.phase, one.rollout.revision()}, m_signals));
}

void HealthRounds::askSince(Watched &one)
{
    const ObjectRef ref = one.row->ref;
    const int revision = one.rollout.revision();
    ClusterAccess *access = m_workspace->access(ref.context);
    if (!access)
        return askFacts(one);
    const auto take = [this, ref, revision](const Result<RolloutParts> &parts) {
        Watched *found = find(ref);
        if (!found || !found->startedMs)
            return;
        found->changedAt = {};
        if (parts && parts->rollout.revision() == revision) {
            const QList<Revision> revisions = revisionsOf(parts->rollout, parts->replicaSets);
            if (std::any_of(revisions.cbegin(), revisions.cend(), [revision](const Revision &r) { return r.number == revision; }))
                found->knownRevision = revision; // else its ReplicaSet is not there yet: asked again
            found->changedAt = changeTime(parts->rollout, revisions);
        }
        askFacts(*found);
    };
    access->readParts(ref.ns, ref.name, one.rollout.workload, ClusterAccess::Depth::Effect, whileAlive(this, take));
}

void HealthRounds::askClock(Watched &one)
{
    PromClient *asked = client(one.row->ref);
    if (!asked || asked->clockSkewMs() || one.health.report())
        return evaluate(one);
    asked->status(whileAlive(this, [this, ref = one.row->ref](const Result<PromStatus> &) {
        if (Watched *found = find(ref); found && found->startedMs)
            evaluate(*found);
    }));
}

void HealthRounds::evaluate(Watched &one)
{
    const ObjectRef ref = one.row->ref;
    PromClient *asked = client(ref);
    const QDateTime now = asked ? asked->serverNow() : m_clock->utcNow();
    qint64 stepMs = intervalMs;
    qint64 grid = gridMs;
    if (ref == m_open)
        stepMs = grid = openStepMs(*one.match.policy);
    else if (one.lastMs && *one.startedMs - *one.lastMs < awayMs)
        stepMs = std::max(stepMs, RangeQuery::onGrid(*one.startedMs - *one.lastMs, intervalMs));
    one.health.setTarget(sloTarget(ref, one.rollout, one.changedAt, one.match));
    takeHistory(one);
    if (ref == m_open && m_records) {
        one.health.setPace(rollbackPace(*m_records, ref));
        one.health.setAcknowledgements(budgetAcknowledgements(*m_records, ref));
    }
    const qint64 nowMs = now.toMSecsSinceEpoch();
    if (!one.health.evaluate(asked, std::exchange(one.atOnce, false) ? nowMs : RangeQuery::onGrid(nowMs, grid), stepMs))
        ended(one);
}

void HealthRounds::ended(Watched &one)
{
    const qint64 now = m_clock->bootMs();
    if (one.row->ref == m_open) {
        const qint64 stepMs = openStepMs(*one.match.policy);
        const PromClient *asked = client(m_open);
        const qint64 serverMs = (asked ? asked->serverNow() : m_clock->utcNow()).toMSecsSinceEpoch();
        one.dueMs = now + stepMs - serverMs % stepMs + settleMs;
    } else {
        one.dueMs = one.startedMs.value_or(now) + intervalMs;
    }
    one.lastMs = std::exchange(one.startedMs, std::nullopt);
    QMetaObject::invokeMethod(this, &HealthRounds::turn, Qt::QueuedConnection); // the server sets the pace of a long round, not our timer
    if (one.health.report())
        Q_EMIT reported(one.row->ref);
}

} // namespace maestro
