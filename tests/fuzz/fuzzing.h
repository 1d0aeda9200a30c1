// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace maestro::fuzzing {

/// A promise that holds for whatever comes in.
inline void require(bool held, const char *promise)
{
    if (held)
        return;
    std::fprintf(stderr, "broken: %s\n", promise);
    std::abort();
}

inline QByteArray bytesOf(const std::uint8_t *data, std::size_t size)
{
    return {reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)};
}

/// A folder of this program, in memory where that is possible.
inline QString folder()
{
    static const QTemporaryDir temp(QFileInfo(QStringLiteral("/dev/shm")).isWritable() ? QStringLiteral("/dev/shm/maestro-fuzz-XXXXXX")
                                                                                      : QDir::tempPath() + QStringLiteral("/maestro-fuzz-XXXXXX"));
    return temp.path();
}

inline QString fileWith(const QByteArray &bytes, const QString &name)
{
    const QString path = folder() + QLatin1Char('/') + name;
    QFile file(path);
    require(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
                && file.write(bytes) == bytes.size(),
            "the input can be written");
    return path;
}

} // namespace maestro::fuzzing

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);
