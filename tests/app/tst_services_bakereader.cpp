// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/read/directsender.h"
#include "services/bake/bakereader.h"
#include "support/fakeprometheus.h"
#include "support/kubetest.h"

#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// What the comparison of canary and stable is fed with.
class TestBakeReader : public QObject
{
    Q_OBJECT

    static Result<BakeReading> read(const std::function<void(FakePrometheus &)> &prepare)
    {
        SteadyClock clock;
        FakePrometheus server(&clock, [](const QString &query, qint64) { return std::optional(query.contains(u"code=") ? 1. : 100.); });
        prepare(server);
        ServerIdentity identity;
        identity.server = server.server.url();
        PromClient client(std::make_unique<DirectSender>(identity), &clock);
        BakeReader reader;
        Await<Result<BakeReading>> got;
        reader.read(&client, u"web"_s, clock.utcNow().addSecs(-1800), clock.utcNow(), got.callback());
        return got.get();
    }

private Q_SLOTS:
    void everyMinuteIsRead()
    {
        const Result<BakeReading> reading = read([](FakePrometheus &) {});
        QVERIFY(reading.ok());
        QVERIFY(reading->intervals >= 28);
        QCOMPARE(reading->samples.size(), size_t(2 * reading->intervals));
        for (const BakeSample &sample : reading->samples)
            QVERIFY(sample.requests == 100. && sample.errors == 1.);
    }

    /// One of six answers may be incomplete, by the server's own word: no minute of it is a good one.
    void anIncompleteAnswerIsNoComparison_data()
    {
        QTest::addColumn<QString>("of");
        QTest::newRow("requests of the canary") << u"sum(increase(http_requests_total{service=\"web\",role=\"canary\"}"_s;
        QTest::newRow("errors of the stable") << u"sum(increase(http_requests_total{service=\"web\",role=\"stable\",code"_s;
        QTest::newRow("buckets") << u"sum by (le)"_s;
    }
    void anIncompleteAnswerIsNoComparison()
    {
        QFETCH(QString, of);
        const Result<BakeReading> reading = read([&of](FakePrometheus &server) { server.warned = [of](const QString &, const QString &query) { return query.startsWith(of); }; });
        QVERIFY(!reading.ok());
        QCOMPARE(reading.error().code, u"doubtfulAnswer"_s);
        QVERIFY(reading.error().message.contains(u"one store did not answer"_s) && !reading.error().hint.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestBakeReader)
#include "tst_services_bakereader.moc"
