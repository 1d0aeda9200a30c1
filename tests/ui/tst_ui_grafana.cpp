// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartgrid.h"
#include "journal/journalpage.h"
#include "journal/pack/packdaysdialog.h"
#include "operations/operationactions.h"
#include "rollouts/rolloutpage.h"
#include "slo/grafana/grafanapanel.h"
#include "slo/slopage.h"
#include "support/fakeports.h"
#include "support/sampledata.h"
#include "support/samplehealth.h"
#include "support/samplerollout.h"
#include "theme/factlabel.h"

#include <QApplication>
#include <QCheckBox>
#include <QDesktopServices>
#include <QFileDialog>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QTest>
#include <QUrlQuery>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

class FakeGrafana : public GrafanaPort
{
public:
    void readSource() override { ++sources; }
    void look(const GrafanaWish &wish) override { wishes.append(wish); }
    void wantSnapshot(const QString &packId) override { snapshots.append(packId); }

    int sources = 0;
    QList<GrafanaWish> wishes;
    QStringList snapshots;
};

class FakeEvidence : public EvidencePort
{
public:
    void exportPack(const QString &id, const QString &) override { asked.append(id); }
    void addPictures(const QList<PackPicture> &) override { }

    QStringList asked;
};

template<typename T> T *named(const QWidget *in, const QString &name)
{
    for (T *found : in->findChildren<T *>())
        if (found->accessibleName() == name)
            return found;
    return nullptr;
}

QString fact(const QWidget *in, const QString &name)
{
    for (const FactLabel *label : in->findChildren<FactLabel *>())
        if (label->accessibleName().startsWith(name))
            return label->text();
    return {};
}

GrafanaSight sight(const ObjectRef &target, const QDateTime &now)
{
    GrafanaSight made;
    made.target = target;
    made.source = u"https://grafana.example"_s;
    made.boards = {{u"slo"_s, u"Service SLO"_s, u"SLO"_s, {}}, {u"own"_s, target.name + u" overview"_s, {}, {}}};
    made.annotations = {{3, now.addSecs(-900), {}, u"load test <b>begins</b>\u202e"_s, {u"loadtest"_s}, u"slo"_s, u"dana"_s}, {4, now.addSecs(-300), {}, u"cache emptied"_s, {}, {}, {}}};
    made.boardsRead.readAt = made.annotationsRead.readAt = now;
    made.annotatedFrom = now.addDays(-1);
    return made;
}

} // namespace

/// CON-07, TML-06, EVD-10: Grafana in the window.
class tst_ui_grafana : public QObject
{
    Q_OBJECT

    struct Page
    {
        Page()
        {
            theme.applyTo(*qApp);
            page = std::make_unique<SloPage>(fake.ports(), &cursor, &theme);
            page->resize(1440, 1500);
            page->show();
            panel = page->findChild<GrafanaPanel *>();
        }
        void tell(const GrafanaSight &of) { Q_EMIT grafana.sightChanged(std::make_shared<const GrafanaSight>(of)); }
        QString state() const { return fact(panel, u"State of Grafana"_s); }

        FakePorts fake;
        FakeGrafana grafana;
        Theme theme;
        TimeCursor cursor;
        std::unique_ptr<SloPage> page;
        GrafanaPanel *panel;
        const ObjectRef ref = sampleCharts(fake.clock.now)->target;
    };
    static inline QList<QUrl> s_opened;

public Q_SLOTS:
    void take(const QUrl &url) { s_opened.append(url); }

private Q_SLOTS:
    void withoutOneNothing()
    {
        Page window;
        window.page->open(window.ref);
        QVERIFY(window.panel->isHidden());
        window.page->setGrafana(&window.grafana);
        QCOMPARE(window.grafana.sources, 1);
        Q_EMIT window.grafana.sourceRead({});
        QVERIFY(window.panel->isHidden());
        Q_EMIT window.grafana.sourceRead(u"https://grafana.example"_s);
        QVERIFY(!window.panel->isHidden());
        QCOMPARE(named<QTableView>(window.panel, u"Boards"_s)->model()->rowCount(), 0);
        QVERIFY(window.state().contains(u"not read yet"_s));
    }

