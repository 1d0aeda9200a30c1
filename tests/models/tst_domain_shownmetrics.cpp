// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/metrics/shownmetrics.h"
#include "domain/validation/validation.h"
#include "text/metrics/metrictext.h"

#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

PolicyMetric metric(const QString &name)
{
    PolicyMetric made;
    made.name = name;
    made.query = name;
    return made;
}

PolicyGate gate(const QString &name, const QString &asks)
{
    PolicyGate made;
    made.name = name;
    made.subject = name;
    made.pass = GateBound();
    made.pass->text = asks;
    return made;
}

Policy policy()
{
    Policy made;
    made.hash = QByteArray(64, 'a');
    made.metrics = {metric(u"p95"_s), metric(u"queue"_s), metric(u"db"_s)};
    made.gates = {gate(u"latency"_s, u"< 500ms"_s), gate(u"synthetic"_s, u">= $floor"_s)};
    made.limits = {{u"floor"_s, u"0.95"_s}, {u"pace"_s, u"5m"_s}};
    const QVariantMap phase{{u"name"_s, u"internal"_s}, {u"focus"_s, QVariantList{QVariantList{u"database pool"_s, u"redis"_s}}}};
    made.document = {
        {u"metrics"_s, QVariantList{QVariantMap{{u"name"_s, u"db"_s}, {u"title"_s, u"database pool"_s}}}},
        {u"strategies"_s, QVariantList{QVariantMap{{u"name"_s, u"steps"_s}, {u"phases"_s, QVariantList{phase}}}}},
        {u"pages"_s, QVariantList{QVariantMap{{u"name"_s, u"health"_s}, {u"tiles"_s, QVariantList{u"p95"_s, u"latency"_s, u"db"_s}}}}},
        {u"rollback"_s, QVariantMap{{u"target"_s, QVariantMap{{u"median"_s, u"$pace"_s}, {u"metric"_s, u"p95"_s}}}}},
        {u"services"_s, QVariantList{QVariantMap{{u"name"_s, u"shop"_s}, {u"manifest"_s, QVariantMap{{u"criteria_annotation"_s, u"release/criteria"_s}, {u"adr"_s, u"0002"_s}}}}}},
    };
    return made;
}

const ObjectRef cart{u"box"_s, u"shop"_s, u"cart"_s};

JournalRecord verified(const QString &id, int seconds, const ObjectRef &of = cart, ValidationEnd end = ValidationEnd::Verified)
{
    Validation validation;
    validation.since = QDateTime::fromSecsSinceEpoch(1'000'000, Qt::UTC);
    validation.endedAt = validation.since.addSecs(seconds);
    validation.end = end;
    JournalRecord record;
    record.id = id;
    record.type = RecordType::Observe;
    record.object = of;
    record.state = validationEndWord(end);
    record.details = validationDetails(validation);
    record.verb = u"validate"_s;
    return record;
}

} // namespace

/// What is shown besides gates comes from the policy alone: pages, focus of the phase, metrics; how long rollbacks took; criteria.
class TestShownMetrics : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pagesAndFocus();
    void boundedList();
    void pace();
    void criteria_data();
    void criteria();
    void noCriteria();
};

void TestShownMetrics::pagesAndFocus()
{
    PolicyService service;
    service.strategy = u"steps"_s;
    const QList<MetricReading> shown = shownMetrics(policy(), service, u"internal"_s, {u"p95"_s});
    QStringList names;
    for (const MetricReading &one : shown)
        names.append(one.metric);
    QCOMPARE(names, (QStringList{u"db"_s, u"redis"_s, u"p95"_s, u"queue"_s})); // a tile that is a gate stands among the gates
    QCOMPARE(shown.at(0).groups, (QStringList{u"focus"_s, u"health"_s}));
    QCOMPARE(shown.at(0).title, u"database pool"_s);
    QVERIFY(!shown.at(0).provenance.error && !shown.at(0).judged);
    QVERIFY(shown.at(1).provenance.error && shown.at(1).provenance.error->message.contains(u"redis"_s)); // never silently absent
    QVERIFY(shown.at(2).judged && shown.at(3).groups.isEmpty());
    QCOMPARE(shownMetrics(policy(), service, u"another"_s, {}).at(0).metric, u"p95"_s); // the focus is the phase's
}

