# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a kubeconfig leads to a server: compared with the real kubectl where there is one, through proxies, over IPv6, with changing credentials."""
import base64
import json
import os
import pathlib
import random
import re
import shutil
import socket
import struct
import subprocess
import sys
import threading

from faultproxy import FaultProxy, Rule
from reads import called, case, configured, fails, plugin, stanzas
from world import TOKEN

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'controlplane'))
import controlplane

WHO = {'body': json.dumps({'apiVersion': 'authentication.k8s.io/v1', 'kind': 'SelfSubjectReview', 'metadata': {}, 'status': {'userInfo': {'username': 'whoever'}}})}


def kubectl():
    built = controlplane.cache() / 'kubectl'
    return str(built) if built.exists() else shutil.which('kubectl')


def left_out(place, how):
    """Without kubectl; on CI it has to be there."""
    print(f'  SKIP {place.case}: no kubectl here, it {how}', flush=True)
    place.want(os.environ.get('CI') != 'true', 'kubectl is there on CI')


class Relay:
    """A forward proxy (CONNECT) or SOCKS5 server that leads every name to one port of this machine, and remembers what it was asked for."""

    def __init__(self, port, socks=False, password=None):
        self.to, self.socks, self.password, self.asked, self.heads = port, socks, password, [], []
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        try:
            (self._greet_socks if self.socks else self._greet_http)(client)
            server = socket.create_connection(('127.0.0.1', self.to))
            threading.Thread(target=self._copy, args=(server, client), daemon=True).start()
            self._copy(client, server)
        except (OSError, ValueError):
            client.close()

    def _greet_http(self, client):
        head = b''
        while b'\r\n\r\n' not in head:
            more = client.recv(4096)
            if not more:
                raise OSError
            head += more
        self.heads.append(head.decode())
        self.asked.append(head.split()[1].decode())
        client.sendall(b'HTTP/1.1 200 Connection established\r\n\r\n')

    def _greet_socks(self, client):
        version, count = client.recv(2)
        client.recv(count)
        client.sendall(b'\x05\x00')
        _, _, _, kind = client.recv(4)
        host = client.recv(client.recv(1)[0]).decode() if kind == 3 else socket.inet_ntop(socket.AF_INET6 if kind == 4 else socket.AF_INET, client.recv(16 if kind == 4 else 4))
        self.asked.append(f'{host}:{struct.unpack(">H", client.recv(2))[0]}')
        client.sendall(b'\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00')

    @staticmethod
    def _copy(source, target):
        try:
            while data := source.recv(65536):
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()


def named(place, name):
    """A proxy of faults whose certificate is for a name that only a relay can find."""
    return FaultProxy(place.box.kubeconfig, folder=str(place.folder), authority=place.proxy.authority, certificate=place.proxy.authority.issue(f'{place.ns}-{name}', san=f'DNS:{name}'))


