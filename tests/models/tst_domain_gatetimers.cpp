// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/gatesamples.h"

#include <QRandomGenerator>
#include <QTest>

using namespace maestro;
using namespace maestro::test;

/// Gates in time: `for`, `consecutive`, `every`, breakers, gaps, clocks that jump; and that nothing unknown ever passes.
class TestGateTimers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void delays_data();
    void delays();
    void timerText();
    void breaker_data();
    void breaker();
    void breakerOfTwo();
    void signalsStay();
    void sameInstantTwice();
    void unknownNeverPasses();
};

namespace {

const QString m = QStringLiteral("m");

struct Told
{
    double at;
    double value; ///< NaN: told as NaN; negative: no sample at all
};

QString states(const PolicyGate &gate, const QList<Told> &stream)
{
    GateEvaluator evaluator(policyOf({metric(m, MetricUnit::None)}, {gate}), {gate});
    QString text;
    for (const Told &told : stream) {
        QList<Sample> samples;
        if (!(told.value < 0))
            samples.append(sample(m, told.value));
        const GateVerdict verdict = evaluator.evaluate(second(told.at), at(second(told.at), samples)).first();
        text += QLatin1Char("PHUNF"[int(verdict.state)]);
    }
    return text;
}

} // namespace

Q_DECLARE_METATYPE(QList<Told>)

void TestGateTimers::delays_data()
{
    QTest::addColumn<int>("forSeconds");
    QTest::addColumn<int>("consecutive");
    QTest::addColumn<int>("everySeconds");
    QTest::addColumn<QList<Told>>("stream"); // fails above 1; passes up to 0.5; holds between
    QTest::addColumn<QString>("expected"); // N: no data
    constexpr double bad = 2;
    constexpr double good = 0.1;
    constexpr double fair = 0.7;
    constexpr double none = -1;
    const auto row = [](const char *name, int needed, int consecutive, int every, const QList<Told> &stream, const char *expected) {
        QTest::newRow(name) << needed << consecutive << every << stream << QString::fromLatin1(expected);
    };
    row("at once", 0, 1, 0, {{0, good}, {1, bad}, {2, fair}, {3, good}}, "PFHP");
    row("2:59", 180, 1, 0, {{0, bad}, {179, bad}}, "HH");
    row("3:00", 180, 1, 0, {{0, bad}, {180, bad}}, "HF");
    row("3:01", 180, 1, 0, {{0, bad}, {181, bad}}, "HF");
    row("one good look ends it", 180, 1, 0, {{0, bad}, {170, bad}, {175, good}, {180, bad}, {359, bad}, {360, bad}}, "HHPHHF");
    row("between the bounds ends it", 180, 1, 0, {{0, bad}, {170, bad}, {175, fair}, {180, bad}, {190, bad}}, "HHHHH");
    row("a missing sample freezes it", 180, 1, 0, {{0, bad}, {120, bad}, {150, none}, {180, bad}, {239, bad}, {240, bad}}, "HHNHHF");
    row("NaN freezes it", 180, 1, 0, {{0, bad}, {120, bad}, {150, notANumber}, {180, bad}, {239, bad}, {240, bad}}, "HHNHHF");
    row("an outage proves nothing", 180, 1, 0, {{0, bad}, {10, none}, {4000, bad}, {4001, bad}}, "HNHH");
    row("an outage heals nothing", 180, 1, 0, {{0, bad}, {180, bad}, {190, none}, {200, bad}, {210, good}}, "HFNFP");
    row("the clock goes back", 60, 1, 0, {{0, bad}, {50, bad}, {10, bad}, {19, bad}, {20, bad}}, "HHHHF");
    row("0.94 0.96 0.94", 0, 2, 0, {{0, bad}, {60, good}, {120, bad}}, "HPH");
    row("0.94 0.94", 0, 2, 0, {{0, bad}, {60, bad}, {120, bad}, {180, good}}, "HFFP");
    row("0.94 missing 0.94", 0, 2, 0, {{0, bad}, {60, none}, {120, bad}}, "HNF");
    row("both are needed", 60, 3, 0, {{0, bad}, {60, bad}, {61, bad}}, "HHF");
    row("every: what comes between is no evaluation", 0, 2, 60, {{0, bad}, {30, bad}, {59, good}, {60, bad}}, "HHHF");
    row("every: a failure stands till the next", 0, 1, 60, {{0, bad}, {30, good}, {40, none}, {60, good}}, "FFNP");
    row("every: a pass does not outlive its samples", 0, 1, 60, {{0, good}, {10, good}, {20, none}, {30, notANumber}, {40, bad}, {45, fair}, {50, good}, {60, bad}}, "PPNNHHPF");
    row("every: one without data is made up for", 0, 1, 60, {{0, none}, {10, bad}, {60, good}, {70, good}}, "NFFP");
}

