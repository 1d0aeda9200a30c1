// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commandset.h"

#include <QCoreApplication>

namespace maestro {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Commands", text);
}

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
    case CommandId::ShowJournal:
    case CommandId::GoJournal: return Page::Journal;
    case CommandId::ShowConnections: return Page::Connections;
    case CommandId::MassRollback: return Page::Mass;
    default: return std::nullopt;
    }
}

QList<ShellCommand> allCommands()
{
    const QString pages = tr("Pages");
    const QString acting = tr("Acting: opens the guard");
    const QString view = tr("View");
    return {
        {CommandId::ShowFleet, tr("Fleet"), keys({"F1"}), pages},
        {CommandId::ShowRollout, tr("Rollout"), keys({"F2"}), pages},
        {CommandId::ShowSlo, tr("SLO and gates"), keys({"F3"}), pages},
        {CommandId::ShowTriage, tr("Triage"), keys({"F4"}), pages},
        {CommandId::ShowJournal, tr("Journal"), keys({"F8"}), pages},
        {CommandId::ShowConnections, tr("Connections"), keys({"F9"}), pages},
        {CommandId::GoFleet, tr("Go to Fleet"), keys({"G, F"}), pages},
        {CommandId::GoRollout, tr("Go to Rollout"), keys({"G, R"}), pages},
        {CommandId::GoSlo, tr("Go to SLO and gates"), keys({"G, S"}), pages},
        {CommandId::GoTriage, tr("Go to Triage"), keys({"G, T"}), pages},
        {CommandId::GoJournal, tr("Go to Journal"), keys({"G, J"}), pages},
        {CommandId::Palette, tr("Find or run"), keys({"Ctrl+K"}), view},
        {CommandId::Filter, tr("Filter rows"), keys({"/"}), view},
        {CommandId::AnalysisRuns, tr("Analysis runs of all rollouts"), keys({"G, A"}), pages},
        {CommandId::RollBack, tr("Roll back…"), keys({"R"}), acting},
        {CommandId::WaysBack, tr("Ways back…"), keys({"W"}), acting},
        {CommandId::Abort, tr("Abort…"), keys({"A"}), acting},
        {CommandId::Promote, tr("Promote…"), keys({"P"}), acting},
        {CommandId::PauseOrResume, tr("Pause or resume…"), keys({"U"}), acting},
        {CommandId::Retry, tr("Retry…"), keys({"T"}), acting},
        {CommandId::Hold, tr("In a triage: hold…"), keys({"H"}), acting},
        {CommandId::Escalate, tr("In a triage: escalate…"), keys({"E"}), acting},
        {CommandId::Board, tr("Decision board"), keys({"D"}), view},
        {CommandId::MassRollback, tr("Mass rollback…"), keys({"F6", "G, M"}), acting},
        {CommandId::Reread, tr("Read again now"), keys({"F5"}), view},
        {CommandId::ToggleTheme, tr("Light or dark"), keys({"Ctrl+Shift+L"}), view},
        {CommandId::ZoomIn, tr("Larger"), keys({"Ctrl++", "Ctrl+="}), view},
        {CommandId::ZoomOut, tr("Smaller"), keys({"Ctrl+-"}), view},
        {CommandId::ZoomReset, tr("Normal size"), keys({"Ctrl+0"}), view},
        {CommandId::Shortcuts, tr("This list"), keys({"?"}), view},
    };
}

QList<std::pair<QString, QString>> furtherKeys()
{
    return {{tr("J or Down"), tr("Next row")}, {tr("K or Up"), tr("Previous row")}, {tr("Enter"), tr("Open the row")},
            {tr("Space"), tr("Peek: show or hide the inspector")}, {tr("Esc"), tr("Leave the filter, close the guard or the palette")},
            {tr("Ctrl+Enter"), tr("Confirm in the guard")}, {tr("Left or Right"), tr("In a chart: move the crosshair")},
            {tr("Shift and drag"), tr("In a chart: choose a range")}, {tr("Alt+T"), tr("Charts as tables")}, {tr("Alt+P or Alt+S"), tr("Save the chart's picture or table")},
            {tr("[ or ]"), tr("In the timeline: move the window of the charts")}, {tr("- or ="), tr("In the timeline: make that window shorter or longer")},
            {tr("+ or _"), tr("In the timeline: zoom in or out")}};
}

} // namespace maestro
