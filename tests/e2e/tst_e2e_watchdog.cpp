// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/watchdog.h"

#include <QElapsedTimer>
#include <QTest>

#include <mutex>

using namespace maestro;

/// In the way of the event loop for so long; its name must be in the stack.
__attribute__((noinline, visibility("default"))) void inTheWayOnPurpose(int ms)
{
    QElapsedTimer time;
    time.start();
    while (!time.hasExpired(ms)) { }
}

/// A thread that does not react is told, with the place where it is.
class TestWatchdog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsTheGapAndItsPlace()
    {
        std::mutex mutex;
        QList<Watchdog::Gap> gaps;
        Watchdog dog(50, [&](const Watchdog::Gap &gap) {
            const std::lock_guard lock(mutex);
            gaps.append(gap);
        });
        QTest::qWait(50); // it has begun to ask
        inTheWayOnPurpose(400);
        const auto found = [&] {
            const std::lock_guard lock(mutex);
            return std::any_of(gaps.cbegin(), gaps.cend(), [](const Watchdog::Gap &gap) {
                return gap.ms >= 200 && gap.stack.join(u'\n').contains(QStringLiteral("inTheWayOnPurpose")) && gapText(gap).contains(QStringLiteral("inTheWayOnPurpose"));
            });
        };
        QVERIFY(QTest::qWaitFor(found, 20'000));
    }

    void saysNothingBelowTheLimit()
    {
        std::atomic<int> told = 0;
        Watchdog dog(30'000, [&](const Watchdog::Gap &) { ++told; });
        QTest::qWait(50);
        inTheWayOnPurpose(150);
        QTest::qWait(100);
        QCOMPARE(told.load(), 0);
    }

    void endsWhileNobodyReacts()
    {
        auto dog = std::make_unique<Watchdog>(1, [](const Watchdog::Gap &) {});
        inTheWayOnPurpose(50);
        dog.reset(); // the sign of life it waits for can no longer come
        QTest::qWait(20);
    }
};

QTEST_GUILESS_MAIN(TestWatchdog)
#include "tst_e2e_watchdog.moc"
