// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/triage/checklistmodel.h"
#include "support/fakeports.h"
#include "theme/smallparts.h"
#include "triage/handoverdialog.h"
#include "triage/lookdialog.h"
#include "triage/outputview.h"
#include "triage/triagepage.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
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

struct Window
{
    Window()
    {
        theme.applyTo(*qApp);
        const Ports ports = fake.ports();
        page = std::make_unique<TriagePage>(ports, &theme);
        page->resize(1390, 800);
        page->show();
        (void)QTest::qWaitForWindowExposed(page.get());
        page->open(ref, WorkloadKind::Rollout);
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
    Theme theme;
    std::unique_ptr<TriagePage> page;
};

} // namespace

/// What goes further from the checklist: to somebody else, to a failing analysis, to the history of a metric.
class tst_ui_triagefurther : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// ESC-08: what is sent is what was shown, by one click, and what became of it stands on the page.
    void handsOverWhatIsShown()
    {
        Window w;
        TriageView seen = w.view();
        w.tell(seen);
        named<QPushButton>(w.page.get(), u"Hand over"_s)->click();
        auto *dialog = w.page->findChild<HandOverDialog *>();
        QVERIFY(dialog);
        QCOMPARE(w.fake.triage.addresseesAsked, 1);
        auto *to = named<QComboBox>(dialog, u"To whom"_s);
        auto *note = named<QLineEdit>(dialog, u"Note"_s);
        auto *go = named<QPushButton>(dialog, u"Send"_s);
        const auto state = [&] { return named<FactLabel>(dialog, u"State of the hand-over"_s)->text(); };
        QVERIFY(!go->isEnabled());
        Q_EMIT w.fake.triage.addresseesRead({{u"platform"_s, u"incident"_s, {}, u"@platform\u202e"_s}, {u"cto"_s, {}, u"The policy does not say by which channel cto is told."_s, u"+49 30 1"_s}});
        to->setCurrentIndex(2);
        QVERIFY(named<FactLabel>(dialog, u"How they are reached"_s)->text().contains(u"+49 30 1"_s));
        // Nothing can be sent to them; the message is there to be copied (ESC-08, ESC-10).
        QCOMPARE(w.fake.triage.draftsAsked, QStringList{u"cto: "_s});
        auto *copy = named<QPushButton>(dialog, u"Copy message"_s);
        QVERIFY(!copy->isEnabled());
        Q_EMIT w.fake.triage.handOverDrafted({u"r1"_s, ref, u"cart"_s, u"shop"_s, "aa", u"cto"_s, {}, u"Hand-off to cto: cart"_s, w.fake.clock.now, {}});
        QVERIFY(copy->isEnabled() && !go->isEnabled());
        QVERIFY2(state().contains(u"copy it and tell them yourself"_s), qPrintable(state()));
        if (const QString shots = qEnvironmentVariable("MAESTRO_SHOTS"); !shots.isEmpty())
            QVERIFY(dialog->grab().save(shots + u"/handover-copy.png"_s));
        copy->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"Hand-off to cto: cart"_s);
        w.fake.triage.draftsAsked.clear();
        to->setCurrentIndex(1);
        QVERIFY(!copy->isEnabled());
        QCOMPARE(w.fake.triage.draftsAsked, QStringList{u"platform: "_s});
        HandOverDraft draft{u"r1"_s, ref, u"cart"_s, u"shop"_s, "aa", u"platform"_s, u"incident"_s, u"Hand-off to platform: cart"_s, w.fake.clock.now, {}};
        Q_EMIT w.fake.triage.handOverDrafted(draft);
        QCOMPARE(named<QPlainTextEdit>(dialog, u"Message"_s)->toPlainText(), draft.text);
        QVERIFY(go->isEnabled());
        // Another note is another message: the one that is no longer shown cannot be sent.
        note->setText(u"the route flaps"_s);
        QVERIFY(!go->isEnabled());
        Q_EMIT w.fake.triage.handOverDrafted(draft); // late, of the note before
        QVERIFY(!go->isEnabled());
        QTRY_COMPARE(w.fake.triage.draftsAsked.last(), u"platform: the route flaps"_s);
        draft.text = u"Hand-off to platform: cart\nNote: the route flaps"_s;
        Q_EMIT w.fake.triage.handOverDrafted(draft);
        QVERIFY(go->isEnabled());
        for (const bool dark : {true, false})
            if (const QString shots = qEnvironmentVariable("MAESTRO_SHOTS"); !shots.isEmpty()) {
                w.theme.setDark(dark);
                qApp->processEvents();
                QVERIFY(dialog->grab().save(shots + (dark ? u"/handover-dark.png"_s : u"/handover-light.png"_s)));
            }
        // What was shown becomes old.
        w.fake.clock.advance(181'000);
        QTRY_VERIFY(!go->isEnabled());
        draft.at = w.fake.clock.now;
        named<QPushButton>(dialog, u"Read again"_s)->click();
        Q_EMIT w.fake.triage.handOverDrafted(draft);
        go->click();
        go->click();
        QCOMPARE(w.fake.triage.handedOn, QList<HandOverDraft>{draft});
        QVERIFY(state().contains(u"on its way"_s));
        const HandOver unknown{u"platform"_s, u"incident"_s, u"mara"_s, {EscalationDelivery::State::Unknown, 1, w.fake.clock.now, {}}};
        Q_EMIT w.fake.triage.handedOver(unknown);
        QVERIFY(state().startsWith(u"Not known whether platform was told"_s));
        QVERIFY(!go->isVisible());
        seen.run.handOvers = {unknown};
        w.tell(seen);
        QVERIFY(w.fact(u"Handed over"_s).contains(u"tell them yourself"_s));
    }

    void whatWasSentIsNotSentAgain()
    {
        Window w;
        w.tell(w.view());
        w.page->handOver();
        auto *dialog = w.page->findChild<HandOverDialog *>();
        auto *go = named<QPushButton>(dialog, u"Send"_s);
        Q_EMIT w.fake.triage.addresseesRead({{u"platform"_s, u"incident"_s, {}, {}}});
        dialog->findChild<QComboBox *>()->setCurrentIndex(1);
        HandOverDraft draft{u"r1"_s, ref, u"cart"_s, u"shop"_s, "aa", u"platform"_s, u"incident"_s, u"Hand-off"_s, w.fake.clock.now, {}};
        draft.before = HandOver{u"platform"_s, u"incident"_s, u"noor"_s, {EscalationDelivery::State::Sent, 1, w.fake.clock.now, {}}};
        Q_EMIT w.fake.triage.handOverDrafted(draft);
        QVERIFY(!go->isEnabled());
        draft.before->delivery.state = EscalationDelivery::State::NotSent; // it provably did not arrive
        Q_EMIT w.fake.triage.handOverDrafted(draft);
        QVERIFY(go->isEnabled());
        go->click();
        Q_EMIT w.fake.triage.handOverFailed({ErrorKind::Refused, u"policyChanged"_s, u"The policy has changed."_s, u"Read it again."_s, {}});
        QCOMPARE(named<FactLabel>(dialog, u"State of the hand-over"_s)->text(), u"The policy has changed. Read it again."_s);
        QVERIFY(!go->isEnabled());
    }

    /// TRI-15: from the check to the run's measurements (FLT-11) and to the canary's logs (FLT-05), one click each.
    void aFailingAnalysisIsDiagnosed()
    {
        Window w;
        TriageView seen = w.view();
        seen.run.items.first().check.kind = CheckKind::AnalysisResults;
        w.tell(seen);
        QSignalSpy asked(w.page.get(), &TriagePage::analysisAsked);
        named<QPushButton>(w.page.get(), u"Why did it fail…"_s)->click();
        QCOMPARE(asked.size(), 1);
        // Logs: the item that reads them is chosen; a checklist without one takes a look.
        named<QPushButton>(w.page.get(), u"Canary logs…"_s)->click();
        QCOMPARE(w.fake.triage.looks, QList<CheckKind>{CheckKind::CanaryLogs});
        auto *dialog = w.page->findChild<LookDialog *>();
        QVERIFY(dialog);
        CheckReading logs;
        logs.state = ItemState::Bad;
        logs.finding = u"1 of 2 lines tell errors"_s;
        logs.command = u"kubectl -n shop logs -l rollouts-pod-template-hash=abc --tail=200"_s;
        logs.output = u"==> cart-abc-1\n! level=error boom\n"_s;
        logs.at = w.fake.clock.now;
        Q_EMIT w.fake.triage.looked({{u"canaryLogs"_s, {}, {}, CheckKind::CanaryLogs, {}, {}, {}, 200}, logs, {}, {}});
        QCOMPARE(named<FactLabel>(dialog, u"Command"_s)->text(), logs.command);
        QVERIFY(named<QPlainTextEdit>(dialog, u"Output"_s)->toPlainText().contains(u"boom"_s));
        QVERIFY(!named<QPushButton>(dialog, u"Seen"_s));
        named<QPushButton>(dialog, u"Read again"_s)->click();
        QCOMPARE(w.fake.triage.looks.size(), 2);
        Q_EMIT w.fake.triage.lookFailed({ErrorKind::Unreachable, u"x"_s, u"The cluster does not answer."_s, {}, {}});
        QVERIFY(named<QPushButton>(dialog, u"Read again"_s)->isEnabled());
        QVERIFY(!named<FactLabel>(dialog, u"Command"_s));
        seen.run.items.last().check = {u"canary.logs"_s, u"decide"_s, {}, CheckKind::CanaryLogs, {}, {}, {}, 200};
        w.tell(seen);
        named<QPushButton>(w.page.get(), u"Canary logs…"_s)->click();
        QCOMPARE(w.fake.triage.looks.size(), 2);
        auto *list = named<QListView>(w.page.get(), u"Checklist"_s);
        QCOMPARE(list->currentIndex().data(ChecklistModel::ItemId).toString(), u"canary.logs"_s);
    }

    /// CON-20: the looks at an endpoint stand with the check that asks it, and with no other.
    void aHealthEndpointStandsWithItsLooks()
    {
        Window w;
        TriageView seen = w.view();
        seen.run.items.first().check.kind = CheckKind::HealthProbe;
        seen.run.items.first().check.subject = u"public"_s;
        w.tell(seen);
        const auto *output = w.page->findChild<OutputView *>();
        const auto strip = [output] {
            for (const FactLabel *label : output->findChildren<FactLabel *>())
                if (label->isVisibleTo(output) && label->accessibleName() == u"Health endpoint public"_s)
                    return label->text();
            return QString();
        };
        QVERIFY(strip().isEmpty()); // nobody looked yet
        auto board = std::make_shared<DecisionBoard>();
        board->target = ref;
        board->at = w.fake.clock.now;
        ProbeHistory other;
        other.name = u"internal"_s;
        other.looks = {{board->at, true, u"HTTP 200"_s}};
        ProbeHistory probe;
        probe.name = u"public"_s;
        probe.looks = {{board->at.addSecs(-30), true, u"HTTP 200"_s}, {board->at.addSecs(-15), false, u"HTTP 503"_s}};
        probe.failingSince = board->at.addSecs(-15);
        board->probes = {other, probe};
        SloReport report;
        report.target = ref;
        report.board = board;
        Q_EMIT w.fake.slo.reportChanged(std::make_shared<const SloReport>(report));
        QVERIFY2(strip().startsWith(u"public: failing since "_s) && strip().endsWith(u"HTTP 503"_s), qPrintable(strip()));
        auto *list = named<QListView>(w.page.get(), u"Checklist"_s);
        list->setCurrentIndex(list->model()->index(list->model()->rowCount() - 1, 0));
        QVERIFY(strip().isEmpty());
    }

    /// TRI-07: the metric of an item stands with its last hour, its limits and its age; or with why it is not measured.
    void aMetricStandsWithItsHistory()
    {
        Window w;
        TriageView seen = w.view();
        TriageItem &item = seen.run.items.first();
        item.check.kind = CheckKind::MetricValue;
        item.check.subject = u"queue_depth"_s;
        MetricHistory history;
        history.metric = u"queue_depth"_s;
        history.panel = u"Maestro queue depth"_s;
        history.value = 41;
        history.to = w.fake.clock.now.addSecs(5); // the server is ahead
        history.from = history.to.addSecs(-3600);
        history.skewMs = 5'000;
        history.newestAt = history.to.addSecs(-12);
        history.gate = u"queue"_s;
        history.limits = u"fail > 40"_s;
        history.failLimit = 40;
        history.line.stepMs = 60'000;
        for (int minute = 0; minute <= 60; ++minute)
            if (minute < 20 || minute > 24)
                history.line.points.append({history.from.addSecs(60 * minute).toMSecsSinceEpoch(), 12.0 + minute * 29.0 / 60});
        history.links = {{u"Prometheus"_s, u"https://prometheus.example/graph?g0.expr=q"_s}};
        item.reading->history = history;
        w.tell(seen);
        QCOMPARE(w.fact(u"Value of the metric"_s), u"41"_s);
        QVERIFY2(w.fact(u"The last hour"_s).startsWith(u"From 12 to 41 between"_s) && w.fact(u"The last hour"_s).contains(u"1 gap(s) without a sample. Newest sample "_s), qPrintable(w.fact(u"The last hour"_s)));
        QCOMPARE(w.fact(u"Limits of the metric"_s), u"Gate queue: fail > 40"_s);
        auto *age = named<DataAgeLabel>(w.page.get(), u"Age of the newest sample"_s);
        QVERIFY(age && age->freshness().state == FreshnessState::Live && age->freshness().seconds == 12);
        QVERIFY(named<QPushButton>(w.page.get(), u"Open Prometheus"_s));
        QVERIFY(named<QWidget>(w.page.get(), u"Line of the last hour"_s));
        for (const bool dark : {false, true})
            if (const QString shots = qEnvironmentVariable("MAESTRO_SHOTS"); !shots.isEmpty()) {
                w.theme.setDark(dark);
                qApp->processEvents();
                QVERIFY(w.page->grab().save(shots + (dark ? u"/metric-dark.png"_s : u"/metric-light.png"_s)));
            }
        w.fake.clock.advance(400'000); // nobody has read since
        QTRY_COMPARE(age->freshness().state, FreshnessState::Stale);
        history.newestAt = {};
        history.line.points.clear();
        history.gap = u"the query gives 3 series, not one"_s;
        item.reading->history = history;
        w.tell(seen);
        QVERIFY(w.fact(u"The last hour"_s).contains(u"3 series"_s));
        QVERIFY(!named<QWidget>(w.page.get(), u"Line of the last hour"_s));
        QCOMPARE(age->freshness().state, FreshnessState::Disconnected); // no age is no good age
        history.why = u"no Prometheus is configured for this connection"_s;
        history.value.reset();
        item.reading->history = history;
        w.tell(seen);
        QCOMPARE(w.fact(u"Value of the metric"_s), u"Not measured because: no Prometheus is configured for this connection"_s);
        QVERIFY(!age->isVisible());
        item.reading->history.reset();
        w.tell(seen);
        QVERIFY(!named<FactLabel>(w.page.get(), u"Value of the metric"_s));
    }

    /// ESC-07: after so many failed runs as the policy says the page asks to escalate, and sends nothing.
    void failingAnalysesAskToEscalate()
    {
        Window w;
        w.tell(w.view());
        RolloutSnapshot snapshot;
        snapshot.ref = ref;
        for (int i = 0; i < 3; ++i) {
            AnalysisRun run;
            run.meta.name = u"cart-abc-%1"_s.arg(i);
            run.phase = i == 2 ? u"Running"_s : u"Failed"_s;
            run.completedAt = w.fake.clock.now.addSecs(60 * i - 600);
            snapshot.analysisRuns.append(run);
        }
        Q_EMIT w.fake.fleet.rolloutChanged(std::make_shared<const RolloutSnapshot>(snapshot), nullptr);
        QVERIFY(!named<FactLabel>(w.page.get(), u"Escalate"_s)); // no policy, no rule
        Q_EMIT w.fake.triage.escalationRulesRead({u"prod"_s, u"shop"_s, u"other"_s}, {{u"L1-to-L2"_s, {}, {u"platform"_s}, Comparison::GreaterOrEqual, 2, u">= 2"_s}});
        QVERIFY(!named<FactLabel>(w.page.get(), u"Escalate"_s));
        Q_EMIT w.fake.triage.escalationRulesRead(ref, {{u"L1-to-L2"_s, {}, {u"platform"_s}, Comparison::GreaterOrEqual, 3, u">= 3"_s}});
        QVERIFY(!named<FactLabel>(w.page.get(), u"Escalate"_s)); // the third has not ended
        snapshot.analysisRuns[2].phase = u"Error"_s;
        Q_EMIT w.fake.fleet.rolloutChanged(std::make_shared<const RolloutSnapshot>(snapshot), nullptr);
        const QString said = w.fact(u"Escalate"_s);
        QVERIFY2(said.startsWith(u"3 AnalysisRun(s) failed in a row, the last cart-abc-2"_s) && said.contains(u"escalate to platform (L1-to-L2, >= 3)"_s), qPrintable(said));
        QVERIFY(w.fake.triage.handedOn.isEmpty());
        for (const bool dark : {true, false})
            if (const QString shots = qEnvironmentVariable("MAESTRO_SHOTS"); !shots.isEmpty()) {
                w.theme.setDark(dark);
                qApp->processEvents();
                QVERIFY(w.page->grab().save(shots + (dark ? u"/prompt-dark.png"_s : u"/prompt-light.png"_s)));
            }
        named<QPushButton>(w.page.get(), u"Hand over…"_s)->click();
        auto *dialog = w.page->findChild<HandOverDialog *>();
        QVERIFY(dialog);
        Q_EMIT w.fake.triage.addresseesRead({{u"cto"_s, u"incident"_s, {}, {}}, {u"platform"_s, u"incident"_s, {}, {}}});
        QCOMPARE(w.fake.triage.draftsAsked, QStringList{u"platform: "_s});
        QVERIFY(w.fake.triage.handedOn.isEmpty());
        snapshot.analysisRuns[2].phase = u"Successful"_s;
        Q_EMIT w.fake.fleet.rolloutChanged(std::make_shared<const RolloutSnapshot>(snapshot), nullptr);
        QVERIFY(!named<FactLabel>(w.page.get(), u"Escalate"_s));
    }
};

QTEST_MAIN(tst_ui_triagefurther)
#include "tst_ui_triagefurther.moc"
