// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "kube/api/listmeta.h"
#include "kube/api/statuserror.h"

#include <QByteArray>

#include <compare>

namespace maestro {

enum class WatchEventType { Added, Modified, Deleted, Bookmark };

/// One frame of a watch, cut but not decoded.
struct WatchEvent
{
    WatchEventType type = WatchEventType::Added;
    QByteArray object; ///< the JSON of the object
    QByteArray resourceVersion; ///< of the object; empty when it has none
    QByteArray kind; ///< of the object; empty when it says none
};

/// An ERROR event is an Error with the codes of statuserror.h; anything else that is not one of the four: Internal, badWatchEvent.
Result<WatchEvent> splitWatchEvent(const QByteArray &frame);

/// Decimal compare of any length (KEP-5504); nullopt unless both are digits.
std::optional<std::strong_ordering> compareVersions(const QByteArray &a, const QByteArray &b);

} // namespace maestro
