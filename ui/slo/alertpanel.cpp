// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slo/alertpanel.h"

#include "items/health/alertmodel.h"
#include "items/health/silencemodel.h"
#include "operations/guard/guardoverlay.h"
#include "parts/detailtable.h"
#include "slo/routes/routesdialog.h"
#include "slo/silenceform.h"
#include "slo/silenceguard.h"
#include "text/humanize.h"
#include "text/slotext.h"
#include "theme/smallparts.h"

#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace maestro {

AlertPanel::AlertPanel(const Ports &ports, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_ports(ports)
    , m_theme(theme)
    , m_alerts(new AlertModel(this))
    , m_silences(new SilenceModel(this))
    , m_alertTable(new DetailTable(tr("Alerts"), m_alerts, {0, 84, 66, 80, 140, 58, 90}, theme, this))
    , m_silenceTable(new DetailTable(tr("Silences"), m_silences, {0, 76, 84, 150, 120, 90}, theme, this))
    , m_hiding(new FactLabel(tr("Hidden by silences"), this))
    , m_outcome(new FactLabel(tr("Outcome of the silence"), this))
    , m_create(new QPushButton(tr("&New silence…"), this))
    , m_expire(new QPushButton(tr("E&xpire silence…"), this))
    , m_where(new QPushButton(tr("&Where alerts go…"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme->px(6));
    auto *head = new QHBoxLayout;
    head->addWidget(m_hiding, 1);
    head->addWidget(m_outcome);
    head->addWidget(m_where);
    head->addWidget(m_create);
    head->addWidget(m_expire);
    column->addLayout(head);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme->px(8));
    for (DetailTable *table : {m_alertTable, m_silenceTable}) {
        table->setMinimumHeight(theme->px(150));
        table->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
        row->addWidget(table, 1);
    }
    column->addLayout(row, 1);
    m_hiding->setWordWrap(true);
    m_hiding->setFont(theme->font(FontRole::BodyStrong));
    connect(m_where, &QPushButton::clicked, this, &AlertPanel::openRoutes);
    connect(m_create, &QPushButton::clicked, this, &AlertPanel::openForm);
    connect(m_expire, &QPushButton::clicked, this, &AlertPanel::askExpire);
    connect(m_silenceTable->table()->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &AlertPanel::updateExpire);
    if (ports.alerts) {
        connect(ports.alerts, &AlertPort::boardsChanged, this, &AlertPanel::takeBoards);
        connect(ports.alerts, &AlertPort::silencePlanned, this, &AlertPanel::takePlan);
        connect(ports.alerts, &AlertPort::failed, this, [this](const Error &error) {
            m_asked.reset();
            m_outcome->announce(tr("Refused: %1 %2").arg(displaySafe(error.message, 400), displaySafe(error.hint, 200)).trimmed());
        });
        connect(ports.alerts, &AlertPort::finished, this, [this](const QString &outcome) { m_outcome->announce(displaySafe(outcome, 400)); });
    }
    connect(ports.fleet, &FleetPort::fleetChanged, this, [this](const FleetSnapshotPtr &fleet) { m_fleet = fleet; });
    fill();
}

void AlertPanel::showReport(const SloReportPtr &report)
{
    m_report = report;
    fill();
}

void AlertPanel::takeBoards(const QList<AlertBoard> &boards)
{
    m_boards = boards;
    fill();
}

void AlertPanel::fill()
{
    QList<AlertRow> alerts;
    QList<SilenceRow> silences;
    QStringList problems;
    QStringList hidden;
    for (const AlertBoard &board : std::as_const(m_boards)) {
        for (const AlertReading &alert : board.alerts)
            alerts << AlertRow {board.connection, alert};
        for (const Silence &silence : board.silences) {
            silences << SilenceRow {board.connection, silence};
            if (silence.state == Silence::State::Active)
                hidden << silence.hides;
        }
        if (board.problem)
            problems << tr("%1: %2").arg(displaySafe(board.connection, 60), displaySafe(board.problem->message, 200));
    }
    if (m_report) {
        for (const AlertReading &alert : m_report->alerts) {
            const bool known = std::any_of(alerts.begin(), alerts.end(), [&](const AlertRow &row) { return row.alert.fingerprint == alert.fingerprint; });
            if (!known)
                alerts << AlertRow {m_report->target.context, alert};
        }
    }
    m_alerts->setAlerts(alerts);
    m_silences->setSilences(silences);
    const QString unread = m_boards.isEmpty() ? tr("No Alertmanager was read yet: whether something fires is not known.") : problems.join(QStringLiteral("; "));
    m_alertTable->setEmptySentence(unread.isEmpty() ? tr("No alert fires.") : unread);
    m_silenceTable->setEmptySentence(unread.isEmpty() ? tr("No silences.") : unread);
    m_alertTable->setNote(problems.isEmpty() ? QString() : tr("not all were read: %1").arg(problems.join(QStringLiteral("; "))));
    hidden.removeDuplicates();
    m_hiding->setFact(hidden.isEmpty() ? QString() : tr("⚠ Silences hide what the policy depends on: %1").arg(displaySafe(hidden.join(QStringLiteral(", ")), 300)));
    QPalette ink = m_hiding->palette();
    ink.setColor(QPalette::WindowText, m_theme->color(Token::Warn));
    m_hiding->setPalette(ink);
    updateExpire();
    m_create->setEnabled(!m_boards.isEmpty());
    m_create->setAccessibleDescription(m_boards.isEmpty() ? tr("no Alertmanager is connected") : QString());
}

void AlertPanel::updateExpire()
{
    const QModelIndex current = m_silenceTable->table()->currentIndex();
    const bool live = current.isValid() && m_silences->rowAt(current.row()).silence.state != Silence::State::Expired;
    m_expire->setEnabled(live);
    m_expire->setAccessibleDescription(live ? QString() : tr("choose a silence that has not expired"));
}

void AlertPanel::tick()
{
    m_alerts->setNow(m_ports.clock->utcNow());
    m_silences->setNow(m_ports.clock->utcNow());
}

void AlertPanel::openForm()
{
    if (m_form || m_overlay)
        return;
    QStringList connections;
    for (const AlertBoard &board : std::as_const(m_boards))
        connections << board.connection;
    const QModelIndex current = m_alertTable->table()->currentIndex();
    const QString matchers = current.isValid() ? matcherText({QStringLiteral("alertname"), m_alerts->rowAt(current.row()).alert.name, false, true}) : QString();
    m_form = new SilenceForm(connections, matchers, m_theme, window());
    connect(m_form, &SilenceForm::planAsked, this, [this] {
        const std::optional<Silence> silence = m_form->silence(m_ports.clock->utcNow());
        if (!silence)
            return;
        askPlan(m_form->connection(), *silence, false);
        m_form->accept();
    });
    m_form->open();
}

void AlertPanel::openRoutes()
{
    if (m_routes)
        m_routes->close();
    const QModelIndex current = m_alertTable->table()->currentIndex();
    QList<AlertReading> alerts;
    for (int row = 0; row < m_alerts->rowCount(); ++row)
        alerts << m_alerts->rowAt(row).alert;
    m_routes = new RoutesDialog(m_ports, alerts, current.isValid() ? m_alerts->rowAt(current.row()).alert.fingerprint : QString(), m_theme, window());
    m_routes->show();
}

void AlertPanel::askExpire()
{
    const QModelIndex current = m_silenceTable->table()->currentIndex();
    if (!current.isValid() || !m_ports.alerts || m_overlay)
        return;
    const SilenceRow row = m_silences->rowAt(current.row());
    askPlan(row.connection, row.silence, true);
}

void AlertPanel::askPlan(const QString &connection, const Silence &silence, bool expire)
{
    m_asked = SilencePlan();
    m_asked->connection = connection;
    m_asked->silence = silence;
    m_asked->expire = expire;
    m_ports.alerts->planSilence(connection, silence, expire);
}

void AlertPanel::takePlan(const SilencePlan &plan)
{
    if (!m_asked || plan.connection != m_asked->connection || plan.expire != m_asked->expire || plan.silence.id != m_asked->silence.id
        || plan.silence.matchers != m_asked->silence.matchers)
        return;
    m_asked.reset();
    closeGuard();
    m_overlay = new GuardOverlay(window(), m_theme);
    auto *guard = new SilenceGuard(plan, environmentOf(plan.connection), m_theme, m_overlay);
    connect(guard, &SilenceGuard::cancelled, this, &AlertPanel::closeGuard);
    connect(guard, &SilenceGuard::confirmed, this, [this, plan](const Confirmation &confirmation) {
        closeGuard();
        m_outcome->announce(tr("Sending …"));
        m_ports.alerts->execute(plan, confirmation);
    });
    m_overlay->setFrame(guard);
}

void AlertPanel::closeGuard()
{
    if (!m_overlay)
        return;
    m_overlay->hide();
    m_overlay->deleteLater();
    m_overlay.clear();
}

QString AlertPanel::environmentOf(const QString &connection) const
{
    if (!m_fleet)
        return {};
    for (const ConnectionStatus &status : m_fleet->connections) {
        if (status.context == connection)
            return status.environment;
    }
    return {};
}

} // namespace maestro
