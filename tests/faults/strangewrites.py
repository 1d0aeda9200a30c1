# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers that no API server gives but something in between might, objects that contradict themselves, others who are as quick, and a world that changes under the write."""
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

from faultproxy import FaultProxy, Rule
from reads import case, no_mounts
from world import REASON, dies_with_us
from writes import ACCESS, APPLIED, BARRED, LOST, PATCH, READ, REFUSED, REVIEW, SETTLED, SLOW, UNPLANNED, Write, made_again, made_anew, promote_past, says, status, while_asked

HTTP = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
WHOLE = f'{HTTP}Content-Length: {{size}}\r\n\r\n{{body}}'
THERE = {'code': 0, 'state': 'applied', 'commits': 1}           # by the answer or by reading: both are true
UNDECIDED = {'code': 6, 'state': 'unknown', 'commits': 0, 'says': 'will not be sent again'}


def raw(*parts, forward=1, **more):
    return Rule(**PATCH, forward=forward, answer={'raw': list(parts)}, **more)


# -- carried out; the answer is no answer of HTTP, or one that contradicts itself

ANSWERS = [
    Write('X1-interim', '100, 102 and 103 before the answer', [raw('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n', WHOLE)], **THERE),
    Write('X1-interim-only', '100 and then nothing', [raw('HTTP/1.1 100 Continue\r\n\r\n')], **SETTLED),
    Write('X1-interim-endless', 'a thousand times 103', [raw('HTTP/1.1 103 Early Hints\r\n\r\n' * 1000, WHOLE)], **THERE),
    Write('X1-switch', '101: the protocol is switched', [raw('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n')], **SETTLED),
    Write('X1-old', 'HTTP/1.0, ended by the close', [raw('HTTP/1.0 200 OK\r\n\r\n{body}')], **THERE),
    Write('X1-future', 'HTTP/9.9', [raw('HTTP/9.9 200 OK\r\nContent-Length: {size}\r\n\r\n{body}')], **SETTLED),
    Write('X1-long', 'the length is ten too long', [raw(f'{HTTP}Content-Length: {{more}}\r\n\r\n{{body}}')], **SETTLED),
    Write('X1-short', 'the length is ten too short', [raw(f'{HTTP}Content-Length: {{less}}\r\n\r\n{{body}}')], **SETTLED),
    Write('X1-lengths', 'two lengths', [raw(f'{HTTP}Content-Length: {{size}}\r\nContent-Length: {{less}}\r\n\r\n{{body}}')], **SETTLED),
    Write('X1-signed', 'a length with a sign', [raw(f'{HTTP}Content-Length: -{{size}}\r\n\r\n{{body}}')], **SETTLED),
    Write('X1-overflow', 'a length of 2^64', [raw(f'{HTTP}Content-Length: 18446744073709551616\r\n\r\n{{body}}')], **SETTLED),
    Write('X1-chunk-overflow', 'a chunk of 2^64', [raw(f'{HTTP}Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\n{{body}}\r\n0\r\n\r\n')], **SETTLED),
    Write('X1-chunk-sign', 'a chunk with a sign', [raw(f'{HTTP}Transfer-Encoding: chunked\r\n\r\n-{{hex}}\r\n{{body}}\r\n0\r\n\r\n')], **SETTLED),
    Write('X1-chunk-last', 'chunks without their end', [raw(f'{HTTP}Transfer-Encoding: chunked\r\n\r\n{{hex}}\r\n{{body}}\r\n')], **SETTLED),
    Write('X1-chunk-both', 'chunks and a length', [raw(f'{HTTP}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n{{hex}}\r\n{{body}}\r\n0\r\n\r\n')], **SETTLED),
    Write('X1-gzip', 'said to be packed, and is not', [raw(f'{HTTP}Content-Encoding: gzip\r\nContent-Length: {{size}}\r\n\r\n{{body}}')], **THERE),
    Write('X1-folded', 'folded header lines', [raw('HTTP/1.1 200 OK\r\nContent-Type: application/\r\n json\r\nContent-Length: {size}\r\n\r\n{body}')], **THERE),
    Write('X1-bare', 'no reason after the code', [raw('HTTP/1.1 200\r\nContent-Length: {size}\r\n\r\n{body}')], **THERE),
    Write('X1-newlines', 'lines that end with LF alone', [raw('HTTP/1.1 200 OK\nContent-Length: {size}\n\n{body}')], **SETTLED),
    Write('X1-garbage', 'garbage', [raw('\x16\x03\x01 not HTTP at all')], **SETTLED),
    Write('X1-slow-head', 'the head takes a minute', [raw('HTTP/1.1 200 OK\r\n', *(part for n in range(60) for part in (f'X-{n}: 1\r\n', 1.0)), 'Content-Length: {size}\r\n\r\n{body}')], **SETTLED, within=70),
    Write('X1-two', 'two answers at once: a no behind the yes', [raw(WHOLE, 'HTTP/1.1 422 Unprocessable\r\nContent-Length: 2\r\n\r\n{}')], **THERE),
    Write('X1-204', 'carried out, 204', [raw('HTTP/1.1 204 No Content\r\n\r\n')], **SETTLED),
    Write('X1-206', 'carried out, a part of it', [raw('HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-9/900\r\nContent-Length: 10\r\n\r\n{"kind":"R')], **SETTLED),
    *(Write(f'X1-not-{code}', f'not carried out, {code}', [raw(f'HTTP/1.1 {code} Odd\r\nContent-Length: 2\r\n\r\n{{}}', forward=0)], **UNDECIDED) for code in (204, 206, 408, 421, 425, 451, 499, 507, 511, 599, 999)),
    Write('X1-early-408', 'an idle connection is told 408 before anything was read', [Rule(**PATCH, read=0, silence='close')], **LOST),
]

