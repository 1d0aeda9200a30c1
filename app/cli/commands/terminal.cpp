// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/terminal.h"

#include "cli/line/commandtable.h"

#include <QSocketNotifier>
#include <QTimer>

#include <csignal>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace maestro {

namespace {

int wakePipe[2] = {-1, -1}; // the only thing a signal handler may touch

void wake(int)
{
    const char one = 1;
    [[maybe_unused]] const ssize_t n = ::write(wakePipe[1], &one, 1);
}

} // namespace

bool haveTerminal()
{
    return ::isatty(STDIN_FILENO) && ::isatty(STDERR_FILENO);
}

QByteArray hiddenLine()
{
    struct termios shown = {};
    if (::tcgetattr(STDIN_FILENO, &shown) != 0)
        return {};
    struct termios hidden = shown;
    hidden.c_lflag &= ~tcflag_t(ECHO | ISIG);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    char line[4096];
    const ssize_t n = ::read(STDIN_FILENO, line, sizeof line);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    return n > 0 ? QByteArray(line, n) : QByteArray();
}

void askOnTerminal(QObject *context, Output &output, const QString &token, qint64 lifetimeMs, const std::function<void(bool)> &answered)
{
    ::tcflush(STDIN_FILENO, TCIFLUSH);
    output.note(CliText::tr("Type \"%1\" and Enter to confirm, within %2 s; anything else cancels.").arg(token).arg(lifetimeMs / 1000));
    auto *question = new QObject(context);
    const auto answer = [question, answered](bool yes) {
        question->deleteLater();
        question->disconnect();
        for (QSocketNotifier *notifier : question->findChildren<QSocketNotifier *>())
            notifier->setEnabled(false);
        for (QTimer *timer : question->findChildren<QTimer *>())
            timer->stop();
        answered(yes);
    };
    auto *input = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, question);
    auto *timer = new QTimer(question);
    QObject::connect(input, &QSocketNotifier::activated, question, [answer, token] {
        char line[4096]; // a terminal hands over one line at most
        const ssize_t n = ::read(STDIN_FILENO, line, sizeof line);
        answer(n > 0 && line[n - 1] == '\n' && QString::fromUtf8(line, n).trimmed() == token);
    });
    QObject::connect(timer, &QTimer::timeout, question, [answer] { answer(false); });
    timer->setSingleShot(true);
    timer->start(int(lifetimeMs));
}

void onInterrupt(QObject *context, const std::function<void()> &interrupted)
{
    if (wakePipe[0] < 0 && ::pipe2(wakePipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    auto *notifier = new QSocketNotifier(wakePipe[0], QSocketNotifier::Read, context);
    QObject::connect(notifier, &QSocketNotifier::activated, context, [interrupted] {
        char bytes[64];
        while (::read(wakePipe[0], bytes, sizeof bytes) > 0) { }
        interrupted();
    });
    struct sigaction action = {};
    action.sa_handler = wake;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGHUP, &action, nullptr);
}

} // namespace maestro