@case('K22-proxy', 'a forward proxy: of the kubeconfig, of the environment, and where not')
def _(place):
    with named(place, 'api.example') as server, Relay(server.port) as relay, Relay(server.port) as other:
        config = configured(place, 'named', stanzas(place, f'proxy-url: http://127.0.0.1:{relay.port}', server='https://api.example:6443'))
        place.same(place.run(**called(place, config, env=place.env(HTTPS_PROXY=f'http://127.0.0.1:{other.port}'))).code, 0, 'the one of the kubeconfig')
        place.want(set(relay.asked) == {'api.example:6443'} and not other.asked, 'alone', (relay.asked, other.asked))
        place.want(not any(TOKEN in head for head in relay.heads), 'and hears no credential', relay.heads)
        plain = configured(place, 'plain', stanzas(place, server='https://api.example:6443'))
        for name in ('HTTPS_PROXY', 'https_proxy'):
            place.same(place.run(**called(place, plain, env=place.env(**{name: f'http://127.0.0.1:{other.port}'}))).code, 0, f'the one of {name}')
        asked = len(other.asked)
        for rules, host in (('example', 'api.example'), ('.example', 'api.example'), ('api.example:6443', 'api.example'), ('*', 'api.example'), ('10.0.0.0/8,192.0.2.0/24', '192.0.2.7'), ('192.0.2.7', '192.0.2.7')):
            direct = configured(place, 'direct', stanzas(place, server=f'https://{host}:6443'))
            said = place.run(**called(place, direct, '--request-timeout', '1s', 'get', 'web', env=place.env(HTTPS_PROXY=f'http://127.0.0.1:{other.port}', NO_PROXY=rules)))
            place.want(said.code == 5 and len(other.asked) == asked, f'NO_PROXY={rules} keeps {host} away from it', (said.code, other.asked[asked:]))
        for rules in ('ample', 'api.example:443', '192.0.2.0/24'):
            before = len(other.asked)
            said = place.run(**called(place, plain, env=place.env(HTTPS_PROXY=f'http://127.0.0.1:{other.port}', NO_PROXY=rules)))
            place.want(said.code == 0 and len(other.asked) > before, f'NO_PROXY={rules} does not', said.code)
        local = configured(place, 'local', stanzas(place))
        before = len(other.asked)
        place.same(place.run(**called(place, local, env=place.env(HTTPS_PROXY=f'http://127.0.0.1:{other.port}'))).code, 0, 'this machine needs none')
        place.same(len(other.asked), before, 'requests of it at the proxy')


@case('K23-socks', 'a SOCKS5 proxy, for reads and for a write')
def _(place):
    with named(place, 'api.example') as server, Relay(server.port, socks=True) as relay:
        config = configured(place, 'socks', stanzas(place, f'proxy-url: socks5://127.0.0.1:{relay.port}', server='https://api.example:6443'))
        place.same(place.run(**called(place, config)).code, 0, 'a read')
        place.same(place.run(**called(place, config, *place.order('promote'))).code, 0, 'a write')
        place.same(set(relay.asked), {'api.example:6443'}, 'what it was asked for: the name, not an address')
        place.same(len(server.writes()), 1, 'writes that arrived')


@case('K22-broken', 'a forward proxy that refuses, lies or hangs up')
def _(place):
    for name, answer in (('refuses', b'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'), ('asks', b'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n'),
                         ('lies', b'HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'), ('hangs up', b'')):
        listener = socket.create_server(('127.0.0.1', 0))
        heard = []

        def serve(listener=listener, answer=answer, heard=heard):
            while True:
                try:
                    client, _ = listener.accept()
                    heard.append(client.recv(65536))
                    client.sendall(answer)
                    client.close()
                except OSError:
                    if listener.fileno() < 0:
                        return
        threading.Thread(target=serve, daemon=True).start()
        config = configured(place, 'broken', stanzas(place, f'proxy-url: http://127.0.0.1:{listener.getsockname()[1]}', server='https://api.example:6443'))
        said = place.run(**called(place, config, *place.order('promote')))
        place.want(said.code == 5, f'{name}: a failure that is told', (said.code, said.doc))
        place.want('proxy' in said.err.lower(), f'{name}: and that a proxy is on the way', said.err)
        place.want(heard and not any(TOKEN.encode() in data for data in heard), f'{name}: it hears no credential')
        listener.close()


@case('K55-six', 'a server on IPv6')
def _(place):
    if not socket.has_ipv6:
        return
    with FaultProxy(place.box.kubeconfig, folder=str(place.folder), authority=place.proxy.authority, certificate=place.proxy.authority.issue(f'{place.ns}-six', san='IP:::1'), host='::1') as six:
        config = configured(place, 'six', stanzas(place, server=six.url))
        place.same(place.run(**called(place, config)).code, 0, 'a read')
        place.same(place.run(**called(place, config, *place.order('promote'))).code, 0, 'a write')
        place.want(all(('Host', f'[::1]:{six.port}') in a['headers'] for a in six.log()), 'named with brackets', six.log()[:1])


