#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets in the desktop's real keychain (gnome-keyring on a session bus of its own), by command line and window, and every way it can be
missing: no bus, no collection, an entry that is not there, a service that never answers. What was typed is in no file.    keychain.py BUILD_DIR"""
import http.server
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

import desktop
from mainjob import short, until, want
import mainjob

SECRETS = {'cli': 'canary-c1-7f3a', 'window': 'canary-w2-9b1e', 'memory': 'canary-m3-44d0'}
POLICY = """apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {name: shop}
services:
  - {name: web, workload: {kind: Rollout, namespace: default, name: web}, strategy: canary}
metrics:
  - {name: errors, unit: ratio, better: lower, query: 'errors'}
gates:
  - {name: errors, metric: errors, fail: "> 1%", every: 5s, on_fail: hold}
strategies:
  - {name: canary, kind: canary, gates: [errors], phases: [{name: small, weight: "20%"}]}
"""
KEYRING = 'gnome-keyring-daemon'


class Metrics(http.server.BaseHTTPRequestHandler):
    """A Prometheus that answers nothing and remembers who asked."""
    seen = set()

    def do_GET(self):
        Metrics.seen.add(self.headers.get('Authorization'))
        body = b'{"status":"success","data":{"resultType":"vector","result":[]}}'
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.rfile.read(int(self.headers.get('Content-Length') or 0))
        self.do_GET()

    def log_message(self, *_):
        pass


def bearer(name):
    return f'Bearer {SECRETS[name]}' in Metrics.seen


def keyring():
    """The process behind the service of this session, and of no other."""
    done = subprocess.run(['dbus-send', '--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.GetConnectionUnixProcessID',
                           'string:org.freedesktop.secrets'], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1])


def unlock():
    subprocess.run([KEYRING, '--unlock', '--replace', '--components=secrets', '--daemonize'], input=b'a login password', stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=20)


class Call:
    def __init__(self, program, kubeconfig, home):
        self.command, self.env = [program, '--kubeconfig', kubeconfig], dict(os.environ, MAESTRO_HOME=str(home))

    def __call__(self, *args, secret='', **more):
        return subprocess.run([*map(str, self.command), *args], input=secret, env={**self.env, **more}, capture_output=True, text=True, timeout=60)

    def prometheus(self, **more):
        """What doctor says of it: (state, message)."""
        document = json.loads(self('doctor', '--json', **more).stdout or '{}')
        return next(((c.get('state'), c.get('message', '')) for c in document.get('checks', document.get('items', [])) if c.get('check', c.get('name')) == 'prometheus'), (None, document))


def leaks(folder):
    """Files that hold a secret as it was typed."""
    found = []
    for path in pathlib.Path(folder).rglob('*'):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            found += [f'{path.name}: {name}' for name, secret in SECRETS.items() if secret.encode() in content]
    return found


def on_the_command_line(maestro):
    done = maestro('secret', 'set', 'prom', secret=SECRETS['cli'], DBUS_SESSION_BUS_ADDRESS='disabled:')
    want(done.returncode == 3 and 'nothing was kept' in done.stderr, 'without a bus nothing is kept, and said so', (done.returncode, done.stderr))
    done = maestro('secret', 'set', 'prom', secret='')
    want(done.returncode == 2, 'an empty secret is a mistake', (done.returncode, done.stderr))
    unlock()
    state, message = maestro.prometheus()
    want(state == 'problem' and 'no entry prom' in str(message), 'an entry that is not there is a problem', (state, message))
    done = maestro('secret', 'set', 'prom', secret=SECRETS['cli'] + '\n')
    want(done.returncode == 0, 'the keychain takes it', (done.returncode, done.stderr))
    want(SECRETS['cli'] not in done.stdout + done.stderr, 'it is not shown')
    state, message = maestro.prometheus()
    want(state == 'fine' and bearer('cli'), 'and gives it to the connection', (state, message))
    process = keyring()
    os.kill(process, signal.SIGSTOP)
    began = time.monotonic()
    state, message = maestro.prometheus()
    want(state == 'problem' and time.monotonic() - began < 40, 'a service that never answers is a problem in time', (state, message, time.monotonic() - began))
    os.kill(process, signal.SIGCONT)
    want(maestro('secret', 'remove', 'prom').returncode == 0 and maestro.prometheus()[0] == 'problem', 'what was removed is gone')


def in_the_window(bus, maestro):
    want(bus.find('Fleet', role='table', seconds=30) is not None, 'the window opens')
    want(bus.press('Connections'), 'Connections is opened')
    want(until(lambda: 'keychain:prom' in bus.text('Missing secret', seconds=1), 60), 'it says which secret is missing', bus.text('Missing secret'))
    want(bus.type('Secret', SECRETS['window']) and bus.press('Keep secret'), 'it is typed')
    want(until(lambda: 'in the keychain' in bus.text('Where the secret is', seconds=1), 30), 'the keychain took it', bus.text('Where the secret is'))
    want(until(lambda: bearer('window'), 60), 'the connection uses it')
    want(maestro.prometheus()[0] == 'fine', 'and so does the command line', maestro.prometheus())
    want(maestro('secret', 'remove', 'prom').returncode == 0, 'it is removed')


def without_a_collection(bus, maestro):
    """What the desktop of a fresh machine is like: the service answers and has no place to keep anything."""
    want(bus.find('Fleet', role='table', seconds=60) is not None, 'the next window opens')
    want(bus.press('Connections'), 'Connections is opened again')
    want(until(lambda: 'keychain:prom' in bus.text('Missing secret', seconds=1), 60), 'it is missing there', bus.text('Missing secret'))
    want(bus.type('Secret', SECRETS['memory']) and bus.press('Keep secret'), 'it is typed there')
    want(until(lambda: 'in memory until this program ends' in bus.text('Where the secret is', seconds=1), 30), 'no collection: in memory, and said so', bus.text('Where the secret is'))
    want(until(lambda: bearer('memory'), 60), 'the connection uses it all the same')
    want(maestro.prometheus()[0] == 'problem', 'another program does not have it', maestro.prometheus())


def main(build):
    programs = pathlib.Path(build).resolve() / 'bin'
    os.environ['XDG_DATA_HOME'] = os.path.join(os.environ['HOME'], 'data')
    pathlib.Path(os.environ['XDG_DATA_HOME']).mkdir(mode=0o700)
    desktop.start_session()
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Metrics)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(prefix='maestro-e2e-') as folder:
        folder = pathlib.Path(folder)
        kubeconfig, home = folder / 'kubeconfig', folder / 'home'
        (home / 'config/policies').mkdir(parents=True, mode=0o700)
        log = open(folder / 'log', 'wb')
        sandbox = desktop.child([programs / 'maestro-sandbox', '--scenario', 'healthy-canary', '--seed', '1', '--port', '0', '--kubeconfig-out', kubeconfig], stdout=log, stderr=log)
        if not want(until(lambda: kubeconfig.exists() and 'current-context' in kubeconfig.read_text()), 'the sandbox runs', (folder / 'log').read_text()[-300:]):
            return
        os.umask(0o077)
        (home / 'config/connections.yaml').write_text(f'connections:\n  - name: sandbox\n    prometheus: {{url: "http://127.0.0.1:{server.server_port}", token: "keychain:prom"}}\n')
        (home / 'config/policies/shop.yaml').write_text(POLICY)
        maestro = Call(programs / 'maestro', kubeconfig, home)
        on_the_command_line(maestro)
        try:
            for part in (in_the_window, without_a_collection):
                console = desktop.child([programs / 'maestro-console', '--kubeconfig', kubeconfig], env=maestro.env, stdout=log, stderr=log)
                part(desktop.Bus(), maestro)
                want(console.poll() is None, 'the window is still there', (folder / 'log').read_text()[-400:])
                console.kill()
                console.wait()
                os.kill(keyring(), signal.SIGKILL)
                shutil.rmtree(pathlib.Path(os.environ['XDG_DATA_HOME']) / 'keyrings', ignore_errors=True)
        finally:
            sandbox.kill()
            sandbox.wait()
        want(not leaks(folder) and not leaks(os.environ['HOME']), 'no file holds what was typed', leaks(folder) + leaks(os.environ['HOME']))


if __name__ == '__main__':
    desktop.settle_in(__file__, '' if shutil.which(KEYRING) else f'not installed: {KEYRING}')
    main(sys.argv[1])
    print(f'{mainjob.held} held, {len(short)} short')
    sys.exit(1 if short else 0)
