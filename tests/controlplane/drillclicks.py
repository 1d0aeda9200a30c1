#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole drill by clicks, in a real X server on the real control plane: a bad tag is deployed, its probe seen to fail, the canary aborted, all of
it on record; a second run is ended by kill -9, told as interrupted by the next window, and what it left is aborted there by hand. Where the
policy does not mark the cluster, nothing can be begun. Judged by kubectl, the audit log of the API server, the files and two verifiers of the Journal.

    drillclicks.py BUILD_DIR [--pictures FOLDER]

Exit 0 all held, 1 something fell short, 77 skipped: with CI=true that is a failure too.
"""
import argparse
import json
import os
import pathlib
import re
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'e2e'))
import controlplane
import desktop
from cluster import Scene, Short, Tally, play, played, skipped
from drillpage import PASSED, Page, seconds
from drills import policy
from person import Person
from stories import steps
from window import Window

NOTES = 'staging-release-notes'
TIMES = (('Detection', 'detectionMs'), ('Decision', 'decisionMs'), ('Recovery', 'recoveryMs'))


def container(scene):
    return scene.object()['spec']['template']['spec']['containers'][0]['image']


def writes(scene):
    return scene.cluster.writes(scene.ns, scene.name)


def until(scene, look, what, patience=40):
    end = time.monotonic() + patience
    while not (seen := look()):
        if time.monotonic() > end:
            raise Short(scene.title(f'never seen: {what}'))
        time.sleep(.2)
    return seen


def opened(scene, page):
    if not page.opens():
        raise Short(scene.title('the drill is not listed'))


def last_run(scene, window):
    return (((scene.cluster.run('drill', 'list', home=str(window.home))[1] or {}).get('items') or [{}])[0]).get('last') or {}


def whole(scene, window, page):
    """DRL-01 to DRL-03: due, deployed, seen to fail, aborted, well again; what left is what the guard showed, once."""
    stable = scene.status()['stableRS']
    scene.want('never run' in ' '.join(page.bus.rows('Drills', 1)[0]), 'it was never run', page.bus.rows('Drills', 1))
    shown = page.asks('v2-bad')
    page.picture('guard')
    scene.same((container(scene), len(writes(scene))), ('app:v1', 0), 'before it is confirmed nothing is sent')
    page.confirms()
    until(scene, lambda: (page.steps() or [['']])[0][0] == '✓ passed', 'the image is set', 60)
    page.picture('under-way')
    scene.want(seconds(page.said('Drill clock')) is not None, 'the clock runs', page.said('Drill clock'))
    until(scene, lambda: 'passed' in page.said('Message of the drill'), f'the drill passed; {page.steps()}', 120)
    page.picture('passed')
    told = page.steps()
    scene.same([(row[0], row[1]) for row in told], [('✓ passed', step) for step in PASSED], 'every step, in words')
    run = last_run(scene, window)
    for name, key in TIMES:
        scene.want(run.get(key) is not None and seconds(page.said(name)) == run[key] // 1000, f'{name} is that of the command line', (page.said(name), run.get(key)))
    scene.want(run.get('decisionMs', 0) >= 2000, 'the probe had to fail for two seconds', run.get('decisionMs'))
    scene.want('due by' in ' '.join(page.bus.rows('Drills', 1)[0]), 'the next one is due later', page.bus.rows('Drills', 1))
    sent = writes(scene)
    scene.same([e['requestURI'].split('?')[0].rsplit('/', 1)[1] for e in sent], [scene.name, 'status'], 'two requests changed the rollout: its image, and the abort')
    bodies = [json.loads(body) for body in re.findall(r'^(\[.*\])$', shown, re.M)]
    scene.want(bodies and sent and sent[0]['requestObject'] == bodies[0], 'the image: what left is what was shown', (bodies, sent[:1]))
    scene.want(all('fieldManager=maestro-console' in e['requestURI'] for e in sent), 'field manager')
    scene.until(lambda r, s: s.get('abort') and s.get('phase') == 'Degraded' and s.get('updatedReplicas', 0) == 0 and s.get('availableReplicas') == 4, 'aborted, and the stable version at its full size')
    scene.same((scene.status()['stableRS'], container(scene)), (stable, 'app:v2-bad'), 'the stable ReplicaSet serves, and nobody touched the spec')
    return run, sent


def on_record(scene, window, page, run, sent):
    """DRL-04: evidence of both deeds, the audit event, the line in the notes, and the rows of the page Journal."""
    records = list(window.on_disk())
    mine = [r for r in records if (r.get('object') or {}).get('ns') == scene.ns and r['type'] in ('intent', 'outcome')]
    scene.same([(r['type'], r.get('action')) for r in mine], [(t, v) for v in ('set-image', 'abort') for t in ('intent', 'outcome')], 'two actions, each intended before it was done')
    scene.want(all(r['details'].get('trigger') == 'drill' and 'bad-canary' in str(r['details'].get('rule')) for r in mine if r['type'] == 'intent'), 'by the drill, by its name', [r.get('details') for r in mine])
    for event in sent:
        scene.want(event['auditID'] in json.dumps(mine), 'the audit id of the API server is in the Journal', event['auditID'])
    files = [pathlib.Path(f) for f in run.get('records', [])]
    scene.same(len(files), 2, 'evidence records')
    found = [json.loads(f.read_text(encoding='utf-8')) for f in files]
    scene.same(sorted(f['verb'] for f in found), ['abort', 'set-image'], 'what they are of')
    scene.want(all(f['kind'] == 'Evidence' and f['trigger'] == 'drill' and f['result']['state'] == 'applied' for f in found), 'evidence of a drill that was applied', found)
    notes = list(window.home.glob(f'**/notes/{NOTES}.md'))
    line = notes[0].read_text(encoding='utf-8') if notes else ''
    scene.want('bad-canary' in line and 'passed' in line and all(str(f) in line for f in files), 'the line in the notes names the records', line)
    scene.want(page.bus.click('Journal', role='push button'), 'the page Journal is opened')
    rows = lambda: [' '.join(r) for r in page.bus.rows('Journal', 1)]
    until(scene, lambda: any('Abort' in r and 'v2-bad' in r for r in rows()) and any('drill' in r.lower() for r in rows()), 'the abort, its reason and the drill on the page Journal')
    page.picture('journal')


def interrupted(scene, page):
    past = lambda: [' '.join(r) for r in page.bus.rows('Past drills', 1)]
    until(scene, lambda: len(past()) == 2 and 'interrupted' in past()[0] and 'passed' in past()[1], 'the run that was interrupted, above the one that passed')
    page.picture('interrupted')
    told = page.steps()
    scene.same([row[0].split()[-1] for row in told], ['passed', 'interrupted'] + ['skipped'] * 5, 'step by step')
    scene.want('left' in page.said('About this drill'), 'something may be left', page.said('About this drill'))
    scene.same(page.said('Drill clock'), '–', 'its clock does not go on')
    scene.want(not page.bus.enabled(page.bus.find('Stop drill')), 'there is nothing to stop')
    time.sleep(4)                                               # longer than the probe had to fail
    scene.same(len(writes(scene)), 3, 'nothing goes on by itself')


def drilled(scene, build, folder, bus, pictures):
    scene.make({'canary': {'steps': steps(25, 50)}})
    window = lambda file, theme: Window(scene.cluster, build, folder, 'home', policy=file, bus=bus, theme=theme)
    page = Page(bus, pictures, scene.want, (scene.cluster.context, scene.ns))
    with policy(scene, more=[f'append_note: {NOTES}']) as (_, file):
        with window(file, 'light') as first:
            opened(scene, page)
            run, sent = whole(scene, first, page)
            on_record(scene, first, page, run, sent)
            scene.want(page.bus.click('Drills', role='push button'), 'back to the page Drills')
            page.asks('v3-bad')
            page.confirms()
            until(scene, lambda: len(page.steps()) > 1 and page.steps()[1][0] == '▶ running', 'it waits for the failure', 60)
            first.process.kill()
            first.process.wait()
        scene.same((container(scene), len(writes(scene))), ('app:v3-bad', 3), 'the killed one had deployed, once')
        with window(file, 'dark') as second:
            opened(scene, page)
            interrupted(scene, page)
            person = Person(scene, second, pictures)
            person.find()
            person.act('Abort')
            scene.until(lambda r, s: s.get('abort') and s.get('phase') == 'Degraded' and s.get('availableReplicas') == 4, 'what it left is aborted by hand')
            scene.same(len(writes(scene)), 4, 'requests that changed the rollout, all in all')
    with policy(scene, marked=False, more=[f'append_note: {NOTES}']) as (_, file), window(file, 'light') as third:
        opened(scene, page)
        until(scene, lambda: 'It cannot be run' in page.said('About this drill'), f'why it cannot be run: {page.said("About this drill")}')
        scene.want(not bus.enabled(bus.find('Run drill…', role='push button')), 'where it is not marked it cannot be begun')
        page.picture('not-marked')
        scene.same(len(writes(scene)), 4, 'and nothing was sent')
        third.verified(scene.tally)


def story(cluster, build, folder, pictures):
    tally, bus = Tally(), desktop.Bus()
    play(cluster, tally, 'rehearsal', lambda: drilled(Scene(cluster, tally, 'rehearsal', 'web'), build, folder, bus, pictures))
    print(f'{tally.held} held, {len(tally.short)} short')
    return 1 if tally.short else 0


def main(build, pictures):
    why = desktop.reason_to_skip() or (f'the control plane is not built: {", ".join(controlplane.missing())}' if controlplane.missing() else '')
    if why:
        return skipped(why)
    if not desktop.inside():
        os.environ['XDG_CACHE_HOME'] = str(controlplane.cache().parents[1])         # the session has a home of its own
        return desktop.enter(os.path.abspath(__file__), *sys.argv[1:])
    desktop.start_session()
    return played('drillclicks', controlplane.ControlPlane, str(build / 'bin' / 'maestro'), True, lambda cluster, folder: story(cluster, build, folder, pictures))


if __name__ == '__main__':
    asked = argparse.ArgumentParser()
    asked.add_argument('build', type=lambda p: pathlib.Path(p).resolve())
    asked.add_argument('--pictures')
    given = asked.parse_args()
    sys.exit(main(given.build, given.pictures))
