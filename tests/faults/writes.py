# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The action path: what becomes of one confirmation when something is wrong between the operator and the cluster. One entry, one case."""
import dataclasses
import json
import os
import re
import threading
import time

from faultproxy import Rule

PATCH = {'verb': 'PATCH', 'path': '/rollouts/'}
REVIEW, ACCESS, READ, SETS = 'selfsubjectreviews', 'selfsubjectaccessreviews', r'/rollouts/web(\?|$)', '/replicasets'
LOST = {'code': 6, 'state': 'unknown', 'commits': 0, 'says': 'will not be sent again'}
SETTLED = {'code': 0, 'state': 'applied', 'commits': 1, 'says': 'read back'}
APPLIED = {'code': 0, 'state': 'applied', 'commits': 1}
REFUSED = {'code': 3, 'state': 'refused', 'commits': 0}
BARRED = {'code': 4, 'state': 'notPermitted', 'commits': 0}
UNPLANNED = {'code': 5, 'state': None, 'writes': 0, 'says': r'^box \(https://127.0.0.1:\d+\): .*(Check|slow|Something|problem)'}
VERBOSE = os.environ.get('VERBOSE')
LOGIN = '<!DOCTYPE html><html><body>Please <b>sign in</b></body></html>'


@dataclasses.dataclass
class Write:
    id: str
    what: str
    rules: list
    code: int
    state: str
    says: str = ''
    commits: int = None
    writes: int = 1
    verb: tuple = ('promote',)
    plain: bool = False
    observe: str = '2s'
    beside: object = None           # (place): at the same time, somebody else
    after: object = None            # (place, said): more to look at
    rivals: bool = False
    whose: bool = True              # False: nobody can know who changed it
    within: float = 60

    def play(self, place):
        place.proxy.use(*(dataclasses.replace(rule, used=0) for rule in self.rules))
        other = threading.Thread(target=self.beside, args=(place,), daemon=True) if self.beside else None
        if other:
            other.start()
        said = place.run(*place.order(*self.verb, observe=self.observe))
        if other:
            other.join(60)
        document = said.doc or {}
        told = f'{document.get("message")} {document.get("hint")}'
        if VERBOSE:
            print(f'{self.id}: {said.code} {document.get("state") or document.get("code")}: {told}', flush=True)
        if self.code is not None and not place.same((said.code, document.get('state')), (self.code, self.state), 'exit code and state'):
            print('         said', told, said.err[-300:], flush=True)
        place.want(re.search(self.says, told), f'the operator is told /{self.says}/', told)
        writes, commits = place.judge(said, rivals=self.rivals, whose=self.whose)
        if self.writes is not None:
            place.same(len(writes), self.writes, 'writes that arrived')
        if self.commits is not None:
            place.same(commits, self.commits, 'changes that were made')
        place.want(said.seconds < self.within, f'within {self.within} s', said.seconds)
        if self.after:
            self.after(place, said)
        place.recovers()


def status(code, reason='Failure', message='made up for the test', after=False, headers=None):
    body = json.dumps({'kind': 'Status', 'apiVersion': 'v1', 'status': 'Failure', 'reason': reason, 'message': message, 'code': code})
    return Rule(**PATCH, forward=int(after), answer={'status': code, 'body': body, 'headers': headers or {}})


def says(body, code=200, after=False, **more):
    return Rule(**PATCH, forward=int(after), answer={'status': code, 'body': body}, **more)


# -- the answer is lost, or is none

