// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/validation/scriptdialog.h"
#include "rollouts/validation/sentmessagedialog.h"
#include "rollouts/validation/validationpanel.h"
#include "support/fakeports.h"
#include "theme/factlabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

class tst_ui_validation : public QObject
{
    Q_OBJECT

    FakeClock m_clock;
    FakeValidations m_port;
    Theme m_theme;
    std::unique_ptr<ValidationPanel> m_panel;
    const ObjectRef m_ref{u"box"_s, u"shop"_s, u"web"_s};

    ValidationView view(int secondsAgo, ValidationEnd end = ValidationEnd::UnderWay) const
    {
        ValidationView view;
        view.validation.id = u"id-1"_s;
        view.validation.target = m_ref;
        view.validation.verb = u"abort"_s;
        view.validation.since = m_clock.utcNow().addSecs(-secondsAgo);
        view.validation.end = end;
        if (end != ValidationEnd::UnderWay)
            view.validation.endedAt = m_clock.utcNow();
        view.validation.items = {{u"pods"_s, u"pods"_s, true, CheckState::Ok, {}, {{u"pods ready"_s, {}, {}, u"4 of 4"_s}}},
                                 {u"health"_s, u"health"_s, true, CheckState::Unknown, {}, {{u"public"_s, {}, {}, u"<b>no</b> answer"_s}}},
                                 {u"tell"_s, u"message"_s, false, CheckState::Waiting, {}, {}}};
        view.message = u"Rolled back web"_s;
        view.note = u"# Note"_s;
        return view;
    }
    QStringList facts() const
    {
        QStringList out;
        for (const FactLabel *fact : m_panel->findChildren<FactLabel *>())
            out.append(fact->accessibleName() + u'|' + fact->text());
        return out;
    }
    QPushButton *button(const QString &name) const
    {
        for (QPushButton *one : m_panel->findChildren<QPushButton *>())
            if (one->accessibleName() == name)
                return one;
        return nullptr;
    }

private Q_SLOTS:
    void init()
    {
        m_port.said.clear();
        m_port.notes.clear();
        Ports ports;
        ports.clock = &m_clock;
        ports.validations = &m_port;
        m_panel = std::make_unique<ValidationPanel>(ports, &m_theme);
        m_panel->open(m_ref);
    }

    void onlyOfTheOpenRollout()
    {
        QVERIFY(m_panel->isHidden());
        ValidationView other = view(1);
        other.validation.target.name = u"api"_s;
        Q_EMIT m_port.viewsChanged({other});
        QVERIFY(m_panel->isHidden());
        Q_EMIT m_port.viewsChanged({other, view(1)});
        QVERIFY(!m_panel->isHidden());
        m_panel->open({u"box"_s, u"shop"_s, u"third"_s});
        QVERIFY(m_panel->isHidden());
        m_panel->open(m_ref);
        QVERIFY(!m_panel->isHidden());
    }

    /// States are words, and what nobody knows is not fine; text from outside is text.
    void checks()
    {
        Q_EMIT m_port.viewsChanged({view(42)});
        const QStringList all = facts();
        QVERIFY2(all.contains(u"pods: ok|pods ready: 4 of 4"_s), qPrintable(all.join(u'\n')));
        QVERIFY2(all.contains(u"health: unknown|public: <b>no</b> answer"_s), qPrintable(all.join(u'\n')));
        QVERIFY(all.contains(u"Stopwatch|0:42, in time"_s));
        QVERIFY(all.filter(u"Validation|"_s).constFirst().contains(u"open: health"_s));
        for (const FactLabel *fact : m_panel->findChildren<FactLabel *>())
            if (fact->accessibleName().startsWith(u"health"_s))
                QCOMPARE(fact->textFormat(), Qt::PlainText);
    }

