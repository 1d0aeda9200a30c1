#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls that have no place in the house, and lines that every file begins with."""
import re

from house import FLOORS, code, line_of, name, read, report, require, sources

# (rule, pattern on code without comments and literals, files it does not apply to)
RULES = [
    ('no singletons', r'(?<!CoreApplication::)(?<!GuiApplication::)\binstance\s*\(\s*\)', None),
    ('no processEvents', r'\bprocessEvents\b', None),
    ('no nested event loop', r'\bQEventLoop\b', None),
    ('no dialog or menu that spins its own loop', r'(?<!\bapp)(?<!\bapplication)(?:\.|->)exec\s*\(', None),
    ('typed connect', r'\b(?:SIGNAL|SLOT)\s*\(', None),
    ('connect with a context object', r'\bconnect\s*\(\s*[^;{}]*?,\s*(?:qOverload<[^>]*>\()?&\w[\w<>]*::[\w:<>]+\)?\s*,\s*\[', None),
    ('dialogs go through ui/shell/dialogs', r'\bQMessageBox\s*::', r'ui/shell/dialogs\.cpp'),
    ('time comes from Clock', r'\b(?:currentDateTime|currentDateTimeUtc|currentSecsSinceEpoch|currentMSecsSinceEpoch|currentTime|currentDate)\s*\('
     r'|\bsystem_clock\s*::\s*now|\bgettimeofday\b|\bclock_gettime\b|\bstd\s*::\s*time\s*\(', r'app/services/systemclock\.(h|cpp)|app/sandbox(main)?/.*'),
    ('numbers and days are written by wordsLocale(), never by the system', r'\bQLocale\s*\(\s*\)|\bQLocale\s*\{\s*\}|\bQLocale\s+\w+\s*;|\bQLocale\s*::\s*system\b', r'app/desktop/main\.cpp|app/sandbox(main)?/.*'),
    ('threads start in app/desktop', r'\bQThread\b|\bQtConcurrent\b|\bQThreadPool\b|\bstd\s*::\s*(?:thread|jthread|async)\b', r'app/desktop/.*'),
    ('no blocking calls', r'\bwaitFor(?:Finished|Started|ReadyRead|BytesWritten|Connected|Disconnected|Encrypted|NewConnection)\s*\(|\b(?:usleep|nanosleep)\s*\(', r'app/sandbox(main)?/.*|app/config/privatefile\.cpp|app/journal/journalfiles\.cpp'),  # the last two: a bounded wait for another process's lock
    ('no exceptions of our own', r'\bthrow\b(?!\s*\()', r'app/kube/config/yamltree\.cpp'),  # the only way to stop yaml-cpp's parser
    ('yaml-cpp 0.7 does not always come back from it', r'\bYAML\s*::\s*LoadAll\b', None),
    ('one owner: unique_ptr or a QObject parent', r'\bQSharedPointer\b', None),
    ('no using namespace in a header', r'\busing\s+namespace\b', r'.*\.cpp'),
    ('nobody reads stdin or stdout but the programs', r'\bstd\s*::\s*(?:cout|cerr|cin)\b|\bprintf\s*\(', r'app/(cli|climain|sandboxmain|desktop)/.*'),
]
NOTES = re.compile(r'\b(?:TODO|FIXME|XXX|HACK)\b')
HEAD = '// SPDX-FileCopyrightText: Maestro Console contributors\n// SPDX-License-Identifier: GPL-3.0-or-later\n'


def offences(file, text):
    clean = code(text)
    for rule, pattern, exempt in RULES:
        if not (exempt and re.fullmatch(exempt, file)):
            for match in re.finditer(pattern, clean):
                yield f'{file}:{line_of(clean, match.start())}: {rule}: {" ".join(match.group().split())[:60]}'
    for match in NOTES.finditer(text):
        yield f'{file}:{line_of(text, match.start())}: finish it or leave it out: {match.group()}'
    if not text.startswith(HEAD):
        yield f'{file}:1: the two licence lines come first'
    if file.endswith('.h') and '#pragma once' not in text:
        yield f'{file}:1: no #pragma once'
    if not re.fullmatch(r'(?:[a-z0-9]+/)+(?:tst_[a-z0-9_]+|[a-z0-9]+)\.(?:h|cpp)', file):
        yield f'{file}:1: a file is named like its class, lower case'


for planted in ('Store::instance()', 'qApp->processEvents();', 'QEventLoop loop;', 'dialog.exec();', 'menu->exec(at)', 'connect(a, SIGNAL(x()), b, SLOT(y()));',
                'connect(a, &A::changed, [this] { b(); });', 'QMessageBox::warning(this, a, b);', 'auto t = QDateTime::currentDateTimeUtc();', 'std::thread t;',
                'p.waitForFinished();', 'throw 1;', 'auto all = YAML::LoadAll(text);', 'QSharedPointer<A> a;', 'QLocale().toString(1.5)', 'QLocale here;', 'std::cout << 1;'):
    require(list(offences('ui/shell/a.cpp', HEAD + planted)), planted)
for innocent in ('connect(&a, &A::changed, &a, [] { b(); });', 'connect(a, &A::changed, this, [this] { b(); });', '// SIGNAL(x) in prose', 'return app.exec();', 'QLocale::c().toString(1.5)', 'void f() { s = tr("processEvents"); }'):
    require(not list(offences('ui/shell/a.cpp', HEAD + innocent)), innocent)

files = sources(*FLOORS)
report([o for file in files for o in offences(name(file), read(file))], f'{len(files)} files hold nothing forbidden')
