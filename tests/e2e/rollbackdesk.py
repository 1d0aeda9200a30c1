#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rollback desk through the accessibility bus alone: every way side by side, a script taken through the guard, its outcome, evidence and
journal row; the script ran once.    rollbackdesk.py BUILD_DIR [SCREENSHOT]"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import desktop
from mainjob import Cli, short, until, want

REASON = 'errors doubled since the deploy'
POLICY = '''apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {{name: desk}}
environments: [{{name: prod, connection: {context}}}]
services: [{{name: maestro-ui, workload: {{kind: Rollout, namespace: maestro, name: maestro-ui}}}}]
rollback:
  order: {{prod: [flow, script, argo]}}
  providers:
    - {{name: script, type: tool, argv: [{folder}/back.sh, "{{{{good_tag}}}}", "{{{{reason}}}}"]}}
    - {{name: argo, type: argo}}
    - {{name: flow, type: github-actions, repo: team/shop, workflow: cd-rollback.yml, ref: main}}
'''


def look_at_them(bus):
    want(bus.find('Ways back', role='push button', seconds=60) is not None, 'the Rollout page offers the ways back')
    want(until(lambda: 'live' in bus.text('Data age', seconds=1), 30), 'the data is live')
    want(bus.press('Ways back', role='push button'), 'they are asked for')
    rows = until(lambda: [r for r in bus.rows('Ways back, best first', 1) if len(r) > 4 and r[1]], 40) or []
    want([r[0].split()[1] for r in rows] == ['flow:', 'script:', 'argo:'], 'in the order of the policy', rows)
    want([r[1] for r in rows] == ['not usable', 'usable', 'usable'], 'usable or not, in words', rows)
    want(rows and 'github' in rows[0][4], 'and why not', rows[:1])
    want(until(lambda: 'replicaSets' in bus.text('Last known good', seconds=1)), 'the last known good, and who says so', bus.text('Last known good'))
    want(until(lambda: 'back.sh' in bus.text('Exact call', seconds=1)), 'the first usable one is chosen, with its exact call', bus.text('Exact call'))


def take_it(bus, folder):
    button = 'Roll back maestro-ui'
    want(until(lambda: bus.press('Take this way…', role='push button', seconds=1)), 'it is taken')
    want(bus.find(button, role='push button', seconds=40) is not None, 'the guard opens')
    want('back.sh' in bus.text('Exact request'), 'and shows the command', bus.text('Exact request'))
    want(not (folder / 'ran').exists(), 'nothing ran yet')
    bus.type('Reason', REASON)
    want(bus.type('Confirmation', 'maestro-ui'), 'what has to be typed')
    want(until(lambda: bus.enabled(bus.find(button, role='push button', seconds=1))), 'it can be confirmed')
    time.sleep(.8)                                           # the guard takes no click before
    until(lambda: not bus.press(button, role='push button', seconds=0))      # again and again, until it is gone
    want(until(lambda: 'observed' in bus.text('Outcome', seconds=1), 60), 'the outcome is observed', bus.text('Outcome', seconds=1))


def main(build, picture):
    build = pathlib.Path(build).resolve()
    programs = build / 'bin'
    desktop.start_session()
    with tempfile.TemporaryDirectory(prefix='maestro-desk-') as name:
        folder = pathlib.Path(name)
        home, kubeconfig = folder / 'home', folder / 'kubeconfig'
        desktop.child([programs / 'maestro-sandbox', '--scenario', 'fleet', '--user', 'admin', '--kubeconfig-out', kubeconfig], stdout=subprocess.DEVNULL)
        until(kubeconfig.exists)
        for part in ('', 'config', 'config/policies'):
            (home / part).mkdir(mode=0o700)
        script = folder / 'back.sh'
        script.write_text(f'#!/bin/sh\necho "$1 $2" >> {folder}/ran\necho gone back\n', encoding='utf-8')
        script.chmod(0o700)
        cli = Cli(programs / 'maestro', kubeconfig, home)
        policy = home / 'config/policies/desk.yaml'
        policy.write_text(POLICY.format(context='prod-us-east-1', folder=folder), encoding='utf-8')
        policy.chmod(0o600)
        window = desktop.child([programs / 'maestro-console', '--kubeconfig', kubeconfig, '--context', 'prod-us-east-1', 'maestro/maestro-ui'], env=dict(os.environ, MAESTRO_HOME=str(home)))
        bus = desktop.Bus()
        look_at_them(bus)
        if picture:
            subprocess.run(['import', '-window', 'root', picture], check=False)
        take_it(bus, folder)
        want((folder / 'ran').read_text() == f'v5.1.1 {REASON}\n' if (folder / 'ran').exists() else False, 'the script ran once, with what was shown')
        records = cli('journal', 'list').get('records', [])
        want([r['type'] for r in records if r['verb'] == 'rollback'] == ['intent', 'sent', 'outcome'], 'intent, start and outcome are in the journal', records)
        kept = [json.loads(f.read_text()) for f in (home / 'state/evidence/rollbacks').glob('*.json')]
        want(len(kept) == 1 and kept[0]['run']['output'] == ['gone back'], 'its output is evidence', kept and kept[0].get('run'))
        window.terminate()
        window.wait(20)
    print(f'{len(short)} short')
    return 1 if short else 0


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    desktop.settle_in(__file__)
    sys.exit(main(sys.argv[1], (sys.argv + [''])[2]))