LOST_ANSWERS = [
    Write('F001', 'read whole, not carried out, closed', [Rule(**PATCH, forward=0)], **LOST),
    Write('F001-plain', 'the same without TLS', [Rule(**PATCH, forward=0)], plain=True, **LOST),
    Write('F001-reset', 'read whole, not carried out, reset', [Rule(**PATCH, forward=0, silence='reset')], **LOST),
    Write('F001-abort', 'an abort lost on the way', [Rule(**PATCH, forward=0)], verb=('abort',), **LOST),
    Write('F002', 'half the body read, closed', [Rule(**PATCH, read=40)], **LOST),
    Write('F003', 'one byte read, reset', [Rule(**PATCH, read=1, silence='reset')], **LOST),
    Write('F009', 'read whole, never answered', [Rule(**PATCH, forward=0, silence='hang')], **LOST, within=70),
    Write('F009-late', 'carried out after our deadline', [Rule(**PATCH, delay=43)], code=6, state='unknown', within=70, after=lambda place, said: lands_late(place, said)),
    Write('F009-drip', 'carried out, the answer drips', [Rule(**PATCH, piece=1, pause=.5)], **SETTLED, within=70),
    Write('F056', 'carried out, closed before the answer', [Rule(**PATCH, silence='close')], **SETTLED),
    Write('F056-plain', 'the same without TLS', [Rule(**PATCH, silence='close')], plain=True, **SETTLED),
    Write('F056-reset', 'carried out, reset before the answer', [Rule(**PATCH, silence='reset')], **SETTLED),
    Write('F056-abort', 'an abort carried out, closed', [Rule(**PATCH, silence='close')], verb=('abort',), **SETTLED),
    Write('F056-pause', 'a pause carried out, closed', [Rule(**PATCH, silence='close')], verb=('pause',), **SETTLED),
    Write('F056-rollback', 'a rollback carried out, closed', [Rule(**PATCH, silence='close')], verb=('rollback', '--to-revision', '1'), observe='20s', **SETTLED),
    Write('F056-line', 'closed after the status line', [Rule(**PATCH, cut=-2)], **SETTLED),
    Write('F056-head', 'closed after the head', [Rule(**PATCH, cut=0)], **SETTLED),
    Write('F056-cut', 'closed in the body', [Rule(**PATCH, cut=300)], **SETTLED),
    Write('F056-cut-reset', 'reset in the body', [Rule(**PATCH, cut=300, then='reset')], **SETTLED),
    Write('F056-unframed', 'an answer without a length', [Rule(**PATCH, framed=False)], **SETTLED),
    Write('F056-huge', 'an answer without end', [Rule(**PATCH, answer={'endless': 'body'})], **SETTLED),
    Write('F056-head-endless', 'a head without end', [Rule(**PATCH, answer={'endless': 'head'})], **SETTLED),
    Write('F056-html', 'carried out, a login page for an answer', [says(LOGIN, after=True)], **SETTLED),
    Write('F056-empty', 'carried out, 200 with nothing', [says('', after=True)], **SETTLED),
    Write('F056-half', 'carried out, half a document', [says('{"kind":"Rollout","metadata":{"uid":"', after=True)], **SETTLED),
    *(Write(f'F056-{code}', f'carried out, then {code}', [status(code, after=True)], **SETTLED) for code in (500, 502, 503, 504)),
    *(Write(f'F057-{code}', f'{code}, and not carried out', [status(code)], code=6, state='unknown', commits=0, says=f'HTTP {code}.*will not be sent again') for code in (500, 502, 503, 504)),
    Write('F057-html', '502 with a page', [says(LOGIN, 502)], code=6, state='unknown', commits=0, says='HTTP 502'),
    Write('F058-login', '200 with a login page, not carried out', [says(LOGIN)], code=6, state='unknown', commits=0, says='HTTP 200'),
    Write('F058-status', '200 with a Status of failure', [says('{"kind":"Status","status":"Failure"}')], code=6, state='unknown', commits=0, says='HTTP 200'),
    Write('F058-other', '200 with another object', [says('{"kind":"Rollout","metadata":{"uid":"0-0","name":"other","namespace":"else"}}')], code=6, state='unknown', commits=0),
    Write('F058-list', '200 with a list', [says('{"kind":"RolloutList","metadata":{"resourceVersion":"4"},"items":[]}')], code=6, state='unknown', commits=0),
    Write('F058-202', '202 and nothing else', [says('{}', 202)], code=6, state='unknown', commits=0),
    Write('F003-early', '200 before the body was read', [Rule(**PATCH, read=0, silence='close')], **LOST),
]


