// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kube/config/contextconfig.h"

namespace maestro {

/// In which ways two readings of one context differ: words for the operator, e.g. "the server". Empty: the same connection. What is
/// read again from its own file anyway (certificates, token file) is no difference, and neither are warnings.
QStringList contextChanges(const ContextConfig &before, const ContextConfig &now);

/// Only what proves the same user to the same cluster differs: a renewed token, password or certificate.
bool isRenewal(const ContextConfig &before, const ContextConfig &now);

} // namespace maestro