@case('K60-two', 'two identities on one host, at the same time')
def _(place):
    config = configured(place, 'two', stanzas(place).replace('contexts:\n', 'contexts:\n- name: second\n  context: {cluster: box, user: v}\n') + '- name: v\n  user: {token: second-token, as: somebody}\n')
    place.proxy.use(Rule(verb='POST', path='selfsubjectreviews', forward=0, answer=WHO))
    place.run(**called(place, config, 'clusters'))
    seen = {(dict(a['headers']).get('Authorization'), dict(a['headers']).get('Impersonate-User')) for a in place.proxy.log()}
    place.same(seen, {(f'Bearer {TOKEN}', None), ('Bearer second-token', 'somebody')}, 'who asked: each with what is its own')


@case('K21-as', 'impersonation: user, groups, extra with unusual keys')
def _(place):
    user = f'token: {TOKEN}\nas: jane@example\nas-uid: "77"\nas-groups: [dev, ops]\nas-user-extra: {{"scopes.example/ü": ["one", "two"], reason: [night]}}'
    place.proxy.use(Rule(verb='POST', path='selfsubjectreviews', forward=0, answer=WHO))
    place.run(**called(place, configured(place, 'as', stanzas(place, user=user)), 'clusters'))
    asked = [(k, v) for k, v in place.proxy.log()[0]['headers'] if k.lower().startswith('impersonate')]
    place.same(sorted((k.lower(), v) for k, v in asked), sorted([('impersonate-user', 'jane@example'), ('impersonate-uid', '77'), ('impersonate-group', 'dev'), ('impersonate-group', 'ops'),
               ('impersonate-extra-scopes.example%2f%c3%bc', 'one'), ('impersonate-extra-scopes.example%2f%c3%bc', 'two'), ('impersonate-extra-reason', 'night')]), 'headers')
    fails(place, 2, 'as', **called(place, configured(place, 'bad', stanzas(place, user=f'token: {TOKEN}\nas-groups: [dev]'))))


