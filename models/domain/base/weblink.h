// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace maestro {

/// Where to look further (ledger TRI-16, SLO-33): logs, boards, traces, with service and time filled in.
struct WebLink
{
    QString title;
    QString url; ///< http or https

    bool operator==(const WebLink &) const = default;
};

/// Http or https with a host and without user or password: fit for records and for a browser.
bool isWebAddress(const QString &text);

} // namespace maestro
