#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the failing gate to verified, by clicks in a real X server and again by the command line: triage, ticks, decision, way back, validation,
evidence. The window is killed with SIGKILL after the decision and once more while the rollback is not yet observed: nothing is lost, and
nothing is sent twice. The same on the real control plane and on the sandbox, with a real Prometheus.

    triagestory.py real|sandbox BUILD_DIR [--pictures FOLDER]

Exit 0 all held, 1 something fell short, 77 skipped: with CI=true that is a failure too.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'e2e'))
import controlplane
import desktop
from cluster import Sandbox, Scene, Tally, play, played, skipped
from person import Person
from policystory import Exporter, Prometheus, lacking
from stories import steps
from window import VERIFIER, Window

POLICY = '''
apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {{name: shop, version: 1}}
environments:
  - {{name: test, connection: {context}, prometheus: {{url: "{prometheus}"}}}}
metrics:
  - {{name: errors, unit: ratio, better: lower, query: 'errors{{service="{{{{service}}}}",role="canary"}}'}}
gates:
  - {{name: errors, metric: errors, pass: "<= 1%", fail: "> 5%", on_fail: rollback, every: 1s}}
strategies:
  - {{name: stepped, kind: canary, automation: {{owner: none, promote: confirm, abort: recommend}}, phases: [{{name: bake, weight: from-cluster, gates: [errors]}}]}}
decisions:
  rollback_any: [{{id: errors, when: {{gate: errors}}}}]
triage:
  - name: ten-minute
    title: Ten-minute triage
    budget: 10m
    steps: [{{do: change-history, sources: [rollout], last: 5}}, {{do: workload-health, log_tail: 50, describe_tail: 20}}, {{do: decide}}]
validation:
  - {{name: pods-ready, type: pods}}
  - {{name: traffic-on-stable, type: traffic}}
  - {{name: gates-recovered, type: gates, for: 10s}}
services:
  - {{name: clicked, strategy: stepped, workload: {{kind: Rollout, namespace: clicked, name: checkout}}}}
  - {{name: typed, strategy: stepped, workload: {{kind: Rollout, namespace: typed, name: checkout}}}}
'''
WHY = 'errors of the canary since revision 2'


class Story:
    """One bad release, told to a person or to a script."""

    def __init__(self, scene, exporter):
        self.scene, self.exporter, self.service = scene, exporter, scene.ns

    def ship(self):
        """A version that errs, at its first gate."""
        self.exporter.set(self.service, 'errors', .001)
        self.scene.make({'canary': {'steps': steps(25, 50)}})
        self.v1 = self.scene.status()['stableRS']
        self.scene.set_image('app:v2')
        self.scene.gate(1)
        self.exporter.set(self.service, 'errors', .2)

    def sent(self):
        return self.scene.cluster.writes(self.scene.ns, self.scene.name)

    def settled(self):
        """Everybody is back on the first version, and the errors are gone."""
        status = self.scene.until(lambda r, s: s.get('abort') and s.get('phase') == 'Degraded' and s, 'the abort')
        self.scene.same(status['stableRS'], self.v1, 'the first version serves')
        self.exporter.set(self.service, 'errors', .001)

    def handed_over(self, path):
        """A pack that somebody else can check."""
        done = subprocess.run([sys.executable, '-B', VERIFIER, path], capture_output=True, text=True)
        self.scene.want(done.returncode == 0 and done.stdout.startswith('valid'), 'the independent verifier accepts the pack', done.stdout + done.stderr)


