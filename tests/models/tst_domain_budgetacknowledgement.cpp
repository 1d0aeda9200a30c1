// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budget/budgetreading.h"

#include <QTest>

#include <limits>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

const ObjectRef cart{u"box"_s, u"shop"_s, u"cart"_s};
const QDateTime monday = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);

BudgetRequest request(std::optional<double> consumed)
{
    return {cart, u"budget"_s, u"consumed-since-T"_s, consumed, u"shop"_s, QByteArray(64, 'a'), u" seen on Monday "_s, u"https://notes.example"_s};
}

/// As it comes back from the Journal, which writes numbers that are not whole as text.
JournalRecord recorded(double consumed, const QDateTime &at, const QString &id = u"a"_s)
{
    JournalRecord record = acknowledgementRecord(request(consumed), at);
    QJsonObject said = record.details[u"budget"_s].toObject();
    said[u"consumed"_s] = QString::number(consumed, 'g', 17);
    record.details[u"budget"_s] = said;
    record.id = id;
    record.actor.server = u"ann"_s;
    return record;
}

BudgetReading reading(std::optional<double> consumed, std::optional<bool> within = {}, const QString &name = u"budget"_s)
{
    BudgetReading made;
    made.name = name;
    made.meaning = u"consumed-since-T"_s;
    made.consumed = consumed;
    made.within = within;
    return made;
}

} // namespace

/// Who acknowledged how much of a budget, from the records, and whether that covers what is used now.
class TestBudgetAcknowledgement : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recordAndBack()
    {
        const auto all = budgetAcknowledgements({recorded(0.062, monday)}, cart);
        QCOMPARE(all.size(), 1);
        const BudgetAcknowledgement &one = all.first();
        QCOMPARE(one.consumed, 0.062);
        QCOMPARE(one.by, u"ann"_s);
        QCOMPARE(one.at, monday);
        QCOMPARE(one.reason, u"seen on Monday"_s);
        QCOMPARE(one.link, u"https://notes.example"_s);
        QVERIFY(budgetAcknowledgements({recorded(0.062, monday)}, {u"box"_s, u"shop"_s, u"other"_s}).isEmpty());
        JournalRecord other = recorded(0.062, monday);
        other.verb = u"confirm"_s;
        JournalRecord empty = recorded(0.062, monday);
        empty.details = {};
        QVERIFY(budgetAcknowledgements({other, empty}, cart).isEmpty());
    }

    void whatIsNotKnown()
    {
        QVERIFY(!problemOf(request(0.0)) && !problemOf(request(1.3)));
        for (const std::optional<double> &unknown : {std::optional<double>(), std::optional(qQNaN()), std::optional(-0.1), std::optional(std::numeric_limits<double>::infinity())})
            QCOMPARE(problemOf(request(unknown))->code, u"budgetUnknown"_s);
    }

    void covers_data()
    {
        QTest::addColumn<double>("now"); // NaN: not known
        QTest::addColumn<int>("within"); // -1: no limit
        QTest::addColumn<qint64>("afterMs");
        QTest::addColumn<bool>("inForce");
        const qint64 week = 7 * 24 * 3'600'000LL;
        const auto row = [](const char *name, double now, int within, qint64 afterMs, bool inForce) { QTest::newRow(name) << now << within << afterMs << inForce; };
        row("the same", 0.062, -1, 0, true);
        row("less", 0.05, -1, 1000, true);
        row("more, and no limit", 0.063, -1, 1000, false);
        row("more, within the limit", 0.099, 1, 1000, true);
        row("more, over the limit", 0.1, 0, 1000, false);
        row("over the limit, but seen", 0.062, 0, 1000, true);
        row("not known", qQNaN(), -1, 1000, false);
        row("a week but a moment", 0.062, -1, week - 1, true);
        row("a week", 0.062, -1, week, false);
        row("a clock that is a little behind", 0.062, -1, -4'000, true);
        row("a clock that was set back", 0.062, -1, -15'000, false);
    }
    void covers()
    {
        QFETCH(double, now);
        QFETCH(int, within);
        QFETCH(qint64, afterMs);
        const BudgetReading read = reading(qIsNaN(now) ? std::nullopt : std::optional(now), within < 0 ? std::nullopt : std::optional(within == 1));
        const auto found = acknowledgementOf(read, budgetAcknowledgements({recorded(0.062, monday)}, cart), monday.addMSecs(afterMs));
        QVERIFY(found);
        QTEST(found->inForce, "inForce");
    }

    void theNewestOfThisBudget()
    {
        const auto all = budgetAcknowledgements({recorded(0.02, monday, u"a"_s), recorded(0.05, monday.addDays(1), u"b"_s)}, cart);
        QCOMPARE(acknowledgementOf(reading(0.04), all, monday.addDays(2))->record, u"b"_s);
        QVERIFY(!acknowledgementOf(reading(0.04, {}, u"another"_s), all, monday));
        BudgetReading pace = reading(0.04);
        pace.meaning = u"burn-multiple"_s;
        QVERIFY(!acknowledgementOf(pace, all, monday)); // a share of something else
    }
};

QTEST_GUILESS_MAIN(TestBudgetAcknowledgement)
#include "tst_domain_budgetacknowledgement.moc"
