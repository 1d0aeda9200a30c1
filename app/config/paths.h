// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QProcessEnvironment>

namespace maestro {

/// Where state and settings live: journal/, state/ and config/ of MAESTRO_HOME, otherwise $XDG_STATE_HOME/maestro and
/// $XDG_CONFIG_HOME/maestro (relative XDG values are ignored, as their specification asks). Always absolute.
struct Paths
{
    QString journal;
    QString state;
    QString config;

    QString policies() const { return config + QStringLiteral("/policies"); }
    QString connectionsFile() const { return config + QStringLiteral("/connections.yaml"); }
    QString trustFile() const { return config + QStringLiteral("/trust.json"); }
    QString settingsFile() const { return config + QStringLiteral("/settings.json"); }

    bool operator==(const Paths &) const = default;
};

/// Touches nothing. Fails when neither MAESTRO_HOME nor HOME says where.
Result<Paths> pathsFrom(const QProcessEnvironment &environment);

/// Creates the three folders, 0700.
Result<Done> createFolders(const Paths &paths);

} // namespace maestro
