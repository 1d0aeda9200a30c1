// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/plain/elapsed.h"

#include "domain/base/age.h"
#include "text/humanize.h"

#include <QCoreApplication>

#include <cmath>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Humanize)
};

} // namespace

QString elapsedText(const QDateTime &at, const QDateTime &now)
{
    if (!at.isValid() || !now.isValid())
        return Words::tr("unknown");
    const double seconds = ageSeconds(at, now);
    return seconds >= 0 ? ageText(std::floor(seconds)) : Words::tr("%1 ahead").arg(ageText(double(now.secsTo(at))));
}

} // namespace maestro
