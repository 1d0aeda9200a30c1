// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/operation/dryrun.h"

#include "domain/operation/operationplan.h"

#include <QJsonArray>

namespace maestro {

namespace {

QString pointerPart(QString key)
{
    return u'/' + key.replace(u'~', QLatin1String("~0")).replace(u'/', QLatin1String("~1"));
}

void compare(const QJsonValue &asked, const QJsonValue &returned, const QString &at, qsizetype limit, QStringList &out)
{
    const bool neither = (asked.isNull() || asked.isUndefined()) && (returned.isNull() || returned.isUndefined());
    if (out.size() >= limit || asked == returned || neither)
        return;
    if (asked.isObject() && returned.isObject()) {
        const QJsonObject left = asked.toObject();
        const QJsonObject right = returned.toObject();
        QStringList keys = left.keys() + right.keys();
        keys.removeDuplicates();
        keys.sort();
        for (const QString &key : std::as_const(keys))
            compare(left.value(key), right.value(key), at + pointerPart(key), limit, out);
        return;
    }
    if (asked.isArray() && returned.isArray() && asked.toArray().size() == returned.toArray().size()) {
        const QJsonArray left = asked.toArray();
        const QJsonArray right = returned.toArray();
        for (qsizetype i = 0; i < left.size(); ++i)
            compare(left[i], right[i], at + u'/' + QString::number(i), limit, out);
        return;
    }
    out.append(at.isEmpty() ? QStringLiteral("/") : at);
}

} // namespace

QString dryRunWord(DryRun::State state)
{
    switch (state) {
    case DryRun::State::Accepted: return QStringLiteral("accepted");
    case DryRun::State::Refused: return QStringLiteral("refused");
    case DryRun::State::NotAvailable: return QStringLiteral("notAvailable");
    }
    return {};
}

QJsonObject dryRunJson(const DryRun &dryRun)
{
    return {{QStringLiteral("state"), dryRunWord(dryRun.state)},
            {QStringLiteral("at"), dryRun.at.toUTC().toString(Qt::ISODateWithMs)},
            {QStringLiteral("http"), dryRun.httpStatus ? QJsonValue(*dryRun.httpStatus) : QJsonValue()},
            {QStringLiteral("auditId"), dryRun.auditId},
            {QStringLiteral("message"), dryRun.message},
            {QStringLiteral("differences"), QJsonArray::fromStringList(dryRun.differences)},
            {QStringLiteral("objectSha256"), dryRun.objectSha256.isEmpty() ? QJsonValue() : QJsonValue(dryRun.objectSha256)}};
}

bool wantsDryRun(const OperationPlan &plan)
{
    return std::any_of(plan.steps.begin(), plan.steps.end(), [](const PatchStep &step) {
        return std::any_of(step.changes.begin(), step.changes.end(), [](const Change &change) { return change.kind == ChangeKind::ReplaceTemplate; });
    });
}

QStringList differingPointers(const QJsonValue &asked, const QJsonValue &returned, qsizetype limit)
{
    QStringList out;
    compare(asked, returned, {}, limit, out);
    return out;
}

} // namespace maestro
