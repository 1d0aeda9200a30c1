#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands between a client and an API server, does what the rules say to the requests they match, and writes down what really arrived.

    faultproxy.py --kubeconfig FILE --out FILE [--plain]

reads one JSON command a line ({"rules": [...]}, {"arrivals": true}, {"freeze": true}, {"thaw": true}, {"refuse": true}, {"listen": true}), answers each
with one line, and ends with its input. As a module: FaultProxy and Rule. A rule is used for the requests `first` to `last` that match it; of several
rules the first that is in use counts."""
import argparse
import base64
import dataclasses
import hashlib
import http.client
import json
import os
import re
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import uuid

MUTATING = ('PATCH', 'POST', 'PUT', 'DELETE')
HOP_BY_HOP = ('connection', 'keep-alive', 'transfer-encoding', 'content-length', 'upgrade', 'te', 'trailer')
ENDINGS = ('close', 'reset', 'hang', 'end')


@dataclasses.dataclass
class Rule:
    # which requests
    verb: str = '.*'
    path: str = ''                  # regex, found anywhere in the target
    body: str = ''
    first: int = 1
    last: int = 1 << 30
    # on the way there
    read: int = -1                  # of the body no more than so many bytes are read
    forward: int = 1                # how often; 0: the server never hears of it
    reply_of: int = 1               # which of them is answered
    delay: float = 0                # seconds before it is passed on
    until: str = ''                 # held until a later request matches this ("VERB regex") and was answered
    # on the way back
    answer: dict = None             # status, headers, body, size (of filling), endless ('head', 'body'): instead of the server's; or raw: every byte, see _verbatim
    silence: str = ''               # an ending instead of any answer
    reply_delay: float = 0
    edit: list = dataclasses.field(default_factory=list)        # [regex, replacement] in the body
    add: dict = dataclasses.field(default_factory=dict)         # headers, in place of those of the same name
    piece: int = 0                  # so many bytes at a time,
    pause: float = 0                # so many seconds apart
    cut: int = -1                   # after so many bytes of the body; -2 after the status line
    events: int = -1                # after so many lines of the body
    after: float = -1               # after so many seconds of the body
    inject: str = ''                # said before the cut
    then: str = 'close'             # the ending at the cut
    framed: bool = True             # False: neither a length nor chunks
    name: str = ''
    used: int = dataclasses.field(default=0, compare=False)

    def __post_init__(self):
        if self.then not in ENDINGS or self.silence and self.silence not in ENDINGS:
            raise ValueError(f'an ending is one of {ENDINGS}')

    def takes(self, arrival):
        if 'dryRun=All' in arrival['target'] and 'dryRun' not in self.path:
            return False            # changes nothing: a rule means the change, unless it names the other
        if not (re.fullmatch(self.verb, arrival['verb']) and re.search(self.path, arrival['target']) and re.search(self.body, arrival['body'])):
            return False
        self.used += 1
        return self.first <= self.used <= self.last

    @property
    def cuts(self):
        return self.cut != -1 or self.events >= 0 or self.after >= 0


class Gone(Exception):
    """The connection is over, or shall be."""


class Upstream:
    """Where a kubeconfig of the sandbox or of the test control plane leads to. No YAML here: both write these lines one way."""

    def __init__(self, kubeconfig):
        text = open(kubeconfig, encoding='utf-8').read()
        find = lambda key: (re.search(rf'^\s*{key}: *"?([^"\n]+)"?$', text, re.M) or [None, ''])[1]
        self.text, self.url = text, urllib.parse.urlsplit(find('server'))
        ca = find('certificate-authority-data')
        self.trust = ssl.create_default_context(cadata=base64.b64decode(ca).decode()) if ca else None

    def connect(self):
        where = {'host': self.url.hostname, 'port': self.url.port, 'timeout': 60}
        return http.client.HTTPSConnection(context=self.trust, **where) if self.trust else http.client.HTTPConnection(**where)

    def through(self, url, ca):
        """The kubeconfig that leads to a proxy instead."""
        text = re.sub(r'^(\s*server: ).*$', lambda m: f'{m[1]}"{url}"', self.text, flags=re.M)
        if not ca:
            return re.sub(r'^\s*certificate-authority-data:.*\n', '', text, flags=re.M)
        return re.sub(r'^(\s*certificate-authority-data: ).*$', lambda m: m[1] + base64.b64encode(ca).decode(), text, flags=re.M)


class Certificates:
    """A throw-away authority and certificates of it, made by openssl."""

    def __init__(self, folder):
        self.folder = folder
        self._openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', self.at('ca.key'), '-out', self.at('ca.pem'), '-days', '2',
                      '-subj', '/CN=fault proxy authority')
        self.ca = open(self.at('ca.pem'), 'rb').read()

    def at(self, name):
        return os.path.join(self.folder, name)

    @staticmethod
    def _openssl(*args):
        subprocess.run(['openssl', *args], check=True, capture_output=True, timeout=60)

    def issue(self, name, san='IP:127.0.0.1,IP:::1,DNS:localhost', valid=None, purpose='serverAuth'):
        """(certificate, key) as paths; `valid`: from and until as YYYYMMDDhhmmssZ; no `san`: a common name alone."""
        cert, key, request, more = (self.at(f'{name}.{end}') for end in ('pem', 'key', 'csr', 'ext'))
        self._openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', request, '-subj', f'/CN={name}')
        with open(more, 'w', encoding='utf-8') as out:
            out.write((f'subjectAltName={san}\n' if san else '') + f'extendedKeyUsage={purpose}\n')
        if not valid:
            self._openssl('x509', '-req', '-in', request, '-CA', self.at('ca.pem'), '-CAkey', self.at('ca.key'), '-set_serial', str(uuid.uuid4().int >> 1), '-days', '2', '-extfile', more, '-out', cert)
            return cert, key
        for file, text in (('index', ''), ('serial', '7001\n'), ('ca.conf', f'[ca]\ndefault_ca=d\n[d]\ndatabase={self.at("index")}\nserial={self.at("serial")}\nnew_certs_dir={self.folder}\n'
                                                                                'default_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n')):
            with open(self.at(file), 'w', encoding='utf-8') as out:
                out.write(text)
        self._openssl('ca', '-batch', '-config', self.at('ca.conf'), '-cert', self.at('ca.pem'), '-keyfile', self.at('ca.key'), '-in', request, '-out', cert, '-notext', '-extfile', more,
                      '-startdate', valid[0], '-enddate', valid[1])
        return cert, key


class Client:
    """The socket of one client, read and written with the rudeness that was asked for."""

    def __init__(self, proxy, sock):
        self.proxy, self.sock, self.buffer, self.begun, self.mute = proxy, sock, b'', False, False
        self.owner, self.lock = threading.current_thread(), threading.Lock()

    def _more(self):
        self.proxy.thawed.wait()
        try:
            data = self.sock.recv(65536)
        except OSError as error:
            raise Gone from error
        self.proxy.thawed.wait()
        if not data:
            raise Gone
        self.buffer += data

    def request(self, read_limit):
        """(verb, target, headers, body) of the next request; how much of the body is read is decided by its head."""
        while b'\r\n\r\n' not in self.buffer:
            self._more()
        head, _, self.buffer = self.buffer.partition(b'\r\n\r\n')
        first, *lines = head.decode('latin-1').split('\r\n')
        if first.count(' ') != 2:
            raise Gone              # no HTTP, such as the greeting of TLS
        verb, target, _ = first.split(' ')
        headers = [tuple(part.strip() for part in line.split(':', 1)) for line in lines]
        length = next((int(v) for k, v in headers if k.lower() == 'content-length'), 0)
        limit = read_limit(verb, target)
        wanted = length if limit < 0 else min(length, limit)
        while len(self.buffer) < wanted:
            self._more()
        body, self.buffer = self.buffer[:wanted], self.buffer[wanted:]
        return verb, target, headers, body

    def send(self, data):
        self.proxy.thawed.wait()
        if self.mute:
            self.end('hang')
            raise Gone
        try:
            with self.lock:
                self.sock.sendall(data)
        except (OSError, ValueError) as error:
            raise Gone from error
        self.begun = True

    def end(self, how):
        """Only its own thread closes it: another one may be inside a call with its number."""
        owned = threading.current_thread() is self.owner
        if how == 'hang' and owned:
            self.proxy.closing.wait()
        self.mute = how == 'hang'
        try:
            if how == 'reset':
                self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
            if how != 'hang' and not (owned and how == 'reset'):
                self.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        if owned:
            self.sock.close()


class FaultProxy:
    def __init__(self, kubeconfig, out=None, plain=False, folder=None, certificate=None, authority=None, host='127.0.0.1'):
        self.upstream, self.out, self.plain, self.host = Upstream(kubeconfig), out, plain, host
        self.rules, self.arrivals, self.lock, self.answered = [], [], threading.Lock(), threading.Condition()
        self.deaf = threading.Event()           # new connections are accepted and then left alone
        self.thawed, self.closing, self.listener, self.port, self.open = threading.Event(), threading.Event(), None, 0, set()
        self.thawed.set()
        self.folder = folder or tempfile.mkdtemp(prefix='faultproxy-')
        self.tls, self.authority = None, authority
        if not plain:
            self.authority = authority or Certificates(self.folder)
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(*(certificate or self.authority.issue('server')))
            self.tls.set_alpn_protocols(['h2', 'http/1.1'])        # whoever takes h2 is seen in the log
        self.listen()
        if out:
            with open(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 'w', encoding='utf-8') as file:
                file.write(self.upstream.through(self.url, None if plain else self.authority.ca))

    @property
    def url(self):
        return f'{"http" if self.plain else "https"}://{f"[{self.host}]" if ":" in self.host else self.host}:{self.port}'

    # -- what a test turns

    def use(self, *rules):
        with self.lock:
            self.rules = list(rules)

    def freeze(self):
        """Like SIGSTOP: the kernel accepts, nobody reads or answers."""
        self.thawed.clear()

    def thaw(self):
        self.thawed.set()

    def refuse(self):
        """Nobody listens any more, and what was open is reset."""
        listener, self.listener = self.listener, None
        if listener:
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        for client in list(self.open):
            client.end('reset')

    def listen(self):
        self.listener = socket.socket(socket.AF_INET6 if ':' in self.host else socket.AF_INET)
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind((self.host, self.port))
        self.listener.listen(64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()

    def close(self):
        self.use()
        self.closing.set()
        self.thawed.set()
        self.refuse()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # -- what it saw

    def log(self):
        with self.lock:
            return [dict(a) for a in self.arrivals]

    def writes(self):
        """Arrivals that would change a workload."""
        return [a for a in self.log() if a['verb'] in MUTATING and re.search(r'/(rollouts|deployments)/', a['target']) and 'dryRun' not in a['target']]

    @staticmethod
    def commits(arrivals):
        """How often the server carried one of them out."""
        return sum(200 <= status < 300 for a in arrivals for status in a['server'])

    # -- one connection

    def _accept(self, listener):
        while True:
            try:
                sock, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock):
        self.thawed.wait()
        while self.deaf.is_set():
            time.sleep(.02)
        sock.settimeout(None)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            if self.tls:
                sock = self.tls.wrap_socket(sock, server_side=True)
        except (OSError, ssl.SSLError):
            return sock.close()
        client = Client(self, sock)
        self.open.add(client)
        try:
            while self._one(client):
                pass
            client.end('close')
        except Gone:
            client.end('close')
        finally:
            self.open.discard(client)

    def _limit(self, verb, target):
        with self.lock:
            return next((r.read for r in self.rules if r.read >= 0 and re.fullmatch(r.verb, verb) and re.search(r.path, target)), -1)

    def _one(self, client):
        verb, target, headers, body = client.request(self._limit)
        told = {k.lower(): v for k, v in headers}
        arrival = {'at': time.monotonic(), 'verb': verb, 'target': target, 'auditId': told.get('audit-id', ''), 'agent': told.get('user-agent', ''),
                   'body': body.decode('utf-8', 'replace'), 'sha256': hashlib.sha256(body).hexdigest(), 'headers': headers, 'rule': '', 'server': [], 'answered': 'nothing',
                   'alpn': client.sock.selected_alpn_protocol() if self.tls else None}
        with self.lock:
            self.arrivals.append(arrival)
            rule = next((r for r in self.rules if r.takes(arrival)), Rule())
            arrival['rule'] = rule.name
        client.begun = False
        try:
            kept = self._carry(client, rule, arrival, (verb, target, headers, body))
            arrival['answered'] = 'whole' if client.begun else 'nothing'
            return kept
        except Gone:
            arrival['answered'] = 'part' if client.begun else 'nothing'
            raise
        finally:
            with self.answered:
                arrival['done'] = True
                self.answered.notify_all()

    def _carry(self, client, rule, arrival, request):
        if rule.read >= 0:
            client.end(rule.silence or 'close')
            raise Gone
        if rule.until:
            self._hold(arrival, rule.until)
        time.sleep(rule.delay)
        reply = connection = None
        original = b''
        for nth in range(1, rule.forward + 1):
            try:
                once, answer = self._forward(request)
            except (OSError, http.client.HTTPException) as error:
                raise Gone from error
            arrival['server'].append(answer.status)
            if nth == rule.reply_of and not rule.answer and not rule.silence:
                reply, connection = answer, once
            else:
                original = answer.read() if 'watch=' not in request[1] else b''
                once.close()
        time.sleep(rule.reply_delay)
        if rule.silence or (not rule.answer and reply is None):
            client.end(rule.silence or 'close')
            raise Gone
        try:
            if rule.answer and 'raw' in rule.answer:
                return self._verbatim(client, rule, original)
            if rule.answer:
                return self._invent(client, rule, rule.answer)
            return self._pass_on(client, rule, reply)
        finally:
            if connection:
                connection.close()

    def _hold(self, arrival, until):
        verb, _, path = until.partition(' ')
        later = lambda: any(a.get('done') and re.fullmatch(verb, a['verb']) and re.search(path, a['target']) for a in self.arrivals[self.arrivals.index(arrival) + 1:])
        with self.answered:
            self.answered.wait_for(lambda: later() or self.closing.is_set(), timeout=30)

    def _forward(self, request):
        verb, target, headers, body = request
        connection = self.upstream.connect()
        connection.putrequest(verb, target, skip_host=True, skip_accept_encoding=True)
        for name, value in headers:
            if name.lower() not in ('connection', 'host', 'transfer-encoding', 'content-length'):
                connection.putheader(name, value)
        connection.putheader('Host', self.upstream.url.netloc)
        if body or verb in MUTATING:
            connection.putheader('Content-Length', str(len(body)))
        connection.endheaders(body)
        return connection, connection.getresponse()

    @staticmethod
    def _verbatim(client, rule, original):
        """Text as it is, numbers as seconds of silence; {body} is what the server said, {size} its length, {more} and {less} ten bytes away from it, {hex} as a chunk has it."""
        places = {b'{size}': b'%d' % len(original), b'{more}': b'%d' % (len(original) + 10), b'{less}': b'%d' % max(len(original) - 10, 0), b'{hex}': b'%x' % len(original), b'{body}': original}
        parts = rule.answer['raw']
        for part in [parts] if isinstance(parts, str) else parts:
            if not isinstance(part, str):
                time.sleep(part)
                continue
            data = part.encode()
            for place, value in places.items():
                data = data.replace(place, value)
            client.send(data)
        client.end(rule.then)
        raise Gone

    def _invent(self, client, rule, answer):
        body = answer.get('body', '').encode()
        lines = [f'{k}: {v}' for k, v in {'Content-Type': 'application/json', **answer.get('headers', {}), **rule.add}.items()]
        client.send(f'HTTP/1.1 {answer.get("status", 200)} Made Up\r\n'.encode())
        endless, filler = answer.get('endless'), (b'X-Filling: ' + b'a' * 8000 + b'\r\n') * 8
        while endless == 'head':
            client.send(filler)     # as fast as it is taken
        size = answer.get('size', 0)
        framing = 'Transfer-Encoding: chunked' if endless else f'Content-Length: {len(body) + size}' if rule.framed else 'Connection: close'
        client.send('\r\n'.join([*lines, framing, '', '']).encode())
        block = b' ' * 65536
        while endless == 'body':
            client.send(b'10000\r\n' + block + b'\r\n')
        self._dribble(client, rule, body, lambda piece: piece)
        while size > 0:
            client.send(block[:size])
            size -= len(block)
        if not rule.framed:
            raise Gone
        return True

    def _pass_on(self, client, rule, reply):
        whole = bool(rule.edit or rule.piece or rule.cut != -1 or not rule.framed) and 'chunked' not in (reply.getheader('transfer-encoding') or '')
        body = reply.read() if whole else None
        for pattern, new in rule.edit if whole else ():
            body = re.sub(pattern.encode(), new.encode(), body, flags=re.S)
        chunked = body is None and reply.getheader('content-length') is None
        client.send(f'HTTP/1.1 {reply.status} {reply.reason}\r\n'.encode())
        if rule.cut == -2:
            client.end(rule.then)
            raise Gone
        without = (*HOP_BY_HOP, *(name.lower() for name in rule.add))
        head = [f'{k}: {v}' for k, v in [*((k, v) for k, v in reply.getheaders() if k.lower() not in without), *rule.add.items()]]
        if rule.framed:
            head.append('Transfer-Encoding: chunked' if chunked else f'Content-Length: {reply.getheader("content-length") if body is None else len(body)}')
        client.send('\r\n'.join([*head, '', '']).encode())
        frame = (lambda piece: f'{len(piece):x}\r\n'.encode() + piece + b'\r\n') if chunked else (lambda piece: piece)
        if body is not None:
            self._dribble(client, rule, body, frame)
        else:
            self._stream(client, rule, reply, frame)
        if chunked:
            client.send(b'0\r\n\r\n')
        if not rule.framed:
            raise Gone
        return True

    def _dribble(self, client, rule, body, frame):
        if rule.cut >= 0 and len(body) > rule.cut:
            self._in_pieces(client, rule, body[:rule.cut], frame)
            self._cut(client, rule, frame)
        self._in_pieces(client, rule, body, frame)

    @staticmethod
    def _in_pieces(client, rule, body, frame):
        step = rule.piece or max(len(body), 1)
        for at in range(0, len(body), step):
            client.send(frame(body[at:at + step]))
            time.sleep(rule.pause)

    def _stream(self, client, rule, reply, frame):
        """What the server says as it says it, until the cut."""
        begun, lines, sent = time.monotonic(), 0, 0
        if rule.after >= 0:
            threading.Timer(max(rule.after, .01), lambda: self._cut_late(client, rule, frame)).start()
        while True:
            try:
                piece = reply.read1(65536)
            except (OSError, http.client.HTTPException) as error:
                raise Gone from error
            if not piece:
                return
            for pattern, new in rule.edit:
                piece = re.sub(pattern.encode(), new.encode(), piece, flags=re.S)
            for line in piece.splitlines(keepends=True):
                if rule.cut >= 0 and sent + len(line) > rule.cut:
                    self._in_pieces(client, rule, line[:rule.cut - sent], frame)
                    self._cut(client, rule, frame)
                if 0 <= rule.events <= lines:
                    self._cut(client, rule, frame)
                self._in_pieces(client, rule, line, frame)
                lines, sent = lines + line.endswith(b'\n'), sent + len(line)
            if 0 <= rule.events <= lines:
                self._cut(client, rule, frame)

    def _cut_late(self, client, rule, frame):
        try:
            self._cut(client, rule, frame)
        except Gone:
            client.end('close')

    @staticmethod
    def _cut(client, rule, frame):
        if rule.inject:
            client.send(frame(rule.inject.encode()))
        if rule.then == 'end':
            client.send(b'0\r\n\r\n')
        client.end('close' if rule.then == 'end' else rule.then)
        raise Gone


def obey(proxy, command):
    if 'rules' in command:
        proxy.use(*(Rule(**rule) for rule in command['rules']))
    for verb in ('freeze', 'thaw', 'refuse', 'listen'):
        if verb in command:
            getattr(proxy, verb)()
    return {'arrivals': proxy.log()} if 'arrivals' in command else {'ok': True}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--kubeconfig', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--plain', action='store_true')
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix='faultproxy-') as folder, FaultProxy(chosen.kubeconfig, chosen.out, chosen.plain, folder) as proxy:
        print(json.dumps({'url': proxy.url}), flush=True)
        for line in sys.stdin:
            try:
                said = obey(proxy, json.loads(line))
            except (ValueError, TypeError, OSError) as error:
                said = {'error': str(error)}
            print(json.dumps(said), flush=True)


if __name__ == '__main__':
    main()
