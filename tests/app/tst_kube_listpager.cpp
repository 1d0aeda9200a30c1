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

QTEST_GUILESS_MAIN(TestKubeListPager)
#include "tst_kube_listpager.moc"
