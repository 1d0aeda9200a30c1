// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policyview.h"

#include <QJsonObject>

namespace maestro {

/// What checking one file found.
struct PolicyCheckResult
{
    QString file;
    QByteArray hash; ///< empty: nothing could be read
    QStringList files; ///< with all that it extends
    QList<Error> problems;
    QStringList unread = {}; ///< parts that this version does not read, see unreadParts
};

/// `hash` is null when several files are checked; each has its own in `files`.
QJsonObject policyCheckDocument(const QList<PolicyCheckResult> &results);
QJsonObject policyViewDocument(const Policy &policy, const QString &service, const QVariantMap &view);
QJsonObject policyDiffDocument(const Policy &before, const Policy &after, const QList<PolicyDifference> &changes);

/// Like a compiler: file:line:column: path: message.
QString problemText(const Error &problem);
/// Indented like YAML, to be read by people.
QString viewText(const QVariantMap &view);
QString differencesText(const QList<PolicyDifference> &changes);

} // namespace maestro
