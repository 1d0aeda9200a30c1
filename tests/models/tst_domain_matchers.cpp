// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alerts/matchers.h"

#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

class TestMatchers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWhatPeopleWrite_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<SilenceMatcher>>("expected");
        QTest::newRow("quoted") << u"alertname=\"High Errors\""_s << QList<SilenceMatcher> {{u"alertname"_s, u"High Errors"_s, false, true}};
        QTest::newRow("bare") << u" alertname = HighErrors "_s << QList<SilenceMatcher> {{u"alertname"_s, u"HighErrors"_s, false, true}};
        QTest::newRow("four signs") << u"a=1,b!=2,c=~3.*,d!~4"_s
                                    << QList<SilenceMatcher> {{u"a"_s, u"1"_s, false, true}, {u"b"_s, u"2"_s, false, false}, {u"c"_s, u"3.*"_s, true, true}, {u"d"_s, u"4"_s, true, false}};
        QTest::newRow("comma and quote inside") << u"a=\"x,\\\"y\\\"\\\\\", b=\"2\""_s << QList<SilenceMatcher> {{u"a"_s, u"x,\"y\"\\"_s, false, true}, {u"b"_s, u"2"_s, false, true}};
        QTest::newRow("a regular expression keeps its backslash") << u"a=~\"x\\.y\\d\""_s << QList<SilenceMatcher> {{u"a"_s, u"x\\.y\\d"_s, true, true}};
        QTest::newRow("empty beside another") << u"a=\"\", b=2"_s << QList<SilenceMatcher> {{u"a"_s, QString(), false, true}, {u"b"_s, u"2"_s, false, true}};
    }
    void readsWhatPeopleWrite()
    {
        QFETCH(QString, text);
        QFETCH(QList<SilenceMatcher>, expected);
        const Result<QList<SilenceMatcher>> read = parseMatchers(text);
        QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
        QCOMPARE(read->size(), expected.size());
        for (int i = 0; i < expected.size(); ++i) {
            QCOMPARE(read->at(i).value, expected.at(i).value);
            QVERIFY(read->at(i) == expected.at(i));
        }
    }

    void refusesTheRest_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *bad : {"", "   ", "alertname", "a==b=", "1a=b", "a=\"open", "a=~\"(\"", "a=\"\"", "a=~\".*\"", "a!=\"x\"", "a=b c=d,,", "a-b=c"})
            QTest::newRow(bad) << QString::fromLatin1(bad);
    }
    void refusesTheRest()
    {
        QFETCH(QString, text);
        const Result<QList<SilenceMatcher>> read = parseMatchers(text);
        QVERIFY(!read);
        QCOMPARE(read.error().code, u"badMatcher"_s);
    }
};

QTEST_GUILESS_MAIN(TestMatchers)
#include "tst_domain_matchers.moc"
