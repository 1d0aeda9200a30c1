// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"

#include <QObject>

#include <optional>

namespace maestro {

/// The bytes of one watch. Destroying it closes the connection. Ends exactly once.
class WatchStream : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Silence longer than this ends it with code watchSilent.
    virtual void setIdleLimit(int ms) = 0;

Q_SIGNALS:
    void opened();
    void data(const QByteArray &bytes);
    /// No error: the server ended it properly. `retryAfterMs` is -1 without Retry-After.
    void ended(const std::optional<maestro::Error> &error, int retryAfterMs);
};

} // namespace maestro
