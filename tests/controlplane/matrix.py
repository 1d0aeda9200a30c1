# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the world around a click may be like: a plain Deployment, a rollout held by a person, a version that is gone, a robot that puts Git back, another person."""
import json
import pathlib
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'faults'))
from cluster import GROUP
from faultproxy import FaultProxy, Rule
from stories import steps

DEPLOYMENT = 'deployments.apps'


def plain_deployment(scene):
    """The verbs that a Deployment has, each once; those it has not are refused and send nothing."""
    labels = {'app': scene.name}
    scene.create({'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': scene.name}, 'spec': {
        'replicas': 2, 'selector': {'matchLabels': labels}, 'template': {'metadata': {'labels': labels}, 'spec': {'containers': [{'name': 'app', 'image': 'app:v1'}]}}}})
    spec = lambda: scene.object(DEPLOYMENT)['spec']
    image = lambda: spec()['template']['spec']['containers'][0]['image']
    settled = lambda: scene.cluster.kubectl('-n', scene.ns, 'rollout', 'status', f'deployment/{scene.name}', '--timeout=60s')
    settled()
    code, answer, _ = scene.cluster.request('PATCH', f'/apis/apps/v1/namespaces/{scene.ns}/deployments/{scene.name}', [
        {'op': 'replace', 'path': '/spec/template/spec/containers/0/image', 'value': 'app:v2'}], 'json')
    scene.same(code, 200, f'a new image: {answer.get("message")}')
    settled()
    if not scene.cluster.maestro:
        return
    code, document, said = scene.run('get', scene.name)
    document = document or {}
    scene.same((code, document.get('workload'), document.get('strategy'), document.get('phase'), document.get('revision')),
               (0, 'Deployment', 'rollingUpdate', 'Healthy', 2), f'get {said}')
    for verb in ('promote', 'promote-full', 'skip-step', 'abort', 'retry'):
        scene.act(verb, exit_code=3)
    scene.act('pause')
    scene.same(spec().get('paused'), True, 'pause: spec.paused')
    scene.act('pause', exit_code=3)
    scene.act('resume')
    scene.same(spec().get('paused', False), False, 'resume: spec.paused')
    scene.act('rollback', '--to-revision', '1', observe='60s')
    scene.same(image(), 'app:v1', 'rollback: the image of revision 1')
    settled()
    before = {p['metadata']['uid'] for p in scene.objects('pods') if not p['metadata'].get('deletionTimestamp')}
    scene.act('restart', observe='60s')
    settled()
    after = {p['metadata']['uid'] for p in scene.objects('pods') if not p['metadata'].get('deletionTimestamp')}
    scene.want(not before & after and len(after) == 2, 'restart: all pods are new', (before, after))


def abort_while_held(scene):
    """O13: with spec.paused the controller keeps the canary; our abort takes the hold away too, and is told when the pods are gone, not before."""
    scene.make({'canary': {'steps': steps(25)}})
    scene.set_image('app:v2')
    scene.gate(1)
    scene.patch({'spec': {'paused': True}}, 'merge')
    canary = scene.until(lambda r, s: scene.looked(r, s) and s.get('phase') == 'Paused' and r, 'held')['status']['currentPodHash']
    if not scene.cluster.maestro:
        return
    _, plan, said = scene.run('plan', 'abort', scene.name)
    scene.want('abortWhilePaused' in [w['code'] for w in (plan or {}).get('warnings', [])], 'the plan says so', (plan, said))
    planned = [(r['path'].split('?')[0], r['body']) for r in (plan or {}).get('requests', [])]
    code, outcome, said = scene.run(*scene.order('abort'))
    scene.same((code, (outcome or {}).get('state')), (0, 'applied'), f'abort: exit and state {said}')
    scene.same(scene.pods(canary), [], 'when it is called applied no canary pod serves')
    status = scene.status()
    scene.same((status.get('abort'), scene.object()['spec'].get('paused', False)), (True, False), 'aborted and no longer held')
    if scene.cluster.real:
        sent = [(e['requestURI'].split('?')[0], e['requestObject']) for e in scene.cluster.writes(scene.ns, scene.name)]
        scene.same(sent, planned, 'the requests of the plan, once each')


