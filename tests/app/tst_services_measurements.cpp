// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/analysis/measurementkeeper.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

const QString context = u"prod"_s;

Measurement measured(int number)
{
    const QDateTime start = QDateTime(QDate(2026, 11, 21), QTime(9, 0), Qt::UTC).addSecs(number * 10);
    return {number % 3 ? u"Successful"_s : u"Failed"_s, u"[%1]"_s.arg(number), number % 3 ? QString() : u"too many"_s, start, start.addMSecs(20)};
}

QList<Measurement> range(int from, int to)
{
    QList<Measurement> out;
    for (int i = from; i < to; ++i)
        out.append(measured(i));
    return out;
}

AnalysisRun runWith(const QList<Measurement> &window, const QString &uid = u"r1"_s, const QString &phase = u"Running"_s)
{
    AnalysisRun run;
    run.meta.uid = uid;
    run.phase = phase;
    MetricResult metric;
    metric.name = u"success"_s;
    metric.measurements = window;
    run.metrics = {metric};
    return run;
}

/// What is known of a run whose window begins at `from`.
QList<Measurement> known(MeasurementKeeper &keeper, int from, int to, const QString &uid = u"r1"_s)
{
    AnalysisRun run = runWith(range(from, to), uid);
    keeper.complete(context, run);
    return run.metrics.first().measurements;
}

} // namespace

/// Measurements beyond the ten that the controller keeps outlive the window, however it ends.
class TestServicesMeasurements : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    int m_folders = 0;

    QString folder() { return m_dir.filePath(u"state%1/measurements"_s.arg(++m_folders)); }
    static QByteArray content(const QString &file)
    {
        QFile f(file);
        return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
    }
    static QStringList files(const QString &folder) { return QDir(folder).entryList(QDir::Files, QDir::Name); }
    static void write(const QString &file, const QByteArray &bytes)
    {
        QFile f(file);
        QVERIFY(f.open(QIODevice::WriteOnly));
        QCOMPARE(f.write(bytes), bytes.size());
    }

