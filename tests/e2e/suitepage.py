#!/usr/bin/python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A suite of the policy by pointer alone, in a real X server against the sandbox: run from the Rollout page, its checks read before they start, live
output, a failure tried again, Promote that waits for it, and kill -9 while a check runs.    suitepage.py BUILD_DIR [FOLDER FOR PICTURES]"""
import http.server
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

import desktop
from mainjob import Cli, short, until, want

SCENARIO = '''name: suites
clusters:
- name: staging-1
  namespaces: [shop]
  rollouts:
  - {name: cart, namespace: shop, strategy: canary, replicas: 4, versions: [v1], since: 1d, steps: [{setWeight: 25}, {pause: {}}, {setWeight: 50}, {pause: {}}]}
  script:
  - {at: -1m, do: setImage, rollout: shop/cart, version: v2}
'''
POLICY = '''apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {{name: release, version: 1}}
variables: {{VALIDATION_TOKEN: {{from: "file:{folder}/token", secret: true}}}}
services:
  - {{name: cart, workload: {{kind: Rollout, namespace: shop, name: cart}}, strategy: phased}}
strategies:
  - {{name: phased, kind: canary, phases: [{{name: full, ladder: ["25%", "50%", "100%"], validate_each_step: post-rollout}}]}}
suites:
  - name: post-rollout
    env: {{DIR: {folder}}}
    timeout: 2m
    run: [[./check.sh, smoke], [./check.sh, integration], [./check.sh, security]]
    http: [{{method: POST, url: "http://127.0.0.1:{port}/v1/workflows/validate", auth: VALIDATION_TOKEN, body_file: customers.json, expect: {{status: 200}}}}]
'''
CHECK = '''#!/bin/sh
echo "$1" >> "$DIR/order"
echo "$1 looks at cart"
case $1 in
integration) [ -e "$DIR/mended" ] || { echo 'order 17 was lost'; exit 3; };;
security) while [ -e "$DIR/wait" ]; do sleep 0.1; done;;
esac
'''
PANEL = 'Suite post-rollout'


class Customers(http.server.BaseHTTPRequestHandler):
    got = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
        self.got.append((self.path, self.headers.get('Authorization'), body))
        self.send_response(200)
        self.send_header('Content-Length', '0')
        self.end_headers()

    def log_message(self, *_):
        pass


class Page:
    def __init__(self, bus, pictures):
        self.bus, self.pictures = bus, pictures

    def picture(self, name):
        if self.pictures:
            time.sleep(.4)
            subprocess.run(['import', '-window', 'root', pathlib.Path(self.pictures) / f'{name}.png'], check=False)

    def said(self):
        return self.bus.text(PANEL, seconds=1)

    def tells(self, words):
        """Whether anything that is shown has these words."""
        return any(words in (self.bus.tried(lambda: n.name) or '') + (self.bus.tried(lambda: n.queryText().getText(0, -1)) or '') for n in self.bus.shown())

    def check(self, place):
        return self.bus.text(f'Check {place}', seconds=1)

    def opens(self):
        want(self.bus.find(PANEL, seconds=60) is not None, 'the suite stands on the page')
        return want(until(lambda: 'live' in self.bus.text('Data age', seconds=1), 30), 'the data is live')

    def clicks(self, name, role='push button'):
        """Clicked until it happens: a list that is filled anew under the pointer swallows a click."""
        return self.bus.click(name, role=role, seconds=5)

    def dialog(self):
        return self.bus.find('Suite post-rollout on shop/cart', role='dialog', seconds=0)

    def asks(self, button):
        want(until(lambda: self.dialog() is not None or self.clicks(button) and until(lambda: self.dialog() is not None, 3)), f'"{button}" opens the dialog')

    def starts(self, button):
        want(until(lambda: self.bus.enabled(self.bus.find(button, role='push button', seconds=0))), 'what would run is known')
        want(self.clicks(button), 'it is confirmed by a click')

    def ends(self, words):
        want(until(lambda: words in self.bus.text('Effect', seconds=1), 60), f'the dialog says: {words}', self.bus.text('Effect', seconds=1))


def first_run(page, cli, folder):
    want('never run here' in page.said() and 'Promote waits for it' in page.said(), 'it was never run, and Promote waits', page.said())
    refused = cli('-n', 'shop', 'plan', 'promote', 'cart')
    want(refused.get('allowed') is False and 'post-rollout' in (refused.get('reason') or ''), 'Promote is refused until it passed', refused.get('reason'))
    page.asks('Run the suite post-rollout')
    want(until(lambda: page.tells('customers.json'), 10), 'the request is shown before it is sent')
    page.picture('asked')
    want(not (folder / 'order').exists() and not Customers.got, 'nothing ran so far')
    want(not cli('journal', 'list').get('records'), 'and nothing is on record')
    page.starts('Run all')
    page.ends('3 passed, 1 failed, 0 not started')
    page.picture('failed')
    output = page.bus.text('Output', seconds=1)
    want('order 17 was lost' in output, 'what the checks said is there', output)
    want(page.clicks('Close'), 'the dialog closes')
    want((folder / 'order').read_text().split() == ['smoke', 'integration', 'security'], 'each check ran once, in order')
    want(Customers.got == [('/v1/workflows/validate', 'Bearer of-the-customers', b'{"customers": [7]}\n')], 'the request is what the policy says', Customers.got)
    want(until(lambda: '3 of 4 passed, 1 failed on revision 2' in page.said()), 'the page says how it went', page.said())
    want(until(lambda: page.tells('The check 2 integration failed'), 5), 'the window says it on every page')
    want('exit code 3' in page.check(2) or 'order 17' in page.check(2), 'and why', page.check(2))


def second_attempt(page, cli, folder):
    (folder / 'mended').touch()
    page.asks('Run what has not passed of the suite post-rollout')
    page.starts('Run 2 integration')
    page.ends('1 passed, 0 failed, 0 not started')
    want(page.clicks('Close'), 'the dialog closes')
    want(until(lambda: '4 of 4 passed on revision 2' in page.said() and 'waits' not in page.said()), 'it has passed, and nothing waits', page.said())
    want(until(lambda: not page.tells('The check 2 integration failed')), 'and nothing says any longer that it failed')
    page.picture('passed')
    want((folder / 'order').read_text().split()[3:] == ['integration'], 'only what had failed ran again')
    want(len(Customers.got) == 1, 'nothing was sent twice')
    done = cli('-n', 'shop', 'promote', 'cart', '--reason', 'the suite has passed', '--yes', '--observe-timeout', '30s')
    want(done.get('state') == 'applied', 'Promote is open now', done.get('message'))
    want(until(lambda: 'Promote waits for it' in page.said() and 'of another release' not in page.check(1)), 'at the next step it waits again', page.said())


def killed(page, cli, folder, console):
    (folder / 'wait').touch()
    page.asks('Run the suite post-rollout')
    page.starts('Run all')
    want(until(lambda: (folder / 'order').read_text().split().count('security') == 2, 30), 'the third check runs')
    console.kill()
    console.wait()


def after_the_kill(page, cli, folder):
    want(until(lambda: '1 running' in page.said() and '1 not begun' in page.said()), 'the page says that a check runs, and one was not begun', page.said())
    page.picture('after-kill')
    (folder / 'wait').unlink()
    want(until(lambda: '3 of 4 passed, 1 not begun' in page.said(), 90), 'its end is told by the next window', page.said())
    want(len(Customers.got) == 1, 'and nothing goes on by itself')
    page.asks('Run what has not passed of the suite post-rollout')
    want(until(lambda: any((page.bus.tried(lambda: n.name) or '').startswith('Run 4') for n in page.bus.shown()), 10), 'what is left is asked for')
    page.starts('Run 4 127.0.0.1')
    page.ends('1 passed, 0 failed, 0 not started')
    want(page.clicks('Close'), 'the dialog closes')
    want(until(lambda: '4 of 4 passed' in page.said()), 'then all have passed', page.said())
    page.picture('whole')
    want((folder / 'order').read_text().split()[4:] == ['smoke', 'integration', 'security'] and len(Customers.got) == 2, 'each once')
    runs = [i['run'] for i in cli('suite', 'list', '--service', 'cart').get('items', [])]
    want(runs and runs[0]['state'] == 'passed' and [i['attempt'] for i in runs[0]['items']] == [1, 1, 1, 1], 'the command line says the same', runs)
    verified = cli('journal', 'verify')
    want(verified.get('state') == 'valid', 'the Journal verifies', verified)
    want('of-the-customers' not in json.dumps(cli('journal', 'list')), 'and has no token')


def main(build, pictures=None):
    programs = pathlib.Path(build).resolve() / 'bin'
    desktop.start_session()
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Customers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(prefix='maestro-e2e-') as name:
        folder = pathlib.Path(name)
        kubeconfig, home, log = folder / 'kubeconfig', folder / 'home', folder / 'log'
        (folder / 'suites.yaml').write_text(SCENARIO)
        for made in (home, home / 'config', home / 'config/policies'):
            made.mkdir(mode=0o700)
        place = home / 'config/policies'
        for file, text, mode in ((place / 'release.yaml', POLICY.format(folder=folder, port=server.server_address[1]), 0o600), (place / 'check.sh', CHECK, 0o700),
                                 (place / 'customers.json', '{"customers": [7]}\n', 0o600), (folder / 'token', 'of-the-customers\n', 0o600)):
            file.write_text(text)
            file.chmod(mode)
        with open(log, 'wb') as out:
            sandbox = desktop.child([programs / 'maestro-sandbox', '--scenario', folder / 'suites.yaml', '--port', '0', '--kubeconfig-out', kubeconfig], stdout=out, stderr=out)
            if not want(until(kubeconfig.exists), 'the sandbox runs', log.read_text()[-300:]):
                return
            cli = Cli(programs / 'maestro', kubeconfig, home)
            page = Page(desktop.Bus(), pictures)
            opened = lambda theme: desktop.child([programs / 'maestro-console', '--kubeconfig', kubeconfig, '--theme', theme, '--size', '1440x900', 'shop/cart'], env=cli.env, stdout=out, stderr=out)
            console = opened('light')
            try:
                if page.opens():
                    first_run(page, cli, folder)
                    second_attempt(page, cli, folder)
                    killed(page, cli, folder, console)
                    console = opened('dark')
                    if page.opens():
                        after_the_kill(page, cli, folder)
                want(console.poll() is None, 'the window is still there', log.read_text()[-400:])
            finally:
                for process in (console, sandbox):
                    process.kill()
                    process.wait()


if __name__ == '__main__':
    desktop.settle_in(__file__)
    main(*sys.argv[1:3])
    print(f'{len(short)} short')
    sys.exit(1 if short else 0)
