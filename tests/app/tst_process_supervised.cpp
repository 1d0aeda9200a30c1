// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/supervisedprocess.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace maestro;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Programs as real processes: what they get, when they are ended, and what is known of them when the one who started them is gone.
class tst_process_supervised : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    int m_count = 0;

    ProcessOrder order(const QByteArray &script)
    {
        const QString path = m_dir.filePath(u"script-%1"_s.arg(++m_count));
        QFile file(path);
        [&] { QVERIFY(file.open(QIODevice::WriteOnly)); }();
        file.write("#!/bin/sh\n" + script + "\n");
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        ProcessOrder out;
        out.folder = m_dir.filePath(u"run-%1"_s.arg(m_count));
        out.marker = u"marker-%1"_s.arg(m_count);
        out.argv = {path};
        out.environment = {{u"PATH"_s, u"/usr/bin:/bin"_s}};
        return out;
    }

    ProcessReport finished(const ProcessOrder &order)
    {
        SupervisedProcess process;
        QSignalSpy ended(&process, &SupervisedProcess::ended);
        QSignalSpy never(&process, &SupervisedProcess::notStarted);
        if (const Result<Done> begun = process.start(order); !begun)
            return {};
        [&] { QTRY_VERIFY_WITH_TIMEOUT(!ended.isEmpty() || !never.isEmpty(), 30'000); }();
        return readRun(order.folder, order.marker);
    }

private Q_SLOTS:
    void argumentsAndEnvironmentAreExactlyThoseGiven()
    {
        qputenv("TOP_SECRET", "hunter2");
        ProcessOrder o = order("for a in \"$@\"; do echo \"[$a]\"; done; env | sort; [ -t 0 ] && echo tty; cat");
        o.argv << u"two words"_s << u"$(id)"_s << u"; rm x"_s << u""_s << u"-n"_s;
        o.environment.insert(u"GIVEN"_s, u"yes $HOME"_s);
        const ProcessReport report = finished(o);
        QCOMPARE(report.state, ProcessReport::State::Ended);
        QCOMPARE(report.exitCode, 0);
        QVERIFY(report.output.startsWith("[two words]\n[$(id)]\n[; rm x]\n[]\n[-n]\n"));
        QVERIFY(report.output.contains("\nGIVEN=yes $HOME\n"));
        QVERIFY(report.output.contains(QByteArray("MAESTRO_ACTION_ID=" + o.marker.toUtf8())));
        QVERIFY(!report.output.contains("TOP_SECRET"));
        QVERIFY(!report.output.contains("tty"));
    }

    void endings_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<int>("signal");
        QTest::newRow("well") << QByteArray("exit 0") << 0 << 0;
        QTest::newRow("badly") << QByteArray("exit 7") << 7 << 0;
        QTest::newRow("by a signal") << QByteArray("kill -9 $$") << -1 << SIGKILL;
    }
    void endings()
    {
        QFETCH(QByteArray, script);
        const ProcessReport report = finished(order(script));
        QCOMPARE(report.state, ProcessReport::State::Ended);
        QTEST(report.exitCode, "exitCode");
        QTEST(report.signal, "signal");
        QVERIFY(!report.timedOut);
    }

    void whatCannotBeStartedIsNotStarted()
    {
        ProcessOrder o = order("exit 0");
        o.argv = {u"/nonexistent/program"_s};
        SupervisedProcess process;
        QSignalSpy never(&process, &SupervisedProcess::notStarted);
        QVERIFY(process.start(o));
        QTRY_COMPARE_WITH_TIMEOUT(never.size(), 1, 30'000);
        QCOMPARE(readRun(o.folder, o.marker).state, ProcessReport::State::NotStarted);
    }

    void atMostOnce()
    {
        ProcessOrder o = order("echo x >> \"$COUNT\"");
        o.environment.insert(u"COUNT"_s, m_dir.filePath(u"count"_s));
        QCOMPARE(finished(o).exitCode, 0);
        SupervisedProcess again;
        QSignalSpy never(&again, &SupervisedProcess::notStarted);
        QVERIFY(again.start(o));
        QTRY_COMPARE_WITH_TIMEOUT(never.size(), 1, 30'000);
        QCOMPARE(never.first().first().value<Error>().code, u"alreadyStarted"_s);
        QFile count(m_dir.filePath(u"count"_s));
        QVERIFY(count.open(QIODevice::ReadOnly));
        QCOMPARE(count.readAll(), QByteArray("x\n"));
    }

    void outputIsBounded()
    {
        ProcessOrder o = order("yes 0123456789 | head -c 1000000; echo done >&2");
        o.outputLimit = 5000;
        const ProcessReport report = finished(o);
        QCOMPARE(report.exitCode, 0);
        QCOMPARE(report.output.size(), 5000);
        QCOMPARE(report.dropped, 1'000'005 - 5000);
    }

    /// One that ignores SIGTERM, and its child, both end.
    void theLimitEndsTheWholeGroup()
    {
        ProcessOrder o = order("trap '' TERM; (trap '' TERM; echo $$ > /dev/null; sleep 300) & echo $! > \"$CHILD\"; echo began; sleep 300");
        o.environment.insert(u"CHILD"_s, m_dir.filePath(u"child"_s));
        o.limit = 700ms;
        o.grace = 300ms;
        const ProcessReport report = finished(o);
        QCOMPARE(report.state, ProcessReport::State::Ended);
        QCOMPARE(report.signal, SIGKILL);
        QVERIFY(report.timedOut);
        QCOMPARE(report.output, QByteArray("began\n"));
        QFile child(m_dir.filePath(u"child"_s));
        QVERIFY(child.open(QIODevice::ReadOnly));
        const pid_t pid = child.readAll().trimmed().toInt();
        QVERIFY(pid > 1);
        const auto gone = [pid] {
            QFile stat(u"/proc/%1/stat"_s.arg(pid));
            return !stat.open(QIODevice::ReadOnly) || QString::fromLatin1(stat.readAll()).section(u") "_s, 1).startsWith(u'Z');
        };
        QTRY_VERIFY_WITH_TIMEOUT(gone(), 20'000);
    }

    void termIsEnoughForMost()
    {
        ProcessOrder o = order("trap 'echo bye; exit 3' TERM; echo began; while :; do sleep 0.1; done");
        o.limit = 500ms;
        o.grace = 20s;
        const ProcessReport report = finished(o);
        QCOMPARE(report.exitCode, 3);
        QVERIFY(report.timedOut);
        QVERIFY(report.output.endsWith("bye\n"));
    }

    /// However often one looks while it ends, it is running or has ended, and never lost in between.
    void neverLostWhileItEnds()
    {
        for (int round = 0; round < 20; ++round) {
            const ProcessOrder o = order("sleep 0.05; exit 4"); // so that somebody looks while it ends
            SupervisedProcess process;
            QVERIFY(process.start(o));
            QSignalSpy running(&process, &SupervisedProcess::running);
            QTRY_COMPARE_WITH_TIMEOUT(running.size(), 1, 30'000);
            ProcessReport report;
            do
                report = readRun(o.folder, o.marker);
            while (report.state == ProcessReport::State::Running);
            QCOMPARE(report.state, ProcessReport::State::Ended);
            QCOMPARE(report.exitCode, 4);
        }
    }

    /// The supervisor is killed too: then pid, start time and marker say whether it runs, and nothing says how it ended.
    void withoutItsSupervisor()
    {
        ProcessOrder o = order("echo $PPID > \"$PARENT\"; while [ ! -e \"$GO\" ]; do sleep 0.05; done");
        o.environment.insert(u"PARENT"_s, m_dir.filePath(u"parent"_s));
        o.environment.insert(u"GO"_s, m_dir.filePath(u"go2"_s));
        SupervisedProcess process;
        QVERIFY(process.start(o));
        QFile parent(m_dir.filePath(u"parent"_s));
        QTRY_VERIFY_WITH_TIMEOUT(parent.size() > 1, 30'000);
        QVERIFY(parent.open(QIODevice::ReadOnly));
        const pid_t supervisor = parent.readAll().trimmed().toInt();
        QVERIFY(supervisor > 1);
        ::kill(supervisor, SIGKILL);
        QTRY_COMPARE_WITH_TIMEOUT(readRun(o.folder, u"of another"_s).state, ProcessReport::State::Lost, 30'000); // a number alone proves nothing
        QCOMPARE(readRun(o.folder, o.marker).state, ProcessReport::State::Running);
        QFile go(m_dir.filePath(u"go2"_s));
        QVERIFY(go.open(QIODevice::WriteOnly));
        QTRY_COMPARE_WITH_TIMEOUT(readRun(o.folder, o.marker).state, ProcessReport::State::Lost, 30'000);
    }

    /// The one who started it is killed; it goes on within its limits, is recognised, and its end is on disk.
    void survivesItsStarter()
    {
        ProcessOrder o = order("echo began; while [ ! -e \"$GO\" ]; do sleep 0.05; done; echo end; exit 5");
        o.environment.insert(u"GO"_s, m_dir.filePath(u"go"_s));
        const pid_t starter = ::fork();
        if (starter == 0) {
            SupervisedProcess process;
            if (!process.start(o))
                ::_exit(1);
            for (;;)
                ::pause();
        }
        QTRY_COMPARE_WITH_TIMEOUT(readRun(o.folder, o.marker).state, ProcessReport::State::Running, 30'000);
        ::kill(starter, SIGKILL);
        ::waitpid(starter, nullptr, 0);
        const ProcessReport running = readRun(o.folder, o.marker);
        QCOMPARE(running.state, ProcessReport::State::Running);
        QVERIFY(running.pid > 1 && running.startTicks > 0);
        QFile go(m_dir.filePath(u"go"_s));
        QVERIFY(go.open(QIODevice::WriteOnly));
        QTRY_COMPARE_WITH_TIMEOUT(readRun(o.folder, o.marker).state, ProcessReport::State::Ended, 30'000);
        const ProcessReport ended = readRun(o.folder, o.marker);
        QCOMPARE(ended.exitCode, 5);
        QVERIFY(ended.output.endsWith("end\n"));
    }
};

QTEST_GUILESS_MAIN(tst_process_supervised)
#include "tst_process_supervised.moc"
