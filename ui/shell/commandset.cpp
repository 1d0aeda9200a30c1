// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commandset.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Commands)
};

QList<QKeySequence> keys(std::initializer_list<const char *> texts)
{
    QList<QKeySequence> list;
    for (const char *text : texts)
        list << QKeySequence(QLatin1String(text), QKeySequence::PortableText);
    return list;
}

} // namespace

std::optional<Page> pageOf(CommandId id)
{
    switch (id) {
    case CommandId::ShowFleet:
    case CommandId::GoFleet: return Page::Fleet;
    case CommandId::ShowRollout:
    case CommandId::GoRollout: return Page::Rollout;
    case CommandId::ShowSlo:
    case CommandId::GoSlo: return Page::Slo;
    case CommandId::ShowTriage:
    case CommandId::GoTriage: return Page::Triage;
    case CommandId::ShowDrills: return Page::Drills;
    case CommandId::ShowJournal:
    case CommandId::GoJournal: return Page::Journal;
    case CommandId::ShowConnections: return Page::Connections;
    case CommandId::MassRollback: return Page::Mass;
    default: return std::nullopt;
    }
}

QList<ShellCommand> allCommands()
{
    const QString pages = Words::tr("Pages");
    const QString acting = Words::tr("Acting: opens the guard");
    const QString view = Words::tr("View");
    return {
        {CommandId::ShowFleet, Words::tr("Fleet"), keys({"F1"}), pages},
        {CommandId::ShowRollout, Words::tr("Rollout"), keys({"F2"}), pages},
        {CommandId::ShowSlo, Words::tr("SLO and gates"), keys({"F3"}), pages},
        {CommandId::ShowTriage, Words::tr("Triage"), keys({"F4"}), pages},
        {CommandId::ShowDrills, Words::tr("Drills"), keys({"F7", "G, D"}), pages},
        {CommandId::ShowJournal, Words::tr("Journal"), keys({"F8"}), pages},
        {CommandId::ShowConnections, Words::tr("Connections"), keys({"F9"}), pages},
        {CommandId::GoFleet, Words::tr("Go to Fleet"), keys({"G, F"}), pages},
        {CommandId::GoRollout, Words::tr("Go to Rollout"), keys({"G, R"}), pages},
        {CommandId::GoSlo, Words::tr("Go to SLO and gates"), keys({"G, S"}), pages},
        {CommandId::GoTriage, Words::tr("Go to Triage"), keys({"G, T"}), pages},
        {CommandId::GoJournal, Words::tr("Go to Journal"), keys({"G, J"}), pages},
        {CommandId::Palette, Words::tr("Find or run"), keys({"Ctrl+K"}), view},
        {CommandId::Filter, Words::tr("Filter rows"), keys({"/"}), view},
        {CommandId::AnalysisRuns, Words::tr("Analysis runs of all rollouts"), keys({"G, A"}), pages},
        {CommandId::RollBack, Words::tr("Roll back…"), keys({"R"}), acting},
        {CommandId::WaysBack, Words::tr("Ways back…"), keys({"W"}), acting},
        {CommandId::Emergency, Words::tr("Emergency…"), keys({"X"}), acting},
        {CommandId::Abort, Words::tr("Abort…"), keys({"A"}), acting},
        {CommandId::Promote, Words::tr("Promote…"), keys({"P"}), acting},
        {CommandId::PauseOrResume, Words::tr("Pause or resume…"), keys({"U"}), acting},
        {CommandId::Retry, Words::tr("Retry…"), keys({"T"}), acting},
        {CommandId::Hold, Words::tr("In a triage: hold…"), keys({"H"}), acting},
        {CommandId::Escalate, Words::tr("In a triage: escalate…"), keys({"E"}), acting},
        {CommandId::Board, Words::tr("Decision board"), keys({"D"}), view},
        {CommandId::MassRollback, Words::tr("Mass rollback…"), keys({"F6", "G, M"}), acting},
        {CommandId::Reference, Words::tr("Reference: commands, links, paths"), keys({"G, H"}), view},
        {CommandId::Reread, Words::tr("Read again now"), keys({"F5"}), view},
        {CommandId::ToggleTheme, Words::tr("Light or dark"), keys({"Ctrl+Shift+L"}), view},
        {CommandId::ZoomIn, Words::tr("Larger"), keys({"Ctrl++", "Ctrl+="}), view},
        {CommandId::ZoomOut, Words::tr("Smaller"), keys({"Ctrl+-"}), view},
        {CommandId::ZoomReset, Words::tr("Normal size"), keys({"Ctrl+0"}), view},
        {CommandId::Shortcuts, Words::tr("This list"), keys({"?"}), view},
    };
}

QList<std::pair<QString, QString>> furtherKeys()
{
    return {{Words::tr("J or Down"), Words::tr("Next row")}, {Words::tr("K or Up"), Words::tr("Previous row")}, {Words::tr("Enter"), Words::tr("Open the row")},
            {Words::tr("Space"), Words::tr("Peek: show or hide the inspector")}, {Words::tr("Esc"), Words::tr("Leave the filter, close the guard or the palette")},
            {Words::tr("Ctrl+Enter"), Words::tr("Confirm in the guard")}, {Words::tr("O"), Words::tr("In a triage: hand over…")}, {Words::tr("Left or Right"), Words::tr("In a chart: move the crosshair")},
            {Words::tr("Shift and drag"), Words::tr("In a chart: choose a range")}, {Words::tr("Alt+T"), Words::tr("Charts as tables")}, {Words::tr("Alt+P or Alt+S"), Words::tr("Save the chart's picture or table")},
            {Words::tr("[ or ]"), Words::tr("In the timeline: move the window of the charts")}, {Words::tr("- or ="), Words::tr("In the timeline: make that window shorter or longer")},
            {Words::tr("+ or _"), Words::tr("In the timeline: zoom in or out")}};
}

} // namespace maestro
