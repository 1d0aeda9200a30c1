// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/duty/dutyservice.h"
#include "services/systemclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// Two people at one obligation at the same time, each with a window of their own.
class TestDutyService : public QObject
{
    Q_OBJECT

    SystemClock m_clock;

private Q_SLOTS:
    void ofTwoWhoCloseItOneIsWritten()
    {
        QTemporaryDir dir;
        JournalService mine(dir.path(), &m_clock);
        JournalService theirs(dir.path(), &m_clock);
        DutyService others({}, &theirs, &m_clock);
        QString id;
        // Asked who acts when all is judged and nothing written: the moment in which the other one closes it.
        DutyService service([&](const QString &) -> ClusterAccess * {
            if (!id.isEmpty())
                others.close(id, u"the other one told the customer"_s);
            return nullptr;
        }, &mine, &m_clock);
        QSignalSpy written(&service, &DutyPort::written);
        QSignalSpy refused(&service, &DutyPort::failed);
        QSignalSpy writtenThere(&others, &DutyPort::written);
        DutyRequest request;
        request.title = u"tell the customer"_s;
        request.object = {u"prod"_s, u"shop"_s, u"web"_s};
        service.open(request);
        QTRY_COMPARE_WITH_TIMEOUT(written.size(), 1, 20'000);
        id = written[0][0].toString();
        service.close(id, u"told the customer by telephone"_s);
        QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(writtenThere.size(), 1, 20'000);
        QCOMPARE(refused[0][0].value<Error>().code, u"closed"_s);
        QCOMPARE(written.size(), 1);
        const auto records = mine.records();
        QVERIFY(records.ok());
        QCOMPARE(std::count_if(records->cbegin(), records->cend(), [&id](const JournalRecord &one) { return one.id == id; }), 2); // opened, and closed once
        const QList<Duty> duties = dutiesOf(*records);
        QCOMPARE(duties.size(), 1);
        QCOMPARE(duties.first().how, u"the other one told the customer"_s);
    }
};

QTEST_GUILESS_MAIN(TestDutyService)
#include "tst_services_duty.moc"
