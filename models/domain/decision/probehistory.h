// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace maestro {

/// One look at a health endpoint.
struct HealthLook
{
    QDateTime at;
    std::optional<bool> ok; ///< nothing: nobody knows, `text` says why
    QString text; ///< what was read, in words; may hold what a server said

    bool operator==(const HealthLook &) const = default;
};

/// The looks at one probe of the policy, as far as they are kept (ledger CON-20). A value.
struct ProbeHistory
{
    QString name;
    QList<HealthLook> looks; ///< oldest first, at most looksAtMost
    QDateTime failingSince; ///< the first of the looks in a row that failed; invalid: the newest did not, or is too old to tell
    bool isAtLeast = false; ///< what was before `failingSince` is not known: it fails since then at least
    bool isStale = false; ///< nobody looked for so long that the newest look says nothing of now

    std::optional<bool> ok() const; ///< of now; nothing: not known
    QDateTime firstFailure() const; ///< of the looks that are kept; invalid: none failed
    int count(std::optional<bool> ok) const;

    static constexpr int looksAtMost = 60;
    bool operator==(const ProbeHistory &) const = default;
};

} // namespace maestro
