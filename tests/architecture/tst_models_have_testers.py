#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every item model is watched by a QAbstractItemModelTester in some test of its room."""
import re

from house import code, name, read, report, require, sources

CLASS = re.compile(r'\bclass\s+(\w+)\s*(?:final\s*)?:([^{;]*)\{')
BASES = {'QAbstractItemModel', 'QAbstractTableModel', 'QAbstractListModel', 'QAbstractProxyModel', 'QIdentityProxyModel', 'QSortFilterProxyModel'}


def models(texts):
    """Classes that are item models, directly or through another class of the same set of texts."""
    found = {m.group(1): set(re.findall(r'\w+', m.group(2))) for text in texts for m in CLASS.finditer(code(text))}
    known = set(BASES)
    while True:
        more = {c for c, bases in found.items() if c not in known and bases & known}
        if not more:
            parents = set().union(*(found[c] for c in known - BASES)) if known - BASES else set()
            return known - BASES - parents            # what is only derived from is tested through its heirs
        known |= more


def tested(model, tests):
    return any('QAbstractItemModelTester' in text and re.search(rf'\b{model}\b', text) for text in tests)


sample = 'class Base : public QAbstractTableModel {};\nclass A final : public Base\n{\n};\nclass N : public QObject {};'
require(models([sample]) == {'A'}, 'models are found through their bases')
require(not tested('A', ['A a; // QAbstractItemModelTest']), 'a missing tester is seen')

headers = sources('models/items')
tests = [code(read(p)) for p in sources('tests') if 'QAbstractItemModelTester' in read(p)]
everywhere = models([read(p) for p in headers])
strays = [f'{name(p)}: item models live in models/items' for f in ('app', 'ui') for p in sources(f) if p.suffix == '.h'
          for m in CLASS.finditer(code(read(p))) if set(re.findall(r'\w+', m.group(2))) & BASES]
report([f'{m}: no test gives it to a QAbstractItemModelTester' for m in sorted(everywhere) if not tested(m, tests)] + strays, f'{len(everywhere)} models, each with its tester')
