// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/analysis/analysisescalation.h"
#include "domain/policy/policyroles.h"
#include "text/policy/roletext.h"

#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// What the roles of a policy allow whom (ledger ESC-07, ROL-04), and when failing analyses ask to escalate.
class tst_domain_roles : public QObject
{
    Q_OBJECT

    static Policy policy(const QVariantList &roles, const QVariantMap &actions = {}, const QVariantMap &ofProd = {})
    {
        Policy made;
        made.document = {{u"roles"_s, roles}, {u"actions"_s, actions}, {u"environments"_s, QVariantList{QVariantMap{{u"name"_s, u"prod"_s}, {u"actions"_s, ofProd}}}}};
        return made;
    }
    static QVariantMap role(const QString &name, const QVariantList &members, const QVariantList &allow = {}) { return {{u"name"_s, name}, {u"members"_s, members}, {u"allow"_s, allow}}; }
    static QVariantMap kept(const QString &verb, const QVariantList &roles) { return {{verb, QVariantMap{{u"roles"_s, roles}}}}; }

private Q_SLOTS:
    void rolesAndVerbs_data()
    {
        QTest::addColumn<Policy>("policy");
        QTest::addColumn<QString>("verb");
        QTest::addColumn<RolePerson>("person");
        QTest::addColumn<int>("why");
        using Why = RoleAnswer::Why;
        const auto row = [](const char *name, const Policy &policy, const QString &verb, const RolePerson &person, Why why) { QTest::newRow(name) << policy << verb << person << int(why); };
        const QVariantMap l1 = role(u"L1"_s, {u"group:operations"_s, u"ann"_s}, {u"watch"_s, u"pause"_s, u"abort"_s, u"triage"_s});
        const QVariantMap l2 = role(u"L2"_s, {u"user:bob"_s}, {u"promote"_s, u"undo"_s});
        const RolePerson ann{u"ann"_s, {}, u"root"_s};
        const RolePerson ops{u"x"_s, {u"operations"_s}, u"x"_s};
        const RolePerson bob{u"bob"_s, {}, u"bob"_s};
        row("allowed", policy({l1, l2}), u"abort"_s, ann, Why::Allowed);
        row("not allowed", policy({l1, l2}), u"promote"_s, ann, Why::NotAllowed);
        row("by group", policy({l1, l2}), u"promote"_s, ops, Why::NotAllowed);
        row("of nobody's role", policy({l1, l2}), u"promote"_s, {u"carl"_s, {}, u"carl"_s}, Why::Allowed);
        row("here alone", policy({l1, l2}), u"promote"_s, {{}, {}, u"ann"_s}, Why::NotAllowed);
        row("user: is the server's word", policy({l1, role(u"L3"_s, {u"user:eve"_s}, {u"pause"_s})}), u"promote"_s, {{}, {}, u"eve"_s}, Why::Allowed);
        row("undo is rollback", policy({l1, l2}), u"rollback"_s, bob, Why::Allowed);
        row("promote is not promote-full", policy({l1, l2}), u"promote-full"_s, bob, Why::NotAllowed);
        row("both roles", policy({l1, role(u"L2"_s, {u"ann"_s}, {u"promote"_s})}), u"promote"_s, ann, Why::Allowed);
        row("a role that says nothing", policy({l1, role(u"sre"_s, {u"ann"_s})}), u"promote"_s, ann, Why::NotAllowed);
        row("nobody is assigned", policy({role(u"L1"_s, {}, {u"pause"_s})}), u"promote"_s, ann, Why::Allowed);
        row("kept for others", policy({l1, l2}, kept(u"full-promote"_s, {u"L2"_s})), u"promote-full"_s, {u"carl"_s, {}, u"carl"_s}, Why::OtherRole);
        row("kept for them", policy({l1, l2}, kept(u"full-promote"_s, {u"L2"_s})), u"promote-full"_s, bob, Why::Allowed);
        row("set-weight-100 is a full promotion", policy({l1, l2}, kept(u"full-promote"_s, {u"L2"_s})), u"set-weight-100"_s, {u"carl"_s, {}, u"carl"_s}, Why::OtherRole);
        row("kept for roles without members", policy({l1, role(u"L2"_s, {})}, kept(u"scale"_s, {u"L2"_s})), u"scale"_s, {u"carl"_s, {}, {}}, Why::Allowed);
        row("kept, and unknown who it is", policy({l1, l2}, kept(u"scale"_s, {u"L2"_s})), u"scale"_s, {}, Why::OtherRole);
        row("kept for a role that says nothing", policy({l1, role(u"lead"_s, {u"ann"_s})}, kept(u"promote"_s, {u"lead"_s})), u"promote"_s, ann, Why::Allowed);
        row("a role that says nothing, alone", policy({l1, role(u"sre"_s, {u"eve"_s})}), u"promote"_s, {u"eve"_s, {}, {}}, Why::Allowed);
        row("an empty member is nobody", policy({role(u"L1"_s, {u"user:"_s, u""_s, u"group:operations"_s}, {u"pause"_s})}), u"promote"_s, {}, Why::Allowed);
        row("a group is no user", policy({l1, l2}), u"promote"_s, {u"operations"_s, {}, u"group:operations"_s}, Why::Allowed);
        row("a user is no group", policy({l1, l2}), u"promote"_s, {u"x"_s, {u"ann"_s}, u"x"_s}, Why::Allowed);
        row("set-weight-100 by the verb's own word", policy({l1, l2}, kept(u"promote-full"_s, {u"L2"_s})), u"set-weight-100"_s, {u"carl"_s, {}, u"carl"_s}, Why::OtherRole);
        row("full-promote is no set-weight-100 backwards", policy({l1, l2}, kept(u"set-weight-100"_s, {u"L2"_s})), u"promote-full"_s, {u"carl"_s, {}, u"carl"_s}, Why::Allowed);
        row("undo is rollback where it is kept", policy({l1, l2}, kept(u"undo"_s, {u"L2"_s})), u"rollback"_s, {u"carl"_s, {}, u"carl"_s}, Why::OtherRole);
        row("another verb", policy({l1, l2}, kept(u"abort"_s, {u"L2"_s})), u"pause"_s, ann, Why::Allowed);
        row("the environment's word comes first", policy({l1, l2}, kept(u"abort"_s, {u"L1"_s}), kept(u"abort"_s, {u"L2"_s})), u"abort"_s, bob, Why::Allowed);
        row("not the policy's then", policy({l1, l2}, kept(u"abort"_s, {u"L1"_s}), kept(u"abort"_s, {u"L2"_s})), u"abort"_s, ann, Why::OtherRole);
        row("else the policy's", policy({l1, l2}, kept(u"abort"_s, {u"L2"_s}), kept(u"pause"_s, {u"L1"_s})), u"abort"_s, ann, Why::OtherRole);
        row("in this environment", policy({l1, l2}, {}, kept(u"abort"_s, {u"L2"_s})), u"abort"_s, ann, Why::OtherRole);
    }

