// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace maestro::sandbox {

/// Notes in metadata.managedFields of `next` that `manager` set what differs from `before`.
/// A write that only removes members leaves no entry of its author, as on a real API server.
void recordManager(QJsonObject &next, const QJsonObject &before, const QString &manager, bool status, const QString &time);

} // namespace maestro::sandbox
