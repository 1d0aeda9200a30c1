#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rollback desk with the real Helm and real Deployments: every way once, whatever happens in between.

    helmstory.py BUILD_DIR [STORY...]

Exit 0 all held, 1 something fell short, 77 skipped: with CI=true that is a failure too.
"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

import controlplane
from cluster import Scene, Short, Tally, play, played, skipped

CHART = {'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\nappVersion: v0\n',
         'values.yaml': 'image: {repository: app, tag: v0}\n',
         'templates/web.yaml': '''apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: app, image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"}]}
'''}
POLICY = '''apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {{name: helm, version: 1}}
environments: [{{name: test, connection: admin}}, {{name: others, connection: captain}}]
services:
  - {{name: web, workload: {{kind: Deployment, namespace: {ns}, name: web}}, helm: {{release: web, namespace: {ns}}}}}
rollback:
  order: {{test: [image, B-helm]}}
  providers:
    - {{name: B-helm, type: tool, needs: cluster-admin, argv: [helm, rollback, web, "{{{{revision}}}}", -n, {ns}, --cleanup-on-fail]}}
    - {{name: image, type: tool, argv: [helm, upgrade, web, {chart}, --namespace, {ns}, --reuse-values, --set, "image.tag={{{{good_tag}}}}"]}}
    - {{name: undo, type: deployment-undo}}
'''
SLOW = '#!/bin/sh\necho started >> "{mark}"\nsleep {seconds}\nexec "{helm}" "$@"\n'


class Release(Scene):
    """One namespace with one release that was installed and upgraded twice."""

    def set_up(self, folder, helm):
        self.folder, self.helm_program = pathlib.Path(folder) / self.ns, str(helm)
        for file, text in CHART.items():
            (self.folder / 'chart' / file).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / 'chart' / file).write_text(text, encoding='utf-8')
        (self.folder / 'policy.yaml').write_text(POLICY.format(ns=self.ns, chart=self.folder / 'chart'), encoding='utf-8')
        self.helm('install', 'web', str(self.folder / 'chart'), '--set', 'image.tag=v1')
        for tag in ('v2', 'v3'):
            time.sleep(1.1)                                 # a revision's age has whole seconds
            self.helm('upgrade', 'web', str(self.folder / 'chart'), '--set', f'image.tag={tag}')
        self.ready('v3')

    def helm(self, *args):
        env = os.environ | {'KUBECONFIG': self.cluster.kubeconfig, 'HOME': str(self.folder)}
        done = subprocess.run([self.helm_program, '-n', self.ns, *args], env=env, capture_output=True, text=True, timeout=120)
        if done.returncode:
            raise Short(f'helm {" ".join(args)}: {done.stderr}')
        return done.stdout

    def history(self):
        return [(r['revision'], r['status'], r['description']) for r in json.loads(self.helm('history', 'web', '-o', 'json'))]

    def image(self):
        return self.cluster.kubectl('-n', self.ns, 'get', 'deployment', 'web', '-o', 'jsonpath={.spec.template.spec.containers[0].image}')

    def ready(self, tag):
        self.cluster.kubectl('-n', self.ns, 'rollout', 'status', 'deployment/web', '--timeout=60s')
        self.same(self.image(), f'app:{tag}', 'the Deployment runs')

    def command(self, *args, path=None, context='admin', home=None):
        env = {k: v for k, v in os.environ.items() if not k.startswith('MAESTRO_') and k not in ('KUBECONFIG', 'ROLLBACK_REASON', 'EVIDENCE_DIR')}
        env |= {'MAESTRO_HOME': home or self.cluster.home, 'HOME': str(self.folder), 'PATH': f'{path}:/usr/bin:/bin' if path else '/usr/bin:/bin'}
        return [self.cluster.maestro, '--kubeconfig', self.cluster.kubeconfig, '--context', context, '-n', self.ns, '--policy', str(self.folder / 'policy.yaml'), '--json', *args], env

    def maestro(self, *args, **more):
        command, env = self.command(*args, **more)
        done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=180)
        return done.returncode, json.loads(done.stdout or 'null'), done.stderr[-600:]

    def back(self, via, *more):
        return ['rollback', '--service', 'web', '--via', via, '--yes', '--reason', 'v3 answers slowly since the deploy', '--observe-timeout', '60s', *more]

    def wrapper(self, seconds):
        folder = self.folder / 'slow'
        folder.mkdir(exist_ok=True)
        (folder / 'helm').write_text(SLOW.format(mark=self.folder / 'mark', seconds=seconds, helm=self.helm_program), encoding='utf-8')
        (folder / 'helm').chmod(0o700)
        return folder

    def starts(self):
        mark = self.folder / 'mark'
        return len(mark.read_text().splitlines()) if mark.exists() else 0

    @property
    def bin(self):
        return str(pathlib.Path(self.helm_program).parent)


