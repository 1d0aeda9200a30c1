// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/guard/confirmdialog.h"
#include "operations/operationactions.h"
#include "parts/plaintooltips.h"
#include "rollouts/fleetpage.h"
#include "rollouts/rolloutpage.h"
#include "support/fakeports.h"
#include "support/sampledata.h"
#include "support/samplerollout.h"
#include "text/plain/harmful.h"
#include "theme/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QHelpEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTest>
#include <QTextDocument>
#include <QToolTip>
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

bool steers(const QString &text)
{
    const QList<uint> points = text.toUcs4();
    return std::any_of(points.begin(), points.end(), [](uint c) { return c != '\n' && c != '\t' && isHarmful(c); });
}

/// What a widget or a cell would show as something else than plain text.
struct Findings
{
    QStringList wrong;
    int told = 0;
    int tips = 0;

    void text(const QObject *where, const char *what, const QString &said, bool plain)
    {
        told += said.contains(u"EVIL"_s);
        if (steers(said) || (!plain && said.contains(u"<b>"_s)))
            wrong << QStringLiteral("%1 %2: %3").arg(QLatin1String(where->metaObject()->className()), QLatin1String(what), said.left(120));
    }
    /// A tool tip of a widget is rich as soon as Qt takes it for that.
    void tip(const QObject *where, const QString &said) { text(where, "tool tip", said, !Qt::mightBeRichText(said)); }

    void look(const QWidget &window)
    {
        for (const QWidget *widget : window.findChildren<QWidget *>()) {
            tip(widget, widget->toolTip());
            text(widget, "accessible name", widget->accessibleName(), true);
            text(widget, "accessible description", widget->accessibleDescription(), true);
            text(widget, "title", widget->windowTitle(), true);
            if (const auto *label = qobject_cast<const QLabel *>(widget))
                text(label, "text", label->text(), label->textFormat() == Qt::PlainText);
            if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
                text(button, "text", button->text(), true);
            if (const auto *edit = qobject_cast<const QPlainTextEdit *>(widget))
                text(edit, "text", edit->toPlainText(), true);
            if (const auto *view = qobject_cast<const QAbstractItemView *>(widget); view && view->model())
                cells(view);
        }
    }
    /// The tool tip as it comes up.
    void shown(const QAbstractItemView *view, const QModelIndex &index, const QString &said)
    {
        const QPoint place = view->visualRect(index).center();
        if (!view->isVisible() || !said.contains(u"<b>"_s) || view->indexAt(place) != index || !view->viewport()->rect().contains(place))
            return;
        QHelpEvent help(QEvent::ToolTip, place, view->viewport()->mapToGlobal(place));
        QApplication::sendEvent(view->viewport(), &help);
        ++tips;
        text(view, "tool tip as shown", QToolTip::text(), !QToolTip::text().contains(u"<b>"_s) && QToolTip::text().contains(u"&lt;b&gt;"_s));
        QToolTip::hideText();
    }
    void cells(const QAbstractItemView *view)
    {
        const QAbstractItemModel *model = view->model();
        for (int row = 0; row < std::min(model->rowCount(view->rootIndex()), 60); ++row) {
            for (int column = 0; column < model->columnCount(view->rootIndex()); ++column) {
                const QModelIndex index = model->index(row, column, view->rootIndex());
                text(view, "cell", index.data().toString(), true);
                text(view, "accessible cell", index.data(Qt::AccessibleTextRole).toString(), true);
                const QString said = index.data(Qt::ToolTipRole).toString();
                text(view, "tool tip", said, true);
                shown(view, index, said);
            }
        }
    }
};

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
