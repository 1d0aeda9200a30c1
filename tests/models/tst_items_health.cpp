// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/slo/healthtrack.h"
#include "items/health/alertmodel.h"
#include "items/health/bakemodel.h"
#include "items/health/fleethealth.h"
#include "items/health/gatemodel.h"
#include "items/health/reachmodel.h"
#include "items/health/routemodel.h"
#include "items/health/seriesmodel.h"
#include "items/health/silencemodel.h"
#include "text/slotext.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <limits>

using namespace maestro;
using namespace std::chrono_literals;

namespace {

const QDateTime now(QDate(2026, 11, 20), QTime(3, 12, 47), Qt::UTC);

GateReading gate(const QString &name, GateState state, int failingSeconds = 0, int needed = 180)
{
    GateReading made;
    made.gate.name = name;
    made.gate.needed = std::chrono::seconds(needed);
    made.gate.pass = GateBound();
    made.gate.pass->amount = 500;
    made.unit = MetricUnit::Milliseconds;
    made.verdict.gate = name;
    made.verdict.at = now;
    made.verdict.state = state;
    made.verdict.value = 482;
    made.verdict.since = now.addSecs(-60);
    if (failingSeconds > 0) {
        made.verdict.failingSince = now.addSecs(-failingSeconds);
        made.verdict.failingFor = std::chrono::seconds(failingSeconds);
    }
    return made;
}

SampleSeries series(SampleRole role, const QList<std::pair<qint64, double>> &points)
{
    SampleSeries made;
    made.role = role;
    for (const auto &[ms, value] : points)
        made.points << SampleSeries::Point {ms, value};
    return made;
}

GateVerdict verdict(const QString &name, GateState state, int atSecond)
{
    GateVerdict made;
    made.gate = name;
    made.state = state;
    made.at = now.addSecs(atSecond);
    return made;
}

} // namespace

