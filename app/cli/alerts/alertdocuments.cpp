// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/alerts/alertdocuments.h"

#include "cli/documents/documents.h"
#include "cli/line/commandtable.h"
#include "domain/alerts/alertgroups.h"
#include "text/humanize.h"
#include "text/operationtext.h"
#include "text/slotext.h"

namespace maestro {

namespace {

QJsonObject textMap(const QMap<QString, QString> &map)
{
    QJsonObject object;
    for (auto it = map.cbegin(); it != map.cend(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

QString silenceWord(Silence::State state)
{
    return state == Silence::State::Active ? QStringLiteral("active") : state == Silence::State::Pending ? QStringLiteral("pending") : QStringLiteral("expired");
}

QJsonArray matchersOf(const Silence &silence)
{
    QJsonArray out;
    for (const SilenceMatcher &matcher : silence.matchers)
        out.append(QJsonObject{{QStringLiteral("name"), matcher.name}, {QStringLiteral("value"), matcher.value},
                               {QStringLiteral("isRegex"), matcher.isRegex}, {QStringLiteral("isEqual"), matcher.isEqual}});
    return out;
}

QJsonObject silenceObject(const Silence &silence, const QString &connection)
{
    return {{QStringLiteral("connection"), connection}, {QStringLiteral("id"), textOrNull(silence.id)}, {QStringLiteral("state"), silenceWord(silence.state)},
            {QStringLiteral("matchers"), matchersOf(silence)}, {QStringLiteral("startsAt"), timeValue(silence.startsAt)},
            {QStringLiteral("endsAt"), timeValue(silence.endsAt)}, {QStringLiteral("createdBy"), textOrNull(silence.createdBy)},
            {QStringLiteral("comment"), silence.comment}, {QStringLiteral("hides"), QJsonArray::fromStringList(silence.hides)}};
}

QJsonObject alertObject(const AlertReading &alert, const QString &connection)
{
    return {{QStringLiteral("connection"), connection}, {QStringLiteral("name"), alert.name}, {QStringLiteral("severity"), textOrNull(alert.severity)},
            {QStringLiteral("state"), alertWord(alert.state)}, {QStringLiteral("since"), timeValue(alert.since)},
            {QStringLiteral("silencedBy"), QJsonArray::fromStringList(alert.silencedBy)}, {QStringLiteral("service"), textOrNull(alert.service)},
            {QStringLiteral("family"), textOrNull(alert.family)}, {QStringLiteral("fingerprint"), alert.fingerprint}, {QStringLiteral("labels"), textMap(alert.labels)},
            {QStringLiteral("annotations"), textMap(alert.annotations)}};
}

QJsonObject groupObject(const AlertGroup &group, const QString &connection)
{
    return {{QStringLiteral("connection"), connection}, {QStringLiteral("service"), textOrNull(group.service)}, {QStringLiteral("family"), textOrNull(group.family)},
            {QStringLiteral("firing"), group.firing}, {QStringLiteral("suppressed"), group.suppressed}, {QStringLiteral("since"), timeValue(group.since)},
            {QStringLiteral("fingerprints"), QJsonArray::fromStringList(group.fingerprints)}};
}

QJsonObject listDocument(const QString &kind, const QList<AlertBoard> &boards, const QDateTime &readAt, const QJsonArray &items)
{
    QJsonArray problems;
    for (const AlertBoard &board : boards)
        if (board.problem)
            problems.append(QJsonObject{{QStringLiteral("connection"), board.connection}, {QStringLiteral("code"), board.problem->code},
                                        {QStringLiteral("message"), board.problem->message}});
    QJsonObject object = document(kind);
    object[QLatin1String("readAt")] = timeValue(readAt);
    object[QLatin1String("items")] = items;
    object[QLatin1String("problems")] = problems;
    return object;
}

QString verbOf(const SilencePlan &plan)
{
    return plan.expire ? QStringLiteral("silence-expire") : QStringLiteral("silence-create");
}

QJsonObject targetOf(const SilencePlan &plan)
{
    return {{QStringLiteral("connection"), plan.connection}, {QStringLiteral("server"), plan.server}, {QStringLiteral("silence"), textOrNull(plan.silence.id)}};
}

} // namespace

QString alertWord(AlertReading::State state)
{
    switch (state) {
    case AlertReading::State::Firing: return QStringLiteral("firing");
    case AlertReading::State::Pending: return QStringLiteral("pending");
    case AlertReading::State::Suppressed: return QStringLiteral("suppressed");
    case AlertReading::State::Resolved: return QStringLiteral("resolved");
    }
    return {};
}

QJsonObject alertListDocument(const QList<AlertBoard> &boards, const QDateTime &readAt)
{
    QJsonArray items;
    QJsonArray groups;
    for (const AlertBoard &board : boards) {
        for (const AlertReading &alert : board.alerts)
            items.append(alertObject(alert, board.connection));
        for (const AlertGroup &group : groupAlerts(board.alerts))
            groups.append(groupObject(group, board.connection));
    }
    QJsonObject object = listDocument(QStringLiteral("AlertList"), boards, readAt, items);
    object[QLatin1String("groups")] = groups;
    return object;
}

QJsonObject silenceListDocument(const QList<AlertBoard> &boards, const QDateTime &readAt)
{
    QJsonArray items;
    for (const AlertBoard &board : boards)
        for (const Silence &silence : board.silences)
            items.append(silenceObject(silence, board.connection));
    return listDocument(QStringLiteral("SilenceList"), boards, readAt, items);
}

QJsonObject silencePlanDocument(const SilencePlan &plan)
{
    QJsonArray warnings;
    for (const QString &warning : plan.warnings)
        warnings.append(QJsonObject{{QStringLiteral("code"), QStringLiteral("silence")}, {QStringLiteral("text"), warning}});
    QJsonObject object = document(QStringLiteral("Plan"));
    object[QLatin1String("verb")] = verbOf(plan);
    object[QLatin1String("target")] = targetOf(plan);
    object[QLatin1String("actor")] = QJsonObject{{QStringLiteral("server"), QJsonValue(QJsonValue::Null)}, {QStringLiteral("os"), plan.actor.os}};
    object[QLatin1String("allowed")] = true;
    object[QLatin1String("reason")] = QJsonValue(QJsonValue::Null);
    object[QLatin1String("effect")] = plan.effect;
    object[QLatin1String("notUndone")] = QJsonValue(QJsonValue::Null);
    object[QLatin1String("counterAction")] = textOrNull(plan.expire ? QString() : CliText::tr("maestro silence expire ID ends it at any time"));
    object[QLatin1String("warnings")] = warnings;
    object[QLatin1String("requests")] = QJsonArray{QJsonObject{{QStringLiteral("method"), plan.request.method}, {QStringLiteral("path"), plan.request.path},
                                                               {QStringLiteral("contentType"), textOrNull(plan.request.contentType)},
                                                               {QStringLiteral("body"), textOrNull(QString::fromUtf8(plan.request.body))}}};
    object[QLatin1String("digest")] = plan.digest;
    return object;
}

QJsonObject silenceOutcomeDocument(const SilenceOutcome &outcome, const SilencePlan &plan)
{
    const QJsonValue null(QJsonValue::Null);
    QJsonObject object = document(QStringLiteral("Outcome"));
    object[QLatin1String("exitCode")] = outcomeExitCode(outcome.state);
    object[QLatin1String("id")] = outcome.id;
    object[QLatin1String("verb")] = verbOf(plan);
    object[QLatin1String("target")] = targetOf(plan);
    object[QLatin1String("state")] = outcomeWord(outcome.state);
    object[QLatin1String("message")] = outcome.message;
    object[QLatin1String("failedPrecondition")] = null;
    object[QLatin1String("http")] = outcome.httpStatus ? QJsonValue(QJsonObject{{QStringLiteral("status"), *outcome.httpStatus}, {QStringLiteral("auditId"), null}}) : null;
    object[QLatin1String("before")] = null;
    object[QLatin1String("after")] = null;
    object[QLatin1String("silence")] = silenceObject(outcome.silence, plan.connection);
    object[QLatin1String("journal")] = null;
    if (outcome.journalSeq >= 0)
        object[QLatin1String("journal")] = QJsonObject{{QStringLiteral("segment"), outcome.journalSegment}, {QStringLiteral("seq"), outcome.journalSeq}};
    return object;
}

QString silencePlanText(const SilencePlan &plan)
{
    QStringList matchers;
    for (const SilenceMatcher &matcher : plan.silence.matchers)
        matchers << displaySafe(matcherText(matcher));
    QString text = (plan.expire ? CliText::tr("End the silence %1").arg(displaySafe(plan.silence.id)) : CliText::tr("Create a silence")) + QStringLiteral("\n\n");
    text += CliText::tr("Alerts: %1").arg(matchers.join(QStringLiteral(", "))) + u'\n';
    text += CliText::tr("At: %1 (%2)").arg(plan.server, displaySafe(plan.connection)) + u'\n';
    text += CliText::tr("Effect: %1").arg(plan.effect) + u'\n';
    for (const QString &warning : plan.warnings)
        text += CliText::tr("Note: %1").arg(displaySafe(warning)) + u'\n';
    return text + CliText::tr("Request: %1").arg(requestText(plan.request)) + u'\n';
}

} // namespace maestro
