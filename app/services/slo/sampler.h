// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prometheus/provenanceprobe.h"
#include "services/callback.h"
#include "services/slo/gatequeries.h"

namespace maestro {

/// Answers to the questions of one moment.
struct SampleSet
{
    QDateTime at;
    QList<Sample> samples;
    QMap<QString, Provenance> provenance; ///< by metric, of the value that is judged
    std::optional<Error> problem; ///< the server gave no answer at all
    qint64 skewMs = 0; ///< the server's clock against ours, where it is more than its answers are under way

    bool operator==(const SampleSet &) const = default;
};

/// Turns questions into samples: of one instant, or of many instants of the past at once. A query that gives several series gives several
/// samples, none gives one without a value. A sample is as old as the oldest of what its query reads; where nobody can tell, it
/// counts as missing. Lives on the client's thread, asks nothing twice at a time (PromClient sees to that). After two deadlines of the
/// client what has not come is given up, however many questions wait.
class Sampler : public QObject
{
    Q_OBJECT
public:
    explicit Sampler(QObject *parent = nullptr);

    /// `lastGood`: the time of the earlier window; invalid: there is none, and those questions are not asked.
    void now(PromClient *client, const GateQueries &queries, const QDateTime &at, const QDateTime &lastGood, Callback<SampleSet> done);
    /// Every `stepMs` from `from` to `to`, both on the grid; the samples count as fresh, and what the server warned of stands in the first. Fails as a whole: nothing on any error.
    void past(PromClient *client, const GateQueries &queries, qint64 fromMs, qint64 toMs, qint64 stepMs, const QDateTime &lastGood, Callback<QList<SampleSet>> done);

private:
    struct Moment;
    struct Past;
    static std::optional<Error> doubtOf(const PromAnswer &answer, const QDateTime &at, const PromClient *client);
    void askAge(PromClient *client, const std::shared_ptr<Moment> &work, qsizetype index);
};

} // namespace maestro
