# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is shown and told when the network, the API server, the kubeconfig or the disk are not as they should be."""
import base64
import dataclasses
import datetime
import email.utils
import json
import os
import re
import signal
import subprocess
import time

from faultproxy import FaultProxy, Rule
from world import REASON, TOKEN, dies_with_us

WATCH, LIST, ONE = r'watch=(1|true)', r'/rollouts(\?(?!.*watch)|$)', r'/rollouts/web(\?|$)'


@dataclasses.dataclass
class Look:
    id: str
    what: str
    play: object                    # (place)
    within: float = 20              # only to begin with the slow ones
    plain: bool = False
    many: bool = False              # five rollouts instead of one


TABLE = []


def case(id, what, **more):
    def add(play):
        TABLE.append(Look(id, what, play, **more))
        return play
    return add


def fails(place, code, says, *args, **more):
    said = place.run(*args, **more)
    place.same(said.code, code, f'exit of {" ".join(map(str, args)) or "the call"}')
    told = f'{(said.doc or {}).get("message")} {(said.doc or {}).get("hint")}'
    place.want(re.search(says, told, re.S), f'the operator is told /{says}/', told)
    return said


def lists_of(place, verb=WATCH):
    return [a for a in place.proxy.log() if a['verb'] == 'GET' and re.search(verb, a['target'])]


# -- A. network and transport

def redirected(code):
    def play(place):
        with FaultProxy(place.box.kubeconfig, plain=True, folder=str(place.folder)) as other:
            for path, args in ((LIST, ('list',)), (ONE, ('get', 'web'))):
                place.proxy.use(Rule(path=path, forward=0, answer={'status': code, 'headers': {'Location': f'{other.url}/apis?token=x'}}))
                fails(place, 5, rf'127\.0\.0\.1:{place.proxy.port}\).*HTTP {code}.*redirect to {other.url}/apis, which is not followed', *args)
            place.same(other.log(), [], 'requests that the other server saw')
        place.recovers()
    return play


for _code in (301, 302, 303, 307, 308):
    case(f'F004-{_code}', f'a read is redirected to another origin with {_code}')(redirected(_code))


@case('F008', 'a list is accepted and never answered')
def _(place):
    place.proxy.use(Rule(path=LIST, forward=0, silence='hang'))
    said = fails(place, 5, r'No complete answer within 2 s.*try again', '--request-timeout', '2s', 'list')
    place.want(said.seconds < 15, 'in time', said.seconds)
    place.recovers()


@case('F009-list', 'a list comes in single bytes, for ever')
def _(place):
    place.proxy.use(Rule(path=LIST, piece=1, pause=.05))
    fails(place, 5, r'No complete answer within 2 s', '--request-timeout', '2s', 'list')
    place.recovers()


for _name, _wait in (('live', 2), ('early', 0)):
    def _play(place, wait=_wait):
        process, lines = place.watch('get', 'web', '--watch')
        place.until(lambda: lines, 'the first picture')
        time.sleep(wait)
        begun = time.monotonic()
        place.proxy.freeze()
        place.until(lambda: any(line['kind'] == 'Connection' for line in lines), 'the silence is told', 40)
        place.want(time.monotonic() - begun < 15, 'within 15 s', time.monotonic() - begun)
        time.sleep(.3)
        told = next(n for n, line in enumerate(lines) if line['kind'] == 'Connection')
        place.want(lines[told]['message'] and not any(verb['allowed'] for line in lines[told:] if line['kind'] == 'Rollout' for verb in line['allowed'].values()), 'nothing may be done on it', lines[told:])
        place.proxy.thaw()
        place.change({'op': 'add', 'path': '/spec/paused', 'value': True})
        place.until(lambda: lines[-1].get('pausedBySpec') is True, 'what happened meanwhile is shown, without a restart', 60)
        place.want(process.poll() is None, 'it goes on')
    case(f'F011-{_name}', 'the API server is frozen in mid-watch, then goes on', within=45)(_play)


