#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A system call fails at every place where an action makes it: nothing is changed without an intent on disk, an exit code that says
"unchanged" is true, the journal stays readable.    injectedfaults.py BUILD_DIR"""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

FAULTS = {'fdatasync': ('EIO', 4), 'fsync': ('EIO', 8), 'fallocate': ('ENOSPC', 3), 'pwrite64': ('ENOSPC', 5), 'write': ('ENOSPC', 16), 'flock': ('EINTR', 4),
          'mkdir': ('EROFS', 5), 'pread64': ('EIO', 4), 'fchmod': ('EPERM', 3), 'rename': ('EIO', 2), 'unlink': ('EIO', 2), 'ftruncate': ('EIO', 2)}
UNCHANGED = (2, 3, 4, 5)
build = pathlib.Path(sys.argv[1])


def skip(why):
    print('SKIP', why)
    sys.exit(1 if os.environ.get('CI') == 'true' else 77)


def reason_to_skip():
    if not shutil.which('strace'):
        return 'strace is not installed'
    if subprocess.run(['strace', '-o', '/dev/null', 'true'], capture_output=True).returncode:
        return 'this system does not permit tracing'
    return None


class Maestro:
    def __init__(self, folder):
        self.kubeconfig, self.place = str(folder / 'kubeconfig'), []

    def __call__(self, home, *args, fault=None):
        traced = ['strace', '-f', '-o', '/dev/null', '-e', f'inject={fault}'] if fault else []
        done = subprocess.run([*traced, str(build / 'bin/maestro'), '--kubeconfig', self.kubeconfig, *self.place, '--json', *args],
                              env=dict(os.environ, MAESTRO_HOME=str(home)), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        return done.returncode, json.loads(done.stdout) if done.stdout.startswith('{') else {}, done.stderr


def wrong(code, before, after, records, journal):
    if code < 0 or code > 7 and code != 127:
        return f'ended with {code}'
    if before != after and code in UNCHANGED:
        return f'changed, and exit {code} says it was not'
    if before != after and not any(record['type'] == 'intent' for record in records):
        return 'changed without an intent'
    if journal not in ('valid', 'recoveredTail'):
        return f'the journal is {journal}'
    return None


def main():
    if why := reason_to_skip():
        skip(why)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        maestro = Maestro(folder)
        sandbox = subprocess.Popen([build / 'bin/maestro-sandbox', '--scenario', 'fleet', '--port', '0', '--kubeconfig-out', maestro.kubeconfig],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            end = time.monotonic() + 20
            while not os.path.exists(maestro.kubeconfig) and time.monotonic() < end:
                time.sleep(.1)
            return inject(maestro, folder)
        finally:
            sandbox.send_signal(signal.SIGKILL)
            sandbox.wait()


def inject(maestro, folder):
    items = maestro(folder / 'look', 'list', '-A')[1]['items']
    rollout = next(item for item in items if item['workload'] == 'Rollout' and item['phase'] == 'Progressing' and not item['aborted'])
    maestro.place = ['--context', rollout['context'], '-n', rollout['namespace']]

    def paused():
        return maestro(folder / 'look', 'get', rollout['name'])[1]['pausedBySpec']

    short, tried, refused, before = [], 0, 0, paused()
    for call, (error, places) in FAULTS.items():
        for place in range(1, places + 1):
            home = folder / f'{call}{place}'
            code, _, said = maestro(home, 'resume' if before else 'pause', rollout['name'], '--reason', 'a system call fails', '--yes', fault=f'{call}:error={error}:when={place}')
            after = paused()
            records = maestro(home, 'journal', 'list')[1].get('records', [])
            fault = wrong(code, before, after, records, maestro(home, 'journal', 'verify')[1].get('state'))
            tried, refused, before = tried + 1, refused + (code == 3), after
            if fault:
                short.append(fault)
                print(f'  SHORT  {call} {error} at place {place}: {fault}\n         {said[-200:]}', flush=True)
    if refused < 5:
        short.append('too few')
        print(f'  SHORT  only {refused} of {tried} faults stopped the action: they did not reach the journal')
    print(f'{tried} faults, {refused} refused before anything was sent, {len(short)} wrong')
    return 1 if short else 0


sys.exit(main())
