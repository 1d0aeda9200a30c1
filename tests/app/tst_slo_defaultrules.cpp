// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/policyloader.h"
#include "domain/decision/decisionboard.h"
#include "domain/slo/facts.h"
#include "services/policy/writtenrules.h"

#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

using Truth = std::optional<bool>;
const QDateTime begin(QDate(2026, 11, 18), QTime(3, 0), Qt::UTC);

const QByteArray head = "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: shop, version: 1}\n";
const QByteArray bare = head + "services: [{name: web, workload: {kind: Rollout, namespace: shop, name: web}}]\n";
const QByteArray whole = head + "services:\n"
                         "  - {name: web, workload: {kind: Rollout, namespace: shop, name: web}, depends_on: [postgres], health: [{name: front, url: \"http://x/health\"}, {name: back, url: \"http://y/health\"}]}\n"
                         "dependencies: [{name: postgres, workload: {kind: StatefulSet, namespace: shop, name: postgres}}]\n"
                         "metrics:\n"
                         "  - {name: bad, unit: ratio, better: lower, template: error_rate}\n"
                         "  - {name: p95, unit: ms, better: lower, query: 'p95', baseline: {from: last-good}}\n"
                         "gates:\n"
                         "  - {name: failures, metric: bad, fail: \"> 1%\", for: 2m}\n"
                         "  - {name: slower, metric: p95, fail: \"> 2 * baseline\"}\n"
                         "alerts: {families: [{name: budget-burn, match: [\"re:.*Burn.*\"], signal: burning}]}\n";

/// The rules as they run, minute by minute or finer.
struct Judged
{
    explicit Judged(const PolicyPtr &of)
        : policy(of)
        , bound(withDefaultRules(of, *of->service(u"web"_s), of->gatesInForce(*of->service(u"web"_s)), writtenRules()))
        , gates(bound->policy, of->gatesInForce(*of->service(u"web"_s)))
        , maker(bound->policy)
    {
    }
    void look(const QDateTime &at, const QMap<QString, double> &facts)
    {
        QList<Sample> samples {{begin, changeFact(), SampleRole::None, 7.0, {}}};
        for (auto it = facts.cbegin(); it != facts.cend(); ++it)
            samples.append({at, it.key(), SampleRole::None, it.value(), {}});
        for (auto it = lastGood.cbegin(); it != lastGood.cend(); ++it)
            samples.append({at, it.key(), SampleRole::Baseline, it.value(), {}});
        gates.evaluate(at, samples);
        verdict = maker.decide(gates);
    }
    Truth state(const QString &id) const
    {
        for (const RuleReading &one : maker.rules())
            if (one.id == id)
                return one.state;
        return {};
    }
    /// The same facts every ten seconds until `to` seconds after the begin.
    void last(int from, int to, const QMap<QString, double> &facts)
    {
        for (int second = from; second <= to; second += 10)
            look(begin.addSecs(second), facts);
    }

    PolicyPtr policy;
    QMap<QString, double> lastGood;
    std::optional<BoundRules> bound;
    GateEvaluator gates;
    DecisionMaker maker;
    DecisionVerdict verdict;
};

const QMap<QString, double> calm {{u"health:front"_s, 1}, {u"health:back"_s, 1}, {u"builtin:crash-loop"_s, 0}, {u"builtin:readiness-failing"_s, 0}, {u"dependencies:healthy"_s, 1},
                                  {u"burning"_s, 0}, {u"dependency_flag:known-degraded"_s, 0}, {u"mitigation_in_progress"_s, 0}, {u"bad"_s, 0.001}};

QMap<QString, double> but(std::initializer_list<std::pair<QString, double>> others)
{
    QMap<QString, double> facts = calm;
    for (const auto &[name, value] : others)
        facts.insert(name, value);
    return facts;
}

} // namespace

