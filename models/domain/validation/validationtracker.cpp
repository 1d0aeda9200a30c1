// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/validation/validationtracker.h"

#include "domain/validation/messagenames.h"

#include <algorithm>

namespace maestro {

namespace {

CheckRead read(const QString &what, const QString &source, const QDateTime &at, const QString &value)
{
    return {what, source, at, value};
}

/// The order in which parts make a whole: one that is bad decides, then one that nobody knows.
CheckState worst(CheckState a, CheckState b)
{
    const auto rank = [](CheckState state) { return state == CheckState::Ok ? 0 : state == CheckState::Waiting ? 1 : state == CheckState::Unknown ? 2 : 3; };
    return rank(a) < rank(b) ? b : a;
}

CheckState gateAsCheck(GateState state)
{
    switch (state) {
    case GateState::Pass: return CheckState::Ok;
    case GateState::Hold: return CheckState::Waiting;
    case GateState::Fail: return CheckState::Bad;
    case GateState::Unset:
    case GateState::NoData: break;
    }
    return CheckState::Unknown;
}

QString gateWord(GateState state)
{
    switch (state) {
    case GateState::Pass: return QStringLiteral("pass");
    case GateState::Hold: return QStringLiteral("hold");
    case GateState::Fail: return QStringLiteral("fail");
    case GateState::Unset: return QStringLiteral("unset");
    case GateState::NoData: break;
    }
    return QStringLiteral("noData");
}

constexpr qsizetype toldLimit = 8; ///< members of a list that are told
constexpr qint64 healthStaleMs = 3 * 60'000; ///< an evaluation of gates older than that says nothing about now

} // namespace

QString servingHash(const RolloutSnapshot &workload)
{
    if (workload.rollout.workload == WorkloadKind::Rollout)
        return workload.rollout.stableHash;
    return workload.revisions.isEmpty() ? QString() : workload.revisions.constFirst().hash;
}

ValidationTracker::ValidationTracker(ValidationPlan plan, ValidationSubject subject, const PolicyPtr &policy)
    : m_plan(std::move(plan))
    , m_subject(std::move(subject))
    , m_policy(policy)
    , m_rows(m_plan.steps.size(), 0)
    , m_lastAnswers(m_plan.steps.size())
    , m_goodSince(m_plan.steps.size())
{
    for (const ValidationStep &step : std::as_const(m_plan.steps))
        m_items.append({step.id, checkTypeWord(step.type), step.required(), CheckState::Waiting, {}, {}, step.mustName});
}

void ValidationTracker::look(const ValidationLook &look)
{
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        Judgement now = judge(i, look);
        const qint64 needed = m_plan.steps.at(i).type == CheckType::Events ? 0 : m_plan.steps.at(i).forMs;
        if (now.state != CheckState::Ok)
            m_goodSince[i] = {};
        else if (!m_goodSince.at(i).isValid())
            m_goodSince[i] = look.at;
        if (now.state == CheckState::Ok && m_goodSince.at(i).msecsTo(look.at) < needed) {
            now.state = CheckState::Waiting;
            now.reads.append(read(QStringLiteral("so for"), {}, look.at, QStringLiteral("%1 of %2 s").arg(m_goodSince.at(i).msecsTo(look.at) / 1000).arg(needed / 1000)));
        }
        CheckItem &item = m_items[i];
        if (item.state != now.state || !item.since.isValid())
            item.since = look.at;
        item.state = now.state;
        item.reads = now.reads;
    }
}

ValidationTracker::Judgement ValidationTracker::judge(qsizetype index, const ValidationLook &look)
{
    const ValidationStep &step = m_plan.steps.at(index);
    switch (step.type) {
    case CheckType::Traffic: return traffic(look);
    case CheckType::Pods: return pods(look);
    case CheckType::Health: return health(index, look);
    case CheckType::Gates: return gates(step, look);
    case CheckType::Events: return events(step, look);
    case CheckType::AlertsAndGates: {
        Judgement both = alerts(look);
        const Judgement judged = gates(step, look);
        both.state = worst(both.state, judged.state);
        both.reads += judged.reads;
        return both;
    }
    case CheckType::Message:
    case CheckType::Tool: break;
    }
    return byPerson(step, look);
}

