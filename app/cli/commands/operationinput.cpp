// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/operationinput.h"

#include "text/operationtext.h"

namespace maestro {

namespace {

constexpr qsizetype longestReason = 2000;

Error bad(const char *code, const QString &message, const QString &hint)
{
    return {ErrorKind::BadInput, QLatin1String(code), message, hint, {}};
}

} // namespace

Result<OperationInput> operationInput(const Call &call, Verb verb, bool terminal)
{
    OperationInput input;
    input.verb = verb;
    input.reason = call.setting("reason", "ROLLBACK_REASON").trimmed();
    input.ticket = call.line().value("ticket");
    input.logUrl = call.setting("log-url", "DEPLOYMENT_LOG_URL");
    input.evidenceDirectory = call.setting("evidence-dir", "EVIDENCE_DIR");
    input.observeTimeoutMs = call.line().milliseconds("observe-timeout").value_or(30'000);
    input.yes = call.line().has("yes");
    input.withoutEvidence = call.line().has("without-evidence");
    const int shortest = minimumReasonLength(verb);
    if (input.reason.isEmpty())
        return bad("reason", CliText::tr("a reason is required"), CliText::tr("Give --reason TEXT or set ROLLBACK_REASON."));
    if (input.reason.size() < shortest)
        return bad("reason", CliText::tr("the reason is too short: at least %1 characters").arg(shortest), CliText::tr("Say what was seen and what is expected."));
    if (input.reason.size() > longestReason)
        return bad("reason", CliText::tr("the reason is longer than %1 characters").arg(longestReason), CliText::tr("Put the rest where --ticket or --log-url points to."));
    if (!input.logUrl.isEmpty() && !call.line().has("log-url"))
        if (const auto checked = parseCommandLine({QStringLiteral("abort"), QStringLiteral("x"), QStringLiteral("--log-url=") + input.logUrl}); !checked)
            return bad("badValue", CliText::tr("DEPLOYMENT_LOG_URL in the environment: %1").arg(checked.error().message), CliText::tr("Correct or unset the variable."));
    if (!input.yes && !terminal)
        return bad("confirmation", CliText::tr("nothing is changed without a confirmation"), CliText::tr("Give --yes, or call it on a terminal. `maestro plan` shows what would be done."));
    return input;
}

OperationRequest operationRequest(const Call &call, Verb verb)
{
    const CommandLine &line = call.line();
    OperationRequest request;
    request.verb = verb;
    request.toRevision = line.number("to-revision");
    request.expectRevision = line.number("expect-revision");
    request.expectHash = line.value("expect-hash");
    request.expectStep = line.number("expect-step");
    request.reason = call.setting("reason", "ROLLBACK_REASON").trimmed();
    request.ticket = line.value("ticket");
    request.via = line.value("via");
    request.to = line.value("to");
    request.review = line.has("bypass");
    request.dutyWithin = std::chrono::milliseconds(line.milliseconds("within").value_or(0));
    request.replicas = line.number("replicas");
    return request;
}

} // namespace maestro
