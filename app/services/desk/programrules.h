// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/desk/deskcall.h"
#include "domain/policy/policymatch.h"
#include "domain/validation/validationplan.h"

#include <QProcessEnvironment>

namespace maestro {

/// What a program needs to know of the machine it runs on.
struct ProgramGround
{
    QProcessEnvironment environment; ///< of this process; only a few variables of it are handed on
    QString scriptFolder; ///< where ./relative programs are looked for: the folder of the policy
    QString helmProgram; ///< of the settings; empty: PATH
    QStringList kubeconfig;
    QString context;
    QString impersonate;
};

/// Fills in a call's command line: absolute program, arguments, environment, hash of the file. Refused, in words for people: programMissing
/// ("helm is not installed"), programUnsafe (others may write it), noValue (a {{name}} that nobody says), badArgument. {{reason}} and
/// {{action_id}} may stay.
Result<Done> prepareProgram(const DeskWay &way, const DeskVariables &variables, const ProgramGround &ground, DeskCall *call);

/// The same for a check script of the policy (ledger VAL-07).
Result<Done> prepareCheck(const ValidationStep &step, const DeskVariables &variables, const ProgramGround &ground, DeskCall *call);

/// What {{names}} mean in a program of a policy that is no way back: its variables, those of the service and the environment, and what it is about.
DeskVariables programVariables(const PolicyMatch &match, const ObjectRef &target);

/// Where the ./relative programs of a policy are: its root of files, else its own folder.
QString scriptFolderOf(const Policy &policy);

/// The variables that every program gets: where to find things, language, time zone, the kubeconfig. Nothing else of ours.
QMap<QString, QString> programEnvironment(const ProgramGround &ground);

/// Hex SHA-256 of a file; empty: it cannot be read.
QString fileSha256(const QString &path);

} // namespace maestro
