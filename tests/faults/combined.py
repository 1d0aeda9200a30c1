# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several faults at once: a watch that is gone while its list is slow or refused, answers that change between two reads, servers beside the
cluster that fail while something is done, a Journal whose folder or clock is not as it was. Each says what the operator is told."""
import datetime
import email.utils
import json
import os
import re
import shutil
import time

from faultproxy import Rule
from reads import LIST, ONE, WATCH, case, fails, lists_of
from strangeservers import Odd, vector
from writes import PATCH, READ, REFUSED, SETTLED, Write, status

ROLLOUTS = '/rollouts.*' + WATCH
GONE = json.dumps({'type': 'ERROR', 'object': {'kind': 'Status', 'status': 'Failure', 'reason': 'Expired', 'code': 410}}) + '\n'


def expired():
    """The first watch is 410 after a while. A rule counts its uses: one for each case."""
    return Rule(path=ROLLOUTS, first=1, last=1, after=1.5, inject=GONE, then='end')


def refusal(code, reason, message='made up for the test', **headers):
    return {'status': code, 'headers': headers, 'body': json.dumps({'kind': 'Status', 'status': 'Failure', 'reason': reason, 'message': message, 'code': code})}


# -- a watch that is gone, and a list that does not come

def relisted(place, *rules, told=None, within=30):
    """410 in mid-watch; the list after it meets the rules. Something changes meanwhile; it ends as on the server. The lines."""
    place.proxy.use(expired(), *rules)
    process, lines = place.watch('get', 'web', '--watch')
    place.until(lambda: lines, 'the first picture')
    time.sleep(2.2)
    place.change({'op': 'add', 'path': '/spec/paused', 'value': True})
    if told:
        found = place.until(lambda: [line for line in lines if line['kind'] == 'Connection'], 'what is shown is said to be old', 20)
        place.want(found and re.search(told, json.dumps(found)), f'the operator is told /{told}/', found)
        after = lines[lines.index(found[0]):] if found else []
        place.want(not any(verb['allowed'] for line in after if line['kind'] == 'Rollout' and not line.get('pausedBySpec') for verb in line['allowed'].values()), 'nothing may be done on what is old', after[:2])
    place.until(lambda: lines[-1].get('pausedBySpec') is True, 'it ends as on the server', within)
    place.want(len(lists_of(place, LIST)) >= 2, 'by a new list', len(lists_of(place, LIST)))
    versions = [int(line['resourceVersion']) for line in lines if line['kind'] == 'Rollout']
    place.same(versions, sorted(versions), 'never back in time')
    place.want(not any(line['kind'] == 'Removed' for line in lines), 'nothing vanishes', [line['kind'] for line in lines])
    place.want(process.poll() is None, 'it goes on')
    return lines


AGAIN = {'path': LIST, 'first': 2}         # what is asked for after the watch is gone
for _name, _what, _rule, _told in (
        ('slow', 'the list after it takes 17 s', Rule(**AGAIN, last=2, reply_delay=17), '.'),
        ('refused', 'the list after it is 503 three times', Rule(**AGAIN, last=4, forward=0, answer=refusal(503, 'ServiceUnavailable')), None),
        ('busy', 'the list after it is 429, which waits 4 s', Rule(**AGAIN, last=2, forward=0, answer=refusal(429, 'TooManyRequests', **{'Retry-After': '4'})), None),
        ('cut', 'the list after it breaks off', Rule(**AGAIN, last=2, cut=200), None),
        ('drip', 'the list after it comes in single bytes, then whole', Rule(**AGAIN, last=2, piece=1, pause=.02), None),
        ('expired', 'the list after it is 410 as well', Rule(**AGAIN, last=2, forward=0, answer=refusal(410, 'Expired')), None),
        ('login', 'the list after it is a login page', Rule(**AGAIN, last=2, forward=0, answer={'body': '<html>sign in</html>'}), None)):
    def _play(place, rule=_rule, told=_told):
        relisted(place, rule, told=told, within=60)
    case(f'X50-{_name}', f'410 in mid-watch, and {_what}', within=50)(_play)


@case('X50-forbidden', '410 in mid-watch, and the permission to list is gone', within=50)
def _(place):
    no = refusal(403, 'Forbidden', 'rollouts.argoproj.io is forbidden: cannot list')
    place.proxy.use(expired(), Rule(path=LIST, first=2, forward=0, answer=no), Rule(path=ROLLOUTS, first=2, forward=0, answer=no))
    _process, lines = place.watch('get', 'web', '--watch')
    place.until(lambda: lines, 'the first picture')
    place.until(lambda: any(line['kind'] == 'Connection' and 'forbidden: cannot list' in (line['message'] or '') for line in lines), 'it is told, and why', 25)
    place.want(not any(verb['allowed'] for verb in [line for line in lines if line['kind'] == 'Rollout'][-1]['allowed'].values()), 'nothing may be done on it', lines[-1])
    place.recovers()


@case('X50-all', 'every watch is answered 410, for ever: lists are asked for ever more rarely', within=70)
def _(place):
    place.proxy.use(Rule(path=ROLLOUTS, forward=0, answer={'body': GONE}))
    _process, lines = place.watch('list', '--watch')
    place.until(lambda: lines, 'the first picture')
    time.sleep(15)
    count = len(lists_of(place, LIST))
    place.want(2 <= count <= 14, 'lists in 15 s', count)
    place.proxy.use()
    place.change({'op': 'add', 'path': '/spec/paused', 'value': True})
    place.until(lambda: any(line.get('pausedBySpec') is True for line in lines), 'and it comes back by itself', 60)


# -- answers that change between two reads

def seen_otherwise(*edits, **more):
    """The first read is true, those after it are not."""
    return Rule(path=READ, verb='GET', first=2, edit=[list(edit) for edit in edits], **more)


WORLDS = [
    Write('X51-503-then-gone', 'refused as overloaded with nothing carried out, and what is read then is of another uid',
          [status(503), seen_otherwise(('"uid":"[^"]*"', '"uid":"0-0"'))], code=6, state='unknown', commits=0, says='deleted and made anew meanwhile'),
    Write('X51-lost-404', 'carried out, answer lost, and it is not found by reading', [Rule(**PATCH, silence='reset'), Rule(path=READ, verb='GET', first=2, forward=0, answer=refusal(404, 'NotFound'))],
          code=6, state='unknown', commits=1, says='will not be sent again'),
    Write('X51-lost-401', 'carried out, answer lost, the credential is refused twice while it is read, then not', [Rule(**PATCH, silence='reset'), Rule(path=READ, verb='GET', first=2, last=3, forward=0, answer=refusal(401, 'Unauthorized'))],
          code=None, state=None, commits=1, observe='12s'),
    Write('X51-lost-old', 'carried out, answer lost, and a stale replica is read', [Rule(**PATCH, silence='reset'), seen_otherwise(('"resourceVersion":"\\d+"', '"resourceVersion":"1"'), ('"currentStepIndex":\\d+', '"currentStepIndex":1'))],
          code=6, state='unknown', commits=1, says='will not be sent again'),
    Write('X51-lost-slow', 'carried out, answer lost, and the first read after it takes 5 s', [Rule(**PATCH, silence='close'), Rule(path=READ, verb='GET', first=2, last=2, reply_delay=5)], **SETTLED, observe='12s'),
    Write('X51-conflict-slow', 'refused with 409, and reading it back takes 5 s', [status(409, 'Conflict'), Rule(path=READ, verb='GET', first=2, last=2, reply_delay=5)], **REFUSED, observe='12s'),
    Write('X51-denied-html', 'a webhook says no, and what is read after it is a login page', [status(403, 'Forbidden', 'admission webhook "gate.example" denied the request: frozen'),
                                                                                         Rule(path=READ, verb='GET', first=2, forward=0, answer={'body': '<html>sign in</html>'})],
          code=None, state=None, commits=0, says='gate.example|frozen'),
]


@case('X51-between', 'get: the rollout and its ReplicaSets are of two moments', within=30)
def _(place):
    place.proxy.use(Rule(path='/replicasets', edit=[['"rollouts-pod-template-hash":"[^"]*"', '"rollouts-pod-template-hash":"0000000000"']]))
    said = place.run('get', 'web')
    place.want(said.code in (0, 5), 'shown, or why not', said.doc)
    place.want(said.code or said.doc['phase'] != 'Healthy', 'never green', said.doc.get('phase'))
    acted = place.run(*place.order('promote'))
    place.judge(acted)


@case('X51-flip', 'a watch and a list that contradict each other: the newer one counts', within=40)
def _(place):
    place.proxy.use(Rule(path=LIST, first=2, edit=[['"resourceVersion":"\\d+"', '"resourceVersion":"3"'], ['"paused":true', '"paused":false']]), expired())
    _process, lines = place.watch('list', '--watch')
    place.until(lambda: lines, 'the first picture')
    time.sleep(4)
    place.proxy.use()
    for client in list(place.proxy.open):
        client.end('reset')
    place.change({'op': 'add', 'path': '/spec/paused', 'value': True})
    place.until(lambda: any(line.get('pausedBySpec') is True for line in lines), 'it ends as on the server', 60)


# -- servers beside the cluster

GATES = '''apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {{name: shop, version: 1}}
services: [{{name: web, workload: {{kind: Rollout, namespace: {ns}, name: web}}, strategy: canary}}]
metrics:
  - {{name: errors, unit: ratio, better: lower, query: 'errors{{service="{{{{service}}}}"}}'}}
  - {{name: slow, unit: ms, better: lower, query: 'slow{{service="{{{{service}}}}"}}'}}
gates: [{{name: errors, metric: errors, pass: "<= 1%", fail: "> 5%", on_fail: rollback}}, {{name: slow, metric: slow, pass: "<= 400ms", on_fail: hold}}]
strategies: [{{name: canary, kind: canary, phases: [{{name: small, weight: from-cluster, gates: [errors, slow]}}]}}]
channels: [{{name: incident, webhook: "env:HOOK"}}]
validation: [{{name: ready, type: pods}}]
escalation: [{{id: at-once, title: not restored, steps: [{{after: 0m, to: [incident]}}], from: rollback}}]
'''


def judged(place, say, wanted):
    """What the gates say when Prometheus answers so: {gate: (verdict, reason)}."""
    policy = place.folder / 'policy.yaml'
    policy.write_text(GATES.format(ns=place.ns))
    server = Odd(say)
    try:
        said = place.run('--policy', str(policy), '--prometheus', server.url, 'slo', 'web')
    finally:
        server.shutdown()
    gates = {gate['gate']: gate for gate in (said.doc or {}).get('gates') or []}
    place.same({name: gate['verdict'] for name, gate in gates.items()}, wanted, 'verdicts')
    for gate in gates.values():
        place.want(gate['verdict'] != 'noData' or len(gate.get('reason') or '') > 8, f'{gate["gate"]}: says why there is no verdict', gate.get('reason'))
    return gates


def now_of(path):
    return float((re.search(r'[?&]time=([0-9.]+)', path) or [None, time.time()])[1])


def asks(path, name):
    return f'{name}%7B' in path or f'{name}{{' in path or f'{name}(' in path or name in path


def answers(errors, slow):
    def say(path):
        if '/query' not in path:
            return 200, '{"status":"success","data":{"groups":[],"activeTargets":[]}}'
        if 'timestamp' in path:
            return 200, vector({'metric': {}, 'value': [now_of(path), str(time.time())]})
        part = errors if asks(path, 'errors') else slow
        return part(path) if callable(part) else (200, vector({'metric': {}, 'value': [now_of(path), part]}))
    return say


for _name, _what, _slow in (('429', 'is too busy for it', lambda _: (429, 'slow down')), ('401', 'refuses the credential for it', lambda _: (401, 'who are you')),
                            ('500', 'breaks on it', lambda _: (500, 'oops')), ('422', 'does not take it', lambda _: (422, '{"status":"error","errorType":"execution","error":"many-to-many matching"}')),
                            ('html', 'answers it with a login page', lambda _: (200, '<html>sign in</html>')), ('cut', 'breaks off in it', lambda _: b'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"status":')):
    def _play(place, slow=_slow):
        judged(place, answers('0.001', slow), {'errors': 'pass', 'slow': 'noData'})
    case(f'X52-half-{_name}', f'Prometheus answers one query of two, and {_what}')(_play)


@case('X52-down-while', 'the metrics are gone while something is done: the action does not depend on them')
def _(place):
    policy = place.folder / 'policy.yaml'
    policy.write_text(GATES.format(ns=place.ns))
    said = place.run('--policy', str(policy), '--prometheus', 'http://127.0.0.1:1', *place.order('pause'))
    place.judge(said)
    place.same((said.code, said.doc.get('state')), (0, 'applied'), 'exit and state')


class Hook(Odd):
    """A webhook that counts what it was sent."""

    def __init__(self, say):
        self.sent = []
        super().__init__(lambda path: self.sent.append(path) or say(len(self.sent)))


def escalated(place, say):
    policy = place.folder / 'policy.yaml'
    policy.write_text(GATES.format(ns=place.ns))
    hook = Hook(say)
    env = place.env(HOOK=hook.url)
    call = lambda *args: place.run(command=place.command('--policy', str(policy), *args), env=env)
    place.same(call(*place.order('abort')).code, 0, 'an abort before')
    call('validate', '--service', 'web')
    listed = call('escalation', 'list')
    items = (listed.doc or {}).get('items') or [{}]
    place.want(items[0].get('id'), 'an escalation is due', listed.doc)
    first = call('escalation', 'send', items[0].get('id', '0'))
    after = len(hook.sent)
    second = call('escalation', 'send', items[0].get('id', '0'))
    hook.shutdown()
    return first, second, after, len(hook.sent)


for _name, _what, _answer in (('500', 'breaks', (500, 'oops')), ('307', 'sends it on', b'HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n'), ('404', 'is not there', (404, 'no such hook')),
                              ('lost', 'takes it and says nothing', b''), ('html', 'is a login page', (200, '<html>sign in</html>'))):
    def _play(place, answer=_answer):
        first, second, once, twice = escalated(place, lambda _: answer)
        place.same(once, 1, 'messages after the first sending')
        lost = answer == b''
        place.want(first.code == 0 if answer and answer[0] == 200 else first.code != 0, 'whether it arrived is told', (first.code, first.doc))
        place.want(not lost or twice == 1, 'what may have arrived is not sent again', (twice, second.doc))
        place.verified()
        place.secretless()
    case(f'X53-{_name}', f'the webhook of an escalation {_what}')(_play)


# -- the clock

for _name, _days in (('back', -400), ('ahead', 400)):
    def _play(place, days=_days):
        date = email.utils.format_datetime(datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days), usegmt=True)
        place.proxy.use(Rule(verb='GET', add={'Date': date}), Rule(**PATCH, add={'Date': date}, silence='close'))
        said = place.run(*place.order('promote', observe='8s'))
        place.judge(said)
        place.same((said.code, said.doc.get('state')), (0, 'applied'), 'exit and state')
        place.want('read back' in said.doc['message'], 'settled by reading, whatever the server thinks of the day', said.doc['message'])
        doctor = place.run('doctor')
        place.want(re.search('clock', doctor.out), 'the difference is told', doctor.out[:600])
    case(f'X54-{_name}', f'the server lives {abs(_days)} days {"in the past" if _days < 0 else "ahead"}, and the answer to a write is lost')(_play)


# -- the folder of the Journal

def acted_once(place):
    place.same(place.run(*place.order('pause')).code, 0, 'an action before')
    return place.home / 'journal'


@case('X55-file', 'a file where the folder of the Journal has to be')
def _(place):
    place.home.mkdir(mode=0o700)
    (place.home / 'journal').write_text('not a folder')
    said = fails(place, 3, 'journal', *place.order('promote'))
    place.same(place.proxy.writes(), [], 'requests')
    place.want(said.doc and (place.home / 'journal').read_text() == 'not a folder', 'the file is left alone')


@case('X55-segments-gone', 'the segments are gone and the folder is there: nobody takes it for a new one')
def _(place):
    journal = acted_once(place)
    kept = place.folder / 'kept'
    kept.mkdir()
    for segment in journal.glob('segment-*'):
        shutil.move(segment, kept)
    before = len(place.proxy.writes())
    said = place.run(*place.order('resume'))
    place.want(said.code in (0, 3), 'done, or why not', (said.code, said.doc))
    if said.code == 3:
        place.same(len(place.proxy.writes()), before, 'requests after it')
    for segment in kept.glob('segment-*'):
        if not (journal / segment.name).exists():
            shutil.move(segment, journal)
    place.want(place.run('journal', 'verify').code in (0, 1), 'it can still be looked at')


@case('X55-half', 'the last record is torn, and the cluster refuses the action that follows')
def _(place):
    journal = acted_once(place)
    segment = sorted(journal.glob('segment-*'))[-1]
    with open(segment, 'ab') as file:
        file.write(b'{"half of a record":"')
    place.proxy.use(status(422, 'Invalid', 'not like this'))
    said = place.run(*place.order('resume'))
    place.same((said.code, said.doc.get('state')), (3, 'refused'), 'exit and state')
    place.want('not like this' in said.doc['message'], 'the words of the server', said.doc['message'])
    verified = place.run('journal', 'verify')
    place.want(verified.code in (0, 1) and verified.doc['openIntents'] == [], 'the torn end is told and nothing stays open', verified.doc)


@case('X55-swapped', 'the Journal of somebody else is put in its place between two actions')
def _(place):
    journal = acted_once(place)
    other = place.folder / 'other'
    shutil.copytree(journal, other)
    place.same(place.run(*place.order('resume')).code, 0, 'another action')
    shutil.rmtree(journal)
    shutil.move(other, journal)                          # an older copy: the newest records are missing
    said = place.run(*place.order('pause'))
    place.want(said.code in (0, 3), 'done, or why not', (said.code, said.doc))
    verified = place.run('journal', 'verify')
    place.want(verified.doc and verified.doc.get('state') in ('valid', 'broken'), 'verify says what it is', verified.doc)


@case('X55-locked-away', 'the folder of the Journal cannot be searched while a rollout is watched, and then again')
def _(place):
    if os.geteuid() == 0:
        return                                           # everything is open to this user
    journal = acted_once(place)
    _process, lines = place.watch('get', 'web', '--watch')
    place.until(lambda: lines, 'the first picture')
    journal.chmod(0)
    fails(place, 3, 'journal', *place.order('resume'))
    journal.chmod(0o700)
    place.same(place.run(*place.order('resume')).code, 0, 'then it goes on')
