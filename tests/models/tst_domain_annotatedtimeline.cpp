// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timeline/annotatedtimeline.h"
#include "items/grafana/annotationmodel.h"
#include "items/grafana/grafanaboardmodel.h"
#include "text/grafana/grafanatext.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 18), QTime(14, 20, 36), Qt::UTC);

GrafanaAnnotation annotation(qint64 id, int secondsAgo, const QString &text, const QStringList &tags = {})
{
    return {id, now.addSecs(-secondsAgo), {}, text, tags, {}, u"dana"_s};
}

} // namespace

/// Annotations of Grafana beside what the cluster and the Journal tell, and their words.
class tst_domain_annotatedtimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joined()
    {
        Timeline timeline;
        timeline.entries = {{now.addSecs(-600), EntrySource::Reported, EntryKind::Boundary, u"begin"_s, {}, {}, {}, u"boundary"_s},
                            {now.addSecs(-300), EntrySource::Operator, EntryKind::Action, u"rollback web"_s, u"ana"_s, {}, {}, u"journal:a-1/applied"_s}};
        const Timeline whole = withAnnotations(timeline, {annotation(1, 900, u"before anything was recorded"_s), annotation(2, 400, u"load\ntest"_s, {u"loadtest"_s}),
                                                          annotation(3, 290, u"rollback web: applied"_s, {u"maestro"_s, u"action:a-1"_s}), annotation(4, 10, u"of another console"_s, {u"action:b-1"_s})});
        QStringList texts;
        for (const TimelineEntry &entry : whole.entries)
            texts.append(entry.text);
        QCOMPARE(texts, (QStringList{u"begin"_s, u"Grafana: load test"_s, u"rollback web"_s, u"Grafana: of another console"_s}));
        QCOMPARE(whole.entries[1].actor, u"dana"_s);
        QCOMPARE(whole.entries[1].detail, u"loadtest"_s);
        QCOMPARE(withAnnotations({}, {annotation(1, 1, u"x"_s)}), Timeline());
    }

    void concernsARollout()
    {
        const ObjectRef web{u"prod"_s, u"shop"_s, u"web"_s};
        QVERIFY(concerns(annotation(1, 1, {}, {}), web));
        QVERIFY(concerns(annotation(1, 1, {}, {u"service:web"_s, u"deploy"_s}), web));
        QVERIFY(!concerns(annotation(1, 1, {}, {u"service:api"_s}), web));
        QVERIFY(!concerns(annotation(1, 1, {}, {u"service:web"_s, u"namespace:other"_s}), web));
    }

    /// Whatever Grafana says is text, on one line.
    void models()
    {
        AnnotationModel notes;
        GrafanaBoardModel boards;
        const QAbstractItemModelTester first(&notes, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester second(&boards, QAbstractItemModelTester::FailureReportingMode::QtTest);
        boards.setBoards({{u"slo"_s, u"Service \u202eSLO"_s, {}, {}}, {u"web"_s, u"WEB overview"_s, u"SLO"_s, {}}}, u"web"_s);
        QCOMPARE(boards.rowAt(0).board.uid, u"web"_s); // names the service
        QVERIFY(!boards.index(1, GrafanaBoardModel::Title).data().toString().contains(QChar(0x202e)));
        notes.setNow(now);
        GrafanaAnnotation hostile = annotation(2, 60, u"<b>bold</b>\x1b[31m\n\u202egpj.exe"_s, {u"a\nb"_s});
        hostile.author.clear();
        hostile.board = u"slo"_s;
        notes.setAnnotations({annotation(1, 3600, u"old"_s), hostile}, {{u"slo"_s, u"Service SLO"_s, {}, {}}});
        QCOMPARE(notes.index(1, AnnotationModel::Text).data().toString(), u"old"_s); // the newest first
        const QString text = notes.index(0, AnnotationModel::Text).data().toString();
        QVERIFY2(text.startsWith(u"<b>bold</b>") && !text.contains(QChar(0x1b)) && !text.contains(u'\n') && !text.contains(QChar(0x202e)), qPrintable(text));
        QVERIFY(!notes.index(0, AnnotationModel::Tags).data().toString().contains(u'\n'));
        QCOMPARE(notes.index(0, AnnotationModel::By).data().toString(), u"not told"_s);
        QCOMPARE(notes.index(0, AnnotationModel::Board).data().toString(), u"Service SLO"_s);
        QCOMPARE(notes.index(1, AnnotationModel::Board).data().toString(), u"all boards"_s);
        QCOMPARE(notes.index(0, AnnotationModel::Age).data().toString(), u"1 min ago"_s);
        notes.setAnnotations({}, {});
        boards.setBoards({}, {});
    }

    /// Nothing that was not read is told as fine.
    void words()
    {
        GrafanaSight sight;
        sight.source = u"https://grafana.example"_s;
        QVERIFY(grafanaSentence(sight, now).contains(u"not read yet"_s));
        QCOMPARE(emptyBoards(sight), u"not read yet"_s);
        sight.askedAt = now.addSecs(-4);
        QVERIFY(grafanaSentence(sight, now).contains(u"reading, 4"_s));
        sight.askedAt = {};
        const Error down{ErrorKind::Unreachable, u"unreachable"_s, u"Grafana: no answer"_s};
        sight.boardsRead.problem = down;
        sight.annotationsRead.problem = down;
        QVERIFY(isInDoubt(sight));
        QVERIFY2(grafanaSentence(sight, now).contains(u"Boards and annotations NOT read: Grafana: no answer"_s), qPrintable(grafanaSentence(sight, now)));
        QVERIFY(emptyAnnotations(sight, now).startsWith(u"unknown"_s));
        sight.boardsRead.readAt = sight.annotationsRead.readAt = now.addSecs(-180);
        QVERIFY(grafanaSentence(sight, now).contains(u"is 3 min old"_s));
        QVERIFY(isOld(sight.boardsRead, now));
        sight.boardsRead.problem.reset();
        sight.annotationsRead.problem.reset();
        QVERIFY(grafanaSentence(sight, now).contains(u"read 3 min ago"_s));
        AuditSinkStatus status;
        QVERIFY(deliverySentence(status, now).isEmpty());
        status.configured = true;
        status.waiting = 2;
        status.problem = u"The webhook answered 503."_s;
        status.problemAt = now.addSecs(-30);
        QVERIFY2(deliverySentence(status, now).contains(u"NOT taken"_s) && deliverySentence(status, now).contains(u"wait for Grafana"_s), qPrintable(deliverySentence(status, now)));
    }
};

QTEST_GUILESS_MAIN(tst_domain_annotatedtimeline)
#include "tst_domain_annotatedtimeline.moc"