@case('F014', 'nobody answers for a while', within=50)
def _(place):
    process, lines = place.watch('get', 'web', '--watch')
    place.until(lambda: lines, 'the first picture')
    time.sleep(2)
    before = len(place.proxy.log())
    place.proxy.use(Rule(forward=0, silence='reset'))
    for client in list(place.proxy.open):
        client.end('reset')
    time.sleep(12)
    tries = len(place.proxy.log()) - before
    place.want(1 <= tries <= 60, 'it is tried again, ever more rarely', tries)
    place.want(any(line['kind'] == 'Connection' for line in lines), 'and told')
    place.proxy.use()
    place.change({'op': 'add', 'path': '/spec/paused', 'value': True})
    place.until(lambda: lines[-1].get('pausedBySpec') is True, 'and comes back by itself', 60)


for _name, _fault, _says in (('cut', {'cut': 400}, 'Connection closed'), ('reset', {'cut': 400, 'then': 'reset'}, 'Connection closed'), ('unframed', {'framed': False}, 'no length'),
                             ('html', {'forward': 0, 'answer': {'body': '<html>login</html>'}}, 'did not come from Kubernetes'), ('huge', {'answer': {'endless': 'body'}}, 'larger than'),
                             ('head', {'answer': {'endless': 'head'}}, '.'), ('status', {'forward': 0, 'answer': {'body': '{"kind":"Status","status":"Failure"}'}}, 'reports a failure'),
                             ('deep', {'forward': 0, 'answer': {'body': '{"kind":"RolloutList","items":' + '[' * 5000 + ']' * 5000 + '}'}}, '.'),
                             ('null', {'forward': 0, 'answer': {'body': '{"kind":"RolloutList","items":"none"}'}}, '.'),
                             ('503', {'forward': 0, 'answer': {'status': 503, 'body': 'upstream connect error'}}, 'HTTP 503.*upstream connect error')):
    def _play(place, fault=_fault, says=_says):
        place.proxy.use(Rule(path=LIST, **fault))
        said = place.run('list')
        place.want(said.code in (1, 5), 'a list that is not whole is a failure, never a short list', said.out[:200])
        told = f'{(said.doc or {}).get("message")}'
        place.want(re.search(says, told), f'the operator is told /{says}/', told)
        place.recovers()
    case(f'F010-list-{_name}', f'a list is broken: {_name}')(_play)


# -- B. list and watch

@case('F017', '410 in mid-watch')
def _(place):
    gone = json.dumps({'type': 'ERROR', 'object': {'kind': 'Status', 'status': 'Failure', 'reason': 'Expired', 'code': 410}}) + '\n'
    place.proxy.use(Rule(path=WATCH + '.*rollouts|/rollouts.*' + WATCH, first=1, last=1, after=1.5, inject=gone, then='end'))
    _process, lines = place.watch('list', '--watch')
    place.until(lambda: lines, 'the first picture')
    time.sleep(2)
    place.change({'op': 'add', 'path': '/spec/paused', 'value': True})
    place.until(lambda: lines[-1].get('pausedBySpec') is True, 'it ends as on the server')
    place.want(not any(line['kind'] == 'Removed' for line in lines), 'nothing vanished meanwhile', lines)
    place.want(len(lists_of(place, LIST)) >= 2, 'by a new list')


@case('F020', 'every watch ends at once without a word', within=30)
def _(place):
    place.proxy.use(Rule(path=WATCH, answer={'body': ''}))
    _process, lines = place.watch('list', '--watch')
    place.until(lambda: lines, 'the first picture')
    time.sleep(12)
    count = len(lists_of(place, r'/rollouts.*' + WATCH))
    place.want(2 <= count <= 12, 'they are begun again, ever more rarely', count)


@case('F023', 'deleted and made anew while the watch is away')
def _(place):
    _process, lines = place.watch('list', '--watch')
    place.until(lambda: lines, 'the first picture')
    old = place.object()
    place.proxy.use(Rule(path=WATCH, forward=0))
    for client in list(place.proxy.open):
        client.end('reset')
    path = f'/apis/argoproj.io/v1alpha1/namespaces/{place.ns}/rollouts'
    place.box.request('DELETE', f'{path}/web')
    place.box.request('POST', path, {k: old[k] for k in ('apiVersion', 'kind', 'spec')} | {'metadata': {'name': 'web', 'namespace': place.ns}})
    fresh = place.object()['metadata']['uid']
    place.proxy.use()
    place.until(lambda: any(line.get('uid') == fresh and line['kind'] == 'Rollout' for line in lines), 'the new one is shown as another one', 60)


