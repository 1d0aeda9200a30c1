// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/shoppolicy.h"

namespace maestro {

QByteArray shopPolicy()
{
    return R"(apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {name: shop, version: 1}
calendar: {timezone: UTC}
services:
  - name: web
    workload: {kind: Rollout, namespace: shop, name: web}
    strategy: canary
metrics:
  - {name: errors, unit: ratio, better: lower, baseline: {from: stable}, query: 'errors{service="{{service}}",role="{{role}}"}'}
  - {name: latency, unit: ms, better: lower, query: 'latency{service="{{service}}",role="{{role}}"}'}
  - {name: success, unit: ratio, better: higher, query: 'success{service="{{service}}"}'}
gates:
  - {name: errors, metric: errors, pass: "<= baseline + 1pp", fail: "> 5%", for: 3m, on_fail: rollback}
  - {name: latency, metric: latency, pass: "<= 500ms", fail: "> 1000ms", on_fail: hold}
  - {name: slow-twice, metric: latency, fail: "> 700ms", consecutive: 2, on_fail: hold}
  - {name: availability, metric: success, pass: ">= 99.9%", on_fail: hold}
strategies:
  - name: canary
    kind: canary
    gates: [errors, latency, slow-twice, availability]
    phases: [{name: small, weight: "10%"}]
)";
}

QByteArray trafficPolicy()
{
    return R"(apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {name: traffic, version: 1}
calendar: {timezone: UTC}
bake: {burst_intervals: 1}
services:
  - name: web
    workload: {kind: Rollout, namespace: default, name: web}
    strategy: canary
metrics:
  - {name: errors, unit: ratio, better: lower, baseline: {from: stable},
     query: 'sum(rate(http_requests_total{service="{{service}}",role="{{role}}",code=~"5.."}[2m])) / sum(rate(http_requests_total{service="{{service}}",role="{{role}}"}[2m]))'}
  - {name: p95, unit: ms, better: lower, baseline: {from: stable},
     query: 'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{service="{{service}}",role="{{role}}"}[2m]))) * 1000'}
  - {name: success, unit: percent, better: higher,
     query: '100 * sum(rate(http_requests_total{service="{{service}}",code!~"5.."}[5m])) / sum(rate(http_requests_total{service="{{service}}"}[5m]))'}
  - {name: nothing, unit: none, better: lower, query: 'no_such_series{service="{{service}}"}'}
gates:
  - {name: errors, metric: errors, pass: "<= baseline + 1pp", fail: "> 5%", for: 3m, on_fail: rollback}
  - {name: latency, metric: p95, pass: "<= 1.2 * baseline", every: 5s, on_fail: hold}
  - {name: success, metric: success, pass: ">= 90%", on_fail: hold}
  - {name: unseen, metric: nothing, pass: "< 1", on_fail: hold}
strategies:
  - name: canary
    kind: canary
    gates: [errors, latency, success, unseen]
    phases: [{name: small, weight: "25%"}, {name: half, weight: "50%"}]
)";
}

} // namespace maestro
