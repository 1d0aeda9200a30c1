// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartdialog.h"
#include "charts/chartgrid.h"
#include "items/health/gatemodel.h"
#include "operations/operationactions.h"
#include "rollouts/rolloutpage.h"
#include "slo/gatestrip.h"
#include "slo/slopage.h"
#include "support/fakeports.h"
#include "support/sampledata.h"
#include "support/samplehealth.h"
#include "support/samplerollout.h"
#include "text/slotext.h"
#include "theme/factlabel.h"
#include "theme/smallparts.h"
#include "timeline/timelineview.h"

#include <QAccessible>
#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

const ObjectRef ref {u"prod-us-east-1"_s, u"maestro"_s, u"maestro-control-plane"_s};

template<typename T> T *namedIn(const QWidget *parent, const QString &name)
{
    for (T *widget : parent->findChildren<T *>()) {
        if (widget->isVisible() && QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name) == name)
            return widget;
    }
    return nullptr;
}

/// The page as the shell shows it, with all doors false.
struct Window
{
    explicit Window(bool dark = false)
    {
        theme.setDark(dark);
        theme.applyTo(*qApp);
        page = std::make_unique<SloPage>(fake.ports(), &cursor, &theme);
        page->resize(1390, 1180);
        page->show();
        (void)QTest::qWaitForWindowExposed(page.get());
        Q_EMIT fake.fleet.fleetChanged(sampleFleet(fake.clock.now, fake.clock.boot));
    }
    /// The rollout in trouble, or an hour before.
    void open(bool calm = false)
    {
        page->open(ref);
        tell(calm ? calmHealth(fake.clock.now, ref) : sampleHealth(fake.clock.now, ref));
        Q_EMIT fake.slo.chartsChanged(sampleCharts(fake.clock.now, calm));
        Q_EMIT fake.alerts.boardsChanged(sampleBoards(fake.clock.now));
    }
    void tell(const SloReportPtr &report) { Q_EMIT fake.slo.reportChanged(report); }
    template<typename T> T *named(const QString &name) const { return namedIn<T>(page.get(), name); }
    QString fact(const QString &name) const
    {
        const auto *label = named<FactLabel>(name);
        return label ? label->text() : QString();
    }
    QString cell(const QString &gate, int column) const
    {
        const QAbstractItemModel *model = named<QTableView>(u"Gates"_s)->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, GateModel::Gate).data().toString() == gate)
                return model->index(row, column).data().toString();
        }
        return {};
    }

    FakePorts fake;
    Theme theme;
    TimeCursor cursor;
    std::unique_ptr<SloPage> page;
};

SloReportPtr changedReport(const SloReportPtr &report, const std::function<void(SloReport &)> &change)
{
    auto made = std::make_shared<SloReport>(*report);
    change(*made);
    return made;
}

} // namespace

class TestSlo : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysTheVerdictInOneSentence();
    void neverPassesWithoutProof_data();
    void neverPassesWithoutProof();
    void timersTickBetweenEvaluations();
    void oldVerdictsAreOld();
    void nothingOfAnotherRolloutStays();
    void troubleIsMeasuredFromTheChange();
    void rangeIsAskedOnce();
    void crosshairIsLinkedWithTheTimeline();
    void windowOfTheChartsIsDragged();
    void chartsBecomeTables();
    void savesTheChartThatHadTheFocus();
    void dialogFollowsItsChart();
    void shareLimitsBecomePaces();
    void stripTellsGatesOnTheRolloutPage();
    void aBrokenPolicyIsSaid();
    void queryIsAskedAsWritten();
    void pictures_data();
    void pictures();
};

