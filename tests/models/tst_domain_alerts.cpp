// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alerts/alertmatching.h"
#include "domain/alerts/matchers.h"
#include "domain/alerts/silencemark.h"
#include "domain/alerts/regexoverlap.h"

#include <QTest>

using namespace maestro;

namespace {

Policy samplePolicy()
{
    Policy policy;
    AlertFamily down;
    down.name = QStringLiteral("availability");
    down.severity = QStringLiteral("P0");
    down.match = {QStringLiteral("MaestroServiceDown"), QStringLiteral("re:Maestro.*Failing")};
    AlertFamily latency;
    latency.name = QStringLiteral("latency");
    latency.match = {QStringLiteral("re:MaestroHighLatency(P95)?")};
    policy.alertFamilies = {down, latency};
    NativeAlert native;
    native.name = QStringLiteral("RolloutAborted");
    policy.nativeAlerts = {native};
    PolicyService shop;
    shop.name = QStringLiteral("shop");
    shop.workload.name = QStringLiteral("shop-api");
    shop.workload.ns = QStringLiteral("store");
    shop.variables = {{QStringLiteral("service"), QStringLiteral("shop.api")}};
    policy.services = {shop};
    return policy;
}

Silence silenceOf(const QStringList &matchers)
{
    // Matchers that match everything are not accepted alone.
    Silence silence;
    silence.matchers = parseMatchers((QStringList{QStringLiteral("other=x")} + matchers).join(u','))->mid(1);
    return silence;
}

} // namespace

class TestAlerts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void matchersAreAnchored_data();
    void matchersAreAnchored();
    void refusesSilences_data();
    void refusesSilences();
    void families();
    void services_data();
    void services();
    void overlaps_data();
    void overlaps();
    void hides_data();
    void hides();
    void marks();
};

void TestAlerts::matchersAreAnchored_data()
{
    QTest::addColumn<QString>("matcher");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *matcher, const char *value, bool expected) {
        QTest::addRow("%s on '%s'", matcher, value) << QString::fromUtf8(matcher) << QString::fromUtf8(value) << expected;
    };
    row("a=x", "x", true);
    row("a=x", "xx", false);
    row("a=~x", "xx", false);
    row("a=~x.*", "xx", true);
    row("a=~x|yy", "y", false);
    row("a=~x|yy", "yy", true);
    row("a=~x", "x\n", false);
    row("a!=x", "y", true);
    row("a!=x", "x", false);
    row("a!~x.*", "xy", false);
    row("a!~x.*", "yx", true);
    row("a=", "", true); // a missing label
    row("a!=", "", false);
    row("a=~.*", "", true);
    row("a=~.+", "", false);
}

void TestAlerts::matchersAreAnchored()
{
    QFETCH(QString, matcher);
    QFETCH(QString, value);
    const SilenceMatcher parsed = silenceOf({matcher}).matchers.value(0);
    QCOMPARE(parsed.name, QStringLiteral("a"));
    const QMap<QString, QString> labels = value.isEmpty() ? QMap<QString, QString>() : QMap<QString, QString>{{QStringLiteral("a"), value}};
    QTEST(matches(parsed, labels), "expected");
}

void TestAlerts::refusesSilences_data()
{
    QTest::addColumn<QStringList>("matchers");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<bool>("fine");
    const QStringList one{QStringLiteral("a=b")};
    QTest::newRow("fine") << one << 0 << 60 << true;
    QTest::newRow("later") << one << 600 << 660 << true;
    QTest::newRow("began already") << one << -60 << 60 << true;
    QTest::newRow("over") << one << -60 << -1 << false;
    QTest::newRow("ends now") << one << -60 << 0 << false;
    QTest::newRow("backwards") << one << 60 << 30 << false;
    QTest::newRow("no matcher") << QStringList() << 0 << 60 << false;
    QTest::newRow("everything") << QStringList{QStringLiteral("a=~.*")} << 0 << 60 << false;
    QTest::newRow("everything but one") << QStringList{QStringLiteral("a!=b")} << 0 << 60 << false;
    QTest::newRow("something and everything") << QStringList{QStringLiteral("a=~.*"), QStringLiteral("b=c")} << 0 << 60 << true;
}

void TestAlerts::refusesSilences()
{
    QFETCH(QStringList, matchers);
    QFETCH(int, from);
    QFETCH(int, to);
    const QDateTime now(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC);
    Silence silence = silenceOf(matchers);
    silence.startsAt = now.addSecs(from);
    silence.endsAt = now.addSecs(to);
    QTEST(!silenceProblem(silence, now).has_value(), "fine");
}

void TestAlerts::families()
{
    const Policy policy = samplePolicy();
    QCOMPARE(familyOf(policy, QStringLiteral("MaestroServiceDown"))->name, QStringLiteral("availability"));
    QCOMPARE(familyOf(policy, QStringLiteral("MaestroHighLatencyP95"))->name, QStringLiteral("latency"));
    QVERIFY(!familyOf(policy, QStringLiteral("MaestroHighLatencyP95x")));
    QVERIFY(!familyOf(policy, QStringLiteral("MaestroServiceDownToo")));
    AlertReading alert;
    alert.name = QStringLiteral("MaestroServiceDown");
    alert.labels = {{QStringLiteral("rollout"), QStringLiteral("shop-api")}, {QStringLiteral("namespace"), QStringLiteral("store")}};
    assign(alert, policy);
    QCOMPARE(alert.severity, QStringLiteral("P0"));
    QCOMPARE(alert.service, QStringLiteral("shop"));
    alert.severity = QStringLiteral("warning");
    assign(alert, policy);
    QCOMPARE(alert.severity, QStringLiteral("warning"));
}

