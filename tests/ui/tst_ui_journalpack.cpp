// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalpage.h"
#include "journal/pack/packdaysdialog.h"
#include "support/fakeports.h"
#include "support/sampledata.h"
#include "support/samplehealth.h"
#include "theme/factlabel.h"

#include <QApplication>
#include <QDateEdit>
#include <QFileDialog>
#include <QImage>
#include <QPushButton>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

class FakeEvidence : public EvidencePort
{
public:
    void exportPack(const QString &id, const QString &parent) override { asked.append({id, parent}); }
    void addPictures(const QList<PackPicture> &given) override { pictures.append(given); }

    QList<std::pair<QString, QString>> asked;
    QList<QList<PackPicture>> pictures;
};

} // namespace

/// An evidence pack out of the Journal's page: which action, where, its charts as pictures, and what became of it.
class tst_ui_journalpack : public QObject
{
    Q_OBJECT

    struct Window
    {
        Window()
        {
            theme.applyTo(*qApp);
            Ports ports = fake.ports();
            ports.evidence = &evidence;
            page = std::make_unique<JournalPage>(ports, &theme);
            page->resize(1440, 800);
            page->show();
            records = sampleJournal(fake.clock.now);
            Q_EMIT fake.journal.recordsChanged(records);
        }
        QPushButton *button() const
        {
            for (QPushButton *found : page->findChildren<QPushButton *>())
                if (found->accessibleName() == u"Export evidence pack")
                    return found;
            return nullptr;
        }
        void choose(const QString &folder)
        {
            button()->click();
            auto *dialog = page->findChild<QFileDialog *>();
            QVERIFY(dialog);
            Q_EMIT dialog->fileSelected(folder);
            dialog->close();
        }

        FakePorts fake;
        FakeEvidence evidence;
        Theme theme;
        std::unique_ptr<JournalPage> page;
        JournalRecordsPtr records;
    };

private Q_SLOTS:
    void oneAtATime()
    {
        Window window;
        QVERIFY(window.button() && window.button()->isVisible());
        window.choose(u"/tmp/packs"_s);
        QCOMPARE(window.evidence.asked.size(), 1);
        const QString id = window.evidence.asked.first().first;
        QVERIFY(std::any_of(window.records->begin(), window.records->end(), [&id](const JournalRecord &record) { return record.id == id; }));
        QCOMPARE(window.evidence.asked.first().second, u"/tmp/packs"_s);
        QVERIFY(!window.button()->isEnabled()); // until it is told what became of it
        Q_EMIT window.evidence.failed(id, {ErrorKind::Refused, u"exists"_s, u"it is there already"_s, {}});
        QVERIFY(window.button()->isEnabled());
        window.choose(u"/tmp/other"_s);
        Q_EMIT window.evidence.exported(id, u"/tmp/other/pack"_s, {});
        QVERIFY(window.button()->isEnabled());
    }

