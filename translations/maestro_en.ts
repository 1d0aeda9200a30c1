<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>AlertRoutes</name>
    <message>
        <source>%1: its routes cannot be read: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it tells none</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Alerts</name>
    <message>
        <source>%1 has no Alertmanager.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which Alertmanager is meant is not said.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the connection, or give the address of its Alertmanager in connections.yaml.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection %1 is read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts that match are told to nobody until %1; %2 of those there are now match.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no silence %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The silence %1 has ended already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The silence ends now: alerts that match are told again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This hides what the policy depends on: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This plan was not made here, or was used already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Alertmanager of this plan is not configured any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Alertmanager of this action, %1, is not among the connections.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to be seen so far; a request could still arrive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The confirmation is not for this plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan is older than 60 s; plan again and read it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A reason of at least %1 characters is required.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection was closed while this action was under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer was lost, but the effect is there: read back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The effect was observed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request was sent and its answer lost; Alertmanager does not show whether it was applied. It will not be sent again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alertmanager accepted the change, but its effect was not seen in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This outcome could not be written to the journal: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The silence has ended; whether by this action or another is not proven.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The silence is there: it carries the mark of this action.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alertmanager no longer knows: it can no longer be told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The silence still stands: the action was not applied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No silence carries the mark of this action: it was not applied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster in front of it is not connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection was closed meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether this hides what a policy depends on is not wholly known: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>everything else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (tells nobody)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>silent in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>told, except in some hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tells nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no rule of this name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Analysis</name>
    <message numerus="yes">
        <source>%n measurements failed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n measurements were inconclusive</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n measurements in a row ended in an error</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n measurements passed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>how many are tolerated is not a number here, or they do not count</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n are tolerated</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 are tolerated, %2 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is %2: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a dry run: it decides nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n earlier measurements were not seen by this console, and the controller no longer has them.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>passes when %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fails when %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no condition is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no condition: every answer of %1 passes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NaN, no requests, is compared like a number and is never above or below anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Audit</name>
    <message>
        <source>%1 is damaged: it is not known what the audit webhook has received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the file to deliver the Journal from its beginning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The webhook answered %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether it has the last one already could not be read: it answered %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One may be there or not, and the token may not look: it was not sent again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Automation</name>
    <message>
        <source>The server&apos;s answer is not a Lease.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>abort on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>promote when every gate passes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Lease of namespace %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This window holds the Lease.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody holds the Lease.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Lease is held by %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It will not act: %1 ask for opposite things. A person decides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It acted on this release already and does not repeat it; the Journal has the outcome.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It waits until the pause has lasted as long as the policy asks for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every gate passes: the policy leaves promotion to a person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What %1 asks for, the policy leaves to a person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It waits: the numbers or the connection are too old to act on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not acted: %1 ask for opposite things. A person decides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rollback asked for by %1, not done here: the policy does not name the console as the owner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rollback asked for by %1, not done: the policy lets the console recommend only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rollback asked for by %1, not done: this window stands down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not acted on %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automation of policy %1: %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automation of policy %1: every gate passes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automation of policy %1: rule %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The controller aborted by itself: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>would act</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>acts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stands by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>will not act</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stood down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy %1 names the console as owner, but lets it recommend only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This window stands down and does nothing by itself, for any rollout, until it is switched back or closed. Policy %1 would let it %2. %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By policy %1 this window acts by itself now: %2, by %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By policy %1 this window would act by itself: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, process %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automation stands down in the window of %1: it does nothing by itself, for any rollout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automation acts again in the window of %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Bake</name>
    <message>
        <source>the histogram counts more requests than the counter: latency is left out where it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n samples do not belong to the stream and are left out</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Prometheus %1: the answer may be incomplete: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is compared until the server answers in full.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BakeText</name>
    <message>
        <source>no requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 % of %2</source>
        <comment>share of so many requests</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms of %2</source>
        <comment>latency over so many requests</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 latency</source>
        <comment>p95</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>worse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not enough requests to tell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: canary %2, stable %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; %2</source>
        <comment>values; state</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pp</source>
        <comment>percentage points</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; difference %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; difference %2 (%3 … %4), %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; score %2; intervals with both roles: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not compared: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not enough traffic: no minute with requests to both canary and stable yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The canary is worse: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not enough traffic to tell canary and stable apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not enough traffic to tell: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The canary is the same as stable or better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 % of stable&apos;s value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> or </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With %1 % confidence none of these intervals is wrong, at any look of the whole bake. No difference in practice: errors up to %2, latency up to %3. %4 of %5 minutes have both.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>met</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not met</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failing %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A person decides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No rule is met</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back at once: %1 is met, and nothing holds against it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back now: %1 says so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold: %1 is met, and no rule asks for a rollback.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conflict: %1 disagree. A person decides; automation stands still.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>No rule is met, but %n of them cannot be told: that is not an all-clear.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The policy has no decision rules.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No rule asks for a rollback or to hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go: every gate passes and no rule stands against it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No go: no gate says that it may go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No go: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not raised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, last by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>raised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 by %2 until %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy %1 has no signal &quot;%2&quot; that people set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It knows: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a severity: say which, P0 to P9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not take this value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A flag has none, a counter a whole number from 1, a severity P0 to P9.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cleared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>overdue since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>go by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no-go by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put off by %1 until %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no-go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>overdue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>due at %1, and when that is nobody knows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was due at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>overdue for %1, since %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put off until %1, in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>due at %1, in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (SHA-256 %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 by %2 at %3: %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. Attached: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No-go at &quot;%1&quot;, said by %2 at %3: %4. A go at the same point lifts it (decision board, or maestro checkpoint go).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>due at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy %1 has no rules for a rollback (decisions: immediate_any, rollback_any): these are the default ones. They recommend; nothing acts by them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, failing since %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown: nobody looked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown: nobody looked since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failing since %1 at least: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failing since %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n look(s) since %1, the last at %2: %3 fine, %4 failed, %5 unknown</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>; first failure at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>long enough, but another condition of the rule is not met</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go or no-go of %1/%2: &quot;%3&quot; is %4. Nobody decided.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message>
        <source>%1 cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>automatic sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the list of Ingresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the workload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Application</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Argo CD sync %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Argo CD sync of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>revision %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spec: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helm revision %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only %1 of %2 are looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy does not say which repository</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this connection has no github</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>workflow run %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the gates were not judged in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy judges nothing here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gate %1 has no data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no policy names this service</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>rev %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first bad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first bad, +%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first bad, %1 before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: fails at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: up to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>page at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plan limit %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no samples for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ↑</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ↓</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no samples in this range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last good %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may be incomplete</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChartCsv</name>
    <message>
        <source>(may be incomplete)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChartGrid</name>
    <message>
        <source>Legend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>limit in force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error-budget burn</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChartSave</name>
    <message>
        <source>Save table of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save picture of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the chart is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not written: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no connection has an Alertmanager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give --alertmanager URL, or name it in connections.yaml.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no silences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not ready: it may be replaying its log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maestro silence expire ID ends it at any time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the silence %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create a silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At: %1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effect: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--labels %1: it is NAME=VALUE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no connection has a Prometheus or an Alertmanager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give --prometheus URL and --alertmanager URL, or name them in connections.yaml.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policies name no alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not confirmed: nothing was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interrupted: looking once more and recording what is known; what was sent cannot be taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 (silence %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maestro: context %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no analysis runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/%2 was deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no audit webhook is configured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has every record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a line longer than a mebibyte</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bake needs the NAME of a rollout or --samples FILE, one of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See maestro bake --help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a number of requests, null or &quot;NaN&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bounds are milliseconds above zero and ascend; only the last may be &quot;+Inf&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a histogram has 1 to %1 bounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>latency is {le, count} with one count for each bound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counts are cumulative: a bucket holds those of the ones before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not one JSON object: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an array</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>role is &quot;canary&quot; or &quot;stable&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at is a time with its zone, as in 2026-01-31T08:00:00Z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more errors than requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>older than the sample before it of the same role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the bounds differ from those of the first histogram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the histogram holds more requests than the interval had; all numbers are of the interval alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>requests and errors only ever grow, like counters since a start; give those of the interval alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maestro: %1 is left out: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maestro: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no Prometheus is configured for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name one in connections.yaml, in the policy&apos;s environment or with --prometheus.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NAMESPACE in the environment: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct or unset the variable, or give -n.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no context is given and the kubeconfig names no current one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give --context NAME; there are: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no context &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reachable, without Argo Rollouts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reachable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the kubeconfig has no contexts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server does not say who we are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 as %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server&apos;s certificate is not checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove insecure-skip-tls-verify from the kubeconfig and add the certificate authority.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known whether Argo Rollouts is installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Argo Rollouts is served</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Argo Rollouts is not installed; only Deployments can be seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known whether you may %1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may %1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may not %1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for a Role with this verb if you need it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this machine and the server differ by %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronise the clock; certificates, tokens and the Journal depend on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers, version %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronise the clocks; the age of samples depends on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the chain is broken: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep a copy, then see `maestro journal verify`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) without an outcome</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Call `maestro journal reconcile`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>writable and whole, %n record(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 MiB free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without room for the record no action is possible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n plugin(s) may run</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1, version %2, sha256 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line %1, column %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no policies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They stay in the Journal; `maestro journal deliver` tries now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Journal has them all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no rollouts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not confirmed by the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acting as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not undone by this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counter-action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>evidence: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a reason is required</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give --reason TEXT or set ROLLBACK_REASON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the reason is too short: at least %1 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what was seen and what is expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the reason is longer than %1 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the rest where --ticket or --log-url points to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DEPLOYMENT_LOG_URL in the environment: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct or unset the variable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing is changed without a confirmation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give --yes, or call it on a terminal. `maestro plan` shows what would be done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wanted %1, recorded %2, observed %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 desired, %2 updated, %3 ready, %4 available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maestro: without the Journal: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing recorded in this time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Journal is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>valid: %n record(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>valid, with a recovered tail: %n record(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>BROKEN at segment %1, record %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without an outcome: %1; settle with `maestro journal reconcile`</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>head %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Journal has no action &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every action has its outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 workloads belong to the service &quot;%2&quot;: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name one of them instead of --service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no Rollout or Deployment is named &quot;%1&quot; or labelled app=%1 in this namespace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type &quot;%1&quot; and Enter to confirm, within %2 s; anything else cancels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>allowed: %1 for user %2, exactly as it is now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no plugin is allowed to run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no plugin is allowed without a confirmation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give --yes, or call it on a terminal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User:        %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs:        %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arguments:   %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SHA-256:     %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not confirmed: nothing was allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing was allowed for user &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no longer allowed for user %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--service NAME says whose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maestro: the cluster does not tell more: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no policy names %1/%2 for this connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signals and decision rules are of a policy; give --policy FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--value is a whole number, or P0 to P9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not done here yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2): %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>usable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not usable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reverts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side effects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ways back for %1 (%2/%3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last known good: %1 from %2, %3. %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is known to have been good before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>which service is meant is not said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give --service NAME.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service has no phase &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See `maestro policy evaluate --help`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each line is {&quot;at&quot;, &quot;metric&quot;, &quot;role&quot;, &quot;value&quot;, &quot;requests&quot;}, in time order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file cannot be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this is not JSON: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a JSON object is expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;at&quot; must be an RFC 3339 time with its zone, such as 2026-03-01T12:00:00Z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;metric&quot; must be a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy knows no metric or signal &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;role&quot; must be canary, stable, baseline or null</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;value&quot; must be a number, &quot;NaN&quot; or null</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;requests&quot; must be a number of at least 0 or null</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the line is too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the time goes back, from %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than %1 lines of one instant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the verdicts could not be kept in the folder for temporary files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room in it or set TMPDIR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maestro: the export is not in the Journal: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in it: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>written: %1
and as ZIP: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>valid: %1, %n file(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>BROKEN: %1
  %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See `maestro %1--help`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must not be empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is too long or not a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a duration such as 500ms, 30s, 5m or 2h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a namespace name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a pod hash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be an http or https address without a password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown flag --%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown flag %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 is given twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 takes no value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 needs a value: --%1=%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown command &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a command is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a command is missing after &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 does not belong to &quot;%2&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--context is given twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--policy is given twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unexpected argument &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be one of %2, not &quot;%3&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 is only for rollback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--to needs --via; --to-revision names a revision without it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--via takes --to, not --to-revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NAME or --service is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NAME is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NAME and --service exclude each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown kind of object &quot;%1&quot;: rollout or deployment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of an object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>confirm without a terminal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>go on and print every change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>why; at least 10 characters for every verb but abort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refuse unless revision N is the newest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refuse unless H is the current pod hash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refuse unless step I is the current one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how long to wait for the effect (default 30s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>incident or change this belongs to, for the Journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deployment log, for the Journal and the evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>find the workload by its name or its label app=NAME</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the way back: a provider of the policy, or argo, deployment, helm, script, workflow, route; `maestro options` shows them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with --via: revision, Helm revision or tag; without it the last known good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>afterwards look whether it worked, as `maestro validate --wait` does; exit 0 then means verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with --validate: how long (default 10m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pass the gate that waits for a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skip all remaining steps, pauses and analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>go to the next step without finishing this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop the update and go back to the stable version; the spec stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>try an aborted update again from the first step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hold the rollout where it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>end a manual pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replace all pods, same version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bring back an earlier version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>contexts, server, identity the server reports, reachable or why not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every namespace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with revisions, analysis and what is allowed; more requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deployments as well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>StatefulSets as well; shown only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helm releases as well; shown only, and lists Secrets of type helm.sh/release.v1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rollouts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without --context the current context is read. In the JSON document a context that fails is a problem, not an empty list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AnalysisRuns of all rollouts, with their measurements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Those under way come first, then the newest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one rollout, whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NAME may be rollout/NAME or deployment/NAME; without a kind a Deployment is taken when no Rollout has that name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only what happened in this time, e.g. 2h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what happened, each entry with its source: Reported, Observed, Operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>live gates, error budget and alerts of one rollout, by the policy that names it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks the Prometheus of the connection, of the policy&apos;s environment or of --prometheus. What cannot be known is noData with its reason, never a pass. With --watch one report per evaluation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of a rollout: the last such time, instead of all since its newest revision began</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one JSON object per line and interval: {at, role, requests, errors, latency: {le, count}}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>canary against stable, with sample sizes and confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of a rollout, by the counters of its Prometheus: http_requests_total and http_request_duration_seconds with the labels service and role; or of samples. Numbers are of each interval alone, counts are cumulative over the buckets. With --samples and --json one verdict per line, as the samples come. The section &quot;bake&quot; of the policy of --policy sets confidence, margins, minimum of requests and weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every way back for one service, side by side: usable or why not, what it reverts, the exact call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the order of the policy. What is the last known good, and who says so, comes first. Nothing is changed and nothing written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what would be sent and why it may not; changes nothing, journals nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>why; at least 10 characters; the comment of a new silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how long it lasts (default 1h)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the tree of routes instead, and who is told at each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with --routes: where an alert with these labels ends, such as alertname=X,severity=P1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>alerts of the connections&apos; Alertmanagers, by service and family of the policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without --context every connection with an Alertmanager is read. In the JSON document one that fails is a problem, not an empty list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>silences, and what each hides of what the policy depends on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keep alerts from being told to anybody for a while</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A MATCHER is NAME=VALUE, NAME!=VALUE, NAME=~REGEX or NAME!~REGEX, the value between double quotes where it has a comma; all of them must match.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>end a silence now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what is recorded with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>service of a policy, else a workload of that name or labelled app=NAME</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look until it is verified, at most so long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record that a message was sent or a script run by hand went well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record that it did not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look anew, whatever is recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whether the last rollback or abort worked: pods, traffic, events, and what the policy asks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exit 0 when every required check is ok, else 7. What cannot be read is unknown, never ok. The end is recorded; a validation that ended within 24 hours is told as recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clocks of the policy&apos;s section `escalation` for the ways back of the last day: due, sent, acknowledged by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record that somebody was told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record that somebody took it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where evidence records of actions are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service: as a policy names it, else the workload&apos;s name or its label app=NAME</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>why; at least 10 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the decision board: what speaks for rolling back now, and what for holding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every rule of the policy with its state, since when, and what was read for it: pods, health probes, dependencies, metrics, alerts, and signals that people set. A rule that cannot be told is unknown, which is no all-clear. It recommends; nothing is done by it. With --watch one board per evaluation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a counter: how many are added (1); a severity: P0 to P9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how long it stands; without it as the policy says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>who looks after it; without it you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where more is written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>say what no machine reads: a complaint, an incident, a mitigation in progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SIGNAL is one of the policy&apos;s signals, mitigation_in_progress or known-degraded. It is a record of the Journal, at once in force for every window and call on that Journal; it is written when the cluster does not answer, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take a signal back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the signals of a service as they stand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every record, oldest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all records of one action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the chain of hashes and list open intents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write a copy that verifies like the original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>settle actions without an outcome by reading the cluster; never sends anything again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plugins that may run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>allow the plugin of a kubeconfig user, exactly as it is now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take the permission back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connections, permissions, clock, journal, disk: fine or what to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>completion script for bash or zsh, or the man page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>also whether every alert they name is loaded in Prometheus and ends at a receiver that tells somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every problem of the files, with its place; exit 2 when there is one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With --live: exit 1 when an alert has no rule or tells nobody, 5 when that could not be read. Routes are followed by the labels of the rule itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only what concerns this service, with its variables filled in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a policy as it applies: extends, like, limits and gate sets resolved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what the second policy says otherwise: gates, limits, phases, by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whose gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the gates of this phase; without it the first one&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one JSON object per line, in time order: {at, metric, role, value, requests}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what the gates would have said to a stream of samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of this service alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whose Prometheus and namespace; without it the first of the policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the steps or analyses of the Rollout instead, as a merge patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a rule file of Prometheus instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AnalysisTemplates of a policy&apos;s gates, for the controller of Argo Rollouts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without FILE and --policy the policy in force is taken. What goes to stdout is for `kubectl apply -f -`, with --rollout for `kubectl patch rollout NAME --type merge --patch-file`. --prometheus URL is the address that the controller uses. What the controller cannot be told is said on stderr and in comments; a pause stands there instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every namespace of the cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only say what would be done to each rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>also undo what was fully promoted this lately, e.g. 24h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>begin nothing more after a row that was not applied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how long to wait for the effect of each (default 30s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every rollout of a namespace that is moving back to its stable version, one after the other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what was seen, or a link, for the Journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the checklists that can be begun, and what each looks at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>runs; those without a decision first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of a policy, else the workload of that name or with the label app=NAME</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the alert that it began with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>begin a run: everything that can be read is read and kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run is kept in the Journal: it survives this machine&apos;s restart, and anybody who works on this Journal can go on with it. Outputs are kept by their hashes in state/evidence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a run, with everything read anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An item that was ticked is bad again when what it rests on has changed since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what was seen is bad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it does not apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>somebody looked: what is there now is kept as evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take a tick back; both are recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>go on with a run that somebody else began</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>end a run by a decision, with what is known now; sends nothing to any cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the evidence pack of a run, as evidence export writes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the record of every action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exec credential plugins that may run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>silences of Alertmanager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what people say about a service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whom to tell when a way back takes too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what happened, as files that can be checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>release policies: phases, gates, limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checklists: look, keep what was seen, decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use this file alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>context of the kubeconfig; list, analysisruns, clusters and doctor take several</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this policy instead of those in config/policies; several are taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>namespace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longest wait for one answer (default 10s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use this Prometheus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use this Alertmanager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use this API of GitHub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use this Maestro API</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use this image registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>impersonate this user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exactly one JSON document on stdout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kubeconfig files, when --kubeconfig is not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>namespace, when -n is not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reason, when --reason is not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deployment log, when --log-url is not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one folder for journal/, state/ and config/, instead of the XDG folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>applied and its effect observed; for reads: done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>anything else; also an object that does not exist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>usage or bad input: flag, kubeconfig, file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused: guard, precondition, policy, untrusted plugin, or a journal that cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not permitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unreachable, or not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outcome unknown: sent, and no answer settles it (lost, or HTTP 5xx); never sent again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>applied, effect not observed in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usage: maestro [flags] COMMAND

Watches and steers Argo Rollouts; every action is guarded and recorded.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flags for every command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exit codes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usage: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usage: maestro %1 COMMAND [flags]
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n rollout(s) will be rolled back</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>interrupted: what is under way is finished and recorded, nothing more is begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hint: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy has no environment &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>policy %1, version %2, sha256 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FILE and --policy are two policies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See maestro policy analysis-template --help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no policy in force has that service</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n policies fit</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Name one: FILE or --policy FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--rollout and --rules are two files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call twice, or once with --json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no service with a Rollout and gates: there is nothing to write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy has no service &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: ok, policy %2, sha256 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>both say the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 becomes %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maestro: without alerts: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maestro: without signals: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no policy names %1 %2/%3 for this connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No policy is loaded; give --policy FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In force: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × over %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed since it was ticked: was &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ticked by %1%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2, run %3, %4, begun by %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decided: %1, by %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no run yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--service is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--bad and --skip exclude one another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--reason is missing or shorter than %1 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say why; it goes into the Journal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recorded: %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no escalation &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`maestro escalation list` shows them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no way back of the last day has an escalation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maestro: the Journal cannot be written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no check &quot;%1&quot; of a recorded action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is read from the cluster; only messages and tools are said by a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Journal has no rollback or abort of %1/%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no check &quot;%1&quot; that a person ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--service NAME is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See `maestro validate --help`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a reason of at least %1 characters is required</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what was found: `maestro journal verify` names the record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a break is not acknowledged without a confirmation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>acknowledged: a new chain begins with %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not confirmed: nothing was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what was found; at least 10 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after a break that somebody looked at: begin a new chain, so that actions are possible again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ask for another number of pods, as relief</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep a copy first. What is broken stays where it is and stays broken for every verifier; the first record of the new chain says who went on and why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put what is typed or piped in into the desktop&apos;s keychain, for keychain:NAME</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take it out of the keychain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>secrets of connections, in the desktop&apos;s keychain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type it on a terminal, or pipe it in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secret for %1 (it is not shown):</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stdin cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no secret was given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a secret is one line of at most 64 KiB without control characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keychain refused; nothing was kept. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the name of a secret is printable text of at most 200 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is what stands behind keychain: in connections.yaml.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept in the keychain: keychain:%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no longer in the keychain: keychain:%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend the file, or give --policy FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>send it to the webhooks of its channels, once; exit 0 sent, 3 not sent, 6 nobody knows whether it arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not read, so something may be missing: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run the script of this check here, show what it says and record how it ended; again: another attempt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was begun before, and nobody recorded its end: it is looked after, not started again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>runs on this machine: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a script is only started with --yes or on a terminal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not confirmed; nothing was started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--done, --failed and --run are three answers; give one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whom the policies know, with chat and telephone; config/contacts.yaml adds what belongs to you alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no policy has contacts, and config/contacts.yaml has none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where the JSON evidence record is written (default state/evidence)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>folder for evidence records, when --evidence-dir is not given; without both state/evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time to roll back: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>what was watched is what the server lists: %n object(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>What is shown was not true: please report this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>watch for so long, then list everything anew and compare: whether watching missed anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) without an outcome: %1; settle with `maestro journal reconcile`</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Prometheus %1 did not give that time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for less with --since, or give it longer with --request-timeout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no Prometheus is configured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--samples and --since exclude each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--samples is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--since reaches back 7 days at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 instants from %2 to %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are no samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(decision)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2: %3 %4 instead of %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and %1 times more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how much of its error budgets a rollout used, and who acknowledged it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where more is written, such as the notes of the week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put your name to what is used now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is used is read and shown, and that value is recorded in the Journal. It stands for a week, and while no more is used or the policy&apos;s limit is kept. What is not known cannot be acknowledged (exit 3). BUDGET may be left out where there is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>instead: what Prometheus kept of this time, at most 168h, one look a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with --since: the pods that serve everybody (role stable), not a canary&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with --since: whose Prometheus; without it the first of the policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With --service and --samples or --since also what both would have said to the same samples: how often, and when they differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time is what the lines say; lines of one instant belong together, and a metric without a line at an instant is a missing sample. `metric` may also be a signal, which stays as it was set, health:PROBE, builtin:NAME, dependencies:healthy, dependency_flag:NAME (1 true, 0 not) or change, whose value is the new revision. With --since metrics alone are known: rules on signals, pods, probes and earlier times have no data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error budgets, and who acknowledged their use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody acknowledged it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy promises no budget here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>which budget?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no budget &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not confirmed: nothing was recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maestro: the server warns: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy has no go/no-go points here.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an attachment is NAME=FILE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no point &quot;%1&quot; in the phase of this release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`maestro checkpoint list` shows them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--until DURATION says how long it is put off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the go/no-go points of a release, when each is due, and what was decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>say that the release may go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>say that it may not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until a go at the same point, promote, promote-full and skip-step of this revision are refused here, in the window, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how long it is put off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put the decision off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whether a release may go on, said by a person at the points of its policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Journal is damaged: %1; see `maestro journal verify`</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See `maestro %1 --help`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend the file; `maestro policy check FILE` tells everything that is wrong in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`maestro journal list` names them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give -n NAMESPACE; `maestro list -A --deployments` shows what there is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--wait needs --validate; --observe-timeout is how long the effect is waited for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`maestro journal list` shows what was done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--note belongs to --done or --failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked beforehand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noted: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is owed.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No lessons are recorded.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--pr-body names a file of a checkout; give --checkout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no folder, so no checkout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no file %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>go on although no evidence record can be written there; the Journal says so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the action it follows from, as in the Journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DIR is a checkout: the pack goes to DIR/.evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with --checkout: the file of DIR/.prbodies that is reviewed with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an action, mass rollback, run of triage, ticket or stretch of days as a folder in DIR, and as ZIP: records with their chain, before and after, calls, validation, decision, metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the closed ones as well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what is owed after actions, the earliest due first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>when it is due, from now; without it there is no due time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write down that something is owed: a note of the Journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what was done; at least 10 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write down that it was done, and by whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what was learned of actions, the newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add a lesson to an action; it is part of its evidence pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the policy calls it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the revision to go back to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the last good image tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of Helm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the commands of the runbooks with values filled in, and what does the same here, or why nothing does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what the manifests of a folder hold: rollouts with their steps, templates, and what is wrong in them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exit 0 without errors, else 2. A name that is not in these files is a warning: it may be elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what is owed after actions, with due times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what was learned of actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>here: not possible. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>here: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a channel, contact or role of the policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>send what is known, read anew, to who goes on with it: one message to the policy&apos;s channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run, what was found with its hashes, the board and the links; no secrets. It leaves at most once for each run and addressee.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--to is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a channel, contact or role of the policy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an item of the point&apos;s checklist that was looked at, word for word as the list shows it; given once for each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every item of the point&apos;s checklist is ticked with --tick. What the point needs is given as NAME=FILE and kept with its hash in state/evidence; without all of it nothing is recorded (exit 3). A need that ends in `confirmation` is met by saying go. It is a record of the Journal and changes nothing else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>send what waits for the audit webhook of connections.yaml, and Events that wait for their cluster; actions do that by themselves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no chart to put onto it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connections.yaml names no Grafana</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`audit: {grafana: {url: https://…, token: &quot;keychain:NAME&quot;}}` does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no such board in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody annotated anything in %1 since %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maestro: there may be more; ask for a shorter time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of this time until now (default 1h)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>also make a snapshot of its charts in Grafana and put the address into the pack; whoever has it sees them for ninety days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>documentation, boards and contacts that the policies name; what has no address is told as not configured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the board of this uid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>var-service of the links</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>boards of Grafana by title or uid, with links to them for a time and a service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only those with all of these tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only those with the tag service:NAME</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what was written onto the boards of Grafana, by this program and by others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the checkout of the repository, instead of the one chosen in the window or of `files.checkout` of the policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>files and folders of the repository that the policies name, and whether they are in the checkout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exit 0 when all are there or no checkout is known, 1 when one is missing, 2 when one would leave the checkout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>boards and annotations of the Grafana in connections.yaml</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maestro: contacts.yaml is left out: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no policy names a link or a contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>policy %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  it names no path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owed afterwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check %1: verified. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check %1: NOT verified. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the check %1 was to follow and was not begun: recorded as not verified, not started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how soon what it leaves to do has to be done (default: the policy&apos;s, else 4h to put something back, 24h for a review)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the bypass of an emergency: name and 100% are typed, and a review is owed afterwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>emergency: replace all steps by one that sends everybody to the new version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put back the steps that set-weight-100 replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>emergency: take the background analysis out of the strategy for a while</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put back the analysis that disable-analysis took out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Argo Rollouts only: Deployments, StatefulSets and Helm releases stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the check %1 follows by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--set &quot;%1&quot;: it is NAME=VALUE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no policy in force has a drill &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A policy names drills in its section &quot;drills&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 policies have a drill &quot;%2&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which one with --policy FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--service NAME says for which service of the policy %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy %1 does not name %2 on this cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its environments say for which connections it is; nothing was started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drill %1 of %2 in %3 (%4), on %5/%6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>detected after %1, decided after %2, recovered after %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drill %1: %2 (%3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interrupted: what the drill deployed is still there; nothing more is begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OVERDUE since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policies in force have no drills.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the reason has %1 to 2000 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give --yes, or call it on a terminal. `maestro drill show` shows what would be done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not confirmed: nothing was started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rehearsals that a policy asks for: when they are due, and running one where it may be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the policy; may be left out where it has one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what {{NAME}} is in this run, such as bad_tag=v1.2.3-slow; given once for each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{{log_url}}: deployment log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where the programs leave their records (default state/evidence/drills)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rehearsals of the policies in force: the last run, when the next is due, and what is overdue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a drill that passed counts. A monthly one is due by the end of the calendar month (UTC).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run a drill: its programs, the wait for a failing probe, the recovery, and what has to be on record</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) not delivered yet: %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Event(s) not delivered to their cluster yet</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Each line is {&quot;at&quot;, &quot;role&quot;, &quot;requests&quot;, &quot;errors&quot;, &quot;latency&quot;: {&quot;le&quot;, &quot;count&quot;}}, in time order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the kubeconfig has no contexts: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name another file with --kubeconfig FILE or KUBECONFIG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the last write to the Journal was interrupted; what it left is set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) not delivered yet</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) never delivered: refused, or too many waited</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) not delivered to the audit webhook yet: %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>maestro: the Journal is damaged, and records from there on may be missing here: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hint: See `maestro journal verify`; `maestro journal export FILE` writes everything that is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NOT READABLE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what can be read of the damaged Journal has no action &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`maestro journal export FILE` writes everything that is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is too long for an evidence record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a pack, an evidence record, or a folder that holds them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check such a folder or ZIP, an evidence record, or all in a folder: every file, every field, and the chain of its records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maestro: the answer could not be written to stdout: %1
hint: Where something was changed, `maestro journal list` tells how it ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the configuration before it: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Journal has no action %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`maestro journal list` has the ids.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this action has no backup: it was carried out without evidence, or changes no configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take the webhooks of a release&apos;s controller at the address in config/receiver.yaml, as the window does; one line for each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>POST URL?namespace=NAMESPACE&amp;name=NAME with `Authorization: Bearer SECRET`. What came is kept to the byte and recorded; nothing is done because of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the configuration that an action found, as YAML, checked against the hash in the Journal; values that look like secrets are hashes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no webhooks are received: there is no %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`receiver: {listen: &quot;127.0.0.1:9797&quot;, secret: &quot;keychain:NAME&quot;, context: CONTEXT}` turns it on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>webhooks are taken at %1?namespace=NAMESPACE&amp;name=NAME</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  %2/%3: %4, %5 bytes from %6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the steps of a drill with everything filled in, and the requests of native steps to the letter; starts nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only where the policy says `drill: true` of the environment; anywhere else nothing is started (exit 3). Programs run once each, without a shell; `native: set-image` (with `tag` or `image`, and `container` where there is more than one) and `native: abort` are taken by maestro itself, guarded, recorded and observed like every action; an abort is only of what the drill deployed. When a step fails, waits are skipped and programs behind it run all the same, so that what was broken is put back; exit 0 when all of it held, else 1. On a terminal the name of the environment is typed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the revision to go back to; without it the stable one while an update is under way, else the one before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>    declared, and not read by this version: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody was told: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draft of the review: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Argo Rollouts only. Moving ones are aborted; promoted ones are left alone unless --promoted-within says otherwise; each has its own records, and one that fails does not stop the rest. `emergency.mass` and `rollback.order` of a policy say more: how many go at once, what is left alone, which way is first. On a terminal the namespace and the count are typed. Ctrl+C finishes what is under way and begins nothing more. Needs no Prometheus.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at once, as the policy allows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no file that can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is larger than 64 MiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be read: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stretch is FROM..TO, both days included and in UTC: 2026-09-14..2026-09-18. Each FILE goes into the pack as attachments/NAME, byte for byte and with its hash: the result of a load test, the output of a signature check.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags to pick with --to, by name, highest first: %1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give what was sent with --note. A draft: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a record on trial was written, read back, and its falsification noticed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: another file is %2 of this pack already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ways back: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look further, %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking %1 for its tags, 8 s at most…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>send nothing: write the message, to be told by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand over: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it answered HTTP %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a token in connections.yaml.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renew the token that connections.yaml refers to, or its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers, but does not say who the token is (HTTP 403): whether it may start workflows is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers, and asks for a token at each lookup: whether ours is good shows then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers HTTP %1; whether the token may move a route is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`maestro options --service NAME` reads the pin where the policy has read_pin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checks of a policy that a person starts together, and how they went</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the suites of the service&apos;s policy, and how the newest run of each went</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run is about one revision at one step. Where the policy says `validate_each_step`, promote, promote-full, skip-step and set-weight-100 wait until the suite has passed at the present one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run all checks of a suite, one after the other: show what each says, record how it ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Programs run on this machine without a shell; requests leave it once. Exit 0 when all passed, else 1; 3 when another run of it is under way. Ctrl+C ends the check that runs and starts no other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run again what did not pass, or what is named: by its number or as the run shows it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only on the revision and the step that the run is about; on another, run the suite anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passed: %1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed: %1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, attempt %2, from this machine: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a suite is only started with --yes or on a terminal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>runs: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing was started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot run: %1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Journal has no run of a suite with this id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`maestro suite list --service NAME` shows the newest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the run has no check &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the suite %1 on %2/%3, %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every check of this run has passed; name one to run it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2/%3: %4
run %5

</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy has no suites.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at each step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one run: each check, how often it was tried, how long it took; with ITEM what that one said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 said nothing, or what it said was not kept.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The points of %1 are not known: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No policy in force for this connection has a go/no-go point now.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of scale: how many pods (default: what the policy says, else %1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are the `checkpoints` of the phase in the policy, and the marks of its run sheet that need something. When a phase began is known of the first one, and where the controller paused in it. Without --service those of all services of the policies in force for this connection; what could not be read is named.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Cluster</name>
    <message>
        <source>Argo Rollouts is not installed: the server does not serve argoproj.io/v1alpha1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The server&apos;s list holds %n object(s) that cannot be read: %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Look at the object with kubectl; nothing of this list is shown as complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no rollout or deployment %1/%2 in context %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the name and the namespace; `maestro list -A` shows all rollouts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: asked for %2/%3, the server answered with another object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Argo Rollouts controller has no available pod: nothing will move.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listing %1 in all namespaces is not permitted; watching namespace %2 only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listing %1 in namespace %2 is not permitted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1/%2” is not a Kubernetes name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no context “%1” in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contexts: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no context “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kubeconfig changed on disk (%1). What is shown here is of the former connection, and nothing is done over it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kubeconfig changed on disk and cannot be used as it is: %1 What is shown here is of the former connection, and nothing is done over it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconnect on the page Connections to use what the file says now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User “%1” has no exec plugin: there is nothing to allow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No context of the kubeconfig uses a user “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of %1 has not come yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not on the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not what the server has as version %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is of version %2, the server had %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of this cluster is watched, so nothing was compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no deployment %1/%2 in context %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no rollout %1/%2 in context %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: asked for %2/%3, and the answer cannot be read: %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether Argo Rollouts is installed is not known: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/%2 in context %3 is a StatefulSet: it is watched, and nothing is done to it from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`maestro list --statefulsets` shows it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acting: opens the guard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SLO and gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Triage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Fleet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to SLO and gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Triage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find or run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis runs of all rollouts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ways back…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abort…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promote…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause or resume…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a triage: hold…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a triage: escalate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mass rollback…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>J or Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>K or Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peek: show or hide the inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the filter, close the guard or the palette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm in the guard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left or Right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a chart: move the crosshair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift and drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a chart: choose a range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt+T</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charts as tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt+P or Alt+S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the chart&apos;s picture or table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[ or ]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the timeline: move the window of the charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>- or =</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the timeline: make that window shorter or longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+ or _</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the timeline: zoom in or out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emergency…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a triage: hand over…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference: commands, links, paths</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drills</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Config</name>
    <message>
        <source>%1 must be a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be true or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can only be %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be a reference, not the secret itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write keychain:NAME, env:VARIABLE or file:PATH.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be a mapping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a key must be a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is given twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not known here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be an http or https address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must not contain a user or password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must not contain a query or fragment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>would send a credential over plain http</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 through the service proxy takes namespace, service and port, and no url</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: namespace, service and port must be names of Kubernetes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 through the service proxy has no peers and no credentials of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The API server takes the cluster&apos;s credentials and passes none on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1.scheme belongs to the service proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1.url %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Secrets are references to keychain:, env: or file:, and travel over https or to a loopback address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: username and password belong together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: clientCertificate and clientKey belong together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: a token or a username, not both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1.name is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1.url must be https, or a loopback address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has one address, and no peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connections must be a list of at most %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is the name of two connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is larger than 256 KiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file holds more than one document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not YAML: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credentials belong in connections.yaml, as references.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no folder for the journal and the settings: HOME is not set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set MAESTRO_HOME to a folder of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it a file or folder of your own that nobody else may write, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>belongs to another user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may be written by others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot use the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot create the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a symbolic link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a regular file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is larger than 4 MiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another process holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keychain gave no entry %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The environment has no %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A reference starts with keychain:, env: or file:.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not an absolute path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is larger than 64 KiB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the settings could not be read (%1) and were set aside as %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the trust decisions cannot be read: %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the file away and allow the plugins again with `maestro trust add USER`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no list of plugins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entry %1 is not complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a plugin is allowed by user, absolute path and SHA-256 of its file; one of them is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`maestro secret set %1` puts it there, or Connections in the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keychain did not answer within %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keychain did not take %1 (%2). It is held in memory until this program ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Secret Service (GNOME Keyring, KWallet, KeePassXC) keeps it beyond that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be a map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is written twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file must hold one list, contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is the name of two contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are more than %1 contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>receiver.listen is PORT, ADDRESS:PORT or [ADDRESS]:PORT, with an address and no name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file must hold one map, receiver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a reference: keychain:NAME, env:VARIABLE or file:PATH</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is larger than 64 KiB</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Connection</name>
    <message>
        <source>not confirmed by the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, not confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kubernetes %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kubernetes %1, Argo Rollouts %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Argo Rollouts is not installed here; only Deployments are shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not checked (insecure-skip-tls-verify).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read-only: the console sends no change here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>current context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing to do</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ContextBar</name>
    <message>
        <source>Identity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find or run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a rollout or run a command</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>%1 answered HTTP %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 did not answer with JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Argo Rollouts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deployment undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helm rollback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helm upgrade, image only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GitHub workflow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routing pin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watched only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pod template: images, environment, probes and resources of the containers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every object of the release, as the chart and the values of that revision made it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image tag in the values of the release; chart and other values stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the script does; this program does not know it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the workflow does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the workflow does to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pin of the route: it returns to the one before it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing by itself: the controller rolls back, and it is watched here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data; ConfigMaps and Secrets; Services and Ingresses; what Git and Helm say.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data, migrations and what hooks did; objects that the release does not own; what Git says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All other values, the chart, data, and what Git says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the workflow does not touch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The objects of the cluster, unless the workflow changes them: it works on %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pods, images and data: only where requests go changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An undo walks the steps again unless the revision is within the rollback window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A rolling update; the revision gets a new number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new revision of the release; its hooks run; new objects are removed if it fails.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new revision of the release; its hooks run; without a version the newest chart is taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs on this machine, as you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run in the repository, seen by everybody there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A second call would move the pin once more: it is never repeated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is the stable version now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 promoted it fully from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 went back to it from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It ran before the present one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helm had it deployed before the present one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2 by %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brings the release %1 from revision %2 back to what revision %3 was. %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Sent to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>patch %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>create secrets, patch deployments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aborts: an update is under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undoes: the update is promoted already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switches back: the old version still stands by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no connection to this cluster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This connection has no %1: give it in connections.yaml, or with --%1 URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody says what {{%1}} is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy does not say a path and a body that can be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pin is %1, and there is none before it to return to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy does not name a repository and a workflow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no tag.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no tag %2 of %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service of this action, %1, is not among the connections.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pin cannot be read, so it can no longer be told whether it was moved. It is not sent again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its run carries no mark of this action, so it can no longer be told. It is not sent again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run carries the mark of this action.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run %1 is %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run %1 ended with %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no way back named %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known here: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a Deployment, not a Rollout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a Rollout: undoing a Deployment is not possible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It rolls back by itself; there is nothing to call.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no revision number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history of %1 cannot be read: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no Helm release %1 in the namespace %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another action of Helm is under way: revision %1 is %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no image tag.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revision %1 is the newest one already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revision %1 is not in Helm&apos;s history. Known: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is neither a revision nor a tag.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was never started, and now never will be: nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can no longer be told, and it is not sent again. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helm made no new revision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revision %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is %2: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>image tag %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is there, but was made by something else: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection is gone; nothing was started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history of %1 could not be read again; nothing was started. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was started: the newest revision of %1 was %2 when you confirmed and is %3 now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>helm ended well, but revision %1 is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It said: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was never started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is running (process %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ran and runs no longer; nothing tells how it ended, so what it did is not known. It is not started again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 did not end within its time limit and was ended; what it did until then is not known. It is not started again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was ended by signal %2; what it did until then is not known. It is not started again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ended with exit code %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ended with exit code 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is another file than when this was planned; nothing was started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>helm is not installed: %1, which the settings name, does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not installed: it is not in PATH.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install Helm 3, or say where it is: &quot;helmProgram&quot; in settings.json, or an absolute path in the policy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be executed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not run: others than you and the administrator may change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy does not say what to call.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it a value under &quot;variables&quot; of the policy, the service or the environment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The registry answered HTTP %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The registry sends us to %1 for a token, where it is not safe to go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The registry gave no token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer does not tell a pin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pin is %1 now; what it was before is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pin is still %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pin moved from %1 to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pin moved from %1 to %2, where %3 was expected: somebody else may have moved it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent: the pin was %1 and would have returned to %2 when you confirmed; now it is %3 and would return to %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent: the pin could not be read again. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No path is configured by which the pin could be read (read_pin), so its effect was not seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several runs began at that time and none carries a mark of this action: which one is ours is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run is to be seen yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run %1 ended well: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is kept from taking it at the same time: Leases of %1 cannot be used. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is taking %2 here since %3. Wait until it ends; it counts until %4 (action %5).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be made sure that nobody else takes a way back here; nothing was started. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else was about to take a way back here; nothing was started. Plan again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No path is configured by which the pin could be read (read_pin): only the answer tells what it became.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pin is %1 and returns to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is the last one there is: after it nothing is left to return to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The present pin could not be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer says that the pin is %1 now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run %1 is %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undoes: the update is aborted, and the spec still names it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not applied, or somebody undid it since. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once it ended with exit code 0, the check %1 follows by itself: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check %1 ought to follow and cannot: %2 It will not count as verified.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helm knows no earlier revision that was deployed and not left by a rollback: name one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The registry %1 did not list its tags in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tags of %1 in %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has more tags of %2 than were read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further tags of %1 in %2 that are not listed: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The registry does not know %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The registry&apos;s answer is no list of tags.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a tag in %1: nothing says that it ran or was good, nor when it was made. It is for you to pick.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image is of %1, the registry of this connection is %2: it was not asked about tags.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy wants a person to pick the revision: choose one of the versions; without a choice it is the last known good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy says &quot;%1&quot; of the revision, which this program does not know: without a choice it is the last known good.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>See maestro-console --help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this kubeconfig file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch this context alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default namespace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show Helm releases as well; this lists Secrets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play a scripted tour: pages, main-job.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where a tour saves its pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>light or dark.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the window: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave as soon as the first frame is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rollout to open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maestro Console: watch rollouts, decide, act, prove.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--theme is light or dark, not “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--language is one of %1, not “%2”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--size is WIDTHxHEIGHT, at least 640x400, not “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no tour “%1”. Tours: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--tour needs --shots DIR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One rollout can be opened, not %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not NAMESPACE/NAME.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For doubts: list every cluster anew so often, compare it with what is shown, and say on standard error whether it is the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For doubts: say on standard error when the window did not react for 50 ms, and where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--check-store is a number of seconds, not “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Drill</name>
    <message>
        <source>step %1 of the drill: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend the section &quot;drills&quot; of the policy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not marked for drills: the policy %2 has no &quot;drill: true&quot; there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The drill %1 is for %2, not for %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing is known of &quot;%1&quot;; what can be asserted is evidence-record and audit-event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a drill waits for the health of a probe and for nothing else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service has no health probe &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is none: the policy has the date of the drill alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a drill has %1 steps at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say it with --set NAME=VALUE, or under &quot;variables&quot; of the policy, the service or the environment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the health probe %1 fails for %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the health probe %1 is well again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an audit event: an Event of the workload by a person or this program, or an action in the Journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an evidence record: a JSON file in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a line in the notes %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Journal has %1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no JSON record was left in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Journal has no action on the workload, and no cluster was asked for Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events cannot be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since the drill began neither the Journal has an action on the workload nor the cluster an Event by a person or a program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event %1 by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name of notes: letters, digits, dots, dashes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the drill %1 is under way in %2, or a program of it still runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped by a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drill %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drill %1 begins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drill %1, step %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is another file than the one that was shown; nothing was started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 did not fail that long in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not well again in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>well %1 times in a row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with the canary&apos;s header: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a line in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it names no program, no native step, no wait for the health of a probe, no assertion and no notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a native set-image needs an image or a tag, and not both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody says what {{%1}} is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;hash of the version that is deployed&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the console itself: set-image %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to the tag %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the only container</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the console itself: abort of what the drill deployed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing was deployed by this drill, so nothing of it is aborted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped by a person; nothing was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no other version was deployed since the drill began: nothing of it can be aborted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection %1 is read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no steps: the policy has the date of the drill alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Journal was not read yet: what was run before is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy %1 is not in force, or its file is wrong at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy %1 does not name %2 for drills on this cluster any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A drill is under way in this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This offer was used already or is another one by now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at what would be run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy %1 changed since this was shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection was made anew since this was shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection was closed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Drills</name>
    <message>
        <source>Program %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set image %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abort what the drill deployed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until %1 fails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is well again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit event is on record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence record exists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line in the notes %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deploy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until %1 fails for %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OVERDUE since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>due by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> of at most %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was measured yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Duty</name>
    <message>
        <source>an obligation is said in %1 to %2 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Journal has no action of this id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Journal has no obligation of this id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the obligation is closed already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the link is no http or https address without a password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>say it in %1 to %2 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed by %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open, no due time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OVERDUE since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open, due in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learned: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis off by %1 since %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps replaced by %1 since %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gates passed over by %1 at %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Endpoint</name>
    <message>
        <source>What %1 holds cannot travel in a header.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A credential would travel to %1 without https.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster in front of it is not connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection was closed meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Environment</name>
    <message>
        <source>PROD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>STAGING</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DEV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NO ENVIRONMENT</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Escalation</name>
    <message>
        <source>No channel with a webhook is named for it: tell them yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its channel has no webhook: copy the message.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is being sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was sent before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It left before and its answer was lost; it is not sent again. Tell them yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be sent: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The channel %1 has no webhook.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Journal cannot be written; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The webhook of %1 is no https address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 took it: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 refused it: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It left for %1 and no answer settles whether it arrived. It is not sent again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service does not depend on it by the policy, so nobody reads it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the dependency %1 is %2 is not known: %3.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is there already; evidence is never overwritten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: missing, or not a plain file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: not what was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the manifest names a file twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: not in the manifest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: missing, or no manifest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no format that is known: its records cannot be checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a file is there twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack would have %1 files and %2 MiB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the actions of it one by one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not there, not a plain file, or larger than 256 MiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than %1 files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the records are not of one workload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cluster is not in the kubeconfig</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prometheus has no sample of that time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no policy names the workload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no Prometheus is configured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the connection is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a ZIP as it was exported: damaged, changed, or packed by another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify the folder, or the ZIP as it was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no picture came from the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A pack is being written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the export is not in the Journal: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never read; the pods name %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 objects, for no more are read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer cannot be kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 runs, for no more are read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the log of run %1 of %2 was not read, for this connection has no github</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the run was one of %1, and this connection asks %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the run has no jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 jobs, for no more are read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the log lies where it is not read from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the log of %1 is longer than is read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the log of %1 was not read: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the log of %1 was answered with HTTP %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the logs of a pack are at most %1 MiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the beginning, for of a log the last %1 MiB are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; charts/ has what it would show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configuration before an action, as the server told it: no status, no managedFields, no Secret was read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2/%3, uid %4, generation %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in it: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To put it back: look at what has changed since, then kubectl replace -f FILE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The configuration could not be backed up: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room or the folder writable, or name another one with EVIDENCE_DIR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is larger than %1 MiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup %1 is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the folder that it was written to with --evidence-dir or EVIDENCE_DIR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) that look like secrets stand here as hashes; fill them in before it is put back.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>no record was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none was given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The draft of the review could not be written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the policy wants it in every pack (evidence.attach), and it is not in this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was interrupted before its end: what is unknown may have been sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a record for each of them, by its action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 not begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mass rollback of %1 in %2: %3, by %4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>no policy names this workload, so it has no signals and no decision rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>a reason of at least %n character(s) is needed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>a decision is one of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: no connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not exist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: its controller has not looked at it yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 of %3 ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pods in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not all of them can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy does not say how to look at it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy names no dependencies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pods of %1/%2 in %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cluster is not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EndpointSlices of %1/%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ready, %2 not ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer is no JSON object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is %2, not %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP %1, not %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer does not contain &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the address asks for {{%1}}, which has no value here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the address is none that can be asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a header of the probe cannot be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP %1 to %2, not followed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> in %1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> in %1 ms, version %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n restart(s), %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n restart(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>a pod cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has no pods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 pods ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 wanted, %2 ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how much of this budget is used is not known, so nobody can acknowledge it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the API server: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service is none that can be asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the header %1 asks for {{%2}}, which has no value here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Fleet</name>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no revision numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no revision yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rev %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, chart %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, stable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deployment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>StatefulSet, shown only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helm release, shown only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>external, shown only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blue/green</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step unknown of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one version, %1 steps done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all %1 steps done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weight unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wants %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n/a</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>? / %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>degraded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>need a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unclear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>baking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>moving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>old data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steady</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ACTIVE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PREVIEW</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last known</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FleetHealth</name>
    <message>
        <source>not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown, %1 old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>number and state of gates</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health is not read yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No policy names this rollout: nothing judges its health.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health is unknown: the last verdict is %1 old.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>policy broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2, old policy</source>
        <comment>number and state of gates</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health is unknown: which policy judges it is not known. %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Glyph</name>
    <message>
        <source>failing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Grafana</name>
    <message>
        <source>Grafana %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it does not accept the token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`maestro secret set` keeps another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the token may not read this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has no such thing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it answered %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what it answered is no list of boards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a uid has letters, digits, - and _</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what it answered is not this board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what it answered is no list of annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an annotation has no time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it left for Grafana and no answer settles whether it was made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grafana took it and did not say where it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How fast the budget burns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no chart to put onto it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connections.yaml names no Grafana; charts/ has what it would show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a snapshot for Grafana %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Journal cannot be written, so nothing was sent; charts/ has what it would show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; charts/ has what it would show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>that the snapshot was made is not in the Journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (may be incomplete)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GrafanaText</name>
    <message>
        <source>%1 NOT read: %2 What is shown is %3 old.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 NOT read: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boards and annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read %1 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotations of actions are NOT taken (%1 ago): %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s) of actions wait for Grafana.</source>
        <translation>
            <numerusform>%n annotation of an action waits for Grafana.</numerusform>
            <numerusform>%n annotations of actions wait for Grafana.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n will never be there: Grafana refused them, or too many waited.</source>
        <translation>
            <numerusform>%n will never be there: Grafana refused it, or too many waited.</numerusform>
            <numerusform>%n will never be there: Grafana refused them, or too many waited.</numerusform>
        </translation>
    </message>
    <message>
        <source>No action waits to be annotated; the last annotation was taken %1 ago.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No action waits to be annotated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown: Grafana could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This Grafana has no board that the token may see.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No board has “%1” in its title.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody annotated anything about this rollout since %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GuardWatch</name>
    <message>
        <source>The object was deleted and made again under the same name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This changed: %1 was %2 and is now %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection is read-only now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan expired: it is good for 60 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer slept since this was planned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster is disconnected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data is too old: %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Humanize</name>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stale, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>disconnected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>disconnected, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ahead</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>Journal begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Torn record cut off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next segment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chain broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Observed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open: sent, no answer recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open: not known whether it was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no outcome</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JournalFiles</name>
    <message>
        <source>without this lock two consoles could act on one object at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another console of yours is acting on this object%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wait until it has finished, then look at the object again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Journal is broken at %1, record %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See `maestro journal verify`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Journal changed while it was read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Journal has no action &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the chain breaks behind record %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has no record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its last record is not the one that is named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: cannot %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: another console%2 has held the journal for more than 2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>continue or end that process; nothing is done while the journal cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free some space; nothing is done while it cannot be recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (process %1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>examine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a regular file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>belongs to another user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is open to other users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has %1 names instead of one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>create the directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a directory of its own, or a link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open the directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>create</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>make durable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reserve %1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2 bytes are missing)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a journal record of %1 bytes is too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, record %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not a journal line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its hash does not fit its words or the record before it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is out of place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what follows is not what was set aside at recovery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: cannot open: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: is not a regular file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the records up to %1 of %2 were here and are gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an interrupted write was set aside; no complete record is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the last write was interrupted; it will be set aside before the next record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is on a network file system: do not write to it from two hosts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the last write was interrupted; what it left was set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 exists already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no journal yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, record %2: it was there and is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>begin the segment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set the torn end aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the journal was changed from outside: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read back what was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no break to acknowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write or undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look at the journal, keep a copy, and acknowledge the break with `maestro journal acknowledge`; until then nothing is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`maestro journal list` and `maestro triage list` name them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a file that does not exist yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a file in a folder that can be written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Kube</name>
    <message>
        <source>not valid JSON at byte %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer is not a Kubernetes list%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>: wrong type at </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer is not a Kubernetes list: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer is not a Kubernetes list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not valid JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not a Kubernetes object: it has no metadata.name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a name of a Kubernetes object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the plan patches a referenced workload, but the rollout references no Deployment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a Deployment has no status to patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a request without a guard or without a change is never sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a change lacks its value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a plan that is not allowed has no requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no name of a Helm release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the list of Helm&apos;s records cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not a Secret of a Helm release</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>C</source>
        <extracomment>The code of this language, such as de: numbers and days are written as it does.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoadedCode</name>
    <message>
        <source>%1 stands beside the program: Qt would load code because of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove it, or put the program into a folder of its own that only root may write to</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Maestro Console</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Manifest</name>
    <message>
        <source>not a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an object of Kubernetes is a mapping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not YAML: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kind or apiVersion is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>metadata.name is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spec.metrics is missing: nothing would be measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a metric has no name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a metric has exactly one provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spec.strategy needs either canary or blueGreen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spec.template or spec.workloadRef is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blueGreen.activeService is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps must be a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a step says exactly one thing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no step that is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>setWeight must be a whole number from 0 to 100</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the weight falls from %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>templateName is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2 is not in these files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no folder %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are more than %1 files; the rest was not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be read, or is larger than 1 MiB</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Mass</name>
    <message>
        <source>not begun: stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a mass rollback is under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>promoted %1 ago: undo to the version before, only where chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fully promoted: an abort does nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>aborted already: nothing to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its state cannot be read: look at it by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the controller has not seen its newest change: look at it by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 rolled back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not done: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all namespaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not connected: what runs there is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the data is not live (%1): nothing is sent on old data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this connection is read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Journal cannot be written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>you may not patch what is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may abort here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not abort here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known whether you may abort here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may undo here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not undo here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known whether you may undo here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Journal can be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Journal cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection is read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what would be sent has changed: look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the reason needs at least %1 characters, it has %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the words to type do not match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>traffic back to the stable version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not begun: the policy is not the one of the preview any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the script %1 of its policy (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>promoted %1 ago: by %2, only where chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits for no approval; %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The approvals of %n row(s) are for going on; going back waits for none</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>the workflow %1 of its policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the route %1 of its policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helm by %1 of its policy (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; if it cannot be used: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its policy allows one namespace at a time: choose its namespace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Passed over: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their policies let %1 go at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A policy asks for less; the scope and the count are typed all the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its policy leaves what moves alone: look at it by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its policy leaves what was promoted alone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Measurements</name>
    <message>
        <source>Measurements of AnalysisRuns cannot be kept: %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until then they are remembered while the window is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: kept measurements are damaged and left out: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Metrics</name>
    <message numerus="yes">
        <source>the query gives %n series, not one</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no data now</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>median %1 of %n rollbacks</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>none was verified here yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 says %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⚠ not below the target of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target below %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⚠ Promotion criteria: the object has no annotation %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promotion criteria of %1, for people to compare: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promotion criteria of %1 are the policy&apos;s: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⚠ Promotion criteria of %1 differ from the policy: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↑ above the usual %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↓ below the usual %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ unusual: %1, score %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>→ as usual, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer may be incomplete: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promotion criteria: ADR %1; the policy names no annotation to compare them with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (ADR %2)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NavRail</name>
    <message>
        <source>current page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Net</name>
    <message>
        <source>Nothing can be received at %1, port %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program, or another window, may listen there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NextSteps</name>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New pods stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the rollout is paused: nothing is scaled until it is resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is 0: they are never stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New pods stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Former pods stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until then, switching back takes a moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All users on the stable version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the active Service names it, or does so again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>when it is resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stable pods start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dynamicStableScale: users return as these become ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until they are ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic %1 to 0 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>written to the router and read back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by pods: the stable ones take all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as pods change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rollout is Degraded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until a retry or another version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks before the switch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pre-promotion analysis, where there is one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All users switch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the active Service names the new version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New pods start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all of them; steps, pauses and analyses are skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until they are available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic %1 to 100 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the new version becomes the stable one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A rolling update begins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pods of the earlier version start, the present ones stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All users switch back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the earlier pods still run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pods of the earlier version start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the template is put back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All steps again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 steps with their pauses and analyses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The update starts again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from the first step, with new analysis runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pods are replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one after another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until all are ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All progress stops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>users stay where they are, analysis runs on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until it is resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a pause of the steps stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the intent is on disk first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt; 1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one program is started, never again by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one request, never repeated by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 requests, each sent once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the effect is looked for in the cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outcome in the Journal, an Event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pods start or stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the controller makes the number true</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The steps begin anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is one: everything to the new version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until its pods are ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Background analysis ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the controller stops a run under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Background analysis is back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an update under way is measured again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The former steps are back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for the next update; one under way begins at the first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new revision begins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with the image of the drill, from the first step</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Operation</name>
    <message>
        <source>revision %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>revision %1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an unknown version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step %1 of %2 (%3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switches all users from %1 to %2, once its checks before the switch have passed. The old version stays ready for a short while.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the pause of %1. The version and the steps stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skips %1, finished or not. %2 goes from %3 to %4. The version and the other steps stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes %1. %2 goes from %3 to %4. The version and the other steps stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the update: all users stay on or return to %1, %2 gets none. The spec keeps naming the new version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sends everybody back to %1; %2 goes from %3 to %4 and its pods are stopped. The spec keeps naming the new version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rolls back by aborting the update that is under way. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts the pod template of %1 back; the Deployment replaces its pods by its usual rolling update. Replicas and labels of the Deployment stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switches all users back from %1 to %2, whose pods are still running. Strategy and replicas stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts the pod template of %2 in place of %1. The controller then moves users by the rules of the strategy. Strategy and replicas stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaces all pods by a rolling update with the same image. This makes a new revision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaces the pods one after another with the same version. Weights and steps stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sends everybody to %1 as soon as its pods are available, from %2 now. All remaining steps, pauses and analyses are skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starts the update to %1 again from the first step, with new analysis runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stops all progress: no pod is moved and no step completes until it is resumed. Users stay where they are. Analysis keeps running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lifts the pause that a person set. A pause in the steps stays and needs Promote.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the new version has already done to data, queues or other services.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the present version has already done to data; configuration and secrets outside the pod template; what Git says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests that the new version answers from then on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections and work held by the pods that are replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing lasting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helm rollback to revision %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None that is known here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry starts the update again from the first step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abort stops it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abort sends everybody back to the stable version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abort, as long as it is under way; Roll back afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None: a restart can only be followed by another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back to the revision that is in force now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promote fully</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2/%3: %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2/%3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intent recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted by the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Applied, observed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not permitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Applied, effect not seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Deployment has no steps: use Roll back, Pause, Resume or Restart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not possible for a Rollout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blue/green has no steps to skip: promote switches, abort stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The strategy has no steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to promote: no update waits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No update is under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All steps are done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The current version already serves everybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A full promotion is already under way. Abort is still possible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to abort: no stable version to go back to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The update is complete: the controller would drop an abort. Use Roll back to return to the version before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to retry: the update is not aborted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is already paused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A person paused it. Resume it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no earlier revision to go back to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The update is aborted: a promote would ship the version that was stopped. Retry starts it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The controller has not yet seen the last change. Wait until it has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A promote was just sent and the controller has not acted on it yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is being deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The abort is still moving pods back: a pause would stop it half-way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The strategy is not known to this console: nothing about it can be promised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster is not reachable: what is shown is the last known state.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This connection is read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An action on this object is under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your permission could not be checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not paused by a person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is held by its own pause (%1), not by a person: use Promote to pass it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The update is already aborted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The controller has already aborted this update by itself: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is shown only: the verbs are for Rollouts and Deployments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no revision %1. There are: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revision %1 is now revision %2: going back to it gave it a new number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revision %1 is what the object already asks for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pod template is not known yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pod template of revision %1 could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data is %1 old: nothing is sent on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be read, and this action depends on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are not permitted: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What belongs to it has not been read yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not everything could be read: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was expected to be %2 and is %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was deleted and made anew since it was shown: look at it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its pods are defined by %1 %2; only a Deployment can be patched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A restart asked for at %1 is still under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The old version goes through all %1 steps again, pauses and analysis included. To be fast, follow with Promote fully.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inside the rollback window of %1 revisions: steps are skipped and the switch is fast.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The target is the stable version: steps are skipped and the update ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The old pods are gone: they are started again and the preview is repeated. This is not instant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both revisions were created in the same second: the controller will not see this as a rollback and will take the slow way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The present version is itself the result of a rollback: this goes back to revision %1, which was left then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revision %1 was revision %2 before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is patched is %1 %2, which defines the pods.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is paused by a person: the pause is lifted too, or nothing would move.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The spec, and Git, still name the new version: Retry would start it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is paused by a person: traffic goes back, but no pod is stopped until it is resumed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is paused by a person, and while it is, the controller moves nothing: a second request lifts that pause.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A full promotion is under way: it is withdrawn in the same request, or the abort would be ignored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stable version was scaled down: traffic returns only as its pods become ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stable version has %1 of %2 pods ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes over pauses without a decision: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes over analysis that has not succeeded: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is also paused by a person: that pause is lifted first, by a request of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The router has not confirmed the present weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not possible now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 owns this object and may revert the change: change it in Git too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The controller has not yet acted on the last change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restarting a Deployment makes a new revision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks for %1 pods in place of %2. The version, weights and steps stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale back to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It already asks for %1 pods.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pods cannot be asked for here: between 1 and %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A HorizontalPodAutoscaler, where there is one, sets the number anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capacity goes down: %1 pods become %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>somebody without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 wrote spec.%2 after it, at %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 owns this object: change it in Git, or pause its sync.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server was asked beforehand and would refuse it: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaces the %1 steps of the strategy by one that sends everybody to %2, from %3 now, as soon as its pods are ready. The steps are kept in the Journal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes the background analysis out of the strategy: a run under way ends, and nothing measures an update until it is turned on again. What is taken out is kept in the Journal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts back exactly the steps that were there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts back exactly the analysis that was there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2 took them out at %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abort, as long as it is under way; Roll back afterwards. Put the steps back restores them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn analysis on again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn analysis off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set weight 100</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the steps back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn analysis off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn analysis on again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review the full promotion of %1, which passed over its gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the steps of %1 back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn the analysis of %1 on again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: owed by %2. It stays open in the Journal until it is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is for canaries: blue/green keeps its analyses before and after the switch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The strategy has no background analysis that could be turned off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its only step sends everybody to the new version already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Journal has nothing that was taken out of this strategy from here and not put back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was changed by somebody since: nothing is put over it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not taken out: it is too large for the Journal, or holds what looks like a secret, so it could not be put back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis inside the steps stays and can still stop the update: step %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All %1 steps are replaced; an update under way begins at the first step of the new list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The background analysis goes on and can still abort the update.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drill: gives the container %1 the image %2 in place of %3. The controller begins an update to it at the first step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An update is under way: a drill does not replace it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not marked for drills: the policy in force has no &quot;drill: true&quot; there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The drill names no container, and there is more than one: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no container %1. There are: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its container has the image %1 already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no image or tag.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pods are more than the policy %3 allows: at most %2 (actions.scale.max).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OperationRun</name>
    <message>
        <source>Evidence cannot be written to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the folder writable, or name another one with EVIDENCE_DIR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The confirmation is not for this plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan is older than 60 s; what it was made from may have changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan again and read it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy asks for a reason of at least %1 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A reason is required.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say in at least %1 characters why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The object could not be read again; nothing was sent. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed: %1 was %2 when you confirmed and is %3 now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time for this confirmation ran out before the request could leave.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first of two changes was made, the second could not be sent: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused the request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first of two changes was made, the second was refused: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The object was deleted and made anew meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The effect was observed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request was sent and answered with HTTP %1, which does not say whether it was applied; nor does what can be read. It will not be sent again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request was sent and its answer lost; what can be read does not show whether it was applied. It will not be sent again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server accepted the change, but its effect was not seen within %1 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server accepted the change, but the object could not be read afterwards: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer was lost, but the effect is there: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request was sent and its answer lost. It will not be sent again. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is still at work and was left alone: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This outcome could not be written to the journal: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The evidence file could not be written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection was closed while this action was under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no connection named %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection was closed before the plan was ready; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no other way back here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection is gone; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection was made anew since this plan; nothing was sent. Plan again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This confirmation was already used; nothing was sent again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection was closed meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody here can read what became of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster of this action, %1, is not among the connections.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The object of this action no longer exists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The effect is there; whether this action or another made it is not proven.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has changed so far; a request could still arrive until %1 s after it was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The object has changed since and does not show the effect: it can no longer be told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was %2 when you confirmed and is %3 now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused it: %1 What was asked for is there all the same: another one was quicker, or something on the way delivered it twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was asked stands on the object; the controller has not finished it. It is settled when its effect is seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is as it was before the action: it was not applied, or somebody undid it since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The object or the connection changed while the server was asked: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer that can be used within %1 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no JSON object: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not as it was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is no evidence record of maestro/v1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>result.state is not as it was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>durationMs is not the time between startedAt and finishedAt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer settled it, but the effect is there: read back from the cluster. Whether this request or an equal one of somebody else brought it about cannot be told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room for evidence in %1: the disk is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room, or name another folder with EVIDENCE_DIR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The configuration cannot be backed up: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused it: %1 What stands there now is not known: it could not be read back (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy asks for a record with %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it, or go on without complete evidence.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Points</name>
    <message>
        <source>at a point one says %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>a reason of at least %n character(s) is needed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>until when it is put off has to be said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a go needs %1; nothing was recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach each as a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no policy names %1/%2 for this connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go/no-go points are of a policy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is revision %1 by now, and this was said of revision %2; nothing was recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no point &quot;%1&quot; in the phase of this release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be attached: a file that can be read, not empty and at most 8 MiB, is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 changed while it was read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no item of the checklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The point has no checklist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its items: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a go needs every item of the checklist ticked, and these are not: %1; nothing was recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at each and tick it (--tick ITEM), or put the decision off.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Process</name>
    <message>
        <source>%1 was started before by this action and is not started again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be started: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Receiver</name>
    <message>
        <source>the shared secret is shorter than %1 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a webhook could not be kept: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reference</name>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All rollouts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plugin has no command history; revisions are the ReplicaSets that get shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow one rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An AnalysisTemplate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Templates are read by the controller; what was measured by them stands in the AnalysisRuns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow AnalysisRuns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only what concerns a release is in it; pod templates, which may hold secrets, are not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To everybody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace all pods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More pods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plugin has no command scale; kubectl scale does it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New versions come through the pipeline that owns the manifest; only ways back start here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The spec keeps naming the new version; a retry starts it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The version before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Twice is forth again: an undo counts as a new revision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A named revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Deployment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every way back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Helm revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the image, by Helm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the workflow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It acts on what the workflow deploys, not on the objects in the cluster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pin of a route</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A whole namespace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loop also aborts what does not move; mass-rollback skips it and says so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did it work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The health address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is handed over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ID is that of the action, as journal list shows it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis back on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manifests are applied by whoever owns them; write it down with maestro duty open, so that nobody forgets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not configured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs values that only an action has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no address that a browser should open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not looked for: no checkout is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MISSING</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>REFUSED: it leaves the checkout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown: the checkout is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>root</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>manifest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>probe suite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dashboards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>applied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>alert routes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no checkout is configured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, named by the policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, chosen in the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window shows it, but only the command line writes it out: copy the command.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Fleet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to analysis runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Triage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to rollback options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to mass rollback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rollout</name>
    <message>
        <source>Healthy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progressing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blue/green</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rolling update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recreate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown strategy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set weight %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set weight (unreadable)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pause %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pause until a person promotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set canary scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set header route</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set mirror route</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plugin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown step &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>canary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data is old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steady</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for your trust decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Observed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delay:unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delay:%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delay:passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the new version gets %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what the new version gets is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused at %1 for %2, %3. It goes on by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused at %1, %2. A person must promote or abort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused before the switch, %1. It may go on by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused before the switch, %1. A person must promote or abort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused because an analysis was inconclusive, %1. A person must decide: promote or abort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused (%1), %2. A person must look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused by a person. A person must resume it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused by a person, %1. A person must resume it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused: %1. A person must look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Degraded: %1. A person must look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already rolled back by the controller (%1): the stable version serves everybody, the spec still names the new one. A person must retry, fix or roll back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aborted by the controller (%1), but %2. A person must watch it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aborted: the stable version serves everybody, the spec still names the new one (%1). A person must retry, fix or roll back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aborted, but %1 (%2). A person must watch it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The controller has not yet acted on the last change: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being promoted fully, %1: %2. Nobody has to act.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progressing: %1. Nobody has to act.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progressing at %1, %2: %3. Nobody has to act.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An abort was asked for and the controller has not acted on it yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Healthy: all %1 replicas are updated and available.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Healthy: all %1 pods are ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helm calls revision %1 deployed; pods are not part of that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Healthy: revision %1 serves everybody. Nobody has to act.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Healthy. Nobody has to act.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its state is not known. A person must look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its state is not known: %1. A person must look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data is old (%1). Last known: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known, data is old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>controller to act on the abort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look: state not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decide: retry, fix or roll back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look: degraded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>goes on by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>controller to act</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>resume, when ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decide: promote to %1 or abort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decide: promote or abort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>aborted by the controller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>aborted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not yet observed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>manual pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>promoting fully</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An abort was asked for and the controller has not acted on it yet: %1. A person must watch it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>abort asked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, with %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rules</name>
    <message>
        <source>not measured, because the policy names no health probe of this service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not measured, because no gate in force has a limit on the error rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not measured, because no gate in force compares with the last good version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not measured, because the policy names no dependencies of this service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not measured, because no family of burn alerts raises a signal</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Slo</name>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, on average since the change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, on average over the budget&apos;s window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 breaks the limit: fail %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 passes: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not break the limit: fail %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is between pass %2 and fail %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not pass: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failing %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failing %1 of %2 in a row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the limit $%1 is unset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its limit is unset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the sample is not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the newest sample comes from %1 in the future</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the newest sample is stale: %1 old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not enough traffic: %1 requests of the %2 it needs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody knows how many requests there were; it needs %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no baseline to compare %1 with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>would fail now; its next evaluation decides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not due: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>limit unset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>promote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>roll back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>roll back at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>conflict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>firing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>silenced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>resolved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>canary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rollback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prepare rollback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>infinite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minus infinite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 unset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pass %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fail %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>any of %n</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>all of %n</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in a row of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>met, failing %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, timer stands: no samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No policy names this rollout: nothing judges its health.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health is unknown: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the gate passes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all %1 gates pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 without data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 without a limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 between its limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n failing, not yet long enough</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>the policy has no gates here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conflict, a person decides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (rule %1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is bad since %2; when the revision changed is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 began %2 after revision %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 began %2 before revision %3: it predates the change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the budget consumed since this release began</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the budget consumed in the window of the objective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as a multiple of the even pace, not a share of the budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy does not say what the share means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, severity %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, silenced by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence of %1, %2, until %3, by %4: %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>. It hides what the policy depends on: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, by an old policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how much of the budget is used is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, within the limit of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, over the limit of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>acknowledged at %1 by %2, %3: %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (no longer covers what is used)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>budget %1 acknowledged at %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing to promote</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SloService</name>
    <message>
        <source>its metrics are not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no policy names this rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put one into config/policies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no Prometheus is configured here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server&apos;s clock is %1 ahead of this machine&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server&apos;s clock is %1 behind this machine&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no Prometheus is configured for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name one in connections.yaml, in the policy&apos;s environment or with --prometheus.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alertmanager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy&apos;s ladder is %1, the cluster&apos;s steps are %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no update is under way</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StateLook</name>
    <message>
        <source>No data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inconclusive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Baking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs promote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progressing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aborted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks for trust</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aborting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Suite</name>
    <message>
        <source>The Journal has no such run of a suite.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`maestro suite list --service NAME` shows the newest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no policy names %1/%2 for this connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suites are of a policy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the suite %1 has no checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy has no suite &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run is about %1, and %2 is there now; nothing was started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the suite anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the suite %1 has no check &quot;%2&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the suite %1 is begun on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another run of the suite %1 is under way on %2/%3; nothing was started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 not begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of another release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>revision %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pod hash %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 after %n step(s)</source>
        <translation>
            <numerusform>%1 after %n step</numerusform>
            <numerusform>%1 after %n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s), never run here</source>
        <translation>
            <numerusform>%n check, never run here</numerusform>
            <numerusform>%n checks, never run here</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, begun %1 ago by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, ended %1 ago, took %2, by %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attempt %1, begun %2 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attempt %1, took %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy wants the suite %1 to pass at each step of this phase, and it was not run on %2. Run it (`maestro suite run %1`).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy wants the suite %1 to pass at each step of this phase; it is under way on %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy wants the suite %1 to pass at each step of this phase, and on %2 it did not: %3. Run what did not pass again (`maestro suite retry %4`).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>failing, not yet long enough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n alerts since %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1, silenced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no verdict known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, measured %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>click: the charts at this time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, since %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canary weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pauses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Past attempts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start not recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; start not recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>old data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>disconnected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done about %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source> (and %n before)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Revision %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>aborted at %1 % after %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to everybody within %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replaced at %1 % after %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not observed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last seen %1 %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelineScene</name>
    <message>
        <source>analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a person promotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>serves everybody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits for a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aborted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>traffic is on the stable version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>person: go to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rev %1  %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where traffic is, is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the new version still gets %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Triage</name>
    <message>
        <source>The evidence %1 is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The evidence %1 was changed since it was kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not rely on it; the Journal names what it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 changed last, %2 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no ReplicaSet tells its revisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>revision %1 began %2 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>revision %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helm keeps no history of %1 there</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n error line(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>no pod to read a log of</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n line(s) tell errors: %2</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n log(s) could not be read: %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>no error in %n line(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>not all pods can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy does not say where %1 runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 metrics answer; no value of %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all %1 metrics answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no policy names this service, so there is no query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no Prometheus is configured for this connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, gate %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no pods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its status cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing splits its traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wanted %1, observed %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its strategy names no Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP %1, %2 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no policy names a health endpoint of this service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy has no probe %1 of this service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 with X-Canary: true</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plain: %1; canary: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Journal has no triage run &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`maestro triage list` names them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>triage %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no playbook &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run has no item &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run is decided already: %1, by %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 ready, %3 restarts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no pods of the newest revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all %1 ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 not ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 crash-looping or failing</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n restart(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>no warnings in ten minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warnings: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) of the newest revision</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>no AnalysisRun of the newest revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no metric failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the controller aborted by itself: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>aborted by request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>aborted; by whom is not said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing is under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rollout history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helm history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conditions and events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ingress pods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health endpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canary header against none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metrics answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canary pods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canary logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did the controller roll back?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service endpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ingress controller logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm recent change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workload health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ingress and endpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dependencies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abort if needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Root cause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic rollback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metric accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ingress configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Endpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic routing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ingress controller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escalate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that was read is bad: keep looking, with logs, dashboards and traces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that was read is bad, but not everything could be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back: bad is %1, and it began %2 after the change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Investigate: bad is %1, and it began before the change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Investigate: bad is %1, and nothing changed shortly before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neither the policy nor its labels name a Helm release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>revision %1 %2, %3 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its pods use no ConfigMap and no Secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody says when they changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing tells what changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; not read: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ConfigMap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ingress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workflow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Argo CD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first bad sample not known: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no bad sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first bad sample %1 (%2), no change is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first bad sample %1 after %2 (%3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first bad sample %1 before %2, the oldest change that is known (%3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First bad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configuration changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an hour ago not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↑ from %1 an hour ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↓ from %1 an hour ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as an hour ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an hour ago = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no pods in %1; a policy may say which namespace it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Argo Rollouts pods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Argo Rollouts logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of what could be read, %1; not read: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no change is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back at once: %1 is met. The checklist alone: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back now: %1 says so. The checklist alone: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold and investigate: %1 is met. The checklist alone: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Investigate: %1 disagree, a person decides. The checklist alone: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Not every decision rule can be told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that was read is bad, but this could not be read whole: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first bad sample %1 after %2, %3 after the controller moved its traffic (%4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was known then stays as it is. Begin another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not ticked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`maestro triage show RUN` shows which are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy does not say by which channel %1 is told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No policy names %1, so nobody knows whom to tell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, failing since %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>- %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; ticked by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand-off to %1: %2, %3/%4 in %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run %1 of %2, begun %3 by %4, %5 ago; handed over by %6.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alert: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decided: %1, by %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checklist: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The board: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was not judged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more item(s), in the run</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Tell them yourself, or name the service and its contacts in a policy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was shown is no longer the present; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read it again, look at it, and send that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy has changed since the message was shown; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prometheus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grafana: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>the query gives %n series, not one</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>newest sample = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no triage run to hand over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>logs of the canary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handed over to %1 by %2: sent %3 by %4. %5 goes on from here; it is not sent again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not handed over to %1: the message was not sent, %2. %3 Send it again, or tell them yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handing over to %1 by %2: the message is on its way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known whether %1 was told: the message left by %2, %3, and no answer settles it. It is not sent again: tell them yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n AnalysisRun(s) failed in a row, the last %1. The policy asks to escalate to %2 (%3, %4)%5. Nothing is sent by itself.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the newest lines of %n log(s) were not read: the lines are too long</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>no error in %n line(s) of %1 of %2 pods</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1, but the newest sample is %2 old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; gate %2 has no limit that one value could be held to: see the decision board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, but its status is not of its newest spec yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n of those wanted not there</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Roll back: bad is %1. When it began is not known; it was looked at %2 after the change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Investigate: bad is %1. When it began is not known; this triage was begun before the change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Investigate: bad is %1, and when it last changed is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ingress %1, made %2, class %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no address is reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>address %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the controller has not set it yet: it recorded %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no Ingress %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no Ingress %1: the controller has not made it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not marked as a canary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no canary-weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>canary-weight of %1 is %2 where the controller recorded %3: something else writes it, or it does not arrive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no header leads to the canary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the header %1 leads to the canary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, as the policy calls it, is %2 here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no Ingress %1, which the policy names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Ingresses cannot be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the list is not whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>canary-weight %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ingress %1: not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too old: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured in part: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how old the samples are is not known of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>newest sample %1 old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>age not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 targets up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2 of %3 targets up)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no pods with %1 in %2; a policy may say which namespace and labels they have</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; which version answered is not said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; the same version both ways: the header may not reach the canary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 without %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not aborted, although %1 failed: the update is under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not aborted, and no AnalysisRun of it failed: the update is under way, and only a person stops it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a Deployment cannot be aborted; the ways back show what can be done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its status cannot be read, or is not of its newest spec yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is aborted already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no update is under way: there is nothing to abort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an update to revision %1 is under way and can be aborted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; %2 failed and nothing stopped it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probe %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy knows no contact, role or channel named &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell them yourself; `maestro triage hand-off RUN --to %1 --print` writes the message for that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channels with a webhook: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The channel %1 has no webhook in the policy, so nothing can be sent to it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Validation</name>
    <message>
        <source>the service has no probe &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no connection to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another object has this name now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no Alertmanager is configured for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no Prometheus is configured for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (revision %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verified after %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>superseded by a later action after %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not verified, given up after %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not verified yet, for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ok</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: no recorded way back; as it is now: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; open: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aborted the update of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rolled back %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2 from %3 to %4 at %5. Reason: %6. Now: %7. Record %8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Post-incident note: %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the action itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopwatch from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What we learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escalation %1, rung %2, for %3. %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The escalation %1 waits for %2: until one of them acknowledges it by name (maestro escalation ack %3) this is locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy has no script &quot;%1&quot; among the checks of this service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is started, attempt %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is another file than a moment ago; nothing was started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Journal has no such rollback or abort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The script is no longer what was shown, or it has begun meanwhile; nothing was started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No script of this check runs here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else has begun it or said how it ended; it was not started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not started: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not started: whoever acted ended before it could follow. It is not started by itself any more; a person can run it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 writes more in a second than is read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the logs of %1 of %2 pods are not read to their end yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the message of &quot;%1&quot; does not count: by the policy it has to name %2, and it does not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else has begun this attempt; nothing was sent from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not sent: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was sent, and no answer came: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A header of the policy cannot be sent; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever sent it ended before the answer was recorded; it is not sent again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped before the answer came; the server may have got it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody says what {{%1}} is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no http or https address without user and password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be sent: a file that can be read, of at most 1 MiB, is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be sent: it grew while it was read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The variable %1 of the policy has no secret: `from` names none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 with the token %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n byte(s) of %2</source>
        <translation>
            <numerusform>%1 and %n byte of %2</numerusform>
            <numerusform>%1 and %n bytes of %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Its answer may still be waited for elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ActionBar</name>
    <message>
        <source>Ways back…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ways back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every way back side by side. Key W.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emergency…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Four big controls that need the cluster alone. Key X.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::AlertModel</name>
    <message>
        <source>no family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silenced by</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::AlertPanel</name>
    <message>
        <source>Alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden by silences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome of the silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused: %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No Alertmanager was read yet: whether something fires is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No alert fires.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No silences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not all were read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⚠ Silences hide what the policy depends on: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a silence that has not expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no Alertmanager is connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New silence…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xpire silence…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Where alerts go…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::Alertmanager</name>
    <message>
        <source>the answer is not a list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entry %1 of the answer is not readable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server redirects (HTTP %1), and redirects are not followed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer is a web page, perhaps a login: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer is not one complete JSON text.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::AlertmanagerClient</name>
    <message>
        <source>Alertmanager %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer names no version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer names no silence.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::AnalysisCard</name>
    <message>
        <source>Why did it fail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its query is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured by %1: it cannot be asked again from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of the query comes from a Secret and is not known here: put it in before you run it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The controller asks %1; here the Prometheus of the connection answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: this metric decided</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::AnalysisFleetModel</name>
    <message>
        <source>not started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (dry run)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2, last %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no measurement yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3. Run %4 in %5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cluster and namespace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::AnalysisRunModel</name>
    <message>
        <source>%1 passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed, limit %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 inconclusive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no measurement yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (dry run)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3, run %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  %2  %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before the switch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after the switch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::AnalysisRunsPanel</name>
    <message>
        <source>Analysis runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the AnalysisRuns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n under way</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Not known: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No AnalysisRuns: nothing is measured, and nothing was in the time that the clusters keep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No AnalysisRun matches the filter.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::AnnotationModel</name>
    <message>
        <source>%1, for %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all boards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::AutomationStrip</name>
    <message>
        <source>Automation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not recorded in the Journal: %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let automation act again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stand down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This window may act by itself again, as the policies say. Recorded in the Journal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This window does nothing by itself any more, for any rollout. Recorded in the Journal.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::BakeModel</name>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canary, requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stable, requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lies between</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::BakePanel</name>
    <message>
        <source>worse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not enough traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no worse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a little worse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparison with stable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Composite score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canary against stable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>score %1 of 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weighted mean of what each comparison leaves to hope: 1, all are the same or better; 0, all are worse by more than what matters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::BandWidget</name>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::BoardButton</name>
    <message>
        <source>Decision board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the decision board (D)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::BoardPanel</name>
    <message>
        <source>Recommendation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back if any is true</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold if any is true</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age of the board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No decision rules: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rules for a rollback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy %1 names no rule for a rollback (decisions: immediate_any, rollback_any). Its gates alone ask for one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health endpoints</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::BudgetTile</name>
    <message>
        <source>Budget %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledgement of budget %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledge…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledge budget %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error budget of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, objective %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>burn %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, above the page line %2×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody acknowledged it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts a name to how much of the budget is used, in the Journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how much is used is not known</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::BudgetTiles</name>
    <message>
        <source>The policy has no error budget here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome of the acknowledgement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded in the Journal: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not recorded: %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledge budget %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes to the Journal that you have seen: %1. It changes nothing else and stands for a week, as long as no more is used or the limit holds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::CardList</name>
    <message>
        <source>Filter: command, verb, tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>revision, 41</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last good image tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helm release</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n command(s) of the runbooks</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 commands</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::CardView</name>
    <message>
        <source>Choose a rollout first, in the fleet or by opening it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is chosen is no Deployment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command of the runbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the runbook&apos;s command: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command of maestro: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not done by a click here: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands in &lt;&gt; is still to be filled in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in the number of the revision first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ChartCell</name>
    <message>
        <source>%1 data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No samples in this range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n samples</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>maestro::ChartDialog</name>
    <message>
        <source>no answer: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>newest sample %1 old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 targets up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, full size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PromQL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in Prometheus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save table…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n samples, not thinned out</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No samples in this range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source has no address that a browser could open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) in its window</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>warning: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ChartGrid</name>
    <message>
        <source>&amp;Tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the present</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SLO charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every sample as a table (Alt+T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charts as tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save table…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 (%3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>crosshair %1, pinned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>crosshair %1, linked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy names no metrics for this rollout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ChecklistDelegate</name>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ChecklistModel</name>
    <message>
        <source>changed since it was ticked: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2%3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your call: roll back, hold or escalate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all fine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step %1, %2: %3%4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::CheckpointPanel</name>
    <message>
        <source>Go/no-go points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go or no-go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision at the point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a go needs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No-go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put off for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A go needs %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) of the checklist not ticked.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>checklist: %1 of %2 ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: by whoever says go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A go needs a reason, nothing else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A go needs: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has decided yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reason needs at least %1 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for %1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for %1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the webhook that was received</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::CheckpointStrip</name>
    <message>
        <source>Go or no-go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot;: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no-go: Promote is refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>go or no-go is overdue</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::CommandPalette</name>
    <message>
        <source>Find or run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a rollout or run a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions always open the guard; nothing runs from here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ConditionRow</name>
    <message>
        <source>nothing is read for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Condition %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timer of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ConfirmButton</name>
    <message>
        <source>Hold for 1.5 s; pressing it shortly offers to type instead</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ConfirmDialog</name>
    <message>
        <source>%1, heading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why this cannot be confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown to the cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, on this computer %2 at %3, context %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, impersonating %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type exactly &apos;%1&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>type  %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent. A new plan reads the object again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a reason is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the words to type do not match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hold the button for 1.5 s, or press it shortly with a key to type instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Enter confirms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s left: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>number or link, when there is one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ConnectionModel</name>
    <message>
        <source>Context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notices and what to do</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ConnectionPage</name>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what the console is connected to, and as whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kubeconfig is being read. If it cannot be used, the notice above says which line and why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a connection first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Works: %1 as %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ContextBar</name>
    <message>
        <source>Context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No notices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n notices</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connecting to 1 cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connecting to %1 clusters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 clusters, oldest %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; %2 live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All clusters (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All namespaces</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::Credentials</name>
    <message>
        <source>%1 is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user &quot;%1&quot; has a credential or an impersonation that is not printable ASCII (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token of the user &quot;%1&quot;: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no credential of user %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plugin %1 of user %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>token of user %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>password of user %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>certificate of user %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, acting as %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::DataAgeLabel</name>
    <message>
        <source>Data age</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::DecisionDialog</name>
    <message>
        <source>Decision board %1/%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded in the Journal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not recorded: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing measures health here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recommendation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age of the board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go or no go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back if any is true</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold if any is true</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What people say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why? It goes into the Journal with the signal or the decision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide: roll back…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide: hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide: go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide: escalate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (rolls back at once)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reason needs at least %1 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no signal to set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no board yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none: the policy has no signals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none is known: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::DeskPage</name>
    <message>
        <source>usable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not usable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not done here yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 from %2, %3: %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing would be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rollback options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ways back, best first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reverts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side effects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent exactly so, once; {{reason}} is what you give in the guard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last known good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last known good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason, drafted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>why, as it shall stand in the guard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this way…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ways back for %1/%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a rollout first: the ways back are of one rollout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading every way…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is known to have been good before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last known good: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read at %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read at %1, but not all: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft the reason first: at least %1 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot go to that: it is another kind of version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is known to have been good before; the registry has tags to pick from, below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the registry %1 for its tags…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::DetailTable</name>
    <message>
        <source>%1, heading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last known: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::DrillBand</name>
    <message>
        <source>Drill: nothing here is production</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DRILL</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::DrillConfirm</name>
    <message>
        <source>Why it cannot be run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run drill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run drill %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is run, to the letter:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 (%3/%4) in %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, not for drills</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at least %1 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>type %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection is named by the environments of the policy %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what %1 is in this run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A reason is required: at least %1 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the workload…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context %1, server %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is run now, once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type %1 to confirm.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::DrillPage</name>
    <message>
        <source>Drills</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About this drill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message of the drill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run &amp;drill…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run drill…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;top drill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop drill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing more is begun; what the drill deployed stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drill clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, heading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Splits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps of the drill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps, checked by the console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drills of the policies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Past drills</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Began</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The drill %1 %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drill: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is due is being read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drills are not known here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policies in force have no drills: a policy names them in its section &quot;drills&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy %1, %2. It runs only where the policy says &quot;drill: true&quot;: a cluster that is not marked is out of reach of it. %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be run: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no connection is one of the environments of the policy %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows what would be run and asks before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from the first deed to well again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>late: target %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no other run to compare with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best run %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ahead of the best run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 behind the best run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last run was %1: what it deployed may be left on %2/%3 in %4, nothing takes it back by itself.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::DutyDialog</name>
    <message>
        <source>Owed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owed and learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written to the Journal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Obligations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what was done, at least %1 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close obligation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is owed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what is owed, to whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what is owed after %1, to whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due in hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no due time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At (UTC)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose an action in the Journal first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what was learned of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add lesson</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is owed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n owed.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 owed, %2 OVERDUE.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::DutyStrip</name>
    <message>
        <source>Owed after an emergency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>overdue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>owed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::EmergencyDialog</name>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emergency: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emergency: %1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send everybody to the new version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mass rollback of the namespace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pods after Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each opens the guard. None of them needs Prometheus or a policy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not possible: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The controller follows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The controller has not acted on the last change: what is sent may be accepted and move nothing until it does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to safety</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Past the gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These ship without the checks that protect users. A reason and the name with what happens are typed, and somebody owes to put it right afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts back what was taken out from here; the Journal has it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every moving rollout of %1, previewed one by one: Argo Rollouts only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the policy says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[%1] Scale to %2 pods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[%1] Roll back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[%1] %2, past the gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (nothing here does that)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 says of a service that is down: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts the version before back. Afterwards control %1 spares it the steps.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::EventModel</name>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (%1 times since %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ExecCredential</name>
    <message>
        <source>The credential plugin %1 of user &quot;%2&quot;: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its output is not JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its output is not an ExecCredential of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its output has no status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it gave a certificate or a key without the other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it gave neither a token nor a certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its expirationTimestamp is not a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it gave a credential that expired at %1; check the clock of this computer as well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer within %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no such program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can be replaced by other users of this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it only works on a terminal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log in once on a terminal, for example with: kubectl --context %1 get namespaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not trusted yet, so it did not run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at it and allow it: maestro trust add %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its output is larger than 1 MiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it could not be started: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it ended with code %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it crashed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::FilterBox</name>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::FleetInspector</name>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last actions from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wanted by the steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded by the controller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Observed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pods ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>peek</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>roll back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stable
%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rev %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 by %3. %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None recorded on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>go or no-go is overdue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go or no-go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot;: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::FleetModel</name>
    <message>
        <source>%1 does not answer. Shown is the last known state; actions are blocked until it is fresh.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, was %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decide: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decide: %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health is unknown: %1 does not answer, so nobody knows what is judged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Gates: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2 / %3
%4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps and weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::FleetPage</name>
    <message>
        <source>1 rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n rollouts</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Reading the clusters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first list is under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show analysis runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All AnalysisRuns instead of the rollouts (G, A)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>worst first, then longest wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n clusters</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No rollout matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden by the filter: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading rollouts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 clusters have not answered yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 clusters could not be read. Connections tells why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No rollouts here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connected clusters hold no Rollouts in this scope. Connections tells what was read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::GateDetail</name>
    <message>
        <source>Chosen gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Query of the gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source of the gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in Prometheus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chart of the gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full size, with every sample (Enter in the table)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the gate&apos;s query again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs the query once, below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the gate&apos;s query in Prometheus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no query of Prometheus stands behind this gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no chart shows this gate&apos;s metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source has no address that a browser could open.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::GateModel</name>
    <message>
        <source>%1 (shown only)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample age</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::GateStrip</name>
    <message>
        <source>Gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open SLO and gates (F3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last known: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last known, %1 old</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::GrafanaBoardModel</name>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::GrafanaPanel</name>
    <message>
        <source>State of Grafana</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotations of actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;board ↗</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read &amp;Grafana again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grafana</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words in the titles of boards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>words of a title, Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the chosen board</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>the first %n; there may be more</source>
        <translation>
            <numerusform>the first one; there may be more</numerusform>
            <numerusform>the first %n; there may be more</numerusform>
        </translation>
    </message>
    <message>
        <source>there may be more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the browser, for this service and the range of the charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here opens %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::GuardBand</name>
    <message>
        <source>data %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, cluster %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::GuardChecks</name>
    <message>
        <source>%1 against %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known: nobody judged it in the last minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known: the version it leads to has no ReplicaSet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>revision %1 has %2 of %3 pods ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>revision %1 has %2 of %3 pods ready: the rest has to start first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no policy names this rollout, so no gate judges it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pass</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::HandOverDialog</name>
    <message>
        <source>How they are reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the hand-over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read &amp;again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand over: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads everything once more and keeps it, then sends this one message, once for each addressee. The triage goes on; nothing is sent to the cluster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The message, to the letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading whom the policy knows…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What they have to know besides; may stay empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The note has changed: the message is drafted anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (no channel)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy names no contacts, roles or channels: tell somebody yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose to whom.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Otherwise: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading everything once more…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been sent. Read at %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was shown is no longer the present: read it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Send to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No message can reach them from here: copy it and tell them yourself. Read at %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::HttpClient</name>
    <message>
        <source>Nothing is sent to %1 without https.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The path of the request would be changed on its way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A header of the request is not printable ASCII.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A repeated header cannot be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only MutationTransport may send this.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::HttpStream</name>
    <message>
        <source>The connection was given up.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::InspectorGates</name>
    <message>
        <source>Gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not read yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No policy names this rollout.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::JournalInspector</name>
    <message>
        <source>Copy record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records of this action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export Journal…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export Journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>record %1/%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2/%3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 UTC by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence pack…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export evidence pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is known of this action as a folder and ZIP that anyone can check.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its charts also as a snapshot on Grafana</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charts of the pack as a snapshot on Grafana</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; whoever has the address sees it, for 90 days</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::JournalModel</name>
    <message>
        <source>Open: begun here, no outcome recorded. It is not known whether the cluster was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::JournalPage</name>
    <message>
        <source>Nothing recorded yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every action is written here before it leaves this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>who did what, to what, and why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter: who, action, object, reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading every record from the disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chain not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since this window opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chain verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 record</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n records</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Chain verified, torn end recovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chain broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/%2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export Journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archives (*.tar.gz);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 open intent</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n open intents</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No open intent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outcome not recorded; it is being looked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every action has an outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No record matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, without: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No evidence written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the evidence pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owed and learned…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owed and learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n overdue</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n owed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Evidence of &amp;days…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence of days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Journal lies badly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the Journal lies</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::JournalTrial</name>
    <message>
        <source>Nothing that is recorded here can be relied on: look at the disk, and report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A record was written in %1 and is not there when it is read back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Journal that was just written in %1 is broken: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A record that was changed in %1 is not noticed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::KubeClient</name>
    <message>
        <source>%1: the answer to %2 did not come from Kubernetes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only self reviews may be posted here, not %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: too many requests of ours wait for this server; this one was not sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: its turn did not come in time; it was not sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the answer did not come from Kubernetes: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: a success that reports a failure: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the answer of %2 bytes is not a complete JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a mutation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is not a complete JSON object of Kubernetes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the request was sent, and whether it was carried out is unknown: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: not sent: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer is not an object of Kubernetes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a name that Kubernetes accepts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The credential was refused: renew it, or check the user of this context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for the missing permission, or use another context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The API server is overloaded; wait a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the server answered with HTTP %2, a redirect to %3, which is not followed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: HTTP %2, and the answer did not come from Kubernetes: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The API server has a problem of its own; wait a moment, or ask who runs it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the server runs and can be reached from here: network, VPN, proxy, address in the kubeconfig.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server or the way to it is slow or stuck; try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the certificate of the server with the authority and the server name in the kubeconfig.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something else may be answering in place of the API server, such as a proxy or a login page.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::KubeWatch</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::Kubeconfig</name>
    <message>
        <source>the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how the cluster is trusted and reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the credentials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the namespace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: %3: %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has to be text; put it in quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has to be a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has to be an entry with a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is defined twice in this file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: unknown field %3.%4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has to be a group of fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a kubeconfig</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has to be %1, found &quot;%2&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: unknown field %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a regular file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is larger than %1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no kubeconfig: the service account of this pod is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no kubeconfig: looked for %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set KUBECONFIG or pass --kubeconfig FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an https:// address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must not hold a user name or password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has to start with https://: nothing is sent to %1 in clear text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>contradicts the certificate authority; keep one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not an address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has to be a list of names and values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a name of an environment variable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has to be client.authentication.k8s.io/v1 or /v1beta1, found &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has to be Never, IfAvailable or Always</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is missing, but as-uid, as-groups or as-user-extra is set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is missing: certificate and key belong together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is set together with a token; keep one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is missing, but a password is set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is set together with exec; keep exec</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is no longer supported by Kubernetes; use an exec credential plugin instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: exec is not used because the user has other credentials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The context &quot;%1&quot; cannot be used:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sets no current-context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one with --context: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no context &quot;%1&quot; in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a name of a namespace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names the cluster &quot;%1&quot;, which is not defined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names the user &quot;%1&quot;, which is not defined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has to be text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not read the same by everybody; put it in quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has to be true or false without quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has to be a list of texts; put each in quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is given as a file and as data; keep one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not base64</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds no PEM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no PEM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an alias refers to something that contains it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>type tags are not accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nested deeper than %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a key has to be a word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the document expands to too many entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>merge keys (&lt;&lt;) are not accepted: write the fields out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the field &quot;%1&quot; is given twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>YAML directives are not accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file holds more than one document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is not UTF-8 text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::LinkList</name>
    <message>
        <source>Links</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documentation and contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the chosen address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the chosen address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not read yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No policy names a link or a contact.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 of them without an address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>contacts.yaml is left out: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not configured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to open; it can be copied.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::LinkRow</name>
    <message>
        <source>Look further</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ↗</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here opens %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ListPager</name>
    <message>
        <source>%1: the answer is not the list that was asked for but &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the pages of the list do not belong together.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::LookDialog</name>
    <message>
        <source>Read &amp;again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::MainWindow</name>
    <message>
        <source>Maestro Console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Journal&apos;s chain is broken: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs a program to sign in. Decide in the dialog.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a rollout first: the ways back are of one rollout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a rollout first: the decision board is of one rollout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age of all connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/%2 was not found in any connected cluster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all clusters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maestro Console: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a rollout first: the emergency controls are of one rollout. F6 is for a whole namespace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DRILL: </source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ManifestList</name>
    <message>
        <source>Manifests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps or metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cop&amp;y findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of manifests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the manifests again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No folder was read yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ERROR</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ERROR(S)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>no error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3, %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Folder of manifests</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Copied: %n line(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>maestro::MassConfirm</name>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shared dependency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A shared dependency is broken: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SLO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The SLO is missed for more than 5 minutes: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security problem in the new versions: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why? At least %1 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is under way is finished; nothing more is begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all namespaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would be sent has changed: look again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose one cluster in the bar on top</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n rollout(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1: they go back to their stable version, one after the other, the worst first. Each has its own record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the scope and the count: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type exactly &apos;%1&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Enter confirms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop finishes what is under way and begins nothing more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: they go back to their stable version, %2 at once, the worst first. Each has its own record.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::MassModel</name>
    <message>
        <source>Aborted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2: %3%4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What will be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::MassOrderChart</name>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 about %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, time not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One after the other: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order: one after the other, the worst first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at once, in this order: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order: %1 at once, the worst first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::MassPage</name>
    <message>
        <source>Mass rollback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>will be rolled back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optional, not chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If one fails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop at it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one cluster in the bar on top: a mass rollback belongs to one cluster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No rollouts here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one in the bar on top; Emergency on a rollout chooses its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would be done to each rollout is being worked out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no Argo Rollout, so there is nothing to roll back. Deployments, StatefulSets and Helm releases are not touched from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: every rollout, previewed one by one; what an abort cannot help is skipped. Argo Rollouts only: Deployments, StatefulSets and Helm releases stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about in all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::MetricTile</name>
    <message>
        <source>From %1 to %2 between %3 and %4, lowest %5, highest %6.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s) without a sample.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of the metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits of the metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age of the newest sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line of the last hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not measured because: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No line of the last hour: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has no sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No gate decides by it: it is looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gate %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>age not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too old to go by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest sample %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::MetricTiles</name>
    <message>
        <source>%1 · %2</source>
        <comment>metric and its boards</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metric %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time to roll back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::MutationTransport</name>
    <message>
        <source>The deadline passed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is sent to %1 without https.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A header of the request is not printable ASCII.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The path of the request is not encoded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server answered before the request was complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer has no length, so it may be cut off.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::NavRail</name>
    <message>
        <source>Fleet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SLO and gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Triage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rollback options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drills</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::NextStepList</name>
    <message>
        <source>What happens next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3%4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::OperationActions</name>
    <message>
        <source>Reading %1 in %2 again to plan: %3 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused: %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused: %1 %2/%3: %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check %1 failed. %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::OperationText</name>
    <message>
        <source>Dry run: the server would refuse it: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dry run not available, it is not known what admission will say: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dry run: the server would accept it as it stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dry run: the server would accept it and make the pod template other than asked: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It warns: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::OutcomeBar</name>
    <message>
        <source>Notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the notice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::OutcomeTracker</name>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was %2 when it was planned and is %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server answered %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. Plan again reads the object anew and shows what it would do now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. Ask somebody with this right, or use another context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request left and no answer settles it: it may or may not have been carried out. Look at the rollout before doing anything again; it is never repeated by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server accepted it, the controller has not shown the effect. Look at the events and at the controller; doing it twice does not help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the rollout first, then plan again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other ways back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::OutputView</name>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read from this output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen: bad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does not apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the tick back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ticked by %1 when it was “%2”: it has changed since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ticked by %1, %2. %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not ticked: nobody has said yet that they looked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n output(s) kept as evidence, the last is sha256 %1…</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Read at %1, in %2 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Why did it fail…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canary &amp;logs…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::PackDaysDialog</name>
    <message>
        <source>&amp;Folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Write the pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence of days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From (UTC)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To (UTC)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that began on these days, both included: records with their chain, what was learned and what is owed, as a folder and a ZIP that can be checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where the pack is put</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Painting charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WITHOUT: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NOT written: %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gathering records, and what cluster and Prometheus still know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the evidence pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last day is before the first one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 … %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charts also as a snapshot on &amp;Grafana</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grafana</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: whoever has the address of the snapshot sees it, for 90 days. Where it cannot be made the pack says why, and has the charts as pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connections.yaml names no Grafana: the charts are in the pack as pictures and tables.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::PastDrills</name>
    <message>
        <source>Past drills, as bars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was never run.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::PathList</name>
    <message>
        <source>Checkouts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files and folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Named by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Checkout…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Show folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Lint as manifests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cop&amp;y path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the checkout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the folder of the chosen path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lint the chosen folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the chosen path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not read yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No policy names a path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looked at %1 UTC.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkout of the repository of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::PlanDetails</name>
    <message>
        <source>Will not be undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Way back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again just before it leaves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server checks in the same write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent exactly so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked beforehand, at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owed afterwards</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::PlanSummary</name>
    <message>
        <source>rev %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From, new version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To, new version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>earlier version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stable version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From, stable version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Present version</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::PluginPolicy</name>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is larger than 1 MiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has a credentialPluginPolicy that is not known here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has a credentialPluginAllowlist and another policy, or none and that policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 forbids every plugin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not list it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::PodModel</name>
    <message>
        <source>%1, rev %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3 containers ready, restarts %4, role %5, node %6, address %7</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, last termination %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pod</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last termination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::Policy</name>
    <message>
        <source>confidence is between 50% and 99.99%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a margin of errors is like 0.5pp, or 10% of stable&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a margin of latency is like 20ms, or 10% of stable&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number of requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a weight is a number of at least 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs one of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and %2 exclude each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the unit &quot;%1&quot; does not fit a metric in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing fills in {{%1}}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the metric %1 has no baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no baseline here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a gate of members has no bound of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a gate without members never decides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs pass or fail, or show_only: true</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a severity is no number: decide on it with a rule that says is:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a value needs a gate on one metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 counts its own failures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the template %1 gives a ratio or percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the template %1 needs a quantile between 0 and 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the template %1 gives ms or s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not the name of a series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a span of a query: whole ms, s, m, h or d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the template traffic gives per_second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the template %1 needs a series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no template %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a strategy of this kind has %1, not %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max is shorter than min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weight and ladder exclude each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a gate already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no limit %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did you mean %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not known here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not one of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a mapping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has to be %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no %1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>contacts, channels or roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> or </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is the name of two entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a policy is a mapping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the condition into quotes: &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an unquoted &gt; opens a block of text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a condition has to be quoted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number from 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a duration like 30s, 5m or 24h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a duration like 3m or &quot;&gt;3m&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a quantity like 0.1%, 500ms or $limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a quantity like 0.1% or 500ms, or null</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a share from 0% to 100%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a point in time like T-60m or phase+6h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a reference like keychain:NAME, env:VARIABLE or file:PATH, never the secret itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an http or https address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a name, or re: and a regular expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a time zone like Europe/Berlin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a date like 2026-12-24</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hours like 09:00-17:00 or mon-fri 09:00-17:00</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a quoted condition like &quot;&lt;= 500ms&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a condition like &quot;&lt;= 500ms&quot;, &quot;&lt;= baseline + 10%&quot; or &quot;&gt; 3 * baseline&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a number with a known unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the limit %1 is not a number with a known unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a multiple of the baseline has no unit, but &quot;%1&quot; is given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>anchors are not accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use like: to copy an entry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>aliases are not accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no value here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write null when it shall be unset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>type tags are not accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nested deeper than %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a key has to be a word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A text that starts with { or [ has to be quoted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file has more than %1 values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>merge keys (&lt;&lt;) are not accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is given twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a regular file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is larger than %1 KiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not YAML: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>YAML directives are not accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file holds more than one document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no value here: an unquoted # starts a comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the text into quotes: &quot;#name&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an unquoted %1 opens a block of text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the condition into quotes: &quot;&gt; 99.5%&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a value cannot start with an unquoted %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the text into quotes: &quot;%1name&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file starts with a byte order mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as UTF-8 without one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file holds a NUL byte</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is not UTF-8 text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file has carriage returns (CR)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it with LF line ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 runs as %2: no controller looks at analysis templates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the strategy %1 says abort: recommend: a failing gate keeps the update waiting and aborts nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gate %1 is not told to the controller: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gate %1: a limit is unset, so it never passes and the update waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>phase %1: the controller knows whole percent only; %2% is %3%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy has no weights: the steps stay as they are, and the gates are watched all through the update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a person has to decide as well: the pause for that must be among the Rollout&apos;s own steps, nothing here adds one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is compared with an earlier time, which a query cannot know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 counts failures of other gates, and not up to a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 counts failures of %2, which is looked at at other times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is set by people, not measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than %1 policies: the rest is not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is the name of the policy in %2 already: this one is not used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an update of %1 was aborted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is degraded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has replicas that are not available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, from the policy %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gate %1 has no rule: its limit is unset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gate %1 has no rule: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gate %1 of %2 fails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gate %1 of %2 fails: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>extends leads back to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than %1 files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no sibling %1 to be like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>like leads back to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>like goes through more than %1 entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bursts last 1 to 1000 intervals in the mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 counts failures of the probe %2, which only the console asks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not a folder that can be read: no policy is in force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2, column %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source> (and %n more)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1; no good version of it was read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; its last good version, %2 %3, is in force</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more file(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1, of those that could be read; %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has to be at most %1 s: rules look once a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer to HEAD has no content, so none can be expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a probe asks either a url or a service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 belongs to a probe of a service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 belongs to a probe of an https address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has to be NAME:PORT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has to begin with /</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has to be at least %1 s: the endpoint serves others, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an http or https address, an e-mail address, or empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is of a step with native: set-image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a native step does nothing else: %1 belongs into a step of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set-image needs an image or a tag, and not both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a suite has between 1 and %1 checks, under run and http</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has to be a program and its arguments, each as a text of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no secret: its `from` has to be keychain:NAME, env:VARIABLE or file:PATH</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::PolicyFaultLine</name>
    <message>
        <source>Policy problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⚠ Broken policy file: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::PreparedCard</name>
    <message>
        <source>Prepared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the prepared way…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was %2 and is %3 now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this way is there no longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it would send something else now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the last known good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2, prepared at %3. Reason: %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready: %1. Permission and policy were checked; one confirmation in the guard takes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expired: %1. %2. Prepare it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expired: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ProbeStrip</name>
    <message>
        <source>Health endpoint %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each look a cell, the newest on the right: low is fine, high is failed, empty is unknown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks at %1, counted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::PromClient</name>
    <message>
        <source>Prometheus %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server allows fewer points: the step is %1 s instead of %2 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>points are of another time than was asked for</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::Prometheus</name>
    <message>
        <source>the answer has no resultType and result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text is not readable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the result type %1 is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number is not readable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the result is not a list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one series comes twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a series has no labels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the labels of a series are not readable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the query gives native histograms, not numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use histogram_quantile or another function that gives numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a sample is not readable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a series has no values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the times of a series do not ascend.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server redirects (HTTP %1), and redirects are not followed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the address it redirects to, or check the login in front of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not permitted (HTTP %1): %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not available (HTTP %1): %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no such page (HTTP 404): %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the path of the address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer is a web page, perhaps a login: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer of %1 bytes is not one complete JSON text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer is of another type than was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::PromptLine</name>
    <message>
        <source>Escalate</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::QueryBox</name>
    <message>
        <source>Query result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PromQL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any expression, asked once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in Prometheus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is empty: no series matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n series</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The source has no address that a browser could open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run query</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ReachModel</name>
    <message>
        <source>rules: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alert in a policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is it told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receivers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ReasonBox</name>
    <message>
        <source>Crash-looping pods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error rate too high</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency too high</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Functional regression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer impact reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Investigating an alert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change freeze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for a dependency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for sign-off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handing over the shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drill in progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cause is fixed, try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transient failure of a dependency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configuration was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credentials were rotated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory growth, fresh pods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All gates pass, bake time over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go decision was taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fix must reach everybody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis is wrong, checked by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incident is over, going on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Reason, at least %n characters; it goes into the journal</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Reason; it goes into the journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pods are overloaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic is rising</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service is down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A zone was lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metrics are down, checked by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template was corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metrics are back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fix has reached everybody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turned off by mistake</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ReasonDialog</name>
    <message>
        <source>Effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why? It goes into the Journal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reason needs at least %1 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link to notes, if there are any</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::RecordBox</name>
    <message>
        <source>Log address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where the deployment&apos;s log is, if anywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An http or https address without a password is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on without an evidence file; the Journal says so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the log&apos;s address is not one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no evidence file can be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asked for by the policy; without it the record says that it is lacking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>required: the policy asks for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy asks for the incident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy asks for the log&apos;s address</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ReferenceDialog</name>
    <message>
        <source>Filled in for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of the reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Co&amp;mmands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L&amp;inks and contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paths</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ma&amp;nifests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no rollout is chosen: names stay to be filled in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for %1/%2 on %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::Reflector</name>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>listing again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>listing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>listed at version %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>watching since version %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An object of the watch cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The watch ended in the middle of an object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server ended the watch at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting %1 s: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The watch speaks of an object of another kind: &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ReplyReader</name>
    <message>
        <source>Check the clock of this computer as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No complete answer within %1 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server was silent for too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is larger than %1 bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer has no length, so it may be cut off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The head of the answer, or what stands between its parts, does not end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The way leads through the proxy %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::RequestPool</name>
    <message>
        <source>Too many requests wait for this server.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ResponseParser</name>
    <message>
        <source>the connection closed before the answer was complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a line of the answer is too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the head of the answer is larger than 64 KiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer is not HTTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a chunk of the answer has no valid size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer is too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a chunk of the answer is longer than announced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the trailer of the answer is larger than 64 KiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer has a malformed header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server wants to switch protocols</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer has contradictory lengths</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer has no valid length</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::RevisionModel</name>
    <message>
        <source>rev %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2, pods %3, images %4, hash %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, created %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, formerly rev %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change cause</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::Roles</name>
    <message>
        <source>No role of it may.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who may: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no role there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is %2 there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy %1 keeps %2 for others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy %1 does not allow %2 to this role: it allows %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand it over to them, or escalate.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::RolloutHeader</name>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  rev %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rollout summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wanted weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Observed weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wanted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>observed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2, cluster %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>they differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>they differ; observed %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recorded: no canary is left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recorded: no canary is left; observed %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::RolloutPage</name>
    <message>
        <source>No rollout is open. Choose one on the Fleet page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1 in %2 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot be shown: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the object cannot be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n kept</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n runs</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pods belong to this workload.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No ReplicaSets belong to this workload.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No AnalysisRuns belong to this rollout: the controller measures nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No events. The cluster keeps them for about an hour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Triage…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rollout has not been read yet: its AnalysisRuns are here when it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No AnalysisRun of the newest revision is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 measured nothing: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::RouteModel</name>
    <message>
        <source>ends here, in some hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ends here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This alert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts that match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::RoutesDialog</name>
    <message>
        <source>labels of an alert are name=&quot;value&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts of the policies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routes read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where alerts go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;Alertmanager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alert to follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no alert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here reads alerts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at %2, in some hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an alert, or write its labels, to see who is told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is told is not known: no routes were read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such an alert ends at: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No routes were read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policies name no alerts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n of them may reach nobody</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No Alertmanager has an address that a browser could open.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::Sampler</name>
    <message>
        <source>Prometheus %1: not everything was answered within %2 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prometheus %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer is no number of one moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer is of another time than was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer may be incomplete: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ScriptDialog</name>
    <message>
        <source>Run the script %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Run %n script(s)</source>
        <translation>
            <numerusform>Run %n script</numerusform>
            <numerusform>Run %n scripts</numerusform>
        </translation>
    </message>
    <message>
        <source>Effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the scripts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>
It was begun before, and nobody recorded its end: it is looked after, not started again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>
Attempt %1, ended after %2 at the latest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>
For %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>
Took %1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing starts no further script; the one that runs goes on, and its end is recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 passed, %2 failed, %3 not started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs on this machine as you, without a shell, one after the other; a request is sent once. How each ends is recorded as the result of its check.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::SecretPanel</name>
    <message>
        <source>Missing secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the secret is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token or password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is in the keychain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keychain:%1 is missing. %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::SentMessageDialog</name>
    <message>
        <source>What it has to name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Record as sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was sent for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is sent here. Write what you sent, as you sent it; it is recorded in the Journal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message that was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record as sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It names what the policy wants named.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::SeriesModel</name>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ShelfTab</name>
    <message>
        <source>Copied: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here opens %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ShortcutList</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::SilenceForm</name>
    <message>
        <source>Plan silence…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matchers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what to silence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A comment says why.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::SilenceGuard</name>
    <message>
        <source>Expire silence %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, heading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type exactly &apos;%1&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>type  %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expire silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a reason is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the words to type do not match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Enter confirms</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::SilenceModel</name>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing the policy depends on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::SloChart</name>
    <message>
        <source>%1 chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>limit broken %n times in this range</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>few requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1%2 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n samples stand out</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>last good %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ended</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::SloPage</name>
    <message>
        <source>No rollout is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one on the Fleet page: its gates, budgets, charts and alerts are shown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health data age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>30 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>6 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>24 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where trouble began</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown: nothing measures health here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the policy and the metrics …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health is unknown: no source of metrics is configured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decided by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>policy %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>phase %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⚑ %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promotion criteria</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>against stable: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server&apos;s clock is %1 ahead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server&apos;s clock is %1 behind</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::SplitsView</name>
    <message>
        <source>Splits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Best run: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 late</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::StageRail</name>
    <message>
        <source>checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>intent recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stages reached: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::StageStrip</name>
    <message>
        <source>%1: Service %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>revision unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rev %1  %2, %3 of %4 pods ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instant way back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rev %1 still runs, %2 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Old version scales down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 after the switch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing new to preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was previewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the active Service points to rev %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted as stable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after the switch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>aborted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by itself when ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a person switches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::StatusLine</name>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chain broken at %1/%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chain verified %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journal: not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 record</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n records</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>1 open intent</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n open intents</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>saved locally</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>audit webhook fails, %n waiting</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>audit webhook: %n waiting</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>audit webhook up to date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journal: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>webhooks are not received: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a webhook was lost: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>webhooks at %1: %2 taken, %3 turned away, the last at %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>webhooks at %1: none taken, %2 turned away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>webhook receiver fails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>webhooks at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 webhook received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 webhooks received</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::SuitePanel</name>
    <message>
        <source>Suites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The suites could not be read: %1 What is shown is older.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suite %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the suite %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run what is left…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run what has not passed of the suite %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promote waits for it, on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suite %1 on %2/%3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::SuspectChart</name>
    <message>
        <source>Chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No chart: no metric of this rollout has been read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::TimelineModel</name>
    <message>
        <source>time unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, by %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::TimelinePanel</name>
    <message>
        <source>Legend: filled is done, hatched is planned; analysis cells are higher the worse the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pass, near, fail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline, heading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>7 d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>24 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>6 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done about %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>source: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>planned: %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>canary weight %1 %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::Tls</name>
    <message>
        <source>The certificate authority holds no readable PEM certificate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client certificate is not readable PEM.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client key is not a readable RSA or EC key in PEM without a pass phrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate has no subject alternative name; a common name alone is not accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate is for %1, not for %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy %1 cannot be used: only http:// and socks5:// are supported.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::Tour</name>
    <message>
        <source>%1 never got its data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no tour named %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scripted tour: latency of the canary doubled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n pictures in %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>maestro::TrafficBar</name>
    <message>
        <source>Traffic now: new version %1 %, stable version %2 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic now: unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>traffic now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>traffic unknown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::TriageHead</name>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>silenced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Triage run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suspect change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Triage clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin another…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, begun %2 by %3; now with %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No source of alerts tells of it now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since %1, for %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>severity %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suspect change: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suspect change: the newest revision, begun %1, %2 before this run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suspect change: not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. Not read, so something may be missing: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::TriagePage</name>
    <message>
        <source>Roll back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Investigate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing bad found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No triage yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Triage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No rollout is open. Choose one on the Fleet page: a checklist then reads what changed, pods, logs, ingress and dependencies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start triage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age of the checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back…  R</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold, with reason…  H</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escalate…  E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A checklist reads what changed, pods, logs, ingress and dependencies of %1, keeps what it saw, and ends in a decision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown: nothing reads for triage here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decided by %1, %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not decided yet. A person decides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends this triage and keeps what is known now. Nothing is sent to the cluster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends this triage with the decision to roll back and keeps what is known now. Then all ways back stand side by side: nothing is sent before one is chosen and confirmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Firing alert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 fires since %2: %3 answers it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not judged yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 read, %2 bad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canary logs: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand over…  O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a triage first: what is handed over is its run.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::TrustDialog</name>
    <message>
        <source>Run a program to sign in?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 wants to run a program to sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kubeconfig names this program. It would run as you, with your rights. Allow it only if you know it; the answer holds for exactly this file, its arguments and its content.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets variables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User stanza</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow this program</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::ValidationPanel</name>
    <message>
        <source>Verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Superseded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: tell %2 in %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: tell %2, due for %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 told %3 at %4, not acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: acknowledged by %2 at %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: stopped, verified in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, when somebody asks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopwatch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escalation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Told them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Acknowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;opy message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as &amp;sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since the action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since %1 began</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy asks for no message, or it was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (afterwards)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: it was being sent; without a later word tell them yourself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: it left and nobody knows whether it arrived, tell them yourself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: not sent, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> locked until then: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it stalls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send to the &amp;webhook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send &amp;message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No check has changed for %1. The other ways back are on the page Rollback options (W).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the stopwatch, when it became ok</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, for %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run all &amp;scripts…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::VerdictCard</name>
    <message>
        <source>Suggestion</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::VersionTable</name>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions to go back to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good, and who says so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helm %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, chart %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not here any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only in the registry</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::Watch</name>
    <message>
        <source>The stream holds something that is not a JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An object of the stream is nested deeper than %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An object of the stream is larger than %1 bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The watch reported an error that is not a Status.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>watch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A watch event is not valid JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A watch event has no type.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A watch event has no object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A watch event has the unknown type &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>maestro::WayList</name>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>usable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not usable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Way %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ways back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no way back is known</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
