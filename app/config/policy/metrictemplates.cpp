// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/metrictemplates.h"

#include "config/policy/policyvalues.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Policy)
};

Error refused(const QString &message)
{
    return {ErrorKind::BadInput, QStringLiteral("policyInvalid"), message};
}

/// One series of this service and role, with one more matcher perhaps.
QString selected(const QString &series, const QString &matcher, const QString &window)
{
    return QStringLiteral("%1{service=\"{{service}}\",role=\"{{role}}\"%2}[%3]").arg(series, matcher, window);
}

Result<QString> share(const MetricTemplate &wanted, const QString &series, const QString &matcher, const QString &window)
{
    const QString ratio = QStringLiteral("sum(rate(%1)) / sum(rate(%2))").arg(selected(series, matcher, window), selected(series, {}, window));
    if (wanted.unit == MetricUnit::Ratio)
        return ratio;
    if (wanted.unit == MetricUnit::Percent)
        return QStringLiteral("(%1) * 100").arg(ratio);
    return refused(Words::tr("the template %1 gives a ratio or percent").arg(wanted.name));
}

Result<QString> quantile(const MetricTemplate &wanted, const QString &series, const QString &window)
{
    if (!wanted.quantile || *wanted.quantile <= 0 || *wanted.quantile >= 1)
        return refused(Words::tr("the template %1 needs a quantile between 0 and 1").arg(wanted.name));
    const QString seconds = QStringLiteral("histogram_quantile(%1, sum by (le) (rate(%2)))").arg(QString::number(*wanted.quantile), selected(series, {}, window));
    if (wanted.unit == MetricUnit::Seconds)
        return seconds;
    if (wanted.unit == MetricUnit::Milliseconds)
        return QString(seconds + QStringLiteral(" * 1000"));
    return refused(Words::tr("the template %1 gives ms or s").arg(wanted.name));
}

} // namespace

Result<QString> queryOf(const MetricTemplate &wanted)
{
    static const QRegularExpression seriesName(QStringLiteral("^[a-zA-Z_:][a-zA-Z0-9_:]*\\z"));
    if (!wanted.series.isEmpty() && !seriesName.match(wanted.series).hasMatch())
        return refused(Words::tr("\"%1\" is not the name of a series").arg(wanted.series));
    static const QRegularExpression span(QStringLiteral("^[0-9]+(ms|s|m|h|d)\\z"));
    if (!wanted.over.isEmpty() && !span.match(wanted.over).hasMatch())
        return refused(Words::tr("\"%1\" is not a span of a query: whole ms, s, m, h or d").arg(wanted.over));
    const auto series = [&wanted](const char *usual) { return wanted.series.isEmpty() ? QString::fromLatin1(usual) : wanted.series; };
    const bool increase = wanted.name == u"increase";
    const QString window = !wanted.over.isEmpty() ? wanted.over : increase ? QStringLiteral("1h") : QStringLiteral("5m");
    if (wanted.name == u"latency-quantile")
        return quantile(wanted, series("http_request_duration_seconds_bucket"), window);
    if (wanted.name == u"success_rate")
        return share(wanted, series("http_requests_total"), QStringLiteral(",code!~\"5..\""), window);
    if (wanted.name == u"error_rate")
        return share(wanted, series("http_requests_total"), QStringLiteral(",code=~\"5..\""), window);
    if (wanted.name == u"traffic" && wanted.unit == MetricUnit::PerSecond)
        return QStringLiteral("sum(rate(%1))").arg(selected(series("http_requests_total"), {}, window));
    if (wanted.name == u"traffic")
        return refused(Words::tr("the template traffic gives per_second"));
    if ((increase || wanted.name == u"rate") && !wanted.series.isEmpty())
        return QStringLiteral("sum(%1(%2))").arg(wanted.name, selected(wanted.series, {}, window));
    if (increase || wanted.name == u"rate")
        return refused(Words::tr("the template %1 needs a series").arg(wanted.name));
    return refused(Words::tr("there is no template %1").arg(wanted.name));
}

} // namespace maestro
