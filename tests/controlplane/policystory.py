#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a policy writes for the controller: the real controller, asking a real Prometheus, aborts where the gate fails, and nowhere else.

    policystory.py BUILD_DIR [STORY...]

Exit 0 all held, 1 something fell short, 77 skipped: with CI=true that is a failure too.
"""
import concurrent.futures
import datetime
import http.server
import json
import pathlib
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request

import controlplane
from cluster import Scene, Short, Tally, play, played, skipped

POLICY = '''
apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {{name: story, version: 1}}
environments:
  - {{name: test, connection: test, prometheus: {{url: "{prometheus}"}}}}
metrics:
  - {{name: errors, unit: ratio, better: lower, query: 'errors{{service="{{{{service}}}}",role="{{{{role}}}}"}}'}}
  - {{name: latency, unit: ms, better: lower, baseline: {{from: stable, floor: 10ms}}, query: 'latency_ms{{service="{{{{service}}}}",role="{{{{role}}}}"}}'}}
  - {{name: score, unit: none, better: higher, query: 'score{{service="{{{{service}}}}",role="{{{{role}}}}"}}'}}
  - {{name: queue, unit: none, better: lower, query: 'queue{{service="{{{{service}}}}",role="{{{{role}}}}"}}'}}
gates:
  - {{name: errors, metric: errors, pass: "< 1%", fail: "> 5%", on_fail: rollback, every: 1s}}
  - {{name: latency, metric: latency, pass: "<= baseline + 20%", fail: "> 2 * baseline", on_fail: rollback, every: 1s}}
  - {{name: score, metric: score, pass: ">= 0.95", consecutive: 3, every: 1s, on_fail: rollback}}
  - {{name: breaker, consecutive_failures_of: [errors], fail: ">= 4", every: 1s, on_fail: rollback}}
  - {{name: careful, metric: queue, pass: "< 10", on_fail: hold, every: 1s}}
strategies:
  - name: quick
    kind: canary
    automation: {{owner: controller, promote: auto, abort: auto}}
    gates: [errors, latency, score, careful]
    phases: [{{name: quarter, weight: 25%, dwell: {{min: 12s}}}}, {{name: all, weight: 100%}}]
  - name: swap
    kind: bluegreen
    automation: {{owner: controller, promote: auto, abort: auto}}
    gates: [errors, latency]
    stages: [{{name: preview, validate: 5s}}, {{name: switch}}, {{name: after, validate: 30s}}]
  - name: counting
    kind: canary
    automation: {{owner: controller, promote: auto, abort: auto}}
    phases: [{{name: quarter, weight: 25%, dwell: {{min: 12s}}, gates: [breaker]}}, {{name: all, weight: 100%, gates: [breaker]}}]
  - name: watched
    kind: canary
    automation: {{owner: controller, abort: auto}}
    phases: [{{name: bake, weight: from-cluster, gates: [errors, score]}}]
services:
{services}
alerts:
  native:
    - {{name: RolloutFailed, severity: critical, for: 0m, expr: 'increase(rollout_events_total{{reason="RolloutAborted"}}[5m]) > 0'}}
'''
GOOD = {('errors', 'canary'): .001, ('latency_ms', 'canary'): 100, ('latency_ms', 'stable'): 100, ('score', 'canary'): .99, ('queue', 'canary'): 2}


class Exporter:
    """Numbers of every service, as the stories set them; None is not exported, a list is one number for each scrape, over and over."""

    def __init__(self):
        self.values, self.lock, self.scrapes = {}, threading.Lock(), 0
        told = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = told.text().encode()
                self.send_response(200)
                self.send_header('Content-Type', 'text/plain; version=0.0.4')
                self.send_header('Content-Length', str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def text(self):
        with self.lock:
            self.scrapes += 1
            lines = []
            for (service, metric, role), value in self.values.items():
                value = value[self.scrapes % len(value)] if isinstance(value, list) else value
                if value is not None:
                    lines.append(f'{metric}{{service="{service}",role="{role}"}} {value}\n')
            return ''.join(lines)

    def set(self, service, metric, value, role='canary'):
        with self.lock:
            self.values[service, metric, role] = value


class Prometheus:
    def __init__(self, folder, target, rules):
        self.dir, self.port = pathlib.Path(folder) / 'prometheus', controlplane.free_ports(1)[0]
        self.url, self.target, self.rules = f'http://127.0.0.1:{self.port}', target, rules
        self.dir.mkdir()

    def __enter__(self):
        config = {'global': {'scrape_interval': '1s', 'evaluation_interval': '1s'}, 'rule_files': [str(self.rules)],
                  'scrape_configs': [{'job_name': 'story', 'static_configs': [{'targets': [self.target]}]}]}
        (self.dir / 'prometheus.yml').write_text(json.dumps(config))
        with open(self.dir / 'log', 'wb') as log:
            self.process = subprocess.Popen(['prometheus', f'--config.file={self.dir}/prometheus.yml', f'--storage.tsdb.path={self.dir}/data',
                                             f'--web.listen-address=127.0.0.1:{self.port}'], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            preexec_fn=controlplane.die_with_parent)
        end = time.monotonic() + 30
        while True:
            try:
                urllib.request.urlopen(self.url + '/-/ready', timeout=2).close()
                return self
            except OSError:
                if time.monotonic() > end or self.process.poll() is not None:
                    self.process.kill()
                    raise Short('Prometheus did not start: ' + (self.dir / 'log').read_text()[-400:])
                time.sleep(.1)

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def ask(self, path, **parameters):
        with urllib.request.urlopen(f'{self.url}/api/v1/{path}?{urllib.parse.urlencode(parameters)}', timeout=10) as reply:
            return json.load(reply)['data']


class Release:
    """A service under a policy, from its Rollout to the verdicts."""

    def __init__(self, scene, exporter, prometheus, policy):
        self.scene, self.exporter, self.prometheus, self.policy, self.service = scene, exporter, prometheus, policy, scene.ns

    def set(self, metric, value, role='canary'):
        self.exporter.set(self.service, metric, value, role)

    def export(self, *options):
        command = [self.scene.cluster.maestro, '-n', self.scene.ns, 'policy', 'analysis-template', str(self.policy), '--service', self.service, *options]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
        if done.returncode:
            raise Short(self.scene.title(f'{" ".join(options)}: {done.stderr}'))
        return done.stdout

    def begin(self, *options, strategy=None):
        """Applies what was written, and starts an update."""
        scene = self.scene
        for (metric, role), value in GOOD.items():
            self.set(metric, value, role)
        scene.make(strategy or {'canary': {'steps': [{'setWeight': 50}]}})
        scene.cluster.kubectl('-n', scene.ns, 'apply', '-f', '-', text=self.export(*options))
        patch = pathlib.Path(scene.cluster.home) / f'{self.service}.yaml'
        patch.write_text(self.export('--rollout', *options))
        scene.cluster.kubectl('-n', scene.ns, 'patch', 'rollouts.argoproj.io', scene.name, '--type', 'merge', '--patch-file', str(patch))
        scene.healthy()
        self.begun = time.time()
        scene.set_image('app:v2')
        scene.until(lambda r, s: self.runs(), 'the analysis')

    def runs(self):
        return self.scene.objects('analysisruns.argoproj.io')

    def stays(self, seconds, what):
        """Neither aborted nor past the phase, for so long."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            status = self.scene.status()
            if status.get('abort') or status.get('currentStepIndex') != 1 or status.get('pauseConditions'):
                return self.scene.want(False, f'{what}: waits', {k: status.get(k) for k in ('abort', 'message', 'currentStepIndex')})
            time.sleep(.3)
        return self.scene.want(True, what)

    def aborted(self, gate, seconds=30):
        rollout = self.scene.until(lambda r, s: s.get('abort') and s.get('phase') == 'Degraded' and r, f'an abort by {gate}', seconds)
        time.sleep(2)                                           # the next scrape sees what the controller saw
        self.ended = time.time()
        message = rollout['status'].get('message', '')
        self.scene.want(f'Metric "{gate}" assessed Failed' in message or 'Metric "every-gate" assessed Failed' in message and self.failing() == gate,
                        f'{gate} failed, and it was no error', (message, self.failing()))

    def failing(self):
        """The gate that the last value of "every-gate" stands for, by the template's annotation."""
        said = self.scene.objects('analysistemplates.argoproj.io')[0]['metadata']['annotations'].get('maestro.console/failing', '')
        values = [m['measurements'][-1]['value'] for r in self.runs() for m in r['status'].get('metricResults', []) if m['name'] == 'every-gate']
        return dict(one.split(': ') for one in said.split(', ')).get(values[-1].strip('[]')) if values and said else None

    def verdicts(self):
        """What `policy evaluate` says of the numbers that Prometheus kept of this update: [(time, gate, verdict)], [(time, decision)]."""
        lines = []
        for metric, name in (('errors', 'errors'), ('latency_ms', 'latency'), ('score', 'score'), ('queue', 'queue')):
            for series in self.prometheus.ask('query_range', query=f'{metric}{{service="{self.service}"}}', start=self.begun, end=self.ended, step=1)['result']:
                for at, value in series['values']:
                    lines.append((at, {'metric': name, 'role': series['metric']['role'], 'value': 'NaN' if value == 'NaN' else float(value), 'requests': None}))
        told = pathlib.Path(self.scene.cluster.home) / f'{self.service}.samples'
        said = lambda at: datetime.datetime.fromtimestamp(at, datetime.timezone.utc).isoformat(timespec='milliseconds').replace('+00:00', 'Z')
        told.write_text(''.join(json.dumps({'at': said(at), **line}) + '\n' for at, line in sorted(lines, key=lambda x: x[0])))
        done = subprocess.run([self.scene.cluster.maestro, '--json', 'policy', 'evaluate', '--policy', str(self.policy), '--service', self.service, '--samples', str(told)],
                              capture_output=True, text=True, timeout=60)
        if done.returncode:
            raise Short(self.scene.title(f'evaluate: {done.stderr}'))
        series = json.loads(done.stdout)
        when = lambda text: datetime.datetime.fromisoformat(text.replace('Z', '+00:00')).timestamp()
        return ([(when(i['at']), i['gate'], i['verdict']) for i in series['items']], [(when(d['at']), d['verdict']) for d in series['decisions']])

    def same_failure(self, gate, turned):
        """The gate fails as the controller did: this one, after the turn for the worse, by the time of the abort."""
        items, decisions = self.verdicts()
        failing = [(at, name) for at, name, verdict in items if verdict == 'fail']
        self.scene.want(failing, f'{gate} fails in policy evaluate too', items[-8:])
        self.scene.same({name for _, name in failing}, {gate}, 'the same gate and no other')
        self.scene.want(all(at >= turned - 1 for at, _ in failing), 'no sooner than the turn for the worse', (turned, failing[:1]))
        self.scene.want(any(verdict == 'rollback' for _, verdict in decisions), 'policy evaluate asks for the rollback', decisions[-3:])
        fired = self.prometheus.ask('query', query=f'max_over_time(ALERTS{{alertname="GateFailing",service="{self.service}",gate="{gate}"}}[1m])')['result']
        self.scene.want(fired, 'the rule written for the gate fired')