# -- JSON that contradicts itself, another object, an old one

DOCUMENTS = [
    Write('X2-utf8', 'bytes that are no UTF-8', [Rule(**PATCH, answer={'raw': [f'{HTTP}\r\n', '{"kind":"Rollout","metadata":{"uid":"\x80\x81"}}']})], **SETTLED),
    Write('X2-deep', 'nested ten thousand times', [says('{"kind":"Rollout","metadata":' + '{"a":' * 10000 + '1' + '}' * 10001, after=True)], **SETTLED),
    Write('X2-twice', 'a kind that is said twice', [says('{"kind":"Rollout","kind":"Status","metadata":{"uid":"1"},"status":"Failure","code":422}')], code=6, state='unknown', commits=0),
    Write('X2-success', 'a Status of success, and nothing done', [says('{"kind":"Status","status":"Success"}')], code=6, state='unknown', commits=0),
    Write('X2-other-uid', 'the same name, another uid', [says('{"kind":"Rollout","apiVersion":"argoproj.io/v1alpha1","metadata":{"uid":"0-0","name":"web"}}')], code=6, state='unknown', commits=0),
    Write('X2-other-uid-done', 'carried out, and another uid in the answer', [Rule(**PATCH, edit=[['"uid":"[^"]*"', '"uid":"0-0"']])], **SETTLED),
    Write('X2-kind', 'another kind with the uid', [Rule(**PATCH, edit=[['"kind":"Rollout"', '"kind":"Deployment"']])], code=0, state='applied', commits=1),
    Write('X2-number', 'a uid that is a number', [Rule(**PATCH, edit=[['"uid":"[^"]*"', '"uid":17']])], **SETTLED),
    Write('X2-big', 'ten million bytes of annotation in the answer', [Rule(**PATCH, edit=[['"metadata":{', '"metadata":{"annotations":{"note":"' + 'x' * 10_000_000 + '"},']])], code=0, state='applied', commits=1),
    Write('X2-warnings', 'two hundred warnings with markup in them', [raw('HTTP/1.1 200 OK\r\n', *(f'Warning: 299 - "odd <b>{n}</b> \u202e"\r\n' for n in range(200)), 'Content-Length: {size}\r\n\r\n{body}')], **APPLIED),
]

# -- refusals that are none, or come with odd advice

