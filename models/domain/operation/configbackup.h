// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace maestro {

/// The configuration of what an action changes, as it was when the plan was made: what is on disk before the request leaves (ledger FLT-15,
/// EVD-16). A value; the same object of the same generation makes the same bytes.
struct ConfigBackup
{
    QByteArray yaml; ///< without status and managedFields; comments at its head say what it is and what is missing
    QString sha256; ///< of the bytes, hexadecimal
    int hidden = 0; ///< values that look like secrets and are told as hashes
    QString problem = {}; ///< why there is none, in words; empty: there is one
};

} // namespace maestro
