#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs given as arguments load no Gui library: they run on a machine without a display stack."""
import re
import subprocess
import sys

GUI = re.compile(r'libQt6(?:Gui|Widgets|Svg|Charts|OpenGL|XcbQpa)|lib(?:X11|xcb|GL|EGL|wayland-client|fontconfig)\b')


def loaded(program):
    return subprocess.run(['ldd', program], check=True, capture_output=True, text=True).stdout


if GUI.search('libQt6Guide.so') is None or GUI.search('libQt6Core.so.6') is not None:
    sys.exit('self-check failed')
bad = [f'{p}: {line.strip()}' for p in sys.argv[1:] for line in loaded(p).splitlines() if GUI.search(line)]
print('\n'.join(bad) or f'{len(sys.argv) - 1} programs, no Gui library')
sys.exit(1 if bad or len(sys.argv) < 2 else 0)
