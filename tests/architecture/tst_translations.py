#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The template holds the words of the sources, each translation the words of the template, and nothing gets lost in one.

With --update both are written anew from the sources; what a translation has is kept."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

from house import ROOT, report, require, sources

FOLDER = ROOT / 'translations'
LUPDATE = shutil.which('lupdate', path='/usr/lib/qt6/bin') or shutil.which('lupdate6')
# The parts that are read in a hurry are translated whole, but for what was said newly: that is English until somebody translates it.
SHARE = .95
WHOLE = {'Commands', 'Fleet', 'Journal', 'Language', 'NextSteps', 'Operation', 'Rollout', 'Slo', 'StateLook', 'maestro::ActionBar', 'maestro::ConfirmDialog', 'maestro::ConnectionPage',
         'maestro::FleetInspector', 'maestro::FleetModel', 'maestro::FleetPage', 'maestro::JournalInspector', 'maestro::JournalModel', 'maestro::JournalPage', 'maestro::MainWindow',
         'maestro::NavRail', 'maestro::OutcomeTracker', 'maestro::PlanSummary', 'maestro::ReasonBox', 'maestro::RolloutHeader', 'maestro::RolloutPage', 'maestro::StageRail', 'maestro::StatusLine'}


def refresh(files):
    """Reads the sources into the .ts files; returns what lupdate could not place."""
    listed = [str(p) for p in sources('models', 'app', 'ui') if '/sandbox' not in str(p)]
    with tempfile.NamedTemporaryFile('w', suffix='.lst') as names:
        names.write('\n'.join(listed))
        names.flush()
        done = subprocess.run([LUPDATE, '-locations', 'none', '-no-obsolete', '-disable-heuristic', 'similartext', '-disable-heuristic', 'sametext', '-I', ROOT / 'models',
                               '-I', ROOT / 'ui', '-I', ROOT / 'app', f'@{names.name}', '-ts', *files], capture_output=True, text=True, check=True, cwd=ROOT)
    return [line for line in done.stderr.splitlines() if re.search('lacks Q_OBJECT|Qualifying with unknown|context', line)]


def messages(file):
    """{(context, source, comment): (translations, finished)}"""
    found = {}
    for context in xml.parse(file).getroot().iter('context'):
        for message in context.iter('message'):
            told = message.find('translation')
            forms = [form.text or '' for form in told.iter('numerusform')] if message.get('numerus') == 'yes' else [told.text or '']
            found[context.findtext('name'), message.findtext('source') or '', message.findtext('comment') or ''] = forms, told.get('type') != 'unfinished'
    return found


def places(text):
    return set(re.findall(r'%(?:L?\d|n)', text))


def faults(source, form, plural):
    """What a translation may not do to its source."""
    if not form.strip():
        yield 'is empty'
    missing = places(source) ^ places(form)
    if missing - ({'%n'} if plural else set()):
        yield f'places differ: {" ".join(sorted(missing))}'
    if (source[:1].isspace(), source[-1:].isspace()) != (form[:1].isspace(), form[-1:].isspace()):
        yield 'blanks at the ends differ'
    if source.endswith('…') != form.endswith('…'):
        yield 'the ellipsis differs'


def offences(template, fresh, translations):
    for key in sorted(fresh.keys() - template.keys()):
        yield f'not in the template: {key[0]}: {key[1][:80]!r}'
    for key in sorted(template.keys() - fresh.keys()):
        yield f'in the template alone: {key[0]}: {key[1][:80]!r}'
    for file, words in translations.items():
        for key in sorted(template.keys() - words.keys()):
            yield f'{file}: not there: {key[0]}: {key[1][:80]!r}'
        for key, (forms, finished) in sorted(words.items()):
            if finished:
                for form in forms:
                    yield from (f'{file}: {key[0]}: {key[1][:80]!r}: {fault}' for fault in faults(key[1], form, len(forms) > 1))
        hurry = [done for key, (_, done) in words.items() if key[0] in WHOLE]
        if sum(hurry) < SHARE * len(hurry):
            yield f'{file}: of what is read in a hurry {len(hurry) - sum(hurry)} words of {len(hurry)} are not translated'


require(list(offences({('A', 'a', ''): ([''], False)}, {('A', 'a', ''): ([''], False), ('A', 'b', ''): ([''], False)}, {})), 'a new word')
require(list(offences({('A', 'a', ''): ([''], False)}, {}, {})), 'a word that is gone')
require(list(offences({('Fleet', 'a', ''): ([''], False)}, {('Fleet', 'a', ''): ([''], False)}, {'x': {('Fleet', 'a', ''): ([''], False)}})), 'a gap where there may be none')
for planted in (('%1 of %2', '%1 von', False), ('Roll back…', 'Zurückrollen', False), (' old', 'alt', False), ('a', ' ', False), ('in %n s', 'in s', False)):
    require(list(faults(*planted)), planted)
for innocent in (('%1 of %2', 'von %2 nur %1', False), ('%n rows', 'eine Zeile', True), ('100 % of it', '100 % davon', False)):
    require(not list(faults(*innocent)), innocent)

if not LUPDATE:
    print('lupdate is not installed (qt6-tools-dev)')
    sys.exit(77)
committed = sorted(FOLDER.glob('maestro_*.ts'))
if '--update' in sys.argv:
    print(*refresh(committed), sep='\n')
    sys.exit(0)
with tempfile.TemporaryDirectory() as folder:
    new = pathlib.Path(folder) / 'maestro_en.ts'
    lost = refresh([new])
    told = {file.name: messages(file) for file in committed}
    template = told.pop('maestro_en.ts')
    found = lost + list(offences(template, messages(new), told))
if found:
    print('`cmake --build build/dev --target update_translations` reads the words anew')
report(found, f'{len(template)} words in the template; ' + ', '.join(f'{sum(done for _, done in words.values())} in {file}' for file, words in told.items()))
