#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command in a world that is after the operator's secrets, or writes to the operator's terminal.    hostileworld.py BUILD_DIR [canaries|escapes] | serve FOLDER

canaries   a secret of its own in every input that takes one; servers that hand back what they were sent: none of them is in any output or file
escapes    every text of a cluster and of the servers beside it steers terminals, turns directions, carries markup and breaks lines: none of it arrives
serve      such a world for another program, until the input ends: a line of JSON says where it is and what must not be told"""
import base64
import collections
import concurrent.futures
import contextlib
import http.server
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import unicodedata
import urllib.parse

from faultproxy import Certificates, FaultProxy, Rule
from reads import stanzas
from world import REASON, TOKEN, Box, Place, Tally, dies_with_us, measured

HOSTILE = 'EVIL\x1b[31mRED\x1b]0;title\x07\u202eRTL\u2066\u200b\x9b1m\r\nINJECTED \tline\u2028<b>bold</b><img src=file:///etc/passwd>\0end'
KEPT = ('kind', 'apiVersion', 'name', 'namespace', 'uid', 'resourceVersion', 'generateName', 'verb', 'group', 'resource')   # what an answer is known by
POLICY = '''apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {{name: shop, version: 1}}
calendar: {{timezone: UTC}}
environments: [{{name: prod, connection: box, drill: true}}]
services: [{{name: web, workload: {{kind: Rollout, namespace: {ns}, name: web}}, strategy: canary}}]
drills: [{{name: rehearsal, every: 1mo, steps: [{{tool: [/bin/true]}}]}}]
metrics:
  - {{name: errors, unit: ratio, better: lower, query: 'errors{{service="{{{{service}}}}"}}'}}
gates: [{{name: errors, metric: errors, pass: "<= 1%", fail: "> 5%", on_fail: rollback}}]
strategies: [{{name: canary, kind: canary, gates: [errors], phases: [{{name: small, weight: "10%"}}]}}]
alerts: {{families: [{{name: errors, severity: P1, match: [HighErrorRate], playbook: ten-minute}}]}}
channels: [{{name: incident, webhook: "env:CANARY_HOOK"}}]
decisions:
  change_window: 30m
  rollback_any: [{{id: errors, when: {{gate: errors}}}}, {{id: pods-bad, when: {{any: [{{builtin: crash-loop}}]}}}}]
  conflict: ask
variables: {{SUITE_TOKEN: {{from: "env:API_TOKEN", secret: true}}}}
suites: [{{name: smoke, run: [[/bin/echo, "{{{{service}}}}"]], http: [{{method: POST, url: "{beside}/validate", auth: SUITE_TOKEN}}]}}]
validation: [{{name: ready, type: pods}}, {{name: tell, type: message, channel: incident}}]
escalation: [{{id: at-once, title: not restored, steps: [{{after: 0m, to: [incident]}}], from: rollback}}]
triage:
  - name: ten-minute
    title: Ten-minute triage
    budget: 10m
    steps: [{{do: change-history, sources: [rollout], last: 5}}, {{do: workload-health, log_tail: 20, describe_tail: 20}}, {{do: decide}}]
'''
# What `serve` has besides: so that the window has something to show on every part of its pages.
SHOWN = {
    'phases:': 'automation: {{owner: console, promote: confirm, abort: recommend}}, run_sheet: [{{at: T+30m, title: decision, needs: [grafana-snapshot, webhook-log]}}], phases:',
    'weight: "10%"': 'weight: "10%", checkpoints: [{{at: phase+0m, title: "first <b>look</b>", items: ["errors <i>read</i>"]}}]',
    'strategy: canary}}]': '''strategy: canary, dashboards: [{{title: "Service <b>SLO</b>", url: "https://grafana.example/d/slo"}}],
     health: [{{name: public, url: "{beside}/health", every: 2s, timeout: 2s, expect: {{status: 200, json: {{status: up}}}}}}]}},
    {{name: green, workload: {{kind: Rollout, namespace: {ns}, name: green}}, strategy: swap}}]''',
    'gates: [{{name: errors': '''  - {{name: latency, title: "slow <b>answers</b>", unit: ms, better: lower, query: 'latency{{service="{{{{service}}}}"}}'}}
gates: [{{name: errors''',
    'strategies: [': 'strategies: [{{name: swap, kind: bluegreen, gates: [errors], stages: [{{name: preview, validate: 5m}}, {{name: switch}}, {{name: after, validate: 10m}}]}}, ',
    '{{id: pods-bad': '{{id: unwell, when: {{health: public, failing_for: ">10m"}}}}, {{id: pods-bad',
    'type: message, channel: incident}}': 'type: message, channel: incident}}, {{name: smoke, type: tool, argv: [{script}]}}',
    'from: rollback}}]': 'from: rollback}}, {{id: often, title: "analysis <b>fails</b>", when: {{analysis_failures: ">= 1"}}, to: [incident]}}]'}
SHOWN_TOO = '''
signals: [{{name: complaints, kind: counter}}]
links: [{{name: "handbook <b>bold</b>", url: "https://docs.example.org/slo"}}]
'''
LIVED = ('signal set mitigation_in_progress --service web --reason {reason}', 'triage start ten-minute --service web', 'pause web {said}', 'resume web {said}', 'abort web {said}', 'retry web {said}', 'validate --service web', 'suite run smoke --service web --yes', 'escalation send {escalation}',
         'duty open {reason} --action {id} --within 1h', 'lesson add {id} {reason}', 'drill run rehearsal --service web --yes --reason {reason}', 'triage decide {run} hold --reason {reason}', 'signal clear mitigation_in_progress --service web',
         'disable-analysis web {said}', 'triage start ten-minute --service web')
READING = (
    'clusters', 'list', 'list -A', 'analysisruns -A', 'get web', 'timeline web', 'slo web', 'bake web', 'options web', 'plan promote web', 'plan rollback web', 'alerts', 'alerts --routes', 'decisions --service web',
    'doctor', 'journal list', 'journal verify', 'trust list', 'silence list', 'signal list --service web', 'escalation list', 'escalation contacts', 'escalation sent', 'policy check --live {policy}', 'policy show {policy}',
    'policy analysis-template {policy}', 'budget show web', 'checkpoint list --service web', 'checkpoint list', 'suite list --service web', 'triage playbooks', 'triage list', 'mass-rollback --plan', 'completion bash',
    'reference --service web', 'drill list', 'drill show rehearsal --service web', 'duty list --all', 'lesson list', 'manifests {out}', 'links', 'paths --checkout {out}', 'grafana boards', 'grafana annotations')
WRITING = (
    'signal set mitigation_in_progress --service web --reason {reason}', 'silence create alertname=HighErrorRate --yes --reason {reason} --observe-timeout 1s', 'silence expire 0 --yes --reason {reason} --observe-timeout 1s', 'triage start ten-minute --service web', 'triage start traffic-split --service web', 'triage start stuck --service web', 'pause web {said}', 'resume web {said}',
    'restart web {said}', 'scale web --replicas 3 {said}', 'disable-analysis web {said}', 'restore-analysis web {said}', 'set-weight-100 web {said}', 'restore-steps web {said}', 'promote web {said}', 'abort web {said}', 'retry web {said}', 'rollback web --to-revision 1 {said}', 'validate --service web', 'suite run smoke --service web --yes', 'suite retry {suite} 2 --yes', 'suite show {suite}', 'journal show {id}', 'journal reconcile',
    'journal deliver', 'evidence export {id} {out}', 'evidence backup {id}', 'evidence verify {out}', 'journal export {out}/journal.jsonl', 'escalation send {escalation}', 'escalation ack {escalation}', 'triage show {run}', 'triage decide {run} hold --reason {reason}',
    'triage export {run} {out}/triage', 'triage hand-off {run} --to incident --note {reason}', 'drill run rehearsal --service web --yes --reason {reason}', 'duty open {reason} --action {id} --within 1h', 'duty close {id} --reason {reason}', 'lesson add {id} {reason}', 'budget acknowledge web --yes --reason {reason}', 'checkpoint go T --service web --tick {reason} --reason {reason}', 'checkpoint no-go T --service web --reason {reason}', 'checkpoint defer T --service web --until 1h --reason {reason}', 'signal clear mitigation_in_progress --service web', 'mass-rollback --yes --reason {reason} --observe-timeout 1s', 'get nothing-of-this-name', 'promote-full web {said}', 'skip-step web {said}')
NOT_HERE = {'receive', 'secret', 'policy diff', 'policy evaluate', 'trust add', 'trust remove', 'journal acknowledge', 'triage tick', 'triage untick', 'triage take'}     # read nothing that comes from others


class Tainted(FaultProxy):
    """Lets every credential in as the sandbox's own; may change each text of each answer."""
    taint = None

    def _forward(self, request):
        verb, target, headers, body = request
        headers = [(k, v) for k, v in headers if k.lower() not in ('authorization', 'impersonate-user')] + [('Authorization', f'Bearer {TOKEN}')]
        connection, answer = super()._forward((verb, target, headers, body))
        return connection, answer if not self.taint or 'watch=' in target else Changed(answer, self.taint)


