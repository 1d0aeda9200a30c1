// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

namespace maestro {

enum class CommandId {
    ShowFleet, ShowRollout, ShowSlo, ShowJournal, ShowConnections, GoFleet, GoRollout, GoSlo, GoJournal, Palette, Filter, AnalysisRuns, RollBack, Abort, Promote, PauseOrResume,
    Retry, Reread, ToggleTheme, ZoomIn, ZoomOut, ZoomReset, Shortcuts,
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
/// Keys that belong to tables and pages themselves; for the list behind `?`.
QList<std::pair<QString, QString>> furtherKeys();

} // namespace maestro