def offered(scene):
    """What each way says before anything is done."""
    code, document, said = scene.maestro('options', '--service', 'web', path=scene.bin)
    scene.same(code, 0, f'options {said}')
    ways = {o['provider']: o for o in document['options']}
    scene.same(list(ways), ['image', 'B-helm', 'undo'], 'the order of the policy')
    scene.same([o['usable'] for o in ways.values()], [True] * 3, f'all are usable: {[o["reason"] for o in ways.values()]}')
    scene.same(ways['B-helm']['target'], '2', 'Helm goes back to the revision deployed before')
    scene.same(ways['image']['target'], 'v2', 'the image that ran before')
    scene.same({g['source']: g['ref'] for g in document['lastKnownGood']}, {'replicaSets': '2', 'helm': '2'}, 'last known good, and who says so')
    ways = {o['provider']: o for o in scene.maestro('options', '--service', 'web')[1]['options']}
    scene.want(not ways['B-helm']['usable'] and 'helm is not installed' in ways['B-helm']['reason'], 'without helm it says so', ways['B-helm']['reason'])
    scene.want(ways['undo']['usable'], 'and the others stay usable')
    ways = {o['provider']: o for o in scene.maestro('options', '--service', 'web', path=scene.bin, context='captain')[1]['options']}
    scene.same([o['usable'] for o in ways.values() if o['provider'] != 'undo'], [False, False], 'who may not write secrets cannot use Helm')
    scene.same(scene.maestro(*scene.back('helm'), path=scene.bin, context='captain')[0], 4, 'not permitted')
    scene.same(len(scene.history()), 3, 'nothing was changed')


def back(scene):
    """helm rollback: a new revision, found in the release's own records."""
    code, outcome, said = scene.maestro(*scene.back('B-helm', '--evidence-dir', str(scene.folder / 'evidence')), path=scene.bin)
    scene.same((code, (outcome or {}).get('state')), (0, 'applied'), f'rollback by Helm: {said}')
    scene.same(scene.history()[-1], (4, 'deployed', 'Rollback to 2'), 'the history of Helm')
    scene.ready('v2')
    kept = json.loads(pathlib.Path(outcome['evidence']).read_text())
    scene.same((kept['run']['exitCode'], kept['to']['ref']), (0, '2'), 'evidence')
    scene.same(scene.maestro(*scene.back('B-helm', '--to', '4'), path=scene.bin)[0], 3, 'the newest revision is no way back')
    scene.same(scene.maestro(*scene.back('B-helm', '--to', '40'), path=scene.bin)[0], 3, 'a revision that is not there')
    code, outcome, said = scene.maestro(*scene.back('B-helm', '--to', '1'), path=scene.bin)
    scene.same((code, scene.history()[-1][2]), (0, 'Rollback to 1'), f'a named revision: {said}')