class Changed:
    """The answer of a server with every text of it changed."""

    def __init__(self, answer, taint):
        self.answer, self.status, self.reason = answer, answer.status, answer.reason
        body = answer.read()
        try:
            self.body = json.dumps(walk(json.loads(body), taint)).encode()
        except ValueError:
            self.body = body + HOSTILE.encode()

    def getheader(self, name):
        return str(len(self.body)) if name.lower() == 'content-length' else None if name.lower() == 'transfer-encoding' else self.answer.getheader(name)

    def getheaders(self):
        return self.answer.getheaders() + [('Warning', '299 - "\\u001b[31mRED INJECTED <b>bold</b>"')]

    def read(self):
        return self.body

    def read1(self, _):
        body, self.body = self.body, b''
        return body


def walk(value, taint, key=''):
    if isinstance(value, dict):
        return {k: walk(v, taint, k) for k, v in value.items()} | ({'x' + HOSTILE: HOSTILE} if key in ('labels', 'annotations') else {})
    if isinstance(value, list):
        return [walk(v, taint, key) for v in value]
    return taint(key, value) if isinstance(value, str) and key not in KEPT else value


def free_texts(key, value):
    """Texts that nobody computes with."""
    return value + HOSTILE if re.search('message|reason|image$|username|note|type$|podIP|nodeName|host|value|metric', key, re.I) else value


