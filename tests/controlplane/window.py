# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One console on a cluster under test, with a home of its own."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

import desktop
from cluster import Short

VERIFIER = pathlib.Path(__file__).resolve().parents[1] / 'support' / 'verifyjournal.py'


class Window:
    """One console with a home, and so a journal, of its own; a later one may inherit it. With a bus it is in an X server and can be read and pressed."""

    def __init__(self, cluster, build, folder, name, policy=None, opened=None, bus=None, theme='light'):
        self.cluster, self.home, self.bus = cluster, pathlib.Path(folder) / name, bus
        (self.home / 'config' / 'policies').mkdir(parents=True, exist_ok=True)
        if policy:
            shutil.copy(policy, self.home / 'config' / 'policies')
        env = {k: v for k, v in os.environ.items() if not k.startswith('MAESTRO_') and k != 'KUBECONFIG'}
        env |= {'MAESTRO_HOME': str(self.home)} | ({} if bus else {'QT_QPA_PLATFORM': 'offscreen'})
        with open(self.home / 'log', 'ab') as log:
            self.process = desktop.child([build / 'bin' / 'maestro-console', '--kubeconfig', cluster.kubeconfig, '--context', cluster.context, '--theme', theme,
                                          *([opened] if opened else [])], env=env, stdout=log, stderr=log)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def records(self, ns, **wanted):
        code, document, said = self.cluster.run('journal', 'list', home=str(self.home))
        if code:
            raise Short(f'journal list: {said}')
        return [r for r in document['records'] if r['namespace'] == ns and all(r.get(k) == v for k, v in wanted.items())]

    def until_said(self, name, text, seconds=60):
        end = time.monotonic() + seconds
        while text not in (said := self.bus.text(name, seconds=1)):
            if time.monotonic() > end:
                raise Short(f'{name} never said {text!r}; last {said!r}')
            time.sleep(.2)
        return said

    def on_disk(self):
        """Every record of the Journal as it was written."""
        for segment in sorted((self.home / 'journal').glob('*.jsonl')):
            for line in segment.read_bytes().splitlines():
                yield json.loads(line.split(b'\t')[0])

    def verified(self, tally):
        """By the product and by somebody who shares nothing with it."""
        found = self.cluster.run('journal', 'verify', home=str(self.home))[1] or {}
        tally.want(found.get('state') == 'valid' and not found.get('openIntents'), 'the journal verifies, with no open intent', found)
        done = subprocess.run([sys.executable, '-B', VERIFIER, self.home / 'journal'], capture_output=True, text=True)
        tally.want(done.returncode == 0, 'the independent verifier agrees', done.stdout + done.stderr)
