// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/bakestreams.h"

#include <QElapsedTimer>

#include <cstdio>

using namespace maestro;
using namespace maestro::test;

/// Samples a second of one bake with 12 buckets, a verdict after each, beside the reading alone; then how often it cries wolf and how late it
/// tells, where bursts of errors are forgiven (as by default) and where they are not.
int main()
{
    constexpr int samples = 40'000;
    std::vector<double> bounds, counts;
    for (int i = 1; i <= 12; ++i) {
        bounds.push_back(25.0 * i);
        counts.push_back(60 + 3.2 * i);
    }
    for (const bool judged : {false, true}) {
        BakeComparison bake;
        QElapsedTimer timer;
        timer.start();
        double seen = 0;
        for (int i = 0; i < samples; ++i) {
            const QDateTime at = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000 + qint64(i / 2) * 60'000, Qt::UTC);
            bake.add({at, i % 2 ? BakeRole::Stable : BakeRole::Canary, 100, double(i % 3), LatencyCounts{bounds, counts, 100}});
            if (judged)
                seen += bake.verdict().score.value_or(0);
        }
        const double us = double(timer.nsecsElapsed()) / 1000 / samples;
        std::printf("%-58s %.1f us a sample, %.0f samples/s%s\n", judged ? "bake: 12 buckets, a verdict after each sample" : "bake: 12 buckets, taken in", us, 1e6 / us,
                    seen < 0 ? "?" : "");
    }

    BakeRules none;
    none.burstIntervals = 1;
    const auto tell = [&none](const char *what, const Truth &truth, int intervals) {
        const BakeRates said = watchBakes(truth, 200, intervals);
        const BakeRates bare = watchBakes(truth, 200, intervals, none);
        std::printf("bake: %-52s worse in %5.1f %% after %3.0f intervals; bursts not forgiven %5.1f %% after %3.0f\n", what, said.worse, said.after, bare.worse, bare.after);
    };
    tell("no difference, none", steady(100, 900, 0.005, 0.005), 240);
    for (const double mean : {4.0, 10.0, 20.0, 40.0})
        tell(qPrintable(QStringLiteral("no difference, bursts of %1 intervals").arg(mean)), lastingBursts(mean, 50, 0.05), 240);
    tell("0.5 to 2 %", steady(100, 900, 0.02, 0.005), 900);
    tell("0.5 to 1 %", steady(100, 900, 0.01, 0.005), 900);
    tell("0.5 to 2 % after an hour", [](Random &, int t) { return Interval{100, 900, t < 60 ? 0.005 : 0.02, 0.005}; }, 900);
    tell("four times as many, among bursts of ten", lastingBursts(10, 50, 0.05, 1, 4), 900);
}
