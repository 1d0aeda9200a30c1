// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/verb.h"
#include "ports/ports.h"
#include "shell/commandset.h"
#include "theme/theme.h"

#include <QMainWindow>
#include <QPointer>
#include <QTimer>

class QStackedWidget;

namespace maestro {

class BandWidget;
class CommandPalette;
class ConnectionPage;
class ContextBar;
class DeskPage;
class FactLabel;
class FleetPage;
class GrafanaPort;
class JournalPage;
class NavRail;
class OperationActions;
class ReferenceDialog;
class ReferencePort;
class RolloutPage;
class SloPage;
class StatusLine;
class TimeCursor;
class TriagePage;

/// What the window begins with.
struct StartOptions
{
    std::optional<ObjectRef> open; ///< an empty context: the first connection that knows the object, else the current one
    Page page = Page::Fleet;
    QString context; ///< scope; empty: all
    QString ns;
    bool partly = false; ///< only what the first frame needs; complete() follows
};

/// The one window: band, context bar, navigation, pages, outcome bar, status line. Owns its pages; ports and theme must outlive
/// it. Scope belongs to the window. It never acts: verbs go to OperationActions, which opens the guard. GUI thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(const Ports &ports, Theme *theme, const StartOptions &options = {});
    ~MainWindow() override;

    /// Builds the pages that a window begun partly does without; before anything is told through the ports.
    void complete();
    void setReference(ReferencePort *port) { m_referencePort = port; } ///< without: links, paths and manifests are not read
    void setGrafana(GrafanaPort *port); ///< for the pages; completes the window. Without: nothing is known of Grafana
    void showPage(Page page);
    Page page() const;
    void openRollout(const ObjectRef &ref, WorkloadKind workload, Page page = Page::Rollout);
    const Ports &ports() const { return m_ports; }
    Theme *theme() const { return m_theme; }
    OperationActions *actions() const { return m_actions; }
    FleetPage *fleetPage() const { return m_fleetPage; }
    RolloutPage *rolloutPage() const { return m_rolloutPage; }
    SloPage *sloPage() const { return m_sloPage; }
    DeskPage *deskPage() const { return m_deskPage; }
    TriagePage *triagePage() const { return m_triagePage; }
    JournalPage *journalPage() const { return m_journalPage; }

Q_SIGNALS:
    void pageShown(maestro::Page page);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildLayout();
    void connectPorts();
    void makeShortcuts();
    void run(CommandId id);
    void takeFleet(const FleetSnapshotPtr &fleet);
    void openStart(const FleetSnapshot &fleet);
    void setScope(const QString &context, const QString &ns);
    void startVerb(Verb verb);
    void openBoard();
    void openReference();
    void openDesk();
    void tick();
    bool ofRollout() const; ///< the page shows the open rollout
    void updateTitle();
    void notice(const QString &text);
    void openPalette();
    void setDark(bool dark);

    Ports m_ports;
    Theme *m_theme;
    StartOptions m_start;
    FleetSnapshotPtr m_fleet;
    ObjectRef m_open;
    WorkloadKind m_openWorkload = WorkloadKind::Rollout;
    QString m_context;
    QString m_ns;
    QTimer m_clock; ///< the one second hand of the window
    BandWidget *m_band = nullptr;
    ContextBar *m_bar = nullptr;
    NavRail *m_nav = nullptr;
    QWidget *m_body = nullptr;
    QWidget *m_noticeBar = nullptr;
    FactLabel *m_notice = nullptr;
    QStackedWidget *m_pages = nullptr;
    OperationActions *m_actions = nullptr;
    FleetPage *m_fleetPage = nullptr;
    RolloutPage *m_rolloutPage = nullptr;
    SloPage *m_sloPage = nullptr;
    TimeCursor *m_cursor = nullptr; ///< one crosshair for charts and timeline
    TriagePage *m_triagePage = nullptr;
    DeskPage *m_deskPage = nullptr;
    JournalPage *m_journalPage = nullptr;
    ConnectionPage *m_connectionPage = nullptr;
    CommandPalette *m_palette = nullptr;
    StatusLine *m_status = nullptr;
    ReferencePort *m_referencePort = nullptr;
    QPointer<ReferenceDialog> m_reference; ///< open
};

} // namespace maestro