def vanished(scene):
    """The ReplicaSet to go back to is gone: nothing is sent for it, and the plan without a number names the one that is left, or nothing."""
    scene.make({'canary': {'steps': steps(25)}})
    for image in ('app:v2', 'app:v3'):
        scene.set_image(image)
        scene.gate(1)
        scene.act('promote-full', observe='60s')
        scene.healthy()
        time.sleep(1.2)
    if not scene.cluster.maestro:
        return
    named = lambda image: next(s['metadata']['name'] for s in scene.objects('replicasets') if s['spec']['template']['spec']['containers'][0]['image'] == image)
    sent = len(scene.cluster.writes(scene.ns, scene.name))
    scene.cluster.kubectl('-n', scene.ns, 'delete', 'replicaset', named('app:v1'), '--wait=true')
    code, outcome, said = scene.run(*scene.order('rollback', '--to-revision', '1'))
    scene.want(code in (2, 3) and (outcome or {}).get('message'), 'rollback to a revision that is gone: refused, with words', (code, outcome, said))
    code, plan, said = scene.run('plan', 'rollback', scene.name)
    scene.want(code == 0 and 'app:v2' in json.dumps((plan or {}).get('requests')), 'without a number: the one that is left', (code, plan, said))
    scene.cluster.kubectl('-n', scene.ns, 'delete', 'replicaset', named('app:v2'), '--wait=true')
    code, outcome, said = scene.run(*scene.order('rollback'))
    scene.want(code == 3 and (outcome or {}).get('message'), 'rollback when no earlier revision is left: refused, with words', (code, outcome, said))
    scene.same(len(scene.cluster.writes(scene.ns, scene.name)), sent, 'nothing was sent')
    scene.same(scene.object()['spec']['template']['spec']['containers'][0]['image'], 'app:v3', 'the rollout is what it was')