void TestSlo::saysTheVerdictInOneSentence()
{
    Window w;
    w.open();
    QCOMPARE(w.fact(u"Health summary"_s), verdictSentence(*sampleHealth(w.fake.clock.now, ref)));
    QVERIFY(w.fact(u"Health summary"_s).startsWith(u"Roll back (rule error_rate): error_rate, p95 failed"_s));
    QVERIFY(w.fact(u"Decision"_s).contains(u"policy maestro-triage 4f1c9a0e"_s));
    QCOMPARE(w.cell(u"error_rate"_s, GateModel::Timer), u"met, failing 4:14"_s); // 252 s at the verdict, which is 2 s old
    QCOMPARE(w.cell(u"availability"_s, GateModel::Timer), u"failing 2:16 of 3:00"_s);
    QCOMPARE(w.cell(u"cost"_s, GateModel::State), u"no data"_s);
    auto *table = w.named<QTableView>(u"Gates"_s);
    const QAccessibleInterface *access = QAccessible::queryAccessibleInterface(table);
    QCOMPARE(access->role(), QAccessible::Table);
    QVERIFY(w.fact(u"Hidden by silences"_s).contains(u"MaestroHighLatencyP95"_s));
}

void TestSlo::neverPassesWithoutProof_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("no policy") << u"policy"_s;
    QTest::newRow("policy cannot be read") << u"problem"_s;
    QTest::newRow("no report yet") << u"none"_s;
    QTest::newRow("no door") << u"door"_s;
}

void TestSlo::neverPassesWithoutProof()
{
    QFETCH(QString, what);
    Window w;
    if (what == u"door"_s) {
        Ports ports = w.fake.ports();
        ports.slo = nullptr;
        ports.alerts = nullptr;
        w.page = std::make_unique<SloPage>(ports, &w.cursor, &w.theme);
        w.page->resize(1390, 1180);
        w.page->show();
    }
    w.page->open(ref);
    SloReportPtr report = calmHealth(w.fake.clock.now, ref);
    if (what == u"policy"_s)
        report = changedReport(report, [](SloReport &r) { r.policy.clear(); r.gates.clear(); });
    if (what == u"problem"_s)
        report = changedReport(report, [](SloReport &r) { r.problem = Error {ErrorKind::BadInput, u"policyBroken"_s, u"slo.yaml:4:3: unknown key"_s, {}}; });
    if (what == u"policy"_s || what == u"problem"_s)
        w.tell(report);
    QTest::qWait(20);
    const QString said = w.fact(u"Health summary"_s);
    QVERIFY2(!said.contains(u"pass"_s, Qt::CaseInsensitive) && !said.contains(u"promote"_s, Qt::CaseInsensitive), qPrintable(said));
    QVERIFY2(said.contains(what == u"policy"_s ? u"No policy names this rollout"_s : what == u"none"_s ? u"Reading"_s : u"Health is unknown"_s), qPrintable(said));
    QCOMPARE(w.page->findChild<PillLabel *>()->accessibleName(), u"unknown"_s);
    const QList<QLabel *> labels = w.page->findChild<ChartGrid *>()->findChildren<QLabel *>();
    QCOMPARE(std::any_of(labels.begin(), labels.end(), [](const QLabel *l) { return l->isVisible() && l->text() == u"not read yet"_s; }), what == u"none"_s || what == u"door"_s);
}

void TestSlo::aBrokenPolicyIsSaid()
{
    Window w;
    w.open(true);
    auto *pill = w.page->findChild<PillLabel *>();
    QCOMPARE(pill->accessibleName(), u"promote"_s);
    QVERIFY(!w.named<FactLabel>(u"Policy problem"_s));
    PolicyFault fault;
    fault.problem = {ErrorKind::BadInput, u"badPolicy"_s, u"unknown key \u202Egates"_s, {}, SourcePlace {u"/etc/slo.yaml"_s, 4, 3}};
    fault.policy = w.page->report()->policy;
    fault.hash = w.page->report()->policyHash;
    Q_EMIT w.fake.slo.policyFaultsChanged({fault});
    QVERIFY2(w.fact(u"Policy problem"_s).contains(u"/etc/slo.yaml, line 4, column 3"_s) && w.fact(u"Policy problem"_s).contains(u"last good version"_s), qPrintable(w.fact(u"Policy problem"_s)));
    QVERIFY(!w.fact(u"Policy problem"_s).contains(QChar(0x202E)));
    QCOMPARE(pill->accessibleName(), u"promote, by an old policy"_s); // nothing looks fine
    if (const QString shots = qEnvironmentVariable("MAESTRO_SHOTS"); !shots.isEmpty())
        w.page->grab().save(shots + u"/slo-broken-policy.png"_s);
    fault.policy = u"another"_s; // that of others is none of ours
    Q_EMIT w.fake.slo.policyFaultsChanged({fault});
    QVERIFY(!w.named<FactLabel>(u"Policy problem"_s));
    fault.policy.clear();
    Q_EMIT w.fake.slo.policyFaultsChanged({fault});
    QVERIFY(w.fact(u"Policy problem"_s).contains(u"no good version of it was read"_s));
    Q_EMIT w.fake.slo.policyFaultsChanged({});
    QCOMPARE(pill->accessibleName(), u"promote"_s);
}