void TestGateTimers::delays()
{
    QFETCH(int, forSeconds);
    QFETCH(int, consecutive);
    QFETCH(int, everySeconds);
    QFETCH(QList<Told>, stream);
    PolicyGate of = gate(QStringLiteral("g"), m, QStringLiteral("<= 0.5"), QStringLiteral("> 1"));
    of.needed = std::chrono::seconds(forSeconds);
    of.consecutive = consecutive;
    of.every = std::chrono::seconds(everySeconds);
    QTEST(states(of, stream), "expected");
}

void TestGateTimers::timerText()
{
    PolicyGate of = gate(QStringLiteral("g"), m, {}, QStringLiteral("> 1"));
    of.needed = std::chrono::minutes(3);
    GateEvaluator evaluator(policyOf({metric(m, MetricUnit::None)}, {of}), {of});
    const auto tell = [&](double when, double value) { return evaluator.evaluate(second(when), at(second(when), {sample(m, value)})).first(); };
    QVERIFY(!tell(0, 0).failingSince.isValid());
    tell(10, 2);
    const GateVerdict delayed = tell(144, 2);
    QCOMPARE(delayed.cause, GateCause::Delayed);
    QCOMPARE(delayed.failingSince, second(10));
    QCOMPARE(delayed.failingFor, std::chrono::seconds(134));
    QCOMPARE(delayed.failingCount, 2);
    QCOMPARE(delayed.since, second(10));
    const GateVerdict frozen = tell(150, notANumber);
    QCOMPARE(frozen.failingSince, second(10));
    QCOMPARE(frozen.failingFor, std::chrono::seconds(134));
    QCOMPARE(frozen.since, second(150));
    QVERIFY(!tell(151, 0.5).failingSince.isValid());
}

void TestGateTimers::breaker_data()
{
    QTest::addColumn<QString>("stream"); // x fails, . does not, ? unknown
    QTest::addColumn<QString>("expected");
    QTest::newRow("nine") << QStringLiteral("xxxxxxxxx.") << QStringLiteral("PPPPPPPPPP");
    QTest::newRow("ten") << QStringLiteral("xxxxxxxxxx.") << QStringLiteral("PPPPPPPPPFP");
    QTest::newRow("one good one starts again") << QStringLiteral("xxxxx.xxxxxxxxxx") << QStringLiteral("PPPPPPPPPPPPPPPF");
    QTest::newRow("an unknown one does not") << QStringLiteral("xxxxx?xxxxx") << QStringLiteral("PPPPPNPPPPF");
}

void TestGateTimers::breaker()
{
    QFETCH(QString, stream);
    const PolicyGate counted = gate(QStringLiteral("availability"), m, {}, QStringLiteral("> 1"));
    PolicyGate breaker = gate(QStringLiteral("breaker"), {}, {}, QStringLiteral(">= 10"));
    breaker.kind = PolicyGate::Kind::ConsecutiveFailures;
    breaker.of = QStringList{counted.name};
    GateEvaluator evaluator(policyOf({metric(m, MetricUnit::None)}, {breaker, counted}), {breaker}); // what is counted need not be in force
    QString states;
    double instant = 0;
    for (const QChar told : stream) {
        instant += 60;
        const double value = told == u'x' ? 2 : told == u'.' ? 0 : notANumber;
        states += QLatin1Char("PHUNF"[int(evaluator.evaluate(second(instant), at(second(instant), {sample(m, value)})).first().state)]);
    }
    QTEST(states, "expected");
}

