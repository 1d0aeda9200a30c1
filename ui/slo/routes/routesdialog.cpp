// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slo/routes/routesdialog.h"

#include "domain/alerts/matchers.h"
#include "items/health/reachmodel.h"
#include "items/health/routemodel.h"
#include "parts/detailtable.h"
#include "text/humanize.h"
#include "text/slotext.h"
#include "theme/factlabel.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr qsizetype mostAlerts = 500; ///< to choose from; any other by its labels

QString labelsText(const QMap<QString, QString> &labels)
{
    QStringList parts;
    for (auto it = labels.cbegin(); it != labels.cend(); ++it)
        parts << matcherText({it.key(), it.value(), false, true});
    return parts.join(QStringLiteral(", "));
}

/// Nothing where none are written; an error where they are not all name="value".
Result<std::optional<QMap<QString, QString>>> labelsOf(const QString &text)
{
    using Labels = std::optional<QMap<QString, QString>>;
    if (text.trimmed().isEmpty())
        return Labels();
    const Result<QList<SilenceMatcher>> matchers = parseMatchers(text);
    if (!matchers)
        return matchers.error();
    QMap<QString, QString> labels;
    for (const SilenceMatcher &matcher : *matchers) {
        if (matcher.isRegex || !matcher.isEqual)
            return Error {ErrorKind::BadInput, QStringLiteral("badLabel"), RoutesDialog::tr("labels of an alert are name=\"value\"")};
        labels.insert(matcher.name, matcher.value);
    }
    return Labels(labels);
}

} // namespace

RoutesDialog::RoutesDialog(const Ports &ports, const QList<AlertReading> &alerts, const QString &chosen, Theme *theme, QWidget *parent)
    : QDialog(parent)
    , m_ports(ports)
    , m_theme(theme)
    , m_known(alerts.mid(0, mostAlerts))
    , m_routes(new RouteModel(this))
    , m_reaches(new ReachModel(this))
    , m_routeTable(new DetailTable(tr("Routes"), m_routes, {150, 0, 220, 150, 110}, theme, this))
    , m_reachTable(new DetailTable(tr("Alerts of the policies"), m_reaches, {0, 190, 220, 110, 130, 110}, theme, this))
    , m_alert(new QComboBox(this))
    , m_labels(new QLineEdit(this))
    , m_end(new FactLabel(tr("Where it ends"), this))
    , m_said(new FactLabel(tr("Routes read"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Where alerts go"));
    setAccessibleName(windowTitle());
    resize(theme->px(1060), theme->px(680));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(16), theme->px(14), theme->px(16), theme->px(12));
    column->setSpacing(theme->px(8));
    column->addWidget(buildChoice());
    m_end->setWordWrap(true);
    m_end->setFont(theme->font(FontRole::BodyStrong));
    column->addWidget(m_end);
    column->addWidget(m_routeTable, 3);
    column->addWidget(m_reachTable, 2);
    auto *row = new QHBoxLayout;
    m_said->setWordWrap(true);
    m_said->setFont(theme->font(FontRole::Secondary));
    row->addWidget(m_said, 1);
    const auto button = [&](const QString &text, auto act) {
        auto *made = new QPushButton(text, this);
        made->setAutoDefault(false);
        connect(made, &QPushButton::clicked, this, act);
        row->addWidget(made);
    };
    button(tr("Open &Alertmanager"), &RoutesDialog::openAlertmanager);
    button(tr("&Read again"), &RoutesDialog::read);
    button(tr("&Close"), &QDialog::close);
    column->addLayout(row);
    if (ports.alerts)
        connect(ports.alerts, &AlertPort::routingRead, this, &RoutesDialog::take);
    const auto at = std::find_if(m_known.cbegin(), m_known.cend(), [&chosen](const AlertReading &alert) { return alert.fingerprint == chosen; });
    m_alert->setCurrentIndex(chosen.isEmpty() || at == m_known.cend() ? 0 : int(at - m_known.cbegin()) + 1);
    follow(m_alert->currentIndex());
    read();
    m_alert->setFocus();
}

QWidget *RoutesDialog::buildChoice()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    m_alert->setAccessibleName(tr("Alert to follow"));
    m_alert->addItem(tr("no alert"));
    for (const AlertReading &alert : m_known)
        m_alert->addItem(displaySafe(alert.service.isEmpty() ? alert.name : alert.name % u" · " % alert.service, 100));
    m_labels->setAccessibleName(tr("Labels"));
    m_labels->setPlaceholderText(QStringLiteral("alertname=\"MaestroHighLatency\", severity=\"page\""));
    m_labels->setFont(m_theme->font(FontRole::Mono));
    row->addWidget(m_alert);
    row->addWidget(m_labels, 1);
    connect(m_alert, &QComboBox::currentIndexChanged, this, &RoutesDialog::follow);
    connect(m_labels, &QLineEdit::textEdited, this, [this] {
        m_followed.reset();
        fill();
    });
    return box;
}