def passes(release):
    """All well: the phase lasts as long as it has to, then the update goes through."""
    release.begin()
    release.stays(3, 'the phase lasts')
    release.scene.until(lambda r, s: s.get('phase') == 'Healthy' and s.get('stableRS') == s.get('currentPodHash'), 'the update went through', 40)
    release.scene.want(all(run['status']['phase'] == 'Successful' for run in release.runs()), 'every analysis passed', [r['status'] for r in release.runs()])


def twobounds(release):
    """Between the bounds, NaN and nothing at all keep it waiting; over the second bound it is aborted."""
    release.begin()
    for value, what in ((.03, 'between the bounds'), ('NaN', 'NaN'), (None, 'no sample')):
        release.set('errors', value)
        release.stays(6, what)
    turned = time.time()
    release.set('errors', .1)
    release.aborted('errors')
    release.same_failure('errors', turned)


def baseline(release):
    """Compared with the stable pods: worse is waited for, no stable is no verdict, twice as slow is an abort."""
    release.begin()
    release.set('latency_ms', 130)
    release.stays(6, 'slower than allowed')
    release.set('latency_ms', None, 'stable')
    release.set('latency_ms', 900)
    release.stays(5, 'nothing to compare with')
    release.set('latency_ms', 130)
    time.sleep(2)
    release.set('latency_ms', 100, 'stable')
    release.stays(3, 'compared again')
    turned = time.time()
    release.set('latency_ms', 250)
    release.aborted('latency')
    release.same_failure('latency', turned)


