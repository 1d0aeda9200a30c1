// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace maestro {

/// Which content of a file this is, without reading it: another one, also through a symlink or a rename, has another stamp.
struct FileStamp
{
    quint64 device = 0;
    quint64 inode = 0;
    qint64 size = 0;
    qint64 modifiedNs = 0;
    qint64 changedNs = 0;

    /// Nothing where there is no file that can be looked at.
    static std::optional<FileStamp> of(const QString &path);
    bool operator==(const FileStamp &) const = default;
};

} // namespace maestro
