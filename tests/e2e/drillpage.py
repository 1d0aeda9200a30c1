#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A drill by pointer and keys alone, in a real X server against the sandbox: the page is opened with F7, the guard read, filled and confirmed, the
steps watched to the end, times and verdict compared with the Journal; a second run is ended by kill -9, and the page of the next
window says so, and what was left.    drillpage.py BUILD_DIR [FOLDER FOR PICTURES]"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import desktop
from mainjob import Cli, short, until, want

F7 = 0xffc4
SCENARIO = '''name: drill
clusters:
- name: staging-1
  namespaces: [shop]
  rollouts:
  - {name: cart, namespace: shop, strategy: canary, replicas: 4, versions: [v1], since: 1d, steps: [{setWeight: 75}, {pause: {}}]}
  behaviours:
  - {service: cart, version: v2-bad, errorRate: 0.3, p95Ms: 900}
  - {service: cart, version: v3-bad, errorRate: 0.3, p95Ms: 900}
'''
POLICY = '''apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {{name: rehearsals, version: 1}}
environments: [{{name: staging, connection: staging-1, drill: true}}]
services:
  - {{name: cart, workload: {{kind: Rollout, namespace: shop, name: cart}}, health: [{{name: public, url: "{page}/svc/shop/cart/health", every: 1s, timeout: 2s, expect: {{status: 200}}}}]}}
drills:
  - name: bad-canary
    every: 1mo
    environments: [staging]
    targets: {{detection: 1m, decision: 1m, recovery: 2m}}
    steps:
      - {{native: set-image, tag: "{{{{bad_tag}}}}", timeout: 60s}}
      - {{wait: {{health: public, failing_for: ">4s"}}, timeout: 60s}}
      - {{native: abort, timeout: 60s}}
      - {{assert: [evidence-record, audit-event]}}
      - {{append_note: staging-release-notes}}
'''
PASSED = ['Set image v2-bad', 'Wait until public fails', 'Abort what the drill deployed', 'public is well again', 'Evidence record exists', 'Audit event is on record', 'Line in the notes staging-release-notes']


class Page:
    """The page Drills of one window, and whoever sits before it; `place` is the connection and the namespace that it runs in."""

    def __init__(self, bus, pictures, want, place):
        self.bus, self.pictures, self.want, self.place = bus, pictures, want, place

    def picture(self, name):
        if self.pictures:
            subprocess.run(['import', '-window', 'root', pathlib.Path(self.pictures) / f'{name}.png'], check=False)

    def said(self, name):
        return self.bus.text(name, seconds=1)

    def steps(self):
        return [[cell.strip() for cell in row] for row in self.bus.rows('Steps of the drill', 1)]

    def opens(self):
        self.want(self.bus.find('Fleet', role='table', seconds=30) is not None, 'the window opens')
        self.bus.click('Filter')                             # without a window manager keys go where one clicked
        self.want(until(lambda: self.bus.key(F7) or self.bus.find('Run drill…', role='push button', seconds=1) is not None), 'F7 opens the page')
        return self.want(until(lambda: any('bad-canary' in ' '.join(r) for r in self.bus.rows('Drills', 1)), 30), 'the drill of the policy is listed', self.bus.rows('Drills', 1))

    def field(self, name, text):
        """Clicked, and typed into."""
        self.want(self.bus.click(name, role='text'), f'{name} can be clicked')
        return self.want(self.bus.type(name, text, role='text'), f'{name} takes text')

    def asks(self, tag):
        """The guard: opened by a click, filled, and what it says read; it is not confirmed yet."""
        self.want(until(lambda: self.bus.find('Run drill bad-canary', role='dialog', seconds=0) is not None or self.bus.click('Run drill…', role='push button', seconds=1) and self.bus.find('Run drill bad-canary', role='dialog', seconds=3) is not None),
             'a click opens the guard')
        run = lambda: self.bus.find('Run drill', role='push button', seconds=1)
        self.want(not self.bus.enabled(run()), 'it cannot be run yet')
        self.want(until(lambda: 'bad_tag' in self.said('Why it cannot be run')), 'it says what is missing', self.said('Why it cannot be run'))
        self.field('bad_tag', tag)
        self.want(until(lambda: 'reason' in self.said('Why it cannot be run').lower()), 'a reason is asked for', self.said('Why it cannot be run'))
        self.field('Reason', f'rehearsal with {tag}')
        shown = until(lambda: 'PATCH' in self.said('What is run') and self.said('What is run')) or ''
        self.want(f':{tag}' in shown, 'the request is shown to the letter', shown[:600])
        self.want(all(name in shown for name in self.place), 'and where it goes', shown[:200])
        self.want(not self.bus.enabled(run()), 'not without the name of the environment')
        self.field('Confirmation', 'production')
        time.sleep(1)
        self.want(not self.bus.enabled(run()), 'not with the name of another')
        self.field('Confirmation', 'staging')
        self.want(until(lambda: self.bus.enabled(run())), 'it can be run', self.said('Why it cannot be run'))
        return shown

    def confirms(self):
        self.want(self.bus.click('Run drill', role='push button'), 'it is confirmed by a click')
        self.want(until(lambda: self.bus.find('Run drill bad-canary', role='dialog', seconds=0) is None), 'the guard closes')
        self.want(until(lambda: any('running' in row[0] for row in self.steps()) and self.bus.enabled(self.bus.find('Stop drill', seconds=1))), 'the run is on the page', self.steps())


