// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/decision/decisionboard.h"
#include "domain/decision/facthistory.h"
#include "domain/slo/facts.h"
#include "support/gatesamples.h"
#include "text/decision/decisiontext.h"

#include <QJsonObject>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

using Column = RuleReading::Column;
using Truth = std::optional<bool>;

BoardCondition condition(const QString &id, Column column, Truth state)
{
    BoardCondition made;
    made.rule.id = id;
    made.rule.column = column;
    made.rule.state = state;
    return made;
}

PolicyWhen health(const QString &probe, std::chrono::seconds needed, bool afterChange)
{
    PolicyWhen when;
    when.kind = PolicyWhen::Kind::Health;
    when.subject = probe;
    when.needed = needed;
    when.strictly = true;
    when.afterChange = afterChange;
    return when;
}

PolicyPtr peoplePolicy()
{
    Policy made;
    made.name = u"shop"_s;
    made.signalList = {{u"complaints"_s, PolicySignal::Kind::Counter, true, {}}, {u"incidents"_s, PolicySignal::Kind::Counter, false, {}},
                       {u"breach"_s, PolicySignal::Kind::Flag, false, {}}, {u"escalation"_s, PolicySignal::Kind::Severity, false, {}}};
    PolicyWhen breach;
    breach.kind = PolicyWhen::Kind::Signal;
    breach.subject = u"breach"_s;
    made.decisions.immediate = {{u"breach"_s, breach}};
    return std::make_shared<const Policy>(made);
}

const ObjectRef cart{u"box"_s, u"shop"_s, u"cart"_s};

/// The Journal of a story: each record as the service writes it.
struct Story
{
    PolicyPtr policy = peoplePolicy();
    SignalScope scope{cart, u"small"_s, 2};
    QList<JournalRecord> records;

    void say(double when, const QString &signal, std::optional<double> value = {}, bool clear = false, std::optional<std::chrono::milliseconds> lasts = {})
    {
        SignalRequest request{scope.target, signal, clear, value, lasts, {}, u"https://t/1"_s, u"as was agreed"_s};
        QVERIFY(!problemOf(*policy, request));
        JournalRecord record;
        record.type = RecordType::Signal;
        record.at = second(when);
        record.actor.server = u"ann"_s;
        record.object = scope.target;
        record.reason = request.reason;
        record.details = signalDetails(*policy, request, scope, record.at);
        records.append(record);
    }
    SignalState state(const QString &name, double when) const
    {
        for (const SignalState &one : signalStates(*policy, records, scope, second(when)))
            if (one.spec.name == name)
                return one;
        return {};
    }
};

} // namespace

/// The board of conditions, what facts were over time, and what people said.
class TestBoard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pairs_data();
    void pairs();
    void everyWordIsKnown();
    void failingAfterAChange_data();
    void failingAfterAChange();
    void gapsProveNothing();
    void sinceIsBelieved();
    void olderReadingsChangeNothing();
    void failedAnswersAreCounted();
    void firstBad();
    void thirdComplaint();
    void countersBeginAnew();
    void flagsExpire();
    void flagsOutlastAClockSetBack();
    void severities();
    void othersAreOthers();
    void withoutJournalNothingIsKnown();
    void problems_data();
    void problems();
};

void TestBoard::pairs_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    // GAT-09, every pair of columns and every pair of states.
    for (int a = 0; a < 9; ++a)
        for (int b = 0; b < 9; ++b)
            QTest::addRow("%d-%d", a, b) << a << b;
}

void TestBoard::pairs()
{
    QFETCH(int, first);
    QFETCH(int, second);
    const auto made = [](const QString &id, int code) {
        const Truth states[] = {true, false, std::nullopt};
        return condition(id, Column(code / 3), states[code % 3]);
    };
    const QList<BoardCondition> both{made(u"a"_s, first), made(u"b"_s, second)};
    const auto met = [&both](Column column) {
        return std::any_of(both.cbegin(), both.cend(), [column](const BoardCondition &one) { return one.rule.column == column && one.rule.state == true; });
    };
    const BoardVerdict expected = met(Column::Immediate) ? BoardVerdict::Immediate
        : met(Column::Rollback) && met(Column::Hold)     ? BoardVerdict::Conflict
        : met(Column::Rollback)                          ? BoardVerdict::Rollback
        : met(Column::Hold)                              ? BoardVerdict::Hold
                                                         : BoardVerdict::None;
    const auto [verdict, rule] = boardVerdict(both);
    QCOMPARE(verdict, expected);
    QCOMPARE(rule.isEmpty(), verdict == BoardVerdict::None);
    if (verdict == BoardVerdict::Conflict)
        QVERIFY(rule == u"a / b"_s || rule == u"b / a"_s);
}

