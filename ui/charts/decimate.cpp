// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/decimate.h"

#include <QLineF>

#include <algorithm>
#include <cmath>
#include <limits>

namespace maestro {

namespace {

using Point = SampleSeries::Point;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

qint64 widestStep(const SampleSeries &series)
{
    return series.stepMs > 0 ? series.stepMs * 3 / 2 : std::numeric_limits<qint64>::max();
}

/// Collects samples and holes, and folds them when there are more samples than room.
class Folder
{
public:
    Folder(DrawnLine &out, qint64 from, qint64 bucketMs)
        : m_out(out)
        , m_from(from)
        , m_bucketMs(bucketMs)
    {
    }

    void hole() { m_hole = true; }

    void take(const Point &point)
    {
        const qint64 bucket = m_bucketMs > 0 ? (point.ms - m_from) / m_bucketMs : m_bucket + 1;
        if (m_any && bucket != m_bucket)
            flush();
        m_bucket = bucket;
        if (m_hole)
            m_holes << (m_any ? m_last : std::numeric_limits<qint64>::min());
        m_hole = false;
        if (!m_any || point.value < m_least.value)
            m_least = point;
        if (!m_any || point.value > m_most.value)
            m_most = point;
        m_any = true;
        m_last = point.ms;
    }

    void flush()
    {
        if (!m_any)
            return;
        const bool falls = m_most.ms < m_least.ms;
        const Point &a = falls ? m_most : m_least;
        const Point &b = falls ? m_least : m_most;
        bool before = false;
        bool between = false;
        bool after = false;
        for (const qint64 hole : std::as_const(m_holes)) {
            before = before || hole < a.ms;
            between = between || (hole >= a.ms && hole < b.ms);
            after = after || hole >= b.ms;
        }
        if (before)
            gap();
        emitPoint(a);
        if (b.ms != a.ms) {
            if (between)
                gap();
            emitPoint(b);
        }
        m_holes.clear();
        m_any = false;
        if (after)
            m_hole = true;
    }

private:
    void gap()
    {
        if (!m_out.line.isEmpty() && !std::isnan(m_out.line.last().y()))
            m_out.line << QPointF(m_out.line.last().x(), nan);
    }
    void emitPoint(const Point &point) { m_out.line << QPointF(double(point.ms - m_from), point.value); }

    DrawnLine &m_out;
    qint64 m_from;
    qint64 m_bucketMs;
    qint64 m_bucket = std::numeric_limits<qint64>::min() / 2;
    bool m_any = false;
    bool m_hole = false;
    Point m_least;
    Point m_most;
    qint64 m_last = 0;
    QList<qint64> m_holes; ///< each after the sample at this time
};

void findLone(DrawnLine &drawn)
{
    const QList<QPointF> &line = drawn.line;
    for (int i = 0; i < line.size(); ++i) {
        const bool left = i == 0 || std::isnan(line.at(i - 1).y());
        const bool right = i + 1 == line.size() || std::isnan(line.at(i + 1).y());
        if (left && right && !std::isnan(line.at(i).y()))
            drawn.lone << line.at(i);
    }
}

} // namespace

DrawnLine decimate(const SampleSeries &series, qint64 from, qint64 to, int columns)
{
    DrawnLine drawn;
    const auto before = [](const Point &p, qint64 ms) { return p.ms < ms; };
    auto first = std::lower_bound(series.points.begin(), series.points.end(), from, before);
    auto last = std::lower_bound(first, series.points.end(), to + 1, before);
    if (first == last)
        return drawn;
    const qint64 inside = last - first;
    if (first != series.points.begin())
        --first;
    if (last != series.points.end())
        ++last;
    const qint64 buckets = std::max(1, columns / 2);
    const qint64 bucketMs = inside > columns ? std::max<qint64>(1, (to - from + buckets - 1) / buckets) : 0;
    const qint64 widest = widestStep(series);
    drawn.line.reserve(std::min<qsizetype>(last - first, 2 * buckets + 8) + 8);
    Folder folder(drawn, from, bucketMs);
    qint64 previous = first->ms;
    for (auto it = first; it != last; ++it) {
        if (it->ms - previous > widest)
            folder.hole();
        previous = it->ms;
        if (std::isfinite(it->value)) {
            folder.take(*it);
            continue;
        }
        folder.hole();
        if (std::isinf(it->value))
            drawn.infinite << QPointF(double(it->ms - from), it->value > 0 ? 1 : -1);
    }
    folder.flush();
    findLone(drawn);
    return drawn;
}

int piecesThrough(const QList<QPointF> &line, const QRectF &box)
{
    const QLineF edges[] {{box.topLeft(), box.topRight()}, {box.topRight(), box.bottomRight()}, {box.bottomRight(), box.bottomLeft()}, {box.bottomLeft(), box.topLeft()}};
    int count = 0;
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QLineF piece(line.at(i - 1), line.at(i));
        if (std::isnan(piece.y1()) || std::isnan(piece.y2()))
            continue;
        const bool meets = box.contains(piece.p1()) || box.contains(piece.p2())
            || std::any_of(std::begin(edges), std::end(edges), [&piece](const QLineF &edge) { return piece.intersects(edge) == QLineF::BoundedIntersection; });
        count += meets ? 1 : 0;
    }
    return count;
}

std::optional<double> valueAt(const SampleSeries &series, qint64 ms)
{
    auto next = std::upper_bound(series.points.begin(), series.points.end(), ms, [](qint64 v, const Point &p) { return v < p.ms; });
    if (next == series.points.begin())
        return {};
    const Point &point = *(next - 1);
    const qint64 reach = series.stepMs > 0 ? widestStep(series) : std::numeric_limits<qint64>::max();
    if (ms - point.ms > reach || std::isnan(point.value))
        return {};
    return point.value;
}

std::optional<SampleSeries::Point> lastPoint(const SampleSeries &series)
{
    for (auto it = series.points.crbegin(); it != series.points.crend(); ++it) {
        if (std::isfinite(it->value))
            return *it;
    }
    return {};
}

} // namespace maestro
