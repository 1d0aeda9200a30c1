# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prometheus and Alertmanager inside the cluster, reached through the API server's service proxy alone."""
import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request

REASON = 'planned work behind the proxy'
PROGRAMS = ('prometheus', 'prometheus-alertmanager')


def own_address():
    """An address that Endpoints may name: not of the loopback."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(('192.0.2.1', 9))
            return probe.getsockname()[0]
        except OSError:
            return None


class Server:
    def __init__(self, folder, program, address, *flags):
        with socket.socket() as probe:
            probe.bind((address, 0))
            self.port = probe.getsockname()[1]
        self.url = f'http://{address}:{self.port}'
        with open(folder / f'{program}.log', 'w', encoding='utf-8') as log:
            self.process = subprocess.Popen([program, f'--web.listen-address={address}:{self.port}', *flags], stdout=log, stderr=log)

    def ask(self, path, body=None):
        request = urllib.request.Request(self.url + path, None if body is None else json.dumps(body).encode(), {'Content-Type': 'application/json'})
        with urllib.request.urlopen(request, timeout=5) as reply:
            return reply.read()

    def ready(self):
        for _ in range(100):
            try:
                return self.ask('/-/ready')
            except OSError:
                time.sleep(.1)
        return None

    def stop(self):
        self.process.kill()
        self.process.wait()


def publish(scene, name, address, port):
    """A Service before that address. The API server relays to addresses of pods only, so there is a pod that claims to have it."""
    meta = {'metadata': {'name': name}}
    where = {'ip': address, 'targetRef': {'kind': 'Pod', 'namespace': scene.ns, 'name': name}}
    scene.create({'apiVersion': 'v1', 'kind': 'Pod', **meta, 'spec': {'schedulerName': 'nobody', 'containers': [{'name': 'app', 'image': name}]}},
                 {'apiVersion': 'v1', 'kind': 'Service', **meta, 'spec': {'ports': [{'port': 80, 'targetPort': port}]}},
                 {'apiVersion': 'v1', 'kind': 'Endpoints', **meta, 'subsets': [{'addresses': [where], 'ports': [{'port': port}]}]})
    status = {'status': {'podIP': address, 'podIPs': [{'ip': address}]}}
    scene.cluster.kubectl('-n', scene.ns, 'patch', 'pod', name, '--subresource=status', '--type=merge', '-p', json.dumps(status))


def proxied(scene):
    address = own_address()
    if not address or not all(shutil.which(program) for program in PROGRAMS):
        print('proxied: SKIP: prometheus, prometheus-alertmanager or an address beside the loopback is missing')
        scene.want(os.environ.get('CI') != 'true', 'everything is there')
        return
    folder = pathlib.Path(tempfile.mkdtemp(prefix='maestro-proxied-'))
    (folder / 'alertmanager.yml').write_text('route: {receiver: nobody}\nreceivers: [{name: nobody}]\n')
    (folder / 'prometheus.yml').write_text('global: {}\n')
    servers = []
    try:
        servers.append(Server(folder, PROGRAMS[0], address, f'--config.file={folder}/prometheus.yml', f'--storage.tsdb.path={folder}/data'))
        servers.append(Server(folder, PROGRAMS[1], address, f'--config.file={folder}/alertmanager.yml', f'--storage.path={folder}/alerts', '--cluster.listen-address='))
        scene.want(all(server.ready() for server in servers), 'the servers are up')
        publish(scene, 'prometheus', address, servers[0].port)
        publish(scene, 'alertmanager', address, servers[1].port)
        told(scene, folder, servers[1])
    finally:
        for server in servers:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def told(scene, folder, alertmanager):
    home = folder / 'home'
    (home / 'config').mkdir(parents=True)
    via = f'via: service-proxy, namespace: {scene.ns}, port: 80'
    (home / 'config' / 'connections.yaml').write_text(f'connections:\n  - name: {scene.cluster.context}\n    prometheus: {{{via}, service: prometheus}}\n'
                                                      f'    alertmanager: {{{via}, service: alertmanager}}\n')
    run = lambda *args: scene.cluster.run(*args, home=str(home), ns=scene.ns)
    write = ('--yes', '--reason', REASON)

    _, doctor, said = run('doctor')
    found = {f['check']: f['state'] for f in (doctor or {}).get('items', []) if f['check'] in ('prometheus', 'alertmanager')}
    scene.same(found, {'prometheus': 'fine', 'alertmanager': 'fine'}, f'doctor reaches both {said}')
    alertmanager.ask('/api/v2/alerts', [{'labels': {'alertname': 'BehindTheProxy', 'service': 'web'}}])
    code, alerts, said = run('alerts')
    scene.same((code, [a['name'] for a in (alerts or {}).get('items', [])]), (0, ['BehindTheProxy']), f'alerts {said}')

    code, outcome, said = run('silence', 'create', 'alertname=BehindTheProxy', *write)
    made = (outcome or {}).get('silence') or {}
    scene.same((code, (outcome or {}).get('state')), (0, 'applied'), f'a silence is created {said}')
    there = {s['id']: s for s in json.loads(alertmanager.ask('/api/v2/silences'))}
    scene.want(there.get(made.get('id'), {}).get('comment', '').startswith(REASON), 'Alertmanager has it, with the reason', there)
    code, outcome, said = run('silence', 'expire', made.get('id', '-'), *write)
    scene.same(code, 0, f'it is ended {said}')
    audited = [e['verb'] for e in proxy_writes(scene)]
    scene.same(audited, ['create', 'delete'], 'the audit log of the API server has each write once')

    code, document, _ = run('--as', 'nobody-in-particular', 'alerts')
    scene.same((code, (document or {}).get('code')), (4, 'forbidden'), 'without permission for services/proxy')
    alertmanager.stop()
    code, document, said = run('alerts')
    scene.same((code, (document or {}).get('kind')), (5, 'Error'), f'nobody behind the proxy {said}')
    code, _, said = run('silence', 'create', 'alertname=BehindTheProxy', *write)
    scene.same(code, 5, f'nothing is sent to nobody {said}')
    scene.same((run('journal', 'verify')[1] or {}).get('openIntents'), [], 'the journal has no open end')


def proxy_writes(scene):
    with open(scene.cluster.plane.dir / 'audit.log', encoding='utf-8') as log:
        events = [json.loads(line) for line in log if '"maestro' in line and line.endswith('\n')]
    return [e for e in events if e['userAgent'].startswith('maestro') and e.get('objectRef', {}).get('subresource') == 'proxy' and e['objectRef'].get('namespace') == scene.ns
            and e['verb'] in ('create', 'update', 'patch', 'delete') and e['stage'] == 'ResponseComplete']


FACTS = {'proxied': proxied}
