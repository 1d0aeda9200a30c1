// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/logs/servinglogs.h"
#include "support/kubetest.h"

#include <QUrlQuery>

using namespace maestro;
using namespace Qt::StringLiterals;

/// VAL-04: "no error lines since the action" is said of whole logs only.
class tst_services_servinglogs : public QObject
{
    Q_OBJECT

    SteadyClock m_clock;
    const QDateTime m_since = QDateTime(QDate(2026, 11, 18), QTime(13, 59), Qt::UTC);

    static Pod pod(const QString &name, const QStringList &containers = {u"app"_s})
    {
        Pod pod;
        pod.meta.ns = u"shop"_s;
        pod.meta.name = name;
        pod.meta.uid = u"uid-"_s + name;
        pod.containers = int(containers.size());
        pod.containerNames = containers;
        return pod;
    }

    ServingLogs::Found look(ServingLogs &logs, KubeClient &client, const QList<Pod> &pods, const QStringList &patterns = {u"panic"_s})
    {
        Await<ServingLogs::Found> done;
        logs.read(&client, pods, m_since, m_clock.utcNow(), patterns, done.callback());
        return done.get();
    }

    static QUrlQuery query(const ScriptedRequest &request) { return QUrlQuery(QUrl::fromEncoded(request.target)); }

private Q_SLOTS:
    void everyContainer()
    {
        ScriptedServer server([](const ScriptedRequest &request, ScriptedConnection *c) {
            const QString container = query(request).queryItemValue(u"container"_s);
            if (container.isEmpty())
                return c->reply(400, "{\"kind\":\"Status\",\"status\":\"Failure\",\"code\":400,\"message\":\"a container name must be specified\"}");
            c->reply(200, container == u"proxy"_s ? "2026-11-18T13:59:30.000000001Z panic: no route\n" : "2026-11-18T13:59:30.000000001Z fine\n");
        });
        KubeClient client(contextFor(server), &m_clock, nullptr);
        ServingLogs logs;
        const ServingLogs::Found found = look(logs, client, {pod(u"a"_s, {u"app"_s, u"proxy"_s})});
        QCOMPARE(found.unread, QString());
        QCOMPARE(found.pods, 1);
        QCOMPARE(found.lines.size(), 1);
        QCOMPARE(found.lines.constFirst().text, u"panic: no route"_s);
    }

    /// What lies behind the first piece is read at the next look; until then nobody says that there is nothing.
    void readsOn()
    {
        QByteArray first;
        for (int i = 0; first.size() < ServingLogs::pieceBytes; ++i)
            first += "2026-11-18T13:59:30." + QByteArray::number(100'000'000 + i) + "Z request served " + QByteArray(200, 'x') + '\n';
        first.truncate(ServingLogs::pieceBytes); // in the middle of a line
        const QByteArray last = first.left(first.lastIndexOf('\n')).mid(first.left(first.lastIndexOf('\n')).lastIndexOf('\n') + 1, 30);
        const QByteArray second = last + " request served again\n2026-11-18T13:59:31.000000000Z panic: late\n";
        ScriptedServer server([&](const ScriptedRequest &request, ScriptedConnection *c) {
            c->reply(200, query(request).queryItemValue(u"sinceTime"_s, QUrl::FullyDecoded).toLatin1() == last ? second : first);
        });
        KubeClient client(contextFor(server), &m_clock, nullptr);
        ServingLogs logs;
        const ServingLogs::Found begun = look(logs, client, {pod(u"a"_s)});
        QVERIFY(!begun.unread.isEmpty());
        QCOMPARE(begun.pods, 0);
        const ServingLogs::Found found = look(logs, client, {pod(u"a"_s)});
        QCOMPARE(found.unread, QString());
        QCOMPARE(found.lines.size(), 1);
        QCOMPARE(found.lines.constFirst().text, u"panic: late"_s);
    }

    /// More than are asked at once: none is left out, those of the first look are not asked before the others.
    void many()
    {
        ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, "2026-11-18T13:59:30.000000001Z fine\n"); });
        KubeClient client(contextFor(server), &m_clock, nullptr);
        ServingLogs logs;
        QList<Pod> pods;
        for (int i = 0; i < ServingLogs::logsAtOnce + 5; ++i)
            pods.append(pod(u"p%1"_s.arg(i)));
        const ServingLogs::Found some = look(logs, client, pods);
        QCOMPARE(some.pods, ServingLogs::logsAtOnce);
        QVERIFY(!some.unread.isEmpty());
        const ServingLogs::Found all = look(logs, client, pods);
        QCOMPARE(all.pods, int(pods.size()));
        QCOMPARE(all.unread, QString());
        m_clock.ahead += 120'000; // that was long ago
        QVERIFY(!look(logs, client, pods).unread.isEmpty());
    }

    /// The last words of a program may have no end, and are told once however often they are looked at.
    void lastWords()
    {
        ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, "2026-11-18T13:59:30.000000001Z fine\n2026-11-18T13:59:31.000000001Z panic"); });
        KubeClient client(contextFor(server), &m_clock, nullptr);
        ServingLogs logs;
        for (int i = 0; i < 3; ++i)
            QCOMPARE(look(logs, client, {pod(u"a"_s)}).lines.size(), 1);
    }

    void refused()
    {
        ScriptedServer server([](const ScriptedRequest &request, ScriptedConnection *c) {
            request.target.contains("/pods/a/") ? c->reply(403, "{\"kind\":\"Status\",\"status\":\"Failure\",\"code\":403,\"message\":\"no\"}") : c->reply(200, "2026-11-18T13:59:30.000000001Z panic\n");
        });
        KubeClient client(contextFor(server), &m_clock, nullptr);
        ServingLogs logs;
        const ServingLogs::Found found = look(logs, client, {pod(u"a"_s), pod(u"b"_s)});
        QVERIFY(found.unread.startsWith(u"a: "_s));
        QCOMPARE(found.lines.size(), 1);
        QVERIFY(look(logs, client, {}).unread.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_services_servinglogs)
#include "tst_services_servinglogs.moc"
