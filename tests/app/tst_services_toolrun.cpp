// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/systemclock.h"
#include "services/checks/toolrun.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// One attempt of a script, whoever asks for it.
class TestToolRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Two consoles computed the same attempt before either was on record: the script runs once, and its own end is the one recorded.
    void twoAtOnce()
    {
        QTemporaryDir folder;
        const QString script = folder.filePath(u"check.sh"_s);
        QFile file(script);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("#!/bin/sh\necho once >> \"$HERE/ran\"\nwhile [ ! -e \"$HERE/go\" ]; do sleep 0.1; done\n") > 0);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        file.close();
        const SystemClock clock;
        JournalService journal(folder.filePath(u"journal"_s), &clock);
        ToolCheck check;
        check.subject.id = u"5a22daae-ab48-4d36-8a88-300b98176fa0"_s;
        check.item = u"script"_s;
        check.call.argv = {script};
        check.call.programSha256 = fileSha256(script);
        const ToolRun::Means means {&journal, &clock, {{u"PATH"_s, u"/usr/bin:/bin"_s}, {u"HERE"_s, folder.path()}}, folder.filePath(u"runs"_s)};
        ToolRun first(check, means);
        ToolRun second(check, means);
        QSignalSpy firstEnd(&first, &ToolRun::ended);
        QSignalSpy secondEnd(&second, &ToolRun::ended);
        first.start();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(folder.filePath(u"ran"_s)), 20'000);
        second.start();
        QTest::qWait(1'000);
        QCOMPARE(firstEnd.size() + secondEnd.size(), 0); // it is still at it
        QVERIFY(QFile(folder.filePath(u"go"_s)).open(QIODevice::WriteOnly));
        QTRY_COMPARE_WITH_TIMEOUT(firstEnd.size() + secondEnd.size(), 2, 20'000);
        QVERIFY(firstEnd.first().at(0).toBool() && secondEnd.first().at(0).toBool());
        QFile ran(folder.filePath(u"ran"_s));
        QVERIFY(ran.open(QIODevice::ReadOnly));
        QCOMPARE(ran.readAll(), QByteArray("once\n"));
        const Result<QList<JournalRecord>> records = journal.records();
        QVERIFY(records);
        QStringList ends;
        for (const JournalRecord &record : *records)
            if (record.details.contains(u"process"_s) && record.state != u"started"_s)
                ends.append(record.state);
        QCOMPARE(ends.size(), 1);
        QVERIFY2(!ends.contains(u"failed"_s), qPrintable(ends.join(u' ')));
    }
};

QTEST_GUILESS_MAIN(TestToolRun)
#include "tst_services_toolrun.moc"