def every_text(key, value):
    return value + HOSTILE


def huge_texts(key, value):
    return HOSTILE * 400 if key in ('message', 'reason', 'image', 'username') else value


class Beside(http.server.ThreadingHTTPServer):
    """Prometheus, Alertmanager, GitHub, the registry, the Maestro API and a webhook: all of them say back what they heard, or speak to the terminal."""

    def __init__(self, echo):
        super().__init__(('127.0.0.1', 0), Answer)
        self.echo, self.heard, self.turn = echo, [], 0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f'http://127.0.0.1:{self.server_port}'

    def answer(self, path, headers):
        self.turn += 1
        if self.echo and (self.echo is True or self.turn % self.echo == 0):
            said = ' '.join(f'{k}: {v}' for k, v in headers)
            return (401, 500, 403, 200)[self.turn // int(self.echo) % 4], json.dumps({'status': 'error', 'error': said, 'message': said, 'errorType': said, 'data': said})
        if '/api/v2/alerts' in path:
            return 200, json.dumps([{'labels': {'alertname': 'HighErrorRate', 'service': 'web', 'x': HOSTILE}, 'annotations': {'summary': HOSTILE, 'runbook_url': f'javascript:{HOSTILE}'}, 'startsAt': '2026-01-01T00:00:00Z',
                                     'endsAt': '2036-01-01T00:00:00Z', 'updatedAt': '2026-01-01T00:00:00Z', 'fingerprint': 'f' + HOSTILE, 'generatorURL': HOSTILE, 'receivers': [{'name': HOSTILE}],
                                     'status': {'state': 'active', 'silencedBy': [], 'inhibitedBy': []}}])
        if '/api/v2/silences' in path:
            return 200, json.dumps([{'id': 'i' + HOSTILE, 'status': {'state': 'active'}, 'matchers': [{'name': 'a' + HOSTILE, 'value': HOSTILE, 'isRegex': False, 'isEqual': True}], 'createdBy': HOSTILE, 'comment': HOSTILE,
                                     'startsAt': '2026-01-01T00:00:00Z', 'endsAt': '2036-01-01T00:00:00Z', 'updatedAt': '2026-01-01T00:00:00Z'}])
        if '/api/v2/status' in path:
            return 200, json.dumps({'config': {'original': f'route: {{receiver: "x"}}\nreceivers: [{{name: "x"}}]\n# {HOSTILE}'}, 'versionInfo': {'version': HOSTILE}, 'cluster': {'status': HOSTILE, 'name': HOSTILE, 'peers': []}})
        if '/api/v1/query' in path:
            return (200, json.dumps({'status': 'success', 'warnings': [HOSTILE], 'data': {'resultType': 'vector', 'result': [{'metric': {'role': HOSTILE, 'le': HOSTILE}, 'value': [1, HOSTILE]}]}})) if self.turn % 2 else \
                   (422, json.dumps({'status': 'error', 'errorType': HOSTILE, 'error': HOSTILE}))
        return (200, 500)[self.turn % 2], json.dumps({'status': 'success', 'message': HOSTILE, 'data': {'groups': [{'name': HOSTILE, 'file': HOSTILE, 'rules': [{'type': 'alerting', 'name': HOSTILE, 'query': HOSTILE, 'labels': {}}]}]}})


class Answer(http.server.BaseHTTPRequestHandler):
    def serve(self):
        self.rfile.read(int(self.headers.get('Content-Length') or 0))
        self.server.heard += [f'{self.path} {k}: {v}' for k, v in self.headers.items()]
        status, body = self.server.answer(self.path, self.headers.items())
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Set-Cookie', f'echo={"; ".join(self.headers.get_all("Authorization") or [])}')
        self.send_header('Content-Length', str(len(body.encode())))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body.encode())

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = serve

    def log_message(self, *_):
        pass


