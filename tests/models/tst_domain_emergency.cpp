// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/policy/emergencyrules.h"
#include "domain/policy/policy.h"

#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// What a policy says about a service that is down and the pods of a Scale, as it is written.
class tst_domain_emergency : public QObject
{
    Q_OBJECT

    static Policy policy(const QVariantMap &document)
    {
        Policy made;
        made.name = u"aivo-delivery"_s;
        made.document = document;
        return made;
    }
    static QVariantMap scale(const QVariantMap &of) { return {{u"scale"_s, of}}; }

private Q_SLOTS:
    void inItsOrder()
    {
        const EmergencyRules rules = emergencyRulesOf(policy({{u"emergency"_s, QVariantMap {{u"service_down"_s, QVariantList {u"undo"_s, QVariantMap {{u"scale"_s, 7}}, u"set-weight-100"_s}}}},
                                                              {u"actions"_s, scale({{u"preset"_s, 5}, {u"max"_s, 20}})}}), {});
        QCOMPARE(rules.policy, u"aivo-delivery"_s);
        QCOMPARE(rules.serviceDown, (QList<EmergencyRules::Step> {{u"undo"_s}, {u"scale"_s, 7}, {u"set-weight-100"_s}}));
        QCOMPARE(rules.scaleTo(), std::optional(7)); // before the preset
        QVERIFY(!rules.refuses(20));
        QVERIFY(rules.refuses(21));
    }

    void thePresetWhereTheListHasNoNumber()
    {
        const EmergencyRules rules = emergencyRulesOf(policy({{u"actions"_s, scale({{u"preset"_s, 6}})}}), u"prod"_s);
        QVERIFY(rules.serviceDown.isEmpty());
        QCOMPARE(rules.scaleTo(), std::optional(6));
        QVERIFY(!rules.refuses(5'000));
    }

    void theEnvironmentFirst()
    {
        const QVariantMap document {{u"environments"_s, QVariantList {QVariantMap {{u"name"_s, u"prod"_s}, {u"actions"_s, scale({{u"max"_s, 8}})}}}}, {u"actions"_s, scale({{u"preset"_s, 6}, {u"max"_s, 20}})}};
        QCOMPARE(emergencyRulesOf(policy(document), u"prod"_s).most, std::optional(8));
        QCOMPARE(emergencyRulesOf(policy(document), u"prod"_s).preset, std::optional(6));
        QCOMPARE(emergencyRulesOf(policy(document), u"test"_s).most, std::optional(20));
    }

    void aPolicyThatSaysNothing()
    {
        const EmergencyRules rules = emergencyRulesOf(policy({}), u"prod"_s);
        QVERIFY(rules.serviceDown.isEmpty() && !rules.scaleTo() && !rules.most);
    }
};

QTEST_GUILESS_MAIN(tst_domain_emergency)
#include "tst_domain_emergency.moc"
