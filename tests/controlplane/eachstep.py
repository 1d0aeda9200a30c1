# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A suite that the policy wants at each step: Promote waits for it gate by gate, a new revision wants it anew, and a way back never waits."""
import pathlib
import tempfile

from stories import steps

POLICY = '''apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {{name: each-step, version: 1}}
services: [{{name: web, workload: {{kind: Rollout, namespace: {ns}, name: web}}, strategy: phased}}]
strategies:
  - {{name: phased, kind: canary, phases: [{{name: first, weight: "25%"}}, {{name: full, ladder: ["50%", "100%"], validate_each_step: smoke}}]}}
suites: [{{name: smoke, env: {{DIR: "{folder}"}}, run: [[./look.sh, "{{{{revision}}}}"]]}}]
'''
LOOK = '#!/bin/sh\necho "$1" >> "$DIR/ran"\n[ -e "$DIR/fine" ]\n'


def eachstep(scene):
    scene.make({'canary': {'steps': steps(25, 50)}})
    scene.set_image('app:v2')
    scene.gate(1)
    if not scene.cluster.maestro:
        return
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / 'policy.yaml').write_text(POLICY.format(ns=scene.ns, folder=folder), encoding='utf-8')
        (folder / 'look.sh').write_text(LOOK, encoding='utf-8')
        (folder / 'look.sh').chmod(0o700)
        said = ['--policy', str(folder / 'policy.yaml')]
        writes = lambda: len(scene.cluster.writes(scene.ns, scene.name))
        promote = lambda: scene.run(*said, *scene.order('promote'))

        code, _, why = promote()
        scene.same(code, 0, f'the first phase wants no suite: {why}')
        scene.gate(3)
        before = writes()
        code, refused, why = promote()
        scene.want(code == 3 and 'smoke' in (refused or {}).get('message', ''), 'the second does: Promote is refused', (code, refused, why))
        code, run, why = scene.run(*said, 'suite', 'run', 'smoke', '--service', 'web', '--yes')
        scene.same((code, (run or {}).get('state'), (run or {}).get('step')), (1, 'failed', 3), f'it fails at this step: {why}')
        scene.want(promote()[0] == 3, 'Promote is refused still')
        (folder / 'fine').touch()
        code, run, why = scene.run(*said, 'suite', 'retry', (run or {}).get('id', ''), '--yes')
        scene.same((code, (run or {}).get('state'), [i['attempt'] for i in (run or {}).get('items', [])]), (0, 'passed', [2]), f'it passes when tried again: {why}')
        scene.same(writes(), before, 'nothing of all that was written to the cluster')

        scene.set_image('app:v3')
        scene.gate(1)
        scene.same(promote()[0], 0, 'another revision begins anew')
        scene.gate(3)
        code, refused, why = promote()
        scene.want(code == 3 and 'smoke' in (refused or {}).get('message', ''), 'what passed on the one before opens nothing', (code, refused, why))
        code, late, why = scene.run(*said, 'suite', 'retry', (run or {}).get('id', ''), '1', '--yes')
        scene.want(code == 3 and (late or {}).get('code') == 'changed', 'nor is the old run tried again on it', (code, late, why))
        code, run, why = scene.run(*said, 'suite', 'run', 'smoke', '--service', 'web', '--yes')
        scene.same((code, (run or {}).get('state')), (0, 'passed'), f'it passes on this one: {why}')
        scene.same(promote()[0], 0, 'Promote goes')
        scene.healthy()
        scene.same((folder / 'ran').read_text().split(), ['2', '2', '3'], 'the script ran once for each attempt, and heard the revision')
        scene.set_image('app:v4')
        scene.gate(1)
        scene.same(promote()[0], 0, 'once more')
        scene.gate(3)
        code, aborted, why = scene.run(*said, *scene.order('abort'))
        scene.same(code, 0, f'a way back waits for no suite: {why}')


FACTS = {'eachstep': eachstep}
