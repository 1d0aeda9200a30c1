// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/operation/outcome.h"
#include "domain/rollout/fleet.h"
#include "support/domainsamples.h"
#include "text/humanize.h"
#include "text/labels.h"
#include "text/nextsteps.h"
#include "text/operationtext.h"
#include "text/plain/joined.h"

#include <QTest>

using namespace maestro;
using namespace maestro::test;

/// Ages, names, hostile text, sentences, and what must be typed.
class TestWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ages_data();
    void ages();
    void dataAge_data();
    void dataAge();
    void times();
    void displaySafeShows_data();
    void displaySafeShows();
    void displaySafeCaps();
    void tags_data();
    void tags();
    void people_data();
    void people();
    void scaleDown();
    void sentences_data();
    void sentences();
    void rows();
    void tokens_data();
    void tokens();
    void thePolicySetsTheGuard();
    void everyRefusalHasWords();
    void everyWarningHasWords();
    void everyPlanIsExplained();
    void whatHappensNextFollowsTheStrategy();
    void outcomes();
    void aStepOfSeveralKeysNamesThem();
    void sentencesOneAfterAnother();
};

void TestWords::sentencesOneAfterAnother()
{
    QCOMPARE(joinedSentences({QStringLiteral("/x: Read-only file system"), QStringLiteral("without this lock two could act at once"), QStringLiteral("This is not written: /y")}),
             QStringLiteral("/x: Read-only file system. Without this lock two could act at once. This is not written: /y"));
    QCOMPARE(joinedSentences({QStringLiteral("Refused."), {}, QStringLiteral(" Look at it. ")}), QStringLiteral("Refused. Look at it."));
    QCOMPARE(joinedSentences({{}, QStringLiteral("alone")}), QStringLiteral("alone"));
    QCOMPARE(joinedSentences({}), QString());
}

void TestWords::aStepOfSeveralKeysNamesThem()
{
    CanaryStep step {StepKind::Pause, QStringLiteral("pause"), {}, 90};
    const QString alone = stepLabel(step);
    step.key = QStringLiteral("pause+setCanaryScale+setHeaderRoute");
    QCOMPARE(stepLabel(step), alone + QStringLiteral(", with setCanaryScale, setHeaderRoute"));
}

void TestWords::ages_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    const auto row = [](double seconds, const char *text) { QTest::newRow(text) << seconds << QString::fromLatin1(text); };
    row(0.42, "0.4 s");
    row(42.9, "42 s");
    row(125, "2 min");
    row(3 * 3600 + 240, "3 h 4 min");
    row(6 * 86400 + 7200, "6 d 2 h");
    row(-1, "unknown");
    row(qQNaN(), "unknown");
    row(qInf(), "unknown");
}

void TestWords::ages()
{
    QFETCH(double, seconds);
    QFETCH(QString, text);
    QCOMPARE(ageText(seconds), text);
}

void TestWords::dataAge_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("live") << int(FreshnessState::Live) << 1.0 << QStringLiteral("live");
    QTest::newRow("late") << int(FreshnessState::Late) << 12.4 << QStringLiteral("12 s old");
    QTest::newRow("stale") << int(FreshnessState::Stale) << 120.0 << QStringLiteral("stale, 2 min");
    QTest::newRow("never") << int(FreshnessState::Disconnected) << -1.0 << QStringLiteral("disconnected");
}

void TestWords::dataAge()
{
    QFETCH(int, state);
    QFETCH(double, seconds);
    QFETCH(QString, text);
    QCOMPARE(dataAgeText({FreshnessState(state), seconds}), text);
}

void TestWords::times()
{
    const QDateTime time = at("2026-11-21T14:20:36Z");
    QCOMPARE(utcText(time, time.date()), QStringLiteral("14:20:36 UTC"));
    QCOMPARE(utcText(time), QStringLiteral("2026-11-21 14:20:36 UTC"));
    QCOMPARE(utcText(time.toOffsetFromUtc(3600), time.date()), QStringLiteral("14:20:36 UTC"));
    QCOMPARE(utcText({}), QStringLiteral("unknown"));
    QCOMPARE(durationText(600), QStringLiteral("10 min"));
    QCOMPARE(durationText(7200), QStringLiteral("2 h"));
}

