// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/drill/drilltext.h"

#include "text/humanize.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Drills)
};

QString deedTitle(DrillDeed deed, const QString &what)
{
    const QString safe = displaySafe(what, 120);
    switch (deed) {
    case DrillDeed::Tool: return Words::tr("Program %1").arg(safe);
    case DrillDeed::SetImage: return Words::tr("Set image %1").arg(safe);
    case DrillDeed::Abort: return Words::tr("Abort what the drill deployed");
    case DrillDeed::Wait: return Words::tr("Wait until %1 fails").arg(safe);
    case DrillDeed::Recover: return Words::tr("%1 is well again").arg(safe);
    case DrillDeed::Assert:
        return what == QLatin1String("audit-event") ? Words::tr("Audit event is on record") : what == QLatin1String("evidence-record") ? Words::tr("Evidence record exists") : Words::tr("%1 is there").arg(safe);
    case DrillDeed::Note: return Words::tr("Line in the notes %1").arg(safe);
    }
    return {};
}

} // namespace

QString stopwatchText(const std::optional<qint64> &ms)
{
    if (!ms)
        return QStringLiteral("–");
    const qint64 seconds = *ms / 1000;
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString drillPartText(DrillSplit::Part part)
{
    using Part = DrillSplit::Part;
    switch (part) {
    case Part::Deploy: return Words::tr("Deploy");
    case Part::Detect: return Words::tr("Detect");
    case Part::Decide: return Words::tr("Decide");
    case Part::Deed: return Words::tr("Roll back");
    case Part::Recover: return Words::tr("Recover");
    case Part::Proof: return Words::tr("Evidence");
    }
    return {};
}

QString drillStateText(DrillState state)
{
    switch (state) {
    case DrillState::Waiting: return Words::tr("waiting");
    case DrillState::Running: return Words::tr("running");
    case DrillState::Passed: return Words::tr("passed");
    case DrillState::Failed: return Words::tr("failed");
    case DrillState::Skipped: return Words::tr("skipped");
    case DrillState::Stopped: return Words::tr("stopped");
    case DrillState::Interrupted: return Words::tr("interrupted");
    }
    return {};
}

QString drillStepTitle(const DrillStep &step)
{
    switch (step.deed) {
    case DrillDeed::Tool: return deedTitle(step.deed, step.argv.join(QLatin1Char(' ')));
    case DrillDeed::SetImage: return deedTitle(step.deed, step.image.isEmpty() ? step.tag : step.image);
    case DrillDeed::Wait: return Words::tr("Wait until %1 fails for %2").arg(displaySafe(step.probe), durationText(step.failingForMs / 1000));
    case DrillDeed::Recover: return deedTitle(step.deed, step.probe);
    default: return deedTitle(step.deed, step.subject);
    }
}

QString drillStepTitle(const DrillStepRun &step)
{
    return deedTitle(step.deed, step.what);
}

QString drillDueText(const DrillEntry &entry)
{
    if (!entry.dueAt.isValid())
        return Words::tr("no date");
    const QString day = entry.dueAt.toUTC().date().toString(Qt::ISODate);
    return entry.overdue ? Words::tr("OVERDUE since %1").arg(day) : Words::tr("due by %1").arg(day);
}

QString drillLastText(const DrillEntry &entry)
{
    if (entry.runs.isEmpty())
        return Words::tr("never run");
    const DrillRun &last = entry.runs.constFirst();
    return Words::tr("%1, %2").arg(drillStateText(last.state), last.startedAt.toUTC().date().toString(Qt::ISODate));
}

QString drillSplitsSentence(const QList<DrillSplit> &splits)
{
    QStringList parts;
    for (const DrillSplit &split : splits) {
        QString part = split.toMs ? Words::tr("%1 %2").arg(drillPartText(split.part), stopwatchText(*split.toMs - split.fromMs)) : Words::tr("%1 running").arg(drillPartText(split.part));
        if (split.targetMs > 0)
            part += Words::tr(" of at most %1").arg(stopwatchText(split.targetMs));
        parts.append(part);
    }
    return parts.isEmpty() ? Words::tr("Nothing was measured yet.") : parts.join(QStringLiteral(", "));
}

} // namespace maestro
