// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/baketext.h"

#include "text/slotext.h"
#include "text/language/wordslocale.h"

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
    const QString text = wordsLocale().toString(shown, 'f', decimals);
    return sign && shown > 0 ? u'+' + text : text;
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
    const QString difference = metric.share ? BakeText::tr("%1 pp", "percentage points").arg(number(*metric.difference, true, true))
                                            : BakeText::tr("%1 ms").arg(number(*metric.difference, false, true));
    if (!metric.low)
        return BakeText::tr("%1; difference %2, %3").arg(values, difference, state);
    return BakeText::tr("%1; difference %2 (%3 … %4), %5").arg(values, difference, endText(metric.low, metric.share), endText(metric.high, metric.share), state);
}

QString bakeSummary(const BakeVerdict &verdict)
{
    const QString score = verdict.score ? wordsLocale().toString(*verdict.score, 'f', 2) : BakeText::tr("unknown");
    return BakeText::tr("%1; score %2; intervals with both roles: %3").arg(decisionLabel(verdict.decision), score).arg(verdict.pairs);
}

} // namespace maestro