class World:
    """A place with policies, connections and servers beside it; commands are played in it and their words and files kept."""

    def __init__(self, place, kubeconfig, connections, env, beside='http://127.0.0.1:1'):
        self.place, self.kubeconfig, self.env, self.said, self.ids = place, kubeconfig, env, [], {}
        self.folder = place.folder / 'work'
        for folder in (self.folder, place.home, place.home / 'config'):
            folder.mkdir(mode=0o700, exist_ok=True)
        self.policy, self.out = place.folder / 'policy.yaml', place.folder / 'out'
        self.out.mkdir(exist_ok=True)
        self.policy.write_text(POLICY.format(ns=place.ns, beside=beside))
        (place.home / 'config/connections.yaml').write_text(connections)
        for file in (self.policy, place.home / 'config/connections.yaml', kubeconfig):
            file.chmod(0o600)

    def play(self, commands, forms=(['--json'], [])):
        """One after the other, but what only reads."""
        with concurrent.futures.ThreadPoolExecutor(3 if commands is READING else 1) as pool:
            list(pool.map(lambda each: self.call(*each), [(command, form) for command in commands for form in forms]))

    def call(self, command, form):
        words = [word.format(policy=self.policy, out=self.out, reason=REASON, **{'id': '0', 'run': '0', 'suite': '0', 'escalation': '0', **self.ids})
                 for word in command.replace('{said}', '--yes --reason {reason} --observe-timeout 1s').split()]
        args = ['--kubeconfig', str(self.kubeconfig), '--policy', str(self.policy), '-n', self.place.ns, *form, *words]
        program = [str(self.place.box.programs / 'maestro'), *args]
        code, out, err, _ = measured(program, self.place.env(TMPDIR=str(self.folder), QT_LOGGING_RULES='*=true', **self.env), self.folder, 90)
        self.said.append((' '.join(words[:3] + form), code, out, err))
        self.place.want(0 <= code <= 7, f'{command}: an exit code of the contract', (code, err[-300:]))
        if form:
            self.remember(command, out)

    def remember(self, command, out):
        try:
            found = json.loads(out)
        except ValueError:
            return
        if found.get('kind') == 'Outcome' and found.get('journal'):
            self.ids['id'] = found['id']
        if found.get('kind') == 'SuiteRun':
            self.ids['suite'] = found['id']
        if command.startswith('triage start'):
            self.ids['run'] = str(found.get('run') or found.get('id') or '0')
        if found.get('items') and command.startswith('escalation list'):
            self.ids['escalation'] = found['items'][0].get('id', '0')

    def files(self, *without):
        for folder in (self.place.home, self.folder, self.out):
            for path in folder.rglob('*'):
                if path.is_file() and path.name not in without:
                    yield path

    def covered(self, help_text):
        """Whether every command of the help was called."""
        called, known = {' '.join(command.split()[:n]) for command in (*READING, *WRITING) for n in (1, 2)}, set()
        for name, rest in re.findall(r'^  ([a-z-]+)( [a-z|-]+)? ', help_text.partition('\nFlags')[0], re.M):
            known |= {f'{name} {word}' for word in rest.strip().split('|')} if '|' in rest else {name}
        missing = {name for name in known - called if name not in NOT_HERE and name.split()[0] not in NOT_HERE}
        self.place.want(len(known) > 40 and not missing, 'every command is called', (len(known), missing))


