// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"

namespace maestro {

/// The one real clock.
class SystemClock final : public Clock
{
public:
    QDateTime utcNow() const override;
    qint64 bootMs() const override;
};

} // namespace maestro
