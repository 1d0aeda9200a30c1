// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace maestro {

// Files that hold decisions of the operator: mode 0600 in folders of mode 0700, written whole or not at all.

/// Creates the folder and what is missing above it, each 0700. An existing folder must be ours and closed to other writers.
Result<Done> ensurePrivateFolder(const QString &path);

/// Absent file: nullopt. Refuses links, other owners, files that others may write, and more than 4 MiB (code "unsafeFile").
Result<std::optional<QByteArray>> readPrivateFile(const QString &path);

/// Temporary file, fsync, rename, fsync of the folder; never follows a link.
Result<Done> writePrivateFile(const QString &path, const QByteArray &content);

/// Exclusive lock among processes for read-change-write, held until destroyed. A holder that does not let go within two
/// seconds is an error. Owns one descriptor of FILE.lock.
class PrivateFileLock
{
public:
    static Result<std::unique_ptr<PrivateFileLock>> take(const QString &path);
    ~PrivateFileLock();
    PrivateFileLock(const PrivateFileLock &) = delete;
    PrivateFileLock &operator=(const PrivateFileLock &) = delete;

private:
    explicit PrivateFileLock(int fd)
        : m_fd(fd)
    {
    }
    int m_fd;
};

} // namespace maestro
