#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 and SIGSTOP at every system call by which an action touches its journal or the network: once or never, and what is open is named first,
settled by reading and sent by nobody again. Who was stopped meanwhile finds another world and does what was said, once, or nothing.

    everystep.py BUILD_DIR [--seed S] [--places N | --minutes M]         drawn by the seed; without either all of them"""
import argparse
import collections
import concurrent.futures
import contextlib
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

from faultproxy import Certificates, FaultProxy
from world import Box, Place, Said, Tally, dies_with_us

AT_ONCE, PER_BOX = 4, 48
DISK = ('write', 'pwrite64', 'pread64', 'fdatasync', 'fsync', 'fallocate', 'flock', 'rename', 'mkdir', 'fchmod')
NETWORK = ('connect', 'sendto', 'sendmsg', 'recvfrom', 'shutdown')
VERBS = (('promote',), ('abort',), ('pause',), ('rollback', '--to-revision', '1'))


def reason_to_skip():
    if not shutil.which('strace'):
        return 'strace is not installed'
    if subprocess.run(['strace', '-o', '/dev/null', 'true'], capture_output=True).returncode:
        return 'this system does not permit tracing'
    return None


class Traced:
    """One action whose process gets a signal when a thread of it makes a call for the n-th time."""

    def __init__(self, place, verb, inject=None, log='/dev/null'):
        calls = inject.partition(':')[0] if inject else ','.join(DISK + NETWORK)
        tracer = ['strace', '-f', '-y', '-qq', '-o', str(log), '-e', f'trace={calls}', *(['-e', f'inject={inject}'] if inject else [])]
        self.out, self.begun = tempfile.TemporaryFile(), time.monotonic()
        self.err = tempfile.TemporaryFile()
        self.process = subprocess.Popen([*tracer, *place.command(*place.order(*verb))], env=place.env(), stdin=subprocess.DEVNULL, stdout=self.out, stderr=self.err, preexec_fn=dies_with_us)
        place.children.append(self.process)

    def program(self):
        """(process id, state) of what is traced, once it runs."""
        children = pathlib.Path(f'/proc/{self.process.pid}/task/{self.process.pid}/children').read_text().split()
        for child in children:
            name, _, rest = pathlib.Path(f'/proc/{child}/stat').read_text().rpartition(')')
            if name.endswith('(maestro'):
                return int(child), rest.split()[0]
        return None

    def stopped(self, seconds=30):
        """Its process id when the signal has stopped it, None when it came to its end without."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            try:
                found = self.program()
            except OSError:
                found = None
            if found and all(state(task) in 'Tt' for task in pathlib.Path(f'/proc/{found[0]}/task').glob('*')):
                time.sleep(.05)         # the tracer stops it for moments at every call: only a signal keeps it there
                if all(state(task) in 'Tt' for task in pathlib.Path(f'/proc/{found[0]}/task').glob('*')):
                    return found[0]
            time.sleep(.01)
        return None

    def ended(self, process=None):
        """What was said. `process` is woken as often as the same place of another thread stops it."""
        end = time.monotonic() + 90
        while self.process.poll() is None and time.monotonic() < end:
            if process and state(pathlib.Path(f'/proc/{process}')) in 'Tt':
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGCONT)
            time.sleep(.02)
        code = self.process.wait(timeout=1)
        texts = [(file.seek(0), file.read().decode('utf-8', 'replace'))[1] for file in (self.out, self.err)]
        try:
            document = json.loads(texts[0])
        except ValueError:
            document = None
        return Said(code, *texts, document, time.monotonic() - self.begun)


def state(task):
    try:
        return (task / 'stat').read_text().rpartition(')')[2].split()[0]
    except OSError:
        return 'Z'


def places(place, verb):
    """(call, n) of what each thread does while the action is carried out, without the wake-ups between threads."""
    log = place.folder / 'calls'
    said = Traced(place, verb, log=log).ended()
    place.want(said.code == 0, 'without a signal it is carried out', (said.code, said.err[-300:]))
    each, found = collections.Counter(), set()
    for thread, call, what in re.findall(r'^(\d+) +(\w+)\(([^,]*)', log.read_text(errors='replace'), re.M):
        each[thread, call] += 1
        if 'eventfd' not in what:
            found.add((call, each[thread, call]))
    return sorted(found)


# -- kill -9

def killed(place, verb, call, nth):
    said = Traced(place, verb, f'{call}:signal=KILL:when={nth}').ended()
    if said.code >= 0:
        place.judge(said)
        return False
    writes, commits = arrived(place)
    opened = place.verified()
    place.want(len(opened) <= 1, 'no more than one is open', opened)
    place.want(opened or not writes or outcome_of(place), 'what was sent is known to the journal', writes)
    settle(place, opened, commits)
    place.same(len(place.proxy.writes()), len(writes), 'requests, after all was settled')
    goes_on(place)
    return True


def arrived(place):
    writes = place.proxy.writes()
    commits = FaultProxy.commits(writes)
    place.want(len(writes) <= 1 and commits <= 1, 'once or never', writes)
    return writes, commits


def outcome_of(place):
    return any(b'"type":"outcome"' in segment.read_bytes() for segment in (place.home / 'journal').glob('segment-*'))


