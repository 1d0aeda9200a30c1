// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/mainwindow.h"
#include "shell/tour.h"
#include "support/fakeports.h"
#include "support/sampledata.h"
#include "support/samplehealth.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace maestro::test;

class TestTour : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pagesAreKeptOnceTheirDataIsThere()
    {
        FakePorts fake;
        Theme theme;
        theme.applyTo(*qApp);
        MainWindow window(fake.ports(), &theme);
        window.show();
        QTemporaryDir shots;
        Tour tour(&window, QStringLiteral("pages"), shots.path());
        QSignalSpy finished(&tour, &Tour::finished);
        fake.fleet.answer = [&](const ObjectRef &ref) {
            auto snapshot = std::make_shared<RolloutSnapshot>();
            snapshot->ref = ref;
            snapshot->connected = true;
            snapshot->heardAtBootMs = fake.clock.boot;
            Q_EMIT fake.fleet.rolloutChanged(snapshot, std::make_shared<Timeline>());
        };
        fake.slo.answer = [&](const ObjectRef &ref) {
            auto charts = std::make_shared<ChartSet>(*sampleCharts(fake.clock.now));
            charts->target = ref;
            Q_EMIT fake.slo.reportChanged(sampleHealth(fake.clock.now, ref));
            Q_EMIT fake.slo.chartsChanged(charts);
        };
        tour.start();
        QTest::qWait(200);
        QVERIFY(QDir(shots.path()).isEmpty()); // no data, no picture
        Q_EMIT fake.fleet.fleetChanged(sampleFleet(fake.clock.now, fake.clock.boot));
        Q_EMIT fake.journal.recordsChanged(sampleJournal(fake.clock.now));
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY2(finished.first().at(0).toInt() == 0, qPrintable(finished.first().at(1).toString()));
        QCOMPARE(QDir(shots.path()).entryList(QDir::Files), (QStringList{QStringLiteral("01-fleet-light.png"), QStringLiteral("02-rollout-light.png"),
                                                                         QStringLiteral("03-slo-light.png"), QStringLiteral("04-triage-light.png"),
                                                                         QStringLiteral("05-drills-light.png"), QStringLiteral("06-journal-light.png"), QStringLiteral("07-connections-light.png"), QStringLiteral("08-mass-light.png")}));
        QVERIFY(fake.operations.requests.isEmpty());
    }

    void anUnknownTourIsAnError()
    {
        FakePorts fake;
        Theme theme;
        MainWindow window(fake.ports(), &theme);
        Tour tour(&window, QStringLiteral("nowhere"), {});
        QSignalSpy finished(&tour, &Tour::finished);
        tour.start();
        QCOMPARE(finished.size(), 1);
        QCOMPARE(finished.first().at(0).toInt(), 1);
    }
};

QTEST_MAIN(TestTour)
#include "tst_ui_tour.moc"