def image(scene):
    """helm upgrade of the image alone; then the Deployment's own undo."""
    code, outcome, said = scene.maestro(*scene.back('image', '--to', 'v1'), path=scene.bin)
    scene.same((code, (outcome or {}).get('state')), (0, 'applied'), f'image by Helm: {said} {outcome}')
    scene.same(scene.history()[-1][:2], (4, 'deployed'), 'the history of Helm')
    scene.ready('v1')
    code, outcome, said = scene.maestro(*scene.back('undo', '--to', '2'))
    scene.same((code, (outcome or {}).get('state')), (0, 'applied'), f'undo: {said}')
    scene.ready('v2')
    scene.same(len(scene.history()), 4, 'Helm does not know of the undo')


def two(scene):
    """Two operators with homes of their own, at the same time: one new revision."""
    slow = scene.wrapper(2)
    running = []
    for n in (1, 2):
        command, env = scene.command(*scene.back('B-helm'), path=slow, home=tempfile.mkdtemp(prefix='maestro-home-'))
        running.append(subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
    said = [p.communicate(timeout=180) for p in running]
    codes = sorted(p.returncode for p in running)
    made = [r for r in scene.history() if r[2] == 'Rollback to 2']
    scene.want(made and made[0][0] == 4, 'the rollback was made', scene.history())
    scene.want(codes[0] == 0, f'somebody is told that it is applied: {codes} {said}')
    first = json.loads(said[0][0] or 'null'), json.loads(said[1][0] or 'null')
    scene.want(len(made) == sum(o['state'] == 'applied' for o in first if o) or len(made) == 1, 'as many revisions as were told', (scene.history(), first))


def twice(scene):
    """A double click: the second call of the same person is refused while the first runs."""
    slow = scene.wrapper(3)
    command, env = scene.command(*scene.back('B-helm'), path=slow)
    first = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait(lambda: scene.starts() == 1, 'helm was started')
    code, outcome, _ = scene.maestro(*scene.back('B-helm'), path=slow)
    scene.same((code, (outcome or {}).get('state')), (3, 'refused'), 'the second one')
    first.communicate(timeout=180)
    scene.same((first.returncode, scene.starts(), len(scene.history())), (0, 1, 4), 'the first one')


def killed(scene):
    """kill -9 while helm works: it ends by itself, is found in the release's records, and never started again."""
    slow = scene.wrapper(3)
    home = tempfile.mkdtemp(prefix='maestro-home-')
    command, env = scene.command(*scene.back('B-helm'), path=slow, home=home)
    first = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait(lambda: scene.starts() == 1, 'helm was started')
    first.send_signal(signal.SIGKILL)
    first.wait()
    code, found, said = scene.maestro('journal', 'reconcile', home=home)
    scene.same((code, [i['state'] for i in found['items']]), (0, ['unknown']), f'while it runs nothing is decided: {said}')
    wait(lambda: scene.history()[-1][:2] == (4, 'deployed'), 'helm goes on by itself')
    settled = []
    wait(lambda: settled or settled.extend(i['state'] for i in scene.maestro('journal', 'reconcile', home=home)[1]['items'] if i['state'] != 'unknown'), 'the action is settled')
    scene.same(settled, ['applied'], 'settled by reading')
    scene.same((scene.starts(), len(scene.history())), (1, 4), 'never again')
    verified = scene.maestro('journal', 'verify', home=home)[1]
    scene.same((verified['state'], verified['openIntents']), ('valid', []), 'journal')


ROLLOUT = '''apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: web, labels: {app: web}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  strategy: {canary: {steps: [{setWeight: 50}, {pause: {}}]}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: app, image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"}]}
'''
MASS = '''apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {{name: helm, version: 1}}
environments: [{{name: test, connection: admin}}]
services:
  - {{name: web, workload: {{kind: Rollout, namespace: {ns}, name: web}}, helm: {{release: web, namespace: {ns}}}}}
rollback:
  order: {{test: [gone, B-helm, self]}}
  providers:
    - {{name: gone, type: tool, argv: [./not-there.sh]}}
    - {{name: B-helm, type: tool, argv: [helm, rollback, web, "{{{{revision}}}}", -n, {ns}, --cleanup-on-fail]}}
    - {{name: self, type: argo}}
'''


class RolloutRelease(Release):
    """The same release, of a Rollout; its newest version waits at a pause."""

    def set_up(self, folder, helm):
        self.folder, self.helm_program = pathlib.Path(folder) / self.ns, str(helm)
        for file, text in (CHART | {'templates/web.yaml': ROLLOUT}).items():
            (self.folder / 'chart' / file).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / 'chart' / file).write_text(text, encoding='utf-8')
        (self.folder / 'policy.yaml').write_text(MASS.format(ns=self.ns), encoding='utf-8')
        self.helm('install', 'web', str(self.folder / 'chart'), '--set', 'image.tag=v1')
        self.healthy()
        time.sleep(1.1)
        self.helm('upgrade', 'web', str(self.folder / 'chart'), '--set', 'image.tag=v2')
        self.gate()

    def mass(self, path):
        code, report, said = self.maestro('mass-rollback', '--yes', '--reason', 'v2 answers slowly since the deploy', '--observe-timeout', '60s', path=path)
        row = (report or {'items': [{}]})['items'][0]
        return code, row.get('outcome') or {}, said


