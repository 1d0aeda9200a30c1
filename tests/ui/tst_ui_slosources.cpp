// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartdialog.h"
#include "charts/chartgrid.h"
#include "items/health/gatemodel.h"
#include "parts/reasondialog.h"
#include "slo/gatestrip.h"
#include "slo/slopage.h"
#include "support/fakeports.h"
#include "support/sampledata.h"
#include "support/samplehealth.h"
#include "theme/factlabel.h"
#include "theme/smallparts.h"

#include <QAccessible>
#include <QApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

const ObjectRef ref {u"prod-us-east-1"_s, u"maestro"_s, u"maestro-control-plane"_s};

struct Window
{
    Window()
    {
        theme.applyTo(*qApp);
        page = std::make_unique<SloPage>(fake.ports(), &cursor, &theme);
        page->resize(1390, 1180);
        page->show();
        (void)QTest::qWaitForWindowExposed(page.get());
        Q_EMIT fake.fleet.fleetChanged(sampleFleet(fake.clock.now, fake.clock.boot));
    }
    void open(const std::function<void(SloReport &)> &change = {})
    {
        page->open(ref);
        auto report = std::make_shared<SloReport>(*sampleHealth(fake.clock.now, ref));
        if (change)
            change(*report);
        Q_EMIT fake.slo.reportChanged(report);
        Q_EMIT fake.slo.chartsChanged(sampleCharts(fake.clock.now));
    }
    template<typename T> T *named(const QString &name) const
    {
        for (T *widget : page->findChildren<T *>())
            if (widget->isVisible() && QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name) == name)
                return widget;
        return nullptr;
    }
    QString fact(const QString &name) const
    {
        const auto *label = named<FactLabel>(name);
        return label ? label->text() : QString();
    }
    QTableView *gates() const { return named<QTableView>(u"Gates"_s); }

    FakePorts fake;
    Theme theme;
    TimeCursor cursor;
    std::unique_ptr<SloPage> page;
};

BakeMetric metric(const QString &name, bool share, double canary, double stable, BakeState state)
{
    BakeMetric made;
    made.name = name;
    made.share = share;
    made.canary = {4310, canary};
    made.stable = {81'200, stable};
    made.state = state;
    made.confidence = 0.95;
    if (state == BakeState::NotEnough)
        return made;
    made.difference = canary - stable;
    made.low = *made.difference - 0.001;
    made.high = *made.difference + 0.001;
    return made;
}

std::shared_ptr<BakeReport> bake(const QDateTime &now, BakeState errors, BakeState latency)
{
    auto made = std::make_shared<BakeReport>();
    made->target = ref;
    made->from = now.addSecs(-3600);
    made->to = now;
    made->intervals = 60;
    made->verdict.pairs = 58;
    made->verdict.metrics = {metric(u"error_rate"_s, true, errors == BakeState::Worse ? 0.021 : 0.011, 0.011, errors), metric(u"latency_p95"_s, false, 402, 400, latency)};
    made->verdict.score = 0.25;
    made->verdict.decision = bakeDecision(made->verdict.metrics);
    return made;
}

} // namespace

/// What the numbers of the SLO page stand on: sources of gates, sample sizes, clocks, and ways to look further.
class TestSloSources : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theWorstGateIsShownWithItsSource();
    void enterOpensTheChartOfTheGate();
    void theQueryOfAGateIsAskedAgain();
    void noHeadingIsCut_data();
    void noHeadingIsCut();
    void agesAreOfTheServersClock_data();
    void agesAreOfTheServersClock();
    void anAnswerOfNowAboutThenIsOld_data();
    void anAnswerOfNowAboutThenIsOld();
    void anOldStripIsNotAVerdict();
    void comparisonTellsSizesAndConfidence();
    void littleTrafficIsAStateOfItsOwn_data();
    void littleTrafficIsAStateOfItsOwn();
    void comparisonIsReadOnceAMinute();
    void budgetIsAcknowledged();
    void everyControlHasANameOfItsOwn();
    void boardsOpenForTheRange();
    void theLastGoodLevelIsInTheChart();
};

