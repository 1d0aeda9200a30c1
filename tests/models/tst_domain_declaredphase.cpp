// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/decision/checkpoint.h"
#include "domain/policy/declaredphase.h"

#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// A rung of a ladder is part of the phase that a policy writes: what holds for the phase holds on each of its rungs.
class tst_domain_declaredphase : public QObject
{
    Q_OBJECT

    static PolicyMatch on(const QString &phase)
    {
        auto policy = std::make_shared<Policy>();
        policy->strategies = {{u"phased"_s, false, {}, {}, {{u"first"_s, {}, {}, {}, {}, {}, {}, {}}, {u"full-50"_s, u"full"_s, {}, {}, {}, {}, {}, {}}, {u"full-100"_s, u"full"_s, {}, {}, {}, {}, {}, {}}}}};
        const QVariantMap point {{u"at"_s, u"phase+6h"_s}, {u"title"_s, u"basics"_s}};
        const QVariantList phases {QVariantMap {{u"name"_s, u"first"_s}}, QVariantMap {{u"name"_s, u"full"_s}, {u"checkpoints"_s, QVariantList {point}}}};
        policy->document = {{u"strategies"_s, QVariantList {QVariantMap {{u"name"_s, u"phased"_s}, {u"phases"_s, phases}}}}};
        PolicyMatch match;
        match.policy = policy;
        match.strategy = u"phased"_s;
        match.phase = phase;
        return match;
    }

private Q_SLOTS:
    void ofARung()
    {
        QCOMPARE(declaredPhase(on(u"first"_s)), u"first"_s);
        QCOMPARE(declaredPhase(on(u"full-50"_s)), u"full"_s);
        QCOMPARE(declaredPhase(on(u"full-100"_s)), u"full"_s);
        QCOMPARE(declaredPhase(on({})), QString());
        QCOMPARE(declaredPhase({}), QString());
        QVERIFY(declaredPhaseEntry({}).isEmpty());
    }

    /// One point of the phase, whichever rung it is on: a no-go said on one holds on the next.
    void itsPoints()
    {
        QVERIFY(checkpointsOf(on(u"first"_s)).isEmpty());
        const QList<Checkpoint> points = checkpointsOf(on(u"full-50"_s));
        QCOMPARE(points.size(), 1);
        QCOMPARE(points.constFirst().phase, u"full"_s);
        QCOMPARE(points, checkpointsOf(on(u"full-100"_s)));
    }
};

QTEST_GUILESS_MAIN(tst_domain_declaredphase)
#include "tst_domain_declaredphase.moc"
