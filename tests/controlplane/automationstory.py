#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Acting without a click: two windows, the real controller and a real Prometheus. A gate fails and one of them aborts, once; one that stands
down does nothing; what the controller aborts is named and not repeated. The witness is the API server's audit log.

    automationstory.py BUILD_DIR

Exit 0 all held, 1 something fell short, 77 skipped: with CI=true that is a failure too.
"""
import concurrent.futures
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'e2e'))
import controlplane
import desktop
from cluster import Scene, Tally, play, played, skipped
from policystory import Exporter, Prometheus, lacking
from window import Window

POLICY = '''
apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {{name: watch, version: 1}}
environments:
  - {{name: test, connection: admin, prometheus: {{url: "{prometheus}"}}}}
metrics:
  - {{name: errors, unit: ratio, better: lower, query: 'errors{{service="{{{{service}}}}"}}'}}
gates:
  - {{name: errors, metric: errors, pass: "< 1%", fail: "> 5%", on_fail: rollback, every: 1s}}
  - {{name: slow-errors, metric: errors, pass: "< 1%", fail: "> 5%", on_fail: rollback, every: 1s, for: 20s}}
strategies:
  - name: ours
    kind: canary
    automation: {{owner: console, promote: confirm, abort: auto}}
    phases: [{{name: bake, weight: from-cluster, gates: [errors]}}]
  - name: slower
    kind: canary
    automation: {{owner: console, promote: confirm, abort: auto}}
    phases: [{{name: bake, weight: from-cluster, gates: [slow-errors]}}]
services:
  - {{name: standsdown, strategy: ours, workload: {{kind: Rollout, namespace: standsdown, name: web}}}}
  - {{name: byitself, strategy: ours, workload: {{kind: Rollout, namespace: byitself, name: web}}}}
  - {{name: bycontroller, strategy: slower, workload: {{kind: Rollout, namespace: bycontroller, name: web}}}}
'''
TEMPLATE = '''
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: {{name: errors}}
spec:
  metrics:
    - name: errors
      interval: 1s
      successCondition: result[0] < 0.05
      provider: {{prometheus: {{address: "{prometheus}", query: 'errors{{service="{service}"}}'}}}}
'''
STEPS = [{'setWeight': 25}, {'pause': {}}]
LEASE = 'leases.coordination.k8s.io'
QUIET = 12          # seconds in which a second abort would have come: several looks of either window


class Update:
    """A canary at its first pause, well so far."""

    def __init__(self, cluster, tally, exporter, ns):
        self.scene, self.exporter, self.ns = Scene(cluster, tally, ns, 'web'), exporter, ns
        exporter.set(ns, 'errors', .001)

    def begin(self, **canary):
        self.scene.make({'canary': {'steps': STEPS, **canary}})
        self.scene.set_image('app:v2')
        self.scene.gate(1)

    def fail(self):
        self.exporter.set(self.ns, 'errors', .2)

    def aborted(self, seconds=90):
        self.scene.until(lambda r, s: s.get('abort') and s.get('phase') == 'Degraded', 'an abort', seconds)

    def writes(self):
        return self.scene.cluster.writes(self.ns, 'web')

    def holder(self):
        leases = [x for x in self.scene.objects(LEASE) if x['metadata']['name'] == 'maestro-automation']
        return leases[0]['spec'].get('holderIdentity', '') if leases else ''

    def once(self, actor, others):
        """One request, of the window whose journal says so; by the rule."""
        scene = self.scene
        time.sleep(QUIET)
        sent = self.writes()
        scene.same(len(sent), 1, 'requests that changed the rollout')
        intents = actor.records(self.ns, type='intent')
        scene.same(len(intents), 1, 'intents of the window that acted')
        if intents and sent:
            scene.want('errors' in intents[0].get('reason', '') and intents[0].get('verb') == 'abort', 'the reason names the gate', intents[0])
            scene.want(str(sent[0]['requestURI']).split('?')[0].endswith('/rollouts/web/status'), 'the abort was what was sent', sent[0]['requestURI'])
            scene.want(f'_{actor.process.pid}_' in self.holder(), 'the window that acted holds the Lease', self.holder())
        for other in others:
            scene.same(len(other.records(self.ns, type='intent')), 0, 'intents of the other window')


def standsdown(update, start_first, start_second):
    """Said beforehand, switched off, and then another window's business."""
    update.begin()
    scene, first = update.scene, start_first()
    bus = first.bus
    said = first.until_said('Automation', 'This window holds the Lease')
    scene.want('abort on errors' in said and 'policy watch' in said, 'what would be done, and by which rule', said)
    scene.want(bus.find('would act', seconds=30) is not None, 'in a word as well', bus.text('Automation'))
    scene.want(bus.press('Stand down', role='push button'), 'Stand down is pressed')
    said = first.until_said('Automation', 'stands down', 20)
    scene.until(lambda r, s: update.holder() == '', 'the Lease is given back', 20)
    notes = first.records(update.ns, type='note')
    scene.want([n['verb'] for n in notes] == ['stand-down'], 'the switch is in the journal', notes)
    second = start_second()
    scene.until(lambda r, s: f'_{second.process.pid}_' in update.holder(), 'the second window holds the Lease', 60)
    first.until_said('Automation', f'process {second.process.pid}', 30)
    update.fail()
    update.aborted()
    update.once(second, [first])
    told = first.records(update.ns, type='note', state='skipped')
    scene.want(len(told) <= 1 and all('stands down' in n['message'] for n in told), 'what the first window was asked for and did not do says why', told)
    scene.want(bus.press('Let automation act again', role='push button'), 'switched on again')
    first.until_said('Automation', 'would act by itself', 30)
    scene.same([n['verb'] for n in first.records(update.ns, type='note', state='applied')], ['stand-down', 'stand-up'], 'both in the journal')


