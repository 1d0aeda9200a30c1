// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/recorders/recorder.h"
#include "sandbox/scenario/scenarioloader.h"
#include "sandbox/world/sandbox.h"
#include "support/program.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// A new version crashes half an hour after a Secret was renewed; Helm, Argo CD and a workflow have a past, too.
constexpr const char *scenario = R"(name: changes
clusters:
- name: sandbox
  namespaces: [shop, argocd]
  rollouts:
  - name: cart
    namespace: shop
    strategy: nginx
    replicas: 4
    versions: [v1, v2]
    since: 6h
    annotations: {meta.helm.sh/release-name: cart, meta.helm.sh/release-namespace: shop}
    labels: {app.kubernetes.io/managed-by: Helm}
    steps: [{setWeight: 25}, {pause: {}}]
    podSpec:
      imagePullSecrets: [{name: registry}]
      containers: [{envFrom: [{configMapRef: {name: cart-settings}}, {secretRef: {name: cart-tokens}}, {secretRef: {name: absent, optional: true}}]}]
  - {name: calm, namespace: shop, strategy: canary, replicas: 1, versions: [v1], since: 1d, steps: [{setWeight: 50}, {pause: {}}]}
  helmReleases:
  - {namespace: shop, name: cart, version: 1.2.3, appVersion: v2, revision: 4}
  objects:
  - {at: -5h, kind: ConfigMap, namespace: shop, name: cart-settings, body: {data: {level: info}}}
  - {at: -5h, kind: Secret, namespace: shop, name: cart-tokens, body: {type: Opaque, data: {api: Zmlyc3Qtc2VjcmV0LXZhbHVl}}}
  - {at: -4h, kind: Secret, namespace: shop, name: registry, body: {data: {.dockerconfigjson: e30=}}}
  - {at: -30m, kind: Secret, namespace: shop, name: cart-tokens, by: vault-agent, body: {type: Opaque, data: {api: c2Vjb25kLXNlY3JldC12YWx1ZQ==}}}
  - at: -3h
    kind: Application
    namespace: argocd
    name: cart-app
    body: {status: {history: [{id: 6, revision: 0123456789abcdef, deployedAt: "2026-01-01T00:10:00Z", initiatedBy: {username: mara}}]}}
  behaviours:
  - {service: cart, version: v3, health: crashLoop}
  script:
  - {at: 1s, do: setImage, rollout: shop/cart, version: v3}
)";

constexpr const char *policy = R"(apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {name: shop, version: 1}
environments: [{name: test, connection: sandbox, namespaces: {apps: shop}}]
variables: {repo: {value: team/shop}}
services:
  - {name: basket, workload: {kind: Rollout, namespace: shop, name: cart}, argocd: {app: cart-app}}
  - {name: calm, workload: {kind: Rollout, namespace: shop, name: calm}, argocd: {app: no-such-app}}
decisions:
  rollback_any: [{id: pods-bad, when: {builtin: crash-loop}}]
rollback:
  providers: [{name: flow, type: github-actions, repo: "{{repo}}", workflow: cd.yml, inputs: {image_tag: "{{good_tag}}"}}]
)";