def image(cli):
    return cli('-n', 'shop', 'get', 'cart').get('image', '')


def seconds(text):
    """Of a stopwatch, 0:07."""
    found = re.fullmatch(r'(\d+):(\d\d)', text)
    return int(found[1]) * 60 + int(found[2]) if found else None


def runs_of(cli):
    """What the Journal has of drills: the last record of each run."""
    last = {}
    for record in cli('journal', 'list').get('records', []):
        if record['verb'] == 'drill':
            last.setdefault(record['id'], []).append(record)
    return last


def whole_run(page, cli, home):
    before = cli('-n', 'shop', 'get', 'cart')
    want('never run' in ' '.join(page.bus.rows('Drills', 1)[0]), 'it was never run', page.bus.rows('Drills', 1))
    want(page.said('Drill clock') == '–' and page.said('Recovery') == '–', 'what was not measured is no number', page.said('Drill clock'))
    shown = page.asks('v2-bad')
    page.picture('guard')
    want(not cli('journal', 'list').get('records'), 'nothing was done so far')
    want(cli('-n', 'shop', 'get', 'cart').get('resourceVersion') == before.get('resourceVersion'), 'the rollout is untouched')
    page.confirms()
    want(until(lambda: (page.steps() or [['']])[0][0] == '✓ passed', 40), 'the image is set', page.steps())
    page.picture('under-way')
    want(seconds(page.said('Drill clock')) is not None, 'the clock runs', page.said('Drill clock'))
    want(not page.bus.enabled(page.bus.find('Run drill…', seconds=1)), 'no second one meanwhile')
    want(until(lambda: 'passed' in page.said('Message of the drill'), 90), 'it passes, and the page says so', (page.said('Message of the drill'), page.steps()))
    page.picture('passed')
    steps = page.steps()
    want([row[1] for row in steps] == PASSED and all(row[0] == '✓ passed' for row in steps), 'every step, in words', steps)
    document = (cli('drill', 'list').get('items') or [{}])[0].get('last') or {}
    for name, key in (('Detection', 'detectionMs'), ('Decision', 'decisionMs'), ('Recovery', 'recoveryMs')):
        want(document.get(key) is not None and seconds(page.said(name)) == document[key] // 1000, f'{name} is that of the command line', (page.said(name), document.get(key)))
    want((seconds(page.said('Decision')) or 0) >= 4, 'the probe had to fail for four seconds', page.said('Decision'))
    want(until(lambda: 'passed' in ' '.join(page.bus.rows('Past drills', 1)[:1][0] if page.bus.rows('Past drills', 1) else [])), 'it is among the past ones', page.bus.rows('Past drills', 1))
    want('due by' in ' '.join(page.bus.rows('Drills', 1)[0]), 'the next one is due later', page.bus.rows('Drills', 1))
    splits = page.bus.find('Splits')
    want(splits is not None and 'Detect' in (splits.description or '') and 'running' not in splits.description, 'the splits are told in words', splits and splits.description)
    rollout = cli('-n', 'shop', 'get', 'cart')
    want(rollout.get('aborted') is True, 'the rollout is aborted', rollout.get('phase'))
    want([r['verb'] for r in reversed(cli('journal', 'list').get('records', [])) if r['type'] == 'intent'] in (['set-image', 'abort'], ['abort', 'set-image']), 'two actions are in the Journal')
    body = re.search(r'^(\[.*\])$', shown, re.M)
    want(body and 'v2-bad' in body[1], 'the guard showed a JSON patch', shown)
    notes = home / 'state/notes/staging-release-notes.md'
    want(notes.exists() and 'bad-canary' in notes.read_text(), 'the line in the notes', list((home / 'state').glob('notes/*')))


def in_the_journal(page):
    want(page.bus.click('Journal', role='push button'), 'the page Journal is opened')
    rows = lambda: [' '.join(r) for r in page.bus.rows('Journal', 1)]
    want(until(lambda: any('Abort' in r and 'v2-bad' in r for r in rows())), 'it has the abort and its reason', rows()[:6])
    want(any('drill' in r.lower() for r in rows()), 'and the drill', rows()[:6])
    page.picture('journal')
    page.bus.key(F7)


def killed_run(page, cli, console):
    page.asks('v3-bad')
    page.confirms()
    want(until(lambda: len(page.steps()) > 1 and page.steps()[1][0] == '▶ running', 40), 'it waits for the failure', page.steps())
    console.kill()
    console.wait()


def after_the_kill(page, cli):
    past = lambda: [' '.join(r) for r in page.bus.rows('Past drills', 1)]
    want(until(lambda: past() and 'interrupted' in past()[0] and 'passed' in past()[-1]), 'the page says that it was interrupted', past())
    page.picture('interrupted')
    steps = page.steps()
    want(steps and 'running' not in ' '.join(row[0] for row in steps), 'nothing is said to run', steps)
    want(steps and [row[0].split()[-1] for row in steps[:3]] == ['passed', 'interrupted', 'skipped'], 'step by step', steps)
    want('left' in page.said('Message of the drill') + page.said('About this drill'), 'and that something may be left', (page.said('About this drill'), page.said('Message of the drill')))
    want(not page.bus.enabled(page.bus.find('Stop drill')), 'there is nothing to stop')
    want(page.said('Drill clock') == '–', 'its clock does not go on', page.said('Drill clock'))
    time.sleep(3)
    want(not cli('-n', 'shop', 'get', 'cart').get('aborted'), 'and nothing goes on by itself')
    want(len([r for r in cli('journal', 'list').get('records', []) if r['type'] == 'intent' and r['verb'] == 'abort']) == 1, 'no second abort')
    verified = cli('journal', 'verify')
    want(verified.get('state') == 'valid', 'the journal verifies', verified)


def main(build, pictures=None):
    programs = pathlib.Path(build).resolve() / 'bin'
    desktop.start_session()
    with tempfile.TemporaryDirectory(prefix='maestro-e2e-') as folder:
        folder = pathlib.Path(folder)
        kubeconfig, home, log = folder / 'kubeconfig', folder / 'home', folder / 'log'
        (folder / 'drill.yaml').write_text(SCENARIO)
        with open(log, 'wb') as out:
            sandbox = desktop.child([programs / 'maestro-sandbox', '--scenario', folder / 'drill.yaml', '--port', '0', '--kubeconfig-out', kubeconfig], stdout=out, stderr=out)
            address = until(lambda: re.search(r'metrics (http://\S+)', log.read_text()) if kubeconfig.exists() else None)
            if not want(address, 'the sandbox runs', log.read_text()[-300:]):
                return
            for made in (home, home / 'config', home / 'config/policies'):
                made.mkdir(mode=0o700)
            policy = home / 'config/policies/rehearsals.yaml'
            policy.write_text(POLICY.format(page=address[1]))
            policy.chmod(0o600)
            cli = Cli(programs / 'maestro', kubeconfig, home)
            bus = desktop.Bus()
            page = Page(bus, pictures, want, ('staging-1', 'shop'))
            opened = lambda theme: desktop.child([programs / 'maestro-console', '--kubeconfig', kubeconfig, '--theme', theme, '--size', '1440x900'], env=cli.env, stdout=out, stderr=out)
            console = opened('light')
            try:
                if page.opens():
                    whole_run(page, cli, home)
                    in_the_journal(page)
                    killed_run(page, cli, console)
                    console = opened('dark')
                    if page.opens():
                        after_the_kill(page, cli)
                want(console.poll() is None, 'the window is still there', log.read_text()[-400:])
            finally:
                for process in (console, sandbox):
                    process.kill()
                    process.wait()


if __name__ == '__main__':
    desktop.settle_in(__file__)
    main(*sys.argv[1:3])
    print(f'{len(short)} short')
    sys.exit(1 if short else 0)