    void stopwatch()
    {
        Q_EMIT m_port.viewsChanged({view(299)});
        m_panel->tick(m_clock.utcNow().addSecs(1));
        QVERIFY(facts().contains(u"Stopwatch|5:00, late"_s));
        m_panel->tick(m_clock.utcNow().addSecs(301));
        QVERIFY(facts().contains(u"Stopwatch|10:00, too late"_s));
        Q_EMIT m_port.viewsChanged({view(250, ValidationEnd::Verified)});
        m_panel->tick(m_clock.utcNow().addSecs(5000));
        QVERIFY(facts().contains(u"Stopwatch|4:10, in time"_s));
    }

    void aPersonSendsAndSaysSo()
    {
        Q_EMIT m_port.viewsChanged({view(1)});
        button(u"Copy message"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"Rolled back web"_s);
        button(u"Copy note"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"# Note"_s);
        button(u"Mark as sent"_s)->click();
        QCOMPARE(m_port.said, QStringList{u"id-1 tell 1"_s});
        ValidationView sent = view(1);
        sent.validation.items[2].state = CheckState::Ok;
        Q_EMIT m_port.viewsChanged({sent});
        QVERIFY(!button(u"Mark as sent"_s)->isEnabled());
    }

    /// VAL-05: where the policy wants things named, what was sent is said, and nothing can be recorded that does not name them.
    void whatWasSentNamesWhatThePolicyWants()
    {
        ValidationView asked = view(1);
        asked.validation.items[2].mustName = {u"image_tag"_s, u"revision"_s};
        asked.subject.toImages = {u"web:v1"_s};
        asked.subject.toRevision = 3;
        asked.message = u"Rolled back web to v1"_s;
        Q_EMIT m_port.viewsChanged({asked});
        button(u"Mark as sent"_s)->click();
        QVERIFY(m_port.said.isEmpty());
        auto *dialog = m_panel->window()->findChild<SentMessageDialog *>();
        QVERIFY(dialog);
        auto *text = dialog->findChild<QPlainTextEdit *>();
        const auto of = [&](const QString &name) {
            const auto all = dialog->findChildren<QWidget *>();
            const auto found = std::find_if(all.begin(), all.end(), [&](QWidget *one) { return one->accessibleName() == name; });
            return found == all.end() ? nullptr : *found;
        };
        auto *record = qobject_cast<QPushButton *>(of(u"Record as sent"_s));
        auto *lacks = qobject_cast<FactLabel *>(of(u"What it has to name"_s));
        QVERIFY(record && lacks && text);
        QCOMPARE(text->toPlainText(), asked.message);
        QVERIFY2(!record->isEnabled() && lacks->text().contains(u"revision 3"_s) && !lacks->text().contains(u"image_tag"_s), qPrintable(lacks->text()));
        Q_EMIT m_port.viewsChanged({asked}); // what is written stays
        text->setPlainText(u"web is back on v1, revision 3"_s);
        QVERIFY(record->isEnabled());
        QSignalSpy confirmed(dialog, &SentMessageDialog::said);
        record->click();
        QCOMPARE(confirmed.size(), 1);
        QCOMPARE(m_port.said, QStringList{u"id-1 tell 1"_s});
        QCOMPARE(m_port.notes, QStringList{u"web is back on v1, revision 3"_s});
    }

    /// A clock that was running becomes due on screen by itself, and is then somebody's.
    void escalation()
    {
        ValidationView due = view(590);
        EscalationClock clock;
        clock.id = u"id-1/not-restored/1"_s;
        clock.rule = u"not-restored"_s;
        clock.to = {u"platform-oncall"_s};
        clock.dueAt = m_clock.utcNow().addSecs(10);
        due.clocks = {clock};
        Q_EMIT m_port.viewsChanged({due});
        QVERIFY(facts().contains(u"Escalation|not-restored: tell platform-oncall in 0:10"_s));
        QVERIFY(button(u"Acknowledge"_s)->isHidden());
        m_panel->tick(m_clock.utcNow().addSecs(12));
        QVERIFY(facts().contains(u"Escalation|not-restored: tell platform-oncall, due for 0:02"_s));
        QVERIFY(!button(u"Told them"_s)->isHidden());
        button(u"Told them"_s)->click();
        button(u"Acknowledge"_s)->click();
        QCOMPARE(m_port.said, (QStringList{u"id-1/not-restored/1 0"_s, u"id-1/not-restored/1 1"_s}));
    }

