// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/slo/facts.h"
#include "support/gatesamples.h"

#include <QTest>

using namespace maestro;
using namespace maestro::test;

/// What the rules and the gates say together: precedence pair by pair, conditions, timers, and what is not known.
class TestDecisions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void precedence_data();
    void precedence();
    void truthTables_data();
    void truthTables();
    void healthAfterChange_data();
    void healthAfterChange();
    void downForMoreThanFiveMinutes();
    void unlessMitigated();
    void severity();
    void regression_data();
    void regression();
    void gatesAlone_data();
    void gatesAlone();
    void readings();
};

namespace {

using Kind = PolicyWhen::Kind;

PolicyWhen leaf(Kind kind, const QString &subject, const QString &argument = {})
{
    PolicyWhen when;
    when.kind = kind;
    when.subject = subject;
    when.argument = argument;
    return when;
}

PolicyWhen flagged(const QString &name)
{
    return leaf(Kind::Signal, name);
}

DecisionRule rule(const QString &id, const PolicyWhen &when)
{
    return {id, when};
}

const QString m = QStringLiteral("m");

/// A policy with one gate on m: passes up to 1, fails over 2 and asks for rollback.
struct Board
{
    PolicyPtr policy;
    GateEvaluator gates;
    DecisionMaker maker;

    explicit Board(const DecisionRules &rules, QList<PolicyGate> all = {gate(QStringLiteral("g"), m, QStringLiteral("<= 1"), QStringLiteral("> 2"), OnFail::Rollback)})
        : policy(policyOf({metric(m, MetricUnit::None)}, all, rules))
        , gates(policy, all)
        , maker(policy)
    {
    }

    DecisionVerdict tell(double when, const QList<Sample> &samples)
    {
        gates.evaluate(second(when), at(second(when), samples));
        return maker.decide(gates);
    }
};

struct Gates
{
    QList<PolicyGate> list;
};

Sample fact(const QString &name, std::optional<double> value)
{
    return sample(name, value, SampleRole::None);
}

} // namespace

Q_DECLARE_METATYPE(Gates)

void TestDecisions::precedence_data()
{
    QTest::addColumn<int>("immediate"); // 1 true, 0 false, -1 unknown
    QTest::addColumn<int>("rollback");
    QTest::addColumn<int>("hold");
    QTest::addColumn<double>("value"); // 1 passes, 1.5 holds, 3 fails, NaN no data
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("rule");
    // GAT-09: each pair, under each state of the gate.
    const std::pair<double, const char *> gateStates[] = {{1, "promote"}, {1.5, "hold"}, {3, "rollback"}, {notANumber, "hold"}};
    for (const auto &[value, alone] : gateStates) {
        for (const int immediate : {0, 1, -1})
            for (const int rollback : {0, 1, -1})
                for (const int hold : {0, 1, -1}) {
                    const bool unknown = immediate < 0 || rollback < 0 || hold < 0;
                    QString expected = QString::fromLatin1(alone);
                    QString rule = value == 1 ? QString() : QStringLiteral("g");
                    if (immediate == 1) {
                        expected = QStringLiteral("immediate");
                        rule = QStringLiteral("i");
                    } else if (rollback == 1) {
                        expected = hold == 1 ? QStringLiteral("conflict") : QStringLiteral("rollback");
                        rule = hold == 1 ? QStringLiteral("r / h") : QStringLiteral("r");
                    } else if (hold == 1) {
                        expected = QStringLiteral("hold");
                        rule = QStringLiteral("h");
                    } else if (value == 1 && unknown) {
                        expected = QStringLiteral("hold");
                        rule = immediate < 0 ? QStringLiteral("i") : rollback < 0 ? QStringLiteral("r") : QStringLiteral("h");
                    }
                    QTest::addRow("gate %g, immediate %d, rollback %d, hold %d", value, immediate, rollback, hold)
                        << immediate << rollback << hold << value << expected << rule;
                }
    }
}