# -- secrets

def canary(name):
    return f'canary7{name}7' + base64.b32encode(os.urandom(15)).decode().lower()


def forms(secret):
    return {secret, base64.b64encode(secret.encode()).decode().rstrip('='), urllib.parse.quote(secret, safe=''), json.dumps(secret)[1:-1]}


def users(place, secrets):
    """Kubeconfigs whose user brings each kind of credential: (name, text, whether the server can see the credential)."""
    folder = place.folder
    (folder / 'token').write_text(secrets['tokenFile'])
    (folder / 'token').chmod(0o600)
    plug = folder / 'plug'
    answer = json.dumps({'apiVersion': 'client.authentication.k8s.io/v1', 'kind': 'ExecCredential', 'status': {'token': secrets['execToken']}})
    plug.write_text(f"#!/bin/sh\necho 'using {secrets['execError']}' >&2\necho '{answer}'\n")
    plug.chmod(0o700)
    failing = folder / 'failing'
    failing.write_text(f"#!/bin/sh\necho '{answer}'\nexit 1\n")
    failing.chmod(0o700)
    command = lambda path: f'exec: {{apiVersion: client.authentication.k8s.io/v1, command: {path}, interactiveMode: Never, env: [{{name: PLUG_PASSWORD, value: {secrets["execEnv"]}}}]}}'
    key = base64.b64encode(f'-----BEGIN PRIVATE KEY-----\n{secrets["key"]}\n-----END PRIVATE KEY-----\n'.encode()).decode()
    yield 'token', stanzas(place, user=f'token: {secrets["token"]}'), ('token',)
    yield 'tokenFile', stanzas(place, user=f'tokenFile: {folder}/token'), ('tokenFile',)
    yield 'basic', stanzas(place, user=f'username: somebody\npassword: {secrets["password"]}'), ()
    yield 'exec', stanzas(place, user=command(plug)), ('execToken',)
    yield 'execFails', stanzas(place, user=command(failing)), ()
    yield 'key', stanzas(place, user=f'client-certificate-data: {key}\nclient-key-data: {key}'), ()
    yield 'both', stanzas(place, user=f'token: {secrets["token"]}\nusername: x\npassword: {secrets["password"]}'), ()
    yield 'proxy', stanzas(place, f'proxy-url: http://somebody:{secrets["proxy"]}@127.0.0.1:1', user=f'token: {secrets["token"]}'), ()
    yield 'broken', stanzas(place, user=f'token: [{secrets["token"]}\nusername: "{secrets["password"]}'), ()


