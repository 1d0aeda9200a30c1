// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/dryrun/dryruntext.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::OperationText)
};

} // namespace

QString dryRunText(const DryRun &dryRun)
{
    switch (dryRun.state) {
    case DryRun::State::Refused: return Words::tr("Dry run: the server would refuse it: %1").arg(dryRun.message);
    case DryRun::State::NotAvailable: return Words::tr("Dry run not available, it is not known what admission will say: %1").arg(dryRun.message);
    case DryRun::State::Accepted: break;
    }
    QString said = dryRun.differences.isEmpty() ? Words::tr("Dry run: the server would accept it as it stands.")
                                                : Words::tr("Dry run: the server would accept it and make the pod template other than asked: %1").arg(dryRun.differences.join(QLatin1String(", ")));
    if (!dryRun.message.isEmpty())
        said += u' ' + Words::tr("It warns: %1").arg(dryRun.message);
    return said;
}

} // namespace maestro
