// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Stands between the program and the kernel for every call that changes files, so only one translation unit of a program may include this.

#include "support/diskimages.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <functional>

namespace maestro::testing {

/// What the kernel was asked to change below `root`, call by call; one of the calls may go wrong.
class RecordedDisk
{
public:
    enum class Fault { None, IoError, NoSpace, Short, Killed };

    static RecordedDisk &the()
    {
        static RecordedDisk recorded;
        return recorded;
    }
    void begin(const QByteArray &folder)
    {
        *this = RecordedDisk();
        root = folder;
    }
    void end() { root.clear(); }
    void failAt(qsizetype call, Fault kind, qsizetype howMany = 1)
    {
        faultAt = call;
        faults = howMany;
        fault = kind;
    }
    /// The process that was "killed" is gone; what comes next is another one.
    void revive() { dead = false; }

    /// Below the root: the rest of the path, else a null array.
    QByteArray placeOf(int fd) const
    {
        char path[4096];
        char link[64];
        if (root.isEmpty() || std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd) < 0)
            return {};
        const ssize_t size = ::readlink(link, path, sizeof path);
        return size > 0 ? placeOf(QByteArray(path, size)) : QByteArray();
    }
    QByteArray placeOf(const QByteArray &path) const
    {
        if (root.isEmpty() || (path != root && !path.startsWith(QByteArray(root + '/'))))
            return {};
        return path == root ? QByteArray("") : path.mid(root.size() + 1);
    }
    /// Counts one call; true: it fails with the errno that is set, nothing done.
    bool fails(bool mayBeShort, bool *cut = nullptr)
    {
        if (dead) {
            errno = EIO;
            return true;
        }
        const qsizetype call = calls++;
        if (faultAt < 0 || call < faultAt || call >= faultAt + faults)
            return false;
        dead = fault == Fault::Killed;
        if (fault == Fault::Short && mayBeShort && cut) {
            *cut = true;
            return false;
        }
        errno = fault == Fault::NoSpace ? ENOSPC : EIO;
        return fault != Fault::None && (fault != Fault::Short || mayBeShort);
    }
    void note()
    {
        if (onChange)
            onChange();
    }
    DiskFile *fileOf(int fd)
    {
        const QByteArray place = placeOf(fd);
        const int file = place.isNull() ? -1 : disk.names.value(place, -1);
        return file < 0 ? nullptr : &disk.files[file];
    }
    void make(const QByteArray &place, bool folder)
    {
        const int file = folder ? -1 : int(disk.files.size());
        if (!folder)
            disk.files.insert(file, DiskFile());
        disk.name({Disk::Kind::Made, place, {}, file});
        note();
    }
    int sync(int fd, long call)
    {
        const QByteArray place = placeOf(fd);
        if (place.isNull())
            return int(::syscall(call, fd));
        const bool failed = fails(false);
        if (dead)
            return -1;
        const int error = errno;
        if (DiskFile *file = fileOf(fd))
            failed ? file->syncFailed() : file->synced();
        else if (!failed)
            disk.folderSynced(place);
        note();
        errno = error;
        return failed ? -1 : 0;
    }

    QByteArray root;
    Disk disk;
    qsizetype calls = 0;
    qsizetype faultAt = -1; ///< -1: never
    qsizetype faults = 1;
    Fault fault = Fault::None;
    bool dead = false;
    std::function<void()> onChange; ///< after every change: a moment at which the power may go
};

} // namespace maestro::testing

