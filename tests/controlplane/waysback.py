# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Facts about the way back, about operators who are faster than the controller, and about workloads that are shown only."""
import base64
import gzip
import json
import time

from cluster import GROUP, Short
from stories import steps


def hasty_plugin(scene):
    """O11: two quick clicks on the plugin's promote pass two gates; ours pass one and refuse the other."""
    scene.make({'canary': {'steps': [{'setWeight': 25}, *[{'pause': {}}] * 6]}})
    scene.set_image('app:v2')
    scene.gate(1)
    with scene.slow_controller():
        said = [scene.plugin('promote', scene.name) for _ in (1, 2)]
        scene.same([s.endswith('promoted') for s in said], [True, True], 'O11 the plugin calls both clicks promoted')
        scene.same(scene.status()['currentStepIndex'], 2, 'O11 the second click moved the index by itself')
    scene.gate(seconds=30)
    time.sleep(1.5)
    index = scene.gate()['status']['currentStepIndex']
    scene.want(index >= 3, 'O11 two clicks of the plugin passed at least two gates', index)
    if not scene.cluster.maestro:
        return
    with scene.slow_controller():
        codes = [scene.run(*scene.order('promote', '--expect-step', str(index), observe='1s'))[0] for _ in (1, 2)]
    scene.same(codes, [7, 3], 'O11 two quick clicks of ours: applied but not seen yet, then refused')
    scene.gate(index + 1)
    time.sleep(1.5)
    scene.same(scene.status()['currentStepIndex'], index + 1, 'O11 two quick clicks of ours passed one gate')


def hasty_undo(scene):
    """O14: undo, then promote --full before the controller looked: the plugin sends nothing and says it did."""
    scene.make({'canary': {'steps': steps(25)}})
    scene.set_image('app:v2')
    scene.gate(1)
    scene.act('promote-full', observe='60s')
    stable = scene.healthy()['status']['stableRS']
    with scene.slow_controller():
        scene.plugin('undo', scene.name)
        version = scene.object()['metadata']['resourceVersion']
        said = scene.plugin('promote', scene.name, '--full')
        scene.want(said.endswith('fully promoted'), 'O14 the plugin says fully promoted', said)
        scene.same(scene.object()['metadata']['resourceVersion'], version, 'O14 the plugin sent nothing')
    scene.same(scene.gate(1)['status']['stableRS'], stable, 'O14 the old version waits at the first gate')
    if not scene.cluster.maestro:
        return
    scene.act('rollback')                                       # in flight: abort, which leaves v2 serving
    scene.act('rollback')                                       # and back to its template
    scene.healthy()
    with scene.slow_controller():
        code, _, said = scene.run(*scene.order('rollback', observe='1s'))
        scene.same(code, 7, f'O14 our rollback under a slow controller: {said}')
        version = scene.object()['metadata']['resourceVersion']
        code, outcome, said = scene.run(*scene.order('promote-full', observe='1s'))
        scene.want(code == 3 and (outcome or {}).get('message'), 'O14 our promote-full waits until the controller has looked, and says so', (code, outcome, said))
        scene.same(scene.object()['metadata']['resourceVersion'], version, 'O14 a refusal sends nothing')
    scene.gate(1)
    scene.act('promote-full', observe='60s')
    status = scene.healthy()['status']
    scene.want(status['stableRS'] == status['currentPodHash'] != stable, 'O14 once it has looked, the old version is fully promoted', status)