void TestGateTimers::breakerOfTwo()
{
    const QString n = QStringLiteral("n");
    const PolicyGate one = gate(QStringLiteral("one"), m, {}, QStringLiteral("> 1"));
    PolicyGate two = gate(QStringLiteral("two"), n, {}, QStringLiteral("> 1"));
    two.needed = std::chrono::hours(1); // it is the broken bound that counts, not the delayed failure
    PolicyGate breaker = gate(QStringLiteral("breaker"), {}, {}, QStringLiteral(">= 4"));
    breaker.kind = PolicyGate::Kind::ConsecutiveFailures;
    breaker.of = QStringList{one.name, two.name};
    GateEvaluator evaluator(policyOf({metric(m, MetricUnit::None), metric(n, MetricUnit::None)}, {one, two, breaker}), {one, two, breaker});
    auto tell = [&, instant = 0](std::optional<double> a, std::optional<double> b) mutable {
        instant += 1;
        return evaluator.evaluate(second(instant), at(second(instant), {sample(m, a), sample(n, b)})).last();
    };
    QCOMPARE(tell(2, 2).value, 1.0);
    QCOMPARE(tell(2, {}).value, 2.0);
    const GateVerdict half = tell(0, {}); // nobody knows whether the other one, which failed too, is well
    QCOMPARE(half.state, GateState::NoData);
    QCOMPARE(half.decidedBy, two.name);
    QCOMPARE(tell(0, 2).value, 3.0);
    QCOMPARE(tell(0, 2).state, GateState::Fail);
    QCOMPARE(tell(0, 0).state, GateState::Pass);
    const GateVerdict blind = tell(2, {});
    QCOMPARE(blind.value, 1.0);
    QCOMPARE(blind.state, GateState::NoData); // not on half of what it counts
    const GateVerdict ended = tell(0, {}); // the one that failed is well, the other one never failed
    QCOMPARE(ended.value, 0.0);
    QCOMPARE(ended.state, GateState::NoData);
}

