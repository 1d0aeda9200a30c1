// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/policyloader.h"
#include "domain/policy/policyview.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;

namespace {

const QByteArray head = "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: p}\n";

QByteArray sectionText(const PolicyReading &reading, const char *section)
{
    const QJsonObject object = QJsonObject::fromVariantMap(reading.policy ? QVariantMap{{QStringLiteral("x"), reading.policy->document.value(QLatin1String(section))}} : QVariantMap());
    return QJsonDocument(object).toJson(QJsonDocument::Compact).replace("{\"x\":", "").chopped(1);
}

} // namespace

/// extends, like and diff: what they promise, whatever stands in the files.
class TestPolicyResolve : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    PolicyReading read(const QByteArray &body, const char *name = "p.yaml")
    {
        write(name, body);
        return loadPolicy(m_dir.filePath(QLatin1String(name)));
    }
    void write(const char *name, const QByteArray &body)
    {
        QFile file(m_dir.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(head + body) < 0)
            qFatal("cannot write");
    }
    static QStringList changes(const PolicyReading &before, const PolicyReading &after)
    {
        static const char signs[] = {'+', '-', '~'};
        QStringList lines;
        for (const PolicyDifference &change : policyDifferences(*before.policy, *after.policy))
            lines.append(QLatin1Char(signs[int(change.kind)]) + change.path);
        return lines;
    }

