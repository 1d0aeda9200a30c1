// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/analysis/measurementlog.h"

#include "config/privatefile.h"
#include "journal/redactor.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace maestro {

namespace {

constexpr qsizetype textLimit = 400; ///< of a value or message: a provider may say anything
constexpr qsizetype sumLength = 8;
constexpr qsizetype nameLimit = 400; ///< of a run's key or a metric: one with a longer name is not kept
constexpr qsizetype writeLimit = 64 * 1024;

QString kept(const QString &text)
{
    return scrubbed(text).left(textLimit);
}

QByteArray sumOf(const QByteArray &json)
{
    return QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex().left(sumLength);
}

QDateTime timeOf(const QJsonObject &object, QLatin1String key)
{
    return QDateTime::fromString(object.value(key).toString(), Qt::ISODateWithMs);
}

QString textOf(const QDateTime &at)
{
    return at.toUTC().toString(Qt::ISODateWithMs);
}

QByteArray encoded(const MeasurementLog::Line &line)
{
    const Measurement &m = line.measurement;
    const QByteArray json = QJsonDocument(QJsonObject {{QStringLiteral("run"), line.key}, {QStringLiteral("metric"), line.metric}, {QStringLiteral("phase"), m.phase},
                                                       {QStringLiteral("value"), kept(m.value)}, {QStringLiteral("message"), kept(m.message)},
                                                       {QStringLiteral("from"), textOf(m.startedAt)}, {QStringLiteral("to"), textOf(m.finishedAt)}})
                                .toJson(QJsonDocument::Compact);
    return sumOf(json) + ' ' + json + '\n';
}

std::optional<MeasurementLog::Line> decoded(const QByteArray &text)
{
    const QByteArray json = text.mid(sumLength + 1);
    if (text.size() <= sumLength + 1 || text.left(sumLength) != sumOf(json))
        return {};
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    MeasurementLog::Line line {object.value(QLatin1String("run")).toString(), object.value(QLatin1String("metric")).toString(),
                               {object.value(QLatin1String("phase")).toString(), object.value(QLatin1String("value")).toString(),
                                object.value(QLatin1String("message")).toString(), timeOf(object, QLatin1String("from")), timeOf(object, QLatin1String("to"))}};
    return line.key.isEmpty() || line.metric.isEmpty() || !line.measurement.startedAt.isValid() ? std::nullopt : std::optional(line);
}

Error failure(const QString &path)
{
    return {ErrorKind::Refused, QStringLiteral("measurements"),
            QCoreApplication::translate("Measurements", "Measurements of AnalysisRuns cannot be kept: %1: %2").arg(path, QString::fromLocal8Bit(strerror(errno))),
            QCoreApplication::translate("Measurements", "Until then they are remembered while the window is open.")};
}

} // namespace

MeasurementLog::MeasurementLog(QString folder)
    : m_folder(std::move(folder))
{
}

MeasurementLog::~MeasurementLog()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

QString MeasurementLog::pathOf(int number) const
{
    return QStringLiteral("%1/%2.log").arg(m_folder).arg(number, 8, 10, QLatin1Char('0'));
}

QList<int> MeasurementLog::numbers() const
{
    QList<int> found;
    for (const QString &name : QDir(m_folder).entryList({QStringLiteral("????????.log")}, QDir::Files | QDir::System | QDir::Hidden, QDir::Name)) {
        bool ok = false;
        const int number = name.left(8).toInt(&ok);
        if (ok && number > 0)
            found.append(number);
    }
    return found;
}

QStringList MeasurementLog::read(const std::function<void(const Line &)> &take)
{
    QStringList problems;
    for (const int number : numbers()) {
        const Result<std::optional<QByteArray>> content = readPrivateFile(pathOf(number));
        if (!content) {
            problems.append(content.error().message);
            continue;
        }
        int damaged = 0;
        for (const QByteArray &text : content->value_or(QByteArray()).split('\n')) {
            if (text.isEmpty())
                continue;
            if (const std::optional<Line> line = decoded(text))
                take(*line);
            else
                ++damaged;
        }
        if (damaged > 0)
            problems.append(QCoreApplication::translate("Measurements", "%1: kept measurements are damaged and left out: %2").arg(pathOf(number)).arg(damaged));
    }
    return problems;
}

Result<Done> MeasurementLog::open(int number)
{
    if (const Result<Done> made = ensurePrivateFolder(m_folder); !made)
        return made.error();
    const QString path = pathOf(number);
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);
    struct stat info = {};
    if (fd < 0)
        return failure(path);
    if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_uid != ::geteuid() || (info.st_mode & (S_IWGRP | S_IWOTH))) {
        ::close(fd);
        errno = EPERM;
        return failure(path);
    }
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = fd;
    m_number = number;
    char last = '\n';
    if (info.st_size > 0 && ::pread(fd, &last, 1, info.st_size - 1) == 1 && last != '\n' && ::write(fd, "\n", 1) != 1) // torn: the next line is one of its own
        return failure(path);
    return Done {};
}

/// A file that was taken away, or is full, is left for the next one.
Result<Done> MeasurementLog::makeRoom()
{
    struct stat info = {};
    if (m_fd >= 0 && ::fstat(m_fd, &info) == 0 && info.st_nlink > 0 && info.st_size < fileLimit)
        return Done {};
    const QList<int> there = numbers();
    int number = there.isEmpty() ? 1 : there.last();
    if (::stat(QFile::encodeName(pathOf(number)).constData(), &info) == 0 && info.st_size >= fileLimit)
        ++number;
    for (const int old : there)
        if (old <= number - filesKept)
            QFile::remove(pathOf(old));
    return open(number);
}

Result<Done> MeasurementLog::write(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return Done {};
    if (const Result<Done> room = makeRoom(); !room)
        return room.error();
    if (::write(m_fd, bytes.constData(), size_t(bytes.size())) == bytes.size())
        return Done {};
    const Error error = failure(pathOf(m_number));
    ::close(m_fd); // opened anew, and a torn line ended, the next time
    m_fd = -1;
    return error;
}

Result<Done> MeasurementLog::append(const QList<Line> &lines)
{
    QByteArray bytes;
    for (const Line &line : lines) {
        if (line.key.size() > nameLimit || line.metric.size() > nameLimit)
            continue;
        bytes += encoded(line);
        if (bytes.size() > writeLimit)
            if (const Result<Done> written = write(std::exchange(bytes, {})); !written)
                return written.error();
    }
    return write(bytes);
}

} // namespace maestro
