#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rollouts by people who did not write this program: every manifest of Argo Rollouts' own end-to-end tests, all at once on one real control plane.
At several moments, in motion and at rest, every controller is stopped, and `maestro get --json` must say of each Rollout what the kubectl plugin says.

    fixtures.py BUILD_DIR [PART OF A NAME...]

The manifests are read from the Go module that the controller is built from. Exit 0 all held, 1 something fell short, 77 skipped: with CI=true that is a failure too.
"""
import collections
import concurrent.futures
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import controlplane
from cluster import GROUP, Scene, Tally, played

TAGS = {'stable', 'canary', 'active', 'preview', 'ping', 'pong'}
ROUTERS = ('istio', 'apisix', 'split')
WORLD = ('rollouts-controller', 'kube-controller-manager', 'kwok')


def source():
    """The tests of the pinned controller, in the module cache of Go."""
    with tempfile.TemporaryDirectory(prefix='maestro-go-') as work:
        for file in (controlplane.HERE / 'argo').glob('go.*'):
            shutil.copy(file, work)
        try:
            return pathlib.Path(controlplane.go(work, 'list', '-m', '-f', '{{.Dir}}', 'github.com/argoproj/argo-rollouts')) / 'test/e2e'
        except (OSError, subprocess.CalledProcessError) as error:
            raise controlplane.Unavailable(f'the module of the controller cannot be read: {error}') from None


def manifests(folder):
    """{name: text} of every file, and of every text within a test, that has a Rollout; the templates it names come with it."""
    files = {str(f.relative_to(folder)): f.read_text() for f in sorted(folder.rglob('*.yaml')) if f.parent.name != 'crds'}
    templates = {n: t for n, t in files.items() if re.search(r'^kind: (Cluster)?AnalysisTemplate', t, re.M) and not re.search('^kind: Rollout', t, re.M)}
    found = {n: t for n, t in files.items() if re.search('^kind: Rollout$', t, re.M)}
    for test in sorted(folder.glob('*_test.go')):
        inline = [t for t in re.findall('`([^`]*)`', test.read_text()) if re.search('^kind: Rollout$', t, re.M)]
        found |= {f'{test.name}/{number}': text for number, text in enumerate(inline)}
    for name, text in found.items():
        needed = {t for n in re.findall(r'templateName: (\S+)', text) for t in templates.values() if re.search(rf'^  name: {re.escape(n)}$', t, re.M)}
        found[name] = '\n---\n'.join([re.sub(r'\$\$(\w+?)_?\$\$', r'\1', text), *sorted(needed)])
    return found


def placed(ns, text):
    """The same objects in a namespace of their own."""
    place = lambda one: re.sub(r'^metadata:[ ]*$', f'metadata:\n  namespace: {ns}', re.sub(r'^  namespace: .*\n', '', one, flags=re.M), count=1, flags=re.M)
    return '\n---\n'.join(place(one) for one in re.split(r'^---.*$', text, flags=re.M) if re.search('^kind:', one, re.M))


# -- what both say

def told_by_plugin(text):
    """The fields of `kubectl argo rollouts get rollout`, by their labels; revisions from the tree."""
    label = lambda name: (re.search(rf'^ *{name}: +(.*?) *$', text, re.M) or ['', None])[1]
    step = label('Step')
    listed = re.search(r'^Images: +(.*?)^Replicas:', text, re.M | re.S)
    revisions, number = {}, None
    for line in text.splitlines():
        if found := re.search(r'# revision:(\d+)', line):
            number, depth = int(found[1]), line.index('#')
        elif (found := re.search(r'⧉ (\S+) +ReplicaSet +\S+ \S+ +\S+ *(\S*)', line)) and line.index('⧉') <= depth + 4:
            revisions[found[1]] = (number, sorted(TAGS & set(found[2].split(','))) or ['old'])
    return {
        'status': label('Status').split(' ', 1)[1], 'message': label('Message'), 'strategy': label('Strategy'), 'weight': label('SetWeight') and int(label('SetWeight')),
        'step': [int(n) for n in step.split('/')] if step else None,
        'counts': [int(label(n)) for n in ('Desired', 'Updated', 'Ready', 'Available')], 'revisions': revisions,
        'images': {(i, t) for i, tags in re.findall(r'^ *(\S+)(?: \((.*)\))?$', listed[1] if listed else '', re.M) for t in (tags or 'old').split(', ')},
    }


def told_by_maestro(document, running):
    """The same of a Rollout document; `running` are the ReplicaSets with pods, which alone are named with their images by the plugin."""
    step, strategy = document['step'], {'canary': 'Canary', 'blueGreen': 'BlueGreen'}.get(document['strategy'])
    return {
        'status': document['phase'], 'message': document['message'], 'strategy': strategy, 'weight': document['weight']['wanted'] if strategy == 'Canary' else None,
        'step': [step['index'], step['count']] if step and step['index'] is not None else None,
        'counts': [document['replicas'][n] or 0 for n in ('desired', 'updated', 'ready', 'available')],
        'revisions': {r['replicaSet']: (r['number'] or 0, sorted(r['roles'])) for r in document['revisions']},
        'images': {(i, t) for r in document['revisions'] if r['replicaSet'] in running for i in r['images'] for t in r['roles']},
    }


class Fixture(Scene):
    """One Rollout of a manifest."""

    def __init__(self, cluster, tally, ns, name, origin):
        super().__init__(cluster, tally, ns, name)
        self.origin, self.seen = origin, None

    def title(self, what):
        return f'{self.origin}: {what}'

    def compare(self, when, version):
        """Nothing moves meanwhile, so there is one truth. What has not changed since the last look is not asked again."""
        if version == self.seen:
            return None
        self.seen = version
        text = self.plugin('get', 'rollout', self.name, '--no-color')
        code, document, said = self.run('get', self.name)
        if not self.want(code == 0 and document and document['kind'] == 'Rollout', f'{when}: maestro get', (code, said)):
            return None
        if not text.startswith('Name:'):   # the plugin is lost without the workload that is referred to
            self.want('not found' in text, f'{when}: the plugin speaks', text)
            return None
        theirs, mine = told_by_plugin(text), told_by_maestro(document, version[1])
        # of an image with several uses the plugin joins the tags; those of experiments are no revision's
        mine['images'] -= {(image, 'old') for image, tag in theirs['images'] if tag != 'old'}
        theirs['images'] = {(image, tag) for image, tag in theirs['images'] if tag in TAGS or tag == 'old'}
        if (mine['message'] or '').endswith('the reference workload'):      # the plugin does not look whether the controller has seen the Deployment
            theirs |= {field: mine[field] for field in ('status', 'message')}
        for field, value in theirs.items():
            self.tally.want(mine[field] == value, f'{self.title(when)}: {field}: {value!r}', mine[field])
        return theirs['status']


class World:
    """All of them, and the hands that stop the world."""

    def __init__(self, cluster, tally):
        self.cluster, self.tally, self.fixtures, self.states = cluster, tally, [], collections.Counter()

    def get(self, path):
        return self.cluster.request('GET', path)[1].get('items', [])

    def make(self, texts):
        spaces = {name: f'fixture-{number}' for number, name in enumerate(texts)}
        namespaces = '\n---\n'.join(f'apiVersion: v1\nkind: Namespace\nmetadata: {{name: {ns}}}' for ns in spaces.values())
        self.cluster.kubectl('create', '-f', '-', text=namespaces)
        objects = '\n---\n'.join(placed(spaces[name], text) for name, text in texts.items())
        self.cluster.kubectl('create', '--validate=false', '-f', '-', text=objects, check=False)      # routers without a CRD here stay away
        origins = {ns: name for name, ns in spaces.items()}
        for one in self.get(f'{GROUP}/rollouts'):
            ns, name = one['metadata']['namespace'], one['metadata']['name']
            self.fixtures.append(Fixture(self.cluster, self.tally, ns, name, origins[ns]))
        missing = set(spaces.values()) - {f.ns for f in self.fixtures}
        return sorted(origins[ns] for ns in missing)

    def signal(self, what):
        for program in WORLD:
            self.cluster.plane.processes[program].send_signal(what)

    def versions(self):
        """What can be seen of each Rollout, as versions of objects."""
        seen, running = collections.defaultdict(list), collections.defaultdict(set)
        for one in self.get(f'{GROUP}/rollouts') + self.get('/apis/apps/v1/replicasets'):
            meta = one['metadata']
            seen[meta['namespace']].append((meta['uid'], meta['resourceVersion']))
            if one.get('status', {}).get('replicas'):
                running[meta['namespace']].add(meta['name'])
        return {ns: (sorted(all_), running[ns]) for ns, all_ in seen.items()}

    def look(self, when):
        self.signal(signal.SIGSTOP)
        try:
            time.sleep(.2)                 # what they had sent arrives
            versions = self.versions()
            with concurrent.futures.ThreadPoolExecutor(4) as pool:
                found = list(pool.map(lambda f: f.compare(when, versions[f.ns]), self.fixtures))
        finally:
            self.signal(signal.SIGCONT)
        told = collections.Counter(filter(None, found))
        self.states += told
        print(f'{when}: {sum(told.values())} compared: {dict(told)}', flush=True)

    def rest(self, seconds=15):
        """Until nothing has changed for a while."""
        end, last, since = time.monotonic() + seconds, None, time.monotonic()
        while time.monotonic() < end and time.monotonic() - since < 1.5:
            time.sleep(.3)
            now = self.versions()
            if now != last:
                last, since = now, time.monotonic()

    def update(self):
        for fixture in self.fixtures:
            ref = self.cluster.request('GET', f'{GROUP}/namespaces/{fixture.ns}/rollouts/{fixture.name}')[1]['spec'].get('workloadRef')
            path = f'/apis/apps/v1/namespaces/{fixture.ns}/deployments/{ref["name"]}' if ref else f'{GROUP}/namespaces/{fixture.ns}/rollouts/{fixture.name}'
            self.cluster.request('PATCH', path, [{'op': 'replace', 'path': '/spec/template/spec/containers/0/image', 'value': 'app:next'}], 'json')

    def decide(self):
        """By turns: the gate is passed, the update is aborted, all gates are passed."""
        for number, fixture in enumerate(self.fixtures):
            status = [{'pauseConditions': None}, {'abort': True}, {'promoteFull': True}][number % 3]
            fixture.patch({'status': status}, 'merge', 'status')


def compare_store(cluster, tally, world):
    """What a watch made of all that happens is what a new list says: nothing is missed while the controllers work."""
    world.update()
    code, document, said = cluster.run('doctor', '--compare', '4s')
    found = [(i['state'], i['message']) for i in (document or {}).get('items', []) if i['check'] == 'store']
    tally.want([s for s, _ in found] == ['fine'] and code == 0, 'doctor --compare: what was watched is what is listed', (code, found, said))


def play(cluster, parts):
    tally, begun = Tally(), time.monotonic()
    folder = source()
    texts = {n: t for n, t in manifests(folder).items() if not parts or any(p in n for p in parts)}
    crds = [f'-f={folder}/crds/{name}.yaml' for name in ROUTERS]
    cluster.kubectl('create', *crds)
    cluster.kubectl('wait', '--for=condition=Established', 'crd', '--all', '--timeout=30s')
    world = World(cluster, tally)
    missing = world.make(texts)
    print(f'{len(world.fixtures)} Rollouts from {len(texts)} manifests; refused by the API server: {missing}', flush=True)
    world.look('just made')
    world.rest()
    world.update()
    world.look('just updated')
    world.rest(8)
    world.look('updated')
    world.decide()
    time.sleep(1)
    world.look('decided')
    compare_store(cluster, tally, world)
    if not parts:
        tally.want(len(world.fixtures) >= 100, 'most of the manifests made a Rollout', len(world.fixtures))
        for status in ('Healthy', 'Paused', 'Progressing', 'Degraded'):
            tally.want(world.states[status] >= 10, f'{status} was met often', world.states)
    print(f'{sum(world.states.values())} comparisons in {time.monotonic() - begun:.0f} s; {tally.held} held, {len(tally.short)} short')
    return 1 if tally.short else 0


def main(argv):
    build, *parts = argv
    return played('fixtures', controlplane.ControlPlane, str(pathlib.Path(build) / 'bin/maestro'), True, lambda cluster, _: play(cluster, parts))


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
