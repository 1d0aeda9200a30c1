# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole releases by the command line alone: after each step, kubectl and `maestro get --json` tell the same."""
import time

from cluster import REASON
from sametale import CANARY, HASH, agree


def steps(*weights):
    return [s for w in weights for s in ({'setWeight': w}, {'pause': {}})]


def refuses(scene):
    """What must not happen, at a gate: nothing leaves, nothing is changed, and the exit says why."""
    if not scene.cluster.maestro:
        return {}
    version = scene.object()['metadata']['resourceVersion']
    for why, code, order, context in (
            ('without a reason', 2, ['promote', scene.name, '--yes'], None),
            ('with a reason of five characters', 2, scene.order('promote', reason='short'), None),
            ('without --yes and without a terminal', 2, ['promote', scene.name, '--reason', REASON], None),
            ('with an unknown flag', 2, scene.order('promote', '--no-such-flag'), None),
            ('with an unknown context', 2, scene.order('promote'), 'no-such-context'),
            ('expecting another revision', 3, scene.order('promote', '--expect-revision', '77'), None),
            ('expecting another step', 3, scene.order('promote', '--expect-step', '3'), None),
            ('expecting another hash', 3, scene.order('promote', '--expect-hash', 'ffffffffff'), None),
            ('retrying what was not aborted', 3, scene.order('retry'), None),
            ('as somebody who may only look', 4, scene.order('promote'), 'viewer')):
        found, document, said = scene.run(*order, context=context)
        scene.want(found == code and (document or {}).get('kind') in ('Outcome', 'Error'), f'{why}: exit {code}', (found, said, document))
    found, document, said = scene.run('get', 'no-such-rollout')
    scene.want(found == 1 and (document or {}).get('code') == 'notFound', 'a rollout that does not exist: exit 1, notFound', (found, document, said))
    found, plan, said = scene.run('plan', 'promote', scene.name)
    scene.want(found == 0 and (plan or {}).get('kind') == 'Plan' and plan.get('allowed') is True, 'plan: exit 0, allowed', (found, said, plan))
    scene.same(scene.object()['metadata']['resourceVersion'], version, 'plans and refusals change nothing: resourceVersion')
    return plan or {}


def planned_is_sent(scene, plan):
    """The audit log of a real server holds exactly the body that the plan showed."""
    if scene.cluster.real and plan:
        last = scene.cluster.writes(scene.ns, scene.name)[-1]
        sent = [(last['requestURI'].split('?')[0], last.get('requestObject'))]
        scene.same(sent, [(r['path'].split('?')[0], r['body']) for r in plan.get('requests', [])], 'promote: sent is what was planned')
        scene.want('fieldManager=maestro-console' in last['requestURI'], 'promote: fieldManager', last['requestURI'])


def basic_canary(scene):
    scene.make({'canary': {'steps': steps(25, 50)}})
    v1 = scene.status()['stableRS']
    agree(scene, 'v1 healthy', ['restart', 'pause'], ['promote', 'abort', 'retry', 'resume', 'promote-full', 'skip-step'])
    scene.act('promote', exit_code=3)
    scene.set_image('app:v2')
    scene.gate(1)
    agree(scene, 'v2 at gate 1', ['promote', 'promote-full', 'skip-step', 'abort', 'pause', 'rollback'], ['retry', 'resume'])
    plan = refuses(scene)
    outcome = scene.act('promote')
    planned_is_sent(scene, plan)
    scene.want((outcome.get('before') or {}).get('step', {}).get('index') == 1, 'promote: before says step 1', outcome.get('before'))
    scene.gate(3)
    agree(scene, 'v2 at gate 3', ['promote', 'abort'], ['retry'])
    scene.act('pause')
    scene.same(scene.object()['spec'].get('paused'), True, 'pause: spec.paused')
    agree(scene, 'paused by hand', ['resume'], ['pause'])
    scene.act('resume')
    scene.same(scene.object()['spec'].get('paused', False), False, 'resume: spec.paused')
    scene.act('abort')
    scene.want(scene.status().get('abort') and scene.status().get('phase') == 'Degraded', 'abort: the controller has aborted', scene.status().get('phase'))
    v2 = scene.status()['currentPodHash']
    scene.until(lambda r, s: not scene.pods(v2) and s.get('updatedReplicas', 0) == 0 and s.get('availableReplicas') == 4, 'no canary pod after the abort')
    agree(scene, 'v2 aborted', ['retry'], ['promote', 'abort'])
    scene.act('retry')
    scene.gate(1)
    scene.act('skip-step')
    scene.gate(3)
    agree(scene, 'v2 after the skipped step', ['promote'])
    if scene.cluster.maestro:                                   # the way back of an update in flight is to abort it
        scene.act('rollback')
        scene.same(scene.status().get('abort'), True, 'rollback of an update in flight: aborted')
        scene.act('retry')
        scene.gate(1)
    scene.act('promote-full', observe='60s')
    scene.healthy()
    scene.same(scene.status()['stableRS'], v2, 'promote-full: v2 is stable')
    agree(scene, 'v2 healthy', ['rollback', 'restart'], ['promote', 'abort'])
    scene.act('rollback')
    scene.gate(1)
    template = scene.object()['spec']['template']
    scene.same((template['spec']['containers'][0]['image'], HASH in template['metadata']['labels']), ('app:v1', False), 'rollback: old template, no hash label')
    scene.same(scene.status()['currentPodHash'], v1, 'rollback: the old ReplicaSet serves again')
    agree(scene, 'back to v1, first gate', ['promote-full'])
    scene.act('promote-full', observe='60s')
    scene.healthy()
    scene.act('restart', observe='60s')
    scene.until(lambda r, s: r['spec'].get('restartAt') and s.get('restartedAt') == r['spec']['restartAt'] and s.get('phase') == 'Healthy', 'restarted')
    agree(scene, 'restarted')
    journal(scene)


