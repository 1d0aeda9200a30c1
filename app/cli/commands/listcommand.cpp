// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/commands.h"
#include "cli/commands/verbpermissions.h"
#include "cli/commands/watchcommand.h"
#include "cli/documents/documents.h"
#include "text/labels.h"

#include <QJsonDocument>

#include <iterator>

namespace maestro {

namespace {

constexpr int wideAtOnce = 8;

/// What is printed of one workload; the rest of it is dropped page by page.
struct Listed
{
    ObjectRef ref;
    WorkloadKind workload = WorkloadKind::Rollout;
    QStringList cells;
    QByteArray json;
};

/// What is collected while the contexts answer. Shared by the callbacks of one call.
struct Listing
{
    int open = 0;
    int contexts = 0;
    std::vector<Listed> rows;
    QList<ListProblem> problems;
    QList<Error> errors;
    QHash<ObjectRef, RolloutSnapshotPtr> wide;
    size_t next = 0;
};

using ListingPtr = std::shared_ptr<Listing>;

void problem(Listing &listing, const QString &context, const Error &error)
{
    listing.problems.append({context, error.code, error.message});
    listing.errors.append(error);
}

QString stepText(const Rollout &r)
{
    if (r.strategy != Strategy::Canary || r.steps.isEmpty())
        return {};
    return (r.currentStepIndex ? QString::number(*r.currentStepIndex) : QStringLiteral("?")) + u'/' + QString::number(r.steps.size());
}

QString kindText(const Rollout &r)
{
    return hasVerbs(r.workload) ? strategyLabel(r.strategy) : workloadWord(r.workload);
}

QString readyText(const Rollout &r)
{
    if (r.workload == WorkloadKind::HelmRelease)
        return {};
    return (r.hasStatus ? QString::number(r.readyReplicas) : QStringLiteral("?")) + u'/' + QString::number(r.specReplicas);
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Listed listed(const QString &context, const Rollout &r, bool json)
{
    Listed row{{context, r.meta.ns, r.meta.name}, r.workload, {}, {}};
    const EffectivePhase phase = effectivePhase(r);
    const std::optional<Weight> weight = weightFromStatus(r);
    if (json)
        row.json = compact(rolloutRowDocument(row.ref, r, phase, weight, freshnessAt(0, true, 0)));
    else
        row.cells = {row.ref.ns, row.ref.name, kindText(r), phaseLabel(phase.phase), stepText(r), weight ? weightText(weight->wanted, weight->max) : QString(),
                     readyText(r), phase.message};
    return row;
}

void printTable(Call *call, const Listing &listing)
{
    const bool several = listing.contexts > 1;
    QStringList titles{QStringLiteral("NAMESPACE"), QStringLiteral("NAME"), QStringLiteral("STRATEGY"), QStringLiteral("STATUS"),
                       QStringLiteral("STEP"), QStringLiteral("WEIGHT"), QStringLiteral("READY"), QStringLiteral("MESSAGE")};
    if (several)
        titles.prepend(QStringLiteral("CONTEXT"));
    TextTable table(titles);
    for (const Listed &row : listing.rows)
        table.add(several ? QStringList(row.ref.context) + row.cells : row.cells);
    if (table.isEmpty())
        call->out().note(CliText::tr("no rollouts"));
    else
        call->out().answer(table.text());
}

void print(Call *call, const Listing &listing)
{
    for (const ListProblem &p : listing.problems)
        call->out().note(CliText::tr("maestro: context %1: %2").arg(p.context, p.message));
    if (!call->out().json())
        return printTable(call, listing);
    QByteArrayList items;
    items.reserve(qsizetype(listing.rows.size()));
    for (const Listed &row : listing.rows) {
        const RolloutSnapshotPtr wide = hasVerbs(row.workload) ? listing.wide.value(row.ref) : nullptr;
        items.append(wide ? compact(withRefusals(rolloutDocument(*wide, ageOf(*wide, *call->clock())), restoreRefusals(call, wide))) : row.json);
    }
    call->out().answer(rolloutListDocument({}, listing.problems, call->clock()->utcNow()), QByteArrayLiteral("items"), items);
}

/// All contexts have answered. Only when every one failed is the call a failure; then the first error is told, and when they differ
/// the exit code is that of not reachable.
void conclude(Call *call, const ListingPtr &listing)
{
    if (listing->errors.size() < listing->contexts || listing->errors.isEmpty()) {
        print(call, *listing);
        return call->finish(0);
    }
    Error error = listing->errors.constFirst();
    for (const Error &other : listing->errors)
        if (other.kind != error.kind)
            error.kind = ErrorKind::Unreachable;
    call->fail(error);
}

void widenNext(Call *call, const ListingPtr &listing)
{
    if (listing->next >= listing->rows.size()) {
        if (listing->open == 0)
            conclude(call, listing);
        return;
    }
    const Listed &row = listing->rows.at(listing->next++);
    if (!hasVerbs(row.workload))
        return widenNext(call, listing);
    const auto access = call->access(row.ref.context);
    if (!access)
        return call->fail(access.error());
    ++listing->open;
    (*access)->readParts(row.ref.ns, row.ref.name, row.workload, ClusterAccess::Depth::Whole, [call, listing, ref = row.ref](Result<RolloutParts> parts) {
        --listing->open;
        if (parts)
            listing->wide.insert(ref, std::make_shared<const RolloutSnapshot>(snapshotNow(*parts, *call->clock())));
        else if (parts.error().kind != ErrorKind::NotFound)
            listing->problems.append({ref.context, parts.error().code, parts.error().message});
        widenNext(call, listing);
    });
}

void answered(Call *call, const ListingPtr &listing)
{
    if (--listing->open > 0)
        return;
    const auto isBefore = [](const Listed &a, const Listed &b) { return a.ref < b.ref; };
    if (!std::is_sorted(listing->rows.begin(), listing->rows.end(), isBefore)) // as a server's list is
        std::stable_sort(listing->rows.begin(), listing->rows.end(), isBefore);
    if (!call->line().has("wide") || listing->rows.empty())
        return conclude(call, listing);
    for (int i = 0; i < wideAtOnce; ++i)
        widenNext(call, listing);
}

/// One list after the other into `rows`. All of a context stand or fall together, so that one failure is one problem.
void listKinds(ClusterAccess *access, const QString &ns, QList<WorkloadKind> kinds, const std::shared_ptr<std::vector<Listed>> &rows,
               const std::function<Listed(const Rollout &)> &make, const Callback<Result<Done>> &done)
{
    if (kinds.isEmpty())
        return done(Done{});
    const auto add = [rows, make, before = rows->size()](QList<Rollout> *page) {
        if (!page)
            return rows->resize(before);
        for (const Rollout &rollout : std::as_const(*page))
            rows->push_back(make(rollout));
    };
    const WorkloadKind kind = kinds.takeFirst();
    access->each(kind, ns, add, [=](const Result<Done> &read) {
        if (!read)
            return done(read);
        listKinds(access, ns, kinds, rows, make, done);
    });
}

void askContext(Call *call, const ListingPtr &listing, const QString &context)
{
    const auto access = call->access(context);
    if (!access) {
        problem(*listing, context, access.error());
        return answered(call, listing);
    }
    const QString where = call->line().has("all-namespaces") ? QString() : (*access)->defaultNamespace();
    const QString name = (*access)->context();
    const auto rows = std::make_shared<std::vector<Listed>>();
    const auto conclude = [=](const Result<Done> &read) {
        if (read)
            std::move(rows->begin(), rows->end(), std::back_inserter(listing->rows));
        else
            problem(*listing, name, read.error());
        answered(call, listing);
    };
    listKinds(*access, where, listedKinds(call->line()), rows, [name, json = call->out().json()](const Rollout &r) { return listed(name, r, json); }, conclude);
}

} // namespace

QList<WorkloadKind> listedKinds(const CommandLine &line)
{
    QList<WorkloadKind> kinds {WorkloadKind::Rollout};
    for (const auto &[option, kind] : {std::pair("deployments", WorkloadKind::Deployment), {"statefulsets", WorkloadKind::StatefulSet}, {"helm", WorkloadKind::HelmRelease}})
        if (line.has(option))
            kinds.append(kind);
    return kinds;
}

void runList(Call *call)
{
    const Result<QStringList> asked = call->contexts();
    if (!asked)
        return call->fail(asked.error());
    const QStringList &contexts = *asked;
    if (call->line().has("watch"))
        return watchFleet(call, contexts);
    const auto listing = std::make_shared<Listing>();
    listing->contexts = listing->open = int(contexts.size());
    for (const QString &context : contexts)
        askContext(call, listing, context);
}

} // namespace maestro