void TestWords::displaySafeShows_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << QStringLiteral("web-1 Grüße 漢字 😀") << QStringLiteral("web-1 Grüße 漢字 😀");
    QTest::newRow("newline") << QStringLiteral("a\nb\tc\r") << QStringLiteral("a\\nb\\tc\\r");
    QTest::newRow("escape") << QStringLiteral("\u001b[31mred") << QStringLiteral("\\u{001b}[31mred");
    QTest::newRow("nul") << QString(QChar(0)) << QStringLiteral("\\u{0000}");
    QTest::newRow("bidi override") << QStringLiteral("safe\u202Egnp.exe") << QStringLiteral("safe\\u{202e}gnp.exe");
    QTest::newRow("bidi isolate") << QStringLiteral("\u2066x\u2069") << QStringLiteral("\\u{2066}x\\u{2069}");
    QTest::newRow("zero width") << QStringLiteral("we\u200Bb\uFEFF") << QStringLiteral("we\\u{200b}b\\u{feff}");
    QTest::newRow("line separator") << QStringLiteral("a\u2028b") << QStringLiteral("a\\u{2028}b");
    QTest::newRow("tags") << QString::fromUcs4(U"a\U000E0061") << QStringLiteral("a\\u{e0061}");
    QTest::newRow("lone surrogate") << QString(QChar(0xD800)) << QString(QChar(0xFFFD));
    QTest::newRow("blank letter") << QStringLiteral("\u3164") << QStringLiteral("\\u{3164}");
    QTest::newRow("piled marks") << QStringLiteral("a\u0301\u0301\u0301\u0301") << QStringLiteral("a\u0301\u0301\u0301\\u{0301}");
}

void TestWords::displaySafeShows()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    const QString safe = displaySafe(text);
    if (qstrcmp(QTest::currentDataTag(), "lone surrogate") == 0)
        QVERIFY(safe == shown || safe == QStringLiteral("\\u{d800}"));
    else
        QCOMPARE(safe, shown);
}

void TestWords::displaySafeCaps()
{
    QCOMPARE(displaySafe(QString(300, u'a')).size(), 256);
    QVERIFY(displaySafe(QString(300, u'a')).endsWith(u'…'));
    QCOMPARE(displaySafe(QString(10'000'000, u'\n'), 20).size(), 20);
    QCOMPARE(displaySafe(QString(256, u'a')), QString(256, u'a'));
    const QString cut = displaySafe(QStringLiteral("ab😀😀"), 4);
    QVERIFY(cut.isValidUtf16());
    QVERIFY(cut.size() <= 4);
}

void TestWords::tags_data()
{
    QTest::addColumn<QString>("image");
    QTest::addColumn<QString>("tag");
    const auto row = [](const char *image, const char *tag) { QTest::newRow(image) << QString::fromLatin1(image) << QString::fromLatin1(tag); };
    row("app:v2", "v2");
    row("registry.example:5000/team/app:v2", "v2");
    row("registry.example:5000/team/app", "app");
    row("app:v2@sha256:0123456789abcdef", "v2");
    row("app@sha256:0123456789abcdef", "sha256:0123456789ab");
    row("", "");
}

void TestWords::tags()
{
    QFETCH(QString, image);
    QFETCH(QString, tag);
    QCOMPARE(imageTag(image), tag);
}

void TestWords::people_data()
{
    QTest::addColumn<QString>("person");
    QTest::addColumn<QString>("letters");
    QTest::newRow("mail") << QStringLiteral("jonas.weber@x") << QStringLiteral("JW");
    QTest::newRow("one") << QStringLiteral("admin") << QStringLiteral("A");
    QTest::newRow("service account") << QStringLiteral("system:serviceaccount:ci:deploy-bot") << QStringLiteral("DB");
    QTest::newRow("nobody") << QString() << QString();
}

void TestWords::people()
{
    QFETCH(QString, person);
    QFETCH(QString, letters);
    QCOMPARE(initials(person), letters);
}

void TestWords::scaleDown()
{
    const QDateTime now = at("2026-11-21T09:00:00Z");
    QCOMPARE(scaleDownText(QStringLiteral("2026-11-21T08:59:59Z"), now), QStringLiteral("delay:passed")); // T5
    QCOMPARE(scaleDownText(QStringLiteral("2026-11-21T09:00:24Z"), now), QStringLiteral("delay:24 s"));
    QCOMPARE(scaleDownText({}, now), QString());
    QCOMPARE(scaleDownText(QStringLiteral("soon"), now), QStringLiteral("delay:unknown"));
}

