// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prometheus/rangecache.h"
#include "services/slo/workloadhealth.h"

namespace maestro {

/// What the charts of one workload show: an invalid `to` follows the present, with the span that there was when it was asked for.
struct ChartRange
{
    qint64 spanMs = 30 * 60'000;
    QDateTime to;
    int points = 240; ///< of a line, about
};

QString seriesLabel(const PromSeries &series); ///< its labels without the name: "pod=a, zone=b"

/// Reads the lines that charts draw: those of each metric that a gate in force reads, and how fast the budget burns. A line has the
/// points that the server gave, no more and no fewer. Asks for what is new only. Lives on the client's thread.
class ChartReader : public QObject
{
    Q_OBJECT
public:
    explicit ChartReader(QObject *parent = nullptr);

    /// `health` has a report. Calls back once, later; not when the client goes meanwhile.
    void read(PromClient *client, const WorkloadHealth &health, const ChartRange &range, Callback<ChartSetPtr> done);

private:
    struct Work;
    void askForCanary(RangeCache *cache, const std::shared_ptr<Work> &work, const SloTarget &target);
    void ask(RangeCache *cache, const std::shared_ptr<Work> &work, const QString &promql, std::function<void(const PromAnswer &)> take);
};

} // namespace maestro
