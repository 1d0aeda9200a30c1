# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An API server that is never the bottleneck: rollouts rendered beforehand, served in pages, and a watch whose events carry their time of birth."""
import http.server
import json
import queue
import threading
import time
import urllib.parse

PAGE = 500
ROLLOUTS = '/apis/argoproj.io/v1alpha1/rollouts'
EVERYBODY = {'/apis/authentication.k8s.io/v1/selfsubjectreviews': {'userInfo': {'username': 'bench', 'groups': ['system:masters']}},
             '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews': {'allowed': True}}


def rollout(number, version=1, message='CanaryPauseStep'):
    """About 9.5 KB, as a real one with its managed fields; one in three was applied with kubectl, which keeps a copy of it."""
    name, space = f'service-{number:05}', f'team-{number % 50:02}'
    labels = {'app': name}
    fields = {f'f:field{i}': {'f:value': {}, 'f:other': {}} for i in range(115)}
    whole = {'apiVersion': 'argoproj.io/v1alpha1', 'kind': 'Rollout', 'metadata': {
        'name': name, 'namespace': space, 'uid': f'00000000-0000-4000-8000-{number:012}', 'resourceVersion': str(version), 'generation': 2,
        'creationTimestamp': '2026-01-01T00:00:00Z', 'annotations': {'rollout.argoproj.io/revision': '2'},
        'managedFields': [{'manager': 'rollouts-controller', 'operation': 'Update', 'apiVersion': 'argoproj.io/v1alpha1', 'time': '2026-01-01T00:00:00Z',
                           'fieldsType': 'FieldsV1', 'fieldsV1': fields}]},
        'spec': {'replicas': 4, 'selector': {'matchLabels': labels}, 'strategy': {'canary': {'steps': [{'setWeight': 25}, {'pause': {}}, {'setWeight': 50}, {'pause': {}}]}},
                 'template': {'metadata': {'labels': labels}, 'spec': {'containers': [{'name': 'app', 'image': f'registry.example/{name}:v2', 'env': [
                     {'name': f'SETTING_{i}', 'value': 'some value of ordinary length'} for i in range(12)]}]}}},
        'status': {'observedGeneration': '2', 'phase': 'Paused', 'message': message, 'currentStepIndex': 1, 'currentPodHash': '7d769bcb95', 'stableRS': '6dd8b74d74',
                   'controllerPause': True, 'pauseConditions': [{'reason': 'CanaryPauseStep', 'startTime': '2026-01-01T00:00:00Z'}],
                   'replicas': 4, 'updatedReplicas': 1, 'readyReplicas': 4, 'availableReplicas': 4,
                   'conditions': [{'type': t, 'status': 'True', 'reason': 'RolloutPaused', 'message': 'Rollout is paused', 'lastUpdateTime': '2026-01-01T00:00:00Z',
                                   'lastTransitionTime': '2026-01-01T00:00:00Z'} for t in ('Progressing', 'Available', 'Paused')]}}
    if number % 3 == 0:
        applied = json.dumps({key: whole[key] for key in ('apiVersion', 'kind', 'spec')})
        whole['metadata']['annotations']['kubectl.kubernetes.io/last-applied-configuration'] = applied + ' ' * (4500 - len(applied)) + '\n'
    return whole


class FakeApi(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, count):
        items = [json.dumps(rollout(i)).encode() for i in range(count)]
        self.count, self.version, self.watchers = count, 1, []
        self.raw = sum(map(len, items))
        self.pages = []
        for start in range(0, max(count, 1), PAGE):
            more = f',"continue":"{start + PAGE}"' if start + PAGE < count else ''
            self.pages.append(b'{"kind":"RolloutList","apiVersion":"argoproj.io/v1alpha1","metadata":{"resourceVersion":"1"%s},"items":[' % more.encode()
                              + b','.join(items[start:start + PAGE]) + b']}\n')
        super().__init__(('127.0.0.1', 0), Handler)
        self.url = f'http://127.0.0.1:{self.server_address[1]}'
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def write_kubeconfig(self, path):
        path.write_text(f'apiVersion: v1\nkind: Config\ncurrent-context: bench\nclusters: [{{name: bench, cluster: {{server: "{self.url}"}}}}]\n'
                        'users: [{name: bench, user: {}}]\ncontexts: [{name: bench, context: {cluster: bench, user: bench, namespace: team-00}}]\n')
        path.chmod(0o600)

    def storm(self, rate, seconds, visible):
        """Events at this rate, half of them on the first `visible` rollouts; each message is its time of birth in nanoseconds."""
        template = [json.dumps({'type': 'MODIFIED', 'object': rollout(i, 987654321987, 'BORN')}) + '\n' for i in range(self.count)]
        begun = time.monotonic()
        for n in range(int(rate * seconds)):
            wait = begun + n / rate - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            self.version += 1
            which = (n // 2) % visible if n % 2 else (n * 7919) % self.count
            line = template[which].replace('987654321987', str(self.version), 1).replace('BORN', str(time.monotonic_ns()), 1).encode()
            for watcher in list(self.watchers):
                watcher.put(line)

    def handle_error(self, *_):
        pass


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    disable_nagle_algorithm = True  # as a real one

    def log_message(self, *_):
        pass

    def answer(self, body, code=200):
        self.send_response(code)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers.get('Content-Length', 0))) or b'{}')
        asked['status'] = EVERYBODY.get(self.path.split('?')[0], {})
        self.answer(json.dumps(asked).encode(), 201)

    def do_GET(self):
        path, _, query = self.path.partition('?')
        asked = dict(urllib.parse.parse_qsl(query))
        if asked.get('watch') in ('1', 'true'):
            return self.watch(path)
        if path == ROLLOUTS:
            if asked.get('limit') == '1':
                return self.answer(b'{"kind":"RolloutList","apiVersion":"argoproj.io/v1alpha1","metadata":{"resourceVersion":"1"},"items":[]}\n')
            return self.answer(self.server.pages[int(asked.get('continue', 0)) // PAGE])
        kind = {'deployments': 'DeploymentList', 'statefulsets': 'StatefulSetList'}.get(path.rsplit('/', 1)[-1], 'List')
        group = 'v1' if kind == 'List' else 'apps/v1'
        return self.answer(json.dumps({'kind': kind, 'apiVersion': group, 'metadata': {'resourceVersion': '1'}, 'items': []}).encode())

    def watch(self, path):
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Transfer-Encoding', 'chunked')
        self.end_headers()
        lines = queue.Queue()
        if path == ROLLOUTS:
            self.server.watchers.append(lines)
        try:
            while True:
                line = lines.get()
                self.wfile.write(b'%x\r\n%s\r\n' % (len(line), line))
        finally:
            if lines in self.server.watchers:
                self.server.watchers.remove(lines)
