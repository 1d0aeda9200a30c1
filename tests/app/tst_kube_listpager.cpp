// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/api/listpager.h"
#include "support/kubetest.h"

#include <QSignalSpy>

using namespace maestro;

class TestKubeListPager : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusesWhatIsNotTheList_data();
    void refusesWhatIsNotTheList();
    void knowsPlurals();
    void readsPages();
    void asksAheadAndIsNotMisled_data();
    void asksAheadAndIsNotMisled();

private:
    SteadyClock m_clock;
};

namespace {

QByteArray page(const char *kind, const char *version, const QByteArray &next)
{
    return QByteArray("{\"kind\":\"") + kind + "\",\"metadata\":{\"resourceVersion\":\"" + version + "\",\"continue\":\"" + next + "\"},\"items\":[]}";
}

} // namespace

void TestKubeListPager::refusesWhatIsNotTheList_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::newRow("always the same next page") << page("RolloutList", "7", "again") << "inconsistentList";
    QTest::newRow("another list") << page("PodList", "7", {}) << "notKubernetes";
    QTest::newRow("no kind") << QByteArray("{\"metadata\":{\"resourceVersion\":\"7\"},\"items\":[]}") << "notKubernetes";
    QTest::newRow("no version") << page("RolloutList", "", {}) << "inconsistentList";
    QTest::newRow("cut") << page("RolloutList", "7", {}).chopped(3) << "notKubernetes";
}

void TestKubeListPager::refusesWhatIsNotTheList()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    ScriptedServer server([&](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, body); });
    KubeClient client(contextFor(server), &m_clock, nullptr);
    ListPager pager(&client, QStringLiteral("/apis/argoproj.io/v1alpha1/rollouts"), std::nullopt);
    QString found;
    connect(&pager, &ListPager::failed, this, [&](const Error &error) { found = error.code; });
    QSignalSpy finished(&pager, &ListPager::finished);
    pager.start();
    QTRY_COMPARE(found, code);
    QCOMPARE(finished.size(), 0);
}

void TestKubeListPager::knowsPlurals()
{
    ScriptedServer server([&](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, page("IngressList", "7", {})); });
    KubeClient client(contextFor(server), &m_clock, nullptr);
    ListPager pager(&client, QStringLiteral("/apis/networking.k8s.io/v1/namespaces/default/ingresses"), std::nullopt);
    QSignalSpy finished(&pager, &ListPager::finished);
    pager.start();
    QTRY_COMPARE(finished.size(), 1);
}

void TestKubeListPager::readsPages()
{
    ScriptedServer server([&](const ScriptedRequest &request, ScriptedConnection *c) {
        const bool second = request.target.contains("continue=one");
        const bool third = request.target.contains("continue=two");
        c->reply(200, page("RolloutList", "7", third ? QByteArray() : second ? "two" : "one"));
    });
    KubeClient client(contextFor(server), &m_clock, nullptr);
    ListPager pager(&client, QStringLiteral("/apis/argoproj.io/v1alpha1/rollouts"), std::nullopt);
    QSignalSpy pages(&pager, &ListPager::page);
    QSignalSpy finished(&pager, &ListPager::finished);
    pager.start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(pages.size(), 3);
}

/// The next page is asked for while this one is read; a token that is only text of an object is noticed, and its answer void.
void TestKubeListPager::asksAheadAndIsNotMisled_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QList<QByteArray>>("asked");
    const QByteArray head("{\"kind\":\"RolloutList\",");
    const QByteArray meta("\"metadata\":{\"resourceVersion\":\"7\",\"continue\":\"real\"}");
    QTest::newRow("metadata first") << head + meta + ",\"items\":[]}" << QList<QByteArray>{"real"};
    QTest::newRow("metadata last") << head + "\"items\":[]," + meta + "}" << QList<QByteArray>{"real"};
    QTest::newRow("an object with such a text") << head + meta + ",\"items\":[{\"metadata\":{\"annotations\":{\"continue\":\"false\"}}}]}" << QList<QByteArray>{"false", "real"};
    QTest::newRow("an escaped token is not guessed") << head + "\"items\":[],\"metadata\":{\"resourceVersion\":\"7\",\"continue\":\"re\\u0061l\"}}" << QList<QByteArray>{"real"};
}

void TestKubeListPager::asksAheadAndIsNotMisled()
{
    QFETCH(QByteArray, body);
    QFETCH(QList<QByteArray>, asked);
    QList<QByteArray> tokens;
    ScriptedServer server([&](const ScriptedRequest &request, ScriptedConnection *c) {
        const qsizetype at = request.target.indexOf("continue=");
        if (at >= 0)
            tokens.append(request.target.mid(at + 9));
        c->reply(200, at < 0 ? body : request.target.contains("real") ? page("RolloutList", "7", {}) : page("RolloutList", "666", {}));
    });
    KubeClient client(contextFor(server), &m_clock, nullptr);
    ListPager pager(&client, QStringLiteral("/apis/argoproj.io/v1alpha1/rollouts"), std::nullopt);
    QSignalSpy pages(&pager, &ListPager::page);
    QSignalSpy finished(&pager, &ListPager::finished);
    QSignalSpy failed(&pager, &ListPager::failed);
    pager.start();
    QTRY_COMPARE(finished.size() + failed.size(), 1);
    QCOMPARE(failed.size(), 0);
    QCOMPARE(pages.size(), 2);
    QCOMPARE(finished.first().first().toByteArray(), QByteArray("7"));
    QCOMPARE(tokens, asked);
}

QTEST_GUILESS_MAIN(TestKubeListPager)
#include "tst_kube_listpager.moc"
