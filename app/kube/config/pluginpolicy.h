// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <optional>

namespace maestro {

/// What keeps an exec plugin from running by the preferences that this user has for kubectl (credentialPluginPolicy in the file that KUBERC names, else in
/// ~/.kube/kuberc; `off` and KUBECTL_KUBERC=false are none); nothing: it may. `program` is the path of what would run, links in it not followed; `find`
/// makes such a path of what a configuration calls a program. A file that cannot be understood allows nothing. Reads the disk; at most 1 MiB.
std::optional<QString> forbiddenByPreferences(const QString &program, const std::function<QString(const QString &command)> &find);

} // namespace maestro
