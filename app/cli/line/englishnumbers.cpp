// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/line/englishnumbers.h"

#include <QCoreApplication>

#include <cstring>

namespace maestro {

EnglishNumbers::EnglishNumbers()
{
    QCoreApplication::installTranslator(this);
}

EnglishNumbers::~EnglishNumbers()
{
    QCoreApplication::removeTranslator(this);
}

QString EnglishNumbers::translate(const char *, const char *source, const char *, int n) const
{
    if (n < 0 || !std::strstr(source, "(s)"))
        return {};
    return QString::fromUtf8(source).replace(QStringLiteral("(s)"), n == 1 ? QString() : QStringLiteral("s"));
}

} // namespace maestro
