// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

namespace maestro {

/// One matcher of a silence (Alertmanager API v2, matcher: isEqual and isRegex; regular expressions are anchored).
struct SilenceMatcher
{
    QString name;
    QString value;
    bool isRegex = false;
    bool isEqual = true;

    bool operator==(const SilenceMatcher &) const = default;
};

struct Silence
{
    enum class State { Pending, Active, Expired };

    QString id; ///< empty: not created yet
    QList<SilenceMatcher> matchers;
    QDateTime startsAt;
    QDateTime endsAt;
    QString createdBy;
    QString comment;
    State state = State::Active;
    QStringList hides; ///< alerts that a gate, a family or a decision of a policy depends on and that this silence matches

    bool operator==(const Silence &) const = default;
};

} // namespace maestro
