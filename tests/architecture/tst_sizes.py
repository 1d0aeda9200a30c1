#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files, functions and rooms stay small enough to be read in one sitting."""
import re
import statistics

from house import FLOORS, ROOT, code, line_of, name, read, report, require, sources

HEADER, SOURCE, TEST, MAIN_WINDOW, CMAKE, FUNCTION, ROOM = 200, 500, 500, 400, 160, 80, 20
# Each entry says why; an entry that is no longer needed is an offence itself.
ALLOWED = {
    'ui/theme/icons.cpp:function': 'a table of drawings, one line each',
}


def functions(text):
    """(first line, number of lines) of every function body, by following braces outside literals and comments."""
    clean = re.sub(r'^[ \t]*#.*(?:\\\n.*)*', lambda m: '\n' * m.group().count('\n'), code(text), flags=re.M)
    stack, start = [], 0
    for match in re.finditer(r'[{};]', clean):
        mark = match.group()
        if mark == '{':
            head = clean[start:match.start()].strip()
            inside = next((kind for kind, _ in reversed(stack) if kind != 'scope'), 'scope')
            if re.search(r'\bnamespace\b|\bextern\b', head):
                kind = 'scope'
            elif inside != 'function' and re.search(r'\b(class|struct|union|enum)\b', head) and not head.endswith(')'):
                kind = 'scope'
            elif inside == 'function' or head.endswith(('=', ',', '(')):
                kind = 'block'
            else:
                kind = 'function'
            stack.append((kind, match.start()))
        elif mark == '}' and stack:
            kind, opened = stack.pop()
            if kind == 'function':
                first = line_of(clean, opened)
                yield first, line_of(clean, match.start()) - first + 1
        start = match.end()


def limit_of(path):
    file = name(path)
    if file == 'ui/shell/mainwindow.cpp':
        return MAIN_WINDOW
    if path.suffix == '.h':
        return HEADER
    return TEST if file.startswith('tests/') else SOURCE


long = 'namespace a {\nclass B {\n void f() const\n{\n' + ' if (x) { y(); }\n' * 80 + '}\n};\n}\n'
require([n for _, n in functions(long)] == [82], 'a long function is measured')
require([n for _, n in functions('A::A(int i) : m_a{i}, m_b(2)\n{\n\n}\n')][-1] == 3, 'a constructor with an initialiser list is measured')
require(not list(functions('struct S { int a{1}; };\nconst int t[] = {1, 2};\n'))[1:], 'data is no function')

found, used = [], set()


def check(what, size, limit, where):
    if size > limit:
        if what in ALLOWED:
            used.add(what)
        else:
            found.append(f'{where}: {size}, at most {limit}')


files = sources(*FLOORS, 'tests')
lines = {file: read(file).count('\n') for file in files}
for file in files:
    check(name(file), lines[file], limit_of(file), f'{name(file)}: lines')
    for first, size in functions(read(file)):
        check(f'{name(file)}:function', size, FUNCTION, f'{name(file)}:{first}: lines of a function')
for cmake in [ROOT / 'CMakeLists.txt', *(p for f in (*FLOORS, 'tests', 'packaging') for p in (ROOT / f).rglob('CMakeLists.txt'))]:
    check(name(cmake), read(cmake).count('\n'), CMAKE, f'{name(cmake)}: lines')
for folder in sorted({file.parent for file in sources(*FLOORS)}):
    check(name(folder), sum(f.parent == folder for f in files), ROOM, f'{name(folder)}: files in a room')
found += [f'{entry}: allowed but not needed' for entry in ALLOWED if entry not in used]

product = [n for f, n in lines.items() if f.suffix == '.cpp' and not name(f).startswith('tests/')]
headers = [n for f, n in lines.items() if f.suffix == '.h' and not name(f).startswith('tests/')]
report(found, f'{len(files)} files; median header {statistics.median(headers or [0]):.0f}, median source {statistics.median(product or [0]):.0f} lines')
