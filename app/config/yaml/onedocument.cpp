// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/yaml/onedocument.h"

#include <QList>

#include <algorithm>

namespace maestro {

int secondDocument(const QByteArray &content)
{
    int number = 0;
    bool started = false;
    for (const QByteArray &line : content.split('\n')) {
        ++number;
        const QByteArray words = line.simplified();
        if (words.isEmpty() || words.startsWith('#') || (!started && words.startsWith('%')))
            continue;
        const bool mark = line.startsWith("---") && (line.size() == 3 || QByteArray(" \t\r").contains(line.at(3)));
        if (mark && started)
            return number;
        started = true;
    }
    return 0;
}

bool hasContent(const QByteArray &content)
{
    const QList<QByteArray> lines = content.split('\n');
    return std::any_of(lines.begin(), lines.end(), [](const QByteArray &line) {
        const QByteArray words = line.trimmed();
        return !words.isEmpty() && !words.startsWith('#') && words != "---";
    });
}

} // namespace maestro
