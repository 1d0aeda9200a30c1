# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A cluster under test, real or simulated, seen three ways: kubectl, raw requests, and the product's command line."""
import base64
import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import ssl
import subprocess
import tempfile
import threading
import time
import traceback
import urllib.parse
import urllib.request

import controlplane

GROUP = '/apis/argoproj.io/v1alpha1'
TYPES = {'json': 'application/json-patch+json', 'merge': 'application/merge-patch+json'}
OURS = 'suite'
REASON = 'checking that the verbs do what they say'


class Short(Exception):
    """A story cannot go on."""


class Tally:
    """Counts expectations; every one that did not hold is printed where it happened."""

    def __init__(self):
        self.held, self.short, self._lock = 0, [], threading.Lock()

    def want(self, holds, what, found=None):
        with self._lock:
            if holds:
                self.held += 1
            else:
                self.short.append(what)
                print(f'  SHORT  {what}' + ('' if found is None else f'\n         found {found!r}'[:900]), flush=True)
        return bool(holds)

    def same(self, found, wanted, what):
        return self.want(found == wanted, f'{what}: {wanted!r}', found)


class Cluster:
    def __init__(self, kubeconfig, kubectl, maestro, real):
        self.kubeconfig, self.kubectl_program, self.maestro, self.real = kubeconfig, str(kubectl), maestro, real
        self.home = tempfile.mkdtemp(prefix='maestro-home-')
        self.plane, self.one_at_a_time = None, threading.Lock()
        view = json.loads(self.kubectl('config', 'view', '--raw', '-o', 'json'))
        named = lambda kind, name: next(x[kind[:-1]] for x in view[kind] if x['name'] == name)
        self.contexts = [c['name'] for c in view['contexts']]
        self.context = view['current-context']
        server = named('clusters', named('contexts', self.context)['cluster'])
        self.server = urllib.parse.urlsplit(server['server'])
        ca = server.get('certificate-authority-data')
        self.trust = ssl.create_default_context(cadata=base64.b64decode(ca).decode()) if ca else None
        self.token = named('users', named('contexts', self.context)['user']).get('token', '')

    # -- kubectl and raw requests

    def kubectl(self, *args, text=None, check=True):
        env = {k: v for k, v in os.environ.items() if k != 'KUBECONFIG'}
        done = subprocess.run([self.kubectl_program, '--kubeconfig', self.kubeconfig, *args], input=text, text=True, capture_output=True, timeout=60, env=env)
        if check and done.returncode:
            raise Short(f'kubectl {" ".join(args)}: {done.stderr.strip()}')
        return done.stdout

    def request(self, method, path, body=None, kind=None, headers=None):
        """(status, document, headers) of one request, sent once."""
        secure = self.server.scheme == 'https'
        connection = (http.client.HTTPSConnection(self.server.netloc, context=self.trust, timeout=30) if secure
                      else http.client.HTTPConnection(self.server.netloc, timeout=30))
        try:
            told = {'Authorization': f'Bearer {self.token}', 'User-Agent': OURS, 'Accept': 'application/json', **(headers or {})}
            if body is not None:
                told['Content-Type'] = TYPES.get(kind, 'application/json')
            connection.request(method, path, None if body is None else json.dumps(body), told)
            reply = connection.getresponse()
            return reply.status, json.loads(reply.read() or b'{}'), dict(reply.getheaders())
        finally:
            connection.close()

    # -- the product

    def run(self, *args, context=None, ns='default', timeout=120, home=None, kubeconfig=None):
        """(exit code, document or None, what was said) of one call of `maestro --json`."""
        env = {k: v for k, v in os.environ.items() if not k.startswith('MAESTRO_') and k not in ('KUBECONFIG', 'ROLLBACK_REASON', 'DISPLAY')}
        command = [self.maestro, '--kubeconfig', kubeconfig or self.kubeconfig, '--context', context or self.context, '-n', ns, '--json', *args]
        done = subprocess.run(command, env=env | {'MAESTRO_HOME': home or self.home}, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout)
        try:
            document = json.loads(done.stdout)
        except ValueError:
            document = None
        return done.returncode, document, (done.stdout[-400:] if document is None else '') + done.stderr[-400:]

    def writes(self, ns, name):
        """Requests of the product that changed a rollout or its Deployment: from the audit log of a real server, from what the sandbox says arrived."""
        if not self.real:
            return [{'auditID': a['auditId'], 'requestURI': f'{a["path"]}?{a["query"]}', 'requestObject': json.loads(a['body'])} for a in self.plane.arrivals()
                    if a['method'] == 'PATCH' and a['committed'] and a['userAgent'].startswith('maestro') and 'dryRun' not in a['query']
                    and re.search(f'/namespaces/{ns}/(rollouts|deployments)/{name}(/|$)', a['path'])]
        found = []
        with open(self.plane.dir / 'audit.log', encoding='utf-8') as log:
            for line in log:
                if '"maestro' not in line or not line.endswith('\n'):
                    continue
                event = json.loads(line)
                ref = event.get('objectRef', {})
                if (event['userAgent'].startswith('maestro') and ref.get('resource') in ('rollouts', 'deployments') and (ref.get('namespace'), ref.get('name')) == (ns, name)
                        and 'dryRun' not in event['requestURI'] and event['responseStatus']['code'] < 300):
                    found.append(event)
        return found


