// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fuzzing.h"
#include "net/responseparser.h"

using namespace maestro;

namespace {

constexpr qint64 bodyLimit = 4096;

ResponseParser parsed(const QByteArray &bytes, qsizetype piece)
{
    ResponseParser parser(bodyLimit);
    for (qsizetype at = 0; at < bytes.size(); at += piece)
        parser.feed(bytes.mid(at, piece));
    parser.close();
    return parser;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray bytes = fuzzing::bytesOf(data + 1, size - 1);
    const ResponseParser whole = parsed(bytes, std::max<qsizetype>(1, bytes.size()));
    const ResponseParser split = parsed(bytes, 1 + data[0] % 17);
    fuzzing::require(whole.state() == split.state() && whole.status() == split.status(), "the pieces of an answer do not matter");
    fuzzing::require(whole.state() != ResponseParser::State::Complete || whole.body() == split.body(), "nor for its body");
    fuzzing::require(whole.state() == ResponseParser::State::Broken || whole.body().size() <= bodyLimit, "a body has a limit");
    return 0;
}