void TestBoard::everyWordIsKnown()
{
    DecisionBoard board;
    board.conditions = {condition(u"a"_s, Column::Rollback, std::nullopt), condition(u"b"_s, Column::Hold, false)};
    QVERIFY2(boardSentence(board).contains(u"cannot be told"_s), qPrintable(boardSentence(board)));
    board.rule = u"the-rule"_s;
    for (const BoardVerdict verdict : {BoardVerdict::Hold, BoardVerdict::Rollback, BoardVerdict::Immediate, BoardVerdict::Conflict}) {
        board.verdict = verdict;
        QVERIFY2(boardSentence(board).contains(u"the-rule"_s), qPrintable(boardSentence(board)));
    }
    BoardCondition timed = condition(u"a"_s, Column::Rollback, false);
    timed.rule.needed = std::chrono::minutes(3);
    timed.rule.elapsed = std::chrono::seconds(134);
    timed.rule.trueSince = second(0);
    QCOMPARE(conditionTimerText(timed), u"failing 2:14 of 3:00"_s);
    QVERIFY(conditionGapText(timed).isEmpty());
    // Long enough, and not met all the same: that something else of the rule is not so has to be said.
    timed.rule.elapsed = std::chrono::seconds(200);
    QCOMPARE(conditionTimerText(timed), u"failing 3:20 of 3:00"_s);
    QVERIFY2(conditionGapText(timed).startsWith(u"long enough, but"_s), qPrintable(conditionGapText(timed)));
    timed.rule.state = true;
    QVERIFY(conditionGapText(timed).isEmpty());
}

void TestBoard::failingAfterAChange_data()
{
    QTest::addColumn<double>("badFrom");
    QTest::addColumn<double>("changeAt");
    QTest::addColumn<double>("now");
    QTest::addColumn<int>("state"); // 1, 0, -1 unknown
    // GAT-01: health fails for more than three minutes, beginning within the window after a change.
    QTest::newRow("2:59 no") << 300.0 << 290.0 << 479.0 << 0;
    QTest::newRow("3:00 no: longer than") << 300.0 << 290.0 << 480.0 << 0;
    QTest::newRow("3:01 yes") << 300.0 << 290.0 << 481.0 << 1;
    QTest::newRow("no change") << 300.0 << -1.0 << 700.0 << 0;
    QTest::newRow("bad before the change") << 300.0 << 400.0 << 700.0 << 0;
    QTest::newRow("healthy") << 9000.0 << 290.0 << 700.0 << 0;
}

void TestBoard::failingAfterAChange()
{
    QFETCH(double, badFrom);
    QFETCH(double, changeAt);
    QFETCH(double, now);
    QFETCH(int, state);
    DecisionRules rules;
    rules.changeWindow = std::chrono::minutes(30);
    rules.rollback = {{u"health-3m"_s, health(u"public"_s, std::chrono::minutes(3), true)}};
    const PolicyPtr policy = policyOf({}, {}, rules);
    FactHistory history;
    history.policy = policy;
    history.records = QList<JournalRecord>();
    for (double at = 0; at <= now; at += 1)
        history.book.add({healthFact(u"public"_s), at < badFrom ? 1.0 : 0.0, {}, second(at), {}, {}});
    history.now = second(now);
    GateEvaluator gates(policy, {});
    DecisionMaker maker(policy);
    for (double at = 0; at <= now; at += 1) {
        QList<Sample> samples = at < now ? history.samplesAt(second(at)) : history.samplesNow(second(at));
        if (changeAt >= 0 && at >= changeAt)
            samples.append({second(changeAt), changeFact(), SampleRole::None, 2, {}});
        gates.evaluate(second(at), samples);
        maker.decide(gates);
    }
    const Truth found = maker.rules().first().state;
    QCOMPARE(found ? int(*found) : -1, state);
}

