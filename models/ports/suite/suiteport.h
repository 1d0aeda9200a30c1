// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "domain/suite/suiterun.h"

#include <QObject>

namespace maestro {

/// The suites of one workload's policy, read at one moment.
struct SuiteBoard
{
    SuiteGround ground;
    QList<SuiteView> suites; ///< none: the policy has none

    bool operator==(const SuiteBoard &) const = default;
};

/// The door to the suites of a policy (ledger VAL-08). How the checks of a run are shown, started and stopped is ValidationPort's: planScript(),
/// runScript() and stopScript() with the run's id. Answers arrive on the receiver's thread.
class SuitePort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Answered by boardChanged or readFailed, and again while it is open; an empty one: nobody looks any more. One at a time.
    virtual void open(const maestro::ObjectRef &target) = 0;
    /// A new run against what is there now. Answered once, by proposed or failed; nothing is recorded before its first check is started.
    virtual void propose(const maestro::ObjectRef &target, const QString &suite) = 0;

Q_SIGNALS:
    void boardChanged(maestro::SuiteBoard board);
    void readFailed(maestro::ObjectRef target, maestro::Error error); ///< what was told before is no longer known
    void proposed(QString id, maestro::Suite suite, maestro::SuiteGround ground);
    void failed(maestro::Error error);
};

} // namespace maestro
