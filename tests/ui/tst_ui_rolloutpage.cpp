// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/guard/confirmbutton.h"
#include "operations/guard/confirmdialog.h"
#include "operations/operationactions.h"
#include "rollouts/analysis/analysiscard.h"
#include "rollouts/rolloutpage.h"
#include "support/fakeports.h"
#include "support/sampledata.h"
#include "support/samplerollout.h"
#include "theme/factlabel.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QVBoxLayout>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

/// A window as the shell builds it: the page and the outcome bar below.
struct Window
{
    explicit Window(bool dark = false, QSize size = {1250, 825})
    {
        theme.setDark(dark);
        theme.applyTo(*qApp);
        actions = new OperationActions(fake.ports(), &theme, &widget);
        page = new RolloutPage(fake.ports(), &theme, actions, &cursor, &widget);
        auto *column = new QVBoxLayout(&widget);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        column->addWidget(page, 1);
        column->addWidget(actions->outcomeBar());
        widget.resize(size);
        Q_EMIT fake.fleet.fleetChanged(sampleFleet(fake.clock.now, fake.clock.boot));
        widget.show();
    }
    void open(const SampleRollout &sample)
    {
        page->open(sample.snapshot->ref, sample.snapshot->rollout.workload);
        Q_EMIT fake.fleet.rolloutChanged(sample.snapshot, sample.timeline);
    }
    template<typename T> T *named(const QString &name) const
    {
        for (T *w : widget.findChildren<T *>()) {
            if (w->accessibleName() == name && !w->isHidden())
                return w;
        }
        return nullptr;
    }
    QString fact(const QString &name) const
    {
        const auto *label = named<FactLabel>(name);
        return label ? label->text() : u"absent"_s;
    }
    QPushButton *button(const QString &name) const { return named<QPushButton>(name); }
    void picture(const QString &name)
    {
        const QString folder = qEnvironmentVariable("MAESTRO_SHOTS");
        if (!folder.isEmpty())
            QVERIFY(widget.grab().save(folder + u'/' + name + u".png"_s));
    }

    FakePorts fake;
    Theme theme;
    TimeCursor cursor;
    QWidget widget;
    OperationActions *actions;
    RolloutPage *page;
};

} // namespace

class TestRolloutPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatItIs();
    void tellsThreeWeights();
    void aCanaryThatIsOverDiffersFromNothing();
    void blocksActionsOnOldData();
    void ignoresOtherRollouts();
    void saysWhenItIsGone();
    void listsTheTimeline();
    void whyDidItFail();
    void failedRunsAskToEscalate();
    void saysWhatItWouldDoByItself();
    void pictures_data();
    void pictures();
};

void TestRolloutPage::saysWhatItIs()
{
    Window w;
    const SampleRollout sample = sampleCanary(w.fake.clock.now, w.fake.clock.boot);
    w.open(sample);
    QCOMPARE(w.fake.fleet.opened, QList<ObjectRef> {sample.snapshot->ref});
    QVERIFY2(w.fact(u"Rollout summary"_s).contains(u"25"_s) || w.fact(u"Rollout summary"_s).contains(u"aused"_s), qPrintable(w.fact(u"Rollout summary"_s)));
    QVERIFY2(w.fact(u"Data age"_s).contains(u"live"_s), qPrintable(w.fact(u"Data age"_s)));
    for (const QString &table : {u"Pods"_s, u"Revisions"_s, u"Analysis"_s, u"Events"_s}) {
        auto *view = w.named<QTableView>(table);
        QVERIFY2(view, qPrintable(table));
        QVERIFY2(view->model()->rowCount() > 0, qPrintable(table));
    }
    QVERIFY(w.button(u"Promote"_s)->isEnabled());
    QVERIFY(w.button(u"Abort"_s)->isEnabled());
    QVERIFY(!w.button(u"Retry"_s)->isEnabled());
    QVERIFY(!w.button(u"Retry"_s)->accessibleDescription().isEmpty());
    QVERIFY(w.button(u"Promote"_s)->accessibleDescription().isEmpty());
}

