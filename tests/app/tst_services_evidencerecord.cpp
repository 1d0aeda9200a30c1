// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operation/evidencerecord.h"
#include "support/domainsamples.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

/// As it stands on disk, with ' for ".
const char *const lines[] = {
    "{",
    "    'actor': {",
    "        'host': 'desk',",
    "        'impersonating': null,",
    "        'os': 'root',",
    "        'server': 'ana'",
    "    },",
    "    'after': null,",
    "    'apiVersion': 'maestro/v1',",
    "    'backup': {",
    "        'file': '/evidence/backups/0123.yaml',",
    "        'hidden': 0,",
    "        'sha256': '0123'",
    "    },",
    "    'before': null,",
    "    'cluster': {",
    "        'context': 'prod',",
    "        'server': 'https://10.0.0.1'",
    "    },",
    "    'digest': 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',",
    "    'dryRun': null,",
    "    'durationMs': 3250,",
    "    'finishedAt': '2026-11-21T09:00:03.500Z',",
    "    'from': {",
    "        'revision': 2",
    "    },",
    "    'id': '5a22daae-ab48-4d36-8a88-300b98176fa0',",
    "    'journal': {",
    "        'segment': 'segment-000001',",
    "        'seq': 7",
    "    },",
    "    'kind': 'Evidence',",
    "    'logUrl': 'https://logs.example/1',",
    "    'object': {",
    "        'kind': 'Rollout',",
    "        'name': 'web',",
    "        'namespace': 'shop',",
    "        'uid': 'uid-web'",
    "    },",
    "    'policy': null,",
    "    'policyHash': null,",
    "    'reason': 'errors since v2',",
    "    'requests': [",
    "        {",
    "            'method': 'PATCH'",
    "        }",
    "    ],",
    "    'result': {",
    "        'auditId': 'audit-1',",
    "        'http': 200,",
    "        'message': null,",
    "        'state': 'applied'",
    "    },",
    "    'rule': null,",
    "    'startedAt': '2026-11-21T09:00:00.250Z',",
    "    'ticket': null,",
    "    'to': {",
    "        'revision': 1",
    "    },",
    "    'trigger': 'manual',",
    "    'verb': 'abort'",
    "}",
};

QString written()
{
    QString text;
    for (const char *line : lines)
        text += QString::fromLatin1(line).replace(u'\'', u'"') + u'\n';
    return text;
}

} // namespace

/// EVD-05: the evidence record of an action, to the byte, and what is said of one that somebody changed.
class TestEvidenceRecord : public QObject
{
    Q_OBJECT

