// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "kube/config/yamltree.h"

#include <QStringList>

namespace maestro {

/// One named cluster, user or context and the file that defined it first.
struct KubeconfigStanza
{
    QString name;
    QString file;
    YamlNode::Ptr node;
};

/// What the merged files say, not yet interpreted.
struct KubeconfigData
{
    QStringList files;
    QStringList warnings;
    QString currentContext;
    SourcePlace currentContextPlace;
    QList<KubeconfigStanza> clusters;
    QList<KubeconfigStanza> users;
    QList<KubeconfigStanza> contexts;
};

/// At most 8 MiB of a regular file; a pipe or device would block. BadInput, fileUnreadable.
Result<QByteArray> readSmallFile(const QString &path, qint64 limit = 8 * 1024 * 1024);

} // namespace maestro