void TestBoard::gapsProveNothing()
{
    FactBook book;
    const QString name = healthFact(u"public"_s);
    book.add({name, 0, {}, second(0), {}, {}});
    QCOMPARE(book.samplesAt(second(60)).first().value, std::optional<double>(0));
    QVERIFY(!book.samplesAt(second(91)).first().value);
    book.add({name, 0, {}, second(600), {}, {}});
    QVERIFY(!book.samplesAt(second(300)).first().value);
    QVERIFY(!book.samplesAt(second(-1)).first().value);
    book.add({name, std::nullopt, {}, second(610), {}, {}});
    QVERIFY(!book.samplesAt(second(611)).first().value);
    QCOMPARE(book.samplesAt(second(605)).first().value, std::optional<double>(0));
    QCOMPARE(book.readings().size(), 1);
    QVERIFY(!book.readings().first().value);
}

void TestBoard::sinceIsBelieved()
{
    FactBook book;
    const QString name = builtinFact(u"crash-loop"_s);
    book.add({name, 0, {}, second(100), {}, {}});
    book.add({name, 1, second(50), second(130), {}, {}}); // a look at 100 said otherwise
    QCOMPARE(book.samplesAt(second(100)).first().value, std::optional<double>(0));
    QCOMPARE(book.samplesAt(second(101)).first().value, std::optional<double>(1));
    FactBook fresh;
    fresh.add({name, 1, second(50), second(130), {}, {}});
    QCOMPARE(fresh.samplesAt(second(50)).first().value, std::optional<double>(1));
    QVERIFY(!fresh.samplesAt(second(49)).first().value);
    QCOMPARE(fresh.samplesAt(second(49), second(60)).first().value, std::optional<double>(1));
}

/// AUT-10: ten answers in a row, not ten instants at which the same answer was known.
void TestBoard::failedAnswersAreCounted()
{
    auto policy = std::make_shared<Policy>();
    PolicyGate gate;
    gate.name = u"breaker"_s;
    gate.kind = PolicyGate::Kind::ConsecutiveFailures;
    gate.of = {u"public"_s};
    gate.fail = bound(u">= 10"_s);
    gate.onFail = OnFail::Rollback;
    policy->gates = {gate};
    QVERIFY(factNames(*policy).contains(healthFact(u"public"_s)));
    GateEvaluator gates(policy, policy->gates);
    FactBook book;
    const auto verdictAt = [&](double at) { return gates.evaluate(second(at), book.samplesAt(second(at))).first(); };
    QCOMPARE(verdictAt(-1).state, GateState::NoData); // nobody asked yet
    double at = 0;
    const auto look = [&](std::optional<double> value) {
        book.add({healthFact(u"public"_s), value, {}, second(at), {}, {}});
        GateVerdict said;
        for (int instant = 0; instant < 4; ++instant)
            said = verdictAt(at + instant * 15);
        at += 60;
        return said;
    };
    QCOMPARE(look(1).state, GateState::Pass);
    for (int failure = 1; failure <= 9; ++failure) {
        QCOMPARE(look(0).state, GateState::Pass);
        if (failure == 5)
            QCOMPARE(look(std::nullopt).state, GateState::NoData); // nobody knows: neither counted nor forgiven
    }
    QCOMPARE(look(0).state, GateState::Fail);
    QCOMPARE(look(1).state, GateState::Pass);
    QCOMPARE(look(0).state, GateState::Pass);
}