    /// Each check has its time on the stopwatch; when nothing moves, what else there is is said.
    void timesAndStalls()
    {
        ValidationView seen = view(50);
        seen.validation.items[0].since = seen.validation.since.addSecs(17);
        Q_EMIT m_port.viewsChanged({seen});
        QVERIFY(facts().contains(u"pods took|0:17"_s));
        QVERIFY(facts().contains(u"health took|"_s));
        QVERIFY(facts().filter(u"If it stalls|No check"_s).isEmpty());
        m_panel->tick(m_clock.utcNow().addSecs(60));
        QVERIFY(facts().contains(u"If it stalls|No check has changed for 1 min. The other ways back are on the page Rollback options (W)."_s));
    }

    /// Where a webhook is there it can be sent; what nobody knows the end of is a person's, and a click does not hit the next rung.
    void webhooks()
    {
        ValidationView due = view(700);
        EscalationClock clock;
        clock.id = u"id-1/first/1"_s;
        clock.rule = u"first"_s;
        clock.to = {u"oncall"_s};
        clock.dueAt = m_clock.utcNow().addSecs(-5);
        clock.state = ClockState::Due;
        due.clocks = {clock};
        due.messageChannel = u"incident"_s;
        Q_EMIT m_port.viewsChanged({due});
        QVERIFY(button(u"Send to the webhook"_s)->isHidden()); // it has none
        button(u"Send message"_s)->click();
        due.clocks[0].channels = {u"incident"_s};
        due.clocks[0].locks = {u"retry"_s};
        Q_EMIT m_port.viewsChanged({due});
        QVERIFY(facts().filter(u"Escalation|"_s).constFirst().contains(u"locked until then: retry"_s));
        button(u"Send to the webhook"_s)->click();
        button(u"Send to the webhook"_s)->click();
        QCOMPARE(m_port.said, (QStringList {u"message id-1 tell"_s, u"send id-1/first/1"_s}));
        due.clocks[0].deliveries = {{u"incident"_s, {EscalationDelivery::State::Unknown, 1, m_clock.utcNow(), {}}}};
        Q_EMIT m_port.viewsChanged({due});
        QVERIFY(button(u"Send to the webhook"_s)->isHidden());
        QVERIFY(facts().filter(u"Escalation|"_s).constFirst().contains(u"nobody knows whether it arrived"_s));
        due.clocks[0].id = u"id-1/second/1"_s;
        Q_EMIT m_port.viewsChanged({due});
        button(u"Acknowledge"_s)->click(); // meant for the first
        QCOMPARE(m_port.said.size(), 2);
        m_panel->tick(m_clock.utcNow().addSecs(1));
        button(u"Acknowledge"_s)->click();
        QCOMPARE(m_port.said.constLast(), u"id-1/second/1 1"_s);
    }

