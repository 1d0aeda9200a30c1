#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person reads goes through tr() or translate(), with a context that lupdate can see. `models/domain` says values, not words, and the
sandbox is nobody's desk."""
import re

from house import line_of, name, read, report, require, sources

LITERAL = re.compile(r'R"([^ ()\\]{0,16})\(.*?\)\1"|"(?P<said>(?:\\.|[^"\\\n])*)"|\'(?:\\.|[^\'\\\n]){1,8}\'|//[^\n]*|/\*.*?\*/', re.S)
TRANSLATED = re.compile(r'(?:\btr|\bQT_TR_NOOP|\b(?:translate|QT_TRANSLATE_NOOP)\(\s*"[\w:]+"\s*,|\btranslate)\s*\(?\s*$')
SHOWN = re.compile(r'\b(?:set(?:Text|ToolTip|AccessibleName|AccessibleDescription|PlaceholderText|WindowTitle|Title|StatusTip|WhatsThis)|add(?:Action|Row|Item|Button|Tab)'
                   r'|new\s+Q(?:Label|PushButton|CheckBox|RadioButton|GroupBox|Action))\s*\(\s*(?:QStringLiteral\(|QLatin1String\(|u)?\s*$')
SENTENCE = re.compile(r"[A-Za-z]{2,}[,:;.]? [a-z]{2,}")
CODE = re.compile(r'[{}@<>=]|yyyy|HH:mm|\\n|\bby \(')  # style sheets, queries, formats, files
HELPER = re.compile(r'QCoreApplication::translate\("[\w:]+",\s*[a-z]\w*\s*\)')
LOG = re.compile(r'\b(?:qC?(?:Debug|Info|Warning|Critical)|Q_ASSERT_X|static_assert)\b')

# (file, what the literal contains, why it stays as it is)
AS_IT_IS = [
    (r'app/journal/(journalwriter|journalformat|redactor)\.cpp', r'the journal begins|set aside|left out|too deep', 'bytes of the Journal'),
    (r'app/journal/journalstore\.cpp', r'valid with recovered tail', 'bytes of an export'),
    (r'app/services/triage/\w+checks\.cpp', r'', 'where a reading came from; recorded'),
    (r'app/services/desk/helmdeed\.cpp', r'Rollback to', "Helm's own words, compared"),
    (r'app/(kube|services|prometheus)/.*', r'Too large resource version|admission webhook|maximum resolution|the server rejected our request|does not support dry run', "the server's own words, compared"),
    (r'app/cli/bake/bakedocuments\.cpp', r'anytime-valid', 'a field of a document'),
    (r'app/(cli|services)/evidence/.*', r'\.json', 'bytes of an evidence pack'),
    (r'app/services/evidence/packreview\.cpp', r'', 'English like every document'),
    (r'models/text/reference/referencecards\.cpp', r'^(scripts/|curl |ls |evidence export)', 'commands'),
    (r'app/config/policy/policyschema\.cpp', r'', 'the grammar of a policy'),
    (r'app/services/desk/registrylookup\.cpp', r'^application/', 'media types'),
    (r'app/cli/line/completion\.cpp', r'', 'a program of the shell'),
    (r'app/cli/line/manualpage\.cpp', r'', 'English by convention'),
    (r'ui/timeline/timelinescene\.cpp', r'No longer aborted', 'a word of the domain, compared'),
    (r'models/items/journalmodel\.cpp', r'os user', 'the key of a record'),
    (r'app/services/facts/healthprober\.cpp', r'^(no endpoints available|error trying to reach service)$', 'what an API server says, compared'),
    (r'app/net/receive/webhook\w+\.cpp|app/services/receive/webhookreceiver\.cpp', r'', 'bytes of an answer to another program'),
    (r'ui/slo/silenceform\.cpp', r'alertname', 'an example to type'),
]


def offences(file, text):
    said_before, end = False, 0
    for match in LITERAL.finditer(text):
        said = match['said']
        if said is None:
            continue
        before = text[max(0, match.start() - 160):match.start()]
        between = text[end:match.start()] if end else 'x'
        translated = bool(TRANSLATED.search(before)) or (said_before and re.fullmatch(r'\s*,?\s*', between) is not None)
        said_before, end = translated, match.end()
        if translated or CODE.search(said) or LOG.search(text[text.rfind('\n', 0, match.start()) + 1:match.start()]):
            continue
        if not (SENTENCE.search(said) or (SHOWN.search(before) and re.search(r'[A-Za-z]{2}', said))):
            continue
        if not any(re.fullmatch(where, file) and re.search(what, said) for where, what, _ in AS_IT_IS):
            yield f'{file}:{line_of(text, match.start())}: not translated: "{said[:80]}"'
    for match in HELPER.finditer(text):
        yield f'{file}:{line_of(text, match.start())}: lupdate cannot see what is said through this function; use Q_DECLARE_TR_FUNCTIONS'


for planted in ('label->setText(QStringLiteral("Healthy"));', 'box->setToolTip(u"Why"_s);', 'new QPushButton("Go", this)', 'Error{kind, code, QStringLiteral("it is not a file")}',
                'tr("Fine"), QStringLiteral("not so fine")', 'return QCoreApplication::translate("Desk", text);'):
    require(list(offences('ui/a.cpp', planted)), planted)
for innocent in ('label->setText(tr("Healthy"));', 'Words::tr("it is not a file", "of a person")', 'QCoreApplication::translate("Config", "must be a list")', 'tr("one sentence "\n   "and another one")',
                 'qCWarning(log) << "the file is gone";', 'value(QStringLiteral("os_user"))', '// it is not a file', 'QT_TRANSLATE_NOOP("Triage", "Workload health")'):
    require(not list(offences('ui/a.cpp', innocent)), innocent)

files = [f for f in sources('ui', 'app', 'models') if not name(f).startswith(('app/sandbox', 'models/domain'))]
report([o for file in files for o in offences(name(file), read(file))], f'{len(files)} files say nothing past the translator')
