// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policyfault.h"
#include "domain/slo/sloreport.h"

#include <QHash>
#include <QSet>

namespace maestro {

/// What the gates of each rollout of the fleet say, for one cell of its row. A rollout that no policy names has no health, and that
/// is what its cell says; a verdict too old to be about now counts as unknown. GUI thread.
class FleetHealth
{
public:
    enum class State {
        Unread, ///< nothing was told about any rollout, or nothing was asked about this one yet
        NoPolicy, ///< told about others, not about this one
        Unknown, ///< the policy or its metrics cannot be read, or the verdict is old
        Judged,
    };

    /// All that are known; what is not among them is named by no policy.
    void setReports(const QList<SloReportPtr> &reports);
    bool isRead() const { return m_read; }
    /// Of all policy files. While nothing of one is in force, what no other policy names is unknown, not free.
    void setFaults(const PolicyFaults &faults);
    /// A broken file makes the verdict of this one doubtful.
    bool isDoubtful(const ObjectRef &ref) const;

    SloReportPtr reportOf(const ObjectRef &ref) const; ///< null: none
    State stateOf(const ObjectRef &ref, const QDateTime &now) const;
    /// The decision is to go back, at once or not, or a conflict that only a person can settle.
    bool needsPerson(const ObjectRef &ref, const QDateTime &now) const;
    QSet<ObjectRef> thatNeedPerson(const QDateTime &now) const;
    /// Worst first, those still failing without having failed long enough before those between their limits.
    QList<GateVerdict> verdictsOf(const ObjectRef &ref) const;
    /// "no policy", "2 fail, 1 no data", "failing 2:14 of 3:00", "5 pass".
    QString headline(const ObjectRef &ref, const QDateTime &now) const;
    /// The verdict and every gate that does not simply pass, in words.
    QString sentence(const ObjectRef &ref, const QDateTime &now) const;

private:
    QHash<ObjectRef, SloReportPtr> m_reports;
    PolicyFaults m_faults;
    bool m_read = false;
};

} // namespace maestro
