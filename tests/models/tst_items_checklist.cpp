// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/triage/checklistmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

class tst_items_checklist : public QObject
{
    Q_OBJECT

    static TriageItem item(const QString &id, const QString &step, CheckKind kind, std::optional<ItemState> read = {})
    {
        TriageItem made{{id, step, {}, kind, {}, {}, {}, 0}, {}, {}, {}};
        if (read) {
            made.reading = CheckReading();
            made.reading->state = *read;
            made.reading->finding = u"2 of 5 not ready"_s;
            made.reading->key = u"2/5"_s;
        }
        return made;
    }
    static TriageViewPtr view(const QString &id, QList<TriageItem> items)
    {
        TriageView made;
        made.run.id = id;
        made.run.items = std::move(items);
        return std::make_shared<const TriageView>(made);
    }

private Q_SLOTS:
    void stepsAreHeadings()
    {
        ChecklistModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setView(view(u"a"_s, {item(u"history"_s, u"change-history"_s, CheckKind::RolloutHistory, ItemState::Ok), item(u"pods"_s, u"workload-health"_s, CheckKind::Pods, ItemState::Bad),
                                    item(u"logs"_s, u"workload-health"_s, CheckKind::Logs), item(u"decide"_s, u"decide"_s, CheckKind::Decide)}));
        QCOMPARE(model.rowCount(), 7);
        QVERIFY(!model.itemAt(0) && model.itemAt(1));
        QCOMPARE(model.index(2).data(ChecklistModel::Number).toInt(), 2);
        // A heading is as bad as its worst item, and what is not known is not fine.
        QCOMPARE(model.index(0).data(ChecklistModel::State).value<ItemState>(), ItemState::Ok);
        QCOMPARE(model.index(2).data(ChecklistModel::State).value<ItemState>(), ItemState::Bad);
        QCOMPARE(model.index(5).data(ChecklistModel::State).value<ItemState>(), ItemState::Open);
        QCOMPARE(model.firstBad(), 3);
        QCOMPARE(model.rowOf(u"logs"_s), 4);
        QVERIFY(!(model.flags(model.index(0)) & Qt::ItemIsSelectable));
        QCOMPARE(model.index(3).data(Qt::AccessibleTextRole).toString(), u"Pods: bad, 2 of 5 not ready"_s);
        QCOMPARE(model.index(4).data(Qt::AccessibleTextRole).toString(), u"Logs: not known"_s);
    }

    void theSameRunKeepsItsRows()
    {
        ChecklistModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setView(view(u"a"_s, {item(u"pods"_s, u"s"_s, CheckKind::Pods)}));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        TriageItem seen = item(u"pods"_s, u"s"_s, CheckKind::Pods, ItemState::Ok);
        seen.tick = TriageTick{u"ann"_s, {}, {}, ItemState::Ok, u"0/5"_s, u"all ready"_s, {}};
        model.setView(view(u"a"_s, {seen}));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(removed.size(), 0);
        QVERIFY(model.index(1).data(ChecklistModel::Finding).toString().startsWith(u"changed since"_s));
        model.setView(view(u"b"_s, {seen}));
        QCOMPARE(removed.size(), 1);
        QCOMPARE(model.rowCount(), 2);
        model.setView({});
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.firstBad(), -1);
    }
};

QTEST_APPLESS_MAIN(tst_items_checklist)
#include "tst_items_checklist.moc"