@case('F024', 'too many requests: on the list, on the watch', within=30)
def _(place):
    busy = {'status': 429, 'headers': {'Retry-After': '3'}, 'body': '{"kind":"Status","status":"Failure","reason":"TooManyRequests","code":429}'}
    place.proxy.use(Rule(path=LIST, last=1, forward=0, answer=busy))
    said = place.run('list')
    place.same(said.code, 0, 'a list waits for its turn')
    asked = [a['at'] for a in lists_of(place, LIST)]
    place.want(len(asked) == 2 and asked[1] - asked[0] >= 2.9, 'as long as it was told to', asked)
    place.proxy.use(Rule(path=WATCH, last=2, forward=0, answer=busy))
    before = len(lists_of(place, LIST))
    _process, lines = place.watch('list', '--watch')
    place.until(lambda: lines, 'the first picture')
    time.sleep(8)
    place.same(len(lists_of(place, LIST)) - before, 2, 'lists as ever, when the watch has to wait')


@case('F024-event', 'too many requests, as an event of the watch', within=30)
def _(place):
    event = json.dumps({'type': 'ERROR', 'object': {'kind': 'Status', 'status': 'Failure', 'reason': 'TooManyRequests', 'code': 429, 'details': {'retryAfterSeconds': 1}}}) + '\n'
    place.proxy.use(Rule(path='/rollouts.*' + WATCH, last=1, after=1, inject=event, then='end'))
    _process, lines = place.watch('list', '--watch')
    place.until(lambda: lines, 'the first picture')
    time.sleep(3)
    place.change({'op': 'add', 'path': '/spec/paused', 'value': True})
    place.until(lambda: lines[-1].get('pausedBySpec') is True, 'the watch goes on')
    place.same(len(lists_of(place, LIST)), 2, 'lists, as ever')


for _name, _fault in (('bytes', {'piece': 1}), ('sevens', {'piece': 7}), ('late', {'delay': 1}), ('cut', {'events': 1, 'last': 1}), ('reset', {'after': 1.2, 'then': 'reset', 'last': 1}),
                      ('garbage', {'after': 1.2, 'inject': '{"type":"MODIFIED","object":{"kind"', 'last': 1}), ('unknown', {'after': 1.2, 'inject': '{"type":"SHINY","object":{}}\n', 'last': 1}),
                      ('html', {'last': 1, 'forward': 0, 'answer': {'body': '<html></html>'}}), ('401', {'last': 1, 'forward': 0, 'answer': {'status': 401, 'body': '{}'}}),
                      ('500', {'last': 1, 'forward': 0, 'answer': {'status': 500, 'body': '{}'}}), ('redirect', {'last': 1, 'forward': 0, 'answer': {'status': 307, 'headers': {'Location': '/other'}}})):
    def _play(place, fault=_fault):
        place.proxy.use(Rule(path='/rollouts.*' + WATCH, **fault))
        _process, lines = place.watch('list', '--watch')
        place.until(lambda: lines, 'the first picture')
        time.sleep(1)
        for value in (True, False, True):
            place.change({'op': 'add', 'path': '/spec/paused', 'value': value})
            time.sleep(.3)
        version = place.object()['metadata']['resourceVersion']
        place.until(lambda: lines[-1].get('pausedBySpec') is True and int(lines[-1]['resourceVersion']) >= int(version), 'it ends as on the server', 60)
        versions = [int(line['resourceVersion']) for line in lines if line['kind'] == 'Rollout']
        place.same(versions, sorted(versions), 'never back in time')
        place.want(not any(line['kind'] == 'Removed' for line in lines), 'nothing vanishes')
    case(f'F027-{_name}', f'a watch is broken: {_name}', within=30)(_play)

