// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/operation/dryrun.h"
#include "domain/operation/operationplan.h"

#include <QJsonDocument>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

class tst_domain_dryrun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void differences_data()
    {
        QTest::addColumn<QByteArray>("asked");
        QTest::addColumn<QByteArray>("returned");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("the same") << QByteArray(R"({"a":[1,{"b":"c"}]})") << QByteArray(R"({"a":[1,{"b":"c"}]})") << QStringList();
        QTest::newRow("null is absent") << QByteArray(R"({"a":null})") << QByteArray(R"({})") << QStringList();
        QTest::newRow("added") << QByteArray(R"({"m":{}})") << QByteArray(R"({"m":{"x/y":"1","a~b":2}})") << QStringList{u"/m/a~0b"_s, u"/m/x~1y"_s};
        QTest::newRow("taken away") << QByteArray(R"({"a":1,"b":2})") << QByteArray(R"({"a":1})") << QStringList{u"/b"_s};
        QTest::newRow("changed deep") << QByteArray(R"({"c":[{"image":"a"},{"image":"b"}]})") << QByteArray(R"({"c":[{"image":"a"},{"image":"x"}]})") << QStringList{u"/c/1/image"_s};
        QTest::newRow("one more in a list") << QByteArray(R"({"c":[1]})") << QByteArray(R"({"c":[1,2]})") << QStringList{u"/c"_s};
        QTest::newRow("another kind") << QByteArray(R"({"c":[1]})") << QByteArray(R"({"c":{"0":1}})") << QStringList{u"/c"_s};
    }
    void differences()
    {
        QFETCH(QByteArray, asked);
        QFETCH(QByteArray, returned);
        QFETCH(QStringList, expected);
        QCOMPARE(differingPointers(QJsonDocument::fromJson(asked).object(), QJsonDocument::fromJson(returned).object()), expected);
    }

    void noEndlessList()
    {
        QJsonObject many;
        for (int i = 0; i < 100; ++i)
            many.insert(QString::number(i), i);
        QCOMPARE(differingPointers(QJsonObject(), many, 7).size(), 7);
        QCOMPARE(differingPointers(many, QJsonValue()), QStringList{u"/"_s});
    }

    /// What was shown of it is part of what is confirmed; the moment and the ids are not.
    void digest()
    {
        OperationPlan plan;
        const QString without = planDigest(plan);
        const auto with = [&plan](const DryRun &said) {
            plan.dryRun = std::make_shared<const DryRun>(said);
            return planDigest(plan);
        };
        DryRun said;
        said.state = DryRun::State::Accepted;
        const QString accepted = with(said);
        QVERIFY(accepted != without);
        said.auditId = u"another"_s;
        said.at = QDateTime::fromMSecsSinceEpoch(1, Qt::UTC);
        QCOMPARE(with(said), accepted);
        said.differences = {u"/spec/nodeName"_s};
        QVERIFY(with(said) != accepted);
    }

    void whatIsAsked()
    {
        OperationPlan plan;
        plan.steps = {{PatchTarget::Status, {}, {{ChangeKind::SetAbort, true}}}};
        QVERIFY(!wantsDryRun(plan));
        plan.steps.append({PatchTarget::Main, {}, {{ChangeKind::ReplaceTemplate, QJsonObject()}}});
        QVERIFY(wantsDryRun(plan));
    }
};

QTEST_APPLESS_MAIN(tst_domain_dryrun)
#include "tst_domain_dryrun.moc"