    void rolesAndVerbs()
    {
        QFETCH(Policy, policy);
        QFETCH(QString, verb);
        QFETCH(RolePerson, person);
        QFETCH(int, why);
        const RoleAnswer answer = askRoles(policy, u"prod"_s, verb, person);
        QCOMPARE(int(answer.why), why);
        QCOMPARE(roleText(answer, u"shop"_s, verb, person).isEmpty(), answer.why == RoleAnswer::Why::Allowed);
    }

    /// What an environment keeps for a role holds there alone, and not where nobody knows which one it is.
    void anotherEnvironment()
    {
        const Policy shop = policy({role(u"L1"_s, {u"ann"_s}, {u"abort"_s}), role(u"L2"_s, {u"bob"_s})}, {}, kept(u"abort"_s, {u"L2"_s}));
        const RolePerson ann{u"ann"_s, {}, {}};
        QCOMPARE(int(askRoles(shop, u"prod"_s, u"abort"_s, ann).why), int(RoleAnswer::Why::OtherRole));
        QCOMPARE(int(askRoles(shop, u"staging"_s, u"abort"_s, ann).why), int(RoleAnswer::Why::Allowed));
        QCOMPARE(int(askRoles(shop, {}, u"abort"_s, ann).why), int(RoleAnswer::Why::Allowed));
    }

    void whoMayAndWhatIsHeld()
    {
        const QVariantMap silent = role(u"lead"_s, {u"eve"_s});
        const QVariantMap wrong = role(u"L1"_s, {u"ann"_s}, {u"pause"_s, u"abort"_s});
        const QVariantMap right = role(u"L2"_s, {}, {u"promote"_s});
        const RolePerson both{u"ann"_s, {}, u"eve"_s};
        const RoleAnswer free = askRoles(policy({silent, wrong, right}), {}, u"promote"_s, both);
        QCOMPARE(free.held, (QStringList{u"lead"_s, u"L1"_s}));
        QCOMPARE(free.allows, (QStringList{u"pause"_s, u"abort"_s}));
        QCOMPARE(free.may, QStringList{u"L2"_s}); // a role that says nothing may not what is said of another one
        const RoleAnswer reserved = askRoles(policy({silent, wrong, right}, kept(u"promote"_s, {u"lead"_s, u"L1"_s})), {}, u"promote"_s, {u"carl"_s, {}, {}});
        QCOMPARE(int(reserved.why), int(RoleAnswer::Why::OtherRole));
        QCOMPARE(reserved.may, QStringList{u"lead (eve)"_s}); // L1 is meant, but its own list does not have it; L2 is not meant
        QVERIFY(assignsRoles(policy({right, wrong})));
        QCOMPARE(askRoles(policy({wrong, role(u"L1b"_s, {u"ann"_s}, {u"abort"_s})}), {}, u"promote"_s, {u"ann"_s, {}, {}}).allows, (QStringList{u"pause"_s, u"abort"_s}));
    }

    void theWordsOfAVerb()
    {
        QCOMPARE(policyWordsOf(u"pause"_s), QStringList{u"pause"_s});
        QCOMPARE(policyWordsOf(u"rollback"_s), (QStringList{u"rollback"_s, u"undo"_s}));
        QCOMPARE(policyWordsOf(u"promote-full"_s), (QStringList{u"promote-full"_s, u"full-promote"_s}));
        QCOMPARE(policyWordsOf(u"set-weight-100"_s), (QStringList{u"set-weight-100"_s, u"promote-full"_s, u"full-promote"_s}));
    }

