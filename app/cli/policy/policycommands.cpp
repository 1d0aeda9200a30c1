// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/alerts/routecommand.h"
#include "cli/commands/commands.h"
#include "cli/evaluate/whatif.h"
#include "cli/policy/policydocument.h"
#include "cli/policy/policyinput.h"
#include "domain/policy/unreadparts.h"
#include "services/policy/policylibrary.h"
#include "text/humanize.h"

namespace maestro {

PolicyPtr policyFrom(Call *call, const QString &file)
{
    const PolicyReading reading = loadPolicy(file);
    if (reading.ok())
        return reading.policy;
    for (const Error &problem : reading.problems)
        call->out().note(problemText(problem));
    call->fail(reading.problems.constFirst());
    return nullptr;
}

Result<const PolicyService *> serviceFrom(const Policy &policy, const QString &name)
{
    if (const PolicyService *service = policy.service(name))
        return service;
    QStringList names;
    for (const PolicyService &known : policy.services)
        names.append(known.name);
    return Error{ErrorKind::BadInput, QStringLiteral("unknownService"), CliText::tr("the policy has no service \"%1\"").arg(displaySafe(name, 80)),
                 CliText::tr("There are: %1").arg(displaySafe(names.join(QStringLiteral(", ")), 1000)), {}};
}

Result<PolicyEnvironment> environmentFrom(const Policy &policy, const QString &name)
{
    QStringList names;
    for (const PolicyEnvironment &known : policy.environments) {
        if (name.isEmpty() || known.name == name)
            return known;
        names.append(known.name);
    }
    if (name.isEmpty())
        return PolicyEnvironment();
    return Error{ErrorKind::BadInput, QStringLiteral("unknownEnvironment"), CliText::tr("the policy has no environment \"%1\"").arg(displaySafe(name, 80)),
                 CliText::tr("There are: %1").arg(displaySafe(names.join(QStringLiteral(", ")), 1000)), {}};
}

void runPolicyCheck(Call *call)
{
    QList<PolicyCheckResult> results;
    QList<PolicyPtr> policies;
    bool ok = true;
    for (const QString &file : call->line().operands) {
        const PolicyReading reading = loadPolicy(file);
        const QStringList unread = reading.ok() ? unreadParts(reading.policy->document) : QStringList();
        results.append({file, reading.hash, reading.files, reading.problems, unread});
        ok = ok && reading.ok();
        for (const Error &problem : reading.problems)
            call->out().note(problemText(problem));
        if (reading.ok())
            policies.append(reading.policy);
        if (reading.ok())
            call->out().answer(CliText::tr("%1: ok, policy %2, sha256 %3").arg(displaySafe(file, 1000), displaySafe(reading.policy->name), QString::fromLatin1(reading.hash)));
        if (!unread.isEmpty())
            call->out().answer(CliText::tr("    declared, and not read by this version: %1").arg(unread.join(QStringLiteral(", "))));
    }
    const int exit = ok ? 0 : exitCode(ErrorKind::BadInput);
    if (call->line().has("live"))
        return checkAlertsLive(call, policies, policyCheckDocument(results), exit);
    call->out().answer(policyCheckDocument(results));
    call->finish(exit);
}

void runPolicyShow(Call *call)
{
    const PolicyPtr policy = policyFrom(call, call->line().operand(0));
    if (!policy)
        return;
    const QString service = call->line().value("service");
    if (const auto known = serviceFrom(*policy, service); !service.isEmpty() && !known)
        return call->fail(known.error());
    const QVariantMap view = resolvedPolicy(*policy, service);
    call->out().answer(policyViewDocument(*policy, service, view));
    call->out().answer(viewText(view));
    call->finish(0);
}

namespace {

/// What both would have said to the same samples, behind the differences.
void tellReplay(Call *call, const PolicyPtr &before, const PolicyPtr &after, const QJsonObject &document, const QString &text)
{
    const auto left = gatesAsked(call->line(), *before);
    const auto right = left ? gatesAsked(call->line(), *after) : left;
    if (!right)
        return call->fail(right.error());
    withSamples(call, before, *left, after, [=, left = *left, right = *right](const SampleStream &first) {
        withSamples(call, after, right, before, [=](const SampleStream &second) {
            WhatIf replay({before, left}, {after, right});
            if (const auto done = replay.run(first, second); !done)
                return call->fail(done.error());
            QJsonObject whole = document;
            whole.insert(QStringLiteral("replay"), replay.object());
            call->out().answer(whole);
            call->out().answer(QString(text % QStringLiteral("\n\n") % replay.text()));
            call->finish(0);
        });
    });
}

} // namespace

void runPolicyDiff(Call *call)
{
    const PolicyPtr before = policyFrom(call, call->line().operand(0));
    const PolicyPtr after = before ? policyFrom(call, call->line().operand(1)) : nullptr;
    if (!after)
        return;
    const QList<PolicyDifference> changes = policyDifferences(*before, *after);
    const QJsonObject document = policyDiffDocument(*before, *after, changes);
    const QString text = changes.isEmpty() ? CliText::tr("both say the same") : differencesText(changes);
    if (call->line().has("samples") || call->line().has("since"))
        return tellReplay(call, before, after, document, text);
    call->out().answer(document);
    call->out().answer(text);
    call->finish(0);
}

} // namespace maestro
