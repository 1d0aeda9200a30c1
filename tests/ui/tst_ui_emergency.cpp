// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/planner/strategyplanner.h"
#include "operations/emergency/dutystrip.h"
#include "operations/emergency/emergencydialog.h"
#include "operations/operationactions.h"
#include "support/fakeports.h"
#include "support/samplerollout.h"
#include "theme/factlabel.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

/// Big controls: they say what they would do or why not, ask for one plan each, and send nothing.
class tst_ui_emergency : public QObject
{
    Q_OBJECT

    struct Window
    {
        Window()
        {
            theme.applyTo(*qApp);
            actions = new OperationActions(fake.ports(), &theme, &widget);
            sample = sampleCanary(fake.clock.now, fake.clock.boot);
            auto whole = std::make_shared<RolloutSnapshot>(*sample.snapshot);
            whole->rollout.received.insert(u"/metadata/uid"_s, whole->rollout.meta.uid);
            whole->rollout.received.insert(guardPath(GuardField::CanarySteps), QJsonArray {QJsonObject {{u"setWeight"_s, 20}}});
            whole->rollout.received.insert(guardPath(GuardField::CanaryAnalysis), QJsonObject {{u"templates"_s, QJsonArray()}});
            sample.snapshot = whole;
            widget.resize(1440, 900);
            widget.show();
        }
        void open()
        {
            Q_EMIT fake.fleet.rolloutChanged(sample.snapshot, sample.timeline);
            QVERIFY(actions->showEmergency(sample.snapshot->ref));
        }
        EmergencyDialog *dialog() const { return widget.findChild<EmergencyDialog *>(); }
        template<typename T> T *named(const QString &name) const
        {
            for (T *found : widget.findChildren<T *>())
                if (found->accessibleName() == name)
                    return found;
            return nullptr;
        }
        QPushButton *button(const QString &name) const { return named<QPushButton>(name); }

        FakePorts fake;
        Theme theme;
        QWidget widget;
        OperationActions *actions = nullptr;
        SampleRollout sample;
    };

private Q_SLOTS:
    void needsARollout()
    {
        Window window;
        QVERIFY(!window.actions->showEmergency(window.sample.snapshot->ref));
        QVERIFY(!window.dialog());
        window.open();
        QVERIFY(!window.actions->showEmergency({u"other"_s, u"shop"_s, u"x"_s}));
    }

