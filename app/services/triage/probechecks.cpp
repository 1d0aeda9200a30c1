// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/triage/readingbuilder.h"

namespace maestro {

void readProbe(QObject *, const BuilderPtr &builder, bool)
{
    builder->unknown(TriageWords::tr("no health endpoint is read here"));
}

} // namespace maestro
