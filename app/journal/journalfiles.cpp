// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalfiles.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <ctime>

namespace maestro {

namespace {

constexpr qint64 lockWaitMs = 2'000;

Error ioError(const QString &path, int error, const QString &doing)
{
    return {ErrorKind::Refused, QStringLiteral("journalIo"), QCoreApplication::translate("JournalFiles", "%1: cannot %2: %3").arg(path, doing, errnoText(error))};
}

Error unsafe(const QString &path, const QString &why, const QString &hint = {})
{
    return {ErrorKind::Refused, QStringLiteral("journalUnsafe"), QStringLiteral("%1: %2").arg(path, why), hint};
}

void nap(long milliseconds)
{
    timespec time{0, milliseconds * 1'000'000};
    ::nanosleep(&time, nullptr);
}

/// What is another number after every record: of a segment by its size, of a directory by the time of its head.
qint64 progressOf(int fd)
{
    struct stat status{};
    if (::fstat(fd, &status) != 0 || (S_ISDIR(status.st_mode) && ::fstatat(fd, "head", &status, AT_SYMLINK_NOFOLLOW) != 0))
        return -1;
    return status.st_size + status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec;
}

/// flock within lockWaitMs, or the errno of the failure. With `patient` that time begins anew whenever a record was added, for a journal that others
/// write to is not one that somebody holds; ten times as long in all.
int lockWithin(int fd, int operation, bool patient)
{
    QElapsedTimer whole;
    QElapsedTimer still;
    whole.start();
    still.start();
    qint64 progress = progressOf(fd);
    long pause = 1;
    for (;;) {
        if (::flock(fd, operation | LOCK_NB) == 0)
            return 0;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return errno;
        if (patient && std::exchange(progress, progressOf(fd)) != progress && whole.elapsed() < 10 * lockWaitMs)
            still.restart();
        if (still.elapsed() >= lockWaitMs)
            return EWOULDBLOCK;
        nap(pause);
        pause = std::min(pause * 2, 8L);
    }
}

} // namespace

Descriptor &Descriptor::operator=(Descriptor &&other) noexcept
{
    if (this != &other) {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = other.release();
    }
    return *this;
}

Descriptor::~Descriptor()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

Result<SegmentLock> SegmentLock::exclusive(int fd, const QString &path)
{
    const int error = lockWithin(fd, LOCK_EX, true);
    if (error == 0)
        return SegmentLock(fd);
    if (error != EWOULDBLOCK)
        return ioError(path, error, QCoreApplication::translate("JournalFiles", "lock"));
    return Error{ErrorKind::Refused, QStringLiteral("journalBusy"),
                 QCoreApplication::translate("JournalFiles", "%1: another console%2 has held the journal for more than 2 s").arg(path, holderText(fd)),
                 QCoreApplication::translate("JournalFiles", "continue or end that process; nothing is done while the journal cannot be written")};
}

SegmentLock SegmentLock::shared(int fd)
{
    return SegmentLock(lockWithin(fd, LOCK_SH, false) == 0 ? fd : -1);
}

SegmentLock::~SegmentLock()
{
    if (m_fd >= 0)
        ::flock(m_fd, LOCK_UN);
}

QString errnoText(int error)
{
    return QString::fromLocal8Bit(std::strerror(error));
}

Error writeError(int error, const QString &path, const QString &doing)
{
    if (error == ENOSPC || error == EDQUOT || error == EFBIG)
        return {ErrorKind::Refused, QStringLiteral("journalFull"), QCoreApplication::translate("JournalFiles", "%1: cannot %2: %3").arg(path, doing, errnoText(error)),
                QCoreApplication::translate("JournalFiles", "free some space; nothing is done while it cannot be recorded")};
    return ioError(path, error, doing);
}

QString holderText(int fd)
{
    struct stat status{};
    QFile locks(QStringLiteral("/proc/locks"));
    if (::fstat(fd, &status) != 0 || !locks.open(QIODevice::ReadOnly))
        return {};
    const QByteArray inode = ':' + QByteArray::number(static_cast<qulonglong>(status.st_ino));
    const QList<QByteArray> lines = locks.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() >= 6 && fields.at(1) == "FLOCK" && fields.at(5).endsWith(inode) && fields.at(4).toLongLong() > 0)
            return QCoreApplication::translate("JournalFiles", " (process %1)").arg(fields.at(4).toLongLong());
    }
    return {};
}

std::optional<Error> unsafeFile(int fd, const QString &path)
{
    struct stat status{};
    if (::fstat(fd, &status) != 0)
        return ioError(path, errno, QCoreApplication::translate("JournalFiles", "examine"));
    if (!S_ISREG(status.st_mode))
        return unsafe(path, QCoreApplication::translate("JournalFiles", "is not a regular file"));
    if (status.st_uid != ::geteuid())
        return unsafe(path, QCoreApplication::translate("JournalFiles", "belongs to another user"));
    if ((status.st_mode & 077) != 0)
        return unsafe(path, QCoreApplication::translate("JournalFiles", "is open to other users"), QStringLiteral("chmod 600 %1").arg(path));
    if (status.st_nlink != 1)
        return unsafe(path, QCoreApplication::translate("JournalFiles", "has %1 names instead of one").arg(status.st_nlink));
    return std::nullopt;
}