for _name, _edit, _sees in (
        ('steps-null', [r'"steps":\[.*?\]', '"steps":null'], lambda d: d['step'] is None),
        ('step-kind', [r'"setWeight":50', '"teleport":{"far":true}'], lambda d: d['step'] is None or d['step']['current']['kind'] in ('unknown', 'pause')),
        ('both', [r'"strategy":\{', '"strategy":{"blueGreen":{"activeService":"x"},'], lambda d: d['phase'] == 'Unknown' or d['unreadable']),
        ('weight-text', [r'"setWeight":50', '"setWeight":"50"'], lambda d: d['unreadable'] or (d['weight'] or {}).get('wanted') is None),
        ('weight-huge', [r'"setWeight":50', '"setWeight":1e9'], lambda d: d['unreadable'] or (d['weight'] or {}).get('wanted') in (None, 1000000000)),
        ('index-fraction', [r'"currentStepIndex":1', '"currentStepIndex":1.5'], lambda d: d['unreadable'] and d['step'] is None or (d['step'] or {}).get('index') is None),
        ('index-far', [r'"currentStepIndex":1', '"currentStepIndex":77'], lambda d: d['step'] is None or d['step']['current'] is None or d['unreadable']),
        ('phase-new', [r'"phase":"Paused"', '"phase":"Levitating"'], lambda d: d['phase'] != 'Healthy'),
        ('generation-number', [r'"observedGeneration":"(\d+)"', r'"observedGeneration":\1'], lambda d: d['phase'] in ('Paused', 'Unknown')),
        ('generation-hash', [r'"observedGeneration":"\d+"', '"observedGeneration":"7d9f7b"'], lambda d: d['phase'] in ('Unknown', 'Progressing', 'Paused')),
        ('no-status', [r',"status":\{.*\}\}?$', '}'], lambda d: d['phase'] != 'Healthy')):
    def _play(place, edit=_edit, sees=_sees):
        place.proxy.use(Rule(path=ONE, edit=[edit]))
        said = place.run('get', 'web')
        changed = any(a['rule'] == '' and ONE for a in place.proxy.log())
        place.want(changed and said.code in (0, 5), 'it is shown, or why it is not', said.doc)
        if said.code == 0:
            place.want(sees(said.doc), 'as unknown, never as something it is not', {k: said.doc[k] for k in ('phase', 'step', 'weight', 'unreadable')})
            place.want(said.doc['phase'] != 'Healthy', 'never green', said.doc['phase'])
        acted = place.run(*place.order('promote'))
        place.judge(acted)
    case(f'F034-{_name}', f'an object that is not as expected: {_name}')(_play)


# -- C. authentication and kubeconfig

def configured(place, name, text):
    path = place.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding='utf-8')
    path.chmod(0o600)
    return path


def called(place, path, *args, **more):
    return {'command': [str(place.box.programs / 'maestro'), '--kubeconfig', str(path), '-n', place.ns, '--json', *(args or ('get', 'web'))], **more}


def stanzas(place, cluster='', user='token: "sandbox-admin-token"', server=None, ca=True):
    authority = base64.b64encode(place.proxy.authority.ca).decode()
    return (f'apiVersion: v1\nkind: Config\ncurrent-context: box\nclusters:\n- name: box\n  cluster:\n    server: {server or place.proxy.url}\n'
            + (f'    certificate-authority-data: {authority}\n' if ca else '') + ''.join(f'    {line}\n' for line in cluster.splitlines())
            + 'contexts:\n- name: box\n  context: {cluster: box, user: u}\nusers:\n- name: u\n  user:\n' + ''.join(f'    {line}\n' for line in user.splitlines()))


@case('F035', 'two files, the same names in both, one missing between them')
def _(place):
    a = configured(place, 'a', stanzas(place))
    b = configured(place, 'b', stanzas(place, server='https://127.0.0.1:1', user='token: other-canary\nusername: mixed'))
    said = place.run(command=[str(place.box.programs / 'maestro'), '-n', place.ns, '--json', 'get', 'web'], env=place.env(KUBECONFIG=f'{a}::{place.folder}/missing:{b}'))
    place.same(said.code, 0, 'the first one wins whole')
    place.same({dict(h for h in a['headers']).get('Authorization') for a in place.proxy.log()}, {f'Bearer {TOKEN}'}, 'credentials that were sent')


