// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/suite/suiterun.h"

namespace maestro {

QString suiteItemLabel(SuiteItem::State state); ///< "waiting", "running", "passed", "failed"
/// "passed", "failed", "running", "unfinished", "not run", "of another step".
QString suiteViewLabel(const SuiteView &view);
/// What the newest run says, about which release, how old it is: "5 of 5 passed on revision 7 at step 2, 4 min ago, took 3:12".
QString suiteViewSentence(const SuiteView &view, const QDateTime &now);
/// How one check went: "attempt 2, exit code 1 after 0:12: ...". Empty: it was not begun.
QString suiteItemText(const SuiteItem &item, const QDateTime &now);
QString suiteGroundText(const SuiteGround &ground); ///< "revision 7 at step 2"
/// Why a verb that goes on has to wait.
QString suiteLockText(const SuiteView &view, const SuiteGround &ground);

} // namespace maestro
