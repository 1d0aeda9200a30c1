// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/desk/programdeed.h"

#include "journal/redactor.h"
#include "services/desk/programrules.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace maestro {

namespace {

constexpr int linesKept = 400;
constexpr int recordsKept = 20;
constexpr std::chrono::milliseconds usualLimit {600'000};

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Desk)
};

} // namespace

QSet<QString> recordsIn(const QString &folder)
{
    if (folder.isEmpty())
        return {};
    const QStringList names = QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files);
    return QSet<QString>(names.begin(), names.end());
}

ProcessOrder programOrder(const DeskCall &call, const QString &runs, const QString &marker, const QMap<QString, QString> &environment)
{
    ProcessOrder order;
    order.folder = runFolder(runs, marker);
    order.marker = marker;
    order.argv = call.argv;
    order.environment = environment;
    order.environment.insert(call.environment);
    order.workingDirectory = call.workingDirectory;
    order.limit = programLimit(call);
    QDir().mkpath(runs);
    ::chmod(runs.toLocal8Bit().constData(), 0700);
    return order;
}

std::chrono::milliseconds programLimit(const DeskCall &call)
{
    return call.timeout.count() > 0 ? call.timeout : usualLimit;
}

QString runFolder(const QString &runs, const QString &id)
{
    return runs + u'/' + id;
}

