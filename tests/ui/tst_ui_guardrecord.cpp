// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/operation/dryrun.h"
#include "operations/guard/confirmbutton.h"
#include "operations/guard/confirmdialog.h"
#include "support/fakeports.h"
#include "support/samplerollout.h"
#include "theme/smallparts.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

/// A guard over a plan that was changed before it is shown.
struct Shown
{
    explicit Shown(const std::function<void(OperationPlan &)> &change)
    {
        theme.applyTo(*qApp);
        const SampleRollout sample = sampleCanary(fake.clock.now, fake.clock.boot);
        auto plan = std::make_shared<OperationPlan>(*samplePlan(Verb::Promote, sample.snapshot, fake.clock.boot));
        change(*plan);
        dialog = std::make_unique<ConfirmDialog>(plan, u"staging"_s, &fake.clock, &theme);
        QObject::connect(dialog.get(), &ConfirmDialog::confirmed, dialog.get(), [this](const Confirmation &one) { confirmations.append(one); });
        dialog->resize(dialog->sizeHint());
        dialog->show();
        dialog->setReason(u"all gates pass since 20 min"_s);
    }
    QLineEdit *log() const { return named<QLineEdit>(u"Log address"_s); }
    QPushButton *confirm() const { return dialog->findChild<ConfirmButton *>(); }
    template<typename T> T *named(const QString &name) const
    {
        for (T *one : dialog->findChildren<T *>())
            if (one->accessibleName() == name)
                return one;
        return nullptr;
    }
    bool says(const QString &text) const
    {
        const auto labels = dialog->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&text](const QLabel *one) { return one->text().contains(text); });
    }
    void press()
    {
        QTest::qWait(int(ConfirmDialog::shieldMs) + 60);
        QTest::mouseClick(confirm(), Qt::LeftButton);
    }

    FakePorts fake;
    Theme theme;
    std::unique_ptr<ConfirmDialog> dialog;
    QList<Confirmation> confirmations;
};

} // namespace

/// What goes into the record besides the reason, and what the server said beforehand.
class tst_ui_guardrecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// What the policy's record asks for is said in the fields and in the footer before anybody tries; who goes on waits for it.
    void whatThePolicyAsksForIsMarked()
    {
        Shown shown([](OperationPlan &plan) { plan.recordAsks = {u"ticket"_s, u"log_url"_s}; });
        auto *ticket = shown.named<QLineEdit>(u"Incident"_s);
        for (const QLineEdit *field : {ticket, shown.log()}) {
            QVERIFY2(field->placeholderText().startsWith(u"required"_s), qPrintable(field->placeholderText()));
            QVERIFY(field->accessibleDescription().contains(u"policy asks for it"_s));
        }
        QVERIFY(!shown.confirm()->isEnabled() && shown.says(u"the policy asks for the incident"_s));
        ticket->setText(u"INC-7"_s);
        QVERIFY(!shown.confirm()->isEnabled() && shown.says(u"the policy asks for the log's address"_s));
        shown.log()->setText(u"https://ci.test/7"_s);
        QVERIFY(shown.confirm()->isEnabled());
        Shown none([](OperationPlan &) {});
        QVERIFY(!none.log()->placeholderText().contains(u"policy"_s) && none.confirm()->isEnabled());
    }

    /// A way back waits for no paper: it says what the record will lack.
    void aWayBackIsNotKeptWaiting()
    {
        Shown shown([](OperationPlan &plan) {
            plan.recordAsks = {u"ticket"_s};
            plan.request.verb = Verb::Abort;
        });
        QVERIFY(shown.named<QLineEdit>(u"Incident"_s)->placeholderText().contains(u"the record says that it is lacking"_s));
        QVERIFY(!shown.says(u"the policy asks for the incident"_s));
    }

    void logAddress()
    {
        Shown guard([](OperationPlan &plan) { plan.logUrl = u"https://ci.example/7"_s; });
        QCOMPARE(guard.log()->text(), u"https://ci.example/7"_s); // offered
        QVERIFY(guard.confirm()->isEnabled());
        for (const QString &wrong : {u"ci.example/7"_s, u"javascript:alert(1)"_s, u"https://user:word@ci.example"_s, u"file:///etc/passwd"_s}) {
            guard.log()->setText(wrong);
            QVERIFY2(!guard.confirm()->isEnabled(), qPrintable(wrong));
        }
        guard.log()->setText(u"  https://ci.example/8 "_s);
        QVERIFY(guard.confirm()->isEnabled());
        guard.press();
        QCOMPARE(guard.confirmations.size(), 1);
        QCOMPARE(guard.confirmations[0].logUrl, u"https://ci.example/8"_s);
        QVERIFY(!guard.confirmations[0].withoutEvidence);
    }

    /// Where no evidence can be written a person has to say that they go on.
    void withoutEvidence()
    {
        Shown guard([](OperationPlan &plan) { plan.evidenceProblem = u"Evidence cannot be written to /nowhere."_s; });
        QVERIFY(guard.says(u"/nowhere"_s));
        QVERIFY(!guard.confirm()->isEnabled());
        auto *box = guard.dialog->findChild<QCheckBox *>();
        QVERIFY(box && !box->isChecked());
        guard.press();
        QVERIFY(guard.confirmations.isEmpty());
        box->click();
        QVERIFY(guard.confirm()->isEnabled());
        guard.press();
        QCOMPARE(guard.confirmations.size(), 1);
        QVERIFY(guard.confirmations[0].withoutEvidence);
    }

    void noBoxWithoutNeed()
    {
        Shown guard([](OperationPlan &) {});
        QVERIFY(!guard.dialog->findChild<QCheckBox *>());
        QVERIFY(!guard.says(u"Dry run"_s));
    }

    void dryRun_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<bool>("allowed");
        QTest::addColumn<QString>("said");
        QTest::newRow("accepted") << int(DryRun::State::Accepted) << true << u"would accept it as it stands"_s;
        QTest::newRow("refused") << int(DryRun::State::Refused) << false << u"images must be signed"_s;
        QTest::newRow("not available") << int(DryRun::State::NotAvailable) << true << u"not known what admission will say"_s;
    }
    void dryRun()
    {
        QFETCH(int, state);
        QFETCH(bool, allowed);
        QFETCH(QString, said);
        Shown guard([&](OperationPlan &plan) {
            DryRun dry;
            dry.state = DryRun::State(state);
            dry.at = QDateTime(QDate(2026, 9, 14), QTime(12, 0), Qt::UTC);
            dry.message = dry.state == DryRun::State::Accepted ? QString() : u"images must be signed"_s;
            plan.dryRun = std::make_shared<const DryRun>(dry);
            if (dry.state == DryRun::State::Refused)
                plan.allowed = {false, RefusalCode::DryRunRefused, {dry.message}};
        });
        QVERIFY(guard.says(said));
        QCOMPARE(guard.confirm()->isEnabled(), allowed);
    }
};

QTEST_MAIN(tst_ui_guardrecord)
#include "tst_ui_guardrecord.moc"