/// The rules of a policy that has none for a rollback (ledger GAT-01 to GAT-06, GAT-09).
class TestDefaultRules : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    PolicyPtr policyOf(const QByteArray &text)
    {
        QFile file(m_dir.filePath(u"policy.yaml"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            return {};
        file.close();
        const PolicyReading read = loadPolicy(file.fileName());
        for (const auto &problem : read.problems)
            qWarning("%s", qPrintable(problem.message));
        return read.policy;
    }

private Q_SLOTS:
    void shipAsData()
    {
        QCOMPARE(writtenRules().rollback.size(), 6);
        QCOMPARE(writtenRules().hold.size(), 2);
    }

    void whatIsNotThereIsSaid()
    {
        Judged judged(policyOf(bare));
        QCOMPARE(judged.bound->unmeasured, (QMap<QString, Unmeasured> {{u"health-3m"_s, Unmeasured::NoHealth}, {u"errors-5m"_s, Unmeasured::NoErrorGate},
                                                                       {u"burn-alert"_s, Unmeasured::NoBurnAlert}, {u"worse-deps-ok"_s, Unmeasured::NoDependencies}}));
        judged.look(begin.addSecs(60), calm);
        for (const QString &id : judged.bound->unmeasured.keys()) {
            QVERIFY2(!judged.state(id).has_value(), qPrintable(id));
            QVERIFY(unmeasuredText(judged.bound->unmeasured.value(id)).startsWith(u"not measured, because"_s));
        }
        QCOMPARE(judged.state(u"crash-loop"_s), Truth(false));
        QVERIFY(judged.verdict.decision != Decision::Promote); // never an all-clear
        judged.look(begin.addSecs(70), but({{u"builtin:crash-loop"_s, 1}}));
        QCOMPARE(judged.state(u"crash-loop"_s), Truth(true));
        QCOMPARE(judged.verdict.rule, u"crash-loop"_s);
    }

    void everythingIsBound()
    {
        const Judged judged(policyOf(whole));
        QVERIFY(judged.bound->unmeasured.isEmpty());
    }

    /// GAT-01: 2:59 and 3:01, any probe, after a change.
    void healthForThreeMinutes()
    {
        Judged judged(policyOf(whole));
        judged.last(60, 230, but({{u"health:back"_s, 0}}));
        QCOMPARE(judged.state(u"health-3m"_s), Truth(false));
        judged.look(begin.addSecs(241), but({{u"health:back"_s, 0}}));
        QCOMPARE(judged.state(u"health-3m"_s), Truth(true));
        Judged late(policyOf(whole)); // it began an hour after the change
        late.last(3600, 4000, but({{u"health:back"_s, 0}}));
        QCOMPARE(late.state(u"health-3m"_s), Truth(false));
    }

    /// GAT-02: longer than five minutes from when it is over the limit, whatever the gate itself waits; a mitigation keeps it.
    void errorsForFiveMinutes()
    {
        Judged judged(policyOf(whole));
        judged.last(60, 360, but({{u"bad"_s, 0.02}}));
        QCOMPARE(judged.state(u"errors-5m"_s), Truth(false));
        judged.look(begin.addSecs(361), but({{u"bad"_s, 0.02}}));
        QCOMPARE(judged.state(u"errors-5m"_s), Truth(true));
        judged.look(begin.addSecs(370), but({{u"bad"_s, 0.02}, {u"mitigation_in_progress"_s, 1}}));
        QCOMPARE(judged.state(u"errors-5m"_s), Truth(false));
    }

    /// GAT-04: no sooner than its gate says, and only while every dependency is known to be fine.
    void worseWhileDependenciesAreFine()
    {
        Judged judged(policyOf(QByteArray(whole).replace("\"> 2 * baseline\"", "\"> 2 * baseline\", for: 2m")));
        judged.lastGood = {{u"p95"_s, 100}};
        const auto facts = [](double p95, std::optional<double> dependencies) {
            QMap<QString, double> made = but({{u"p95"_s, p95}});
            made.remove(u"dependencies:healthy"_s);
            if (dependencies)
                made.insert(u"dependencies:healthy"_s, *dependencies);
            return made;
        };
        judged.last(60, 170, facts(201, 1)); // 1:50 over twice the last good
        QCOMPARE(judged.state(u"worse-deps-ok"_s), Truth(false));
        judged.look(begin.addSecs(181), facts(201, 1));
        QCOMPARE(judged.state(u"worse-deps-ok"_s), Truth(true));
        QCOMPARE(judged.verdict.rule, u"worse-deps-ok"_s);
        judged.look(begin.addSecs(190), facts(201, 0)); // then it may be their fault
        QCOMPARE(judged.state(u"worse-deps-ok"_s), Truth(false));
        judged.look(begin.addSecs(200), facts(201, std::nullopt));
        QCOMPARE(judged.state(u"worse-deps-ok"_s), Truth());
        QVERIFY(judged.verdict.decision != Decision::Rollback && judged.verdict.decision != Decision::Promote);
        judged.look(begin.addSecs(210), facts(201, 1)); // the gate counted on meanwhile
        QCOMPARE(judged.state(u"worse-deps-ok"_s), Truth(true));
        judged.look(begin.addSecs(220), facts(199, 1));
        QCOMPARE(judged.state(u"worse-deps-ok"_s), Truth(false));
        judged.last(230, 340, facts(201, 1)); // over it again: from the beginning
        QCOMPARE(judged.state(u"worse-deps-ok"_s), Truth(false));
        judged.look(begin.addSecs(351), facts(201, 1));
        QCOMPARE(judged.state(u"worse-deps-ok"_s), Truth(true));
    }

    /// GAT-03: each alone.
    void podsAndBurn_data()
    {
        QTest::addColumn<QString>("fact");
        QTest::addColumn<QString>("rule");
        QTest::newRow("crash loop") << u"builtin:crash-loop"_s << u"crash-loop"_s;
        QTest::newRow("readiness") << u"builtin:readiness-failing"_s << u"readiness-failing"_s;
        QTest::newRow("burn") << u"burning"_s << u"burn-alert"_s;
    }
    void podsAndBurn()
    {
        QFETCH(QString, fact);
        Judged judged(policyOf(whole));
        judged.look(begin.addSecs(60), but({{fact, 1}}));
        QTEST(judged.verdict.rule, "rule");
        QCOMPARE(judged.verdict.decision, Decision::Rollback);
    }

    /// GAT-09: each rollback rule against each hold rule.
    void rollbackAndHoldIsAConflict()
    {
        for (const QString &bad : {u"builtin:crash-loop"_s, u"builtin:readiness-failing"_s, u"burning"_s})
            for (const bool hold : {false, true}) {
                Judged judged(policyOf(whole));
                judged.look(begin.addSecs(60), but({{bad, 1}, {u"dependency_flag:known-degraded"_s, hold ? 1 : 0}}));
                QList<BoardCondition> conditions;
                for (const RuleReading &rule : judged.maker.rules())
                    conditions.append({rule, {}, {}});
                QCOMPARE(boardVerdict(conditions).first, hold ? BoardVerdict::Conflict : BoardVerdict::Rollback);
                QCOMPARE(judged.verdict.decision, hold ? Decision::Conflict : Decision::Rollback);
            }
    }

    void ownRulesStand()
    {
        const PolicyPtr own = policyOf(bare + "decisions: {rollback_any: [{id: mine, when: {builtin: crash-loop}}]}\n");
        QVERIFY(own && !withDefaultRules(own, own->services.first(), {}, writtenRules()));
        const PolicyPtr hold = policyOf(bare + "decisions: {hold_any: [{id: mine, when: {builtin: crash-loop}}]}\n");
        const auto bound = withDefaultRules(hold, hold->services.first(), {}, writtenRules());
        QCOMPARE(bound->policy->decisions.rollback.size(), 6);
        QCOMPARE(bound->policy->decisions.hold.size(), 1);
        QCOMPARE(hold->decisions.rollback.size(), 0); // who acts by the policy does not see them
    }
};

QTEST_GUILESS_MAIN(TestDefaultRules)
#include "tst_slo_defaultrules.moc"
