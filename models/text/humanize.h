// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/freshness/freshness.h"

#include <QDateTime>

namespace maestro {

QString ageText(double seconds); ///< "0.4 s", "42 s", "2 min", "3 h 4 min", "6 d 2 h"
/// The words of accessible-names.md: `live`, `12 s old`, `stale, 2 min`, `disconnected`.
QString dataAgeText(const Freshness &freshness);
QString durationText(qint64 seconds); ///< "45 s", "10 min", "2 h"
/// "14:20:36 UTC" on the day `today` (UTC), otherwise with the date; no `today` given: always with the date.
QString utcText(const QDateTime &time, const QDate &today = {});
/// Makes hostile text harmless to look at: control, bidi and zero-width characters become visible, length is capped.
QString displaySafe(const QString &text, int maxLength = 256);
QString imageTag(const QString &image); ///< "app:v2" -> "v2", keeps a digest short
QString initials(const QString &person); ///< "jonas.weber@x" -> "JW"

} // namespace maestro
