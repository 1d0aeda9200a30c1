// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Takes the place of the C library's calls in the program that includes it, in one translation unit.

#include "support/recordeddisk.h"

// Whatever is not below the recorded root goes straight to the kernel.
extern "C" {

int fsync(int fd)
{
    return maestro::testing::RecordedDisk::the().sync(fd, SYS_fsync);
}

int fdatasync(int fd)
{
    return maestro::testing::RecordedDisk::the().sync(fd, SYS_fdatasync);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
    auto &recorded = maestro::testing::RecordedDisk::the();
    maestro::testing::DiskFile *file = recorded.fileOf(fd);
    bool cut = false;
    if (file && recorded.fails(size > 1, &cut))
        return -1;
    const ssize_t done = ::syscall(SYS_write, fd, bytes, cut ? size / 2 : size);
    if (file && done > 0) {
        file->write(file->now().size(), QByteArray(static_cast<const char *>(bytes), done)); // the journal appends
        recorded.note();
    }
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset)
{
    auto &recorded = maestro::testing::RecordedDisk::the();
    maestro::testing::DiskFile *file = recorded.fileOf(fd);
    bool cut = false;
    if (file && recorded.fails(size > 1, &cut))
        return -1;
    const ssize_t done = ::syscall(SYS_pwrite64, fd, bytes, cut ? size / 2 : size, offset);
    if (file && done > 0) {
        file->write(offset, QByteArray(static_cast<const char *>(bytes), done));
        recorded.note();
    }
    return done;
}

int ftruncate(int fd, off_t size) noexcept
{
    auto &recorded = maestro::testing::RecordedDisk::the();
    maestro::testing::DiskFile *file = recorded.fileOf(fd);
    if (file && recorded.fails(false))
        return -1;
    const int done = int(::syscall(SYS_ftruncate, fd, size));
    if (file && done == 0) {
        file->truncate(size);
        recorded.note();
    }
    return done;
}

int fallocate(int fd, int mode, off_t offset, off_t size)
{
    auto &recorded = maestro::testing::RecordedDisk::the();
    if (recorded.fileOf(fd) && recorded.fails(false))
        return -1;
    return int(::syscall(SYS_fallocate, fd, mode, offset, size));
}

int mkdir(const char *path, mode_t mode) noexcept
{
    auto &recorded = maestro::testing::RecordedDisk::the();
    const QByteArray place = recorded.placeOf(QByteArray(path));
    if (!place.isNull() && recorded.fails(false))
        return -1;
    const int done = int(::syscall(SYS_mkdir, path, mode));
    if (!place.isNull() && done == 0)
        recorded.make(place, true);
    return done;
}

int openat(int dir, const char *name, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    auto &recorded = maestro::testing::RecordedDisk::the();
    const QByteArray folder = (flags & O_CREAT) != 0 ? recorded.placeOf(dir) : QByteArray();
    const QByteArray place = folder + '/' + name;
    const bool makes = !folder.isNull() && !recorded.disk.names.contains(place);
    if (makes && recorded.fails(false))
        return -1;
    const int fd = int(::syscall(SYS_openat, dir, name, flags, mode));
    if (makes && fd >= 0)
        recorded.make(place, false);
    return fd;
}

int unlinkat(int dir, const char *name, int flags) noexcept
{
    auto &recorded = maestro::testing::RecordedDisk::the();
    const QByteArray folder = recorded.placeOf(dir);
    if (!folder.isNull() && recorded.fails(false))
        return -1;
    const int done = int(::syscall(SYS_unlinkat, dir, name, flags));
    if (!folder.isNull() && done == 0) {
        const QByteArray place = folder + '/' + name;
        recorded.disk.name({maestro::testing::Disk::Kind::Removed, place, {}, recorded.disk.names.value(place)});
        recorded.note();
    }
    return done;
}

int renameat2(int fromDir, const char *from, int toDir, const char *to, unsigned flags) noexcept
{
    auto &recorded = maestro::testing::RecordedDisk::the();
    const QByteArray folder = recorded.placeOf(fromDir);
    if (!folder.isNull() && recorded.fails(false))
        return -1;
    const int done = int(::syscall(SYS_renameat2, fromDir, from, toDir, to, flags));
    if (!folder.isNull() && done == 0) {
        const QByteArray place = folder + '/' + from;
        recorded.disk.name({maestro::testing::Disk::Kind::Renamed, place, folder + '/' + to, recorded.disk.names.value(place)});
        recorded.note();
    }
    return done;
}

} // extern "C"