def lands_late(place, said):
    """What was unknown at our deadline is carried out after it: told by reading, sent by nobody again."""
    place.until(lambda: place.proxy.commits(place.proxy.writes()) == 1, 'the late request is carried out', 20)
    place.at_gate(3)
    settled = place.run('journal', 'reconcile')
    place.same(len(place.proxy.writes()), 1, 'writes, after reading what became of it')
    place.want(settled.code in (0, 6), 'reconcile reads and says', settled.doc)


# -- the answer is a no

REFUSALS = [
    *(Write(f'F061-{code}', f'{code} {reason}', [status(code, reason)], **REFUSED, says='Nothing was changed: box .*made up for the test') for code, reason in
      ((400, 'BadRequest'), (404, 'NotFound'), (405, 'MethodNotAllowed'), (409, 'Conflict'), (410, 'Gone'), (413, 'RequestEntityTooLarge'), (415, 'UnsupportedMediaType'), (422, 'Invalid'))),
    Write('F048-401', 'the credential is refused', [status(401, 'Unauthorized')], **BARRED),
    Write('F052-403', 'forbidden', [status(403, 'Forbidden')], **BARRED, says='made up'),
    Write('F052-webhook', 'an admission webhook says no', [status(403, 'Forbidden', 'admission webhook "guard.example" denied the request: freeze')], **REFUSED, says='freeze'),
    Write('F052-html', '403 with a page', [says(LOGIN, 403)], **BARRED),
    Write('F024-write', '429: told, not repeated', [status(429, 'TooManyRequests', headers={'Retry-After': '1'})], **REFUSED),
    Write('F024-write-garbage', '429 with a Retry-After that is none', [status(429, 'TooManyRequests', headers={'Retry-After': 'Wed, 99'})], **REFUSED),
    *(Write(f'F004-write-{code}', f'redirected with {code}', [Rule(**PATCH, forward=0, answer={'status': code, 'headers': {'Location': 'https://elsewhere.example/collect'}})],
            **REFUSED, says='redirect to https://elsewhere.example/collect, which is not followed') for code in (301, 302, 307, 308)),
    Write('F004-write-303', '303 may have been carried out', [Rule(**PATCH, forward=0, answer={'status': 303, 'headers': {'Location': '/other'}})], code=6, state='unknown', commits=0),
    Write('F059-warning', 'a warning of the server', [Rule(**PATCH, add={'Warning': '299 - "deprecated <b>field</b>"'})], **APPLIED),
]

# -- delivered oddly

DELIVERY = [
    Write('S1-duplicate', 'the network delivers it twice', [Rule(**PATCH, forward=2)], **APPLIED),
    Write('S1-second', 'delivered twice, and the second answer comes back: what was asked for is there, and that is said', [Rule(**PATCH, forward=2, reply_of=2)], code=3, state='refused',
          commits=1, says='refused it: .* when you confirmed and is .* there all the same: .* delivered it twice', whose=False),
    Write('S1-triple-abort', 'an abort delivered three times', [Rule(**PATCH, forward=3)], verb=('abort',), **APPLIED),
    Write('S1-delay', 'three seconds late', [Rule(**PATCH, delay=3)], **APPLIED),
    Write('S1-bytes', 'the answer in single bytes', [Rule(**PATCH, piece=1)], **APPLIED),
    Write('S1-overtaken', 'a read overtakes it', [Rule(**PATCH, until='GET /rollouts/web')], **APPLIED, beside=lambda place: (time.sleep(1), place.run('get', 'web'))),
    Write('S1-event', 'the Event about it is lost', [Rule(verb='POST', path='/events', forward=0)], **APPLIED),
    Write('S1-event-hang', 'nobody answers the Event', [Rule(verb='POST', path='/events', forward=0, silence='hang')], **APPLIED, within=20),
    Write('F057-blind', 'accepted, then nothing can be read', [Rule(verb='GET', path=READ, first=2, forward=0)], code=7, state='notObserved', commits=1, says='accepted.*could not be read'),
    Write('F057-blind-lost', 'lost, then nothing can be read', [Rule(**PATCH, silence='close'), Rule(verb='GET', path=READ, first=2, forward=0)], code=6, state='unknown', commits=1,
          says='will not be sent again', after=lambda place, said: seen_later(place, said)),
    Write('F057-flaky', 'lost, and the first reads fail', [Rule(**PATCH, silence='close'), Rule(verb='GET', path=READ, first=2, last=4, forward=0)], **SETTLED, observe='20s'),
    Write('F057-garbage', 'lost, and the first reads are garbage', [Rule(**PATCH, silence='close'), Rule(verb='GET', path=READ, first=2, last=4, forward=0, answer={'body': '{"kind":'})],
          **SETTLED, observe='20s'),
    Write('F057-old', 'lost, and the first reads are old', [Rule(**PATCH, silence='close'), Rule(verb='GET', path=READ, first=2, last=5, edit=[[r'"currentStepIndex":\d', '"currentStepIndex":1']])],
          **SETTLED, observe='20s'),
]


