// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/policyvalues.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>
#include <cmath>
#include <utility>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Policy)
};

template<typename T> struct Named
{
    QLatin1String word;
    T value;
};

template<typename T, size_t N> std::optional<T> valueOf(const std::array<Named<T>, N> &table, const QString &word)
{
    for (const Named<T> &row : table) {
        if (row.word == word)
            return row.value;
    }
    return std::nullopt;
}

constexpr std::array milliseconds{
    Named<double>{QLatin1String("ms"), 1}, Named<double>{QLatin1String("s"), 1e3}, Named<double>{QLatin1String("m"), 6e4},
    Named<double>{QLatin1String("h"), 36e5}, Named<double>{QLatin1String("d"), 864e5}, Named<double>{QLatin1String("mo"), 30 * 864e5},
};
constexpr std::array rateSeconds{
    Named<double>{QLatin1String("/s"), 1},
    Named<double>{QLatin1String("/min"), 60},
    Named<double>{QLatin1String("/day"), 86400},
};
constexpr std::array units{
    Named<MetricUnit>{QLatin1String("none"), MetricUnit::None}, Named<MetricUnit>{QLatin1String("ratio"), MetricUnit::Ratio},
    Named<MetricUnit>{QLatin1String("percent"), MetricUnit::Percent}, Named<MetricUnit>{QLatin1String("ms"), MetricUnit::Milliseconds},
    Named<MetricUnit>{QLatin1String("s"), MetricUnit::Seconds}, Named<MetricUnit>{QLatin1String("per_second"), MetricUnit::PerSecond},
};
constexpr std::array comparisons{
    Named<Comparison>{QLatin1String("<"), Comparison::Less}, Named<Comparison>{QLatin1String("<="), Comparison::LessOrEqual},
    Named<Comparison>{QLatin1String(">"), Comparison::Greater}, Named<Comparison>{QLatin1String(">="), Comparison::GreaterOrEqual},
    Named<Comparison>{QLatin1String("=="), Comparison::Equal}, Named<Comparison>{QLatin1String("!="), Comparison::NotEqual},
};

constexpr double tenYears = 3653 * 864e5;

QString operandPattern()
{
    return QStringLiteral("(\\$[A-Za-z_][A-Za-z0-9_-]*|[-+]?[0-9][0-9.]*\\s*(?:%|[a-z/]+)?)");
}

/// 99.9% is the double that is written 0.999: the quotient's last bit is not, so its fifteen digits are read back.
double shareOf(double percent)
{
    return QString::number(percent / 100, 'g', 15).toDouble();
}

std::optional<double> asPercent(double number, MetricUnit unit)
{
    if (unit == MetricUnit::Ratio)
        return shareOf(number);
    if (unit == MetricUnit::Percent)
        return number;
    return std::nullopt;
}

} // namespace

std::optional<PolicyQuantity> parseQuantity(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^([-+]?[0-9]{1,15}(?:\\.[0-9]{1,15})?)\\s*(%|pp|ms|s|m|h|d|mo|/s|/min|/day)?$"));
    const auto match = form.match(text);
    if (!match.hasMatch() || text.endsWith(u'\n'))
        return std::nullopt;
    return PolicyQuantity{match.captured(1).toDouble(), match.captured(2)};
}

std::optional<double> inUnit(const PolicyQuantity &quantity, MetricUnit unit)
{
    if (quantity.unit.isEmpty())
        return quantity.number;
    if (quantity.unit == u"%" || quantity.unit == u"pp")
        return asPercent(quantity.number, unit);
    if (const auto scale = valueOf(milliseconds, quantity.unit)) {
        if (unit == MetricUnit::Milliseconds)
            return quantity.number * *scale;
        if (unit == MetricUnit::Seconds)
            return quantity.number * *scale / 1e3;
    }
    const auto seconds = valueOf(rateSeconds, quantity.unit);
    return seconds && unit == MetricUnit::PerSecond ? std::optional(quantity.number / *seconds) : std::nullopt;
}

std::optional<std::chrono::milliseconds> parsePolicyDuration(const QString &text)
{
    const auto quantity = parseQuantity(text);
    const auto scale = quantity ? valueOf(milliseconds, quantity->unit) : std::nullopt;
    if (!scale || quantity->number < 0 || quantity->number * *scale > tenYears)
        return std::nullopt;
    return std::chrono::milliseconds(std::llround(quantity->number * *scale));
}

