#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one-way rule of ARCHITECTURE.md, include by include: floors, sibling rooms, Qt modules, libraries with one home."""
import re

from house import FLOORS, ROOT, code, line_of, name, read, report, require, sources

# Who may include whom. A room always may include itself and `domain`, unless SANDBOX_SEES narrows it.
PAGE = {'models/items', 'models/ports', 'models/text', 'ui/theme', 'ui/charts', 'ui/parts'}
MAY = {
    'models/domain': set(),
    'models/text': set(),
    'models/ports': set(),
    'models/items': {'models/text'},
    'app/net': set(),
    'app/kube': {'app/net'},
    'app/prometheus': {'app/net'},
    'app/alertmanager': {'app/net'},
    'app/process': set(),
    'app/journal': set(),
    'app/config': set(),
    'app/services': {'models/ports', 'models/text', 'app/net', 'app/kube', 'app/prometheus', 'app/alertmanager', 'app/process', 'app/journal', 'app/config'},
    'app/cli': {'models/ports', 'models/text', 'app/services'},
    'app/climain': {'app/cli', 'app/process'},
    'app/sandbox': set(),
    'app/sandboxmain': {'app/sandbox'},
    'ui/theme': {'models/text'},
    'ui/parts': {'models/items', 'models/text', 'ui/theme'},
    'ui/charts': {'models/items', 'models/text', 'ui/theme', 'ui/parts'},
    'ui/timeline': PAGE,
    'ui/rollouts': PAGE | {'ui/timeline', 'ui/operations', 'ui/slo'},
    'ui/operations': PAGE,
    'ui/slo': PAGE | {'ui/operations'},
    'ui/triage': PAGE | {'ui/decision'},
    'ui/decision': PAGE,
    'ui/mass': PAGE | {'ui/operations'},
    'ui/drill': PAGE,
    'ui/journal': PAGE,
    'ui/connection': PAGE,
    'ui/reference': PAGE,
    'ui/settings': PAGE,
    'ui/shell': PAGE | {'ui/timeline', 'ui/rollouts', 'ui/operations', 'ui/journal', 'ui/connection', 'ui/settings', 'ui/slo', 'ui/triage', 'ui/decision', 'ui/drill', 'ui/mass', 'ui/reference'},
}
BOTH_SIDES = 'app/desktop'
# The sandbox shares values with the product, never its judgement: a mistake there must not hide a mistake here.
SANDBOX_SEES = re.compile(r'models/domain/(base/|rollout/(?!rolloutphase\.h|weight\.h|rolloutassembly\.h))')
HOMES = {'yaml-cpp/': ('app/kube', 'app/config', 'app/sandbox'), 'simdjson.h': ('app/kube', 'app/prometheus'), 'zlib.h': ('app/kube', 'app/sandbox'), 'qt6keychain/': ('app/config',)}
UMBRELLA = re.compile(r'Qt(Core|Gui|Widgets|Network|Test|Svg|SvgWidgets|Charts|Xml|Sql|DBus|Concurrent|OpenGL|PrintSupport)$')
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.M)


# Headers that show one of these libraries: for their own folder only.
private = {name(f): lib for f in sources(*FLOORS) if f.suffix == '.h' for lib in HOMES if f'#include <{lib}' in read(f)}


def room(path):
    return '/'.join(path.split('/')[:2])


def resolve(including, wanted):
    """The file a quoted include means, the way the compiler finds it: beside, models, own floor, the other floors."""
    floor = including.split('/')[0]
    beside = including.rsplit('/', 1)[0]
    for base in (beside, 'models', floor, *FLOORS):
        if (ROOT / base / wanted).is_file():
            return f'{base}/{wanted}'
    return None


def offence(including, mark, wanted, find=resolve):
    """Why this include is not allowed, or None."""
    here = room(including)
    floor = here.split('/')[0]
    if mark == '<':
        if UMBRELLA.match(wanted):
            return f'<{wanted}> is a whole module'
        if re.match(r'Qt[A-Z]\w*/', wanted) and floor != 'app':
            return f'<{wanted}> reaches past what the room links'
        for start, homes in HOMES.items():
            if wanted.startswith(start) and here not in homes:
                return f'<{wanted}> belongs to {", ".join(homes)}'
        return None
    if wanted.endswith('.moc') or wanted.startswith(('moc_', 'ui_', 'qrc_')):
        return None
    target = find(including, wanted)
    if target in private and target.rsplit('/', 1)[0] != including.rsplit('/', 1)[0]:
        return f'"{wanted}" shows {private[target]}, which is private to its folder'
    if target is None:
        return f'"{wanted}" is not in the house'
    there = room(target)
    if there == here or here == BOTH_SIDES:
        return None
    if here not in MAY:
        return f'room {here} has no row in the table'
    if here == 'app/sandbox':
        return None if SANDBOX_SEES.match(target) else f'the sandbox may not know {target}'
    if there != 'models/domain' and there not in MAY[here]:
        return f'{here} may not know {there} ("{wanted}")'
    return None


def plant(including, mark, wanted, target=None):
    return offence(including, mark, wanted, lambda *_: target)


require(plant('models/domain/a.h', '"', 'items/b.h', 'models/items/b.h'), 'sibling room')
require(plant('ui/shell/a.h', '"', 'kube/b.h', 'app/kube/b.h'), 'ui reaches app')
require(plant('app/kube/api/a.h', '"', 'journal/b.h', 'app/journal/b.h'), 'adapters are deaf to each other')
require(plant('app/sandbox/a.h', '"', 'domain/rollout/weight.h', 'models/domain/rollout/weight.h'), 'sandbox shares no judgement')
require(plant('models/domain/a.h', '<', 'QtNetwork/QNetworkReply'), 'module prefix')
require(plant('app/net/a.cpp', '<', 'QtNetwork'), 'umbrella')
require(plant('app/net/a.cpp', '<', 'simdjson.h'), 'library outside its home')
private['app/kube/decode/planted.h'] = 'simdjson'
require(plant('app/kube/api/a.h', '"', 'kube/decode/planted.h', 'app/kube/decode/planted.h'), 'a header that shows a private library')
require(not plant('ui/shell/a.h', '"', 'ports/b.h', 'models/ports/b.h'), 'allowed include')

found = []
files = sources(*FLOORS)
for file in files:
    text = read(file)
    kept = code(re.sub(r'"([^"\n]*)"', r'<\1>', text))  # keeps include lines, drops those in comments
    for match in INCLUDE.finditer(text):
        at = line_of(text, match.start())
        if '#' not in kept.split('\n')[at - 1]:
            continue
        why = offence(name(file), match.group(1), match.group(2))
        if why:
            found.append(f'{name(file)}:{at}: {why}')
for cmake in sorted(p for f in FLOORS for p in (ROOT / f).rglob('CMakeLists.txt')):
    if 'Qt6::Charts' in read(cmake) and 'Charts ROOT ui' not in read(cmake):
        found.append(f'{name(cmake)}: only ui/charts links QtCharts')
report(found, f'{len(files)} files keep the one-way rule')
