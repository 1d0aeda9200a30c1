// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/triage/changelist.h"

#include <QJsonObject>

namespace maestro {

// When objects changed, out of what the API server and their controllers keep of it: managedFields, which know the last change of each
// manager (kubernetes.io, "Server-Side Apply"), and the history of an Argo CD Application. `source` of the entries is the caller's.

/// ConfigMaps or Secrets that a pod template names: environment, volumes, projected volumes, and how images are pulled. A name whose every
/// mention is optional is told as such.
struct ConfigName
{
    QString name;
    bool optional = false;

    bool operator==(const ConfigName &) const = default;
};
QList<ConfigName> configNames(ChangeSource kind, const QJsonObject &podTemplate);

/// The changes of one ConfigMap or Secret. Each key is told with a hash that changes with its value, keyed by the object's uid so that
/// short values cannot be found out by trying; nothing else of the values is kept.
Result<QList<ChangeEntry>> configChanges(ChangeSource kind, const QByteArray &object);

/// The changes of those Ingresses of a list that have one of these names, or lead to one of these Services.
Result<QList<ChangeEntry>> ingressChanges(const QByteArray &list, const QStringList &names, const QStringList &services);

/// A change of an object's spec that a field manager answers for, as far as managedFields know: the last one of each.
struct SpecEdit
{
    QDateTime at;
    QString by;
    QStringList members; ///< of spec: "replicas", "strategy", "template"

    bool operator==(const SpecEdit &) const = default;
};
Result<QList<SpecEdit>> specEdits(const QByteArray &object); ///< newest first

/// The syncs of an Argo CD Application: status.history, and the operation under way or failed.
Result<QList<ChangeEntry>> argoChanges(const QByteArray &application);

} // namespace maestro