def mass(scene):
    """A row of a mass rollback goes by the first way that can be used: Helm; without the program by the Rollout itself, and it says what it passed over."""
    code, plan, said = scene.maestro('mass-rollback', '--plan', path=scene.bin)
    scene.same([(r['via'], r['then']) for r in plan['items']], [('gone', ['B-helm', 'abort'])], f'the preview says the order: {said}')
    code, outcome, said = scene.mass(scene.bin)
    scene.same((code, outcome.get('state'), outcome.get('via')), (0, 'applied', 'B-helm'), f'by Helm: {said} {outcome}')
    scene.want([p.split(':')[0] for p in outcome['passedOver']] == ['gone'], 'what was passed over', outcome['passedOver'])
    scene.same(scene.history()[-1], (3, 'deployed', 'Rollback to 1'), 'the history of Helm')
    scene.healthy()
    time.sleep(1.1)
    scene.helm('upgrade', 'web', str(scene.folder / 'chart'), '--set', 'image.tag=v2')
    scene.gate()
    code, outcome, said = scene.mass(None)
    scene.same((code, outcome.get('state'), outcome.get('via')), (0, 'applied', None), f'without helm the Rollout itself: {said} {outcome}')
    scene.want([p.split(':')[0] for p in outcome['passedOver']] == ['gone', 'B-helm'], 'both were passed over', outcome['passedOver'])
    scene.want(scene.status().get('abort'), 'it is aborted')
    scene.same(len(scene.history()), 4, 'Helm was not called')


def wait(holds, what, seconds=60):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise Short(f'{what}: not within {seconds} s')
        time.sleep(.1)


STORIES = {f.__name__: f for f in (offered, back, image, two, twice, killed, mass)}


def main(argv):
    build, *names = argv
    try:
        if controlplane.missing():
            raise controlplane.Unavailable('the control plane is not built: tests/controlplane/controlplane.py build')
        helm = controlplane.helm()
    except controlplane.Unavailable as why:
        return skipped(why)
    return played('helm', controlplane.ControlPlane, str(pathlib.Path(build) / 'bin' / 'maestro'), True, lambda cluster, folder: releases(cluster, folder, helm, names or STORIES))


def releases(cluster, folder, helm, names):
    tally = Tally()
    for name in names:
        scene = (RolloutRelease if name == 'mass' else Release)(cluster, tally, f'helm-{name}', 'web')

        def tell(scene=scene, name=name):
            scene.set_up(folder, helm)
            STORIES[name](scene)
        play(cluster, tally, f'helm-{name}', tell)
    print(f'{tally.held} held, {len(tally.short)} short')
    return 1 if tally.short else 0


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
