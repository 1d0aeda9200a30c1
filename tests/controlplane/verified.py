# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From an abort to verified, and what is handed over afterwards."""
import pathlib
import subprocess
import sys
import tempfile

from stories import steps

VERIFIER = pathlib.Path(__file__).resolve().parents[1] / 'support' / 'verifyjournal.py'


def states(validation):
    return {item['id']: item['state'] for item in (validation or {}).get('items', [])}


def verified(scene):
    """An update in flight is aborted and found to be gone; a bad version that got through is rolled back and found to be gone."""
    scene.make({'canary': {'steps': steps(25)}})
    v1 = scene.status()['stableRS']
    scene.set_image('app:v2')
    scene.gate(1)
    if not scene.cluster.maestro:
        return
    code, before, said = scene.run('validate', '--service', scene.name)
    scene.want(code == 7 and not before.get('verified') and states(before).get('traffic') == 'waiting', 'validate: an update in flight is not verified', (code, before, said))
    code, outcome, said = scene.run(*scene.order('abort', '--validate', '--wait', '90s'))
    validation = (outcome or {}).get('validation')
    scene.want(code == 0 and (validation or {}).get('verified') is True, 'abort --validate: verified', (code, validation, said))
    scene.same(states(validation), {'pods': 'ok', 'traffic': 'ok', 'events': 'ok'}, 'abort --validate: pods, traffic, events')
    scene.want(scene.status().get('abort') and scene.status()['stableRS'] == v1, 'verified: the first version serves', scene.status())

    scene.act('retry')
    scene.gate(1)
    scene.act('promote-full', observe='60s')
    scene.healthy()
    code, outcome, said = scene.run(*scene.order('rollback', '--to-revision', '1'))
    scene.same(code, 0, f'rollback of what was promoted: {said}')
    code, early, said = scene.run('validate', '--service', scene.name)
    scene.want(not early.get('verified') and states(early).get('traffic') in ('waiting', 'unknown'), 'validate: half of the way back is not verified', (early, said))
    scene.gate(1)
    scene.act('promote-full', observe='60s')
    code, late, said = scene.run('validate', '--service', scene.name, '--wait', '90s')
    scene.want(code == 0 and late.get('verified') is True and late.get('id') == outcome['id'], 'validate --wait: verified', (code, late, said))
    scene.same(scene.status()['stableRS'], v1, 'verified: the first version serves again')

    with tempfile.TemporaryDirectory() as folder:
        code, pack, said = scene.run('evidence', 'export', outcome['id'], folder)
        scene.want(code == 0 and not any('now.json' in m for m in pack.get('missing', [])), 'evidence export', (code, pack, said))
        code, found, said = scene.run('evidence', 'verify', pack['path'])
        scene.want(code == 0 and found.get('state') == 'valid', 'evidence verify', (code, found, said))
        done = subprocess.run([sys.executable, '-B', VERIFIER, pack['path']], capture_output=True, text=True)
        scene.want(done.returncode == 0 and done.stdout.startswith('valid'), 'the independent verifier', done.stdout + done.stderr)
        note = (pathlib.Path(pack['path']) / 'note.md').read_text()
        scene.want('v2' in note and 'v1' in note, 'the note names both versions', note)


FACTS = {'verified': verified}
