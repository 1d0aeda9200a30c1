// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <array>

namespace maestro {

/// Two roles of the service "web" in OpenMetrics, a sample every 15 s: 60 requests/s stable and 12 canary, of which a share fails, all
/// below 250 ms except a share of the canary's. Known truth for whoever asks about it.
struct BackfilledTraffic
{
    qint64 fromS = 0;
    qint64 toS = 0;
    qint64 badFromS = 0; ///< from here on the canary fails with `badShare`
    double goodShare = 0.01;
    double badShare = 0.1;
    double slowShare = 0; ///< of the canary, over 500 ms

    QByteArray openMetrics() const
    {
        QByteArray ok;
        QByteArray failed;
        QByteArray buckets;
        QByteArray up;
        for (const QByteArray &role : {QByteArray("canary"), QByteArray("stable")}) {
            const bool canary = role == "canary";
            const QByteArray labels = "{job=\"web\",service=\"web\",role=\"" + role + '"';
            double good = 0;
            double bad = 0;
            std::array<QByteArray, 4> lines; // one series after the other, as OpenMetrics wants it
            QByteArray goodLines;
            QByteArray badLines;
            for (qint64 at = fromS; at <= toS; at += 15) {
                const double share = canary && at > badFromS ? badShare : goodShare;
                const double requests = 15 * (canary ? 12 : 60);
                good += requests * (1 - share);
                bad += requests * share;
                const QByteArray time = ' ' + QByteArray::number(at) + '\n';
                goodLines += "http_requests_total" + labels + ",code=\"200\"} " + QByteArray::number(good, 'f', 3) + time;
                badLines += "http_requests_total" + labels + ",code=\"500\"} " + QByteArray::number(bad, 'f', 3) + time;
                const double all = good + bad;
                const std::array<double, 4> counts{all * 0.5, all * (canary ? 1 - slowShare : 1), all, all};
                const std::array<const char *, 4> bounds{"0.1", "0.25", "1", "+Inf"};
                for (size_t i = 0; i < counts.size(); ++i)
                    lines[i] += "http_request_duration_seconds_bucket" + labels + ",le=\"" + bounds[i] + "\"} " + QByteArray::number(counts[i], 'f', 3) + time;
            }
            ok += goodLines;
            failed += badLines;
            for (const QByteArray &line : lines)
                buckets += line;
        }
        for (qint64 at = fromS; at <= toS; at += 15)
            up += "up{job=\"web\",instance=\"a\"} 1 " + QByteArray::number(at) + '\n';
        return "# TYPE up gauge\n" + up + "# TYPE http_requests counter\n" + ok + failed + "# TYPE http_request_duration_seconds histogram\n" + buckets + "# EOF\n";
    }
};

} // namespace maestro
