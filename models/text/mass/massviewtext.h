// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/mass/massview.h"

namespace maestro {

QString massScopeText(const MassPlan &plan); ///< "prod / shop", "prod / all namespaces"
QString massBlockText(const MassView &view, qint64 nowBootMs); ///< why nothing can be begun; empty: it can

/// What was looked at before the yes.
struct MassCheck
{
    enum class State { Good, Unknown, Bad };
    State state = State::Unknown;
    QString text;

    bool operator==(const MassCheck &) const = default;
};
QList<MassCheck> massChecks(const MassView &view, qint64 nowBootMs);

/// What is missing in an order for this view: digest, words, reason; empty: nothing.
QString massOrderProblem(const MassView &view, const MassOrder &order);

} // namespace maestro