def settle(place, opened, commits):
    looked = place.run('plan', 'pause', 'web')
    named = looked.err.splitlines()[:1]
    place.want(bool(opened) == bool(named and all(id_ in named[0] for id_ in opened)) if opened else 'without an outcome' not in looked.err, 'what is open is named first, and only that', (opened, looked.err[:300]))
    if not opened:
        return
    wanted = ('applied',) if commits else ('unknown', 'notSent')

    def told():
        items = (place.run('journal', 'reconcile').doc or {}).get('items', [])
        return items and items[0]['state'] in wanted and items
    place.until(told, f'reading says {wanted}')
    place.want(bool(place.verified()) != bool(commits), 'what was carried out is no longer open, what cannot be known yet is')


def goes_on(place):
    before = len(place.proxy.writes())
    said = place.run(*place.order('resume' if place.object()['spec'].get('paused') else 'pause'))
    document = said.doc or {}
    place.want(document.get('kind') == 'Outcome' and said.code in (0, 3) and len(place.proxy.writes()) - before == (said.code == 0), 'and the next action goes its way', (said.code, document.get('message')))


# -- SIGSTOP

def rival(place, chance):
    """Somebody else, who takes away what the action was confirmed for; True: every verb here is refused after it."""
    replace = [{'op': 'replace', 'path': '/spec/template/spec/containers/0/image', 'value': 'registry.example/web:v8'}]
    if chance.random() < .5:
        place.box.request('PATCH', f'/apis/argoproj.io/v1alpha1/namespaces/{place.ns}/rollouts/web', replace, 'application/json-patch+json')
    else:
        place.box.request('PATCH', f'/apis/argoproj.io/v1alpha1/namespaces/{place.ns}/rollouts/web/status', {'status': {'abort': True}}, 'application/merge-patch+json')
        place.until(lambda: place.object()['status'].get('abort'), 'the rival has aborted')


def stopped(place, verb, call, nth, chance):
    traced = Traced(place, verb, f'{call}:signal=STOP:when={nth}')
    process = traced.stopped()
    if process:
        sent = len(place.proxy.writes())
        moved = chance.random() < .7
        if moved:
            rival(place, chance)
        else:
            time.sleep(chance.random())
    said = traced.ended(process)
    if not process:
        place.judge(said)
        return False
    _, commits = place.judge(said, rivals=moved)
    if moved and not sent:
        place.want(commits == 0 or (said.doc or {}).get('state') in ('applied', 'notObserved', 'unknown'), 'what was said, or nothing', (commits, said.doc and said.doc.get('message')))
        place.want(said.code in (0, 3, 5, 6, 7), 'and it is told', said.code)
    return True


def play(box, tally, number, seed, step, authority, certificate):
    kind, verb, call, nth = step
    place = Place(box, tally, f'{kind} {" ".join(verb)} {call} {nth} (seed {seed})', f'r{number}', authority, certificate)
    try:
        if place.at_gate():
            chance = random.Random(f'{seed}/{kind}/{verb}/{call}/{nth}')
            return killed(place, verb, call, nth) if kind == 'kill' else stopped(place, verb, call, nth, chance)
    except Exception:
        place.want(False, f'the step itself broke: {traceback.format_exc()}')
    finally:
        place.close()
    return False


def steps_of(box, tally, authority, certificate):
    """Every place of every verb, for both signals."""
    steps = []
    for number, verb in enumerate(VERBS):
        place = Place(box, tally, f'counting {verb[0]}', f'c{number}', authority, certificate)
        try:
            place.at_gate()
            steps += [(kind, verb, *where) for where in places(place, verb) for kind in ('kill', 'stop')]
        finally:
            place.close()
    return steps


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('build')
    parser.add_argument('--seed', default='1')
    parser.add_argument('--places', type=int)
    parser.add_argument('--minutes', type=float)
    chosen = parser.parse_args()
    if why := reason_to_skip():
        print('SKIP', why)
        return 1 if os.environ.get('CI') == 'true' else 77
    folder, tally, begun, reached, played = pathlib.Path(tempfile.mkdtemp(prefix='maestro-everystep-')), Tally(), time.monotonic(), collections.Counter(), 0
    authority = Certificates(str(folder))
    certificate = authority.issue('server')
    programs = pathlib.Path(chosen.build).resolve() / 'bin'

    def boxed(name, namespaces, work):
        box = Box(programs, folder / name, namespaces)
        try:
            return work(box)
        finally:
            box.close()
            shutil.rmtree(folder / name, ignore_errors=True)
    try:
        every = boxed('count', [f'c{n}' for n in range(len(VERBS))], lambda box: steps_of(box, tally, authority, certificate))
        steps = list(enumerate(random.Random(chosen.seed).sample(every, min(chosen.places or len(every), len(every)))))
        while played < len(steps) and not (played and chosen.minutes and time.monotonic() - begun > chosen.minutes * 60):
            some = steps[played:played + PER_BOX]

            def work(box, some=some):
                with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
                    ended = pool.map(lambda s: play(box, tally, s[0], chosen.seed, s[1], authority, certificate), some)
                    reached.update(step[0] for (_, step), hit in zip(some, ended) if hit)
            boxed(f'box{played}', [f'r{n}' for n, _ in some], work)
            played += len(some)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    tally.want(len(reached) == 2 or played < 8, 'both signals reached the action', reached)
    print(f'{played} of {len(every)} places in {time.monotonic() - begun:.0f} s, seed {chosen.seed}: killed {reached["kill"]} times, stopped {reached["stop"]} times, '
          f'{tally.held} expectations held, {len(tally.short)} short')
    return 1 if tally.short else 0


if __name__ == '__main__':
    sys.exit(main())
