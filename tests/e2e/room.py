#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever can be pressed or written into has a place of its own: on every page and some dialogs, in windows of several sizes, no two of them overlap.
room.py BUILD_DIR"""
import os
import pathlib
import sys
import tempfile
import time

import desktop
from mainjob import Cli, at_a_gate

ESCAPE = 0xff1b
SIZES = ('1440x900', '1280x800', '1100x700')
PAGES = ('Fleet', 'Rollout', 'SLO and gates', 'Triage', 'Rollback options', 'Drills', 'Journal', 'Connections')
DIALOGS = (('Rollout', 'Abort'), ('Rollout', 'Emergency'), ('Journal', 'Owed and learned'), ('Journal', 'Evidence of days'), ('Fleet', 'Keyboard shortcuts'), ('Fleet', 'Reference'))
PRESSED = ('push button', 'toggle button', 'check box', 'radio button', 'combo box', 'text', 'entry', 'spin button', 'link')


def shared(a, b):
    x, y, right, bottom = max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
    return (x, y, right, bottom) if right - x > 1 and bottom - y > 1 else None


def places(bus, node, clip, found):
    """Every control that is shown, cut to what its parents let through; what stands inside another control belongs to it."""
    box = bus.tried(lambda: node.queryComponent().getExtents(bus.spi.DESKTOP_COORDS))
    if box is not None and box.width > 0:
        own = (box.x, box.y, box.x + box.width, box.y + box.height)
        clip = shared(own, clip) if clip else own
        if clip is None:
            return
    role = bus.tried(node.getRoleName)
    if role in PRESSED and clip:
        found.append((role, bus.tried(lambda: node.name) or '', clip))
        return
    if role in ('table', 'list', 'tree'):
        return
    for index in range(min(bus.tried(lambda: node.childCount) or 0, 300)):
        child = bus.tried(lambda: node.getChildAtIndex(index))
        if child is not None and bus.has(child, bus.spi.STATE_SHOWING):
            places(bus, child, clip, found)


def overlapping(bus):
    """(what overlaps, how many controls were looked at), window by window: a dialog may stand over its window."""
    said, looked = [], 0
    root = bus.registry.getDesktop(0)
    for application in [a for a in (bus.tried(lambda: root.getChildAtIndex(i)) for i in range(root.childCount)) if a is not None]:
        if 'maestro' not in (bus.tried(lambda: application.name) or '').lower():
            continue
        for window in [w for w in (bus.tried(lambda: application.getChildAtIndex(i)) for i in range(application.childCount)) if w is not None]:
            found = []
            if bus.has(window, bus.spi.STATE_SHOWING):
                places(bus, window, None, found)
            looked += len(found)
            said += [f'{a[1] or a[0]} and {b[1] or b[0]} by {common[2] - common[0]} x {common[3] - common[1]}'
                     for i, a in enumerate(found) for b in found[i + 1:] if (common := shared(a[2], b[2]))]
    return said, looked


def look(bus, where):
    """Twice, since pages are laid out anew as their data come: only what stays counts."""
    time.sleep(.5)
    said, looked = overlapping(bus)
    if said:
        time.sleep(1)
        again, looked = overlapping(bus)
        said = [one for one in again if one in said]
    for one in said:
        print(f'  SHORT  {where}: {one}', flush=True)
    return len(said), looked


def walk(programs, folder, rollout, size):
    short, looked = 0, 0
    with open(folder / f'log-{size}', 'wb') as log:
        window = desktop.child([programs / 'maestro-console', '--kubeconfig', folder / 'kubeconfig', '--size', size, rollout], env=dict(os.environ, MAESTRO_HOME=str(folder / 'home')), stdout=log, stderr=log)
        bus = desktop.Bus()
        if bus.find('Rollout summary', seconds=30) is None:
            sys.exit(f'no window: {(folder / f"log-{size}").read_text()[-400:]}')
        for page, dialog in [(page, None) for page in PAGES] + list(DIALOGS):
            if not bus.press(page, role='push button'):
                sys.exit(f'no page {page}')
            time.sleep(.3)
            if dialog and not bus.press(dialog, role='push button', seconds=5):
                print(f'  SHORT  {size}: nothing opens {dialog}')
                short += 1
            some = look(bus, f'{size}, {dialog or page}')
            short, looked = short + some[0], looked + some[1]
            if dialog:
                bus.key(ESCAPE)
                time.sleep(.3)
        window.kill()
        window.wait()
    return short, looked


def main(build):
    programs = pathlib.Path(build).resolve() / 'bin'
    desktop.start_session()
    with tempfile.TemporaryDirectory(prefix='maestro-e2e-') as folder:
        folder = pathlib.Path(folder)
        with open(folder / 'log', 'wb') as log:
            sandbox = desktop.child([programs / 'maestro-sandbox', '--scenario', 'fleet', '--seed', '1', '--port', '0', '--kubeconfig-out', folder / 'kubeconfig'], stdout=log, stderr=log)
            while not (folder / 'kubeconfig').exists() and sandbox.poll() is None:
                time.sleep(.1)
            cli = Cli(programs / 'maestro', folder / 'kubeconfig', folder / 'home')
            one = at_a_gate(cli)
            done = one and cli('restart', one['name'], '-n', one['namespace'], '--yes', '--reason', 'so that the Journal has a record')
            if not done or done.get('state') != 'applied':
                sys.exit(f'the sandbox has nothing to act on: {done}')
            results = [walk(programs, folder, f'{one["namespace"]}/{one["name"]}', size) for size in SIZES]
            sandbox.kill()
            sandbox.wait()
    short, looked = (sum(column) for column in zip(*results))
    print(f'{looked} controls in {len(SIZES)} sizes looked at, {short} short')
    return 1 if short or looked < 500 else 0


if __name__ == '__main__':
    desktop.settle_in(__file__)
    sys.exit(main(*sys.argv[1:]))
