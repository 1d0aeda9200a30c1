// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/timelinelayout.h"

namespace maestro {

struct AxisTick
{
    qint64 at = 0;
    QString text; ///< UTC: "14:20", "Tue 17", "17 Nov"
    bool planned = false;

    bool operator==(const AxisTick &) const = default;
};

/// Round moments, at least `spacing` pixels apart, each stretch of the scale with the step that suits it. After a step that
/// waits for a person no time is known, so none is given.
QList<AxisTick> axisTicks(const TimelineLayout &layout, const TimelineScene &scene, int spacing);

/// The clock on the now line: "Wed 14:20:36".
QString nowText(qint64 ms);

} // namespace maestro
