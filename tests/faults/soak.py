#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A week of on-call, without the hours in between: release after release, a network that fails now and then, and one window that watches it all.

    soak.py BUILD_DIR [--minutes N] [--seed S]

Its world runs 600 times as fast as the clock. Before and after, with nothing going on, the window has as much memory, as many descriptors and threads, and wakes up as
often; meanwhile it compares what it shows with a new list every few seconds (--check-store). Exit 0 all held, 1 something did not."""
import argparse
import os
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from faultproxy import Certificates, FaultProxy, Rule
from world import Box, Tally, dies_with_us

NAMESPACES = [f'week{n}' for n in range(6)]
SPEED = 600                                        # a week in 17 minutes, and Events go after their hour
MEMORY, DESCRIPTORS, THREADS = 30, 4, 2            # that may come with use, however long it lasts; MiB for the 2,000 entries kept of the open rollout's past
QUIET = 60                                         # times a second it may wake up at rest
LATER = 8                                          # MiB that may come in the second half
WATCH = {'verb': 'GET', 'path': 'watch=1'}
FAULTS = (lambda c: Rule(**WATCH, after=c.uniform(.2, 2)), lambda c: Rule(**WATCH, events=c.randrange(4), then='reset'), lambda c: Rule(**WATCH, forward=0, silence='reset'),
          lambda c: Rule(**WATCH, inject='{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired"}}\n', events=c.randrange(3)),
          lambda c: Rule(verb='GET', delay=c.uniform(0, .5)), lambda c: Rule(verb='GET', forward=0, answer={'status': 503}, last=2))


class Vitals:
    """What one process uses, from /proc."""

    def __init__(self, pid):
        self.proc = pathlib.Path('/proc', str(pid))

    def now(self):
        status = (self.proc / 'status').read_text()
        find = lambda key: int(re.search(rf'^{key}:\s+(\d+)', status, re.M)[1])
        return find('VmRSS') / 1024, len(os.listdir(self.proc / 'fd')), find('Threads')

    def wakes(self):
        return sum(int(re.search(r'^voluntary_ctxt_switches:\s+(\d+)', (t / 'status').read_text(), re.M)[1]) for t in (self.proc / 'task').iterdir())

    def at_rest(self, seconds):
        """(MiB, descriptors, threads, wakes in a second) with nothing going on."""
        wakes, seen = self.wakes(), []
        for _ in range(int(seconds * 4)):
            time.sleep(.25)
            seen.append(self.now())
        return (*(statistics.median(column) for column in zip(*seen)), (self.wakes() - wakes) / seconds)


class Week:
    """Releases, one after another in each namespace."""

    def __init__(self, box):
        self.box, self.over, self.releases, self.lock = box, threading.Event(), 0, threading.Lock()
        self.threads = [threading.Thread(target=self.ship, args=(ns,), daemon=True) for ns in NAMESPACES]

    def run(self, seconds, each):
        for thread in self.threads:
            thread.start()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            each()
        self.over.set()
        for thread in self.threads:
            thread.join()

    def ship(self, ns):
        path, version = f'/apis/argoproj.io/v1alpha1/namespaces/{ns}/rollouts/web', 3
        patch = lambda body, sub='': self.box.request('PATCH', path + sub, body, 'application/json-patch+json')
        while not self.over.is_set():
            rollout = self.box.request('GET', path)[1]
            if rollout['status'].get('pauseConditions'):
                patch([{'op': 'remove', 'path': '/status/pauseConditions'}], '/status')
            elif rollout['status'].get('phase') == 'Healthy':
                version += 1
                patch([{'op': 'replace', 'path': '/spec/template/spec/containers/0/image', 'value': f'registry.example/web:v{version}'}])
                with self.lock:
                    self.releases += 1
            self.over.wait(.05)


def watched(build, kubeconfig, folder):
    env = {k: v for k, v in os.environ.items() if k in ('PATH', 'LANG', 'HOME', 'LD_LIBRARY_PATH')}
    env |= {'MAESTRO_HOME': str(folder / 'home'), 'QT_QPA_PLATFORM': 'offscreen', 'DBUS_SESSION_BUS_ADDRESS': 'disabled:'}
    with open(folder / 'window.log', 'wb') as log:
        return subprocess.Popen([build / 'bin/maestro-console', '--kubeconfig', kubeconfig, '--check-store', '4', f'{NAMESPACES[0]}/web'], env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                preexec_fn=dies_with_us)


def soak(build, seconds, seed, folder, tally):
    chance, kubeconfig = random.Random(seed), str(folder / 'kubeconfig')
    box = Box(build / 'bin', folder / 'box', NAMESPACES, speed=SPEED)
    window = None
    try:
        with FaultProxy(box.kubeconfig, kubeconfig, folder=str(folder), authority=Certificates(str(folder))) as proxy:
            window = watched(build, kubeconfig, folder)
            vitals, week = Vitals(window.pid), Week(box)
            end = time.monotonic() + 60
            while 'is what the server lists' not in (folder / 'window.log').read_text() and window.poll() is None and time.monotonic() < end:
                time.sleep(.2)
            before = vitals.at_rest(3)

            begun = since = time.monotonic()
            halfway = None

            def fault():
                nonlocal since, halfway
                if halfway is None and time.monotonic() > begun + seconds / 2:
                    halfway = vitals.now()[0]
                if time.monotonic() - since > 30:
                    since = time.monotonic()
                    print(f'{week.releases} releases: {[round(n, 1) for n in vitals.now()]}', flush=True)
                proxy.use(chance.choice(FAULTS)(chance))
                time.sleep(chance.uniform(.2, .8))
                proxy.use()
                time.sleep(chance.uniform(.2, 1))
                with proxy.lock:
                    proxy.arrivals.clear()

            week.run(seconds, fault)
            told = (folder / 'window.log').read_text()
            end = time.monotonic() + 60                # it may still wait before it tries again
            while (folder / 'window.log').read_text()[len(told):].count('is what the server lists') < 2 and window.poll() is None and time.monotonic() < end:
                time.sleep(.2)
            after, end = vitals.at_rest(3), time.monotonic() + 90
            while after[3] > QUIET and time.monotonic() < end:      # Events of the last hour go first
                after = vitals.at_rest(3)
            told = (folder / 'window.log').read_text()
        tally.want(window.poll() is None, 'the window is still there', told[-800:])
        print(f'{week.releases} releases; MiB, descriptors, threads, wakes a second: {[round(n, 1) for n in before]} before, {[round(n, 1) for n in after]} after', flush=True)
        for what, least, was, now in zip(('memory in MiB', 'descriptors', 'threads'), (MEMORY, DESCRIPTORS, THREADS), before, after):
            tally.want(now <= was + least, f'{what}: as before', (was, now))
        tally.want(halfway and after[0] <= halfway + LATER, 'memory in the second half: flat', (halfway, after[0]))
        tally.want(after[3] <= QUIET, 'with nothing going on it hardly wakes up', (before[3], after[3]))
        tally.want(week.releases >= len(NAMESPACES), 'there were releases', week.releases)
        tally.want(told.count('is what the server lists') >= 3, 'what is shown was compared with new lists', told[-800:])
        tally.want(' differs: ' not in told, 'and never differed', [line for line in told.splitlines() if 'differs' in line][:5])
    finally:
        if window:
            window.kill()
            window.wait()
        box.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('build')
    parser.add_argument('--minutes', type=float, default=10)
    parser.add_argument('--seed', default=str(random.SystemRandom().randrange(1 << 32)))
    chosen = parser.parse_args()
    folder, tally = pathlib.Path(tempfile.mkdtemp(prefix='maestro-soak-')), Tally()
    print(f'seed {chosen.seed}', flush=True)
    try:
        soak(pathlib.Path(chosen.build).resolve(), chosen.minutes * 60, chosen.seed, folder, tally)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f'seed {chosen.seed}: {tally.held} expectations held, {len(tally.short)} short')
    return 1 if tally.short else 0


if __name__ == '__main__':
    sys.exit(main())
