// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/controller/analysiscontroller.h"

#include "sandbox/metrics/workloadmetrics.h"
#include "sandbox/rollouts/rolloutfacts.h"
#include "sandbox/store/json.h"

#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

constexpr qint64 errorRetryMs = 10'000;
constexpr int keptMeasurements = 10;
const QString manager = u"rollouts-controller"_s;

bool isTerminal(const QString &phase)
{
    return phase == u"Successful" || phase == u"Failed" || phase == u"Error" || phase == u"Inconclusive";
}

std::optional<bool> compare(double value, const QString &term)
{
    static const QRegularExpression pattern(
        u"\\A\\s*(?:asFloat\\()?result(?:\\[0\\])?\\)?\\s*(<=|>=|==|!=|<|>)\\s*(-?[0-9]+(?:\\.[0-9]+)?)\\s*\\z"_s);
    static const QRegularExpression nan(u"\\A\\s*isNaN\\(result(?:\\[0\\])?\\)\\s*\\z"_s);
    if (nan.match(term).hasMatch())
        return std::isnan(value);
    const auto match = pattern.match(term);
    if (!match.hasMatch())
        return std::nullopt;
    const double limit = match.captured(2).toDouble();
    const QString op = match.captured(1);
    if (op == u"<=")
        return value <= limit;
    if (op == u">=")
        return value >= limit;
    if (op == u"<")
        return value < limit;
    if (op == u">")
        return value > limit;
    return op == u"==" ? value == limit : value != limit;
}

std::optional<bool> holds(double value, const QString &condition)
{
    bool any = false;
    for (const QString &alternative : condition.split(u"||"_s)) {
        bool all = true;
        for (const QString &term : alternative.split(u"&&"_s)) {
            const auto truth = compare(value, term);
            if (!truth)
                return std::nullopt;
            all = all && *truth;
        }
        any = any || all;
    }
    return any;
}

/// The value a metric would read for the run's version.
double measure(ControllerContext &context, const QJsonObject &run, const QString &metric)
{
    const auto owners = at(run, u"metadata.ownerReferences").toArray();
    const QString service = owners.isEmpty() ? QString() : text(owners.first(), u"name");
    const QString hash = label(run, u"rollouts-pod-template-hash"_s);
    const Reading reading = context.metrics.read(namespaceOf(run), service, hash);
    if (metric.contains("success"_L1))
        return 1.0 - reading.errorRate;
    if (metric.contains("error"_L1))
        return reading.errorRate;
    return reading.p95Ms;
}

/// One metric of a run while it is worked on.
struct MetricWork
{
    QJsonObject spec;
    QJsonObject result;

    qint64 limit(const char16_t *name, qint64 absent) const { return at(spec, name).toVariant().toString().isEmpty() ? absent : at(spec, name).toVariant().toLongLong(); }
    qint64 counted(const char16_t *name) const { return number(result, name); }
    QString phase() const { return text(result, u"phase"); }
};

qint64 dueAt(const MetricWork &work, qint64 started, const SimClock &clock)
{
    const QJsonArray measurements = work.result.value("measurements"_L1).toArray();
    if (measurements.isEmpty())
        return started + durationMs(at(work.spec, u"initialDelay")).value_or(0);
    const qint64 last = clock.msOf(text(measurements.last(), u"finishedAt"));
    if (text(measurements.last(), u"phase") == u"Error")
        return last + errorRetryMs;
    return last + durationMs(at(work.spec, u"interval")).value_or(0);
}

void takeMeasurement(ControllerContext &context, const QJsonObject &run, MetricWork &work)
{
    const double value = measure(context, run, text(work.spec, u"name"));
    const QString phase = judge(value, text(work.spec, u"successCondition"), text(work.spec, u"failureCondition"));
    QJsonArray measurements = work.result.value("measurements"_L1).toArray();
    measurements.append(QJsonObject{{u"phase"_s, phase},
                                    {u"value"_s, u"[%1]"_s.arg(std::isnan(value) ? u"NaN"_s : QString::number(value, 'g', 6))},
                                    {u"startedAt"_s, context.clock.stamp()},
                                    {u"finishedAt"_s, context.clock.stamp()}});
    while (measurements.size() > keptMeasurements)
        measurements.removeFirst();
    work.result.insert(u"measurements"_s, measurements);
    const QString counter = phase == u"Successful" ? u"successful"_s : phase == u"Failed" ? u"failed"_s : phase == u"Error" ? u"error"_s : u"inconclusive"_s;
    work.result.insert(counter, number(work.result, counter) + 1);
    if (phase != u"Error")
        work.result.insert(u"count"_s, work.counted(u"count") + 1);
    work.result.insert(u"consecutiveError"_s, phase == u"Error" ? work.counted(u"consecutiveError") + 1 : 0);
    work.result.insert(u"consecutiveSuccess"_s, phase == u"Successful" ? work.counted(u"consecutiveSuccess") + 1 : 0);
}

