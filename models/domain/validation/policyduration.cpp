// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/validation/policyduration.h"

#include <QRegularExpression>

#include <cmath>

namespace maestro {

std::optional<qint64> policyMilliseconds(const QVariant &written)
{
    static const QRegularExpression shape(QStringLiteral("\\A(\\d+(?:\\.\\d+)?)\\s*(ms|s|mo|m|min|h|d)\\z"));
    static const QHash<QString, double> units{{QStringLiteral("ms"), 1},         {QStringLiteral("s"), 1e3},   {QStringLiteral("m"), 60e3}, {QStringLiteral("min"), 60e3},
                                              {QStringLiteral("h"), 3600e3}, {QStringLiteral("d"), 86400e3}, {QStringLiteral("mo"), 30 * 86400e3}};
    const QRegularExpressionMatch match = shape.match(written.toString().trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    const double ms = match.captured(1).toDouble() * units.value(match.captured(2));
    return ms < 1e15 ? std::optional<qint64>(std::llround(ms)) : std::nullopt;
}

std::optional<double> policyShare(const QVariant &written)
{
    QString text = written.toString().trimmed();
    const bool percent = text.endsWith(u'%');
    if (percent)
        text.chop(1);
    bool ok = false;
    const double number = text.toDouble(&ok);
    if (!ok || !std::isfinite(number) || number < 0)
        return std::nullopt;
    return percent ? number / 100 : number;
}

} // namespace maestro
