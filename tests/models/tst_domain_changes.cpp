// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/triage/changetext.h"

#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

class tst_domain_changes : public QObject
{
    Q_OBJECT

    const QDateTime m_at = QDateTime::fromString(u"2026-11-21T03:00:00Z"_s, Qt::ISODate);

    /// Revision 7 at 03:00, a Secret five minutes later, Helm two hours before; not in order.
    ChangeList list() const
    {
        ChangeList made;
        made.entries = {{m_at, ChangeSource::Revision, u"revision 7"_s, {}, u"mara"_s, {}},
                        {m_at.addSecs(-7200), ChangeSource::Helm, u"Helm revision 3"_s, {}, {}, {}},
                        {m_at.addSecs(300), ChangeSource::Secret, u"Secret shop/tokens"_s, u"api 0a0b"_s, {}, {}}};
        made.sort();
        return made;
    }

private Q_SLOTS:
    void oneOrder()
    {
        QStringList order;
        for (const ChangeEntry &one : list().entries)
            order.append(changeWord(one.kind));
        QCOMPARE(order, (QStringList{u"secret"_s, u"revision"_s, u"helm"_s}));
    }

    void theMark_data()
    {
        QTest::addColumn<int>("bad"); // seconds after revision 7
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("row"); // of the mark
        QTest::addColumn<qint64>("gap");
        QTest::newRow("right after a revision") << 42 << u"first bad sample 0:42 after revision 7 (errors)"_s << 1 << qint64(42'000);
        QTest::newRow("at the same second") << 0 << u"first bad sample 0:00 after revision 7 (errors)"_s << 1 << qint64(0);
        QTest::newRow("after what came later") << 400 << u"first bad sample 1:40 after Secret shop/tokens (errors)"_s << 0 << qint64(100'000);
        QTest::newRow("long after") << 300 + 3 * 3600 + 130 << u"first bad sample 3:02:10 after Secret shop/tokens (errors)"_s << 0 << qint64(10'930'000);
        QTest::newRow("between two") << -60 << u"first bad sample 1:59:00 after Helm revision 3 (errors)"_s << 2 << qint64(7'140'000);
        QTest::newRow("before all") << -7205 << u"first bad sample 0:05 before Helm revision 3, the oldest change that is known (errors)"_s << 3 << qint64(-5'000);
    }
    void theMark()
    {
        QFETCH(int, bad);
        ChangeList seen = list();
        seen.bad = {m_at.addSecs(bad), u"errors"_s, {}};
        QTEST(changeMarkText(seen), "text");
        QTEST(seen.gapMs(), "gap");
        const QList<ChangeRow> rows = changeRows(seen);
        QCOMPARE(rows.size(), 4);
        const auto mark = std::find_if(rows.begin(), rows.end(), [](const ChangeRow &row) { return row.bad; });
        QTEST(int(mark - rows.begin()), "row");
        QCOMPARE(seen.suspect() == nullptr, bad < -7200);
    }

    /// The controller moves the canary's weight because of a revision: the revision is the suspect.
    void anEffectIsNoSuspect()
    {
        ChangeList seen = list();
        ChangeEntry weight{m_at.addSecs(320), ChangeSource::Ingress, u"Ingress shop/web-canary"_s, u"canary-weight 25"_s, u"rollouts-controller"_s, {}};
        weight.effect = true;
        seen.entries.append(weight);
        seen.sort();
        QCOMPARE(seen.entries.constFirst().what, weight.what);
        QCOMPARE(newestChangeText(seen, m_at.addSecs(360)), u"Secret shop/tokens, 1 min ago"_s);
        seen.bad = {m_at.addSecs(331), u"errors"_s, {}};
        QCOMPARE(seen.suspect()->what, u"Secret shop/tokens"_s);
        QCOMPARE(changeMarkText(seen), u"first bad sample 0:31 after Secret shop/tokens, 0:11 after the controller moved its traffic (errors)"_s);
        seen.bad.at = m_at.addSecs(310);
        QCOMPARE(changeMarkText(seen), u"first bad sample 0:10 after Secret shop/tokens (errors)"_s);
        seen.entries = {weight};
        QVERIFY(!seen.newest() && !seen.measured());
    }

    void whatIsNotKnownIsSaid()
    {
        ChangeList seen = list();
        QCOMPARE(changeMarkText(seen), u"no bad sample"_s);
        QVERIFY(!seen.measured());
        seen.bad.unknown = u"no Prometheus"_s;
        QVERIFY(changeMarkText(seen).contains(u"not known: no Prometheus"_s));
        seen.unread = {{ChangeSource::Secret, u"forbidden"_s}};
        QCOMPARE(changeGapsText(seen), u"Secret: forbidden"_s);
        seen.unread = {{ChangeSource::Secret, u"forbidden"_s}, {ChangeSource::Secret, u"forbidden"_s}, {ChangeSource::Helm, u"timeout"_s}};
        QCOMPARE(changeGapsText(seen), u"Secret: forbidden; Helm: timeout"_s);
        QCOMPARE(unreadKindsText(seen), u"Secret, Helm"_s);
        QCOMPARE(newestChangeText(seen, m_at.addSecs(360)), u"Secret shop/tokens, 1 min ago"_s);
        ChangeList none;
        none.bad = {m_at, u"errors"_s, {}};
        QVERIFY(!none.measured() && none.gapMs() == 0);
        QVERIFY(changeMarkText(none).contains(u"no change is known"_s));
        QCOMPARE(changeRows(none).size(), 1);
    }
};

QTEST_APPLESS_MAIN(tst_domain_changes)
#include "tst_domain_changes.moc"