/// Phase and reason of a metric after its measurements; Running while it goes on.
QPair<QString, QString> assess(const MetricWork &work)
{
    QString phase;
    QString reason;
    const auto over = [&](const char16_t *counter, const char16_t *limitName, qint64 absent, const QString &becomes) {
        const qint64 limit = work.limit(limitName, absent);
        if (limit >= 0 && work.counted(counter) > limit) {
            phase = becomes;
            reason = u"%1 (%2) > %3 (%4)"_s.arg(QStringView(counter)).arg(work.counted(counter)).arg(QStringView(limitName)).arg(limit);
        }
    };
    over(u"failed", u"failureLimit", 0, u"Failed"_s);
    over(u"inconclusive", u"inconclusiveLimit", 0, u"Inconclusive"_s);
    over(u"consecutiveError", u"consecutiveErrorLimit", 4, u"Error"_s);
    if (!phase.isEmpty())
        return {phase, reason};
    const bool endless = at(work.spec, u"interval").isString() && at(work.spec, u"count").isUndefined();
    if (!endless && work.counted(u"count") >= work.limit(u"count", 1))
        return {u"Successful"_s, {}};
    return {u"Running"_s, {}};
}

int badness(const QString &phase)
{
    static const QStringList order{u"Successful"_s, u"Running"_s, u"Pending"_s, u"Inconclusive"_s, u"Error"_s, u"Failed"_s};
    return int(order.indexOf(phase));
}

QList<MetricWork> worksOf(const QJsonObject &run)
{
    QList<MetricWork> works;
    const QJsonArray results = at(run, u"status.metricResults").toArray();
    for (const QJsonValue &metric : at(run, u"spec.metrics").toArray()) {
        MetricWork work{metric.toObject(), {{u"name"_s, text(metric, u"name")}, {u"phase"_s, u"Running"_s}}};
        for (const QJsonValue &result : results) {
            if (text(result, u"name") == text(metric, u"name"))
                work.result = result.toObject();
        }
        works.append(work);
    }
    return works;
}

void writeRun(ControllerContext &context, const QJsonObject &run, const QList<MetricWork> &works, const QString &phase, const QString &message)
{
    QJsonObject next = run;
    QJsonArray results;
    for (const MetricWork &work : works)
        results.append(work.result);
    put(next, u"status.metricResults", results);
    put(next, u"status.phase", phase);
    if (!message.isEmpty())
        put(next, u"status.message", message);
    if (text(run, u"status.startedAt").isEmpty())
        put(next, u"status.startedAt", context.clock.stamp());
    if (isTerminal(phase))
        put(next, u"status.completedAt", context.clock.stamp());
    (void)context.writer.update(typeOf(u"AnalysisRun"_s), namespaceOf(run), nameOf(run), next, {manager});
    if (!isTerminal(phase))
        return;
    if (phase == u"Successful")
        context.events.normal(run, u"AnalysisRun"_s + phase, u"Analysis Completed. Result: "_s + phase);
    else
        context.events.warning(run, u"AnalysisRun"_s + phase, u"Analysis Completed. Result: "_s + phase);
}

} // namespace

QString judge(double value, const QString &success, const QString &failure)
{
    const auto failed = failure.isEmpty() ? std::optional(false) : holds(value, failure);
    const auto passed = success.isEmpty() ? std::optional(failure.isEmpty() || !failed.value_or(true)) : holds(value, success);
    if (!failed || !passed)
        return u"Error"_s;
    if (*failed)
        return u"Failed"_s;
    if (*passed)
        return u"Successful"_s;
    return failure.isEmpty() ? u"Failed"_s : u"Inconclusive"_s;
}

void reconcileAnalysisRun(ControllerContext &context, const QJsonObject &run)
{
    if (isTerminal(text(run, u"status.phase")))
        return;
    QList<MetricWork> works = worksOf(run);
    if (works.isEmpty())
        return writeRun(context, run, works, u"Error"_s, u"the run has no metrics"_s);
    const QString startedAt = text(run, u"status.startedAt");
    const qint64 started = startedAt.isEmpty() ? context.clock.ms() : context.clock.msOf(startedAt);
    const bool terminated = flag(run, u"spec.terminate");
    qint64 next = std::numeric_limits<qint64>::max();
    QString worst = u"Successful"_s;
    QString message = terminated ? u"Run Terminated"_s : QString();
    bool running = false;
    for (MetricWork &work : works) {
        if (!isTerminal(work.phase()) && !terminated && dueAt(work, started, context.clock) <= context.clock.ms())
            takeMeasurement(context, run, work);
        const auto [phase, reason] = isTerminal(work.phase()) ? QPair(work.phase(), QString()) : assess(work);
        work.result.insert(u"phase"_s, phase == u"Running" && terminated ? u"Successful"_s : phase);
        if (!isTerminal(phase) && !terminated) {
            running = true;
            next = std::min(next, dueAt(work, started, context.clock));
        }
        if (badness(work.phase()) > badness(worst)) {
            worst = work.phase();
            if (!reason.isEmpty())
                message = u"Metric \"%1\" assessed %2 due to %3"_s.arg(text(work.spec, u"name"), phase, reason);
        }
    }
    const bool endsEarly = badness(worst) >= badness(u"Inconclusive"_s);
    if (!running || endsEarly) {
        for (MetricWork &work : works) {
            if (!isTerminal(work.phase()))
                work.result.insert(u"phase"_s, u"Successful"_s);
        }
        return writeRun(context, run, works, endsEarly ? worst : u"Successful"_s, message);
    }
    writeRun(context, run, works, u"Running"_s, {});
    context.again(run, std::max<qint64>(next - context.clock.ms(), 50));
}

} // namespace maestro::sandbox