def canaries(place):
    names = ('token', 'tokenFile', 'password', 'key', 'execToken', 'execError', 'execEnv', 'proxy', 'promToken', 'promHeader', 'alertPassword', 'gitToken', 'registryToken', 'maestroToken', 'environment', 'hook', 'phone')
    secrets = {name: canary(name) for name in names}
    beside = Beside(echo=True)
    env = {'AWS_SECRET_ACCESS_KEY': secrets['environment'], 'PROM_TOKEN': secrets['promToken'], 'ALERT_PASSWORD': secrets['alertPassword'], 'GH_TOKEN': secrets['gitToken'], 'REG_TOKEN': secrets['registryToken'],
           'API_TOKEN': secrets['maestroToken'], 'CANARY_HOOK': f'https://127.0.0.1:1/services/{secrets["hook"]}'}
    (place.folder / 'header').write_text(secrets['promHeader'])
    (place.folder / 'header').chmod(0o600)
    connections = (f'connections:\n  - name: box\n    prometheus: {{url: "{beside.url}", token: "env:PROM_TOKEN", headers: {{X-Scope: "file:{place.folder}/header"}}}}\n    alertmanager: {{url: "{beside.url}", username: u, password: "env:ALERT_PASSWORD"}}\n'
                   f'    github: {{url: "{beside.url}", token: "env:GH_TOKEN"}}\n    registry: {{url: "{beside.url}", token: "env:REG_TOKEN"}}\n    maestro: {{url: "{beside.url}", token: "env:API_TOKEN"}}\n'
                   f'audit: {{webhook: {{url: "{beside.url}", token: "env:API_TOKEN"}}}}\n')
    coreless(place)
    said = []
    for number, (name, text, arrives) in enumerate(users(place, secrets)):
        kubeconfig = place.folder / f'kc-{name}'
        kubeconfig.write_text(text)
        back = secrets[arrives[0]] if arrives else base64.b64encode(f'somebody:{secrets["password"]}'.encode()).decode() + secrets['password']
        place.proxy.use(Rule(path='/events|/analysisruns', forward=0, answer={'status': 500, 'body': json.dumps({'kind': 'Status', 'message': f'you sent {back}', 'code': 500})}))
        world = World(place, kubeconfig, connections, env, beside.url)
        contacts = place.home / 'config/contacts.yaml'
        contacts.write_text(f'contacts:\n  - {{name: incident, phone: "{secrets["phone"]}"}}\n')
        contacts.chmod(0o600)
        if name.startswith('exec'):
            world.play(('trust add u --yes', 'trust list', 'trust list'))
        if number == 0:
            world.covered(subprocess.run([str(place.box.programs / 'maestro'), '--help'], capture_output=True, text=True, timeout=30).stdout)
            world.play(READING)
            world.play(('pause web {said}', 'escalation list'), (['--json'],))
            world.play(WRITING)
        else:
            world.play(('clusters', 'get web', 'doctor', 'pause web {said}', 'plan promote web'))
        said += [(f'{name}: {what}', code, out, err) for what, code, out, err in world.said]
        sent = ' '.join(f'{k}: {v}' for a in place.proxy.log() for k, v in a['headers'])
        for one in arrives:
            place.want(secrets[one] in sent, f'{name}: the credential was used')
    for one in ('promToken', 'promHeader', 'alertPassword'):
        heard = ' '.join(beside.heard)
        place.want(secrets[one] in heard or base64.b64encode(f'u:{secrets[one]}'.encode()).decode() in heard, f'{one} was used', heard[:300])
    for name, secret in secrets.items():
        for form in forms(secret):
            words = [what for what, _, out, err in said if form in out + err and not (name == 'phone' and re.search('escalation|: links', what))]
            place.want(not words, f'the secret of {name} is told by nobody', words[:6])
            files = [str(path) for path in world.files('contacts.yaml') if form.encode() in path.read_bytes()]
            place.want(not files, f'the secret of {name} is in no file', files[:6])
    beside.shutdown()
    print(f'  canaries: {len(said)} calls, {len(secrets)} secrets in up to 4 forms, {sum(1 for _ in world.files())} files')


