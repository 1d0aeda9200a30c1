# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists whose pages do not belong together, watches that rot, clocks that jump, objects out of every bound: what is shown then is true or is said to be unknown."""
import datetime
import email.utils
import json
import re
import signal
import subprocess
import time

from faultproxy import Rule
from reads import LIST, ONE, WATCH, case, fails, lists_of

META = '"metadata":{'
ROLLOUTS = '/rollouts.*' + WATCH


def item(place, name, uid, version='5', **more):
    return {'apiVersion': 'argoproj.io/v1alpha1', 'kind': 'Rollout', 'metadata': {'name': name, 'namespace': place.ns, 'uid': uid, 'resourceVersion': version, **more}, 'spec': {'strategy': {'canary': {}}}, 'status': {}}


def listing(items, version='100', go_on='', kind='RolloutList', **meta):
    return {'body': json.dumps({'apiVersion': 'argoproj.io/v1alpha1', 'kind': kind, 'metadata': {'resourceVersion': version, **({'continue': go_on} if go_on else {}), **meta}, 'items': items})}


# -- pages

FIRST, NEXT = r'/rollouts\?(?!.*(watch|continue))', r'/rollouts\?.*continue='
for _name, _second, _says in (('version', {'version': '101'}, 'do not belong together'), ('older', {'version': '99'}, 'do not belong together'), ('none', {'version': ''}, 'do not belong together'),
                              ('circle', {'go_on': 'a'}, 'do not belong together'), ('kind', {'kind': 'PodList'}, 'not the list that was asked for')):
    def _play(place, second=_second, says=_says):
        place.proxy.use(Rule(path=FIRST, forward=0, answer=listing([item(place, 'one', 'u1')], go_on='a')), Rule(path=NEXT, forward=0, answer=listing([item(place, 'two', 'u2')], **second)))
        said = fails(place, 5, says, 'list')
        place.want('"one"' not in said.out, 'never a part of a list', said.out[:300])
        place.recovers()
    case(f'X11-{_name}', f'the second page of a list does not belong to the first: {_name}')(_play)


@case('X11-twice', 'the second page repeats an object of the first')
def _(place):
    place.proxy.use(Rule(path=FIRST, forward=0, answer=listing([item(place, 'one', 'u1')], go_on='a')), Rule(path=NEXT, forward=0, answer=listing([item(place, 'one', 'u1'), item(place, 'two', 'u2')])))
    said = place.run('list')
    names = [i['name'] for i in (said.doc or {}).get('items', [])]
    place.want(said.code == 5 or sorted(names) == ['one', 'two'], 'each object once', (said.code, names))


@case('X11-expired', 'the second page has expired: the whole list is asked for, and is complete')
def _(place):
    gone = {'status': 410, 'body': '{"kind":"Status","status":"Failure","reason":"Expired","code":410}'}
    place.proxy.use(Rule(path=FIRST, first=1, last=1, forward=0, answer=listing([item(place, 'one', 'u1')], go_on='a')), Rule(path=NEXT, forward=0, answer=gone))
    said = place.run('list')
    place.same((said.code, [i['name'] for i in said.doc.get('items', [])]), (0, ['web']), 'what is really there')


@case('X11-items', 'items that are no objects, beside one that is')
def _(place):
    place.proxy.use(Rule(path=LIST, forward=0, answer=listing([7, None, 'text', [], {}, item(place, 'one', 'u1'), {'metadata': {'name': 'nameless'}}])))
    said = place.run('list')
    place.want(said.code == 1 and 'cannot be read' in said.doc['message'], 'what cannot be read is not left out without a word', said.out[:600])


@case('X11-other-namespace', 'a list with objects of another namespace')
def _(place):
    other = item(place, 'stranger', 'u9')
    other['metadata']['namespace'] = 'elsewhere'
    place.proxy.use(Rule(path=LIST, forward=0, answer=listing([item(place, 'one', 'u1'), other])))
    said = place.run('list')
    rows = [(i['namespace'], i['name']) for i in (said.doc or {}).get('items', [])]
    place.want(said.code == 5 or (place.ns, 'stranger') not in rows, 'never under our namespace', rows)


# -- waiting as long as was advised, and no longer

