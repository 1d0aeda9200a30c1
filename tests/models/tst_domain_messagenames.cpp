// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/validation/messagenames.h"

#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// What a message has to name, and whether it does.
class tst_domain_messagenames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// VAL-05: the policy's must_name: whole words, the number of the revision as such; what the record does not tell nobody can judge.
    void whatAMessageNames_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("missing");
        QTest::newRow("all") << u"web is back on v1.2 (Revision 3)."_s << QStringList();
        QTest::newRow("end of a sentence") << u"Rev. 3 is back, that is v1.2."_s << QStringList();
        QTest::newRow("nothing") << QString() << QStringList{u"image_tag v1.2"_s, u"revision 3"_s};
        QTest::newRow("a longer tag") << u"back on v1.2.1, revision 3"_s << QStringList{u"image_tag v1.2"_s};
        QTest::newRow("another build") << u"back on v1.2-rc1, revision 3"_s << QStringList{u"image_tag v1.2"_s};
        QTest::newRow("inside a word") << u"back on prev1.2, revision 3"_s << QStringList{u"image_tag v1.2"_s};
        QTest::newRow("another number") << u"v1.2, revision 31"_s << QStringList{u"revision 3"_s};
        QTest::newRow("a number alone") << u"v1.2 with 3 pods"_s << QStringList{u"revision 3"_s};
    }
    void whatAMessageNames()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, missing);
        ValidationSubject of;
        of.toImages = {u"registry:5000/shop/web:v1.2"_s};
        of.toRevision = 3;
        QCOMPARE(missingNames(factsToName({u"image_tag"_s, u"revision"_s}, of), text), missing);
    }
    void whatNobodyCanTellIsNotNamed()
    {
        ValidationSubject of;
        of.toImages = {u"web@sha256:0123456789abcdef0123"_s, u"side:v7"_s};
        of.toRevision = 0;
        const QList<NamedFact> facts = factsToName({u"image_tag"_s, u"revision"_s, u"INC-"_s}, of);
        QCOMPARE(missingNames(facts, u"inc-9: sha256:0123456789abcdef0123"_s), QStringList{u"image_tag v7"_s});
        QCOMPARE(untoldNames(facts), QStringList{u"revision"_s});
        of.toImages.append(u"no-tag"_s);
        QCOMPARE(untoldNames(factsToName({u"image_tag"_s}, of)), QStringList{u"image_tag"_s});
        CheckItem item{u"tell"_s, u"message"_s, false, CheckState::Waiting, {}, {}, {u"revision"_s}};
        takeConfirmed(item, {u"ann"_s, QDateTime::currentDateTimeUtc(), true, u"revision 3"_s}, of);
        QCOMPARE(item.state, CheckState::Unknown);
    }
};

QTEST_GUILESS_MAIN(tst_domain_messagenames)
#include "tst_domain_messagenames.moc"
