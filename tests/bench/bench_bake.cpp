// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/bake/bakecomparison.h"

#include <QElapsedTimer>

#include <cstdio>

using namespace maestro;

/// Samples a second of one bake with 12 buckets, a verdict after each; beside it the reading alone.
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
}
