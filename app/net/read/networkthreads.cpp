// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/read/networkthreads.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QEvent>
#include <QFile>

#include <chrono>
#include <thread>

namespace maestro {

namespace {

/// As the kernel knows them: the first 15 characters of what Qt and the composition of the window call them.
bool speaksTls(const QString &task)
{
    QFile name(QStringLiteral("/proc/self/task/%1/comm").arg(task));
    return name.open(QIODevice::ReadOnly) && QByteArrayList{"QNetworkAccessM\n", "services\n"}.contains(name.readAll());
}

void await()
{
    // What was to be deleted later when the last loop had ended (a reader with its connections, say) had no turn since.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    const QDeadlineTimer patience(5'000);
    const auto anyRuns = [] {
        const QStringList tasks = QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Unsorted);
        return std::any_of(tasks.cbegin(), tasks.cend(), speaksTls);
    };
    while (anyRuns() && !patience.hasExpired())
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

} // namespace

void outliveNetworkThreads()
{
    [[maybe_unused]] static const bool once = (qAddPostRoutine(await), true);
}

} // namespace maestro
