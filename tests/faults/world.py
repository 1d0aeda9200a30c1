# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line against a simulated cluster behind the fault proxy, and the judge: what was told, what the journal claims, what really happened."""
import collections
import ctypes
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from faultproxy import FaultProxy, Upstream

VERIFIER = pathlib.Path(__file__).resolve().parent.parent / 'support/verifyjournal.py'
REASON = 'a fault is in the way of this'
TOKEN = 'sandbox-admin-token'
STATES = {0: 'applied', 3: 'refused', 4: 'notPermitted', 5: 'notSent', 6: 'unknown', 7: 'notObserved'}
MEMORY = 200                    # MiB; a list may have 64 of them
UNCHANGED = ('refused', 'notPermitted', 'notSent')
STEPS = [{'setWeight': 50}, {'pause': {}}, {'setWeight': 80}, {'pause': {}}]
NOISE = re.compile(r'QObject|qt\.|QSsl|ASSERT|terminate called|AddressSanitizer|runtime error|Segmentation|^\s+at 0x', re.M)

Said = collections.namedtuple('Said', 'code out err doc seconds')


def dies_with_us():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)         # PR_SET_PDEATHSIG


def peak(pid):
    try:
        return int(re.search(r'VmHWM:\s+(\d+)', pathlib.Path(f'/proc/{pid}/status').read_text())[1])
    except (OSError, TypeError):    # it has ended
        return 0