@case('F040', 'relative paths; a plugin is never taken from the working directory')
def _(place):
    inner, outside = place.folder / 'inner', place.folder / 'outside'
    inner.mkdir()
    outside.mkdir()
    (inner / 'ca.pem').write_bytes(place.proxy.authority.ca)
    (inner / 'token').write_text(TOKEN)
    (outside / 'token').write_text('decoy')
    config = configured(place, 'inner/config', stanzas(place, 'certificate-authority: ca.pem', 'tokenFile: token', ca=False))
    said = place.run(**called(place, config, cwd=outside))
    place.same(said.code, 0, 'relative to the file that names them')
    ran = place.folder / 'ran'
    for folder, word in ((inner, 'inner'), (outside, 'outside')):
        plugin(folder / 'plug', ran, word)
    bare = configured(place, 'inner/bare', stanzas(place, user='exec: {apiVersion: client.authentication.k8s.io/v1, command: plug, interactiveMode: Never}'))
    for more in ((), ('trust', 'add', 'u', '--yes')):
        said = place.run(**called(place, bare, *more, cwd=outside, env=place.env(PATH='.:/usr/bin:/bin')))
        place.want(said.code in (2, 3), 'a bare name is not found here', said.doc)
    place.want(not ran.exists(), 'the decoy never ran')
    dotted = configured(place, 'inner/dotted', stanzas(place, user='exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plug, interactiveMode: Never}'))
    place.same(place.run(**called(place, dotted, 'trust', 'add', 'u', '--yes', cwd=outside)).code, 0, 'a relative one can be trusted')
    place.same(place.run(**called(place, dotted, cwd=outside)).code, 0, 'and is found beside its file')
    place.same(set(ran.read_text().split()), {'inner'}, 'which plugins ran')


def plugin(path, ran, word, token=TOKEN):
    answer = json.dumps({'apiVersion': 'client.authentication.k8s.io/v1', 'kind': 'ExecCredential', 'status': {'token': token}})
    path.write_text(f"#!/bin/sh\necho {word} >> {ran}\necho '{answer}'\n")
    path.chmod(0o700)


@case('F042', 'a cluster that is not to be verified')
def _(place):
    fine = configured(place, 'fine', stanzas(place, 'insecure-skip-tls-verify: true', ca=False))
    place.same(place.run(**called(place, fine)).code, 0, 'is reached')
    doctor = place.run(**called(place, fine, 'doctor'))
    place.want(re.search('insecure-skip-tls-verify', doctor.out), 'and pointed out', doctor.out[:400])
    for name, text in (('quoted', stanzas(place, 'insecure-skip-tls-verify: "true"', ca=False)), ('both', stanzas(place, 'insecure-skip-tls-verify: true'))):
        fails(place, 2, '.', **called(place, configured(place, name, text)))


@case('F043', 'certificates: other name, name given, common name alone, expired, not yet valid')
def _(place):
    authority = place.proxy.authority
    for name, issue, cluster, code, says in (('named', {'san': 'DNS:api.example'}, 'tls-server-name: api.example', 0, ''), ('other', {'san': 'DNS:api.example'}, '', 5, 'certificate|host'),
                                             ('wrong', {'san': 'DNS:api.example'}, 'tls-server-name: other.example', 5, 'certificate|host'),
                                             ('cn', {'san': ''}, 'tls-server-name: cn', 5, 'subject alternative|name|certificate'),
                                             ('expired', {'valid': ('20200101000000Z', '20200201000000Z')}, '', 5, 'expired.*clock'),
                                             ('early', {'valid': ('20480101000000Z', '20490101000000Z')}, '', 5, 'not yet.*clock')):
        with FaultProxy(place.box.kubeconfig, folder=str(place.folder), authority=authority, certificate=authority.issue(f'{place.ns}-{name}' if name != 'cn' else 'cn', **issue)) as other:
            config = configured(place, name, stanzas(place, cluster, server=other.url))
            said = place.run(**called(place, config))
            told = f'{(said.doc or {}).get("message")} {(said.doc or {}).get("hint")}'
            place.want(said.code == code and re.search(says, told), f'{name}: exit {code}', (said.code, told))
            place.want(code == 0 or not other.log(), f'{name}: nothing is sent to it', other.log())