class ArgoCd:
    """Self-heal: whenever the live template is not that of Git, it is put back."""

    def __init__(self, scene, every):
        self.scene, self.every, self.healed, self.stop = scene, every, 0, threading.Event()
        self.git = scene.object()['spec']['template']
        self.thread = threading.Thread(target=self.sync, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join()

    def sync(self):
        path = f'{GROUP}/namespaces/{self.scene.ns}/rollouts/{self.scene.name}'
        while not self.stop.wait(self.every):
            if self.scene.cluster.request('GET', path)[1]['spec']['template'] != self.git:
                self.healed += self.scene.cluster.request('PATCH', path, [{'op': 'replace', 'path': '/spec/template', 'value': self.git}], 'json',
                                                          {'User-Agent': 'argocd-application-controller'})[0] == 200


def gitops_reverts(scene):
    """Argo CD puts the template of Git back: we say so beforehand, send once, and claim no more than is so afterwards."""
    scene.make({'canary': {'steps': steps(25)}})
    scene.cluster.kubectl('-n', scene.ns, 'annotate', 'rollouts.argoproj.io', scene.name, f'argocd.argoproj.io/tracking-id=shop:argoproj.io/Rollout:{scene.ns}/{scene.name}')
    scene.set_image('app:v2')
    scene.gate(1)
    scene.act('promote-full', observe='60s')
    scene.healthy()
    if not scene.cluster.maestro:
        return
    _, plan, said = scene.run('plan', 'rollback', scene.name)
    scene.want('gitOpsWillRevert' in [w['code'] for w in (plan or {}).get('warnings', [])], 'the plan says that Git will win', (plan, said))
    before = len(scene.cluster.writes(scene.ns, scene.name))
    with ArgoCd(scene, .2) as robot:
        with scene.slow_controller():                     # the controller never sees our template
            code, outcome, said = scene.run(*scene.order('rollback', observe='4s'))
            end = time.monotonic() + 20
            while not robot.healed and time.monotonic() < end:
                time.sleep(.1)
        scene.healthy()
        scene.want(robot.healed == 1, 'Git was put back, once', robot.healed)
        scene.want(code != 0 and (outcome or {}).get('state') != 'applied', 'what was put back before it was in force is not called applied', (code, outcome, said))
        code, late, said = scene.run('validate', '--service', scene.name)
        scene.want(code == 7 and late and late.get('verified') is False, 'afterwards: not verified', (code, late, said))
    scene.same(len(scene.cluster.writes(scene.ns, scene.name)) - before, 1, 'one request, however often it was put back')


def identities(scene):
    """Who acts is who the server says; what RBAC denies is exit 4 and changes nothing; an impersonation is told by both names."""
    scene.make({'canary': {'steps': steps(25, 50, 75)}})
    scene.set_image('app:v2')
    scene.gate(1)
    if not scene.cluster.maestro:
        return
    version = scene.object()['metadata']['resourceVersion']
    for who, context, more in (('a viewer', 'viewer', ()), ('a viewer who claims to be captain', 'viewer', ('--as', 'captain')), ('nobody', scene.cluster.context, ('--as', 'nobody'))):
        code, outcome, said = scene.run(*scene.order('promote', *more), context=context)
        scene.want(code == 4 and (outcome or {}).get('message'), f'{who}: exit 4, with words', (code, outcome, said))
    scene.same(scene.object()['metadata']['resourceVersion'], version, 'nothing was changed')
    for place, (who, context, more, told) in enumerate((('the captain', 'captain', (), None), ('the admin as captain', 'admin', ('--as', 'captain'), 'captain'))):
        code, outcome, said = scene.run(*scene.order('promote', *more), context=context)
        scene.same((code, (outcome or {}).get('state')), (0, 'applied'), f'{who}: applied {said}')
        _, listed, _ = scene.run('journal', 'list')
        actors = [r['actor'] for r in listed['records'] if r['id'] == outcome['id']]
        scene.same({(a['server'], a['impersonating']) for a in actors}, {('captain', told)}, f'{who}: the journal names who the server named')
        if scene.cluster.real:
            event = scene.cluster.writes(scene.ns, scene.name)[-1]
            scene.same((event['user']['username'], event.get('impersonatedUser', {}).get('username')), (context, 'captain' if more else None), f'{who}: audit log')
            scene.same(event['auditID'], outcome['http']['auditId'], f'{who}: that request')
        scene.gate(3 + 2 * place)


PATCH = {'verb': 'PATCH', 'path': '/rollouts/'}
ON_THE_WAY = (                      # what happens to the write, exit and state, gates that are passed, writes that arrive at the API server
    ('carried out, closed before the answer', Rule(**PATCH, silence='close'), (0, 'applied'), 1, 1),
    ('carried out, reset in the answer', Rule(**PATCH, cut=300, then='reset'), (0, 'applied'), 1, 1),
    ('carried out, a gateway answers 502', Rule(**PATCH, answer={'status': 502, 'body': '<html>Bad gateway</html>'}), (0, 'applied'), 1, 1),
    ('delivered twice', Rule(**PATCH, forward=2), (0, 'applied'), 1, 2),
    ('three seconds late', Rule(**PATCH, delay=3), (0, 'applied'), 1, 1),
    ('lost before the server', Rule(**PATCH, forward=0), (6, 'unknown'), 0, 0),
)


def on_the_way(scene):
    """A faulty network before the real API server, whose audit log is the witness: a gate is passed once or not at all, and what is told is so."""
    scene.make({'canary': {'steps': [{'setWeight': 25}, *[{'pause': {}}] * (len(ON_THE_WAY) + 1)]}})
    scene.set_image('app:v2')
    index = scene.gate(1)['status']['currentStepIndex']
    if not scene.cluster.maestro:
        return
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as home:
        kubeconfig = f'{folder}/kubeconfig'
        with FaultProxy(scene.cluster.kubeconfig, kubeconfig, folder=folder) as proxy:
            run = lambda *args: scene.run(*args, kubeconfig=kubeconfig, home=home)
            for what, rule, told, passed, arrived in ON_THE_WAY:
                proxy.use(rule)
                audited = len(scene.cluster.writes(scene.ns, scene.name))
                came = len(proxy.writes())
                code, outcome, said = run(*scene.order('promote'))
                scene.same((code, (outcome or {}).get('state')), told, f'{what}: exit and state {said}')
                index += passed
                scene.gate(index)
                time.sleep(.5)
                scene.same(scene.status()['currentStepIndex'], index, f'{what}: gates passed')
                mine = proxy.writes()[came:]
                scene.same(sum(len(a['server']) for a in mine), arrived, f'{what}: writes that reached the API server')
                sent = scene.cluster.writes(scene.ns, scene.name)[audited:]
                scene.same([e['auditID'] for e in sent], [(outcome or {}).get('http', {}).get('auditId') or mine[0]['auditId']] * passed, f'{what}: changes in the audit log')
            proxy.use()
            code, settled, said = run('journal', 'reconcile')
            scene.same([i['state'] for i in (settled or {}).get('items', [])], ['unknown'], f'what was lost stays unknown for as long as it could still arrive {(code, said)}')
            scene.same((run('journal', 'verify')[1] or {}).get('openIntents'), [outcome['id']], 'and open in the journal')
            scene.same(scene.status()['currentStepIndex'], index, 'reconcile sends nothing')


FACTS = {'deployment': plain_deployment, 'held': abort_while_held, 'vanished': vanished, 'gitops': gitops_reverts, 'identities': identities, 'ontheway': on_the_way}
