// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/suites/suitepanel.h"
#include "rollouts/validation/scriptdialog.h"
#include "support/fakeports.h"
#include "theme/factlabel.h"
#include "theme/smallparts.h"

#include <QPushButton>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

/// The suites on the rollout page: what the newest run says, and what the buttons ask for.
class tst_ui_suites : public QObject
{
    Q_OBJECT

    FakeClock m_clock;
    FakeSuites m_port;
    FakeValidations m_scripts;
    Theme m_theme;
    std::unique_ptr<SuitePanel> m_panel;
    const ObjectRef m_ref {u"box"_s, u"shop"_s, u"web"_s};

    static Suite suite(const QString &name)
    {
        Suite made {name, {}};
        for (const QString &id : {u"1 smoke"_s, u"2 <b>scan</b>"_s}) {
            SuiteStep step;
            step.id = id;
            step.argv = {u"true"_s};
            made.steps.append(step);
        }
        return made;
    }
    SuiteGround ground(int step = 2) const { return {m_ref, WorkloadKind::Rollout, {}, {}, u"web"_s, 7, u"abc"_s, step}; }
    SuiteBoard board(std::optional<SuiteItem::State> second, int step = 2) const
    {
        SuiteView view {suite(u"after"_s), {}, false, true};
        if (second) {
            const QDateTime at = m_clock.utcNow().addSecs(-240);
            view.run = SuiteRun {u"r1"_s, u"after"_s, ground(step), u"ann"_s, at, {{u"1 smoke"_s, SuiteItem::State::Passed, 1, at, at.addSecs(10), {}, 0}, {u"2 <b>scan</b>"_s, *second, 2, at, at.addSecs(72), u"exit code 3"_s, 3}}};
            view.ofThis = step == 2;
        }
        return {ground(), {view}};
    }
    void show(const SuiteBoard &shown)
    {
        Q_EMIT m_port.boardChanged(shown);
        m_panel->tick(m_clock.utcNow());
    }
    QString facts() const
    {
        QStringList out;
        for (const auto *fact : m_panel->findChildren<FactLabel *>())
            if (!fact->isHidden())
                out.append(fact->text());
        return out.join(u'\n');
    }
    QPushButton *button(const QString &text) const
    {
        for (auto *one : m_panel->findChildren<QPushButton *>())
            if (one->text() == text)
                return one;
        return nullptr;
    }

private Q_SLOTS:
    void init()
    {
        m_port.asked.clear();
        m_scripts.said.clear();
        Ports ports;
        ports.suites = &m_port;
        ports.validations = &m_scripts;
        ports.clock = &m_clock;
        m_panel = std::make_unique<SuitePanel>(ports, &m_theme);
        m_panel->open(m_ref);
    }

    void nothingToShow()
    {
        QCOMPARE(m_port.opened.constLast(), m_ref);
        QVERIFY(m_panel->isHidden());
        Q_EMIT m_port.readFailed(m_ref, {ErrorKind::NotFound, u"noPolicy"_s, u"no policy"_s, {}, {}});
        QVERIFY(m_panel->isHidden());
        SuiteBoard other = board({});
        other.ground.target.name = u"other"_s;
        Q_EMIT m_port.boardChanged(other);
        QVERIFY(m_panel->isHidden());
    }

    /// Run asks for a new run, and the dialog shows each check before anything starts.
    void run()
    {
        show(board({}));
        QVERIFY(!m_panel->isHidden());
        QVERIFY2(facts().contains(u"never run here"_s) && facts().contains(u"Promote waits for it, on revision 7"_s), qPrintable(facts()));
        QVERIFY(button(u"Run what is left…"_s)->isHidden());
        Q_EMIT m_port.proposed(u"foreign"_s, suite(u"after"_s), ground()); // nobody here asked
        QVERIFY(!m_panel->findChild<ScriptDialog *>());
        button(u"Run…"_s)->click();
        QCOMPARE(m_port.asked, QStringList {u"web/after"_s});
        Q_EMIT m_port.proposed(u"r9"_s, suite(u"after"_s), ground());
        QCOMPARE(m_scripts.said, (QStringList {u"plan r9 1 smoke"_s, u"plan r9 2 <b>scan</b>"_s}));
        QVERIFY(m_panel->findChild<ScriptDialog *>()->windowTitle().contains(u"Suite after on shop/web"_s));
    }

    /// What failed stands there with its reason; only what did not pass is run again, in the same run.
    void rest()
    {
        show(board(SuiteItem::State::Failed));
        QVERIFY2(facts().contains(u"1 of 2 passed, 1 failed on revision 7"_s) && facts().contains(u"took 1:12"_s) && facts().contains(u"exit code 3"_s), qPrintable(facts()));
        QVERIFY2(facts().contains(u"2 <b>scan</b> · attempt 2"_s), qPrintable(facts()));
        button(u"Run what is left…"_s)->click();
        QCOMPARE(m_scripts.said, QStringList {u"plan r1 2 <b>scan</b>"_s});
        QVERIFY(m_port.asked.isEmpty());
    }

    void passedAndOutdated()
    {
        show(board(SuiteItem::State::Passed));
        QVERIFY2(facts().contains(u"2 of 2 passed"_s) && !facts().contains(u"waits"_s) && !facts().contains(u"attempt"_s), qPrintable(facts()));
        QVERIFY(button(u"Run what is left…"_s)->isHidden());
        show(board(SuiteItem::State::Passed, 1)); // an earlier step
        QVERIFY2(facts().contains(u"Promote waits for it"_s) && facts().contains(u"after 1 step"_s), qPrintable(facts()));
        show(board(SuiteItem::State::Running));
        QVERIFY(!button(u"Run…"_s)->isEnabled());
    }

    void problems()
    {
        show(board(SuiteItem::State::Passed));
        Q_EMIT m_port.readFailed(m_ref, {ErrorKind::Unreachable, u"unreachable"_s, u"The server is gone."_s, {}, {}});
        QVERIFY2(facts().contains(u"The server is gone. What is shown is older."_s), qPrintable(facts()));
        const auto looksKnown = [this] { return m_panel->findChild<PillLabel *>()->accessibleName() != u"not known"_s; };
        QVERIFY(!looksKnown()); // what passed may be of a release that is gone
        show(board(SuiteItem::State::Passed));
        QVERIFY(looksKnown() && !facts().contains(u"The server is gone."_s));
        button(u"Run…"_s)->click();
        Q_EMIT m_port.failed({ErrorKind::Refused, u"changed"_s, u"It is another revision."_s, {}, {}});
        QVERIFY(facts().contains(u"It is another revision."_s));
        m_panel->open({});
        QVERIFY(m_panel->isHidden());
    }
};

QTEST_MAIN(tst_ui_suites)
#include "tst_ui_suites.moc"
