// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prometheus/promclient.h"

namespace maestro {

/// How old the samples behind a query are, and whether the targets of their jobs are up (ledger SLO-36). The time of an answer is the
/// time of the evaluation, and a rate lives on for its whole range after a scrape has stopped; so the selectors of the query are asked
/// for the time of their newest sample, up to 15 minutes back (exact to five seconds once they have stopped).
/// Equal questions under way are asked once. Lives on the client's thread.
class ProvenanceProbe : public QObject
{
    Q_OBJECT
public:
    explicit ProvenanceProbe(PromClient *client, QObject *parent = nullptr);

    /// Fills query, source, newestSampleAt (of the selector whose newest is the oldest: a value is as old as its oldest part), targetsUp
    /// and targetsTotal; invalid and nothing when there are no samples or no `up`. Calls back once, later.
    void ask(const QString &promql, std::function<void(const Provenance &)> callback);

private:
    struct Work;
    void askSelector(const std::shared_ptr<Work> &work, qsizetype index, bool back);
    void askTargets(const std::shared_ptr<Work> &work);

    PromClient *m_client;
};

} // namespace maestro