void TestSloSources::theWorstGateIsShownWithItsSource()
{
    Window w;
    w.open([](SloReport &r) {
        r.gates.first().provenance.targetsUp = 7;
        r.gates.first().provenance.warnings << u"query is slow"_s;
    });
    QVERIFY2(w.fact(u"Chosen gate"_s).startsWith(u"error_rate: fail, 2.31 %"_s), qPrintable(w.fact(u"Chosen gate"_s)));
    QVERIFY(w.fact(u"Query of the gate"_s).startsWith(u"sum(rate(http_requests_total{service="_s));
    const QString source = w.fact(u"Source of the gate"_s);
    QVERIFY2(source.contains(u"prometheus.monitoring:9090"_s) && source.contains(u"7 of 8 targets up"_s) && source.contains(u"query is slow"_s) && source.contains(u"newest sample 8.0 s old"_s), qPrintable(source));
    w.fake.clock.advance(5000);
    QTRY_VERIFY_WITH_TIMEOUT(w.fact(u"Source of the gate"_s).contains(u"newest sample 13 s old"_s), 20'000); // goes on without an answer
    w.gates()->setCurrentIndex(w.gates()->model()->index(5, 0));
    QVERIFY(w.fact(u"Chosen gate"_s).startsWith(u"cost: no data"_s));
    QVERIFY(w.fact(u"Source of the gate"_s).contains(u"no answer: the query gave no samples"_s));
}

void TestSloSources::enterOpensTheChartOfTheGate()
{
    Window w;
    w.open();
    w.gates()->setFocus();
    w.gates()->setCurrentIndex(w.gates()->model()->index(1, 0));
    QTest::keyClick(w.gates(), Qt::Key_Return);
    const auto *dialog = w.page->findChild<ChartDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY2(dialog->windowTitle().startsWith(u"p95"_s), qPrintable(dialog->windowTitle()));
}

void TestSloSources::theQueryOfAGateIsAskedAgain()
{
    Window w;
    w.open();
    w.named<QPushButton>(u"Ask the gate's query again"_s)->click();
    QCOMPARE(w.fake.slo.queries, QStringList {w.fact(u"Query of the gate"_s)});
    QCOMPARE(w.named<QLineEdit>(u"Query"_s)->text(), w.fake.slo.queries.first());
}

void TestSloSources::noHeadingIsCut_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("wide") << 1390;
    QTest::newRow("small") << 940;
}

void TestSloSources::noHeadingIsCut()
{
    QFETCH(int, width);
    Window w;
    w.page->resize(width, 700);
    w.open();
    const QHeaderView *head = w.gates()->horizontalHeader();
    const QFontMetrics metrics(head->font());
    for (int column = 0; column < GateModel::ColumnCount; ++column) {
        if (w.gates()->isColumnHidden(column))
            continue;
        const QString word = w.gates()->model()->headerData(column, Qt::Horizontal).toString();
        QVERIFY2(head->sectionSize(column) >= metrics.horizontalAdvance(word) + 8, qPrintable(u"%1: %2"_s.arg(word).arg(head->sectionSize(column))));
    }
    QVERIFY(!w.gates()->isColumnHidden(GateModel::SampleAge) && !w.gates()->isColumnHidden(GateModel::Timer));
    QCOMPARE(w.gates()->isColumnHidden(GateModel::Source), width < 1000);
}

void TestSloSources::agesAreOfTheServersClock_data()
{
    QTest::addColumn<int>("skewSeconds");
    QTest::newRow("no difference") << 0;
    QTest::newRow("ahead") << 600;
    QTest::newRow("behind") << -600;
}

