// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policyfault.h"

namespace maestro {

/// "/etc/shop.yaml, line 12, column 3: unknown key (and 2 more); its last good version, shop 1a2b3c4d, is in force".
QString policyFaultText(const PolicyFault &fault);

/// Of all of them, one after another; empty: none.
QString policyFaultsText(const PolicyFaults &faults);

} // namespace maestro
