// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/analysistext.h"

#include "text/humanize.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Analysis)
};

QString counted(const MetricStory &story)
{
    switch (story.limit) {
    case MetricStory::Limit::Failures: return Words::tr("%n measurements failed", nullptr, story.counted);
    case MetricStory::Limit::Inconclusive: return Words::tr("%n measurements were inconclusive", nullptr, story.counted);
    case MetricStory::Limit::ConsecutiveErrors: return Words::tr("%n measurements in a row ended in an error", nullptr, story.counted);
    case MetricStory::Limit::None: break;
    }
    return Words::tr("%n measurements passed", nullptr, story.metric.successful);
}

QString rest(const MetricStory &story)
{
    if (story.limit == MetricStory::Limit::None)
        return {};
    if (!story.allowed)
        return Words::tr("how many are tolerated is not a number here, or they do not count");
    if (story.counted > *story.allowed)
        return Words::tr("%n are tolerated", nullptr, *story.allowed);
    return Words::tr("%1 are tolerated, %2 left").arg(*story.allowed).arg(story.left.value_or(0));
}

} // namespace

QString storySentence(const MetricStory &story)
{
    const QString phase = story.metric.phase.isEmpty() ? Words::tr("not begun") : displaySafe(story.metric.phase);
    const QString tail = rest(story);
    QString said = Words::tr("%1 is %2: %3.").arg(displaySafe(story.metric.name), phase, tail.isEmpty() ? counted(story) : counted(story) + QStringLiteral(", ") + tail);
    if (story.metric.dryRun)
        said += u' ' + Words::tr("It is a dry run: it decides nothing.");
    if (story.unseen > 0)
        said += u' ' + Words::tr("%n earlier measurements were not seen by this console, and the controller no longer has them.", nullptr, story.unseen);
    return said;
}

QString conditionText(const MetricResult &metric)
{
    QStringList lines;
    if (!metric.successCondition.isEmpty())
        lines << Words::tr("passes when %1").arg(displaySafe(metric.successCondition, 1024));
    if (!metric.failureCondition.isEmpty())
        lines << Words::tr("fails when %1").arg(displaySafe(metric.failureCondition, 1024));
    if (lines.isEmpty())
        return metric.provider.isEmpty() ? Words::tr("no condition is known") : Words::tr("no condition: every answer of %1 passes").arg(displaySafe(metric.provider));
    if (metric.provider == QLatin1String("prometheus"))
        for (const Measurement &m : metric.measurements)
            if (m.value.contains(QLatin1String("NaN"))) {
                lines << Words::tr("NaN, no requests, is compared like a number and is never above or below anything");
                break;
            }
    return lines.join(QStringLiteral("; "));
}

QString measurementLine(const Measurement &measurement)
{
    const QString when = measurement.finishedAt.isValid() ? utcText(measurement.finishedAt) : Words::tr("unfinished");
    QString line = QStringLiteral("%1  %2  %3").arg(when, displaySafe(measurement.phase), displaySafe(measurement.value));
    if (!measurement.message.isEmpty())
        line += QStringLiteral("  ") + displaySafe(measurement.message, 1024);
    return line;
}

} // namespace maestro
