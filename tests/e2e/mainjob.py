#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole main job through the accessibility bus alone, in a real X server against the sandbox: find a rollout, read it, abort it with a
reason, see the outcome and the journal row.    mainjob.py BUILD_DIR [SCREENSHOT]"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import desktop

REASON = 'p95 doubled on the canary'
RETURN, DOWN = 0xff0d, 0xff54
held, short = 0, []


def want(holds, what, found=None):
    global held
    if holds:
        held += 1
    else:
        short.append(what)
        print(f'  SHORT  {what}' + ('' if found is None else f'\n         found {found!r}'), flush=True)
    return bool(holds)


def until(look, seconds=20):
    end = time.monotonic() + seconds
    while not (seen := look()) and time.monotonic() < end:
        time.sleep(.2)
    return seen


class Cli:
    def __init__(self, program, kubeconfig, home):
        self.start, self.env = [program, '--kubeconfig', kubeconfig, '--json'], dict(os.environ, MAESTRO_HOME=str(home))

    def __call__(self, *args):
        done = subprocess.run([*map(str, self.start), *args], env=self.env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        try:
            return json.loads(done.stdout)
        except ValueError:
            return {'kind': 'nothing', 'exit': done.returncode, 'said': done.stderr[-300:]}


def at_a_gate(cli):
    """A canary that waits for somebody."""
    def look():
        for item in cli('list', '-A').get('items', []):
            if item.get('phase') == 'Paused' and item.get('strategy') == 'canary' and not item.get('aborted') and (item.get('step') or {}).get('index'):
                return item
        return None
    return until(look, 30)


def find_it(bus, rollout):
    """From the Fleet page to the Rollout page: filter, Down to the row, Return."""
    if not want(bus.find('Fleet', role='table', seconds=30) is not None, 'the window opens on the fleet'):
        return False
    want(until(lambda: any(rollout['name'] in ' '.join(r) for r in bus.rows('Fleet', 1))), f'{rollout["name"]} is in the table', bus.rows('Fleet', 1)[:3])
    want(bus.type('Filter', rollout['name']), 'the filter takes text')
    rows = until(lambda: [r for r in bus.rows('Fleet', 1) if rollout['name'] in r[0]] if len(bus.rows('Fleet', 1)) < 8 else None) or []
    want(rows, 'the filter leaves the rollout', bus.rows('Fleet', 1)[:4])
    bus.tried(lambda: bus.find('Filter').queryComponent().grabFocus())
    time.sleep(.3)
    bus.key(DOWN)                                            # from the filter into the table
    for _ in range(6):
        time.sleep(.4)
        if rollout['name'] in bus.selected('Fleet'):
            break
        bus.key(DOWN)
    want(rollout['name'] in bus.selected('Fleet'), 'Down reaches the row', bus.selected('Fleet'))
    bus.key(RETURN)
    return want(until(lambda: rollout['name'] in bus.text('Rollout summary', seconds=1)), 'Return opens the rollout', bus.text('Rollout summary', seconds=1))


def read_it(bus, rollout, document):
    percent = lambda value: 'unknown' if value is None else f'{value} %'
    for name, field in (('Wanted weight', 'wanted'), ('Recorded weight', 'recorded'), ('Observed weight', 'observed')):
        value = (document.get('weight') or {}).get(field)
        want(until(lambda: percent(value) in bus.text(name, seconds=1), 5), f'{name} says {percent(value)}, as the command line does', bus.text(name, seconds=1))
    want('live' in bus.text('Data age'), 'the data is live', bus.text('Data age'))
    want(bus.rows('Timeline'), 'the timeline has entries')
    want(len(bus.rows('Revisions')) == len(document.get('revisions') or []), 'as many revisions as the command line tells', bus.rows('Revisions'))
    for verb in ('Promote', 'Promote fully', 'Skip step', 'Abort', 'Retry', 'Pause', 'Resume', 'Restart', 'Roll back'):
        button = bus.find(verb, seconds=3)
        if not want(button is not None, f'there is a button {verb}'):
            continue
        key = {'Promote fully': 'promote-full', 'Roll back': 'rollback', 'Skip step': 'skip-step'}.get(verb, verb.lower())
        allowed = (document.get('allowed') or {}).get(key, {}).get('allowed')
        want(bus.enabled(button) == allowed, f'{verb} is {"possible" if allowed else "not possible"}, as the command line says')
        want(allowed or button.description, f'{verb} says why it is not possible')


def abort_it(bus, cli, rollout):
    title, button = f'Abort {rollout["namespace"]}/{rollout["name"]}', f'Abort {rollout["name"]}'
    want(bus.press('Abort', role='push button'), 'Abort is pressed')
    want(bus.find(title) is not None, 'the guard names verb and object')
    confirm = bus.find(button, role='push button')
    want(confirm is not None and not bus.enabled(confirm), 'it cannot be confirmed without a reason')
    want(len(bus.text('Effect')) > 20, 'the effect is told in words', bus.text('Effect'))
    want('/status' in bus.text('Exact request') and '"test"' in bus.text('Exact request').replace("'", '"'), 'the exact request, with its tests', bus.text('Exact request')[:90])
    want(bus.press('Cancel', role='push button') and until(lambda: bus.find(title, seconds=0) is None), 'Cancel closes the guard')
    want(not cli('-n', rollout['namespace'], 'get', rollout['name']).get('aborted'), 'and nothing was sent')
    bus.press('Abort', role='push button')
    bus.find(title)
    want(bus.type('Reason', REASON), 'a reason is given')
    for _ in range(2):                                       # pressing may bring up what has to be typed
        field = bus.find('Confirmation', seconds=1)
        if field is not None:
            quoted = re.findall(r'[“"\'`]([^”"\'`]+)[”"\'`]', field.description or '')
            bus.type('Confirmation', quoted[0] if quoted else (field.description or '').split()[-1])
        time.sleep(1)
        bus.press(button, role='push button', seconds=3)
        if until(lambda: bus.find(title, seconds=0) is None, 3):
            break
    want(bus.find(title, seconds=0) is None, 'confirmed')
    want(until(lambda: 'observed' in bus.text('Outcome', seconds=1), 30), 'the outcome is observed', bus.text('Outcome', seconds=1))
    document = cli('-n', rollout['namespace'], 'get', rollout['name'])
    want(document.get('aborted') is True and document.get('phase') == 'Degraded', 'the command line sees it aborted', document.get('phase'))
    want(until(lambda: bus.find('Retry', seconds=1) is not None and bus.enabled(bus.find('Retry'))), 'Retry is possible now')


def prove_it(bus, cli, rollout, home):
    want(bus.press('Journal'), 'the Journal page is opened')
    rows = until(lambda: [r for r in bus.rows('Journal', 2) if REASON in ' '.join(r)]) or []
    want(rows and rollout['name'] in ' '.join(rows[0]), 'the journal shows what and why', bus.rows('Journal', 1)[:2])
    verified = cli('journal', 'verify')
    want(verified.get('state') == 'valid' and verified.get('openIntents') == [], 'the journal verifies', verified)
    verifier = pathlib.Path(__file__).parents[1] / 'support/verifyjournal.py'
    if verifier.exists():
        done = subprocess.run([sys.executable, verifier, home / 'journal'], capture_output=True, text=True)
        want(done.returncode == 0, 'the independent verifier agrees', done.stdout + done.stderr)


def annotated(bus, cli, rollout):
    """What was done stands on Grafana, once, told by the window alone, and the window reads it there."""
    of_action = lambda: [i for i in cli('grafana', 'annotations', '--service', rollout['name']).get('items', []) if 'maestro' in i['tags']]
    found = until(of_action) or []
    want(len(found) == 1 and {'abort', 'applied', f'namespace:{rollout["namespace"]}'} <= set(found[0]['tags']) and any(t.startswith('action:') for t in found[0]['tags']),
         'Grafana has one annotation of the action, with its tags', found)
    want(bus.press('SLO and gates', role='push button'), 'the page SLO and gates is opened')
    want(until(lambda: ' ago' in bus.text('State of Grafana', seconds=1) and 'NOT' not in bus.text('State of Grafana', seconds=1)), 'Grafana was read', bus.text('State of Grafana', seconds=1))
    want(until(lambda: any('Service SLO' in ' '.join(r) for r in bus.rows('Boards', 1))), 'its boards are listed', bus.rows('Boards', 1))
    bus.press('Read Grafana again', role='push button')
    want(until(lambda: any(REASON in ' '.join(r) for r in bus.rows('Annotations', 1))), 'the annotation is listed', bus.rows('Annotations', 1)[:3])
    time.sleep(2)
    want(len(of_action()) == 1, 'and none came twice', of_action())


def main(build):
    programs = pathlib.Path(build).resolve() / 'bin'
    desktop.start_session()
    with tempfile.TemporaryDirectory(prefix='maestro-e2e-') as folder:
        folder = pathlib.Path(folder)
        kubeconfig, home = folder / 'kubeconfig', folder / 'home'
        log = open(folder / 'log', 'wb')
        sandbox = desktop.child([programs / 'maestro-sandbox', '--scenario', 'fleet', '--seed', '1', '--port', '0', '--grafana', '--kubeconfig-out', kubeconfig], stdout=log, stderr=log)
        grafana = lambda: re.search(r'service grafana (\S+)', (folder / 'log').read_text())
        if not want(until(lambda: kubeconfig.exists() and grafana()), 'the sandbox runs', (folder / 'log').read_text()[-300:]):
            return
        cli = Cli(programs / 'maestro', kubeconfig, home)
        connections = home / 'config' / 'connections.yaml'
        for made in (home, connections.parent):
            made.mkdir(mode=0o700)
        connections.touch(mode=0o600)
        connections.write_text(f'audit: {{grafana: {{url: "{grafana().group(1)}"}}}}\n')
        rollout = at_a_gate(cli)
        if not want(rollout, 'the sandbox has a canary at a gate', cli('list', '-A')):
            return
        cli.start += ['--context', rollout['context']]
        console = desktop.child([programs / 'maestro-console', '--kubeconfig', kubeconfig, '--theme', 'light'], env=cli.env, stdout=log, stderr=log)
        bus = desktop.Bus()
        try:
            if find_it(bus, rollout):
                read_it(bus, rollout, cli('-n', rollout['namespace'], 'get', rollout['name']))
                abort_it(bus, cli, rollout)
                annotated(bus, cli, rollout)
                prove_it(bus, cli, rollout, home)
        finally:
            want(console.poll() is None, 'the window is still there', f'ended with {console.returncode}: {(folder / "log").read_text()[-400:]}')
            for process in (console, sandbox):
                process.kill()
                process.wait()


if __name__ == '__main__':
    desktop.settle_in(__file__)
    main(sys.argv[1])
    print(f'{held} held, {len(short)} short')
    sys.exit(1 if short else 0)
