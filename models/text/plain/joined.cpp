// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/plain/joined.h"

namespace maestro {

QString joinedSentences(const QStringList &texts)
{
    QString all;
    for (const QString &text : texts) {
        QString next = text.trimmed();
        if (next.isEmpty())
            continue;
        if (!all.isEmpty()) {
            if (!QStringLiteral(".!?…").contains(all.back()))
                all += u'.';
            all += u' ';
            next[0] = next.at(0).toUpper();
        }
        all += next;
    }
    return all;
}

} // namespace maestro
