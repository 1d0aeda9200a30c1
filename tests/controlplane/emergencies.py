# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Past the gates and back: what an emergency takes out of the strategy is owed, and put back as it was."""
from stories import journal, steps

ANALYSIS = {'templates': [{'templateName': 'success'}], 'args': [{'name': 'service', 'value': 'web'}]}
TEMPLATE = {'apiVersion': 'argoproj.io/v1alpha1', 'kind': 'AnalysisTemplate', 'metadata': {'name': 'success'}, 'spec': {
    'args': [{'name': 'service'}], 'metrics': [{'name': 'success', 'interval': '1m', 'initialDelay': '10m', 'successCondition': 'result[0] > 0.9',
                                                'provider': {'prometheus': {'address': 'http://127.0.0.1:9', 'query': 'up'}}}]}}


def owed(scene):
    code, duties, said = scene.run('duty', 'list')
    scene.same(code, 0, f'duty list: {said}')
    return [d for d in (duties or {}).get('items', []) if (d.get('namespace'), d.get('name')) == (scene.ns, scene.name)]


def emergencies(scene):
    scene.create(TEMPLATE)
    canary = lambda: scene.object()['spec']['strategy']['canary']
    scene.make({'canary': {'steps': steps(25, 50), 'analysis': ANALYSIS}})
    scene.set_image('app:v2')
    scene.gate(1)
    if not scene.cluster.maestro:
        return
    before = canary()
    off = scene.act('disable-analysis', '--within', '2h')
    scene.same({'analysis': ANALYSIS, **canary()}, before, 'disable-analysis: only the analysis went')
    scene.want('analysis' not in canary(), 'disable-analysis: it went', canary())
    scene.same([d.get('id') for d in owed(scene)], [off.get('id')], 'it is owed')
    scene.gate(1)
    if scene.cluster.real:
        runs = lambda: scene.objects('analysisruns.argoproj.io')
        scene.until(lambda *_: runs() and all(r['spec'].get('terminate') or r['status'].get('phase') not in ('Running', 'Pending', None) for r in runs()), 'no AnalysisRun goes on')
    scene.act('restore-analysis')
    scene.same(canary(), before, 'restore-analysis: exactly what was there')
    scene.same(owed(scene), [], 'nothing is owed')
    scene.act('restore-analysis', exit_code=3)
    scene.gate(1)

    v2 = scene.status()['currentPodHash']
    scene.act('set-weight-100', observe='60s')
    scene.healthy()
    scene.same((scene.status()['stableRS'], canary()['steps']), (v2, [{'setWeight': 100}]), 'set-weight-100: v2 serves everybody')
    scene.same(len(owed(scene)), 1, 'the steps are owed')
    scene.act('restore-steps')
    scene.same(canary(), before, 'restore-steps: exactly what was there')
    scene.healthy()
    scene.same((scene.status()['stableRS'], scene.status()['currentPodHash']), (v2, v2), 'restore-steps: v2 goes on serving')
    scene.same(owed(scene), [], 'nothing is owed')
    journal(scene)


FACTS = {'emergencies': emergencies}
