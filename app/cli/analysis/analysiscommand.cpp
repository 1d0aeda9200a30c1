// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/commands.h"

#include "cli/documents/documents.h"
#include "services/cluster/analysiswatch.h"
#include "text/humanize.h"

namespace maestro {

namespace {

struct Listing
{
    qsizetype open = 0;
    qsizetype contexts = 0;
    QList<FleetRun> runs;
    QList<ListProblem> problems;
    QList<Error> errors;
};

QString metricsText(const AnalysisRun &run)
{
    QStringList parts;
    for (const MetricResult &metric : run.metrics)
        parts.append(metric.name + u'=' + metric.phase);
    return parts.join(u' ');
}

QStringList cells(const FleetRun &row)
{
    const AnalysisRun &run = *row.run;
    return {row.context, run.meta.ns, run.meta.name, row.rollout(), run.phase, metricsText(run), run.message};
}

void print(Call *call, Listing &listing)
{
    sortRuns(listing.runs);
    for (const ListProblem &p : listing.problems)
        call->out().note(CliText::tr("maestro: context %1: %2").arg(p.context, p.message));
    if (call->out().json())
        return call->out().answer(analysisRunListDocument(listing.runs, listing.problems, call->clock()->utcNow()));
    TextTable table({QStringLiteral("CONTEXT"), QStringLiteral("NAMESPACE"), QStringLiteral("NAME"), QStringLiteral("ROLLOUT"), QStringLiteral("PHASE"),
                     QStringLiteral("METRICS"), QStringLiteral("MESSAGE")});
    for (const FleetRun &row : std::as_const(listing.runs))
        table.add(cells(row));
    if (table.isEmpty())
        call->out().note(CliText::tr("no analysis runs"));
    else
        call->out().answer(table.text());
}

/// As for list: only when every context failed is the call a failure.
void conclude(Call *call, Listing &listing)
{
    if (listing.errors.size() < listing.contexts) {
        print(call, listing);
        return call->finish(0);
    }
    Error error = listing.errors.constFirst();
    for (const Error &other : std::as_const(listing.errors))
        if (other.kind != error.kind)
            error.kind = ErrorKind::Unreachable;
    call->fail(error);
}

/// What one context tells, change by change: first the whole list, then one AnalysisRun per change, `Removed` for one that went.
class RunPrinter : public QObject
{
public:
    RunPrinter(Call *call, ClusterAccess *access, const QStringList &namespaces)
        : QObject(call)
        , m_call(call)
        , m_watch(access->client(), namespaces, {access->defaultNamespace()}, this)
    {
        connect(&m_watch, &AnalysisWatch::changed, this, &RunPrinter::print);
    }

private:
    void print()
    {
        for (const QString &problem : m_watch.problems())
            if (!std::exchange(m_told[problem], true))
                m_call->out().note(displaySafe(problem, 1024));
        if (!m_watch.complete())
            return;
        QList<FleetRun> runs = m_watch.runs();
        sortRuns(runs);
        if (m_first)
            m_call->out().answer(analysisRunListDocument(runs, {}, m_call->clock()->utcNow()));
        QHash<QString, FleetRun> seen;
        for (const FleetRun &row : std::as_const(runs)) {
            const QString &uid = row.run->meta.uid;
            seen.insert(uid, row);
            if (m_printed.value(uid).run == row.run)
                continue;
            if (!m_first)
                m_call->out().answer(analysisRunDocument(row));
            m_call->out().answer(utcText(m_call->clock()->utcNow()) + QStringLiteral("  ") + displaySafe(cells(row).join(QStringLiteral("  ")), 1024));
        }
        m_first = false;
        for (auto old = m_printed.cbegin(); old != m_printed.cend(); ++old)
            if (!seen.contains(old.key()))
                removed(*old);
        m_printed = seen;
        if (m_call->out().readerGone() || m_call->out().failed())
            m_call->finish(0);
    }

    void removed(const FleetRun &row)
    {
        QJsonObject object = document(QStringLiteral("Removed"));
        object[QLatin1String("context")] = row.context;
        object[QLatin1String("namespace")] = row.run->meta.ns;
        object[QLatin1String("name")] = row.run->meta.name;
        object[QLatin1String("uid")] = row.run->meta.uid;
        m_call->out().answer(object);
        m_call->out().answer(CliText::tr("%1/%2 was deleted").arg(displaySafe(row.run->meta.ns), displaySafe(row.run->meta.name)));
    }

    Call *m_call;
    AnalysisWatch m_watch;
    QHash<QString, FleetRun> m_printed; ///< by UID
    QHash<QString, bool> m_told;
    bool m_first = true;
};

void readContext(Call *call, const std::shared_ptr<Listing> &listing, const QString &context, bool watch)
{
    const auto answered = [call, listing, watch](const QString &name, const Error &error) {
        listing->problems.append({name, error.code, error.message});
        listing->errors.append(error);
        if (watch && listing->contexts > 1)
            call->out().note(CliText::tr("maestro: context %1: %2").arg(name, error.message));
    };
    const auto access = call->access(context);
    if (!access) {
        answered(context, access.error());
        if (--listing->open == 0)
            conclude(call, *listing);
        return;
    }
    const QString where = call->line().has("all-namespaces") ? QString() : (*access)->defaultNamespace();
    (*access)->listAnalysisRuns(where, [=, name = (*access)->context(), asked = *access](Result<QList<AnalysisRun>> runs) {
        if (runs && watch) {
            new RunPrinter(call, asked, where.isEmpty() ? QStringList() : QStringList {where});
            return;
        }
        if (!runs)
            answered(name, runs.error());
        else
            for (const AnalysisRun &run : *runs)
                listing->runs.append({name, std::make_shared<const AnalysisRun>(run)});
        if (--listing->open == 0)
            conclude(call, *listing);
    });
}

} // namespace

void runAnalysisRuns(Call *call)
{
    const Result<QStringList> asked = call->contexts();
    if (!asked)
        return call->fail(asked.error());
    const QStringList &contexts = *asked;
    const auto listing = std::make_shared<Listing>();
    listing->contexts = listing->open = contexts.size();
    for (const QString &context : contexts)
        readContext(call, listing, context, call->line().has("watch"));
}

} // namespace maestro
