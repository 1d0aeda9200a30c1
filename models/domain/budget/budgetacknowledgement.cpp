// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budget/budgetacknowledgement.h"

#include "domain/base/age.h"
#include "domain/budget/budgetreading.h"
#include "domain/slo/limit.h"

#include <cmath>

namespace maestro {

namespace {

const QString &acknowledgeVerb()
{
    static const QString verb = QStringLiteral("acknowledge-budget");
    return verb;
}

/// The Journal writes numbers that are not whole as text, so that every reader hashes the same.
double numberOf(const QJsonValue &value)
{
    return value.isString() ? value.toString().toDouble() : value.toDouble(-1);
}

} // namespace

std::optional<Error> problemOf(const BudgetRequest &request)
{
    if (request.consumed && std::isfinite(*request.consumed) && *request.consumed >= 0)
        return {};
    return Error{ErrorKind::Refused, QStringLiteral("budgetUnknown"), {}, {}, {}};
}

QList<BudgetAcknowledgement> budgetAcknowledgements(const QList<JournalRecord> &records, const ObjectRef &target)
{
    QList<BudgetAcknowledgement> found;
    for (const JournalRecord &record : records) {
        if (record.type != RecordType::Note || record.verb != acknowledgeVerb() || record.object != target)
            continue;
        const QJsonObject said = record.details.value(QLatin1String("budget")).toObject();
        const double consumed = numberOf(said.value(QLatin1String("consumed")));
        const QString name = said.value(QLatin1String("name")).toString();
        if (!name.isEmpty() && std::isfinite(consumed) && consumed >= 0)
            found.append({record.id, name, said.value(QLatin1String("meaning")).toString(), consumed, record.actor.server.isEmpty() ? record.actor.os : record.actor.server,
                          record.at, record.reason, said.value(QLatin1String("link")).toString()});
    }
    return found;
}

std::optional<BudgetAcknowledgement> acknowledgementOf(const BudgetReading &reading, const QList<BudgetAcknowledgement> &known, const QDateTime &at)
{
    const auto newest = std::find_if(known.crbegin(), known.crend(), [&reading](const BudgetAcknowledgement &one) { return one.budget == reading.name && one.meaning == reading.meaning; });
    if (newest == known.crend())
        return {};
    BudgetAcknowledgement found = *newest;
    const bool young = !isOlder(found.at, at, std::chrono::milliseconds(acknowledgementLasts).count() - 1);
    const bool noMore = reading.consumed && holds(Comparison::LessOrEqual, *reading.consumed, found.consumed);
    found.inForce = young && reading.consumed && (noMore || reading.within == true);
    return found;
}

JournalRecord acknowledgementRecord(const BudgetRequest &request, const QDateTime &at)
{
    QJsonObject said{{QStringLiteral("name"), request.budget}, {QStringLiteral("meaning"), request.meaning}, {QStringLiteral("consumed"), request.consumed.value_or(0)}};
    if (!request.link.isEmpty())
        said.insert(QStringLiteral("link"), request.link);
    JournalRecord record;
    record.type = RecordType::Note;
    record.at = at;
    record.object = request.target;
    record.verb = acknowledgeVerb();
    record.reason = request.reason.trimmed();
    record.state = QStringLiteral("recorded");
    record.details = {{QStringLiteral("budget"), said}, {QStringLiteral("policy"), request.policy}, {QStringLiteral("policyHash"), QString::fromLatin1(request.policyHash)}};
    return record;
}

} // namespace maestro