    /// A picture for each chart that has a sample, the burn among them.
    void chartsBecomePictures()
    {
        Window window;
        ChartSet set;
        set.to = window.fake.clock.now;
        set.from = set.to.addSecs(-1800);
        SampleSeries line{u"errors"_s, SampleRole::Canary, {}, {{set.from.toMSecsSinceEpoch() + 60'000, 0.01}, {set.from.toMSecsSinceEpoch() + 120'000, 0.02}}, 60'000};
        ChartData full;
        full.metric = u"errors"_s;
        full.series = {line};
        ChartData empty;
        empty.metric = u"latency"_s;
        set.charts = {full, empty};
        set.burn = {line};
        Q_EMIT window.evidence.chartsRead(std::make_shared<const ChartSet>(set));
        QCOMPARE(window.evidence.pictures.size(), 1);
        QStringList names;
        for (const PackPicture &picture : window.evidence.pictures.first()) {
            names.append(picture.metric);
            const QImage image = QImage::fromData(picture.png, "PNG");
            QVERIFY(image.width() >= 900 && image.height() >= 300);
            QSet<QRgb> colours;
            for (int x = 0; x < image.width(); x += 3)
                for (int y = 0; y < image.height(); y += 3)
                    colours.insert(image.pixel(x, y));
            QVERIFY(colours.size() > 4); // something is painted
        }
        QCOMPARE(names, (QStringList{u"errors"_s, u"burn"_s}));
    }

    /// Of days: asked once with the days and the folder, its progress and its end told; a pack of somebody else's is not taken for it.
    void ofDays()
    {
        Window window;
        QPushButton *open = nullptr;
        for (QPushButton *found : window.page->findChildren<QPushButton *>())
            if (found->accessibleName() == u"Evidence of days")
                open = found;
        QVERIFY(open && open->isVisible());
        open->click();
        open->click(); // the same one
        QCOMPARE(window.page->findChildren<PackDaysDialog *>().size(), 1);
        auto *dialog = window.page->findChild<PackDaysDialog *>();
        QPushButton *write = nullptr;
        QPushButton *browse = nullptr;
        for (QPushButton *found : dialog->findChildren<QPushButton *>()) {
            if (found->text() == u"&Write the pack")
                write = found;
            if (found->accessibleName() == u"Choose the folder")
                browse = found;
        }
        FactLabel *state = nullptr;
        for (FactLabel *found : dialog->findChildren<FactLabel *>())
            if (found->accessibleName().startsWith(u"State of the pack"))
                state = found;
        QVERIFY(write && browse && state);
        QVERIFY(!write->isEnabled()); // no folder yet
        const auto days = dialog->findChildren<QDateEdit *>();
        QCOMPARE(days.size(), 2);
        QCOMPARE(days[0]->date(), QDate(2026, 11, 16)); // Monday of the week of the clock
        QCOMPARE(days[1]->date(), QDate(2026, 11, 18));
        QCOMPARE(days[1]->maximumDate(), QDate(2026, 11, 18));
        browse->click();
        auto *chooser = dialog->findChild<QFileDialog *>();
        QVERIFY(chooser);
        Q_EMIT chooser->fileSelected(u"/tmp/packs"_s);
        chooser->close();
        days[1]->setDate(QDate(2026, 11, 15));
        QVERIFY(!write->isEnabled()); // runs backwards
        days[1]->setDate(QDate(2026, 11, 17));
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(window.evidence.asked.isEmpty());
        write->click();
        QCOMPARE(window.evidence.asked, (QList<std::pair<QString, QString>>{{u"2026-11-16..2026-11-17"_s, u"/tmp/packs"_s}}));
        QVERIFY(!write->isEnabled() && !days[0]->isEnabled() && !window.button()->isEnabled());
        QVERIFY(state->text().contains(u"Gathering"));
        Q_EMIT window.evidence.exported(u"another"_s, u"/tmp/packs/another"_s, {});
        QVERIFY(!write->isEnabled() && !state->text().contains(u"another"));
        Q_EMIT window.evidence.failed(u"2026-11-16..2026-11-17"_s, {ErrorKind::NotFound, u"notFound"_s, u"nothing began on these days"_s, {}});
        QVERIFY(write->isEnabled());
        QVERIFY2(state->text().contains(u"NOT written: nothing began"), qPrintable(state->text()));
        write->click();
        Q_EMIT window.evidence.exported(u"2026-11-16..2026-11-17"_s, u"/tmp/packs/days"_s, {u"now.json: no cluster"_s});
        QVERIFY2(state->text().contains(u"/tmp/packs/days") && state->text().contains(u"WITHOUT: now.json"), qPrintable(state->text()));
    }

    void withoutTheDoorNoButton()
    {
        Theme theme;
        theme.applyTo(*qApp);
        FakePorts fake;
        JournalPage page(fake.ports(), &theme);
        page.resize(1440, 800);
        page.show();
        Q_EMIT fake.journal.recordsChanged(sampleJournal(fake.clock.now));
        for (QPushButton *button : page.findChildren<QPushButton *>())
            QVERIFY(button->accessibleName() != u"Export evidence pack" || !button->isVisible());
    }

    /// Where the Journal lies badly is said on its page in words beside a glyph, the whole of it, and as text.
    void whereTheJournalLies()
    {
        Window window;
        const auto fact = [&window]() -> FactLabel * {
            for (FactLabel *one : window.page->findChildren<FactLabel *>())
                if (one->accessibleName() == u"Where the Journal lies")
                    return one;
            return nullptr;
        };
        QVERIFY(fact() && !fact()->isVisible());
        Q_EMIT window.fake.journal.noticesChanged({u"/srv/<b>share</b> is on a network file system: do not write to it from two hosts"_s, u"another"_s});
        QVERIFY(fact()->isVisible());
        QCOMPARE(fact()->text(), u"/srv/<b>share</b> is on a network file system: do not write to it from two hosts; another"_s);
        QCOMPARE(fact()->textFormat(), Qt::PlainText);
        const auto chips = window.page->findChildren<QWidget *>();
        QVERIFY(std::any_of(chips.begin(), chips.end(), [](const QWidget *one) { return one->isVisible() && one->accessibleName().startsWith(u"The Journal lies badly"); }));
        Q_EMIT window.fake.journal.noticesChanged({});
        QVERIFY(!fact()->isVisible());
    }
};

QTEST_MAIN(tst_ui_journalpack)
#include "tst_ui_journalpack.moc"
