# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Facts the product relies on, observed again each time: how the API server answers guarded writes, and what the controller makes of them."""
import time

from stories import steps

def test(path, value=None):
    return {'op': 'test', 'path': path, 'value': value}


PASS_GATE = {'op': 'remove', 'path': '/status/pauseConditions'}


def guarded_writes(scene):
    """O1 to O10, O30: preconditions, dry runs, audit ids, double clicks."""
    scene.make({'canary': {'steps': steps(25, 50)}})
    scene.set_image('app:v2')
    rollout = scene.gate(1)
    meta, status = rollout['metadata'], rollout['status']
    uid, guards = test('/metadata/uid', meta['uid']), [test('/status/currentPodHash', status['currentPodHash']), test('/status/currentStepIndex', 1)]

    def refused(ops, sub, what):
        code, document, _ = scene.patch(ops, sub=sub)
        scene.same((code, document.get('reason')), (422, 'Invalid'), what)
        return document

    say = refused([test('/metadata/uid', 'another'), PASS_GATE], 'status', 'O1 a failed test on uid')
    scene.want('the server rejected our request' in say.get('message', '') and not (say.get('details') or {}).get('causes'), 'O1 the answer names no field', say)
    refused([test('/status/currentPodHash', 'another'), PASS_GATE], 'status', 'O1 a failed test on the hash')
    refused([test('/status/nothing/here', 1), PASS_GATE], 'status', 'O1 a test on a missing path')
    refused([test('/status/pauseConditions'), PASS_GATE], 'status', 'O1 null tested on a field that is there')

    absent = [test('/status/promoteFull'), test('/spec/paused')]
    code, _, _ = scene.patch([*absent, uid, *guards, PASS_GATE], sub='status', query='?dryRun=All')
    scene.same(code, 200, 'O2, O6 null tested on absent fields passes, as a dry run')
    scene.want(scene.status().get('pauseConditions'), 'O6 a dry run changes nothing')
    refused([test('/metadata/generation', meta['generation'] + 1), PASS_GATE], 'status', 'O3 generation is tested on /status')
    refused([test('/spec/replicas', 99), PASS_GATE], 'status', 'O3 spec is tested on /status')
    refused([test('/status/currentStepIndex', 7), {'op': 'add', 'path': '/spec/paused', 'value': True}], '', 'O3 status is tested on the main resource')
    code, document, _ = scene.patch({'metadata': {'uid': '00000000-0000-0000-0000-000000000000'}, 'status': {'message': status.get('message', '')}}, 'merge', 'status')
    scene.same(code, 200, 'O4 a uid in a merge patch to /status guards nothing')
    code, document, _ = scene.patch({'metadata': {'resourceVersion': '1'}, 'status': {'message': ''}}, 'merge', 'status')
    scene.same((code, document.get('reason')), (409, 'Conflict'), 'O5 a stale resourceVersion')
    scene.want(all(len(c['startTime']) == len('2026-01-01T00:00:00Z') for c in scene.status()['pauseConditions']), 'O10 a pause has a whole second as its start', status)

    audit = 'maestro-suite-0001'
    ours = '?fieldManager=maestro-fact'
    code, document, headers = scene.patch([*absent, uid, *guards, PASS_GATE], sub='status', query=ours, headers={'Audit-ID': audit})
    again, _, _ = scene.patch([*absent, uid, *guards, PASS_GATE], sub='status', query=ours)
    scene.same((code, again), (200, 422), 'O9 the same guarded promote twice')
    scene.same({k.lower(): v for k, v in headers.items()}.get('audit-id'), audit, 'O7 the audit id comes back')
    scene.want(all(m['manager'] != 'maestro-fact' for m in document['metadata'].get('managedFields', [])), 'O8 a patch that only removes leaves no manager')
    scene.gate(3)
    codes = [scene.patch([PASS_GATE], sub='status')[0] for _ in (1, 2)]
    scene.same(codes, [200, 422], 'O30 removing pauseConditions twice, without tests')
    scene.healthy()