def inarow(release):
    """Three failures in a row are a failure; many single ones are not, as the controller's own limit would have it."""
    release.begin()
    release.set('queue', None)                                  # meanwhile nothing may go on
    release.set('score', [.9, .99, .99])
    release.stays(12, 'one bad look in three')
    failed = max(m.get('failed', 0) for r in release.runs() for m in r['status']['metricResults'])
    release.scene.same(failed, 0, 'no look was counted as a failure')
    turned = time.time()
    release.set('score', .9)
    release.aborted('score')
    release.same_failure('score', turned)


def counted(release):
    """Failures of another gate, which is not in force itself: single ones abort nothing, four in a row do."""
    release.begin()
    release.set('errors', [.001, .1])
    release.stays(7, 'every other look is bad')
    turned = time.time()
    release.set('errors', .1)
    release.aborted('breaker')
    release.same_failure('breaker', turned)


def patient(release):
    """A gate that asks for no rollback never aborts; it lets nothing through either."""
    release.begin()
    release.set('queue', 50)
    release.stays(8, 'a long queue')
    release.set('queue', 2)
    release.scene.until(lambda r, s: s.get('phase') == 'Healthy' and s.get('stableRS') == s.get('currentPodHash'), 'the update went through', 40)


def swap(release, bad='latency_ms', gate='latency'):
    """Blue/green: nothing is switched while a gate holds, and after the switch a failure goes back."""
    for name in ('active', 'preview'):
        release.scene.service(name)
    release.begin(strategy={'blueGreen': {'activeService': 'active', 'previewService': 'preview'}})
    release.set(bad, None)
    old = release.scene.status()['blueGreen']['activeSelector']
    active = lambda: release.scene.status()['blueGreen'].get('activeSelector')
    time.sleep(9)                                               # longer than the preview has to last
    release.scene.same(active(), old, 'not switched without data')
    release.set(bad, 100)
    release.scene.until(lambda r, s: s['blueGreen'].get('activeSelector') == s['currentPodHash'], 'the switch', 30)
    release.scene.until(lambda r, s: len(release.runs()) == 2, 'the analysis after the switch', 20)
    turned = time.time()
    release.set(bad, 250)
    release.aborted(gate)
    release.scene.until(lambda r, s: s['blueGreen'].get('activeSelector') == old, 'the old version serves again', 20)
    release.same_failure(gate, turned)