/// VAL-10: what was wanted, what the router shows, and that it is not the revision that was left.
ValidationTracker::Judgement ValidationTracker::traffic(const ValidationLook &look) const
{
    if (!look.workload)
        return {CheckState::Unknown, {read(QStringLiteral("workload"), look.source, look.at, look.workloadProblem)}};
    const RolloutSnapshot &now = *look.workload;
    const Rollout &rollout = now.rollout;
    const QString serving = servingHash(now);
    QList<CheckRead> reads{read(QStringLiteral("serving revision"), look.source, look.at, serving.isEmpty() ? QStringLiteral("unknown") : serving)};
    if (!rollout.unreadable.isEmpty() || serving.isEmpty() || !now.partsComplete)
        return {CheckState::Unknown, reads};
    if (!rollout.generationObserved())
        return {CheckState::Waiting, reads};
    const bool left = !m_subject.fromHash.isEmpty() && serving == m_subject.fromHash && m_subject.fromHash != m_subject.toHash;
    if (rollout.workload != WorkloadKind::Rollout) {
        const bool done = rollout.updatedReplicas == rollout.specReplicas && rollout.replicas == rollout.updatedReplicas && rollout.availableReplicas == rollout.specReplicas;
        reads.append(read(QStringLiteral("replicas of the newest version"), look.source, look.at, QStringLiteral("%1 of %2").arg(rollout.updatedReplicas).arg(rollout.replicas)));
        return {left ? CheckState::Bad : done ? CheckState::Ok : CheckState::Waiting, reads};
    }
    const bool promoted = rollout.isFullyPromoted() && !rollout.abort;
    if (left)
        return {promoted ? CheckState::Bad : CheckState::Waiting, reads};
    if (!promoted && !rollout.abort) {
        reads.append(read(QStringLiteral("update"), look.source, look.at, QStringLiteral("under way")));
        return {CheckState::Waiting, reads};
    }
    const Weight weight = now.weight.value_or(Weight {});
    const int wanted = promoted ? weight.max : 0;
    const auto number = [](const std::optional<int> &value) { return value ? QString::number(*value) : QStringLiteral("unknown"); };
    reads.append(read(QStringLiteral("weight of the newest revision, wanted"), look.source, look.at, number(weight.wanted)));
    reads.append(read(QStringLiteral("weight of the newest revision, observed"), weight.observedFrom.isEmpty() ? look.source : weight.observedFrom, look.at, number(weight.observed)));
    if (weight.observed)
        return {*weight.observed == wanted ? CheckState::Ok : CheckState::Waiting, reads};
    // The router is not read: only what the controller verified itself counts.
    reads.append(read(QStringLiteral("weight of the newest revision, recorded"), look.source, look.at, number(weight.recorded)));
    if (weight.recorded && weight.verified.value_or(false))
        return {*weight.recorded == (promoted ? 0 : wanted) || *weight.recorded == wanted ? CheckState::Ok : CheckState::Waiting, reads};
    return {CheckState::Unknown, reads};
}

QList<Pod> ValidationTracker::serving(const RolloutSnapshot &workload) const
{
    const QString hash = servingHash(workload);
    QList<Pod> pods;
    for (const Pod &pod : workload.pods) {
        if (pod.hash() == hash && !pod.meta.deletedAt.isValid() && !pod.over)
            pods.append(pod);
    }
    return pods;
}

/// VAL-01, and X-12: the images that run must not be those that were left.
ValidationTracker::Judgement ValidationTracker::pods(const ValidationLook &look) const
{
    if (!look.workload)
        return {CheckState::Unknown, {read(QStringLiteral("workload"), look.source, look.at, look.workloadProblem)}};
    const RolloutSnapshot &now = *look.workload;
    const bool told = std::none_of(now.missing.begin(), now.missing.end(), [](const QString &what) { return what.startsWith(QLatin1String("pods:")); });
    if (!told || servingHash(now).isEmpty() || !now.rollout.unreadable.isEmpty())
        return {CheckState::Unknown, {read(QStringLiteral("pods"), look.source, look.at, now.missing.join(QStringLiteral("; ")))}};
    const QList<Pod> pods = serving(now);
    int ready = 0;
    QStringList restarted;
    QStringList untold;
    QStringList bad;
    for (const Pod &pod : pods) {
        ready += pod.ready && pod.readyContainers == pod.containers ? 1 : 0;
        const bool since = !look.actionAt.isValid() || (pod.meta.createdAt.isValid() && pod.meta.createdAt >= look.actionAt)
            || (pod.lastTerminatedAt.isValid() && pod.lastTerminatedAt >= look.actionAt);
        if (pod.restarts > 0 && since && look.actionAt.isValid())
            restarted.append(pod.meta.name);
        else if (pod.restarts > 0 && !pod.lastTerminatedAt.isValid() && look.actionAt.isValid())
            untold.append(pod.meta.name);
        if (pod.status == QLatin1String("CrashLoopBackOff"))
            bad.append(pod.meta.name);
        if (!m_subject.fromImages.isEmpty() && m_subject.fromImages != m_subject.toImages && pod.images == m_subject.fromImages)
            bad.append(pod.meta.name + QStringLiteral(" runs what was left: ") + pod.images.join(QStringLiteral(", ")));
    }
    QList<CheckRead> reads{read(QStringLiteral("pods ready"), look.source, look.at, QStringLiteral("%1 of %2").arg(ready).arg(now.rollout.specReplicas)),
                           read(QStringLiteral("restarted since the action"), look.source, look.at, restarted.isEmpty() ? QStringLiteral("none") : restarted.mid(0, toldLimit).join(QStringLiteral(", ")))};
    if (!bad.isEmpty())
        reads.append(read(QStringLiteral("wrong"), look.source, look.at, bad.mid(0, toldLimit).join(QStringLiteral(", "))));
    if (!untold.isEmpty())
        reads.append(read(QStringLiteral("restarted, not known when"), look.source, look.at, untold.mid(0, toldLimit).join(QStringLiteral(", "))));
    if (!bad.isEmpty() || !restarted.isEmpty())
        return {CheckState::Bad, reads};
    if (!untold.isEmpty())
        return {CheckState::Unknown, reads};
    return {ready == now.rollout.specReplicas && ready == pods.size() ? CheckState::Ok : CheckState::Waiting, reads};
}