def seen_later(place, said):
    place.proxy.use()
    place.at_gate(3)
    place.run('journal', 'reconcile')
    place.same(len(place.proxy.writes()), 1, 'writes, after reading what became of it')


# -- what is needed beforehand does not come

def unplanned(id, what, rule, **more):
    return Write(id, what, [rule], **{**UNPLANNED, **more})


BEFOREHAND = [
    *(unplanned(f'F064-{name}-{kind}', f'{name}: {kind}', Rule(path=path, **fault)) for name, path in (('identity', REVIEW), ('object', READ)) for kind, fault in
      {'dropped': {'forward': 0}, 'reset': {'forward': 0, 'silence': 'reset'}, 'garbage': {'forward': 0, 'answer': {'body': LOGIN}}, 'cut': {'cut': 50},
       'half': {'forward': 0, 'answer': {'body': '{"kind":"Rollout","metadata":{'}}, 'unframed': {'framed': False}, '500': {'forward': 0, 'answer': {'status': 500}},
       'redirect': {'forward': 0, 'answer': {'status': 302, 'headers': {'Location': 'https://elsewhere.example/'}}}}.items()),
    unplanned('F008-object', 'the object is never answered', Rule(path=READ, forward=0, silence='hang'), within=30, says='within 10 s.*try again'),
    unplanned('F010-huge', 'the object is without end', Rule(path=READ, answer={'endless': 'body'}), within=60),
    unplanned('F010-head', 'a head without end', Rule(path=READ, answer={'endless': 'head'}), within=60),
    unplanned('F025-other', 'another object is answered', Rule(path=READ, edit=[['"name":"web"', '"name":"wab"']]), says='another object'),
    unplanned('F048-identity', 'the credential is refused', Rule(path=REVIEW, forward=0, answer={'status': 401, 'body': '{"kind":"Status","status":"Failure","reason":"Unauthorized","code":401}'}), code=4, says='renew it'),
    unplanned('F048-object', 'not allowed to see it', Rule(path=READ, forward=0, answer={'status': 403, 'body': '{"kind":"Status","status":"Failure","reason":"Forbidden","message":"no","code":403}'}), code=4, says='Ask for the missing permission'),
    Write('F064-denied', 'permission is denied', [Rule(path=ACCESS, edit=[['"allowed":true', '"allowed":false,"denied":true']])], code=4, state='notPermitted', writes=0, says='patch rollouts/status'),
    Write('F064-error', 'permission cannot be asked: the server decides', [Rule(path=ACCESS, forward=0, answer={'status': 500})], **APPLIED),
    Write('F064-neither', 'neither allowed nor denied: the server decides', [Rule(path=ACCESS, edit=[['"allowed":true', '"allowed":false,"evaluationError":"webhook"']])], **APPLIED),
    Write('F064-slow', 'permission comes late', [Rule(path=ACCESS, delay=2)], **APPLIED),
    Write('F012-sets', 'ReplicaSets cannot be listed: an abort is still possible', [Rule(path=SETS, forward=0)], verb=('abort',), **APPLIED),
]


# -- the world moves between plan and write

