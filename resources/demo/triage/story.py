#!/usr/bin/env python3
# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The drill: from the alert to verified, with the command line alone, and a stopwatch.

    story.py EVIDENCE MAESTRO [ARGUMENTS OF MAESTRO ...]

Exit 0 when the service was verified within the budget of the runbook. Every step prints what it did and when, counted from the moment the
alert began; what is printed is what the program said."""
import datetime
import json
import subprocess
import sys
import time

SERVICE, NAMESPACE, ALERT = 'maestro-control-plane', 'maestro', 'MaestroHighLatencyP95'
BUDGET = 600


class Drill:
    def __init__(self, evidence, program):
        self.evidence, self.program = evidence, program
        self.began = None

    def call(self, *arguments, codes=(0,)):
        done = subprocess.run([*self.program, '--json', '-n', NAMESPACE, *arguments], capture_output=True, text=True, timeout=240)
        if done.returncode not in codes:
            sys.exit(f'drill: maestro {" ".join(arguments)} ended with {done.returncode}: {done.stderr.strip()}')
        return json.loads(done.stdout)

    def now(self):
        return (datetime.datetime.now(datetime.timezone.utc) - self.began).total_seconds() if self.began else 0

    def say(self, text):
        print(f'  {int(self.now()) // 60}:{int(self.now()) % 60:02d}  {text}', flush=True)

    def until(self, what, seconds, ask):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := ask():
                return found
            time.sleep(1)
        sys.exit(f'drill: {what} did not come within {seconds} s')

    def firing(self):
        groups = self.call('alerts')
        return next((a for a in walk(groups) if a.get('name') == ALERT and a.get('state') == 'firing'), None)

    def run(self):
        print(f'waiting for {ALERT} of {SERVICE}', flush=True)
        alert = self.until('the alert', 240, self.firing)
        self.began = datetime.datetime.fromisoformat(alert['since'].replace('Z', '+00:00'))
        self.say(f'{ALERT} fires')
        run = self.call('triage', 'start', 'ten-minute', '--service', SERVICE, '--alert', ALERT)
        bad = [f'{i["id"]}: {i["finding"]}' for i in run['items'] if i['state'] == 'bad']
        self.say(f'triage read {sum(bool(i["finding"]) for i in run["items"])} checks: {"; ".join(bad) or "nothing bad"}')
        self.say(f'{run["suggestionWhy"]}')
        report = self.until('the decision of the gates', 180, lambda: self.rollback_due())
        self.say(f'gates: {report["decision"]["verdict"]}, rule {report["decision"]["rule"]}')
        self.call('triage', 'tick', run['id'], 'pods', '--note', 'seen in the drill')
        decided = self.call('triage', 'decide', run['id'], 'rollback', '--reason', f'{ALERT}: the canary is slow and wrong')
        self.say(f'decided: {decided["decision"]["verdict"]}, {len(decided["decision"]["evidence"])} outputs kept')
        outcome = self.call('rollback', '--service', SERVICE, '--yes', '--reason', f'{ALERT}: the canary is slow and wrong', '--ticket', 'DRILL-1')
        self.say(f'rollback: {outcome["state"]}')
        self.verify()
        path = self.call('triage', 'export', run['id'], self.evidence)['path']
        self.say(f'evidence in {path}')
        if self.call('journal', 'verify')['state'] != 'valid':
            sys.exit('drill: the Journal does not verify')
        return self.now()

    def rollback_due(self):
        report = self.call('slo', SERVICE)
        return report if report['decision']['verdict'] in ('rollback', 'immediate') else None

    def verify(self):
        done = self.call('validate', '--service', SERVICE, '--wait', '5m', codes=(0, 1, 3, 7))
        for item in done.get('items', []):
            print(f'          {item["id"]}: {item["state"]}', flush=True)
        if not done.get('verified'):
            sys.exit('drill: the rollback was not verified')
        self.say('verified')
        self.until('the end of the alert', 240, lambda: not self.firing())
        self.say('the alert is over')


def walk(value):
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from walk(one)
    elif isinstance(value, list):
        for one in value:
            yield from walk(one)


def main():
    seconds = Drill(sys.argv[1], sys.argv[2:]).run()
    word = 'within' if seconds <= BUDGET else 'beyond'
    print(f'stopwatch: verified {int(seconds) // 60}:{int(seconds) % 60:02d} after the alert, {word} the ten minutes of the runbook', flush=True)
    return 0 if seconds <= BUDGET else 1


if __name__ == '__main__':
    sys.exit(main())