/// VAL-02: N good answers in a row, each counted once.
ValidationTracker::Judgement ValidationTracker::health(qsizetype index, const ValidationLook &look)
{
    const ValidationStep &step = m_plan.steps.at(index);
    const auto found = look.probes.constFind(step.probe);
    if (found == look.probes.cend() || !found->ok) {
        m_rows[index] = 0;
        const QString why = found == look.probes.cend() ? QStringLiteral("not asked") : found->text;
        return {CheckState::Unknown, {read(step.probe, found == look.probes.cend() ? QString() : found->source, look.at, why)}};
    }
    if (found->at != m_lastAnswers.at(index)) {
        m_lastAnswers[index] = found->at;
        m_rows[index] = *found->ok ? m_rows.at(index) + 1 : 0;
    }
    const int row = std::min(m_rows.at(index), step.times);
    const QList<CheckRead> reads{read(step.probe, found->source, found->at, found->text),
                                 read(QStringLiteral("good answers in a row"), found->source, found->at, QStringLiteral("%1 of %2").arg(row).arg(step.times))};
    return {!*found->ok ? CheckState::Bad : row == step.times ? CheckState::Ok : CheckState::Waiting, reads};
}

/// SLO-34: no worse than the baseline by more than the tolerance.
bool ValidationTracker::recovered(const GateReading &reading, double tolerance) const
{
    const std::optional<double> &value = reading.verdict.value;
    const std::optional<double> &baseline = reading.verdict.baseline;
    const PolicyMetric *metric = m_policy ? m_policy->metric(reading.gate.subject) : nullptr;
    if (!value || !baseline || !metric || reading.verdict.state == GateState::NoData)
        return false;
    const double slack = tolerance * std::abs(*baseline);
    return metric->lowerIsBetter ? *value <= *baseline + slack : *value >= *baseline - slack;
}

ValidationTracker::Judgement ValidationTracker::gates(const ValidationStep &step, const ValidationLook &look) const
{
    if (!look.report || look.report->problem || look.report->at.msecsTo(look.report->serverTime(look.at)) > healthStaleMs) {
        const QString why = look.report && look.report->problem ? look.report->problem->message : look.report ? QStringLiteral("too old") : look.reportProblem;
        return {CheckState::Unknown, {read(QStringLiteral("gates"), {}, look.at, why)}};
    }
    Judgement whole{CheckState::Unknown, {}};
    bool any = false;
    for (const GateReading &reading : look.report->gates) {
        if (reading.gate.showOnly)
            continue;
        CheckState state = gateAsCheck(reading.verdict.state);
        const bool back = step.tolerance && reading.verdict.state != GateState::Fail && recovered(reading, *step.tolerance);
        if (back)
            state = CheckState::Ok;
        whole.state = any ? worst(whole.state, state) : state;
        any = true;
        if (state != CheckState::Ok || whole.reads.size() < toldLimit)
            whole.reads.append(read(reading.verdict.gate, reading.provenance.source, look.report->at, gateWord(reading.verdict.state) + (back ? QStringLiteral(", back at its baseline") : QString())));
    }
    if (!any)
        whole.reads.append(read(QStringLiteral("gates"), {}, look.at, QStringLiteral("none in force")));
    return whole;
}

