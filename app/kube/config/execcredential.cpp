// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/config/execcredential.h"

#include "kube/config/pluginpolicy.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>
#include <QTimer>

#include <csignal>
#include <sys/stat.h>
#include <unistd.h>

namespace maestro {

namespace {

constexpr qsizetype outputLimit = 1024 * 1024;
constexpr qsizetype complaintLimit = 64 * 1024;
constexpr qint64 failureHoldMs = 10'000;

Error pluginError(const ContextConfig &context, ErrorKind kind, const char *code, const QString &why, const QString &hint = {})
{
    return {kind, QString::fromLatin1(code),
            ExecCredential::tr("The credential plugin %1 of user \"%2\": %3").arg(context.user.exec->command, context.user.name, why), hint};
}

/// Only absolute entries of PATH count: a relative one would let the working directory decide what runs.
QString findProgram(const QString &command)
{
    if (command.contains(u'/'))
        return QDir::isAbsolutePath(command) ? command : QString();
    const QStringList folders = qEnvironmentVariable("PATH").split(u':', Qt::SkipEmptyParts);
    for (const QString &folder : folders) {
        const QFileInfo candidate(folder + u'/' + command);
        if (QDir::isAbsolutePath(folder) && candidate.isFile() && candidate.isExecutable())
            return candidate.filePath();
    }
    return {};
}

/// Whether someone else than we and root may change this file or folder; in a sticky folder only owners may.
bool othersMayChange(const QString &path)
{
    struct stat info{};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        return true;
    const bool sticky = S_ISDIR(info.st_mode) && (info.st_mode & S_ISVTX) != 0;
    return (info.st_uid != 0 && info.st_uid != geteuid()) || ((info.st_mode & S_IWOTH) != 0 && !sticky);
}

QString sha256Of(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? QString::fromLatin1(hash.result().toHex()) : QString();
}

QString plain(const QByteArray &bytes)
{
    QString text = QString::fromUtf8(bytes.left(2048)).simplified();
    text.removeIf([](QChar c) { return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format; });
    return text;
}

void killGroup(const QProcess *process)
{
    if (const qint64 pid = process->processId(); pid > 1)
        ::kill(-static_cast<pid_t>(pid), SIGKILL);
}

} // namespace

ExecCredential::ExecCredential(ContextConfig context, const Clock *clock, const PluginTrust *trust, QObject *parent)
    : QObject(parent)
    , m_context(std::move(context))
    , m_clock(clock)
    , m_trust(trust)
    , m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, [this] {
        stop(pluginError(m_context, ErrorKind::NotPermitted, "pluginTimeout", tr("no answer within %1 s").arg(m_timeoutMs / 1000.0)));
    });
}

ExecCredential::~ExecCredential()
{
    abandonProcess();
}

void ExecCredential::abandonProcess()
{
    QProcess *process = std::exchange(m_process, nullptr);
    if (!process)
        return;
    process->disconnect(this);
    process->setParent(nullptr); // it outlives us by the moment the system needs to end it
    killGroup(process);
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    if (process->state() == QProcess::NotRunning)
        process->deleteLater();
}

Result<PluginIdentity> ExecCredential::identify(const ContextConfig &context)
{
    const ExecConfig &exec = *context.user.exec;
    const QString program = findProgram(exec.command);
    const QFileInfo file(QFileInfo(program).canonicalFilePath());
    if (program.isEmpty() || !file.isFile() || !file.isExecutable())
        return pluginError(context, ErrorKind::BadInput, "pluginMissing", tr("there is no such program"), exec.installHint);
    if (othersMayChange(file.filePath()) || othersMayChange(file.absolutePath()) || othersMayChange(QFileInfo(program).absolutePath()))
        return pluginError(context, ErrorKind::Refused, "pluginUnsafe", tr("%1 can be replaced by other users of this computer").arg(file.filePath()));
    PluginIdentity identity{context.name, context.user.name, file.filePath(), exec.arguments, {}, sha256Of(file.filePath())};
    for (const auto &[name, value] : exec.environment)
        identity.environmentNames.append(name);
    identity.environmentNames.removeDuplicates();
    identity.environmentNames.sort();
    if (identity.sha256.isEmpty())
        return pluginError(context, ErrorKind::BadInput, "pluginMissing", tr("%1 cannot be read").arg(file.filePath()));
    return identity;
}

void ExecCredential::credential(Callback callback)
{
    const qint64 now = m_clock->bootMs();
    const bool alive = m_cached && (!m_cached->expiry.isValid() || (now < m_endsAtMs && m_clock->utcNow() < m_cached->expiry));
    if (alive) {
        const bool early = m_refreshAtMs >= 0 && now >= m_refreshAtMs;
        const bool holding = m_failure && m_clock->bootMs() - m_failedAtMs < failureHoldMs;
        const PluginCredential current = *m_cached;
        if (early && !holding && !m_process)
            start();
        return callback(current);
    }
    if (!m_process && m_failure && m_clock->bootMs() - m_failedAtMs < failureHoldMs)
        return callback(Error(*m_failure));
    m_waiting.append(std::move(callback));
    if (!m_process)
        start();
}