def watched(release):
    """No weights in the policy: the Rollout's own steps, and an analysis beside them all the time."""
    release.begin(strategy={'canary': {'steps': [{'setWeight': 25}, {'pause': {}}]}})
    for value, what in ((.03, 'between the bounds'), ('NaN', 'NaN')):
        release.set('errors', value)
        time.sleep(5)
        status = release.scene.status()
        release.scene.want(not status.get('abort') and status['currentStepIndex'] == 1, f'waits at its own pause: {what}', status.get('message'))
    turned = time.time()
    release.set('errors', .1)
    release.aborted('errors')
    release.same_failure('errors', turned)


def silence(release):
    """A Prometheus that does not answer keeps the update waiting, longer than the controller's own patience with errors."""
    release.begin('--prometheus', f'http://127.0.0.1:{controlplane.free_ports(1)[0]}')
    release.stays(58, 'no Prometheus')
    measured = [m for r in release.runs() for m in r['status'].get('metricResults', [])]
    release.scene.want(measured and max(m.get('consecutiveError', 0) for m in measured) >= 5, 'five errors in a row', measured[:1])


STRATEGIES = {'swap': 'swap', 'watched': 'watched', 'counted': 'counting'}
STORIES = {f.__name__: f for f in (silence, twobounds, baseline, inarow, swap, watched, counted, passes, patient)}


def stories(cluster, folder, names):
    tally, exporter, folder = Tally(), Exporter(), pathlib.Path(folder)
    policy, rules = folder / 'policy.yaml', folder / 'rules.yaml'
    prometheus = Prometheus(folder, f'127.0.0.1:{exporter.server.server_port}', rules)
    services = ''.join(f'  - {{name: {name}, strategy: {STRATEGIES.get(name, "quick")}, workload: {{kind: Rollout, namespace: {name}, name: web}}}}\n' for name in STORIES)
    policy.write_text(POLICY.format(prometheus=prometheus.url, services=services))
    written = subprocess.run([cluster.maestro, 'policy', 'analysis-template', str(policy), '--rules'], capture_output=True, text=True, timeout=30)
    rules.write_text(written.stdout)
    checked = subprocess.run(['promtool', 'check', 'rules', str(rules)], capture_output=True, text=True, timeout=30)
    tally.want(checked.returncode == 0 and 'SUCCESS' in checked.stdout, 'promtool check rules', checked.stdout + checked.stderr)
    with prometheus, concurrent.futures.ThreadPoolExecutor(len(STORIES)) as pool:
        list(pool.map(lambda n: play(cluster, tally, n, lambda: STORIES[n](Release(Scene(cluster, tally, n, 'web'), exporter, prometheus, policy))), names))
        bad = [r for g in prometheus.ask('rules')['groups'] for r in g['rules'] if r['health'] != 'ok']
        tally.want(not bad, 'every rule can be evaluated', bad[:2])
    print(f'{tally.held} held, {len(tally.short)} short')
    return 1 if tally.short else 0


def lacking():
    """What is not here, in words; nothing: all is."""
    if controlplane.missing():
        return 'the control plane is not built: tests/controlplane/controlplane.py build'
    for program in ('prometheus', 'promtool'):
        if not shutil.which(program):
            return f'{program} is not installed'
    return ''


def main(argv):
    build, *names = argv
    if why := lacking():
        return skipped(why)
    return played('policy', controlplane.ControlPlane, str(pathlib.Path(build) / 'bin' / 'maestro'), True, lambda cluster, folder: stories(cluster, folder, names or list(STORIES)))


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