    /// Scripts are shown before they run, run one after the other, and a stop starts no further one.
    void scripts()
    {
        ValidationView now = view(1);
        for (const QString &item : {u"data"_s, u"service"_s, u"customers"_s})
            now.validation.items.append({item, u"tool"_s, true, CheckState::Waiting, {}, {}});
        Q_EMIT m_port.viewsChanged({now});
        QVERIFY(button(u"Run pods"_s)->isHidden()); // no script
        QVERIFY(!button(u"Run data"_s)->isHidden());
        button(u"Run all scripts…"_s)->click();
        auto *dialog = m_panel->findChild<QDialog *>();
        QVERIFY(dialog);
        QCOMPARE(m_port.said, (QStringList {u"plan id-1 data"_s, u"plan id-1 service"_s, u"plan id-1 customers"_s}));
        m_port.said.clear();
        m_port.notes.clear();
        const auto press = [&](const QString &text) -> QPushButton * {
            for (auto *one : dialog->findChildren<QPushButton *>())
                if (one->text() == text)
                    return one;
            return nullptr;
        };
        const auto rows = [&] {
            QStringList out;
            for (const auto *fact : dialog->findChildren<FactLabel *>())
                out.append(fact->text());
            return out.join(u'\n');
        };
        QTest::qWait(ScriptDialog::shieldMs + 300);
        QVERIFY(!press(u"Run all"_s)->isEnabled()); // not known what would run
        for (const QString &item : {u"data"_s, u"service"_s, u"customers"_s})
            Q_EMIT m_port.scriptPlanned({u"id-1"_s, item, 2, false, u"/bin/check <b>x</b>"_s, 60'000, item.toLatin1()});
        QVERIFY2(rows().contains(u"data: /bin/check <b>x</b>\nAttempt 2"_s), qPrintable(rows()));
        QVERIFY(press(u"Run all"_s)->isEnabled());
        press(u"Run all"_s)->click();
        QCOMPARE(m_port.said, QStringList {u"run data data"_s});
        Q_EMIT m_port.scriptSaid(u"id-1"_s, u"data"_s, u"12 rows"_s);
        QVERIFY(dialog->findChild<QPlainTextEdit *>()->toPlainText().contains(u"data: 12 rows"_s));
        Q_EMIT m_port.scriptEnded(u"other"_s, u"data"_s, true, {});
        QCOMPARE(m_port.said.size(), 1);
        Q_EMIT m_port.scriptEnded(u"id-1"_s, u"data"_s, false, u"exit 3"_s);
        QCOMPARE(m_port.said.constLast(), u"run service service"_s); // a failure hides no other result
        QVERIFY2(rows().contains(u"exit 3"_s), qPrintable(rows()));
        press(u"Stop"_s)->click();
        QCOMPARE(m_port.said.constLast(), u"stop id-1 service"_s);
        Q_EMIT m_port.scriptEnded(u"id-1"_s, u"service"_s, false, u"ended by signal 15"_s);
        QCOMPARE(m_port.said.size(), 3);
        QVERIFY2(rows().contains(u"0 passed, 2 failed, 1 not started."_s), qPrintable(rows()));
        dialog->close();
    }

    /// What is over is one line, and opens.
    /// What somebody is to send is seen whole, however narrow the page.
    void noLineOfTheMessageIsCut()
    {
        ValidationView wordy = view(42);
        wordy.message = u"Rolled back shop/web in prod-us-east-1 from revision 4 to revision 3 because p95 doubled on the canary. Traffic is back on the stable version; 2 of 3 checks hold; the next look is in five minutes."_s;
        for (const int width : {700, 900, 1200}) {
            m_panel->resize(width, 400);
            m_panel->setVisible(true);
            Q_EMIT m_port.viewsChanged({wordy});
            QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
            const auto *message = m_panel->findChild<QPlainTextEdit *>();
            QTRY_COMPARE(message->verticalScrollBar()->maximum(), 0);
            QVERIFY(message->height() < 200);
            const QString folder = qEnvironmentVariable("MAESTRO_SHOTS");
            if (!folder.isEmpty())
                QVERIFY(m_panel->grab().save(folder + u"/validation-%1.png"_s.arg(width)));
        }
    }

    void overIsOneLine()
    {
        Q_EMIT m_port.viewsChanged({view(1, ValidationEnd::Verified)});
        QVERIFY(!button(u"Checks"_s)->isChecked());
        QVERIFY(!button(u"Copy note"_s)->isVisibleTo(m_panel.get()));
        button(u"Checks"_s)->click();
        QVERIFY(button(u"Copy note"_s)->isVisibleTo(m_panel.get()));
    }
};

QTEST_MAIN(tst_ui_validation)
#include "tst_ui_validation.moc"