@case('K15-exec', 'what a plugin is told is what kubectl tells it')
def _(place):
    program = kubectl()
    if not program:
        return left_out(place, 'is left to tst_kube_execcredential')
    told, path = place.folder / 'told', place.folder / 'plug'
    answer = json.dumps({'apiVersion': 'client.authentication.k8s.io/v1', 'kind': 'ExecCredential', 'status': {'token': TOKEN}})
    path.write_text(f"#!/bin/sh\nprintf '%s' \"$KUBERNETES_EXEC_INFO\" > {told}\nprintf '%s' \"$EXTRA\" > {told}.extra\necho '{answer}'\n")
    path.chmod(0o700)
    for more in ('', ', provideClusterInfo: true'):
        user = f'exec: {{apiVersion: client.authentication.k8s.io/v1, command: {path}, interactiveMode: IfAvailable, env: [{{name: EXTRA, value: first}}, {{name: EXTRA, value: second}}]{more}}}'
        config = configured(place, 'exec', stanzas(place, 'tls-server-name: localhost\nextensions:\n- name: client.authentication.k8s.io/exec\n  extension: {audience: them}', user))
        place.run(**called(place, config, 'trust', 'add', 'u', '--yes'))
        place.same(place.run(**called(place, config)).code, 0, 'it runs')
        ours, extra = json.loads(told.read_text()), pathlib.Path(f'{told}.extra').read_text()
        subprocess.run([program, '--kubeconfig', str(config), 'get', '--raw', '/version'], stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        place.same(ours, json.loads(told.read_text()), f'KUBERNETES_EXEC_INFO{more}')
        place.same(extra, pathlib.Path(f'{told}.extra').read_text(), 'of two values of one name')


@case('K14-hang', 'a plugin that hangs, floods, fails or wants a terminal', within=60)
def _(place):
    import time
    path, child = place.folder / 'plug', place.folder / 'child'
    for name, body, mode, code, says in (('floods', 'yes aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'Never', (2, 3, 4, 5), '.'), ('fails', 'echo "\\033[31mlogin first" >&2; exit 7', 'Never', (2, 3, 4, 5), 'login first'),
                                         ('wants a terminal', 'echo {}', 'Always', (2, 3, 4, 5), 'terminal|interactive'), ('hangs', f'sleep 300 & echo $! > {child}; wait', 'Never', (2, 3, 4, 5), r'30 s|did not|time')):
        path.write_text(f'#!/bin/sh\n{body}\n')
        path.chmod(0o700)
        config = configured(place, 'exec', stanzas(place, user=f'exec: {{apiVersion: client.authentication.k8s.io/v1, command: {path}, interactiveMode: {mode}}}'))
        place.run(**called(place, config, 'trust', 'add', 'u', '--yes'))
        said = place.run(**called(place, config))
        place.want(said.code in code and re.search(says, f'{(said.doc or {}).get("message")} {(said.doc or {}).get("hint")}'), f'{name}: told', (said.code, said.doc))
        place.want('\x1b' not in said.out + said.err and said.seconds < 45, f'{name}: in plain words, in time', said.seconds)
        place.same(place.proxy.log(), [], f'{name}: requests')
    place.until(lambda: not pathlib.Path(f'/proc/{child.read_text().strip()}').exists(), 'its child is gone with it')


@case('K44-token', 'a token file: empty, gone, back, another one by a symlink swap')
def _(place):
    folder = place.folder / 'mounted'
    for name, text in (('one', f'{TOKEN}\n'), ('two', 'wrong-token'), ('three', '')):
        (folder / name).mkdir(parents=True)
        (folder / name / 'token').write_text(text)
    link = folder / 'data'
    config = configured(place, 'file', stanzas(place, user=f'tokenFile: {link}/token'))
    for name, code in (('one', 0), ('two', 4), ('three', (2, 3, 4)), ('one', 0)):
        if link.is_symlink():
            link.unlink()
        link.symlink_to(folder / name)
        said = place.run(**called(place, config))
        place.want(said.code in (code if isinstance(code, tuple) else (code,)), f'{name}: exit {code}', (said.code, said.doc))


# -- the differential: the same list of files, read by kubectl and by us

def scalar(chance, text):
    return chance.choice((f'"{text}"', f"'{text}'", text if re.fullmatch(r'[a-z][a-z0-9-]*[a-z]', text) and text not in ('on', 'off', 'yes', 'no', 'null', 'true', 'false') else f'"{text}"'))


def variant(chance, url):
    """One file: some clusters, users and contexts, from few names, so that files overlap; blocks or flows, in any order."""
    names = ['a', 'b-c', 'd.e', 'f g', 'ü']
    pick = lambda: [n for n in names if chance.random() < .6]
    value = lambda text: scalar(chance, text)

    def entries(kind, inner, make):
        found = [(n, make(n)) for n in pick()]
        chance.shuffle(found)
        if not found:
            return chance.choice((f'{kind}: []\n', f'{kind}:\n', ''))
        if chance.random() < .3:
            return f'{kind}: [' + ', '.join(f'{{name: {value(n)}, {inner}: {{' + ', '.join(f'{k}: {v}' for k, v in fields) + '}}' for n, fields in found) + ']\n'
        indent = chance.choice(('', '  '))
        return f'{kind}:\n' + ''.join(f'{indent}- name: {value(n)}\n{indent}  {inner}:\n' + ''.join(f'{indent}    {k}: {v}\n' for k, v in fields) + chance.choice(('', '# a comment\n')) for n, fields in found)
    parts = [
        entries('clusters', 'cluster', lambda n: [('server', value(f'{url}/{chance.randrange(1000)}')), ('insecure-skip-tls-verify', 'true')]),
        entries('users', 'user', lambda n: [('token', value(f't-{chance.randrange(1000)}x'))] + ([('as', value(f'who{chance.randrange(9)}'))] if chance.random() < .3 else [])),
        entries('contexts', 'context', lambda n: [('cluster', value(chance.choice(names))), ('user', value(chance.choice(names)))] + ([('namespace', value(f'ns-{chance.randrange(50)}x'))] if chance.random() < .5 else [])),
        f'current-context: {value(chance.choice(names))}\n' if chance.random() < .7 else '', 'preferences: {}\n' if chance.random() < .5 else '',
        'apiVersion: v1\nkind: Config\n']
    chance.shuffle(parts)
    return chance.choice(('', '---\n', '# first\n\n')) + ''.join(parts)


def view(program, files):
    """What kubectl makes of a list of files: {context: (server, token, who, namespace)} of those that are whole, and the current one."""
    done = subprocess.run([program, 'config', 'view', '--raw', '-o', 'json'], env={'KUBECONFIG': files, 'HOME': '/nonexistent', 'PATH': '/usr/bin:/bin'}, capture_output=True, text=True, timeout=60)
    if done.returncode:
        return None
    document = json.loads(done.stdout)
    find = lambda kind, name: next((x.get(kind[:-1]) or {} for x in document.get(kind) or [] if x['name'] == name), None)
    found = {}
    for entry in document.get('contexts') or []:
        context = entry['context']
        cluster, user = find('clusters', context.get('cluster')), find('users', context.get('user'))
        found[entry['name']] = cluster is not None and user is not None and (cluster['server'], user.get('token'), user.get('as'), context.get('namespace') or 'default')
    return found, document.get('current-context')


@case('K01-kubectl', 'generated kubeconfigs are read as kubectl reads them', within=50)
def differential(place, rounds=25, seed=1):
    program = kubectl()
    if not program:
        return left_out(place, 'is left out')
    place.proxy.use(Rule(verb='POST', path='selfsubjectreviews', forward=0, answer=WHO), Rule(forward=0, answer={'status': 404, 'body': '{}'}))
    whole = 0
    for number in range(rounds):
        chance = random.Random(f'{seed}/{number}')
        files = [configured(place, f'v{number}-{n}', variant(chance, place.proxy.url)) for n in range(chance.choice((1, 2, 3)))]
        path = chance.choice((':', '::', f':{place.folder}/missing:')).join(map(str, files))
        theirs = view(program, path)
        before = len(place.proxy.log())
        said = place.run(command=[str(place.box.programs / 'maestro'), '--json', 'clusters'], env=place.env(KUBECONFIG=path))
        if theirs is None or said.code:
            place.want(theirs is None and said.code == 2 or theirs is not None and said.code in (0, 2) and not theirs[0], f'--seed {seed} {number}: both refuse it', (theirs, said.doc, [f.read_text() for f in files]))
            continue
        contexts, current = theirs
        items = {i['context']: i for i in said.doc['items']}
        place.same(sorted(items), sorted(contexts), f'variant {seed}/{number}: contexts')
        place.same({n for n, i in items.items() if i['current']}, {current} & set(contexts), f'variant {seed}/{number}: the current one')
        reached = {}
        for arrival in place.proxy.log()[before:]:
            if 'selfsubjectreviews' in arrival['target']:
                told = dict(arrival['headers'])
                reached.setdefault((place.proxy.url + arrival['target'].split('/apis/')[0], told['Authorization'].removeprefix('Bearer '), told.get('Impersonate-User')), 0)
        for name, wanted in contexts.items():
            if wanted:
                whole += 1
                place.want(wanted[:3] in reached and items[name]['namespace'] == wanted[3], f'variant {seed}/{number}: {name} leads to {wanted}', (sorted(map(str, reached)), items[name]))
            else:
                place.want(not items[name]['reachable'], f'variant {seed}/{number}: {name} is not whole and not reached', items[name])
    place.want(whole >= rounds, 'many of them were whole', whole)
