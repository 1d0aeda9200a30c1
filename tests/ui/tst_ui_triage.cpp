// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/triage/checklistmodel.h"
#include "support/fakeports.h"
#include "theme/factlabel.h"
#include "triage/outputview.h"
#include "parts/reasondialog.h"
#include "triage/suspectchart.h"
#include "triage/triagepage.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

const ObjectRef ref {u"prod"_s, u"shop"_s, u"cart"_s};

template<typename T> T *named(const QWidget *parent, const QString &name)
{
    for (T *widget : parent->findChildren<T *>())
        if (widget->isVisible() && QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name) == name)
            return widget;
    return nullptr;
}

class OpenedUrls : public QObject
{
    Q_OBJECT
public:
    QList<QUrl> urls;

public Q_SLOTS:
    void open(const QUrl &url) { urls.append(url); }
};

class FakeDesk final : public DeskPort
{
public:
    void read(const ObjectRef &target, WorkloadKind) override { asked.append(target); }
    QList<ObjectRef> asked;
};

struct Window
{
    Window()
    {
        theme.applyTo(*qApp);
        Ports ports = fake.ports();
        ports.desk = &desk;
        page = std::make_unique<TriagePage>(ports, &theme);
        page->resize(1390, 800);
        page->show();
        (void)QTest::qWaitForWindowExposed(page.get());
        page->open(ref, WorkloadKind::Rollout);
        Playbook ten;
        ten.name = u"ten-minute"_s;
        ten.title = u"Ten-minute triage"_s;
        Q_EMIT fake.triage.offersChanged({{ten, u"built-in"_s}});
    }

    TriageView view() const
    {
        TriageView made;
        made.run.id = u"r1"_s;
        made.run.playbook = u"ten-minute"_s;
        made.run.service = u"cart"_s;
        made.run.ref = ref;
        made.run.budget = std::chrono::minutes(10);
        made.run.startedAt = fake.clock.now.addSecs(-221);
        made.run.by = {u"mara"_s};
        made.run.holder = u"mara"_s;
        CheckReading pods;
        pods.state = ItemState::Bad;
        pods.finding = u"2 of 5 not ready"_s;
        pods.key = u"2/5"_s;
        pods.command = u"kubectl -n shop get pods"_s;
        pods.output = u"NAME  READY\ncart-1  0/1\u202e\n! level=error boom\n"_s;
        pods.at = fake.clock.now;
        made.run.items = {{{u"pods"_s, u"workload-health"_s, {}, CheckKind::Pods, {}, {}, {}, 0}, pods, {}, {}},
                          {{u"decide"_s, u"decide"_s, {}, CheckKind::Decide, {}, {}, {}, 0}, {}, {}, {}}};
        made.changedAt = fake.clock.now.addSecs(-400);
        made.suggestion = suggestion(made.run, made.changedAt, {}, std::chrono::minutes(30));
        return made;
    }
    void tell(const TriageView &view) { Q_EMIT fake.triage.viewChanged(ref, std::make_shared<const TriageView>(view)); }
    QString fact(const QString &name) const
    {
        const auto *label = named<FactLabel>(page.get(), name);
        return label ? label->text() : QString();
    }

    FakePorts fake;
    FakeDesk desk;
    Theme theme;
    std::unique_ptr<TriagePage> page;
};

} // namespace

