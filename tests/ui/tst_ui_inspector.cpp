// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/health/gatemodel.h"
#include "operations/operationactions.h"
#include "rollouts/fleetpage.h"
#include "support/fakeports.h"
#include "support/sampledata.h"
#include "support/samplehealth.h"
#include "theme/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

const ObjectRef ref {u"prod-us-east-1"_s, u"maestro"_s, u"maestro-control-plane"_s};

/// The fleet page with the inspector open on one rollout.
struct Window
{
    explicit Window(bool dark = false, QSize size = {1390, 790})
    {
        theme.setDark(dark);
        theme.applyTo(*qApp);
        actions = new OperationActions(fake.ports(), &theme, &widget);
        page = new FleetPage(fake.ports(), &theme, actions, &widget);
        page->resize(size);
        widget.resize(size);
        widget.show();
        Q_EMIT fake.fleet.fleetChanged(sampleFleet(fake.clock.now, fake.clock.boot));
        (void)QTest::qWaitForWindowExposed(&widget);
    }
    void look() { QVERIFY(page->select(ref)); page->peek(); QTest::qWait(50); }
    QTableView *gates() const
    {
        for (QTableView *table : widget.findChildren<QTableView *>())
            if (table->accessibleName() == u"Gates"_s)
                return table;
        return nullptr;
    }
    /// What the visible columns say, row by row.
    QList<QStringList> rows() const
    {
        QList<QStringList> out;
        for (int row = 0; row < gates()->model()->rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < gates()->model()->columnCount(); ++column)
                if (!gates()->isColumnHidden(column))
                    cells << gates()->model()->index(row, column).data().toString();
            out << cells;
        }
        return out;
    }
    bool says(const QString &text) const
    {
        const QList<QLabel *> labels = gates()->parentWidget()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
    }
    void picture(const QString &name)
    {
        const QString folder = qEnvironmentVariable("MAESTRO_SHOTS");
        if (!folder.isEmpty())
            QVERIFY(widget.grab().save(folder + u'/' + name + u".png"_s));
    }

    FakePorts fake;
    Theme theme;
    QWidget widget;
    OperationActions *actions;
    FleetPage *page;
};

} // namespace

