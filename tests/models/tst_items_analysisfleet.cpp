// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/analysis/analysisfleetmodel.h"
#include "items/detailroles.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

class tst_items_analysisfleet : public QObject
{
    Q_OBJECT

    static FleetRun run(const QString &name, const QString &phase, int minute, const QString &rollout = u"web"_s, const QString &context = u"prod"_s)
    {
        auto r = std::make_shared<AnalysisRun>();
        r->meta.ns = u"shop"_s;
        r->meta.name = name;
        r->meta.uid = name + u"-uid";
        r->meta.createdAt = QDateTime(QDate(2026, 1, 1), QTime(12, minute), Qt::UTC);
        if (!rollout.isEmpty())
            r->meta.owners = {{u"Rollout"_s, rollout, u"u"_s, true}};
        r->phase = phase;
        MetricResult metric;
        metric.name = u"success-rate"_s;
        metric.phase = phase;
        metric.measurements = {{phase, u"[0.42]"_s, {}, {}, {}}};
        r->metrics = {metric};
        return {context, r};
    }
    static AnalysisFleetPtr fleet(QList<FleetRun> runs)
    {
        sortRuns(runs);
        return std::make_shared<const AnalysisFleet>(AnalysisFleet {runs, {}, true});
    }
    static QStringList shown(const AnalysisFleetModel &model)
    {
        QStringList out;
        for (int row = 0; row < model.rowCount(); ++row)
            out << model.index(row, AnalysisFleetModel::Run).data().toString();
        return out;
    }

private Q_SLOTS:
    void order()
    {
        AnalysisFleetModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRuns(fleet({run(u"old"_s, u"Failed"_s, 1), run(u"running"_s, u"Running"_s, 0), run(u"new"_s, u"Successful"_s, 5), run(u"fresh"_s, {}, 9)}));
        QCOMPARE(shown(model), QStringList({u"fresh"_s, u"running"_s, u"new"_s, u"old"_s}));
        model.setRuns(fleet({run(u"old"_s, u"Failed"_s, 1), run(u"running"_s, u"Failed"_s, 0)}));
        QCOMPARE(shown(model), QStringList({u"old"_s, u"running"_s}));
        model.setRuns(fleet({}));
        QCOMPARE(model.rowCount(), 0);
    }

    void words()
    {
        AnalysisFleetModel model;
        model.setRuns(fleet({run(u"r1"_s, u"Failed"_s, 1), run(u"r2"_s, u"Running"_s, 1, {})}));
        QCOMPARE(model.index(1, AnalysisFleetModel::Rollout).data().toString(), u"web"_s);
        QCOMPARE(model.index(1, AnalysisFleetModel::Metrics).data().toString(), u"success-rate Failed, last [0.42]"_s);
        QCOMPARE(model.index(1, AnalysisFleetModel::Phase).data(ToneRole).toInt(), int(Tone::Bad));
        QVERIFY(model.index(1, 0).data(Qt::AccessibleDescriptionRole).toString().contains(u"prod / shop"_s));
        QCOMPARE(model.index(0, AnalysisFleetModel::Rollout).data().toString(), u"no rollout"_s);
    }

    void filterAndScope()
    {
        AnalysisFleetModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRuns(fleet({run(u"r1"_s, u"Failed"_s, 1), run(u"r2"_s, u"Running"_s, 1, u"api"_s), run(u"r3"_s, u"Failed"_s, 1, u"api"_s, u"staging"_s)}));
        model.setFilter(u"api failed"_s);
        QCOMPARE(shown(model), QStringList({u"r3"_s}));
        model.setScope(u"prod"_s, {});
        QCOMPARE(model.rowCount(), 0);
        model.setFilter({});
        QCOMPARE(shown(model), QStringList({u"r2"_s, u"r1"_s}));
        model.setScope({}, u"elsewhere"_s);
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_items_analysisfleet)
#include "tst_items_analysisfleet.moc"