void TestGateTimers::signalsStay()
{
    Policy policy;
    const QString name = QStringLiteral("customer_complaints");
    policy.signalList.append({name, PolicySignal::Kind::Counter, true});
    policy.gates.append(signalGate(QStringLiteral("complaints"), name, {}, QStringLiteral(">= 3")));
    GateEvaluator evaluator(std::make_shared<const Policy>(policy), policy.gates);
    const auto tell = [&](double when, const QList<Sample> &samples) { return evaluator.evaluate(second(when), at(second(when), samples)).first().state; };
    QCOMPARE(tell(0, {}), GateState::NoData); // a number that nobody gave
    QCOMPARE(tell(1, {sample(name, 2, SampleRole::None)}), GateState::Pass);
    QCOMPARE(tell(100'000, {}), GateState::Pass);
    QCOMPARE(tell(100'001, {sample(name, 2, SampleRole::None), sample(name, 3, SampleRole::None)}), GateState::Fail);
    QCOMPARE(tell(100'002, {}), GateState::Fail);
    QCOMPARE(tell(100'003, {sample(name, {}, SampleRole::None)}), GateState::NoData);
}

void TestGateTimers::sameInstantTwice()
{
    PolicyGate of = gate(QStringLiteral("g"), m, {}, QStringLiteral("> 1"));
    of.consecutive = 2;
    QCOMPARE(states(of, {{0, 2}, {0, 2}, {0, 2}, {1, 2}}), QStringLiteral("HHHF"));
}

/// Random gates on random streams, some of it missing, NaN, stale or of few requests: a gate that needs such a sample does not
/// pass, and nothing promotes.
void TestGateTimers::unknownNeverPasses()
{
    QRandomGenerator random(20260301);
    const auto pick = [&random](int n) { return int(random.bounded(n)); };
    int passes = 0;
    int withheld = 0;
    for (int round = 0; round < 400; ++round) {
        QList<PolicyMetric> metrics;
        QList<PolicyGate> gates;
        const QStringList bounds{QStringLiteral("< 10"), QStringLiteral(">= 1"), QStringLiteral("!= 3"), QStringLiteral("<= baseline + 50%"),
                                 QStringLiteral("< 5*baseline"), QStringLiteral(">= baseline -2")};
        for (int i = 0; i < 3; ++i) {
            PolicyMetric of = metric(QStringLiteral("m%1").arg(i), pick(2) ? MetricUnit::Ratio : MetricUnit::None);
            of.minRequests = 100;
            metrics.append(of);
            PolicyGate made = gate(QStringLiteral("g%1").arg(i), of.name, bounds.at(pick(6)), pick(2) ? QStringLiteral("> 8") : QString());
            if (pick(4) == 0)
                std::swap(made.pass, made.fail);
            made.needed = std::chrono::seconds(pick(3) * 20);
            made.consecutive = 1 + pick(3);
            made.every = std::chrono::seconds(pick(3) * 25);
            gates.append(made);
        }
        gates.append(group(QStringLiteral("group"), pick(2) ? PolicyGate::Kind::Any : PolicyGate::Kind::All, {gates.at(0), gates.at(1)}));
        const PolicyPtr policy = policyOf(metrics, gates);
        GateEvaluator evaluator(policy, gates);
        DecisionMaker decisions(policy);
        for (int step = 1; step <= 40; ++step) {
            const QDateTime now = second(step * 15);
            QList<Sample> samples;
            QSet<QString> unknown;
            for (const PolicyMetric &of : metrics) {
                Sample canary = sample(of.name, pick(11), SampleRole::Canary, 100 + pick(5));
                canary.at = now;
                switch (pick(12)) {
                case 0: canary.value.reset(); break;
                case 1: canary.value = notANumber; break;
                case 2: canary.at = now.addSecs(-121 - pick(1000)); break;
                case 3: canary.requests = pick(100); break;
                case 4: canary.requests.reset(); break;
                case 5: canary.role = SampleRole::Stable; break;
                default: canary.metric.clear(); break;
                }
                if (!canary.metric.isEmpty())
                    unknown.insert(of.name);
                canary.metric = of.name;
                samples.append(canary);
                if (pick(8) != 0)
                    samples.append({now, of.name, SampleRole::Stable, double(pick(11)), {}});
            }
            const QList<GateVerdict> verdicts = evaluator.evaluate(now, samples);
            for (int i = 0; i < 3; ++i) {
                const bool known = !unknown.contains(metrics.at(i).name);
                QVERIFY2(known || verdicts.at(i).state != GateState::Pass, qPrintable(QStringLiteral("round %1, step %2, gate %3").arg(round).arg(step).arg(i)));
                passes += verdicts.at(i).state == GateState::Pass;
            }
            const bool groupKnown = !unknown.contains(metrics.at(0).name) && !unknown.contains(metrics.at(1).name);
            QVERIFY(groupKnown || verdicts.at(3).state != GateState::Pass);
            const bool promote = decisions.decide(evaluator).decision == Decision::Promote;
            QVERIFY(unknown.isEmpty() || !promote);
            withheld += !unknown.isEmpty();
            QCOMPARE(promote, std::all_of(verdicts.cbegin(), verdicts.cend(), [](const GateVerdict &v) { return v.state == GateState::Pass; }));
        }
    }
    QVERIFY2(passes > 1000 && withheld > 1000, "the streams show both");
}

QTEST_APPLESS_MAIN(TestGateTimers)
#include "tst_domain_gatetimers.moc"