/// VAL-03: a silenced alert fires all the same.
ValidationTracker::Judgement ValidationTracker::alerts(const ValidationLook &look) const
{
    if (!look.alerts)
        return {CheckState::Unknown, {read(QStringLiteral("alerts"), {}, look.at, look.alertsProblem)}};
    QStringList firing;
    for (const AlertReading &alert : *look.alerts) {
        if (alert.state != AlertReading::State::Resolved && alert.state != AlertReading::State::Pending)
            firing.append(alert.name);
    }
    return {firing.isEmpty() ? CheckState::Ok : CheckState::Bad,
            {read(QStringLiteral("alerts firing"), {}, look.at, firing.isEmpty() ? QStringLiteral("none") : firing.mid(0, toldLimit).join(QStringLiteral(", ")))}};
}

/// VAL-04: of what serves; that the action itself was told (RolloutAborted) is no trouble.
ValidationTracker::Judgement ValidationTracker::events(const ValidationStep &step, const ValidationLook &look) const
{
    if (!look.workload || !look.warnings)
        return {CheckState::Unknown, {read(QStringLiteral("Warning events"), look.source, look.at, look.warnings ? look.workloadProblem : look.warningsProblem)}};
    const RolloutSnapshot &now = *look.workload;
    QSet<QString> uids{now.rollout.meta.uid};
    for (const Pod &pod : serving(now))
        uids.insert(pod.meta.uid);
    for (const Revision &revision : now.revisions) {
        if (revision.hash == servingHash(now))
            uids.insert(revision.replicaSetUid);
    }
    uids.remove(QString());
    const QDateTime quietFrom = step.forMs > 0 ? std::max(look.actionAt, look.at.addMSecs(-step.forMs)) : look.actionAt;
    QStringList told;
    for (const KubeEvent &event : *look.warnings) {
        const bool own = event.regardingUid == now.rollout.meta.uid && event.reason == QLatin1String("RolloutAborted");
        const bool fresh = quietFrom.isValid() && event.lastAt.isValid() && event.lastAt >= quietFrom;
        if (event.type == QLatin1String("Warning") && uids.contains(event.regardingUid) && !own && fresh)
            told.append(event.reason + QStringLiteral(" on ") + event.regardingName);
    }
    CheckState state = told.isEmpty() ? CheckState::Ok : CheckState::Bad;
    QList<CheckRead> reads{read(QStringLiteral("new Warning events"), look.source, look.at,
                                told.isEmpty() ? QStringLiteral("none") : QStringLiteral("%1: %2").arg(told.size()).arg(told.mid(0, std::min<qsizetype>(step.last, toldLimit)).join(QStringLiteral(", "))))};
    if (step.errorPatterns.isEmpty())
        return {state, reads};
    if (!look.errorLines)
        return {worst(state, CheckState::Unknown), reads << read(QStringLiteral("error lines in logs"), look.source, look.at, look.logsProblem)};
    QString lines = QStringLiteral("none in the logs of %1 pods").arg(look.podsRead);
    if (!look.errorLines->isEmpty()) {
        state = CheckState::Bad;
        lines = QStringLiteral("%1, first in %2: %3").arg(look.errorLines->size()).arg(look.errorLines->constFirst().pod, look.errorLines->constFirst().text.left(200));
    }
    return {state, reads << read(QStringLiteral("error lines in logs"), look.source, look.at, lines)};
}

/// Messages and tools are a person's; nobody did it, so nobody knows.
ValidationTracker::Judgement ValidationTracker::byPerson(const ValidationStep &step, const ValidationLook &look) const
{
    const auto found = look.confirmed.constFind(step.id);
    if (found != look.confirmed.cend()) {
        CheckItem said{step.id, checkTypeWord(step.type), step.required(), CheckState::Waiting, {}, {}, step.mustName};
        takeConfirmed(said, *found, m_subject);
        return {said.state, said.reads};
    }
    if (step.type == CheckType::Tool)
        return {CheckState::Waiting, {read(QStringLiteral("to be run by a person"), {}, look.at, step.argv.join(u' '))}};
    Judgement open{CheckState::Waiting, {read(QStringLiteral("to be sent by a person"), {}, look.at, step.channel)}};
    const QList<NamedFact> facts = factsToName(step.mustName, m_subject);
    if (const QStringList wanted = missingNames(facts, {}) + untoldNames(facts); !wanted.isEmpty())
        open.reads.append(read(QStringLiteral("has to name"), {}, look.at, wanted.join(QStringLiteral(", "))));
    return open;
}

} // namespace maestro
