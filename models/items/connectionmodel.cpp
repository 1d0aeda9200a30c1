// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/connectionmodel.h"

#include "text/humanize.h"
#include "text/labels.h"

#include <QCoreApplication>

namespace maestro {

ConnectionModel::ConnectionModel(const Clock *clock, QObject *parent)
    : KeyedTableModel(parent)
    , m_clock(clock)
{
}

void ConnectionModel::setConnections(const QList<ConnectionStatus> &connections)
{
    QList<ConnectionRow> next;
    for (const ConnectionStatus &connection : connections)
        next << ConnectionRow{connection};
    replaceRows(std::move(next));
}

void ConnectionModel::tick()
{
    columnChanged(Phase);
    columnChanged(Age);
}

Freshness ConnectionModel::freshnessAtRow(int row) const
{
    return freshnessOf(rowAt(row).status, m_clock->bootMs());
}

int ConnectionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ConnectionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ConnectionStatus &status = rowAt(index.row()).status;
    if (role == Qt::AccessibleDescriptionRole || role == Qt::ToolTipRole)
        return connectionNotices(status).join(u'\n');
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case Context:
        return displaySafe(status.context);
    case Phase:
        return connectionPhaseLabel(status.phase);
    case Server:
        return displaySafe(status.server);
    case Identity:
        return connectionIdentity(status);
    case Age:
        return dataAgeText(freshnessAtRow(index.row()));
    case Versions:
        return connectionVersions(status);
    case Notices:
        return connectionNotices(status).join(u' ');
    default:
        return {};
    }
}

QVariant ConnectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    const QString titles[] = {tr("Context"), tr("State"), tr("Server"), tr("Identity"), tr("Data age"), tr("Versions"), tr("Notices and what to do")};
    return titles[section];
}

Freshness freshnessOf(const ConnectionStatus &connection, qint64 nowBootMs)
{
    const bool connected = connection.phase == ConnectionPhase::Connected || connection.phase == ConnectionPhase::Reconnecting;
    return freshnessAt(connection.heardAtBootMs, connected, nowBootMs);
}

QString connectionIdentity(const ConnectionStatus &connection)
{
    if (!connection.user.isEmpty())
        return displaySafe(connection.user);
    return connection.configuredUser.isEmpty() ? QCoreApplication::translate("Connection", "not confirmed by the server")
                                               : QCoreApplication::translate("Connection", "%1, not confirmed").arg(displaySafe(connection.configuredUser));
}

QString connectionVersions(const ConnectionStatus &connection)
{
    const QString unknown = QCoreApplication::translate("Connection", "unknown");
    const QString kubernetes = connection.kubernetesVersion.isEmpty() ? unknown : displaySafe(connection.kubernetesVersion, 40);
    if (!connection.argoPresent)
        return QCoreApplication::translate("Connection", "Kubernetes %1").arg(kubernetes);
    return QCoreApplication::translate("Connection", "Kubernetes %1, Argo Rollouts %2").arg(kubernetes, connection.argoVersion.isEmpty() ? unknown : displaySafe(connection.argoVersion, 40));
}

QStringList connectionNotices(const ConnectionStatus &connection)
{
    QStringList notices;
    for (const QString &text : {connection.message, connection.hint}) {
        const QString safe = displaySafe(text.trimmed(), 400);
        if (!safe.isEmpty())
            notices << (safe.back().isLetterOrNumber() ? QString(safe % u'.') : safe);
    }
    if (connection.phase == ConnectionPhase::Connected && !connection.argoPresent)
        notices << QCoreApplication::translate("Connection", "Argo Rollouts is not installed here; only Deployments are shown.");
    if (connection.insecure)
        notices << QCoreApplication::translate("Connection", "The server's certificate is not checked (insecure-skip-tls-verify).");
    if (connection.readOnly)
        notices << QCoreApplication::translate("Connection", "Read-only: the console sends no change here.");
    for (const QString &notice : connection.notices)
        notices << displaySafe(notice, 400);
    return notices;
}

} // namespace maestro
