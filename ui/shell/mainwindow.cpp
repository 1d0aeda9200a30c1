// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/mainwindow.h"

#include "charts/timecursor.h"
#include "connection/connectionpage.h"
#include "connection/trustdialog.h"
#include "decision/decisiondialog.h"
#include "drill/drillpage.h"
#include "items/connectionmodel.h"
#include "items/journalmodel.h"
#include "journal/journalpage.h"
#include "mass/masspage.h"
#include "operations/desk/deskpage.h"
#include "operations/operationactions.h"
#include "rollouts/fleetpage.h"
#include "rollouts/rolloutpage.h"
#include "shell/commandpalette.h"
#include "shell/contextbar.h"
#include "shell/navrail.h"
#include "shell/pagestack.h"
#include "shell/shortcutlist.h"
#include "shell/start/startrow.h"
#include "shell/start/windowtitle.h"
#include "shell/statusline.h"
#include "slo/slopage.h"
#include "text/humanize.h"
#include "theme/bandwidget.h"
#include "theme/factlabel.h"
#include "triage/triagepage.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace maestro {

MainWindow::MainWindow(const Ports &ports, Theme *theme, const StartOptions &options)
    : m_ports(ports)
    , m_theme(theme)
    , m_start(options)
    , m_context(options.context)
    , m_ns(options.ns)
{
    setAccessibleName(tr("Maestro Console"));
    setMinimumSize(1180, 720);
    resize(1440, 900);
    m_actions = new OperationActions(ports, theme, this);
    connect(m_actions, &OperationActions::massAsked, this, [this](const ObjectRef &of) { m_bar->choose(of.context, of.ns), showPage(Page::Mass); });
    buildLayout();
    if (!options.partly || options.open || options.page != Page::Fleet)
        complete();
    connectPorts();
    makeShortcuts();
    setScope(m_context, m_ns);
    showPage(options.open ? Page::Rollout : options.page);
    m_clock.setInterval(1000);
    connect(&m_clock, &QTimer::timeout, this, &MainWindow::tick);
    m_clock.start();
    tick();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildLayout()
{
    auto *frame = new QWidget(this);
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_band = new BandWidget(m_theme, frame);
    m_bar = new ContextBar(m_theme, frame);
    column->addWidget(m_band);
    column->addWidget(m_bar);

    m_noticeBar = new QFrame(frame);
    m_noticeBar->setProperty("panel", true);
    auto *noticeRow = new QHBoxLayout(m_noticeBar);
    noticeRow->setContentsMargins(m_theme->px(14), m_theme->px(4), m_theme->px(8), m_theme->px(4));
    m_notice = new FactLabel(tr("Notice"), m_noticeBar);
    m_notice->setWordWrap(true);
    auto *dismiss = new QPushButton(tr("Dismiss"), m_noticeBar);
    dismiss->setProperty("kind", QStringLiteral("ghost"));
    connect(dismiss, &QPushButton::clicked, m_noticeBar, &QWidget::hide);
    noticeRow->addWidget(m_notice, 1);
    noticeRow->addWidget(dismiss);
    m_noticeBar->hide();
    column->addWidget(m_noticeBar);

    m_body = new QWidget(frame);
    auto *row = new QHBoxLayout(m_body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_nav = new NavRail(m_theme, m_body);
    m_pages = new PageStack(m_body);
    m_fleetPage = new FleetPage(m_ports, m_theme, m_actions, m_pages);
    m_pages->addWidget(m_fleetPage);
    row->addWidget(m_nav);
    row->addWidget(m_pages, 1);
    column->addWidget(m_body, 1);
    column->addWidget(m_actions->outcomeBar());
    m_status = new StatusLine(m_theme, frame);
    column->addWidget(m_status);
    setCentralWidget(frame);

    connect(m_nav, &NavRail::chosen, this, [this](int page) { showPage(static_cast<Page>(page)); });
    connect(m_nav, &NavRail::themeToggled, this, [this] { setDark(!m_theme->isDark()); });
    connect(m_nav, &NavRail::referenceAsked, this, &MainWindow::openReference);
    connect(m_nav, &NavRail::shortcutsAsked, this, [this] { run(CommandId::Shortcuts); });
    connect(m_bar, &ContextBar::scopeChosen, this, &MainWindow::setScope);
    connect(m_bar, &ContextBar::paletteAsked, this, &MainWindow::openPalette);
    connect(m_bar, &ContextBar::noticesAsked, this, [this] { showPage(Page::Connections); });
    connect(m_fleetPage, &FleetPage::openRequested, this, [this](const ObjectRef &ref, WorkloadKind workload) { openRollout(ref, workload); });
}

void MainWindow::complete()
{
    if (m_palette)
        return;
    m_cursor = new TimeCursor(this);
    m_pages->addWidget(m_rolloutPage = new RolloutPage(m_ports, m_theme, m_actions, m_cursor, m_pages));
    m_pages->addWidget(m_sloPage = new SloPage(m_ports, m_cursor, m_theme, m_pages));
    m_pages->addWidget(m_triagePage = new TriagePage(m_ports, m_theme, m_pages));
    m_pages->addWidget(m_deskPage = new DeskPage(m_ports, m_theme, m_actions, m_pages));
    m_pages->addWidget(new DrillPage(m_ports, m_theme, m_pages));
    m_pages->addWidget(m_journalPage = new JournalPage(m_ports, m_theme, m_pages));
    m_pages->addWidget(m_connectionPage = new ConnectionPage(m_ports, m_theme, m_pages));
    auto *mass = new MassPage(m_ports, m_theme, m_pages);
    mass->setScope(m_context, m_ns);
    connect(m_bar, &ContextBar::scopeChosen, mass, &MassPage::setScope);
    m_pages->addWidget(mass);
    connect(m_rolloutPage, &RolloutPage::gatesAsked, this, [this] { showPage(Page::Slo); });
    connect(m_rolloutPage, &RolloutPage::boardAsked, this, &MainWindow::openBoard);
    connect(m_rolloutPage, &RolloutPage::triageAsked, this, [this] { showPage(Page::Triage); });
    connect(m_triagePage, &TriagePage::waysAsked, this, [this] { m_ports.desk ? openDesk() : startVerb(Verb::Rollback); });
    connect(m_triagePage, &TriagePage::waysAsked, m_deskPage, &DeskPage::prefer);
    connect(m_triagePage, &TriagePage::chartsAsked, this, [this] { showPage(Page::Slo); });
    connect(m_actions, &OperationActions::waysAsked, this, [this](const ObjectRef &ref, WorkloadKind workload) { openRollout(ref, workload, Page::Desk); });
    connect(m_triagePage, &TriagePage::analysisAsked, this, [this] { if (const QString why = m_rolloutPage->explainAnalysis(); !why.isEmpty()) showPage(Page::Rollout), notice(why); });
    connect(m_triagePage, &TriagePage::noticed, this, &MainWindow::notice);
    m_palette = new CommandPalette(m_theme, this);
    connect(m_palette, &CommandPalette::commandChosen, this, &MainWindow::run);
    connect(m_palette, &CommandPalette::rolloutChosen, this, [this](const FleetRowPtr &chosen) { openRollout(chosen->ref, chosen->workload); });
    connect(m_palette, &CommandPalette::verbChosen, this, [this](Verb verb, const FleetRowPtr &row) { m_actions->start(verb, row->ref, row->workload, row->uid); });
}

void MainWindow::connectPorts()
{
    connect(m_ports.fleet, &FleetPort::fleetChanged, this, &MainWindow::takeFleet);
    connect(m_ports.journal, &JournalPort::auditSinkChanged, m_status, &StatusLine::setAuditSink);
    connect(m_ports.journal, &JournalPort::receiverChanged, m_status, &StatusLine::setReceiver);
    connect(m_ports.journal, &JournalPort::receiverChanged, this, [this](const ReceiverStatus &status) { status.problem.isEmpty() ? void() : notice(m_status->receiverText()); });
    connect(m_ports.journal, &JournalPort::recordsChanged, this, [this](const JournalRecordsPtr &records) {
        complete();
        m_status->setJournal(records->size(), m_journalPage->model()->openCount());
    });
    connect(m_ports.journal, &JournalPort::verified, this, [this](const JournalVerification &result) {
        m_status->setVerification(result, m_ports.clock->utcNow());
        if (result.state == JournalState::Broken)
            notice(tr("The Journal's chain is broken: %1").arg(displaySafe(result.message, 400)));
    });
    connect(m_ports.connections, &ConnectionPort::configurationFailed, this, [this](const Error &error) {
        notice(error.hint.isEmpty() ? displaySafe(error.message, 1000) : QString(displaySafe(error.message, 1000) % u' ' % displaySafe(error.hint, 1000)));
    });
    connect(m_ports.connections, &ConnectionPort::trustAsked, this, [this](const TrustQuestion &question) {
        notice(tr("%1 needs a program to sign in. Decide in the dialog.").arg(displaySafe(question.context)));
        auto *dialog = new TrustDialog(question, m_theme, this);
        connect(dialog, &TrustDialog::answered, this, [this, question](bool allow) { m_ports.connections->answerTrust(question, allow); });
        dialog->open();
    });
}

void MainWindow::makeShortcuts()
{
    for (const ShellCommand &command : allCommands()) {
        for (const QKeySequence &key : command.keys) {
            // Bound to the pages and bars, not to the window: a guard above them must not hear a letter.
            auto *shortcut = new QShortcut(key, centralWidget());
            shortcut->setContext(Qt::WidgetWithChildrenShortcut);
            shortcut->setAutoRepeat(false);
            connect(shortcut, &QShortcut::activated, this, [this, id = command.id] { run(id); });
        }
    }
}

void MainWindow::run(CommandId id)
{
    if (const std::optional<Page> wanted = pageOf(id))
        return showPage(*wanted);
    switch (id) {
    case CommandId::Palette:
        return openPalette();
    case CommandId::Filter:
        return page() == Page::Journal ? m_journalPage->focusFilter() : (showPage(Page::Fleet), m_fleetPage->focusFilter());
    case CommandId::AnalysisRuns:
        m_fleetPage->showRuns(page() != Page::Fleet || !m_fleetPage->showsRuns());
        return showPage(Page::Fleet);
    case CommandId::RollBack:
        return page() == Page::Triage ? m_triagePage->decide(QStringLiteral("rollback")) : startVerb(Verb::Rollback);
    case CommandId::WaysBack: return openDesk();
    case CommandId::Emergency:
        return ofRollout() && m_rolloutPage->showEmergency() ? void() : notice(tr("Open a rollout first: the emergency controls are of one rollout. F6 is for a whole namespace."));
    case CommandId::Hold:
    case CommandId::Escalate:
        return page() == Page::Triage ? m_triagePage->decide(id == CommandId::Hold ? QStringLiteral("hold") : QStringLiteral("escalate")) : void();
    case CommandId::Board: return openBoard();
    case CommandId::Reference: return openReference();
    case CommandId::Abort: return startVerb(Verb::Abort);
    case CommandId::Promote: return startVerb(Verb::Promote);
    case CommandId::Retry: return startVerb(Verb::Retry);
    case CommandId::PauseOrResume: {
        const FleetEntry *entry = m_fleetPage->model()->entryOf(m_open);
        const FleetRowPtr row = !ofRollout() ? m_fleetPage->selectedRow() : entry ? entry->row : nullptr;
        return startVerb(row && row->specPaused ? Verb::Resume : Verb::Pause);
    }
    case CommandId::Reread: return m_ports.fleet->refresh();
    case CommandId::ToggleTheme: return setDark(!m_theme->isDark());
    case CommandId::ZoomIn: return m_theme->setZoom(m_theme->zoom() + 0.1);
    case CommandId::ZoomOut: return m_theme->setZoom(m_theme->zoom() - 0.1);
    case CommandId::ZoomReset: return m_theme->setZoom(1.0);
    case CommandId::Shortcuts: return (new ShortcutList(m_theme, this))->open();
    default: return;
    }
}

/// Of exactly what is shown: the row of the fleet, or the open rollout.
void MainWindow::openDesk()
{
    if (const FleetRowPtr row = page() == Page::Fleet && !m_fleetPage->showsRuns() ? m_fleetPage->selectedRow() : nullptr)
        return openRollout(row->ref, row->workload, Page::Desk);
    ofRollout() ? showPage(Page::Desk) : notice(tr("Open a rollout first: the ways back are of one rollout."));
}

void MainWindow::openBoard()
{
    if (!ofRollout())
        return notice(tr("Open a rollout first: the decision board is of one rollout."));
    auto *board = new DecisionDialog(m_ports, m_open, m_sloPage->report(), m_theme, this);
    connect(board, &DecisionDialog::rollbackAsked, this, [this, ref = m_open, workload = m_openWorkload] { m_actions->start(Verb::Rollback, ref, workload, m_fleetPage->uidOf(ref)); });
    board->open();
}

void MainWindow::showPage(Page page)
{
    if (page != Page::Fleet)
        complete();
    m_pages->setCurrentIndex(static_cast<int>(page));
    if (page == Page::Desk)
        m_deskPage->open(m_open, m_openWorkload);
    m_nav->setCurrent(static_cast<int>(page));
    m_nav->setWide(page == Page::Fleet || page == Page::Connections);
    m_bar->setAgeName(page == Page::Rollout || page == Page::Slo || page == Page::Triage ? tr("Age of all connections") : tr("Data age"));
    QWidget *shown = m_pages->currentWidget();
    if (shown->focusProxy()) {
        shown->setFocus();
    } else if (!shown->isAncestorOf(focusWidget())) {
        QWidget *first = shown->nextInFocusChain();
        while (first != shown && !(shown->isAncestorOf(first) && first->focusPolicy() & Qt::TabFocus && first->isEnabled() && !qobject_cast<QAbstractButton *>(first)))
            first = first->nextInFocusChain();
        first->setFocus();
    }
    updateTitle();
    Q_EMIT pageShown(page);
}

Page MainWindow::page() const
{
    return static_cast<Page>(m_pages->currentIndex());
}

bool MainWindow::ofRollout() const
{
    return (page() == Page::Rollout || page() == Page::Slo || page() == Page::Triage || page() == Page::Desk) && !m_open.isEmpty();
}

void MainWindow::openRollout(const ObjectRef &ref, WorkloadKind workload, Page page)
{
    m_start.open.reset(); // who opens another one does not want to be taken away from it
    if (!hasVerbs(workload)) { // there is no page for it: the inspector tells what is known
        showPage(Page::Fleet);
        return m_fleetPage->peek();
    }
    m_open = ref;
    m_openWorkload = workload;
    complete();
    m_rolloutPage->open(ref, workload);
    m_sloPage->open(ref);
    m_triagePage->open(ref, workload);
    m_fleetPage->select(ref);
    showPage(page);
}

void MainWindow::takeFleet(const FleetSnapshotPtr &fleet)
{
    const FleetSnapshotPtr before = std::exchange(m_fleet, fleet);
    if (before && before != fleet && !m_start.open && sameBars(*before, *fleet))
        return; // a row changed: that is the table's business, and ages are told once a second
    QStringList notices;
    for (const ConnectionStatus &connection : fleet->connections)
        for (const QString &text : connectionNotices(connection))
            notices << displaySafe(connection.context) % u": " % text;
    m_bar->setFleet(*fleet, notices);
    if (m_start.open)
        openStart(*fleet);
    tick();
}

/// Opens the rollout given at start as soon as somebody knows it.
void MainWindow::openStart(const FleetSnapshot &fleet)
{
    if (const FleetRowPtr found = startRow(fleet, *m_start.open))
        openRollout(found->ref, found->workload);
    else if (isRead(fleet)) {
        notice(tr("%1/%2 was not found in any connected cluster.").arg(displaySafe(m_start.open->ns), displaySafe(m_start.open->name)));
        m_start.open.reset();
    }
}

void MainWindow::setScope(const QString &context, const QString &ns)
{
    m_context = context;
    m_ns = ns;
    m_fleetPage->setScope(context, ns);
    m_bar->setScope(context, ns);
    if (m_fleet)
        takeFleet(FleetSnapshotPtr(m_fleet));
    updateTitle();
}

void MainWindow::startVerb(Verb verb)
{
    if (page() == Page::Fleet)
        return m_fleetPage->startVerb(verb);
    if (ofRollout())
        m_actions->start(verb, m_open, m_openWorkload, m_fleetPage->uidOf(m_open));
}

void MainWindow::tick()
{
    m_status->setTime(m_ports.clock->utcNow());
    if (!m_fleet)
        return;
    QList<ConnectionStatus> inScope;
    QStringList environments;
    for (const ConnectionStatus &connection : m_fleet->connections) {
        const QString &only = ofRollout() ? m_open.context : m_context;
        if (!only.isEmpty() && connection.context != only)
            continue;
        inScope << connection;
        environments << connection.environment;
    }
    m_band->setEnvironments(environments);
    m_bar->setAges(inScope, m_ports.clock->bootMs());
    m_status->setConnections(m_fleet->connections, m_ports.clock->bootMs());
    if (sender() != &m_clock)
        return;
    m_fleetPage->tick();
    if (m_connectionPage)
        m_connectionPage->tick();
}

void MainWindow::updateTitle()
{
    setWindowTitle((page() == Page::Drills ? tr("DRILL: ") : QString()) % titleOf(ofRollout() ? m_open : ObjectRef(), m_context, m_fleet));
}

void MainWindow::notice(const QString &text)
{
    m_noticeBar->show();
    m_notice->announce(text);
}

void MainWindow::openPalette()
{
    complete();
    m_palette->openOver(m_fleet);
}

void MainWindow::setDark(bool dark)
{
    m_theme->setDark(dark);
    m_ports.settings->setValue(QStringLiteral("theme"), dark ? QStringLiteral("dark") : QStringLiteral("light"));
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    if (m_palette)
        m_palette->hide();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && !focusWidget() && m_pages)
        showPage(page());
}

} // namespace maestro
