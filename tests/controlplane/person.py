# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person in front of a console who sees, clicks and types; and what of it reached the API server."""
import json
import pathlib
import re
import subprocess
import time

from cluster import Short
from sametale import told_by_kubectl


class Person:
    """Someone who works on one object in one window by pointer and keys. The witness of what was sent is the API server's audit log."""

    def __init__(self, scene, window, pictures=None):
        self.scene, self.window, self.bus, self.pictures, self.done = scene, window, window.bus, pictures, []

    def until(self, look, what, seconds=40):
        end = time.monotonic() + seconds
        while not (seen := look()):
            if time.monotonic() > end:
                raise Short(self.scene.title(f'never seen in the window: {what}; {self.bus.text("Rollout summary", seconds=0)!r}'))
            time.sleep(.2)
        return seen

    def picture(self, name):
        if self.pictures:
            subprocess.run(['import', '-window', 'root', pathlib.Path(self.pictures) / f'{self.scene.name}-{name}.png'], check=False)

    def find(self):
        """From the fleet to the object, by filter and double click."""
        name = self.scene.name
        self.until(lambda: self.bus.click('Fleet', role='push button', seconds=1), 'the way to the fleet')
        self.until(lambda: any(name in ' '.join(r) for r in self.bus.rows('Fleet', 1)), f'{name} in the fleet')
        self.bus.type('Filter', name)
        row = self.until(lambda: next((n for n, r in enumerate(self.bus.rows('Fleet', 1)) if name in r[0]), None) is not None
                         and len([r for r in self.bus.rows('Fleet', 1) if name in r[0]]) == 1, 'one row')
        self.picture('fleet')
        self.until(lambda: self.bus.text('Rollout summary', seconds=0).startswith(f'{name}: ') or self.bus.click_cell('Fleet', name) and False, 'the opened object')
        return row

    def sees(self, *words):
        """The summary says so, and weights, revisions and age are those of the objects."""
        said = lambda: self.bus.text('Rollout summary', seconds=1)
        self.until(lambda: all(w in said() for w in words), f'{words}')
        self.scene.want(True, f'the summary says {words}')

    def agrees(self, when):
        """What the window says is what kubectl shows."""
        percent = lambda value: 'unknown' if value is None else f'{value} %'
        def differences():
            told = told_by_kubectl(self.scene)
            shown = {n: self.bus.text(f'{n.capitalize()} weight', seconds=1) for n in ('wanted', 'recorded', 'observed')}
            wrong = {n: (s, told['weight'][n]) for n, s in shown.items() if s != percent(told['weight'][n])}
            revisions = sorted(re.findall(r'\d+', r[0])[0] for r in self.bus.rows('Revisions', 1) if re.search(r'\d', r[0]))
            if revisions != sorted(str(r['number']) for r in told['revisions'].values()):
                wrong['revisions'] = (revisions, told['revisions'])
            return wrong
        end = time.monotonic() + 20
        while (wrong := differences()) and time.monotonic() < end:
            time.sleep(.3)
        self.scene.want(not wrong, f'{when}: weights and revisions are those that kubectl shows', wrong)

    def may(self, allowed, forbidden=()):
        for verb, possible in [(v, True) for v in allowed] + [(v, False) for v in forbidden]:
            self.until(lambda: (b := self.bus.find(verb, role='push button', seconds=1)) is not None and self.bus.enabled(b) == possible, f'{verb} {"possible" if possible else "not possible"}')
            self.scene.want(possible or self.bus.find(verb, role='push button').description, f'{verb}: says why not')

    def act(self, verb, *words, picture=None):
        """One button, one guard, one confirmation as a person gives it: afterwards exactly what was shown has left, once."""
        scene, bus = self.scene, self.bus
        title, button, reason = f'{verb} {scene.ns}/{scene.name}', f'{verb} {scene.name}', f'{verb} in the story of {scene.name}, part {len(self.done) + 1}'
        before = len(scene.cluster.writes(scene.ns, scene.name))
        self.may([verb])
        self.until(lambda: bus.find(title, role='dialog', seconds=0) is not None or bus.click(verb, role='push button', seconds=1) and bus.find(title, role='dialog', seconds=4) is not None, title)
        effect, shown = bus.text('Effect'), bus.text('Exact request')
        scene.want(len(effect) > 20 and all(w in effect for w in words), f'{verb}: the effect in words: {words}', effect)
        scene.want(not bus.enabled(bus.find(button, role='push button')), f'{verb}: not without a reason')
        bus.type('Reason', reason)
        if bus.find('Confirmation', seconds=0) is not None:
            scene.want(not bus.enabled(bus.find(button, role='push button')), f'{verb}: not without the words')
        self.confirm_words()
        self.until(lambda: bus.enabled(bus.find(button, role='push button', seconds=1)), f'{verb} can be confirmed')
        time.sleep(.8)                                          # no click counts before
        if picture:
            self.picture(f'{picture}-guard')
        scene.same(len(scene.cluster.writes(scene.ns, scene.name)), before, f'{verb}: requests before it is confirmed')
        self.until(lambda: bus.find(title, role='dialog', seconds=0) is None or bus.click(button, role='push button', seconds=0, hold=1.7 if verb == 'Abort' else .05) and False, f'{verb} confirmed')
        said = self.until(lambda: (s := bus.text('Outcome', seconds=1)) and 'pplied' in s and s or None, f'the outcome of {verb}', 60)
        scene.want('observed' in said, f'{verb}: the outcome is observed', said)
        if picture:
            self.picture(f'{picture}-outcome')
        bus.click('Close the outcome', role='push button')
        self.witnessed(verb, reason, shown, scene.cluster.writes(scene.ns, scene.name)[before:])
        self.done.append((verb, reason))

    def confirm_words(self):
        if (field := self.bus.find('Confirmation', seconds=0)) is not None:
            self.bus.type('Confirmation', re.search(r"'(.+)'", field.description)[1])

    def witnessed(self, verb, reason, shown, sent):
        """The audit log has exactly the requests that the guard showed, under the ids that the Journal has."""
        scene = self.scene
        planned = [(path, json.loads(body)) for path, body in re.findall(r'^PATCH (\S+)\n.*?\n\n(.*?)(?=\n\nPATCH |\Z)', shown, re.S | re.M)]
        scene.same([(e['requestURI'], e['requestObject']) for e in sent], planned, f'{verb}: what left is what was shown')
        mine = [r for r in self.window.on_disk() if r.get('reason') == reason]
        scene.same(sorted(r['type'] for r in mine if r['type'] in ('intent', 'outcome')), ['intent', 'outcome'], f'{verb}: intent and outcome')
        for event in sent:
            scene.want('fieldManager=maestro-console' in event['requestURI'], f'{verb}: field manager', event['requestURI'])
            scene.want(event['auditID'] in json.dumps(mine), f'{verb}: the audit id is in the Journal', (event['auditID'], mine))
        noted = [e for e in scene.objects('events') if reason in e.get('message', '')]
        scene.want(len(noted) == 1, f'{verb}: one Event with the reason on the object', [e.get('message') for e in noted])

    def journal(self):
        """Every action is a row of the Journal, newest first, and applied."""
        self.bus.click('Journal', role='push button')
        self.bus.type('Filter', self.scene.name)
        def rows():
            return [r for r in self.bus.rows('Journal', 1) if any(reason in ' '.join(r) for _, reason in self.done)]
        self.until(lambda: len(rows()) == len(self.done), 'a row for each action')
        for row, (verb, reason) in zip(rows(), reversed(self.done)):
            self.scene.want(verb in ' '.join(row) and reason in ' '.join(row) and 'applied' in ' '.join(row).lower(), f'the row of {verb}', row)
        self.picture('journal')