void TestAlerts::services_data()
{
    QTest::addColumn<QString>("labels");
    QTest::addColumn<bool>("found");
    QTest::newRow("name") << QStringLiteral("service=shop") << true;
    QTest::newRow("variable") << QStringLiteral("service=shop.api") << true;
    QTest::newRow("another") << QStringLiteral("service=shopping") << false;
    QTest::newRow("rollout") << QStringLiteral("rollout=shop-api,namespace=store") << true;
    QTest::newRow("no namespace") << QStringLiteral("app=shop-api") << true;
    QTest::newRow("other namespace") << QStringLiteral("deployment=shop-api,namespace=test") << false;
    QTest::newRow("nothing") << QString() << false;
}

void TestAlerts::services()
{
    QFETCH(QString, labels);
    QMap<QString, QString> map;
    for (const QString &pair : labels.split(u',', Qt::SkipEmptyParts))
        map.insert(pair.section(u'=', 0, 0), pair.section(u'=', 1));
    const Policy policy = samplePolicy();
    QTEST(serviceOf(policy, map) != nullptr, "found");
}

void TestAlerts::overlaps_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *a, const char *b, bool expected) {
        QTest::addRow("%s with %s", a, b) << QString::fromUtf8(a) << QString::fromUtf8(b) << expected;
    };
    row("abc", "abc", true);
    row("abc", "abd", false);
    row("abc", "ab", false);
    row("a.*", ".*c", true);
    row("a.*", "b.*", false);
    row("a+", "aaa", true);
    row("a+", "", false);
    row("a*", "", true);
    row("a?b", "b", true);
    row("a?b", "aab", false);
    row("(ab)+", "ab(ab|c)*ab", true);
    row("(ab)+", "a(ba)+", false);
    row("(ab|cd)x", "[a-c].x", true);
    row("[^a-z]+", "[a-z0]+", true);
    row("[^a-z]+", "[a-z]+", false);
    row("\\d{3}", "12.", true);
    row("\\d{3}", "\\d{4}", false);
    row("\\d{2,4}", "12345", false);
    row("\\d{2,}", "1234567", true);
    row("x{2}", "xx", true);
    row("\\w+", "\\W+", false);
    row("a\\.b", "axb", false);
    row("^abc$", "abc", true);
    row("Maestro(Api|Web)Down", "Maestro.*Down", true);
    row("Maestro(Api|Web)Down", "Maestro[^AW].*", false);
    row("(?:a|b)c", "bc", true);
    row("(?P<n>a)c", "bc", false);
    row("a\nb", "a.b", false); // a point is no line end
    row("ü+", "üü", true);
    row("🍎", ".", true);
    row("\\pL", "1", true); // not read: counts as a match
    row("(?i)a", "b", true);
    row("x{999}y{999}", "y", true); // too large
}

void TestAlerts::overlaps()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QTEST(regexesOverlap(a, b), "expected");
    QCOMPARE(regexesOverlap(a, b), regexesOverlap(b, a));
}

void TestAlerts::hides_data()
{
    QTest::addColumn<QStringList>("matchers");
    QTest::addColumn<QStringList>("expected");
    const QString down = QStringLiteral("MaestroServiceDown");
    const QString failing = QStringLiteral("re:Maestro.*Failing");
    const QString latency = QStringLiteral("re:MaestroHighLatency(P95)?");
    const QString native = QStringLiteral("RolloutAborted");
    QTest::newRow("by name") << QStringList{QStringLiteral("alertname=MaestroServiceDown")} << QStringList{down};
    QTest::newRow("other name") << QStringList{QStringLiteral("alertname=DiskFull")} << QStringList();
    QTest::newRow("name of a pattern") << QStringList{QStringLiteral("alertname=MaestroProbeFailing")} << QStringList{failing};
    QTest::newRow("regex against pattern") << QStringList{QStringLiteral("alertname=~Maestro(High|Web).*")} << QStringList{failing, latency};
    QTest::newRow("regex beside pattern") << QStringList{QStringLiteral("alertname=~Maestro(Low|Disk).*Full")} << QStringList();
    QTest::newRow("not this one") << QStringList{QStringLiteral("alertname!=MaestroServiceDown")} << QStringList{failing, latency, native};
    QTest::newRow("whole severity") << QStringList{QStringLiteral("severity=critical")} << QStringList{down, failing, latency, native};
    QTest::newRow("our service") << QStringList{QStringLiteral("service=~shop.*"), QStringLiteral("alertname=RolloutAborted")} << QStringList{native};
    QTest::newRow("a service that is not ours") << QStringList{QStringLiteral("service=mail")} << QStringList();
}

void TestAlerts::hides()
{
    QFETCH(QStringList, matchers);
    QTEST(hiddenBy(silenceOf(matchers), samplePolicy()), "expected");
}

void TestAlerts::marks()
{
    const QString words = QStringLiteral("planned [maestro knows why]");
    const QString marked = words + silenceMark(QStringLiteral("0f4e3c1a-1"));
    QCOMPARE(marked, QStringLiteral("planned [maestro knows why] [maestro 0f4e3c1a-1]"));
    QCOMPARE(withoutSilenceMark(marked), words);
    QCOMPARE(withoutSilenceMark(words), words);
}

QTEST_GUILESS_MAIN(TestAlerts)
#include "tst_domain_alerts.moc"
