// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/policy/writtenrules.h"

#include "config/policy/policyloader.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Rules
{
    Q_DECLARE_TR_FUNCTIONS(Rules)
};

} // namespace

const DecisionRules &writtenRules()
{
    static const DecisionRules rules = [] {
        const PolicyPtr read = loadPolicy(QStringLiteral(":/decisions/rules.yaml")).policy;
        return read ? read->decisions : DecisionRules();
    }();
    return rules;
}

QString unmeasuredText(Unmeasured why)
{
    switch (why) {
    case Unmeasured::NoHealth: return Rules::tr("not measured, because the policy names no health probe of this service");
    case Unmeasured::NoErrorGate: return Rules::tr("not measured, because no gate in force has a limit on the error rate");
    case Unmeasured::NoLastGood: return Rules::tr("not measured, because no gate in force compares with the last good version");
    case Unmeasured::NoDependencies: return Rules::tr("not measured, because the policy names no dependencies of this service");
    case Unmeasured::NoBurnAlert: return Rules::tr("not measured, because no family of burn alerts raises a signal");
    }
    return {};
}

} // namespace maestro