Result<Descriptor> openPrivateDirectory(const QString &path, bool create)
{
    const QByteArray name = QFile::encodeName(path);
    if (create) {
        // Parents that are missing become private too.
        const QString parent = QFileInfo(path).path();
        if (!QFileInfo::exists(parent)) {
            const Result<Descriptor> made = openPrivateDirectory(parent, true);
            if (!made)
                return made.error();
        }
        if (::mkdir(name.constData(), 0700) != 0 && errno != EEXIST)
            return writeError(errno, path, QCoreApplication::translate("JournalFiles", "create the directory"));
    }
    Descriptor dir(::open(name.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!dir.valid())
        return errno == ELOOP || errno == ENOTDIR ? unsafe(path, QCoreApplication::translate("JournalFiles", "is not a directory of its own, or a link"))
                                                  : ioError(path, errno, QCoreApplication::translate("JournalFiles", "open the directory"));
    struct stat status{};
    if (::fstat(dir.get(), &status) != 0)
        return ioError(path, errno, QCoreApplication::translate("JournalFiles", "examine"));
    if (status.st_uid != ::geteuid())
        return unsafe(path, QCoreApplication::translate("JournalFiles", "belongs to another user"));
    if ((status.st_mode & 077) != 0)
        return unsafe(path, QCoreApplication::translate("JournalFiles", "is open to other users"), QStringLiteral("chmod 700 %1").arg(path));
    return dir;
}

Result<Descriptor> createPrivateFile(int dir, const QString &dirPath, const QString &name)
{
    const QString path = dirPath + QLatin1Char('/') + name;
    Descriptor file(::openat(dir, QFile::encodeName(name).constData(), O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.valid())
        return writeError(errno, path, QCoreApplication::translate("JournalFiles", "create"));
    if (::fsync(file.get()) != 0 || ::fsync(dir) != 0)
        return writeError(errno, path, QCoreApplication::translate("JournalFiles", "make durable"));
    return file;
}

Result<Descriptor> openPrivateFile(int dir, const QString &dirPath, const QString &name)
{
    const QString path = dirPath + QLatin1Char('/') + name;
    Descriptor file(::openat(dir, QFile::encodeName(name).constData(), O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (!file.valid())
        return errno == ELOOP ? unsafe(path, QCoreApplication::translate("JournalFiles", "is a link")) : ioError(path, errno, QCoreApplication::translate("JournalFiles", "open"));
    if (const std::optional<Error> error = unsafeFile(file.get(), path))
        return *error;
    return file;
}

int syncWayTo(int dir)
{
    struct stat own{};
    struct stat parent{};
    Descriptor above(::openat(dir, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (::fstat(dir, &own) != 0)
        return errno;
    while (above.valid() && ::fstat(above.get(), &parent) == 0 && parent.st_dev == own.st_dev && parent.st_ino != own.st_ino) {
        if (::fsync(above.get()) != 0 && errno != EINVAL && errno != EROFS) // not for directories here; nothing of ours is new there
            return errno;
        own = parent;
        above = Descriptor(::openat(above.get(), "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    }
    return 0;
}

Result<QByteArray> readFrom(int fd, qint64 offset, const QString &path)
{
    constexpr qint64 limit = qint64(1) << 30;
    struct stat status{};
    if (::fstat(fd, &status) != 0)
        return ioError(path, errno, QCoreApplication::translate("JournalFiles", "examine"));
    const qint64 length = std::max<qint64>(status.st_size - offset, 0);
    if (length > limit)
        return ioError(path, EFBIG, QCoreApplication::translate("JournalFiles", "read"));
    QByteArray out(static_cast<qsizetype>(length), Qt::Uninitialized);
    qsizetype done = 0;
    while (done < out.size()) {
        const ssize_t count = ::pread(fd, out.data() + done, static_cast<size_t>(out.size() - done), offset + done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return ioError(path, errno, QCoreApplication::translate("JournalFiles", "read"));
        if (count == 0)
            break;
        done += count;
    }
    out.truncate(done);
    return out;
}

int writeAll(int fd, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::write(fd, bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return errno;
        if (count == 0)
            return EIO;
        done += count;
    }
    return 0;
}

Result<Done> reserveRoom(int fd, qint64 bytes, const QString &path)
{
    const QString doing = QCoreApplication::translate("JournalFiles", "reserve %1 bytes").arg(bytes);
    struct stat status{};
    rlimit limit{};
    if (::fstat(fd, &status) != 0)
        return ioError(path, errno, QCoreApplication::translate("JournalFiles", "examine"));
    if (::getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY
        && static_cast<rlim_t>(status.st_size + bytes) > limit.rlim_cur)
        return writeError(EFBIG, path, doing);
    int result = 0;
    do {
        result = ::fallocate(fd, FALLOC_FL_KEEP_SIZE, status.st_size, bytes);
    } while (result != 0 && errno == EINTR);
    if (result == 0)
        return Done{};
    const int error = errno;
    struct statvfs room{};
    const bool known = ::fstatvfs(fd, &room) == 0;
    const qint64 available = known ? static_cast<qint64>(room.f_bavail) * static_cast<qint64>(room.f_frsize) : -1;
    if ((error == EOPNOTSUPP || error == ENOSYS) && available >= bytes)
        return Done{};
    const qint64 missing = known ? std::max<qint64>(bytes - available, 0) : 0;
    return writeError(error == EOPNOTSUPP || error == ENOSYS ? ENOSPC : error, path,
                      missing > 0 ? QCoreApplication::translate("JournalFiles", "%1 (%2 bytes are missing)").arg(doing).arg(missing) : doing);
}

bool onNetworkFileSystem(int fd)
{
    struct statfs status{};
    if (::fstatfs(fd, &status) != 0)
        return false;
    switch (static_cast<quint32>(status.f_type)) {
    case 0x6969: // NFS
    case 0x517b: // SMB
    case 0xfe534d42: // SMB2
    case 0xff534d42: // CIFS
    case 0x65735546: // FUSE
    case 0x01021997: // 9P
    case 0x5346414f: // AFS
        return true;
    default: return false;
    }
}

} // namespace maestro
