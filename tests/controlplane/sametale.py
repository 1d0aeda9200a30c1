# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `maestro get --json` must say, read anew from the objects that kubectl shows. Shares nothing with the product but the contract."""
import time

REVISION = 'rollout.argoproj.io/revision'
HASH = 'rollouts-pod-template-hash'
CANARY = 'nginx.ingress.kubernetes.io/canary'


def phase(rollout):
    status, generation = rollout.get('status', {}), rollout['metadata']['generation']
    observed = status.get('observedGeneration', '')
    if observed.isdigit() and int(observed) < generation:
        return 'Progressing'
    if status.get('controllerPause') and not status.get('pauseConditions'):
        return 'Progressing'
    return status.get('phase')


def step(rollout):
    steps = rollout['spec']['strategy'].get('canary', {}).get('steps')
    if not steps:
        return None
    index = rollout['status'].get('currentStepIndex')
    current = next(iter(steps[index])) if index is not None and index < len(steps) else None
    return {'index': index, 'count': len(steps), 'kind': current}


def wanted(rollout):
    status, canary = rollout['status'], rollout['spec']['strategy'].get('canary')
    if status.get('abort'):
        return 0
    if canary is None:
        return 100 if status['blueGreen'].get('activeSelector') == status['currentPodHash'] else 0
    steps, index = canary.get('steps') or [], status.get('currentStepIndex') or 0
    if index >= len(steps):
        return 100
    return next((s['setWeight'] for s in reversed(steps[:index + 1]) if 'setWeight' in s), 0)


def observed(scene, rollout, sets):
    status, canary = rollout['status'], rollout['spec']['strategy'].get('canary')
    current = status['currentPodHash']
    if canary is None:
        return 100 if scene.object('service', rollout['spec']['strategy']['blueGreen']['activeService'])['spec']['selector'].get(HASH) == current else 0
    if 'trafficRouting' in canary:
        if scene.object('service', canary['stableService'])['spec']['selector'].get(HASH) == current:
            return 100
        name = f'{scene.name}-{canary["trafficRouting"]["nginx"]["stableIngress"]}-canary'
        notes = {i['metadata']['name']: i['metadata'].get('annotations', {}) for i in scene.objects('ingress')}.get(name, {})
        return int(notes[f'{CANARY}-weight']) if notes.get(CANARY) == 'true' else 0
    ready = {s['metadata']['labels'][HASH]: s['status'].get('readyReplicas', 0) for s in sets}
    return ready.get(current, 0) * 100 // sum(ready.values()) if sum(ready.values()) else 0


def roles(rollout, hash_):
    status, canary = rollout['status'], 'canary' in rollout['spec']['strategy']
    if canary:
        return ['stable'] if hash_ == status.get('stableRS') else ['canary'] if hash_ == status.get('currentPodHash') else ['old']
    both = status.get('blueGreen', {})
    found = ['stable'] if hash_ == status.get('stableRS') else []
    found += ['active'] if hash_ == both.get('activeSelector') else ['preview'] if hash_ == both.get('previewSelector') else []
    return sorted(found) or ['old']


def revision(rollout, one):
    count = one.get('status', {})
    return {'number': int(one['metadata']['annotations'][REVISION]), 'roles': roles(rollout, one['metadata']['labels'][HASH]),
            'images': [c['image'] for c in one['spec']['template']['spec']['containers']],
            'replicas': {'desired': one['spec']['replicas'], 'ready': count.get('readyReplicas', 0), 'available': count.get('availableReplicas', 0)}}


def told_by_kubectl(scene):
    rollout = scene.object()
    meta, spec, status = rollout['metadata'], rollout['spec'], rollout['status']
    sets = [s for s in scene.objects('replicasets') if any(o['uid'] == meta['uid'] for o in s['metadata'].get('ownerReferences', []))]
    weights = status.get('canary', {}).get('weights')
    return {
        'workload': 'Rollout', 'namespace': scene.ns, 'name': scene.name, 'uid': meta['uid'], 'resourceVersion': meta['resourceVersion'],
        'generation': meta['generation'], 'strategy': 'canary' if 'canary' in spec['strategy'] else 'blueGreen', 'phase': phase(rollout),
        'aborted': status.get('abort', False), 'promotingFull': status.get('promoteFull', False), 'pausedBySpec': spec.get('paused', False),
        'step': step(rollout), 'analysis': [],
        'weight': {'wanted': wanted(rollout), 'recorded': weights['canary']['weight'] if weights else None, 'observed': observed(scene, rollout, sets), 'max': 100},
        'replicas': {'desired': spec['replicas'], 'updated': status.get('updatedReplicas', 0), 'ready': status.get('readyReplicas', 0),
                     'available': status.get('availableReplicas', 0)},
        'revisions': {s['metadata']['labels'][HASH]: revision(rollout, s) for s in sets},
        'age': 'live',
    }


def told_by_maestro(document):
    """The same fields of a Rollout document; what is not there stays away, so that it shows."""
    told = {k: document[k] for k in ('workload', 'namespace', 'name', 'uid', 'resourceVersion', 'generation', 'strategy', 'phase', 'aborted', 'promotingFull',
                                     'pausedBySpec', 'analysis', 'replicas') if k in document}
    one = document.get('step')
    told['step'] = one and {'index': one.get('index'), 'count': one.get('count'), 'kind': (one.get('current') or {}).get('kind')}
    told['weight'] = {k: v for k, v in (document.get('weight') or {}).items() if k in ('wanted', 'recorded', 'observed', 'max')}
    told['revisions'] = {r.get('hash'): {k: sorted(v) if k == 'roles' else v for k, v in r.items() if k in ('number', 'roles', 'images', 'replicas')}
                         for r in document.get('revisions') or []}
    told['age'] = (document.get('age') or {}).get('state')
    return told


def agree(scene, when, allowed=(), forbidden=(), seconds=15):
    """Both tell the same, and what may be done now is what it should be. The cluster moves, so they may take a few looks."""
    if not scene.cluster.maestro:
        return None
    end = time.monotonic() + seconds
    while True:
        before = told_by_kubectl(scene)
        code, document, said = scene.run('get', scene.name)
        after = told_by_kubectl(scene)
        mine = told_by_maestro(document or {})
        if mine == after or time.monotonic() > end and before == after:
            break
        if time.monotonic() > end + seconds:
            break
        time.sleep(.3)
    document = document or {}
    scene.want(code == 0 and document.get('kind') == 'Rollout', f'{when}: get: exit 0 and one Rollout', (code, said))
    for field, value in after.items():
        scene.want(mine.get(field) == value, f'{when}: {field} as kubectl shows it: {value!r}', mine.get(field))
    may = document.get('allowed') or {}
    for verb in allowed:
        scene.want((may.get(verb) or {}).get('allowed') is True, f'{when}: {verb} is allowed', may.get(verb))
    for verb in forbidden:
        answer = may.get(verb) or {}
        scene.want(answer.get('allowed') is False and answer.get('reason'), f'{when}: {verb} is not allowed, with the reason', answer)
    return document
