// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/operation/effect.h"
#include "domain/planner/imageplanner.h"
#include "support/domainsamples.h"
#include "text/operationtext.h"

#include <QTest>

using namespace maestro;
using namespace maestro::test;

/// The image that a drill gives a container (ledger DRL-02).
class tst_domain_setimage : public QObject
{
    Q_OBJECT

    static Rollout web(const QStringList &images = {QStringLiteral("reg:5000/app:v1")})
    {
        Rollout r = healthyCanary();
        QJsonArray containers;
        for (const QString &image : images)
            containers.append(QJsonObject {{QStringLiteral("name"), QStringLiteral("c%1").arg(containers.size())}, {QStringLiteral("image"), image}});
        r.podTemplate = QJsonObject {{QStringLiteral("spec"), QJsonObject {{QStringLiteral("containers"), containers}}}};
        return r;
    }
    static OperationPlan planned(const Rollout &rollout, const ImageWish &wish)
    {
        OperationRequest request = ask(Verb::SetImage);
        request.image = wish;
        return planOperation(request, snapshotOf(rollout), {}, nullptr, {});
    }

private Q_SLOTS:
    void tags()
    {
        const QString tag = QStringLiteral("v2");
        QCOMPARE(withTag(QStringLiteral("app:v1"), tag), QStringLiteral("app:v2"));
        QCOMPARE(withTag(QStringLiteral("reg:5000/app"), tag), QStringLiteral("reg:5000/app:v2"));
        QCOMPARE(withTag(QStringLiteral("reg:5000/app:v1@sha256:0123"), tag), QStringLiteral("reg:5000/app:v2"));
    }

    void onlyTheImage()
    {
        const OperationPlan plan = planned(web(), {{}, {}, QStringLiteral("bad")});
        QVERIFY2(plan.allowed.allowed, qPrintable(refusalText(plan.allowed)));
        QCOMPARE(plan.steps.size(), 1);
        QCOMPARE(plan.steps[0].changes.size(), 1);
        const QJsonObject change = plan.steps[0].changes[0].value.toObject();
        QCOMPARE(change.value(u"from").toString(), QStringLiteral("reg:5000/app:v1"));
        QCOMPARE(change.value(u"image").toString(), QStringLiteral("reg:5000/app:bad"));
        for (const GuardField field : {GuardField::Uid, GuardField::Generation, GuardField::CurrentPodHash, GuardField::StableHash, GuardField::Abort, GuardField::SpecPaused})
            QVERIFY(std::any_of(plan.steps[0].guards.begin(), plan.steps[0].guards.end(), [field](const Guard &guard) { return guard.field == field; }));
        QVERIFY(effectText(plan).contains(QStringLiteral("reg:5000/app:bad")));

        Rollout now = web({QStringLiteral("reg:5000/app:bad")});
        QVERIFY(!effectVisible(plan, *snapshotOf(now))); // written, and the controller has not made the version yet
        now.currentPodHash = QStringLiteral("ccc");
        QVERIFY(effectVisible(plan, *snapshotOf(now)));
        now = web();
        now.currentPodHash = QStringLiteral("ccc");
        QVERIFY(!effectVisible(plan, *snapshotOf(now))); // somebody else's
    }

    void refusals_data()
    {
        QTest::addColumn<Rollout>("rollout");
        QTest::addColumn<ImageWish>("wish");
        QTest::addColumn<int>("code");
        const ImageWish bad {{}, {}, QStringLiteral("bad")};
        const auto row = [](const char *name, const Rollout &rollout, const ImageWish &wish, RefusalCode code) { QTest::newRow(name) << rollout << wish << int(code); };
        Rollout moving = canaryAtGate();
        moving.podTemplate = web().podTemplate;
        row("an update under way", moving, bad, RefusalCode::UpdateUnderWay);
        Rollout aborted = abortedCanary();
        aborted.podTemplate = web().podTemplate;
        row("an aborted one is nobody's", aborted, bad, RefusalCode::None);
        Rollout paused = web();
        paused.specPaused = true;
        row("paused by a person", paused, bad, RefusalCode::PausedBySpec);
        Rollout blueGreen = blueGreenAtGate();
        row("blue/green", blueGreen, bad, RefusalCode::CanaryOnly);
        Rollout referring = web();
        referring.workloadRef = WorkloadRef {QStringLiteral("apps/v1"), QStringLiteral("Deployment"), QStringLiteral("web-app")};
        row("pods of a Deployment", referring, bad, RefusalCode::WorkloadRefUnsupported);
        row("the image that is there", web(), {{}, {}, QStringLiteral("v1")}, RefusalCode::SameImage);
        row("no tag", web(), {{}, {}, QStringLiteral("a b")}, RefusalCode::BadImage);
        row("no image", web(), {{}, QStringLiteral("a\nb"), {}}, RefusalCode::BadImage);
        row("which of two", web({QStringLiteral("a:1"), QStringLiteral("b:1")}), bad, RefusalCode::ContainerUnknown);
        row("the second of two", web({QStringLiteral("a:1"), QStringLiteral("b:1")}), {QStringLiteral("c1"), {}, QStringLiteral("bad")}, RefusalCode::None);
        row("none of that name", web(), {QStringLiteral("other"), {}, QStringLiteral("bad")}, RefusalCode::ContainerUnknown);
    }
    void refusals()
    {
        QFETCH(Rollout, rollout);
        QFETCH(ImageWish, wish);
        QFETCH(int, code);
        const OperationPlan plan = planned(rollout, wish);
        QCOMPARE(int(plan.allowed.code), code);
        QCOMPARE(plan.allowed.allowed, code == int(RefusalCode::None));
        QVERIFY(plan.allowed.allowed || !refusalText(plan.allowed).isEmpty());
    }

    /// It is no verb that anybody is offered.
    void noVerbOfAPerson()
    {
        QVERIFY(!allVerbs().contains(Verb::SetImage));
        QCOMPARE(verbFromWord(QStringLiteral("set-image")), std::optional(Verb::SetImage)); // of records
    }
};

QTEST_GUILESS_MAIN(tst_domain_setimage)
#include "tst_domain_setimage.moc"
