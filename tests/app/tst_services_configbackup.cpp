// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/evidence/configbackup.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// FLT-15, EVD-16: what an object is put back from.
class tst_services_configbackup : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    static QByteArray rollout(int resourceVersion = 7)
    {
        return QJsonDocument::fromJson(R"({"apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout", "metadata": {"name": "web", "namespace": "shop", "uid": "u-1", "generation": 4,
            "creationTimestamp": "2026-01-01T00:00:00Z", "resourceVersion": ")" + QByteArray::number(resourceVersion) + R"(", "labels": {"env": "prod", "on": "yes"},
            "managedFields": [{"manager": "kubectl"}], "annotations": {"kubectl.kubernetes.io/last-applied-configuration": "{again}", "team": "shop"}},
            "spec": {"replicas": 3, "paused": false, "template": {"spec": {"containers": [{"name": "web", "image": "shop/web:v1", "args": ["--a\nb", "--password=swordfish99"],
            "env": [{"name": "MODE", "value": "fast: yes"}, {"name": "DB_PASSWORD", "value": "swordfish"}, {"name": "KEY", "valueFrom": {"secretKeyRef": {"name": "hush", "key": "k"}}}],
            "resources": {"limits": {"cpu": "100m"}}}]}}}, "status": {"phase": "Healthy"}})").toJson(QJsonDocument::Compact);
    }
    static QByteArray fileOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    /// What no cluster stores is not taken apart, and why there is no backup is said.
    void ofAnObjectWithoutMeasure()
    {
        const ConfigBackup backup = configBackup({QByteArray("{\"metadata\":{\"annotations\":{\"note\":\"").append(QByteArray(5'000'000, 'x')).append("\"}}}")}, {});
        QVERIFY(backup.yaml.isEmpty());
        QTemporaryDir dir;
        const Result<QString> kept = keepBackup(dir.path(), backup);
        QVERIFY(!kept);
        QCOMPARE(kept.error().code, u"backupNotWritten"_s);
        QVERIFY(kept.error().message.contains(u"larger than 4 MiB"_s));
    }

    void holdsTheConfigurationAndNoMore()
    {
        const ConfigBackup backup = configBackup({rollout()}, {u"Deployment api: forbidden\nx: y"_s});
        const QByteArray &yaml = backup.yaml;
        for (const char *there : {"kind: \"Rollout\"", "replicas: 3\n", "paused: false\n", "env: \"prod\"", "\"on\": \"yes\"", "team: \"shop\"", "image: \"shop/web:v1\"", "value: \"fast: yes\"",
                                  "cpu: \"100m\"", "# Rollout shop/web, uid u-1, generation 4\n", "# Not in it: Deployment api: forbidden\\nx: y\n"})
            QVERIFY2(yaml.contains(there), QByteArray(there).append(" is not in\n").append(yaml).constData());
        for (const char *gone : {"managedFields:", "status:", "Healthy", "resourceVersion", "creationTimestamp", "{again}", "last-applied", "swordfish"})
            QVERIFY2(!yaml.contains(gone), QByteArray(gone).append(" is in\n").append(yaml).constData());
        QCOMPARE(backup.hidden, 2); // an argument, a variable
        QVERIFY(yaml.contains("# 2 value(s) that look like secrets"));
        QCOMPARE(backup.sha256, QString::fromLatin1(QCryptographicHash::hash(yaml, QCryptographicHash::Sha256).toHex()));
        QCOMPARE(configBackup({rollout(8)}, {u"Deployment api: forbidden\nx: y"_s}).sha256, backup.sha256); // only its status moved
    }

    void bothDocuments()
    {
        const QByteArray yaml = configBackup({rollout(), R"({"kind": "Deployment", "metadata": {"name": "web"}, "spec": {"replicas": 0}})"}, {}).yaml;
        QCOMPARE(yaml.count("\n---\n"), 1);
        QVERIFY(yaml.contains("kind: \"Deployment\""));
    }

    void packsGetNoVariables()
    {
        const QByteArray copy = handedOut(configBackup({rollout()}, {}).yaml);
        QVERIFY2(!copy.contains("fast: yes") && copy.contains("value: \"[redacted]\""), copy.constData());
        QVERIFY(copy.contains("env: \"prod\"") && copy.contains("name: \"MODE\"") && copy.contains("secretKeyRef") && copy.contains("cpu: \"100m\"") && copy.contains("image: \"shop/web:v1\""));
    }

    void keptOnceAndPrivate()
    {
        const QString folder = m_dir.filePath(u"evidence"_s);
        const ConfigBackup backup = configBackup({rollout()}, {});
        const Result<QString> path = keepBackup(folder, backup);
        QVERIFY(path.ok());
        QCOMPARE(*path, backupPath(folder, backup.sha256));
        QCOMPARE(fileOf(*path), backup.yaml);
        QCOMPARE(QFileInfo(*path).permissions() & ~(QFile::ReadUser | QFile::WriteUser), QFile::ReadOwner | QFile::WriteOwner);
        const QDateTime written = QFileInfo(*path).lastModified();
        QTest::qWait(20);
        QVERIFY(keepBackup(folder, configBackup({rollout(9)}, {})).ok());
        QCOMPARE(QFileInfo(*path).lastModified(), written);
        QCOMPARE(QDir(folder + u"/backups"_s).entryList(QDir::Files).size(), 1);
        QCOMPARE(*readBackup({m_dir.filePath(u"none"_s), folder}, backup.sha256), backup.yaml);
        QCOMPARE(readBackup({folder}, QString(64, u'0')).error().kind, ErrorKind::NotFound);
        QFile file(*path);
        QVERIFY(file.open(QIODevice::Append) && file.write("x") == 1);
        file.close();
        QCOMPARE(readBackup({folder}, backup.sha256).error().code, u"changedEvidence"_s);
        QVERIFY(keepBackup(folder, backup).ok()); // what somebody changed is made right again
        QCOMPARE(fileOf(*path), backup.yaml);
    }

    void cannotBeWritten()
    {
        QFile inTheWay(m_dir.filePath(u"backups"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const Result<QString> kept = keepBackup(m_dir.path(), configBackup({rollout()}, {}));
        QCOMPARE(kept.error().code, u"backupNotWritten"_s);
        QVERIFY(!kept.error().hint.isEmpty());
        QCOMPARE(keepBackup(m_dir.filePath(u"other"_s), ConfigBackup()).error().code, u"backupNotWritten"_s);
    }

    /// What a click waits for; the text itself is made with the plan. Told, and bounded by far.
    void isQuick()
    {
        QJsonObject large = QJsonDocument::fromJson(rollout()).object();
        QJsonObject meta = large[u"metadata"].toObject();
        QJsonObject notes;
        for (int i = 0; i < 2'000; ++i)
            notes.insert(u"example.com/note-%1"_s.arg(i), QString(100, u'x'));
        meta.insert(u"annotations"_s, notes);
        large.insert(u"metadata"_s, meta);
        QElapsedTimer timer;
        timer.start();
        const ConfigBackup small = configBackup({rollout()}, {});
        const qint64 smallUs = timer.nsecsElapsed() / 1000;
        timer.restart();
        const ConfigBackup backup = configBackup({QJsonDocument(large).toJson()}, {});
        const qint64 madeUs = timer.nsecsElapsed() / 1000;
        const QString folder = m_dir.filePath(u"quick"_s);
        timer.restart();
        QVERIFY(keepBackup(folder, small).ok());
        const qint64 firstUs = timer.nsecsElapsed() / 1000;
        timer.restart();
        QVERIFY(keepBackup(folder, small).ok());
        const qint64 againUs = timer.nsecsElapsed() / 1000;
        qInfo("made: %lld us, of %lld KiB %lld us; written %lld us, there already %lld us", smallUs, qint64(backup.yaml.size() / 1024), madeUs, firstUs, againUs);
        QVERIFY(firstUs < 2'000'000 && againUs < 500'000);
    }
};

QTEST_GUILESS_MAIN(tst_services_configbackup)
#include "tst_services_configbackup.moc"
