// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fuzzing.h"
#include "text/humanize.h"

using namespace maestro;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = displaySafe(QString::fromUtf8(fuzzing::bytesOf(data, size)));
    for (const QChar c : text) {
        const ushort u = c.unicode();
        fuzzing::require(u >= 0x20 && (u < 0x7f || u > 0x9f), "no control character is shown");
        fuzzing::require(!(u >= 0x202a && u <= 0x202e) && !(u >= 0x2066 && u <= 0x2069) && u != 0x200e && u != 0x200f && u != 0x061c, "no bidi control is shown");
        fuzzing::require(u != 0x2028 && u != 0x2029 && u != 0x200b && u != 0xfeff && u != 0x2060, "nothing invisible is shown");
    }
    return 0;
}