void TestBoard::olderReadingsChangeNothing()
{
    FactBook book;
    const QString name = healthFact(u"public"_s);
    book.add({name, 1, {}, second(100), {}, {}});
    book.add({name, 0, {}, second(90), {}, {}});
    QCOMPARE(book.samplesAt(second(100)).first().value, std::optional<double>(1));
    QVERIFY(!book.samplesAt(second(95)).first().value);
    // An hour later the clock is set back by it: what is seen now counts, and what was seen in the hour does not stand for it.
    for (int minute = 0; minute <= 60; ++minute)
        book.add({name, 1, {}, second(100 + 60 * minute), {}, {}});
    book.add({name, 0, {}, second(160), {}, {}});
    QCOMPARE(book.samplesAt(second(161)).first().value, std::optional<double>(0));
    QCOMPARE(book.readings().first().value, std::optional<double>(0));
    QCOMPARE(book.firstBad(second(161)), std::pair(name, second(160)));
}

void TestBoard::firstBad()
{
    FactBook book;
    QVERIFY(!book.firstBad(second(0)).second.isValid());
    book.add({healthFact(u"public"_s), 0, {}, second(100), {}, {}});
    book.add({builtinFact(u"crash-loop"_s), 1, second(40), second(100), {}, {}});
    QCOMPARE(book.firstBad(second(100)), std::pair(builtinFact(u"crash-loop"_s), second(40)));
    book.add({builtinFact(u"crash-loop"_s), 0, {}, second(110), {}, {}});
    QCOMPARE(book.firstBad(second(110)), std::pair(healthFact(u"public"_s), second(100)));
    QVERIFY(!book.firstBad(second(300)).second.isValid()); // nobody looked since
}

void TestBoard::thirdComplaint()
{
    Story story;
    for (const double at : {1.0, 2.0, 3.0})
        story.say(at, u"complaints"_s);
    QCOMPARE(story.state(u"complaints"_s, 0).value, std::optional<double>(0));
    QCOMPARE(story.state(u"complaints"_s, 2.5).value, std::optional<double>(2));
    QCOMPARE(story.state(u"complaints"_s, 3).value, std::optional<double>(3));
    QCOMPARE(story.state(u"complaints"_s, 3).by, u"ann"_s);
    QCOMPARE(story.state(u"complaints"_s, 3).link, u"https://t/1"_s);
    story.say(4, u"complaints"_s, 2);
    story.say(5, u"complaints"_s, {}, true);
    QCOMPARE(story.state(u"complaints"_s, 4).value, std::optional<double>(5));
    QCOMPARE(story.state(u"complaints"_s, 5).value, std::optional<double>(0));
    QVERIFY(!story.state(u"complaints"_s, 5).raised);
}

void TestBoard::countersBeginAnew()
{
    Story story;
    story.say(1, u"complaints"_s);
    story.say(1, u"incidents"_s);
    story.scope.phase = u"half"_s;
    QCOMPARE(story.state(u"complaints"_s, 2).value, std::optional<double>(0)); // resets with the phase
    QCOMPARE(story.state(u"incidents"_s, 2).value, std::optional<double>(1)); // does not
    story.scope = {cart, u"small"_s, 3};
    QCOMPARE(story.state(u"complaints"_s, 2).value, std::optional<double>(0)); // another revision
}