def nginx_canary(scene):
    for name in ('stable', 'canary'):
        scene.service(name)
    scene.create({'apiVersion': 'networking.k8s.io/v1', 'kind': 'Ingress', 'metadata': {'name': 'front'}, 'spec': {
        'ingressClassName': 'nginx', 'rules': [{'host': 'shop.example', 'http': {'paths': [
            {'path': '/', 'pathType': 'Prefix', 'backend': {'service': {'name': 'stable', 'port': {'number': 80}}}}]}}]}})
    scene.make({'canary': {'canaryService': 'canary', 'stableService': 'stable', 'steps': steps(10, 60),
                           'trafficRouting': {'nginx': {'stableIngress': 'front'}}}})
    agree(scene, 'v1 healthy', [], ['promote', 'abort'])
    weight = lambda: scene.object('ingress', f'{scene.name}-front-canary')['metadata']['annotations'][f'{CANARY}-weight']
    scene.set_image('app:v2')
    scene.gate(1)
    scene.same(weight(), '10', 'gate 1: the router sends 10')
    agree(scene, 'v2 at gate 1', ['promote', 'abort'], ['retry'])
    scene.act('promote')
    scene.gate(3)
    scene.same(weight(), '60', 'gate 3: the router sends 60')
    agree(scene, 'v2 at gate 3', ['promote'])
    scene.act('abort')
    scene.same(weight(), '0', 'abort: when it is called applied, the router sends 0')
    counts = scene.status()['canary']['weights']
    scene.same((counts['canary']['weight'], counts['stable']['weight']), (0, 100), 'abort: recorded weights (O22)')
    scene.want(scene.pods(scene.status()['currentPodHash']), 'abort: canary pods stay for a while (O22)')
    agree(scene, 'v2 aborted', ['retry'], ['promote'])
    scene.act('retry')
    scene.gate(1)
    scene.same(weight(), '10', 'retry: the router sends 10 again')
    scene.act('rollback', '--to-revision', '1')
    scene.healthy()
    scene.same((scene.object()['spec']['template']['spec']['containers'][0]['image'], weight()), ('app:v1', '0'), 'rollback to stable: old template, weight 0')
    agree(scene, 'back on v1', [], ['abort'])
    time.sleep(1.2)
    scene.set_image('app:v3')
    scene.gate(1)
    scene.act('promote-full', observe='60s')
    scene.healthy()
    agree(scene, 'v3 healthy')
    journal(scene)


def blue_green(scene):
    for name in ('active', 'preview'):
        scene.service(name)
    scene.make({'blueGreen': {'activeService': 'active', 'previewService': 'preview', 'autoPromotionEnabled': False, 'scaleDownDelaySeconds': 60}})
    v1 = scene.status()['stableRS']
    behind = lambda service: scene.object('service', service)['spec']['selector'].get(HASH)
    agree(scene, 'v1 healthy', [], ['promote', 'abort', 'skip-step'])
    scene.set_image('app:v2')
    scene.gate()
    v2 = scene.status()['currentPodHash']
    scene.same((behind('active'), behind('preview')), (v1, v2), 'before the switch: what is behind active and preview')
    agree(scene, 'v2 in preview', ['promote', 'promote-full', 'abort'], ['retry', 'skip-step'])
    scene.act('promote')
    scene.healthy()
    scene.same(behind('active'), v2, 'promote: v2 is active')
    agree(scene, 'v2 active', ['rollback'], ['promote'])
    begun = time.monotonic()
    scene.act('rollback')
    scene.until(lambda *_: behind('active') == v1, 'v1 active again')
    scene.want(time.monotonic() - begun < 10, 'rollback inside the scale-down delay is a switch, not a release (O18)', time.monotonic() - begun)
    scene.healthy()
    agree(scene, 'v1 active again')
    time.sleep(1.2)
    scene.set_image('app:v3')
    scene.gate()
    scene.act('abort')
    scene.same(behind('active'), v1, 'abort: v1 stays active')
    agree(scene, 'v3 aborted', ['retry'], ['promote'])
    scene.act('retry')
    scene.gate()
    scene.act('promote-full', observe='60s')
    scene.healthy()
    agree(scene, 'v3 active')
    journal(scene)


def journal(scene):
    """Every action has an intent and an outcome, with who and why; the chain holds."""
    if not scene.cluster.maestro:
        return
    code, document, said = scene.run('journal', 'list')
    records = [r for r in (document or {}).get('records', []) if (r.get('namespace'), r.get('name')) == (scene.ns, scene.name)]
    scene.want(code == 0 and records, 'journal list', (code, said))
    for verb, reason, action in scene.done:
        mine = {r['type']: r for r in records if r['id'] == action}
        for kind in ('intent', 'outcome'):
            one = mine.get(kind, {})
            scene.same((one.get('verb'), one.get('reason')), (verb, reason), f'journal: {kind} of {verb}')
            scene.want((one.get('actor') or {}).get('server') and (one.get('actor') or {}).get('os'), f'journal: who did {verb}', one.get('actor'))
        scene.same(mine.get('outcome', {}).get('state'), 'applied', f'journal: state of {verb}')
    code, document, said = scene.run('journal', 'verify')
    scene.same((code, (document or {}).get('state')), (0, 'valid'), 'journal verify')


STORIES = {'canary': basic_canary, 'nginx': nginx_canary, 'bluegreen': blue_green}