ADVICE = [
    *(Write(f'X3-after-{code}', f'carried out, then {code}', [status(code, reason, after=True)], code=code_, state=state, commits=1, whose=False, says='there all the same') for code, reason, code_, state in
      ((409, 'Conflict', 3, 'refused'), (422, 'Invalid', 3, 'refused'), (429, 'TooManyRequests', 3, 'refused'), (404, 'NotFound', 3, 'refused'), (400, 'BadRequest', 3, 'refused'))),
    Write('X3-after-abort', 'an abort is carried out, then 403 from something in between', [status(403, 'Forbidden', after=True)], verb=('abort',), code=4, state='notPermitted', commits=1, whose=False,
          says='made up.*there all the same'),
    *(Write(f'X3-retry-{name}', f'429, Retry-After {value}', [status(429, 'TooManyRequests', headers={'Retry-After': value})], **REFUSED, within=15) for name, value in
      (('past', 'Wed, 21 Oct 2015 07:28:00 GMT'), ('future', 'Fri, 31 Dec 9999 23:59:59 GMT'), ('negative', '-5'), ('huge', '99999999999999999999'), ('fraction', '1.5'), ('empty', ''))),
    Write('X3-503', '503 with Retry-After: not sent again', [status(503, 'ServiceUnavailable', headers={'Retry-After': '1'})], **UNDECIDED),
    Write('X3-304', '304 for a change', [raw('HTTP/1.1 304 Not Modified\r\n\r\n', forward=0)], code=3, state='refused', commits=0),
    Write('X3-words', 'a refusal with escapes and markup in it', [status(422, 'Invalid', '\x1b[2J<img src=x>\u202eevil\u0000end')], **REFUSED, says='evil'),
    Write('X3-code-lies', '403 that says 200 in its Status', [says('{"kind":"Status","status":"Success","code":200,"message":"fine"}', 403)], **BARRED),
    Write('X3-endless-no', 'a no without end', [Rule(**PATCH, forward=0, answer={'status': 422, 'size': 80_000_000})], code=6, state='unknown', commits=0),
]


# -- somebody else does the same, or something else, while nothing is known

def after_arrival(change):
    def beside(place):
        place.until(lambda: place.proxy.writes(), 'the write arrives')
        change(place)
    return beside


def undone(place):
    place.until(lambda: FaultProxy.commits(place.proxy.writes()), 'it is carried out')
    place.change({'op': 'add', 'path': '/status/abort', 'value': True}, sub='/status')


def deleted(place):
    place.until(lambda: FaultProxy.commits(place.proxy.writes()), 'it is carried out')
    place.box.request('DELETE', f'/apis/argoproj.io/v1alpha1/namespaces/{place.ns}/rollouts/web')


def not_by_us(place, said):
    place.want(not re.search(r'\b(you|we|this console) (did|changed)', said.doc['message']), 'nobody knows whose it is', said.doc['message'])


LATE = Rule(**PATCH, forward=0, reply_delay=2, silence='close')
LATE_DONE = Rule(**PATCH, reply_delay=2, silence='close')
OTHERS = [
    Write('X4-same', 'lost, and somebody else promotes in between', [LATE], code=0, state='applied', commits=0, rivals=True, beside=after_arrival(promote_past), says='an equal one of somebody else'),
    Write('X4-same-422', 'lost on the way twice over: somebody else promoted, the answer is 422', [SLOW], **REFUSED, rivals=True, beside=while_asked(promote_past), says='another one was quicker'),
    Write('X4-anew', 'lost, and deleted and made anew in between', [LATE], code=6, state='unknown', commits=0, rivals=True, beside=after_arrival(made_anew)),
    Write('X4-undone', 'carried out, answer lost, and somebody else aborts', [LATE_DONE], verb=('promote',), code=6, state='unknown', commits=1, rivals=True, beside=undone),
    Write('X4-deleted', 'carried out, answer lost, and it is deleted', [LATE_DONE], verb=('abort',), code=6, state='unknown', commits=1, rivals=True, beside=deleted,
          after=lambda place, said: made_again(place)),
    Write('X4-scaled', 'somebody scales it between the question and the write: the generation moves, nothing that was confirmed', [SLOW], **APPLIED,
          beside=while_asked(lambda place: place.change({'op': 'replace', 'path': '/spec/replicas', 'value': 3}))),
    Write('X4-note', 'only an annotation changes: nothing that was confirmed', [SLOW], **APPLIED, beside=while_asked(
        lambda place: place.change({'op': 'add', 'path': '/metadata/annotations', 'value': {'who': 'somebody'}}))),
]


