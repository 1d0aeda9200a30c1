// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QString>

#include <memory>

namespace maestro {

/// Keeps two consoles of one user from acting on the same object at once. Held until destroyed; the kernel frees it when the process
/// dies. Never waits.
class ActionLock
{
public:
    /// `dir` is made 0700 if missing. Refused, objectBusy: another process holds it (its pid in the message); actionLockIo otherwise.
    static Result<std::unique_ptr<ActionLock>> acquire(const QString &dir, const QString &objectUid);
    ~ActionLock();
    /// For a child that shall hold the lock until it ends; stays ours.
    int descriptor() const { return m_fd; }
    ActionLock(const ActionLock &) = delete;
    ActionLock &operator=(const ActionLock &) = delete;

private:
    explicit ActionLock(int fd);
    int m_fd;
};

} // namespace maestro