for _name, _value, _most in (('past', 'Wed, 21 Oct 2015 07:28:00 GMT', 15), ('negative', '-5', 15), ('huge', '99999999999999999999', 40), ('day', '86400', 40), ('far', 'Fri, 31 Dec 9999 23:59:59 GMT', 40),
                             ('fraction', '1.5', 15), ('soon', 'in a minute', 15)):
    def _play(place, value=_value, most=_most):
        busy = {'status': 429, 'headers': {'Retry-After': value}, 'body': '{"kind":"Status","status":"Failure","reason":"TooManyRequests","code":429}'}
        place.proxy.use(Rule(path=LIST, forward=0, answer=busy))
        said = fails(place, 5, 'overloaded|429|wait', 'list', timeout=120)
        place.want(said.seconds < most, f'within {most} s', said.seconds)
        place.want(len(lists_of(place, LIST)) < 12, 'asked a few times at most', len(lists_of(place, LIST)))
        place.recovers()
    case(f'X12-{_name}', f'429 on a list, Retry-After {_value}', within=40)(_play)


# -- answers of HTTP that contradict themselves

HTTP = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
for _name, _parts, _codes in (('long', [f'{HTTP}Content-Length: {{more}}\r\n\r\n{{body}}'], (5,)), ('short', [f'{HTTP}Content-Length: {{less}}\r\n\r\n{{body}}'], (5,)),
                              ('old', ['HTTP/1.0 200 OK\r\n\r\n{body}'], (0, 5)), ('interim', ['HTTP/1.1 103 Early Hints\r\n\r\n' + f'{HTTP}Content-Length: {{size}}\r\n\r\n{{body}}'], (0, 5)),
                              ('gzip', [f'{HTTP}Content-Encoding: gzip\r\nContent-Length: {{size}}\r\n\r\n{{body}}'], (0, 5)),
                              ('chunk', [f'{HTTP}Transfer-Encoding: chunked\r\n\r\n{{hex}}\r\n{{body}}\r\n'], (5,)), ('lengths', [f'{HTTP}Content-Length: {{size}}\r\nContent-Length: {{less}}\r\n\r\n{{body}}'], (0, 5)),
                              ('204', ['HTTP/1.1 204 No Content\r\n\r\n'], (5,)), ('206', ['HTTP/1.1 206 Partial Content\r\nContent-Length: {size}\r\n\r\n{body}'], (5,)),
                              ('304', ['HTTP/1.1 304 Not Modified\r\n\r\n'], (5,)), ('203', ['HTTP/1.1 203 Made Up\r\nContent-Length: {size}\r\n\r\n{body}'], (0, 5)),
                              ('slow-head', ['HTTP/1.1 200 OK\r\n', *(p for n in range(30) for p in (f'X-{n}: 1\r\n', .5)), 'Content-Length: {size}\r\n\r\n{body}'], (5,)),
                              ('smuggled', [f'{HTTP}Content-Length: {{size}}\r\n\r\n{{body}}', f'{HTTP}Content-Length: 2\r\n\r\n{{}}'], (0, 5))):
    def _play(place, parts=_parts, codes=_codes):
        place.proxy.use(Rule(path=LIST, answer={'raw': parts}))
        said = place.run('--request-timeout', '4s', 'list')
        place.want(said.code in codes, f'exit {codes}', (said.code, said.out[:300]))
        place.want(said.code or [i['name'] for i in said.doc['items']] == ['web'], 'the whole list or none', said.out[:300])
        place.want(said.seconds < 20, 'in time', said.seconds)
        place.recovers()
    case(f'X13-{_name}', f'a list is framed oddly: {_name}')(_play)


# -- watches

def event(kind, obj):
    return json.dumps({'type': kind, 'object': obj}) + '\n'


def bookmark(version, **more):
    return event('BOOKMARK', {'kind': 'Rollout', 'apiVersion': 'argoproj.io/v1alpha1', 'metadata': {'resourceVersion': version, **more}})


def watched(place, *rules, meanwhile=None, settle=2.0):
    """A watch under faults, and changes meanwhile; it ends as the server is, without a gap and without going back. The lines."""
    place.proxy.use(*rules)
    _process, lines = place.watch('list', '--watch')
    place.until(lambda: lines, 'the first picture')
    time.sleep(settle)
    for value in (True, False, True):
        place.change({'op': 'add', 'path': '/spec/paused', 'value': value})
        time.sleep(.2)
    if meanwhile:
        meanwhile(lines)
    version = place.object()['metadata']['resourceVersion']

    def there():
        own = [line for line in lines if line['kind'] == 'Rollout' and line['name'] == 'web']
        return own and own[-1].get('pausedBySpec') is True and int(own[-1]['resourceVersion']) >= int(version)
    place.until(there, 'it ends as on the server', 60)
    return lines


