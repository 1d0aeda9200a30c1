// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/guard/confirmdialog.h"
#include "shell/mainwindow.h"
#include "support/fakeports.h"
#include "support/longwords.h"
#include "support/sampledata.h"
#include "support/samplehealth.h"
#include "support/samplerollout.h"

#include <QAbstractButton>
#include <QLabel>
#include <QTest>

using namespace maestro;
using namespace maestro::test;

namespace {

/// What of a widget's words cannot be seen, in one line; empty when all of it can.
QString clipped(const QWidget *widget)
{
    QString text;
    QSize needed;
    if (const auto *label = qobject_cast<const QLabel *>(widget)) {
        text = label->text();
        needed = label->wordWrap() ? QSize(0, label->heightForWidth(label->width())) : label->minimumSizeHint();
    } else if (const auto *button = qobject_cast<const QAbstractButton *>(widget)) {
        text = button->text();
        needed = button->minimumSizeHint();
    }
    if (text.isEmpty() || (widget->width() + 1 >= needed.width() && widget->height() + 1 >= needed.height()))
        return {};
    return QStringLiteral("%1 “%2” has %3x%4 and needs %5x%6").arg(QLatin1String(widget->metaObject()->className()), text.left(60)).arg(widget->width()).arg(widget->height())
        .arg(needed.width()).arg(needed.height());
}

QStringList allClipped(const QWidget &window)
{
    QStringList found;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (const QString what = widget->isVisible() ? clipped(widget) : QString(); !what.isEmpty())
            found.append(what);
    }
    return found;
}

} // namespace

/// The window in a language whose words are 40 % longer.
class TestLanguage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theCheckSeesWhatIsClipped()
    {
        QWidget window;
        QLabel label(QStringLiteral("many words that do not fit"), &window);
        label.setFixedSize(20, 20);
        window.show();
        QCOMPARE(allClipped(window).size(), 1);
        label.setFixedSize(label.sizeHint());
        QVERIFY(allClipped(window).isEmpty());
    }

    void everyPageSaysAllOfItAndNothingUntranslatable()
    {
        LongWords words;
        QVERIFY(words.size() > 1000);
        QVERIFY(QCoreApplication::installTranslator(&words));
        FakePorts fake;
        Theme theme;
        theme.applyTo(*qApp);
        const SampleRollout sample = sampleCanary(fake.clock.now, fake.clock.boot);
        fake.fleet.answer = [&](const ObjectRef &ref) {
            const RolloutSnapshotPtr snapshot = changed(sample.snapshot, [&](RolloutSnapshot &s) { s.ref = ref; });
            Q_EMIT fake.fleet.rolloutChanged(snapshot, sample.timeline);
        };
        fake.slo.answer = [&](const ObjectRef &ref) {
            auto charts = std::make_shared<ChartSet>(*sampleCharts(fake.clock.now));
            charts->target = ref;
            Q_EMIT fake.slo.reportChanged(sampleHealth(fake.clock.now, ref));
            Q_EMIT fake.slo.chartsChanged(charts);
        };
        MainWindow window(fake.ports(), &theme);
        window.resize(1440, 900);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        Q_EMIT fake.fleet.fleetChanged(sampleFleet(fake.clock.now, fake.clock.boot));
        Q_EMIT fake.journal.recordsChanged(sampleJournal(fake.clock.now));
        window.openRollout({QStringLiteral("prod-us-east-1"), QStringLiteral("maestro"), QStringLiteral("maestro-control-plane")}, WorkloadKind::Rollout);
        QStringList found;
        for (const Page page : {Page::Fleet, Page::Rollout, Page::Slo, Page::Triage, Page::Journal, Page::Connections, Page::Mass}) {
            window.showPage(page);
            QTest::qWait(50);
            for (const QString &what : allClipped(window))
                found.append(QStringLiteral("page %1: %2").arg(int(page)).arg(what));
            window.grab(); // what is painted is asked for then
        }
        for (const Verb verb : {Verb::Abort, Verb::Promote, Verb::Rollback}) {
            const OperationPlanPtr plan = samplePlan(verb, sample.snapshot, fake.clock.boot);
            ConfirmDialog guard(plan, QStringLiteral("prod"), &fake.clock, &theme, &window);
            guard.resize(1040, 800);
            guard.show();
            QTest::qWait(50);
            for (const QString &what : allClipped(guard))
                found.append(QStringLiteral("guard: %1").arg(what));
            guard.grab();
        }
        QCoreApplication::removeTranslator(&words);
        QVERIFY(words.asked > 500);
        QVERIFY2(words.unknown.isEmpty(), qPrintable(words.unknown.values().join(u'\n')));
        found.removeDuplicates();
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }
};

QTEST_MAIN(TestLanguage)
#include "tst_ui_language.moc"
