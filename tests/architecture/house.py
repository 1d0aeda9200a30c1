# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every architecture test shares: the source files, their code without comments and strings, and the report."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FLOORS = ('models', 'app', 'ui')

_NOISE = re.compile(r'R"([^ ()\\]{0,16})\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n]){1,8}\'|//[^\n]*|/\*.*?\*/', re.S)


def sources(*folders):
    """Every .h and .cpp below the given folders, sorted."""
    return sorted(p for f in folders for p in (ROOT / f).rglob('*') if p.suffix in ('.h', '.cpp'))


def name(path):
    return path.relative_to(ROOT).as_posix()


def read(path):
    return path.read_text(encoding='utf-8')


def code(text):
    """The text with comments and literals blanked; line numbers stay."""
    def blank(match):
        found = match.group()
        return ('""' if found[0] in '"R' else '0' if found[0] == "'" else ' ') + '\n' * found.count('\n')
    return _NOISE.sub(blank, text)


def line_of(text, position):
    return text.count('\n', 0, position) + 1


def require(condition, what):
    """A test that cannot fail is a defect: each one first proves that it sees a planted offence."""
    if not condition:
        sys.exit(f'self-check failed: {what}')


def report(found, summary):
    for line in found:
        print(line)
    print(summary if not found else f'{len(found)} offences')
    sys.exit(1 if found else 0)
