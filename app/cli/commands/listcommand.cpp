// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/commands.h"
#include "cli/commands/watchcommand.h"
#include "cli/documents/documents.h"
#include "text/labels.h"

namespace maestro {

namespace {

constexpr int wideAtOnce = 8;

/// What is collected while the contexts answer. Shared by the callbacks of one call.
struct Listing
{
    int open = 0;
    int contexts = 0;
    QList<FleetRowPtr> rows;
    QList<ListProblem> problems;
    QList<Error> errors;
    QHash<ObjectRef, RolloutSnapshotPtr> wide;
    qsizetype next = 0;
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

void printTable(Call *call, const Listing &listing)
{
    const bool several = listing.contexts > 1;
    QStringList titles{QStringLiteral("NAMESPACE"), QStringLiteral("NAME"), QStringLiteral("STRATEGY"), QStringLiteral("STATUS"),
                       QStringLiteral("STEP"), QStringLiteral("WEIGHT"), QStringLiteral("READY"), QStringLiteral("MESSAGE")};
    if (several)
        titles.prepend(QStringLiteral("CONTEXT"));
    TextTable table(titles);
    for (const FleetRowPtr &row : listing.rows) {
        const Rollout &r = row->rollout;
        QStringList cells{row->ref.ns, row->ref.name, kindText(r), phaseLabel(row->phase.phase), stepText(r),
                          row->weight ? weightText(row->weight->wanted, row->weight->max) : QString(),
                          readyText(r), row->phase.message};
        if (several)
            cells.prepend(row->ref.context);
        table.add(cells);
    }
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
    QJsonArray items;
    const qint64 now = call->clock()->bootMs();
    for (const FleetRowPtr &row : listing.rows) {
        const RolloutSnapshotPtr wide = hasVerbs(row->rollout.workload) ? listing.wide.value(row->ref) : nullptr;
        items.append(wide ? rolloutDocument(*wide, ageOf(*wide, *call->clock())) : rolloutRowDocument(*row, freshnessAt(now, true, now)));
    }
    call->out().answer(rolloutListDocument(items, listing.problems, call->clock()->utcNow()));
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
    const FleetRowPtr row = listing->rows.at(listing->next++);
    if (!hasVerbs(row->rollout.workload))
        return widenNext(call, listing);
    const auto access = call->access(row->ref.context);
    if (!access)
        return call->fail(access.error());
    ++listing->open;
    (*access)->readParts(row->ref.ns, row->ref.name, row->rollout.workload, ClusterAccess::Depth::Whole, [=](Result<RolloutParts> parts) {
        --listing->open;
        if (parts)
            listing->wide.insert(row->ref, std::make_shared<const RolloutSnapshot>(snapshotNow(*parts, *call->clock())));
        else if (parts.error().kind != ErrorKind::NotFound)
            listing->problems.append({row->ref.context, parts.error().code, parts.error().message});
        widenNext(call, listing);
    });
}

void answered(Call *call, const ListingPtr &listing)
{
    if (--listing->open > 0)
        return;
    std::stable_sort(listing->rows.begin(), listing->rows.end(), [](const FleetRowPtr &a, const FleetRowPtr &b) { return a->ref < b->ref; });
    if (!call->line().has("wide") || listing->rows.isEmpty())
        return conclude(call, listing);
    for (int i = 0; i < wideAtOnce; ++i)
        widenNext(call, listing);
}

/// One list after the other. All of a context stand or fall together, so that one failure is one problem.
void listKinds(ClusterAccess *access, const QString &ns, QList<WorkloadKind> kinds, const QList<Rollout> &found, const Callback<Result<QList<Rollout>>> &done)
{
    if (kinds.isEmpty())
        return done(found);
    const WorkloadKind kind = kinds.takeFirst();
    access->list(kind, ns, [=](Result<QList<Rollout>> list) {
        if (!list)
            return done(list);
        listKinds(access, ns, kinds, found + *list, done);
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
    const auto take = [=](Result<QList<Rollout>> list) {
        if (!list)
            problem(*listing, name, list.error());
        else
            for (const Rollout &rollout : *list)
                listing->rows.append(makeFleetRow(name, rollout));
        answered(call, listing);
    };
    listKinds(*access, where, listedKinds(call->line()), {}, take);
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
    const auto workspace = call->workspace();
    if (!workspace)
        return call->fail(workspace.error());
    QStringList contexts = call->line().contexts;
    if (contexts.isEmpty())
        contexts.append((*workspace)->currentContext());
    contexts.removeDuplicates();
    // A name that does not exist is a mistake of the caller, not a cluster that fails.
    for (const QString &context : contexts)
        if (const auto access = call->access(context); !access && (contexts.size() == 1 || access.error().code == QLatin1String("unknownContext")))
            return call->fail(access.error());
    if (call->line().has("watch"))
        return watchFleet(call, contexts);
    const auto listing = std::make_shared<Listing>();
    listing->contexts = listing->open = int(contexts.size());
    for (const QString &context : contexts)
        askContext(call, listing, context);
}

} // namespace maestro
