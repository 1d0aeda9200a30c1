// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

namespace maestro {

/// Owns a POSIX descriptor.
class Descriptor
{
public:
    explicit Descriptor(int fd = -1)
        : m_fd(fd)
    {
    }
    Descriptor(Descriptor &&other) noexcept
        : m_fd(other.release())
    {
    }
    Descriptor &operator=(Descriptor &&other) noexcept;
    ~Descriptor();
    bool valid() const { return m_fd >= 0; }
    int get() const { return m_fd; }
    int release() { return std::exchange(m_fd, -1); }

private:
    int m_fd;
};

/// Advisory lock on a descriptor, given back when destroyed.
class SegmentLock
{
public:
    /// Waits until nobody has written for 2 s, at most 22 s. Refused, journalBusy: names the holder's pid where the kernel tells it.
    static Result<SegmentLock> exclusive(int fd, const QString &path);
    /// For reading; invalid when it could not be had in time, which a reader may ignore.
    static SegmentLock shared(int fd);
    SegmentLock(SegmentLock &&other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {
    }
    SegmentLock &operator=(SegmentLock &&) = delete;
    ~SegmentLock();

private:
    explicit SegmentLock(int fd)
        : m_fd(fd)
    {
    }
    int m_fd;
};

QString errnoText(int error);
/// journalFull for a full disk, quota or size limit, journalIo otherwise.
Error writeError(int error, const QString &path, const QString &doing);
/// ", process 123" of whoever holds a flock on this file, or empty.
QString holderText(int fd);
/// Not a regular file of this user with mode 0600 and one name: journalUnsafe.
std::optional<Error> unsafeFile(int fd, const QString &path);

/// A directory of this user with mode 0700, opened without following a link. Codes: journalUnsafe, journalIo.
Result<Descriptor> openPrivateDirectory(const QString &path, bool create);
/// Creates a new 0600 file in `dir`; its name is durable on return.
Result<Descriptor> createPrivateFile(int dir, const QString &dirPath, const QString &name);
Result<Descriptor> openPrivateFile(int dir, const QString &dirPath, const QString &name);

/// Makes the names on the way to this directory durable, as far as its file system reaches and its parents may be opened. The errno of the failure, or 0.
int syncWayTo(int dir);

/// Everything from `offset` to the end, at most 1 GiB.
Result<QByteArray> readFrom(int fd, qint64 offset, const QString &path);
/// All bytes, in one write where the kernel takes them at once. The errno of the failure, or 0.
int writeAll(int fd, const QByteArray &bytes);
/// Makes room for `bytes` behind the end of the file without changing its size; journalFull names what is missing.
Result<Done> reserveRoom(int fd, qint64 bytes, const QString &path);
bool onNetworkFileSystem(int fd);

} // namespace maestro
