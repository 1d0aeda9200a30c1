// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/connectionmodel.h"
#include "items/journalmodel.h"
#include "support/fakeports.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace maestro;
using maestro::test::FakeClock;

namespace {

JournalRecord recordOf(qint64 seq, const QString &id, RecordType type, const QString &at, const QString &state = {})
{
    JournalRecord record;
    record.segment = QStringLiteral("journal-000001");
    record.seq = seq;
    record.id = id;
    record.type = type;
    record.at = QDateTime::fromString(at, Qt::ISODate);
    record.actor.server = QStringLiteral("mara");
    record.object = {QStringLiteral("east"), QStringLiteral("default"), QStringLiteral("web")};
    record.verb = QStringLiteral("abort");
    record.reason = QStringLiteral("p95 doubled");
    record.state = state;
    return record;
}

QStringList columnOf(const QAbstractItemModel &model, int column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, column).data().toString();
    return texts;
}

std::shared_ptr<const QList<JournalRecord>> listOf(const QList<JournalRecord> &records)
{
    return std::make_shared<QList<JournalRecord>>(records);
}

} // namespace

class TestJournalModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneRowAnActionNewestFirstByDay()
    {
        JournalModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRecords(listOf({recordOf(1, QStringLiteral("A"), RecordType::Intent, QStringLiteral("2026-11-17T10:00:00Z"), QStringLiteral("open")),
                                 recordOf(2, QStringLiteral("A"), RecordType::Outcome, QStringLiteral("2026-11-17T10:00:05Z"), QStringLiteral("applied")),
                                 recordOf(3, QStringLiteral("B"), RecordType::Intent, QStringLiteral("2026-11-18T09:00:00Z"), QStringLiteral("open")),
                                 recordOf(4, QStringLiteral("B"), RecordType::Outcome, QStringLiteral("2026-11-18T09:00:05Z"), QStringLiteral("refused"))}));
        QCOMPARE(columnOf(model, JournalModel::State), (QStringList{QString(), QStringLiteral("refused"), QString(), QStringLiteral("applied")}));
        QCOMPARE(columnOf(model, JournalModel::Time), (QStringList{QStringLiteral("Wednesday 18 November 2026"), QStringLiteral("09:00:00"), QStringLiteral("Tuesday 17 November 2026"), QStringLiteral("10:00:00")}));
        QCOMPARE(model.index(1, JournalModel::Object).data().toString(), QStringLiteral("default/web"));
        QCOMPARE(model.openCount(), 0);
    }

    void anOpenIntentComesFirstAndIsNeverCalledDone_data()
    {
        QTest::addColumn<bool>("sent");
        QTest::addColumn<QString>("words");
        QTest::newRow("intent only") << false << QStringLiteral("open: not known whether it was sent");
        QTest::newRow("sent") << true << QStringLiteral("open: sent, no answer recorded");
    }
    void anOpenIntentComesFirstAndIsNeverCalledDone()
    {
        QFETCH(bool, sent);
        QFETCH(QString, words);
        JournalModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QList<JournalRecord> records{recordOf(1, QStringLiteral("OLD"), RecordType::Intent, QStringLiteral("2026-11-01T10:00:00Z"), QStringLiteral("open"))};
        if (sent)
            records << recordOf(2, QStringLiteral("OLD"), RecordType::Sent, QStringLiteral("2026-11-01T10:00:01Z"));
        records << recordOf(3, QStringLiteral("NEW"), RecordType::Intent, QStringLiteral("2026-11-18T10:00:00Z"), QStringLiteral("open"))
                << recordOf(4, QStringLiteral("NEW"), RecordType::Outcome, QStringLiteral("2026-11-18T10:00:01Z"), QStringLiteral("applied"));
        model.setRecords(listOf(records));
        QVERIFY(model.rowAt(0).isSection());
        QVERIFY(model.rowAt(1).open);
        QCOMPARE(model.index(1, JournalModel::State).data().toString(), words);
        QCOMPARE(model.openCount(), 1);
        records << recordOf(5, QStringLiteral("OLD"), RecordType::Reconcile, QStringLiteral("2026-11-18T10:05:00Z"), QStringLiteral("applied"));
        model.setRecords(listOf(records));
        QCOMPARE(model.openCount(), 0);
        QVERIFY(!columnOf(model, JournalModel::State).join(QString()).contains(QStringLiteral("open")));
    }

    void aClockSetBackBreaksNothing()
    {
        JournalModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QList<JournalRecord> records;
        const QString days[] = {QStringLiteral("2026-11-18"), QStringLiteral("2026-11-17"), QStringLiteral("2026-11-18")};
        for (int i = 0; i < 3; ++i)
            records << recordOf(i, QString::number(i), RecordType::Outcome, days[i] + QStringLiteral("T10:00:00Z"), QStringLiteral("applied"));
        model.setRecords(listOf(records));
        QCOMPARE(model.rowCount(), 6);
        records << recordOf(9, QStringLiteral("9"), RecordType::Outcome, QStringLiteral("2026-11-18T11:00:00Z"), QStringLiteral("applied"));
        model.setRecords(listOf(records));
        QCOMPARE(model.rowCount(), 7);
    }

    void filterLooksAtWhoWhatAndWhy()
    {
        JournalModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRecords(listOf({recordOf(1, QStringLiteral("A"), RecordType::Outcome, QStringLiteral("2026-11-17T10:00:00Z"), QStringLiteral("applied"))}));
        model.setFilter(QStringLiteral("MARA doubled"));
        QCOMPARE(model.rowCount(), 2);
        model.setFilter(QStringLiteral("mara nothing"));
        QCOMPARE(model.rowCount(), 0);
    }

    void detailsHoldEveryFieldAndNoControlCharacters()
    {
        JournalRecord record = recordOf(1, QStringLiteral("A"), RecordType::Outcome, QStringLiteral("2026-11-17T10:00:00Z"), QStringLiteral("applied"));
        record.message = QStringLiteral("ok\u202e\n  state: forged");
        record.details = {{QStringLiteral("auditId"), QStringLiteral("77")}};
        const QString text = journalDetails({QStringLiteral("A"), {record}, {}, false});
        QVERIFY(text.contains(QStringLiteral("journal-000001/1")));
        QVERIFY(text.contains(QStringLiteral("\"auditId\": \"77\"")));
        QVERIFY(!text.contains(QChar(0x202e)));
        QVERIFY(!text.contains(QStringLiteral("\n  state: forged")));
    }

    void connectionsTellWhatIsWrong()
    {
        FakeClock clock;
        ConnectionModel model(&clock);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        ConnectionStatus east;
        east.context = QStringLiteral("east");
        east.phase = ConnectionPhase::Connected;
        east.heardAtBootMs = clock.boot;
        east.configuredUser = QStringLiteral("jonas");
        east.insecure = true;
        model.setConnections({east});
        QCOMPARE(model.index(0, ConnectionModel::Age).data().toString(), QStringLiteral("live"));
        QVERIFY(model.index(0, ConnectionModel::Identity).data().toString().contains(QStringLiteral("not confirmed")));
        QVERIFY(model.index(0, ConnectionModel::Notices).data().toString().contains(QStringLiteral("certificate is not checked")));
        clock.advance(30'000);
        QVERIFY(model.index(0, ConnectionModel::Age).data().toString().startsWith(QStringLiteral("stale")));
        ConnectionStatus west = east;
        west.context = QStringLiteral("west");
        model.setConnections({west, east});
        QCOMPARE(columnOf(model, ConnectionModel::Context), (QStringList{QStringLiteral("west"), QStringLiteral("east")}));
    }
};

QTEST_GUILESS_MAIN(TestJournalModel)
#include "tst_items_journalmodel.moc"
