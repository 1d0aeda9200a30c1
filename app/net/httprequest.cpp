// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httprequest.h"

namespace maestro {

namespace {

bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

} // namespace

QByteArray HttpResponse::header(const QByteArray &lowerName) const
{
    for (const auto &[name, value] : headers) {
        if (name == lowerName)
            return value;
    }
    return {};
}

bool isSafeHeader(const HttpHeader &header)
{
    const auto printable = [](char c) { return c >= 0x20 && c <= 0x7e; };
    return !header.first.isEmpty() && std::all_of(header.first.begin(), header.first.end(), isTokenCharacter)
        && std::all_of(header.second.begin(), header.second.end(), printable);
}

} // namespace maestro
