# SPDX-FileCopyrightText: Maestro Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verbs as bare requests, for running the stories without the product: what then falls short is the cluster's doing."""
import time

from cluster import Scene, Short


class ByHand(Scene):
    def act(self, verb, *options, exit_code=0, **_):
        if exit_code:
            return {}
        body, sub = self.body(verb, options)
        self.until(lambda r, s: self.looked(r, s), 'looked at by the controller')
        code, document, _ = self.patch(body, 'json' if isinstance(body, list) else 'merge', sub)
        if code != 200:
            raise Short(self.title(f'{verb} by hand: {code} {document.get("message")}'))
        self.settle(verb)
        return {'before': {'step': {'index': 1}}}

    def body(self, verb, options):
        status = self.status()
        match verb:
            case 'promote':
                return [{'op': 'remove', 'path': '/status/pauseConditions'}], 'status'
            case 'promote-full':
                return {'status': {'promoteFull': True}}, 'status'
            case 'skip-step':
                return {'status': {'currentStepIndex': status['currentStepIndex'] + 1}}, 'status'
            case 'abort':
                return {'status': {'abort': True, 'promoteFull': False}}, 'status'
            case 'retry':
                return {'status': {'abort': False}}, 'status'
            case 'pause' | 'resume':
                return {'spec': {'paused': verb == 'pause'}}, ''
            case 'restart':
                return {'spec': {'restartAt': time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())}}, ''
        template = self.target(options)['spec']['template']
        template['metadata']['labels'].pop('rollouts-pod-template-hash')
        return [{'op': 'replace', 'path': '/spec/template', 'value': template}], ''

    def target(self, options):
        number = lambda s: int(s['metadata']['annotations']['rollout.argoproj.io/revision'])
        sets = sorted(self.objects('replicasets'), key=number)
        status = self.status()
        if options:
            return next(s for s in sets if number(s) == int(options[1]))
        if status['stableRS'] != status['currentPodHash']:
            return next(s for s in sets if s['metadata']['labels']['rollouts-pod-template-hash'] == status['stableRS'])
        return sets[-2]

    def settle(self, verb):
        self.until(lambda r, s: self.looked(r, s) and {
            'abort': lambda: s.get('abortedAt') and s.get('phase') == 'Degraded', 'retry': lambda: not s.get('abort'),
            'promote-full': lambda: s['stableRS'] == s['currentPodHash'] or not s.get('abort') and s.get('promoteFull'),
            'promote': lambda: not s.get('controllerPause') or s.get('currentStepIndex', 0) != 1}.get(verb, lambda: True)(), verb)
        time.sleep(.4)