/// Gates of the selected rollout beside the fleet: as it stands, how old that is, and never fine without data.
class TestInspector : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsEveryGate()
    {
        Window w;
        w.look();
        QVERIFY(w.says(u"Not read yet."_s));
        Q_EMIT w.fake.slo.fleetVerdictsChanged({sampleHealth(w.fake.clock.now, ref)});
        w.page->tick();
        const SloReportPtr report = sampleHealth(w.fake.clock.now, ref);
        QCOMPARE(w.rows().size(), report->gates.size());
        QStringList headers;
        for (int column = 0; column < w.gates()->model()->columnCount(); ++column)
            if (!w.gates()->isColumnHidden(column))
                headers << w.gates()->model()->headerData(column, Qt::Horizontal).toString();
        QCOMPARE(headers, (QStringList {QString(), u"Gate"_s, u"Value"_s, u"Limits"_s, u"Since"_s}));
        const QList<QStringList> rows = w.rows();
        const auto row = std::find_if(rows.begin(), rows.end(), [](const QStringList &cells) { return cells.at(1) == u"error_rate"_s; });
        QVERIFY(row != rows.end());
        QCOMPARE(row->at(0), u"fail"_s);
        QVERIFY2(row->at(3).startsWith(u'≤') || row->at(3).startsWith(u'<'), qPrintable(row->at(3)));
        QVERIFY(std::any_of(rows.begin(), rows.end(), [](const QStringList &cells) { return cells.at(0) == u"no data"_s; }));
        QVERIFY(w.says(u"2.0 s old"_s));
        int visible = 0;
        for (int column = 0; column < w.gates()->model()->columnCount(); ++column)
            visible += w.gates()->isColumnHidden(column) ? 0 : w.gates()->columnWidth(column);
        QVERIFY2(visible <= w.gates()->viewport()->width() + 2, qPrintable(u"%1 of %2"_s.arg(visible).arg(w.gates()->viewport()->width())));
        const QFontMetrics metrics(w.theme.font(FontRole::Secondary)); // a number that is cut is another number
        for (int at = 0; at < w.gates()->model()->rowCount(); ++at)
            for (const int column : {int(GateModel::Value), int(GateModel::Limits), int(GateModel::Since)}) {
                const QString text = w.gates()->model()->index(at, column).data().toString();
                if (text.size() < 9)
                    QVERIFY2(metrics.horizontalAdvance(text) <= w.gates()->columnWidth(column) - 12, qPrintable(text));
            }
        w.picture(u"inspector"_s);
    }

    /// Where there is one version it is the stable one: nothing moves, and no word is cut off.
    void oneVersionIsStable()
    {
        Window w;
        const FleetSnapshotPtr fleet = sampleFleet(w.fake.clock.now, w.fake.clock.boot);
        const auto row = std::find_if(fleet->rows.begin(), fleet->rows.end(), [](const FleetRowPtr &r) {
            const Rollout rollout = r->rollout();
            return r->weight && r->weight->observed && rollout.stableHash == rollout.currentPodHash && !rollout.stableHash.isEmpty();
        });
        QVERIFY(row != fleet->rows.end());
        QVERIFY(w.page->select((*row)->ref));
        w.page->peek();
        QTest::qWait(50);
        const QWidget *inspector = w.gates()->parentWidget()->parentWidget();
        for (const QLabel *label : inspector->findChildren<QLabel *>()) {
            QVERIFY2(!label->isVisible() || !label->text().startsWith(u"Stable\n"_s), "from a version to itself");
            if (label->isVisible() && !label->wordWrap() && !label->text().isEmpty() && label->text().contains(u"controller"_s))
                QVERIFY2(label->width() >= label->sizeHint().width(), qPrintable(label->text()));
        }
        w.picture(u"inspector-one-version"_s);
    }

    /// The verdict of two looks ago says nothing about now; a report of another rollout does not stay.
    void oldIsOld()
    {
        Window w;
        w.look();
        Q_EMIT w.fake.slo.fleetVerdictsChanged({calmHealth(w.fake.clock.now, ref)});
        w.page->tick();
        QVERIFY(!w.says(u"last known"_s));
        w.fake.clock.advance(92'000);
        Q_EMIT w.fake.fleet.fleetChanged(sampleFleet(w.fake.clock.now, w.fake.clock.boot)); // the cluster answers, Prometheus does not
        w.page->tick();
        QVERIFY(w.says(u"last known: "_s) && w.says(u"old"_s));
        w.picture(u"inspector-old"_s);
        Q_EMIT w.fake.slo.fleetVerdictsChanged({calmHealth(w.fake.clock.now, ref)});
        w.page->tick();
        QVERIFY(!w.says(u"last known"_s));
        w.fake.clock.advance(40'000); // now the cluster is silent: nobody knows what is judged
        w.page->tick();
        QVERIFY(w.says(u"last known: "_s));
        Q_EMIT w.fake.slo.fleetVerdictsChanged({});
        w.page->tick();
        QVERIFY(w.says(u"No policy names this rollout."_s));
        QCOMPARE(w.rows().size(), 0);
    }

    /// GAT-07: an overdue point of any rollout is said once whatever page is open, and stands with its row until somebody decides.
    void anOverduePoint()
    {
        Window w;
        w.look();
        QWidget *bar = w.actions->outcomeBar();
        const auto said = [bar] {
            const QList<QLabel *> labels = bar->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) { return label->text().contains(u"\"stability\" is overdue for 2:00:00, since "_s) && label->text().contains(u"maestro-control-plane"_s); });
        };
        const auto shown = [&w] {
            const QList<QLabel *> labels = w.page->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) { return label->isVisible() && label->text().contains(u"\"stability\": overdue for "_s); });
        };
        CheckpointState state;
        state.point = {u"stability"_s, u"quarter"_s, u"phase+24h"_s, {}, {}};
        state.dueAt = w.fake.clock.now.addSecs(3600);
        Q_EMIT w.fake.checkpoints.fleetChanged({{ref, u"maestro"_s, u"quarter"_s, 3, {state}}});
        QVERIFY(!said() && !shown()); // in an hour
        state.dueAt = w.fake.clock.now.addSecs(-7200);
        Q_EMIT w.fake.checkpoints.fleetChanged({{{ref.context, ref.ns, u"another"_s}, u"another"_s, u"quarter"_s, 3, {state}}});
        QVERIFY(!shown()); // of another row
        Q_EMIT w.fake.checkpoints.fleetChanged({{ref, u"maestro"_s, u"quarter"_s, 3, {state}}});
        QVERIFY(said());
        QVERIFY(shown());
        QTest::qWait(50);
        w.picture(u"inspector-point"_s);
        state.choice = u"go"_s;
        Q_EMIT w.fake.checkpoints.fleetChanged({{ref, u"maestro"_s, u"quarter"_s, 3, {state}}});
        QVERIFY(!shown());
    }

    void small()
    {
        Window w(true, {1130, 630});
        w.look();
        Q_EMIT w.fake.slo.fleetVerdictsChanged({sampleHealth(w.fake.clock.now, ref)});
        w.page->tick();
        QTest::qWait(50);
        QVERIFY(w.gates()->viewport()->height() >= 25);
        w.picture(u"inspector-small"_s);
    }
};

QTEST_MAIN(TestInspector)
#include "tst_ui_inspector.moc"
