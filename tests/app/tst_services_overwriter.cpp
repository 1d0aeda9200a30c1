// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/config/kubeconfig.h"
#include "services/operation/operationservice.h"
#include "services/systemclock.h"
#include "support/sandboxworld.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// A way back whose effect is not seen because somebody put the old state back: who, and since when.
class tst_services_overwriter : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    SystemClock m_clock;
    std::unique_ptr<sandbox::Sandbox> m_world;
    std::unique_ptr<ClusterAccess> m_access;
    std::unique_ptr<JournalService> m_journal;
    std::unique_ptr<OperationService> m_service;

    /// As Argo CD does when it heals by itself: what Git says, under its own name.
    bool putBack(const QString &path, const QJsonValue &specTemplate, const QString &manager)
    {
        const QJsonArray patch {QJsonObject {{u"op"_s, u"replace"_s}, {u"path"_s, u"/spec/template"_s}, {u"value"_s, specTemplate}}};
        std::optional<MutationResult> answer;
        m_access->client()->mutate({u"PATCH"_s, path + u"?fieldManager="_s + manager, u"application/json-patch+json"_s, QJsonDocument(patch).toJson(QJsonDocument::Compact)},
                                   u"rival"_s, [&answer](const MutationResult &result) { answer = result; });
        return QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000) && answer->verdict == WriteVerdict::Accepted;
    }
    QJsonObject read(const QString &path)
    {
        std::optional<Result<QByteArray>> answer;
        m_access->client()->get(path, [&answer](const Result<QByteArray> &body) { answer = body; });
        return QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000) && *answer ? QJsonDocument::fromJson(**answer).object() : QJsonObject();
    }

private Q_SLOTS:
    void init()
    {
        m_world = test::served(test::canaryUnderWay({QJsonObject {{u"setWeight"_s, 25}}, QJsonObject {{u"pause"_s, QJsonObject()}}}), m_clock.utcNow(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);
        const Result<Kubeconfig> kubeconfig = Kubeconfig::load({m_dir.filePath(u"kc"_s), {}, {}});
        QVERIFY(kubeconfig);
        m_access = std::make_unique<ClusterAccess>(*kubeconfig->context(kubeconfig->currentContext()), &m_clock, nullptr);
        QDir(m_dir.filePath(u"journal"_s)).removeRecursively();
        m_journal = std::make_unique<JournalService>(m_dir.filePath(u"journal"_s), &m_clock);
        m_service = std::make_unique<OperationService>([this](const QString &) { return m_access.get(); }, m_journal.get(), &m_clock);
        m_service->setObserveTimeout(6'000);
    }
    void cleanup()
    {
        m_service.reset();
        m_access.reset();
        m_journal.reset();
        m_world.reset();
    }

    void named_data()
    {
        QTest::addColumn<QString>("manager");
        QTest::newRow("a GitOps tool") << u"argocd-controller"_s;
        QTest::newRow("nobody; the controller does nothing") << QString();
        QTest::newRow("somebody who writes like us") << u"maestro-console"_s;
    }
    void named()
    {
        QFETCH(QString, manager);
        QSignalSpy ready(m_service.get(), &OperationPort::planReady), failed(m_service.get(), &OperationPort::planFailed);
        QSignalSpy finished(m_service.get(), &OperationPort::finished);
        OperationRequest request;
        request.verb = Verb::Rollback;
        request.toRevision = 1;
        request.target = {m_access->context(), u"default"_s, u"web"_s};
        m_service->requestPlan(request);
        QTRY_VERIFY_WITH_TIMEOUT(!ready.isEmpty() || !failed.isEmpty(), 20'000);
        QVERIFY(!ready.isEmpty());
        const auto plan = ready.first().first().value<OperationPlanPtr>();
        QVERIFY(plan->allowed.allowed);
        const QString path = plan->requests.constLast().path.section(u'?', 0, 0);
        const QJsonValue before = read(path)[u"spec"][u"template"];
        QVERIFY(before.isObject());
        m_world->clusters().first()->faults().controllerDelayMs = 3'600'000;
        m_service->execute(plan, {plan->digest, u"latency doubled"_s, {}});
        QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty() || read(path)[u"spec"][u"template"] != before, 6'000);
        QVERIFY2(finished.isEmpty(), qPrintable(finished.value(0).value(0).value<Outcome>().message));
        QTest::qWait(1'100); // times in managedFields are whole seconds
        if (!manager.isEmpty())
            QVERIFY(putBack(path, before, manager));
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
        const auto outcome = finished.first().first().value<Outcome>();
        QCOMPARE(outcome.state, OutcomeState::NotObserved);
        QCOMPARE(outcome.message.contains(u"argocd-controller wrote spec.template after it"_s), manager == u"argocd-controller"_s);
        QVERIFY2(outcome.message.contains(u"its effect was not seen"_s), qPrintable(outcome.message));
    }
};

QTEST_GUILESS_MAIN(tst_services_overwriter)
#include "tst_services_overwriter.moc"
