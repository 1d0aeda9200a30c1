#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Assistants that ask at every moment, also for what was there a moment ago, while pages and dialogs come and go: the window stays.
curious.py BUILD_DIR [SECONDS] [SEED]"""
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

import desktop

ESCAPE = 0xff1b
PAGES = ('Fleet', 'Rollout', 'SLO and gates', 'Triage', 'Rollback options', 'Drills', 'Journal', 'Connections')


def ask(bus, node, chance, depth=0):
    """Walks down by chance and asks each node more than it has. Returns how many were asked."""
    children = bus.tried(lambda: node.childCount) or 0
    for question in (node.getRoleName, node.getState, lambda: node.name, lambda: node.description, lambda: node.parent, node.getIndexInParent,
                     lambda: node.queryComponent().getExtents(bus.spi.DESKTOP_COORDS), lambda: node.queryText().getText(0, -1),
                     lambda: node.queryTable().getAccessibleAt(children, 1), lambda: node.getRelationSet()):
        if chance.random() < .4:
            bus.tried(question)
    asked = 1
    for index in chance.sample(range(children + 3), min(children + 3, 9)) if depth < 25 else ():
        child = bus.tried(lambda: node.getChildAtIndex(index))
        if child is not None:
            asked += ask(bus, child, chance, depth + 1)
    return asked


def assistant(seed, seconds):
    bus, chance, asked = desktop.Bus(), random.Random(seed), 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        root = bus.registry.getDesktop(0)
        for index in range(root.childCount):
            application = bus.tried(lambda: root.getChildAtIndex(index))
            if application is not None and 'maestro' in (bus.tried(lambda: application.name) or '').lower():
                asked += ask(bus, application, chance)
    print(asked)


def person(bus, window, chance, end):
    """Goes from page to page, opens dialogs and leaves them. Returns how often."""
    done = 0
    while time.monotonic() < end and window.poll() is None:
        if chance.random() < .6:
            bus.press(chance.choice(PAGES), role='push button', seconds=0)
        else:
            bus.press(chance.choice(('Abort', 'Promote', 'Roll back', 'Owed and learned', 'Verify')), role='push button', seconds=0)
            time.sleep(chance.random())
            bus.key(ESCAPE)
        done += 1
    return done


def main(build, seconds='20', seed='1'):
    programs, chance = pathlib.Path(build).resolve() / 'bin', random.Random(int(seed))
    desktop.start_session()
    with tempfile.TemporaryDirectory(prefix='maestro-e2e-') as folder:
        folder = pathlib.Path(folder)
        log = open(folder / 'log', 'wb')
        sandbox = desktop.child([programs / 'maestro-sandbox', '--scenario', 'fleet', '--seed', seed, '--port', '0', '--kubeconfig-out', folder / 'kubeconfig'], stdout=log, stderr=log)
        while not (folder / 'kubeconfig').exists() and sandbox.poll() is None:
            time.sleep(.1)
        window = desktop.child([programs / 'maestro-console', '--kubeconfig', folder / 'kubeconfig', '--size', '1180x700'], env=dict(os.environ, MAESTRO_HOME=str(folder / 'home')), stdout=log, stderr=log)
        bus = desktop.Bus()
        if bus.find('Fleet', role='table', seconds=30) is None:
            sys.exit(f'no window: {(folder / "log").read_text()[-400:]}')
        bus.click_cell('Fleet', bus.rows('Fleet')[0][0])
        end = time.monotonic() + int(seconds)
        assistants = [subprocess.Popen([sys.executable, '-B', __file__, 'assistant', str(int(seed) * 10 + n), seconds], stdout=subprocess.PIPE, text=True) for n in range(2)]
        deeds = person(bus, window, chance, end)
        asked = sum(int(each.communicate()[0] or 0) for each in assistants)
        state = window.poll()
        for process in (window, sandbox):
            process.kill()
            process.wait()
        print(f'{asked} controls asked, {deeds} deeds, seed {seed}: ' + ('the window is still there' if state is None else f'THE WINDOW ENDED with {state}: {(folder / "log").read_text()[-400:].strip()}'))
        return 0 if state is None and asked > 200 and deeds > 3 else 1


if __name__ == '__main__':
    if sys.argv[1] == 'assistant':
        assistant(int(sys.argv[2]), int(sys.argv[3]))
        sys.exit()
    desktop.settle_in(__file__)
    sys.exit(main(*sys.argv[1:]))