def steady(place, lines):
    versions = [int(line['resourceVersion']) for line in lines if line['kind'] == 'Rollout' and line['name'] == 'web']
    place.same(versions, sorted(versions), 'never back in time')
    place.want(not any(line['kind'] == 'Removed' for line in lines), 'nothing vanishes', [l for l in lines if l['kind'] == 'Removed'])


for _name, _inject in (('bookmark-back', bookmark('1')), ('bookmark-empty', bookmark('')), ('bookmark-text', bookmark('soon')), ('bookmark-end', bookmark('9', annotations={'k8s.io/initial-events-end': 'true'})),
                       ('bookmark-far', bookmark('99999999999999999999999')), ('no-metadata', event('MODIFIED', {'kind': 'Rollout'})), ('array', '[1,2,3]\n'), ('number', '7\n'), ('null', 'null\n'),
                       ('error-bare', event('ERROR', {})), ('error-text', event('ERROR', {'kind': 'Status', 'code': 'x', 'message': 7})), ('error-200', event('ERROR', {'kind': 'Status', 'status': 'Success', 'code': 200})),
                       ('error-403', event('ERROR', {'kind': 'Status', 'status': 'Failure', 'code': 500, 'reason': 'InternalError'})), ('bom', '\ufeff' + bookmark('9')), ('nul', '\0\0\n'),
                       ('deep', '{"type":"MODIFIED","object":' + '{"a":' * 3000 + '1' + '}' * 3000 + '}\n'), ('table', event('ADDED', {'kind': 'Table', 'metadata': {'resourceVersion': '9'}, 'rows': []}))):
    def _play(place, inject=_inject):
        steady(place, watched(place, Rule(path=ROLLOUTS, last=1, after=1, inject=inject)))
    case(f'X14-{_name}', f'a watch says something odd: {_name}', within=30)(_play)


@case('X14-strangers', 'a watch speaks of objects that were never listed, are others, or older', within=30)
def _(place):
    old = place.object()
    back = json.loads(json.dumps(old))
    back['metadata']['resourceVersion'], back['spec']['paused'] = '1', False
    pod = {'kind': 'Pod', 'apiVersion': 'v1', 'metadata': {'name': 'web', 'namespace': place.ns, 'uid': 'p1', 'resourceVersion': '1'}}
    said = event('MODIFIED', back) + event('DELETED', item(place, 'never-seen', 'u77', '2')) + event('MODIFIED', item(place, 'unlisted', 'u78', '2')) + event('DELETED', item(place, 'unlisted', 'u78', '3')) + event('ADDED', pod)
    lines = watched(place, Rule(path=ROLLOUTS, last=1, after=1, inject=said))
    versions = [int(line['resourceVersion']) for line in lines if line['kind'] == 'Rollout' and line['name'] == 'web']
    place.same(versions, sorted(versions), 'never back in time')
    place.want(not any(line.get('kind') == 'Removed' and line.get('name') == 'web' for line in lines), 'ours does not vanish', lines)


@case('X14-rotten', 'bookmarks and nothing else, then the version is gone', within=40)
def _(place):
    gone = event('ERROR', {'kind': 'Status', 'status': 'Failure', 'reason': 'Expired', 'code': 410})
    body = ''.join(bookmark(str(50 + n)) for n in range(200))
    lines = watched(place, Rule(path=ROLLOUTS, last=1, answer={'raw': [f'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n', *(p for n in range(20) for p in (body, .1)), gone]}), settle=3)
    steady(place, lines)
    place.want(len(lists_of(place, LIST)) >= 2, 'by a new list')


@case('X14-bookmarks', 'bookmarks and nothing else for ever, while the world moves: said to be old or seen, never drawn as live and wrong for long', within=60)
def _(place):
    body = bookmark('99999')
    lines = []
    place.proxy.use(Rule(path=ROLLOUTS, answer={'raw': ['HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n', *(p for n in range(40) for p in (body, .25))]}))
    _process, lines = place.watch('list', '--watch')
    place.until(lambda: lines, 'the first picture')
    place.change({'op': 'add', 'path': '/spec/paused', 'value': True})
    place.until(lambda: lists_of(place, ROLLOUTS), 'it is watched')
    place.proxy.use()
    place.until(lambda: lines[-1].get('pausedBySpec') is True or len(lists_of(place, ROLLOUTS)) > 1, 'it is begun again', 60)


@case('X14-whole', 'a watch is answered with a list', within=30)
def _(place):
    steady(place, watched(place, Rule(path=ROLLOUTS, last=1, forward=0, answer=listing([item(place, 'stranger', 'u5')]))))


