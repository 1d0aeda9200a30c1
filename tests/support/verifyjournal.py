#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks a journal (directory or exported file) by resources/help/journal-format.md alone, or an evidence pack (folder or ZIP) by evidence-format.md.

Prints "valid", "valid with recovered tail" or "broken at SEGMENT SEQ", then records=, head= and open= lines.
Exit 0 valid, 0 recovered tail, 1 broken, 2 cannot be read."""
import hashlib
import json
import os
import re
import struct
import sys
import zipfile

ZERO = b"0" * 64
HEX = re.compile(rb"[0-9a-f]{64}\Z")
PACK_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)?\Z")
NAME = re.compile(r"segment-(\d{6,})\.jsonl\Z")


def split(line):
    payload, tab, digest = line.partition(b"\t")
    if not tab or not HEX.match(digest):
        return None
    try:
        record = json.loads(payload.decode("utf-8"))
    except ValueError:
        record = None
    return payload, digest, record if isinstance(record, dict) and record.get("v") == 1 else None


def chained(head, payload):
    return hashlib.sha256(b"maestro-journal/1\n" + head + payload).hexdigest().encode()


def first(data):
    line, lf, _ = data.partition(b"\n")
    return split(line) if lf else None


def torn(tail):
    if b"\n" in tail:
        return b"\0" in tail and tail.index(b"\n") == len(tail) - 1
    if b"\0" in tail or b"\t" not in tail:
        return True
    return re.fullmatch(rb"[0-9a-f]{0,64}", tail.split(b"\t", 1)[1]) is not None


class Journal:
    def __init__(self):
        self.head, self.seq, self.records = ZERO, 0, []
        self.broken, self.stopped, self.recovered = None, False, False
        self.hashes, self.tail = {}, None

    def fail(self, segment):
        self.broken = self.broken or (segment, self.seq + 1)
        self.stopped = True

    def segment(self, name, data, following, last):
        start = first(data)
        alarm = bool(start and start[2] and start[2].get("type") == "tamper_alarm")
        if self.stopped:
            if not alarm or chained(ZERO, start[0]) != start[1]:
                return
            self.stopped = False
        aside, nxt = None, first(following) if following else None
        if nxt and nxt[2] and nxt[2].get("type") == "recovered":
            details = nxt[2].get("details", {})
            if details.get("segment") == name and isinstance(details.get("offset"), int) and isinstance(details.get("length"), int):
                aside = details
        limit = min(aside["offset"], len(data)) if aside else len(data)
        at = 0
        while True:
            end = data.find(b"\n", at, limit)
            if end < 0:
                break
            parts = split(data[at:end])
            restart = at == 0 and alarm
            if not parts or chained(ZERO if restart else self.head, parts[0]) != parts[1] or parts[2] is None:
                break
            record = parts[2]
            if record.get("seg") != name or (not restart and record.get("seq") != self.seq + 1):
                break
            if restart and not self.broken:
                self.broken = (record.get("details", {}).get("segment", name), record.get("details", {}).get("seq", -1))
            self.head, self.seq = parts[1], record["seq"]
            self.hashes[name, self.seq] = self.head
            self.records.append(record)
            self.recovered |= record.get("type") == "recovered"
            at = end + 1
        rest = data[at:limit]
        if rest:
            if last and torn(rest):
                self.recovered = True
                self.tail = (name, self.seq + 1)
            else:
                return self.fail(name)
        if aside:
            lost = data[limit:]
            same = len(lost) != aside["length"] or b"\0" in lost or hashlib.sha256(lost).hexdigest() == aside["sha256"]
            if aside["offset"] != at or len(lost) > aside["length"] or not same:
                self.fail(name)

    def compare_head(self, directory, last):
        try:
            with open(os.path.join(directory, "head"), "rb") as file:
                words = file.read().split(b"\n")[0].split(b" ")
        except OSError:
            return
        if len(words) != 4 or words[0] != b"maestro-journal-head/1" or not words[2].isdigit() or not HEX.match(words[3]):
            return
        place = (words[1].decode(), int(words[2]))
        if self.hashes.get(place) != words[3] and self.tail != place and not self.stopped:
            self.fail(last)

    def open_intents(self):
        found = {}
        for record in self.records:
            kind, action = record.get("type"), record.get("id")
            if kind == "intent":
                found[action] = True
            elif kind in ("reconcile", "refused") or (kind == "outcome" and record.get("state") != "unknown"):
                found.pop(action, None)
        return list(found)


def segments_of(path):
    if os.path.isdir(path):
        names = sorted((int(m.group(1)), n) for n in os.listdir(path) for m in [NAME.match(n)] if m)
        out = []
        for _, name in names:
            with open(os.path.join(path, name), "rb") as file:
                out.append((name[:-6], file.read()))
        return out, True
    with open(path, "rb") as file:
        lines = [line + b"\n" for line in file.read().split(b"\n")]
    lines[-1] = lines[-1][:-1]
    lines = [line for line in lines if line]
    while lines and lines[0].startswith(b"#"):
        lines.pop(0)
    out = []
    for line in lines:
        parts = split(line.rstrip(b"\n"))
        name = parts[2].get("seg") if parts and parts[2] else None
        if not out or (name and name > out[-1][0]):
            out.append([name or "segment-000001", b""])
        out[-1][1] += line
    return out, False


def folder_files(folder):
    """Names of everything in a folder that is no folder, and what reads a plain file of it (None: there is none)."""
    names = []
    for where, folders, files in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(where, name))]
        names += [os.path.relpath(os.path.join(where, name), folder) for name in files + links]

    def read(name):
        path = os.path.join(folder, name)
        if os.path.islink(path) or not os.path.isfile(path):
            return None
        with open(path, "rb") as file:
            return file.read()
    return names, read


def zip_files(path):
    """The same of a ZIP: stored, every name below one folder, none twice, no checksum that differs. Nothing is written."""
    with open(path, "rb") as file:
        raw = file.read()
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        folder = entries[0].filename.split("/")[0] + "/" if entries else ""
        if len({entry.filename for entry in entries}) != len(entries) or archive.testzip() is not None:
            raise zipfile.BadZipFile("names twice or damaged")
        if any(entry.compress_type != zipfile.ZIP_STORED or not entry.filename.startswith(folder) for entry in entries):
            raise zipfile.BadZipFile("not as it was exported")
        if any(raw[e.header_offset + 18:e.header_offset + 26] != struct.pack("<II", e.file_size, e.file_size) for e in entries):
            raise zipfile.BadZipFile("two sizes of one file")
        files = {entry.filename[len(folder):]: archive.read(entry) for entry in entries}
    return list(files), files.get


def pack_problems(names, read, manifest):
    """What does not hold in an evidence pack (resources/help/evidence-format.md), one sentence each."""
    problems, listed = [], {"manifest.json"}
    for entry in manifest.get("files", []):
        name = entry.get("file", "")
        if name in listed:
            problems.append("%s is named twice" % name)
        listed.add(name)
        data = read(name) if PACK_NAME.match(name) else None
        if data is None:
            problems.append("%s is missing" % name)
        elif len(data) != entry.get("size") or hashlib.sha256(data).hexdigest() != entry.get("sha256"):
            problems.append("%s is not what was written" % name)
    problems += ["%s is not in the manifest" % name for name in names if name not in listed]
    chain = manifest.get("chain", {})
    head, seq = str(chain.get("previousHash", "")).encode(), None
    lines = (read("record.jsonl") or b"").split(b"\n")
    for line in lines[:-1]:
        parts = split(line)
        if not parts or not parts[2] or chained(head, parts[0]) != parts[1] or (seq is not None and parts[2].get("seq") != seq + 1):
            return problems + ["record.jsonl breaks behind record %s" % seq]
        head, seq = parts[1], parts[2].get("seq")
    if lines[-1] or seq is None or head.decode() != chain.get("lastHash"):
        problems.append("record.jsonl does not end where the manifest says")
    return problems


def verify_pack(path):
    """0 or 1 as for a journal; None: this is no pack."""
    packed = os.path.isfile(path) and path.endswith(".zip")
    if not packed and not os.path.isdir(path):
        return None
    manifest = None
    try:
        names, read = zip_files(path) if packed else folder_files(path)
        manifest = json.loads((read("manifest.json") or b"").decode("utf-8"))
    except (OSError, ValueError, zipfile.BadZipFile):
        pass
    if not isinstance(manifest, dict) or manifest.get("format") != "maestro-evidence/1":
        if not packed and not os.path.exists(os.path.join(path, "record.jsonl")):
            return None
        print("broken\nno manifest")
        return 1
    problems = pack_problems(names, read, manifest)
    print("broken" if problems else "valid")
    for problem in problems:
        print(problem)
    print("files=%d" % len(manifest.get("files", [])))
    print("head=%s" % manifest.get("chain", {}).get("lastHash", ""))
    return 1 if problems else 0


def main():
    if len(sys.argv) != 2:
        print("usage: verifyjournal.py DIRECTORY|FILE|PACK", file=sys.stderr)
        return 2
    pack = verify_pack(sys.argv[1])
    if pack is not None:
        return pack
    try:
        segments, directory = segments_of(sys.argv[1])
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    journal = Journal()
    for i, (name, data) in enumerate(segments):
        last = i + 1 == len(segments)
        journal.segment(name, data, None if last or not directory else segments[i + 1][1], last)
    if directory:
        journal.compare_head(sys.argv[1], segments[-1][0] if segments else "segment-000001")
    if journal.broken:
        print("broken at %s %d" % journal.broken)
    else:
        print("valid with recovered tail" if journal.recovered else "valid")
    print("records=%d" % len(journal.records))
    print("head=%s" % journal.head.decode())
    print("open=%s" % ",".join(journal.open_intents()))
    return 1 if journal.broken else 0


if __name__ == "__main__":
    sys.exit(main())
