// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"
#include "support/sandboxworld.h"

#include <QFile>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// How the programs end: after their threads, however slow those are.
class tst_cli_exit : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;

private Q_SLOTS:
    void initTestCase()
    {
        m_world = test::served(test::canaryUnderWay({QJsonObject{{u"setWeight"_s, 25}}, QJsonObject{{u"pause"_s, QJsonObject()}}, QJsonObject{{u"setWeight"_s, 50}}, QJsonObject{{u"pause"_s, QJsonObject()}}}),
                               QDateTime::currentDateTimeUtc(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);
    }

    void afterTheirThreads_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("a read") << u"maestro --json list"_s;
        QTest::newRow("reads at the same time") << u"maestro --json doctor"_s;
        QTest::newRow("a change") << u"maestro --json promote web --yes --reason checking-how-it-ends --observe-timeout 20s"_s;
        QTest::newRow("a window") << u"maestro-console --tour pages --shots "_s + m_dir.filePath(u"shots"_s);
    }

    void afterTheirThreads()
    {
        QFETCH(QString, line);
        QStringList words = line.split(u' ');
        const QString program = QStringLiteral(MAESTRO_BUILD_DIR "/bin/") + words.takeFirst();
        if (!QFile::exists(program))
            QSKIP("built without the window");
        const Said said = runProgram(program, words + QStringList{u"--kubeconfig"_s, m_dir.filePath(u"kc"_s)},
                                     {{u"QT_QPA_PLATFORM"_s, u"offscreen"_s}, {u"DBUS_SESSION_BUS_ADDRESS"_s, u"disabled:"_s}, {u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}, {u"LD_PRELOAD"_s, QStringLiteral(MAESTRO_LATE_ENDS)}, {u"ASAN_OPTIONS"_s, u"verify_asan_link_order=0"_s}}, 100'000);
        QVERIFY2(said.err.contains("a thread ended late"), said.both().constData());
        QVERIFY2(!said.err.contains("put away under a thread"), said.err.constData());
        QVERIFY2(said.isOneDocument() || !line.contains(u"--json"_s), said.both().constData());
        QCOMPARE(said.code, 0);
    }
};

QTEST_GUILESS_MAIN(tst_cli_exit)

#include "tst_cli_exit.moc"
