// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/metrics/workloadmetrics.h"

#include "sandbox/store/json.h"
#include "sandbox/store/simclock.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

const QList<double> bucketLimits{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

/// Share of requests faster than `seconds` for a log-normal latency with these quantiles.
double fasterThan(double seconds, double p50Ms, double p95Ms)
{
    const double median = std::max(p50Ms, 0.1) / 1000.0;
    const double sigma = std::max(std::log(std::max(p95Ms, p50Ms * 1.01) / std::max(p50Ms, 0.1)) / 1.6448536, 0.01);
    return 0.5 * std::erfc(-(std::log(seconds / median) / sigma) / std::sqrt(2.0));
}

QByteArray escaped(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    return bytes.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
}

} // namespace

WorkloadMetrics::WorkloadMetrics(const ObjectStore &store, const SimClock &clock, const BehaviourTable &behaviours)
    : m_store(store)
    , m_clock(clock)
    , m_behaviours(behaviours)
{
}

Reading WorkloadMetrics::readSet(const QString &service, const QJsonObject &set) const
{
    const QString tag = tagOf(text(set, u"spec.template.spec.containers.0.image"));
    const Behaviour behaviour = m_behaviours.of(service, tag);
    const qint64 age = m_clock.ms() - m_clock.msOf(text(set, u"metadata.creationTimestamp"));
    const Behaviour shown = age >= behaviour.degradesAfterMs ? behaviour : Behaviour{};
    // A slow, deterministic breath so that curves do not look drawn with a ruler.
    const double wave = 1.0 + 0.06 * std::sin(double(m_clock.ms()) / 37000.0 + double(qHash(service, 1) % 7));
    Reading reading{tag, behaviour.requestsPerSecond * wave, std::min(1.0, shown.errorRate * wave), shown.p50Ms * wave, shown.p95Ms * wave};
    reading.pods = int(number(set, u"status.replicas"));
    reading.readyPods = int(number(set, u"status.readyReplicas"));
    if (reading.readyPods == 0)
        reading.requestsPerSecond = 0;
    return reading;
}

Reading WorkloadMetrics::read(const QString &ns, const QString &service, const QString &hash) const
{
    const ObjectPtr rollout = m_store.find(typeOf(u"Rollout"_s), ns, service);
    if (!rollout)
        return {};
    for (const ObjectPtr &set : m_store.ownedBy(typeOf(u"ReplicaSet"_s), uidOf(rollout->body()))) {
        if (label(set->body(), u"rollouts-pod-template-hash"_s) == hash)
            return readSet(service, set->body());
    }
    return {};
}

QList<WorkloadMetrics::Version> WorkloadMetrics::versions(const QJsonObject &rollout) const
{
    QList<Version> found;
    int ready = 0;
    const QString stable = text(rollout, u"status.stableRS");
    for (const ObjectPtr &set : m_store.ownedBy(typeOf(u"ReplicaSet"_s), uidOf(rollout))) {
        Version version{namespaceOf(rollout), nameOf(rollout), label(set->body(), u"rollouts-pod-template-hash"_s), {}, 0, readSet(nameOf(rollout), set->body())};
        if (version.reading.pods == 0)
            continue;
        version.role = version.hash == stable ? u"stable"_s : u"canary"_s;
        ready += version.reading.readyPods;
        found.append(version);
    }
    const QJsonValue weights = at(rollout, u"status.canary.weights");
    const QString active = text(rollout, u"status.blueGreen.activeSelector");
    for (Version &version : found) {
        if (weights.isObject()) {
            const double total = double(number(weights, u"canary.weight") + number(weights, u"stable.weight"));
            const double own = double(number(weights, version.hash == text(weights, u"canary.podTemplateHash") && version.role != u"stable" ? u"canary.weight" : u"stable.weight"));
            version.share = total > 0 ? own / total : 0;
        } else if (!active.isEmpty()) {
            version.share = version.hash == active ? 1 : 0;
        } else {
            version.share = ready > 0 ? double(version.reading.readyPods) / ready : 0;
        }
    }
    return found;
}

