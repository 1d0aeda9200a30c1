#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ThreadSanitizer says of everything that has more than one thread, but for the pages of the window; with counts. First that it can say anything: a race
that is put there on purpose is reported, the same exchange without it is not. Then the watchdog, the window's language, `maestro` on a simulated fleet, and the
services on their thread with all that they tell read on the other.

    threads.py BUILD_DIR [--seconds N] [--sandbox PROGRAM]        a build with MAESTRO_SANITIZE=thread"""
import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

PROOFS, ROUNDS, REPORT = 5, 20, 'WARNING: ThreadSanitizer'
NOISE = re.compile(r'QObject::|QSocketNotifier|QBasicTimer')     # Qt's own words for an object on the wrong thread


def played(folder, name, command, seconds):
    """(exit code, number of reports, what it said) of one run; the reports are shown."""
    log = folder / f'{name}.report'
    env = {k: v for k, v in os.environ.items() if k in ('PATH', 'LANG', 'LD_LIBRARY_PATH')}
    env.update(HOME=str(folder), MAESTRO_HOME=str(folder / 'home'), QT_QPA_PLATFORM='offscreen', DBUS_SESSION_BUS_ADDRESS='disabled:', TSAN_OPTIONS=f'exitcode=0:log_path={log}')
    done = subprocess.run(list(map(str, command)), env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors='replace', timeout=seconds)
    reports = ''.join(path.read_text(errors='replace') for path in sorted(folder.glob(f'{log.name}.*')))
    return done.returncode, reports.count(REPORT), done.stdout + reports


class World:
    """maestro-sandbox with its simulated fleet."""

    def __init__(self, program, folder):
        self.kubeconfig, log = folder / 'kubeconfig', folder / 'sandbox.log'
        with open(log, 'wb') as out:
            self.process = subprocess.Popen([program, '--scenario', 'fleet', '--port', '0', '--kubeconfig-out', self.kubeconfig], stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        end = time.monotonic() + 120
        while not any(line.startswith('kubeconfig') for line in log.read_text(errors='replace').splitlines()):
            if self.process.poll() is not None or time.monotonic() > end:
                self.close()
                sys.exit('the sandbox did not start: ' + log.read_text(errors='replace')[-400:])
            time.sleep(.1)

    def close(self):
        self.process.kill()
        self.process.wait()


class Tally:
    def __init__(self, folder):
        self.folder, self.reports, self.short, self.codes = folder, 0, [], collections.Counter()

    def run(self, name, command, seconds, codes=(0,)):
        code, found, said = played(self.folder, name, command, seconds)
        self.reports += found
        self.codes[code] += 1
        if found or code not in codes or NOISE.search(said):
            self.short.append(name)
            print(f'  SHORT  {name}: exit {code}, {found} reports\n{said}', flush=True)
        return said

    def proofs(self, program):
        for n in range(PROOFS):
            self.run(f'exchange{n}', [program], 120)
            code, found, said = played(self.folder, f'race{n}', [program, 'race'], 120)
            if code or not found:
                self.short.append(f'race{n}')
                print(f'  SHORT  a race is not reported: exit {code}\n{said}', flush=True)
        print(f'{PROOFS} exchanges without a race and {PROOFS} with one', 'were NOT told apart' if self.short else 'were told apart', flush=True)

    def commands(self, program, kubeconfig):
        def maestro(name, *words):
            return self.run(name, [program, '--kubeconfig', kubeconfig, '--json', *words], 200, range(8))
        items = json.loads(maestro('list', 'list', '-A'))['items']
        self.codes.clear()
        for n in range(ROUNDS):
            item = items[n % len(items)]
            object_, act = (item['name'], '-n', item['namespace']), ('--yes', '--reason', 'what its threads do is watched', '--observe-timeout', '3s')
            for words in (('list',), ('get', *object_), ('promote', *object_, *act), ('rollback', *object_, *act)):
                maestro(f'{words[0]}{n}', *words)
        if self.codes[0] < 2 * ROUNDS:
            self.short.append('maestro hardly worked')
        print(f'{self.codes.total()} calls of maestro:', ', '.join(f'{times} ended with {code}' for code, times in sorted(self.codes.items())), flush=True)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument('build', type=pathlib.Path)
    parser.add_argument('--seconds', type=int, default=60)
    parser.add_argument('--sandbox', type=pathlib.Path)
    args = parser.parse_args()
    tests = args.build / 'tests'
    with tempfile.TemporaryDirectory() as home:
        folder = pathlib.Path(home)
        tally = Tally(folder)
        tally.proofs(tests / 'threads_proof')
        for program in ('threads_watchdog', 'threads_language'):
            print(*re.findall(r'^Totals: .*', tally.run(program, [tests / program], 300), re.M), f'in {program}', flush=True)
        world = World(args.sandbox or args.build / 'bin/maestro-sandbox', folder)
        try:
            tally.commands(args.build / 'bin/maestro', world.kubeconfig)
            print(f'{args.seconds} seconds of all doors:', tally.run('doors', [tests / 'threads_doors', world.kubeconfig, args.seconds], args.seconds + 300).splitlines()[-1], flush=True)
        finally:
            world.close()
    print(f'{tally.reports} reports of ThreadSanitizer')
    return 1 if tally.short else 0


sys.exit(main())
