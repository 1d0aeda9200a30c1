// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QMap>
#include <QObject>
#include <QStringList>

#include <chrono>

class QSocketNotifier;

namespace maestro {

/// A program as it shall run: no shell, no terminal, no input, an environment of exactly these variables.
struct ProcessOrder
{
    QString folder; ///< of this run alone; made 0700. What has run in a folder never runs in it again
    QString marker; ///< becomes MAESTRO_ACTION_ID in the environment, by which the program is recognised
    QStringList argv; ///< argument 0 is an absolute path
    QMap<QString, QString> environment;
    QString workingDirectory; ///< empty: the folder
    std::chrono::milliseconds limit {600'000}; ///< then SIGTERM to the whole group
    std::chrono::milliseconds grace {10'000}; ///< then SIGKILL
    int heldWhileRunning = -1; ///< a descriptor, such as a lock, that stays open until the program has ended; the program does not get it
    qint64 outputLimit = 256 * 1024; ///< of standard output and error together; the rest is read and dropped
};

/// How a run stands, as far as its folder and the process table tell, whoever started it.
struct ProcessReport
{
    enum class State {
        NotStarted, ///< provably never ran
        Running,
        Ended,
        Lost, ///< it ran, runs no longer, and nothing tells how it ended
    };

    State state = State::NotStarted;
    qint64 pid = 0;
    qint64 startTicks = 0; ///< field 22 of /proc/PID/stat
    int exitCode = -1; ///< of a program that ended by itself
    int signal = 0; ///< that ended it
    bool timedOut = false;
    qint64 dropped = 0; ///< bytes of output beyond the limit
    QByteArray output; ///< as written; may hold secrets
};
ProcessReport readRun(const QString &folder, const QString &marker);

/// SIGTERM to the group of a program that runs and is provably this one. False: there is none.
bool stopRun(const QString &folder, const QString &marker);

/// One run. A small supervisor, a child of ours in a session of its own, starts the program in another session, keeps its limits, its
/// output and its exit status in the folder, and goes on when this process dies. At most once: the file `started` exists before the
/// program does, and only one process can create it. Destroying this ends nothing. Lives on the caller's thread.
class SupervisedProcess : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~SupervisedProcess() override;

    /// Only once per object. An error means that nothing runs and nothing will: Refused alreadyStarted, notStarted otherwise.
    Result<Done> start(const ProcessOrder &order);

Q_SIGNALS:
    void running(qint64 pid, qint64 startTicks); ///< the program was started
    void notStarted(maestro::Error error); ///< it was not, and will not be
    void ended(); ///< after running(): readRun() knows

private:
    void hear();
    void tell(const QByteArray &line);

    QString m_program;
    QSocketNotifier *m_notifier = nullptr;
    QByteArray m_heard;
    int m_fd = -1;
    qint64 m_supervisor = 0;
    bool m_running = false;
    bool m_told = false; ///< running() or notStarted()
};

} // namespace maestro
