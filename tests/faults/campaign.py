#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Confirmations under faults drawn by chance: any verb, any faults, somebody else at the same time, kill -9 at any moment. Whatever happens, each
arrives once or never, what is told and recorded is so, and the journal is whole.

    campaign.py BUILD_DIR [--minutes N | --rounds N] [--seed S] [--round R]

A round depends on the seed and its number alone; the one that fails is printed with what repeats it."""
import argparse
import concurrent.futures
import json
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback

from faultproxy import Certificates, FaultProxy, Rule
from world import Box, Place, Tally, dies_with_us

AT_ONCE, PER_BOX = 4, 40
VERBS = (('promote',), ('abort',), ('pause',), ('promote-full',), ('skip-step',), ('restart',), ('rollback', '--to-revision', '1'))
READS = (r'/rollouts/web(\?|$)', '/replicasets', 'selfsubjectreviews', 'selfsubjectaccessreviews', '/pods', '/events', '/analysisruns')
BODIES = ('', '{}', '[]', 'null', '<html>login</html>', '{"kind":"Status","status":"Failure"}', '{"kind":"Rollout","metadata":{"name":"web","uid":"0"}}', '{"kind":"Rollout"', '\x00', '{' * 200)
STATUSES = (200, 201, 202, 204, 206, 301, 302, 303, 307, 400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 418, 422, 423, 425, 429, 431, 451, 500, 501, 502, 503, 504, 507, 511, 599)


def fault(chance):
    """What goes wrong with one request."""
    ending = chance.choice(('close', 'reset'))
    return chance.choice((
        lambda: {'forward': 0, 'silence': ending},
        lambda: {'silence': ending},
        lambda: {'read': chance.randrange(0, 400), 'silence': ending},
        lambda: {'cut': chance.choice((-2, chance.randrange(0, 3000))), 'then': ending},
        lambda: {'piece': chance.randrange(1, 60), 'pause': 0},
        lambda: {'delay': chance.random() * 1.5},
        lambda: {'reply_delay': chance.random() * 1.5},
        lambda: {'forward': chance.randrange(2, 4)},
        lambda: {'framed': False},
        lambda: {'forward': chance.choice((0, 1)), 'answer': {'status': chance.choice(STATUSES), 'body': chance.choice(BODIES), 'headers': chance.choice(({}, {'Retry-After': '1'}, {'Location': '/x'}))}},
        lambda: {'answer': {'endless': chance.choice(('head', 'body'))}},
        lambda: {'edit': [[r'"(\w+)":("[^"]*"|\d+)', chance.choice((r'"\1":null', r'"\1":\2', r'"\1":"7"'))]]} if chance.random() < .2 else {'edit': [['"resourceVersion":"[0-9]+"', '"resourceVersion":"1"']]},
    ))()


def rules(chance):
    drawn = []
    if chance.random() < .85:
        drawn.append(Rule(verb='PATCH', path='/rollouts/', **fault(chance)))
    for _ in range(chance.choice((0, 0, 1, 1, 2))):
        first = chance.randrange(1, 6)
        drawn.append(Rule(verb='GET|POST', path=chance.choice(READS), first=first, last=first + chance.randrange(0, 4), **fault(chance)))
    return drawn


def rival(place, chance):
    time.sleep(chance.random() * .4)
    path = f'/apis/argoproj.io/v1alpha1/namespaces/{place.ns}/rollouts/web'
    change, sub = chance.choice(((('replace', '/spec/template/spec/containers/0/image', 'registry.example/web:v8'), ''), (('add', '/status/abort', True), '/status'), (('remove', '/status/pauseConditions', None), '/status'),
                                 (('add', '/spec/paused', True), '')))
    place.box.request('PATCH', path + sub, [dict(zip(('op', 'path', 'value'), change))], 'application/json-patch+json')


def killed(place, chance, call):
    process = subprocess.Popen(place.command(*call), env=place.env(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=dies_with_us)
    time.sleep(chance.random() * .6)
    process.send_signal(signal.SIGKILL)
    process.wait()
    writes = place.proxy.writes()
    place.want(len(writes) <= 1 and FaultProxy.commits(writes) <= 1, 'killed: once or never', writes)
    opened = place.verified()
    place.want(len(opened) <= 1 and (opened or not writes or 'outcome' in journal(place)), 'killed: what was sent is known to the journal', opened)
    place.proxy.use()
    time.sleep(1)
    settled = {one['id']: one['state'] for one in (place.run('journal', 'reconcile').doc or {}).get('items', [])}
    for id_, state in settled.items():
        place.want(state != 'applied' or FaultProxy.commits(writes) == 1 or place.rivals, 'reconciled as applied: it was', (id_, writes))
        place.want(state not in ('notSent', 'refused') or not FaultProxy.commits(writes), 'reconciled as not applied: it was not', (id_, writes))
    place.same(len(place.proxy.writes()), len(writes), 'nothing is sent to find out')
    place.verified()


def journal(place):
    return ''.join(p.read_text(errors='replace') for p in (place.home / 'journal').glob('segment-*'))


def one(place, chance):
    if not place.at_gate():
        return
    verb, drawn, place.rivals = chance.choice(VERBS), rules(chance), chance.random() < .25
    kill = chance.random() < .15
    place.drawn = f'{" ".join(verb)}{" killed" if kill else ""}{" with a rival" if place.rivals else ""}: ' + json.dumps([{k: v for k, v in vars(r).items() if v != getattr(Rule(), k)} for r in drawn])
    whose = not any(r.verb == 'PATCH' and r.forward > 0 and (r.answer or r.forward > 1) for r in drawn)     # a lie of the network about a change that was made
    place.proxy.use(*drawn)
    call = place.order(*verb, observe=chance.choice(('1s', '3s')))
    other = threading.Thread(target=rival, args=(place, chance)) if place.rivals else None
    if other:
        other.start()
    if kill:
        killed(place, chance, call)
    else:
        place.judge(place.run(*call), rivals=place.rivals, whose=whose)
    if other:
        other.join()


def play(box, tally, number, seed, authority, certificate):
    chance = random.Random(f'{seed}/{number}')
    place = Place(box, tally, f'round {number}', f'r{number}', authority, certificate, plain=chance.random() < .3)
    before, place.drawn = len(tally.short), ''
    try:
        one(place, chance)
    except Exception:
        place.want(False, f'the round itself broke: {traceback.format_exc()}')
    finally:
        place.close()
    if any(what.startswith(f'round {number}:') for what in tally.short[before:]):
        print(f'  repeat it with: --seed {seed} --round {number}\n         {place.drawn}', flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('build')
    parser.add_argument('--minutes', type=float)
    parser.add_argument('--rounds', type=int, default=40)
    parser.add_argument('--seed', default=str(random.SystemRandom().randrange(1 << 32)))
    parser.add_argument('--round', type=int)
    chosen = parser.parse_args()
    print(f'seed {chosen.seed}', flush=True)
    folder, tally, begun, played = pathlib.Path(tempfile.mkdtemp(prefix='maestro-campaign-')), Tally(), time.monotonic(), 0
    authority = Certificates(str(folder))
    certificate = authority.issue('server')
    over = lambda: time.monotonic() - begun > chosen.minutes * 60 if chosen.minutes else played >= chosen.rounds
    try:
        while not played or not over():
            numbers = [chosen.round] if chosen.round is not None else range(played, played + (PER_BOX if chosen.minutes else min(PER_BOX, chosen.rounds - played)))
            box = Box(pathlib.Path(chosen.build).resolve() / 'bin', folder / f'box{played}', [f'r{n}' for n in numbers])
            try:
                with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
                    list(pool.map(lambda n: play(box, tally, n, chosen.seed, authority, certificate), numbers))
            finally:
                box.close()
                shutil.rmtree(folder / f'box{played}', ignore_errors=True)
            played += len(numbers)
            if chosen.round is not None:
                break
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f'{played} rounds in {time.monotonic() - begun:.0f} s, seed {chosen.seed}: {tally.held} expectations held, {len(tally.short)} short')
    return 1 if tally.short else 0


if __name__ == '__main__':
    sys.exit(main())