void WorkloadMetrics::advance()
{
    const double seconds = double(m_clock.ms() - m_lastMs) / 1000.0;
    m_lastMs = m_clock.ms();
    for (const ObjectPtr &rollout : m_store.list(typeOf(u"Rollout"_s))) {
        for (const Version &version : versions(rollout->body())) {
            Series &series = m_series[{version.ns, version.service, version.hash}];
            series.role = version.role;
            series.tag = version.reading.tag;
            series.buckets.resize(bucketLimits.size());
            const double requests = version.reading.requestsPerSecond * version.share * seconds;
            series.bad += requests * version.reading.errorRate;
            series.good += requests * (1 - version.reading.errorRate);
            series.seconds += requests * version.reading.p50Ms / 1000.0;
            for (qsizetype i = 0; i < bucketLimits.size(); ++i)
                series.buckets[i] += requests * fasterThan(bucketLimits.at(i), version.reading.p50Ms, version.reading.p95Ms);
        }
    }
}

QByteArray WorkloadMetrics::exposition() const
{
    QByteArray requests = "# HELP http_requests_total Requests served.\n# TYPE http_requests_total counter\n";
    QByteArray latency = "# HELP http_request_duration_seconds Time to serve a request.\n# TYPE http_request_duration_seconds histogram\n";
    const auto rounded = [](double value) { return QByteArray::number(std::floor(value), 'f', 0); };
    for (auto it = m_series.begin(); it != m_series.end(); ++it) {
        const Series &series = it.value();
        const QByteArray labels = "namespace=\"" + escaped(it.key().at(0)) + "\",service=\"" + escaped(it.key().at(1)) + "\",hash=\"" + escaped(it.key().at(2))
            + "\",role=\"" + escaped(series.role) + "\",version=\"" + escaped(series.tag) + '"';
        requests += "http_requests_total{" + labels + ",code=\"200\"} " + rounded(series.good) + '\n';
        requests += "http_requests_total{" + labels + ",code=\"500\"} " + rounded(series.bad) + '\n';
        const double all = std::floor(series.good) + std::floor(series.bad);
        for (qsizetype i = 0; i < series.buckets.size(); ++i)
            latency += "http_request_duration_seconds_bucket{" + labels + ",le=\"" + QByteArray::number(bucketLimits.at(i)) + "\"} "
                + rounded(std::min(series.buckets.at(i), all)) + '\n';
        latency += "http_request_duration_seconds_bucket{" + labels + ",le=\"+Inf\"} " + rounded(all) + '\n';
        latency += "http_request_duration_seconds_sum{" + labels + "} " + QByteArray::number(series.seconds, 'f', 3) + '\n';
        latency += "http_request_duration_seconds_count{" + labels + "} " + rounded(all) + '\n';
    }
    return requests + latency;
}

QPair<int, QByteArray> WorkloadMetrics::health(const QString &ns, const QString &service) const
{
    const ObjectPtr rollout = m_store.find(typeOf(u"Rollout"_s), ns, service);
    if (!rollout)
        return {404, R"({"status":"unknown"})"};
    const Version *served = nullptr;
    const QList<Version> all = versions(rollout->body());
    for (const Version &version : all) {
        if (!served || version.share > served->share)
            served = &version;
    }
    const bool up = served && served->reading.readyPods > 0;
    const bool sound = up && served->reading.errorRate < 0.05;
    QJsonObject body{{u"status"_s, !up ? u"down"_s : sound ? u"up"_s : u"degraded"_s}, {u"service"_s, service}};
    if (served) {
        body.insert(u"version"_s, served->reading.tag);
        body.insert(u"readyPods"_s, served->reading.readyPods);
        body.insert(u"latencyMs"_s, std::round(served->reading.p50Ms));
    }
    return {sound ? 200 : 503, compact(body)};
}

} // namespace maestro::sandbox
