#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fault proxy does what its rules say, and its log is the truth: checked against a server that counts what it gets."""
import http.client
import http.server
import json
import os
import ssl
import subprocess
import sys
import tempfile
import threading
import time

from faultproxy import FaultProxy, Rule

LINES = [json.dumps({'type': 'ADDED', 'object': {'n': n}}) + '\n' for n in range(3)]
short = []


def want(holds, what, found=None):
    if not holds:
        short.append(what)
        print(f'  SHORT  {what}; found {found!r}'[:500])


class Quiet(http.server.ThreadingHTTPServer):
    def handle_error(self, *_):
        pass                        # that a client is cut off is what is tested


class Counting(http.server.BaseHTTPRequestHandler):
    protocol_version, got = 'HTTP/1.1', []

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.got.append(('GET', self.path, b''))
        if 'watch=1' not in self.path:
            return self.say(200, b'{"kind": "List", "items": [1, 2, 3]}')
        self.send_response(200)
        self.send_header('Transfer-Encoding', 'chunked')
        self.end_headers()
        for line in LINES:
            self.wfile.write(f'{len(line):x}\r\n{line}\r\n'.encode())
            time.sleep(.02)
        self.wfile.write(b'0\r\n\r\n')

    def do_PATCH(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        self.got.append(('PATCH', self.path, body))
        self.say(422 if b'refuse' in body else 200, b'{"kind": "Rollout"}')

    def say(self, status, body):
        self.send_response(status)
        self.send_header('Content-Length', str(len(body)))
        self.send_header('Audit-Id', self.headers.get('Audit-ID', 'none'))
        self.end_headers()
        self.wfile.write(body)


def ask(proxy, verb='GET', path='/x', body=None, audit='a-1', timeout=3):
    """(status or the name of what went wrong, body so far)"""
    trust = None if proxy.plain else ssl.create_default_context(cadata=proxy.authority.ca.decode())
    where = ('127.0.0.1', proxy.port)
    connection = http.client.HTTPConnection(*where, timeout=timeout) if proxy.plain else http.client.HTTPSConnection(*where, context=trust, timeout=timeout)
    try:
        connection.request(verb, path, body, {'Audit-ID': audit})
        reply = connection.getresponse()
        return reply.status, reply.read()
    except http.client.IncompleteRead as error:
        return 'cut', error.partial
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__, b''
    finally:
        connection.close()


def case(proxy, rule, call, answer, forwarded, answered, what):
    proxy.use(*rule)
    Counting.got.clear()
    before = len(proxy.log())
    found = ask(proxy, **call)
    names = answer[0] if isinstance(answer[0], tuple) else (answer[0],)
    want(found[0] in names and (answer[1] is None or found[1] == answer[1]), f'{what}: the answer', found)
    want(len(Counting.got) == forwarded, f'{what}: forwarded {forwarded}', Counting.got)
    end = time.monotonic() + 5
    while not (arrived := proxy.log()[before:]) or not arrived[-1].get('done') and answered != 'hanging':
        if time.monotonic() > end:
            break
        time.sleep(.01)
    want(len(arrived) == 1 and (answered == 'hanging' or arrived[0]['answered'] == answered), f'{what}: the log says {answered}', arrived)
    return arrived[0]


def through(proxy):
    patch, watch = {'verb': 'PATCH', 'body': b'{"a": 1}', 'audit': 'u-1'}, {'path': '/x?watch=1'}
    whole, lost = b'{"kind": "List", "items": [1, 2, 3]}', (('RemoteDisconnected', 'ConnectionResetError', 'SSLEOFError', 'BadStatusLine'), None)
    seen = case(proxy, [], patch, (200, b'{"kind": "Rollout"}'), 1, 'whole', 'no rule')
    want((seen['auditId'], seen['body'], seen['server']) == ('u-1', '{"a": 1}', [200]), 'the log has audit id, body and what the server said', seen)
    want(proxy.commits([seen]) == 1, 'a carried out request is a commit')
    refused = case(proxy, [], patch | {'body': b'refuse'}, (422, None), 1, 'whole', 'refused by the server')
    want(proxy.commits([refused]) == 0, 'a refused one is none')
    case(proxy, [Rule(verb='PATCH', forward=0)], patch, lost, 0, 'nothing', 'dropped')
    case(proxy, [Rule(verb='PATCH', forward=0, silence='reset')], patch, lost, 0, 'nothing', 'reset')
    case(proxy, [Rule(verb='PATCH', silence='close')], patch, lost, 1, 'nothing', 'carried out, then closed')
    case(proxy, [Rule(verb='PATCH', forward=2)], patch, (200, None), 2, 'whole', 'duplicated')
    case(proxy, [Rule(verb='PATCH', forward=2, reply_of=2)], patch, (200, None), 2, 'whole', 'duplicated, the second answer')
    case(proxy, [Rule(verb='PATCH', forward=0, silence='hang')], patch | {'timeout': .3}, (('TimeoutError',), None), 0, 'hanging', 'never answered')
    case(proxy, [Rule(verb='PATCH', read=3)], patch, lost, 0, 'nothing', 'read in part')
    case(proxy, [Rule(cut=5)], {}, ('cut', whole[:5]), 1, 'part', 'cut after five bytes')
    case(proxy, [Rule(cut=5, then='reset')], {}, (('cut', 'ConnectionResetError'), None), 1, 'part', 'cut and reset')
    case(proxy, [Rule(cut=-2)], {}, (200, b''), 1, 'part', 'cut in the head')
    case(proxy, [Rule(piece=1, pause=.001)], {}, (200, whole), 1, 'whole', 'byte by byte')
    case(proxy, [Rule(edit=[[r'\[1, 2', '[7']])], {}, (200, b'{"kind": "List", "items": [7, 3]}'), 1, 'whole', 'edited')
    case(proxy, [Rule(forward=0, answer={'status': 307, 'headers': {'Location': 'http://127.0.0.1:1/'}})], {}, (307, b''), 0, 'whole', 'a redirect')
    case(proxy, [Rule(answer={'status': 504, 'body': 'slow'})], patch, (504, b'slow'), 1, 'whole', 'carried out, wrong status')
    case(proxy, [Rule(forward=0, answer={'body': '{', 'size': 200_000})], {}, (200, b'{' + b' ' * 200_000), 0, 'whole', 'huge')
    case(proxy, [Rule(framed=False)], {}, (200, whole), 1, 'part', 'without a length')
    case(proxy, [], watch, (200, ''.join(LINES).encode()), 1, 'whole', 'a watch')
    case(proxy, [Rule(path='watch', events=1, inject='{"type": "ERROR"}\n', then='end')], watch, (200, LINES[0].encode() + b'{"type": "ERROR"}\n'), 1, 'part', 'an event in a watch, then its end')
    case(proxy, [Rule(path='watch', events=2)], watch, ('cut', ''.join(LINES[:2]).encode()), 1, 'part', 'a watch cut after two events')
    case(proxy, [Rule(path='watch', cut=7)], watch, ('cut', LINES[0][:7].encode()), 1, 'part', 'a watch cut in an event')
    begun = time.monotonic()
    case(proxy, [Rule(delay=.15, reply_delay=.1)], {}, (200, whole), 1, 'whole', 'delayed')
    want(time.monotonic() - begun >= .25, 'by as much as was asked for')


def order_and_count(proxy):
    proxy.use(Rule(verb='GET', first=2, last=2, forward=0, name='second'))
    told = [ask(proxy)[0] for _ in range(3)]
    want(told[0] == 200 and told[1] != 200 and told[2] == 200, 'the second alone is dropped', told)
    want([a['rule'] for a in proxy.log()[-3:]] == ['', 'second', ''], 'and the log names the rule')
    proxy.use(Rule(verb='PATCH', until='GET /later'))
    Counting.got.clear()
    first = threading.Thread(target=ask, args=(proxy, 'PATCH', '/held', b'{}'))
    first.start()
    time.sleep(.1)
    ask(proxy, path='/later')
    first.join(5)
    want([g[1] for g in Counting.got] == ['/later', '/held'], 'a held request is overtaken', Counting.got)


def frozen(proxy):
    proxy.use()
    proxy.freeze()
    want(ask(proxy, timeout=.3)[0] == 'TimeoutError', 'a frozen proxy says nothing')
    proxy.thaw()
    want(ask(proxy)[0] == 200, 'a thawed one answers')
    proxy.refuse()
    want(ask(proxy)[0] == 'ConnectionRefusedError', 'nobody listens')
    proxy.listen()
    want(ask(proxy)[0] == 200, 'at the same port again')


def by_command(kubeconfig, folder):
    out = os.path.join(folder, 'out')
    with subprocess.Popen([sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'faultproxy.py'), '--kubeconfig', kubeconfig, '--out', out, '--plain'],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        def tell(**command):
            process.stdin.write(json.dumps(command) + '\n')
            process.stdin.flush()
            return json.loads(process.stdout.readline())
        url = json.loads(process.stdout.readline())['url']
        want(url in open(out, encoding='utf-8').read() and 'secret' in open(out, encoding='utf-8').read(), 'the kubeconfig leads here, with the credential it had')
        want(os.stat(out).st_mode & 0o77 == 0, 'and is nobody else\'s')
        want(tell(rules=[{'verb': 'GET', 'answer': {'status': 418}}]) == {'ok': True}, 'rules are taken')
        connection = http.client.HTTPConnection(url.removeprefix('http://'), timeout=3)
        connection.request('GET', '/')
        want(connection.getresponse().status == 418, 'and obeyed')
        want([a['verb'] for a in tell(arrivals=True)['arrivals']] == ['GET'], 'and told')
        want('error' in tell(rules=[{'no': 1}]), 'what is no rule is refused')
        process.stdin.close()
        want(process.wait(10) == 0, 'it ends with its input')


def main():
    server = Quiet(('127.0.0.1', 0), Counting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        kubeconfig = os.path.join(folder, 'kubeconfig')
        with open(kubeconfig, 'w', encoding='utf-8') as out:
            out.write(f'clusters:\n- cluster:\n    server: "http://127.0.0.1:{server.server_port}"\nusers:\n- user:\n    token: "secret"\n')
        for plain in (True, False):
            with FaultProxy(kubeconfig, plain=plain, folder=folder) as proxy:
                through(proxy)
                order_and_count(proxy)
                frozen(proxy)
                want(not any(a['alpn'] for a in proxy.log()), 'no h2 was asked for')
        by_command(kubeconfig, folder)
    print(f'{len(short)} short')
    return 1 if short else 0


sys.exit(main())