@case('F045', 'a plugin runs after it was allowed, and every change asks again')
def _(place):
    ran, path = place.folder / 'ran', place.folder / 'plug'
    plugin(path, ran, 'one')
    text = lambda more='': stanzas(place, user=f'exec: {{apiVersion: client.authentication.k8s.io/v1, command: {path}, interactiveMode: Never{more}}}')
    config = configured(place, 'exec', text())
    fails(place, 3, 'plug.*trust add', **called(place, config))
    place.want(not ran.exists(), 'it does not run before')
    place.same(place.run(**called(place, config, 'trust', 'add', 'u', '--yes')).code, 0, 'it is allowed')
    place.same(place.run(**called(place, config)).code, 0, 'it runs')
    for name, change in (('arguments', lambda: configured(place, 'exec', text(', args: [--admin]'))), ('environment', lambda: configured(place, 'exec', text(', env: [{name: X, value: other}]'))),
                         ('content', lambda: (configured(place, 'exec', text()), plugin(path, ran, 'two')))):
        before = ran.read_text()
        change()
        fails(place, 3, 'trust add', **called(place, config))
        place.same(ran.read_text(), before, f'runs after a change of its {name}')


@case('F048', 'a token of a plugin is refused once, then renewed')
def _(place):
    ran, path = place.folder / 'ran', place.folder / 'plug'
    plugin(path, ran, 'run')
    config = configured(place, 'exec', stanzas(place, user=f'exec: {{apiVersion: client.authentication.k8s.io/v1, command: {path}, interactiveMode: Never}}'))
    place.run(**called(place, config, 'trust', 'add', 'u', '--yes'))
    refusal = {'status': 401, 'body': '{"kind":"Status","status":"Failure","reason":"Unauthorized","code":401}'}
    place.proxy.use(Rule(path=ONE, last=1, forward=0, answer=refusal))
    said = place.run(**called(place, config))
    place.same((said.code, ran.read_text().count('run')), (0, 2), 'exit, and runs of the plugin')
    place.proxy.use(Rule(path=ONE, forward=0, answer=refusal))
    before = len(place.proxy.log())
    fails(place, 4, 'renew', **called(place, config))
    place.want(sum(bool(re.search(ONE, a['target'])) for a in place.proxy.log()[before:]) == 2, 'asked again once, not more')


@case('F052', 'not everything may be seen; an impersonation is refused')
def _(place):
    forbidden = {'status': 403, 'body': json.dumps({'kind': 'Status', 'status': 'Failure', 'reason': 'Forbidden', 'code': 403, 'message': 'cannot list resource "analysisruns"'})}
    place.proxy.use(Rule(path='/analysisruns', forward=0, answer=forbidden))
    said = place.run('get', 'web')
    place.want(said.code == 0 and 'analysisruns' in json.dumps(said.doc['missing']), 'what is missing is named', said.doc and said.doc.get('missing'))
    place.proxy.use(Rule(forward=0, answer=forbidden | {'body': forbidden['body'].replace('list resource', 'impersonate')}))
    before = len(place.proxy.log())
    fails(place, 4, 'impersonate', '--as', 'somebody-else', 'get', 'web')
    place.want(all(('Impersonate-User', 'somebody-else') in a['headers'] for a in place.proxy.log()[before:]), 'and never asked without it')


@case('F005', 'a server without TLS elsewhere is refused before anything is said')
def _(place):
    config = configured(place, 'http', stanzas(place, server='http://192.0.2.7:8080', ca=False))
    fails(place, 2, 'https', **called(place, config))


for _name, _plain, _scheme in (('http-to-tls', False, 'http'), ('tls-to-http', True, 'https')):
    def _play(place, scheme=_scheme):
        config = configured(place, 'crossed', stanzas(place, server=f'{scheme}://127.0.0.1:{place.proxy.port}', ca=False))
        said = place.run(**called(place, config))
        place.want(said.code in (2, 5), 'a failure that is told', (said.code, said.doc))
        place.want(said.seconds < 15 and not place.proxy.writes(), 'at once')
    case(f'K24-{_name}', f'the wrong protocol for the port: {_name}', plain=_plain)(_play)


