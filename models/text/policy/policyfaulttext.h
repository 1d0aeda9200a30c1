// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policyfault.h"

namespace maestro {

/// "/etc/shop.yaml, line 12, column 3: unknown key (and 2 more); its last good version, shop 1a2b3c4d, is in force".
QString policyFaultText(const PolicyFault &fault);

/// Of all of them, one after another; empty: none.
QString policyFaultsText(const PolicyFaults &faults);

/// `absence` says that no policy names something; with doubts it holds for the policies that could be read alone.
QString absenceText(const QString &absence, const PolicyFaults &doubts);
/// NotFound, noPolicy: none names it. BadInput, policyBroken, with its place: a file that might could not be read.
Error absenceError(const QString &absence, const QString &hint, const PolicyFaults &doubts);

} // namespace maestro
