// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/config/kubeconfig.h"
#include "services/operation/eventqueue.h"
#include "support/kubetest.h"
#include "support/scriptedserver.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// EVD-06: an Event that the cluster does not take waits on disk, and is there once in the end.
class TestEvents : public QObject
{
    Q_OBJECT

    SteadyClock m_clock;
    QTemporaryDir m_dir;
    int m_run = 0;

    QString folder() const { return m_dir.filePath(u"state%1/events"_s.arg(m_run)); }

    std::unique_ptr<ClusterAccess> accessTo(const ScriptedServer &api)
    {
        QFile file(m_dir.filePath(u"kc"_s));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            qFatal("no kubeconfig");
        file.write("apiVersion: v1\nkind: Config\ncurrent-context: box\ncontexts: [{name: box, context: {cluster: c, user: u}}]\nusers: [{name: u, user: {token: hush}}]\n"
                   "clusters: [{name: c, cluster: {server: '" + api.url().toEncoded() + "'}}]\n");
        file.close();
        const Result<Kubeconfig> read = Kubeconfig::load({file.fileName(), {}, {}});
        if (!read)
            qFatal("%s", qPrintable(read.error().message));
        return std::make_unique<ClusterAccess>(*read->context(u"box"_s), &m_clock, nullptr);
    }

    WaitingEvent event(const QString &id, const ClusterAccess &access) const
    {
        const QByteArray body = QJsonDocument(QJsonObject {{u"metadata"_s, QJsonObject {{u"name"_s, QString(u"maestro-"_s + id)}}}}).toJson(QJsonDocument::Compact);
        return {id, u"box"_s, access.server(), {u"POST"_s, u"/apis/events.k8s.io/v1/namespaces/shop/events?fieldManager=maestro-console"_s, u"application/json"_s, body}, m_clock.utcNow()};
    }
    int deliver(ClusterAccess *access)
    {
        EventCourier courier(folder(), [access](const QString &context) { return context == u"box" ? access : nullptr; }, &m_clock);
        std::optional<int> left;
        courier.deliver([&left](int waiting) { left = waiting; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(left.has_value(), 30'000); }();
        return left.value_or(-1);
    }

private Q_SLOTS:
    void init() { ++m_run; }

    /// The server keeps what it was given by name, as a real one does: what comes twice is 409.
    void waitsAndIsDeliveredOnce()
    {
        enum { Down, AnswerLost, Up };
        int mode = Down;
        QStringList kept;
        ScriptedServer server([&](const ScriptedRequest &request, ScriptedConnection *connection) {
            const QString name = QJsonDocument::fromJson(request.body).object()[u"metadata"][u"name"].toString();
            if (mode == Down)
                return connection->reply(503, "{}");
            const bool there = kept.contains(name);
            if (!there)
                kept.append(name);
            if (mode == AnswerLost)
                return connection->reset();
            connection->reply(there ? 409 : 201, there ? R"({"kind":"Status","code":409,"reason":"AlreadyExists"})" : request.body, "Content-Type: application/json\r\n");
        });
        const auto access = accessTo(server);
        const EventQueue queue(folder());
        for (const QString &id : {u"one"_s, u"two"_s, u"three"_s}) {
            QVERIFY(queue.keep(event(id, *access)).ok());
            m_clock.ahead += 1'000;
        }
        QCOMPARE(QFileInfo(folder()).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QCOMPARE(deliver(access.get()), 3);
        QCOMPARE(server.requests.size(), 1); // one that does not answer is not asked for each of them
        mode = AnswerLost;
        QCOMPARE(deliver(access.get()), 3); // nobody knows: it stays
        QCOMPARE(kept, QStringList {u"maestro-one"_s});
        mode = Up;
        QCOMPARE(deliver(access.get()), 0); // by another process as well: all of it is on disk
        QCOMPARE(kept, (QStringList {u"maestro-one"_s, u"maestro-two"_s, u"maestro-three"_s}));
        const qsizetype sent = server.requests.size();
        QCOMPARE(deliver(access.get()), 0);
        QCOMPARE(server.requests.size(), sent);
    }

    void whatIsNeverTakenDoesNotWait()
    {
        ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(403, "{}"); });
        const auto access = accessTo(server);
        QVERIFY(EventQueue(folder()).keep(event(u"one"_s, *access)).ok());
        QCOMPARE(deliver(access.get()), 0);
        QCOMPARE(server.requests.size(), 1);
    }

    void anotherServerIsNotTold()
    {
        ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(201, "{}"); });
        const auto access = accessTo(server);
        WaitingEvent other = event(u"one"_s, *access);
        other.server = u"https://elsewhere.example"_s;
        QVERIFY(EventQueue(folder()).keep(other).ok());
        QCOMPARE(deliver(access.get()), 1);
        QCOMPARE(deliver(nullptr), 1);
        QCOMPARE(server.requests.size(), 0);
    }

    void isBounded()
    {
        ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(503, "{}"); });
        const auto access = accessTo(server);
        const EventQueue queue(folder());
        QVERIFY(queue.keep(event(u"old"_s, *access)).ok());
        m_clock.ahead += EventQueue::longestMs + 1'000;
        for (int i = 0; i < EventQueue::mostEvents + 5; ++i) {
            QVERIFY(queue.keep(event(u"n%1"_s.arg(i, 4, 10, QLatin1Char('0')), *access)).ok());
            m_clock.ahead += 10;
        }
        const QList<WaitingEvent> waiting = queue.waiting(m_clock.utcNow());
        QCOMPARE(waiting.size(), EventQueue::mostEvents);
        QCOMPARE(waiting.first().id, u"n0005"_s);
        QCOMPARE(QDir(folder()).entryList({u"*.json"_s}).size(), EventQueue::mostEvents);
    }

    /// A file of somebody else sends nothing.
    void strangeFiles()
    {
        ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(201, "{}"); });
        const auto access = accessTo(server);
        WaitingEvent patch = event(u"patch"_s, *access);
        patch.request.path = u"/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/web"_s;
        QVERIFY(EventQueue(folder()).keep(patch).ok());
        QFile file(folder() + u"/noise.json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("not json") > 0);
        file.close();
        QCOMPARE(deliver(access.get()), 0);
        QCOMPARE(server.requests.size(), 0);
        QVERIFY(QFile::exists(file.fileName()));
    }
};

QTEST_GUILESS_MAIN(TestEvents)
#include "tst_services_events.moc"