for _name, _parts in (('old', ['HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n', 1.0]), ('lengths', ['HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{"typ', .5]),
                      ('chunk', ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n{"type":', .5]), ('gzip', ['HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n{"type":"BOOKMARK"}', .5]),
                      ('utf8', ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n22\r\n{"type":"MODIFIED","object":{"m":"\xe2', .5]), ('204', ['HTTP/1.1 204 No Content\r\n\r\n'])):
    def _play(place, parts=_parts):
        steady(place, watched(place, Rule(path=ROLLOUTS, last=1, forward=0, answer={'raw': parts})))
    case(f'X15-{_name}', f'a watch is framed oddly: {_name}', within=30)(_play)


@case('X15-big', 'an event of twenty million bytes', within=40)
def _(place):
    huge = event('MODIFIED', item(place, 'huge', 'u6', '7', annotations={'note': 'x' * 20_000_000}))
    lines = watched(place, Rule(path=ROLLOUTS, last=1, after=1, inject=huge), settle=3)
    versions = [int(line['resourceVersion']) for line in lines if line['kind'] == 'Rollout' and line['name'] == 'web']
    place.same(versions, sorted(versions), 'never back in time')


# -- clocks

@case('X16-jumps', 'the clock of the server jumps from answer to answer')
def _(place):
    far = [email.utils.format_datetime(datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=h), usegmt=True) for h in (2, -2)]
    place.proxy.use(*(Rule(first=n, last=n, add={'Date': far[n % 2]}) for n in range(1, 12)))
    said = place.run('get', 'web')
    place.same(said.code, 0, 'it is shown')
    place.want(said.doc['age']['seconds'] is None or 0 <= said.doc['age']['seconds'] < 60, 'the age is counted here', said.doc['age'])
    place.same(place.run(*place.order('promote')).code, 0, 'and nothing is refused because of it')
    place.verified()


for _name, _date in (('garbage', 'yesterday'), ('empty', ''), ('huge', 'Fri, 31 Dec 9999 23:59:59 GMT'), ('epoch', 'Thu, 01 Jan 1970 00:00:00 GMT'), ('zero', 'Mon, 00 Jan 0000 00:00:00 GMT'), ('other', 'Sunday, 06-Nov-94 08:49:37 GMT')):
    def _play(place, date=_date):
        place.proxy.use(Rule(add={'Date': date}))
        said = place.run('doctor')
        place.want(said.code in (0, 1), 'the doctor speaks', (said.code, said.out[:200]))
        place.want(not re.search(r'differ by (nan|inf|-?\d{13,})', said.out), 'no nonsense about the clock')
        acted = place.run(*place.order('promote'))
        place.same(acted.code, 0, 'nothing is refused because of it')
        place.judge(acted)
    case(f'X16-{_name}', f'the server says that it is "{_date}"')(_play)


@case('X16-pause', 'a pause that begins tomorrow, in the year 9999, never, or at no time')
def _(place):
    for when in ('2099-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z', 'null', 'soon', '2026-02-30T25:61:61Z', '2016-12-31T23:59:60Z'):
        place.proxy.use(Rule(path=ONE, edit=[['"startTime":"[^"]*"', '"startTime":null' if when == 'null' else f'"startTime":"{when}"']]))
        said = place.run('get', 'web')
        place.want(said.code == 0 and said.doc['phase'] != 'Healthy', f'{when}: it is shown', said.doc)
        text = subprocess.run([a for a in place.command('get', 'web') if a != '--json'], env=place.env(), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60).stdout
        place.want(not re.search(r'-\d+ ?(s|min|h|d)\b|nan|inf\b', text), f'{when}: no time below zero', text[:500])
        acted = place.run('plan', 'promote', 'web')
        place.want(acted.code in (0, 3), f'{when}: a plan or why not', (acted.code, acted.out[:300]))


# -- one object

for _name, _edit in (('no-metadata', [META, '"meta":{']), ('text', ['^.*$', '"text"']), ('list', ['^.*$', '[]']), ('null', ['^.*$', 'null']), ('empty', ['^.*$', '']), ('two', ['$', '{"kind":"Rollout"}']),
                     ('status-text', ['"status":\\{', '"status":"fine","s":{']), ('spec-null', ['"spec":\\{', '"spec":null,"s":{']), ('labels-list', [META, META + '"labels":[1],']), ('nul', ['"name":"web"', '"name":"web\\\\u0000"'])):
    def _play(place, edit=_edit):
        place.proxy.use(Rule(path=ONE, edit=[edit]))
        said = place.run('get', 'web')
        place.want(said.code in (0, 1, 5), 'it is shown, or why it is not', (said.code, said.out[:300]))
        place.want(said.code == 0 or 'box' in (said.doc or {}).get('message', ''), 'who answered so is named', said.doc)
        place.want(said.code or said.doc['phase'] != 'Healthy', 'never green', said.doc and said.doc.get('phase'))
        acted = place.run(*place.order('promote'))
        place.judge(acted)
        place.recovers()
    case(f'X17-{_name}', f'an object that is none: {_name}')(_play)


# -- the caller goes away while it watches

for _name, _signal in (('term', signal.SIGTERM), ('int', signal.SIGINT), ('hup', signal.SIGHUP)):
    def _play(place, number=_signal):
        process, lines = place.watch('list', '--watch')
        place.until(lambda: lines, 'the first picture')
        begun = time.monotonic()
        process.send_signal(number)
        process.wait(20)
        place.want(time.monotonic() - begun < 5, 'it ends at once', time.monotonic() - begun)
    case(f'X18-{_name}', f'{_signal.name} to a watch')(_play)


@case('X18-closed', 'who reads a watch goes away')
def _(place):
    process = subprocess.Popen(place.command('list', '--watch'), env=place.env(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    place.children.append(process)
    process.stdout.readline()
    process.stdout.close()
    for value in (True, False, True):
        place.change({'op': 'add', 'path': '/spec/paused', 'value': value})
        time.sleep(.5)
    place.until(lambda: process.poll() is not None, 'it ends instead of talking to nobody for ever', 20)


# -- discovery and streaming lists: neither is used, and a server that offers them, or is broken there, does not matter

def groups(place, answer):
    place.proxy.use(Rule(path=r'^/apis/argoproj\.io/v1alpha1(\?|$)', forward=0, answer=answer), Rule(path=r'^/api(s)?/?(\?|$)|/openapi|metrics\.k8s\.io', forward=0, answer={'status': 503}))


for _name, _answer in (('stale', {'status': 503, 'body': '{"kind":"Status","status":"Failure","reason":"ServiceUnavailable","code":503}'}), ('406', {'status': 406, 'body': '{"kind":"Status","status":"Failure","code":406}'}),
                       ('aggregated', {'headers': {'Content-Type': 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'}, 'body': '{"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","items":[]}'}),
                       ('empty', {'body': '{"kind":"APIResourceList","groupVersion":"argoproj.io/v1alpha1","resources":null}'}), ('html', {'status': 404, 'body': '<html></html>'})):
    def _play(place, answer=_answer, name=_name):
        groups(place, answer)
        place.same(place.run('list').code, 0, 'the list')
        place.same(place.run('get', 'web').code, 0, 'one of it')
        doctor = place.run('doctor')
        place.want(name == 'empty' or 'not installed' not in doctor.out, 'nothing is called missing that was not said to be', doctor.out[:600])
        said = place.run(*place.order('promote'))
        place.same(said.code, 0, 'an action')
        place.judge(said)
        place.want(not [a for a in place.proxy.log() if re.search(r'^/apis?/?(\?|$)|/openapi|metrics\.k8s\.io', a['target'])], 'no other group is asked for')
    case(f'X33-{_name}', f'the group of the rollouts cannot be discovered: {_name}')(_play)


@case('X45-unasked', 'a server streams the list into the watch, unasked', within=30)
def _(place):
    whole = place.object()
    told = event('ADDED', whole) + bookmark(whole['metadata']['resourceVersion'], annotations={'k8s.io/initial-events-end': 'true'})
    lines = watched(place, Rule(path=ROLLOUTS, last=1, answer={'raw': [f'{HTTP}\r\n', told, 1.0]}))
    steady(place, lines)
    place.want(not any('sendInitialEvents' in a['target'] for a in place.proxy.log()), 'it was never asked for')


@case('X45-forced', 'a server refuses every list that is not streamed: told, and it goes on when that is over', within=30)
def _(place):
    place.proxy.use(Rule(path=LIST, forward=0, answer={'status': 422, 'body': '{"kind":"Status","status":"Failure","reason":"Invalid","message":"use sendInitialEvents","code":422}'}))
    said = place.run('list')
    place.want(said.code in (3, 5) and 'sendInitialEvents' in said.doc['message'], 'told', said.doc)
    place.recovers()
