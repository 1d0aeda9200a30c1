#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a document names as a proof exists: `file::name`, and `cases::ID` as the beginning of an id in the tables of tests/faults."""
import re
import sys

from house import ROOT, report, require

sys.path.insert(0, str(ROOT / 'tests/faults'))
import combined
import connections  # noqa: F401  (adds to the table)
import strangereads  # noqa: F401
import strangeservers  # noqa: F401
from reads import TABLE
from strangewrites import STRANGE
from writes import WRITES

DOCUMENTS = ('SECURITY.md', 'tests/faults/README.md')
ids = [case.id for case in [*WRITES, *STRANGE, *combined.WORLDS, *TABLE]]


def missing(reference):
    where, _, name = reference.partition('::')
    if where == 'cases':
        return not any(id_ == name or id_.startswith(name + '-') for id_ in ids)
    file = ROOT / where
    return not file.exists() or bool(name) and not re.search(rf'\b{re.escape(name)}\(', file.read_text(encoding='utf-8'))


def references(text):
    return re.findall(r'`((?:cases::[A-Z]+\d|tests/)[^`\s]+)`', text)


require(missing('cases::F999') and missing('tests/app/tst_kube_config.cpp::nothing') and missing('tests/none.cpp'), 'what is not there is found missing')
require(not missing('cases::F001') and not missing('tests/app/tst_kube_config.cpp::loads'), 'what is there is found')

found, count = [], 0
for document in DOCUMENTS:
    for reference in references((ROOT / document).read_text(encoding='utf-8')):
        count += 1
        if missing(reference):
            found.append(f'{document}: {reference} does not exist')
twice = {id_ for id_ in ids if ids.count(id_) > 1}
found += [f'tests/faults: two cases are called {id_}' for id_ in sorted(twice)]
report(found, f'{count} references, {len(ids)} cases')
