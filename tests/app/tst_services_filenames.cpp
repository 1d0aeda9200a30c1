// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/journal/journalrecord.h"
#include "services/evidence/evidencepack.h"
#include "services/evidence/packslo.h"
#include "services/operation/evidencerecord.h"
#include "text/plain/filename.h"

#include <QDir>
#include <QDirIterator>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

/// Names as a server or a policy that means harm would choose them. The last ones differ only in what no name of a file can hold.
const QStringList names {u"../../etc/passwd"_s, u"/etc/passwd"_s, u".."_s, u"."_s, u".bashrc"_s, u"-rf"_s, u"--reference=x"_s, u"con"_s, u"CON.txt"_s, u"nul"_s, u"Com1"_s, u"lpt9.log"_s,
                         u"a\nb"_s, u"\u001b[31mred"_s, u"\u202egnp.exe"_s, u"\u200b"_s, u"ends."_s, u"two  words; rm *"_s, QString(u'\0') + u"zero"_s, u"~root"_s, u"$(id)"_s, u"C:\\x"_s,
                         u"\u00e4\u00f6"_s, QString(400, u'x'), QString(400, u'x') + u'y', QString::fromUtf8("\xf0\x9f\x98\x80"), u"a/b"_s, u"a\\b"_s, u"a b"_s, u"a:b"_s, u"a-b"_s};

/// What every name of a file has to be, wherever it is written or unpacked.
QString problemOf(const QString &name)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9][A-Za-z0-9._-]*\\z"_s);
    static const QRegularExpression device(u"\\A(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\.|\\z)"_s, QRegularExpression::CaseInsensitiveOption);
    return !plain.match(name).hasMatch() ? u"no plain name"_s : device.match(name).hasMatch() ? u"a device"_s : name.endsWith(u'.') ? u"ends with a dot"_s : name.toUtf8().size() > 255 ? u"too long"_s : QString();
}

QStringList filesBelow(const QString &folder)
{
    QStringList files;
    for (QDirIterator each(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); each.hasNext();)
        files << each.next();
    return files;
}

} // namespace

/// Names of the files that are written from what a cluster or a policy calls things: they stay in their folder, mean nothing to a shell or a system,
/// and none takes the place of another.
class TestFileNames : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void plainNames()
    {
        QSet<QString> made;
        for (const QString &name : names) {
            for (const int most : {30, 60}) {
                const QString plain = plainFileName(name, most);
                QVERIFY2(problemOf(plain).isEmpty() && plain.size() <= most, qPrintable(problemOf(plain) + u": " + plain));
            }
            made << plainFileName(name).toLower();
        }
        QCOMPARE(made.size(), names.size());
        for (const QString &usual : {u"web"_s, u"error-rate"_s, u"web-7c9f.v2"_s, u"INC-4711"_s, u"console"_s, u"com10"_s})
            QCOMPARE(plainFileName(usual), usual);
        QCOMPARE(plainFileName(u"error_rate"_s), u"error-rate"_s);
        QCOMPARE(plainFileName({}), u"none"_s);
    }

    void evidenceRecords()
    {
        QTemporaryDir dir;
        const QString folder = dir.filePath(u"evidence"_s);
        QVERIFY(evidenceWritable(folder).ok());
        QStringList written;
        for (int place = 0; place < 3; ++place) {
            for (const QString &name : names) {
                JournalRecord intent;
                intent.at = QDateTime(QDate(2026, 11, 20), QTime(3, 12, 47), Qt::UTC);
                intent.id = place == 0 ? name : u"3f1a"_s;
                intent.verb = u"rollback"_s;
                intent.object = {u"box"_s, place == 1 ? name : u"shop"_s, place == 2 ? name : u"web"_s};
                const auto path = writeEvidence(folder, {{u"id"_s, intent.id}}, intent);
                QVERIFY2(path.ok(), path.ok() ? "" : qPrintable(path.error().message));
                QVERIFY2(problemOf(QFileInfo(*path).fileName()).isEmpty(), qPrintable(*path));
                written << *path;
            }
        }
        QCOMPARE(QSet<QString>(written.cbegin(), written.cend()).size(), written.size());
        QCOMPARE(filesBelow(dir.path()).size(), written.size());
        for (const QString &file : filesBelow(dir.path()))
            QVERIFY2(file.startsWith(folder + u"/rollbacks/"), qPrintable(file));
    }

    void chartsOfAPack()
    {
        ChartSet set;
        for (const QString &name : names + QStringList {u"burn"_s, u"Errors"_s, u"errors"_s, u"a_b"_s}) {
            ChartData chart;
            chart.metric = name;
            set.charts.append(chart);
        }
        set.burn.append({u"1h"_s, SampleRole::None, u"1h"_s, {{1, 1}}, 1});
        const auto files = chartFileNames(set);
        QCOMPARE(files.size(), set.charts.size() + 1);
        QSet<QString> made;
        for (const auto &[metric, file] : files) {
            QVERIFY2(file.startsWith(u"charts/") && problemOf(file.mid(7) + u".csv").isEmpty(), qPrintable(file));
            made << file.toLower();
        }
        QCOMPARE(made.size(), files.size());
        QCOMPARE(files.last().first, u"burn"_s);
    }

    /// Two files of one name are two files, in the folder and in the archive.
    void packsLoseNothing()
    {
        QTemporaryDir dir;
        PackContent content;
        content.id = u"3f1a"_s;
        content.at = QDateTime(QDate(2026, 11, 20), QTime(3, 12, 47), Qt::UTC);
        content.name = u"20261120T031247Z_rollback_shop_web_3f1a"_s;
        content.files = {{u"charts/a.csv"_s, "one"}, {u"charts/a.csv"_s, "two"}, {u"charts/A.csv"_s, "three"}, {u"record.jsonl"_s, "four"}, {u"manifest.json"_s, "five"}};
        const auto written = writePack(content, dir.filePath(u"out"_s));
        QVERIFY2(written.ok(), written.ok() ? "" : qPrintable(written.error().message));
        QSet<QByteArray> found;
        for (const QString &name : filesBelow(written->folder)) {
            QFile file(name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            found << file.readAll();
        }
        for (const QByteArray one : {"one", "two", "three", "four", "five"})
            QVERIFY2(found.contains(one), one.constData());
        QFile zip(written->zip);
        QVERIFY(zip.open(QIODevice::ReadOnly));
        const auto files = filesOfZip(zip.readAll());
        QVERIFY(files.ok());
        QCOMPARE(files->size(), 7);
        const auto again = writePack(content, dir.filePath(u"out"_s));
        QVERIFY(!again.ok() && again.error().code == u"exists"_s);
    }
};

QTEST_GUILESS_MAIN(TestFileNames)
#include "tst_services_filenames.moc"
