// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/mainwindow.h"
#include "support/fakeports.h"
#include "support/sampledata.h"
#include "support/samplerollout.h"

#include <QAccessible>
#include <QScrollArea>
#include <QTest>

using namespace maestro;
using namespace maestro::test;

namespace {

/// Asks everything below for children it does not have, as an assistant does whose knowledge is a moment old. Returns what has one.
QStringList asked(QAccessibleInterface *node, int &seen, int depth = 0)
{
    QStringList bad;
    ++seen;
    const int children = node->childCount();
    const bool table = node->tableInterface(); // Qt's tables make a header for a row that is not there; it is empty
    for (const int index : {children, children + 1, children + 7, children + 4000}) {
        QAccessibleInterface *beyond = node->child(index);
        if (beyond && (!table || !beyond->text(QAccessible::Name).isEmpty() || !beyond->rect().isEmpty() || beyond->childCount() > 0))
            bad << QStringLiteral("%1 \"%2\": child %3 of %4").arg(int(node->role())).arg(node->text(QAccessible::Name)).arg(index).arg(children);
    }
    for (int i = 0; depth < 40 && i < std::min(children, 60); ++i) {
        if (QAccessibleInterface *child = node->child(i); child && child->isValid())
            bad << asked(child, seen, depth + 1);
    }
    return bad;
}

} // namespace

/// What a screen reader may ask at any moment does no harm.
class TestAssistant : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aScrollBarThatWentAwayIsNoChild()
    {
        Theme theme;
        theme.applyTo(*qApp);
        QScrollArea area;
        auto *body = new QWidget;
        body->setFixedSize(50, 4000);
        area.setWidget(body);
        area.resize(200, 100);
        area.show();
        QVERIFY(QTest::qWaitForWindowExposed(&area));
        QAccessibleInterface *view = QAccessible::queryAccessibleInterface(&area);
        const int before = view->childCount();
        body->setFixedSize(50, 50);
        QCoreApplication::processEvents();
        for (int index = 0; index < before + 4; ++index) {
            QAccessibleInterface *child = view->child(index);
            QVERIFY(!child || (child->isValid() && child->parent() == view));
        }
        QVERIFY(!view->child(before + 1));
    }

    void pagesHaveNoMoreChildrenThanTheySay_data()
    {
        QTest::addColumn<Page>("page");
        QTest::newRow("fleet") << Page::Fleet;
        QTest::newRow("rollout") << Page::Rollout;
        QTest::newRow("slo") << Page::Slo;
        QTest::newRow("triage") << Page::Triage;
        QTest::newRow("desk") << Page::Desk;
        QTest::newRow("journal") << Page::Journal;
        QTest::newRow("connections") << Page::Connections;
        QTest::newRow("mass") << Page::Mass;
    }
    void pagesHaveNoMoreChildrenThanTheySay()
    {
        QFETCH(Page, page);
        FakePorts fake;
        Theme theme;
        theme.applyTo(*qApp);
        MainWindow window(fake.ports(), &theme);
        Q_EMIT fake.fleet.fleetChanged(sampleFleet(fake.clock.now, fake.clock.boot));
        window.resize(1180, 500);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.showPage(page);
        QCoreApplication::processEvents();
        int seen = 0;
        const QStringList bad = asked(QAccessible::queryAccessibleInterface(&window), seen);
        QVERIFY2(bad.isEmpty(), qPrintable(bad.join(u'\n')));
        QVERIFY2(seen > 50, qPrintable(QString::number(seen)));
    }
};

QTEST_MAIN(TestAssistant)
#include "tst_ui_assistant.moc"
