// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/workloads/gunzip.h"

#include <zlib.h>

namespace maestro {

std::optional<QByteArray> gunzip(const QByteArray &packed, qsizetype limit)
{
    constexpr int gzipOnly = 16 + MAX_WBITS;
    z_stream stream = {};
    if (inflateInit2(&stream, gzipOnly) != Z_OK)
        return std::nullopt;
    QByteArray in = packed; // zlib's interface is not const
    stream.next_in = reinterpret_cast<Bytef *>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    QByteArray out;
    QByteArray block(64 * 1024, Qt::Uninitialized);
    int state = Z_OK;
    while (state == Z_OK && out.size() <= limit) {
        stream.next_out = reinterpret_cast<Bytef *>(block.data());
        stream.avail_out = static_cast<uInt>(block.size());
        state = inflate(&stream, Z_NO_FLUSH);
        out.append(block.constData(), block.size() - static_cast<qsizetype>(stream.avail_out));
    }
    inflateEnd(&stream);
    return state == Z_STREAM_END && out.size() <= limit ? std::optional(out) : std::nullopt;
}

} // namespace maestro
