#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every case of the tables through the command line, the cluster behind the fault proxy; of the strange ones (X...) a slice, or those that the pattern names.

    suite.py BUILD_DIR [PATTERN] [--seed N]"""
import argparse
import concurrent.futures
import pathlib
import random
import re
import shutil
import sys
import tempfile
import time
import traceback

from faultproxy import Certificates
import combined             # adds its cases to the table
import connections          # adds its cases too
import strangereads         # adds its cases too
import strangeservers
from reads import TABLE
from strangewrites import STRANGE
from world import Box, Place, Tally
from writes import WRITES

AT_ONCE = 8
SLICE, SLOW = 40, 61         # what takes longer is only played by name


def play(place, case):
    begun = time.monotonic()
    try:
        if place.at_gate():
            case.play(place)
    except Exception:
        place.want(False, f'the case itself broke: {traceback.format_exc()}')
    finally:
        place.close()
    return case.id, time.monotonic() - begun


def namespace(case):
    return ('many-' if getattr(case, 'many', False) else '') + re.sub(r'[^a-z0-9-]', '-', case.id.lower())


def chosen(pattern, seed):
    everything = [*WRITES, *STRANGE, *combined.WORLDS, *TABLE]
    if pattern:
        return [case for case in everything if re.search(pattern, case.id)]
    strange = [case for case in everything if case.id.startswith('X') and case.within < SLOW]
    print(f'{SLICE} of {len(strange)} strange ones, --seed {seed}', flush=True)
    return [case for case in everything if not case.id.startswith('X')] + random.Random(seed).sample(strange, SLICE)


def main(build, pattern='', seed=1):
    tables = chosen(pattern, seed)
    if len({namespace(case) for case in tables}) != len(tables):
        sys.exit('two cases of one id')
    folder = pathlib.Path(tempfile.mkdtemp(prefix='maestro-faults-'))
    tally, begun = Tally(), time.monotonic()
    authority = Certificates(str(folder))
    certificate = authority.issue('server')
    box = Box(pathlib.Path(build).resolve() / 'bin', folder / 'box', [namespace(case) for case in tables], 5)
    try:
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            slowest_first = sorted(tables, key=lambda case: -case.within)
            runs = [pool.submit(lambda c=case: play(Place(box, tally, f'{c.id} {c.what}', namespace(c), authority, certificate, c.plain), c)) for case in slowest_first]
            times = sorted((run.result() for run in runs), key=lambda t: -t[1])
    finally:
        box.close()
        shutil.rmtree(folder, ignore_errors=True)
    print('slowest:', ', '.join(f'{id} {seconds:.0f} s' for id, seconds in times[:6]))
    print(f'{len(tables)} cases in {time.monotonic() - begun:.0f} s: {tally.held} expectations held, {len(tally.short)} short')
    return 1 if tally.short or not tables else 0


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('build')
    parser.add_argument('pattern', nargs='?', default='')
    parser.add_argument('--seed', type=int, default=1)
    sys.exit(main(**vars(parser.parse_args())))
