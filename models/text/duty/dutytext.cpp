// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/duty/dutytext.h"

#include "text/humanize.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Duty)
};

} // namespace

Error withDutyWords(Error problem)
{
    const QString &code = problem.code;
    if (code == QLatin1String("title"))
        problem.message = Words::tr("an obligation is said in %1 to %2 characters").arg(dutyTitleShortest).arg(dutyTitleLongest);
    else if (code == QLatin1String("unknownAction"))
        problem.message = Words::tr("the Journal has no action of this id");
    else if (code == QLatin1String("unknownDuty"))
        problem.message = Words::tr("the Journal has no obligation of this id");
    else if (code == QLatin1String("closed"))
        problem.message = Words::tr("the obligation is closed already");
    else if (code == QLatin1String("link"))
        problem.message = Words::tr("the link is no http or https address without a password");
    else if (code == QLatin1String("reason") || code == QLatin1String("text"))
        problem.message = Words::tr("say it in %1 to %2 characters").arg(dutyTextShortest).arg(dutyTextLongest);
    return problem;
}

QString dutyStateText(const Duty &duty, const QDateTime &now)
{
    if (!duty.isOpen())
        return Words::tr("closed by %1: %2").arg(displaySafe(duty.closedBy), displaySafe(duty.how, 400));
    if (!duty.due.isValid())
        return Words::tr("open, no due time");
    const QString away = durationText(std::abs(duty.present(now).secsTo(duty.due)));
    return duty.isOverdue(now) ? Words::tr("OVERDUE since %1").arg(away) : Words::tr("open, due in %1").arg(away);
}

QString dutySentence(const Duty &duty, const QDateTime &now)
{
    const QString by = displaySafe(duty.openedBy, 80);
    const QString since = utcText(duty.openedAt, now.date());
    const QString what = duty.kind == QLatin1String("restore-analysis") ? Words::tr("Analysis off by %1 since %2.").arg(by, since)
        : duty.kind == QLatin1String("restore-steps")                   ? Words::tr("Steps replaced by %1 since %2.").arg(by, since)
                                                                        : Words::tr("Gates passed over by %1 at %2.").arg(by, since);
    return what + u' ' + Words::tr("%1: %2.").arg(displaySafe(duty.title, 200), dutyStateText(duty, now));
}

QString dutyRecordText(const JournalRecord &record)
{
    if (record.verb == QLatin1String("lesson"))
        return Words::tr("Learned: %1").arg(record.reason);
    return record.state == QLatin1String("open") ? Words::tr("Owed: %1").arg(record.reason) : Words::tr("Done: %1").arg(record.reason);
}

} // namespace maestro