def measured(command, env, cwd, timeout):
    """(exit code, stdout, stderr, MiB at most) of one call."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=cwd)
        end = time.monotonic() + timeout
        most = 0                    # KiB; what wait() tells of a child has that of the process it was made from in it
        while True:
            most = max(most, peak(process.pid))
            pid, status = os.waitpid(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > end:
                process.kill()
            time.sleep(.005)
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = [(file.seek(0), file.read().decode('utf-8', 'replace'))[1] for file in (out, err)]
    return process.returncode, *texts, most // 1024


class Tally:
    def __init__(self):
        self.held, self.short, self.lock = 0, [], threading.Lock()

    def want(self, holds, what, found=None):
        with self.lock:
            self.held += bool(holds)
            if not holds:
                self.short.append(what)
                print(f'  SHORT  {what}' + ('' if found is None else f'\n         found {found!r}'[:1500]), flush=True)
        return bool(holds)


class Box:
    """maestro-sandbox with one rollout at its gate in each of many namespaces; `more` may change the cluster before it is made."""

    def __init__(self, programs, folder, namespaces, rollouts=1, speed=5, more=None):
        self.programs, self.folder = pathlib.Path(programs), pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.kubeconfig = str(self.folder / 'kubeconfig')
        names = ['web', *(f'web{n}' for n in range(2, rollouts + 1))]
        places = [(ns, name) for ns in namespaces for name in (names if ns.startswith('many') else names[:1])]
        scenario = {'name': 'faults', 'description': 'one canary at its gate in every namespace', 'clusters': [{
            'name': 'box', 'namespaces': list(namespaces), 'contexts': [{'name': 'box', 'user': 'admin'}],
            'rollouts': [{'name': name, 'namespace': ns, 'strategy': 'canary', 'replicas': 2, 'versions': ['v1', 'v2'], 'since': '1h', 'steps': STEPS} for ns, name in places],
            'script': [{'at': '-60s', 'do': 'setImage', 'rollout': f'{ns}/{name}', 'version': 'v3'} for ns, name in places]}]}
        if more:
            more(scenario['clusters'][0])
        (self.folder / 'scenario.yaml').write_text(json.dumps(scenario), encoding='utf-8')
        with open(self.folder / 'sandbox.log', 'wb') as log:
            self.process = subprocess.Popen([self.programs / 'maestro-sandbox', '--scenario', self.folder / 'scenario.yaml', '--port', '0', '--user', 'admin', '--speed', str(speed), '--admin',
                                             '--kubeconfig-out', self.kubeconfig], stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=dies_with_us)
        end = time.monotonic() + 60
        while 'kubeconfig' not in (self.folder / 'sandbox.log').read_text():
            if self.process.poll() is not None or time.monotonic() > end:
                self.close()
                sys.exit('the sandbox did not start: ' + (self.folder / 'sandbox.log').read_text()[-400:])
            time.sleep(.05)
        self.upstream = Upstream(self.kubeconfig)
        self.metrics = re.search(r'metrics (\S+)', (self.folder / 'sandbox.log').read_text())[1]

    def close(self):
        self.process.kill()
        self.process.wait()

    def request(self, verb, path, body=None, kind='application/json'):
        """(status, document): past the proxy."""
        connection = self.upstream.connect()
        connection.request(verb, path, None if body is None else json.dumps(body), {'Authorization': f'Bearer {TOKEN}', 'Content-Type': kind})
        reply = connection.getresponse()
        said = reply.status, json.loads(reply.read() or b'{}')
        connection.close()
        return said

    def switch(self, what):
        where = self.metrics.removeprefix('http://')
        connection = http.client.HTTPConnection(where, timeout=20)
        connection.request('POST', f'/admin/{what}')
        connection.getresponse().read()
        connection.close()


class Place:
    """One case: a namespace with its rollout, a proxy, a home, the program."""

    def __init__(self, box, tally, case, ns, authority, certificate, plain=False):
        self.box, self.tally, self.case, self.ns = box, tally, case, ns
        self.folder = box.folder / ns
        self.folder.mkdir(exist_ok=True)
        self.home, self.kubeconfig = self.folder / 'home', str(self.folder / 'kubeconfig')
        self.proxy = FaultProxy(box.kubeconfig, self.kubeconfig, plain=plain, folder=str(self.folder), authority=authority, certificate=certificate)
        self.children = []

    def close(self):
        for child in self.children:
            if child.poll() is None:
                child.kill()
            child.wait()
        self.proxy.close()
        shutil.rmtree(self.home, ignore_errors=True)

    def want(self, holds, what, found=None):
        return self.tally.want(holds, f'{self.case}: {what}', found)

    def same(self, found, wanted, what):
        return self.want(found == wanted, f'{what}: {wanted!r}', found)

    # -- the product

    def command(self, *args):
        return [str(self.box.programs / 'maestro'), '--kubeconfig', self.kubeconfig, '-n', self.ns, '--json', *map(str, args)]

    def env(self, **more):
        kept = {k: v for k, v in os.environ.items() if k in ('PATH', 'LANG', 'HOME', 'LD_LIBRARY_PATH')}
        return {**kept, 'MAESTRO_HOME': str(self.home), **more}

    def run(self, *args, command=None, env=None, cwd=None, timeout=100):
        begun = time.monotonic()
        code, out, err, memory = measured(command or self.command(*args), env or self.env(), cwd, timeout)
        try:
            document = json.loads(out)
        except ValueError:
            document = None
        said = Said(code, out, err, document if isinstance(document, dict) else None, time.monotonic() - begun)
        self.want(memory < MEMORY, f'less than {MEMORY} MiB of memory', memory)
        self.plain_words(said)
        return said

    def plain_words(self, said):
        self.want(said.doc is not None and said.out.count('\n') <= 1, 'one JSON document on stdout', said.out[:300])
        self.want(0 <= said.code <= 7, 'an exit code of the contract', (said.code, said.err[-300:]))
        self.want(not NOISE.search(said.err), 'no noise on stderr', said.err[-400:])
        self.want(TOKEN not in said.out + said.err, 'no credential is told')
        message = (said.doc or {}).get('message') or ''
        self.want(not re.search(r'%(\d|L\d|n)\b', message + said.err), 'every word is filled in', message)
        if said.code and said.doc and said.doc['kind'] in ('Error', 'Outcome'):
            self.want(len(message) > 10, 'a failure says why', said.doc if len(said.out) < 500 else said.doc.get('message'))

    def order(self, verb, *more, name='web', observe='2s'):
        return [verb, name, '--yes', '--reason', REASON, '--observe-timeout', observe, *more]

    def watch(self, *args):
        """A call that goes on; (process, the list that its lines come into)."""
        process = subprocess.Popen(self.command(*args), env=self.env(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, preexec_fn=dies_with_us)
        lines = []
        self.children.append(process)
        threading.Thread(target=lambda: [lines.append(json.loads(line)) for line in process.stdout], daemon=True).start()
        return process, lines

    # -- the truth

    def object(self, name='web', kind='rollouts'):
        return self.box.request('GET', f'/apis/argoproj.io/v1alpha1/namespaces/{self.ns}/{kind}/{name}')[1]

    def change(self, *operations, name='web', sub=''):
        """Somebody else changes the rollout."""
        status, said = self.box.request('PATCH', f'/apis/argoproj.io/v1alpha1/namespaces/{self.ns}/rollouts/{name}{sub}', list(operations), 'application/json-patch+json')
        self.want(status == 200, 'the other one may', said)

    def until(self, look, what, seconds=30):
        end = time.monotonic() + seconds
        while not (found := look()):
            if time.monotonic() > end:
                self.want(False, f'in time: {what}')
                return None
            time.sleep(.05)
        return found

    def at_gate(self, index=1, name='web'):
        return self.until(lambda: (s := self.object(name).get('status', {})).get('currentStepIndex') == index and s.get('pauseConditions'), f'gate {index}')

    # -- the judge

    def verified(self):
        if not (self.home / 'journal').exists():
            return []
        done = subprocess.run([sys.executable, str(VERIFIER), str(self.home / 'journal')], capture_output=True, text=True, timeout=60)
        self.want(done.returncode == 0 and done.stdout.startswith('valid'), 'the journal is valid for the independent verifier', done.stdout + done.stderr)
        return [i for line in re.findall(r'^open=(.+)$', done.stdout, re.M) for i in re.split(r'[ ,]+', line)]

    def secretless(self):
        for path in self.home.rglob('*'):
            if path.is_file() and TOKEN.encode() in path.read_bytes():
                self.want(False, f'no credential in {path.name}')

    def judge(self, said, confirmations=1, rivals=False, whose=True):
        """What holds whatever happened: once or nothing, and what is told and recorded is so."""
        writes = self.proxy.writes()
        counts = collections.Counter(a['auditId'] for a in writes)
        self.want(all(counts) and max(counts.values(), default=0) <= 1, 'each Audit-ID arrives once at most', counts)
        self.want(len({i.rsplit('-', 1)[0] for i in counts}) <= confirmations, 'no more actions than confirmations', counts)
        commits = FaultProxy.commits(writes)
        self.want(commits <= max(len(counts), 1), 'each request changes once at most', [(a['auditId'], a['server']) for a in writes])
        document = said.doc or {}
        state = document.get('state')
        if document.get('kind') == 'Outcome':
            self.want(document['exitCode'] == said.code and (STATES.get(said.code) == state or state == 'failed'), 'exit code and state agree', (said.code, state))
        else:
            self.want(not writes, 'without an Outcome nothing was sent', document.get('message'))
        self.want(commits == 0 or state not in UNCHANGED or not whose, f'{state}: it is true that nothing changed', commits)
        self.want(commits > 0 or rivals or state not in ('applied', 'notObserved'), f'{state}: it is true that it changed', document.get('message'))
        still_open = [document['id']] if state == 'unknown' else []
        self.same(self.verified(), still_open, 'what is unknown stays open, to be settled by reading; nothing else does')
        self.recorded(document, state)
        self.secretless()
        return writes, commits

    def recorded(self, document, state):
        if document.get('kind') != 'Outcome' or not document.get('journal'):
            return
        records = (self.run('journal', 'list').doc or {}).get('records', [])
        mine = [r for r in records if r['id'] == document['id'] and r['type'] in ('outcome', 'refused')]
        self.want(len(mine) == 1 and mine[0]['state'] == state, 'the journal claims what was told, once', mine)
        if state not in ('refused', 'notPermitted'):
            self.want(any(r['type'] == 'intent' and r['id'] == document['id'] for r in records), 'an intent stands before it')

    def recovers(self):
        """Without the fault everything goes on, without a restart of anything."""
        self.proxy.use()
        self.proxy.thaw()
        if self.proxy.listener is None:
            self.proxy.listen()
        said = self.run('get', 'web')
        self.want(said.code == 0 and said.doc.get('name') == 'web', 'when the fault is gone it works again', said.doc)