void TestWords::sentences_data()
{
    QTest::addColumn<Rollout>("rollout");
    QTest::addColumn<QStringList>("says");
    Rollout hand = canaryAtGate();
    hand.specPaused = true;
    Rollout timed = canaryAtGate();
    timed.steps[1] = pauseStep(600);
    Rollout odd = healthyCanary();
    odd.phaseText = QStringLiteral("Odd");
    Rollout slow = healthyCanary();
    slow.meta.generation = 9;
    Rollout hostile = healthyCanary();
    hostile.phaseText = QStringLiteral("Degraded");
    hostile.message = QStringLiteral("\u202Eevil\n");
    Rollout switching = blueGreenAtGate();
    const auto words = [](std::initializer_list<const char *> list) {
        QStringList out;
        for (const char *word : list)
            out.append(QString::fromLatin1(word));
        return out;
    };
    QTest::newRow("healthy") << healthyCanary() << words({"web", "Healthy", "revision 1"});
    QTest::newRow("gate") << canaryAtGate() << words({"Paused", "step 2 of 4", "25 %", "person must promote or abort"});
    QTest::newRow("timed gate") << timed << words({"10 min", "by itself"});
    QTest::newRow("by hand") << hand << words({"Paused by a person", "resume"});
    Rollout asked = canaryAtGate();
    asked.abort = true;
    QTest::newRow("abort asked for") << asked << words({"abort was asked for", "25 %", "not acted"});
    QTest::newRow("aborted, still serving") << abortedCanary() << words({"Aborted, but", "25 %"});
    QTest::newRow("unknown") << odd << words({"not known", "Odd"});
    QTest::newRow("slow controller") << slow << words({"not yet acted"});
    QTest::newRow("switch") << switching << words({"before the switch", "not known"});
    QTest::newRow("hostile") << hostile << words({"\\u{202e}evil\\n"});
}

void TestWords::sentences()
{
    QFETCH(Rollout, rollout);
    QFETCH(QStringList, says);
    const QString sentence = summarySentence(*snapshotOf(rollout));
    for (const QString &word : says)
        QVERIFY2(sentence.contains(word), qPrintable(sentence + QStringLiteral(" | ") + word));
    QVERIFY(!sentence.contains(u'\n'));
}

void TestWords::rows()
{
    const FleetRowPtr row = makeFleetRow(QStringLiteral("admin"), canaryAtGate());
    const Freshness live {FreshnessState::Live, 1};
    const Freshness stale {FreshnessState::Stale, 42};
    QVERIFY(rowSentence(*row, live).startsWith(QStringLiteral("web: Paused")));
    QVERIFY(rowSentence(*row, stale).startsWith(QStringLiteral("Data is old (stale, 42 s)")));
    QCOMPARE(nextText(*row, live), QStringLiteral("decide: promote to 50 % or abort"));
    QVERIFY(nextText(*row, stale).contains(QStringLiteral("not known")));
    QCOMPARE(rowDetail(*row), QStringLiteral("step 2 of 4"));
    QCOMPARE(rowDetail(*makeFleetRow({}, abortedCanary())), QStringLiteral("aborted"));
    Rollout asked = canaryAtGate();
    asked.abort = true;
    QCOMPARE(rowDetail(*makeFleetRow({}, asked)), QStringLiteral("abort asked for"));
    QCOMPARE(nextText(*makeFleetRow({}, asked), live), QStringLiteral("controller to act on the abort"));
}

void TestWords::tokens_data()
{
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<Rollout>("rollout");
    QTest::addColumn<QString>("environment");
    QTest::addColumn<QString>("token");
    const QString web = QStringLiteral("web");
    QTest::newRow("abort") << Verb::Abort << canaryAtGate() << QStringLiteral("prod") << web;
    QTest::newRow("no environment is prod") << Verb::Abort << canaryAtGate() << QString() << web;
    QTest::newRow("an unknown one too") << Verb::Abort << canaryAtGate() << QStringLiteral("qa") << web;
    QTest::newRow("staging") << Verb::Abort << canaryAtGate() << QStringLiteral("staging") << QString();
    QTest::newRow("promote") << Verb::Promote << canaryAtGate() << QString() << QStringLiteral("25% to 50%");
    QTest::newRow("promote in dev") << Verb::Promote << canaryAtGate() << QStringLiteral("dev") << QString();
    QTest::newRow("full in dev") << Verb::PromoteFull << canaryAtGate() << QStringLiteral("dev") << web;
    QTest::newRow("switch") << Verb::Promote << blueGreenAtGate() << QString() << QStringLiteral("0% to 100%");
    QTest::newRow("rollback by abort") << Verb::Rollback << canaryAtGate() << QString() << QStringLiteral("rev 1");
    QTest::newRow("rollback by undo") << Verb::Rollback << healthyCanary() << QString() << QStringLiteral("rev 2");
    QTest::newRow("restart") << Verb::Restart << canaryAtGate() << QString() << web;
}