private Q_SLOTS:
    void extends_data()
    {
        QTest::addColumn<QByteArray>("base");
        QTest::addColumn<QByteArray>("own");
        QTest::addColumn<QByteArray>("limits");
        QTest::newRow("by key") << QByteArray("limits: {a: 1, b: 2}\n") << QByteArray("limits: {b: 3, c: 4}\n") << QByteArray(R"({"a":1,"b":3,"c":4})");
        QTest::newRow("nothing of its own") << QByteArray("limits: {a: 1}\n") << QByteArray() << QByteArray(R"({"a":1})");
        QTest::newRow("unset overrides") << QByteArray("limits: {a: 1}\n") << QByteArray("limits: {a: null}\n") << QByteArray(R"({"a":null})");
    }
    void extends()
    {
        QFETCH(QByteArray, base);
        QFETCH(QByteArray, own);
        write("base.yaml", base);
        const PolicyReading reading = read("extends: base.yaml\n" + own);
        QVERIFY2(reading.ok(), reading.ok() ? "" : qPrintable(reading.problems.first().message));
        QTEST(sectionText(reading, "limits"), "limits");
        QCOMPARE(reading.files.size(), 2);
    }

    void entriesAreMergedByName()
    {
        write("base.yaml", "environments: [{name: a, guard: hold, drill: true}, {name: b, guard: hold}]\n");
        const PolicyReading reading = read("extends: base.yaml\nenvironments: [{name: c}, {name: a, guard: confirm}]\n");
        QVERIFY(reading.ok());
        QStringList said;
        for (const PolicyEnvironment &one : reading.policy->environments)
            said.append(QStringLiteral("%1 %2 %3").arg(one.name, one.guard).arg(one.drill));
        QCOMPARE(said, (QStringList{QStringLiteral("a confirm 1"), QStringLiteral("b hold 0"), QStringLiteral("c  0")})); // in the order of their first mention
    }

    void laterFilesWin()
    {
        write("one.yaml", "limits: {a: 1, b: 1}\n");
        write("two.yaml", "limits: {b: 2}\n");
        QCOMPARE(sectionText(read("extends: [one.yaml, two.yaml]\n"), "limits"), QByteArray(R"({"a":1,"b":2})"));
        QCOMPARE(sectionText(read("extends: [two.yaml, one.yaml]\n"), "limits"), QByteArray(R"({"a":1,"b":1})"));
    }

    void theHashIsOfAllFiles()
    {
        write("base.yaml", "limits: {a: 1}\n");
        const QByteArray before = read("extends: base.yaml\n").hash;
        QCOMPARE(read("extends: base.yaml\n").hash, before);
        write("base.yaml", "limits: {a: 2}\n");
        QVERIFY(read("extends: base.yaml\n").hash != before);
    }

    void circlesAndStrangers()
    {
        write("a.yaml", "extends: b.yaml\n");
        const PolicyReading circle = read("extends: a.yaml\n", "b.yaml");
        QVERIFY(!circle.ok());
        QVERIFY(circle.problems.first().message.contains(QStringLiteral("leads back")));
        QVERIFY(circle.problems.first().where->line > 0);
        const PolicyReading stranger = read("extends: nowhere.yaml\n");
        QVERIFY(!stranger.ok());
        QCOMPARE(stranger.problems.first().where->line, 4);
        QCOMPARE(stranger.problems.first().where->column, 10);
    }

    void problemsNameTheFileTheyAreIn()
    {
        write("base.yaml", "limits: {a: 1x}\n");
        const PolicyReading reading = read("extends: base.yaml\n");
        QVERIFY(!reading.ok());
        QVERIFY(reading.problems.first().where->file.endsWith(QStringLiteral("base.yaml")));
        QCOMPARE(reading.problems.first().where->line, 4);
    }

    void likeCopiesAndOverrides()
    {
        const PolicyReading reading = read("services:\n  - {name: c, like: b, log_url: x}\n  - {name: b, like: a, workload: {kind: Rollout, name: bb}}\n"
                                           "  - {name: a, route: r, workload: {kind: Rollout, namespace: n, name: aa}}\n");
        QVERIFY(reading.ok());
        const Policy &policy = *reading.policy;
        QCOMPARE(policy.service(QStringLiteral("c"))->workload.name, QStringLiteral("bb")); // through another, in any order
        QCOMPARE(policy.service(QStringLiteral("c"))->workload.ns, QStringLiteral("n")); // maps are merged
        QCOMPARE(policy.service(QStringLiteral("a"))->workload.name, QStringLiteral("aa")); // the model does not change
        QCOMPARE(policy.service(QStringLiteral("c"))->name, QStringLiteral("c"));
    }

    void likeSeesWhatIsExtended()
    {
        write("base.yaml", "environments: [{name: a, guard: hold}]\n");
        const PolicyReading reading = read("extends: base.yaml\nenvironments: [{name: b, like: a, drill: true}]\n");
        QVERIFY(reading.ok());
        QCOMPARE(reading.policy->environments.last().guard, QStringLiteral("hold"));
    }

    void aChainOfLikes()
    {
        QByteArray body = "environments:\n  - {name: e0, guard: hold}\n";
        for (int i = 1; i <= 150; ++i)
            body += "  - {name: e" + QByteArray::number(i) + ", like: e" + QByteArray::number(i - 1) + "}\n";
        const PolicyReading reading = read(body);
        QVERIFY(reading.ok());
        for (const PolicyEnvironment &one : reading.policy->environments)
            QCOMPARE(one.guard, QStringLiteral("hold"));
    }

    void diff_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, const char *before, const char *after, const QStringList &expected) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after) << expected;
        };
        row("nothing", "limits: {a: 1}\n", "limits: {a: 1}\n", {});
        row("comments and order of keys", "limits: {a: 1, b: 2}\n", "# more\nlimits:\n  b: 2\n  a: 1\n", {});
        row("order of entries", "environments: [{name: a}, {name: b}]\n", "environments: [{name: b}, {name: a}]\n", {});
        row("a number", "limits: {a: 1, b: 2}\n", "limits: {a: 1, b: 3}\n", {QStringLiteral("~limits.b")});
        row("a limit shows in its gate", "limits: {a: 1}\nmetrics: [{name: m, query: q}]\ngates: [{name: g, metric: m, pass: '< $a'}]\n",
            "limits: {a: 2}\nmetrics: [{name: m, query: q}]\ngates: [{name: g, metric: m, pass: '< $a'}]\n", {QStringLiteral("~gates[g].pass"), QStringLiteral("~limits.a")});
        row("unset", "limits: {a: 1}\n", "limits: {a: null}\n", {QStringLiteral("~limits.a")});
        row("more and less", "environments: [{name: a}, {name: b}]\n", "environments: [{name: b, drill: true}, {name: c}]\n",
            {QStringLiteral("-environments[a]"), QStringLiteral("+environments[b].drill"), QStringLiteral("+environments[c]")});
        row("by like or by hand", "environments: [{name: a, guard: hold}, {name: b, guard: hold}]\n", "environments: [{name: a, guard: hold}, {name: b, like: a}]\n", {});
    }
    void diff()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QStringList, expected);
        const PolicyReading old = read(before, "old.yaml");
        const PolicyReading now = read(after, "new.yaml");
        QVERIFY(old.ok() && now.ok());
        QCOMPARE(changes(old, now), expected);
        const QStringList back = changes(now, old);
        QCOMPARE(back.size(), expected.size()); // the way back says the opposite
        for (const QString &line : expected) {
            const QChar sign = line.at(0) == u'+' ? u'-' : line.at(0) == u'-' ? u'+' : u'~';
            QVERIFY2(back.contains(sign + line.mid(1)), qPrintable(line));
        }
    }

    /// Whatever is written in two files says the same as written in one.
    void splittingAFileChangesNothing_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *name : {"000-maestro-routing", "001-maestro-triage", "002-conductor-rc", "003-maestro-api-playbook", "004-aivo-delivery"})
            QTest::newRow(name) << QStringLiteral(MAESTRO_SOURCE_DIR "/tests/fixtures/policies/%1.yaml").arg(QLatin1String(name));
    }
    void splittingAFileChangesNothing()
    {
        QFETCH(QString, file);
        const PolicyReading whole = loadPolicy(file);
        QVERIFY(whole.ok());
        write("child.yaml", {});
        QFile child(m_dir.filePath(QStringLiteral("child.yaml")));
        QVERIFY(child.open(QIODevice::WriteOnly | QIODevice::Truncate));
        child.write("apiVersion: maestro.console/v1\nkind: ReleasePolicy\nextends: " + file.toUtf8() + "\nmetadata: {name: " + whole.policy->name.toUtf8() + "}\n");
        child.close();
        const PolicyReading split = loadPolicy(child.fileName());
        QVERIFY2(split.ok(), split.ok() ? "" : qPrintable(split.problems.first().message));
        QVERIFY(policyDifferences(*whole.policy, *split.policy).isEmpty());
        QVERIFY(split.hash != whole.hash);
    }
};

QTEST_GUILESS_MAIN(TestPolicyResolve)
#include "tst_config_policyresolve.moc"
