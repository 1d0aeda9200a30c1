// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/base/age.h"
#include "domain/triage/triagerun.h"

namespace maestro {

namespace {

using Kind = TriageSuggestion::Kind;
using Why = TriageSuggestion::Why;

constexpr qint64 boardOldMs = 60'000; ///< judged at least every 15 s

Kind kindOf(Why why)
{
    switch (why) {
    case Why::RightAfterChange: return Kind::Rollback;
    case Why::BeforeChange:
    case Why::NoRecentChange: return Kind::Investigate;
    case Why::NothingBad:
    case Why::NotKnown: break;
    }
    return Kind::None;
}

} // namespace

TriageSuggestion suggestion(const TriageRun &run, const QDateTime &changedAt, const QDateTime &badSince, std::chrono::milliseconds window, const QString &badSample)
{
    TriageSuggestion said;
    for (const TriageItem &item : run.items) {
        const ItemState seen = item.reading ? item.reading->state : item.check.mode() == CheckMode::Manual ? ItemState::Skipped : ItemState::Unknown;
        // Metrics that do not answer, or are old, make nobody sure of anything: that is no fault of what runs.
        const bool blind = item.check.kind == CheckKind::MetricSources && seen == ItemState::Bad;
        if (seen == ItemState::Unknown || blind)
            said.unread.append(item.check.id);
        if ((seen == ItemState::Bad && !blind) || (item.tick && item.tick->state == ItemState::Bad))
            said.bad.append(item.check.id);
    }
    // A metric of the checklist stands for its gate.
    if (!badSample.isEmpty() && !said.bad.contains(QStringLiteral("metric.") + badSample))
        said.bad.append(badSample);
    if (said.bad.isEmpty()) {
        said.why = said.unread.isEmpty() ? Why::NothingBad : Why::NotKnown;
    } else {
        said.why = Why::NoRecentChange;
        said.beganKnown = badSince.isValid();
        said.changeKnown = changedAt.isValid();
        if (changedAt.isValid()) {
            said.afterChangeMs = changedAt.msecsTo(badSince.isValid() ? badSince : run.startedAt);
            if (said.afterChangeMs < 0)
                said.why = Why::BeforeChange;
            else if (said.afterChangeMs <= window.count())
                said.why = Why::RightAfterChange;
        }
    }
    said.kind = kindOf(said.why);
    return said;
}

TriageSuggestion weighed(TriageSuggestion said, const DecisionBoard *board, const QDateTime &now)
{
    said.kind = kindOf(said.why);
    said.board = BoardVerdict::None;
    said.rule.clear();
    said.boardUnknown = false;
    if (!board)
        return said;
    if (isOlder(board->at, now, boardOldMs)) {
        said.boardUnknown = true;
        return said;
    }
    said.board = board->verdict;
    said.rule = board->rule;
    switch (board->verdict) {
    case BoardVerdict::Immediate:
    case BoardVerdict::Rollback: said.kind = Kind::Rollback; break;
    case BoardVerdict::Hold:
    case BoardVerdict::Conflict: said.kind = Kind::Investigate; break;
    case BoardVerdict::None:
        said.boardUnknown = std::any_of(board->conditions.cbegin(), board->conditions.cend(), [](const BoardCondition &one) { return !one.rule.state; });
        break;
    }
    return said;
}

QString suggestionWord(Kind kind)
{
    switch (kind) {
    case Kind::Rollback: return QStringLiteral("rollback");
    case Kind::Investigate: return QStringLiteral("investigate");
    case Kind::None: break;
    }
    return QStringLiteral("none");
}

} // namespace maestro