def coreless(place):
    """A core of the program would hold nothing: neither a file nor, for a collector, memory."""
    place.proxy.freeze()
    process = subprocess.Popen(place.command('get', 'web'), env=place.env(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=dies_with_us)
    proc = pathlib.Path('/proc', str(process.pid))
    try:
        place.until(lambda: (proc / 'coredump_filter').read_text().strip() == '00000000', 'no memory of it goes into a core')
        limit = re.search(r'^Max core file size +(\d+) +(\d+)', (proc / 'limits').read_text(), re.M)
        place.same(limit and limit.groups(), ('0', '0'), 'the limit of its core files')
    finally:
        process.kill()
        process.wait()
        place.proxy.thaw()


# -- escapes

def steering(text):
    """What a terminal would obey or an eye be deceived by."""
    return [f'U+{ord(c):04X}' for c in text if c != '\n' and (unicodedata.category(c) in ('Cc', 'Cf', 'Cs', 'Zl', 'Zp'))][:5] + re.findall(r'^INJECTED', text, re.M)


def escapes(place):
    counts = collections.Counter()
    for taint in (free_texts, huge_texts, every_text):
        beside = Beside(echo=False)
        place.proxy.taint = taint
        kubeconfig = place.folder / f'kc-{taint.__name__}'
        kubeconfig.write_text(stanzas(place))
        world = World(place, kubeconfig, f'connections:\n  - name: box\n    prometheus: {{url: "{beside.url}"}}\n    alertmanager: {{url: "{beside.url}"}}\n    github: {{url: "{beside.url}"}}\n    registry: {{url: "{beside.url}"}}\n    maestro: {{url: "{beside.url}"}}\n',
                      {'CANARY_HOOK': 'https://127.0.0.1:1/x', 'API_TOKEN': 'x'}, beside.url)
        if taint is every_text:
            world.play(READING)
        else:
            world.play(READING if taint is free_texts else ('get web', 'list', 'timeline web', 'clusters', 'plan promote web'))
            world.play(WRITING[:12] if taint is huge_texts else WRITING)
        for what, _, out, err in world.said:
            counts['calls'] += 1
            counts['told'] += 'RED' in out + err
            for stream, text in (('stdout', out), ('stderr', err)):
                place.want(not steering(text), f'{taint.__name__}: {what}: nothing on {stream} steers a terminal or begins a line of its own', (steering(text), text[:300]))
        place.proxy.taint = None
        beside.shutdown()
    place.want(counts['told'] > counts['calls'] // 4, 'the hostile texts are told', counts)
    print(f'  escapes: {counts["calls"]} calls, {counts["told"]} of them tell a hostile text')


def shown(ns, **filled):
    """The policy of the served world."""
    text = POLICY
    for before, after in SHOWN.items():
        assert before in text, before
        text = text.replace(before, after, 1)
    return (text + SHOWN_TOO).format(ns=ns, **filled)


def many_sided(cluster):
    """An analysis that only fails, which one canary bears and a blue/green update beside it does not."""
    ns = cluster['namespaces'][0]
    judge = lambda name, **more: {'name': name, 'namespace': ns, 'metrics': [{'name': 'success-rate', 'interval': '3s', 'successCondition': 'result[0] >= 2'} | more]}
    cluster['templates'] = [judge('patient', count=1000, failureLimit=1000), judge('strict', count=3, failureLimit=0)]
    web = cluster['rollouts'][0]
    web['strategySpec'] = {'analysis': {'templates': [{'templateName': 'patient'}]}}
    cluster['rollouts'].append({'name': 'green', 'namespace': ns, 'strategy': 'blueGreen', 'replicas': 2, 'versions': ['v1', 'v2'], 'since': '1h', 
                                'strategySpec': {'autoPromotionEnabled': False, 'prePromotionAnalysis': {'templates': [{'templateName': 'strict'}]}}})
    cluster['script'].append({'at': '-60s', 'do': 'setImage', 'rollout': f'{ns}/green', 'version': 'v3'})


def serve(build, folder):
    """The worlds of both sweeps at once, with a home that knows them and a Journal that is full of them."""
    folder = pathlib.Path(folder)
    authority, tally = Certificates(str(folder)), Tally()
    box = Box(pathlib.Path(build).resolve() / 'bin', folder / 'box', ['shop'], more=many_sided)
    place = Place(box, tally, 'served', 'shop', authority, authority.issue('server'))
    place.proxy.close()
    place.proxy = Tainted(box.kubeconfig, place.kubeconfig, folder=str(place.folder), authority=authority, certificate=authority.issue('other'))
    beside = Beside(echo=7)
    secrets = {name: canary(name) for name in ('PROM_TOKEN', 'ALERT_PASSWORD', 'GH_TOKEN', 'REG_TOKEN', 'API_TOKEN', 'GRAFANA_TOKEN')}
    try:
        place.at_gate()
        kubeconfig = place.folder / 'kc'
        kubeconfig.write_text(stanzas(place))
        keys = {'prometheus': 'token: "env:PROM_TOKEN"', 'alertmanager': 'username: u, password: "env:ALERT_PASSWORD"', 'github': 'token: "env:GH_TOKEN"', 'registry': 'token: "env:REG_TOKEN"', 'maestro': 'token: "env:API_TOKEN"'}
        addresses = ''.join(f'    {server}: {{url: "{beside.url}", {key}}}\n' for server, key in keys.items())
        world = World(place, kubeconfig, f'connections:\n  - name: box\n    environment: dev\n{addresses}audit: {{grafana: {{url: "{beside.url}", token: "env:GRAFANA_TOKEN"}}, webhook: {{url: "{beside.url}", token: "keychain:audit"}}}}\n', secrets | {'CANARY_HOOK': 'https://127.0.0.1:1/x'})
        policies = place.home / 'config/policies'
        policies.mkdir(mode=0o700)
        script = place.folder / 'smoke'
        script.write_bytes(f'#!/bin/sh\nprintf %s {shlex.quote(HOSTILE.replace(chr(0), ""))}\n'.encode())
        script.chmod(0o700)
        world.policy.write_text(shown(place.ns, beside=beside.url, script=script))
        (policies / 'shop.yaml').write_text(world.policy.read_text())
        world.call('policy check {policy}', ['--json'])
        place.same(world.said[-1][1], 0, 'the exit code of the check of the policy of this world')
        place.proxy.taint = free_texts
        world.play(LIVED, forms=(['--json'],))
        print(json.dumps({'kubeconfig': str(kubeconfig), 'home': str(place.home), 'namespace': place.ns, 'ready': not tally.short, 'env': secrets,
                          'secrets': [TOKEN, *sorted(form for secret in secrets.values() for form in forms(secret))], 'folder': str(place.folder)}), flush=True)
        sys.stdin.read()
    finally:
        place.close()
        beside.shutdown()
        box.close()
    return 0


def main(build, *only):
    if only[:1] == ('serve',):
        return serve(build, only[1])
    folder, tally = pathlib.Path(tempfile.mkdtemp(prefix='maestro-hostile-')), Tally()
    authority = Certificates(str(folder))
    certificate = authority.issue('server')
    sweeps = [sweep for sweep in (canaries, escapes) if not only or sweep.__name__ in only]
    box = Box(pathlib.Path(build).resolve() / 'bin', folder / 'box', [sweep.__name__ for sweep in sweeps])

    def play(sweep):
        place = Place(box, tally, sweep.__name__, sweep.__name__, authority, certificate)
        place.proxy.close()
        place.proxy = Tainted(box.kubeconfig, place.kubeconfig, folder=str(place.folder), authority=authority, certificate=certificate)
        try:
            if place.at_gate():
                sweep(place)
        finally:
            place.close()
    try:
        threads = [threading.Thread(target=play, args=(sweep,)) for sweep in sweeps]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        box.close()
        shutil.rmtree(folder, ignore_errors=True)
    print(f'{tally.held} expectations held, {len(tally.short)} short')
    return 1 if tally.short or not tally.held else 0


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
