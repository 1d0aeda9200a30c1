// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/privatefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

namespace maestro {

namespace {

constexpr qint64 sizeLimit = 4 * 1024 * 1024;
constexpr int lockTries = 100;
constexpr long lockPauseNs = 20'000'000;

Error failure(const QString &code, const QString &what, const QString &path, int number)
{
    return {ErrorKind::BadInput, code, QStringLiteral("%1 %2: %3").arg(what, path, QString::fromLocal8Bit(strerror(number))), {},
            SourcePlace{path}};
}

Error unsafe(const QString &path, const QString &why)
{
    return {ErrorKind::BadInput, QStringLiteral("unsafeFile"), QStringLiteral("%1 %2").arg(path, why),
            QCoreApplication::translate("Config", "Make it a file or folder of your own that nobody else may write, then try again."), SourcePlace{path}};
}

/// A descriptor that is closed on every way out.
struct Descriptor
{
    int fd;
    explicit Descriptor(int descriptor)
        : fd(descriptor)
    {
    }
    ~Descriptor()
    {
        if (fd >= 0)
            ::close(fd);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
};

bool writeAll(int fd, const QByteArray &content)
{
    qint64 done = 0;
    while (done < content.size()) {
        const ssize_t n = ::write(fd, content.constData() + done, size_t(content.size() - done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        done += n;
    }
    return true;
}

} // namespace

Result<Done> ensurePrivateFolder(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat info = {};
    if (::stat(name.constData(), &info) == 0) {
        if (!S_ISDIR(info.st_mode))
            return unsafe(path, QCoreApplication::translate("Config", "is not a folder"));
        if (info.st_uid != ::geteuid())
            return unsafe(path, QCoreApplication::translate("Config", "belongs to another user"));
        if (info.st_mode & (S_IWGRP | S_IWOTH))
            return unsafe(path, QCoreApplication::translate("Config", "may be written by others"));
        return Done{};
    }
    if (errno != ENOENT)
        return failure(QStringLiteral("folder"), QCoreApplication::translate("Config", "cannot use the folder"), path, errno);
    const QString parent = QFileInfo(path).absolutePath();
    const QByteArray parentName = QFile::encodeName(parent);
    if (parent != path && ::access(parentName.constData(), F_OK) != 0)
        if (const auto made = ensurePrivateFolder(parent); !made)
            return made.error();
    if (::mkdir(name.constData(), 0700) != 0 && errno != EEXIST)
        return failure(QStringLiteral("folder"), QCoreApplication::translate("Config", "cannot create the folder"), path, errno);
    return Done{};
}

Result<std::optional<QByteArray>> readPrivateFile(const QString &path)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (file.fd < 0) {
        if (errno == ENOENT)
            return std::optional<QByteArray>();
        if (errno == ELOOP)
            return unsafe(path, QCoreApplication::translate("Config", "is a symbolic link"));
        return failure(QStringLiteral("unreadableFile"), QCoreApplication::translate("Config", "cannot read"), path, errno);
    }
    struct stat info = {};
    if (::fstat(file.fd, &info) != 0)
        return failure(QStringLiteral("unreadableFile"), QCoreApplication::translate("Config", "cannot read"), path, errno);
    if (!S_ISREG(info.st_mode))
        return unsafe(path, QCoreApplication::translate("Config", "is not a regular file"));
    if (info.st_uid != ::geteuid())
        return unsafe(path, QCoreApplication::translate("Config", "belongs to another user"));
    if (info.st_mode & (S_IWGRP | S_IWOTH))
        return unsafe(path, QCoreApplication::translate("Config", "may be written by others"));
    if (info.st_size > sizeLimit)
        return unsafe(path, QCoreApplication::translate("Config", "is larger than 4 MiB"));
    QByteArray content;
    char block[16384];
    for (;;) {
        const ssize_t n = ::read(file.fd, block, sizeof block);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return failure(QStringLiteral("unreadableFile"), QCoreApplication::translate("Config", "cannot read"), path, errno);
        if (n == 0)
            return std::optional<QByteArray>(content);
        content.append(block, n);
        if (content.size() > sizeLimit)
            return unsafe(path, QCoreApplication::translate("Config", "is larger than 4 MiB"));
    }
}

Result<Done> writePrivateFile(const QString &path, const QByteArray &content)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (const auto made = ensurePrivateFolder(folder); !made)
        return made.error();
    QByteArray temporary = QFile::encodeName(path) + ".XXXXXX";
    const auto failed = [&](int number) {
        return failure(QStringLiteral("unwritableFile"), QCoreApplication::translate("Config", "cannot write"), path, number);
    };
    const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC)); // mode 0600, O_EXCL
    if (file.fd < 0)
        return failed(errno);
    if (!writeAll(file.fd, content) || ::fsync(file.fd) != 0
        || ::rename(temporary.constData(), QFile::encodeName(path).constData()) != 0) {
        const int number = errno;
        ::unlink(temporary.constData());
        return failed(number);
    }
    const Descriptor parent(::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (parent.fd < 0 || ::fsync(parent.fd) != 0)
        return failed(errno);
    return Done{};
}

Result<std::unique_ptr<PrivateFileLock>> PrivateFileLock::take(const QString &path)
{
    const QString name = path + QStringLiteral(".lock");
    if (const auto made = ensurePrivateFolder(QFileInfo(path).absolutePath()); !made)
        return made.error();
    const int fd = ::open(QFile::encodeName(name).constData(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return failure(QStringLiteral("unwritableFile"), QCoreApplication::translate("Config", "cannot lock"), name, errno);
    std::unique_ptr<PrivateFileLock> lock(new PrivateFileLock(fd));
    for (int i = 0; i < lockTries; ++i) {
        if (::flock(fd, LOCK_EX | LOCK_NB) == 0)
            return lock;
        const timespec pause{0, lockPauseNs};
        ::nanosleep(&pause, nullptr);
    }
    return failure(QStringLiteral("fileLocked"), QCoreApplication::translate("Config", "another process holds"), name, errno);
}

PrivateFileLock::~PrivateFileLock()
{
    ::close(m_fd);
}

} // namespace maestro
