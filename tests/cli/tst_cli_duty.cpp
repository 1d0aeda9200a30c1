// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalstore.h"
#include "services/systemclock.h"
#include "support/program.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// Obligations, lessons and packs of days, without any cluster.
class tst_cli_duty : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    int m_run = 0;

    QString home() const { return m_dir.filePath(u"home%1"_s.arg(m_run)); }
    Said run(const QStringList &arguments)
    {
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), QStringList{u"--json"_s} + arguments, {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, home()}, {u"KUBECONFIG"_s, m_dir.filePath(u"none"_s)}});
    }
    QJsonArray items(const QStringList &arguments) { return run(arguments).json()[u"items"].toArray(); }

    void write(const QDateTime &at, const QString &id, RecordType type, const QString &state, const QString &reason)
    {
        const SystemClock clock;
        auto store = JournalStore::open(home() + u"/journal"_s, &clock);
        QVERIFY(store.ok());
        JournalRecord record;
        record.id = id;
        record.type = type;
        record.at = at;
        record.verb = u"rollback"_s;
        record.state = state;
        record.reason = reason;
        record.object = {u"prod"_s, u"shop"_s, u"web"_s};
        record.objectKind = u"Rollout"_s;
        QVERIFY((*store)->append(record).ok());
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init()
    {
        ++m_run;
        write(QDateTime(QDate(2026, 9, 14), QTime(10, 0), Qt::UTC), u"action-1"_s, RecordType::Intent, u"open"_s, u"errors | [x](http://evil) after the update"_s);
        write(QDateTime(QDate(2026, 9, 14), QTime(10, 1), Qt::UTC), u"action-1"_s, RecordType::Outcome, u"applied"_s, {});
        write(QDateTime(QDate(2026, 9, 19), QTime(10, 0), Qt::UTC), u"action-2"_s, RecordType::Intent, u"open"_s, u"on another day"_s);
    }

    void owedUntilClosed()
    {
        const Said opened = run({u"duty"_s, u"open"_s, u"tell the customers"_s, u"--action"_s, u"action-1"_s, u"--within"_s, u"2h"_s});
        QVERIFY2(opened.code == 0 && opened.isOneDocument(), opened.both().constData());
        const QString id = opened.json()[u"id"].toString();
        const QJsonArray owed = items({u"duty"_s, u"list"_s});
        QCOMPARE(owed.size(), 1);
        QCOMPARE(owed[0][u"id"].toString(), id);
        QCOMPARE(owed[0][u"name"].toString(), u"web"_s);
        QCOMPARE(owed[0][u"overdue"].toBool(true), false);
        QCOMPARE(run({u"duty"_s, u"close"_s, id, u"--reason"_s, u"no"_s}).code, 2);
        QCOMPARE(run({u"duty"_s, u"close"_s, id, u"--reason"_s, u"mail went to all of them"_s}).code, 0);
        QVERIFY(items({u"duty"_s, u"list"_s}).isEmpty());
        QCOMPARE(items({u"duty"_s, u"list"_s, u"--all"_s})[0][u"how"].toString(), u"mail went to all of them"_s);
        QCOMPARE(run({u"duty"_s, u"close"_s, id, u"--reason"_s, u"mail went to all of them"_s}).code, 3);
        QCOMPARE(run({u"duty"_s, u"open"_s, u"of nothing"_s, u"--action"_s, u"nothing"_s}).code, 1);
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);
    }

    void learned()
    {
        QCOMPARE(run({u"lesson"_s, u"add"_s, u"action-1"_s, u"weights were too coarse"_s, u"--link"_s, u"https://wiki.example/1"_s}).code, 0);
        const QJsonArray lessons = items({u"lesson"_s, u"list"_s});
        QCOMPARE(lessons.size(), 1);
        QCOMPARE(lessons[0][u"text"].toString(), u"weights were too coarse"_s);
        QCOMPARE(lessons[0][u"link"].toString(), u"https://wiki.example/1"_s);
        QCOMPARE(run({u"lesson"_s, u"add"_s, u"action-9"_s, u"weights were too coarse"_s}).code, 1);
        QCOMPARE(run({u"lesson"_s, u"add"_s, u"action-1"_s, u"weights were too coarse"_s, u"--link"_s, u"file:///etc/passwd"_s}).code, 2);
    }

    /// A stretch of days: what began on them, with a review that nobody's words can break.
    void aStretchOfDays()
    {
        QCOMPARE(run({u"lesson"_s, u"add"_s, u"action-1"_s, u"weights were too coarse"_s}).code, 0);
        QCOMPARE(run({u"duty"_s, u"open"_s, u"tell the customers"_s, u"--action"_s, u"action-1"_s}).code, 0);
        const QString out = m_dir.filePath(u"days%1"_s.arg(m_run));
        const Said said = run({u"evidence"_s, u"export"_s, u"2026-09-14..2026-09-18"_s, out});
        QVERIFY2(said.code == 0, said.both().constData());
        const QString pack = said.json()[u"path"].toString();
        QVERIFY2(pack.endsWith(u"_days_2026-09-14..2026-09-18"_s), qPrintable(pack));
        const QJsonArray actions = QJsonDocument::fromJson(contentOf(pack + u"/actions.json"_s)).array();
        QCOMPARE(actions.size(), 1);
        QCOMPARE(actions[0][u"id"].toString(), u"action-1"_s);
        const QByteArray review = contentOf(pack + u"/review.md"_s);
        QVERIFY2(review.contains("weights were too coarse"), review.constData());
        QVERIFY2(review.contains("errors \\| \\[x\\](http://evil) after the update"), review.constData());
        QCOMPARE(run({u"evidence"_s, u"verify"_s, pack}).json()[u"state"].toString(), u"valid"_s);
        QCOMPARE(run({u"evidence"_s, u"export"_s, u"2026-09-18..2026-09-14"_s, out}).code, 1); // backwards: no days, no id
        QCOMPARE(run({u"evidence"_s, u"export"_s, u"2027-01-01..2027-01-02"_s, out}).code, 1);
    }

    void intoACheckout()
    {
        const QString checkout = m_dir.filePath(u"checkout%1"_s.arg(m_run));
        const QStringList order{u"evidence"_s, u"export"_s, u"action-1"_s, checkout, u"--checkout"_s};
        QCOMPARE(run(order).code, 2); // there is none
        QVERIFY(QDir().mkpath(checkout + u"/.prbodies"_s));
        QCOMPARE(run(order + QStringList{u"--pr-body"_s, u"rel-7.md"_s}).code, 2);
        QCOMPARE(run(order + QStringList{u"--pr-body"_s, u"../x"_s}).code, 2);
        QVERIFY(!QFileInfo::exists(checkout + u"/.evidence"_s));
        QFile body(checkout + u"/.prbodies/rel-7.md"_s);
        QVERIFY(body.open(QIODevice::WriteOnly));
        const Said said = run(order + QStringList{u"--pr-body"_s, u"rel-7.md"_s});
        QVERIFY2(said.code == 0, said.both().constData());
        const QString pack = said.json()[u"path"].toString();
        QVERIFY(pack.startsWith(checkout + u"/.evidence/"_s));
        QVERIFY(contentOf(pack + u"/review.md"_s).contains("Reviewed with: .prbodies/rel-7.md"));
    }
};

QTEST_GUILESS_MAIN(tst_cli_duty)
#include "tst_cli_duty.moc"