void TestShownMetrics::boundedList()
{
    Policy many = policy();
    for (int i = 0; i < 100; ++i)
        many.metrics.append(metric(u"m%1"_s.arg(i)));
    QCOMPARE(shownMetrics(many, {}, {}, {}).size(), mostShown);
}

void TestShownMetrics::pace()
{
    ObjectRef other = cart;
    other.name = u"other"_s;
    const RollbackPace none = rollbackPace(QList<JournalRecord>{}, cart);
    QVERIFY(none.count == 0 && !none.medianSeconds);
    const RollbackPace measured = rollbackPace({verified(u"a"_s, 100), verified(u"b"_s, 400), verified(u"b"_s, 400), verified(u"c"_s, 220), verified(u"d"_s, 9, other),
                                                verified(u"e"_s, 9, cart, ValidationEnd::GivenUp)}, cart);
    QCOMPARE(measured.count, 3); // by action, of this object, those that were verified
    QCOMPARE(measured.medianSeconds, std::optional(220.0));
    const RollbackPace asked = rollbackPace(measured, policy());
    QCOMPARE(asked.targetSeconds, std::optional(300.0));
    QCOMPARE(asked.metric, u"p95"_s);
    QList<JournalRecord> many;
    for (int i = 0; i < 40; ++i)
        many.append(verified(u"r%1"_s.arg(i), i < 20 ? 1000 : 10));
    QCOMPARE(rollbackPace(many, cart).medianSeconds, std::optional(10.0)); // the newest twenty
}

void TestShownMetrics::criteria_data()
{
    using State = CriteriaReading::State;
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("expected");
    QTest::addColumn<QString>("difference");
    QTest::newRow("as the policy") << u"latency: <500ms\nsynthetic: >= 0.95"_s << int(State::Same) << QString();
    QTest::newRow("in one line") << u"latency: < 500ms; "_s << int(State::Same) << QString();
    QTest::newRow("another limit") << u"latency: < 400ms"_s << int(State::Differs) << u"latency: < 400ms there, < 500ms in the policy"_s;
    QTest::newRow("prose") << u"See ADR 0002: all gates green"_s << int(State::Text) << QString();
    QTest::newRow("a gate nobody knows") << u"latency: < 500ms; magic: > 1"_s << int(State::Text) << QString();
    QTest::newRow("hash") << QString(u"sha256:"_s + QString(64, u'A')) << int(State::Same) << QString();
    QTest::newRow("another hash") << u"sha256:00"_s << int(State::Differs) << QString();
    QTest::newRow("empty") << QString() << int(State::Text) << QString();
}

void TestShownMetrics::criteria()
{
    QFETCH(QString, text);
    QFETCH(int, expected);
    QFETCH(QString, difference);
    const CriteriaReading read = promotionCriteria(policy(), u"shop"_s, {{u"release/criteria"_s, text}});
    QCOMPARE(int(read.state), expected);
    if (!difference.isEmpty())
        QCOMPARE(read.differences, QStringList{difference});
}

void TestShownMetrics::noCriteria()
{
    QCOMPARE(promotionCriteria(policy(), u"shop"_s, {}).state, CriteriaReading::State::Missing);
    QVERIFY(promotionCriteria(policy(), u"other"_s, {}).annotation.isEmpty());
    // Where they were decided stands beside them, annotation or not.
    CriteriaReading read = promotionCriteria(policy(), u"shop"_s, {});
    QCOMPARE(read.adr, u"0002"_s);
    QVERIFY2(criteriaText(read).contains(u"release/criteria (ADR 0002)"_s), qPrintable(criteriaText(read)));
    read.annotation.clear();
    QVERIFY2(criteriaText(read).contains(u"ADR 0002"_s), qPrintable(criteriaText(read)));
    QVERIFY(criteriaText(promotionCriteria(policy(), u"other"_s, {})).isEmpty());
}

QTEST_GUILESS_MAIN(TestShownMetrics)
#include "tst_domain_shownmetrics.moc"