void TestWords::tokens()
{
    QFETCH(Verb, verb);
    QFETCH(Rollout, rollout);
    QFETCH(QString, environment);
    QFETCH(QString, token);
    QCOMPARE(typedToken(planFor(ask(verb), rollout), environment), token);
}

void TestWords::thePolicySetsTheGuard()
{
    const auto token = [](Verb verb, const char *guard, const char *environment) {
        OperationPlan plan = planFor(ask(verb), canaryAtGate());
        plan.policy.guard = QLatin1String(guard);
        return typedToken(plan, QLatin1String(environment));
    };
    QCOMPARE(token(Verb::Abort, "hold", "prod"), QString());
    QCOMPARE(token(Verb::Promote, "confirm", "prod"), QString());
    QCOMPARE(token(Verb::Abort, "type-name", "dev"), QStringLiteral("web"));
    QCOMPARE(token(Verb::Promote, "type-count", "dev"), QStringLiteral("25% to 50%"));
    QCOMPARE(token(Verb::SkipStep, "confirm", "prod"), QStringLiteral("web")); // never less than a relaxed environment asks for
    const auto shortest = [](Verb verb, int said) {
        OperationPlan plan = planFor(ask(verb), canaryAtGate());
        plan.policy.minReasonChars = said;
        return minimumReasonLength(plan);
    };
    QCOMPARE(shortest(Verb::Retry, 25), 25);
    QCOMPARE(shortest(Verb::Retry, 3), 10);
    QCOMPARE(shortest(Verb::Abort, 25), 1);
}

