// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

const QByteArray head = "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: shop, version: 1}\n";

} // namespace

/// Links and paths that policies name: what has an address, what exists in the checkout, and what leaves it.
class tst_cli_links : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    int m_run = 0;

    QString folder() const { return m_dir.filePath(u"run%1"_s.arg(m_run)); }
    QString home() const { return folder() + u"/home"; }
    QString write(const QString &name, const QByteArray &text)
    {
        QFile file(folder() + u'/' + name);
        if (!QDir().mkpath(QFileInfo(file).path()) || !file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write");
        return file.fileName();
    }
    Said run(const QStringList &arguments) { return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), QStringList{u"--json"_s} + arguments, {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, home()}}); }
    QMap<QString, QString> states(const Said &said)
    {
        QMap<QString, QString> found;
        for (const QJsonValue &policy : said.json()[u"items"].toArray())
            for (const QJsonValue &path : policy[u"paths"].toArray())
                found.insert(path[u"path"].toString(), path[u"state"].toString());
        return found;
    }

private Q_SLOTS:
    void init()
    {
        ++m_run;
        for (const QString &each : {home(), QString(home() + u"/config")})
            QVERIFY(QDir().mkpath(each) && QFile::setPermissions(each, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    /// REF-05, CON-27: given, not configured, refused; people of the policy and of the user's own file.
    void links()
    {
        const QString policy = write(u"policy.yaml"_s, head + "links:\n  - {name: SLO handbook, url: 'https://docs.example.org/slo?x=1'}\n  - {name: Routing Studio, url: ''}\n  - {name: AlertCenter}\n"
            "  - {name: Desk, url: desk@example.org}\n"
            "variables: {site: {value: 'de mo'}}\n"
            "services:\n  - name: web\n    workload: {kind: Rollout, namespace: shop, name: web}\n    links: {docs: 'https://docs.example.org/{{service}}/{{site}}', trace: 'https://t.example.org/{{trace_id}}', bad: 'javascript:alert(1)', file: 'file:///etc/passwd', login: 'https://u:p@h.example.org/'}\n"
            "contacts: [{name: sre, chat: '@sre', phone: '+49 (30) 123-45'}, {name: lead, chat: '@lead', phone: 'ask the desk'}]\nchannels: [{name: incidents, handle: '#incidents'}]\n"
            "communications: [{name: letters, values: {dashboard_url: 'https://status.example.org/canary', support_address: help@example.org, tone: friendly}}]\n");
        const QString own = write(u"home/config/contacts.yaml"_s, "contacts: [{name: sre, email: sre@example.org}]\n");
        QVERIFY(QFile::setPermissions(own, QFile::ReadOwner | QFile::WriteOwner));
        const Said said = run({u"--policy"_s, policy, u"links"_s});
        QVERIFY2(said.code == 0 && said.isOneDocument(), said.both().constData());
        QMap<QString, QString> url;
        QMap<QString, QString> state;
        for (const QJsonValue &one : said.json()[u"items"].toArray()) {
            const QString key = one[u"title"].toString() + u'|' + one[u"text"].toString();
            url.insert(key, one[u"url"].toString());
            state.insert(key, one[u"state"].toString());
            QCOMPARE(one[u"policy"].toString(), u"shop"_s);
        }
        const auto is = [&](const QString &key, const QString &address, const QString &how) {
            QVERIFY2(url.contains(key), qPrintable(key + u" of " + QStringList(url.keys()).join(u" ; ")));
            QCOMPARE(url.value(key), address);
            QCOMPARE(state.value(key), how);
        };
        is(u"SLO handbook|https://docs.example.org/slo?x=1"_s, u"https://docs.example.org/slo?x=1"_s, u"given"_s);
        is(u"Routing Studio|"_s, {}, u"notConfigured"_s);
        is(u"AlertCenter|"_s, {}, u"notConfigured"_s);
        is(u"Desk|desk@example.org"_s, u"mailto:desk@example.org"_s, u"given"_s);
        is(u"web: docs|https://docs.example.org/{{service}}/{{site}}"_s, u"https://docs.example.org/web/de%20mo"_s, u"given"_s);
        is(u"web: trace|https://t.example.org/{{trace_id}}"_s, {}, u"incomplete"_s);
        is(u"web: bad|javascript:alert(1)"_s, {}, u"refused"_s);
        is(u"web: file|file:///etc/passwd"_s, {}, u"refused"_s);
        is(u"web: login|https://u:p@h.example.org/"_s, {}, u"refused"_s);
        is(u"sre|@sre"_s, {}, u"given"_s);
        is(u"sre|+49 (30) 123-45"_s, u"tel:+493012345"_s, u"given"_s);
        is(u"sre|sre@example.org"_s, u"mailto:sre@example.org"_s, u"given"_s);
        is(u"lead|ask the desk"_s, {}, u"given"_s);
        is(u"incidents|#incidents"_s, {}, u"given"_s);
        is(u"dashboard url|https://status.example.org/canary"_s, u"https://status.example.org/canary"_s, u"given"_s);
        is(u"support address|help@example.org"_s, u"mailto:help@example.org"_s, u"given"_s);
        QVERIFY(!url.contains(u"tone|friendly"_s));
    }

    /// A page is a browser's or a mailbox; anything else in `links` is refused with its place.
    void strictLinks()
    {
        const Said said = run({u"policy"_s, u"check"_s, write(u"bad.yaml"_s, head + "links:\n  - {name: a, url: 'javascript:alert(1)'}\n")});
        QCOMPARE(said.code, 2);
        const QJsonObject error = said.json()[u"errors"].toArray().first().toObject();
        QCOMPARE(error[u"line"].toInt(), 5);
        QCOMPARE(error[u"path"].toString(), u"links[0].url"_s);
        QCOMPARE(run({u"policy"_s, u"check"_s, write(u"twice.yaml"_s, head + "links: [{name: a}, {name: a}]\n")}).code, 2);
        QCOMPARE(run({u"policy"_s, u"check"_s, write(u"key.yaml"_s, head + "links: [{name: a, href: x}]\n")}).code, 2);
    }

    /// REF-03: below the checkout that the policy names, that the window chose, or that the call gives.
    void paths()
    {
        const QByteArray text = head + "files: {checkout: ../repo, root: infra/rollouts, expect: [canary.yaml, gone.yaml], paths: [README.md]}\n"
            "services:\n  - name: web\n    workload: {kind: Rollout, namespace: shop, name: web}\n    manifest: {file: rollouts.yaml, signature: rollouts.yaml.sig}\n    probes: {suite: synthetics/web.yaml}\n"
            "    dashboards: [{title: Overview, folder: dashboard/grafana/}]\n"
            "strategies: [{name: s, kind: canary, phases: [{name: a}], run_sheet: [{at: T, items: [{apply: rollouts.yaml}, {tool: [python3, controllers/canary.py, --step, 'https://h/x.y']}]}]}]\n"
            "alerts: {routes_file: alertmanager/routes.yaml}\n";
        const QString policy = write(u"policies/policy.yaml"_s, text);
        for (const char *file : {"repo/infra/rollouts/canary.yaml", "repo/rollouts.yaml", "repo/controllers/canary.py", "repo/dashboard/grafana/a.json", "repo/alertmanager/routes.yaml", "other/rollouts.yaml"})
            write(QLatin1String(file), "x");
        const Said said = run({u"--policy"_s, policy, u"paths"_s});
        QVERIFY2(said.code == 1 && said.isOneDocument(), said.both().constData()); // one is missing
        const QMap<QString, QString> wanted{{u"infra/rollouts"_s, u"folder"_s}, {u"infra/rollouts/canary.yaml"_s, u"file"_s}, {u"infra/rollouts/gone.yaml"_s, u"missing"_s},
                                            {u"README.md"_s, u"missing"_s}, {u"rollouts.yaml"_s, u"file"_s}, {u"rollouts.yaml.sig"_s, u"missing"_s}, {u"synthetics/web.yaml"_s, u"missing"_s},
                                            {u"dashboard/grafana/"_s, u"folder"_s}, {u"controllers/canary.py"_s, u"file"_s}, {u"alertmanager/routes.yaml"_s, u"file"_s}};
        QCOMPARE(states(said), wanted);
        QCOMPARE(said.json()[u"items"][0][u"from"].toString(), u"policy"_s);
        QCOMPARE(said.json()[u"items"][0][u"checkout"].toString(), QString(folder() + u"/repo"));
        const QString settings = write(u"home/config/settings.json"_s, "{\"checkouts\": {\"shop\": \"" + folder().toUtf8() + "/other\"}}");
        QVERIFY(QFile::setPermissions(settings, QFile::ReadOwner | QFile::WriteOwner));
        const Said chosen = run({u"--policy"_s, policy, u"paths"_s});
        QCOMPARE(chosen.json()[u"items"][0][u"from"].toString(), u"settings"_s);
        QCOMPARE(states(chosen).value(u"rollouts.yaml"_s), u"file"_s);
        QCOMPARE(states(chosen).value(u"controllers/canary.py"_s), u"missing"_s);
        const Said given = run({u"--policy"_s, policy, u"paths"_s, u"--checkout"_s, folder() + u"/repo"});
        QCOMPARE(given.json()[u"items"][0][u"from"].toString(), u"option"_s);
        QCOMPARE(states(given).value(u"controllers/canary.py"_s), u"file"_s);
        const Said nowhere = run({u"--policy"_s, policy, u"paths"_s, u"--checkout"_s, folder() + u"/nowhere"});
        QCOMPARE(nowhere.code, 1);
        QCOMPARE(states(nowhere).value(u"rollouts.yaml"_s), u"noCheckout"_s);
    }

    void noCheckout()
    {
        const Said said = run({u"--policy"_s, write(u"policy.yaml"_s, head + "files: {expect: [a.yaml]}\n"), u"paths"_s});
        QCOMPARE(said.code, 0);
        QCOMPARE(states(said).value(u"a.yaml"_s), u"unchecked"_s);
        QVERIFY(said.json()[u"items"][0][u"checkout"].isNull());
    }

    /// Whether something exists outside is nobody's business: not by .., not absolute, not through a link, also where the end is missing.
    void leaving()
    {
        write(u"repo/in/here.yaml"_s, "x");
        write(u"outside/secret.yaml"_s, "x");
        QVERIFY(QFile::link(folder() + u"/outside", folder() + u"/repo/out"));
        QVERIFY(QFile::link(folder() + u"/repo/in", folder() + u"/repo/inside"));
        QVERIFY(QFile::link(folder() + u"/outside/none", folder() + u"/repo/dangling"));
        const QByteArray outside = (folder() + u"/outside/secret.yaml").toUtf8();
        const Said said = run({u"--policy"_s, write(u"policy.yaml"_s, head + "files: {checkout: repo, paths: [../outside/secret.yaml, in/../../outside/secret.yaml, '" + outside + "', out/secret.yaml, out/none.yaml, dangling, inside/here.yaml, in/../in/here.yaml, ../repo-else/x]}\n"), u"paths"_s});
        QVERIFY2(said.code == 2, said.both().constData());
        const QMap<QString, QString> found = states(said);
        for (const QString &path : {u"../outside/secret.yaml"_s, u"in/../../outside/secret.yaml"_s, QString::fromUtf8(outside), u"out/secret.yaml"_s, u"out/none.yaml"_s, u"dangling"_s, u"../repo-else/x"_s})
            QVERIFY2(found.value(path) == u"refused", qPrintable(path + u' ' + found.value(path)));
        QCOMPARE(found.value(u"inside/here.yaml"_s), u"file"_s);
        QCOMPARE(found.value(u"in/../in/here.yaml"_s), u"file"_s);
        for (const QJsonValue &path : said.json()[u"items"][0][u"paths"].toArray())
            QCOMPARE(path[u"absolute"].isNull(), path[u"state"].toString() == u"refused");
    }
};

QTEST_GUILESS_MAIN(tst_cli_links)
#include "tst_cli_links.moc"
