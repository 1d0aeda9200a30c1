// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rollout/pod.h"
#include "domain/rollout/replicaset.h"

namespace maestro {

namespace {

QString podHash(const QMap<QString, QString> &labels)
{
    const QString ofRollout = labels.value(QStringLiteral("rollouts-pod-template-hash"));
    return ofRollout.isEmpty() ? labels.value(QStringLiteral("pod-template-hash")) : ofRollout;
}

QString annotation(const ObjectMeta &meta, const QString &name)
{
    const auto ofRollout = meta.annotations.constFind(QStringLiteral("rollout.argoproj.io/") + name);
    return ofRollout != meta.annotations.constEnd() ? *ofRollout
                                                    : meta.annotations.value(QStringLiteral("deployment.kubernetes.io/") + name);
}

} // namespace

QString Pod::hash() const
{
    return podHash(meta.labels);
}

QString ReplicaSet::hash() const
{
    return podHash(meta.labels);
}

int ReplicaSet::revision() const
{
    return qMax(0, annotation(meta, QStringLiteral("revision")).toInt());
}

QList<int> ReplicaSet::formerRevisions() const
{
    QList<int> numbers;
    const QStringList parts = annotation(meta, QStringLiteral("revision-history")).split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts)
        if (const int number = part.toInt(); number > 0)
            numbers.append(number);
    return numbers;
}

QString ReplicaSet::scaleDownDeadline() const
{
    return meta.annotations.value(QStringLiteral("scale-down-deadline"));
}

} // namespace maestro