class Clicked(Story):
    def __init__(self, scene, exporter, start, pictures):
        super().__init__(scene, exporter)
        self.start, self.pictures = start, pictures

    def window(self):
        self.console = self.start(f'{self.scene.ns}/{self.scene.name}')
        self.person, self.bus = Person(self.scene, self.console, self.pictures), self.console.bus
        self.person.sees(self.scene.name)
        self.person.until(lambda: 'live' in self.bus.text('Data age', seconds=1), 'live data')

    def kill(self):
        self.console.__exit__()
        self.scene.want(True, 'killed')

    def records(self, **wanted):
        return self.console.records(self.scene.ns, **wanted)

    def decisions(self):
        return self.records(verb='triage', state='decided')

    def run(self):
        self.ship()
        self.window()
        self.triage()
        self.decide()
        self.kill()
        self.decided()
        self.roll_back()
        self.kill()
        self.scene.cluster.plane.go_on()
        self.afterwards()
        self.evidence()

    def triage(self):
        self.person.until(lambda: self.bus.click('Triage', role='push button', seconds=1), 'the way to Triage')
        self.person.until(lambda: self.bus.find('Ten-minute triage', seconds=0) is not None or 'Ten-minute' in self.bus.text('Playbook', seconds=1), 'the playbook of the policy')
        self.person.until(lambda: self.bus.click('Start triage', role='push button', seconds=1), 'Start triage')
        self.person.until(lambda: 'begun' in self.bus.text('Triage run', seconds=1), 'a run')
        items = self.person.until(lambda: [r[0] for r in self.bus.rows('Checklist', 1)], 'the checklist')
        for item in [i for i in items if not i.startswith('Step')][:2]:
            self.person.until(lambda: self.bus.click_item('Checklist', item[:20]) and self.bus.click('Seen', role='push button', seconds=1) and 'Ticked by' in self.bus.text('Tick', seconds=2), f'a tick on {item}')
        self.person.until(lambda: 'errors' in self.bus.text('Recommendation', seconds=1) or 'errors' in self.bus.text('Suggestion', seconds=0), 'what the board recommends', 60)
        self.person.picture('triage')

    def decide(self):
        self.person.until(lambda: self.bus.click('Roll back', role='push button', seconds=1) and self.bus.find('Reason', seconds=2) is not None, 'the question for the reason')
        self.bus.type('Reason', WHY)
        self.person.picture('decision')
        buttons = [n for n in self.bus.shown() if self.bus.tried(n.getRoleName) == 'push button' and n.name == 'Roll back' and self.bus.enabled(n)]
        self.scene.want(self.bus.point(buttons[-1]), 'decided')
        end = time.monotonic() + 30
        while not self.decisions() and time.monotonic() < end:
            time.sleep(.1)
        self.scene.same([r['reason'] for r in self.decisions()], [WHY], 'the decision is on disk')
        self.scene.same(self.sent(), [], 'a decision sends nothing')

    def decided(self):
        self.window()
        self.person.until(lambda: self.bus.click('Triage', role='push button', seconds=1), 'the way to Triage')
        said = self.person.until(lambda: (s := self.bus.text('Decision', seconds=1)).startswith('Decided') and s, 'the decision after the restart')
        self.scene.want(WHY in said, 'with its reason', said)
        self.person.until(lambda: self.bus.click_item('Checklist', 'Workload: '), 'a check that was read before')
        self.person.until(lambda: 'checkout' in self.bus.text('Output', seconds=1), 'what it read, kept over the restart')
        self.person.picture('decided')
        self.scene.same((len(self.decisions()), self.sent()), (1, []), 'one decision, and nothing was sent by itself')

    def roll_back(self):
        bus, person = self.bus, self.person
        person.until(lambda: bus.click('Rollout', role='push button', seconds=1), 'the way to the rollout')
        person.until(lambda: bus.click('Ways back', role='push button', seconds=1), 'the desk')
        person.until(lambda: any('usable' == r[1] for r in bus.rows('Ways back, best first', 1) if len(r) > 1), 'a usable way')
        person.picture('desk')
        person.until(lambda: bus.click('Take this way…', role='push button', seconds=1), 'a way is taken')
        button = f'Roll back {self.scene.name}'
        person.until(lambda: bus.find(button, role='push button', seconds=1), 'the guard')
        bus.type('Reason', WHY)
        person.confirm_words()
        self.scene.cluster.plane.stall()
        time.sleep(.8)
        person.picture('guard')
        person.until(lambda: bus.find(button, role='push button', seconds=0) is None or bus.click(button, role='push button', seconds=0) and False, 'confirmed')
        person.until(self.sent, 'the request')
        person.until(lambda: bus.click('Rollout', role='push button', seconds=1), 'the way to the rollout')
        person.sees('An abort was asked for', '25 %')
        person.picture('not-observed')
        self.scene.same([r['type'] for r in self.records(verb='rollback') if r['type'] in ('intent', 'outcome')], ['intent'], 'not yet observed when it is killed')

    def afterwards(self):
        self.settled()
        self.window()
        self.person.sees('Aborted')
        self.person.until(lambda: [r for r in self.records(verb='rollback') if r['type'] in ('outcome', 'reconcile') and r['state'] == 'applied'], 'settled by reading', 60)
        self.person.until(lambda: 'verified after' in self.bus.text('Validation', seconds=1), 'verified', 120)
        self.person.picture('verified')
        sent = self.sent()
        self.scene.same(len(sent), 1, 'requests that changed the rollout')
        self.scene.same(len(self.records(type='intent')), 1, 'intents')
        self.scene.want(sent and any(sent[0]['auditID'] in json.dumps(r) for r in self.console.on_disk()), 'the audit id is in the Journal', sent)
        verb = self.records(type='intent')[0]
        self.person.done.append(('Roll back', verb['reason']))
        self.person.journal()

    def evidence(self):
        run = self.decisions()[0]['id']
        with tempfile.TemporaryDirectory() as folder:
            code, pack, said = self.scene.run('triage', 'export', run, folder, home=str(self.console.home))
            if self.scene.want(code == 0 and pack, 'the run is exported', (code, pack, said)):
                self.handed_over(pack['path'])


