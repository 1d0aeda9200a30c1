// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/tour.h"

#include "drill/drillpage.h"
#include "mass/masspage.h"
#include "operations/guard/confirmbutton.h"
#include "operations/guard/confirmdialog.h"
#include "operations/guard/reasonbox.h"
#include "operations/operationactions.h"
#include "rollouts/fleetpage.h"
#include "shell/mainwindow.h"
#include "slo/slopage.h"
#include "text/operationtext.h"
#include "triage/triagepage.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QUrl>

namespace maestro {

namespace {

constexpr int settleMs = 400;

constexpr int lookEveryMs = 50;
constexpr int stepLimitMs = 30'000;

bool isLoopback(const QString &server)
{
    const QString host = QUrl(server).host();
    return host == QLatin1String("127.0.0.1") || host == QLatin1String("localhost") || host == QLatin1String("::1");
}

void write(QWidget *field, const QString &text)
{
    if (auto *line = qobject_cast<QLineEdit *>(field))
        line->setText(text);
    else if (auto *area = qobject_cast<QPlainTextEdit *>(field))
        area->setPlainText(text);
}

} // namespace

Tour::Tour(MainWindow *window, const QString &name, const QString &directory)
    : QObject(window)
    , m_window(window)
    , m_name(name)
    , m_directory(directory)
{
    const Ports &ports = window->ports();
    connect(ports.fleet, &FleetPort::fleetChanged, this, [this](const FleetSnapshotPtr &fleet) { m_fleet = fleet; });
    connect(ports.fleet, &FleetPort::rolloutChanged, this, [this](const RolloutSnapshotPtr &snapshot) { m_rollout = snapshot; });
    connect(ports.journal, &JournalPort::recordsChanged, this, [this](const JournalRecordsPtr &records) { m_records = records->size(); });
    connect(ports.operations, &OperationPort::finished, this, [this](const Outcome &outcome) { m_outcome = outcome; });
    connect(ports.operations, &OperationPort::planFailed, this, [this](const OperationRequest &, const Error &error) { m_planFailure = error.message; });
    m_poll.setInterval(lookEveryMs);
    m_limit.setInterval(stepLimitMs);
    m_limit.setSingleShot(true);
    connect(&m_poll, &QTimer::timeout, this, &Tour::look);
    connect(&m_limit, &QTimer::timeout, this, [this] { end(1, tr("%1 never got its data").arg(m_steps.at(m_at).name)); });
}

Tour::~Tour() = default;

QStringList Tour::names()
{
    return {QStringLiteral("pages"), QStringLiteral("main-job")};
}

void Tour::start()
{
    if (m_name == QLatin1String("pages"))
        addPages();
    else if (m_name == QLatin1String("main-job"))
        addMainJob();
    else
        return end(1, tr("There is no tour named %1").arg(m_name));
    if (!m_directory.mkpath(QStringLiteral(".")))
        return end(1, tr("%1 cannot be made").arg(m_directory.path()));
    m_poll.start();
    next();
}

/// The rollout a tour looks at: one that can be aborted, else the first.
/// The window's own context comes first: what it shows is the most likely to stay reachable.
FleetRowPtr Tour::pick() const
{
    const auto current = [this](const QString &context) {
        return std::any_of(m_fleet->connections.begin(), m_fleet->connections.end(), [&](const ConnectionStatus &c) { return c.current && c.context == context; });
    };
    FleetRowPtr paused;
    for (const FleetRowPtr &row : m_fleet->rows) {
        if (row->workload != WorkloadKind::Rollout || row->aborted || row->rollout().strategy != Strategy::Canary)
            continue;
        if (!current(row->ref.context))
            continue;
        if (row->phase.phase == RolloutPhase::Paused)
            return row;
        if (row->phase.phase == RolloutPhase::Progressing && !paused)
            paused = row;
    }
    return paused ? paused : m_fleet->rows.value(0);
}

void Tour::addPages()
{
    const auto showPage = [this](Page page) { return [this, page] { m_window->showPage(page); }; };
    m_steps << Step{QStringLiteral("fleet"), showPage(Page::Fleet), [this] { return fleetListed(); }};
    m_steps << Step{QStringLiteral("rollout"),
                    [this] {
                        m_target = pick();
                        m_window->openRollout(m_target->ref, m_target->workload);
                    },
                    [this] { return m_rollout && m_rollout->ref == m_target->ref && m_rollout->partsComplete; }};
    m_steps << Step{QStringLiteral("slo"), showPage(Page::Slo), [this] { return healthKnown(); }};
    m_steps << Step{QStringLiteral("triage"), [this] { beginTriage(); }, [this] { return m_window->triagePage()->isSettled() && (!isLocal() || m_window->triagePage()->hasRun()); }};
    m_steps << Step{QStringLiteral("drills"), showPage(Page::Drills), [this] { return m_window->findChild<DrillPage *>()->isSettled(); }};
    m_steps << Step{QStringLiteral("journal"), showPage(Page::Journal), [this] { return m_records >= 0; }};
    m_steps << Step{QStringLiteral("connections"), showPage(Page::Connections), [] { return true; }};
    m_steps << Step{QStringLiteral("mass"), showPage(Page::Mass), [this] { return m_window->findChild<MassPage *>()->isSettled(); }};
}

void Tour::addMainJob()
{
    m_steps << Step{QStringLiteral("fleet"), [this] { m_window->showPage(Page::Fleet); }, [this] { return fleetListed(); }};
    m_steps << Step{QStringLiteral("rollout"),
                    [this] {
                        m_target = pick();
                        m_window->openRollout(m_target->ref, m_target->workload);
                    },
                    [this] { return m_rollout && m_rollout->ref == m_target->ref && m_rollout->partsComplete; }};
    m_steps << Step{QStringLiteral("guard"),
                    [this] { m_window->actions()->start(Verb::Abort, m_target->ref, m_target->workload, m_target->uid); },
                    [this] { return fillGuard(); }};
    m_steps << Step{QStringLiteral("outcome"), [] {},
                    [this] {
                        if (!isLocal()) {
                            if (auto *cancel = qobject_cast<QAbstractButton *>(named(ConfirmDialog::tr("Cancel"), "QAbstractButton")))
                                cancel->click();
                            return true;
                        }
                        return m_outcome.has_value() || (confirm() && m_outcome.has_value());
                    }};
    m_steps << Step{QStringLiteral("journal"), [this] { m_window->showPage(Page::Journal); }, [this] { return m_records > (isLocal() ? 0 : -1); }};
}

/// A tour writes nothing about a cluster that is not on this machine.
bool Tour::isLocal() const
{
    return std::any_of(m_fleet->connections.begin(), m_fleet->connections.end(), [this](const ConnectionStatus &c) { return c.context == m_target->ref.context && isLoopback(c.server); });
}

void Tour::beginTriage()
{
    m_window->showPage(Page::Triage);
    if (m_window->ports().triage && isLocal())
        m_window->ports().triage->start(QStringLiteral("ten-minute"), {});
}

QWidget *Tour::named(const QString &prefix, const char *type) const
{
    for (QWidget *widget : m_window->findChildren<QWidget *>()) {
        if (widget->isVisible() && widget->inherits(type) && widget->accessibleName().startsWith(prefix))
            return widget;
    }
    return nullptr;
}

/// Writes a reason into the guard; true once it stands there.
bool Tour::fleetListed() const
{
    return m_fleet && !m_fleet->rows.isEmpty()
        && std::none_of(m_fleet->connections.begin(), m_fleet->connections.end(), [](const ConnectionStatus &c) { return !c.listed && c.phase == ConnectionPhase::Connecting; });
}

/// Where a policy judges the rollout, its charts come some seconds later; where none does, the page says so at once.
bool Tour::healthKnown() const
{
    return !m_window->ports().slo || m_window->sloPage()->isSettled();
}

bool Tour::fillGuard()
{
    QWidget *reason = named(ReasonBox::tr("Reason"), "QLineEdit");
    if (!reason)
        reason = named(ReasonBox::tr("Reason"), "QPlainTextEdit");
    if (!reason || !reason->isEnabled())
        return false;
    write(reason, tr("Scripted tour: latency of the canary doubled"));
    return true;
}

/// Gives what the guard asks to be typed and presses its button; the guard decides when that is enough.
bool Tour::confirm()
{
    if (QWidget *typed = named(ConfirmDialog::tr("Confirmation"), "QLineEdit")) {
        static const QRegularExpression quoted(QStringLiteral("[`'\"\\x{201c}\\x{2018}]([^`'\"\\x{201d}\\x{2019}]+)[`'\"\\x{201d}\\x{2019}]"));
        const QRegularExpressionMatch match = quoted.match(typed->accessibleDescription());
        write(typed, match.hasMatch() ? match.captured(1) : typed->accessibleDescription().section(u':', -1).trimmed());
    }
    const QString label = tr("%1 %2").arg(verbLabel(Verb::Abort), m_target->ref.name);
    auto *button = qobject_cast<ConfirmButton *>(named(label, "QAbstractButton"));
    if (button)
        button->pressByAssistant(); // asks for the typed way where the button is held
    return button != nullptr;
}

void Tour::look()
{
    if (m_settling || m_at < 0 || m_at >= m_steps.size())
        return;
    if (!m_planFailure.isEmpty())
        return end(1, m_planFailure);
    if (!m_steps.at(m_at).ready())
        return;
    // The pages fold changes into frames and lay out by posted events; the picture comes after both.
    m_settling = true;
    QTimer::singleShot(settleMs, this, &Tour::take);
}

void Tour::take()
{
    m_settling = false;
    const QString name = m_steps.at(m_at).name;
    if (!name.isEmpty()) {
        const QString file = QStringLiteral("%1-%2-%3.png").arg(++m_pictures, 2, 10, QLatin1Char('0')).arg(name, m_window->theme()->isDark() ? QStringLiteral("dark") : QStringLiteral("light"));
        if (!m_window->grab().save(m_directory.filePath(file)))
            return end(1, tr("%1 cannot be written").arg(m_directory.filePath(file)));
    }
    next();
}

void Tour::next()
{
    if (++m_at >= m_steps.size())
        return end(0, tr("%n pictures in %1", nullptr, m_pictures).arg(m_directory.path()));
    m_limit.start();
    m_steps.at(m_at).begin();
}

void Tour::end(int exitCode, const QString &message)
{
    m_poll.stop();
    m_limit.stop();
    m_at = m_steps.size();
    Q_EMIT finished(exitCode, message);
}

} // namespace maestro
