// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/policy/policydocument.h"

#include "cli/documents/documents.h"
#include "cli/line/commandtable.h"
#include "services/manifest/yamltext.h"
#include "text/humanize.h"

namespace maestro {

namespace {

QJsonValue countOrNull(int number)
{
    return number > 0 ? QJsonValue(number) : QJsonValue();
}

QJsonArray problemArray(const QList<Error> &problems)
{
    QJsonArray array;
    for (const Error &problem : problems) {
        const SourcePlace place = problem.where.value_or(SourcePlace());
        array.append(QJsonObject{{QStringLiteral("file"), place.file}, {QStringLiteral("line"), countOrNull(place.line)}, {QStringLiteral("column"), countOrNull(place.column)},
                                 {QStringLiteral("path"), textOrNull(place.field)}, {QStringLiteral("message"), problem.message}, {QStringLiteral("hint"), textOrNull(problem.hint)}});
    }
    return array;
}

QJsonObject fileObject(const PolicyCheckResult &result)
{
    return {{QStringLiteral("file"), result.file},
            {QStringLiteral("ok"), result.problems.isEmpty()},
            {QStringLiteral("hash"), result.files.isEmpty() ? QJsonValue() : QJsonValue(QString::fromLatin1(result.hash))},
            {QStringLiteral("reads"), QJsonArray::fromStringList(result.files)},
            {QStringLiteral("unread"), QJsonArray::fromStringList(result.unread)},
            {QStringLiteral("errors"), problemArray(result.problems)}};
}

QJsonObject identity(const Policy &policy)
{
    return {{QStringLiteral("name"), policy.name},
            {QStringLiteral("version"), textOrNull(policy.version)},
            {QStringLiteral("owner"), textOrNull(policy.owner)},
            {QStringLiteral("file"), policy.file},
            {QStringLiteral("hash"), QString::fromLatin1(policy.hash)}};
}

QString kindWord(PolicyDifference::Kind kind)
{
    return kind == PolicyDifference::Kind::Added ? QStringLiteral("added") : kind == PolicyDifference::Kind::Removed ? QStringLiteral("removed") : QStringLiteral("changed");
}

} // namespace

QJsonObject policyCheckDocument(const QList<PolicyCheckResult> &results)
{
    QJsonArray files;
    QJsonArray errors;
    bool ok = true;
    for (const PolicyCheckResult &result : results) {
        files.append(fileObject(result));
        for (const QJsonValue &error : problemArray(result.problems))
            errors.append(error);
        ok = ok && result.problems.isEmpty();
    }
    QJsonObject object = document(QStringLiteral("PolicyCheck"));
    object[QLatin1String("ok")] = ok;
    object[QLatin1String("hash")] = files.size() == 1 ? files.first().toObject().value(QLatin1String("hash")) : QJsonValue();
    object[QLatin1String("errors")] = errors;
    object[QLatin1String("files")] = files;
    return object;
}

QJsonObject policyViewDocument(const Policy &policy, const QString &service, const QVariantMap &view)
{
    QJsonObject object = document(QStringLiteral("Policy"));
    object[QLatin1String("identity")] = identity(policy);
    object[QLatin1String("service")] = textOrNull(service);
    object[QLatin1String("policy")] = QJsonObject::fromVariantMap(view);
    return object;
}

QJsonObject policyDiffDocument(const Policy &before, const Policy &after, const QList<PolicyDifference> &changes)
{
    QJsonArray items;
    for (const PolicyDifference &change : changes)
        items.append(QJsonObject{{QStringLiteral("path"), change.path}, {QStringLiteral("change"), kindWord(change.kind)},
                                 {QStringLiteral("before"), QJsonValue::fromVariant(change.before)}, {QStringLiteral("after"), QJsonValue::fromVariant(change.after)}});
    QJsonObject object = document(QStringLiteral("PolicyDiff"));
    object[QLatin1String("before")] = identity(before);
    object[QLatin1String("after")] = identity(after);
    object[QLatin1String("same")] = changes.isEmpty();
    object[QLatin1String("changes")] = items;
    return object;
}

QString problemText(const Error &problem)
{
    const SourcePlace place = problem.where.value_or(SourcePlace());
    QString text = displaySafe(place.file, 1000);
    if (place.line > 0)
        text += QStringLiteral(":%1:%2").arg(place.line).arg(place.column);
    text += QStringLiteral(": ") + CliText::tr("error: ");
    if (!place.field.isEmpty())
        text += displaySafe(place.field, 400) + QStringLiteral(": ");
    text += displaySafe(problem.message, 1000);
    return problem.hint.isEmpty() ? text : text + QStringLiteral("\n    ") + displaySafe(problem.hint, 1000);
}

QString viewText(const QVariantMap &view)
{
    return yamlText(view).trimmed();
}

QString differencesText(const QList<PolicyDifference> &changes)
{
    QStringList lines;
    for (const PolicyDifference &change : changes) {
        const QString sign = change.kind == PolicyDifference::Kind::Added ? QStringLiteral("+") : change.kind == PolicyDifference::Kind::Removed ? QStringLiteral("-") : QStringLiteral("~");
        QString line = sign + u' ' + displaySafe(change.path, 400) + QStringLiteral(": ");
        if (change.kind == PolicyDifference::Kind::Changed)
            line += CliText::tr("%1 becomes %2").arg(yamlFlow(change.before), yamlFlow(change.after));
        else
            line += yamlFlow(change.kind == PolicyDifference::Kind::Added ? change.after : change.before);
        lines.append(line);
    }
    return lines.join(u'\n');
}

} // namespace maestro
