// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/slo/facts.h"
#include "services/facts/factkeeper.h"
#include "support/kubetest.h"
#include "support/scriptedserver.h"

#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

HealthProbe probe(const QVariantMap &json = {})
{
    HealthProbe made;
    made.name = u"public"_s;
    made.json = json;
    return made;
}

} // namespace

/// The looks at a health endpoint over time, and what is sent with each.
class TestProbeHistory : public QObject
{
    Q_OBJECT

    SteadyClock m_clock;

    ProbeAnswer ask(const HealthProbe &of, const HealthProber::Variables &variables)
    {
        std::optional<ProbeAnswer> got;
        HealthProber prober(&m_clock);
        prober.ask(of, variables, {}, nullptr, [&got](const ProbeAnswer &said) { got = said; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(got.has_value(), 20'000); }();
        return got.value_or(ProbeAnswer());
    }

private Q_SLOTS:
    /// CON-20: asked as often as the policy says and no more; the strip tells every look, and failing since the first in a row that failed.
    void historyOfAProbe()
    {
        QTemporaryDir dir;
        enum { Good, Error500, Silent, WrongBody };
        int mode = Good;
        ScriptedServer server([&mode](const ScriptedRequest &, ScriptedConnection *connection) {
            if (mode != Silent)
                connection->reply(mode == Error500 ? 500 : 200, mode == WrongBody ? R"({"status":"down"})" : R"({"status":"up"})", "Content-Type: application/json\r\n");
        });
        SteadyClock clock;
        Policy made;
        PolicyService service;
        service.name = u"web"_s;
        service.health = {probe({{u"status"_s, u"up"_s}})};
        service.health.first().url = server.url().toString() + u"/health"_s;
        service.health.first().every = std::chrono::seconds(40);
        service.health.first().timeout = std::chrono::milliseconds(500);
        made.services = {service};
        PolicyMatch match;
        match.policy = std::make_shared<const Policy>(made);
        match.service = u"web"_s;
        const FactReader::Question question{{u"box"_s, u"shop"_s, u"web"_s}, WorkloadKind::Rollout, match, false};
        FactReader reader(&clock);
        FactKeeper keeper(&reader, &clock, dir.path());
        const auto refresh = [&](FactKeeper &which) {
            bool told = false;
            which.refresh(question, nullptr, [&told](const FactSheet &) { told = true; });
            [&] { QTRY_VERIFY_WITH_TIMEOUT(told, 20'000); }();
        };
        const auto strip = [&](FactKeeper &which) { return which.history(match.policy, {}, {})->probes().value(0); };
        const auto lookAs = [&](int how, int looks) {
            mode = how;
            clock.ahead += 40'000;
            keeper.lookAgain(question, nullptr);
            [&] { QTRY_COMPARE_WITH_TIMEOUT(strip(keeper).looks.size(), looks, 20'000); }();
            return strip(keeper);
        };
        keeper.lookAgain(question, nullptr);
        refresh(keeper);
        QCOMPARE(strip(keeper).ok(), std::optional(true));
        keeper.lookAgain(question, nullptr);
        refresh(keeper); // within the interval: what was read counts
        clock.ahead += 20'000;
        keeper.lookAgain(question, nullptr);
        QCOMPARE(server.requests.size(), 1);
        QVERIFY(!strip(keeper).failingSince.isValid() && !strip(keeper).firstFailure().isValid());

        const ProbeHistory failed = lookAs(Error500, 2);
        const QDateTime since = failed.failingSince;
        QCOMPARE(since, failed.looks.last().at);
        QVERIFY(!failed.isAtLeast && failed.looks.last().text.contains(u"HTTP 500"_s));
        QCOMPARE(lookAs(Silent, 3).failingSince, since);
        const ProbeHistory wrong = lookAs(WrongBody, 4);
        QCOMPARE(wrong.failingSince, since);
        QCOMPARE(wrong.firstFailure(), since);
        QVERIFY2(wrong.looks.last().text.contains(u"down"_s), qPrintable(wrong.looks.last().text));
        QCOMPARE(since.msecsTo(wrong.looks.last().at) / 10'000, 8);
        QCOMPARE(wrong.count(true), 1);
        QCOMPARE(wrong.count(false), 3);
        const ProbeHistory good = lookAs(Good, 5);
        QVERIFY(good.ok() == true && !good.failingSince.isValid());
        QCOMPARE(good.firstFailure(), since);
        QCOMPARE(server.requests.size(), 5);

        FactKeeper another(&reader, &clock, dir.path()); // another window, or a call of the command line
        mode = Error500;
        clock.ahead += 40'000;
        refresh(another);
        QCOMPARE(strip(another).looks.size(), 6);
        QCOMPARE(strip(another).firstFailure(), since);
        QVERIFY(!strip(another).isAtLeast);
        clock.ahead += 200'000; // nobody looked
        QVERIFY(strip(another).isStale && !strip(another).ok() && !strip(another).failingSince.isValid());
        refresh(another);
        QVERIFY(strip(another).isAtLeast);
        QCOMPARE(strip(another).failingSince, strip(another).looks.last().at);
    }

    void variablesInHeaders()
    {
        ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(200, "{}"); });
        HealthProbe of = probe();
        of.url = server.url().toString();
        of.headers = {{u"X-Service"_s, u"{{ name }} of {{namespace}}, 100 %"_s}};
        const ProbeAnswer good = ask(of, {{u"namespace"_s, u"shop"_s}, {u"name"_s, u"web/1"_s}});
        QCOMPARE(good.ok, std::optional(true));
        QCOMPARE(server.requests.first().header("x-service"), "web/1 of shop, 100 %");
        QCOMPARE(good.headers.value(u"X-Service"_s), u"web/1 of shop, 100 %"_s);
        const ProbeAnswer missing = ask(of, {{u"namespace"_s, u"shop"_s}});
        QVERIFY2(!missing.ok && missing.text.contains(u"X-Service"_s) && missing.text.contains(u"{{name}}"_s), qPrintable(missing.text));
        QVERIFY(!ask(of, {{u"namespace"_s, u"shop"_s}, {u"name"_s, u"a\r\nX-Evil: 1"_s}}).ok);
        QCOMPARE(server.requests.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestProbeHistory)
#include "tst_services_probehistory.moc"
