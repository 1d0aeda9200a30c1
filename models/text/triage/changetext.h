// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/triage/changelist.h"

namespace maestro {

QString changeLabel(ChangeSource kind); ///< "Revision", "Helm", ...
/// "first bad sample 0:42 after revision 7 (error-rate)", or why there is none.
QString changeMarkText(const ChangeList &list);
/// What could not be read; empty: everything was.
QString changeGapsText(const ChangeList &list);
QString newestChangeText(const ChangeList &list, const QDateTime &now); ///< "revision 7, 4 min ago"
QString unreadKindsText(const ChangeList &list); ///< "Secret, Helm"; empty: everything was read
struct ChangeRow
{
    QStringList cells; ///< time, kind, what, detail, by
    bool bad = false; ///< the first bad sample, not a change
};
/// Newest first, the first bad sample in its place.
QList<ChangeRow> changeRows(const ChangeList &list);

} // namespace maestro
