// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "ports/alertport.h"
#include "ports/automationport.h"
#include "ports/checkpointport.h"
#include "ports/connectionport.h"
#include "ports/decisionport.h"
#include "ports/deskport.h"
#include "ports/drill/drillport.h"
#include "ports/dutyport.h"
#include "ports/evidenceport.h"
#include "ports/fleetport.h"
#include "ports/journalport.h"
#include "ports/massport.h"
#include "ports/operationport.h"
#include "ports/secretport.h"
#include "ports/settingsport.h"
#include "ports/sloport.h"
#include "ports/suite/suiteport.h"
#include "ports/triageport.h"
#include "ports/validationport.h"

namespace maestro {

/// The doors, handed to every page. Owns nothing; all live as long as the window.
struct Ports
{
    FleetPort *fleet = nullptr;
    OperationPort *operations = nullptr;
    JournalPort *journal = nullptr;
    ConnectionPort *connections = nullptr;
    SettingsPort *settings = nullptr;
    SloPort *slo = nullptr; ///< may be null: nothing is known about health
    AlertPort *alerts = nullptr; ///< may be null
    const Clock *clock = nullptr;
    AutomationPort *automation = nullptr; ///< may be null: nothing is done without a click
    TriagePort *triage = nullptr; ///< may be null: nothing reads for triage
    DecisionPort *decisions = nullptr; ///< may be null: signals and decisions cannot be written
    DeskPort *desk = nullptr; ///< may be null: rollbacks go the one way that the state says
    ValidationPort *validations = nullptr; ///< may be null: nothing is validated
    MassPort *mass = nullptr; ///< may be null: no mass rollback
    EvidencePort *evidence = nullptr; ///< may be null: no packs are written here
    SecretPort *secrets = nullptr; ///< may be null: secrets cannot be entered
    CheckpointPort *checkpoints = nullptr; ///< may be null: go/no-go points are not known
    DutyPort *duties = nullptr; ///< may be null: obligations and lessons cannot be written
    DrillPort *drills = nullptr; ///< may be null: no drills are run here
    SuitePort *suites = nullptr; ///< may be null: suites are not run here
};

} // namespace maestro
