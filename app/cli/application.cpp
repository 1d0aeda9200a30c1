// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/application.h"

#include "cli/alerts/alertcommands.h"
#include "cli/commands/commands.h"
#include "cli/desk/deskcommands.h"
#include "cli/decisions/decisioncommands.h"
#include "cli/drill/drillcommands.h"
#include "cli/duty/dutycommands.h"
#include "cli/evidence/evidencecommands.h"
#include "cli/grafana/grafanacommands.h"
#include "cli/line/englishnumbers.h"
#include "cli/line/helptext.h"
#include "cli/mass/masscommand.h"
#include "cli/receive/receivecommand.h"
#include "cli/reference/referencecommands.h"
#include "cli/secrets/secretcommands.h"
#include "cli/slo/budgetcommands.h"
#include "cli/suite/suitecommands.h"
#include "cli/triage/triagecommands.h"
#include "cli/validation/validationcommands.h"

#include <csignal>
#include <unistd.h>

namespace maestro {

namespace {

using Run = void (*)(Call *);

Run recordKeepingFunctionOf(Command command)
{
    switch (command) {
    case Command::EvidenceBackup: return runEvidenceBackup;
    case Command::EvidenceVerify: return runEvidenceVerify;
    case Command::DutyList: return runDutyList;
    case Command::DutyOpen: return runDutyOpen;
    case Command::DutyClose: return runDutyClose;
    case Command::LessonList: return runLessonList;
    case Command::LessonAdd: return runLessonAdd;
    default: return nullptr; // functionOf() knows which
    }
}

Run functionOf(Command command)
{
    switch (command) {
    case Command::Clusters: return runClusters;
    case Command::List: return runList;
    case Command::AnalysisRuns: return runAnalysisRuns;
    case Command::Get: return runGet;
    case Command::Timeline: return runTimeline;
    case Command::Plan: return runPlan;
    case Command::Operate: return runOperate;
    case Command::JournalList: return runJournalList;
    case Command::JournalShow: return runJournalShow;
    case Command::JournalVerify: return runJournalVerify;
    case Command::JournalExport: return runJournalExport;
    case Command::JournalReconcile: return runJournalReconcile;
    case Command::JournalAcknowledge: return runJournalAcknowledge;
    case Command::JournalDeliver: return runJournalDeliver;
    case Command::Receive: return runReceive;
    case Command::TrustList: return runTrustList;
    case Command::TrustAdd: return runTrustAdd;
    case Command::TrustRemove: return runTrustRemove;
    case Command::SecretSet: return runSecretSet;
    case Command::SecretRemove: return runSecretRemove;
    case Command::PolicyCheck: return runPolicyCheck;
    case Command::PolicyShow: return runPolicyShow;
    case Command::PolicyDiff: return runPolicyDiff;
    case Command::PolicyExport: return runPolicyExport;
    case Command::Alerts: return runAlerts;
    case Command::SilenceList: return runSilenceList;
    case Command::SilenceCreate: return runSilenceCreate;
    case Command::SilenceExpire: return runSilenceExpire;
    case Command::Doctor: return runDoctor;
    case Command::Completion: return runCompletion;
    case Command::PolicyEvaluate: return runPolicyEvaluate;
    case Command::Slo: return runSlo;
    case Command::Bake: return runBake;
    case Command::MassRollback: return runMassRollback;
    case Command::TriagePlaybooks: return runTriagePlaybooks;
    case Command::TriageList: return runTriageList;
    case Command::TriageStart: return runTriageStart;
    case Command::TriageShow: return runTriageShow;
    case Command::TriageTick: return runTriageTick;
    case Command::TriageUntick: return runTriageUntick;
    case Command::TriageTake: return runTriageTake;
    case Command::TriageDecide: return runTriageDecide;
    case Command::TriageHandOff: return runTriageHandOff;
    case Command::Options: return runOptions;
    case Command::Validate: return runValidate;
    case Command::SuiteList: case Command::SuiteRun: case Command::SuiteRetry: case Command::SuiteShow: return suiteFunctionOf(command);
    case Command::BudgetShow: return runBudgetShow;
    case Command::BudgetAcknowledge: return runBudgetAcknowledge;
    case Command::Decisions: return runDecisions;
    case Command::SignalSet: return runSignalSet;
    case Command::SignalClear: return runSignalClear;
    case Command::SignalList: return runSignalList;
    case Command::CheckpointList: return runCheckpointList;
    case Command::CheckpointGo: return runCheckpointGo;
    case Command::CheckpointNoGo: return runCheckpointNoGo;
    case Command::CheckpointDefer: return runCheckpointDefer;
    case Command::EscalationContacts: return runEscalationContacts;
    case Command::EscalationList: return runEscalationList;
    case Command::EscalationSent: return runEscalationSent;
    case Command::EscalationSend: return runEscalationSend;
    case Command::EscalationAck: return runEscalationAck;
    case Command::EvidenceBackup: case Command::EvidenceVerify: case Command::DutyList: case Command::DutyOpen: case Command::DutyClose: case Command::LessonList:
    case Command::LessonAdd: return recordKeepingFunctionOf(command);
    case Command::TriageExport: case Command::EvidenceExport: return runEvidenceExport; // one format for whatever is handed out
    case Command::Reference: return runReference;
    case Command::ManifestLint: return runManifestLint;
    case Command::Links: return runLinks;
    case Command::PathLinks: return runPathLinks;
    case Command::GrafanaBoards: return runGrafanaBoards;
    case Command::GrafanaAnnotations: return runGrafanaAnnotations;
    case Command::DrillList: return runDrillList;
    case Command::DrillShow: return runDrillShow;
    case Command::DrillRun: return runDrillRun;
    }
    return nullptr;
}

} // namespace

int runCommandLine(const QStringList &arguments, const QProcessEnvironment &environment)
{
    // A reader that leaves and a file at its size limit are errors to be told, not reasons to die between a request and its record.
    ::signal(SIGPIPE, SIG_IGN);
    ::signal(SIGXFSZ, SIG_IGN);
    const EnglishNumbers numbers;
    Output output(STDOUT_FILENO, STDERR_FILENO, wantsJson(arguments));
    const auto line = parseCommandLine(arguments);
    if (!line) {
        output.error(line.error(), exitCode(line.error().kind));
        return exitCode(line.error().kind);
    }
    if (line->help || line->version) {
        Output words(STDOUT_FILENO, STDERR_FILENO, false);
        words.answer(line->help ? helpText(line->helpWords) : QStringLiteral("maestro " MAESTRO_VERSION));
        words.noteFailure();
        return words.failed() ? 1 : 0;
    }
    Call call(*line, environment, &output);
    QObject::connect(&call, &Call::finished, &call, [](int code) { QCoreApplication::exit(code); });
    if (call.line().has("watch"))
        call.endWithReader();
    QTimer::singleShot(0, &call, [&call] { functionOf(call.line().spec->command)(&call); });
    return QCoreApplication::exec();
}

} // namespace maestro
