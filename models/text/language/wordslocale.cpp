// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/language/wordslocale.h"

#include <QCoreApplication>

namespace maestro {

QLocale wordsLocale()
{
    //: The code of this language, such as de: numbers and days are written as it does.
    return QLocale(QCoreApplication::translate("Language", "C"));
}

} // namespace maestro