    /// Nothing of health was ever told: Prometheus is down, and everything can be done.
    void everyOneAsksForAPlan_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("verb");
        QTest::newRow("back") << u"Roll back now"_s << int(Qt::Key_1) << int(Verb::Abort);
        QTest::newRow("scale") << u"Scale"_s << int(Qt::Key_2) << int(Verb::Scale);
        QTest::newRow("full") << u"Send everybody to the new version"_s << int(Qt::Key_4) << int(Verb::PromoteFull);
        QTest::newRow("weight") << u"Set weight 100"_s << int(Qt::Key_5) << int(Verb::SetWeight100);
        QTest::newRow("analysis") << u"Turn analysis off"_s << int(Qt::Key_6) << int(Verb::DisableAnalysis);
    }
    void everyOneAsksForAPlan()
    {
        QFETCH(QString, name);
        QFETCH(int, key);
        QFETCH(int, verb);
        for (const bool byKey : {false, true}) {
            Window window;
            window.open();
            QPushButton *button = window.button(name);
            QVERIFY(button && button->isEnabled());
            QVERIFY(!button->accessibleDescription().isEmpty());
            if (byKey) {
                QTest::keyClick(window.dialog(), Qt::Key(key));
            } else {
                button->click();
                button->click(); // the second of two
            }
            QCOMPARE(window.fake.operations.requests.size(), 1);
            const OperationRequest request = window.fake.operations.requests.first();
            QCOMPARE(int(request.verb), verb);
            QCOMPARE(request.uid, window.sample.snapshot->rollout.meta.uid);
            QCOMPARE(request.replicas.has_value(), request.verb == Verb::Scale);
            QCOMPARE(request.review, request.verb == Verb::PromoteFull); // from here it is the bypass
            QVERIFY(window.fake.operations.executed.isEmpty());
        }
    }

    static EmergencyRules rules(const QList<EmergencyRules::Step> &down, std::optional<int> preset, std::optional<int> most)
    {
        return {u"aivo-delivery"_s, down, preset, most};
    }

    /// What the policy lists comes first in its part and in its order, its number stands there, and what passes over gates stays apart.
    void inTheOrderOfThePolicy()
    {
        Window window;
        window.fake.operations.emergency = rules({{u"scale"_s, 9}, {u"undo"_s}, {u"set-weight-100"_s}, {u"sing"_s}}, 4, 20);
        window.open();
        QCOMPARE(window.named<QSpinBox>(u"Pods after Scale"_s)->value(), 9);
        const QString said = window.named<FactLabel>(u"What the policy says"_s)->text();
        QCOMPARE(said, u"aivo-delivery says of a service that is down: [1] Scale to 9 pods → [2] Roll back → [4] Set weight 100, past the gates → sing (nothing here does that)"_s);
        const QList<std::pair<QString, QString>> keys {{u"Scale"_s, u"1"_s}, {u"Roll back now"_s, u"2"_s}, {u"Mass rollback of the namespace"_s, u"3"_s},
                                                       {u"Set weight 100"_s, u"4"_s}, {u"Send everybody to the new version"_s, u"5"_s}, {u"Turn analysis off"_s, u"6"_s}};
        for (const auto &[name, key] : keys) {
            QVERIFY2(window.button(name), qPrintable(name));
            QCOMPARE(window.button(name)->text().left(1), key);
        }
        QVERIFY(window.button(u"Scale"_s)->parentWidget()->x() < window.button(u"Roll back now"_s)->parentWidget()->x());
        QVERIFY(window.button(u"Set weight 100"_s)->parentWidget()->y() > window.button(u"Scale"_s)->parentWidget()->y());
        if (const QString folder = qEnvironmentVariable("MAESTRO_SHOTS"); !folder.isEmpty())
            for (const bool dark : {false, true}) {
                window.theme.setDark(dark);
                QTest::qWait(50);
                QVERIFY(window.dialog()->grab().save(folder + (dark ? u"/emergency-dark.png"_s : u"/emergency-light.png"_s)));
            }
        QTest::keyClick(window.dialog(), Qt::Key_1);
        QCOMPARE(window.fake.operations.requests.size(), 1);
        QCOMPARE(window.fake.operations.requests.first().verb, Verb::Scale);
        QCOMPARE(window.fake.operations.requests.first().replicas, std::optional(9));
    }

    /// More than the policy allows is refused in its name; the number is left as it was given.
    void moreThanThePolicyAllows()
    {
        Window window;
        window.fake.operations.emergency = rules({}, 7, 40);
        window.open();
        QVERIFY(!window.named<FactLabel>(u"What the policy says"_s)->isVisible());
        auto *pods = window.named<QSpinBox>(u"Pods after Scale"_s);
        QCOMPARE(pods->value(), 7); // the preset
        pods->setValue(41);
        QCOMPARE(pods->value(), 41);
        QVERIFY(!window.button(u"Scale"_s)->isEnabled());
        const QString why = window.named<FactLabel>(u"About Scale"_s)->text();
        QVERIFY2(why.contains(u"aivo-delivery"_s) && why.contains(u"at most 40"_s), qPrintable(why));
        QTest::keyClick(window.dialog(), Qt::Key_2);
        QVERIFY(window.fake.operations.requests.isEmpty());
        pods->setValue(40);
        QVERIFY(window.button(u"Scale"_s)->isEnabled());
    }

    /// What was told of another rollout is not this one's.
    void rulesOfAnother()
    {
        Window window;
        window.open();
        window.dialog()->close();
        Q_EMIT window.fake.operations.emergencyTold({u"box"_s, u"shop"_s, u"another"_s}, rules({{u"scale"_s, 9}}, {}, {}));
        QVERIFY(window.actions->showEmergency(window.sample.snapshot->ref));
        QVERIFY(window.named<QSpinBox>(u"Pods after Scale"_s)->value() != 9);
    }

    void theNumberOfPods()
    {
        Window window;
        window.open();
        auto *pods = window.named<QSpinBox>(u"Pods after Scale"_s);
        pods->setValue(window.sample.snapshot->rollout.specReplicas);
        QVERIFY(!window.button(u"Scale"_s)->isEnabled()); // it is that already
        pods->setValue(window.sample.snapshot->rollout.specReplicas + 3);
        window.button(u"Scale"_s)->click();
        QCOMPARE(window.fake.operations.requests.first().replicas, std::optional(window.sample.snapshot->rollout.specReplicas + 3));
    }

    void enterIsNoYes()
    {
        Window window;
        window.open();
        QTest::keyClick(window.dialog(), Qt::Key_Return);
        window.button(u"Roll back now"_s)->setFocus();
        QTest::keyClick(window.button(u"Roll back now"_s), Qt::Key_Enter);
        QVERIFY(window.fake.operations.requests.isEmpty());
        QVERIFY(window.dialog()->isVisible());
    }

    /// It follows the rollout: once everything serves the new version, the way back is another verb, and there is nothing to promote.
    void itFollows()
    {
        Window window;
        window.open();
        auto now = std::make_shared<RolloutSnapshot>(*window.sample.snapshot);
        now->rollout.stableHash = now->rollout.currentPodHash;
        now->rollout.pauseConditions.clear();
        now->rollout.controllerPause = false;
        Q_EMIT window.fake.fleet.rolloutChanged(now, window.sample.timeline);
        QVERIFY(!window.button(u"Send everybody to the new version"_s)->isEnabled());
        QVERIFY(window.named<FactLabel>(u"About Send everybody to the new version"_s)->text().startsWith(u"Not possible"_s));
        window.button(u"Roll back now"_s)->click();
        QCOMPARE(window.fake.operations.requests.first().verb, Verb::Rollback);
    }

    /// What was taken out is put back from the same place; what skips checks says which. Where nothing was taken out, nothing is offered.
    void putBackFromTheSamePlace_data()
    {
        QTest::addColumn<bool>("owed");
        QTest::newRow("owed") << true;
        QTest::newRow("never taken out") << false;
    }
    void putBackFromTheSamePlace()
    {
        QFETCH(bool, owed);
        Window window;
        QList<JournalRecord> records;
        for (const QString &kind : {u"restore-analysis"_s, u"restore-steps"_s}) {
            JournalRecord taken;
            taken.type = RecordType::Intent;
            taken.id = kind;
            taken.at = window.fake.clock.now;
            taken.object = window.sample.snapshot->ref;
            taken.details = {{u"duty"_s, QJsonObject {{u"kind"_s, kind}, {u"title"_s, u"Put it back"_s}, {u"due"_s, window.fake.clock.now.addSecs(3600).toString(Qt::ISODateWithMs)}}}};
            if (!owed)
                taken.object.name = u"another"_s;
            records.append(taken);
        }
        Q_EMIT window.fake.journal.recordsChanged(std::make_shared<const QList<JournalRecord>>(records));
        window.open();
        QVERIFY2(window.named<FactLabel>(u"About Set weight 100"_s)->text().contains(u"Passes over"_s), qPrintable(window.named<FactLabel>(u"About Set weight 100"_s)->text()));
        auto now = std::make_shared<RolloutSnapshot>(*window.sample.snapshot);
        now->rollout.received.remove(guardPath(GuardField::CanaryAnalysis));
        now->rollout.received.insert(guardPath(GuardField::CanarySteps), stepsOfWeight100());
        CanaryStep all;
        all.kind = StepKind::SetWeight;
        all.weight = 100;
        now->rollout.steps = {all};
        Q_EMIT window.fake.fleet.rolloutChanged(now, window.sample.timeline);
        if (!owed) {
            for (const QString &name : {u"Set weight 100"_s, u"Turn analysis off"_s}) {
                QVERIFY2(window.button(name) && !window.button(name)->isEnabled(), qPrintable(name));
                QVERIFY(window.button(name)->accessibleDescription().startsWith(u"Not possible"_s));
            }
            return;
        }
        QVERIFY(window.button(u"Put the steps back"_s)->isEnabled());
        window.button(u"Turn analysis on again"_s)->click();
        QCOMPARE(window.fake.operations.requests.first().verb, Verb::RestoreAnalysis);
    }

    /// "Analysis off by X since" until it is put back, with the way to do it; said once more when it is overdue.
    void owedUntilItIsPutBack()
    {
        Window window;
        DutyStrip strip(window.fake.ports(), &window.theme, &window.widget);
        strip.open(window.sample.snapshot->ref);
        JournalRecord off;
        off.type = RecordType::Intent;
        off.id = u"a"_s;
        off.verb = u"disable-analysis"_s;
        off.at = window.fake.clock.now;
        off.actor.server = u"ana"_s;
        off.object = window.sample.snapshot->ref;
        off.details = {{u"duty"_s, QJsonObject {{u"kind"_s, u"restore-analysis"_s}, {u"title"_s, u"Turn the analysis of shop/web on again"_s}, {u"due"_s, window.fake.clock.now.addSecs(3600).toString(Qt::ISODateWithMs)}}}};
        QVERIFY(strip.isHidden());
        const auto publish = [&window](const QList<JournalRecord> &records) { Q_EMIT window.fake.journal.recordsChanged(std::make_shared<const QList<JournalRecord>>(records)); };
        publish({off});
        QVERIFY(!strip.isHidden());
        const auto *sentence = strip.findChild<FactLabel *>();
        QVERIFY2(sentence->text().startsWith(u"Analysis off by ana since"_s), qPrintable(sentence->text()));
        QVERIFY(!sentence->text().contains(u"OVERDUE"_s));
        window.fake.clock.advance(2 * 3'600'000);
        strip.tick(window.fake.clock.now);
        QVERIFY(sentence->text().contains(u"OVERDUE"_s));
        QSignalSpy asked(&strip, &DutyStrip::asked);
        strip.findChild<QPushButton *>()->click();
        QCOMPARE(asked.first().first().value<Verb>(), Verb::RestoreAnalysis);
        strip.open({u"box"_s, u"shop"_s, u"another"_s});
        QVERIFY(strip.isHidden());
        strip.open(window.sample.snapshot->ref);
        JournalRecord on = off;
        on.id = u"b"_s;
        on.details = {{u"restores"_s, u"a"_s}};
        JournalRecord done = on;
        done.type = RecordType::Outcome;
        done.state = u"applied"_s;
        done.details = {};
        publish({off, on, done});
        QVERIFY(strip.isHidden());
    }

    void oldDataSendsNothing()
    {
        Window window;
        window.open();
        window.fake.clock.advance(600'000);
        Q_EMIT window.fake.fleet.rolloutChanged(window.sample.snapshot, window.sample.timeline);
        for (const QString &name : {u"Roll back now"_s, u"Scale"_s})
            QVERIFY(!window.button(name)->isEnabled());
        QVERIFY(window.button(u"Mass rollback of the namespace"_s)->isEnabled()); // the page has its own guard
    }

    void theWholeNamespace()
    {
        Window window;
        window.open();
        QSignalSpy asked(window.actions, &OperationActions::massAsked);
        window.button(u"Mass rollback of the namespace"_s)->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().value<ObjectRef>(), window.sample.snapshot->ref);
        QVERIFY(window.fake.operations.requests.isEmpty());
    }
};

QTEST_MAIN(tst_ui_emergency)
#include "tst_ui_emergency.moc"
