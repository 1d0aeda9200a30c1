// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/guard/confirmdialog.h"
#include "operations/guard/guardchecks.h"
#include "support/fakeports.h"
#include "support/samplerollout.h"
#include "theme/factlabel.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

struct Guarded
{
    Guarded()
    {
        theme.applyTo(*qApp);
        sample = sampleCanary(fake.clock.now, fake.clock.boot);
    }
    OperationPlanPtr plan(Verb verb) const { return samplePlan(verb, sample.snapshot, fake.clock.boot); }
    SloReportPtr report(GateState state) const
    {
        auto made = std::make_shared<SloReport>();
        made->target = sample.snapshot->ref;
        made->at = fake.clock.now;
        made->policy = u"shop"_s;
        GateReading gate;
        gate.unit = MetricUnit::Ratio;
        gate.verdict.gate = u"errors\u202e"_s;
        gate.verdict.state = state;
        gate.verdict.value = 0.0567;
        gate.verdict.baseline = 0.00084;
        made->gates = {gate};
        AlertReading alert;
        alert.name = u"CartErrors"_s;
        alert.since = fake.clock.now;
        made->alerts = {alert};
        return made;
    }
    static QStringList told(const QWidget &widget)
    {
        QStringList list;
        for (const FactLabel *label : widget.findChildren<FactLabel *>())
            if (!label->isHidden() && label->accessibleName().startsWith(u"Check "))
                list.append(label->text());
        return list;
    }

    FakePorts fake;
    Theme theme;
    SampleRollout sample;
};

} // namespace

class tst_ui_guardchecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsKnownNow()
    {
        Guarded g;
        GuardChecks checks(g.plan(Verb::Abort), &g.fake.clock, &g.theme);
        QVERIFY2(Guarded::told(checks).join(u'\n').contains(u"Capacity: revision"_s), qPrintable(Guarded::told(checks).join(u'\n')));
        QVERIFY(Guarded::told(checks).last().contains(u"nobody judged it"_s));
        checks.see(g.report(GateState::Fail));
        const QString told = Guarded::told(checks).join(u'\n');
        QVERIFY2(told.contains(u"fail: errors"_s) && told.contains(u"5.67 % against 0.084 %"_s) && told.contains(u"CartErrors"_s), qPrintable(told));
        QVERIFY(!told.contains(QChar(0x202e)));
        checks.see(g.report(GateState::Pass));
        QVERIFY(Guarded::told(checks).join(u'\n').contains(u"Pass: errors"_s));
        g.fake.clock.advance(61'000);
        checks.refresh();
        QVERIFY2(Guarded::told(checks).last().contains(u"nobody judged it"_s), "what was told a minute ago is not the present");
    }

    /// Somebody sets the clock of the computer while a guard is open: the last minute stays a minute.
    void theWallClockIsSet_data()
    {
        QTest::addColumn<qint64>("setBy");
        QTest::newRow("back by half a minute") << qint64(-30);
        QTest::newRow("back by an hour") << qint64(-3'600);
        QTest::newRow("forward by an hour") << qint64(3'600);
    }
    void theWallClockIsSet()
    {
        QFETCH(qint64, setBy);
        Guarded g;
        GuardChecks checks(g.plan(Verb::Abort), &g.fake.clock, &g.theme);
        checks.see(g.report(GateState::Pass));
        g.fake.clock.advance(40'000);
        g.fake.clock.now = g.fake.clock.now.addSecs(setBy);
        checks.refresh();
        QCOMPARE(Guarded::told(checks).last().contains(u"nobody judged it"_s), setBy > 0);
        g.fake.clock.advance(21'000);
        checks.refresh();
        QVERIFY2(Guarded::told(checks).last().contains(u"nobody judged it"_s), qPrintable(Guarded::told(checks).join(u'\n')));
    }

    void whatIsMissingIsSaid()
    {
        Guarded g;
        auto before = std::make_shared<RolloutSnapshot>(*g.sample.snapshot);
        for (Revision &revision : before->revisions)
            revision.ready = 0;
        g.sample.snapshot = before;
        GuardChecks checks(g.plan(Verb::Abort), &g.fake.clock, &g.theme);
        QVERIFY(Guarded::told(checks).first().contains(u"the rest has to start first"_s));
        before = std::make_shared<RolloutSnapshot>(*before);
        before->revisions.clear();
        g.sample.snapshot = before;
        GuardChecks none(g.plan(Verb::Abort), &g.fake.clock, &g.theme);
        QVERIFY(Guarded::told(none).first().contains(u"has no ReplicaSet"_s));
        auto without = std::make_shared<SloReport>();
        without->target = before->ref;
        without->at = g.fake.clock.now;
        none.see(without);
        QVERIFY2(Guarded::told(none).last().contains(u"no policy"_s), qPrintable(Guarded::told(none).join(u'\n')));
    }

    void theIncidentTravelsWithTheConfirmation()
    {
        Guarded g;
        ConfirmDialog dialog(g.plan(Verb::Pause), u"dev"_s, &g.fake.clock, &g.theme);
        dialog.show();
        dialog.setReason(u"change freeze until the incident is over"_s);
        for (QLineEdit *edit : dialog.findChildren<QLineEdit *>())
            if (edit->accessibleName() == u"Incident")
                edit->setText(u"  INC-2291 "_s);
        QSignalSpy said(&dialog, &ConfirmDialog::confirmed);
        QTest::qWait(int(ConfirmDialog::shieldMs) + 60);
        QTest::keyClick(&dialog, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(said.size(), 1);
        QCOMPARE(said.first().first().value<Confirmation>().ticket, u"INC-2291"_s);
    }
};

QTEST_MAIN(tst_ui_guardchecks)
#include "tst_ui_guardchecks.moc"
