// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/operation/configbackup.h"

#include <QJsonObject>
#include <QList>

namespace maestro {

/// The backup of an object and what belongs to it (the Deployment of a workloadRef), out of the bytes as the server told them; `missing` says what
/// belongs to it and could not be read. What the server sets by itself is left out, so that `kubectl replace` takes it. Pure.
ConfigBackup configBackup(const QList<QByteArray> &objects, const QStringList &missing);

/// DIR/backups/SHA256.yaml, 0600, on disk when it returns; the path. What is there already is not written again. Blocks for the disk.
/// Refused, backupNotWritten: full, read-only, or larger than can be read back.
Result<QString> keepBackup(const QString &directory, const ConfigBackup &backup);

/// Of the first directory that has it. NotFound; Refused, changedEvidence, when it is not what its name says.
Result<QByteArray> readBackup(const QStringList &directories, const QString &sha256);
QString backupPath(const QString &directory, const QString &sha256);

/// What records and evidence say of it: `sha256`, `file` (path) and `hidden`.
QJsonObject backupDetails(const ConfigBackup &backup, const QString &path);

/// As it goes with a pack: without the values of environment variables.
QByteArray handedOut(const QByteArray &yaml);

} // namespace maestro
