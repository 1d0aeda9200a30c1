// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "prometheus/provenanceprobe.h"

#include "domain/promql/queryselectors.h"
#include "domain/promql/querytemplate.h"

#include <QSet>
#include <QTimer>

#include <cmath>

namespace maestro {

struct ProvenanceProbe::Work
{
    QStringList selectors;
    QSet<QString> jobs;
    Provenance provenance;
    bool missing = false; ///< a selector has no sample at all
    std::function<void(const Provenance &)> callback;
};

ProvenanceProbe::ProvenanceProbe(PromClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

void ProvenanceProbe::ask(const QString &promql, std::function<void(const Provenance &)> callback)
{
    const auto work = std::make_shared<Work>();
    work->provenance.query = promql;
    work->provenance.source = m_client->source();
    work->callback = std::move(callback);
    const Result<QStringList> selectors = querySelectors(promql);
    if (!selectors || selectors->isEmpty()) {
        if (!selectors)
            work->provenance.error = selectors.error();
        QTimer::singleShot(0, this, [work] { work->callback(work->provenance); });
        return;
    }
    work->selectors = *selectors;
    askSelector(work, 0, false);
}

void ProvenanceProbe::askSelector(const std::shared_ptr<Work> &work, qsizetype index, bool back)
{
    const QString selector = work->selectors.at(index);
    const QString query = back ? QStringLiteral("max by (job) (max_over_time(timestamp(%1)[15m:5s]))").arg(selector)
                               : QStringLiteral("max by (job) (timestamp(%1))").arg(selector);
    m_client->instant(query, {}, [this, guard = QPointer<ProvenanceProbe>(this), work, index, back](const PromAnswer &answer) {
        if (!guard)
            return;
        if (!answer.ok()) {
            work->provenance.error = answer.provenance.error;
            return work->callback(work->provenance);
        }
        if (answer.series.isEmpty() && !back)
            return askSelector(work, index, true);
        double newest = -1;
        for (const PromSeries &series : answer.series) {
            newest = std::max(newest, series.points.isEmpty() ? -1 : series.points.first().value);
            if (const QString job = series.labels.value(QStringLiteral("job")); !job.isEmpty())
                work->jobs.insert(job);
        }
        const QDateTime at = newest >= 0 ? QDateTime::fromMSecsSinceEpoch(std::llround(newest * 1000), Qt::UTC) : QDateTime();
        QDateTime &oldest = work->provenance.newestSampleAt;
        if (!at.isValid())
            work->missing = true;
        else if (!oldest.isValid() || at < oldest)
            oldest = at;
        if (index + 1 < work->selectors.size())
            return askSelector(work, index + 1, false);
        if (work->missing)
            oldest = {};
        askTargets(work);
    });
}

void ProvenanceProbe::askTargets(const std::shared_ptr<Work> &work)
{
    if (work->jobs.isEmpty()) {
        QTimer::singleShot(0, this, [work] { work->callback(work->provenance); });
        return;
    }
    QStringList jobs;
    for (const QString &job : std::as_const(work->jobs))
        jobs.append(promRegexQuoted(job));
    jobs.sort();
    const QString query = QStringLiteral("count_values(\"is\", up{job=~%1})").arg(promText(jobs.join(u'|')));
    m_client->instant(query, {}, [guard = QPointer<ProvenanceProbe>(this), work](const PromAnswer &answer) {
        if (!guard)
            return;
        int up = 0;
        int total = 0;
        for (const PromSeries &series : answer.series) {
            const int count = series.points.isEmpty() ? 0 : static_cast<int>(series.points.first().value);
            total += count;
            if (series.labels.value(QStringLiteral("is")) == u"1")
                up += count;
        }
        if (total > 0) {
            work->provenance.targetsUp = up;
            work->provenance.targetsTotal = total;
        }
        work->callback(work->provenance);
    });
}

} // namespace maestro
