// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alerts/silencemark.h"

#include <QRegularExpression>

namespace maestro {

QString silenceMark(const QString &id)
{
    return QStringLiteral(" [maestro %1]").arg(id);
}

QString withoutSilenceMark(const QString &comment)
{
    static const QRegularExpression mark(QStringLiteral(" \\[maestro [0-9a-f-]+\\]\\z"));
    QString words = comment;
    return words.remove(mark);
}

} // namespace maestro
