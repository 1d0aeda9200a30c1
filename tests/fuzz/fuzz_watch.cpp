// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fuzzing.h"
#include "kube/decode/rolloutdecoder.h"
#include "kube/watch/jsonframer.h"
#include "kube/watch/watchevent.h"

using namespace maestro;

namespace {

QList<QByteArray> framesOf(const QByteArray &stream, qsizetype piece, bool *broken)
{
    JsonFramer framer(64 * 1024);
    QList<QByteArray> out;
    for (qsizetype at = 0; at < stream.size() && !framer.broken(); at += piece) {
        framer.feed(stream.mid(at, piece));
        while (const std::optional<QByteArray> frame = framer.next())
            out.append(*frame);
    }
    *broken = framer.broken();
    return out;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray stream = fuzzing::bytesOf(data + 1, size - 1);
    bool brokenWhole = false;
    bool brokenSplit = false;
    const QList<QByteArray> whole = framesOf(stream, std::max<qsizetype>(1, stream.size()), &brokenWhole);
    const QList<QByteArray> split = framesOf(stream, 1 + data[0] % 31, &brokenSplit);
    fuzzing::require(whole == split && brokenWhole == brokenSplit, "the pieces of a stream do not matter");
    for (const QByteArray &frame : whole) {
        const Result<WatchEvent> event = splitWatchEvent(frame);
        if (event && event->type != WatchEventType::Bookmark)
            (void)decodeRollout(event->object);
    }
    return 0;
}