# -- what is planned on cannot be trusted

def read(id, what, *edits, **expected):
    return Write(id, what, [Rule(path=READ, edit=[list(e) for e in edits])], **{'writes': 0, 'state': None, **expected})


CLOSED = {'code': 3, 'state': 'refused', 'writes': 0}
META = '"metadata":{'
OBJECTS = [
    read('X5-dying', 'it is being deleted', (META, META + '"deletionTimestamp":"2026-01-01T00:00:00Z",'), code=3, state='refused', says='being deleted'),
    read('X5-dying-soon', 'it is being deleted, at a time that is none', (META, META + '"deletionTimestamp":"soon",'), code=3, state='refused'),
    read('X5-no-uid', 'no uid', ('"uid":"[^"]*"', '"u":"x"'), code=3, state='refused', says='uid could not be read'),
    read('X5-uid-number', 'a uid that is a number', ('"uid":"[^"]*"', '"uid":17'), code=3, state='refused', says='uid could not be read'),
    read('X5-uid-null', 'a uid that is null', ('"uid":"[^"]*"', '"uid":null'), code=3, state='refused', says='uid could not be read'),
    read('X5-no-metadata', 'no metadata', (META, '"meta":{'), code=5),
    read('X5-metadata-text', 'metadata that is a text', (META, '"metadata":"none","m":{'), code=5),
    read('X5-no-spec', 'no spec', ('"spec":{', '"sp":{'), code=3, state='refused'),
    read('X5-generation-text', 'a generation in quotation marks', ('"generation":(\\d+)', '"generation":"\\1"'), code=3, state='refused'),
    read('X5-generation-huge', 'a generation of 10^30', ('"generation":\\d+', '"generation":1e30'), code=3, state='refused'),
    read('X5-version-number', 'a resourceVersion that is a number', ('"resourceVersion":"(\\d+)"', '"resourceVersion":\\1'), code=None, writes=None),
    read('X5-replicas', 'minus three replicas', ('"replicas":2', '"replicas":-3'), code=None, writes=None),
    read('X5-replicas-infinite', 'replicas without end', ('"replicas":2', '"replicas":1e400'), code=None, writes=None),
    read('X5-index-text', 'a step index in quotation marks', ('"currentStepIndex":1', '"currentStepIndex":"1"'), code=3, state='refused'),
    read('X5-index-twice', 'two step indexes', ('"currentStepIndex":1', '"currentStepIndex":1,"currentStepIndex":3'), code=None, writes=None),
    read('X5-index-negative', 'a step index below zero', ('"currentStepIndex":1', '"currentStepIndex":-1'), code=3, state='refused'),
    read('X5-abort-text', 'abort: "false"', ('"status":{', '"status":{"abort":"false",'), code=None, writes=None),
    read('X5-pause-text', 'a pause that is a text', ('"pauseConditions":\\[.*?\\]', '"pauseConditions":"yes"'), code=3, state='refused'),
    read('X5-steps-object', 'steps that are no list', ('"steps":\\[.*?\\}\\]', '"steps":{"0":{"setWeight":50}}'), code=3, state='refused'),
    read('X5-deep', 'nested ten thousand times', (META, META + '"x":' + '[' * 10000 + ']' * 10000 + ','), code=5),
    Write('X5-big', 'ten million bytes of annotation', [Rule(path=READ, edit=[[META, META + '"annotations":{"note":"' + 'x' * 10_000_000 + '"},']])], code=None, state=None, writes=None),
    Write('X5-utf8', 'bytes that are no UTF-8 in a message', [Rule(path=READ, edit=[['"status":\\{', '"status":{"message":"\\\\ud800 lone",']])], **APPLIED),
]

def unsure(place):
    """What contradicts itself is not drawn as allowed."""
    place.proxy.use(Rule(path=ACCESS, edit=[['"allowed":true', '"allowed":true,"denied":true']]))
    place.want('not known whether you may' in place.run('doctor').out, 'the doctor says that the permission is not known')


