// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/slo/healthteller.h"
#include "cli/slo/slodocument.h"
#include "text/humanize.h"
#include "text/slotext.h"

namespace maestro {

void runSlo(Call *call)
{
    const auto target = targetOf(call, call->line().operand(0));
    if (!target)
        return call->fail(target.error());
    const auto tell = [call](const SloReport &report) {
        QJsonObject document = sloDocument(report);
        document.insert(QStringLiteral("policyProblems"), call->policyProblems());
        call->out().answer(document);
        call->out().answer(call->line().has("watch") ? utcText(report.at) % QStringLiteral("  ") % verdictSentence(report) : sloText(report));
    };
    (new HealthTeller(call, *target, HealthTeller::Moment::OnGrid, tell))->round();
}

} // namespace maestro
