// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/baketext.h"

#include "text/humanize.h"
#include "text/language/wordslocale.h"
#include "text/slotext.h"

#include <QCoreApplication>

#include <cmath>

namespace maestro {

namespace {

class BakeText
{
    Q_DECLARE_TR_FUNCTIONS(BakeText)
};

QString number(double value, bool share, bool sign)
{
    const double shown = share ? value * 100 : value;
    const double size = std::abs(shown);
    const int decimals = share ? (size < 0.095 && size > 0 ? 3 : size < 9.95 ? 2 : 1) : (size < 9.95 ? 2 : size < 99.5 ? 1 : 0);
    const double power = std::pow(10, decimals);
    const double rounded = std::round(shown * power) / power + 0.0; // no minus before a zero
    const QString text = wordsLocale().toString(rounded, 'f', decimals);
    return sign && rounded > 0 ? u'+' + text : text;
}

QString sideText(const BakeSide &side, bool share)
{
    QLocale locale = wordsLocale();
    locale.setNumberOptions(QLocale::DefaultNumberOptions); // the C locale leaves out what makes large counts readable
    const QString count = locale.toString(qRound64(side.requests));
    if (!side.value)
        return BakeText::tr("no requests");
    return share ? BakeText::tr("%1 % of %2", "share of so many requests").arg(number(*side.value, true, false), count)
                 : BakeText::tr("%1 ms of %2", "latency over so many requests").arg(number(*side.value, false, false), count);
}

QString withUnit(const QString &number, bool share)
{
    return share ? BakeText::tr("%1 pp", "percentage points").arg(number) : BakeText::tr("%1 ms").arg(number);
}

QString endText(const std::optional<double> &end, bool share)
{
    return end ? number(*end, share, true) : BakeText::tr("unknown");
}

} // namespace

QString bakeMetricLabel(const QString &name)
{
    if (name == QLatin1String("error_rate"))
        return BakeText::tr("error rate");
    if (name.startsWith(QLatin1String("latency_")))
        return BakeText::tr("%1 latency", "p95").arg(name.mid(8));
    return name;
}

QString bakeStateLabel(BakeState state)
{
    switch (state) {
    case BakeState::Better: return BakeText::tr("better");
    case BakeState::Same: return BakeText::tr("same");
    case BakeState::Worse: return BakeText::tr("worse");
    case BakeState::NotEnough: break;
    }
    return BakeText::tr("not enough requests to tell");
}

QString bakeSentence(const BakeMetric &metric)
{
    const QString values = BakeText::tr("%1: canary %2, stable %3").arg(bakeMetricLabel(metric.name), sideText(metric.canary, metric.share), sideText(metric.stable, metric.share));
    const QString state = bakeStateLabel(metric.state);
    if (!metric.difference)
        return BakeText::tr("%1; %2", "values; state").arg(values, state);
    const QString difference = bakeDifferenceText(metric);
    if (!metric.low)
        return BakeText::tr("%1; difference %2, %3").arg(values, difference, state);
    return BakeText::tr("%1; difference %2 (%3 … %4), %5").arg(values, difference, endText(metric.low, metric.share), endText(metric.high, metric.share), state);
}

QString bakeSideText(const BakeMetric &metric, bool canary)
{
    return sideText(canary ? metric.canary : metric.stable, metric.share);
}

QString bakeDifferenceText(const BakeMetric &metric)
{
    return metric.difference ? withUnit(number(*metric.difference, metric.share, true), metric.share) : QString();
}

QString bakeIntervalText(const BakeMetric &metric)
{
    return metric.low ? withUnit(QString(endText(metric.low, metric.share) % QStringLiteral(" … ") % endText(metric.high, metric.share)), metric.share) : QString();
}

QString bakeHeadline(const BakeReport &report)
{
    if (report.problem)
        return BakeText::tr("Not compared: %1").arg(displaySafe(report.problem->message, 300));
    QStringList worse;
    QStringList unknown;
    for (const BakeMetric &metric : report.verdict.metrics) {
        if (metric.state == BakeState::Worse)
            worse << bakeMetricLabel(metric.name);
        if (metric.state == BakeState::NotEnough)
            unknown << bakeMetricLabel(metric.name);
    }
    if (report.verdict.pairs == 0)
        return BakeText::tr("Not enough traffic: no minute with requests to both canary and stable yet");
    if (!worse.isEmpty())
        return BakeText::tr("The canary is worse: %1").arg(worse.join(QStringLiteral(", ")));
    if (unknown.size() == report.verdict.metrics.size())
        return BakeText::tr("Not enough traffic to tell canary and stable apart");
    if (!unknown.isEmpty())
        return BakeText::tr("Not enough traffic to tell: %1").arg(unknown.join(QStringLiteral(", ")));
    return BakeText::tr("The canary is the same as stable or better");
}

QString bakeConfidenceText(const BakeReport &report)
{
    const BakeRules &rules = report.rules;
    const auto margin = [](const BakeMargin &of, bool share) {
        QStringList parts;
        if (of.amount > 0)
            parts << withUnit(number(of.amount, share, false), share);
        if (of.share > 0)
            parts << BakeText::tr("%1 % of stable's value").arg(number(of.share, true, false));
        return parts.isEmpty() ? QStringLiteral("0") : parts.join(BakeText::tr(" or "));
    };
    return BakeText::tr("With %1 % confidence none of these intervals is wrong, at any look of the whole bake. No difference in practice: errors up to %2, latency up to %3. %4 of %5 minutes have both.")
        .arg(number(rules.confidence, true, false), margin(rules.errors, true), margin(rules.latency, false))
        .arg(report.verdict.pairs)
        .arg(report.intervals);
}

QString bakeScoreText(const BakeVerdict &verdict)
{
    return verdict.score ? wordsLocale().toString(*verdict.score, 'f', 2) : BakeText::tr("unknown");
}

QString bakeSummary(const BakeVerdict &verdict)
{
    return BakeText::tr("%1; score %2; intervals with both roles: %3").arg(decisionLabel(verdict.decision), bakeScoreText(verdict)).arg(verdict.pairs);
}

} // namespace maestro