# -- who we are, and what we may do, is told oddly
IDENTITY = [
    *(Write(f'X6-who-{name}', f'who we are: {name}', [Rule(path=REVIEW, edit=[edit])], **more) for name, edit, more in (
        ('nobody', ['"username":"[^"]*"', '"username":""'], APPLIED), ('missing', ['"userInfo":\\{', '"user":{'], APPLIED), ('number', ['"username":"[^"]*"', '"username":7'], APPLIED),
        ('markup', ['"username":"[^"]*"', '"username":"<b>\\\\u202eroot\\\\u001b[31m"'], APPLIED), ('huge', ['"username":"[^"]*"', '"username":"' + 'a' * 2_000_000 + '"'], {**APPLIED, 'code': None, 'state': None, 'commits': None, 'writes': None}))),
    *(Write(f'X6-may-{name}', f'whether we may: {name}', [Rule(path=ACCESS, edit=[['"allowed":true', edit]])], **APPLIED) for name, edit in
      (('text', '"allowed":"true"'), ('number', '"allowed":1'), ('null', '"allowed":null'))),
    Write('X6-may-both', 'allowed and denied at once', [Rule(path=ACCESS, edit=[['"allowed":true', '"allowed":true,"denied":true']])], **APPLIED, after=lambda place, said: unsure(place)),
    Write('X6-may-twice', 'allowed, and then not', [Rule(path=ACCESS, edit=[['"allowed":true', '"allowed":true,"allowed":false']])], code=None, state=None, writes=None),
    Write('X6-may-other', 'the answer is about another verb', [Rule(path=ACCESS, edit=[['"verb":"patch"', '"verb":"get"']])], **APPLIED),
]


# -- what becomes of the write when the caller, its terminal or its folder goes

def left(place, act, forward=1, hold=2.0, how=None, observe='5s', verb='promote'):
    """A write that is held on its way; `act(process)` happens meanwhile. (exit code, what it said) of the call."""
    place.proxy.use(Rule(**PATCH, forward=forward, reply_delay=hold))
    process = subprocess.Popen(place.command(*place.order(verb, observe=observe)), env=place.env(), preexec_fn=dies_with_us,
                               **{'stdin': subprocess.DEVNULL, 'stdout': subprocess.PIPE, 'stderr': subprocess.DEVNULL, **(how or {})})
    place.until(lambda: place.proxy.writes() and (not forward or FaultProxy.commits(place.proxy.writes())), 'the write is carried out')
    act(process)
    try:
        said = process.communicate(timeout=60)[0]
    except subprocess.TimeoutExpired:
        process.kill()
        said = process.communicate()[0]
        place.want(False, 'it ends')
    place.proxy.use()
    return process.returncode, said


def settled(place, commits=1):
    """Whatever the caller heard: the journal knows, or finds out by reading, and nothing is sent again."""
    opened = place.verified()
    place.want(len(opened) <= 1, 'one action at most is open', opened)
    place.at_gate(3)
    if opened:
        place.run('journal', 'reconcile')
    place.same(place.verified(), [], 'open, after reading')
    records = (place.run('journal', 'list').doc or {}).get('records', [])
    place.want(any(r['state'] == 'applied' for r in records), 'the record says that it was applied', records)
    place.same((len(place.proxy.writes()), FaultProxy.commits(place.proxy.writes())), (1, commits), 'writes, changes')
    place.secretless()


for _name, _signal in (('term', signal.SIGTERM), ('int', signal.SIGINT), ('hup', signal.SIGHUP), ('quit', signal.SIGQUIT), ('pipe', signal.SIGPIPE), ('xfsz', signal.SIGXFSZ)):
    def _play(place, number=_signal):
        left(place, lambda process: process.send_signal(number))
        settled(place)
    case(f'X7-{_name}', f'{_signal.name} while the answer is on its way')(_play)


@case('X7-pipe-closed', 'who read the output is gone before the answer')
def _(place):
    reader, writer = os.pipe()
    process_how = {'stdout': writer}

    def gone(_process):
        os.close(writer)
        os.close(reader)
    code, _said = left(place, gone, how=process_how)
    place.want(code in (0, 1), 'an exit code of the contract', code)
    settled(place)


@case('X7-full', 'the output cannot be written: its disk is full')
def _(place):
    with open('/dev/full', 'wb') as full:
        code, _said = left(place, lambda process: None, how={'stdout': full}, hold=0)
    place.want(code in (0, 1), 'an exit code of the contract', code)
    settled(place)


