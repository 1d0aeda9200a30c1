// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/mass/massorder.h"

#include "domain/operation/outcome.h"

#include <algorithm>

namespace maestro {

namespace {

constexpr qsizetype newest = 10;

} // namespace

std::optional<double> typicalSeconds(const QList<JournalRecord> &records, const QString &context, MassDeed deed)
{
    QHash<QString, QDateTime> begun;
    QList<double> seconds;
    const QString verb = verbWord(deed == MassDeed::Rollback ? Verb::Rollback : Verb::Abort);
    const QString applied = outcomeWord(OutcomeState::Applied);
    for (const JournalRecord &record : records) {
        if (record.verb != verb || record.object.context != context)
            continue;
        if (record.type == RecordType::Intent)
            begun.insert(record.id, record.at);
        else if (record.type == RecordType::Outcome && record.state == applied && begun.contains(record.id))
            seconds.append(std::max(0.0, double(begun.value(record.id).msecsTo(record.at)) / 1000));
    }
    if (seconds.isEmpty())
        return std::nullopt;
    seconds = seconds.mid(std::max<qsizetype>(0, seconds.size() - newest));
    std::sort(seconds.begin(), seconds.end());
    return seconds.at(seconds.size() / 2);
}

QList<MassSlot> massOrder(const MassPlan &plan, const std::optional<double> &abortSeconds, const std::optional<double> &rollbackSeconds)
{
    QList<MassSlot> order;
    QList<double> lanes(plan.parallel(), 0);
    for (const MassRow &row : plan.rows) {
        if (!row.chosen || row.deed == MassDeed::Skip)
            continue;
        const std::optional<double> takes = row.deed == MassDeed::Abort ? abortSeconds : row.way.via.isEmpty() ? rollbackSeconds : std::nullopt;
        const auto free = std::min_element(lanes.begin(), lanes.end());
        const double to = *free + std::max(0.1, takes.value_or(assumedSeconds));
        order.append({row.ref, row.deed, *free, to, takes.has_value(), int(free - lanes.begin())});
        *free = to;
    }
    return order;
}

} // namespace maestro