void RoutesDialog::read()
{
    m_said->setFact(m_ports.alerts ? tr("Reading …") : tr("Nothing here reads alerts."));
    if (m_ports.alerts)
        m_ports.alerts->readRouting();
}

void RoutesDialog::take(const QList<AlertRouting> &all, const QDateTime &at)
{
    m_all = all;
    m_isRead = true;
    QStringList said {tr("read at %1").arg(utcText(at, m_ports.clock->utcNow().date()))};
    for (const AlertRouting &one : all)
        for (const Error &problem : one.problems)
            said << tr("%1: %2").arg(displaySafe(one.connection, 60), displaySafe(problem.message, 300));
    m_said->setFact(said.join(QStringLiteral(" · ")));
    fill();
}

void RoutesDialog::follow(int alert)
{
    m_followed.reset();
    if (alert > 0 && alert <= m_known.size()) {
        m_followed = m_known.at(alert - 1).labels;
        if (!m_followed->contains(QStringLiteral("alertname")))
            m_followed->insert(QStringLiteral("alertname"), m_known.at(alert - 1).name);
    }
    m_labels->setText(m_followed ? labelsText(*m_followed) : QString());
    fill();
}

void RoutesDialog::fill()
{
    const auto labels = m_followed ? Result<std::optional<QMap<QString, QString>>>(m_followed) : labelsOf(m_labels->text());
    m_routes->setRouting(m_all, labels ? *labels : std::nullopt);
    m_reaches->setRouting(m_all);
    QStringList ends;
    for (const RouteRow &row : m_routes->hits())
        ends << (row.timed ? tr("%1 at %2, in some hours").arg(row.receiver, displaySafe(row.connection, 60)) : tr("%1 at %2").arg(row.receiver, displaySafe(row.connection, 60)));
    m_end->setFact(!labels                ? displaySafe(labels.error().message, 200)
                       : !*labels         ? tr("Choose an alert, or write its labels, to see who is told.")
                       : ends.isEmpty()   ? tr("Who is told is not known: no routes were read.")
                                          : tr("Such an alert ends at: %1").arg(ends.join(QStringLiteral("; "))));
    m_routeTable->setEmptySentence(m_isRead ? tr("No routes were read.") : tr("not read yet"));
    m_reachTable->setEmptySentence(m_isRead ? tr("The policies name no alerts.") : tr("not read yet"));
    const int missed = m_reaches->notTold();
    m_reachTable->setNote(missed > 0 ? tr("%n of them may reach nobody", nullptr, missed) : QString());
}

void RoutesDialog::openAlertmanager()
{
    for (const AlertRouting &one : std::as_const(m_all)) {
        const QUrl url(one.alertmanager);
        if ((url.scheme() == u"http" || url.scheme() == u"https") && !url.host().isEmpty() && QDesktopServices::openUrl(QUrl(one.alertmanager % u"/#/status")))
            return;
    }
    m_said->announce(tr("No Alertmanager has an address that a browser could open."));
}

} // namespace maestro
