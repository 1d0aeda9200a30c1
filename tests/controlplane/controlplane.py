#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Kubernetes control plane with the real Argo Rollouts controller, on loopback, without containers and without root.

    controlplane.py build       build what is missing (a quarter of an hour on two cores, once); exit 77 without a suitable Go
    controlplane.py helm        build Helm 3.22 when it is missing, and print where it is
    controlplane.py cached      print the folder of the programs; exit 1 when something is missing
    controlplane.py run DIR [COMMAND...]    start in DIR, run COMMAND with KUBECONFIG set (or wait for a signal), stop
    controlplane.py up DIR      the same in the background; returns when it is ready. DIR/env says where it is
    controlplane.py down DIR    end it and remove DIR

Everything is built from the Go modules pinned in the folders beside this file and kept, by the hash of these pins, in
${XDG_CACHE_HOME:-~/.cache}/maestro-controlplane. Every process dies with the one that started it.
"""
import base64
import contextlib
import ctypes
import fcntl
import hashlib
import os
import pathlib
import platform
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
KUBE, GO = 'v1.36.3', (1, 26)
VERSIONS = ' '.join(f'-X k8s.io/{p}/version.{k}={v}' for p in ('component-base', 'client-go/pkg')
                    for k, v in (('gitVersion', KUBE), ('gitMajor', KUBE[1:].split('.')[0]), ('gitMinor', KUBE.split('.')[1])))
# module folder -> (programs it builds, linker flags)
PARTS = {
    'etcd': (('etcd',), ''),
    'kwok': (('kwok',), ''),
    'kube': (('kubectl', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'), VERSIONS),
    'argo': (('rollouts-controller', 'kubectl-argo-rollouts'), ''),
}
HELM = ('helm',), '-X helm.sh/helm/v3/internal/version.version=v3.22.0'      # kept apart: only its own story needs it
PROGRAMS = [p for programs, _ in PARTS.values() for p in programs]
STAGES = ['node/fast/node-initialize', 'node/heartbeat-with-lease/node-heartbeat-with-lease', 'pod/fast/pod-ready', 'pod/fast/pod-complete',
          'pod/fast/pod-delete', 'pod/chaos/pod-container-running-failed']
CRDS = ['rollout', 'analysis-run', 'analysis-template', 'cluster-analysis-template', 'experiment']
USERS = {'admin': 'system:masters', 'captain': 'release-captains', 'viewer': 'viewers'}
CONTROLLERS = ('deployment replicaset endpointslice namespace garbage-collector job serviceaccount').split()


class Unavailable(Exception):
    """The control plane cannot be had on this machine; the text says why."""


def cache():
    """The folder for exactly these pins, flags and this machine kind."""
    pins = hashlib.sha256(repr((PARTS, STAGES, CRDS, platform.machine())).encode())
    for file in sorted(HERE.glob('*/go.*')):
        if file.parent.name != 'helm':
            pins.update(file.read_bytes())
    return caches() / pins.hexdigest()[:16]


def caches():
    home = os.environ.get('XDG_CACHE_HOME') or os.path.expanduser('~/.cache')
    return pathlib.Path(home) / 'maestro-controlplane'


def missing():
    return [p for p in PROGRAMS if not os.access(cache() / p, os.X_OK)] + [f for f in ('stages.yaml', 'crds.yaml') if not (cache() / f).is_file()]


# -- building

def check_go():
    try:
        said = subprocess.run(['go', 'version'], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        raise Unavailable(f'no Go: {GO[0]}.{GO[1]} or newer builds the control plane (https://go.dev/dl)') from None
    found = re.search(r'go(\d+)\.(\d+)', said)
    if not found or tuple(map(int, found.groups())) < GO:
        raise Unavailable(f'Go {GO[0]}.{GO[1]} or newer is needed, found: {said.strip()}')


def go(folder, *args, **more):
    env = dict(os.environ, GOFLAGS='-mod=mod', GOTOOLCHAIN='local', GOWORK='off', **more)
    return subprocess.run(['go', *args], cwd=folder, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def build_part(part, into):
    programs, link = PARTS.get(part, HELM)
    print(f'building {part}: {", ".join(programs)}', flush=True)
    with tempfile.TemporaryDirectory(prefix='maestro-go-') as work:
        for file in (HERE / part).glob('go.*'):
            shutil.copy(file, work)
        made = pathlib.Path(work, 'made')
        go(work, 'install', '-buildvcs=false', '-ldflags', f'-s -w {link}', 'tool', GOBIN=str(made))
        if part == 'etcd':
            (made / 'server').rename(made / 'etcd')
        if part == 'argo':
            source = pathlib.Path(go(work, 'list', '-m', '-f', '{{.Dir}}', 'github.com/argoproj/argo-rollouts'))
            join(into / 'crds.yaml', [source / f'manifests/crds/{c}-crd.yaml' for c in CRDS])
        if part == 'kwok':
            source = pathlib.Path(go(work, 'list', '-m', '-f', '{{.Dir}}', 'sigs.k8s.io/kwok'))
            join(into / 'stages.yaml', [source / f'kustomize/stage/{s}.yaml' for s in STAGES])
        for program in programs:                       # each one appears whole or not at all
            shutil.move(made / program, into / f'.{program}')
            (into / f'.{program}').rename(into / program)


def join(target, files):
    text = '\n---\n'.join(f.read_text(encoding='utf-8') for f in files)
    (target.parent / f'.{target.name}').write_text(text, encoding='utf-8')
    (target.parent / f'.{target.name}').rename(target)


def build():
    into = cache()
    into.mkdir(parents=True, exist_ok=True)
    with open(into / '.lock', 'w', encoding='utf-8') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if missing():
            check_go()
        for part, (programs, _) in PARTS.items():
            data = {'argo': ['crds.yaml'], 'kwok': ['stages.yaml']}.get(part, [])
            if set(missing()) & {*programs, *data}:
                try:
                    build_part(part, into)
                except subprocess.CalledProcessError as error:
                    raise Unavailable(f'building {part} failed: {error}') from None
    print(f'control plane in {into}', flush=True)


def helm():
    """The helm program, built when it is not there yet."""
    pins = hashlib.sha256(repr((HELM, platform.machine())).encode())
    for file in sorted((HERE / 'helm').glob('go.*')):
        pins.update(file.read_bytes())
    into = caches() / f'helm-{pins.hexdigest()[:16]}'
    into.mkdir(parents=True, exist_ok=True)
    with open(into / '.lock', 'w', encoding='utf-8') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.access(into / 'helm', os.X_OK):
            check_go()
            try:
                build_part('helm', into)
            except subprocess.CalledProcessError as error:
                raise Unavailable(f'building helm failed: {error}') from None
    return into / 'helm'


# -- running

def die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)         # PR_SET_PDEATHSIG


def free_ports(count):
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for s in sockets:
            s.bind(('127.0.0.1', 0))
        return [s.getsockname()[1] for s in sockets]


class ControlPlane:
    """One control plane in one folder. Use as a context manager; `kubeconfig` has a context per name in USERS."""

    def __init__(self, folder, argo_flags=()):
        self.dir, self.bin = pathlib.Path(folder).resolve(), cache()
        self.argo_flags, self.processes = list(argo_flags), {}
        self.kubeconfig, self.server = str(self.dir / 'kubeconfig'), ''

    def __enter__(self):
        if missing():
            raise Unavailable(f'not built: {", ".join(missing())}; run {HERE.name}/{pathlib.Path(__file__).name} build')
        try:
            self.secrets()
            for attempt in range(3):                   # a port that was free may be taken a moment later
                try:
                    self.start()
                    return self
                except (TimeoutError, subprocess.CalledProcessError) as error:
                    print(f'attempt {attempt + 1}: {error}', file=sys.stderr)
                    self.stop()
            raise RuntimeError(f'the control plane did not start, its logs are in {self.dir}')
        except BaseException:
            self.stop()
            raise

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        for process in reversed(self.processes.values()):
            process.kill()                             # an apiserver that drains keeps its port for a minute
        for process in self.processes.values():
            process.wait()
        self.processes = {}

    def stall(self):
        self.processes['rollouts-controller'].send_signal(signal.SIGSTOP)

    def go_on(self):
        self.processes['rollouts-controller'].send_signal(signal.SIGCONT)

    def spawn(self, program, *flags):
        with open(self.dir / f'{program}.log', 'ab') as log:
            self.processes[program] = subprocess.Popen([self.bin / program, *flags], cwd=self.dir, stdin=subprocess.DEVNULL, stdout=log,
                                                       stderr=log, preexec_fn=die_with_parent, start_new_session=True)

    def kubectl(self, *args, text=None):
        done = subprocess.run([self.bin / 'kubectl', '--kubeconfig', self.kubeconfig, *args], input=text, text=True, capture_output=True, timeout=90)
        if done.returncode:
            raise subprocess.CalledProcessError(done.returncode, ['kubectl', *args], done.stdout, done.stderr)
        return done.stdout

    def secrets(self):
        def openssl(*args, text=None):
            subprocess.run(['openssl', *args], cwd=self.dir, input=text, text=True, check=True, capture_output=True)
        openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', 'sa.key')
        openssl('pkey', '-in', 'sa.key', '-pubout', '-out', 'sa.pub')
        openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'ca.key', '-out', 'ca.crt',
                '-days', '3', '-subj', '/CN=maestro-test-ca')
        openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'tls.key', '-out', 'tls.crt', '-days', '3',
                '-subj', '/CN=apiserver', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost',
                '-addext', 'basicConstraints=critical,CA:FALSE')
        write = lambda name, text: (self.dir / name).write_text(text, encoding='utf-8')
        write('tokens.csv', ''.join(f'{user}-token,{user},{user},"{group}"\n' for user, group in USERS.items()))
        write('audit.yaml', 'apiVersion: audit.k8s.io/v1\nkind: Policy\nomitStages: [RequestReceived]\n'
                            'rules: [{level: Request, verbs: [create, update, patch, delete]}]\n')

    def write_kubeconfig(self):
        ca = base64.b64encode((self.dir / 'ca.crt').read_bytes()).decode()
        users = ''.join(f'- {{name: {u}, user: {{token: {u}-token}}}}\n' for u in USERS)
        contexts = ''.join(f'- {{name: {u}, context: {{cluster: real, user: {u}, namespace: default}}}}\n' for u in USERS)
        pathlib.Path(self.kubeconfig).write_text(
            f'apiVersion: v1\nkind: Config\ncurrent-context: admin\nclusters:\n- name: real\n  cluster:\n    server: {self.server}\n'
            f'    certificate-authority-data: {ca}\nusers:\n{users}contexts:\n{contexts}', encoding='utf-8')
        os.chmod(self.kubeconfig, 0o600)

    def start(self):
        shutil.rmtree(self.dir / 'etcd', ignore_errors=True)
        client, peer, secure, metrics, health = free_ports(5)
        self.server = f'https://127.0.0.1:{secure}'
        self.write_kubeconfig()
        store, peers = f'http://127.0.0.1:{client}', f'http://127.0.0.1:{peer}'
        self.spawn('etcd', '--data-dir=etcd', f'--listen-client-urls={store}', f'--advertise-client-urls={store}', f'--listen-peer-urls={peers}',
                   f'--initial-advertise-peer-urls={peers}', f'--initial-cluster=default={peers}', '--unsafe-no-fsync')
        self.spawn('kube-apiserver', f'--etcd-servers={store}', '--bind-address=127.0.0.1', '--advertise-address=127.0.0.1', f'--secure-port={secure}',
                   '--cert-dir=certs', '--tls-cert-file=tls.crt', '--tls-private-key-file=tls.key', '--service-account-key-file=sa.pub',
                   '--service-account-signing-key-file=sa.key', f'--service-account-issuer={self.server}', '--service-cluster-ip-range=10.96.0.0/16',
                   '--authorization-mode=RBAC', '--token-auth-file=tokens.csv', '--enable-priority-and-fairness=false',
                   '--disable-admission-plugins=ServiceAccount,TaintNodesByCondition', f'--audit-log-path={self.dir}/audit.log', '--audit-policy-file=audit.yaml')
        self.wait_ready(60)
        config = f'--kubeconfig={self.kubeconfig}'
        self.spawn('kube-controller-manager', config, '--service-account-private-key-file=sa.key', '--use-service-account-credentials=false',
                   '--leader-elect=false', '--secure-port=0', '--controllers=' + ','.join(f'{c}-controller' for c in CONTROLLERS))
        self.spawn('kube-scheduler', config, '--leader-elect=false', '--secure-port=0')
        self.spawn('kwok', config, '--manage-all-nodes', f'--config={self.bin}/stages.yaml', '--server-address=', '--node-ip=127.0.0.1', '--cidr=10.0.0.0/16')
        self.kubectl('apply', '--server-side', '-f', str(self.bin / 'crds.yaml'))
        self.kubectl('apply', '-f', '-', text='\n---\n'.join([node(0), node(1), GRANTS]))
        self.kubectl('wait', '--for=condition=Established', 'crd', '--all', '--timeout=30s')
        self.spawn('rollouts-controller', config, '--namespace=argo-rollouts', '--leader-elect=false', f'--metricsPort={metrics}',
                   f'--healthzPort={health}', *self.argo_flags)
        self.kubectl('wait', '--for=condition=Ready', 'node', '--all', '--timeout=30s')

    def wait_ready(self, seconds):
        trust = ssl.create_default_context(cafile=self.dir / 'ca.crt')
        ask = urllib.request.Request(f'{self.server}/readyz', headers={'Authorization': 'Bearer admin-token'})
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for program, process in self.processes.items():
                if process.poll() is not None:
                    raise TimeoutError(f'{program} ended with {process.returncode}: {self.tail(program)}')
            with contextlib.suppress(OSError):
                if urllib.request.urlopen(ask, timeout=2, context=trust).read() == b'ok':
                    return
            time.sleep(.1)
        raise TimeoutError(f'not ready after {seconds} s: {self.tail("kube-apiserver")}')

    def tail(self, program):
        return (self.dir / f'{program}.log').read_text(errors='replace')[-400:]


def node(number):
    room = '{cpu: "64", memory: 256Gi, pods: "5000"}'
    return (f'apiVersion: v1\nkind: Node\nmetadata: {{name: node-{number}, labels: {{kubernetes.io/hostname: node-{number}, kubernetes.io/os: linux}}}}\n'
            f'status: {{allocatable: {room}, capacity: {room}}}\n')


GRANTS = '''apiVersion: v1
kind: Namespace
metadata: {name: argo-rollouts}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: read-everything}
rules: [{apiGroups: ["*"], resources: ["*"], verbs: [get, list, watch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: viewers}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: read-everything}
subjects:
- {apiGroup: rbac.authorization.k8s.io, kind: Group, name: viewers}
- {apiGroup: rbac.authorization.k8s.io, kind: Group, name: release-captains}
- {apiGroup: rbac.authorization.k8s.io, kind: User, name: captain}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: release-captain}
rules:
- {apiGroups: [argoproj.io], resources: [rollouts, rollouts/status], verbs: [patch]}
- {apiGroups: [apps], resources: [deployments], verbs: [patch]}
- {apiGroups: [""], resources: [events], verbs: [create, patch]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: release-captains}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: release-captain}
subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: release-captains}, {apiGroup: rbac.authorization.k8s.io, kind: User, name: captain}]
'''


# -- the command line

def run(folder, command):
    folder.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with ControlPlane(folder) as plane:
        (folder / '.env').write_text(f'KUBECONFIG={plane.kubeconfig}\nSERVER={plane.server}\nCA={folder}/ca.crt\nBIN={plane.bin}\nPID={os.getpid()}\n')
        (folder / '.env').rename(folder / 'env')
        if not command:
            signal.pause()
            return 0
        return subprocess.run(command, env=dict(os.environ, KUBECONFIG=plane.kubeconfig, PATH=f'{plane.bin}:{os.environ["PATH"]}'), check=False).returncode


def up(folder):
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / 'keeper.log', 'ab') as log:
        keeper = subprocess.Popen([sys.executable, __file__, 'run', folder], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    (folder / 'keeper').write_text(str(keeper.pid))
    while not (folder / 'env').exists():
        if keeper.poll() is not None:
            print((folder / 'keeper.log').read_text()[-2000:], file=sys.stderr)
            return 1
        time.sleep(.1)
    return 0


def down(folder):
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        pid = int((folder / 'keeper').read_text())
        mine = str(folder).encode() in pathlib.Path(f'/proc/{pid}/cmdline').read_bytes()
        if mine:
            os.kill(pid, signal.SIGTERM)
        while mine and pathlib.Path(f'/proc/{pid}/stat').read_text().rsplit(')', 1)[1].split()[0] != 'Z':
            time.sleep(.05)
    shutil.rmtree(folder, ignore_errors=True)
    return 0


def main(argv):
    try:
        match argv:
            case ['build']:
                return build()
            case ['helm']:
                print(helm())
                return 0
            case ['cached']:
                print(cache())
                return 1 if missing() else 0
            case ['run', folder, *command]:
                return run(pathlib.Path(folder).resolve(), command)
            case ['up', folder]:
                return up(pathlib.Path(folder).resolve())
            case ['down', folder]:
                return down(pathlib.Path(folder).resolve())
    except Unavailable as why:
        print(f'SKIP: {why}', flush=True)
        return 1 if os.environ.get('CI') == 'true' else 77
    print(__doc__)
    return 2


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