void TestBoard::flagsExpire()
{
    Story story;
    story.say(0, u"mitigation_in_progress"_s);
    const QDateTime end = story.state(u"mitigation_in_progress"_s, 1).expiresAt;
    QCOMPARE(end, second(1800));
    QVERIFY(story.state(u"mitigation_in_progress"_s, 1799).raised);
    QVERIFY(!story.state(u"mitigation_in_progress"_s, 1800).raised);
    QCOMPARE(story.state(u"mitigation_in_progress"_s, 1800).value, std::optional<double>(0));
    story.say(2000, u"mitigation_in_progress"_s, {}, false, std::chrono::seconds(10));
    QVERIFY(story.state(u"mitigation_in_progress"_s, 2009).raised);
    QVERIFY(!story.state(u"mitigation_in_progress"_s, 2011).raised);
    story.say(3000, u"breach"_s);
    QVERIFY(story.state(u"breach"_s, 900'000).raised); // until somebody clears it
    QVERIFY(story.state(u"breach"_s, 3000).spec.immediate);
}

/// Said at noon, then the clock is an hour back: it still holds, can be taken back, and is not there when one asks for the past.
void TestBoard::flagsOutlastAClockSetBack()
{
    Story story;
    const auto raised = [&story](double when) {
        const QList<SignalState> all = signalsNow(*story.policy, story.records, story.scope, second(when));
        return std::any_of(all.cbegin(), all.cend(), [](const SignalState &one) { return one.spec.name == u"mitigation_in_progress" && one.raised; });
    };
    story.say(3600, u"mitigation_in_progress"_s);
    QVERIFY(raised(3601) && raised(0));
    QVERIFY(!story.state(u"mitigation_in_progress"_s, 0).raised);
    QVERIFY(!raised(3600 + 1800));
    story.say(10, u"mitigation_in_progress"_s, {}, true); // later, by the clock that was set back
    QVERIFY(!raised(11));
}

void TestBoard::severities()
{
    Story story;
    QVERIFY(!story.state(u"escalation"_s, 0).value);
    story.say(1, u"escalation"_s, 0);
    QCOMPARE(story.state(u"escalation"_s, 1).value, std::optional<double>(0));
    QVERIFY(story.state(u"escalation"_s, 1).raised);
    story.say(2, u"escalation"_s, {}, true);
    QVERIFY(!story.state(u"escalation"_s, 2).value);
}

void TestBoard::othersAreOthers()
{
    Story story;
    story.say(1, u"breach"_s);
    for (const ObjectRef &other : {ObjectRef{u"box"_s, u"shop"_s, u"web"_s}, ObjectRef{u"box"_s, u"pay"_s, u"cart"_s}, ObjectRef{u"prod"_s, u"shop"_s, u"cart"_s}}) {
        story.scope.target = other;
        QVERIFY(!story.state(u"breach"_s, 2).raised);
    }
    story.scope.target = cart;
    story.records.first().type = RecordType::Note;
    QVERIFY(!story.state(u"breach"_s, 2).raised);
}

void TestBoard::withoutJournalNothingIsKnown()
{
    FactHistory history;
    history.policy = peoplePolicy();
    history.scope.target = cart;
    history.now = second(1);
    GateEvaluator gates(history.policy, {});
    DecisionMaker maker(history.policy);
    gates.evaluate(second(1), history.samplesNow(second(1)));
    maker.decide(gates);
    QVERIFY(!maker.rules().first().state);
    history.records = QList<JournalRecord>();
    gates.evaluate(second(2), history.samplesNow(second(2)));
    maker.decide(gates);
    QCOMPARE(maker.rules().first().state, Truth(false));
}

void TestBoard::problems_data()
{
    QTest::addColumn<QString>("signal");
    QTest::addColumn<double>("value"); // below 0: none
    QTest::addColumn<QString>("code");
    QTest::newRow("unknown") << u"nonsense"_s << -1.0 << u"unknownSignal"_s;
    QTest::newRow("severity without") << u"escalation"_s << -1.0 << u"valueNeeded"_s;
    QTest::newRow("severity 10") << u"escalation"_s << 10.0 << u"valueNotAllowed"_s;
    QTest::newRow("severity") << u"escalation"_s << 0.0 << QString();
    QTest::newRow("flag with") << u"breach"_s << 1.0 << u"valueNotAllowed"_s;
    QTest::newRow("no complaint") << u"complaints"_s << 0.0 << u"valueNotAllowed"_s;
    QTest::newRow("half a complaint") << u"complaints"_s << 1.5 << u"valueNotAllowed"_s;
    QTest::newRow("complaints") << u"complaints"_s << 7.0 << QString();
}

void TestBoard::problems()
{
    QFETCH(QString, signal);
    QFETCH(double, value);
    QFETCH(QString, code);
    const SignalRequest request{cart, signal, false, value < 0 ? std::nullopt : std::optional(value), {}, {}, {}, u"as was agreed"_s};
    const auto problem = problemOf(*peoplePolicy(), request);
    QCOMPARE(problem ? problem->code : QString(), code);
    if (problem)
        QVERIFY(!signalProblem(*peoplePolicy(), request, *problem).message.isEmpty());
}

QTEST_GUILESS_MAIN(TestBoard)
#include "tst_domain_board.moc"
