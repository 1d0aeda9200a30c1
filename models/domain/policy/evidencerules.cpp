// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/policy/evidencerules.h"

#include <QDir>

namespace maestro {

namespace {

bool isTrue(const QVariant &value)
{
    return value.typeId() == QMetaType::Bool ? value.toBool() : value.toString() == QLatin1String("true");
}

} // namespace

EvidenceRules evidenceRules(const QVariantMap &document)
{
    const QVariantMap section = document.value(QStringLiteral("evidence")).toMap();
    const QVariantMap announce = section.value(QStringLiteral("announce")).toMap();
    const auto list = [](const QVariantMap &map, const char *key) { return map.value(QLatin1String(key)).toStringList(); };
    EvidenceRules rules;
    rules.dir = section.value(QStringLiteral("dir")).toString();
    rules.required = list(section, "required");
    rules.clusterEvent = !section.contains(QStringLiteral("audit_sinks")) || list(section, "audit_sinks").contains(QStringLiteral("kubernetes-event"));
    rules.channels = list(announce, "channels");
    rules.include = list(announce, "include");
    rules.attach = list(section, "attach");
    rules.reviewNote = isTrue(section.value(QStringLiteral("review_note")));
    rules.annotateGrafana = !section.contains(QStringLiteral("annotate_grafana")) || isTrue(section.value(QStringLiteral("annotate_grafana")));
    rules.links = list(section, "links");
    return rules;
}

QString evidenceFolderOf(const EvidenceRules &rules, const QString &state)
{
    if (rules.dir.isEmpty())
        return state + QStringLiteral("/evidence");
    QString path = QDir::cleanPath(QDir(state).absoluteFilePath(rules.dir));
    if (path.endsWith(QLatin1String("/rollbacks")))
        path.chop(int(sizeof("/rollbacks")) - 1);
    return path;
}

QString EvidencePlace::folder(const EvidenceRules &rules) const
{
    return !named.isEmpty() ? named : state.isEmpty() ? QString() : evidenceFolderOf(rules, state);
}

} // namespace maestro
