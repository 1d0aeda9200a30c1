#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The decision board through the accessibility bus, against the sandbox whose new version crashes: it is opened, says what the command
line says, hears of a signal that the command line sets, takes one and a decision, and nothing of it is lost to kill -9.
decisionboard.py BUILD_DIR [SCREENSHOT]"""
import pathlib
import re
import subprocess
import sys
import tempfile

import desktop
from mainjob import Cli, short, until, want

POLICY = '''apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {name: shop, version: 1}
services:
  - name: cart
    workload: {kind: Rollout, namespace: shop, name: cart}
    health: [{name: public, url: "PAGE/svc/{{namespace}}/{{name}}/health", expect: {status: 200, json: {status: up}}}]
signals:
  - {name: complaints, kind: counter}
  - {name: security_breach, kind: flag}
decisions:
  immediate_any: [{id: breach, when: {signal: security_breach}}]
  rollback_any:
    - {id: health-3m, when: {health: public, failing_for: ">3m", after_change: true}}
    - {id: pods-bad, when: {any: [{builtin: crash-loop}, {builtin: readiness-failing}]}}
  hold_any: [{id: deps-degraded, when: {dependency_flag: known-degraded}}]
  conflict: ask
'''


def story(bus, cli, console, picture):
    signal = lambda verb, name: cli('signal', verb, name, '--service', 'cart', '--reason', 'as was agreed in the call')
    said = lambda name: bus.text(name, seconds=1)
    if not want(until(lambda: 'cart' in said('Rollout summary'), 40), 'the rollout is open', said('Rollout summary')):
        return
    want(until(lambda: cli('decisions', '--service', 'cart').get('rule') == 'pods-bad', 60), 'the command line says why', cli('decisions', '--service', 'cart'))
    want(until(lambda: bus.press('Decision board', role='push button', seconds=1), 40), 'the page has a button for the board')
    if not want(bus.find('Decision board shop/cart') is not None, 'it opens the board'):
        return
    want(until(lambda: 'pods-bad' in said('Recommendation'), 60), 'the window says the same', said('Recommendation'))
    want(until(lambda: said('Condition pods-bad').startswith('met'), 60), 'the condition is met', said('Condition pods-bad'))
    want(said('Condition health-3m'), 'the timer is there', said('Condition health-3m'))
    want(said('Condition breach') == 'not met', 'nobody said so', said('Condition breach'))
    if picture:
        subprocess.run(['import', '-window', 'root', picture], check=False)
    want(signal('set', 'known-degraded').get('kind') == 'SignalList', 'the command line sets a signal')
    want(until(lambda: 'Conflict' in said('Recommendation'), 60), 'the window hears of it: a conflict', said('Recommendation'))
    want(not bus.enabled(bus.find('Set signal')), 'nothing is set without a reason')
    want(bus.type('Reason', 'customer 17 cannot pay'), 'a reason is given')
    want(until(lambda: bus.enabled(bus.find('Set signal', seconds=1))) and bus.press('Set signal'), 'a signal is set in the window')
    counted = lambda: [i for i in cli('signal', 'list', '--service', 'cart').get('items', []) if i['name'] == 'complaints' and i['value'] == 1]
    want(until(counted), 'the command line counts it', cli('signal', 'list', '--service', 'cart'))
    want(bus.type('Reason', 'the database comes first'), 'why we hold')
    want(until(lambda: bus.enabled(bus.find('Decide: hold', seconds=1))) and bus.press('Decide: hold'), 'the decision is made')
    want(until(lambda: 'Journal' in said('Outcome')), 'it is said to be recorded', said('Outcome'))
    console.kill()
    console.wait()
    decided = [r for r in cli('journal', 'list').get('records', []) if r['type'] == 'decision']
    want(len(decided) == 1 and decided[0]['verb'] == 'hold' and decided[0]['reason'] == 'the database comes first', 'the decision is on disk', decided)
    want(cli('journal', 'verify').get('state') == 'valid', 'the journal verifies')
    # Between its first two crashes a pod runs for a moment.
    want(until(lambda: cli('decisions', '--service', 'cart').get('verdict') == 'conflict', 60), 'and what was said stands', cli('decisions', '--service', 'cart').get('verdict'))


def main(build, picture=None):
    programs = pathlib.Path(build).resolve() / 'bin'
    desktop.start_session()
    with tempfile.TemporaryDirectory(prefix='maestro-e2e-') as folder:
        folder = pathlib.Path(folder)
        kubeconfig, home, log = folder / 'kubeconfig', folder / 'home', folder / 'log'
        with open(log, 'wb') as out:
            sandbox = desktop.child([programs / 'maestro-sandbox', '--scenario', 'crash-loop', '--port', '0', '--kubeconfig-out', kubeconfig], stdout=out, stderr=out)
            page = until(lambda: re.search(r'metrics (http://\S+)', log.read_text()) if kubeconfig.exists() else None)
            if not want(page, 'the sandbox runs', log.read_text()[-300:]):
                return
            policies = home / 'config' / 'policies'
            policies.mkdir(parents=True)
            (policies / 'shop.yaml').write_text(POLICY.replace('PAGE', page.group(1)))
            cli = Cli(programs / 'maestro', kubeconfig, home)
            console = desktop.child([programs / 'maestro-console', '--kubeconfig', kubeconfig, '--theme', 'dark', '--size', '1440x900', 'shop/cart'], env=cli.env, stdout=out, stderr=out)
            try:
                story(desktop.Bus(), cli, console, picture)
            finally:
                for process in (console, sandbox):
                    process.kill()
                    process.wait()


if __name__ == '__main__':
    desktop.settle_in(__file__)
    main(*sys.argv[1:3])
    print(f'{len(short)} short')
    sys.exit(1 if short else 0)