# -- D, E. the action path and kill -9

@case('F054', 'two operators confirm the same gate at the same moment')
def _(place):
    place.proxy.use(Rule(path='selfsubjectaccessreviews', delay=1))
    calls = [subprocess.Popen(place.command(*place.order('promote')), env=place.env(MAESTRO_HOME=str(place.folder / f'home{n}')), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True, preexec_fn=dies_with_us) for n in range(3)]
    told = [json.loads(call.communicate(timeout=60)[0]) for call in calls]
    place.same(sorted(t['exitCode'] for t in told), [0, 3, 3], 'one is applied, the others are refused')
    place.same(FaultProxy.commits(place.proxy.writes()), 1, 'changes that were made')
    place.want(all('one was quicker' in t['message'] or 'Nothing was changed' in t['message'] for t in told if t['exitCode'] == 3), 'and told why', [t['message'] for t in told])


@case('F068', 'of five moving rollouts the third answer is lost', within=60, many=True)
def _(place):
    for n in range(2, 6):
        place.at_gate(name=f'web{n}')
    place.proxy.use(Rule(verb='PATCH', path='/rollouts/', first=3, last=3, forward=0))
    said = place.run('mass-rollback', '--stop-on-failure', '--yes', '--reason', REASON, '--observe-timeout', '5s')
    states = [row['outcome']['state'] for row in (said.doc or {}).get('items', [])]
    place.want(said.code not in (0, 2), 'not all of them', said.code)
    place.same(len(place.proxy.writes()), 3, 'requests: nothing after the third')
    place.same(FaultProxy.commits(place.proxy.writes()), 2, 'changes that were made')
    place.same(sorted(states), ['applied', 'applied', 'notSent', 'notSent', 'unknown'], 'what each came to')
    place.verified()


