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

} // namespace maestro