def clicks(scene):
    """O11, O13, O19: double promote, abort while paused, half a promote."""
    scene.make({'canary': {'steps': [{'setWeight': 25}, {'pause': {}}, {'pause': {}}, {'pause': {}}, {'setWeight': 50}, {'pause': {}}]}})
    scene.set_image('app:v2')
    scene.gate(1)
    if scene.cluster.maestro:
        from concurrent.futures import ThreadPoolExecutor
        with ThreadPoolExecutor(3) as clicking:
            codes = sorted(c for c, _, _ in clicking.map(lambda _: scene.run(*scene.order('promote', '--expect-step', '1')), range(3)))
        scene.same(codes, [0, 3, 3], 'O11 three clicks on promote at once: exits')
    else:
        scene.act('promote')
    scene.gate(2)
    time.sleep(2)
    scene.same(scene.status()['currentStepIndex'], 2, 'O11 one gate was passed')

    scene.patch({'spec': {'paused': True}}, 'merge')
    scene.patch([PASS_GATE], sub='status')
    scene.until(lambda r, s: scene.looked(r, s) and not s.get('controllerPause'), 'controllerPause forgotten while paused by hand (O19)')
    scene.patch({'spec': {'paused': False}}, 'merge')
    scene.same(scene.gate(2)['status']['currentStepIndex'], 2, 'O19 the status half of a promote is lost under spec.paused')

    scene.patch({'spec': {'paused': True}}, 'merge')
    scene.until(lambda r, s: scene.looked(r, s) and s.get('phase') == 'Paused', 'paused')
    scene.patch({'status': {'abort': True}}, 'merge', 'status')
    scene.until(lambda r, s: s.get('abortedAt') and s.get('phase') == 'Degraded', 'aborted while paused by hand')
    time.sleep(2)
    scene.want(scene.pods(scene.status()['currentPodHash']), 'O13 aborted while spec.paused: the canary pod serves on')
    scene.patch({'spec': {'paused': False}}, 'merge')
    scene.until(lambda *_: not scene.pods(scene.status()['currentPodHash']), 'no canary pod after unpausing (O13)')


def promote_full_and_abort(scene):
    """O12: once a full promotion is asked for, abort alone does nothing; the product sends both in one patch."""
    scene.make({'canary': {'steps': steps(25)}})
    scene.set_image('app:v2', nodeSelector={'no': 'such-node'})
    scene.until(lambda r, s: scene.looked(r, s) and s.get('updatedReplicas'), 'the new version begins')
    scene.patch({'status': {'promoteFull': True}}, 'merge', 'status')
    scene.until(lambda r, s: s.get('promoteFull') and s.get('updatedReplicas', 0) >= 1, 'promoting fully')
    scene.patch({'status': {'abort': True}}, 'merge', 'status')
    scene.until(lambda r, s: not s.get('abort'), 'abort removed by the controller (O12)')
    scene.act('abort', observe='60s')
    status = scene.status()
    scene.same((status.get('abort'), status.get('promoteFull', False), status.get('phase')), (True, False, 'Degraded'), 'O12 abort after promote-full, in one patch')


def undo(scene):
    """O15, O17: the way back is short only inside the rollback window."""
    strategy = {'canary': {'steps': steps(25)}}
    scene.make(strategy)
    scene.set_image('app:v2')
    scene.gate(1)
    scene.act('promote-full', observe='60s')
    scene.healthy()
    scene.act('rollback')
    scene.same(scene.gate(1)['status']['currentStepIndex'], 1, 'O17 undo without a rollback window walks all steps')
    scene.act('abort')
    scene.act('rollback')                                       # from the aborted v1 back to the stable v2: nothing to walk
    scene.healthy()
    scene.same(scene.object()['spec']['template']['spec']['containers'][0]['image'], 'app:v2', 'undo of an aborted update goes to stable')
    scene.patch({'spec': {'rollbackWindow': {'revisions': 3}}}, 'merge')   # not earlier: it would let the aborted v1 pass, being the older one
    time.sleep(1.2)
    scene.set_image('app:v3')
    scene.gate(1)
    scene.act('promote-full', observe='60s')
    scene.healthy()
    scene.act('rollback', '--to-revision', str(revision_of(scene, 'app:v2')))
    status = scene.healthy()['status']
    scene.same(status['currentStepIndex'], 2, 'O15 undo inside the rollback window skips the steps')


def revision_of(scene, image):
    return next(int(s['metadata']['annotations']['rollout.argoproj.io/revision']) for s in scene.objects('replicasets')
                if s['spec']['template']['spec']['containers'][0]['image'] == image)


def failing_pods(scene):
    """O23: canary pods fail one after another, and the phase says Paused as if nothing were wrong."""
    scene.make({'canary': {'steps': steps(25)}})
    scene.patch([{'op': 'add', 'path': '/spec/template/metadata/labels/pod-container-running-failed.stage.kwok.x-k8s.io', 'value': 'true'}])
    scene.gate(1)
    current = scene.status()['currentPodHash']
    scene.until(lambda *_: any(p['status']['phase'] == 'Failed' for p in scene.objects('pods', '-l', f'rollouts-pod-template-hash={current}')), 'a failed canary pod', 60)
    scene.same(scene.status()['phase'], 'Paused', 'O23 failing canary pods during a pause: phase')


FACTS = {'writes': guarded_writes, 'clicks': clicks, 'fullabort': promote_full_and_abort, 'undo': undo, 'failing': failing_pods}