class Scene:
    """One rollout in one namespace, and what can be asked about it."""

    def __init__(self, cluster, tally, ns, name):
        self.cluster, self.tally, self.ns, self.name, self.done = cluster, tally, ns, name, []

    def title(self, what):
        return f'{self.ns}/{self.name}: {what}'

    def want(self, holds, what, found=None):
        return self.tally.want(holds, self.title(what), found)

    def same(self, found, wanted, what):
        return self.tally.same(found, wanted, self.title(what))

    # -- objects

    def create(self, *objects):
        self.cluster.kubectl('-n', self.ns, 'create', '-f', '-', text=json.dumps({'apiVersion': 'v1', 'kind': 'List', 'items': list(objects)}))

    def make(self, strategy, image='app:v1', replicas=4, **spec):
        labels = {'app': self.name}
        self.create({'apiVersion': 'argoproj.io/v1alpha1', 'kind': 'Rollout', 'metadata': {'name': self.name}, 'spec': {
            'replicas': replicas, 'selector': {'matchLabels': labels}, 'strategy': strategy,
            'template': {'metadata': {'labels': labels}, 'spec': {'containers': [{'name': 'app', 'image': image}]}}, **spec}})
        self.healthy()
        time.sleep(1.6)        # creation times have whole seconds; a rollback needs to know which revision is older

    def service(self, name):
        self.create({'apiVersion': 'v1', 'kind': 'Service', 'metadata': {'name': name},
                     'spec': {'selector': {'app': self.name}, 'ports': [{'port': 80, 'targetPort': 8080}]}})

    def objects(self, kind, *more):
        return json.loads(self.cluster.kubectl('-n', self.ns, 'get', kind, '-o', 'json', *more))['items']

    def object(self, kind='rollouts.argoproj.io', name=None):
        return json.loads(self.cluster.kubectl('-n', self.ns, 'get', kind, name or self.name, '-o', 'json'))

    def status(self):
        return self.object().get('status', {})

    def pods(self, hash_):
        return [p for p in self.objects('pods', '-l', f'rollouts-pod-template-hash={hash_}') if not p['metadata'].get('deletionTimestamp')]

    def patch(self, body, kind='json', sub='', query='', headers=None):
        path = f'{GROUP}/namespaces/{self.ns}/rollouts/{self.name}{"/" + sub if sub else ""}{query}'
        return self.cluster.request('PATCH', path, body, kind, headers)

    def set_image(self, image, **template):
        changes = [('containers/0/image', image), *template.items()]
        status, document, _ = self.patch([{'op': 'add', 'path': f'/spec/template/spec/{k}', 'value': v} for k, v in changes])
        if status != 200:
            raise Short(self.title(f'new image: {status} {document.get("message")}'))

    def until(self, look, what, seconds=40):
        """The first true answer of look(rollout, status)."""
        end = time.monotonic() + seconds
        while True:
            rollout = self.object()
            answer = look(rollout, rollout.get('status', {}))
            if answer:
                return answer
            if time.monotonic() > end:
                status = {k: rollout.get('status', {}).get(k) for k in ('phase', 'message', 'currentStepIndex', 'abort', 'updatedReplicas', 'promoteFull')}
                raise Short(self.title(f'never came: {what}; last seen {status}'))
            time.sleep(.15)

    @staticmethod
    def looked(rollout, status):
        return str(rollout['metadata']['generation']) == status.get('observedGeneration')

    def healthy(self, seconds=60):
        return self.until(lambda r, s: self.looked(r, s) and s.get('phase') == 'Healthy' and r, 'Healthy', seconds)

    def gate(self, index=None, seconds=40):
        return self.until(lambda r, s: self.looked(r, s) and s.get('phase') == 'Paused' and s.get('pauseConditions') and s.get('controllerPause')
                          and (index is None or s.get('currentStepIndex') == index) and r, f'gate {index}', seconds)

    # -- the product

    def run(self, *args, **more):
        return self.cluster.run(*args, ns=self.ns, **more)

    def order(self, verb, *options, reason=REASON, observe='30s'):
        return [verb, self.name, '--yes', '--reason', reason, '--observe-timeout', observe, *options]

    def act(self, verb, *options, exit_code=0, observe='30s', **more):
        """One verb through the command line; what an applied one must have said and done once."""
        reason = f'{verb} in the story of {self.name}'
        before = len(self.cluster.writes(self.ns, self.name)) if self.cluster.real else 0
        code, outcome, said = self.run(*self.order(verb, *options, reason=reason, observe=observe), **more)
        outcome = outcome or {}
        if not self.same(code, exit_code, f'{verb}: exit'):
            print(f'         said {outcome.get("message")!r} {said}', flush=True)
        if exit_code == 0:
            http_, place = outcome.get('http') or {}, outcome.get('journal') or {}
            self.same((outcome.get('kind'), outcome.get('state'), outcome.get('verb'), http_.get('status')), ('Outcome', 'applied', verb, 200), f'{verb}: Outcome')
            self.want(http_.get('auditId') and isinstance(place.get('seq'), int), f'{verb}: audit id and place in the journal', outcome)
            self.done.append((verb, reason, outcome.get('id')))
        if self.cluster.real:
            sent = self.cluster.writes(self.ns, self.name)[before:]
            self.same(len(sent), 1 if exit_code == 0 else 0, f'{verb}: requests that changed the rollout')
            if exit_code == 0 and sent:
                self.same(sent[0]['auditID'], (outcome.get('http') or {}).get('auditId'), f'{verb}: audit id in the audit log of the server')
        return outcome

    @contextlib.contextmanager
    def slow_controller(self):
        """The controller looks at nothing meanwhile; the API server answers as ever."""
        with self.cluster.one_at_a_time:
            self.cluster.plane.stall()
            try:
                yield
            finally:
                self.cluster.plane.go_on()

    def plugin(self, *args):
        """What the real kubectl plugin says of one call, whatever it comes to."""
        command = [str(pathlib.Path(self.cluster.kubectl_program).with_name('kubectl-argo-rollouts')), '--kubeconfig', self.cluster.kubeconfig, '-n', self.ns, *args]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
                              env=os.environ | {'GOMAXPROCS': '1', 'GOGC': 'off'})
        return (done.stdout + done.stderr).strip()


