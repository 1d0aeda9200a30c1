// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/connectionsfile.h"
#include "config/paths.h"
#include "config/privatefile.h"
#include "config/settings.h"
#include "config/truststore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

int modeOf(const QString &path)
{
    struct stat info = {};
    return ::lstat(QFile::encodeName(path).constData(), &info) == 0 ? int(info.st_mode & 07777) : -1;
}

void put(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

PluginFingerprint plugin()
{
    return {u"sso"_s, u"/usr/bin/get-token"_s, {u"--realm"_s, u"a b"_s}, {u"HOME"_s}, QString(64, u'a')};
}

} // namespace

class tst_config_files : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldersFollowTheEnvironment_data()
    {
        QTest::addColumn<QString>("variables");
        QTest::addColumn<QString>("journal");
        QTest::addColumn<QString>("config");
        QTest::newRow("own folder") << u"MAESTRO_HOME=/m;HOME=/h"_s << u"/m/journal"_s << u"/m/config"_s;
        QTest::newRow("xdg") << u"HOME=/h;XDG_STATE_HOME=/s;XDG_CONFIG_HOME=/c"_s << u"/s/maestro/journal"_s << u"/c/maestro"_s;
        QTest::newRow("relative xdg is ignored") << u"HOME=/h;XDG_STATE_HOME=s"_s << u"/h/.local/state/maestro/journal"_s << u"/h/.config/maestro"_s;
        QTest::newRow("relative own folder is absolute") << u"MAESTRO_HOME=m"_s << QDir::currentPath() + u"/m/journal" << QDir::currentPath() + u"/m/config";
        QTest::newRow("nothing") << QString() << QString() << QString();
    }
    void foldersFollowTheEnvironment()
    {
        QFETCH(QString, variables);
        QProcessEnvironment environment;
        for (const QString &one : variables.split(u';', Qt::SkipEmptyParts))
            environment.insert(one.section(u'=', 0, 0), one.section(u'=', 1));
        const auto paths = pathsFrom(environment);
        QTEST(paths ? paths->journal : QString(), "journal");
        QTEST(paths ? paths->config : QString(), "config");
    }

    void foldersAreOurs()
    {
        QTemporaryDir dir;
        const Paths paths{dir.filePath(u"a/b/journal"_s), dir.filePath(u"a/state"_s), dir.filePath(u"c"_s)};
        QVERIFY(createFolders(paths).ok());
        QCOMPARE(modeOf(paths.journal), 0700);
        QCOMPARE(modeOf(dir.filePath(u"a"_s)), 0700);
        ::chmod(QFile::encodeName(paths.config).constData(), 0777);
        const auto open = createFolders(paths);
        QVERIFY(!open.ok());
        QCOMPARE(open.error().code, u"unsafeFile"_s);
    }

    void filesAreWholeAndPrivate()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"config/x.json"_s);
        QVERIFY(readPrivateFile(path).ok() && !readPrivateFile(path)->has_value());
        QVERIFY(writePrivateFile(path, "one").ok());
        QVERIFY(writePrivateFile(path, "two").ok());
        QCOMPARE(modeOf(path), 0600);
        QCOMPARE(**readPrivateFile(path), QByteArray("two"));
        QCOMPARE(QDir(dir.filePath(u"config"_s)).entryList(QDir::Files | QDir::Hidden), QStringList{u"x.json"_s});
        ::chmod(QFile::encodeName(path).constData(), 0666);
        QVERIFY(!readPrivateFile(path).ok());
    }

    void linksAreRefused()
    {
        QTemporaryDir dir;
        const QString target = dir.filePath(u"target"_s);
        put(target, "secret");
        const QString link = dir.filePath(u"link"_s);
        QVERIFY(QFile::link(target, link));
        QVERIFY(!readPrivateFile(link).ok());
        QVERIFY(writePrivateFile(link, "new").ok()); // replaces the link, never what it points to
        QFile old(target);
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), QByteArray("secret"));
        QCOMPARE(::mkfifo(QFile::encodeName(dir.filePath(u"pipe"_s)).constData(), 0600), 0);
        QVERIFY(!readPrivateFile(dir.filePath(u"pipe"_s)).ok()); // and does not wait for a writer
    }

    void trustIsExact_data()
    {
        QTest::addColumn<int>("change");
        QTest::addColumn<bool>("trusted");
        QTest::newRow("the same") << 0 << true;
        QTest::newRow("user") << 1 << false;
        QTest::newRow("command") << 2 << false;
        QTest::newRow("one argument more") << 3 << false;
        QTest::newRow("arguments joined") << 4 << false;
        QTest::newRow("environment") << 5 << false;
        QTest::newRow("file") << 6 << false;
    }
    void trustIsExact()
    {
        QTemporaryDir dir;
        TrustStore store(dir.filePath(u"trust.json"_s));
        QVERIFY(store.isTrusted(plugin()).ok() && !*store.isTrusted(plugin()));
        QVERIFY(store.allow(plugin(), QDateTime::fromMSecsSinceEpoch(5, Qt::UTC)).ok());
        QFETCH(int, change);
        PluginFingerprint asked = plugin();
        if (change == 1) asked.user = u"SSO"_s;
        if (change == 2) asked.command = u"/usr/bin/get-token2"_s;
        if (change == 3) asked.arguments.append(QString());
        if (change == 4) asked.arguments = {u"--realm a b"_s};
        if (change == 5) asked.environmentNames.append(u"LD_PRELOAD"_s);
        if (change == 6) asked.sha256[0] = u'b';
        QTEST(*TrustStore(dir.filePath(u"trust.json"_s)).isTrusted(asked), "trusted");
        QCOMPARE(modeOf(dir.filePath(u"trust.json"_s)), 0600);
    }

    void trustEnds()
    {
        QTemporaryDir dir;
        TrustStore store(dir.filePath(u"trust.json"_s));
        QVERIFY(store.allow(plugin(), QDateTime::fromMSecsSinceEpoch(5, Qt::UTC)).ok());
        PluginFingerprint changed = plugin();
        changed.sha256 = QString(64, u'c');
        QVERIFY(store.allow(changed, QDateTime::fromMSecsSinceEpoch(6, Qt::UTC)).ok());
        QCOMPARE(store.list()->size(), 1); // the new decision replaces the old one
        QVERIFY(!*store.isTrusted(plugin()));
        QCOMPARE(*store.remove(u"nobody"_s), 0);
        QCOMPARE(*store.remove(u"sso"_s), 1);
        QVERIFY(!*store.isTrusted(changed));
        PluginFingerprint relative = plugin();
        relative.command = u"get-token"_s;
        QVERIFY(!store.allow(relative, {}).ok());
    }

    void brokenTrustFileTrustsNobodyAndStays_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("garbage") << QByteArray("{");
        QTest::newRow("other version") << QByteArray(R"({"version":2,"plugins":[]})");
        QTest::newRow("no list") << QByteArray(R"({"version":1})");
        QTest::newRow("incomplete entry") << QByteArray(R"({"version":1,"plugins":[{"user":"sso"}]})");
        QTest::newRow("empty file") << QByteArray();
    }
    void brokenTrustFileTrustsNobodyAndStays()
    {
        QFETCH(QByteArray, content);
        QTemporaryDir dir;
        const QString path = dir.filePath(u"trust.json"_s);
        put(path, content);
        ::chmod(QFile::encodeName(path).constData(), 0600);
        TrustStore store(path);
        QVERIFY(!store.isTrusted(plugin()).ok());
        QVERIFY(!store.allow(plugin(), {}).ok());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), content);
    }

    void settingsComeBack()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"settings.json"_s);
        {
            Settings settings(path);
            QVERIFY(settings.setValue(u"geometry"_s, QByteArray("\0\xff", 2)).ok());
            QVERIFY(settings.setValue(u"theme"_s, u"dark"_s).ok());
            QVERIFY(settings.setValue(u"gone"_s, 1).ok());
            QVERIFY(settings.setValue(u"gone"_s, {}).ok());
        }
        Settings settings(path);
        QVERIFY(!settings.loadProblem());
        QCOMPARE(settings.value(u"geometry"_s).toByteArray(), QByteArray("\0\xff", 2));
        QCOMPARE(settings.value(u"theme"_s).toString(), u"dark"_s);
        QCOMPARE(settings.value(u"gone"_s, 7).toInt(), 7);
        QCOMPARE(modeOf(path), 0600);
    }

    void brokenSettingsAreSetAside()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"settings.json"_s);
        put(path, "not json");
        ::chmod(QFile::encodeName(path).constData(), 0600);
        Settings settings(path);
        QVERIFY(settings.loadProblem());
        QVERIFY(QFile::exists(path + u".broken"));
        QVERIFY(settings.setValue(u"a"_s, 1).ok());
    }

    void connectionsAreRead()
    {
        const auto entries = parseConnections(
            "connections:\n"
            "  - name: prod-main\n"
            "    context: prod-us-east-1\n"
            "    kubeconfig: files/kc\n"
            "    environment: prod\n"
            "    readOnly: true\n"
            "    prometheus: {via: service-proxy, namespace: mon, service: prom, port: 9090}\n"
            "    maestro: {url: \"http://127.0.0.1:8080\", token: \"env:MAESTRO_TOKEN\"}\n"
            "  - name: dev\n",
            u"/etc/x/connections.yaml"_s);
        QVERIFY2(entries.ok(), entries.ok() ? "" : qPrintable(entries.error().message));
        QCOMPARE(entries->size(), 2);
        QCOMPARE(entries->at(0).kubeconfig, u"/etc/x/files/kc"_s);
        QVERIFY(entries->at(0).readOnly);
        QCOMPARE(entries->at(0).endpoints.value(u"prometheus"_s).port, u"9090"_s);
        QCOMPARE(entries->at(1).context, u"dev"_s);
        QVERIFY(parseConnections({}, u"f"_s)->isEmpty());
    }

    void connectionsAreStrict_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("field");
        const QByteArray head = "connections:\n  - name: a\n    ";
        QTest::newRow("unknown key") << QByteArray("conections: []\n") << 1 << u"conections"_s;
        QTest::newRow("unknown key inside") << QByteArray(head + "readonly: true\n") << 3 << u"connections[0].readonly"_s;
        QTest::newRow("twice") << QByteArray(head + "context: x\n    context: y\n") << 4 << u"connections[0].context"_s;
        QTest::newRow("yes is not true") << QByteArray(head + "readOnly: yes\n") << 3 << u"connections[0].readOnly"_s;
        QTest::newRow("secret in the clear") << QByteArray(head + "github: {url: \"https://h\", token: ghp_x}\n") << 3 << u"connections[0].github.token"_s;
        QTest::newRow("empty reference") << QByteArray(head + "github: {url: \"https://h\", token: \"env:\"}\n") << 3 << u"connections[0].github.token"_s;
        QTest::newRow("credential over http") << QByteArray(head + "github: {url: \"http://h\", token: \"env:T\"}\n") << 3 << u"connections[0].github.url"_s;
        QTest::newRow("loopback by name only") << QByteArray(head + "github: {url: \"http://127.0.0.1.evil.example\", token: \"env:T\"}\n") << 3 << u"connections[0].github.url"_s;
        QTest::newRow("password in the address") << QByteArray(head + "github: {url: \"https://u:p@h\"}\n") << 3 << u"connections[0].github.url"_s;
        QTest::newRow("other scheme") << QByteArray(head + "github: {url: \"file:///etc/passwd\"}\n") << 3 << u"connections[0].github.url"_s;
        QTest::newRow("two names") << QByteArray("connections:\n  - name: a\n  - name: a\n") << 3 << u"connections[1].name"_s;
        QTest::newRow("no name") << QByteArray("connections:\n  - context: a\n") << 2 << u"connections[0].name"_s;
        QTest::newRow("not a list") << QByteArray("connections: {}\n") << 1 << u"connections"_s;
        QTest::newRow("second document") << QByteArray("connections: []\n---\nconnections: []\n") << 2 << QString();
        QTest::newRow("not YAML") << QByteArray("connections: [\n") << 2 << QString();
        QTest::newRow("known to hang a parser") << QByteArray(",b: \": \",: {\n") << 1 << QString();
    }
    void connectionsAreStrict()
    {
        QFETCH(QByteArray, text);
        const auto entries = parseConnections(text, u"f.yaml"_s);
        QVERIFY(!entries.ok());
        QCOMPARE(entries.error().kind, ErrorKind::BadInput);
        QVERIFY(entries.error().where);
        QCOMPARE(entries.error().where->file, u"f.yaml"_s);
        QTEST(entries.error().where->line, "line");
        QTEST(entries.error().where->field, "field");
    }
};

QTEST_GUILESS_MAIN(tst_config_files)
#include "tst_config_files.moc"