@case('X7-nothing-open', 'neither input nor outputs are open')
def _(place):
    place.proxy.use()
    done = subprocess.run(['sh', '-c', 'exec "$@" <&- >&- 2>&-', 'sh', *place.command(*place.order('promote'))], env=place.env(), timeout=60)
    place.want(done.returncode in (0, 1), 'an exit code of the contract', done.returncode)
    settled(place)


@case('X7-terminal', 'the terminal is closed while the answer is on its way')
def _(place):
    ours, theirs = os.openpty()

    def closed(_process):
        os.close(theirs)
        os.close(ours)
    left(place, closed, how={'stdin': theirs, 'stdout': theirs, 'stderr': theirs, 'start_new_session': True})
    settled(place)


@case('X7-stopped', 'stopped while the answer is on its way, and goes on')
def _(place):
    def stop(process):
        process.send_signal(signal.SIGSTOP)
        time.sleep(5)
        process.send_signal(signal.SIGCONT)
    code, _said = left(place, stop)
    place.want(code in (0, 7), 'it takes the answer that waited', code)
    settled(place)


@case('X8-moved', 'the folder of the state is moved while the answer is on its way')
def _(place):
    elsewhere = place.folder / 'elsewhere'
    code, said = left(place, lambda process: place.home.rename(elsewhere))
    document = json.loads(said)
    place.want(code in (0, 1, 6, 7), 'it says what it knows', document)
    if place.home.exists():
        shutil.rmtree(place.home)
    elsewhere.rename(place.home)
    settled(place)


@case('X8-removed', 'the journal is removed while the answer is on its way')
def _(place):
    code, said = left(place, lambda process: shutil.rmtree(place.home / 'journal'))
    document = json.loads(said)
    place.want(document['kind'] == 'Outcome' and (document['state'] != 'applied' or not document['journal'] or 'ournal' in document['message']),
               'that the record is gone is told', {k: document.get(k) for k in ('state', 'message', 'journal')})
    place.same((len(place.proxy.writes()), FaultProxy.commits(place.proxy.writes())), (1, 1), 'writes, changes')


@case('X8-readonly', 'the journal may not be written any more while the answer is on its way')
def _(place):
    left(place, lambda process: [p.chmod(0o400) for p in (place.home / 'journal').iterdir()])
    for path in (place.home / 'journal').iterdir():
        path.chmod(0o600)
    settled(place)


@case('X8-full', 'the disk is full between the intent and the outcome', within=40)
def _(place):
    if no_mounts():
        return
    place.home.mkdir(mode=0o700)
    go, filled, kept = (place.folder / name for name in ('go', 'filled', 'kept'))
    script = (f'mount -t tmpfs -o size=4m,mode=700 none {place.home}; (while ! test -e {go}; do sleep .05; done; dd if=/dev/zero of={place.home}/filler bs=1k count=8192 2>/dev/null; touch {filled}) & '
              f'"$@"; code=$?; rm -f {place.home}/filler; cp -a {place.home} {kept}; exit $code')
    place.proxy.use(Rule(**PATCH, reply_delay=3))
    process = subprocess.Popen(['unshare', '-Urm', 'sh', '-c', script, 'sh', *place.command(*place.order('promote', observe='5s'))], env=place.env(), stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, preexec_fn=dies_with_us)
    place.until(lambda: FaultProxy.commits(place.proxy.writes()), 'it is carried out')
    go.touch()
    place.until(filled.exists, 'the disk is full')
    document = json.loads(process.communicate(timeout=60)[0])
    place.proxy.use()
    place.same((process.returncode, document['state']), (0, 'applied'), 'there was room kept for the outcome')
    shutil.rmtree(place.home)
    kept.rename(place.home)
    settled(place)


