#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ratios measured in one run, A and B in turn, medians of pairs, each beside its goal. Prints, asserts nothing.

    bench.py BUILD_DIR [list10k] [parse] [list1k] [watch] [start] [memory] [storm] [bake] [charts]
"""
import json
import os
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / 'controlplane'), str(HERE)]
import controlplane          # noqa: E402
from fakeapi import PAGE, ROLLOUTS, FakeApi     # noqa: E402

PAIRS = 9
SHOWS_A_WINDOW = ('--exit-after-startup', 'bench_window')
# The goals of the design, by the end of what is printed.
GOALS = {'(P2)': 2.0, '(P6)': .20, '(P7)': 2.2, '(P8)': .05, '(P10)': 15, '(P11)': 1.25, '(P12)': .5, '(P14)': 2.0}


def clean(home):
    keep = {k: v for k, v in os.environ.items() if not k.startswith('MAESTRO_') and k != 'KUBECONFIG'}
    return keep | {'MAESTRO_HOME': str(home), 'DBUS_SESSION_BUS_ADDRESS': 'disabled:', 'XDG_RUNTIME_DIR': str(home)}


class Run:
    def __init__(self, build, folder):
        self.bin, self.tests, self.folder = build / 'bin', build / 'tests', folder
        self.env = clean(folder)

    def seconds(self, command):
        """To the end of the process, or to its line "first frame"."""
        begun = time.monotonic()
        if str(command[-1]).rsplit('/', 1)[-1] in SHOWS_A_WINDOW:
            with subprocess.Popen([str(c) for c in command], env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
                if process.stdout.readline().strip() != b'first frame':
                    raise RuntimeError(f'{command[0]}: no frame')
                return time.monotonic() - begun
        done = subprocess.run([str(c) for c in command], env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        if done.returncode:
            raise RuntimeError(f'{command[0]}: exit {done.returncode}: {done.stderr.decode()[-300:]}')
        return time.monotonic() - begun

    def pairs(self, title, ours, **others):
        """Times our command and each other one in turn; says the median of each and of the ratios."""
        times = {'ours': [], **{k: [] for k in others}}
        for _ in range(PAIRS):
            times['ours'].append(self.seconds(ours))
            for name, command in others.items():
                times[name].append(self.seconds(command))
        say(title, f'{statistics.median(times["ours"]) * 1000:.0f} ms')
        for name in others:
            ratios = sorted(a / b for a, b in zip(times['ours'], times[name]))
            say(f'  / {name}', f'{statistics.median(ratios):.2f}   ({ratios[0]:.2f} to {ratios[-1]:.2f}; {statistics.median(times[name]) * 1000:.0f} ms)')


def say(what, value):
    goal = GOALS.get(what.rsplit(' ', 1)[-1])
    print(f'{what:58} {value}' + (f'   goal <= {goal:g}' if goal else ''), flush=True)


def list10k(run):
    api = FakeApi(10_000)
    kubeconfig = run.folder / 'bench10k'
    api.write_kubeconfig(kubeconfig)
    pages = [f'{api.url}{ROLLOUTS}?limit={PAGE}&continue={n * PAGE}' for n in range(len(api.pages))]
    print(f'list and decode 10,000 rollouts, {api.raw / 1e6:.0f} MB, whole process')
    maestro = [run.bin / 'maestro', '--kubeconfig', kubeconfig, '--request-timeout', '60s', 'list', '-A']
    others = {'curl of the same pages (P7)': ['curl', '-sf', '-o', '/dev/null', *pages]}
    run.pairs('maestro list -A', maestro, **others)
    run.pairs('maestro list -A --json', maestro + ['--json'], **{'curl of the same pages': others['curl of the same pages (P7)']})
    print(f'most memory of a child so far: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MiB')
    api.shutdown()


def parse(run):
    """Instructions, which the load of the machine does not change."""
    api = FakeApi(2000)
    kubeconfig = run.folder / 'bench2k'
    api.write_kubeconfig(kubeconfig)
    counted = run.folder / 'callgrind.out'
    command = ['valgrind', '--tool=callgrind', '--toggle-collect=maestro::decodeRolloutList*', f'--callgrind-out-file={counted}',
               str(run.bin / 'maestro'), '--kubeconfig', str(kubeconfig), '--request-timeout', '300s', 'list', '-A']
    subprocess.run(command, env=run.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    total = next(int(line.split()[1]) for line in counted.read_text(encoding='ascii').splitlines() if line.startswith('totals:'))
    print(f'decode of 2,000 rollouts, {api.raw / 1e6:.0f} MB')
    say('instructions for each byte of a list (P10)', f'{total / api.raw:.1f}')
    api.shutdown()


def with_plane(run, job):
    if controlplane.missing():
        print('no control plane built: skipped')
        return
    with tempfile.TemporaryDirectory(prefix='maestro-bench-') as folder, controlplane.ControlPlane(folder) as plane:
        job(run, plane)


def list1k(run, plane):
    from fakeapi import rollout
    items = [rollout(i) for i in range(1000)]
    for item in items:
        item['metadata'] = {'name': item['metadata']['name'], 'namespace': 'default'}
        item['spec'] |= {'replicas': 0}
        item.pop('status')
    plane.kubectl('create', '-f', '-', text=json.dumps({'apiVersion': 'v1', 'kind': 'List', 'items': items}))
    path = '/apis/argoproj.io/v1alpha1/namespaces/default/rollouts'
    end = time.monotonic() + 120
    while time.monotonic() < end and json.loads(plane.kubectl('get', '--raw', f'{path}?limit=1000&fieldSelector=')).get('items', [{}])[-1].get('status', {}).get('observedGeneration') is None:
        time.sleep(2)
    print('1,000 rollouts on the real control plane, whole process')
    common = ['--kubeconfig', plane.kubeconfig]
    run.pairs('maestro list', [run.bin / 'maestro', *common, 'list'],
              **{'kubectl argo rollouts list': [plane.bin / 'kubectl-argo-rollouts', *common, 'list', 'rollouts'],
                 'kubectl get rollouts': [plane.bin / 'kubectl', *common, 'get', 'rollouts.argoproj.io'],
                 'curl, one bare GET': ['curl', '-sf', '-o', '/dev/null', '--cacert', plane.dir / 'ca.crt', '-H', 'Authorization: Bearer admin-token', plane.server + path]})


def follow(command, env, seen, name, stop):
    process = subprocess.Popen([str(c) for c in command], env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    stop.append(process)
    pending = b''
    while (block := os.read(process.stdout.fileno(), 1 << 20)):
        now, pending = time.monotonic(), pending[-64:] + block
        for number in range(len(seen)):
            if name not in seen[number] and b'mark-%04d' % number in pending:
                seen[number][name] = now


def watch(run, plane):
    """A label that counts up; the time from the server's answer to the line on stdout."""
    from fakeapi import rollout
    item = rollout(1)
    item['metadata'], item['spec']['replicas'] = {'name': 'watched', 'namespace': 'default'}, 1
    item.pop('status')
    item['spec']['template']['spec']['containers'][0]['image'] = 'app:mark-none'
    plane.kubectl('create', '-f', '-', text=json.dumps(item))
    time.sleep(4)
    seen, stop = [{} for _ in range(40)], []
    common = ['--kubeconfig', plane.kubeconfig]
    for name, command in (('maestro get --watch', [run.bin / 'maestro', *common, '--json', 'get', 'watched', '--watch']),
                          ('kubectl get -w -o json', [plane.bin / 'kubectl', *common, 'get', 'rollouts.argoproj.io', 'watched', '-w', '-o', 'json']),
                          ('kubectl argo rollouts get -w', [plane.bin / 'kubectl-argo-rollouts', *common, 'get', 'rollout', 'watched', '-w', '--no-color'])):
        threading.Thread(target=follow, args=(command, run.env, seen, name, stop), daemon=True).start()
    time.sleep(3)
    import cluster
    target = cluster.Cluster(plane.kubeconfig, plane.bin / 'kubectl', None, True)
    for number in range(len(seen)):
        target.request('PATCH', '/apis/argoproj.io/v1alpha1/namespaces/default/rollouts/watched', [
            {'op': 'add', 'path': '/spec/template/spec/containers/0/image', 'value': f'app:mark-{number:04}'}], 'json')
        seen[number]['at'] = time.monotonic()
        time.sleep(.7)
    for process in stop:
        process.kill()
    print('committed change to stdout, 40 changes')
    for name in ('maestro get --watch', 'kubectl get -w -o json', 'kubectl argo rollouts get -w'):
        late = sorted((s[name] - s['at']) * 1000 for s in seen if name in s)
        if late:
            say(name, f'p50 {statistics.median(late):.1f} ms, p90 {late[int(len(late) * .9)]:.1f}, max {late[-1]:.1f}   ({len(late)} of {len(seen)} seen)')