/// "What changed" of triage (ledger TRI-02, TRI-08, TML-11) on the command line.
class tst_cli_changes : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;
    sandbox::GithubRecorder m_github;

    Said triage(const QStringList &arguments, bool github = true)
    {
        QStringList all{u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"-n"_s, u"shop"_s, u"--policy"_s, m_dir.filePath(u"policy.yaml"_s)};
        if (github)
            all += {u"--github"_s, m_github.url()};
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), all + QStringList{u"triage"_s} + arguments, {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}}, 60'000);
    }

    bool write(const QString &name, const QByteArray &text)
    {
        QFile file(m_dir.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }

    static QJsonObject item(const QJsonObject &run, const QString &id)
    {
        for (const QJsonValue &one : run[u"items"].toArray())
            if (one[u"id"].toString() == id)
                return one.toObject();
        return {};
    }

    static QStringList sources(const QJsonObject &run)
    {
        QStringList found;
        for (const QJsonValue &one : run[u"changes"][u"items"].toArray())
            found.append(one[u"source"].toString());
        return found;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(write(u"scenario.yaml"_s, scenario) && write(u"policy.yaml"_s, policy));
        const auto loaded = sandbox::loadScenario(m_dir.filePath(u"scenario.yaml"_s));
        QVERIFY2(loaded.ok(), loaded ? "" : qPrintable(loaded.error().message));
        sandbox::SandboxOptions options;
        options.scenario = *loaded;
        options.now = QDateTime::currentDateTimeUtc();
        options.kubeconfig = m_dir.filePath(u"kc"_s);
        options.plain = true;
        m_world = std::make_unique<sandbox::Sandbox>(options);
        QSignalSpy ready(m_world.get(), &sandbox::Sandbox::ready);
        m_world->start();
        QVERIFY(ready.wait(30'000));
        QVERIFY(m_github.listen(std::nullopt));
        m_github.runs = {{41, u"deploy v2 of cart"_s, u"jonas"_s, 5, options.now.addSecs(-6 * 3600)}};
    }

    void oneListAndTheFirstBadSampleInIt()
    {
        QJsonObject run;
        QTRY_VERIFY_WITH_TIMEOUT(!(run = triage({u"start"_s, u"ten-minute"_s, u"--service"_s, u"basket"_s}).json())[u"changes"][u"firstBad"][u"at"].isNull(), 90'000);
        const QStringList found = sources(run);
        for (const QString &word : {u"revision"_s, u"helm"_s, u"configMap"_s, u"secret"_s, u"ingress"_s, u"workflow"_s, u"argoCd"_s})
            QVERIFY2(found.contains(word), qPrintable(word + u" in "_s + found.join(u',')));
        QCOMPARE(run[u"changes"][u"unread"].toArray(), QJsonArray());
        const QJsonArray items = run[u"changes"][u"items"].toArray();
        for (qsizetype i = 1; i < items.size(); ++i)
            QVERIFY(items[i - 1][u"at"].toString() >= items[i][u"at"].toString());
        const QJsonObject bad = run[u"changes"][u"firstBad"].toObject();
        QCOMPARE(bad[u"against"].toString(), u"revision 3"_s);
        QCOMPARE(bad[u"what"].toString(), u"builtin:crash-loop"_s);
        const QDateTime changed = QDateTime::fromString(items[0][u"at"].toString(), Qt::ISODateWithMs);
        QCOMPARE(items[0][u"what"].toString(), u"revision 3"_s);
        QCOMPARE(items[0][u"by"].toString(), u"kubectl-client-side-apply"_s);
        QCOMPARE(bad[u"gapSeconds"].toDouble(), double(changed.msecsTo(QDateTime::fromString(bad[u"at"].toString(), Qt::ISODateWithMs))) / 1000);
        QVERIFY2(run[u"changes"][u"text"].toString().contains(u"after revision 3"_s), qPrintable(run[u"changes"][u"text"].toString()));
        QCOMPARE(item(run, u"changes"_s)[u"state"].toString(), u"ok"_s);
        QCOMPARE(item(run, u"changes"_s)[u"finding"].toString(), run[u"changes"][u"text"].toString());
        QCOMPARE(run[u"suggestion"].toString(), u"rollback"_s);
        // The board that `maestro decisions` shows, in the same answer.
        QCOMPARE(run[u"board"][u"verdict"].toString(), u"rollback"_s);
        QCOMPARE(run[u"board"][u"rule"].toString(), u"pods-bad"_s);
        QVERIFY2(run[u"suggestionWhy"].toString().startsWith(u"Roll back now: pods-bad says so."_s), qPrintable(run[u"suggestionWhy"].toString()));
        QCOMPARE(item(run, u"helm.history"_s)[u"state"].toString(), u"ok"_s);
        QVERIFY(item(run, u"config.history"_s)[u"finding"].toString().startsWith(u"Secret shop/cart-tokens changed last"_s));
        // The same list in words, and in the evidence.
        QFile kept(m_dir.filePath(u"home/state/evidence/"_s + item(run, u"changes"_s)[u"evidence"][0].toString() + u".txt"_s));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        const QByteArray text = kept.readAll();
        QVERIFY2(text.contains("First bad") && text.contains("deploy v2 of cart") && text.contains("vault-agent"), text.constData());
    }

    void valuesOfSecretsAreNowhere()
    {
        const Said said = triage({u"start"_s, u"ten-minute"_s, u"--service"_s, u"basket"_s});
        QCOMPARE(said.code, 0);
        int looked = 0;
        const auto verify = [&looked](const QByteArray &bytes, const QString &where) {
            for (const char *value : {"first-secret-value", "second-secret-value", "Zmlyc3Qtc2VjcmV0", "c2Vjb25kLXNlY3JldC", "sandbox-helm-password"})
                QVERIFY2(!bytes.contains(value), qPrintable(where));
            ++looked;
        };
        verify(said.both(), u"what the command says"_s);
        QDirIterator files(m_dir.filePath(u"home"_s), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            verify(file.readAll(), file.fileName());
        }
        QVERIFY(looked > 5);
    }

    void whatCannotBeReadIsSaid()
    {
        const QJsonObject run = triage({u"start"_s, u"ten-minute"_s, u"--service"_s, u"calm"_s}, false).json();
        QCOMPARE(item(run, u"changes"_s)[u"state"].toString(), u"unknown"_s);
        QStringList unread;
        for (const QJsonValue &one : run[u"changes"][u"unread"].toArray())
            unread.append(one[u"source"].toString());
        unread.sort();
        QCOMPARE(unread, (QStringList{u"argoCd"_s, u"workflow"_s}));
        QVERIFY(sources(run).contains(u"revision"_s));
        // What is known is told first, what could not be read is named, and nothing of it is fine.
        QVERIFY(!run[u"changes"][u"complete"].toBool(true));
        const QString finding = item(run, u"changes"_s)[u"finding"].toString();
        QVERIFY2(finding.startsWith(u"revision 1, "_s) && finding.contains(u"not read: "_s) && finding.contains(u"Argo CD"_s) && finding.contains(u"Workflow"_s), qPrintable(finding));
        QVERIFY2(run[u"suggestionWhy"].toString().contains(u"changes"_s), qPrintable(run[u"suggestionWhy"].toString()));
        const Said words = runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"),
                                      {u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"-n"_s, u"shop"_s, u"--policy"_s, m_dir.filePath(u"policy.yaml"_s), u"triage"_s, u"show"_s, run[u"id"].toString()},
                                      {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}}, 60'000);
        QVERIFY2(words.out.contains("revision 1") && words.out.contains("Not read, so something may be missing"), words.out.constData());
        QCOMPARE(item(run, u"config.history"_s)[u"state"].toString(), u"skipped"_s);
        // No gate and no fact is bad, and everything it rests on was read.
        QVERIFY(run[u"changes"][u"firstBad"][u"at"].isNull());
    }
};

QTEST_GUILESS_MAIN(tst_cli_changes)
#include "tst_cli_changes.moc"