@contextlib.contextmanager
def under_test(plane, maestro, real):
    """A cluster for as long as its control plane runs."""
    with plane as running:
        cluster = Cluster(running.kubeconfig, controlplane.cache() / 'kubectl', maestro, real)
        cluster.plane = running
        try:
            yield cluster
        finally:
            shutil.rmtree(cluster.home, ignore_errors=True)


def skipped(why):
    """The exit code of a test that cannot be played here; on CI that is a failure."""
    print(f'SKIP: {why}')
    return 1 if os.environ.get('CI') == 'true' else 77


def played(kind, plane, maestro, real, tell):
    """The exit code of `tell(cluster, folder)`, on the plane that `plane(folder)` makes; the folder goes with it."""
    folder = tempfile.mkdtemp(prefix=f'maestro-{kind}-')
    try:
        with under_test(plane(folder), maestro, real) as cluster:
            return tell(cluster, folder)
    except controlplane.Unavailable as why:
        return skipped(why)
    except Short as why:
        print(why)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def play(cluster, tally, name, story):
    """One story in a namespace of its own."""
    begun, before = time.monotonic(), len(tally.short)
    try:
        cluster.kubectl('create', 'namespace', name)
        story()
    except Short as why:
        tally.want(False, str(why))
    except Exception:
        tally.want(False, f'{name}: the story itself broke: {traceback.format_exc()}')
    print(f'{name}: {time.monotonic() - begun:.0f} s, {len(tally.short) - before} short so far', flush=True)


class Sandbox:
    """maestro-sandbox on a free port, for as long as the context lasts."""

    def __init__(self, program, folder, scenario):
        self.program, self.dir, self.scenario = program, pathlib.Path(folder), scenario
        self.kubeconfig = str(self.dir / 'kubeconfig')

    def __enter__(self):
        log = self.dir / 'sandbox.log'
        with open(log, 'wb') as out:
            self.process = subprocess.Popen([self.program, '--scenario', self.scenario, '--port', '0', '--seed', '1', '--admin', '--kubeconfig-out', self.kubeconfig],
                                            stdin=subprocess.DEVNULL, stdout=out, stderr=out, preexec_fn=controlplane.die_with_parent)
        end = time.monotonic() + 20
        while not os.path.exists(self.kubeconfig):
            if self.process.poll() is not None or time.monotonic() > end:
                self.process.kill()
                raise Short(f'the sandbox did not start: {log.read_text(errors="replace")[-400:]}')
            time.sleep(.05)
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def stall(self):
        self.delay(6_000)

    def go_on(self):
        self.delay(0)

    def delay(self, ms):
        """What is noticed from now on is worked on after so long."""
        urllib.request.urlopen(urllib.request.Request(f'{self.served()}/admin/delay-controller?ms={ms}', method='POST'), timeout=10).close()

    def arrivals(self):
        with urllib.request.urlopen(f'{self.served()}/admin/arrivals', timeout=10) as reply:
            return json.load(reply)['arrivals']

    def served(self):
        return re.search(r'metrics (\S+)', (self.dir / 'sandbox.log').read_text())[1]
