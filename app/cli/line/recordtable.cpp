// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/line/specs.h"

namespace maestro {

QList<CommandSpec> recordKeepingCommands()
{
    const QString evidence = QStringLiteral("evidence");
    const QString duty = QStringLiteral("duty");
    const QString lesson = QStringLiteral("lesson");
    const OptionSpec action = option("action", ValueKind::Text, "ID", CliText::tr("the action it follows from, as in the Journal"));
    const OptionSpec since = option("since", ValueKind::Duration, "DURATION", CliText::tr("of this time until now (default 1h)"));
    OperandSpec file = operand("FILE", true);
    file.repeatable = true;
    return {
        {Command::EvidenceExport, {evidence, QStringLiteral("export")}, {operand("ID"), operand("DIR"), file},
         {option("evidence-dir", ValueKind::Folder, "DIR", CliText::tr("where evidence records of actions are")),
          flag("checkout", CliText::tr("DIR is a checkout: the pack goes to DIR/.evidence")),
          option("pr-body", ValueKind::Text, "NAME", CliText::tr("with --checkout: the file of DIR/.prbodies that is reviewed with it")),
          flag("grafana-snapshot", CliText::tr("also make a snapshot of its charts in Grafana and put the address into the pack; whoever has it sees them for ninety days"))},
         CliText::tr("an action, mass rollback, run of triage, ticket or stretch of days as a folder in DIR, and as ZIP: records with their chain, before and after, calls, validation, decision, metrics"),
         CliText::tr("A stretch is FROM..TO, both days included and in UTC: 2026-09-14..2026-09-18. Each FILE goes into the pack as attachments/NAME, byte for byte and with its hash: the result of a load test, the output of a signature check.")},
        {Command::EvidenceBackup, {evidence, QStringLiteral("backup")}, {operand("ID")}, {option("evidence-dir", ValueKind::Folder, "DIR", CliText::tr("where evidence records of actions are"))},
         CliText::tr("the configuration that an action found, as YAML, checked against the hash in the Journal; values that look like secrets are hashes")},
        {Command::EvidenceVerify, {evidence, QStringLiteral("verify")}, {operand("PACK")}, {}, CliText::tr("check such a folder or ZIP, an evidence record, or all in a folder: every file, every field, and the chain of its records")},
        {Command::DutyList, {duty, QStringLiteral("list")}, {}, {flag("all", CliText::tr("the closed ones as well"))}, CliText::tr("what is owed after actions, the earliest due first")},
        {Command::DutyOpen, {duty, QStringLiteral("open")}, {operand("TITLE")},
         {action, option("within", ValueKind::Duration, "DURATION", CliText::tr("when it is due, from now; without it there is no due time"))}, CliText::tr("write down that something is owed: a note of the Journal")},
        {Command::DutyClose, {duty, QStringLiteral("close")}, {operand("ID")},
         {option("reason", ValueKind::Text, "TEXT", CliText::tr("what was done; at least 10 characters"))}, CliText::tr("write down that it was done, and by whom")},
        {Command::LessonList, {lesson, QStringLiteral("list")}, {}, {}, CliText::tr("what was learned of actions, the newest first")},
        {Command::LessonAdd, {lesson, QStringLiteral("add")}, {operand("ID"), operand("TEXT")},
         {option("link", ValueKind::Url, "URL", CliText::tr("where more is written"))}, CliText::tr("add a lesson to an action; it is part of its evidence pack")},
        {Command::Reference, {QStringLiteral("reference")}, {operand("NAME", true)},
         {option("service", ValueKind::Text, "NAME", CliText::tr("as the policy calls it")), option("to-revision", ValueKind::Count, "N", CliText::tr("the revision to go back to")),
          option("tag", ValueKind::Text, "TAG", CliText::tr("the last good image tag")), option("release", ValueKind::Text, "NAME", CliText::tr("of Helm"))},
         CliText::tr("the commands of the runbooks with values filled in, and what does the same here, or why nothing does")},
        {Command::ManifestLint, {QStringLiteral("manifests")}, {operand("DIR")}, {}, CliText::tr("what the manifests of a folder hold: rollouts with their steps, templates, and what is wrong in them"),
         CliText::tr("Exit 0 without errors, else 2. A name that is not in these files is a warning: it may be elsewhere.")},
        {Command::Links, {QStringLiteral("links")}, {}, {}, CliText::tr("documentation, boards and contacts that the policies name; what has no address is told as not configured")},
        {Command::GrafanaBoards, {QStringLiteral("grafana"), QStringLiteral("boards")}, {operand("WORDS", true)},
         {option("uid", ValueKind::Text, "UID", CliText::tr("the board of this uid")), option("service", ValueKind::Text, "NAME", CliText::tr("var-service of the links")), since},
         CliText::tr("boards of Grafana by title or uid, with links to them for a time and a service")},
        {Command::GrafanaAnnotations, {QStringLiteral("grafana"), QStringLiteral("annotations")}, {},
         {option("tag", ValueKind::Text, "TAG,TAG", CliText::tr("only those with all of these tags")), option("service", ValueKind::Text, "NAME", CliText::tr("only those with the tag service:NAME")), since},
         CliText::tr("what was written onto the boards of Grafana, by this program and by others")},
        {Command::PathLinks, {QStringLiteral("paths")}, {},
         {option("checkout", ValueKind::Folder, "DIR", CliText::tr("the checkout of the repository, instead of the one chosen in the window or of `files.checkout` of the policy"))},
         CliText::tr("files and folders of the repository that the policies name, and whether they are in the checkout"),
         CliText::tr("Exit 0 when all are there or no checkout is known, 1 when one is missing, 2 when one would leave the checkout.")},
    };
}

QList<CommandSpec> drillCommands()
{
    const QString drill = QStringLiteral("drill");
    const QList<OptionSpec> filling{option("service", ValueKind::Text, "NAME", CliText::tr("of the policy; may be left out where it has one")),
                                    repeatable(option("set", ValueKind::Text, "NAME=VALUE", CliText::tr("what {{NAME}} is in this run, such as bad_tag=v1.2.3-slow; given once for each"))),
                                    option("reason", ValueKind::Text, "TEXT", CliText::tr("why; at least 10 characters")),
                                    option("log-url", ValueKind::Url, "URL", CliText::tr("{{log_url}}: deployment log")),
                                    option("evidence-dir", ValueKind::Folder, "DIR", CliText::tr("where the programs leave their records (default state/evidence/drills)"))};
    return {
        {Command::DrillList, {drill, QStringLiteral("list")}, {}, {}, CliText::tr("rehearsals of the policies in force: the last run, when the next is due, and what is overdue"),
         CliText::tr("Only a drill that passed counts. A monthly one is due by the end of the calendar month (UTC).")},
        {Command::DrillShow, {drill, QStringLiteral("show")}, {operand("NAME")}, filling, CliText::tr("the steps of a drill with everything filled in, and the requests of native steps to the letter; starts nothing")},
        {Command::DrillRun, {drill, QStringLiteral("run")}, {operand("NAME")}, filling + QList<OptionSpec>{yes()},
         CliText::tr("run a drill: its programs, the wait for a failing probe, the recovery, and what has to be on record"),
         CliText::tr("Only where the policy says `drill: true` of the environment; anywhere else nothing is started (exit 3). Programs run once each, without a shell; `native: set-image` (with `tag` or `image`, and `container` where there is more than one) and `native: abort` are "
                     "taken by maestro itself, guarded, recorded and observed like every action; an abort is only of what the drill deployed. When a step fails, waits are "
                     "skipped and programs behind it run all the same, so that what was broken is put back; exit 0 when all of it held, else 1. On a terminal the name of the environment is typed.")},
    };
}

} // namespace maestro