private Q_SLOTS:
    void nextStart()
    {
        const QString place = folder();
        {
            MeasurementKeeper keeper(place);
            for (int end = 1; end <= 45; ++end)
                keeper.see(context, runWith(range(qMax(0, end - 10), end))); // nobody opened it
        }
        MeasurementKeeper again(place);
        QCOMPARE(known(again, 36, 46), range(0, 46));
        MeasurementKeeper third(place);
        QCOMPARE(known(third, 36, 46), range(0, 46));
        struct stat info = {};
        QCOMPARE(::stat(QFile::encodeName(place + u'/' + files(place).first()).constData(), &info), 0);
        QCOMPARE(info.st_mode & 0777, 0600u);
        QCOMPARE(content(place + u'/' + files(place).first()).count('\n'), 46); // each once
    }

    void killed()
    {
        const QString place = folder();
        int ready[2];
        QCOMPARE(::pipe(ready), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            MeasurementKeeper keeper(place);
            for (int end = 1;; ++end) {
                keeper.see(context, runWith(range(qMax(0, end - 10), end)));
                if (::write(ready[1], &end, sizeof end) != sizeof end)
                    ::_exit(1);
            }
        }
        int told = 0;
        while (told < 60)
            QCOMPARE(::read(ready[0], &told, sizeof told), ssize_t(sizeof told));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        MeasurementKeeper again(place);
        const QList<Measurement> all = known(again, 0, 1);
        QVERIFY2(all.size() >= told, qPrintable(QString::number(all.size())));
        QCOMPARE(all, range(0, int(all.size())));
    }

    void damaged_data()
    {
        QTest::addColumn<int>("cut"); // bytes at the end
        QTest::addColumn<int>("flip"); // line with a changed digit
        QTest::addColumn<int>("left");
        QTest::newRow("torn at the end") << 7 << -1 << 19;
        QTest::newRow("a changed value") << 0 << 4 << 19;
        QTest::newRow("both") << 1 << 0 << 19;
    }

    /// Said, left out, and written on after.
    void damaged()
    {
        QFETCH(int, cut);
        QFETCH(int, flip);
        QFETCH(int, left);
        const QString place = folder();
        {
            MeasurementKeeper keeper(place);
            keeper.see(context, runWith(range(0, 10)));
            keeper.see(context, runWith(range(10, 20)));
        }
        const QString file = place + u'/' + files(place).first();
        QList<QByteArray> lines = content(file).split('\n');
        if (flip >= 0)
            lines[flip].replace(QByteArray("[" + QByteArray::number(flip) + "]"), "[99]");
        QByteArray bytes = lines.join('\n');
        bytes.chop(cut);
        write(file, bytes);
        {
            MeasurementKeeper keeper(place);
            QSignalSpy problems(&keeper, &MeasurementKeeper::problem);
            keeper.see(context, runWith(range(30, 31)));
            QCOMPARE(problems.size(), 1);
            QVERIFY2(problems.first().first().value<Error>().message.contains(u"kept measurements are damaged and left out: 1"_s), qPrintable(problems.first().first().value<Error>().message));
            AnalysisRun run = runWith(range(30, 31));
            keeper.complete(context, run);
            QCOMPARE(run.metrics.first().measurements.size(), left + 1);
            QVERIFY(std::none_of(run.metrics.first().measurements.begin(), run.metrics.first().measurements.end(), [](const Measurement &m) { return m.value == u"[99]"_s; }));
        }
        MeasurementKeeper keeper(place); // the torn line did not swallow the next
        QCOMPARE(known(keeper, 30, 31).size(), left + 1);
    }

    void hostileFiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("binary") << QByteArray("\0\xff\x01\n\n\n{}", 8);
        QTest::newRow("one long line") << QByteArray(300'000, 'x');
        QTest::newRow("not ours") << QByteArray("00000000 {\"run\":\"a\",\"metric\":\"b\"}\n");
        QTest::newRow("too large") << QByteArray(5'000'000, '\n');
    }

    void hostileFiles()
    {
        QFETCH(QByteArray, bytes);
        const QString place = folder();
        QVERIFY(QDir().mkpath(place));
        QVERIFY(QFile::setPermissions(place, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        write(place + u"/00000001.log"_s, bytes);
        MeasurementKeeper keeper(place);
        QSignalSpy problems(&keeper, &MeasurementKeeper::problem);
        keeper.see(context, runWith(range(0, 5)));
        QCOMPARE(problems.size(), 1);
        MeasurementKeeper again(place);
        QCOMPARE(known(again, 4, 5), range(0, 5));
    }

    /// A link is never followed, a folder of others never used: it is said once, and remembered meanwhile.
    void cannotBeKept()
    {
        const QString place = folder();
        QVERIFY(QDir().mkpath(place));
        const QString elsewhere = m_dir.filePath(u"elsewhere"_s);
        write(elsewhere, "mine\n");
        QVERIFY(QFile::link(elsewhere, place + u"/00000001.log"_s));
        MeasurementKeeper keeper(place);
        QSignalSpy problems(&keeper, &MeasurementKeeper::problem);
        keeper.see(context, runWith(range(0, 5)));
        keeper.see(context, runWith(range(3, 8)));
        QCOMPARE(problems.size(), 2); // cannot be read; cannot be written
        QCOMPARE(content(elsewhere), QByteArray("mine\n"));
        QCOMPARE(known(keeper, 7, 8), range(0, 8));
        QVERIFY(QFile::remove(place + u"/00000001.log"_s)); // and again when it can
        keeper.see(context, runWith(range(7, 12)));
        MeasurementKeeper again(place);
        QCOMPARE(known(again, 11, 12), range(7, 12));
    }

    /// The oldest file goes; what is read is never more than a private file may be.
    void goesRound()
    {
        const QString place = folder();
        MeasurementKeeper keeper(place);
        AnalysisRun run = runWith({});
        const QString text(390, u'x');
        for (int i = 0; i < 4'000; ++i) {
            QList<Measurement> window = range(i * 10, i * 10 + 10);
            for (Measurement &m : window)
                m.message = text;
            run.metrics.first().measurements = window;
            keeper.see(context, run);
        }
        QCOMPARE(files(place).size(), int(MeasurementLog::filesKept));
        QVERIFY(!files(place).contains(u"00000001.log"_s));
        for (const QString &file : files(place))
            QVERIFY(QFileInfo(place + u'/' + file).size() < 4 * 1024 * 1024);
        MeasurementKeeper again(place);
        QSignalSpy problems(&again, &MeasurementKeeper::problem);
        QCOMPARE(known(again, 39'999, 40'000).last(), measured(39'999));
        QVERIFY(problems.isEmpty());
    }

    /// What has ended and was never seen at work has nothing that the controller would throw away.
    void onlyWhatIsAtWork()
    {
        const QString place = folder();
        MeasurementKeeper keeper(place);
        keeper.see(context, runWith(range(0, 10), u"ended"_s, u"Successful"_s));
        QVERIFY(files(place).isEmpty());
        keeper.see(context, runWith(range(0, 10), u"mine"_s));
        keeper.see(context, runWith(range(5, 15), u"mine"_s, u"Failed"_s));
        QCOMPARE(content(place + u'/' + files(place).first()).count('\n'), 15);
        AnalysisRun other = runWith(range(14, 15), u"mine"_s);
        keeper.complete(u"another cluster"_s, other); // the same uid elsewhere is another run
        QCOMPARE(other.metrics.first().measurements, range(14, 15));
    }

    void noSecrets()
    {
        const QString place = folder();
        MeasurementKeeper keeper(place);
        AnalysisRun run = runWith(range(0, 1));
        run.metrics.first().measurements.first().message = u"Get \"https://captain:hunter2secret@prom/api\": refused"_s;
        keeper.see(context, run);
        QVERIFY(!content(place + u'/' + files(place).first()).contains("hunter2secret"));
    }
};

QTEST_GUILESS_MAIN(TestServicesMeasurements)
#include "tst_services_measurements.moc"