class Screen:
    """A virtual X server for as long as it is used."""
    def __enter__(self):
        read, write = os.pipe()
        self.server = subprocess.Popen(['Xvfb', '-displayfd', str(write), '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'], pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        return {'DISPLAY': ':' + open(read, encoding='ascii').readline().strip(), 'QT_QPA_PLATFORM': 'xcb'}

    def __exit__(self, *_):
        self.server.kill()
        self.server.wait()


def start(run):
    api = FakeApi(5000)
    kubeconfig = run.folder / 'bench5k'
    api.write_kubeconfig(kubeconfig)
    with Screen() as screen:
        run.env |= screen
        print('start to the first frame, Xvfb')
        run.pairs('maestro-console --exit-after-startup', [run.bin / 'maestro-console', '--kubeconfig', kubeconfig, '--exit-after-startup'],
                  **{'an empty QWidget (P2)': [run.tests / 'bench_window']})
    api.shutdown()


def resident(pid):
    with open(f'/proc/{pid}/smaps_rollup', encoding='ascii') as f:
        found = {line.split()[0]: int(line.split()[1]) for line in f if line.split()[0] in ('Rss:', 'Pss:')}
    return found['Rss:'] / 1024, found['Pss:'] / 1024


def memory(run):
    print('resident memory of maestro-console, settled for 8 s')
    with Screen() as screen:
        rss = {}
        for count in (1000, 5000, 10_000):
            api = FakeApi(count)
            kubeconfig = run.folder / f'bench{count}'
            api.write_kubeconfig(kubeconfig)
            console = subprocess.Popen([run.bin / 'maestro-console', '--kubeconfig', kubeconfig], env=run.env | screen, stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(8)
            rss[count], pss = resident(console.pid)
            say(f'{count} rollouts', f'RSS {rss[count]:.0f} MiB, PSS {pss:.0f} MiB')
            console.kill()
            console.wait()
            each = api.raw / count
            api.shutdown()
        say('bytes per row / bytes of its object (P6)', f'{(rss[10_000] - rss[1000]) * 2**20 / 9000 / each:.2f}')


def storm(run):
    for rate, goal in ((500, '(P11)'), (20, '(P12)')):
        print(f'{rate} events/s over 5,000 rollouts, half of them on visible rows, 20 s')
        one_storm(run, rate, goal)


def one_storm(run, rate, goal):
    api = FakeApi(5000)
    kubeconfig = run.folder / 'benchstorm'
    api.write_kubeconfig(kubeconfig)
    with Screen() as screen:
        probe = subprocess.Popen([run.tests / 'bench_fleet', kubeconfig, '5000'], env=run.env | screen, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        ready = probe.stdout.readline().strip()
        say('window and all rows', ready)
        api.storm(rate, 20, 20)
        probe.terminate()
        said = probe.communicate(timeout=20)[0].rstrip()
        print(said)
        say(f'p99 event to paint / frame of 16 ms {goal}', f'{float(re.search("p99 ([0-9.]+)", said)[1]) / 16:.2f}')
        gaps = [float(n) for n in re.search('([0-9.]+) in the list, ([0-9.]+) in the watch', said).groups()]
        say('worst gap of the GUI thread / frame of 16 ms (P14)', f'{max(gaps):.1f}')
    api.shutdown()


def bake(run):
    subprocess.run([run.tests / 'bench_bake'], env=run.env, check=True)


def charts(run):
    print('charts of 1000 x 400, antialiased, noise')
    subprocess.run([run.tests / 'bench_charts'], env=run.env | {'QT_QPA_PLATFORM': 'offscreen'}, check=True)


ALONE = {'list10k': list10k, 'parse': parse, 'start': start, 'memory': memory, 'storm': storm, 'bake': bake, 'charts': charts}
PLANE = {'list1k': list1k, 'watch': watch}


def main(build, *names):
    with tempfile.TemporaryDirectory(prefix='maestro-bench-home-') as folder:
        os.chmod(folder, 0o700)
        for name in names or (*ALONE, *PLANE):
            run = Run(pathlib.Path(build).resolve(), pathlib.Path(folder))
            try:
                ALONE[name](run) if name in ALONE else with_plane(run, PLANE[name])
            except (RuntimeError, OSError, subprocess.SubprocessError) as why:
                print(f'{name}: not measured: {why}')
            print(flush=True)


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