void TestSlo::timersTickBetweenEvaluations()
{
    Window w;
    w.open();
    const QString before = w.cell(u"availability"_s, GateModel::Timer);
    w.fake.clock.advance(10'000);
    QTRY_COMPARE_WITH_TIMEOUT(w.cell(u"availability"_s, GateModel::Timer), u"failing 2:26 of 3:00"_s, 2500); // the page's own second
    QVERIFY(before != w.cell(u"availability"_s, GateModel::Timer));
    QCOMPARE(w.fake.slo.opened.size(), 1); // nothing was evaluated again for it
    w.fake.clock.advance(120'000); // no verdict for two minutes: the timer stands, nobody counts on
    QTRY_COMPARE_WITH_TIMEOUT(w.cell(u"availability"_s, GateModel::Timer), u"failing 2:14 of 3:00"_s, 2500);
}

void TestSlo::oldVerdictsAreOld()
{
    Window w;
    w.open(true);
    auto *age = w.named<QLabel>(u"Health data age"_s);
    QVERIFY(age);
    QTRY_VERIFY(age->text().contains(u"live"_s));
    w.fake.clock.advance(75'000);
    QTRY_VERIFY_WITH_TIMEOUT(age->text().contains(u"stale"_s), 2500);
}

void TestSlo::nothingOfAnotherRolloutStays()
{
    Window w;
    w.open();
    const ObjectRef other {ref.context, ref.ns, u"user-svc"_s};
    w.page->open(other);
    QCOMPARE(w.named<QTableView>(u"Gates"_s), nullptr); // an empty table is a sentence
    QVERIFY(w.fact(u"Health summary"_s).startsWith(u"Reading"_s));
    QCOMPARE(w.page->charts()->count(), 0);
    w.tell(sampleHealth(w.fake.clock.now, ref)); // a late answer about the former one
    Q_EMIT w.fake.slo.chartsChanged(sampleCharts(w.fake.clock.now));
    QVERIFY(w.fact(u"Health summary"_s).startsWith(u"Reading"_s));
    QCOMPARE(w.page->charts()->count(), 0);
}

void TestSlo::troubleIsMeasuredFromTheChange()
{
    Window w;
    w.open();
    QCOMPARE(w.fact(u"Where trouble began"_s), u"⚑ error_rate began 4 min 30 s after revision 59"_s);
    const QList<ChartContext::Marker> markers = w.page->charts()->chart(0)->context().markers;
    QCOMPARE(markers.size(), 2);
    QVERIFY(!markers.at(0).bad && markers.at(1).bad);
    QCOMPARE(markers.at(1).at - markers.at(0).at, 270'000);
    w.tell(changedReport(sampleHealth(w.fake.clock.now, ref), [&](SloReport &r) { r.regression.changedAt = r.regression.firstBadAt.addSecs(61); }));
    QCOMPARE(w.fact(u"Where trouble began"_s), u"⚑ error_rate began 1 min 1 s before revision 59: it predates the change"_s);
    w.tell(changedReport(sampleHealth(w.fake.clock.now, ref), [](SloReport &r) { r.regression = {}; }));
    QCOMPARE(w.named<FactLabel>(u"Where trouble began"_s), nullptr);
    QVERIFY(w.page->charts()->chart(0)->context().markers.isEmpty());
}

void TestSlo::rangeIsAskedOnce()
{
    Window w;
    w.open();
    QCOMPARE(w.fake.slo.ranges, 1);
    QCOMPARE(w.fake.slo.rangeFrom, w.fake.clock.now.addSecs(-1800));
    QVERIFY(!w.fake.slo.rangeTo.isValid()); // follows the present
    SloChart *chart = w.page->charts()->chart(0);
    const QRect plot = chart->frame().plot;
    const QPoint to(plot.left() + plot.width() / 2, plot.center().y());
    QTest::mousePress(chart, Qt::LeftButton, Qt::ShiftModifier, plot.center() - QPoint(plot.width() / 4, 0));
    QMouseEvent move(QEvent::MouseMove, to, chart->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, Qt::ShiftModifier);
    QApplication::sendEvent(chart, &move);
    QTest::mouseRelease(chart, Qt::LeftButton, Qt::ShiftModifier, to);
    QCOMPARE(w.fake.slo.ranges, 2);
    QVERIFY(std::abs(w.fake.slo.rangeFrom.secsTo(w.fake.slo.rangeTo) - 450) < 10);
    auto *live = w.named<QPushButton>(u"Follow the present"_s);
    QVERIFY(live);
    live->click();
    QCOMPARE(w.fake.slo.ranges, 3);
    QVERIFY(!w.fake.slo.rangeTo.isValid());
}

void TestSlo::crosshairIsLinkedWithTheTimeline()
{
    Window w;
    w.open();
    OperationActions actions(w.fake.ports(), &w.theme, nullptr);
    RolloutPage rollout(w.fake.ports(), &w.theme, &actions, &w.cursor);
    rollout.resize(1250, 825);
    rollout.show();
    const SampleRollout sample = sampleCanary(w.fake.clock.now, w.fake.clock.boot);
    rollout.open(sample.snapshot->ref, WorkloadKind::Rollout);
    Q_EMIT w.fake.fleet.rolloutChanged(sample.snapshot, sample.timeline);
    QTest::qWait(50);
    auto *timeline = rollout.findChild<TimelineView *>();
    QVERIFY(timeline && timeline->isVisible());
    const QImage before = w.page->charts()->chart(2)->grab().toImage();
    SloChart *chart = w.page->charts()->chart(0);
    w.page->raise(); // a real pointer needs it on top
    QTest::mouseMove(chart, chart->frame().plot.center());
    QTRY_VERIFY(w.cursor.at());
    QVERIFY(w.page->charts()->chart(2)->grab().toImage() != before);
    const QImage with = timeline->viewport()->grab().toImage();
    w.cursor.hover({});
    QVERIFY(timeline->viewport()->grab().toImage() != with); // the same moment stood in the timeline
    QTest::mouseClick(timeline->viewport(), Qt::LeftButton, {}, {timeline->viewport()->width() / 2, 60});
    QVERIFY(w.cursor.pinned());
}

void TestSlo::windowOfTheChartsIsDragged()
{
    Window w;
    w.open();
    const qint64 now = w.fake.clock.now.toMSecsSinceEpoch();
    w.cursor.choose(TimeCursor::Range {now - 600'000, now - 300'000});
    QCOMPARE(w.fake.slo.ranges, 2);
    OperationActions actions(w.fake.ports(), &w.theme, nullptr);
    RolloutPage rollout(w.fake.ports(), &w.theme, &actions, &w.cursor);
    rollout.resize(1250, 825);
    rollout.show();
    const SampleRollout sample = sampleCanary(w.fake.clock.now, w.fake.clock.boot);
    rollout.open(sample.snapshot->ref, WorkloadKind::Rollout);
    Q_EMIT w.fake.fleet.rolloutChanged(sample.snapshot, sample.timeline);
    QTest::qWait(50);
    auto *timeline = rollout.findChild<TimelineView *>();
    timeline->setFocus();
    QTest::keyClick(timeline, Qt::Key_BracketLeft);
    QCOMPARE(w.cursor.range()->from, now - 675'000); // a quarter of its width
    QTest::keyClick(timeline, Qt::Key_BracketRight);
    QCOMPARE(w.cursor.range()->to, now - 300'000);
    QTest::keyClick(timeline, Qt::Key_Equal);
    QCOMPARE(w.cursor.range()->from, now - 750'000);
    QTest::keyClick(timeline, Qt::Key_Minus);
    QCOMPARE(w.cursor.range()->from, now - 600'000);
    QTest::keyClick(timeline, Qt::Key_Escape);
    QVERIFY(!w.cursor.range());
}

void TestSlo::chartsBecomeTables()
{
    Window w;
    w.open();
    QCOMPARE(w.named<QTableView>(u"p95 data"_s), nullptr);
    w.page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(w.page.get()));
    QTest::keyClick(w.page.get(), Qt::Key_T, Qt::AltModifier);
    QTRY_VERIFY(w.named<QTableView>(u"p95 data"_s));
    QCOMPARE(w.named<QTableView>(u"p95 data"_s)->model()->rowCount(), 120);
    QTest::keyClick(w.page.get(), Qt::Key_T, Qt::AltModifier);
    QTRY_COMPARE(w.named<QTableView>(u"p95 data"_s), nullptr);
}

void TestSlo::savesTheChartThatHadTheFocus()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    Window w;
    w.open();
    w.page->activateWindow(); // focus comes only to an active window
    QVERIFY(QTest::qWaitForWindowActive(w.page.get()));
    auto *button = w.named<QPushButton>(u"Save table"_s);
    QVERIFY(button && w.named<QPushButton>(u"Save picture"_s));
    QCOMPARE(button->accessibleDescription(), u"of availability"_s); // the first, until one is looked at
    w.page->charts()->chart(1)->setFocus();
    QTRY_COMPARE(button->accessibleDescription(), u"of p95"_s);
    const QTemporaryDir dir;
    for (const auto &[key, file] : {std::pair(Qt::Key_S, u"p95.csv"_s), std::pair(Qt::Key_P, u"p95.png"_s)}) {
        w.page->activateWindow(); // a closed dialog does not give it back everywhere
        QVERIFY(QTest::qWaitForWindowActive(w.page.get()));
        QTest::keyClick(w.page.get(), key, Qt::AltModifier);
        QTRY_VERIFY2(w.page->findChild<QFileDialog *>(), qPrintable(file));
        auto *dialog = w.page->findChild<QFileDialog *>();
        QCOMPARE(dialog->selectedFiles().value(0).section(u'/', -1), file);
        dialog->setDirectory(dir.path());
        dialog->selectFile(dir.filePath(file));
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY(!w.page->findChild<QFileDialog *>());
        QVERIFY(QFileInfo(dir.filePath(file)).size() > 1000);
    }
}

void TestSlo::dialogFollowsItsChart()
{
    Window w;
    w.open();
    SloChart *chart = w.page->charts()->chart(1);
    chart->setFocus();
    QTest::keyClick(chart, Qt::Key_Return);
    auto *dialog = w.page->window()->findChild<ChartDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    auto charts = std::make_shared<ChartSet>(*sampleCharts(w.fake.clock.now));
    charts->charts[1].provenance.query = u"up == 1"_s;
    Q_EMIT w.fake.slo.chartsChanged(charts);
    auto *query = namedIn<QPlainTextEdit>(dialog, u"PromQL"_s);
    QVERIFY(query);
    QCOMPARE(query->toPlainText(), u"up == 1"_s);
    w.page->open({ref.context, ref.ns, u"user-svc"_s}); // what is shown belongs to the open rollout
    QTRY_VERIFY(!w.page->window()->findChild<ChartDialog *>());
}

/// A gate that limits a share of the budget: on the burn chart, the pace that leads to it.
void TestSlo::shareLimitsBecomePaces()
{
    Window w;
    w.open(true);
    auto set = std::make_shared<ChartSet>(*sampleCharts(w.fake.clock.now, true));
    set->burnPageLine.reset();
    set->burnPlanLimit.reset();
    Q_EMIT w.fake.slo.chartsChanged(set);
    const auto burn = [&]() -> SloChart * {
        for (SloChart *chart : w.page->findChildren<SloChart *>())
            if (chart->kind() == ChartKind::Burn)
                return chart;
        return nullptr;
    };
    QVERIFY(burn() && !burn()->data().passLimit);
    w.tell(changedReport(calmHealth(w.fake.clock.now, ref), [&](SloReport &report) {
        GateReading budget;
        budget.gate.name = u"budget"_s;
        budget.gate.meaning = u"consumed-since-T"_s;
        budget.unit = MetricUnit::Ratio;
        budget.verdict.gate = budget.gate.name;
        budget.verdict.passLimit = 0.1;
        report.gates << budget;
        report.regression.changedAt = report.at.addSecs(-36 * 3600);
    }));
    QCOMPARE(*burn()->data().passLimit, 2.0); // a tenth of thirty days in a day and a half
    QVERIFY2(burn()->summary().contains(u"budget, on average since the change: up to 2×"_s), qPrintable(burn()->summary()));
    const QString folder = qEnvironmentVariable("MAESTRO_SHOTS");
    if (!folder.isEmpty())
        QVERIFY(w.page->grab().save(folder + u"/sharelimit.png"_s));
}

void TestSlo::stripTellsGatesOnTheRolloutPage()
{
    Theme theme;
    GateStrip strip(&theme);
    strip.resize(900, 32);
    const QDateTime now = FakeClock().now;
    QVERIFY(strip.isHidden());
    const auto none = changedReport(calmHealth(now, ref), [](SloReport &r) { r.policy.clear(); r.gates.clear(); });
    strip.showReport(none, now);
    QVERIFY(strip.isHidden()); // no policy: no word about health
    strip.showReport(changedReport(none, [](SloReport &r) { r.problem = Error {ErrorKind::NotFound, u"noPolicy"_s, u"no policy names this rollout"_s, {}}; }), now);
    QVERIFY(strip.isHidden());
    strip.showReport(sampleHealth(now, ref), now);
    QVERIFY(!strip.isHidden());
    QCOMPARE(strip.accessibleDescription(), verdictSentence(*sampleHealth(now, ref)));
    const QImage first = strip.grab().toImage();
    strip.tick(now.addSecs(20));
    QVERIFY(strip.grab().toImage() != first); // timers go on
}

void TestSlo::queryIsAskedAsWritten()
{
    Window w;
    w.open();
    auto *text = w.named<QLineEdit>(u"Query"_s);
    QVERIFY(text);
    text->setFocus();
    QTest::keyClicks(text, u"sum(rate(a{b=\"c\"}[5m]))"_s);
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(w.fake.slo.queries, QStringList {u"sum(rate(a{b=\"c\"}[5m]))"_s});
}

void TestSlo::pictures_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<bool>("calm");
    QTest::newRow("light-bad") << false << false;
    QTest::newRow("dark-bad") << true << false;
    QTest::newRow("light-calm") << false << true;
}

void TestSlo::pictures()
{
    QFETCH(bool, dark);
    QFETCH(bool, calm);
    Window w(dark);
    w.open(calm);
    w.cursor.pin(w.fake.clock.now.addSecs(-300).toMSecsSinceEpoch());
    QTest::qWait(60);
    const QImage image = w.page->grab().toImage();
    QVERIFY(!image.isNull());
    if (const QString shots = qEnvironmentVariable("MAESTRO_SHOTS"); !shots.isEmpty())
        image.save(shots + u"/slo-%1.png"_s.arg(QLatin1String(QTest::currentDataTag())));
}

QTEST_MAIN(TestSlo)
#include "tst_ui_slo.moc"
