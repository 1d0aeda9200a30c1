// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/line/specs.h"

#include "domain/operation/operationplan.h"

namespace maestro {

namespace {

QList<OptionSpec> verbOptions()
{
    return {option("reason", ValueKind::Text, "TEXT", CliText::tr("why; at least 10 characters for every verb but abort")),
            yes(),
            option("expect-revision", ValueKind::Count, "N", CliText::tr("refuse unless revision N is the newest")),
            option("expect-hash", ValueKind::Hash, "H", CliText::tr("refuse unless H is the current pod hash")),
            option("expect-step", ValueKind::Count, "I", CliText::tr("refuse unless step I is the current one")),
            option("observe-timeout", ValueKind::Duration, "DURATION", CliText::tr("how long to wait for the effect (default 30s)")),
            option("ticket", ValueKind::Text, "ID", CliText::tr("incident or change this belongs to, for the Journal")),
            option("log-url", ValueKind::Url, "URL", CliText::tr("deployment log, for the Journal and the evidence")),
            option("evidence-dir", ValueKind::Folder, "DIR", CliText::tr("where the JSON evidence record is written (default state/evidence)")),
            flag("without-evidence", CliText::tr("go on although no evidence record can be written there; the Journal says so"))};
}

QList<OptionSpec> rollbackOptions()
{
    return {option("to-revision", ValueKind::Count, "N", CliText::tr("the revision to go back to; without it the stable one while an update is under way, else the one before")),
            option("service", ValueKind::Text, "NAME", CliText::tr("find the workload by its name or its label app=NAME")),
            option("via", ValueKind::Text, "PROVIDER", CliText::tr("the way back: a provider of the policy, or argo, deployment, helm, script, workflow, route; `maestro options` shows them")),
            option("to", ValueKind::Text, "REF", CliText::tr("with --via: revision, Helm revision or tag; without it the last known good"))};
}

OptionSpec replicas()
{
    return option("replicas", ValueKind::Count, "N", CliText::tr("of scale: how many pods (default: what the policy says, else %1)").arg(scalePreset));
}

/// Of the verbs that leave something to do; the first of a full promotion alone.
QList<OptionSpec> dutyOptions()
{
    return {flag("bypass", CliText::tr("as the bypass of an emergency: name and 100% are typed, and a review is owed afterwards")),
            option("within", ValueKind::Duration, "DURATION", CliText::tr("how soon what it leaves to do has to be done (default: the policy's, else 4h to put something back, 24h for a review)"))};
}

/// Of the verbs that go back.
QList<OptionSpec> validateOptions()
{
    return {flag("validate", CliText::tr("afterwards look whether it worked, as `maestro validate --wait` does; exit 0 then means verified")),
            option("wait", ValueKind::Duration, "DURATION", CliText::tr("with --validate: how long (default 10m)"))};
}

QString verbSummary(Verb verb)
{
    switch (verb) {
    case Verb::Promote: return CliText::tr("pass the gate that waits for a person");
    case Verb::PromoteFull: return CliText::tr("skip all remaining steps, pauses and analysis");
    case Verb::SkipStep: return CliText::tr("go to the next step without finishing this one");
    case Verb::Abort: return CliText::tr("stop the update and go back to the stable version; the spec stays");
    case Verb::Retry: return CliText::tr("try an aborted update again from the first step");
    case Verb::Pause: return CliText::tr("hold the rollout where it is");
    case Verb::Resume: return CliText::tr("end a manual pause");
    case Verb::Restart: return CliText::tr("replace all pods, same version");
    case Verb::Rollback: return CliText::tr("bring back an earlier version");
    case Verb::Scale: return CliText::tr("ask for another number of pods, as relief");
    case Verb::SetWeight100: return CliText::tr("emergency: replace all steps by one that sends everybody to the new version");
    case Verb::RestoreSteps: return CliText::tr("put back the steps that set-weight-100 replaced");
    case Verb::DisableAnalysis: return CliText::tr("emergency: take the background analysis out of the strategy for a while");
    case Verb::RestoreAnalysis: return CliText::tr("put back the analysis that disable-analysis took out");
    case Verb::SetImage: break; // of drills alone
    }
    return {};
}

QList<CommandSpec> readCommands()
{
    QStringList verbs;
    for (const Verb verb : allVerbs())
        verbs.append(verbWord(verb));
    const OperandSpec verbOperand{QStringLiteral("VERB"), false, verbs};
    return {
        {Command::Clusters, {QStringLiteral("clusters")}, {}, {}, CliText::tr("contexts, server, identity the server reports, reachable or why not")},
        {Command::List, {QStringLiteral("list")}, {},
         {flag("all-namespaces", CliText::tr("every namespace"), 'A'), watch(),
          flag("wide", CliText::tr("with revisions, analysis and what is allowed; more requests")),
          flag("deployments", CliText::tr("Deployments as well")), flag("statefulsets", CliText::tr("StatefulSets as well; shown only")),
          flag("helm", CliText::tr("Helm releases as well; shown only, and lists Secrets of type helm.sh/release.v1"))},
         CliText::tr("rollouts"), CliText::tr("Without --context the current context is read. In the JSON document a context that fails is a problem, not an empty list.")},
        {Command::AnalysisRuns, {QStringLiteral("analysisruns")}, {}, {flag("all-namespaces", CliText::tr("every namespace"), 'A'), watch()},
         CliText::tr("AnalysisRuns of all rollouts, with their measurements"), CliText::tr("Those under way come first, then the newest.")},
        {Command::Get, {QStringLiteral("get")}, {operand("NAME")}, {watch()}, CliText::tr("one rollout, whole"),
         CliText::tr("NAME may be rollout/NAME or deployment/NAME; without a kind a Deployment is taken when no Rollout has that name.")},
        {Command::Timeline, {QStringLiteral("timeline")}, {operand("NAME")},
         {option("since", ValueKind::Duration, "DURATION", CliText::tr("only what happened in this time, e.g. 2h"))},
         CliText::tr("what happened, each entry with its source: Reported, Observed, Operator")},
        {Command::Slo, {QStringLiteral("slo")}, {operand("NAME")}, {watch()}, CliText::tr("live gates, error budget and alerts of one rollout, by the policy that names it"),
         CliText::tr("Asks the Prometheus of the connection, of the policy's environment or of --prometheus. What cannot be known is noData with its reason, never a pass. "
                     "With --watch one report per evaluation.")},
        {Command::Bake, {QStringLiteral("bake")}, {operand("NAME", true)},
         {option("since", ValueKind::Duration, "DURATION", CliText::tr("of a rollout: the last such time, instead of all since its newest revision began")),
          option("samples", ValueKind::File, "FILE", CliText::tr("one JSON object per line and interval: {at, role, requests, errors, latency: {le, count}}"))},
         CliText::tr("canary against stable, with sample sizes and confidence"),
         CliText::tr("Of a rollout, by the counters of its Prometheus: http_requests_total and http_request_duration_seconds with the labels service and role; or of samples. "
                     "Numbers are of each interval alone, counts are cumulative over the buckets. With --samples and --json one verdict per line, as the samples come. "
                     "The section \"bake\" of the policy of --policy sets confidence, margins, minimum of requests and weights.")},
        {Command::Options, {QStringLiteral("options")}, {operand("NAME", true)},
         {option("service", ValueKind::Text, "NAME", CliText::tr("find the workload by its name or its label app=NAME"))},
         CliText::tr("every way back for one service, side by side: usable or why not, what it reverts, the exact call"),
         CliText::tr("In the order of the policy. What is the last known good, and who says so, comes first. Nothing is changed and nothing written.")},
        {Command::Plan, {QStringLiteral("plan")}, {verbOperand, operand("NAME", true)}, verbOptions() + rollbackOptions() + dutyOptions() + QList<OptionSpec>{replicas()},
         CliText::tr("what would be sent and why it may not; changes nothing, journals nothing")},
    };
}

QList<OptionSpec> silenceOptions()
{
    return {option("reason", ValueKind::Text, "TEXT", CliText::tr("why; at least 10 characters; the comment of a new silence")),
            yes(),
            option("observe-timeout", ValueKind::Duration, "DURATION", CliText::tr("how long to wait for the effect (default 30s)")),
            option("ticket", ValueKind::Text, "ID", CliText::tr("incident or change this belongs to, for the Journal"))};
}

QList<CommandSpec> alertCommands()
{
    const QString silence = QStringLiteral("silence");
    const OptionSpec lasting = option("duration", ValueKind::Duration, "DURATION", CliText::tr("how long it lasts (default 1h)"));
    return {
        {Command::Alerts, {QStringLiteral("alerts")}, {},
         {flag("routes", CliText::tr("the tree of routes instead, and who is told at each")),
          option("labels", ValueKind::Text, "NAME=VALUE,...", CliText::tr("with --routes: where an alert with these labels ends, such as alertname=X,severity=P1"))},
         CliText::tr("alerts of the connections' Alertmanagers, by service and family of the policy"),
         CliText::tr("Without --context every connection with an Alertmanager is read. In the JSON document one that fails is a problem, not an empty list.")},
        {Command::SilenceList, {silence, QStringLiteral("list")}, {}, {}, CliText::tr("silences, and what each hides of what the policy depends on")},
        {Command::SilenceCreate, {silence, QStringLiteral("create")}, {{QStringLiteral("MATCHER"), false, {}, true}}, silenceOptions() + QList<OptionSpec>{lasting},
         CliText::tr("keep alerts from being told to anybody for a while"),
         CliText::tr("A MATCHER is NAME=VALUE, NAME!=VALUE, NAME=~REGEX or NAME!~REGEX, the value between double quotes where it has a comma; all of them must match.")},
        {Command::SilenceExpire, {silence, QStringLiteral("expire")}, {operand("ID")}, silenceOptions(), CliText::tr("end a silence now")},
    };
}

QList<CommandSpec> budgetCommands()
{
    const QString budget = QStringLiteral("budget");
    return {
        {Command::BudgetShow, {budget, QStringLiteral("show")}, {operand("NAME")}, {}, CliText::tr("how much of its error budgets a rollout used, and who acknowledged it")},
        {Command::BudgetAcknowledge, {budget, QStringLiteral("acknowledge")}, {operand("NAME"), operand("BUDGET", true)},
         {option("reason", ValueKind::Text, "TEXT", CliText::tr("why; at least 10 characters")), yes(), option("link", ValueKind::Url, "URL", CliText::tr("where more is written, such as the notes of the week"))},
         CliText::tr("put your name to what is used now"),
         CliText::tr("What is used is read and shown, and that value is recorded in the Journal. It stands for a week, and while no more is used or the policy's limit is kept. "
                     "What is not known cannot be acknowledged (exit 3). BUDGET may be left out where there is one.")},
    };
}

QList<CommandSpec> decisionCommands()
{
    const QString signal = QStringLiteral("signal");
    const OptionSpec service = option("service", ValueKind::Text, "NAME", CliText::tr("the service: as a policy names it, else the workload's name or its label app=NAME"));
    const OptionSpec reason = option("reason", ValueKind::Text, "TEXT", CliText::tr("why; at least 10 characters"));
    return {
        {Command::Decisions, {QStringLiteral("decisions")}, {}, {service, watch()},
         CliText::tr("the decision board: what speaks for rolling back now, and what for holding"),
         CliText::tr("Every rule of the policy with its state, since when, and what was read for it: pods, health probes, dependencies, metrics, alerts, and signals that people set. "
                     "A rule that cannot be told is unknown, which is no all-clear. It recommends; nothing is done by it. With --watch one board per evaluation.")},
        {Command::SignalSet, {signal, QStringLiteral("set")}, {operand("SIGNAL")},
         {service, reason, option("value", ValueKind::Text, "VALUE", CliText::tr("a counter: how many are added (1); a severity: P0 to P9")),
          option("expires", ValueKind::Duration, "DURATION", CliText::tr("how long it stands; without it as the policy says")),
          option("owner", ValueKind::Text, "WHO", CliText::tr("who looks after it; without it you")),
          option("link", ValueKind::Url, "URL", CliText::tr("where more is written"))},
         CliText::tr("say what no machine reads: a complaint, an incident, a mitigation in progress"),
         CliText::tr("SIGNAL is one of the policy's signals, mitigation_in_progress or known-degraded. It is a record of the Journal, at once in force for every window and call on that Journal; "
                     "it is written when the cluster does not answer, too.")},
        {Command::SignalClear, {signal, QStringLiteral("clear")}, {operand("SIGNAL")}, {service, reason}, CliText::tr("take a signal back")},
        {Command::SignalList, {signal, QStringLiteral("list")}, {}, {service}, CliText::tr("the signals of a service as they stand")},
    };
}

QList<CommandSpec> checkpointCommands()
{
    const QString point = QStringLiteral("checkpoint");
    const OptionSpec service = option("service", ValueKind::Text, "NAME", CliText::tr("the service: as a policy names it, else the workload's name or its label app=NAME"));
    const OptionSpec reason = option("reason", ValueKind::Text, "TEXT", CliText::tr("why; at least 10 characters"));
    const OptionSpec tick = repeatable(option("tick", ValueKind::Text, "ITEM", CliText::tr("an item of the point's checklist that was looked at, word for word as the list shows it; given once for each")));
    OperandSpec attached = operand("NAME=FILE", true);
    attached.repeatable = true;
    return {
        {Command::CheckpointList, {point, QStringLiteral("list")}, {}, {service}, CliText::tr("the go/no-go points of a release, when each is due, and what was decided"),
         CliText::tr("They are the `checkpoints` of the phase in the policy, and the marks of its run sheet that need something. When a phase began is known of the first one, and where "
                     "the controller paused in it. Without --service those of all services of the policies in force for this connection; what could not be read is named.")},
        {Command::CheckpointGo, {point, QStringLiteral("go")}, {operand("TITLE"), attached}, {service, reason, tick}, CliText::tr("say that the release may go on"),
         CliText::tr("Every item of the point's checklist is ticked with --tick. What the point needs is given as NAME=FILE and kept with its hash in state/evidence; without all of it nothing is recorded (exit 3). A need that ends in "
                     "`confirmation` is met by saying go. It is a record of the Journal and changes nothing else.")},
        {Command::CheckpointNoGo, {point, QStringLiteral("no-go")}, {operand("TITLE"), attached}, {service, reason, tick}, CliText::tr("say that it may not"),
         CliText::tr("Until a go at the same point, promote, promote-full and skip-step of this revision are refused here, in the window, too.")},
        {Command::CheckpointDefer, {point, QStringLiteral("defer")}, {operand("TITLE"), attached},
         {service, reason, tick, option("until", ValueKind::Duration, "DURATION", CliText::tr("how long it is put off"))}, CliText::tr("put the decision off")},
    };
}

QList<CommandSpec> recordCommands()
{
    const QString journal = QStringLiteral("journal");
    const QString trust = QStringLiteral("trust");
    const QString secret = QStringLiteral("secret");
    return {
        {Command::JournalList, {journal, QStringLiteral("list")}, {}, {}, CliText::tr("every record, oldest first")},
        {Command::JournalShow, {journal, QStringLiteral("show")}, {operand("ID")}, {}, CliText::tr("all records of one action")},
        {Command::JournalVerify, {journal, QStringLiteral("verify")}, {}, {}, CliText::tr("check the chain of hashes and list open intents")},
        {Command::JournalExport, {journal, QStringLiteral("export")}, {operand("FILE")}, {}, CliText::tr("write a copy that verifies like the original")},
        {Command::JournalReconcile, {journal, QStringLiteral("reconcile")}, {}, {}, CliText::tr("settle actions without an outcome by reading the cluster; never sends anything again")},
        {Command::JournalAcknowledge, {journal, QStringLiteral("acknowledge")}, {},
         {option("reason", ValueKind::Text, "TEXT", CliText::tr("what was found; at least 10 characters")), yes()},
         CliText::tr("after a break that somebody looked at: begin a new chain, so that actions are possible again"),
         CliText::tr("Keep a copy first. What is broken stays where it is and stays broken for every verifier; the first record of the new chain says who went on and why.")},
        {Command::JournalDeliver, {journal, QStringLiteral("deliver")}, {}, {}, CliText::tr("send what waits for the audit webhook of connections.yaml, and Events that wait for their cluster; actions do that by themselves")},
        {Command::Receive, {QStringLiteral("receive")}, {}, {}, CliText::tr("take the webhooks of a release's controller at the address in config/receiver.yaml, as the window does; one line for each"),
         CliText::tr("POST URL?namespace=NAMESPACE&name=NAME with `Authorization: Bearer SECRET`. What came is kept to the byte and recorded; nothing is done because of it.")},
        {Command::TrustList, {trust, QStringLiteral("list")}, {}, {}, CliText::tr("plugins that may run")},
        {Command::TrustAdd, {trust, QStringLiteral("add")}, {operand("USER")}, {yes()}, CliText::tr("allow the plugin of a kubeconfig user, exactly as it is now")},
        {Command::TrustRemove, {trust, QStringLiteral("remove")}, {operand("USER")}, {}, CliText::tr("take the permission back")},
        {Command::SecretSet, {secret, QStringLiteral("set")}, {operand("NAME")}, {}, CliText::tr("put what is typed or piped in into the desktop's keychain, for keychain:NAME")},
        {Command::SecretRemove, {secret, QStringLiteral("remove")}, {operand("NAME")}, {}, CliText::tr("take it out of the keychain")},
        {Command::Doctor, {QStringLiteral("doctor")}, {},
         {option("compare", ValueKind::Duration, "DURATION", CliText::tr("watch for so long, then list everything anew and compare: whether watching missed anything"))},
         CliText::tr("connections, permissions, clock, journal, disk: fine or what to do")},
        {Command::Completion, {QStringLiteral("completion")},
         {{QStringLiteral("SHELL"), false, {QStringLiteral("bash"), QStringLiteral("zsh"), QStringLiteral("man")}}}, {},
         CliText::tr("completion script for bash or zsh, or the man page")},
    };
}

QList<CommandSpec> policyCommands()
{
    const QString policy = QStringLiteral("policy");
    const QList<OptionSpec> replayed{
        option("service", ValueKind::Text, "NAME", CliText::tr("whose gates")), option("phase", ValueKind::Text, "NAME", CliText::tr("the gates of this phase; without it the first one's")),
        option("samples", ValueKind::File, "FILE", CliText::tr("one JSON object per line, in time order: {at, metric, role, value, requests}")),
        option("since", ValueKind::Duration, "DURATION", CliText::tr("instead: what Prometheus kept of this time, at most 168h, one look a minute")),
        flag("running", CliText::tr("with --since: the pods that serve everybody (role stable), not a canary's")),
        option("environment", ValueKind::Text, "NAME", CliText::tr("with --since: whose Prometheus; without it the first of the policy"))};
    return {
        {Command::PolicyCheck, {policy, QStringLiteral("check")}, {{QStringLiteral("FILE"), false, {}, true}},
         {flag("live", CliText::tr("also whether every alert they name is loaded in Prometheus and ends at a receiver that tells somebody"))},
         CliText::tr("every problem of the files, with its place; exit 2 when there is one"),
         CliText::tr("With --live: exit 1 when an alert has no rule or tells nobody, 5 when that could not be read. Routes are followed by the labels of the rule itself.")},
        {Command::PolicyShow, {policy, QStringLiteral("show")}, {operand("FILE")},
         {option("service", ValueKind::Text, "NAME", CliText::tr("only what concerns this service, with its variables filled in"))},
         CliText::tr("a policy as it applies: extends, like, limits and gate sets resolved")},
        {Command::PolicyDiff, {policy, QStringLiteral("diff")}, {operand("FILE"), operand("FILE2")}, replayed,
         CliText::tr("what the second policy says otherwise: gates, limits, phases, by name"),
         CliText::tr("With --service and --samples or --since also what both would have said to the same samples: how often, and when they differ.")},
        {Command::PolicyEvaluate, {policy, QStringLiteral("evaluate")}, {}, replayed,
         CliText::tr("what the gates would have said to a stream of samples"),
         CliText::tr("Time is what the lines say; lines of one instant belong together, and a metric without a line at an instant is a missing sample. "
                     "`metric` may also be a signal, which stays as it was set, health:PROBE, builtin:NAME, dependencies:healthy, dependency_flag:NAME (1 true, 0 not) "
                     "or change, whose value is the new revision. With --since metrics alone are known: rules on signals, pods, probes and earlier times have no data.")},
        {Command::PolicyExport, {policy, QStringLiteral("analysis-template")}, {operand("FILE", true)},
         {option("service", ValueKind::Text, "NAME", CliText::tr("of this service alone")),
          option("environment", ValueKind::Text, "NAME", CliText::tr("whose Prometheus and namespace; without it the first of the policy")),
          flag("rollout", CliText::tr("the steps or analyses of the Rollout instead, as a merge patch")),
          flag("rules", CliText::tr("a rule file of Prometheus instead"))},
         CliText::tr("AnalysisTemplates of a policy's gates, for the controller of Argo Rollouts"),
         CliText::tr("Without FILE and --policy the policy in force is taken. What goes to stdout is for `kubectl apply -f -`, with --rollout for `kubectl patch rollout NAME --type merge --patch-file`. --prometheus URL is the address "
                     "that the controller uses. What the controller cannot be told is said on stderr and in comments; a pause stands there instead.")},
    };
}

QList<CommandSpec> massCommands()
{
    return {{Command::MassRollback, {QStringLiteral("mass-rollback")}, {},
             {flag("all-namespaces", CliText::tr("every namespace of the cluster"), 'A'), flag("plan", CliText::tr("only say what would be done to each rollout")),
              option("promoted-within", ValueKind::Duration, "DURATION", CliText::tr("also undo what was fully promoted this lately, e.g. 24h")),
              flag("stop-on-failure", CliText::tr("begin nothing more after a row that was not applied")),
              option("reason", ValueKind::Text, "TEXT", CliText::tr("why; at least 10 characters")), yes(),
              option("observe-timeout", ValueKind::Duration, "DURATION", CliText::tr("how long to wait for the effect of each (default 30s)")),
              option("ticket", ValueKind::Text, "ID", CliText::tr("incident or change this belongs to, for the Journal"))},
             CliText::tr("every rollout of a namespace that is moving back to its stable version, one after the other"),
             CliText::tr("Argo Rollouts only. Moving ones are aborted; promoted ones are left alone unless --promoted-within says otherwise; each has its own records, and one that fails does not stop the rest. "
                         "`emergency.mass` and `rollback.order` of a policy say more: how many go at once, what is left alone, which way is first. "
                         "On a terminal the namespace and the count are typed. Ctrl+C finishes what is under way and begins nothing more. Needs no Prometheus.")}};
}

QList<CommandSpec> triageCommands()
{
    const QString triage = QStringLiteral("triage");
    const OptionSpec note = option("note", ValueKind::Text, "TEXT", CliText::tr("what was seen, or a link, for the Journal"));
    return {
        {Command::TriagePlaybooks, {triage, QStringLiteral("playbooks")}, {}, {}, CliText::tr("the checklists that can be begun, and what each looks at")},
        {Command::TriageList, {triage, QStringLiteral("list")}, {}, {}, CliText::tr("runs; those without a decision first")},
        {Command::TriageStart, {triage, QStringLiteral("start")}, {operand("PLAYBOOK")},
         {option("service", ValueKind::Text, "NAME", CliText::tr("of a policy, else the workload of that name or with the label app=NAME")),
          option("alert", ValueKind::Text, "NAME", CliText::tr("the alert that it began with"))},
         CliText::tr("begin a run: everything that can be read is read and kept"),
         CliText::tr("A run is kept in the Journal: it survives this machine's restart, and anybody who works on this Journal can go on with it. Outputs are kept by their hashes in state/evidence.")},
        {Command::TriageShow, {triage, QStringLiteral("show")}, {operand("RUN")}, {}, CliText::tr("a run, with everything read anew"),
         CliText::tr("An item that was ticked is bad again when what it rests on has changed since.")},
        {Command::TriageTick, {triage, QStringLiteral("tick")}, {operand("RUN"), operand("ITEM")},
         {note, flag("bad", CliText::tr("what was seen is bad")), flag("skip", CliText::tr("it does not apply"))},
         CliText::tr("somebody looked: what is there now is kept as evidence")},
        {Command::TriageUntick, {triage, QStringLiteral("untick")}, {operand("RUN"), operand("ITEM")}, {note}, CliText::tr("take a tick back; both are recorded")},
        {Command::TriageTake, {triage, QStringLiteral("take")}, {operand("RUN")}, {note}, CliText::tr("go on with a run that somebody else began")},
        {Command::TriageDecide, {triage, QStringLiteral("decide")}, {operand("RUN"), {QStringLiteral("DECISION"), false, {QStringLiteral("rollback"), QStringLiteral("hold"), QStringLiteral("escalate")}}},
         {option("reason", ValueKind::Text, "TEXT", CliText::tr("why; at least 10 characters"))},
         CliText::tr("end a run by a decision, with what is known now; sends nothing to any cluster")},
        {Command::TriageHandOff, {triage, QStringLiteral("hand-off")}, {operand("RUN")},
         {option("to", ValueKind::Text, "NAME", CliText::tr("a channel, contact or role of the policy")), note,
          flag("print", CliText::tr("send nothing: write the message, to be told by hand"))},
         CliText::tr("send what is known, read anew, to who goes on with it: one message to the policy's channel"),
         CliText::tr("The run, what was found with its hashes, the board and the links; no secrets. It leaves at most once for each run and addressee.")},
        {Command::TriageExport, {triage, QStringLiteral("export")}, {operand("RUN"), operand("DIR")}, {}, CliText::tr("the evidence pack of a run, as evidence export writes it")},
    };
}

} // namespace

const QList<CommandSpec> &commandTable()
{
    static const QList<CommandSpec> table = [] {
        QList<CommandSpec> all = readCommands();
        for (const Verb verb : allVerbs()) {
            const bool rollback = verb == Verb::Rollback;
            QList<OptionSpec> options = rollback ? verbOptions() + rollbackOptions() : verbOptions();
            if (rollback || verb == Verb::Abort)
                options += validateOptions();
            if (verb == Verb::Scale)
                options.append(replicas());
            if (verb == Verb::PromoteFull || verb == Verb::SetWeight100 || verb == Verb::DisableAnalysis)
                options += dutyOptions().mid(verb == Verb::PromoteFull ? 0 : 1);
            all.append({Command::Operate, {verbWord(verb)}, {operand("NAME", rollback)}, options, verbSummary(verb), {}, verb});
        }
        return all + massCommands() + triageCommands() + validationCommands() + suiteCommands() + recordKeepingCommands() + drillCommands() + alertCommands() + budgetCommands() + decisionCommands() + checkpointCommands() + policyCommands() + recordCommands();
    }();
    return table;
}

const QList<GroupSpec> &commandGroups()
{
    static const QList<GroupSpec> groups{
        {QStringLiteral("journal"), CliText::tr("the record of every action")},
        {QStringLiteral("trust"), CliText::tr("exec credential plugins that may run")},
        {QStringLiteral("secret"), CliText::tr("secrets of connections, in the desktop's keychain")},
        {QStringLiteral("silence"), CliText::tr("silences of Alertmanager")},
        {QStringLiteral("budget"), CliText::tr("error budgets, and who acknowledged their use")},
        {QStringLiteral("signal"), CliText::tr("what people say about a service")},
        {QStringLiteral("checkpoint"), CliText::tr("whether a release may go on, said by a person at the points of its policy")},
        {QStringLiteral("suite"), CliText::tr("checks of a policy that a person starts together, and how they went")},
        {QStringLiteral("escalation"), CliText::tr("whom to tell when a way back takes too long")},
        {QStringLiteral("evidence"), CliText::tr("what happened, as files that can be checked")},
        {QStringLiteral("duty"), CliText::tr("what is owed after actions, with due times")},
        {QStringLiteral("lesson"), CliText::tr("what was learned of actions")},
        {QStringLiteral("drill"), CliText::tr("rehearsals that a policy asks for: when they are due, and running one where it may be")},
        {QStringLiteral("grafana"), CliText::tr("boards and annotations of the Grafana in connections.yaml")},
        {QStringLiteral("policy"), CliText::tr("release policies: phases, gates, limits")},
        {QStringLiteral("triage"), CliText::tr("checklists: look, keep what was seen, decide")},
    };
    return groups;
}

const QList<OptionSpec> &globalOptions()
{
    static const QList<OptionSpec> options{
        option("kubeconfig", ValueKind::File, "FILE", CliText::tr("use this file alone")),
        repeatable(option("context", ValueKind::Text, "NAME", CliText::tr("context of the kubeconfig; list, analysisruns, clusters and doctor take several"))),
        repeatable(option("policy", ValueKind::File, "FILE", CliText::tr("this policy instead of those in config/policies; several are taken"))),
        option("namespace", ValueKind::Namespace, "NAMESPACE", CliText::tr("namespace"), 'n'),
        option("request-timeout", ValueKind::Duration, "DURATION", CliText::tr("longest wait for one answer (default 10s)")),
        option("prometheus", ValueKind::Url, "URL", CliText::tr("use this Prometheus")),
        option("alertmanager", ValueKind::Url, "URL", CliText::tr("use this Alertmanager")),
        option("github", ValueKind::Url, "URL", CliText::tr("use this API of GitHub")),
        option("maestro", ValueKind::Url, "URL", CliText::tr("use this Maestro API")),
        option("registry", ValueKind::Url, "URL", CliText::tr("use this image registry")),
        option("as", ValueKind::Text, "USER", CliText::tr("impersonate this user")),
        flag("json", CliText::tr("exactly one JSON document on stdout")),
        flag("help", CliText::tr("this text"), 'h'),
        flag("version", CliText::tr("the version")),
    };
    return options;
}

const QList<VariableSpec> &environmentVariables()
{
    static const QList<VariableSpec> variables{
        {QStringLiteral("KUBECONFIG"), CliText::tr("kubeconfig files, when --kubeconfig is not given")},
        {QStringLiteral("NAMESPACE"), CliText::tr("namespace, when -n is not given")},
        {QStringLiteral("ROLLBACK_REASON"), CliText::tr("reason, when --reason is not given")},
        {QStringLiteral("DEPLOYMENT_LOG_URL"), CliText::tr("deployment log, when --log-url is not given")},
        {QStringLiteral("EVIDENCE_DIR"), CliText::tr("folder for evidence records, when --evidence-dir is not given; without both state/evidence")},
        {QStringLiteral("MAESTRO_HOME"), CliText::tr("one folder for journal/, state/ and config/, instead of the XDG folders")},
    };
    return variables;
}

const QList<std::pair<int, QString>> &exitCodes()
{
    static const QList<std::pair<int, QString>> codes{
        {0, CliText::tr("applied and its effect observed; for reads: done")},
        {1, CliText::tr("anything else; also an object that does not exist")},
        {2, CliText::tr("usage or bad input: flag, kubeconfig, file")},
        {3, CliText::tr("refused: guard, precondition, policy, untrusted plugin, or a journal that cannot be written")},
        {4, CliText::tr("not permitted")},
        {5, CliText::tr("unreachable, or not sent")},
        {6, CliText::tr("outcome unknown: sent, and no answer settles it (lost, or HTTP 5xx); never sent again")},
        {7, CliText::tr("applied, effect not observed in time")},
    };
    return codes;
}

} // namespace maestro