void TestDecisions::precedence()
{
    QFETCH(int, immediate);
    QFETCH(int, rollback);
    QFETCH(int, hold);
    QFETCH(double, value);
    const QStringList names{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
    DecisionRules rules;
    rules.immediate = {rule(QStringLiteral("i"), leaf(Kind::Builtin, names.at(0)))};
    rules.rollback = {rule(QStringLiteral("r"), leaf(Kind::Builtin, names.at(1)))};
    rules.hold = {rule(QStringLiteral("h"), leaf(Kind::Builtin, names.at(2)))};
    Board board(rules);
    QList<Sample> samples{sample(m, value)};
    const int states[] = {immediate, rollback, hold};
    for (int i = 0; i < 3; ++i)
        if (states[i] >= 0)
            samples.append(fact(builtinFact(names.at(i)), states[i]));
    const DecisionVerdict verdict = board.tell(0, samples);
    QTEST(QString::fromLatin1(word(verdict.decision)), "expected");
    QTEST(verdict.rule, "rule");
    QCOMPARE(verdict.at, second(0));
}

void TestDecisions::truthTables_data()
{
    QTest::addColumn<bool>("any");
    QTest::addColumn<int>("a");
    QTest::addColumn<int>("b");
    QTest::addColumn<int>("expected");
    const auto row = [](bool any, int a, int b, int expected) { QTest::addRow("%s %d %d", any ? "any" : "all", a, b) << any << a << b << expected; };
    for (const int a : {0, 1, -1})
        for (const int b : {0, 1, -1}) {
            row(true, a, b, a == 1 || b == 1 ? 1 : a == 0 && b == 0 ? 0 : -1);
            row(false, a, b, a == 0 || b == 0 ? 0 : a == 1 && b == 1 ? 1 : -1);
        }
}

void TestDecisions::truthTables()
{
    QFETCH(bool, any);
    QFETCH(int, a);
    QFETCH(int, b);
    QFETCH(int, expected);
    PolicyWhen both;
    both.kind = any ? Kind::Any : Kind::All;
    both.members = {leaf(Kind::Dependencies, QStringLiteral("healthy")), leaf(Kind::Builtin, QStringLiteral("crash-loop"))};
    DecisionRules rules;
    rules.rollback = {rule(QStringLiteral("both"), both)};
    Board board(rules);
    QList<Sample> samples{sample(m, 1)};
    if (a >= 0)
        samples.append(fact(dependenciesFact(QStringLiteral("healthy")), a));
    samples.append(fact(builtinFact(QStringLiteral("crash-loop")), b >= 0 ? std::optional<double>(b) : std::nullopt));
    board.tell(0, samples);
    QCOMPARE(board.maker.rules().first().state, expected < 0 ? std::nullopt : std::optional(expected == 1));
}

void TestDecisions::healthAfterChange_data()
{
    QTest::addColumn<double>("change"); // negative: none
    QTest::addColumn<double>("failsFrom");
    QTest::addColumn<double>("asked");
    QTest::addColumn<bool>("met");
    QTest::newRow("2:59") << 10.0 << 20.0 << 199.0 << false;
    QTest::newRow("3:00, not longer than") << 10.0 << 20.0 << 200.0 << false;
    QTest::newRow("3:01") << 10.0 << 20.0 << 201.0 << true;
    QTest::newRow("no change") << -1.0 << 20.0 << 500.0 << false;
    QTest::newRow("it was there before") << 30.0 << 20.0 << 500.0 << false;
    QTest::newRow("at the end of the window") << 0.0 << 1800.0 << 1990.0 << true;
    QTest::newRow("after the window") << 0.0 << 1801.0 << 1990.0 << false;
}

void TestDecisions::healthAfterChange()
{
    QFETCH(double, change);
    QFETCH(double, failsFrom);
    QFETCH(double, asked);
    PolicyWhen when = leaf(Kind::Health, QStringLiteral("public"));
    when.needed = std::chrono::minutes(3);
    when.strictly = true;
    when.afterChange = true;
    DecisionRules rules;
    rules.rollback = {rule(QStringLiteral("health-3m"), when)};
    rules.changeWindow = std::chrono::minutes(30);
    Board board(rules);
    const QString health = healthFact(QStringLiteral("public"));
    for (double now = 0; now <= asked; ++now) {
        QList<Sample> samples{sample(m, 1), fact(health, now < failsFrom)};
        if (now == change)
            samples.append(fact(changeFact(), 14));
        board.tell(now, samples);
    }
    QTEST(board.maker.rules().first().state == true, "met");
    QCOMPARE(board.maker.rules().first().trueSince, second(failsFrom));
    QCOMPARE(board.maker.rules().first().elapsed, std::chrono::milliseconds(qint64(asked - failsFrom) * 1000));
}

void TestDecisions::downForMoreThanFiveMinutes()
{
    PolicyWhen when = leaf(Kind::Gate, QStringLiteral("g"));
    when.value = bound(QStringLiteral("== 0"));
    when.needed = std::chrono::minutes(5);
    when.strictly = true;
    DecisionRules rules;
    rules.immediate = {rule(QStringLiteral("down-5m"), when)};
    const PolicyGate availability = gate(QStringLiteral("g"), m, QStringLiteral(">= 0.9"), {}, OnFail::Rollback);
    for (const auto &[last, expected] : {std::pair{300.0, Decision::Rollback}, std::pair{301.0, Decision::Immediate}}) {
        Board board(rules, {availability});
        QCOMPARE(board.tell(0, {sample(m, 0)}).decision, Decision::Rollback);
        QCOMPARE(board.tell(150, {sample(m, 0)}).decision, Decision::Rollback);
        const DecisionVerdict verdict = board.tell(last, {sample(m, 0)});
        QCOMPARE(verdict.decision, expected);
    }
    Board board(rules, {availability});
    board.tell(0, {sample(m, 0)});
    QCOMPARE(board.tell(299, {sample(m, 0.001)}).decision, Decision::Rollback); // low is not down
    QCOMPARE(board.tell(301, {sample(m, 0)}).decision, Decision::Rollback);
    QCOMPARE(board.tell(302, {}).decision, Decision::Hold);
    QCOMPARE(board.maker.rules().first().state, std::nullopt);
}

void TestDecisions::unlessMitigated()
{
    PolicyWhen when = leaf(Kind::Gate, QStringLiteral("g"));
    when.unlessFlag = QStringLiteral("mitigation_in_progress");
    DecisionRules rules;
    rules.rollback = {rule(QStringLiteral("errors-5m"), when)};
    const PolicyGate holding = gate(QStringLiteral("g"), m, {}, QStringLiteral("> 2"));
    Board board(rules, {holding});
    QCOMPARE(board.tell(0, {sample(m, 3)}).rule, QStringLiteral("errors-5m"));
    QCOMPARE(board.tell(1, {sample(m, 3), fact(when.unlessFlag, 1)}).decision, Decision::Hold);
    QCOMPARE(board.tell(2, {sample(m, 3)}).decision, Decision::Hold); // it stays until taken back
    QCOMPARE(board.tell(3, {sample(m, 3), fact(when.unlessFlag, 0)}).decision, Decision::Rollback);
}

void TestDecisions::severity()
{
    const QString name = QStringLiteral("customer_escalation");
    DecisionRules rules;
    rules.immediate = {rule(QStringLiteral("p0"), leaf(Kind::Signal, name, QStringLiteral("P0")))};
    Board board(rules);
    QCOMPARE(board.tell(0, {sample(m, 1)}).decision, Decision::Promote); // nobody escalated
    QCOMPARE(board.tell(1, {sample(m, 1), fact(name, 1)}).decision, Decision::Promote);
    QCOMPARE(board.tell(2, {sample(m, 1), fact(name, 0)}).decision, Decision::Immediate);
    QCOMPARE(board.tell(3, {sample(m, 1)}).decision, Decision::Immediate);
    QCOMPARE(board.tell(4, {sample(m, 1), fact(name, {})}).decision, Decision::Promote);
}

void TestDecisions::regression_data()
{
    QTest::addColumn<double>("change"); // negative: none
    QTest::addColumn<double>("badFrom"); // negative: never
    QTest::addColumn<QString>("expected"); // of a hold rule "before-change" over a gate that asks for rollback
    QTest::newRow("after the change") << 10.0 << 20.0 << QStringLiteral("rollback");
    QTest::newRow("with the change") << 10.0 << 10.0 << QStringLiteral("rollback");
    QTest::newRow("before the change") << 20.0 << 10.0 << QStringLiteral("hold");
    QTest::newRow("nothing is bad") << 20.0 << -1.0 << QStringLiteral("promote");
    QTest::newRow("no change is known") << -1.0 << 10.0 << QStringLiteral("rollback");
}

void TestDecisions::regression()
{
    QFETCH(double, change);
    QFETCH(double, badFrom);
    DecisionRules rules;
    rules.hold = {rule(QStringLiteral("older-than-deploy"), leaf(Kind::RegressionStarted, QStringLiteral("before-change")))};
    Board board(rules);
    DecisionVerdict verdict;
    for (double now = 0; now <= 40; now += 10) {
        QList<Sample> samples{sample(m, badFrom >= 0 && now >= badFrom ? 3 : 1)};
        if (now == change)
            samples.append(fact(changeFact(), 14));
        verdict = board.tell(now, samples);
    }
    QTEST(QString::fromLatin1(word(verdict.decision)), "expected");
    if (badFrom > change && change >= 0) { // somebody looked further back than this evaluator's memory
        QCOMPARE(board.maker.decide(board.gates, second(5)).decision, Decision::Hold);
        QCOMPARE(board.maker.decide(board.gates, QDateTime()).decision, Decision::Rollback);
    }
}

void TestDecisions::gatesAlone_data()
{
    QTest::addColumn<Gates>("gates");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("rule");
    const PolicyGate holds = gate(QStringLiteral("holds"), m, QStringLiteral("<= 1"));
    const PolicyGate rolls = gate(QStringLiteral("rolls"), m, QStringLiteral("<= 2"), {}, OnFail::Rollback);
    const PolicyGate prepares = gate(QStringLiteral("prepares"), m, QStringLiteral("<= 3"), {}, OnFail::PrepareRollback);
    const PolicyGate unset = gate(QStringLiteral("unset"), m, QStringLiteral("<= unset"));
    PolicyGate shown = gate(QStringLiteral("shown"), m, QStringLiteral("<= 0"), {}, OnFail::Rollback);
    shown.showOnly = true;
    const QList<PolicyGate> all{shown, prepares, holds, rolls};
    const auto row = [](const char *name, const QList<PolicyGate> &gates, double value, const char *expected, const char *rule) {
        QTest::newRow(name) << Gates{gates} << value << QString::fromLatin1(expected) << QString::fromLatin1(rule);
    };
    row("all pass", all, 1, "promote", "");
    row("one holds", all, 1.5, "hold", "holds");
    row("one asks for rollback", all, 2.5, "rollback", "rolls");
    row("preparing is not acting", {prepares}, 4, "hold", "prepares");
    row("no data", all, notANumber, "hold", "prepares");
    row("unset limits never promote", {unset, rolls}, 0, "hold", "unset");
    row("what only shows decides nothing", {shown}, 0, "hold", "");
    row("no gate, no promotion", {}, 0, "hold", "");
}

void TestDecisions::gatesAlone()
{
    QFETCH(Gates, gates);
    QFETCH(double, value);
    Board board({}, gates.list);
    const DecisionVerdict verdict = board.tell(0, {sample(m, value)});
    QTEST(QString::fromLatin1(word(verdict.decision)), "expected");
    QTEST(verdict.rule, "rule");
}

void TestDecisions::readings()
{
    DecisionRules rules;
    rules.hold = {rule(QStringLiteral("h"), leaf(Kind::DependencyFlag, QStringLiteral("known-degraded")))};
    rules.immediate = {rule(QStringLiteral("i"), flagged(QStringLiteral("breach")))};
    Board board(rules);
    board.tell(0, {sample(m, 1)});
    QCOMPARE(board.maker.rules().size(), 2);
    QCOMPARE(board.maker.rules().at(0).id, QStringLiteral("i"));
    QCOMPARE(board.maker.rules().at(0).column, RuleReading::Column::Immediate);
    QCOMPARE(board.maker.rules().at(1).state, std::optional(false)); // signed flags are down until somebody signs
    board.tell(5, {sample(m, 1), fact(dependencyFlagFact(QStringLiteral("known-degraded")), 1)});
    board.tell(9, {sample(m, 1)});
    QCOMPARE(board.maker.rules().at(1).state, std::optional(true));
    QCOMPARE(board.maker.rules().at(1).since, second(5));
    QCOMPARE(board.maker.rules().at(0).since, second(0));
}

QTEST_APPLESS_MAIN(TestDecisions)
#include "tst_domain_decisions.moc"
