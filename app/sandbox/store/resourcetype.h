// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace maestro::sandbox {

/// One kind the sandbox serves. Instances live for ever; compare by address.
struct ResourceType
{
    QString group;
    QString version;
    QString kind;
    QString plural;
    QString singular;
    QStringList shortNames;
    bool namespaced = true;
    bool statusSubresource = false;
    /// Custom resources know no strategic merge patch (415).
    bool custom = false;
    /// Spec writes bump metadata.generation.
    bool generation = false;

    QString apiVersion() const { return group.isEmpty() ? version : group + u'/' + version; }
};

const QList<ResourceType> &resourceTypes();
const ResourceType *findType(const QString &group, const QString &version, const QString &plural);
/// By kind; the kinds served here are unique but for Event, where the core one is returned.
const ResourceType &typeOf(const QString &kind);

} // namespace maestro::sandbox