void ExecCredential::refused(const PluginCredential &credential)
{
    if (m_cached && *m_cached == credential)
        m_cached.reset();
}

void ExecCredential::start()
{
    const ExecConfig &exec = *m_context.user.exec;
    if (exec.interactive == ExecConfig::Interactive::Always)
        return deliver(pluginError(m_context, ErrorKind::Refused, "pluginNeedsTerminal", tr("it only works on a terminal"),
                                   tr("Log in once on a terminal, for example with: kubectl --context %1 get namespaces").arg(m_context.name)));
    const Result<PluginIdentity> identity = identify(m_context);
    if (!identity.ok())
        return deliver(identity.error());
    if (const std::optional<QString> why = forbiddenByPreferences(findProgram(exec.command), findProgram))
        return deliver(pluginError(m_context, ErrorKind::Refused, "pluginForbidden", *why));
    if (!m_trust || !m_trust->isTrusted(*identity))
        return deliver(pluginError(m_context, ErrorKind::Refused, "pluginNotTrusted", tr("%1 is not trusted yet, so it did not run").arg(identity->command),
                                   tr("Look at it and allow it: maestro trust add %1").arg(m_context.user.name)));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto &[name, value] : exec.environment)
        environment.insert(name, value);
    environment.insert(QStringLiteral("KUBERNETES_EXEC_INFO"), QString::fromUtf8(execInfo(m_context)));
    m_output.clear();
    m_complaint.clear();
    m_process = new QProcess(this);
    m_process->setProcessEnvironment(environment);
    m_process->setWorkingDirectory(QStringLiteral("/"));
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setChildProcessModifier([] { ::setpgid(0, 0); });
    connect(m_process, &QProcess::readyReadStandardOutput, this, [this] {
        m_output += m_process->readAllStandardOutput();
        if (m_output.size() > outputLimit)
            stop(pluginError(m_context, ErrorKind::NotPermitted, "pluginFailed", tr("its output is larger than 1 MiB")));
    });
    connect(m_process, &QProcess::readyReadStandardError, this, [this] {
        m_complaint += m_process->readAllStandardError();
        m_complaint.truncate(complaintLimit);
    });
    connect(m_process, &QProcess::finished, this, &ExecCredential::finished);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            stop(pluginError(m_context, ErrorKind::BadInput, "pluginFailed", tr("it could not be started: %1").arg(m_process->errorString())));
    });
    m_timer->start(m_timeoutMs);
    m_process->start(identity->command, exec.arguments);
}

void ExecCredential::stop(const Error &error)
{
    m_timer->stop();
    abandonProcess();
    deliver(error);
}

void ExecCredential::finished()
{
    QProcess *process = std::exchange(m_process, nullptr);
    m_timer->stop();
    m_output += process->readAllStandardOutput();
    m_complaint += process->readAllStandardError();
    process->deleteLater();
    if (process->exitStatus() != QProcess::NormalExit || process->exitCode() != 0) {
        const QString end = process->exitStatus() == QProcess::NormalExit ? tr("it ended with code %1").arg(process->exitCode()) : tr("it crashed");
        return deliver(pluginError(m_context, ErrorKind::NotPermitted, "pluginFailed", m_complaint.isEmpty() ? end : end + u": " + plain(m_complaint)));
    }
    const Result<PluginCredential> result = readExecAnswer(m_output, m_context, m_clock->utcNow());
    if (result.ok())
        remember(*result);
    deliver(result);
}

void ExecCredential::remember(const PluginCredential &credential)
{
    m_cached = credential;
    m_refreshAtMs = -1;
    m_endsAtMs = -1;
    if (!credential.expiry.isValid())
        return;
    const qint64 now = m_clock->bootMs();
    const double life = static_cast<double>(m_clock->utcNow().msecsTo(credential.expiry));
    m_endsAtMs = now + static_cast<qint64>(life);
    const double early = std::min(60'000.0, life * 0.1) * (0.9 + 0.2 * QRandomGenerator::global()->generateDouble());
    m_refreshAtMs = now + static_cast<qint64>(life - early);
}

void ExecCredential::deliver(const Result<PluginCredential> &result)
{
    m_output.fill('\0');
    m_output.clear();
    m_failure.reset();
    // A missing trust is asked for again at once: the operator may just have given it.
    if (!result.ok() && result.error().code != u"pluginNotTrusted") {
        m_failure = result.error();
        m_failedAtMs = m_clock->bootMs();
    }
    const QList<Callback> waiting = std::exchange(m_waiting, {});
    for (const Callback &callback : waiting)
        callback(result);
}

} // namespace maestro
