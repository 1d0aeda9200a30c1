// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"

namespace maestro {

/// Every sample of a chart as CSV (RFC 4180): ISO 8601 time in UTC, one column per line, plain numbers of the metric's own unit
/// (C locale); an absent sample is empty, NaN is `NaN`. Text that a spreadsheet would run begins with an apostrophe.
QByteArray chartCsv(const ChartData &data);

} // namespace maestro