void TestRolloutPage::tellsThreeWeights()
{
    Window w;
    const SampleRollout sample = sampleCanary(w.fake.clock.now, w.fake.clock.boot);
    w.open({changed(sample.snapshot, [](RolloutSnapshot &s) {
                s.weight->recorded = 5;
                s.weight->observed.reset();
            }), sample.timeline});
    QVERIFY(w.fact(u"Wanted weight"_s).startsWith(u"25"_s));
    QVERIFY(w.fact(u"Recorded weight"_s).startsWith(u"5"_s));
    QCOMPARE(w.fact(u"Observed weight"_s), u"unknown"_s);
}

/// Once everybody has the new version, the controller records no share for a canary. A router that says otherwise still differs.
void TestRolloutPage::aCanaryThatIsOverDiffersFromNothing()
{
    Window w;
    const SampleRollout sample = sampleCanary(w.fake.clock.now, w.fake.clock.boot);
    const auto note = [&](int observed, bool promoted) {
        w.open({changed(sample.snapshot, [&](RolloutSnapshot &s) {
                    if (promoted)
                        s.rollout.stableHash = s.rollout.currentPodHash;
                    s.weight->wanted = 100;
                    s.weight->recorded = 0;
                    s.weight->observed = observed;
                }), sample.timeline});
        for (const QLabel *label : w.page->findChildren<QLabel *>())
            if (label->text().endsWith(u"from Ingress web-main-canary"_s))
                return label->text();
        return QString();
    };
    QCOMPARE(note(100, true), u"recorded: no canary is left; observed from Ingress web-main-canary"_s);
    QCOMPARE(note(40, true), u"they differ; observed from Ingress web-main-canary"_s);
    QCOMPARE(note(100, false), u"they differ; observed from Ingress web-main-canary"_s);
}

void TestRolloutPage::blocksActionsOnOldData()
{
    Window w;
    w.open(sampleCanary(w.fake.clock.now, w.fake.clock.boot));
    QVERIFY(w.button(u"Abort"_s)->isEnabled());
    w.fake.clock.advance(20'000);
    QTRY_VERIFY_WITH_TIMEOUT(!w.button(u"Abort"_s)->isEnabled(), 3000);
    QVERIFY(!w.button(u"Abort"_s)->accessibleDescription().isEmpty());
    QVERIFY2(!w.fact(u"Data age"_s).contains(u"live"_s), qPrintable(w.fact(u"Data age"_s)));
}

void TestRolloutPage::ignoresOtherRollouts()
{
    Window w;
    w.open(sampleCanary(w.fake.clock.now, w.fake.clock.boot));
    const QString before = w.fact(u"Rollout summary"_s);
    const SampleRollout other = sampleBlueGreen(w.fake.clock.now, w.fake.clock.boot);
    Q_EMIT w.fake.fleet.rolloutChanged(other.snapshot, other.timeline);
    QCOMPARE(w.fact(u"Rollout summary"_s), before);
}

void TestRolloutPage::saysWhenItIsGone()
{
    Window w;
    const SampleRollout sample = sampleCanary(w.fake.clock.now, w.fake.clock.boot);
    w.open(sample);
    Q_EMIT w.fake.fleet.rolloutGone(sample.snapshot->ref, u"deleted"_s);
    QVERIFY(w.fact(u"Rollout summary"_s).contains(u"deleted"_s));
    QVERIFY(!w.button(u"Promote"_s)->isEnabled());
}

void TestRolloutPage::listsTheTimeline()
{
    Window w;
    const SampleRollout sample = sampleCanary(w.fake.clock.now, w.fake.clock.boot);
    w.open(sample);
    auto *view = w.named<QListView>(u"Timeline"_s);
    QVERIFY(view);
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(view);
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->text(QAccessible::Name), u"Timeline"_s);
    QCOMPARE(list->childCount(), int(sample.timeline->entries.size()));
    QVERIFY2(list->child(6)->text(QAccessible::Name).contains(u"Observed: weight 1 %"_s), qPrintable(list->child(6)->text(QAccessible::Name)));
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Home);
    QCOMPARE(view->currentIndex().row(), 0);
    QTest::keyClick(view, Qt::Key_Right);
    QCOMPARE(view->currentIndex().row(), 1);
    QTest::keyClick(view, Qt::Key_End);
    QCOMPARE(view->currentIndex().row(), int(sample.timeline->entries.size()) - 1);
}