bool isTimePoint(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^(T|phase|rollback|incident)([-+][0-9]+(ms|s|m|h|d|mo))?(\\.\\.(T|phase|rollback|incident)([-+][0-9]+(ms|s|m|h|d|mo))?)?\\z"));
    return form.match(text).hasMatch();
}

std::optional<PolicyCondition> parseCondition(const QString &text, QString *problem)
{
    static const QRegularExpression whole(QStringLiteral("^\\s*(<=|>=|==|!=|<|>)\\s*(.*?)\\s*\\z"));
    static const QRegularExpression plain(u'^' + operandPattern() + QStringLiteral("\\z"));
    static const QRegularExpression sum(QStringLiteral("^baseline\\s*(?:([-+])\\s*") + operandPattern() + QStringLiteral(")?\\z"));
    static const QRegularExpression multiple(u'^' + operandPattern() + QStringLiteral("\\s*\\*\\s*baseline\\z"));
    const auto parts = whole.match(text);
    *problem = Words::tr("\"%1\" is not a condition like \"<= 500ms\", \"<= baseline + 10%\" or \"> 3 * baseline\"").arg(text);
    if (!parts.hasMatch())
        return std::nullopt;
    PolicyCondition condition;
    condition.bound.text = text.trimmed();
    condition.bound.comparison = *valueOf(comparisons, parts.captured(1));
    QString operand;
    if (const auto absolute = plain.match(parts.captured(2)); absolute.hasMatch()) {
        operand = absolute.captured(1);
    } else if (const auto relative = sum.match(parts.captured(2)); relative.hasMatch()) {
        condition.bound.form = GateBound::Form::BaselineSum;
        condition.negative = relative.captured(1) == u"-";
        operand = relative.captured(2).isEmpty() ? QStringLiteral("0") : relative.captured(2);
    } else if (const auto times = multiple.match(parts.captured(2)); times.hasMatch()) {
        condition.bound.form = GateBound::Form::BaselineMultiple;
        operand = times.captured(1);
    } else {
        return std::nullopt;
    }
    if (operand.startsWith(u'$')) {
        condition.bound.limitName = operand.mid(1);
        condition.operand = condition.bound.limitName;
        return condition;
    }
    const auto quantity = parseQuantity(operand);
    if (!quantity) {
        *problem = Words::tr("\"%1\" is not a number with a known unit").arg(operand);
        return std::nullopt;
    }
    condition.operand = *quantity;
    return condition;
}

std::optional<GateBound> resolveCondition(const PolicyCondition &condition, MetricUnit unit, const PolicyLimits &limits, QString *problem)
{
    GateBound bound = condition.bound;
    PolicyQuantity quantity;
    if (const QString *limit = std::get_if<QString>(&condition.operand)) {
        const auto found = limits.constFind(*limit);
        if (found == limits.cend()) {
            *problem = Words::tr("there is no limit %1").arg(*limit);
            return std::nullopt;
        }
        if (!found->has_value())
            return bound;
        const auto parsed = parseQuantity(**found);
        if (!parsed) {
            *problem = Words::tr("the limit %1 is not a number with a known unit").arg(*limit);
            return std::nullopt;
        }
        quantity = *parsed;
    } else {
        quantity = std::get<PolicyQuantity>(condition.operand);
    }
    std::optional<double> amount;
    if (bound.form == GateBound::Form::BaselineMultiple) {
        if (quantity.unit.isEmpty())
            amount = quantity.number;
    } else if (bound.form == GateBound::Form::BaselineSum && quantity.unit == u"%") {
        bound.relative = true;
        amount = shareOf(quantity.number);
    } else if (bound.form == GateBound::Form::BaselineSum || quantity.unit != u"pp") {
        amount = inUnit(quantity, unit);
    }
    if (!amount) {
        *problem = bound.form == GateBound::Form::BaselineMultiple ? Words::tr("a multiple of the baseline has no unit, but \"%1\" is given").arg(quantity.unit)
                                                                   : Words::tr("the unit \"%1\" does not fit a metric in %2").arg(quantity.unit, unitWord(unit));
        return std::nullopt;
    }
    bound.amount = condition.negative ? -*amount : *amount;
    return bound;
}

QString unitWord(MetricUnit unit)
{
    for (const auto &row : units) {
        if (row.value == unit)
            return row.word;
    }
    return {};
}

std::optional<MetricUnit> unitNamed(const QString &word)
{
    return valueOf(units, word);
}

} // namespace maestro
