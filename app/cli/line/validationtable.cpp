// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/line/specs.h"

namespace maestro {

QList<CommandSpec> validationCommands()
{
    const QString escalation = QStringLiteral("escalation");
    const OptionSpec note = option("note", ValueKind::Text, "TEXT", CliText::tr("what is recorded with it"));
    const OptionSpec service = option("service", ValueKind::Text, "NAME", CliText::tr("service of a policy, else a workload of that name or labelled app=NAME"));
    return {
        {Command::Validate, {QStringLiteral("validate")}, {},
         {service, option("wait", ValueKind::Duration, "DURATION", CliText::tr("look until it is verified, at most so long")),
          option("done", ValueKind::Text, "ITEM", CliText::tr("record that a message was sent or a script run by hand went well")),
          option("failed", ValueKind::Text, "ITEM", CliText::tr("record that it did not")),
          option("run", ValueKind::Text, "ITEM", CliText::tr("run the script of this check here, show what it says and record how it ended; again: another attempt")), yes(), note,
          flag("again", CliText::tr("look anew, whatever is recorded"))},
         CliText::tr("whether the last rollback or abort worked: pods, traffic, events, and what the policy asks for"),
         CliText::tr("Exit 0 when every required check is ok, else 7. What cannot be read is unknown, never ok. The end is recorded; a validation that ended within 24 hours is told as recorded.")},
        {Command::EscalationList, {escalation, QStringLiteral("list")}, {}, {}, CliText::tr("clocks of the policy's section `escalation` for the ways back of the last day: due, sent, acknowledged by")},
        {Command::EscalationContacts, {escalation, QStringLiteral("contacts")}, {}, {}, CliText::tr("whom the policies know, with chat and telephone; config/contacts.yaml adds what belongs to you alone")},
        {Command::EscalationSent, {escalation, QStringLiteral("sent")}, {operand("ID")}, {note}, CliText::tr("record that somebody was told")},
        {Command::EscalationSend, {escalation, QStringLiteral("send")}, {operand("ID")}, {}, CliText::tr("send it to the webhooks of its channels, once; exit 0 sent, 3 not sent, 6 nobody knows whether it arrived")},
        {Command::EscalationAck, {escalation, QStringLiteral("ack")}, {operand("ID")}, {note}, CliText::tr("record that somebody took it")},
    };
}

QList<CommandSpec> suiteCommands()
{
    const QString suite = QStringLiteral("suite");
    const OptionSpec service = option("service", ValueKind::Text, "NAME", CliText::tr("service of a policy, else a workload of that name or labelled app=NAME"));
    OperandSpec item = operand("ITEM", true);
    item.repeatable = true;
    return {
        {Command::SuiteList, {suite, QStringLiteral("list")}, {}, {service}, CliText::tr("the suites of the service's policy, and how the newest run of each went"),
         CliText::tr("A run is about one revision at one step. Where the policy says `validate_each_step`, promote, promote-full, skip-step and set-weight-100 wait until the suite has passed at the present one.")},
        {Command::SuiteRun, {suite, QStringLiteral("run")}, {operand("NAME")}, {service, yes()}, CliText::tr("run all checks of a suite, one after the other: show what each says, record how it ended"),
         CliText::tr("Programs run on this machine without a shell; requests leave it once. Exit 0 when all passed, else 1; 3 when another run of it is under way. Ctrl+C ends the check that runs and starts no other.")},
        {Command::SuiteRetry, {suite, QStringLiteral("retry")}, {operand("RUN"), item}, {yes()}, CliText::tr("run again what did not pass, or what is named: by its number or as the run shows it"),
         CliText::tr("Only on the revision and the step that the run is about; on another, run the suite anew.")},
        {Command::SuiteShow, {suite, QStringLiteral("show")}, {operand("RUN"), operand("ITEM", true)}, {}, CliText::tr("one run: each check, how often it was tried, how long it took; with ITEM what that one said")},
    };
}

} // namespace maestro
