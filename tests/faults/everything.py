#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every campaign, an equal share of the time each; what fails says the seed that repeats it.

    everything.py BUILD_DIR [--minutes N] [--seed S] [--only confirmations|strange|steps|exactlyonce|powercut|fuzz|soak] [--round R | --rounds N]

confirmations   campaign.py: the command line against faults of the network, rivals and kill -9; --round and --rounds are for it alone
strange         the strange cases of suite.py, every one once
steps           everystep.py: kill -9 and SIGSTOP at every system call of an action
exactlyonce     two operators, double clicks, pushes, lost replies in virtual time; and that the same rounds with plain patches are noticed
powercut        the journal while calls fail, consoles die and the power goes
fuzz            everything that is read from others, changed by chance
soak            soak.py: a week of on-call before one window, whose memory, descriptors and timers stay what they were"""
import argparse
import os
import pathlib
import random
import re
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
FOLDERS = {'rollout': ['fixtures/kube'], 'policy': ['fixtures/policies']}
SCRIPTS = {'confirmations': 'campaign.py', 'steps': 'everystep.py', 'soak': 'soak.py'}
AT_ONCE, ROUNDS = 4, 256    # a batch is 32 rounds and has a seed of its own


class Part:
    def __init__(self, build, seed, seconds):
        self.build, self.seed, self.end, self.short = build, seed, time.monotonic() + seconds, 0

    def over(self):
        return time.monotonic() > self.end

    def start(self, program, *arguments, **environment):
        env = dict(os.environ, QT_QPA_PLATFORM='offscreen', DBUS_SESSION_BUS_ADDRESS='disabled:', QTEST_FUNCTION_TIMEOUT='7200000', **environment)
        return subprocess.Popen([str(self.build / 'tests' / program), *map(str, arguments)], env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors='replace')

    def ended(self, process, repeat):
        said = process.communicate()[0]
        if process.returncode:
            self.short += 1
            print(f'  SHORT  {process.args[0]} ended with {process.returncode}; repeat it with: {repeat}\n{said[-4000:]}', flush=True)
        return said


def exactly_once(part):
    rounds, claims, seed = 0, {}, part.seed
    while not rounds or not part.over():
        running = [(seed + 8 * i, part.start('tst_services_exactlyonce', 'campaign', MAESTRO_SEED=str(seed + 8 * i), MAESTRO_ROUNDS=str(ROUNDS))) for i in range(AT_ONCE)]
        for first, process in running:
            for word, count in re.findall(r'campaign\(\) (\w+): (\d+)', part.ended(process, f'MAESTRO_SEED={first} MAESTRO_ROUNDS={ROUNDS}')):
                claims[word] = claims.get(word, 0) + int(count)
            rounds += ROUNDS
        seed += 8 * AT_ONCE
    part.ended(part.start('tst_services_exactlyonce', 'noticesPlainPatches'), 'noticesPlainPatches')
    return f'{rounds} rounds, seeds {part.seed} to {seed - 1}: {claims}; plain patches were noticed'


def power_cut(part):
    faults = images = 0
    seed = part.seed
    while seed == part.seed or not part.over():
        said = part.ended(part.start('tst_journal_powercut', MAESTRO_SEED=str(seed)), f'MAESTRO_SEED={seed}')
        faults += sum(map(int, re.findall(r'(\d+) faults', said)))
        images += sum(map(int, re.findall(r'(\d+) images', said)))
        seed += 1
    return f'{faults} faults, {images} images of disks, seeds {part.seed} to {seed - 1}'


def strange(part):
    done = subprocess.run([sys.executable, '-B', str(HERE / 'suite.py'), str(part.build), '^X'], capture_output=True, text=True, check=False)
    part.short += done.returncode != 0
    return done.stdout.strip() if done.returncode else done.stdout.strip().splitlines()[-1]


def fuzz(part):
    changed, seed = 0, part.seed
    subjects = sorted(path.name for path in (HERE.parent / 'fuzz/corpus').iterdir())
    while seed == part.seed or not part.over():
        for subject in subjects:
            folders = [HERE.parent / 'fuzz/corpus' / subject, *(HERE.parent / folder for folder in FOLDERS.get(subject, []))]
            part.ended(part.start('fuzz_' + subject, 2000, seed, *folders), f'fuzz_{subject} 2000 {seed} ...')
            changed += 2000
        seed += 1
    return f'{changed} inputs for {len(subjects)} readers, seeds {part.seed} to {seed - 1}'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('build', type=pathlib.Path)
    parser.add_argument('--minutes', type=float, default=8)
    parser.add_argument('--seed', type=int, default=random.SystemRandom().randrange(1 << 30))
    parser.add_argument('--only', choices=('confirmations', 'strange', 'steps', 'exactlyonce', 'powercut', 'fuzz', 'soak'))
    chosen, rest = parser.parse_known_args()
    if rest:
        chosen.only = 'confirmations'
    parts = {'confirmations': None, 'strange': strange, 'steps': None, 'exactlyonce': exactly_once, 'powercut': power_cut, 'fuzz': fuzz, 'soak': None}
    names = [chosen.only] if chosen.only else list(parts)
    print(f'seed {chosen.seed}', flush=True)
    short = 0
    for name in names:
        print(f'{name}:', flush=True)
        if not parts[name]:
            share = rest or ['--minutes', str(chosen.minutes / len(names))]
            short += subprocess.run([sys.executable, '-B', str(HERE / SCRIPTS[name]), str(chosen.build), '--seed', str(chosen.seed), *share], check=False).returncode != 0
            continue
        part = Part(chosen.build.resolve(), chosen.seed, chosen.minutes * 60 / len(names))
        print('  ' + parts[name](part), flush=True)
        short += part.short
    print(f'{short} short')
    return 1 if short else 0


if __name__ == '__main__':
    sys.exit(main())