@case('F071', 'kill -9 after the intent, before the first byte')
def _(place):
    """The port answers nobody between the permission and the write: the connection of the write is never made."""
    place.proxy.use(Rule(path='selfsubjectaccessreviews', reply_delay=.3))
    process = subprocess.Popen(place.command(*place.order('abort')), env=place.env(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=dies_with_us)
    place.until(lambda: any('selfsubjectaccessreviews' in a['target'] for a in place.proxy.log()), 'permission is asked')
    place.proxy.deaf.set()
    place.until(lambda: any(b'"intent"' in p.read_bytes() for p in (place.home / 'journal').glob('segment-*')), 'the intent is on disk')
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    place.proxy.deaf.clear()
    place.proxy.use()
    opened = place.verified()
    place.same(len(opened), 1, 'open intents after the crash')
    place.want(opened and opened[0] in json.dumps(place.run('journal', 'verify').doc), 'and the program says so itself')
    settled = json.dumps(place.run('journal', 'reconcile').doc)
    place.want('"unknown"' in settled and place.verified() == opened, 'too early to say that it was not carried out', settled)
    place.same(place.proxy.writes(), [], 'requests, for ever')


@case('F072', 'kill -9 after the last byte, and it is carried out')
def _(place):
    place.proxy.use(Rule(verb='PATCH', path='/rollouts/', silence='hang'))
    process = subprocess.Popen(place.command(*place.order('abort')), env=place.env(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=dies_with_us)
    place.until(lambda: FaultProxy.commits(place.proxy.writes()), 'it is carried out')
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    place.proxy.use()
    place.same(len(place.verified()), 1, 'open intents after the crash')
    place.until(lambda: not place.object()['status'].get('pauseConditions'), 'the controller follows')
    time.sleep(1)
    settled = json.dumps(place.run('journal', 'reconcile').doc)
    place.want('"applied"' in settled and not place.verified(), 'reading shows that it was carried out', settled)
    place.same(len(place.proxy.writes()), 1, 'requests, for ever')


# -- F. disk and journal

def no_mounts():
    there = subprocess.run(['unshare', '-Urm', 'mount', '-t', 'tmpfs', 'none', '/mnt'], capture_output=True).returncode == 0
    if not there:
        print('  no mounts of our own here: full and read-only disks are left to tst_journal_recovery', flush=True)
    return not there


@case('F083', 'the journal cannot be written: its disk is full')
def _(place):
    if no_mounts():
        return
    place.home.mkdir(mode=0o700)
    script = f'mount -t tmpfs -o size=64k,mode=700 none {place.home} && dd if=/dev/zero of={place.home}/filler bs=1k count=64 2>/dev/null; exec "$@"'
    said = place.run(command=['unshare', '-Urm', 'sh', '-c', script, 'sh', *place.command(*place.order('promote'))])
    place.same(said.code, 3, 'exit')
    place.want(re.search(rf'{place.home}|space|full', (said.doc or {}).get('message', '')), 'says which place, and why', said.doc)
    place.same(place.proxy.writes(), [], 'requests')


@case('F085', 'the journal cannot be written: a read-only folder')
def _(place):
    if no_mounts():
        return
    place.home.mkdir(mode=0o700)
    script = f'mount -t tmpfs -o size=1m,mode=700 none {place.home} && mount -o remount,ro {place.home}; exec "$@"'
    said = place.run(command=['unshare', '-Urm', 'sh', '-c', script, 'sh', *place.command(*place.order('promote'))])
    place.same(said.code, 3, 'exit')
    place.same(place.proxy.writes(), [], 'requests')


@case('F089', 'one byte of the journal was changed')
def _(place):
    place.same(place.run(*place.order('pause')).code, 0, 'an action before')
    segment = next((place.home / 'journal').glob('segment-*'))
    data = bytearray(segment.read_bytes())
    data[len(data) // 3] ^= 1
    segment.write_bytes(data)
    before = len(place.proxy.writes())
    said = fails(place, 3, 'journal|record', *place.order('resume'))
    place.want('acknowledge' in said.doc['message'], 'and what to do', said.doc['message'])
    place.same(len(place.proxy.writes()), before, 'requests after it')
    broken = place.run('journal', 'verify')
    place.want(broken.code == 1 and broken.doc['state'] == 'broken' and broken.doc['brokenAt'], 'the record is named', broken.doc)
    fails(place, 2, 'reason', 'journal', 'acknowledge', '--yes')
    place.same(place.run('journal', 'acknowledge', '--yes', '--reason', 'a byte was turned by the test').code, 0, 'somebody looked at it')
    place.same(place.run(*place.order('resume')).code, 0, 'then it goes on')
    place.same(place.run('journal', 'verify').code, 1, 'and the break is never hidden')


# -- G. clock

for _minutes in (-10, 10):
    def _play(place, minutes=_minutes):
        now = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=minutes)
        place.proxy.use(Rule(add={'Date': email.utils.format_datetime(now, usegmt=True)}))
        said = place.run('doctor')
        place.want(re.search(r'clock', said.out) and re.search(r'differ by -?(59\d|60\d)', said.out), 'the difference is told with its size', [l for l in said.out.split('{') if 'clock' in l] or said.out)
        place.same(place.run(*place.order('promote')).code, 0, 'and nothing is refused because of it')
    case(f'F100-{_minutes}', f'this computer is {_minutes} min from the server')(_play)


# -- I. hostile text

@case('F113', 'names and messages with markup, escapes and directions')
def _(place):
    evil = '\\\\u001b[31mred\\\\u202Eevil\\\\u0007<b>bold</b><img src=file:///etc/passwd>'
    place.proxy.use(Rule(path=ONE, edit=[['"message":"[^"]*"', f'"message":"{evil}"'], ['"image":"[^"]*"', f'"image":"{evil}"']]))
    said = place.run('get', 'web')
    place.want(said.code == 0 and 'evil' in said.out, 'it is told', said.out[:300])
    plain = subprocess.run([a for a in place.command('get', 'web') if a != '--json'], env=place.env(), stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    for name, bytes_ in (('the document', said.out.encode()), ('the text', plain.stdout + plain.stderr)):
        place.want(b'evil' in bytes_ and not re.search(b'[\x00-\x08\x0b-\x1f\x7f]', bytes_) and '‮'.encode() not in bytes_, f'{name} has no control characters and no change of direction', bytes_[:300])
