# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prometheus and Alertmanager that answer oddly: what cannot be relied on is no data, and never green."""
import contextlib
import http.server
import json
import re
import threading
import time

from reads import case

POLICY = '''apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {{name: shop, version: 1}}
services: [{{name: web, workload: {{kind: Rollout, namespace: {ns}, name: web}}, strategy: canary}}]
metrics: [{{name: errors, unit: ratio, better: lower, query: 'errors{{service="{{{{service}}}}"}}'}}]
gates: [{{name: errors, metric: errors, pass: "<= 1%", fail: "> 5%", on_fail: rollback}}]
strategies: [{{name: canary, kind: canary, phases: [{{name: small, weight: from-cluster, gates: [errors]}}]}}]
'''


class Odd(http.server.ThreadingHTTPServer):
    """Says to each query what `say(path)` gives: (status, body) or raw bytes."""

    def __init__(self, say):
        super().__init__(('127.0.0.1', 0), Handler)
        self.say = say
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f'http://127.0.0.1:{self.server_port}'


class Handler(http.server.BaseHTTPRequestHandler):
    def serve(self):
        said = self.server.say(self.path + self.rfile.read(int(self.headers.get('Content-Length') or 0)).decode())
        with contextlib.suppress(OSError):
            if isinstance(said, bytes):
                self.wfile.write(said)
                return
            status, body = said
            body = body if isinstance(body, bytes) else body.encode()
            self.send_response(status)
            self.send_header('Content-Type', 'application/json')
            self.send_header('Content-Length', str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    do_GET = do_POST = serve

    def log_message(self, *_):
        pass


def vector(*results, kind='vector', **more):
    return json.dumps({'status': 'success', 'data': {'resultType': kind, 'result': list(results)}, **more})


ASKED = 4711    # stands for the time that was asked for


def sample(value, at=ASKED, **labels):
    return {'metric': labels, 'value': [at, value]}


def odd(id_, what, say, fine=False):
    """`say()`: the answer to every query but that for the age of the newest sample. Whatever it is, nothing of it is a pass but when it is `fine`."""
    def answer(path):
        if '/query' not in path:
            return 200, '{"status":"success","data":{"groups":[],"activeTargets":[]}}'
        said = (200, vector(sample(str(time.time())))) if 'timestamp' in path else say()
        asked = (re.search(r'[?&]time=([0-9.]+)', path) or [None, str(time.time())])[1]
        return (said[0], said[1].replace(f'[{ASKED},', f'[{asked},')) if isinstance(said, tuple) and isinstance(said[1], str) else said

    def play(place):
        policy = place.folder / 'policy.yaml'
        policy.write_text(POLICY.format(ns=place.ns))
        server = Odd(answer)
        try:
            said = place.run('--policy', str(policy), '--prometheus', server.url, 'slo', 'web')
        finally:
            server.shutdown()
        gates = (said.doc or {}).get('gates') or []
        place.want(gates or said.code, 'gates, or why not', said.out[:400])
        for gate in gates:
            place.want((gate['verdict'] == 'pass') == fine, f'{"a pass" if fine else "no pass"}', {k: gate.get(k) for k in ('verdict', 'value', 'reason')})
            place.want(fine or gate['verdict'] != 'fail' or gate['value'] is not None, 'no failure without a value', gate)
            place.want(gate['verdict'] != 'noData' or gate.get('reason'), 'no data says why', gate)
        place.want(not re.search(r'\b(NaN|[Ii]nf(inity)?)\b', json.dumps([g.get('value') for g in gates])), 'numbers are numbers', gates)
    case(f'X10-{id_}', f'Prometheus: {what}')(play)


odd('fine', 'as it should be', lambda: (200, vector(sample('0.001'))), fine=True)
odd('nan', 'NaN', lambda: (200, vector(sample('NaN'))))
odd('inf', '-Inf', lambda: (200, vector(sample('-Inf'))))
odd('empty', 'nothing', lambda: (200, vector()))
odd('two', 'two series where one is asked for', lambda: (200, vector(sample('0.001', pod='a'), sample('0.9', pod='b'))))
odd('matrix', 'a matrix', lambda: (200, vector({'metric': {}, 'values': [[ASKED, '0.001']]}, kind='matrix')))
odd('text', 'a text', lambda: (200, json.dumps({'status': 'success', 'data': {'resultType': 'string', 'result': [ASKED, '0.001']}})))
odd('number', 'a value that is a number, not a text', lambda: (200, vector(sample(0.001))))
odd('words', 'a value in words', lambda: (200, vector(sample('none'))))
odd('hex', 'a value in hexadecimal', lambda: (200, vector(sample('0x0'))))
odd('old', 'a sample of an hour ago', lambda: (200, vector(sample('0.001', at=time.time() - 3600))))
odd('future', 'a sample of tomorrow', lambda: (200, vector(sample('0.001', at=time.time() + 86400))))
odd('never', 'a sample of no time', lambda: (200, vector(sample('0.001', at='NaN'))))
odd('error', 'an error with 200', lambda: (200, '{"status":"error","errorType":"execution","error":"boom"}'))
odd('partial', 'a success that warns that stores are missing', lambda: (200, vector(sample('0.001'), warnings=['store down: partial response'])))
odd('infos', 'a success with an info', lambda: (200, vector(sample('0.001'), infos=['PromQL info: metric might not be a counter'])), fine=True)
odd('no-status', 'no status', lambda: (200, json.dumps({'data': {'resultType': 'vector', 'result': [sample('0.001')]}})))
odd('twice', 'two statuses', lambda: (200, '{"status":"success","status":"error","data":{"resultType":"vector","result":[]}}'))
odd('html', 'a login page', lambda: (200, '<html>sign in</html>'))
odd('503', '503 with a result in it', lambda: (503, vector(sample('0.001'))))
odd('202', '202 with a result in it', lambda: (202, vector(sample('0.001'))))
odd('deep', 'nested ten thousand times', lambda: (200, '[' * 10000))
odd('cut', 'closed in the midst', lambda: b'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"status":"success","data":')
odd('gzip', 'said to be packed', lambda: b'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}')
odd('utf8', 'bytes that are no UTF-8', lambda: (200, b'{"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":"\xff"},"value":[1,"\xfe"]}]}}'))
odd('huge', 'a value of a million digits', lambda: (200, vector(sample('0.' + '0' * 1_000_000 + '1'))))
odd('redirect', 'a redirect', lambda: b'HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n')


def alerts(id_, what, say, told):
    def play(place):
        server = Odd(say)
        try:
            said = place.run('--alertmanager', server.url, 'alerts')
        finally:
            server.shutdown()
        place.want(told(said), 'unknown, never "no alerts"', (said.code, said.out[:400]))
    case(f'X10-alerts-{id_}', f'Alertmanager: {what}')(play)


def unknown(said):
    return said.code != 0


ONE = {'labels': {'alertname': 'High'}, 'annotations': {}, 'startsAt': '2026-01-01T00:00:00Z', 'endsAt': '2036-01-01T00:00:00Z', 'updatedAt': '2026-01-01T00:00:00Z', 'fingerprint': 'f', 'generatorURL': '', 'receivers': [{'name': 'x'}],
       'status': {'state': 'active', 'silencedBy': [], 'inhibitedBy': []}}
alerts('html', 'a login page', lambda path: (200, '<html>sign in</html>'), unknown)
alerts('object', 'an object where a list is asked for', lambda path: (200, '{}'), unknown)
alerts('null', 'null', lambda path: (200, 'null'), unknown)
alerts('cut', 'closed in the midst', lambda path: b'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n[{"labels":', unknown)
alerts('500', '500 with an empty list in it', lambda path: (500, '[]'), unknown)
alerts('204', '204', lambda path: b'HTTP/1.1 204 No Content\r\n\r\n', unknown)
alerts('206', 'a part of them', lambda path: (206, '[]'), unknown)
alerts('numbers', 'alerts that are numbers', lambda path: (200, '[1,2,3]'), unknown)
alerts('no-labels', 'an alert without labels', lambda path: (200, json.dumps([{k: v for k, v in ONE.items() if k != 'labels'}])), lambda said: said.code != 0 or said.doc['items'])
alerts('no-status', 'an alert without a state', lambda path: (200, json.dumps([{k: v for k, v in ONE.items() if k != 'status'}])), lambda said: said.code != 0 or said.doc['items'])
alerts('times', 'an alert that begins at no time', lambda path: (200, json.dumps([{**ONE, 'startsAt': 'soon', 'endsAt': 7}])), lambda said: said.code != 0 or said.doc['items'])
alerts('twice', 'the same alert twice', lambda path: (200, json.dumps([ONE, ONE])), lambda said: said.code != 0 or 1 <= len(said.doc['items']) <= 2)