def byitself(update, windows):
    """Two windows that both may: one does."""
    update.begin()
    update.scene.until(lambda r, s: update.holder(), 'a window holds the Lease', 60)
    update.fail()
    update.aborted()
    actor = [w for w in windows if f'_{w.process.pid}_' in update.holder()]
    if update.scene.same(len(actor), 1, 'holders of the Lease'):
        update.once(actor[0], [w for w in windows if w is not actor[0]])


def bycontroller(update, windows, prometheus):
    """The controller is faster than the gate, which asks for patience: every window names it, and none repeats it."""
    scene = update.scene
    scene.cluster.kubectl('-n', update.ns, 'apply', '-f', '-', text=TEMPLATE.format(prometheus=prometheus.url, service=update.ns))
    update.begin(analysis={'templates': [{'templateName': 'errors'}]})
    scene.until(lambda r, s: update.holder(), 'a window holds the Lease', 60)
    update.fail()
    update.aborted()
    for window in windows:
        scene.until(lambda r, s: window.records(update.ns, type='observe'), 'the abort is on record', 60)
        seen = window.records(update.ns, type='observe')
        scene.same(len(seen), 1, 'records of the abort')
        scene.want('controller aborted' in seen[0]['message'] and 'errors' in seen[0]['message'], 'it names the controller and the metric', seen[0])
    time.sleep(20 + QUIET)                                      # by now the gate has failed as well
    scene.same(len(update.writes()), 0, 'requests of the windows')
    for window in windows:
        scene.same(len(window.records(update.ns, type='intent')), 0, 'intents')


def remembers(update, window, prometheus):
    """Measurements of a run that nobody opened outlive a window that was killed, and are more than the controller keeps."""
    scene = update.scene
    scene.cluster.kubectl('-n', update.ns, 'apply', '-f', '-', text=TEMPLATE.format(prometheus=prometheus.url, service=update.ns))
    update.begin(analysis={'templates': [{'templateName': 'errors'}]})
    counted = lambda: sum(m.get('successful', 0) for r in scene.objects('analysisruns.argoproj.io') for m in r['status'].get('metricResults', []))
    first = window(None)
    scene.until(lambda r, s: list((first.home / 'state' / 'measurements').glob('*.log')), 'measurements are kept', 60)
    begun = counted()
    scene.until(lambda r, s: counted() >= begun + 25, 'more measurements than the controller keeps', 90)
    first.__exit__()                                            # SIGKILL
    kept = [m for r in scene.objects('analysisruns.argoproj.io') for m in r['status']['metricResults'][0]['measurements']]
    scene.want(len(kept) <= 10, 'the controller keeps ten', len(kept))
    again = window('remembers/web')
    end = time.monotonic() + 60
    while len(shown := ' '.join(row[2] for row in again.bus.rows('Analysis', 1)).split()) < 25 and time.monotonic() < end:
        time.sleep(.5)
    scene.want(len(shown) >= 25, 'all of them are shown again', shown)
    again.__exit__()


def stories(cluster, build, folder):
    tally, exporter, folder = Tally(), Exporter(), pathlib.Path(folder)
    rules = folder / 'rules.yaml'
    rules.write_text('groups: []\n')
    prometheus, policy = Prometheus(folder, f'127.0.0.1:{exporter.server.server_port}', rules), folder / 'watch.yaml'
    policy.write_text(POLICY.format(prometheus=prometheus.url))
    bus, windows = desktop.Bus(), []

    def window(name, **more):
        windows.append(Window(cluster, build, folder, name, policy, **more))
        return windows[-1]

    with prometheus:
        try:
            of = lambda ns: Update(cluster, tally, exporter, ns)
            play(cluster, tally, 'standsdown', lambda: standsdown(of('standsdown'), lambda: window('first', opened='standsdown/web', bus=bus), lambda: window('second')))
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                pool.submit(play, cluster, tally, 'byitself', lambda: byitself(of('byitself'), windows))
                pool.submit(play, cluster, tally, 'bycontroller', lambda: bycontroller(of('bycontroller'), windows, prometheus))
            for each in windows:
                tally.want(each.process.poll() is None, 'the window is still there', (each.home / 'log').read_text()[-400:])
                verified = cluster.run('journal', 'verify', home=str(each.home))[1] or {}
                tally.want(verified.get('state') == 'valid' and not verified.get('openIntents'), 'the journal verifies', verified)
            windows.pop(0).__exit__()                           # the bus is for another one
            play(cluster, tally, 'remembers', lambda: remembers(of('remembers'), lambda opened: Window(cluster, build, folder, 'third', policy, opened, bus), prometheus))
        finally:
            for each in windows:
                each.__exit__()
    print(f'{tally.held} held, {len(tally.short)} short')
    return 1 if tally.short else 0


def main(build):
    if why := lacking() or desktop.reason_to_skip():
        return skipped(why)
    if not desktop.inside():
        os.environ['XDG_CACHE_HOME'] = str(controlplane.cache().parents[1]) # the session has a home of its own
        return desktop.enter(os.path.abspath(__file__), build)
    desktop.start_session()
    build = pathlib.Path(build).resolve()
    return played('automation', controlplane.ControlPlane, str(build / 'bin' / 'maestro'), True, lambda cluster, folder: stories(cluster, build, folder))


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
