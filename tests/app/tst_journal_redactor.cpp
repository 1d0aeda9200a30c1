// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/redactor.h"
#include "support/cputime.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

class TestRedactor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void secretsGo_data();
    void secretsGo();
    void plainTextStays_data();
    void plainTextStays();
    void controlCharactersAndLength();
    void hostileTextIsLinear();
    void detailsAreAllowListed();
};

void TestRedactor::secretsGo_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("canary");
    const auto add = [](const char *name, const QString &text, const QString &canary) { QTest::addRow("%s", name) << text << canary; };
    add("bearer", u"401 for Authorization: Bearer abcdefghij0123456789"_s, u"abcdefghij0123456789"_s);
    add("bearer lower", u"bearer k8s-aws-v1.abcdefgh"_s, u"k8s-aws"_s);
    add("basic", u"Basic dXNlcjpwYXNzd29yZA== refused"_s, u"dXNlcjpw"_s);
    add("jwt", u"got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl back"_s, u"eyJ"_s);
    add("url", u"proxy http://anna:hunter2@proxy.example:3128 failed"_s, u"hunter2"_s);
    add("url user", u"https://token@git.example/x"_s, u"token@"_s);
    add("pem", u"-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----"_s, u"MIIabc"_s);
    add("pem cut", u"x -----BEGIN PRIVATE KEY-----\nMIIabc"_s, u"MIIabc"_s);
    add("github", u"ghp_abcdefghijklmnop1234"_s, u"abcdefgh"_s);
    add("github pat", u"github_pat_11ABCDEFG0123456789_x"_s, u"11ABC"_s);
    add("aws", u"key AKIAIOSFODNN7EXAMPLE."_s, u"AKIA"_s);
    add("password", u"login with password=hunter22 failed"_s, u"hunter22"_s);
    add("base64", u"data wJalrXUtnFEMI7K7MDENGbPxRfiCYEXAMPLEKEYz end"_s, u"wJalrXU"_s);
    add("base64 slash", u"wJalrXUtnFEMIK7MDENGabcd/bPxRfiCYEXAMPLEKEY"_s, u"bPxRfi"_s);
}

void TestRedactor::secretsGo()
{
    QFETCH(QString, text);
    QFETCH(QString, canary);
    QVERIFY(looksLikeSecret(text));
    const QString clean = scrubbed(text);
    QVERIFY2(!clean.contains(canary), qPrintable(clean));
    QVERIFY(clean.contains(u"[redacted]"));
}

void TestRedactor::plainTextStays_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {
             "canary error rate below budget", "config fixed, trying again", "/apis/argoproj.io/v1alpha1/namespaces/team-payments-production/rollouts/checkout-frontend-service/status?fieldManager=maestro-console",
             "registry.example.com/team/checkout@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
             "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "5f1c2d3e-0001-4a4b-8c8d-1234567890ab",
             "a-very-long-rollout-name-that-goes-on-and-on-6d5f7c9b8-2026", "the bearer of bad news", "basic authentication", "40% → 60%, grüße",
             "system:serviceaccount:argo-rollouts:argo-rollouts", "https://10.0.0.1:6443", "token expired", "user@example.com asked for it"})
        QTest::addRow("%s", text) << QString::fromUtf8(text);
}

void TestRedactor::plainTextStays()
{
    QFETCH(QString, text);
    QCOMPARE(scrubbed(text), text);
    QVERIFY(!looksLikeSecret(text));
}

void TestRedactor::controlCharactersAndLength()
{
    QCOMPARE(scrubbed(u"a\tb\nc\u0000d\u001be\u0085f"_s), u"a b c d e f");
    for (const QString &unit : {u"x"_s, u"ü"_s, u"→"_s, u"😀"_s}) {
        const QString cut = scrubbed(unit.repeated(5000));
        QVERIFY(cut.toUtf8().size() <= 2048 + 5);
        QVERIFY(cut.toUtf8().size() >= 2044);
        QVERIFY(cut.endsWith(u"[cut]"));
        QVERIFY(!cut.contains(QChar(QChar::ReplacementCharacter)));
    }
    // A secret across the cut does not survive as its beginning.
    QVERIFY(!scrubbed(QString(2040, u'x') + u" ghp_abcdefghijklmnop1234"_s).contains(u"ghp"));
}

void TestRedactor::hostileTextIsLinear()
{
    const qint64 before = test::cpuMs();
    for (const QString &unit : {u"a"_s, u"A1b"_s, u"/"_s, u"://"_s, u"eyJ"_s, u"-----BEGIN X-----"_s, u"password "_s, u"bearer "_s, u"aA1-"_s, u"="_s, u"://a"_s})
        scrubbed(unit.repeated(400'000));
    QVERIFY2(test::cpuMs() - before < 5000, qPrintable(QString::number(test::cpuMs() - before)));
}

void TestRedactor::detailsAreAllowListed()
{
    JournalRecord record;
    record.reason = u"Bearer abcdefghij0123456789"_s;
    record.details = QJsonDocument::fromJson(R"({
        "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "guards": [{"path": "/status/currentPodHash", "value": "abc"}, {"value": null}, {"value": 3}, {"value": 2.5}],
        "requests": [{"method": "PATCH", "path": "/apis/x", "auditId": "a-1", "body": "CANARY", "headers": {"Authorization": "CANARY"}}],
        "podTemplate": {"env": "CANARY"}, "kubeconfig": "CANARY", "from": {"revision": 3, "token": "CANARY"}})").object();
    const JournalRecord clean = redacted(record);
    QVERIFY(!QJsonDocument(clean.details).toJson().contains("CANARY"));
    QCOMPARE(clean.reason, u"[redacted]");
    QCOMPARE(clean.details.keys(), QStringList({u"digest"_s, u"from"_s, u"guards"_s, u"requests"_s}));
    QCOMPARE(clean.details.value(u"digest"_s), record.details.value(u"digest"_s));
    const QJsonArray guards = clean.details.value(u"guards"_s).toArray();
    QCOMPARE(guards.at(0), record.details.value(u"guards"_s).toArray().at(0));
    QVERIFY(guards.at(1).toObject().value(u"value"_s).isNull());
    QCOMPARE(guards.at(2).toObject().value(u"value"_s), QJsonValue(3));
    QCOMPARE(guards.at(3).toObject().value(u"value"_s), QJsonValue(u"2.5"_s));
}

QTEST_GUILESS_MAIN(TestRedactor)
#include "tst_journal_redactor.moc"
