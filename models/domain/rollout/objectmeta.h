// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace maestro {

struct OwnerReference
{
    QString kind;
    QString name;
    QString uid;
    bool controller = false;

    bool operator==(const OwnerReference &) const = default;
};

/// metadata of any Kubernetes object. `resourceVersion` is opaque here; order is known to app/kube alone.
struct ObjectMeta
{
    QString ns;
    QString name;
    QString uid;
    QString resourceVersion;
    qint64 generation = 0;
    QDateTime createdAt; ///< UTC, whole seconds; invalid: unreadable
    QDateTime deletedAt; ///< invalid: not being deleted
    QMap<QString, QString> labels;
    QMap<QString, QString> annotations;
    QList<OwnerReference> owners;

    bool isOwnedBy(const QString &ownerUid) const
    {
        return std::any_of(owners.begin(), owners.end(), [&](const OwnerReference &o) { return o.uid == ownerUid; });
    }
    bool operator==(const ObjectMeta &) const = default;
};

/// status.conditions[] of Rollouts, Deployments and ReplicaSets.
struct Condition
{
    QString type;
    QString status; ///< "True", "False", "Unknown"
    QString reason;
    QString message;
    QDateTime lastTransitionAt;

    bool operator==(const Condition &) const = default;
};

} // namespace maestro