void TestWords::everyRefusalHasWords()
{
    QSet<QString> seen;
    const QString fallback = refusalText({false, RefusalCode::None, {}});
    for (int code = 1; code <= int(RefusalCode::AbortUnderWay); ++code) {
        const QString text = refusalText({false, RefusalCode(code), {QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")}});
        QVERIFY2(!text.isEmpty() && text != fallback && text.endsWith(u'.') && !text.contains(u'%'), qPrintable(QStringLiteral("%1: %2").arg(code).arg(text)));
        QVERIFY2(!seen.contains(text), qPrintable(text));
        seen.insert(text);
    }
    QVERIFY(refusalText({true, RefusalCode::None, {}}).isEmpty());
    QVERIFY(refusalText({false, RefusalCode::PartsMissing, {QStringLiteral("%1\n\u202E")}}).contains(QStringLiteral("%1\\n\\u{202e}")));
}

void TestWords::everyWarningHasWords()
{
    QSet<QString> words;
    for (int code = 0; code <= int(WarningCode::AnalysisGoesOn); ++code) {
        const QString text = warningText({WarningCode(code), {QStringLiteral("1"), QStringLiteral("2")}});
        QVERIFY2(text.endsWith(u'.') && !text.contains(u'%'), qPrintable(QStringLiteral("%1: %2").arg(code).arg(text)));
        words.insert(warningWord(WarningCode(code)));
    }
    QCOMPARE(words.size(), int(WarningCode::AnalysisGoesOn) + 1);
    QVERIFY(!words.contains(QStringLiteral("unknown")));
}

void TestWords::everyPlanIsExplained()
{
    Rollout paused = canaryAtGate();
    paused.specPaused = true;
    for (const Rollout &rollout : {canaryAtGate(), blueGreenAtGate(), abortedCanary(), healthyCanary(), paused}) {
        for (const Verb verb : allVerbs()) {
            const OperationPlan plan = planFor(ask(verb), rollout);
            QCOMPARE(effectText(plan).isEmpty(), !plan.allowed.allowed);
            QCOMPARE(nextSteps(plan).isEmpty(), !plan.allowed.allowed);
            if (!plan.allowed.allowed)
                continue;
            QVERIFY2(effectText(plan).size() > 40 && !effectText(plan).contains(QStringLiteral("%1")), qPrintable(effectText(plan)));
            const QList<NextStep> next = nextSteps(plan);
            QVERIFY2(next.size() >= 5 && next.first().title == QStringLiteral("Journal") && next.last().title == QStringLiteral("Evidence"), qPrintable(verbLabel(verb)));
            QVERIFY(std::all_of(next.begin(), next.end(), [](const NextStep &step) { return !step.title.isEmpty() && !step.detail.isEmpty() && !step.detail.contains(u'%'); }));
            QVERIFY(!notUndoneText(plan).isEmpty() && !counterActionText(plan).isEmpty());
            QVERIFY(confirmLabel(plan).startsWith(verbLabel(verb)));
            QCOMPARE(planTitle(plan), QString(verbLabel(verb) + QStringLiteral(" default/web")));
        }
    }
    QVERIFY(effectText(planFor(ask(Verb::Promote), canaryAtGate())).contains(QStringLiteral("from 25 % to 50 %")));
    QVERIFY(effectText(planFor(ask(Verb::Abort), canaryAtGate())).contains(QStringLiteral("revision 1 (v1)")));
    QCOMPARE(minimumReasonLength(Verb::Abort), 1);
    QCOMPARE(minimumReasonLength(Verb::Retry), 10);
}

void TestWords::whatHappensNextFollowsTheStrategy()
{
    const auto said = [](Verb verb, const Rollout &rollout) {
        QStringList titles;
        for (const NextStep &step : nextSteps(planFor(ask(verb), rollout)))
            titles << step.title % u'|' % step.time;
        return titles.mid(2, titles.size() - 4); // without what is the same for all
    };
    Rollout routed = canaryAtGate();
    routed.traffic.present = true;
    QCOMPARE(said(Verb::Abort, routed), (QStringList {QStringLiteral("Traffic 25 % to 0 %|at once"), QStringLiteral("New pods stop|after 30 s"), QStringLiteral("The rollout is Degraded|")}));
    routed.abortScaleDownDelaySeconds = 0; // for ever (argo-semantics.md section 2)
    QCOMPARE(said(Verb::Abort, routed).at(1), QStringLiteral("New pods stay|"));
    routed.abortScaleDownDelaySeconds = 300;
    QCOMPARE(said(Verb::Abort, routed).at(1), QStringLiteral("New pods stop|after 5 min"));
    routed.specPaused = true; // nothing is scaled while it is paused (section 9)
    QCOMPARE(said(Verb::Abort, routed).at(1), QStringLiteral("New pods stay|"));
    routed.specPaused = false;
    routed.traffic.dynamicStableScale = true;
    QCOMPARE(said(Verb::Abort, routed).first(), QStringLiteral("Stable pods start|until they are ready"));
    Rollout basic = canaryAtGate();
    basic.traffic.present = false;
    QCOMPARE(said(Verb::Abort, basic).first(), QStringLiteral("Traffic 25 % to 0 %|as pods change"));
    QVERIFY(said(Verb::Promote, basic).first().startsWith(QStringLiteral("Step 3 of 4")));
    QVERIFY(said(Verb::Promote, blueGreenAtGate()).contains(QStringLiteral("All users switch|at once")));
}

void TestWords::outcomes()
{
    Outcome outcome;
    outcome.state = OutcomeState::Applied;
    QCOMPARE(outcomeText(outcome), QStringLiteral("Applied, observed"));
    outcome.message = QStringLiteral("no\nway");
    outcome.state = OutcomeState::Refused;
    QCOMPARE(outcomeText(outcome), QStringLiteral("Refused: no\\nway"));
    outcome.state = OutcomeState::Unknown;
    QVERIFY(outcomeText(outcome).startsWith(QStringLiteral("Unknown: ")));
    const QList<int> codes {0, 3, 4, 5, 6, 7, 1};
    for (int state = 0; state < codes.size(); ++state)
        QCOMPARE(outcomeExitCode(OutcomeState(state)), codes.at(state));
    QCOMPARE(outcomeWord(OutcomeState::NotObserved), QStringLiteral("notObserved"));
}

QTEST_GUILESS_MAIN(TestWords)
#include "tst_text_words.moc"
