// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/base/age.h"
#include "domain/base/present.h"
#include "domain/budget/budgetacknowledgement.h"
#include "domain/budget/budgetreading.h"
#include "domain/triage/triagerun.h"
#include "text/humanize.h"
#include "text/plain/elapsed.h"

#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

const QDateTime noon(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);

} // namespace

/// Somebody sets the clock of the computer, by seconds or by hours, while the program runs.
class tst_domain_age : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsToComeHasNoAge()
    {
        QCOMPARE(ageMs(noon, noon.addSecs(7)), std::optional<qint64>(7'000));
        QCOMPARE(ageMs(noon, noon.addMSecs(-1'500)), std::optional<qint64>(0)); // two clocks
        QVERIFY(!ageMs(noon, noon.addSecs(-3'600)) && !ageMs({}, noon) && !ageMs(noon, {}));
        QVERIFY(isOlder(noon, noon.addSecs(-3'600), 60'000) && isOlder(noon, noon.addSecs(61), 60'000) && !isOlder(noon, noon.addSecs(60), 60'000));
        QCOMPARE(ageText(ageSeconds(noon, noon.addSecs(-3))), u"0.0 s"_s); // never "-3 s"
        QCOMPARE(ageText(ageSeconds(noon, noon.addSecs(-3'600))), u"unknown"_s);
    }

    void setClocks_data()
    {
        QTest::addColumn<qint64>("setBy"); // seconds, after twenty have passed
        QTest::newRow("not at all") << qint64(0);
        QTest::newRow("back by a little") << qint64(-15);
        QTest::newRow("back by an hour") << qint64(-3'600);
        QTest::newRow("back by years") << qint64(-100'000'000);
        QTest::newRow("forward by an hour") << qint64(3'600);
    }
    /// Whatever it is set to, nothing lives longer than its minute.
    void setClocks()
    {
        QFETCH(qint64, setBy);
        SteadyAge age;
        age.begin(noon, noon.addSecs(2), 1'000);
        const auto isOver = [&](qint64 passed) { return age.isOver(noon.addSecs(2 + passed + (passed >= 20 ? setBy : 0)), 1'000 + passed * 1'000, 60'000); };
        QVERIFY(!isOver(10));
        QCOMPARE(isOver(30), setBy > 0);
        QVERIFY(isOver(59));
        QVERIFY(age.ms(noon.addSecs(setBy), 31'000).value_or(-1) >= 32'000);
    }

    void unknownFromTheBeginning()
    {
        SteadyAge age;
        QVERIFY(age.isOver(noon, 0, 1'000'000'000) && !age.ms(noon, 0));
        age.begin(noon.addSecs(3'600), noon, 0); // of an hour to come: from before the clock was set
        QVERIFY(age.isOver(noon.addSecs(3'601), 3'601'000, 1'000'000'000));
        age.clear();
        QVERIFY(!age.at().isValid());
    }

    /// What a board said at a time to come is weighed by nobody.
    void boards()
    {
        DecisionBoard board;
        board.at = noon;
        board.verdict = BoardVerdict::Rollback;
        QVERIFY(!weighed({}, &board, noon.addSecs(1)).boardUnknown);
        const TriageSuggestion later = weighed({}, &board, noon.addSecs(-3'600));
        QVERIFY(later.boardUnknown && later.board == BoardVerdict::None);
    }

    /// An acknowledgement of the future holds nothing open.
    void acknowledgements()
    {
        BudgetReading reading;
        reading.name = u"errors"_s;
        reading.consumed = 0.2;
        BudgetAcknowledgement said;
        said.budget = u"errors"_s;
        said.consumed = 0.3;
        said.at = noon;
        QVERIFY(acknowledgementOf(reading, {said}, noon.addSecs(3'600))->inForce);
        QVERIFY(!acknowledgementOf(reading, {said}, noon.addSecs(-3'600))->inForce);
        QVERIFY(!acknowledgementOf(reading, {said}, noon.addMSecs(std::chrono::milliseconds(acknowledgementLasts).count()))->inForce);
    }

    void ofATableCell()
    {
        QCOMPARE(elapsedText(noon, noon.addSecs(90)), u"1 min"_s);
        QCOMPARE(elapsedText(noon, noon.addSecs(-3)), u"0.0 s"_s);
        QCOMPARE(elapsedText(noon, noon.addSecs(-600)), u"10 min ahead"_s); // a clock was set: no age, and no 0 s
        QCOMPARE(elapsedText({}, noon), u"unknown"_s);
    }

    /// The present goes on with the time that passes, back to the wall clock once that is right again.
    void whatFallsDue()
    {
        SteadyPresent present;
        QCOMPARE(present.at(noon, 5'000), noon);
        QCOMPARE(present.at(noon.addSecs(-7'200), 65'000), noon.addSecs(60));
        QCOMPARE(present.at(noon.addSecs(3'600), 65'000), noon.addSecs(3'600));
        QCOMPARE(present.at(noon.addSecs(70), 75'000), noon.addSecs(70));
    }
};

QTEST_GUILESS_MAIN(tst_domain_age)
#include "tst_domain_age.moc"
