// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/duty/dutydialog.h"
#include "journal/journalpage.h"
#include "support/fakeports.h"
#include "theme/factlabel.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

class FakeDuties : public DutyPort
{
public:
    void open(const DutyRequest &request) override { opened.append(request); }
    void close(const QString &id, const QString &how) override { closed.append({id, how}); }
    void learn(const LessonRequest &request) override { learned.append(request); }

    QList<DutyRequest> opened;
    QList<std::pair<QString, QString>> closed;
    QList<LessonRequest> learned;
};

} // namespace

/// What is owed and learned, out of the Journal's page.
class tst_ui_duty : public QObject
{
    Q_OBJECT

    struct Window
    {
        Window()
        {
            theme.applyTo(*qApp);
            Ports ports = fake.ports();
            ports.duties = &duties;
            page = std::make_unique<JournalPage>(ports, &theme);
            page->resize(1440, 800);
            page->show();
            JournalRecord action;
            action.segment = u"segment-000001"_s;
            action.seq = 1;
            action.id = u"a-1"_s;
            action.type = RecordType::Intent;
            action.verb = u"rollback"_s;
            action.object = {u"prod"_s, u"shop"_s, u"web"_s};
            action.at = fake.clock.now.addSecs(-7200);
            records = {action};
            const auto owe = [this](const QString &id, const QString &title, qint64 dueInSeconds) {
                JournalRecord record = dutyRecord({title, fake.clock.now.addSecs(dueInSeconds), u"a-1"_s, {}}, id, fake.clock.now.addSecs(-3600), records);
                record.actor.server = u"ana"_s;
                record.segment = u"segment-000001"_s;
                record.seq = records.size() + 1;
                records.append(record);
            };
            owe(u"d-1"_s, u"tell <b>everybody</b>"_s, -60);
            owe(u"d-2"_s, u"put analysis back"_s, 3600);
            tell();
        }
        void tell() { Q_EMIT fake.journal.recordsChanged(std::make_shared<const QList<JournalRecord>>(records)); }
        DutyDialog *open()
        {
            auto *table = page->findChild<QTableView *>();
            for (int row = 0; row < page->model()->rowCount(); ++row)
                if (!page->model()->rowAt(row).isSection() && page->model()->rowAt(row).id == u"a-1")
                    table->selectRow(row);
            button(*page, u"Owed and learned"_s)->click();
            return page->findChild<DutyDialog *>();
        }
        static QPushButton *button(const QWidget &in, const QString &name)
        {
            for (QPushButton *found : in.findChildren<QPushButton *>())
                if (found->accessibleName() == name || found->text() == name)
                    return found;
            return nullptr;
        }
        template<typename T> static T *named(const QWidget &in, const QString &name)
        {
            for (T *found : in.findChildren<T *>())
                if (found->accessibleName() == name)
                    return found;
            return nullptr;
        }

        FakePorts fake;
        FakeDuties duties;
        Theme theme;
        std::unique_ptr<JournalPage> page;
        QList<JournalRecord> records;
    };

private Q_SLOTS:
    void owedIsSeenAndClosed()
    {
        Window window;
        DutyDialog *dialog = window.open();
        QVERIFY(dialog);
        QCOMPARE(Window::named<FactLabel>(*dialog, u"Owed"_s)->text(), u"2 owed, 1 OVERDUE."_s);
        auto *owed = Window::named<QTableWidget>(*dialog, u"Obligations"_s);
        QCOMPARE(owed->rowCount(), 2);
        QCOMPARE(owed->item(0, 0)->text(), u"tell <b>everybody</b>"_s); // as it was written
        QVERIFY(owed->item(0, 1)->text().contains(u"OVERDUE"_s));
        QPushButton *close = Window::button(*dialog, u"Close obligation"_s);
        auto *how = Window::named<QLineEdit>(*dialog, u"What was done"_s);
        how->setText(u"a mail went to all"_s);
        QVERIFY(!close->isEnabled()); // none is chosen
        owed->selectRow(1);
        QVERIFY(close->isEnabled());
        how->setText(u"short"_s);
        QVERIFY(!close->isEnabled());
        how->setText(u"a mail went to all"_s);
        close->click();
        QCOMPARE(window.duties.closed, (QList<std::pair<QString, QString>>{{u"d-2"_s, u"a mail went to all"_s}}));
        // What happens to the Journal is seen while it is open; the choice stays where it was.
        window.records.append(closingRecord(u"d-1"_s, u"it was told to them"_s, window.fake.clock.now, window.records));
        window.tell();
        QCOMPARE(Window::named<FactLabel>(*dialog, u"Owed"_s)->text(), u"1 owed."_s);
        QCOMPARE(owed->rowCount(), 2);
    }

    void writesDown()
    {
        Window window;
        DutyDialog *dialog = window.open();
        QPushButton *write = Window::button(*dialog, u"Write down"_s);
        QVERIFY(!write->isEnabled());
        Window::named<QLineEdit>(*dialog, u"What is owed"_s)->setText(u"refund the orders"_s);
        write->click();
        QCOMPARE(window.duties.opened.size(), 1);
        QCOMPARE(window.duties.opened[0].action, u"a-1"_s);
        QCOMPARE(window.duties.opened[0].due, window.fake.clock.now.addSecs(24 * 3600));
        Q_EMIT window.duties.failed({ErrorKind::Refused, u"x"_s, u"the Journal <is> full"_s, {}, {}});
        QCOMPARE(Window::named<QLineEdit>(*dialog, u"What is owed"_s)->text(), u"refund the orders"_s); // kept
        QVERIFY(Window::named<FactLabel>(*dialog, u"Result"_s)->text().contains(u"the Journal <is> full"_s));
        Q_EMIT window.duties.written(u"d-3"_s);
        QVERIFY(Window::named<QLineEdit>(*dialog, u"What is owed"_s)->text().isEmpty());
    }

    void learns()
    {
        Window window;
        window.records.append(lessonRecord({u"a-1"_s, u"weights were too coarse"_s, {}}, window.fake.clock.now, window.records));
        window.tell();
        DutyDialog *dialog = window.open();
        QCOMPARE(Window::named<QTableWidget>(*dialog, u"Lessons"_s)->item(0, 0)->text(), u"weights were too coarse"_s);
        Window::named<QLineEdit>(*dialog, u"Lesson"_s)->setText(u"the alert came too late"_s);
        Window::button(*dialog, u"Add lesson"_s)->click();
        QCOMPARE(window.duties.learned.size(), 1);
        QCOMPARE(window.duties.learned[0].action, u"a-1"_s);
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(dialog->isVisible());
    }

    /// Two hours pass, and meanwhile somebody sets the clock back by three: what was due in an hour is overdue.
    void aClockSetBackPutsNothingOff()
    {
        Window window;
        DutyDialog *dialog = window.open();
        QVERIFY(dialog);
        const auto summary = [dialog] {
            for (const FactLabel *fact : dialog->findChildren<FactLabel *>())
                if (fact->text().contains(u"owed"_s))
                    return fact->text();
            return QString();
        };
        QVERIFY2(summary().contains(u"1 OVERDUE"_s), qPrintable(summary()));
        window.fake.clock.boot += 2 * 3600'000;
        window.fake.clock.now = window.fake.clock.now.addSecs(-3600);
        window.tell();
        QVERIFY2(summary().contains(u"2 OVERDUE"_s), qPrintable(summary()));
    }
};

QTEST_MAIN(tst_ui_duty)
#include "tst_ui_duty.moc"
