#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a test of the window once more in a real X server, where pointer, focus and shortcuts are those of a person.    onscreen.py PROGRAM [ARGUMENT]..."""
import os
import shutil
import subprocess
import sys
import tempfile


def main(*command):
    if not shutil.which('Xvfb'):
        print('SKIP: no Xvfb')
        return 1 if os.environ.get('CI') == 'true' else 77
    read, write = os.pipe()
    server = subprocess.Popen(['Xvfb', '-displayfd', str(write), '-screen', '0', '1600x1300x24', '-nolisten', 'tcp', '-noreset'], pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with tempfile.TemporaryDirectory(prefix='maestro-onscreen-') as home, open(read, encoding='ascii') as number:
            env = {k: v for k, v in os.environ.items() if k not in ('KUBECONFIG', 'WAYLAND_DISPLAY') and not k.startswith('MAESTRO_')}
            env |= {'DISPLAY': ':' + number.readline().strip(), 'QT_QPA_PLATFORM': 'xcb', 'DBUS_SESSION_BUS_ADDRESS': 'disabled:',
                    'XDG_RUNTIME_DIR': home, 'MAESTRO_HOME': home}
            return subprocess.run(command, env=env, stdin=subprocess.DEVNULL, check=False, timeout=200).returncode
    finally:
        server.kill()
        server.wait()


sys.exit(main(*sys.argv[1:]))