/// A report of two seconds ago is live and one of five minutes is not, whatever the server's clock says.
void TestSloSources::agesAreOfTheServersClock()
{
    QFETCH(int, skewSeconds);
    Window w;
    const auto skewed = [skewSeconds](SloReport &r) {
        r.skewMs = qint64(skewSeconds) * 1000;
        r.at = r.at.addSecs(skewSeconds);
        for (GateReading &gate : r.gates) {
            gate.verdict.at = gate.verdict.at.addSecs(skewSeconds);
            gate.verdict.failingSince = gate.verdict.failingSince.addSecs(skewSeconds);
            gate.provenance.newestSampleAt = gate.provenance.newestSampleAt.addSecs(skewSeconds);
        }
    };
    w.open(skewed);
    const auto *age = w.page->findChild<DataAgeLabel *>();
    QTRY_COMPARE_WITH_TIMEOUT(age->freshness().state, FreshnessState::Live, 20'000);
    const QAbstractItemModel *model = w.gates()->model();
    QCOMPARE(model->index(0, GateModel::SampleAge).data().toString(), u"8.0 s"_s);
    QCOMPARE(model->index(2, GateModel::Timer).data().toString(), u"failing 2:16 of 3:00"_s);
    QCOMPARE(w.fact(u"Decision"_s).contains(u"clock"_s), skewSeconds != 0);
    w.fake.clock.advance(300'000);
    QTRY_COMPARE_WITH_TIMEOUT(age->freshness().state, FreshnessState::Stale, 20'000);
    QCOMPARE(model->index(0, GateModel::SampleAge).data().toString(), u"5 min"_s);
}

void TestSloSources::anAnswerOfNowAboutThenIsOld_data()
{
    QTest::addColumn<int>("sampleSeconds"); // negative: the server gave no answer
    QTest::addColumn<FreshnessState>("state");
    QTest::newRow("fresh") << 10 << FreshnessState::Live;
    QTest::newRow("nothing is scraped") << 200 << FreshnessState::Stale;
    QTest::newRow("no answer") << -1 << FreshnessState::Disconnected;
}

void TestSloSources::anAnswerOfNowAboutThenIsOld()
{
    QFETCH(int, sampleSeconds);
    QFETCH(FreshnessState, state);
    Window w;
    w.open([&](SloReport &r) {
        for (GateReading &gate : r.gates)
            gate.provenance.newestSampleAt = sampleSeconds < 0 ? QDateTime() : w.fake.clock.now.addSecs(-sampleSeconds);
        if (sampleSeconds < 0)
            r.problem = Error {ErrorKind::Unreachable, u"busy"_s, u"HTTP 503"_s, {}, {}};
    });
    const auto *age = w.page->findChild<DataAgeLabel *>();
    QTRY_COMPARE_WITH_TIMEOUT(age->freshness().state, state, 20'000);
    if (state == FreshnessState::Stale)
        QVERIFY(age->freshness().seconds >= 200);
}

void TestSloSources::anOldStripIsNotAVerdict()
{
    Theme theme;
    theme.applyTo(*qApp);
    FakePorts fake;
    GateStrip strip(&theme);
    strip.resize(900, 32);
    strip.showReport(calmHealth(fake.clock.now, ref), fake.clock.now);
    QVERIFY(strip.accessibleDescription().startsWith(u"Promote"_s));
    const QImage fresh = strip.grab().toImage();
    strip.tick(fake.clock.now.addSecs(50));
    QVERIFY(strip.accessibleDescription().startsWith(u"Promote"_s));
    strip.tick(fake.clock.now.addSecs(120));
    QVERIFY(strip.accessibleDescription().startsWith(u"last known: "_s));
    QVERIFY(strip.grab().toImage() != fresh);
}

void TestSloSources::comparisonTellsSizesAndConfidence()
{
    Window w;
    w.open();
    QCOMPARE(w.named<QTableView>(u"Canary against stable"_s), nullptr);
    Q_EMIT w.fake.slo.compared(bake(w.fake.clock.now, BakeState::Worse, BakeState::Same));
    QCOMPARE(w.fact(u"Comparison with stable"_s), u"The canary is worse: error rate"_s);
    QCOMPARE(w.fact(u"Composite score"_s), u"score 0.25 of 1"_s);
    const QAbstractItemModel *model = w.named<QTableView>(u"Canary against stable"_s)->model();
    QStringList row;
    for (int column = 0; column < model->columnCount(); ++column)
        row << model->index(0, column).data().toString();
    QCOMPARE(row, QStringList({u"error rate"_s, u"worse"_s, u"2.10 % of 4,310"_s, u"1.10 % of 81,200"_s, u"+1.00 pp"_s, u"+0.90 … +1.10 pp"_s}));
    QVERIFY2(w.fact(u"Confidence"_s).contains(u"With 95.0 % confidence"_s) && w.fact(u"Confidence"_s).contains(u"58 of 60 minutes"_s), qPrintable(w.fact(u"Confidence"_s)));
    QVERIFY(w.fact(u"Decision"_s).contains(u"against stable: The canary is worse"_s));
    auto other = bake(w.fake.clock.now, BakeState::Same, BakeState::Same);
    other->target.name = u"other"_s;
    Q_EMIT w.fake.slo.compared(other);
    QVERIFY(w.fact(u"Comparison with stable"_s).contains(u"worse"_s)); // of another rollout: nobody's
    w.page->open({ref.context, ref.ns, u"other"_s});
    QCOMPARE(w.named<QTableView>(u"Canary against stable"_s), nullptr);
}

void TestSloSources::littleTrafficIsAStateOfItsOwn_data()
{
    QTest::addColumn<std::shared_ptr<BakeReport>>("report");
    QTest::addColumn<QString>("said");
    const QDateTime now = FakeClock().now;
    QTest::newRow("same") << bake(now, BakeState::Same, BakeState::Better) << u"The canary is the same as stable or better"_s;
    QTest::newRow("partly") << bake(now, BakeState::Same, BakeState::NotEnough) << u"Not enough traffic to tell: p95 latency"_s;
    QTest::newRow("all") << bake(now, BakeState::NotEnough, BakeState::NotEnough) << u"Not enough traffic to tell canary and stable apart"_s;
    auto none = bake(now, BakeState::NotEnough, BakeState::NotEnough);
    none->verdict.pairs = 0;
    QTest::newRow("none") << none << u"Not enough traffic: no minute with requests to both canary and stable yet"_s;
    auto down = bake(now, BakeState::Same, BakeState::Same);
    down->verdict = {};
    down->problem = Error {ErrorKind::Unreachable, u"down"_s, u"connection refused"_s, {}, {}};
    QTest::newRow("server down") << down << u"Not compared: connection refused"_s;
}

void TestSloSources::littleTrafficIsAStateOfItsOwn()
{
    QFETCH(std::shared_ptr<BakeReport>, report);
    QFETCH(QString, said);
    Window w;
    w.open();
    Q_EMIT w.fake.slo.compared(report);
    QCOMPARE(w.fact(u"Comparison with stable"_s), said);
    QCOMPARE(w.fact(u"Composite score"_s).isEmpty(), report->problem.has_value());
}

void TestSloSources::comparisonIsReadOnceAMinute()
{
    Window w;
    w.page->open(ref);
    QCOMPARE(w.fake.slo.comparisons, 0); // not before a report says that there is something
    w.open();
    QCOMPARE(w.fake.slo.comparisons, 1);
    w.open();
    QCOMPARE(w.fake.slo.comparisons, 2); // opened anew
    Q_EMIT w.fake.slo.reportChanged(sampleHealth(w.fake.clock.now, ref));
    QCOMPARE(w.fake.slo.comparisons, 2);
    auto week = bake(w.fake.clock.now, BakeState::Same, BakeState::Same);
    w.fake.clock.advance(61'000);
    Q_EMIT w.fake.slo.reportChanged(sampleHealth(w.fake.clock.now, ref));
    QCOMPARE(w.fake.slo.comparisons, 3);
    week->from = week->to.addDays(-7);
    Q_EMIT w.fake.slo.compared(week);
    w.fake.clock.advance(20 * 60'000);
    Q_EMIT w.fake.slo.reportChanged(sampleHealth(w.fake.clock.now, ref));
    QCOMPARE(w.fake.slo.comparisons, 3); // of a week little is new
    w.fake.clock.advance(30 * 60'000);
    Q_EMIT w.fake.slo.reportChanged(sampleHealth(w.fake.clock.now, ref));
    QCOMPARE(w.fake.slo.comparisons, 4);
}

/// What is written is what was seen when the dialog opened; a pace is no share, and what is not known cannot be acknowledged.
void TestSloSources::budgetIsAcknowledged()
{
    Window w;
    const auto use = [](double share) { return [share](SloReport &r) { r.budgets.first().consumed = share; r.budgets.first().limit = 0.1; r.budgets.first().within = share < 0.1; }; };
    w.open(use(0.062));
    QPushButton *button = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((button = w.named<QPushButton>(u"Acknowledge budget availability"_s)) && button->isEnabled(), 20'000);
    QCOMPARE(w.named<QPushButton>(u"Acknowledge budget latency"_s), nullptr);
    QCOMPARE(w.fact(u"Acknowledgement of budget availability"_s), u"nobody acknowledged it"_s);
    button->setFocus();
    button->click();
    auto *dialog = w.page->findChild<ReasonDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    auto seen = std::make_shared<SloReport>(*w.page->report());
    use(0.31)(*seen);
    Q_EMIT w.fake.slo.reportChanged(seen);
    QVERIFY(w.named<QPushButton>(u"Acknowledge budget availability"_s) == button); // goes on, with its focus
    const auto fields = dialog->findChildren<QLineEdit *>();
    fields.first()->setText(u"told in the notes of Monday"_s);
    fields.last()->setText(u"https://notes.example/47"_s);
    for (QPushButton *one : dialog->findChildren<QPushButton *>())
        if (one->text() == u"Acknowledge"_s)
            one->click();
    QCOMPARE(w.fake.decisions.acknowledged.size(), 1);
    const BudgetRequest said = w.fake.decisions.acknowledged.first();
    QCOMPARE(said.target, ref);
    QCOMPARE(said.budget, u"availability"_s);
    QCOMPARE(said.consumed, 0.062);
    QCOMPARE(said.policyHash, QByteArray("4f1c9a0e7d55"));
    QCOMPARE(said.link, u"https://notes.example/47"_s);
    Q_EMIT w.fake.decisions.written(u"r-1"_s);
    QCOMPARE(w.fact(u"Outcome of the acknowledgement"_s), u"Recorded in the Journal: r-1"_s);
    seen->budgets.first().acknowledged = BudgetAcknowledgement {u"r-1"_s, u"availability"_s, u"consumed-since-T"_s, 0.062, u"ann"_s, w.fake.clock.now, said.reason, said.link, false};
    Q_EMIT w.fake.slo.reportChanged(std::make_shared<SloReport>(*seen));
    QVERIFY2(w.fact(u"Acknowledgement of budget availability"_s).contains(u"no longer covers"_s), qPrintable(w.fact(u"Acknowledgement of budget availability"_s)));
    w.open([](SloReport &r) { r.budgets.first().consumed.reset(); });
    QTRY_VERIFY_WITH_TIMEOUT((button = w.named<QPushButton>(u"Acknowledge budget availability"_s)) && !button->isEnabled(), 20'000); // nobody has seen what is not known
}

void TestSloSources::everyControlHasANameOfItsOwn()
{
    Window w;
    w.open();
    Q_EMIT w.fake.slo.compared(bake(w.fake.clock.now, BakeState::Worse, BakeState::Same));
    QSet<QString> names;
    int controls = 0;
    for (QWidget *widget : w.page->findChildren<QWidget *>()) {
        const bool control = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget) || qobject_cast<QTableView *>(widget) || qobject_cast<FactLabel *>(widget) || qobject_cast<SloChart *>(widget);
        if (!control || !widget->isVisible() || qobject_cast<QTableView *>(widget->parentWidget()))
            continue;
        const QString name = QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name);
        QVERIFY2(!name.isEmpty(), widget->metaObject()->className());
        QVERIFY2(!names.contains(name), qPrintable(name));
        names.insert(name);
        ++controls;
    }
    QVERIFY2(controls > 25, qPrintable(QString::number(controls)));
}

void TestSloSources::boardsOpenForTheRange()
{
    Window w;
    w.open();
    QCOMPARE(w.named<QPushButton>(u"Open Service SLO"_s), nullptr);
    auto charts = std::make_shared<ChartSet>(*sampleCharts(w.fake.clock.now));
    charts->links = {{u"Service SLO"_s, u"https://grafana.example/d/slo?from=1"_s}};
    Q_EMIT w.fake.slo.chartsChanged(charts);
    QVERIFY(w.named<QPushButton>(u"Open Service SLO"_s));
}

void TestSloSources::theLastGoodLevelIsInTheChart()
{
    Window w;
    w.open();
    SloChart *chart = w.page->charts()->chart(1);
    QTRY_VERIFY_WITH_TIMEOUT(chart->frame().plot.width() > 200, 20'000); // laid out
    const QImage without = chart->picture().toImage();
    auto charts = std::make_shared<ChartSet>(*sampleCharts(w.fake.clock.now));
    charts->charts[1].baselineLevel = 610;
    Q_EMIT w.fake.slo.chartsChanged(charts);
    QVERIFY(chart->summary().contains(u"last good 610 ms"_s));
    if (const QString shots = qEnvironmentVariable("MAESTRO_SHOTS"); !shots.isEmpty())
        chart->picture().save(shots + u"/lastgood.png"_s);
    QVERIFY(chart->picture().toImage() != without);
    QVERIFY(chart->frame().axis.high > 610);
}

QTEST_MAIN(TestSloSources)
#include "tst_ui_slosources.moc"
