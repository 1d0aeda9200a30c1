#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One suite, two clusters, the same expectations: the real control plane and the sandbox.

    suite.py real|sandbox BUILD_DIR [STORY...]     stories and facts by name; all of them without a name
    suite.py ... --by-hand                         the verbs as bare requests, without the product

Exit 0 all held, 1 something fell short, 77 skipped: with CI=true that is a failure too.
"""
import concurrent.futures
import os
import pathlib
import subprocess
import sys

import controlplane
from byhand import ByHand
from cluster import Sandbox, Scene, Tally, play, played, skipped
from drills import FACTS as DRILLS
from eachstep import FACTS as EACH_STEP
from emergencies import FACTS as EMERGENCIES
from facts import FACTS
from killedways import FACTS as KILLED
from matrix import FACTS as MATRIX
from proxied import FACTS as PROXIED
from stories import STORIES
from verified import FACTS as VERIFIED
from waysback import FACTS as WAYS_BACK

EVERYTHING = STORIES | FACTS | EMERGENCIES | WAYS_BACK | MATRIX | PROXIED | VERIFIED | KILLED | DRILLS | EACH_STEP
# kwok's failing pods, for which the sandbox has a scenario; it adds nothing to pod templates, has no proxy, and is behind the fault proxy in tests/faults
ONLY_REAL = {'failing', 'metadata', 'affinity', 'proxied', 'ontheway'}


def suite(cluster, names, by_hand):
    tally = Tally()
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda n: play(cluster, tally, n, lambda: EVERYTHING[n]((ByHand if by_hand else Scene)(cluster, tally, n, 'web'))), names))
    if not by_hand:
        code, document, said = cluster.run('journal', 'verify')
        tally.same((code, (document or {}).get('state'), (document or {}).get('openIntents')), (0, 'valid', []), 'all stories together: journal')
    print(f'{tally.held} held, {len(tally.short)} short')
    return 1 if tally.short else 0


def client_test(build, kubeconfig):
    """Tests that need a real API server; under ctest alone they skip, here they have one."""
    failed = 0
    for name in ('tst_kube_controlplane', 'tst_services_lease'):
        done = subprocess.run([build / 'tests' / name], env=os.environ | {'MAESTRO_TEST_KUBECONFIG': str(kubeconfig)},
                              capture_output=True, text=True, timeout=120)
        print(done.stdout.strip().splitlines()[-2] if done.returncode == 0 else done.stdout, flush=True)
        failed |= done.returncode
    return 1 if failed else 0


def main(argv):
    by_hand = '--by-hand' in argv
    where, build, *names = [a for a in argv if a != '--by-hand']
    programs = pathlib.Path(build) / 'bin'
    names = names or [n for n in EVERYTHING if where == 'real' or n not in ONLY_REAL]
    if controlplane.missing():
        try:
            controlplane.check_go()
        except controlplane.Unavailable as why:
            print(f'SKIP: {why}')
        return skipped('the control plane is not built: tests/controlplane/controlplane.py build')
    plane = controlplane.ControlPlane if where == 'real' else lambda folder: Sandbox(programs / 'maestro-sandbox', folder, 'empty')
    client = lambda cluster: client_test(pathlib.Path(build), cluster.kubeconfig) if where == 'real' and not by_hand else 0
    return played(where, plane, None if by_hand else str(programs / 'maestro'), where == 'real', lambda cluster, _: max(suite(cluster, names, by_hand), client(cluster)))


if __name__ == '__main__':
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