@case('X8-limit', 'no file may grow any more')
def _(place):
    place.same(place.run(*place.order('pause')).code, 0, 'an action before')
    size = next((place.home / 'journal').glob('segment-*')).stat().st_size
    for more in (0, 1, 100):
        before = len(place.proxy.writes())
        said = place.run(command=['bash', '-c', 'set -o pipefail; "$@" | cat', 'bash', 'prlimit', f'--fsize={size + more}', *place.command(*place.order('resume'))])
        place.want(said.code == 3 and len(place.proxy.writes()) == before, f'refused before anything is sent, with {more} bytes left', (said.code, said.doc))
        place.want(re.search('journal|segment|limit|large', (said.doc or {}).get('message', '')), 'says which place', said.doc)
    place.same(place.run(*place.order('resume')).code, 0, 'then it goes on')
    place.verified()


@case('X8-files', 'no more files may be opened')
def _(place):
    for number in (4, 8, 12, 16):
        said = subprocess.run(['prlimit', f'--nofile={number}', *place.command(*place.order('promote'))], env=place.env(), stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        place.want(0 <= said.returncode <= 7 or said.returncode == 127, f'{number} descriptors: an exit code of the contract', (said.returncode, said.stderr[-200:]))
        if place.proxy.writes():
            break
    place.want(len(place.proxy.writes()) <= 1, 'once at most', len(place.proxy.writes()))
    place.verified()


for _name, _make in (('fifo', lambda path: os.mkfifo(path, 0o600)), ('folder', lambda path: path.mkdir()), ('link', lambda path: path.symlink_to('/dev/null')), ('hardlink', None)):
    def _play(place, make=_make):
        place.same(place.run(*place.order('pause')).code, 0, 'an action before')
        segment = next((place.home / 'journal').glob('segment-*'))
        if make:
            segment.rename(place.folder / 'kept')
            make(segment)
        else:
            os.link(segment, place.folder / 'kept')
        before = len(place.proxy.writes())
        said = place.run(*place.order('resume'), timeout=30)
        place.want(said.code == 3 and re.search('ournal', (said.doc or {}).get('message', '')), 'refused, and told why', (said.code, said.doc))
        place.want(said.seconds < 15, 'at once', said.seconds)
        place.same(len(place.proxy.writes()), before, 'requests after it')
    case(f'X8-{_name}', f'the segment of the journal is a {_name}')(_play)


@case('X8-holder', 'somebody holds the journal and does not let go')
def _(place):
    place.same(place.run(*place.order('pause')).code, 0, 'an action before')
    segment = next((place.home / 'journal').glob('segment-*'))
    holder = subprocess.Popen([sys.executable, '-c', f'import fcntl,os,time;[fcntl.flock(os.open(p,os.O_RDWR),fcntl.LOCK_EX) for p in {[str(p) for p in segment.parent.iterdir() if p.is_file()]!r}];print(1,flush=True);time.sleep(60)'],
                              stdout=subprocess.PIPE, preexec_fn=dies_with_us)
    holder.stdout.readline()
    place.children.append(holder)
    before = len(place.proxy.writes())
    said = place.run(*place.order('resume'), timeout=60)
    place.want(said.code == 3 and len(place.proxy.writes()) == before and said.seconds < 15, 'refused after a short wait', (said.code, said.seconds, said.doc))
    holder.kill()
    holder.wait()
    place.same(place.run(*place.order('resume')).code, 0, 'then it goes on')
    place.verified()


@case('X9-one-journal', 'four consoles, one journal, one gate')
def _(place):
    place.proxy.use(Rule(path=ACCESS, delay=1))
    calls = [subprocess.Popen(place.command(*place.order('promote')), env=place.env(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, preexec_fn=dies_with_us)
             for _ in range(4)]
    told = [json.loads(call.communicate(timeout=60)[0]) for call in calls]
    place.same(sorted(t['exitCode'] for t in told), [0, 3, 3, 3], 'one is applied, the others are refused')
    place.same(FaultProxy.commits(place.proxy.writes()), 1, 'changes that were made')
    place.same(place.verified(), [], 'open intents')


@case('X9-removed-home', 'the state is taken away between two actions: a new journal says so itself')
def _(place):
    place.same(place.run(*place.order('pause')).code, 0, 'an action before')
    shutil.rmtree(place.home)
    place.same(place.run(*place.order('resume')).code, 0, 'the next one')
    place.same(place.verified(), [], 'open intents')


STRANGE = [*ANSWERS, *DOCUMENTS, *ADVICE, *OTHERS, *OBJECTS, *IDENTITY]
