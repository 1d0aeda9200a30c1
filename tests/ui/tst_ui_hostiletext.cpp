// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/guard/confirmdialog.h"
#include "operations/operationactions.h"
#include "parts/plaintooltips.h"
#include "rollouts/fleetpage.h"
#include "rollouts/rolloutpage.h"
#include "support/fakeports.h"
#include "support/hostilefindings.h"
#include "support/sampledata.h"
#include "support/samplerollout.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QTest>
#include <QVBoxLayout>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

const QString evil = u"EVIL<b>bold</b><img src=file:///etc/passwd>\u001b[31m\u202eRTL\u2066\u200b\u009b1m\r\n\u2028end"_s;

/// Every text of a cluster that nothing is computed with speaks to the window.
SampleRollout tainted(const SampleRollout &sample)
{
    RolloutSnapshot now = *sample.snapshot;
    now.phase.message += evil;
    now.missing << evil;
    now.deniedWrites.insert(u"rollouts"_s, evil);
    now.rollout.meta.annotations.insert(u"note"_s, evil);
    now.rollout.meta.labels.insert(u"team"_s, evil);
    for (Revision &revision : now.revisions) {
        revision.changeCause += evil;
        for (QString &image : revision.images)
            image += evil;
    }
    for (Pod &pod : now.pods) {
        pod.status += evil;
        pod.lastTermination += evil;
        pod.node += evil;
        for (QString &image : pod.images)
            image += evil;
    }
    for (AnalysisRun &run : now.analysisRuns) {
        run.message += evil;
        for (MetricResult &metric : run.metrics)
            metric.message += evil, metric.successCondition += evil, metric.query += evil;
    }
    for (KubeEvent &event : now.events)
        event.message += evil, event.reason += evil, event.source += evil;
    Timeline timeline = *sample.timeline;
    for (TimelineEntry &entry : timeline.entries)
        entry.text += evil, entry.actor += evil, entry.detail += evil;
    return {std::make_shared<const RolloutSnapshot>(now), std::make_shared<const Timeline>(timeline)};
}

} // namespace

/// Hostile text of a cluster on the pages of a rollout, in the fleet and in the guard: nothing of it is markup, nothing turns a text.
class TestHostileText : public QObject
{
    Q_OBJECT

    PlainToolTips m_tips;

private Q_SLOTS:
    void initTestCase() { qApp->installEventFilter(&m_tips); }
    void rolloutPage_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("canary") << 0;
        QTest::newRow("aborted") << 1;
        QTest::newRow("blue/green") << 2;
        QTest::newRow("deployment") << 3;
    }
    void rolloutPage()
    {
        QFETCH(int, which);
        FakePorts fake;
        Theme theme;
        TimeCursor cursor;
        QWidget widget;
        auto *actions = new OperationActions(fake.ports(), &theme, &widget);
        auto *page = new RolloutPage(fake.ports(), &theme, actions, &cursor, &widget);
        auto *column = new QVBoxLayout(&widget);
        column->addWidget(page, 1);
        column->addWidget(actions->outcomeBar());
        widget.resize(1250, 825);
        Q_EMIT fake.fleet.fleetChanged(sampleFleet(fake.clock.now, fake.clock.boot));
        widget.show();
        constexpr SampleRollout (*samples[])(const QDateTime &, qint64) = {sampleCanary, sampleAborted, sampleBlueGreen, sampleDeployment};
        const SampleRollout sample = tainted(samples[which](fake.clock.now, fake.clock.boot));
        page->open(sample.snapshot->ref, sample.snapshot->rollout.workload);
        Q_EMIT fake.fleet.rolloutChanged(sample.snapshot, sample.timeline);
        QTest::qWait(50);
        Findings findings;
        findings.look(widget);
        QVERIFY2(findings.wrong.isEmpty(), qPrintable(findings.wrong.join(u'\n')));
        QVERIFY2(findings.told > 5 && findings.tips > 0, "the hostile text is there to be seen");
    }

    void guard()
    {
        FakePorts fake;
        Theme theme;
        const SampleRollout sample = tainted(sampleCanary(fake.clock.now, fake.clock.boot));
        auto plan = std::make_shared<OperationPlan>(*samplePlan(Verb::Abort, sample.snapshot, fake.clock.boot));
        plan->actor.server += evil;
        for (PlannedRequest &request : plan->requests)
            request.body += evil.toUtf8();
        ConfirmDialog dialog(plan, u"prod"_s, &fake.clock, &theme);
        dialog.show();
        QTest::qWait(50);
        Findings findings;
        findings.look(dialog);
        QVERIFY2(findings.wrong.isEmpty(), qPrintable(findings.wrong.join(u'\n')));
        QVERIFY(findings.told > 0);
    }

    void fleet()
    {
        FakePorts fake;
        Theme theme;
        QWidget widget;
        auto *actions = new OperationActions(fake.ports(), &theme, &widget);
        auto *page = new FleetPage(fake.ports(), &theme, actions, &widget);
        page->resize(1390, 790);
        widget.resize(1390, 790);
        widget.show();
        FleetSnapshot fleet = *sampleFleet(fake.clock.now, fake.clock.boot);
        for (ConnectionStatus &cluster : fleet.connections)
            cluster.message += evil, cluster.hint += evil, cluster.user += evil, cluster.notices << evil;
        Q_EMIT fake.fleet.fleetChanged(std::make_shared<const FleetSnapshot>(fleet));
        QTest::qWait(50);
        Findings findings;
        findings.look(widget);
        QVERIFY2(findings.wrong.isEmpty(), qPrintable(findings.wrong.join(u'\n')));
    }
};

QTEST_MAIN(TestHostileText)
#include "tst_ui_hostiletext.moc"
