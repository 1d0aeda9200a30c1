// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alerts/alertreach.h"
#include "domain/alerts/matchers.h"

#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

AlertRoute route(const QString &matchers, const QString &receiver, bool goesOn = false, const QList<AlertRoute> &routes = {})
{
    AlertRoute made;
    made.receiver = receiver;
    made.goesOn = goesOn;
    made.routes = routes;
    for (const QString &text : matchers.split(u';', Qt::SkipEmptyParts))
        made.matchers.append(*parseMatcher(text));
    return made;
}

RouteTree tree()
{
    AlertRoute nightly = route(u"alertname=~High.*"_s, u"web"_s);
    nightly.muted = {u"nights"_s};
    return {route({}, u"nobody"_s, false, {route(u"severity=critical;team=~\"a|b\""_s, u"pager"_s, true), route(u"service=web"_s, u"web"_s, false, {nightly}), route(u"owner=\"\""_s, u"unowned"_s)}),
            {{u"nobody"_s, {}}, {u"pager"_s, {u"webhook"_s}}, {u"web"_s, {u"email"_s, u"slack"_s}}, {u"unowned"_s, {}}}};
}

} // namespace

/// Where an alert ends, and whether those that a policy names exist and are told to anybody.
class TestRoutes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ends_data()
    {
        QTest::addColumn<QString>("labels");
        QTest::addColumn<QString>("receivers");
        QTest::addColumn<bool>("timed");
        const auto row = [](const char *labels, const char *receivers, bool timed = false) { QTest::newRow(labels) << QString::fromLatin1(labels) << QString::fromLatin1(receivers) << timed; };
        row("alertname=X;owner=me", "nobody");
        row("alertname=X", "unowned"); // a label that is missing is an empty one
        row("severity=critical;team=a;owner=me", "pager");
        row("severity=critical;team=ab;owner=me", "nobody"); // anchored at both ends
        row("severity=critical;team=b;service=web", "pager web"); // continue
        row("severity=critical;team=b", "pager unowned");
        row("service=web", "web"); // the first that matches ends it
        row("service=web;alertname=HighLatency", "web", true);
        row("service=web;alertname=ALowOne", "web");
    }

    void ends()
    {
        QFETCH(QString, labels);
        QMap<QString, QString> of;
        for (const QString &one : labels.split(u';'))
            of.insert(one.section(u'=', 0, 0), one.section(u'=', 1));
        QStringList receivers;
        bool timed = false;
        for (const RouteHit &hit : routeOf(tree(), of)) {
            receivers << hit.receiver;
            timed = timed || hit.timed;
            QCOMPARE(hit.integrations, tree().receivers.value(hit.receiver));
        }
        QTEST(receivers.join(u' '), "receivers");
        QTEST(timed, "timed");
    }

    void reach()
    {
        Policy policy;
        AlertFamily family;
        family.name = u"latency"_s;
        family.match = {u"HighLatency"_s, u"re:Low.*"_s, u"Missing"_s, u"re:Gone.*"_s, u"Quiet"_s};
        policy.alertFamilies = {family};
        policy.nativeAlerts = {{u"RolloutFailed"_s, {}, {}, {}}, {u"HighLatency"_s, {}, {}, {}}};
        const QList<LoadedAlert> rules {{u"HighLatency"_s, {{u"service"_s, u"web"_s}}}, {u"LowOne"_s, {{u"service"_s, u"web"_s}}}, {u"LowTwo"_s, {{u"severity"_s, u"critical"_s}, {u"team"_s, u"a"_s}}},
                                        {u"ALowThree"_s, {}}, {u"Quiet"_s, {}}, {u"RolloutFailed"_s, {{u"owner"_s, u"me"_s}}}};
        using State = AlertReach::State;
        const QList<AlertReach> all = alertReach(policy, rules, tree());
        QList<State> states;
        for (const AlertReach &one : all)
            states << one.state;
        QCOMPARE(states, (QList<State> {State::Reaches, State::Reaches, State::NoRule, State::NoRule, State::TellsNobody, State::TellsNobody}));
        QVERIFY(all.first().timed);
        QCOMPARE(all.first().receivers, QStringList {u"web (email, slack)"_s});
        QCOMPARE(all.at(1).rules, (QStringList {u"LowOne"_s, u"LowTwo"_s}));
        QCOMPARE(all.at(1).receivers, (QStringList {u"web (email, slack)"_s, u"pager (webhook)"_s, u"unowned"_s}));
        QCOMPARE(all.last().alert, u"RolloutFailed"_s);
        for (const AlertReach &one : alertReach(policy, {}, tree()))
            QCOMPARE(one.state, State::Unknown);
        const QList<AlertReach> without = alertReach(policy, rules, {});
        QCOMPARE(without.at(0).state, State::Unknown); // it exists, and nobody knows who is told
        QCOMPARE(without.at(2).state, State::NoRule);
    }
};

QTEST_APPLESS_MAIN(TestRoutes)
#include "tst_domain_routes.moc"
