// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/language.h"
#include "text/operationtext.h"
#include "text/slotext.h"
#include "text/language/wordslocale.h"

#include <QTest>
#include <QThread>

#include <atomic>

using namespace maestro;

namespace {

struct Said
{
    QString label;
    QString number;
    QString error;

    bool operator==(const Said &) const = default;
};

Said say()
{
    return {verbLabel(Verb::Rollback), metricText(0.5, MetricUnit::Milliseconds), QCoreApplication::translate("JournalFiles", "there is no journal yet")};
}

/// The same words, said on a thread of its own as the services do.
Said sayElsewhere()
{
    Said said;
    const std::unique_ptr<QThread> thread(QThread::create([&said] { said = say(); }));
    thread->start();
    thread->wait();
    return said;
}

} // namespace

class TestLanguages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Services speak English on a thread of their own, and count in it.
    void servicesCount()
    {
        const WindowLanguage language(QStringLiteral("de"));
        QStringList said;
        const std::unique_ptr<QThread> thread(QThread::create([&said] {
            for (const int n : {0, 1, 3})
                said.append(QCoreApplication::translate("Triage", "no error in %n line(s)", nullptr, n));
        }));
        thread->start();
        thread->wait();
        QCOMPARE(said, (QStringList {QStringLiteral("no error in 0 lines"), QStringLiteral("no error in 1 line"), QStringLiteral("no error in 3 lines")}));
    }

    void whichLanguage_data()
    {
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QString>("kept");
        QTest::addColumn<QLocale>("system");
        QTest::addColumn<QString>("chosen");
        const QString de = QStringLiteral("de");
        const QString en = QStringLiteral("en");
        QTest::newRow("the system's") << QString() << QString() << QLocale(QLocale::German, QLocale::Austria) << de;
        QTest::newRow("no locale") << QString() << QString() << QLocale::c() << en;
        QTest::newRow("one that is not there") << QString() << QString() << QLocale(QLocale::French) << en;
        QTest::newRow("the setting") << QString() << de << QLocale(QLocale::English) << de;
        QTest::newRow("a setting that is not there") << QString() << QStringLiteral("../x") << QLocale(QLocale::German) << de;
        QTest::newRow("the flag") << en << de << QLocale(QLocale::German) << en;
    }

    void whichLanguage()
    {
        QFETCH(QString, wanted);
        QFETCH(QString, kept);
        QFETCH(QLocale, system);
        QFETCH(QString, chosen);
        QCOMPARE(WindowLanguage::choose(wanted, kept, system), chosen);
    }

    void numbersOfThingsInEnglish()
    {
        const auto told = [](int n) { return QCoreApplication::translate("ManifestList", "%n file(s)", nullptr, n); };
        QCOMPARE(told(1), QStringLiteral("1 file(s)"));
        const WindowLanguage language(QStringLiteral("en"));
        QCOMPARE(told(1), QStringLiteral("1 file"));
        QCOMPARE(told(0), QStringLiteral("0 files"));
        QCOMPARE(told(28), QStringLiteral("28 files"));
        QCOMPARE(QCoreApplication::translate("ManifestList", "file(s)"), QStringLiteral("file(s)"));
    }

    /// The Journal, documents and everything else that the services write is the same in every language.
    void onlyTheWindowsThreadIsTranslated()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German));
        const Said english {QStringLiteral("Roll back"), QStringLiteral("0.50 ms"), QStringLiteral("there is no journal yet")};
        QCOMPARE(say().label, english.label);
        QCOMPARE(say().number, english.number);
        {
            const WindowLanguage language(QStringLiteral("de"));
            QCOMPARE(say().label, QStringLiteral("Zurückrollen"));
            QCOMPARE(say().number, QStringLiteral("0,50 ms"));
            QCOMPARE(wordsLocale().language(), QLocale::German);
            QVERIFY(sayElsewhere() == english);
        }
        QVERIFY(say() == english);
        {
            const WindowLanguage language(QStringLiteral("en"));
            QVERIFY(say() == english);
        }
        QLocale::setDefault(before);
    }

    /// Whoever asks on another thread just when it goes is not answered by what is half gone.
    void norWhileItGoes()
    {
        std::atomic<bool> over = false;
        std::atomic<int> asked = 0;
        std::atomic<int> translated = 0;
        const std::unique_ptr<QThread> thread(QThread::create([&] {
            for (; !over; ++asked)
                translated += QCoreApplication::translate("maestro::FleetPage", "%n rollouts", nullptr, 3) != QStringLiteral("3 rollouts");
        }));
        thread->start();
        for (int i = 0; i < 3000; ++i)
            const WindowLanguage language(QStringLiteral("de"));
        QTRY_VERIFY_WITH_TIMEOUT(asked > 0, 30'000);
        over = true;
        thread->wait();
        QCOMPARE(translated.load(), 0);
    }

    void whatIsNotTranslatedIsEnglish()
    {
        const WindowLanguage language(QStringLiteral("de"));
        QCOMPARE(QCoreApplication::translate("Nowhere", "Some words"), QStringLiteral("Some words"));
        QCOMPARE(QCoreApplication::translate("Cli", "the record of every action"), QStringLiteral("the record of every action"));
    }

    void pluralsHaveTheirForms()
    {
        const WindowLanguage language(QStringLiteral("de"));
        QCOMPARE(QCoreApplication::translate("maestro::FleetPage", "%n rollouts", nullptr, 1), QStringLiteral("1 Rollout"));
        QCOMPARE(QCoreApplication::translate("maestro::FleetPage", "%n rollouts", nullptr, 3), QStringLiteral("3 Rollouts"));
    }
};

QTEST_GUILESS_MAIN(TestLanguages)
#include "tst_e2e_language.moc"
