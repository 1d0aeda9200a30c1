// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/actionlock.h"
#include "services/journaltrial.h"
#include "services/systemclock.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// What a trial of the Journal that was killed leaves goes with the next trial; that of a living one stays.
class tst_services_journaltrial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyTheDeadAreRemoved()
    {
        QProcess gone;
        gone.start(u"/bin/true"_s, {});
        QVERIFY(gone.waitForStarted());
        const qint64 dead = gone.processId();
        QVERIFY(gone.waitForFinished());
        QTemporaryDir state;
        const auto made = [&state](const QString &name) {
            QDir().mkpath(state.filePath(name) + u"/journal"_s);
            QFile::setPermissions(state.filePath(name), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
            return name;
        };
        made(u"journal-trial-AbCdEf"_s); // of an earlier version, without its owner
        made(u"journal-trial-%1-AbCdEf"_s.arg(dead));
        const QString held = made(u"journal-trial-%1-locked"_s.arg(dead)); // as of another machine on this folder
        const auto lock = ActionLock::acquire(state.filePath(held), u"trial"_s);
        QVERIFY(lock.ok());
        const QString alive = made(u"journal-trial-%1-AbCdEf"_s.arg(QCoreApplication::applicationPid()));
        made(u"journal"_s);
        SystemClock clock;
        QVERIFY(tryJournal(state.path(), &clock).ok());
        QStringList left {u"journal"_s, alive, held};
        left.sort();
        QCOMPARE(QDir(state.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot, QDir::Name), left);
    }
};

QTEST_GUILESS_MAIN(tst_services_journaltrial)
#include "tst_services_journaltrial.moc"
