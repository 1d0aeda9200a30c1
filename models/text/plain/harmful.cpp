// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/plain/harmful.h"

#include <algorithm>

namespace maestro {

bool isHarmful(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return true;
    default: break;
    }
    // letters that are drawn as nothing
    return c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c == 0x2800 || c == 0x3164 || c == 0xFFA0
        || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

QString withoutHarm(const QString &text)
{
    const auto plain = [](QChar c) { return (c.unicode() >= 0x20 && c.unicode() < 0x7f) || c == u'\n' || c == u'\t'; };
    if (std::all_of(text.begin(), text.end(), plain))
        return text;
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool pair = c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        const char32_t whole = pair ? QChar::surrogateToUcs4(c, text.at(i + 1)) : c.unicode();
        const bool harmful = !plain(c) && isHarmful(whole);
        for (qsizetype end = i + (pair ? 2 : 1); i < end; ++i) {
            if (harmful)
                out += QStringLiteral("\\u%1").arg(uint(text.at(i).unicode()), 4, 16, QLatin1Char('0'));
            else
                out += text.at(i);
        }
        --i;
    }
    return out;
}

} // namespace maestro