/// Enter on a metric: what was counted, its condition, and its query once more.
void TestRolloutPage::whyDidItFail()
{
    Window w;
    const SampleRollout sample = sampleCanary(w.fake.clock.now, w.fake.clock.boot);
    RolloutSnapshot failed = *sample.snapshot;
    AnalysisRun &run = failed.analysisRuns.first();
    run.phase = u"Failed"_s;
    MetricResult &metric = run.metrics.first();
    metric.phase = u"Failed"_s;
    metric.failed = 3;
    metric.failureLimit = 2;
    metric.provider = u"prometheus"_s;
    metric.successCondition = u"result[0] >= 0.95"_s;
    metric.query = u"sum(rate(ok[1m]))"_s;
    w.open({std::make_shared<const RolloutSnapshot>(failed), sample.timeline});
    auto *view = w.named<QTableView>(u"Analysis"_s);
    Q_EMIT view->activated(view->model()->index(0, 0));
    auto *card = w.widget.findChild<AnalysisCard *>();
    QVERIFY(card && card->isVisible());
    QString said;
    for (const QLabel *label : card->findChildren<QLabel *>())
        said += label->text() + u'\n';
    QVERIFY2(said.contains(u"3 measurement"_s) && said.contains(u"2 are tolerated"_s), qPrintable(said));
    QVERIFY2(said.contains(u"this metric decided"_s) && said.contains(u"passes when result[0] >= 0.95"_s), qPrintable(said));
    const auto buttons = card->findChildren<QPushButton *>();
    const auto run1 = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *b) { return b->text() == u"&Run query"_s; });
    QVERIFY(run1 != buttons.end());
    (*run1)->click();
    QCOMPARE(w.fake.slo.queries, QStringList {u"sum(rate(ok[1m]))"_s});
    const QString folder = qEnvironmentVariable("MAESTRO_SHOTS");
    if (!folder.isEmpty())
        QVERIFY(card->grab().save(folder + u"/whydiditfail.png"_s));
}

/// ESC-07, TRI-15: the policy asks to escalate after so many failed runs, and the last of them is explained from anywhere.
void TestRolloutPage::failedRunsAskToEscalate()
{
    Window w;
    const SampleRollout sample = sampleCanary(w.fake.clock.now, w.fake.clock.boot);
    QCOMPARE(w.page->explainAnalysis().isEmpty(), false); // nothing is read yet
    RolloutSnapshot failed = *sample.snapshot;
    AnalysisRun run = failed.analysisRuns.first();
    failed.analysisRuns.clear();
    run.meta.labels.insert(u"rollouts-pod-template-hash"_s, failed.rollout.currentPodHash);
    run.phase = run.metrics.first().phase = u"Failed"_s;
    for (int i = 0; i < 2; ++i) {
        run.meta.name = run.meta.uid = u"failed-%1"_s.arg(i);
        run.meta.createdAt = run.completedAt = w.fake.clock.now.addSecs(60 * i - 600);
        failed.analysisRuns.append(run);
    }
    w.open({std::make_shared<const RolloutSnapshot>(failed), sample.timeline});
    const auto shown = [&] { return w.named<FactLabel>(u"Escalate"_s)->isVisible(); };
    QVERIFY(!shown());
    Q_EMIT w.fake.triage.escalationRulesRead(failed.ref, {{u"L1-to-L2"_s, {}, {u"platform"_s}, Comparison::GreaterOrEqual, 3, u">= 3"_s}});
    QVERIFY(!shown());
    Q_EMIT w.fake.triage.escalationRulesRead(failed.ref, {{u"L1-to-L2"_s, {}, {u"platform"_s}, Comparison::GreaterOrEqual, 2, u">= 2"_s}});
    QVERIFY(shown());
    QVERIFY2(w.fact(u"Escalate"_s).contains(u"failed in a row, the last failed-1"_s), qPrintable(w.fact(u"Escalate"_s)));
    w.picture(u"escalate"_s);
    QSignalSpy asked(w.page, &RolloutPage::triageAsked);
    w.button(u"Triage…"_s)->click();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(w.page->explainAnalysis(), QString());
    auto *card = w.widget.findChild<AnalysisCard *>();
    QVERIFY(card && card->isVisible());
    QString said;
    for (const QLabel *label : card->findChildren<QLabel *>())
        said += label->text() + u'\n';
    QVERIFY2(said.contains(u"failed-1: this metric decided"_s), qPrintable(said));
}