bool fenceRun(const QString &folder)
{
    const QByteArray path = folder.toLocal8Bit();
    ::mkdir(path.constData(), 0700);
    const int fd = ::open(QByteArray(path + "/started").constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return false;
    const bool kept = ::fsync(fd) == 0;
    ::close(fd);
    const int ended = ::open(QByteArray(path + "/ended").constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    const bool told = ended >= 0 && ::write(ended, "never 0\n", 8) == 8 && ::fsync(ended) == 0;
    if (ended >= 0)
        ::close(ended);
    return kept && told;
}

QString lastLine(const QByteArray &output)
{
    for (const QByteArrayList lines = output.right(8192).split('\n'); const QByteArray &line : QByteArrayList(lines.rbegin(), lines.rend()))
        if (!line.trimmed().isEmpty())
            return displaySafe(scrubbed(QString::fromUtf8(line.trimmed())), 400);
    return {};
}

Deed::Sight programSight(const ProcessReport &report, const QString &program)
{
    using State = Deed::Sight::State;
    const QString said = lastLine(report.output);
    const QString tail = said.isEmpty() ? QString() : QString(u' ' + Words::tr("It said: %1").arg(said));
    switch (report.state) {
    case ProcessReport::State::NotStarted: return {State::Failed, Words::tr("%1 was never started.").arg(program)};
    case ProcessReport::State::Running: return {State::UnderWay, Words::tr("%1 is running (process %2).").arg(program).arg(report.pid)};
    case ProcessReport::State::Lost:
        return {State::Undecidable, Words::tr("%1 ran and runs no longer; nothing tells how it ended, so what it did is not known. It is not started again.").arg(program) + tail};
    case ProcessReport::State::Ended: break;
    }
    if (report.timedOut)
        return {State::Undecidable, Words::tr("%1 did not end within its time limit and was ended; what it did until then is not known. It is not started again.").arg(program) + tail};
    if (report.signal)
        return {State::Undecidable, Words::tr("%1 was ended by signal %2; what it did until then is not known. It is not started again.").arg(program).arg(report.signal) + tail};
    if (report.exitCode != 0)
        return {State::Failed, Words::tr("%1 ended with exit code %2.").arg(program).arg(report.exitCode) + tail};
    return {State::There, Words::tr("%1 ended with exit code 0.").arg(program) + tail};
}

ProgramDeed::ProgramDeed(DeskCall call, Place place)
    : m_call(std::move(call))
    , m_place(std::move(place))
{
    connect(&m_process, &SupervisedProcess::running, this, [this](qint64 pid, qint64 ticks) {
        Q_EMIT left({{QStringLiteral("pid"), pid}, {QStringLiteral("startTicks"), ticks}, {QStringLiteral("program"), m_call.argv.first()}});
        MutationResult started;
        started.verdict = WriteVerdict::Accepted;
        if (const auto told = std::exchange(m_told, {}))
            told(started);
    });
    connect(&m_process, &SupervisedProcess::notStarted, this, [this](const Error &error) {
        if (const auto told = std::exchange(m_told, {}))
            told(refusal(error));
    });
}

/// What the program wrote as it wrote it; what is kept of it is in the evidence.
ProgramDeed::~ProgramDeed()
{
    if (!m_folder.isEmpty() && report().state == ProcessReport::State::Ended)
        QFile::remove(m_folder + QStringLiteral("/output"));
}

MutationResult ProgramDeed::refusal(const Error &error)
{
    MutationResult result;
    result.verdict = WriteVerdict::Refused;
    result.error = error;
    return result;
}

void ProgramDeed::send(const QString &id, const QString &reason, Callback<MutationResult> done)
{
    run(id, reason, done);
}

void ProgramDeed::run(const QString &id, const QString &reason, const Callback<MutationResult> &done)
{
    const auto later = [this, done](const Error &error) { QTimer::singleShot(0, this, [done, error] { done(refusal(error)); }); };
    m_id = id;
    m_folder = runFolder(m_place.runs, id);
    if (fileSha256(m_call.argv.first()) != m_call.programSha256)
        return later({ErrorKind::Refused, QStringLiteral("programChanged"), Words::tr("%1 is another file than when this was planned; nothing was started.").arg(m_call.argv.first())});
    const DeskVariables last {{QStringLiteral("reason"), reason.simplified()}, {QStringLiteral("action_id"), id}};
    ProcessOrder order = programOrder(m_call, m_place.runs, id, m_place.environment);
    order.argv.clear();
    for (const QString &argument : std::as_const(m_call.argv)) {
        const Result<QString> value = filledArgument(argument, last);
        if (!value)
            return later(value.error());
        order.argv.append(*value);
    }
    for (auto it = m_call.environment.cbegin(); it != m_call.environment.cend(); ++it)
        order.environment.insert(it.key(), filled(it.value(), last));
    order.heldWhileRunning = lock();
    m_recordsBefore = recordsIn(m_call.readsRecord ? m_place.records : QString());
    m_told = done;
    if (const Result<Done> begun = m_process.start(order); !begun) {
        m_told = {};
        later(begun.error());
    }
}

void ProgramDeed::look(Callback<Sight> done)
{
    const Sight sight = programSight(report(), m_call.argv.first());
    QTimer::singleShot(0, this, [done, sight] { done(sight); });
}

QJsonObject ProgramDeed::evidence() const
{
    const ProcessReport run = report();
    QJsonArray lines;
    for (const QByteArray &line : run.output.split('\n'))
        if (lines.size() < linesKept && !line.isEmpty())
            lines.append(scrubbed(QString::fromUtf8(line)));
    QJsonArray records;
    for (const QString &name : recordsIn(m_call.readsRecord ? m_place.records : QString()) - m_recordsBefore)
        if (records.size() < recordsKept)
            records.append(QJsonObject {{QStringLiteral("file"), QString(m_place.records + u'/' + name)}, {QStringLiteral("sha256"), fileSha256(m_place.records + u'/' + name)}});
    return {{QStringLiteral("program"), m_call.argv.first()}, {QStringLiteral("programSha256"), m_call.programSha256}, {QStringLiteral("pid"), run.pid},
            {QStringLiteral("exitCode"), run.state == ProcessReport::State::Ended && !run.signal ? QJsonValue(run.exitCode) : QJsonValue()},
            {QStringLiteral("signal"), run.signal ? QJsonValue(run.signal) : QJsonValue()}, {QStringLiteral("timedOut"), run.timedOut},
            {QStringLiteral("outputDropped"), run.dropped}, {QStringLiteral("output"), lines}, {QStringLiteral("records"), records}};
}

} // namespace maestro
