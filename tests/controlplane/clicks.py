#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job by clicks, in a real X server on the real control plane: releases are watched, promoted, aborted and rolled back through the
window alone. The witnesses are kubectl, the audit log of the API server and the independent verifier of the Journal.

    clicks.py BUILD_DIR [STORY...] [--pictures FOLDER]

Exit 0 all held, 1 something fell short, 77 skipped: with CI=true that is a failure too.
"""
import argparse
import json
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'e2e'))
import controlplane
import desktop
from cluster import Scene, Tally, play, played, skipped
from person import Person
from sametale import CANARY, HASH
from stories import steps
from window import Window


def ship(scene, image, kind='rollouts.argoproj.io'):
    """A new image, as a pipeline sets it."""
    patch = [{'op': 'replace', 'path': '/spec/template/spec/containers/0/image', 'value': image}]
    scene.cluster.kubectl('-n', scene.ns, 'patch', kind, scene.name, '--type=json', '-p', json.dumps(patch))


def image(scene, kind='rollouts.argoproj.io'):
    return scene.object(kind)['spec']['template']['spec']['containers'][0]['image']


def canary(scene, person):
    scene.make({'canary': {'steps': steps(25, 50)}})
    v1 = scene.status()['stableRS']
    person.find()
    person.sees('Healthy', 'revision 1')
    person.may(['Pause', 'Restart'], ['Promote', 'Abort', 'Retry', 'Resume'])
    ship(scene, 'app:v2')
    person.sees('Paused at step 2 of 4', '25 %')
    person.agrees('v2 at the first gate')
    lines = [' '.join(r) for r in person.bus.rows('Timeline', 1)]
    scene.want(lines and not any('Connect' in line for line in lines), 'the timeline knows of no lost connection', lines)
    person.picture('gate')
    person.act('Promote', '25 %', '50 %', picture='promote')
    person.sees('Paused at step 4 of 4', '50 %')
    scene.same(scene.status()['currentStepIndex'], 3, 'one gate was passed')
    person.agrees('v2 at the second gate')
    person.act('Pause')
    person.sees('Paused by a person')
    scene.same(scene.object()['spec'].get('paused'), True, 'spec.paused')
    person.act('Resume')
    person.sees('Paused at step 4 of 4')
    person.act('Abort', picture='abort')
    person.sees('Aborted: the stable version serves everybody')
    scene.want(scene.status().get('abort') and not scene.pods(scene.status()['currentPodHash']), 'kubectl sees it aborted')
    person.agrees('v2 aborted')
    person.act('Retry')
    person.sees('Paused at step 2 of 4')
    person.act('Promote')
    person.sees('Paused at step 4 of 4')
    person.act('Promote fully')
    person.sees('Healthy', 'revision 2')
    scene.want(scene.status()['stableRS'] == scene.status()['currentPodHash'] != v1 and image(scene) == 'app:v2', 'kubectl: v2 serves everybody')
    person.act('Roll back', picture='rollback')
    person.sees('Paused at step 2 of 4')
    scene.same((image(scene), scene.status()['currentPodHash']), ('app:v1', v1), 'kubectl: back on its way to v1')
    person.agrees('v1 at the first gate')
    person.act('Promote fully')
    person.sees('Healthy', 'revision 3')
    scene.same(scene.status()['stableRS'], v1, 'kubectl: v1 serves everybody again')
    person.journal()


def nginx(scene, person):
    for name in ('stable', 'canary'):
        scene.service(name)
    scene.create({'apiVersion': 'networking.k8s.io/v1', 'kind': 'Ingress', 'metadata': {'name': 'front'}, 'spec': {
        'ingressClassName': 'nginx', 'rules': [{'host': 'shop.example', 'http': {'paths': [
            {'path': '/', 'pathType': 'Prefix', 'backend': {'service': {'name': 'stable', 'port': {'number': 80}}}}]}}]}})
    scene.make({'canary': {'canaryService': 'canary', 'stableService': 'stable', 'steps': steps(10, 60), 'trafficRouting': {'nginx': {'stableIngress': 'front'}}}})
    weight = lambda: scene.object('ingress', f'{scene.name}-front-canary')['metadata']['annotations'][f'{CANARY}-weight']
    person.find()
    ship(scene, 'app:v2')
    person.sees('Paused at step 2 of 4', '10 %')
    person.agrees('10 %')
    person.act('Promote', '10 %', '60 %')
    person.sees('Paused at step 4 of 4', '60 %')
    scene.same(weight(), '60', 'kubectl: the router sends 60')
    person.agrees('60 %')
    person.act('Abort')
    person.sees('Aborted: the stable version serves everybody')
    scene.same(weight(), '0', 'kubectl: when it is called observed, the router sends 0')
    person.act('Retry')
    person.sees('Paused at step 2 of 4', '10 %')
    person.act('Roll back')
    person.sees('Aborted')
    person.act('Roll back')
    person.sees('Healthy')
    scene.same((image(scene), weight()), ('app:v1', '0'), 'kubectl: back on v1')
    person.journal()


def bluegreen(scene, person):
    for name in ('active', 'preview'):
        scene.service(name)
    scene.make({'blueGreen': {'activeService': 'active', 'previewService': 'preview', 'autoPromotionEnabled': False, 'scaleDownDelaySeconds': 120}})
    behind = lambda service: scene.object('service', service)['spec']['selector'].get(HASH)
    v1 = scene.status()['stableRS']
    person.find()
    ship(scene, 'app:v2')
    person.sees('Paused before the switch')
    person.picture('preview')
    v2 = scene.gate()['status']['currentPodHash']
    scene.same((behind('active'), behind('preview')), (v1, v2), 'kubectl: v2 is behind preview alone')
    person.act('Abort')
    person.sees('Aborted')
    scene.same(behind('active'), v1, 'kubectl: v1 stays active')
    person.act('Retry')
    person.sees('Paused before the switch')
    person.act('Promote', picture='switch')
    person.sees('Healthy', 'revision 2')
    scene.same(behind('active'), v2, 'kubectl: v2 is active')
    person.act('Roll back', picture='switchback')
    person.sees('Healthy', 'revision 3')
    scene.same(behind('active'), v1, 'kubectl: v1 is active again')
    person.journal()


def deployment(scene, person):
    labels, kind = {'app': scene.name}, 'deployments.apps'
    scene.create({'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': scene.name}, 'spec': {
        'replicas': 3, 'selector': {'matchLabels': labels}, 'template': {'metadata': {'labels': labels}, 'spec': {'containers': [{'name': 'app', 'image': 'app:v1'}]}}}})
    settled = lambda: scene.cluster.kubectl('-n', scene.ns, 'rollout', 'status', f'deployment/{scene.name}', '--timeout=60s')
    settled()
    time.sleep(1.6)
    ship(scene, 'app:v2', kind)
    settled()
    person.find()
    person.sees('Healthy')
    person.may(['Pause', 'Restart', 'Roll back'], ['Promote', 'Abort', 'Retry', 'Resume'])
    person.act('Pause')
    person.sees('Paused by a person')
    scene.same(scene.object(kind)['spec'].get('paused'), True, 'spec.paused')
    person.act('Resume')
    person.sees('Healthy')
    person.act('Restart')
    scene.want('kubectl.kubernetes.io/restartedAt' in json.dumps(scene.object(kind)['spec']['template']), 'kubectl: restarted')
    person.sees('Healthy')
    person.act('Roll back', picture='rollback')
    person.sees('Healthy')
    scene.same(image(scene, kind), 'app:v2', 'kubectl: the template before the restart')
    person.journal()


STORIES = {'canary': (canary, 'checkout', 'light'), 'nginx': (nginx, 'search', 'dark'), 'bluegreen': (bluegreen, 'cart', 'light'), 'deployment': (deployment, 'mailer', 'dark')}


def stories(cluster, build, folder, names, pictures):
    tally, bus = Tally(), desktop.Bus()
    for name in names or STORIES:
        story, workload, theme = STORIES[name]
        with Window(cluster, build, folder, 'home', bus=bus, theme=theme) as window:
            person = Person(Scene(cluster, tally, name, workload), window, pictures)
            play(cluster, tally, name, lambda: story(person.scene, person))
            if not tally.want(window.process.poll() is None, 'the window is still there', (window.home / 'log').read_text()[-400:]) or tally.short:
                person.picture('at-the-end')
    window.verified(tally)
    print(f'{tally.held} held, {len(tally.short)} short')
    return 1 if tally.short else 0


def main(build, names, pictures):
    why = desktop.reason_to_skip() or (f'the control plane is not built: {", ".join(controlplane.missing())}' if controlplane.missing() else '')
    if why:
        return skipped(why)
    if not desktop.inside():
        os.environ['XDG_CACHE_HOME'] = str(controlplane.cache().parents[1])         # the session has a home of its own
        return desktop.enter(os.path.abspath(__file__), *sys.argv[1:])
    desktop.start_session()
    return played('clicks', controlplane.ControlPlane, str(build / 'bin' / 'maestro'), True, lambda cluster, folder: stories(cluster, build, folder, names, pictures))


if __name__ == '__main__':
    asked = argparse.ArgumentParser()
    asked.add_argument('build', type=lambda p: pathlib.Path(p).resolve())
    asked.add_argument('stories', nargs='*', choices=[*STORIES, []])
    asked.add_argument('--pictures')
    given = asked.parse_args()
    sys.exit(main(given.build, given.stories, given.pictures))