    /// What is no verb on a workload asks a policy that knows the word, and no other.
    void deeds()
    {
        using Why = RoleAnswer::Why;
        const RolePerson ann{u"ann"_s, {}, {}};
        const RolePerson bob{u"bob"_s, {}, {}};
        const Policy without = policy({role(u"L1"_s, {u"ann"_s}, {u"watch"_s, u"triage"_s}), role(u"L2"_s, {u"bob"_s}, {u"promote"_s})});
        const Policy with = policy({role(u"L1"_s, {u"ann"_s}, {u"watch"_s, u"triage"_s}), role(u"L2"_s, {u"bob"_s}, {u"silence"_s, u"decide"_s, u"tick"_s, u"signal"_s}), role(u"L3"_s, {u"eve"_s}, {u"apply"_s})});
        for (const QString &deed : {u"silence"_s, u"signal"_s, u"decide"_s, u"tick"_s}) {
            QVERIFY(!speaksOfDeed(without, {}, deed) && speaksOfDeed(with, {}, deed));
            QCOMPARE(askRolesOfDeed(without, {}, deed, ann).why, Why::Allowed);
            QCOMPARE(askRolesOfDeed(without, {}, deed, bob).why, Why::Allowed);
            QCOMPARE(askRolesOfDeed(with, {}, deed, bob).why, Why::Allowed);
            const bool ofTriage = deed == u"decide" || deed == u"tick"; // triage allows them
            QCOMPARE(askRolesOfDeed(with, {}, deed, ann).why, ofTriage ? Why::Allowed : Why::NotAllowed);
            QCOMPARE(askRolesOfDeed(with, {}, deed, {u"eve"_s, {}, {}}).why, Why::NotAllowed);
            const Policy keeping = policy({role(u"L1"_s, {u"ann"_s}), role(u"L2"_s, {u"bob"_s})}, {}, kept(deed, {u"L2"_s}));
            QCOMPARE(askRolesOfDeed(keeping, u"prod"_s, deed, ann).why, Why::OtherRole);
            QCOMPARE(askRolesOfDeed(keeping, u"prod"_s, deed, bob).why, Why::Allowed);
            QCOMPARE(askRolesOfDeed(keeping, u"test"_s, deed, ann).why, Why::Allowed);
        }
    }

    /// What is refused is told with what is allowed and who may.
    void theRefusalSaysWhoMay()
    {
        const Policy shop = policy({role(u"L1"_s, {u"ann"_s}, {u"pause"_s, u"abort"_s}), role(u"L2"_s, {u"group:platform"_s}, {u"promote"_s}), role(u"L3"_s, {u"dev"_s}, {u"apply"_s})});
        QVERIFY(assignsRoles(shop));
        const RolePerson ann{u"ann"_s, {}, {}};
        const QString text = roleText(askRoles(shop, {}, u"promote"_s, ann), u"shop"_s, u"promote"_s, ann);
        for (const QString &part : {u"does not allow promote"_s, u"it allows pause, abort"_s, u"ann is L1 there"_s, u"Who may: L2 (group:platform)."_s})
            QVERIFY2(text.contains(part), qPrintable(text));
        QVERIFY(!text.contains(u"L3"_s));
        QVERIFY(roleText(askRoles(shop, {}, u"scale"_s, ann), u"shop"_s, u"scale"_s, ann).contains(u"No role of it may."_s));
        QVERIFY(!assignsRoles(policy({role(u"L1"_s, {}, {u"pause"_s})})));
    }

    void failingAnalysesAsk()
    {
        QList<AnalysisRun> runs;
        for (int i = 0; i < 3; ++i) {
            AnalysisRun run;
            run.meta.name = u"run-%1"_s.arg(i);
            run.phase = u"Failed"_s;
            run.completedAt = QDateTime(QDate(2026, 11, 21), QTime(9, i), Qt::UTC);
            runs.append(run);
        }
        const AnalysisEscalation three{u"a"_s, {}, {u"L2"_s}, Comparison::GreaterOrEqual, 3, u">= 3"_s};
        AnalysisEscalation four = three;
        four.limit = 4;
        AnalysisEscalation unset = three;
        unset.limit.reset();
        const QList<EscalationPrompt> prompts = escalationPrompts({four, three, unset}, runs);
        QCOMPARE(prompts.size(), 1);
        QCOMPARE(prompts[0].failures, 3);
        QCOMPARE(prompts[0].lastRun, u"run-2"_s);
        runs[2].phase = u"Successful"_s;
        QVERIFY(escalationPrompts({three}, runs).isEmpty());
        AnalysisEscalation fewer = three; // "<= 3" holds of no failure at all, and then there is nothing to escalate
        fewer.comparison = Comparison::LessOrEqual;
        QVERIFY(escalationPrompts({fewer}, {}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_domain_roles)
#include "tst_domain_roles.moc"
