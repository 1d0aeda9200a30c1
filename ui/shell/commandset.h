// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

#include <optional>

namespace maestro {

enum class Page { Fleet, Rollout, Slo, Triage, Desk, Drills, Journal, Connections, Mass }; ///< in the order of the navigation; Mass is not in it

enum class CommandId {
    ShowFleet, ShowRollout, ShowSlo, ShowTriage, ShowDrills, ShowJournal, ShowConnections, GoFleet, GoRollout, GoSlo, GoTriage, GoJournal, Palette, Filter, AnalysisRuns, RollBack, WaysBack, Emergency, Abort, Promote, PauseOrResume,
    Retry, Hold, Escalate, Board, MassRollback, Reference, Reread, ToggleTheme, ZoomIn, ZoomOut, ZoomReset, Shortcuts,
};

/// One thing the window can do. A letter acts only while no text field has the focus, and only ever opens the guard.
struct ShellCommand
{
    CommandId id;
    QString label; ///< translated
    QList<QKeySequence> keys; ///< unique over all commands
    QString group;
};

QList<ShellCommand> allCommands();
std::optional<Page> pageOf(CommandId id); ///< that a command does nothing but show

/// Keys that belong to tables and pages themselves; for the list behind `?`.
QList<std::pair<QString, QString>> furtherKeys();

} // namespace maestro
