// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policymatch.h"

namespace maestro {

/// One check of a suite: a program of this machine, or a request to a service (ledger VAL-08, VAL-09).
struct SuiteStep
{
    QString id; ///< its place and what it is, unlike every other of the suite: "1 test:production-smoke"
    QStringList argv; ///< a program; empty: `request`
    QMap<QString, QString> environment; ///< of the program
    HealthProbe request; ///< method, address, headers, and what the answer has to be
    QString auth; ///< the policy's variable whose secret is sent as a bearer token; empty: none
    QString bodyFile; ///< of the policy's files; empty: nothing is sent
    std::chrono::milliseconds timeout{0}; ///< 0: as every program, as every request

    bool isRequest() const { return argv.isEmpty(); }
    bool operator==(const SuiteStep &) const = default;
};

/// Checks of a policy that are started together, by a person, and asked one after the other.
struct Suite
{
    QString name;
    QList<SuiteStep> steps;

    bool operator==(const Suite &) const = default;
};

QList<Suite> suitesOf(const Policy &policy);

/// The suite that has to pass before a release leaves a step of its phase (`validate_each_step`); empty: none.
QString suiteOfEachStep(const PolicyMatch &match);

} // namespace maestro
