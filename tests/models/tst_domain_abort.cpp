// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/analysis/abortorigin.h"
#include "domain/operation/operationpolicy.h"
#include "support/domainsamples.h"
#include "text/labels.h"
#include "text/operationtext.h"

#include <QTest>

using namespace maestro;
using namespace maestro::test;

/// Who stopped an update, in the controller's own words (AUT-04, argo-semantics.md O28).
class TestAbort : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void origin_data();
    void origin();
    void conditionWins();
    void refusalNamesTheController();
    void sentence();
};

namespace {

const QString observedCause = QStringLiteral("Background analysis phase error/failed: Metric \"success\" assessed Failed due to failed (3) > failureLimit (2)");

RolloutSnapshot seen(const Rollout &rollout)
{
    RolloutSnapshot snapshot;
    snapshot.rollout = rollout;
    snapshot.phase = effectivePhase(rollout);
    snapshot.connected = true;
    return snapshot;
}

Rollout aborted(const QString &message)
{
    Rollout rollout = abortedCanary();
    rollout.message = message;
    return rollout;
}

} // namespace

void TestAbort::origin_data()
{
    using By = AbortOrigin::By;
    QTest::addColumn<QString>("message");
    QTest::addColumn<int>("by");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<int>("revision");
    const QString told = QStringLiteral("RolloutAborted: Rollout aborted update to revision 2");
    const auto row = [](const char *name, const QString &message, By by, const QString &cause, int revision) {
        QTest::newRow(name) << message << int(by) << cause << revision;
    };
    row("a request", told, By::Request, {}, 2);
    row("O28 background analysis", told + QStringLiteral(": ") + observedCause, By::Controller, observedCause, 2);
    row("deadline", told + QStringLiteral(": ReplicaSet \"web-bbb\" has timed out progressing."), By::Controller,
        QStringLiteral("ReplicaSet \"web-bbb\" has timed out progressing."), 2);
    row("several lines", told + QStringLiteral(": provider said:\n404\tgone"), By::Controller, QStringLiteral("provider said: 404 gone"), 2);
    row("a colon and nothing", told + QStringLiteral(": "), By::Unknown, {}, 0);
    row("not said yet", QStringLiteral("more replicas need to be updated"), By::Unknown, {}, 0);
    row("deadline without abort", QStringLiteral("ProgressDeadlineExceeded: ReplicaSet \"web-bbb\" has timed out progressing."), By::Unknown, {}, 0);
}

void TestAbort::origin()
{
    QFETCH(QString, message);
    QFETCH(int, by);
    QFETCH(QString, cause);
    QFETCH(int, revision);
    Rollout rollout = aborted(message);
    const AbortOrigin origin = abortOrigin(rollout, effectivePhase(rollout));
    QCOMPARE(int(origin.by), by);
    QCOMPARE(origin.cause, cause);
    QCOMPARE(origin.revision, revision);
    QCOMPARE(origin.at, at("2026-11-21T09:01:00Z"));
    rollout.abort = false;
    QCOMPARE(abortOrigin(rollout, effectivePhase(rollout)), AbortOrigin {});
}

/// status.message may lag behind the condition that it repeats.
void TestAbort::conditionWins()
{
    Rollout rollout = aborted(QStringLiteral("RolloutAborted: Rollout aborted update to revision 2"));
    rollout.conditions = {{QStringLiteral("Progressing"), QStringLiteral("False"), QStringLiteral("RolloutAborted"),
                           QStringLiteral("Rollout aborted update to revision 3: ") + observedCause, at("2026-11-21T09:01:00Z")}};
    const AbortOrigin origin = abortOrigin(rollout, effectivePhase(rollout));
    QCOMPARE(origin.by, AbortOrigin::By::Controller);
    QCOMPARE(origin.revision, 3);
}

void TestAbort::refusalNamesTheController()
{
    const Allowed byController =
        allowedByState(Verb::Abort, seen(aborted(QStringLiteral("RolloutAborted: Rollout aborted update to revision 2: ") + observedCause)));
    QVERIFY(!byController.allowed);
    QVERIFY2(refusalText(byController).contains(observedCause), qPrintable(refusalText(byController)));
    const Allowed byPerson = allowedByState(Verb::Abort, seen(abortedCanary()));
    QVERIFY(!byPerson.allowed);
    QVERIFY2(!refusalText(byPerson).contains(QLatin1String("controller")), qPrintable(refusalText(byPerson)));
}

void TestAbort::sentence()
{
    RolloutSnapshot snapshot = seen(aborted(QStringLiteral("RolloutAborted: Rollout aborted update to revision 2: ") + observedCause));
    snapshot.weight = Weight {};
    snapshot.weight->observed = 0;
    QVERIFY2(summarySentence(snapshot).contains(QLatin1String("Already rolled back by the controller (Background analysis")), qPrintable(summarySentence(snapshot)));
    snapshot.weight->observed = 20;
    QVERIFY2(!summarySentence(snapshot).contains(QLatin1String("Already rolled back")), qPrintable(summarySentence(snapshot)));
    QVERIFY2(summarySentence(snapshot).contains(QLatin1String("Aborted by the controller")), qPrintable(summarySentence(snapshot)));
}

QTEST_APPLESS_MAIN(TestAbort)
#include "tst_domain_abort.moc"
