// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/supervisedprocess.h"

#include "process/supervisor.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSocketNotifier>
#include <QTimer>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace maestro {

namespace {

const QByteArray markerName = QByteArrayLiteral("MAESTRO_ACTION_ID");
constexpr int reapMs = 20;

Error failed(const QString &what, int error)
{
    const bool twice = error == EEXIST;
    return {ErrorKind::Refused, twice ? QStringLiteral("alreadyStarted") : QStringLiteral("notStarted"),
            twice ? QCoreApplication::translate("Process", "%1 was started before by this action and is not started again.").arg(what)
                  : QCoreApplication::translate("Process", "%1 could not be started: %2").arg(what, QString::fromLocal8Bit(::strerror(error)))};
}

QByteArray contentOf(const QString &path, qint64 limit)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(limit) : QByteArray();
}

/// Pointers into `texts`, and the null at the end.
std::vector<char *> pointersTo(QByteArrayList &texts)
{
    std::vector<char *> pointers;
    for (QByteArray &text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// Whether the supervisor of a run still lives: it holds a lock on the file until all is written.
bool isSupervised(const QString &started)
{
    const int fd = ::open(started.toLocal8Bit().constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    const bool held = fd >= 0 && ::flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (fd >= 0)
        ::close(fd);
    return held;
}

bool runs(qint64 pid, qint64 ticks, const QByteArray &marker)
{
    if (pid <= 0 || startTicksOf(static_cast<pid_t>(pid)) != ticks)
        return false;
    const QByteArray own = markerName + '=' + marker;
    return contentOf(QStringLiteral("/proc/%1/environ").arg(pid), 1024 * 1024).split('\0').contains(own);
}

} // namespace

SupervisedProcess::~SupervisedProcess()
{
    if (m_fd < 0)
        return;
    delete m_notifier; // before its descriptor
    ::close(m_fd);
}

Result<Done> SupervisedProcess::start(const ProcessOrder &order)
{
    m_program = order.argv.value(0);
    QByteArrayList arguments;
    for (const QString &argument : order.argv)
        arguments.append(argument.toLocal8Bit());
    QByteArrayList environment {markerName + '=' + order.marker.toLocal8Bit()};
    for (auto it = order.environment.cbegin(); it != order.environment.cend(); ++it)
        environment.append(it.key().toLocal8Bit() + '=' + it.value().toLocal8Bit());
    const QByteArray folder = order.folder.toLocal8Bit();
    const QByteArray place = order.workingDirectory.isEmpty() ? folder : order.workingDirectory.toLocal8Bit();
    if (::mkdir(folder.constData(), 0700) != 0 && errno != EEXIST)
        return failed(m_program, errno);
    const int directory = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    int report[2];
    if (directory < 0 || ::pipe2(report, O_CLOEXEC | O_NONBLOCK) != 0) {
        const Error error = failed(m_program, errno);
        if (directory >= 0)
            ::close(directory);
        return error;
    }
    const std::vector<char *> argv = pointersTo(arguments);
    const std::vector<char *> envp = pointersTo(environment);
    SupervisorOrder told;
    told.folder = directory;
    told.report = report[1];
    told.held = order.heldWhileRunning;
    told.program = argv.front();
    told.argv = argv.data();
    told.environment = envp.data();
    told.workingDirectory = place.constData();
    told.limitMs = static_cast<long>(order.limit.count());
    told.graceMs = static_cast<long>(order.grace.count());
    told.outputLimit = order.outputLimit;
    const pid_t child = ::fork();
    if (child == 0)
        supervise(told);
    const int error = errno;
    ::close(directory);
    ::close(report[1]);
    m_fd = report[0];
    if (child < 0)
        return failed(m_program, error);
    m_supervisor = child;
    m_notifier = new QSocketNotifier(m_fd, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &SupervisedProcess::hear);
    return Done {};
}

void SupervisedProcess::hear()
{
    char bytes[256];
    const ssize_t count = ::read(m_fd, bytes, sizeof bytes);
    if (count > 0) {
        m_heard.append(bytes, count);
        for (qsizetype end = m_heard.indexOf('\n'); end >= 0; end = m_heard.indexOf('\n')) {
            const QByteArray line = m_heard.left(end);
            m_heard.remove(0, end + 1);
            tell(line);
        }
        return;
    }
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    m_notifier->setEnabled(false);
    if (::waitpid(static_cast<pid_t>(m_supervisor), nullptr, WNOHANG) == 0)
        QTimer::singleShot(reapMs, this, [this] { ::waitpid(static_cast<pid_t>(m_supervisor), nullptr, WNOHANG); });
    if (!m_told)
        tell("E " + QByteArray::number(ECHILD));
    if (m_running)
        Q_EMIT ended();
}

void SupervisedProcess::tell(const QByteArray &line)
{
    const QByteArrayList words = line.split(' ');
    if (std::exchange(m_told, true))
        return;
    m_running = words.value(0) == "R";
    if (m_running)
        Q_EMIT running(words.value(1).toLongLong(), words.value(2).toLongLong());
    else
        Q_EMIT notStarted(failed(m_program, words.value(1).toInt()));
}

ProcessReport readRun(const QString &folder, const QString &marker)
{
    ProcessReport report;
    if (!QFileInfo::exists(folder + QStringLiteral("/started")))
        return report;
    const bool supervised = isSupervised(folder + QStringLiteral("/started")); // asked first: what is written afterwards is seen below
    const QByteArrayList began = contentOf(folder + QStringLiteral("/started"), 256).simplified().split(' ');
    report.pid = began.value(0).toLongLong();
    report.startTicks = began.value(1).toLongLong();
    const bool alive = supervised || runs(report.pid, report.startTicks, marker.toLocal8Bit());
    const QByteArrayList end = contentOf(folder + QStringLiteral("/ended"), 256).simplified().split(' ');
    report.output = contentOf(folder + QStringLiteral("/output"), 16 * 1024 * 1024); // whole, where it has ended
    report.state = alive ? ProcessReport::State::Running : ProcessReport::State::Lost;
    if (end.size() < 2)
        return report;
    report.state = end.at(0) == "never" ? ProcessReport::State::NotStarted : ProcessReport::State::Ended;
    if (end.at(0) == "exit")
        report.exitCode = end.at(1).toInt();
    else if (end.at(0) == "signal")
        report.signal = end.at(1).toInt();
    report.timedOut = end.value(2) == "late";
    report.dropped = end.value(3).toLongLong();
    return report;
}

bool stopRun(const QString &folder, const QString &marker)
{
    const QByteArrayList began = contentOf(folder + QStringLiteral("/started"), 256).simplified().split(' ');
    const auto pid = static_cast<pid_t>(began.value(0).toLongLong());
    return pid > 1 && runs(pid, began.value(1).toLongLong(), marker.toLocal8Bit()) && ::kill(-pid, SIGTERM) == 0;
}

} // namespace maestro
