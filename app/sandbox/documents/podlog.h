// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/http/httprequest.h"
#include "sandbox/store/status.h"

#include <QJsonObject>

namespace maestro::sandbox {

class SimClock;

/// What a pod would have printed: one line every five simulated seconds since its birth, the same for the same pod.
/// Honours container, tailLines, limitBytes, sinceTime, sinceSeconds, timestamps and previous.
Answer<QByteArray> podLog(const QJsonObject &pod, const HttpRequest &request, const SimClock &clock);

/// Real milliseconds until a followed log has its next line.
constexpr int logIntervalMs = 5000;
/// The line a follower gets now.
QByteArray podLogLine(const QJsonObject &pod, const HttpRequest &request, const SimClock &clock);

} // namespace maestro::sandbox
