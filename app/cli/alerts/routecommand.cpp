// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/alerts/routecommand.h"

#include "cli/documents/documents.h"
#include "services/alerts/routereader.h"
#include "text/humanize.h"
#include "text/alerts/routetext.h"
#include "text/slotext.h"

namespace maestro {

namespace {

using Labels = QMap<QString, QString>;
using State = AlertReach::State;

constexpr int notReached = 1;

Result<Labels> labelsOf(const Call *call)
{
    Labels labels;
    for (const QString &text : call->line().value("labels").split(u',', Qt::SkipEmptyParts)) {
        const qsizetype sign = text.indexOf(u'=');
        if (sign <= 0)
            return Error {ErrorKind::BadInput, QStringLiteral("usage"), CliText::tr("--labels %1: it is NAME=VALUE").arg(displaySafe(text, 80)), {}};
        labels.insert(text.left(sign), text.mid(sign + 1));
    }
    return labels;
}

void addLines(QStringList &lines, const RouteTree &tree, const AlertRoute &route, const QList<RouteHit> &hits, const QList<int> &path)
{
    const bool hit = std::any_of(hits.begin(), hits.end(), [&](const RouteHit &one) { return one.path == path; });
    const QString line = QString(hit ? u'>' : u' ') % QString(2 * path.size() + 1, u' ') % routeMatchersText(route) % u" -> " % receiverText(tree, route.receiver);
    const QString rest = routeRestText(route);
    lines.append(rest.isEmpty() ? line : line % u", " % rest);
    for (int i = 0; i < route.routes.size(); ++i)
        addLines(lines, tree, route.routes.at(i), hits, path + QList<int> {i});
}

QJsonObject routeObject(const AlertRoute &route)
{
    QJsonArray matchers;
    for (const SilenceMatcher &matcher : route.matchers)
        matchers.append(matcherText(matcher));
    QJsonArray routes;
    for (const AlertRoute &child : route.routes)
        routes.append(routeObject(child));
    return {{QStringLiteral("receiver"), route.receiver}, {QStringLiteral("matchers"), matchers}, {QStringLiteral("continue"), route.goesOn},
            {QStringLiteral("muted"), QJsonArray::fromStringList(route.muted)}, {QStringLiteral("active"), QJsonArray::fromStringList(route.active)}, {QStringLiteral("routes"), routes}};
}

QJsonObject treeObject(const AlertRouting &of, const std::optional<QList<RouteHit>> &hits)
{
    QJsonArray receivers;
    for (auto it = of.routes->receivers.cbegin(); it != of.routes->receivers.cend(); ++it)
        receivers.append(QJsonObject {{QStringLiteral("name"), it.key()}, {QStringLiteral("integrations"), QJsonArray::fromStringList(it.value())}});
    QJsonObject object {{QStringLiteral("connection"), of.connection}, {QStringLiteral("source"), of.alertmanager}, {QStringLiteral("receivers"), receivers},
                        {QStringLiteral("route"), routeObject(of.routes->root)}, {QStringLiteral("hits"), QJsonValue()}};
    if (!hits)
        return object;
    QJsonArray where;
    for (const RouteHit &hit : *hits) {
        QJsonArray path;
        for (const int child : hit.path)
            path.append(child);
        where.append(QJsonObject {{QStringLiteral("receiver"), hit.receiver}, {QStringLiteral("integrations"), QJsonArray::fromStringList(hit.integrations)},
                                  {QStringLiteral("path"), path}, {QStringLiteral("timed"), hit.timed}});
    }
    object[QLatin1String("hits")] = where;
    return object;
}

QJsonArray notes(Call *call, const QList<AlertRouting> &all)
{
    QJsonArray problems;
    for (const AlertRouting &one : all)
        for (const Error &problem : one.problems) {
            call->out().note(CliText::tr("%1: %2").arg(displaySafe(one.connection), displaySafe(problem.message, 400)));
            problems.append(QJsonObject {{QStringLiteral("connection"), one.connection}, {QStringLiteral("code"), problem.code}, {QStringLiteral("message"), problem.message}});
        }
    return problems;
}

QString stateWord(State state)
{
    switch (state) {
    case State::Reaches: return QStringLiteral("reaches");
    case State::TellsNobody: return QStringLiteral("tellsNobody");
    case State::NoRule: return QStringLiteral("noRule");
    case State::Unknown: break;
    }
    return QStringLiteral("unknown");
}

} // namespace

void runAlertRoutes(Call *call)
{
    const Result<Labels> labels = labelsOf(call);
    const Result<Endpoints *> endpoints = labels ? call->endpoints() : Result<Endpoints *>(labels.error());
    if (!endpoints)
        return call->fail(endpoints.error());
    readAlertRouting(*call->workspace(), *endpoints, call, [call, labels = *labels](const QList<AlertRouting> &all) {
        const QJsonArray problems = notes(call, all);
        QJsonArray items;
        QStringList text;
        for (const AlertRouting &one : all) {
            if (!one.routes)
                continue;
            const std::optional<QList<RouteHit>> hits = labels.isEmpty() ? std::nullopt : std::optional(routeOf(*one.routes, labels));
            items.append(treeObject(one, hits));
            QStringList lines {QStringLiteral("%1  %2").arg(displaySafe(one.connection), displaySafe(one.alertmanager, 200))};
            addLines(lines, *one.routes, one.routes->root, hits.value_or(QList<RouteHit>()), {});
            text.append(lines.join(u'\n'));
        }
        if (items.isEmpty()) {
            for (const AlertRouting &one : all)
                if (!one.problems.isEmpty())
                    return call->fail(one.problems.first());
            return call->fail({ErrorKind::BadInput, QStringLiteral("noAlertmanager"), CliText::tr("no connection has an Alertmanager"),
                               CliText::tr("Give --alertmanager URL, or name it in connections.yaml.")});
        }
        QJsonObject object = document(QStringLiteral("AlertRoutes"));
        object[QLatin1String("items")] = items;
        object[QLatin1String("problems")] = problems;
        call->out().answer(object);
        call->out().answer(text.join(QStringLiteral("\n\n")));
        call->finish(0);
    });
}

void checkAlertsLive(Call *call, const QList<PolicyPtr> &policies, QJsonObject document, int exitSoFar)
{
    const Result<Endpoints *> endpoints = call->endpoints();
    if (!endpoints)
        return call->fail(endpoints.error());
    readAlertRouting(*call->workspace(), *endpoints, call, [call, policies, document, exitSoFar](const QList<AlertRouting> &all) mutable {
        const QJsonArray problems = notes(call, all);
        if (all.isEmpty())
            return call->fail({ErrorKind::BadInput, QStringLiteral("noEndpoints"), CliText::tr("no connection has a Prometheus or an Alertmanager"),
                               CliText::tr("Give --prometheus URL and --alertmanager URL, or name them in connections.yaml.")});
        TextTable table({QStringLiteral("CONNECTION"), QStringLiteral("POLICY"), QStringLiteral("ALERT"), QStringLiteral("FAMILY"), QStringLiteral("STATE"), QStringLiteral("RECEIVERS")});
        QJsonArray items;
        int worst = 0;
        for (const AlertRouting &one : all)
            for (const PolicyPtr &policy : policies)
                for (const AlertReach &reach : alertReach(*policy, one.rules, one.routes)) {
                    items.append(QJsonObject {{QStringLiteral("connection"), one.connection}, {QStringLiteral("policy"), policy->name}, {QStringLiteral("alert"), reach.alert},
                                              {QStringLiteral("family"), textOrNull(reach.family)}, {QStringLiteral("state"), stateWord(reach.state)},
                                              {QStringLiteral("rules"), QJsonArray::fromStringList(reach.rules)},
                                              {QStringLiteral("receivers"), QJsonArray::fromStringList(reach.receivers)}, {QStringLiteral("timed"), reach.timed}});
                    table.add({one.connection, policy->name, reach.alert, reach.family, reachText(reach), reach.receivers.join(QStringLiteral(", "))});
                    worst = std::max(worst, reach.state == State::Reaches ? 0 : reach.state == State::Unknown ? exitCode(ErrorKind::Unreachable) : notReached);
                }
        document[QLatin1String("live")] = items;
        document[QLatin1String("liveProblems")] = problems;
        call->out().answer(document);
        call->out().answer(table.isEmpty() ? CliText::tr("the policies name no alerts") : table.text());
        call->finish(exitSoFar != 0 ? exitSoFar : worst);
    });
}

} // namespace maestro
