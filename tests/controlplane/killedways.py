# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 of ways back that do not go through the API server of the cluster alone: a route, a workflow, a script with the checks behind it.
Each was begun once, is found by reading what became of it, and is never begun again."""
import http.server
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import threading
import time

from cluster import Short
from stories import steps

REASON = 'killed in the midst of the way back'
POLICY = '''apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {{name: killed}}
environments: [{{name: prod, connection: {context}}}]
services:
  - {{name: web, route: answers, workload: {{kind: Rollout, namespace: {ns}, name: {name}}}}}
rollback:
  order: {{prod: [route, flow, script]}}
  providers:
    - {{name: route, type: maestro-route, method: POST, path: /api/maestro/v1/routing/rollback, body: {{route: "{{{{route}}}}", reason: "{{{{reason}}}}"}}, read_pin: "/api/maestro/v1/routing/pins/{{{{route}}}}"}}
    - {{name: flow, type: github-actions, repo: team/shop, workflow: cd-rollback.yml, ref: main, inputs: {{image_tag: "{{{{good_tag}}}}", action_id: "{{{{action_id}}}}"}}}}
    - {{name: script, type: tool, argv: [./back.sh], env: {{DIR: "{folder}"}}, timeout: 60s}}
  verify: [data]
validation:
  - {{name: data, type: tool, argv: [./check.sh], env: {{DIR: "{folder}"}}, timeout: 20s}}
'''


class Beside(http.server.ThreadingHTTPServer):
    """The routing API and GitHub. A write waits until it is let go, before or after it is carried out."""

    def __init__(self, carries_out):
        super().__init__(('127.0.0.1', 0), Answer)
        self.carries_out, self.held, self.go, self.writes, self.runs, self.pins = carries_out, threading.Event(), threading.Event(), [], [], ['model-1', 'model-2', 'model-3']
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f'http://127.0.0.1:{self.server_port}'

    def write(self, path, body):
        self.writes.append(path)
        if self.carries_out:
            if path.endswith('/dispatches'):
                self.runs.insert(0, {'id': 7000 + len(self.runs), 'name': f'rollback {body["inputs"]["action_id"]}', 'display_title': f'rollback {body["inputs"]["action_id"]}', 'event': 'workflow_dispatch',
                                     'head_branch': 'main', 'status': 'completed', 'conclusion': 'success', 'html_url': self.url, 'created_at': time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime()),
                                     'run_number': 1, 'actor': {'login': 'somebody'}, 'path': '.github/workflows/cd-rollback.yml'})
            else:
                self.pins.pop()
        self.held.set()
        self.go.wait(60)

    def read(self, path):
        if path.startswith('/api/maestro/v1/routing/pins/'):
            return {'route': 'answers', 'model': self.pins[-1], 'prevModel': self.pins[-2] if len(self.pins) > 1 else None, 'history': self.pins[:-1]}
        if path.split('?')[0].endswith('/runs'):
            return {'total_count': len(self.runs), 'workflow_runs': self.runs}
        return {'login': 'somebody'} if path == '/user' else {'jobs': []}


class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        self.say(200, self.server.read(self.path))

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get('Content-Length') or 0)) or b'{}')
        self.server.write(self.path, body)
        self.say(200, {'route': 'answers', 'model': self.server.pins[-1]})

    def say(self, status, document):
        body = json.dumps(document).encode()
        try:
            self.send_response(status)
            self.send_header('Content-Type', 'application/json')
            self.send_header('Content-Length', str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass

    def log_message(self, *_):
        pass


class Killed:
    """A home, a policy and a way back that is killed in the midst."""

    def __init__(self, scene, beside):
        self.scene, self.beside, self.folder = scene, beside, pathlib.Path(tempfile.mkdtemp(prefix='maestro-killed-'))
        self.home, self.policy = self.folder / 'home', self.folder / 'policy.yaml'
        (self.home / 'config').mkdir(parents=True)
        for path in (self.home, self.home / 'config'):
            path.chmod(0o700)
        connections = self.home / 'config/connections.yaml'
        connections.write_text(f'connections:\n  - name: {scene.cluster.context}\n    github: {{url: "{beside.url}", token: "env:GH_TOKEN"}}\n    maestro: {{url: "{beside.url}"}}\n')
        connections.chmod(0o600)
        self.policy.write_text(POLICY.format(context=scene.cluster.context, ns=scene.ns, name=scene.name, folder=self.folder))
        patch = json.dumps([{'op': 'replace', 'path': '/spec/template/spec/containers/0/image', 'value': 'app:v1'}])
        kubectl = f'{scene.cluster.kubectl_program} --kubeconfig {scene.cluster.kubeconfig} -n {scene.ns}'
        for name, text in (('back.sh', f'echo back >> "$DIR/order"\n{kubectl} patch rollouts.argoproj.io {scene.name} --type=json -p \'{patch}\' >/dev/null\nwhile [ ! -e "$DIR/go" ]; do sleep .1; done\n'),
                           ('check.sh', 'echo check >> "$DIR/order"\n[ ! -e "$DIR/slow" ] || sleep 300\n')):
            (self.folder / name).write_text(f'#!/bin/sh\n{text}')
            (self.folder / name).chmod(0o700)

    def run(self, *args):
        return self.scene.run('--policy', str(self.policy), *args, home=str(self.home))

    def order(self):
        path = self.folder / 'order'
        return path.read_text().split() if path.exists() else []

    def begin(self, via):
        env = {k: v for k, v in os.environ.items() if not k.startswith('MAESTRO_') and k not in ('KUBECONFIG', 'ROLLBACK_REASON', 'DISPLAY')} | {'MAESTRO_HOME': str(self.home)}
        cluster = self.scene.cluster
        return subprocess.Popen([cluster.maestro, '--kubeconfig', cluster.kubeconfig, '--context', cluster.context, '-n', self.scene.ns, '--json', '--policy', str(self.policy), 'rollback', '--service', 'web', '--via', via,
                                 '--yes', '--reason', REASON, '--observe-timeout', '30s', '--evidence-dir', str(self.folder / 'evidence')], env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def until(self, look, what, process=None, seconds=60):
        end = time.monotonic() + seconds
        while not (found := look()):
            if time.monotonic() > end or (process and process.poll() is not None):
                said = process.communicate()[0] if process and process.poll() is not None else ''
                raise Short(self.scene.title(f'{what}: {json.loads(said).get("message") if said else "not in time"}'))
            time.sleep(.1)
        return found

    def state(self):
        """What reading says of the one that is open, once."""
        return [i['state'] for i in (self.run('journal', 'reconcile')[1] or {}).get('items', [])]

    def opened(self):
        return len((self.run('journal', 'verify')[1] or {}).get('openIntents', [1, 1]))

    def close(self):
        self.beside.go.set()
        self.beside.shutdown()
        shutil.rmtree(self.folder, ignore_errors=True)


def prepared(scene):
    scene.make({'canary': {'steps': steps(25)}})
    scene.set_image('app:v2')
    scene.gate(1)
    os.environ['GH_TOKEN'] = 'a-token-for-the-story'


def remote(scene, via, carries_out):
    killed = Killed(scene, Beside(carries_out))
    try:
        process = killed.begin(via)
        killed.until(killed.beside.held.is_set, f'{via}: the write arrives', process)
        process.send_signal(signal.SIGKILL)
        process.wait()
        scene.same(killed.opened(), 1, f'{via}: one open intent after the crash')
        killed.beside.go.set()
        found = killed.until(lambda: [s for s in killed.state() if s != 'unknown'], f'{via}: settled by reading') if carries_out else killed.state()
        scene.same(found, ['applied'] if carries_out else ['unknown'], f'{via}: what reading says when it was {"" if carries_out else "not "}carried out')
        scene.same(killed.opened(), 0 if carries_out else 1, f'{via}: open intents then')
        scene.same(len(killed.beside.writes), 1, f'{via}: writes, for ever')
        scene.same((killed.run('journal', 'verify')[1] or {}).get('state'), 'valid', f'{via}: the journal')
    finally:
        killed.close()


def killedways(scene, order=(('route', True), ('flow', True), ('flow', False))):
    """A route and a workflow, killed after the other side has the request. One that was not carried out stays open, and keeps the next one waiting: it comes last."""
    prepared(scene)
    if not scene.cluster.maestro:
        return
    for via, carries_out in order:
        remote(scene, via, carries_out)
    scene.same(scene.status()['currentStepIndex'], 1, 'the rollout itself was left alone')
    scene.same(scene.cluster.writes(scene.ns, scene.name), [], 'writes to the cluster')


def killedroute(scene):
    killedways(scene, (('route', False),))


def killedchain(scene):
    """A script that puts the old version back, and the check behind it: killed during the one, then during the other."""
    prepared(scene)
    if not scene.cluster.maestro:
        return
    killed = Killed(scene, Beside(True))
    image = lambda: scene.object()['spec']['template']['spec']['containers'][0]['image']
    try:
        process = killed.begin('script')
        killed.until(lambda: killed.order() == ['back'] and image() == 'app:v1', 'the script put the old version back', process)
        process.send_signal(signal.SIGKILL)
        process.wait()
        scene.same((killed.opened(), killed.order()), (1, ['back']), 'one open intent, and no check by itself')
        (killed.folder / 'go').touch()
        scene.same(killed.until(lambda: [s for s in killed.state() if s != 'unknown'], 'the script is settled by reading'), ['applied'], 'the script went on and ended')
        scene.same((killed.opened(), killed.order()), (0, ['back']), 'nothing is open, nothing was begun again')
        code, state, said = killed.run('validate', '--service', 'web')
        scene.want(code == 7 and not state.get('verified') and state['items'][0]['state'] == 'waiting', 'not verified: the check was never made', (code, state, said))

        (killed.folder / 'slow').touch()
        scene.set_image('app:v3')
        scene.until(scene.looked, 'the controller saw the new image')
        process = killed.begin('script')
        killed.until(lambda: killed.order() == ['back', 'back', 'check'], 'the check has begun', process)
        process.send_signal(signal.SIGKILL)
        process.wait()
        time.sleep(1)
        killed.state()
        scene.same((killed.order(), image()), (['back', 'back', 'check'], 'app:v1'), 'neither the script nor the check again')
        code, state, said = killed.run('validate', '--service', 'web')
        scene.want(code == 7 and not state.get('verified'), 'a check that was cut off verifies nothing', (code, state, said))
        scene.same((killed.run('journal', 'verify')[1] or {}).get('state'), 'valid', 'the journal')
    finally:
        killed.close()


FACTS = {'killedways': killedways, 'killedroute': killedroute, 'killedchain': killedchain}