/// Automation is said beforehand, and can be switched off by whoever reads it.
void TestRolloutPage::saysWhatItWouldDoByItself()
{
    Window w;
    const SampleRollout sample = sampleCanary(w.fake.clock.now, w.fake.clock.boot);
    w.open(sample);
    QCOMPARE(w.fake.automation.opened, QList<ObjectRef> {sample.snapshot->ref});
    const auto shown = [&] { return w.named<FactLabel>(u"Automation"_s)->isVisible(); };
    QVERIFY(!shown());
    AutomationStatus status;
    status.target = sample.snapshot->ref;
    status.policy = u"shop"_s;
    status.abortRules = {u"errors"_s, u"<b>p95</b>"_s};
    status.current = true;
    status.leaseHeld = true;
    const auto tell = [&] { Q_EMIT w.fake.automation.statusChanged(status.target, std::make_shared<const AutomationStatus>(status)); };
    tell();
    QVERIFY2(w.fact(u"Automation"_s).contains(u"abort on errors, <b>p95</b>"_s), qPrintable(w.fact(u"Automation"_s)));
    QVERIFY2(w.fact(u"Automation"_s).contains(u"This window holds the Lease"_s), qPrintable(w.fact(u"Automation"_s)));
    QVERIFY(w.named<QWidget>(u"would act"_s)); // the pill has a word
    QTest::qWait(50); // laid out
    w.picture(u"automation-ready"_s);
    QVERIFY(w.button(u"Stand down"_s));
    QTest::keyClick(w.button(u"Stand down"_s), Qt::Key_Space);
    QCOMPARE(w.fake.automation.switched, QList<bool> {true});
    QVERIFY(!w.button(u"Stand down"_s)->isEnabled());
    Q_EMIT w.fake.automation.failed({ErrorKind::Refused, u"journal"_s, u"disk full"_s});
    QVERIFY(w.fact(u"Automation"_s).contains(u"disk full"_s) && w.button(u"Stand down"_s)->isEnabled());
    status.standsDown = true;
    status.leaseHeld = false;
    status.leaseHolder = u"ops-2_4711_0b8f"_s;
    tell();
    QVERIFY2(w.fact(u"Automation"_s).contains(u"stands down"_s) && w.fact(u"Automation"_s).contains(u"ops-2, process 4711"_s), qPrintable(w.fact(u"Automation"_s)));
    QTest::qWait(50);
    w.picture(u"automation-down"_s);
    w.button(u"Let automation act again"_s)->click();
    QCOMPARE(w.fake.automation.switched, (QList<bool> {true, false}));
    const SampleRollout other = sampleBlueGreen(w.fake.clock.now, w.fake.clock.boot);
    w.open(other); // what was said of the one before is gone at once
    QVERIFY(!shown());
    tell();
    QVERIFY(!shown());
}

void TestRolloutPage::pictures_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light-1440") << false << QSize(1250, 825);
    QTest::newRow("dark-1440") << true << QSize(1250, 825);
    QTest::newRow("light-1180") << false << QSize(1130, 645);
    QTest::newRow("dark-1180") << true << QSize(1130, 645);
}

/// Saved where MAESTRO_SHOTS says; without it, that every state paints at all.
void TestRolloutPage::pictures()
{
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    const QString tag = QString::fromLatin1(QTest::currentDataTag());
    const QDateTime now = FakeClock().now;
    const qint64 boot = FakeClock().boot;
    const std::pair<QString, SampleRollout> samples[] = {{u"canary"_s, sampleCanary(now, boot)}, {u"aborted"_s, sampleAborted(now, boot)},
                                                         {u"bluegreen"_s, sampleBlueGreen(now, boot)}, {u"deployment"_s, sampleDeployment(now, boot)}};
    for (const auto &[name, sample] : samples) {
        Window w(dark, size);
        w.open(sample);
        QVERIFY(QTest::qWaitForWindowExposed(&w.widget));
        QTest::qWait(50);
        w.picture(name + u'-' + tag);
        QVERIFY(!w.widget.grab().isNull());
    }
    Window w(dark, size);
    const SampleRollout canary = sampleCanary(now, boot);
    w.open(canary);
    w.fake.clock.advance(42'000);
    QTest::qWait(1100);
    w.picture(u"stale-"_s + tag);
}

QTEST_MAIN(TestRolloutPage)
#include "tst_ui_rolloutpage.moc"
