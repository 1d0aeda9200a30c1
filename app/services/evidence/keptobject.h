// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace maestro {

/// Which values of environment variables an object is kept with.
enum class KeptVariables {
    Hashed, ///< of none, only its hash: for what is handed out
    UnlessSecret, ///< of all but those whose name or value looks like a secret: for what the object is put back from
};

/// One object as evidence keeps it: without managedFields, what may be secret as a hash keyed by the object's uid, or redacted. Pure; `hidden`
/// counts what is.
QJsonObject keptObject(QJsonObject object, int *hidden, KeptVariables variables = KeptVariables::Hashed);

} // namespace maestro