def while_asked(change):
    """Somebody else is quicker: done between the question for permission and the write."""
    def beside(place):
        place.until(lambda: any(ACCESS in a['target'] for a in place.proxy.log()), 'permission is asked')
        change(place)
    return beside


def promote_past(place):
    place.change({'op': 'remove', 'path': '/status/pauseConditions'}, sub='/status')


def new_version(place):
    place.change({'op': 'replace', 'path': '/spec/template/spec/containers/0/image', 'value': 'registry.example/web:v9'})


def made_anew(place):
    path = f'/apis/argoproj.io/v1alpha1/namespaces/{place.ns}/rollouts'
    old = place.object()
    place.box.request('DELETE', f'{path}/web')
    fresh = {'apiVersion': old['apiVersion'], 'kind': old['kind'], 'metadata': {'name': 'web', 'namespace': place.ns}, 'spec': old['spec']}
    made, said = place.box.request('POST', path, fresh)
    place.want(made == 201, 'it is made anew', said)


SLOW = Rule(path=ACCESS, delay=1.5)
RACES = [
    Write('F053-step', 'promoted by another one', [SLOW], **REFUSED, rivals=True, says='refused it: .* was .* when you confirmed and is .* another one was quicker', beside=while_asked(promote_past)),
    Write('F053-version', 'a new version is pushed', [SLOW], **REFUSED, rivals=True, says='Nothing was changed', beside=while_asked(new_version)),
    Write('F053-version-full', 'a new version, and the rest was to be skipped', [SLOW], **REFUSED, rivals=True, verb=('promote-full',), says='Nothing was changed', beside=while_asked(new_version)),
    Write('F053-uid', 'deleted and made anew under the same name', [SLOW], **REFUSED, rivals=True, says='Nothing was changed|anew', beside=while_asked(made_anew)),
    Write('F053-aborted', 'aborted by another one', [SLOW], **REFUSED, rivals=True, says='Nothing was changed', beside=while_asked(
        lambda place: place.change({'op': 'add', 'path': '/status/abort', 'value': True}, sub='/status'))),
    Write('F053-gone', 'deleted meanwhile', [SLOW], **REFUSED, rivals=True, beside=while_asked(
        lambda place: place.box.request('DELETE', f'/apis/argoproj.io/v1alpha1/namespaces/{place.ns}/rollouts/web')), after=lambda place, said: made_again(place)),
    Write('F060', 'the link goes down before the write', [Rule(path=ACCESS, reply_delay=1)], code=5, state='notSent', commits=0, writes=0, says='not sent', beside=while_asked(
        lambda place: (time.sleep(.5), place.proxy.listener.shutdown(2), place.proxy.listener.close())), after=lambda place, said: never_sent(place)),
    Write('F060-down', 'the link is down all the time', [], **UNPLANNED, beside=None, after=lambda place, said: never_sent(place)),
]


def made_again(place):
    """Only so that there is something to read again."""
    path = f'/apis/argoproj.io/v1alpha1/namespaces/{place.ns}/rollouts'
    body = {'apiVersion': 'argoproj.io/v1alpha1', 'kind': 'Rollout', 'metadata': {'name': 'web'}, 'spec': {'replicas': 1, 'selector': {'matchLabels': {'app': 'web'}}, 'strategy': {'canary': {}},
            'template': {'metadata': {'labels': {'app': 'web'}}, 'spec': {'containers': [{'name': 'web', 'image': 'registry.example/web:v1'}]}}}}
    place.box.request('POST', path, body)


def never_sent(place):
    """The link comes back, and a while passes: nothing was kept for later."""
    place.proxy.listener = None
    place.proxy.listen()
    time.sleep(2)
    place.run('get', 'web')
    place.same(place.proxy.writes(), [], 'writes, after the link came back')


def down(place):
    place.proxy.refuse()


RACES[-1].play = lambda place, case=RACES[-1]: (down(place), Write.play(case, place))
WRITES = [*LOST_ANSWERS, *REFUSALS, *DELIVERY, *BEFOREHAND, *RACES]
