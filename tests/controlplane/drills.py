# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drills with native steps: the console itself gives the canary the bad tag, waits for the probe and aborts; the controller does the rest."""
import contextlib
import http.server
import json
import pathlib
import tempfile
import threading

from stories import steps

POLICY = '''apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {{name: drills, version: 1}}
environments: [{{name: staging, connection: {context}, drill: {marked}}}]
services:
  - {{name: web, workload: {{kind: Rollout, namespace: {ns}, name: web}}, health: [{{name: public, url: "{url}", every: 1s, timeout: 2s, expect: {{status: 200}}}}]}}
drills:
  - name: bad-canary
    every: 1mo
    environments: [staging]
    targets: {{detection: 30s, decision: 30s, recovery: 1m}}
    steps:
      - {{native: set-image, tag: "{{{{bad_tag}}}}", timeout: 60s}}
      - {{wait: {{health: public, failing_for: ">2s"}}, timeout: 60s}}
      - {{native: abort, timeout: 60s}}
      - {{assert: [evidence-record, audit-event]}}
'''


@contextlib.contextmanager
def health(scene):
    """A health page that fails while the bad image is asked for and not aborted."""
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            rollout = scene.object()
            bad = rollout['spec']['template']['spec']['containers'][0]['image'].endswith('-bad') and not rollout.get('status', {}).get('abort')
            self.send_response(503 if bad else 200)
            self.send_header('Content-Length', '2')
            self.end_headers()
            self.wfile.write(b'{}')

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f'http://127.0.0.1:{server.server_port}/health'
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def policy(scene, marked=True, more=()):
    """The policy as an option of the command line; `more` are steps behind those that are there."""
    with health(scene) as url, tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / 'policy.yaml'
        file.write_text(POLICY.format(context=scene.cluster.context, ns=scene.ns, url=url, marked=str(marked).lower()) + ''.join(f'      - {{{step}}}\n' for step in more), encoding='utf-8')
        yield ['--policy', str(file)]


def drill(scene, said, *more):
    return scene.run(*said, 'drill', 'run', 'bad-canary', '--set', 'bad_tag=v2-bad', '--yes', '--reason', f'rehearsal in {scene.ns}', *more, timeout=240)


def writes(scene):
    return len(scene.cluster.writes(scene.ns, scene.name))


def drilled(scene):
    """Deployed, seen to fail, aborted, well again, on record; the stable ReplicaSet serves alone."""
    scene.make({'canary': {'steps': steps(25, 50)}})
    if not scene.cluster.maestro:
        return
    stable = scene.status()['stableRS']
    with policy(scene) as said:
        code, shown, told = scene.run(*said, 'drill', 'show', 'bad-canary', '--set', 'bad_tag=v2-bad')
        scene.want(code == 0 and writes(scene) == 0, 'drill show: exit 0, nothing is sent', (code, told))
        code, run, told = drill(scene, said)
        run = run or {}
        scene.same((code, run.get('state')), (0, 'passed'), f'drill run: exit and state ({told})')
        scene.same([f'{s["do"]} {s["state"]}' for s in run.get('steps', [])],
                   ['set-image passed', 'wait passed', 'abort passed', 'recover passed', 'assert passed', 'assert passed'], 'drill run: its steps')
        for key in ('detectionMs', 'decisionMs', 'recoveryMs'):
            scene.want(isinstance(run.get(key), int) and run[key] >= 0, f'drill run: {key} was measured', run.get(key))
        scene.want(run.get('decisionMs', 0) >= 2000, 'drill run: the probe had to fail for two seconds', run.get('decisionMs'))
        for file in run.get('records', []):
            record = json.loads(pathlib.Path(file).read_text(encoding='utf-8'))
            scene.want(record.get('kind') == 'Evidence' and record.get('trigger') == 'drill' and record.get('verb') in ('set-image', 'abort') and record['result']['state'] == 'applied',
                       'drill run: evidence record', record)
        scene.same(len(run.get('records', [])), 2, 'drill run: evidence records')
        audit = next((s['finding'] for s in run.get('steps', []) if s['what'] == 'audit-event'), '')
        scene.want('Journal' in audit and ('set-image' in audit or 'abort' in audit), 'drill run: the audit event is an action of this Journal', audit)
        sent = scene.cluster.writes(scene.ns, scene.name)
        scene.same(len(sent), 2, 'requests that changed the rollout')
        if sent and shown:
            scene.same(sent[0].get('requestObject'), json.loads(shown['steps'][0]['request']['body']), 'set-image: sent is what was shown')
        status = scene.until(lambda r, s: s.get('abort') and s.get('phase') == 'Degraded' and s.get('updatedReplicas', 0) == 0 and s.get('availableReplicas') == 4 and s, 'aborted, and the stable version at its full size')
        scene.same((status.get('stableRS'), status.get('availableReplicas')), (stable, 4), 'the stable ReplicaSet serves alone')
        scene.want(len(scene.pods(stable)) == 4, 'pods of the stable version')
        code, again, told = drill(scene, said)
        scene.same((code, (again or {}).get('code')), (3, 'notAllowed'), f'the same bad tag again is refused ({told})')
        scene.same(writes(scene), 2, 'refused: nothing was sent')


def undrilled(scene):
    """Where the policy does not mark it, and where an update is under way, nothing is begun."""
    scene.make({'canary': {'steps': steps(25, 50)}})
    if not scene.cluster.maestro:
        return
    with policy(scene, marked=False) as said:
        code, answer, told = drill(scene, said)
        scene.same((code, (answer or {}).get('code')), (3, 'notForDrills'), f'not marked for drills ({told})')
    scene.set_image('app:v2')
    scene.gate(1)
    with policy(scene) as said:
        code, answer, told = drill(scene, said)
        scene.same((code, (answer or {}).get('code')), (3, 'notAllowed'), f'an update under way is not replaced ({told})')
    scene.want(not scene.status().get('abort'), 'an update under way is not aborted')
    scene.same(writes(scene), 0, 'requests that changed the rollout')


FACTS = {'drilled': drilled, 'undrilled': undrilled}
