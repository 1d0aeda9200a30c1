// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/alertroutes.h"

#include "config/yaml/policytext.h"
#include "domain/alerts/matchers.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AlertRoutes)
};

Error badConfig(const QString &source, const QString &why)
{
    return {ErrorKind::Internal, QStringLiteral("badConfig"), Words::tr("%1: its routes cannot be read: %2").arg(source, why), {}};
}

QStringList texts(const PolicyNode &node, const QString &key)
{
    QStringList out;
    if (const PolicyNode::Ptr list = node.find(key))
        for (const PolicyNode::Ptr &item : list->items)
            out.append(item->text);
    return out;
}

Result<QList<SilenceMatcher>> matchersOf(const PolicyNode &node)
{
    QList<SilenceMatcher> out;
    for (const bool regex : {false, true})
        if (const PolicyNode::Ptr map = node.find(regex ? QStringLiteral("match_re") : QStringLiteral("match")))
            for (const PolicyNode::Entry &entry : map->entries)
                out.append({entry.key, entry.value->text, regex, true});
    for (const QString &text : texts(node, QStringLiteral("matchers"))) {
        const Result<SilenceMatcher> matcher = parseMatcher(text);
        if (!matcher)
            return matcher.error();
        out.append(*matcher);
    }
    return out;
}

Result<AlertRoute> routeFrom(const PolicyNode &node, const QString &inherited)
{
    AlertRoute route;
    route.receiver = node.textOf(QStringLiteral("receiver"));
    if (route.receiver.isEmpty())
        route.receiver = inherited;
    route.goesOn = node.textOf(QStringLiteral("continue")) == QLatin1String("true");
    route.muted = texts(node, QStringLiteral("mute_time_intervals"));
    route.active = texts(node, QStringLiteral("active_time_intervals"));
    const Result<QList<SilenceMatcher>> matchers = matchersOf(node);
    if (!matchers)
        return matchers.error();
    route.matchers = *matchers;
    if (const PolicyNode::Ptr children = node.find(QStringLiteral("routes")))
        for (const PolicyNode::Ptr &child : children->items) {
            const Result<AlertRoute> made = routeFrom(*child, route.receiver);
            if (!made)
                return made.error();
            route.routes.append(*made);
        }
    return route;
}

} // namespace

Result<RouteTree> alertRoutesOf(const QByteArray &yaml, const QString &source)
{
    PolicyProblems problems;
    const PolicyNode::Ptr root = readPolicyText(yaml, source, problems); // bounded in size, depth and nodes
    for (const Error &problem : std::as_const(problems))
        if (!problem.where || problem.where->field.isEmpty() || problem.where->field.startsWith(QLatin1String("route")) || problem.where->field.startsWith(QLatin1String("receivers")))
            return badConfig(source, problem.message);
    const PolicyNode::Ptr route = root ? root->find(QStringLiteral("route")) : nullptr;
    if (!route || route->kind != PolicyNode::Kind::Map)
        return badConfig(source, Words::tr("it tells none"));
    const Result<AlertRoute> tree = routeFrom(*route, {});
    if (!tree)
        return badConfig(source, tree.error().message);
    RouteTree out {*tree, {}};
    if (const PolicyNode::Ptr receivers = root->find(QStringLiteral("receivers")))
        for (const PolicyNode::Ptr &receiver : receivers->items) {
            QStringList kinds;
            for (const PolicyNode::Entry &entry : receiver->entries)
                if (entry.key.endsWith(QLatin1String("_configs")) && !entry.value->items.empty())
                    kinds.append(entry.key.chopped(8));
            out.receivers.insert(receiver->textOf(QStringLiteral("name")), kinds);
        }
    return out;
}

} // namespace maestro