    static JournalRecord intent()
    {
        JournalRecord record;
        record.type = RecordType::Intent;
        record.id = u"5a22daae-ab48-4d36-8a88-300b98176fa0"_s;
        record.verb = u"abort"_s;
        record.at = at("2026-11-21T09:00:00.250Z");
        record.actor = {u"ana"_s, u"root"_s, u"desk"_s, {}};
        record.reason = u"errors since v2"_s;
        record.object = {u"prod"_s, u"shop"_s, u"web"_s};
        record.objectKind = u"Rollout"_s;
        record.objectUid = u"uid-web"_s;
        record.server = u"https://10.0.0.1"_s;
        record.details = {{u"from"_s, QJsonObject {{u"revision"_s, 2}}}, {u"to"_s, QJsonObject {{u"revision"_s, 1}}}, {u"trigger"_s, u"manual"_s}, {u"logUrl"_s, u"https://logs.example/1"_s},
                          {u"requests"_s, QJsonArray {QJsonObject {{u"method"_s, u"PATCH"_s}}}},
                          {u"backup"_s, QJsonObject {{u"sha256"_s, u"0123"_s}, {u"file"_s, u"/evidence/backups/0123.yaml"_s}, {u"hidden"_s, 0}}}};
        return record;
    }
    static QJsonObject record()
    {
        OperationPlan plan;
        plan.digest = QString(64, u'a');
        Outcome outcome;
        outcome.state = OutcomeState::Applied;
        outcome.httpStatus = 200;
        outcome.auditId = u"audit-1"_s;
        outcome.journalSegment = u"segment-000001"_s;
        outcome.journalSeq = 7;
        return evidenceRecord(plan, outcome, intent(), at("2026-11-21T09:00:03.500Z"));
    }

private Q_SLOTS:
    void toTheByte()
    {
        QTemporaryDir dir;
        const Result<QString> path = writeEvidence(dir.path(), record(), intent());
        QVERIFY(path.ok());
        QVERIFY2(path->endsWith(u"/rollbacks/20261121T090000Z_abort_shop_web_5a22daae-ab48-4d36-8a88-300b98176fa0.json"_s), qPrintable(*path));
        QFile file(*path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString golden = written();
        const QByteArray bytes = file.readAll();
        QCOMPARE(QString::fromUtf8(bytes), golden);
        QCOMPARE(evidenceRecordProblems(bytes), QStringList());
    }

    void whatWasSeen()
    {
        QJsonObject whole = record();
        whole.insert(u"before"_s, seenObject(snapshotOf(canaryAtGate())));
        QCOMPARE(whole[u"before"][u"phase"].toString(), u"Paused"_s);
        QCOMPARE(whole[u"before"][u"step"].toInt(), 1);
        QVERIFY(evidenceRecordProblems(QJsonDocument(whole).toJson()).isEmpty());
    }

    void changed_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("told");
        const auto row = [](const char *name, const QString &key, const QJsonValue &value, const QString &told) { QTest::newRow(name) << key << value << told; };
        const QJsonValue gone(QJsonValue::Undefined);
        row("no reason", u"reason"_s, gone, u"reason is missing"_s);
        row("no actor", u"actor"_s, gone, u"actor is missing"_s);
        row("an actor of words", u"actor"_s, u"ana"_s, u"actor is not as it was written"_s);
        row("half an actor", u"actor"_s, QJsonObject {{u"os"_s, u"root"_s}}, u"actor.server is missing"_s);
        row("no id", u"id"_s, QString(), u"id is not as it was written"_s);
        row("another format", u"apiVersion"_s, u"maestro/v2"_s, u"no evidence record"_s);
        row("another document", u"kind"_s, u"Outcome"_s, u"no evidence record"_s);
        row("local time", u"startedAt"_s, u"2026-11-21T09:00:00.250"_s, u"startedAt is not"_s);
        row("a later end", u"finishedAt"_s, u"2026-11-21T09:00:04.500Z"_s, u"durationMs is not the time"_s);
        row("another end", u"result"_s, QJsonObject {{u"state"_s, u"fine"_s}, {u"message"_s, {}}, {u"http"_s, 200}, {u"auditId"_s, {}}}, u"result.state"_s);
        row("no requests but words", u"requests"_s, u"none"_s, u"requests is not"_s);
    }
    void changed()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QFETCH(QString, told);
        QJsonObject object = record();
        if (value.isUndefined())
            object.remove(key);
        else
            object.insert(key, value);
        const QString said = evidenceRecordProblems(QJsonDocument(object).toJson()).join(u"; ");
        QVERIFY2(said.contains(told), qPrintable(said));
    }

    /// Written before unknown fields were null, or with fields that came later.
    void olderAndNewer()
    {
        QJsonObject object = record();
        for (const QString &key : {u"rule"_s, u"policy"_s, u"policyHash"_s, u"dryRun"_s})
            object.remove(key);
        object.insert(u"ticket"_s, QString());
        object.insert(u"later"_s, 1);
        QCOMPARE(evidenceRecordProblems(QJsonDocument(object).toJson()), QStringList());
        QVERIFY(!evidenceRecordProblems("[]").isEmpty());
        QVERIFY(!evidenceRecordProblems("{").isEmpty());
        QVERIFY(!evidenceRecordProblems({}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestEvidenceRecord)
#include "tst_services_evidencerecord.moc"