def twins(scene, tries=60):
    """A rollout whose first two revisions were born in the same second, the second of them stable. Asked without kubectl, which takes too much of a second."""
    labels = {'app': scene.name}
    ask = lambda *what: scene.cluster.request(*what)[1]

    def soon(look):
        end = time.monotonic() + 20
        while not (found := look()) and time.monotonic() < end:
            time.sleep(.01)
        return found

    rollouts, sets_ = f'{GROUP}/namespaces/{scene.ns}/rollouts', f'/apis/apps/v1/namespaces/{scene.ns}/replicasets'
    for _ in range(tries):
        time.sleep(1.05 - time.time() % 1)
        ask('POST', rollouts, {'apiVersion': 'argoproj.io/v1alpha1', 'kind': 'Rollout', 'metadata': {'name': scene.name}, 'spec': {
            'replicas': 2, 'selector': {'matchLabels': labels}, 'rollbackWindow': {'revisions': 3}, 'strategy': {'canary': {'steps': steps(25)}},
            'template': {'metadata': {'labels': labels}, 'spec': {'containers': [{'name': 'app', 'image': 'app:v1'}]}}}})
        soon(lambda: ask('GET', f'{rollouts}/{scene.name}').get('status', {}).get('currentPodHash'))
        scene.set_image('app:v2')
        sets = soon(lambda: len(found := ask('GET', sets_)['items']) == 2 and found) or []
        if len(sets) == 2 and len({s['metadata']['creationTimestamp'] for s in sets}) == 1:
            break
        scene.cluster.kubectl('-n', scene.ns, 'delete', 'rollouts.argoproj.io', scene.name, '--wait=true')
        scene.cluster.kubectl('-n', scene.ns, 'delete', 'replicasets', '--all', '--wait=true')
    else:
        raise Short(scene.title(f'no two revisions of the same second in {tries} tries'))
    # whether the first one became stable before the second appeared is a matter of milliseconds
    if scene.until(lambda r, s: scene.looked(r, s) and s.get('phase') in ('Healthy', 'Paused') and s['phase'], 'Healthy, or paused at the gate') == 'Paused':
        scene.act('promote-full', observe='60s')
        scene.healthy()


def same_second(scene):
    """O16: a rollback window does not see a rollback between revisions of the same second; the plan promises nothing fast."""
    twins(scene)
    if scene.cluster.maestro:
        _, plan, said = scene.run('plan', 'rollback', scene.name)
        codes = [w['code'] for w in (plan or {}).get('warnings', [])]
        scene.want('sameSecondRevisions' in codes and 'undoWithinWindow' not in codes, 'O16 the plan says that this way is slow', (codes, said))
    scene.act('rollback')
    scene.same(scene.gate(1)['status']['currentStepIndex'], 1, 'O16 undo to a revision of the same second walks the steps')


def referenced_workload(scene):
    """O20: undo of a rollout with a workloadRef, in the middle of an update and back to stable: its Deployment is what is patched."""
    labels = {'app': scene.name}
    pods = {'metadata': {'labels': labels}, 'spec': {'containers': [{'name': 'app', 'image': 'app:v1'}]}}
    scene.create({'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': scene.name}, 'spec': {
        'replicas': 0, 'selector': {'matchLabels': labels}, 'template': pods}},
        {'apiVersion': 'argoproj.io/v1alpha1', 'kind': 'Rollout', 'metadata': {'name': scene.name}, 'spec': {
            'replicas': 2, 'strategy': {'canary': {'steps': steps(25)}},
            'workloadRef': {'apiVersion': 'apps/v1', 'kind': 'Deployment', 'name': scene.name}}})
    scene.healthy()
    image = lambda: scene.object('deployments.apps')['spec']['template']['spec']['containers'][0]['image']
    code, answer, _ = scene.cluster.request('PATCH', f'/apis/apps/v1/namespaces/{scene.ns}/deployments/{scene.name}', [
        {'op': 'replace', 'path': '/spec/template/spec/containers/0/image', 'value': 'app:v2'}], 'json')
    scene.same(code, 200, f'new image of the Deployment: {answer.get("message")}')
    scene.gate(1)
    if not scene.cluster.maestro:
        return
    revision = next(s['metadata']['annotations']['rollout.argoproj.io/revision'] for s in scene.objects('replicasets')
                    if any(o['kind'] == 'Rollout' for o in s['metadata'].get('ownerReferences', [])) and s['metadata']['labels'].get('rollouts-pod-template-hash') == scene.status()['stableRS'])
    outcome = scene.act('rollback', '--to-revision', revision)
    scene.same(image(), 'app:v1', 'O20 the image of the Deployment is back')
    scene.same(scene.healthy()['status']['currentStepIndex'], 2, 'O20 back at stable, the index is behind the last step')
    scene.want('template' not in scene.object()['spec'] and outcome, 'O20 the rollout itself got no template', scene.object()['spec'])


def injected_metadata(scene):
    """O21: labels and annotations that the controller adds to the pods are not baked into the template by an undo."""
    scene.make({'canary': {'steps': steps(25), 'stableMetadata': {'labels': {'role': 'stable'}, 'annotations': {'note': 'stable'}},
                           'canaryMetadata': {'labels': {'role': 'canary'}}}})
    first, hash_ = scene.object()['spec']['template'], scene.status()['currentPodHash']
    scene.set_image('app:v2')
    scene.gate(1)
    carried = {s['spec']['template']['metadata']['labels'].get('role') for s in scene.objects('replicasets')}
    scene.same(carried, {'stable', 'canary'}, 'O21 the ReplicaSets carry the labels')
    scene.act('promote-full', observe='60s')
    scene.healthy()
    scene.act('rollback')
    scene.gate(1)
    scene.same(scene.object()['spec']['template']['metadata'], first['metadata'], 'O21 after the undo the template has the labels and annotations it had')
    scene.same(scene.status()['currentPodHash'], hash_, 'O21 the old ReplicaSet serves again')


