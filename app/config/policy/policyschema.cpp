// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/policyschema.h"

namespace maestro {

namespace {

// Types: a scalar's name; =words; @space/space a name from there; {table}; []T; <>T a map, <space>T one whose keys are names; T|T.
// Keys: ! required, * required and unique within its list.
struct Row
{
    const char *table;
    const char *fields;
};

constexpr const char *guards = "=confirm,hold,type-name,type-count";

constexpr Row rows[] = {
    {"policy", "apiVersion!: =maestro.console/v1; kind!: =ReleasePolicy; metadata!: {metadata}; extends: text|[]text; calendar: {calendar}; http: {http};"
               "variables: <>text|{variable}; limits: <>limit; environments: []{environment}; services: []{service}; dependencies: []{dependency};"
               "metrics: []{metric}; signals: []{signal}; gates: []{gate}; gate_sets: <>[]@gates; strategies: []{strategy}; decisions: {decisions};"
               "actions: {actions}; start_methods: []{startMethod}; emergency: {emergency}; rollback: {rollback}; validation: []{validation};"
               "suites: []{suite}; triage: []{playbook}; checklists: []{checklist}; drills: []{drill}; alerts: {alerts}; escalation: []{escalation};"
               "communications: []{communication}; channels: []{channel}; contacts: []{contact}; roles: []{role}; rhythm: []{rhythm};"
               "evidence: {evidence}; kpis: <><>condition|{kpi}; pages: []{page}; links: []{link}; files: {files}; cli: {cli}; bake: {bake}"},
    {"metadata", "name!: name; source: text; version: text; reviewed: text; owner: text; author: text; description: text"},
    {"calendar", "timezone: timezone; weekend: []day; holidays: []date; business_hours: hours; peak_hours: []hours; maintenance_windows: []hours"},
    {"http", "timeout: duration; retries: integer; concurrency: integer"},
    {"variable", "from: text; value: text; check: text; secret: bool"},
    {"environment", "name*: name; connection: name; regions: []name; namespaces: {namespaces}; guard: guard; reason: {reason}; drill: bool;"
                    "prometheus: {prometheus}; actions: {actions}; variables: <>text"},
    {"namespaces", "apps: name; controller: name; ingress: name; monitoring: name; drill: name"},
    {"reason", "required: bool; min_chars: integer"},
    {"prometheus", "via: =service-proxy; namespace: name; service: name; port: text; url: url; token: secret; caFile: text; headers: <>secret"},
    {"service", "name*: name; route: text; workload: {workload}; helm: {helm}; health: []{probe}; depends_on: []@dependencies/services; log_url: text;"
                "strategy: @strategies; links: <>text; manifest: {manifest}; probes: {probeSuite}; dashboards: []{dashboard}; ingress: {ingress};"
                "argocd: {argocd}; preview: {preview}; environments: []@environments; variables: <>text"},
    {"workload", "kind!: =Rollout,Deployment,StatefulSet,HelmRelease,external; namespace: name; name: name; container: name; selector: text"},
    {"helm", "release!: name; namespace: name; chart: text; version: text"},
    {"probe", "name*: name; url: url; service: text; namespace: text; path: text; scheme: =http,https; method: =GET,HEAD; caFile: text; tlsServerName: text;"
              "headers: <>text; expect: {expect}; every: duration; timeout: duration"},
    {"expect", "status: integer; json: <>any; body: text"},
    {"manifest", "file!: text; signature: text; key: text; criteria_annotation: text; adr: text"},
    {"probeSuite", "suite!: text"},
    {"dashboard", "title!: text; folder: text; url: url; uid: text"},
    {"ingress", "name: text; discover: bool"},
    {"argocd", "app!: name; namespace: name"},
    {"preview", "service!: name; port: integer; path: text"},
    {"dependency", "name*: name; workload: {workload}; pods: {pods}; health: []{probe}"},
    {"pods", "namespace!: name; selector: text"},
    {"metric", "name*: name; title: text; unit: =none,ratio,percent,ms,s,per_second; better: =lower,higher; baseline: {baseline}; query: text;"
               "template: =traffic,success_rate,error_rate,latency-quantile,increase,rate; quantile: number; series: text; over: duration;"
               "min_requests: number; stale_after: duration; panel: text"},
    {"baseline", "from!: =stable,baseline,last-good; floor: quantity; window: duration"},
    {"signal", "name*: name; kind!: =counter,flag,severity; reset: =phase,never; expires: duration"},
    {"gate", "name*: name; title: text; metric: @metrics; signal: @signals; any: []{gateMember}; all: []{gateMember}; consecutive_failures_of: []@gates/probes;"
             "pass: condition; fail: condition; on_fail: =hold,rollback,prepare-rollback; for: duration; consecutive: count; every: duration;"
             "meaning: =consumed-since-T,consumed-window,burn-multiple; show_only: bool"},
    {"gateMember", "metric: @metrics; signal: @signals; any: []{gateMember}; all: []{gateMember}; pass: condition; fail: condition"},
    {"strategy", "name*: name; kind!: =canary,bluegreen; automation: {automation}; always: []@gates/sets; gates: []@gates/sets; phases: []{phase};"
                 "stages: []{stage}; ladder: []weight; use_for: []text; run_sheet: []{runMark}; start_in: =maintenance-window,business-hours,any-time"},
    {"automation", "owner!: =controller,console,none; promote: =auto,confirm,approve; abort: =auto,recommend; decision_source: {decisionSource}"},
    {"decisionSource", "webhook_receiver: bool; ci_log: bool"},
    {"phase", "name*: name; title: text; weight: weight|=from-cluster; ladder: []weight; step_every: {dwell}; dwell: {dwell}; gates: []@gates/sets;"
              "promote: =auto,confirm,approve; scope: {scope}; cohort: []text; checkpoints: []{checkpoint}; approvals: {approvals}; start: {tool};"
              "focus: [][]text; comms: @communications; load: []{tool}; checklist: []text; validate_each_step: @suites; watch: duration"},
    {"stage", "name*: name; validate: duration; gates: []@gates/sets; promote: =auto,confirm,approve"},
    {"dwell", "min: duration; max: duration"},
    {"scope", "audience: text; max_users: integer; regions: =all|[]name; features: text|[]text"},
    {"checkpoint", "at!: anchor; title!: text; items: []text"},
    {"approvals", "all: []@roles; any: []@roles; also: []{extraApproval}"},
    {"extraApproval", "roles!: []@roles; when!: =weekend-or-holiday,peak-hours,outside-business-hours"},
    {"tool", "tool!: []text; env: <>text; attach: text; timeout: duration; disturbance: duration"},
    {"runMark", "at!: anchor; title: text; items: []text|{runItem}; needs: []text; post_to: text"},
    {"runItem", "auto: text; tool: []text; dashboard: text; capture: bool; apply: text; watch: []@gates/metrics; disturbance: duration; title: text"},
    {"decisions", "change_window: duration; readiness_grace: duration; immediate_any: []{rule}; rollback_any: []{rule}; hold_any: []{rule}; conflict: =ask"},
    {"rule", "id*: name; title: text; when!: {when}"},
    {"when", "any: []{when}; all: []{when}; gate: @gates; value: condition; for: atLeast; signal: @signals; is: text; health: @probes; failing_for: atLeast;"
             "after_change: bool; builtin: =crash-loop,readiness-failing,restart-loop,replica-mismatch,cpu-memory-alert;"
             "dependencies: =healthy,degraded,unhealthy; dependency_flag: @flags; regression_started: =before-change,after-change; unless_flag: @flags;"
             "dependency: @dependencies; state: =healthy,degraded,unhealthy,unknown; analysis_failures: condition"},
    {"actions", "promote: {action}; full-promote: {action}; promote-full: {action}; skip-step: {action}; abort: {action}; undo: {action}; rollback: {action};"
                "retry: {action}; pause: {action}; resume: {action}; restart: {action}; scale: {action}; set-image: {action}; set-weight-100: {action};"
                "disable-analysis: {action}; apply: {action}; silence: {action}; signal: {action}; decide: {action}; tick: {action}; start: {action}"},
    {"action", "guard: guard; roles: []@roles; preset: integer; max: integer; wording: text; obligation: {obligation}; reason: {reason}"},
    {"obligation", "restore_within!: duration"},
    {"startMethod", "id*: text; type!: =set-image,argocd-set-image,apply,tool; file: text; tool: []text"},
    {"emergency", "service_down: []text|{emergencyStep}; mass: {mass}"},
    {"emergencyStep", "scale!: integer"},
    {"mass", "scope: =namespace,environment,selector; in_progress: =abort,skip; promoted_within: {promotedWithin}; idle: =skip; parallel: count; confirm: guard"},
    {"promotedWithin", "age!: duration; do!: =undo,skip; opt_in: bool"},
    {"rollback", "order: <environments>[]@providers; providers: []{provider}; verify: []@validation; authority: []{authority}; target: {rollbackTarget}"},
    {"provider", "name*: name; type!: =maestro-route,argo,github-actions,tool,deployment-undo,helm,observe; method: name; path: text; body: <>any;"
                 "read_pin: text|null; repo: text; workflow: text; ref: text; inputs: <>text; affects: text; needs: text; argv: []text; env: <>text;"
                 "reads_record: bool; to_revision: text; timeout: duration"},
    {"authority", "role!: @roles; class!: text; notify_within: duration"},
    {"rollbackTarget", "median: quantity; metric: @metrics"},
    {"validation", "name*: name; type!: =traffic,gates,pods,health,alerts-and-gates,events,message,tool; for: duration; probe: @probes; times: count;"
                   "tolerance: quantity; last: integer; log_error_patterns: []text; channel: @channels; note: bool; must_name: []text; argv: []text;"
                   "env: <>text; timeout: duration"},
    {"suite", "name*: name; run: [][]text; http: []{suiteCall}; env: <>text; timeout: duration"},
    {"suiteCall", "method: =GET,HEAD,POST,PUT,PATCH,DELETE; url!: url; auth: @variables; body_file: text; expect: {expect}; headers: <>text; timeout: duration"},
    {"playbook", "name*: name; title: text; budget: duration; steps!: []{triageStep}"},
    {"triageStep", "do!: =change-history,workload-health,ingress-and-health,dependencies,decide,analysis-results,canary-logs,abort-if-needed,root-cause,"
                   "auto-rollback-check,metric-provenance,canary-investigation,tell,ingress-config,endpoints,header-probe,ingress-controller-logs,manual; title: text; sources: []text; last: integer; log_tail: integer; describe_tail: integer; pods_in: name; health: @probes;"
                   "items: []@dependencies; metrics: []@metrics; channel: @channels; probes: []@probes; selector: text; tool: []text"},
    {"checklist", "name*: name; when: =before|anchor; blocks: =start,promote,close; items!: []text|{checkItem}"},
    {"checkItem", "auto: name; ack: text; link: text; title: text; note: text; tool: []text; gate: @gates; gates: []@gates; environment: @environments"},
    {"drill", "name*: name; every: duration; environments: []@environments; report_link: text; lead: @roles; targets: {drillTargets}; steps: []{drillStep}"},
    {"drillTargets", "detection: duration; decision: duration; recovery: duration"},
    {"drillStep", "tool: []text; env: <>text; native: =set-image,abort; container: text; image: text; tag: text; wait: {when}; assert: []text; append_note: text; timeout: duration"},
    {"alerts", "families: []{family}; native: []{nativeAlert}; routes_file: text; maintenance_silences: =review-before-start,keep"},
    {"family", "name*: name; severity: =P0,P1,P2,P3; match: []pattern; builtin: []=restart-loop,replica-mismatch,cpu-memory-alert,crash-loop,readiness-failing;"
               "playbook: @triage; signal: name"},
    {"nativeAlert", "name*: name; severity: name; for: duration; expr!: text; labels: <>text; annotations: <>text"},
    {"escalation", "id*: name; severity: =P0,P1,P2,P3; title: text; steps: []{escalationStep}; from: =rollback,incident,action; after: duration; until: text;"
                   "to: []@people; when: {when}; locks: []text; while: text; unacknowledged_alert: duration; manual: bool"},
    {"escalationStep", "after!: duration|=next-business-day; to!: []@people"},
    {"communication", "name*: name; schedule: []{message}; template_vars: []text; values: <>text; audiences: []{audience}"},
    {"message", "at!: anchor; send!: text; repeat: duration"},
    {"audience", "who!: text; live: bool; digest: text; report: text; templates: bool; one_pager: text"},
    {"channel", "name*: name; webhook: secret; handle: text"},
    {"contact", "name*: name; chat: text|null; phone: text|null; email: text|null"},
    {"role", "name*: name; members: []text; home: text; allow: []name"},
    {"rhythm", "day!: day; make!: text; include: []text"},
    {"evidence", "dir: text; required: []=actor,reason,ticket,log_url,from,to; audit_sinks: []=journal,kubernetes-event,webhook; announce: {announce}; attach: []text;"
                 "review_note: bool; annotate_grafana: bool; links: []text"},
    {"announce", "channels!: []@channels; include: []=record_path,log_url"},
    {"kpi", "title: text; metric: @metrics; target!: condition; window: duration"},
    {"page", "name*: name; title: text; tiles!: []text"},
    {"files", "checkout: text; root: text; expect: []text; paths: []text"},
    {"link", "name*: text; url: link|null"},
    {"bake", "confidence: quantity; error_margin: quantity; latency_margin: quantity; min_requests: number; burst_intervals: number; weights: {bakeWeights}"},
    {"bakeWeights", "error_rate: number; latency_p50: number; latency_p95: number; latency_p99: number"},
    {"cli", "service_flag: text; reason_flag: text"},
};

std::shared_ptr<const PolicyType> typeFrom(const QString &text);

PolicyType single(const QString &text)
{
    using Form = PolicyType::Form;
    if (text == u"guard")
        return single(QLatin1String(guards));
    if (text == u"day")
        return single(QStringLiteral("=mon,tue,wed,thu,fri,sat,sun"));
    if (text.startsWith(u'='))
        return {Form::Words, {}, text.mid(1).split(u','), {}};
    if (text.startsWith(u'@'))
        return {Form::Reference, text.mid(1), {}, {}};
    if (text.startsWith(u'{'))
        return {Form::Table, text.mid(1, text.size() - 2), {}, {}};
    if (text.startsWith(u"[]"))
        return {Form::List, {}, {}, {typeFrom(text.mid(2))}};
    if (text.startsWith(u'<')) {
        const qsizetype end = text.indexOf(u'>');
        return {Form::Map, text.mid(1, end - 1), {}, {typeFrom(text.mid(end + 1))}};
    }
    return {Form::Scalar, text, {}, {}};
}

/// A list or map takes all alternatives after it; "text|[]text" is a choice of two because it starts with a scalar.
std::shared_ptr<const PolicyType> typeFrom(const QString &text)
{
    if (text.startsWith(u"[]") || text.startsWith(u'<') || !text.contains(u'|'))
        return std::make_shared<const PolicyType>(single(text));
    PolicyType choice{PolicyType::Form::Choice, {}, {}, {}};
    for (const QString &member : text.split(u'|'))
        choice.members.append(std::make_shared<const PolicyType>(single(member)));
    return std::make_shared<const PolicyType>(std::move(choice));
}

PolicyTable tableFrom(const QString &fields)
{
    PolicyTable table;
    for (const QString &field : fields.split(u';')) {
        QString key = field.section(QStringLiteral(": "), 0, 0).trimmed();
        const bool identity = key.endsWith(u'*');
        const bool required = identity || key.endsWith(u'!');
        if (required)
            key.chop(1);
        table.insert(key, {*typeFrom(field.section(QStringLiteral(": "), 1).trimmed()), required, identity});
    }
    return table;
}

} // namespace

const QHash<QString, PolicyTable> &policySchema()
{
    static const QHash<QString, PolicyTable> schema = [] {
        QHash<QString, PolicyTable> built;
        for (const Row &row : rows)
            built.insert(QLatin1String(row.table), tableFrom(QLatin1String(row.fields)));
        return built;
    }();
    return schema;
}

} // namespace maestro
