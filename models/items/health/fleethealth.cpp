// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/health/fleethealth.h"

#include "text/humanize.h"
#include "text/policy/policyfaulttext.h"
#include "text/slotext.h"

#include <QCoreApplication>

namespace maestro {

namespace {

constexpr qint64 trustedSeconds = 90; // looked at once a minute, at a point of the grid up to 15 s before: older than this is not about now

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(FleetHealth)
};

qint64 ageSeconds(const SloReport &report, const QDateTime &now)
{
    return report.at.secsTo(report.serverTime(now));
}

bool isWorse(const GateVerdict &a, const GateVerdict &b)
{
    return std::pair(a.state, isPending(a)) > std::pair(b.state, isPending(b));
}

/// The gate nearest to be met of those that fail but not for long enough; null: none.
const GateReading *nearest(const SloReport &report, const QDateTime &now)
{
    const GateReading *found = nullptr;
    for (const GateReading &reading : report.gates) {
        if (!isPending(reading.verdict) || reading.verdict.state == GateState::NoData)
            continue;
        const auto left = [&](const GateReading &one) { return std::chrono::duration_cast<std::chrono::seconds>(one.gate.needed).count() - failingSeconds(one, report.serverTime(now)); };
        if (!found || left(reading) < left(*found))
            found = &reading;
    }
    return found;
}

} // namespace

void FleetHealth::setReports(const QList<SloReportPtr> &reports)
{
    m_read = true;
    m_reports.clear();
    for (const SloReportPtr &report : reports) {
        if (report)
            m_reports.insert(report->target, report);
    }
}

void FleetHealth::setFaults(const PolicyFaults &faults)
{
    m_faults = faults;
}

bool FleetHealth::isDoubtful(const ObjectRef &ref) const
{
    const SloReportPtr report = reportOf(ref);
    return !m_faults.isEmpty() && !faultsOf(m_faults, report ? report->policy : QString()).isEmpty();
}

SloReportPtr FleetHealth::reportOf(const ObjectRef &ref) const
{
    return m_reports.value(ref);
}

FleetHealth::State FleetHealth::stateOf(const ObjectRef &ref, const QDateTime &now) const
{
    const SloReportPtr report = reportOf(ref);
    if (!report)
        return !m_read ? State::Unread : isDoubtful(ref) ? State::Unknown : State::NoPolicy;
    if (!hasPolicy(*report))
        return isDoubtful(ref) ? State::Unknown : State::NoPolicy;
    if (report->problem && report->problem->code == QLatin1String("notRead"))
        return State::Unread;
    return report->problem || ageSeconds(*report, now) > trustedSeconds ? State::Unknown : State::Judged;
}

bool FleetHealth::needsPerson(const ObjectRef &ref, const QDateTime &now) const
{
    if (m_reports.isEmpty() || stateOf(ref, now) != State::Judged)
        return false;
    return reportOf(ref)->decision.decision >= Decision::Rollback;
}

QSet<ObjectRef> FleetHealth::thatNeedPerson(const QDateTime &now) const
{
    QSet<ObjectRef> found;
    for (auto it = m_reports.cbegin(); it != m_reports.cend(); ++it) {
        if (needsPerson(it.key(), now))
            found.insert(it.key());
    }
    return found;
}

QList<GateVerdict> FleetHealth::verdictsOf(const ObjectRef &ref) const
{
    QList<GateVerdict> verdicts;
    if (const SloReportPtr report = reportOf(ref)) {
        for (const GateReading &reading : report->gates)
            verdicts << reading.verdict;
    }
    std::stable_sort(verdicts.begin(), verdicts.end(), isWorse);
    return verdicts;
}

QString FleetHealth::headline(const ObjectRef &ref, const QDateTime &now) const
{
    const SloReportPtr report = reportOf(ref);
    switch (stateOf(ref, now)) {
    case State::Unread:
        return Words::tr("not read");
    case State::NoPolicy:
        return Words::tr("no policy");
    case State::Unknown:
        if (!report || !hasPolicy(*report))
            return Words::tr("policy broken");
        return report->problem ? Words::tr("unknown") : Words::tr("unknown, %1 old").arg(ageText(double(ageSeconds(*report, now))));
    case State::Judged:
        break;
    }
    if (report->gates.isEmpty())
        return Words::tr("no gates");
    QMap<GateState, int> counts;
    for (const GateReading &reading : report->gates)
        ++counts[reading.verdict.state];
    if (const GateReading *pending = nearest(*report, now); pending && !counts.contains(GateState::Fail))
        return timerText(*pending, report->serverTime(now));
    QStringList parts;
    for (const GateState state : {GateState::Fail, GateState::NoData, GateState::Unset, GateState::Hold}) {
        if (counts.contains(state))
            parts << Words::tr("%1 %2", "number and state of gates").arg(counts.value(state)).arg(gateStateLabel(state));
    }
    if (parts.isEmpty() && isDoubtful(ref))
        return Words::tr("%1 %2, old policy", "number and state of gates").arg(counts.value(GateState::Pass)).arg(gateStateLabel(GateState::Pass));
    if (parts.isEmpty())
        return Words::tr("%1 %2", "number and state of gates").arg(counts.value(GateState::Pass)).arg(gateStateLabel(GateState::Pass));
    return parts.mid(0, 2).join(QStringLiteral(", "));
}

QString FleetHealth::sentence(const ObjectRef &ref, const QDateTime &now) const
{
    const SloReportPtr report = reportOf(ref);
    switch (stateOf(ref, now)) {
    case State::Unread:
        return Words::tr("Health is not read yet.");
    case State::NoPolicy:
        return Words::tr("No policy names this rollout: nothing judges its health.");
    case State::Unknown:
        if (!report || !hasPolicy(*report))
            return Words::tr("Health is unknown: which policy judges it is not known. %1").arg(policyFaultsText(faultsOf(m_faults, {})));
        if (!report->problem)
            return Words::tr("Health is unknown: the last verdict is %1 old.").arg(ageText(double(ageSeconds(*report, now))));
        return verdictSentence(*report);
    case State::Judged:
        break;
    }
    QStringList lines {verdictSentence(*report)};
    if (isDoubtful(ref))
        lines << policyFaultsText(faultsOf(m_faults, report->policy));
    for (const GateReading &reading : report->gates) {
        if (reading.verdict.state != GateState::Pass || isPending(reading.verdict))
            lines << gateSentence(reading, report->serverTime(now));
    }
    if (const QString trouble = regressionText(report->regression); !trouble.isEmpty())
        lines << trouble;
    return lines.join(u'\n');
}

} // namespace maestro
