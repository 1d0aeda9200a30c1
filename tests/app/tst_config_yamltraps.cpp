// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/connectionsfile.h"
#include "config/contactsfile.h"
#include "config/policy/policyloader.h"
#include "kube/config/kubeconfig.h"
#include "sandbox/scenario/scenarioloader.h"
#include "support/cputime.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

using namespace maestro;

namespace {

using Read = std::function<std::optional<Error>(const QString &file)>;

template <typename T>
std::optional<Error> errorOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional<Error>(result.error());
}

QByteArray contentOf(const QString &file)
{
    QFile open(file);
    return open.open(QIODevice::ReadOnly) ? open.readAll() : QByteArray();
}

QByteArray bomb()
{
    QByteArray text = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
    for (int i = 1; i < 12; ++i)
        text += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [" + QByteArrayList(10, "*a" + QByteArray::number(i - 1)).join(',') + "]\n";
    return text;
}

} // namespace

/// Every file of ours and of others that is YAML, and what yaml-cpp 0.7 does not come back from or makes gigabytes of.
class tst_config_yamltraps : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

private Q_SLOTS:
    /// Memory without end shall be a failure of one test, not of the machine.
    void initTestCase()
    {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        const rlimit limit{4'000'000'000, 4'000'000'000};
        QCOMPARE(::setrlimit(RLIMIT_AS, &limit), 0);
#endif
    }

    void comesBack_data()
    {
        QTest::addColumn<Read>("read");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("refused");
        const QList<std::pair<const char *, Read>> readers{
            {"kubeconfig", [](const QString &file) { return errorOf(Kubeconfig::load({file, {}, {}})); }},
            {"connections", [](const QString &file) { return errorOf(loadConnections(file)); }},
            {"contacts", [](const QString &file) { return errorOf(loadContacts(file)); }},
            {"policy", [](const QString &file) { const PolicyReading reading = loadPolicy(file); return reading.ok() ? std::nullopt : std::optional<Error>(reading.problems.value(0)); }},
            {"scenario", [](const QString &file) { return errorOf(sandbox::parseScenario(contentOf(file), file, 0)); }}};
        for (const auto &[name, read] : readers) {
            const bool odd = qstrcmp(name, "kubeconfig") == 0; // a small document in which nothing is of use
            QTest::addRow("%s: a few bytes", name) << read << QByteArray(",b: \": \",: {\n") << !odd;
            QTest::addRow("%s: the same behind a marker", name) << read << QByteArray("---\n,b: \": \",: {\n") << !odd;
            QTest::addRow("%s: aliases of aliases", name) << read << bomb() << true;
            QTest::addRow("%s: an alias of itself", name) << read << QByteArray("a: &x [*x]\n") << true;
            QTest::addRow("%s: deep lists", name) << read << QByteArray(100'000, '[') << true;
            QTest::addRow("%s: deep maps", name) << read << QByteArray("a: " + QByteArray(2000, '{') + QByteArray(2000, '}')) << true;
            QTest::addRow("%s: two documents", name) << read << QByteArray("{}\n---\n{}\n") << true;
        }
    }

    void comesBack()
    {
        QFETCH(Read, read);
        QFETCH(QByteArray, text);
        QFETCH(bool, refused);
        const QString path = m_dir.filePath(QStringLiteral("file.yaml"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        file.close();
        const qint64 before = test::cpuMs();
        const std::optional<Error> error = read(path);
        QVERIFY2(test::cpuMs() - before < 10'000, qPrintable(QString::number(test::cpuMs() - before)));
        QCOMPARE(error.has_value(), refused);
        QVERIFY(!error || !error->message.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_config_yamltraps)

#include "tst_config_yamltraps.moc"