class tst_ui_triage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsByAChoice()
    {
        Window w;
        QCOMPARE(w.fake.triage.opened, QList<ObjectRef>{ref});
        QVERIFY(w.fake.triage.watched);
        Q_EMIT w.fake.triage.viewChanged(ref, nullptr);
        named<QPushButton>(w.page.get(), u"Start triage"_s)->click();
        QCOMPARE(w.fake.triage.started, QStringList{u"ten-minute"_s});
        w.page->hide();
        QVERIFY(!w.fake.triage.watched);
    }

    void showsWhatWasSeen()
    {
        Window w;
        w.tell(w.view());
        QCOMPARE(w.fact(u"Triage clock"_s), u"3:41 of 10:00"_s);
        QVERIFY(w.fact(u"Suggestion"_s).startsWith(u"Roll back"_s));
        QCOMPARE(w.fact(u"Finding"_s), u"2 of 5 not ready"_s);
        QCOMPARE(w.fact(u"Command"_s), u"kubectl -n shop get pods"_s);
        // Text of the cluster is made harmless; lines that tell errors are marked.
        auto *output = named<QPlainTextEdit>(w.page.get(), u"Output"_s);
        QVERIFY(!output->toPlainText().contains(QChar(0x202e)));
        QCOMPARE(output->extraSelections().size(), 1);
        w.fake.clock.advance(5'000);
        QTRY_COMPARE(w.fact(u"Triage clock"_s), u"3:46 of 10:00"_s);
        // What is told of another object is not shown here.
        Q_EMIT w.fake.triage.viewChanged({u"prod"_s, u"shop"_s, u"other"_s}, nullptr);
        QCOMPARE(w.fact(u"Finding"_s), u"2 of 5 not ready"_s);
    }

    void theFirstBadSampleIsMeasuredAgainstTheChange()
    {
        Window w;
        TriageView seen = w.view();
        const QDateTime changed = w.fake.clock.now.addSecs(-300);
        seen.changes = ChangeList{{{changed, ChangeSource::Revision, u"revision 7"_s, {}, {}, {}}}, {}, {changed.addSecs(42), u"errors\u202e"_s, {}}};
        w.tell(seen);
        QVERIFY2(w.fact(u"Suspect change"_s).contains(u"first bad sample 0:42 after revision 7"_s), qPrintable(w.fact(u"Suspect change"_s)));
        QVERIFY(!w.fact(u"Suspect change"_s).contains(QChar(0x202e)));
        seen.changes->bad = {};
        w.tell(seen);
        QVERIFY(w.fact(u"Suspect change"_s).contains(u"newest revision"_s));
    }

    void anAlertChoosesItsPlaybook()
    {
        Window w;
        Playbook ten;
        ten.name = u"ten-minute"_s;
        Playbook stuck;
        stuck.name = u"stuck"_s;
        Q_EMIT w.fake.triage.offersChanged({{ten, u"built-in"_s, {}}, {stuck, u"shop"_s, {u"instability"_s}}});
        Q_EMIT w.fake.triage.viewChanged(ref, nullptr);
        SloReport report;
        report.target = ref;
        AlertReading alert;
        alert.name = u"CartRestarts"_s;
        alert.family = u"instability"_s;
        alert.since = w.fake.clock.now;
        report.alerts = {alert};
        Q_EMIT w.fake.slo.reportChanged(std::make_shared<const SloReport>(report));
        QVERIFY(w.fact(u"Firing alert"_s).contains(u"CartRestarts"_s));
        named<QPushButton>(w.page.get(), u"Start triage"_s)->click();
        QCOMPARE(w.fake.triage.started.last(), u"stuck"_s);
        QCOMPARE(w.fake.triage.alerts.last(), u"CartRestarts"_s);
        // A person may choose another one; then it is not about the alert.
        for (QComboBox *box : w.page->findChildren<QComboBox *>()) // its name on the bus is its text
            if (box->accessibleName() == u"Playbook")
                box->setCurrentIndex(0);
        Q_EMIT w.fake.slo.reportChanged(std::make_shared<const SloReport>(report));
        named<QPushButton>(w.page.get(), u"Start triage"_s)->click();
        QCOMPARE(w.fake.triage.started.last(), u"ten-minute"_s);
        QCOMPARE(w.fake.triage.alerts.last(), QString());
        report.alerts.clear();
        Q_EMIT w.fake.slo.reportChanged(std::make_shared<const SloReport>(report));
        QVERIFY(!named<FactLabel>(w.page.get(), u"Firing alert"_s));
    }

    void theHeadTellsOfTheAlert()
    {
        Window w;
        TriageView seen = w.view();
        seen.run.alert = u"CartRestarts"_s;
        seen.run.items.first().evidence = {u"c1e9aa00bb11cc22"_s};
        w.tell(seen);
        QVERIFY2(w.fact(u"Alert"_s).startsWith(u"No source"_s), qPrintable(w.fact(u"Alert"_s)));
        SloReport report;
        report.target = ref;
        report.at = w.fake.clock.now;
        AlertReading alert;
        alert.name = u"CartRestarts"_s;
        alert.severity = u"critical\u202e"_s;
        alert.since = w.fake.clock.now.addSecs(-252);
        report.alerts = {alert};
        Q_EMIT w.fake.slo.reportChanged(std::make_shared<const SloReport>(report));
        QTRY_VERIFY2(w.fact(u"Alert"_s).contains(u"for 4:12"_s) && w.fact(u"Alert"_s).contains(u"severity critical"_s), qPrintable(w.fact(u"Alert"_s)));
        QVERIFY(!w.fact(u"Alert"_s).contains(QChar(0x202e)));
        QVERIFY(named<QWidget>(w.page.get(), u"firing"_s));
        // What was told a while ago is not the present.
        w.fake.clock.advance(120'000);
        QTRY_VERIFY(w.fact(u"Alert"_s).startsWith(u"No source"_s));
        QVERIFY(w.fact(u"Evidence"_s).contains(u"c1e9aa00bb11"_s));
        const auto *list = named<QListView>(w.page.get(), u"Checklist"_s);
        const auto row = [list](int at, int role) { return list->model()->index(at, 0).data(role); };
        QCOMPARE(row(0, ChecklistModel::Finding).toString(), u"2 of 5 not ready"_s); // of the step: what is worst in it
        QVERIFY(row(1, ChecklistModel::Kept).toBool());
        QVERIFY(!row(3, ChecklistModel::Kept).toBool());
    }

    void linksAndCopies()
    {
        Window w;
        TriageView seen = w.view();
        seen.links = {{u"logs"_s, u"https://logs.example/cart?from=1"_s}};
        seen.run.items.append(TriageItem{{u"manual"_s, u"manual"_s, {}, CheckKind::Command, u"psql -c 'select 1'"_s, {}, {}, 0}, {}, {}, {}});
        w.tell(seen);
        OpenedUrls opened;
        QDesktopServices::setUrlHandler(u"https"_s, &opened, "open");
        named<QPushButton>(w.page.get(), u"Open logs"_s)->click();
        seen.links.first().url = u"https://logs.example/cart?from=2"_s;
        w.tell(seen);
        named<QPushButton>(w.page.get(), u"Open logs"_s)->click();
        QDesktopServices::unsetUrlHandler(u"https"_s);
        QCOMPARE(opened.urls, (QList<QUrl>{QUrl(u"https://logs.example/cart?from=1"_s), QUrl(u"https://logs.example/cart?from=2"_s)}));
        named<QPushButton>(w.page.get(), u"Copy command"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"kubectl -n shop get pods"_s);
        named<QPushButton>(w.page.get(), u"Copy output"_s)->click();
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"level=error boom"_s));
        QVERIFY(!QGuiApplication::clipboard()->text().contains(QChar(0x202e)));
        auto *list = named<QListView>(w.page.get(), u"Checklist"_s);
        list->setCurrentIndex(list->model()->index(list->model()->rowCount() - 1, 0));
        QCOMPARE(w.fact(u"Command"_s), u"psql -c 'select 1'"_s);
        named<QPushButton>(w.page.get(), u"Copy command"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"psql -c 'select 1'"_s);
        QVERIFY(!named<QPushButton>(w.page.get(), u"Copy output"_s));
        QVERIFY(!named<QPushButton>(w.page.get(), u"Why did it fail…"_s));
        QSignalSpy asked(w.page.get(), &TriagePage::analysisAsked);
        seen.run.items.last().check.kind = CheckKind::AnalysisResults;
        w.tell(seen);
        named<QPushButton>(w.page.get(), u"Why did it fail…"_s)->click();
        QCOMPARE(asked.size(), 1); // the rollout has not been read: its page is where the runs will be
    }

    void ticks()
    {
        Window w;
        TriageView seen = w.view();
        w.tell(seen);
        named<QPushButton>(w.page.get(), u"Seen: bad"_s)->click();
        QCOMPARE(w.fake.triage.ticks, QStringList{u"pods=bad"_s});
        seen.run.items[0].tick = TriageTick{u"mara"_s, w.fake.clock.now, {}, ItemState::Ok, u"0/5"_s, u"all 5 ready"_s, {}};
        w.tell(seen);
        QVERIFY(w.fact(u"Tick"_s).contains(u"changed since"_s));
        named<QPushButton>(w.page.get(), u"Take the tick back"_s)->click();
        QCOMPARE(w.fake.triage.ticks.last(), u"pods=none"_s);
        named<QPushButton>(w.page.get(), u"Take over"_s)->click();
        QCOMPARE(w.fake.triage.taken, 1);
    }

    void aDecisionNeedsAReason()
    {
        Window w;
        QSignalSpy ways(w.page.get(), &TriagePage::waysAsked);
        TriageView seen = w.view();
        w.tell(seen);
        w.page->decide(u"rollback"_s);
        auto *dialog = w.page->findChild<ReasonDialog *>();
        QVERIFY(dialog);
        auto *reason = dialog->findChild<QLineEdit *>();
        auto *go = named<QPushButton>(dialog, u"Roll back"_s);
        reason->setText(u"too short"_s);
        QVERIFY(!go->isEnabled());
        reason->setText(u"crash loop since revision 2"_s);
        go->click();
        QCOMPARE(w.fake.triage.decisions, QStringList{u"rollback: crash loop since revision 2"_s});
        // The ways back are asked for only when the decision is recorded.
        QCOMPARE(ways.size(), 0);
        seen.run.decision = TriageDecision{u"rollback"_s, u"mara"_s, u"crash loop since revision 2"_s, w.fake.clock.now, {}};
        w.tell(seen);
        QCOMPARE(ways.size(), 1);
        QVERIFY(!named<QPushButton>(w.page.get(), u"Hold"_s)->isEnabled());
        QVERIFY(!named<QPushButton>(w.page.get(), u"Seen"_s)->isEnabled());
        w.tell(seen);
        QCOMPARE(ways.size(), 1);
    }

    void theBoardStandsBesideTheChecklist()
    {
        Window w;
        w.tell(w.view());
        QVERIFY(w.fact(u"Recommendation"_s).contains(u"not read yet"_s));
        auto board = std::make_shared<DecisionBoard>();
        board->target = ref;
        board->at = w.fake.clock.now;
        BoardCondition health;
        health.rule.id = u"health-3m"_s;
        health.rule.column = RuleReading::Column::Rollback;
        health.rule.state = false;
        health.rule.needed = std::chrono::minutes(3);
        health.rule.elapsed = std::chrono::seconds(134);
        health.rule.trueSince = w.fake.clock.now.addSecs(-134);
        BoardCondition pods;
        pods.rule.id = u"pods-bad"_s;
        pods.rule.column = RuleReading::Column::Rollback;
        board->conditions = {health, pods};
        SloReport report;
        report.target = ref;
        report.board = board;
        Q_EMIT w.fake.slo.reportChanged(std::make_shared<const SloReport>(report));
        QVERIFY(w.fact(u"Condition health-3m"_s).contains(u"2:14 of 3:00"_s));
        // The rule that is met is the window's one answer, whatever the checklist found.
        TriageView calm = w.view();
        calm.suggestion = {};
        calm.suggestion.why = TriageSuggestion::Why::NothingBad;
        w.tell(calm);
        QVERIFY(w.fact(u"Suggestion"_s).contains(u"Not every decision rule"_s));
        auto met = std::make_shared<DecisionBoard>(*board);
        met->verdict = BoardVerdict::Rollback;
        met->rule = u"health-3m"_s;
        report.board = met;
        Q_EMIT w.fake.slo.reportChanged(std::make_shared<const SloReport>(report));
        QVERIFY2(w.fact(u"Suggestion"_s).startsWith(u"Roll back now: health-3m"_s), qPrintable(w.fact(u"Suggestion"_s)));
        report.board = board;
        Q_EMIT w.fake.slo.reportChanged(std::make_shared<const SloReport>(report));
        QVERIFY(w.fact(u"Suggestion"_s).startsWith(u"Nothing that was read"_s));
        // What is not known is not "no", and a board that nobody renewed is old.
        QVERIFY(w.fact(u"Condition pods-bad"_s).contains(u"unknown"_s));
        w.fake.clock.advance(70'000);
        QTRY_VERIFY(w.fact(u"Age of the board"_s).contains(u"stale"_s));
        report.target.name = u"other"_s;
        report.board.reset();
        Q_EMIT w.fake.slo.reportChanged(std::make_shared<const SloReport>(report));
        QVERIFY(named<FactLabel>(w.page.get(), u"Condition health-3m"_s));
    }

    void theWaysBackStandBesideIt()
    {
        Window w;
        w.tell(w.view());
        QCOMPARE(w.desk.asked, QList<ObjectRef>{ref});
        auto options = std::make_shared<RollbackOptions>();
        options->target = ref;
        options->at = w.fake.clock.now;
        RollbackOption argo;
        argo.way.name = u"argo"_s;
        argo.way.kind = DeskKind::Argo;
        argo.usable = true;
        argo.target = u"57"_s;
        argo.reason = u"Aborts: an update is under way.\u202e"_s;
        argo.estimateSeconds = 90;
        RollbackOption helm;
        helm.way.name = u"helm"_s;
        helm.way.kind = DeskKind::Helm;
        helm.reason = u"you are not cluster-admin"_s;
        options->options = {argo, helm};
        Q_EMIT w.desk.optionsRead(options);
        const auto row = [&w](const QString &part) -> QAbstractButton * {
            for (QAbstractButton *one : w.page->findChildren<QAbstractButton *>())
                if (one->isVisible() && one->accessibleName().startsWith(part))
                    return one;
            return nullptr;
        };
        QVERIFY(row(u"Way 1: "_s) && row(u"Way 2: "_s) && !row(u"Way 3: "_s));
        QVERIFY2(row(u"Way 1: "_s)->accessibleDescription().startsWith(u"usable, 1 min 30 s, Aborts"_s), qPrintable(row(u"Way 1: "_s)->accessibleDescription()));
        QVERIFY(!row(u"Way 1: "_s)->toolTip().contains(QChar(0x202e)));
        QVERIFY(row(u"Way 2: "_s)->accessibleDescription().contains(u"not usable"_s) && row(u"Way 2: "_s)->accessibleDescription().contains(u"cluster-admin"_s));
        // Those of another rollout are not shown here.
        auto other = std::make_shared<RollbackOptions>(*options);
        other->target.name = u"other"_s;
        other->options = {};
        Q_EMIT w.desk.optionsRead(other);
        QVERIFY(row(u"Way 1: "_s));
        Q_EMIT w.desk.readFailed(ref, {ErrorKind::Unreachable, u"down"_s, u"no route to host"_s, {}, {}});
        QVERIFY(w.fact(u"Ways back"_s).contains(u"no route to host"_s));
        QVERIFY(!row(u"Way 1: "_s));
        Q_EMIT w.desk.optionsRead(options);
        // Taking one is a decision first: it needs its reason, and opens the ways with that one chosen.
        QSignalSpy ways(w.page.get(), &TriagePage::waysAsked);
        row(u"Way 2: "_s)->click();
        auto *dialog = w.page->findChild<ReasonDialog *>();
        QVERIFY(dialog);
        dialog->findChild<QLineEdit *>()->setText(u"errors doubled since revision 59"_s);
        named<QPushButton>(dialog, u"Roll back"_s)->click();
        QCOMPARE(ways.size(), 0);
        TriageView seen = w.view();
        seen.run.decision = TriageDecision{u"rollback"_s, u"mara"_s, u"errors doubled since revision 59"_s, w.fake.clock.now, {}};
        w.tell(seen);
        QCOMPARE(ways.size(), 1);
        QCOMPARE(ways.first().first().toString(), u"helm"_s);
        QVERIFY(!row(u"Way 1: "_s)); // decided: they are on their own page
    }

    void theChartIsOfWhatIsBad()
    {
        const auto chart = [](const QString &metric, const QString &gate, bool samples) {
            ChartData made;
            made.metric = metric;
            made.gate = gate;
            SampleSeries series;
            if (samples)
                series.points = {{1'000, 1.0}, {2'000, 2.0}};
            made.series = {series};
            return made;
        };
        ChartSet set;
        set.charts = {chart(u"empty"_s, u"g0"_s, false), chart(u"errors"_s, u"g1"_s, true), chart(u"p95"_s, u"g2"_s, true), chart(u"queue"_s, {}, true)};
        QCOMPARE(suspectChart(set, nullptr, {})->metric, u"errors"_s);
        SloReport report;
        GateReading failing;
        failing.verdict.gate = u"g2"_s;
        failing.verdict.state = GateState::Fail;
        report.gates = {failing};
        QCOMPARE(suspectChart(set, &report, {})->metric, u"p95"_s);
        report.regression.firstBadAt = QDateTime::fromMSecsSinceEpoch(1'000, Qt::UTC);
        report.regression.gate = u"g1"_s;
        QCOMPARE(suspectChart(set, &report, {})->metric, u"errors"_s);
        QCOMPARE(suspectChart(set, &report, u"queue"_s)->metric, u"queue"_s);
        QCOMPARE(suspectChart(set, &report, u"empty"_s)->metric, u"errors"_s);
        set.charts = {set.charts.first()};
        QVERIFY(!suspectChart(set, &report, {}));
    }

    void aFailureIsTold()
    {
        Window w;
        QSignalSpy told(w.page.get(), &TriagePage::noticed);
        Q_EMIT w.fake.triage.failed({ErrorKind::Refused, u"decided"_s, u"The run is decided already."_s, {}, {}});
        QCOMPARE(told.size(), 1);
    }
};

QTEST_MAIN(tst_ui_triage)
#include "tst_ui_triage.moc"
