// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/suite/suite.h"

#include "domain/policy/declaredphase.h"
#include "domain/validation/policyduration.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>

namespace maestro {

namespace {

QMap<QString, QString> texts(const QVariant &map)
{
    QMap<QString, QString> out;
    const QVariantMap members = map.toMap();
    for (auto it = members.cbegin(); it != members.cend(); ++it)
        out.insert(it.key(), it.value().toString());
    return out;
}

/// The last argument says most, where it is a plain name; records keep it as it is.
QString labelOf(const QStringList &argv)
{
    static const QRegularExpression plain(QStringLiteral("\\A[A-Za-z][A-Za-z0-9:.,-]{1,30}\\z"));
    const QString last = argv.constLast();
    const QString label = plain.match(last).hasMatch() ? last : QFileInfo(argv.constFirst()).fileName().left(30);
    return plain.match(label).hasMatch() ? label : QString();
}

QString idOf(qsizetype place, const QString &label)
{
    return label.isEmpty() ? QString::number(place) : QString(QString::number(place) % u' ' % label);
}

SuiteStep requestFrom(const QVariantMap &entry, qsizetype place)
{
    SuiteStep step;
    const QVariantMap expect = entry.value(QStringLiteral("expect")).toMap();
    step.request.url = entry.value(QStringLiteral("url")).toString();
    step.request.method = entry.value(QStringLiteral("method"), QStringLiteral("GET")).toString().toUpper();
    step.request.headers = texts(entry.value(QStringLiteral("headers")));
    if (expect.contains(QStringLiteral("status")))
        step.request.status = expect.value(QStringLiteral("status")).toInt();
    step.request.json = expect.value(QStringLiteral("json")).toMap();
    step.request.body = expect.value(QStringLiteral("body")).toString();
    step.auth = entry.value(QStringLiteral("auth")).toString();
    step.bodyFile = entry.value(QStringLiteral("body_file")).toString();
    step.timeout = std::chrono::milliseconds(policyMilliseconds(entry.value(QStringLiteral("timeout"))).value_or(0));
    step.id = idOf(place, QUrl(step.request.url).host().left(30));
    return step;
}

Suite suiteFrom(const QVariantMap &entry)
{
    Suite suite;
    suite.name = entry.value(QStringLiteral("name")).toString();
    for (const QVariant &argv : entry.value(QStringLiteral("run")).toList()) {
        SuiteStep step;
        step.argv = argv.toStringList();
        if (step.argv.isEmpty())
            continue; // the loader has refused it
        step.environment = texts(entry.value(QStringLiteral("env")));
        step.timeout = std::chrono::milliseconds(policyMilliseconds(entry.value(QStringLiteral("timeout"))).value_or(0));
        step.id = idOf(suite.steps.size() + 1, labelOf(step.argv));
        suite.steps.append(step);
    }
    for (const QVariant &call : entry.value(QStringLiteral("http")).toList())
        suite.steps.append(requestFrom(call.toMap(), suite.steps.size() + 1));
    return suite;
}

} // namespace

QList<Suite> suitesOf(const Policy &policy)
{
    QList<Suite> suites;
    for (const QVariant &entry : policy.document.value(QStringLiteral("suites")).toList())
        suites.append(suiteFrom(entry.toMap()));
    return suites;
}

QString suiteOfEachStep(const PolicyMatch &match)
{
    return declaredPhaseEntry(match).value(QStringLiteral("validate_each_step")).toString();
}

} // namespace maestro