class Typed(Story):
    """The same by the command line."""

    def run(self):
        scene = self.scene
        self.ship()
        code, begun, said = scene.run('triage', 'start', 'ten-minute', '--service', self.service)
        scene.want(code == 0 and begun and len(begun['items']) >= 2, 'triage start', (code, said))
        for item in begun['items'][:2]:
            scene.run('triage', 'tick', begun['id'], item['id'], '--note', 'seen')
        end = time.monotonic() + 60
        while (board := scene.run('decisions', '--service', self.service)[1] or {}).get('rule') != 'errors' and time.monotonic() < end:
            time.sleep(.5)
        scene.same((board.get('verdict'), board.get('rule')), ('rollback', 'errors'), 'the board')
        code, decided, said = scene.run('triage', 'decide', begun['id'], 'rollback', '--reason', WHY)
        scene.want(code == 0 and decided['decision']['verdict'] == 'rollback', 'triage decide', (code, said))
        self.die_in_the_middle()
        scene.cluster.plane.go_on()
        self.settled()
        settled = scene.until(lambda *_: self.reconciled(), 'settled by reading', 60)
        scene.same([i['state'] for i in settled], ['applied'], 'settled by reading')
        code, done, said = scene.run('validate', '--service', self.service, '--wait', '90s')
        scene.want(code == 0 and (done or {}).get('verified'), 'validate: verified', (code, [(i['id'], i['state'], [r['value'] for r in i['reads']]) for i in (done or {}).get('items', [])], said))
        scene.same(len(self.sent()), 1, 'requests that changed the rollout')
        with tempfile.TemporaryDirectory() as folder:
            code, pack, said = scene.run('triage', 'export', begun['id'], folder)
            if scene.want(code == 0 and pack, 'the run is exported', (code, pack, said)):
                self.handed_over(pack['path'])

    def reconciled(self):
        """What reading says of the action that was killed, as soon as it says more than: not yet."""
        code, found, said = self.scene.run('journal', 'reconcile')
        self.scene.want(code == 0, 'journal reconcile', (code, found, said))
        kept = [r for r in self.scene.run('journal', 'list')[1]['records'] if r['namespace'] == self.scene.ns and r['verb'] == 'rollback']
        return any(r['type'] in ('outcome', 'reconcile') for r in kept) and found['items']

    def die_in_the_middle(self):
        """SIGKILL between the answer of the server and the effect."""
        cluster = self.scene.cluster
        cluster.plane.stall()
        env = {k: v for k, v in os.environ.items() if not k.startswith('MAESTRO_')} | {'MAESTRO_HOME': cluster.home}
        sending = desktop.child([cluster.maestro, '--kubeconfig', cluster.kubeconfig, '--context', cluster.context, '-n', self.scene.ns, 'rollback', '--service', self.service,
                                 '--yes', '--reason', WHY], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.scene.until(lambda *_: self.sent(), 'the request')
        sending.kill()
        sending.wait()


def stories(cluster, build, folder, pictures):
    tally, exporter, folder = Tally(), Exporter(), pathlib.Path(folder)
    rules, policy, windows = folder / 'rules.yaml', folder / 'shop.yaml', []
    rules.write_text('groups: []\n')
    with Prometheus(folder, f'127.0.0.1:{exporter.server.server_port}', rules) as prometheus:
        policy.write_text(POLICY.format(context=cluster.context, prometheus=prometheus.url))
        kept = pathlib.Path(cluster.home) / 'config' / 'policies'
        kept.mkdir(parents=True)
        shutil.copy(policy, kept)
        bus = desktop.Bus()

        def start(opened):
            windows.append(Window(cluster, build, folder, 'home', policy, opened, bus, 'dark' if windows else 'light'))
            return windows[-1]

        try:
            play(cluster, tally, 'clicked', Clicked(Scene(cluster, tally, 'clicked', 'checkout'), exporter, start, pictures).run)
            if windows:
                windows[-1].verified(tally)
        finally:
            for each in windows:
                each.__exit__()
        cluster.plane.go_on()
        play(cluster, tally, 'typed', Typed(Scene(cluster, tally, 'typed', 'checkout'), exporter).run)
    print(f'{tally.held} held, {len(tally.short)} short')
    return 1 if tally.short else 0


def main(where, build, pictures):
    if why := lacking() or desktop.reason_to_skip():
        return skipped(why)
    if not desktop.inside():
        os.environ['XDG_CACHE_HOME'] = str(controlplane.cache().parents[1])         # the session has a home of its own
        return desktop.enter(os.path.abspath(__file__), *sys.argv[1:])
    desktop.start_session()
    plane = controlplane.ControlPlane if where == 'real' else lambda folder: Sandbox(build / 'bin' / 'maestro-sandbox', folder, 'empty')
    return played(f'triage-{where}', plane, str(build / 'bin' / 'maestro'), where == 'real', lambda cluster, folder: stories(cluster, build, folder, pictures))


if __name__ == '__main__':
    asked = argparse.ArgumentParser()
    asked.add_argument('where', choices=['real', 'sandbox'])
    asked.add_argument('build', type=lambda p: pathlib.Path(p).resolve())
    asked.add_argument('--pictures')
    given = asked.parse_args()
    sys.exit(main(given.where, given.build, given.pictures))
