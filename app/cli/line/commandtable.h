// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/verb.h"

#include <QCoreApplication>
#include <QStringList>

#include <optional>

namespace maestro {

/// Translation context of the command line.
class CliText
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

enum class Command {
    Clusters, List, AnalysisRuns, Get, Timeline, Plan, Operate,
    JournalList, JournalShow, JournalVerify, JournalExport, JournalReconcile, JournalAcknowledge, JournalDeliver, Receive,
    TrustList, TrustAdd, TrustRemove, SecretSet, SecretRemove, PolicyCheck, PolicyShow, PolicyDiff, PolicyEvaluate, PolicyExport,
    Alerts, SilenceList, SilenceCreate, SilenceExpire, Doctor, Completion, Slo, Bake, Options,
    MassRollback, TriagePlaybooks, TriageList, TriageStart, TriageShow, TriageTick, TriageUntick, TriageTake, TriageDecide, TriageHandOff, TriageExport,
    BudgetShow, BudgetAcknowledge, Decisions, SignalSet, SignalClear, SignalList,
    CheckpointList, CheckpointGo, CheckpointNoGo, CheckpointDefer,
    SuiteList, SuiteRun, SuiteRetry, SuiteShow,
    Validate, EscalationContacts, EscalationList, EscalationSent, EscalationAck, EscalationSend, EvidenceExport, EvidenceBackup, EvidenceVerify,
    DutyList, DutyOpen, DutyClose, LessonList, LessonAdd, Reference, ManifestLint, Links, PathLinks, GrafanaBoards, GrafanaAnnotations, DrillList, DrillShow, DrillRun,
};

/// What a value must look like, and what a shell completes for it.
enum class ValueKind { Switch, Text, File, Folder, Duration, Count, Namespace, Hash, Url };

struct OptionSpec
{
    QString name; ///< without dashes
    QChar letter; ///< null: none
    ValueKind kind = ValueKind::Switch;
    QString value; ///< placeholder in the usage; empty for switches
    QString help;
    bool repeatable = false;
};

struct OperandSpec
{
    QString name; ///< placeholder: "NAME"
    bool optional = false;
    QStringList choices = {};
    bool repeatable = false; ///< of the last one: as many as are given
};

struct CommandSpec
{
    Command command;
    QStringList words; ///< "journal", "list"
    QList<OperandSpec> operands;
    QList<OptionSpec> options;
    QString summary; ///< one line
    QString details = {};
    std::optional<Verb> verb = {}; ///< of Command::Operate
};

struct GroupSpec
{
    QString word;
    QString summary;
};

struct VariableSpec
{
    QString name;
    QString help;
};

/// The one table behind parsing, --help, completion and the man page.
const QList<CommandSpec> &commandTable();
const QList<GroupSpec> &commandGroups(); ///< first words that only lead to others
const QList<OptionSpec> &globalOptions();
const QList<VariableSpec> &environmentVariables();
const QList<std::pair<int, QString>> &exitCodes();

} // namespace maestro