def injected_affinity(scene):
    """O21, the other half: an anti-affinity that the controller put into a ReplicaSet would be baked in; ours leaves it out."""
    scene.make({'canary': {'steps': steps(25), 'antiAffinity': {'preferredDuringSchedulingIgnoredDuringExecution': {'weight': 1}}}})
    for image in ('app:v2', 'app:v3'):
        scene.set_image(image)
        scene.gate(1)
        scene.act('promote-full', observe='60s')
        scene.healthy()
    carried = [s['spec']['template']['spec'].get('affinity') for s in scene.objects('replicasets')]
    scene.same(sum(a is not None for a in carried), 2, 'O21 the later ReplicaSets carry an anti-affinity')
    scene.act('rollback')
    scene.gate(1)
    template = scene.object()['spec']['template']['spec']
    if scene.cluster.maestro:
        scene.want('affinity' not in template, 'O21 after our undo the template has no anti-affinity', template.get('affinity'))
    scene.same(template['containers'][0]['image'], 'app:v2', 'O21 after the undo the template is the old one')


def other_kinds(scene):
    """FLT-18: StatefulSets and Helm releases are listed beside the Rollout of their name; of a Secret only its release tag is told."""
    labels = {'app': scene.name}
    scene.make({'canary': {'steps': steps(25)}})
    release = {'name': scene.name, 'version': 2, 'info': {'status': 'deployed', 'description': 'Upgrade complete', 'last_deployed': '2026-01-01T00:00:00Z'},
               'config': {'password': 'not-to-be-seen'}, 'chart': {'metadata': {'name': 'shop', 'version': '1.4.2', 'appVersion': 'v9'}}}
    stored = base64.b64encode(base64.b64encode(gzip.compress(json.dumps(release).encode()))).decode()
    scene.create(
        {'apiVersion': 'apps/v1', 'kind': 'StatefulSet', 'metadata': {'name': scene.name}, 'spec': {
            'replicas': 0, 'serviceName': scene.name, 'selector': {'matchLabels': labels},
            'template': {'metadata': {'labels': labels}, 'spec': {'containers': [{'name': 'db', 'image': 'db:16'}]}}}},
        {'apiVersion': 'v1', 'kind': 'Secret', 'type': 'helm.sh/release.v1', 'data': {'release': stored}, 'metadata': {
            'name': f'sh.helm.release.v1.{scene.name}.v2', 'labels': {'owner': 'helm', 'name': scene.name, 'status': 'deployed', 'version': '2'}}},
        {'apiVersion': 'v1', 'kind': 'Secret', 'type': 'Opaque', 'data': {'password': base64.b64encode(b'not-to-be-seen').decode()}, 'metadata': {'name': 'other', 'labels': {'owner': 'helm'}}})
    if not scene.cluster.maestro:
        return
    code, document, said = scene.run('list', '--statefulsets', '--helm')
    found = {i['workload']: i for i in (document or {}).get('items', []) if i['name'] == scene.name}
    scene.same((code, sorted(found)), (0, ['HelmRelease', 'Rollout', 'StatefulSet']), f'FLT-18 kinds of that name {said}')
    scene.same((found['HelmRelease']['chart'], found['HelmRelease']['revision'], found['HelmRelease']['phase']),
               ({'name': 'shop', 'version': '1.4.2', 'appVersion': 'v9'}, 2, 'Healthy'), 'FLT-18 the release')
    scene.same((found['StatefulSet']['images'], found['StatefulSet']['generation']), (['db:16'], 1), 'FLT-18 the StatefulSet')
    scene.want('not-to-be-seen' not in json.dumps(document), 'FLT-18 nothing else of a Secret is told')


FACTS = {'hastyplugin': hasty_plugin, 'hastyundo': hasty_undo, 'samesecond': same_second, 'workloadref': referenced_workload, 'metadata': injected_metadata, 'affinity': injected_affinity,
         'kinds': other_kinds}
