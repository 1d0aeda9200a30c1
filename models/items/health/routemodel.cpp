// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/health/routemodel.h"

#include "text/humanize.h"
#include "text/alerts/routetext.h"

namespace maestro {

namespace {

constexpr qsizetype mostRoutes = 5'000;

void addRoutes(QList<RouteRow> &rows, const AlertRouting &of, const AlertRoute &route, const QList<RouteHit> &hits, const QList<int> &path)
{
    if (rows.size() >= mostRoutes)
        return;
    RouteRow row;
    row.connection = of.connection;
    row.path = path;
    row.route = route;
    row.route.routes.clear();
    row.receiver = receiverText(*of.routes, route.receiver);
    row.tells = !of.routes->receivers.value(route.receiver).isEmpty();
    for (const RouteHit &hit : hits) {
        if (hit.path != path)
            continue;
        row.hit = true;
        row.timed = hit.timed;
    }
    rows.append(row);
    for (int i = 0; i < route.routes.size(); ++i)
        addRoutes(rows, of, route.routes.at(i), hits, path + QList<int> {i});
}

} // namespace

QString RouteRow::key() const
{
    QString text = connection;
    for (const int child : path)
        text += u'/' % QString::number(child);
    return text;
}

void RouteModel::setRouting(const QList<AlertRouting> &all, const std::optional<QMap<QString, QString>> &labels)
{
    QList<RouteRow> next;
    for (const AlertRouting &one : all)
        if (one.routes)
            addRoutes(next, one, one.routes->root, labels ? routeOf(*one.routes, *labels) : QList<RouteHit>(), {});
    replaceRows(std::move(next));
}

QList<RouteRow> RouteModel::hits() const
{
    QList<RouteRow> found;
    std::copy_if(rows().cbegin(), rows().cend(), std::back_inserter(found), [](const RouteRow &row) { return row.hit; });
    return found;
}

QVariant RouteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RouteRow &row = rowAt(index.row());
    if (role == ToneRole) {
        if ((index.column() == Receiver || index.column() == Hit) && !row.tells)
            return int(Tone::Warn);
        if (index.column() == Hit)
            return int(row.timed ? Tone::Unknown : Tone::Good);
        return int(row.hit ? Tone::Plain : Tone::Muted);
    }
    if (role == MonoRole)
        return index.column() == Route;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Hit: return !row.hit ? QString() : row.timed ? tr("ends here, in some hours") : tr("ends here");
    case Route: return QString(QString(3 * row.path.size(), u' ') % routeMatchersText(row.route));
    case Receiver: return row.receiver;
    case Rest: return routeRestText(row.route);
    case Connection: return displaySafe(row.connection, 80);
    default: return {};
    }
}

QVariant RouteModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Hit: return tr("This alert");
    case Route: return tr("Alerts that match");
    case Receiver: return tr("Receiver");
    case Rest: return tr("And");
    case Connection: return tr("Connection");
    default: return {};
    }
}

} // namespace maestro
