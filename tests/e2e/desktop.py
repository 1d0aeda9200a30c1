# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of its own for one program: X server, session bus, accessibility bus; and hands that reach it through that bus alone."""
import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time

NEEDED = ('Xvfb', 'dbus-run-session')
LAUNCHER = '/usr/libexec/at-spi-bus-launcher'


def reason_to_skip():
    missing = [p for p in NEEDED if not any(os.access(os.path.join(d, p), os.X_OK) for d in os.environ['PATH'].split(':'))]
    missing += [] if os.access(LAUNCHER, os.X_OK) else ['at-spi2-core']
    try:
        import pyatspi  # noqa: F401
    except ImportError:
        missing.append('python3-pyatspi')
    return f'not installed: {", ".join(missing)}' if missing else ''


def enter(script, *arguments):
    """Runs the script again inside a session bus and an X server of its own; returns its exit code."""
    with tempfile.TemporaryDirectory(prefix='maestro-session-') as runtime:
        os.chmod(runtime, 0o700)
        env = {k: v for k, v in os.environ.items() if k not in ('DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'AT_SPI_BUS_ADDRESS', 'QT_QPA_PLATFORM')
               and not k.startswith(('MAESTRO_', 'LC_'))}
        env |= {'XDG_RUNTIME_DIR': runtime, 'HOME': runtime, 'MAESTRO_INSIDE': '1', 'LANG': 'C.UTF-8', 'LANGUAGE': 'en'}
        return subprocess.run(['dbus-run-session', '--', sys.executable, '-B', script, *arguments], env=env, check=False).returncode


def inside():
    return os.environ.get('MAESTRO_INSIDE') == '1'


def settle_in(script, lacking=''):
    """Returns inside a desktop of its own; ends this process with the code of the script played there, or says why it cannot be."""
    if why := reason_to_skip() or lacking:
        print(f'SKIP: {why}')
        sys.exit(1 if os.environ.get('CI') == 'true' else 77)
    if not inside():
        sys.exit(enter(os.path.abspath(script), *sys.argv[1:]))


def child(command, **more):
    """A process that ends with this one."""
    def die_with_parent():
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    return subprocess.Popen([str(c) for c in command], stdin=subprocess.DEVNULL, preexec_fn=die_with_parent, **more)


def start_session():
    """X server and accessibility bus; after this, programs that are started can be reached."""
    read, write = os.pipe()
    child(['Xvfb', '-displayfd', write, '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'], pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    os.environ['DISPLAY'] = ':' + open(read, encoding='ascii').readline().strip()
    child([LAUNCHER, '--launch-immediately'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.environ |= {'QT_LINUX_ACCESSIBILITY_ALWAYS_ON': '1', 'QT_QPA_PLATFORM': 'xcb'}
    time.sleep(.7)


class Bus:
    """Everything the window says and accepts, by accessible name."""

    def __init__(self):
        import pyatspi
        self.spi = pyatspi
        self.registry = pyatspi.Registry

    def shown(self):
        desktop = self.registry.getDesktop(0)
        for index in range(desktop.childCount):
            application = self.tried(lambda: desktop.getChildAtIndex(index))
            if application is not None and 'maestro' in (application.name or '').lower():
                yield from self.controls(application)

    def below(self, node):
        yield node
        for index in range(min(self.tried(lambda: node.childCount) or 0, 300)):
            found = self.tried(lambda: node.getChildAtIndex(index))
            if found is not None:
                yield from self.below(found)

    def controls(self, node):
        """What is below and shown, without the cells of tables and the items of lists."""
        yield node
        if self.tried(node.getRoleName) in ('table', 'list', 'tree'):
            return
        for index in range(min(self.tried(lambda: node.childCount) or 0, 300)):
            found = self.tried(lambda: node.getChildAtIndex(index))
            if found is not None and self.has(found, self.spi.STATE_SHOWING):
                yield from self.controls(found)

    @staticmethod
    def tried(call):
        """Objects of the other process go away while one looks at them; that is no answer, not an error."""
        try:
            return call()
        except Exception:
            return None

    def has(self, node, state):
        return self.tried(lambda: node.getState().contains(state)) or False

    def find(self, name, role=None, seconds=10, starts=False):
        end = time.monotonic() + seconds
        while True:
            for node in self.shown():
                said = self.tried(lambda: node.name) or ''
                if (said.startswith(name) if starts else said == name) and (role is None or self.tried(node.getRoleName) == role):
                    return node
            if time.monotonic() > end:
                return None
            time.sleep(.1)

    def text(self, name, **more):
        node = self.find(name, **more)
        if node is None:
            return ''
        return self.tried(lambda: node.queryText().getText(0, -1)) or self.tried(lambda: node.name) or ''

    def enabled(self, node):
        return node is not None and self.has(node, self.spi.STATE_ENABLED) and self.has(node, self.spi.STATE_SENSITIVE)

    def press(self, name, **more):
        node = self.find(name, **more)
        action = node is not None and self.tried(node.queryAction)
        if not action:
            return False
        names = [action.getName(i).lower() for i in range(action.nActions)]
        wanted = next((names.index(n) for n in ('press', 'click', 'toggle') if n in names), 0)
        return bool(self.tried(lambda: action.doAction(wanted)))

    def click(self, name, hold=.05, **more):
        """The pointer goes to the middle of a control that is shown, and its first button down for so many seconds. False where there is nothing to click."""
        node = self.find(name, **more)
        return node is not None and self.enabled(node) and self.point(node, hold)

    def click_cell(self, name, text):
        """A double click on the row whose first cell has the text."""
        node = self.find(name, role='table', seconds=1)
        table = node is not None and self.tried(node.queryTable)
        for row in range(table.nRows if table else 0):
            cell = self.tried(lambda: table.getAccessibleAt(row, 0))
            if cell is not None and text in (self.tried(lambda: cell.name) or ''):
                return self.point(cell) and self.point(cell)
        return False

    def click_item(self, name, text):
        """An item of a list by a part of its text."""
        node = self.find(name, role='list', seconds=1)
        items = [n for n in self.below(node) if text in (self.tried(lambda: n.name) or '') and n is not node] if node is not None else []
        return bool(items) and self.point(items[0])

    def point(self, node, hold=.05):
        box = self.tried(lambda: node.queryComponent().getExtents(self.spi.DESKTOP_COORDS))
        if box is None or box.width <= 0:
            return False
        x, y = box.x + box.width // 2, box.y + box.height // 2
        self.registry.generateMouseEvent(x, y, 'abs')
        self.registry.generateMouseEvent(x, y, 'b1p')
        time.sleep(hold)
        self.registry.generateMouseEvent(x, y, 'b1r')
        return True

    def type(self, name, text, **more):
        node = self.find(name, **more)
        return node is not None and bool(self.tried(lambda: node.queryEditableText().setTextContents(text)))

    def rows(self, name, seconds=10):
        """Texts of a table's cells, row by row; of a list's items otherwise."""
        node = self.find(name, role='table', seconds=0) or self.find(name, role='list', seconds=0) or self.find(name, seconds=seconds)
        table = node is not None and self.tried(node.queryTable)
        if table:
            return [[self.tried(lambda: table.getAccessibleAt(r, c).name) or '' for c in range(table.nColumns)] for r in range(min(table.nRows, 200))]
        return [[n.name] for n in self.below(node) if n is not node and self.tried(lambda: n.name)] if node is not None else []

    def selected(self, name):
        """The first cell of the selected row, as text."""
        node = self.find(name, role='table')
        table = node is not None and self.tried(node.queryTable)
        rows = self.tried(table.getSelectedRows) if table else None
        return self.tried(lambda: table.getAccessibleAt(rows[0], 0).name) or '' if rows else ''

    def key(self, symbol):
        """A key press that goes to whatever has the focus."""
        self.registry.generateKeyboardEvent(symbol, None, self.spi.KEY_SYM)
