// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/bake/bakereport.h"
#include "domain/bake/bakesample.h"
#include "prometheus/promclient.h"
#include "services/callback.h"

namespace maestro {

/// What both roles of a service did, interval by interval, and where that was read.
struct BakeReading
{
    std::vector<BakeSample> samples; ///< by time; at each the canary first
    QStringList queries;
    QString source;
    QStringList warnings;
    int intervals = 0;
};

constexpr qint64 longestBakeMs = 7LL * 24 * 3'600'000; ///< of minutes, within the 11,000 points of a line

/// Since when a canary is compared: its revision's beginning, at most a week back; an hour where nobody knows that.
QDateTime bakeBegin(const QDateTime &changedAt, const QDateTime &to);

/// What `reading` says under the report's rules; a sample that cannot belong to the stream is left out with a warning.
void compareInto(BakeReport &report, const BakeReading &reading);

/// Reads the usual counters of a service, labelled with service and role: http_requests_total with its code, and the histogram
/// http_request_duration_seconds, as what they grew by in each interval. An interval without a sample is unknown, not zero. Lives on the
/// client's thread.
class BakeReader : public QObject
{
    Q_OBJECT
public:
    explicit BakeReader(QObject *parent = nullptr);

    static constexpr qint64 intervalMs = 60'000;

    /// Fails as a whole, and where the server says that its answer may be incomplete: half of the data would make a false comparison.
    void read(PromClient *client, const QString &service, const QDateTime &from, const QDateTime &to, Callback<Result<BakeReading>> done);

private:
    struct Work;
};

} // namespace maestro
