#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""No code is loaded from where the environment says, nor from beside the program.    plantedcode.py BUILD_DIR"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

CATEGORIES = ('platforms', 'platformthemes', 'platforminputcontexts', 'styles', 'imageformats', 'iconengines', 'tls', 'generic', 'networkinformation')
KUBECONFIG = '''apiVersion: v1
kind: Config
current-context: c
clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
users: [{name: u, user: {token: t}}]
contexts: [{name: c, context: {cluster: c, user: u}}]
'''
build = pathlib.Path(sys.argv[1])
PROGRAMS = {'maestro': ['list'], 'maestro-console': ['--exit-after-startup']}
held, short = 0, []


def want(holds, what, found=''):
    global held
    if holds:
        held += 1
    else:
        short.append(what)
        print(f'  SHORT  {what}\n         {found}', flush=True)


def plant(folder):
    """Libraries in every category, under the names of real ones: none of them may be as much as opened."""
    for category in CATEGORIES:
        (folder / category).mkdir(parents=True)
        for name in ('libqoffscreen.so', 'libqxcb.so', 'libqopensslbackend.so', 'libevil.so'):
            (folder / category / name).write_bytes(b'\x7fELF evil')
    return folder


def run(folder, command, **more):
    env = {k: v for k, v in os.environ.items() if not k.startswith(('QT_', 'MAESTRO_'))}
    (folder / 'kubeconfig').write_text(KUBECONFIG)
    env |= {'KUBECONFIG': str(folder / 'kubeconfig'), 'MAESTRO_HOME': str(folder / 'home'), 'QT_QPA_PLATFORM': 'offscreen', 'DBUS_SESSION_BUS_ADDRESS': 'disabled:', **more}
    traced = ['strace', '-f', '-qq', '-e', 'trace=openat,open,execve', '-o', str(folder / 'opened')]
    done = subprocess.run([*traced, *map(str, command)], env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stderr, (folder / 'opened').read_text(errors='replace')


def by_environment(folder, name):
    planted = plant(folder / 'planted')
    (folder / 'openssl.cnf').write_text('openssl_conf = a\n[a]\nengines = b\n[b]\nc = d\n[d]\ndynamic_path = %s/tls/libevil.so\ninit = 1\n' % planted)
    code, said, opened = run(folder, [build / 'bin' / name, *PROGRAMS[name]], QT_PLUGIN_PATH=str(planted), QT_QPA_PLATFORM_PLUGIN_PATH=str(planted / 'platforms'),
                             QT_QPA_PLATFORMTHEME='evil', QT_STYLE_OVERRIDE='evil', QT_QPA_GENERIC_PLUGINS='evil', OPENSSL_CONF=str(folder / 'openssl.cnf'), OPENSSL_MODULES=str(planted / 'tls'))
    want('evil' not in said and (code == 0 or 'Connection refused' in said), f'{name} starts as ever', (code, said))
    want('/tls/libqopensslbackend.so' in opened or name != 'maestro', f'{name} loaded a plug-in from where Qt is installed', opened[-2000:])
    found = [line for line in opened.splitlines() if str(planted) in line or 'openssl.cnf' in line and str(folder) in line]
    want(not found, f'{name} opens nothing that the environment names', found[:3])


def beside(folder, name):
    for planted in (*CATEGORIES, 'qt.conf', 'qt6.conf'):
        place = folder / planted
        place.mkdir()
        shutil.copy2(build / 'bin' / name, place / name)
        target = place / planted
        if planted.endswith('.conf'):
            target.write_text('[Paths]\nPlugins = /tmp\n')
        else:
            target.mkdir()
            (target / 'libevil.so').write_bytes(b'\x7fELF evil')
        code, said, opened = run(place, [place / name, *PROGRAMS[name]])
        want(code == 3 and f'/{planted} stands beside' in said, f'{name} refuses {planted} beside itself', (code, said))
        want(f'{target}' not in opened, f'{name} does not open {planted}', opened)


def main():
    if not shutil.which('strace') or subprocess.run(['strace', '-o', '/dev/null', 'true'], capture_output=True).returncode:
        print('SKIP strace is not installed, or this system does not permit tracing')
        return 1 if os.environ.get('CI') == 'true' else 77
    for name in PROGRAMS:
        if not (build / 'bin' / name).exists():
            continue
        for play in (by_environment, beside):
            with tempfile.TemporaryDirectory() as folder:
                play(pathlib.Path(folder), name)
    print(f'{held} held, {len(short)} short')
    return 1 if short or not held else 0


sys.exit(main())
