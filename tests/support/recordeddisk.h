// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Stands between the program and the kernel for every call that changes files, so only one translation unit of a program may include this.

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMap>
#include <QSet>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <functional>

namespace maestro::testing {

/// What a disk may hold of one file after a power cut: sectors that were not synced are any of their versions since the last sync.
class DiskFile
{
public:
    static constexpr qsizetype sectorSize = 512;

    void write(qsizetype offset, const QByteArray &bytes)
    {
        QByteArray next = m_now;
        if (next.size() < offset + bytes.size())
            next.append(QByteArray(offset + bytes.size() - next.size(), '\0'));
        next.replace(offset, bytes.size(), bytes);
        become(next);
    }
    void truncate(qsizetype size)
    {
        QByteArray next = m_now;
        next.resize(std::min(size, m_now.size()));
        become(next);
    }
    void synced()
    {
        for (Sector &sector : m_sectors) {
            // What a sync that failed left behind is clean for the kernel: a later sync that succeeds does not write it.
            if (sector.dirty || sector.versions.size() == 1)
                sector.versions = {sector.versions.last()};
            sector.dirty = false;
        }
        m_sizes = {m_now.size()};
    }
    void syncFailed()
    {
        for (Sector &sector : m_sectors)
            sector.dirty = false;
    }
    const QByteArray &now() const { return m_now; }
    bool open() const { return choices() > 1; }
    double choices() const
    {
        double out = double(m_sizes.size());
        for (const Sector &sector : m_sectors)
            out *= double(sector.versions.size());
        return out;
    }
    /// `draw(n)` chooses one of n.
    template<typename Draw> QByteArray image(Draw draw) const
    {
        const qsizetype size = m_sizes.at(draw(m_sizes.size()));
        QByteArray out;
        for (const Sector &sector : m_sectors)
            out += sector.versions.at(draw(sector.versions.size()));
        out.resize(std::max(out.size(), size), '\0');
        return out.left(size);
    }

private:
    struct Sector
    {
        QList<QByteArray> versions{QByteArray(sectorSize, '\0')};
        bool dirty = false;
    };
    void become(const QByteArray &next)
    {
        const qsizetype longest = std::max(m_now.size(), next.size());
        for (qsizetype i = 0; i * sectorSize < longest; ++i) {
            if (i == m_sectors.size())
                m_sectors.append(Sector());
            const QByteArray version = next.mid(i * sectorSize, sectorSize).leftJustified(sectorSize, '\0');
            if (version == m_sectors[i].versions.last())
                continue;
            m_sectors[i].versions.append(version);
            m_sectors[i].dirty = true;
        }
        const auto addSize = [this](qsizetype size) {
            if (!m_sizes.contains(size))
                m_sizes.append(size);
        };
        for (qsizetype border = (m_now.size() / sectorSize + 1) * sectorSize; border < next.size(); border += sectorSize)
            addSize(border);
        addSize(next.size());
        m_now = next;
    }
    QByteArray m_now;
    QList<Sector> m_sectors;
    QList<qsizetype> m_sizes{0};
};

/// Files and names below one folder as a power cut may leave them.
class Disk
{
public:
    enum class Kind { Made, Named, Renamed, Removed };
    struct Naming
    {
        Kind kind;
        QByteArray name;
        QByteArray to;
        int file = -1; ///< -1: a folder
        bool durable = false;
    };
    QMap<int, DiskFile> files;
    QHash<QByteArray, int> names; ///< as they are now
    QList<Naming> namings; ///< in order

    static QByteArray folderOf(const QByteArray &name) { return name.left(std::max<qsizetype>(name.lastIndexOf('/'), 0)); }
    void name(const Naming &naming)
    {
        namings.append(naming);
        apply(names, naming);
    }
    static void apply(QHash<QByteArray, int> &names, const Naming &naming)
    {
        if (naming.kind == Kind::Removed || naming.kind == Kind::Renamed) {
            if (names.value(naming.name, -2) == naming.file)
                names.remove(naming.name);
        }
        if (naming.kind != Kind::Removed)
            names.insert(naming.kind == Kind::Renamed ? naming.to : naming.name, naming.file);
    }
    /// Names are kept in the file system's own journal: where a sync of them fails, a later one that succeeds settles them.
    void folderSynced(const QByteArray &folder)
    {
        for (Naming &one : namings)
            one.durable = one.durable || folderOf(one.name) == folder;
    }
    /// Everything reached the disk.
    void settle()
    {
        for (DiskFile &file : files) {
            QByteArray now = file.now();
            file = DiskFile();
            file.write(0, now);
            file.synced();
        }
        for (Naming &one : namings)
            one.durable = true;
    }
    double choices() const
    {
        double out = 1;
        for (const Naming &one : namings)
            out *= one.durable ? 1 : 2;
        for (const DiskFile &file : files)
            out *= file.choices();
        return out;
    }
    /// Name -> bytes; folders end in '/'.
    template<typename Draw> QMap<QByteArray, QByteArray> image(Draw draw) const
    {
        QHash<QByteArray, int> seen;
        for (const Naming &one : namings) {
            if (one.durable || draw(2) == 1)
                apply(seen, one);
        }
        QMap<QByteArray, QByteArray> out;
        for (auto it = seen.constBegin(); it != seen.constEnd(); ++it) {
            const QByteArray folder = folderOf(it.key());
            if (!folder.isEmpty() && !seen.contains(folder))
                continue;
            out.insert(it.value() < 0 ? it.key() + '/' : it.key(), it.value() < 0 ? QByteArray() : files.value(it.value()).image(draw));
        }
        return out;
    }
};

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

