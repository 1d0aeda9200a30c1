// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace maestro {

/// What this process has received, in bytes. What is in no body for long is a head, a chunk extension or a trailer without end; Qt keeps them
/// all, and tells nobody.
struct Traffic
{
    qint64 received = 0; ///< by the TCP connections to one port that are open
    qint64 bodies = 0; ///< in bodies of answers, whoever sent them
};

Traffic trafficOf(quint16 port);
/// Of one answer.
void countBody(qint64 bytes);

} // namespace maestro
