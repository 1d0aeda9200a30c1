#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One name, one type: two types of one qualified name in one program are taken for each other by the linker, silently."""
import collections
import re

from house import FLOORS, code, name, read, report, require, sources

_MARK = re.compile(r'namespace\s*([\w:]*)\s*\{|\b(?:struct|class|enum class|enum)\s+(\w+(?:::\w+)*)(?:\s+final)?\s*(?::[^;{}()]*)?\{|\{|\}')


def types(text):
    """Qualified names of the types defined outside anonymous namespaces and functions."""
    scope = []
    for mark in _MARK.finditer(code(text)):
        if mark.group() == '}':
            if scope:
                scope.pop()
        elif mark.group().startswith('namespace'):
            scope.append(mark.group(1) or None)
        elif mark.group(2):
            if None not in scope:
                yield '::'.join([*scope, mark.group(2)])
            scope.append(mark.group(2))
        else:
            scope.append(None)


require(list(types('namespace a { struct B { struct C {}; }; namespace { struct D {}; } void f() { struct E {}; } struct B::F : X {}; }'))
        == ['a::B', 'a::B::C', 'a::B::F'], 'types are found by their qualified names')

places = collections.defaultdict(set)
for path in sources(*FLOORS):
    for found in types(read(path)):
        places[found].add(name(path))
report([f'{found}: defined in {", ".join(sorted(where))}' for found, where in sorted(places.items()) if len(where) > 1],
       f'{len(places)} types, each with a name of its own')