class TestHealthItems : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void gatesSayStateValueAndTimer()
    {
        GateModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        SloReport report;
        report.gates = {gate(QStringLiteral("p95"), GateState::Pass, 134), gate(QStringLiteral("errors"), GateState::Fail, 252), gate(QStringLiteral("cost"), GateState::NoData, 60)};
        model.setNow(now);
        model.setReport(report);
        QCOMPARE(model.rowCount(), 3);
        const auto said = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(said(0, GateModel::Timer), QStringLiteral("failing 2:14 of 3:00"));
        QCOMPARE(Tone(model.index(0, GateModel::State).data(ToneRole).toInt()), Tone::Warn); // failing is never plainly green
        QCOMPARE(said(1, GateModel::Timer), QStringLiteral("met, failing 4:12"));
        QCOMPARE(said(0, GateModel::Value), QStringLiteral("482 ms"));
        QCOMPARE(said(2, GateModel::State), QStringLiteral("no data"));
        model.setNow(now.addSecs(10));
        QCOMPARE(said(0, GateModel::Timer), QStringLiteral("failing 2:24 of 3:00"));
        QVERIFY(said(2, GateModel::Timer).startsWith(QStringLiteral("failing 1:00 of 3:00"))); // no samples: it stands
        report.gates.removeFirst();
        report.gates << gate(QStringLiteral("new"), GateState::Hold);
        model.setReport(report);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(said(0, GateModel::Gate), QStringLiteral("errors"));
    }

    void comparisonsSaySizesAndVerdict()
    {
        BakeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        BakeVerdict verdict;
        BakeMetric errors {QStringLiteral("error_rate"), true, {1000, 0.02}, {9000, 0.01}, 0.01, 0.004, std::nullopt, 0.95, 0.005, BakeState::Worse};
        BakeMetric latency {QStringLiteral("latency_p95"), false, {0, std::nullopt}, {9000, 210}, {}, {}, {}, 0.95, 20, BakeState::NotEnough};
        verdict.metrics = {errors, latency};
        model.setVerdict(verdict);
        const auto said = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(said(0, BakeModel::Canary), QStringLiteral("2.00 % of 1,000"));
        QCOMPARE(said(0, BakeModel::Difference), QStringLiteral("+1.00 pp"));
        QCOMPARE(said(0, BakeModel::Interval), QStringLiteral("+0.40 … unknown pp"));
        QCOMPARE(Tone(model.index(0, BakeModel::State).data(ToneRole).toInt()), Tone::Bad);
        QCOMPARE(said(1, BakeModel::Canary), QStringLiteral("no requests"));
        QCOMPARE(said(1, BakeModel::State), QStringLiteral("not enough requests to tell"));
        QCOMPARE(said(1, BakeModel::Interval), QStringLiteral("not known"));
        QCOMPARE(Tone(model.index(1, BakeModel::State).data(ToneRole).toInt()), Tone::Unknown); // neither good nor bad
        model.setVerdict({});
        QCOMPARE(model.rowCount(), 0);
    }

    void hostileNamesAreHarmless()
    {
        GateModel model;
        SloReport report;
        report.gates = {gate(QStringLiteral("a\u202Eb\n"), GateState::Pass)};
        model.setReport(report);
        QVERIFY(!model.index(0, GateModel::Gate).data().toString().contains(QChar(0x202E)));
        QVERIFY(!model.index(0, GateModel::State).data(Qt::ToolTipRole).toString().contains(QLatin1Char('\n')));
    }

    void alertsComeWorstFirst()
    {
        AlertModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        AlertReading pending;
        pending.name = pending.fingerprint = QStringLiteral("P");
        pending.state = AlertReading::State::Pending;
        AlertReading firing = pending;
        firing.name = firing.fingerprint = QStringLiteral("F");
        firing.state = AlertReading::State::Firing;
        model.setAlerts({{QStringLiteral("c"), pending}, {QStringLiteral("c"), firing}});
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("F"));
        QCOMPARE(model.index(0, AlertModel::Family).data().toString(), QStringLiteral("no family"));
        model.setAlerts({});
        QCOMPARE(model.rowCount(), 0);
    }

    void silencesThatHideComeFirst()
    {
        SilenceModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Silence plain;
        plain.id = QStringLiteral("1");
        plain.endsAt = now.addSecs(60);
        plain.matchers = {{QStringLiteral("a"), QStringLiteral("x\"y"), true, false}};
        Silence hiding = plain;
        hiding.id = QStringLiteral("2");
        hiding.endsAt = now.addSecs(3600);
        hiding.hides = {QStringLiteral("MaestroServiceDown")};
        model.setNow(now);
        model.setSilences({{QStringLiteral("c"), plain}, {QStringLiteral("c"), hiding}});
        QCOMPARE(model.rowAt(0).silence.id, QStringLiteral("2"));
        QCOMPARE(Tone(model.index(0, SilenceModel::Hides).data(ToneRole).toInt()), Tone::Warn);
        QCOMPARE(model.index(1, SilenceModel::Matchers).data().toString(), QStringLiteral("a!~\"x\\\"y\""));
        QCOMPARE(model.index(1, SilenceModel::Ends).data().toString(), QStringLiteral("in 1 min"));
    }

    /// A chosen row goes, and who hears of it hands over the next list at once.
    void aListThatComesWhileOneIsTakenWaits()
    {
        SilenceModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QList<SilenceRow> all;
        for (const char *id : {"1", "2", "3", "4"}) {
            Silence silence;
            silence.id = QString::fromLatin1(id);
            silence.hides = {QStringLiteral("a text long enough to have memory of its own")};
            all << SilenceRow {QStringLiteral("c"), silence};
        }
        model.setSilences(all);
        int heard = 0;
        connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this, [&] {
            if (++heard == 1)
                model.setSilences({all.at(0)});
        });
        model.setSilences({all.at(0), all.at(1)});
        QCOMPARE(heard, 2);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.rowAt(0).silence.id, QStringLiteral("1"));
        model.setSilences(all);
        QCOMPARE(model.rowCount(), 4);
    }

    void seriesTableHasEveryPoint()
    {
        SeriesModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const double nan = std::numeric_limits<double>::quiet_NaN();
        model.setSeries({series(SampleRole::Canary, {{1000, 1}, {2000, nan}, {4000, 3}}), series(SampleRole::Stable, {{1000, 5}, {3000, 6}})}, MetricUnit::None);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.columnCount(), 3);
        QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("canary"));
        QCOMPARE(model.index(1, 1).data().toString(), QStringLiteral("not a number"));
        QCOMPARE(model.index(1, 2).data().toString(), QString()); // not sampled is not zero
        QCOMPARE(model.rowAtTime(2500), 1);
        QCOMPARE(model.rowAtTime(500), -1);
        model.setSeries({series(SampleRole::Canary, {{2000, 2}, {4000, 3}, {5000, 4}}), series(SampleRole::Stable, {{3000, 6}})}, MetricUnit::None);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.timeAt(0), 2000);
        model.setSeries({series(SampleRole::None, {{7000, 2}})}, MetricUnit::Ratio);
        QCOMPARE(model.columnCount(), 2);
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("200 %"));
        model.setSeries({}, MetricUnit::None);
        QCOMPARE(model.rowCount(), 0);
    }

    void numbersKeepTheirMeaning_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<MetricUnit>("unit");
        QTest::addColumn<QString>("said");
        QTest::newRow("ratio") << 0.0231 << MetricUnit::Ratio << QStringLiteral("2.31 %");
        QTest::newRow("near one") << 0.99976 << MetricUnit::Ratio << QStringLiteral("99.976 %");
        QTest::newRow("small ratio") << 0.0005 << MetricUnit::Ratio << QStringLiteral("0.050 %");
        QTest::newRow("percent") << 5.0 << MetricUnit::Percent << QStringLiteral("5 %");
        QTest::newRow("ms") << 1180.0 << MetricUnit::Milliseconds << QStringLiteral("1180 ms");
        QTest::newRow("s") << 0.42 << MetricUnit::Seconds << QStringLiteral("0.42 s");
        QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << MetricUnit::Ratio << QStringLiteral("infinite");
        QTest::newRow("nan") << std::numeric_limits<double>::quiet_NaN() << MetricUnit::Ratio << QStringLiteral("not a number");
    }
    void numbersKeepTheirMeaning()
    {
        QFETCH(double, value);
        QFETCH(MetricUnit, unit);
        QFETCH(QString, said);
        QCOMPARE(metricText(value, unit), said);
    }

    void verdictNeverCallsUnknownFine()
    {
        SloReport report;
        QVERIFY(verdictSentence(report).contains(QStringLiteral("No policy")));
        report.policy = QStringLiteral("p");
        report.gates = {gate(QStringLiteral("a"), GateState::Pass), gate(QStringLiteral("b"), GateState::NoData)};
        report.decision.decision = Decision::Hold;
        report.decision.rule = QStringLiteral("b");
        QCOMPARE(verdictSentence(report), QStringLiteral("Hold (rule b): b without data."));
        SloReport calm = report;
        calm.gates = {gate(QStringLiteral("a"), GateState::Pass)};
        calm.decision.decision = Decision::Promote;
        calm.decision.rule.clear();
        QCOMPARE(verdictSentence(calm), QStringLiteral("Promote: the gate passes."));
        calm.updating = false;
        QCOMPARE(verdictSentence(calm), QStringLiteral("Nothing to promote: the gate passes."));
        report.problem = Error {ErrorKind::Unreachable, {}, QStringLiteral("no answer from Prometheus")};
        QVERIFY(verdictSentence(report).startsWith(QStringLiteral("Health is unknown")));
    }

    void gapIsComputedInBothDirections()
    {
        RegressionStart start {14, now.addSecs(-100), now, QStringLiteral("errors")};
        QCOMPARE(regressionText(start), QStringLiteral("errors began 1 min 40 s after revision 14"));
        start.changedAt = now.addSecs(100);
        QVERIFY(regressionText(start).contains(QStringLiteral("before revision 14: it predates the change")));
        start.firstBadAt = {};
        QVERIFY(regressionText(start).isEmpty());
    }

    void verdictsBecomeSpans()
    {
        HealthTrack track;
        track.add(QList<GateVerdict> {verdict(QStringLiteral("a"), GateState::Pass, 0), verdict(QStringLiteral("a"), GateState::Pass, 30),
                                      verdict(QStringLiteral("a"), GateState::Fail, 60), verdict(QStringLiteral("b"), GateState::Hold, 10)});
        QCOMPARE(track.spans().size(), 3);
        QCOMPARE(track.spans().first().to, now.addSecs(30));
        const HealthTrack before = track;
        track.add(QList<GateVerdict> {verdict(QStringLiteral("a"), GateState::Pass, 30), verdict(QStringLiteral("a"), GateState::Fail, 60)});
        QVERIFY(track == before); // told twice counts once
        track.add(QList<GateVerdict> {verdict(QStringLiteral("a"), GateState::Fail, 5000)});
        QCOMPARE(track.spans().size(), 4); // a hole is not bridged
        track.add(QList<GateVerdict> {verdict(QStringLiteral("a"), GateState::Hold, -90)});
        QCOMPARE(track.spans().first().from, now.addSecs(-90));
    }

    void aTrackBelongsToOneRollout()
    {
        HealthTrack track;
        SloReport report;
        report.target = {QStringLiteral("c"), QStringLiteral("n"), QStringLiteral("a")};
        report.gates = {gate(QStringLiteral("p95"), GateState::Pass)};
        AlertReading alert;
        alert.fingerprint = alert.name = QStringLiteral("X");
        alert.since = now.addSecs(-30);
        report.alerts = {alert};
        report.at = now;
        track.add(report);
        QCOMPARE(track.alerts().size(), 1);
        report.alerts.clear();
        track.add(report);
        QVERIFY(!track.alerts().first().firing);
        report.target.name = QStringLiteral("b");
        track.add(report);
        QVERIFY(track.alerts().isEmpty());
        QCOMPARE(track.spans().size(), 1);
    }

    void onlyWhatIsJudgedIsFine_data()
    {
        QTest::addColumn<QList<GateReading>>("gates");
        QTest::addColumn<int>("age");
        QTest::addColumn<QString>("headline");
        const GateReading pass = gate(QStringLiteral("a"), GateState::Pass);
        QTest::newRow("passes") << QList<GateReading> {pass, gate(QStringLiteral("b"), GateState::Pass)} << 10 << QStringLiteral("2 pass");
        QTest::newRow("before the next look") << QList<GateReading> {pass} << 78 << QStringLiteral("1 pass");
        QTest::newRow("old") << QList<GateReading> {pass} << 91 << QStringLiteral("unknown, 1 min old");
        QTest::newRow("worst first") << QList<GateReading> {pass, gate(QStringLiteral("b"), GateState::Hold), gate(QStringLiteral("c"), GateState::Fail), gate(QStringLiteral("d"), GateState::NoData)}
                                     << 0 << QStringLiteral("1 fail, 1 no data");
        QTest::newRow("the timer next to be met") << QList<GateReading> {gate(QStringLiteral("a"), GateState::Pass, 20), gate(QStringLiteral("b"), GateState::Hold, 134)} << 10
                                                  << QStringLiteral("failing 2:24 of 3:00");
        QTest::newRow("no gates") << QList<GateReading> {} << 0 << QStringLiteral("no gates");
    }
    void onlyWhatIsJudgedIsFine()
    {
        QFETCH(QList<GateReading>, gates);
        QFETCH(int, age);
        QFETCH(QString, headline);
        FleetHealth health;
        const ObjectRef here {QStringLiteral("c"), QStringLiteral("n"), QStringLiteral("a")};
        ObjectRef there = here;
        there.name = QStringLiteral("b");
        QCOMPARE(health.headline(here, now), QStringLiteral("not read"));
        QCOMPARE(health.stateOf(here, now), FleetHealth::State::Unread);
        auto report = std::make_shared<SloReport>();
        report->target = here;
        report->at = now;
        report->policy = QStringLiteral("p");
        report->gates = gates;
        report->decision.decision = Decision::Conflict;
        health.setReports({report});
        const QDateTime then = now.addSecs(age);
        QCOMPARE(health.headline(here, then), headline);
        QCOMPARE(health.needsPerson(here, then), age <= 90);
        QCOMPARE(health.headline(there, then), QStringLiteral("no policy"));
        QVERIFY(!health.needsPerson(there, then));
        QVERIFY(health.sentence(there, then).contains(QStringLiteral("No policy")));
        for (const GateReading &one : gates) {
            if (one.verdict.state != GateState::Pass && age <= 90)
                QVERIFY(health.sentence(here, then).contains(gateSentence(one, then)));
        }
        std::shared_ptr<SloReport> broken = std::make_shared<SloReport>(*report);
        broken->problem = Error {ErrorKind::Unreachable, {}, QStringLiteral("no answer")};
        health.setReports({broken});
        QCOMPARE(health.headline(here, then), QStringLiteral("unknown"));
        QVERIFY(health.sentence(here, then).contains(QStringLiteral("no answer")) && !health.needsPerson(here, then));
        broken = std::make_shared<SloReport>(*broken);
        broken->problem->code = QStringLiteral("noPolicy");
        health.setReports({broken});
        QCOMPARE(health.headline(here, then), QStringLiteral("no policy"));
        broken = std::make_shared<SloReport>(*broken);
        broken->problem->code = QStringLiteral("notRead");
        health.setReports({broken});
        QCOMPARE(health.headline(here, then), QStringLiteral("not read"));
        health.setReports({});
        QCOMPARE(health.headline(here, then), QStringLiteral("no policy"));
    }

    void aBrokenPolicyFileIsNotCalm()
    {
        FleetHealth health;
        const ObjectRef here {QStringLiteral("c"), QStringLiteral("n"), QStringLiteral("a")};
        const ObjectRef there {QStringLiteral("c"), QStringLiteral("n"), QStringLiteral("b")};
        auto report = std::make_shared<SloReport>();
        report->target = here;
        report->at = now;
        report->policy = QStringLiteral("p");
        report->gates = {gate(QStringLiteral("a"), GateState::Pass)};
        health.setReports({report});
        QCOMPARE(health.headline(here, now), QStringLiteral("1 pass"));
        PolicyFault fault;
        fault.problem = {ErrorKind::BadInput, QStringLiteral("badPolicy"), QStringLiteral("unknown key"), {}, SourcePlace {QStringLiteral("/etc/p.yaml"), 12, 3}};
        fault.policy = QStringLiteral("p");
        fault.hash = "0123456789abcdef";
        health.setFaults({fault}); // its last good version is in force
        QCOMPARE(health.headline(here, now), QStringLiteral("1 pass, old policy"));
        QVERIFY(health.sentence(here, now).contains(QStringLiteral("/etc/p.yaml, line 12, column 3: unknown key; its last good version, p 01234567, is in force")));
        QCOMPARE(health.stateOf(there, now), FleetHealth::State::NoPolicy);
        fault.policy.clear(); // nothing of it is: it may name any of them
        fault.more = 2;
        health.setFaults({fault});
        QCOMPARE(health.stateOf(there, now), FleetHealth::State::Unknown);
        QCOMPARE(health.headline(there, now), QStringLiteral("policy broken"));
        QVERIFY(health.sentence(there, now).contains(QStringLiteral("no good version")));
        QVERIFY(health.isDoubtful(here));
        health.setFaults({});
        QCOMPARE(health.headline(there, now), QStringLiteral("no policy"));
    }

    void routesSayWhereAnAlertEnds()
    {
        RouteModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        AlertRoute nightly;
        nightly.receiver = QStringLiteral("pager");
        nightly.matchers = {{QStringLiteral("severity"), QStringLiteral("page"), false, true}};
        nightly.muted = {QStringLiteral("nights")};
        AlertRouting routing;
        routing.connection = QStringLiteral("c");
        routing.routes = RouteTree {{QStringLiteral("void"), {}, false, {}, {}, {nightly}}, {{QStringLiteral("void"), {}}, {QStringLiteral("pager"), {QStringLiteral("webhook")}}}};
        AlertRouting unread;
        unread.connection = QStringLiteral("d");
        model.setRouting({routing, unread}, std::nullopt);
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(model.hits().isEmpty());
        const auto said = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(said(0, RouteModel::Receiver), QStringLiteral("void (tells nobody)"));
        QCOMPARE(Tone(model.index(0, RouteModel::Receiver).data(ToneRole).toInt()), Tone::Warn);
        QCOMPARE(said(1, RouteModel::Route).trimmed(), QStringLiteral("severity=\"page\""));
        model.setRouting({routing, unread}, QMap<QString, QString> {{QStringLiteral("severity"), QStringLiteral("page")}});
        QCOMPARE(said(0, RouteModel::Hit), QString());
        QCOMPARE(said(1, RouteModel::Hit), QStringLiteral("ends here, in some hours"));
        model.setRouting({routing, unread}, QMap<QString, QString> {{QStringLiteral("severity"), QStringLiteral("info")}});
        QCOMPARE(said(0, RouteModel::Hit), QStringLiteral("ends here"));
        model.setRouting({unread}, std::nullopt);
        QCOMPARE(model.rowCount(), 0);
    }

    void alertsThatReachNobodyComeFirst()
    {
        ReachModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        AlertRouting routing;
        routing.connection = QStringLiteral("c");
        using State = AlertReach::State;
        for (const State state : {State::Reaches, State::Unknown, State::TellsNobody, State::NoRule})
            routing.reaches.append({QStringLiteral("p"), {QStringLiteral("alert %1").arg(int(state)), QStringLiteral("errors"), state, {}, {}, false}});
        model.setRouting({routing});
        QCOMPARE(model.notTold(), 3);
        QCOMPARE(model.index(0, ReachModel::State).data().toString(), QStringLiteral("no rule of this name"));
        QCOMPARE(model.index(1, ReachModel::State).data().toString(), QStringLiteral("tells nobody"));
        QCOMPARE(model.index(3, ReachModel::State).data().toString(), QStringLiteral("told"));
        routing.reaches.clear();
        model.setRouting({routing});
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestHealthItems)
#include "tst_items_health.moc"