    /// A board is opened for the service and the range that the charts have when it is opened.
    void boardsOpen()
    {
        Page window;
        window.page->setGrafana(&window.grafana);
        window.page->open(window.ref);
        QCOMPARE(window.grafana.wishes.last(), (GrafanaWish{window.ref, window.fake.clock.now.addSecs(-1800), {}, {}}));
        window.tell(sight(window.ref, window.fake.clock.now));
        const auto *boards = named<QTableView>(window.panel, u"Boards"_s);
        QCOMPARE(boards->model()->rowCount(), 2);
        QCOMPARE(boards->model()->index(0, 0).data().toString(), QString(window.ref.name + u" overview"_s));
        window.fake.clock.advance(60'000);
        QDesktopServices::setUrlHandler(u"https"_s, this, "take");
        named<QPushButton>(window.panel, u"Open the chosen board"_s)->click();
        window.cursor.choose(TimeCursor::Range{1'000'000, 2'000'000});
        QCOMPARE(window.grafana.wishes.last().to, QDateTime::fromMSecsSinceEpoch(2'000'000, Qt::UTC));
        named<QPushButton>(window.panel, u"Open the chosen board"_s)->click();
        QDesktopServices::unsetUrlHandler(u"https"_s);
        QCOMPARE(s_opened.size(), 2);
        const QUrlQuery first(s_opened[0]);
        QCOMPARE(s_opened[0].path(), u"/d/own"_s);
        QCOMPARE(first.queryItemValue(u"var-service"_s), window.ref.name);
        QCOMPARE(first.queryItemValue(u"to"_s), QString::number(window.fake.clock.now.toMSecsSinceEpoch()));
        QCOMPARE(first.queryItemValue(u"from"_s), QString::number(window.fake.clock.now.addSecs(-1800).toMSecsSinceEpoch()));
        QCOMPARE(QUrlQuery(s_opened[1]).queryItemValue(u"from"_s), u"1000000"_s);
        auto *words = named<QLineEdit>(window.panel, u"Words in the titles of boards"_s);
        words->setText(u"slo"_s);
        QTest::keyClick(words, Qt::Key_Return);
        QCOMPARE(window.grafana.wishes.last().words, u"slo"_s);
    }

    void annotationsAreListedAndMarked()
    {
        Page window;
        window.page->setGrafana(&window.grafana);
        window.page->open(window.ref);
        Q_EMIT window.fake.slo.reportChanged(sampleHealth(window.fake.clock.now, window.ref));
        Q_EMIT window.fake.slo.chartsChanged(sampleCharts(window.fake.clock.now, false));
        window.tell(sight(window.ref, window.fake.clock.now));
        const QAbstractItemModel *notes = named<QTableView>(window.panel, u"Annotations"_s)->model();
        QCOMPARE(notes->rowCount(), 2);
        QCOMPARE(notes->index(0, 1).data().toString(), u"5 min ago"_s);
        QCOMPARE(notes->index(1, 3).data().toString(), u"dana"_s);
        QVERIFY(!notes->index(1, 2).data().toString().contains(QChar(0x202e)));
        const auto marks = [&] {
            int count = 0;
            for (const ChartContext::Marker &marker : window.page->charts()->chart(0)->context().markers)
                count += marker.label.startsWith(u'✎');
            return count;
        };
        QCOMPARE(marks(), 2);
        if (const QString shots = qEnvironmentVariable("MAESTRO_SHOTS"); !shots.isEmpty()) {
            for (const bool dark : {false, true}) {
                window.theme.setDark(dark);
                QVERIFY(window.page->findChild<QScrollArea *>()->widget()->grab().save(shots + (dark ? u"/grafana-dark.png"_s : u"/grafana-light.png"_s)));
            }
            window.theme.setDark(false);
        }
        window.page->open({u"prod"_s, u"shop"_s, u"other"_s}); // nothing of it stays
        QCOMPARE(notes->rowCount(), 0);
        window.tell(sight(window.ref, window.fake.clock.now));
        QCOMPARE(notes->rowCount(), 0);
    }

    /// Down, slow, not permitted: said, and never drawn as fine.
    void notRead()
    {
        Page window;
        window.page->setGrafana(&window.grafana);
        window.page->open(window.ref);
        GrafanaSight down;
        down.target = window.ref;
        down.source = u"https://grafana.example"_s;
        down.askedAt = window.fake.clock.now.addSecs(-7);
        window.tell(down);
        QVERIFY2(window.state().contains(u"reading, 7"_s), qPrintable(window.state()));
        down.askedAt = {};
        down.boardsRead.problem = Error{ErrorKind::NotPermitted, u"token"_s, u"Grafana: it does not accept the token"_s, {}, {}};
        down.annotationsRead.problem = down.boardsRead.problem;
        window.tell(down);
        QVERIFY2(window.state().startsWith(u'⚠') && window.state().contains(u"NOT read: Grafana: it does not accept the token"_s), qPrintable(window.state()));
        QVERIFY(!window.state().contains(u"read 0"_s));
        GrafanaSight was = sight(window.ref, window.fake.clock.now.addSecs(-600));
        was.boardsRead.problem = was.annotationsRead.problem = down.boardsRead.problem;
        was.delivery.configured = true;
        was.delivery.waiting = 3;
        was.delivery.problem = u"The webhook answered 503."_s;
        was.delivery.problemAt = window.fake.clock.now.addSecs(-30);
        window.tell(was);
        if (const QString shots = qEnvironmentVariable("MAESTRO_SHOTS"); !shots.isEmpty())
            QVERIFY(window.panel->grab().save(shots + u"/grafana-down.png"_s));
        QVERIFY2(window.state().contains(u"10 min old"_s), qPrintable(window.state()));
        QVERIFY(fact(window.panel, u"Annotations of actions"_s).startsWith(u'⚠'));
    }

    void inTheTimeline()
    {
        FakePorts fake;
        FakeGrafana grafana;
        Theme theme;
        theme.applyTo(*qApp);
        TimeCursor cursor;
        QWidget window;
        OperationActions actions(fake.ports(), &theme, &window);
        RolloutPage page(fake.ports(), &theme, &actions, &cursor, &window);
        page.setGrafana(&grafana);
        const SampleRollout sample = sampleCanary(fake.clock.now, fake.clock.boot);
        page.open(sample.snapshot->ref, WorkloadKind::Rollout);
        Q_EMIT fake.fleet.rolloutChanged(sample.snapshot, sample.timeline);
        const auto told = [&page] {
            int count = 0;
            const QAbstractItemModel *model = named<QListView>(&page, u"Timeline"_s)->model();
            for (int row = 0; row < model->rowCount(); ++row)
                count += model->index(row, 0).data().toString().contains(u"Grafana: cache emptied"_s);
            return count;
        };
        QCOMPARE(told(), 0);
        Q_EMIT grafana.sightChanged(std::make_shared<const GrafanaSight>(sight(sample.snapshot->ref, fake.clock.now)));
        QCOMPARE(told(), 1);
        Q_EMIT fake.fleet.rolloutChanged(sample.snapshot, sample.timeline); // it stays with what comes
        QCOMPARE(told(), 1);
        page.open({u"prod"_s, u"shop"_s, u"other"_s}, WorkloadKind::Rollout);
        QCOMPARE(told(), 0);
    }

    /// A snapshot is made of exactly the pack it was asked for, and only where there is a Grafana.
    void snapshotOfAPack()
    {
        FakePorts fake;
        FakeGrafana grafana;
        FakeEvidence evidence;
        Theme theme;
        theme.applyTo(*qApp);
        Ports ports = fake.ports();
        ports.evidence = &evidence;
        JournalPage page(ports, &theme);
        page.resize(1440, 800);
        page.show();
        page.setGrafana(&grafana);
        Q_EMIT fake.journal.recordsChanged(sampleJournal(fake.clock.now));
        auto *wish = named<QCheckBox>(&page, u"Charts of the pack as a snapshot on Grafana"_s);
        QVERIFY(wish && wish->isHidden());
        const auto write = [&page] {
            named<QPushButton>(&page, u"Export evidence pack"_s)->click();
            auto *dialog = page.findChild<QFileDialog *>();
            QVERIFY(dialog);
            Q_EMIT dialog->fileSelected(u"/tmp/packs"_s);
            delete dialog;
        };
        wish->setChecked(true); // hidden: it means nothing
        write();
        QVERIFY(grafana.snapshots.isEmpty());
        Q_EMIT evidence.exported(evidence.asked.last(), u"/tmp/packs/a"_s, {});
        Q_EMIT grafana.sourceRead(u"https://grafana.example"_s);
        QVERIFY(!wish->isHidden());
        write();
        QCOMPARE(grafana.snapshots, QStringList{evidence.asked.last()});
        Q_EMIT evidence.exported(evidence.asked.last(), u"/tmp/packs/b"_s, {});
        wish->setChecked(false);
        write();
        QCOMPARE(grafana.snapshots.size(), 1);
        Q_EMIT evidence.exported(evidence.asked.last(), u"/tmp/packs/c"_s, {});
        named<QPushButton>(&page, u"Evidence of days"_s)->click();
        auto *days = page.findChild<PackDaysDialog *>();
        QVERIFY(days);
        auto *box = days->findChild<QCheckBox *>();
        QVERIFY(!box->isEnabled());
        QVERIFY(fact(days, u"Grafana"_s).contains(u"names no Grafana"_s));
        Q_EMIT grafana.sourceRead(u"https://grafana.example"_s);
        QVERIFY(box->isEnabled());
        box->setChecked(true);
        if (const QString shots = qEnvironmentVariable("MAESTRO_SHOTS"); !shots.isEmpty())
            QVERIFY(days->grab().save(shots + u"/packdays.png"_s) && page.grab().save(shots + u"/journal-pack.png"_s));
        named<QPushButton>(days, u"Choose the folder"_s)->click();
        auto *chooser = days->findChild<QFileDialog *>();
        Q_EMIT chooser->fileSelected(u"/tmp/packs"_s);
        chooser->close();
        for (QPushButton *button : days->findChildren<QPushButton *>())
            if (button->text() == u"&Write the pack")
                button->click();
        QCOMPARE(grafana.snapshots.size(), 2);
        QCOMPARE(grafana.snapshots.last(), evidence.asked.last());
    }
};

QTEST_MAIN(tst_ui_grafana)
#include "tst_ui_grafana.moc"
