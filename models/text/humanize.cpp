// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/humanize.h"

#include "text/plain/harmful.h"

#include <QCoreApplication>

#include <cmath>

namespace maestro {

namespace {

struct Humanize
{
    Q_DECLARE_TR_FUNCTIONS(Humanize)
};

constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr int marksInARow = 3;

QString escaped(char32_t c)
{
    switch (c) {
    case '\n': return QStringLiteral("\\n");
    case '\r': return QStringLiteral("\\r");
    case '\t': return QStringLiteral("\\t");
    default: return QStringLiteral("\\u{%1}").arg(uint(c), c > 0xFFFF ? 5 : 4, 16, QLatin1Char('0'));
    }
}

bool isMark(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

} // namespace

QString durationText(qint64 seconds)
{
    if (seconds < minute)
        return Humanize::tr("%1 s").arg(seconds);
    if (seconds < hour)
        return seconds % minute == 0 ? Humanize::tr("%1 min").arg(seconds / minute)
                                     : Humanize::tr("%1 min %2 s").arg(seconds / minute).arg(seconds % minute);
    const qint64 minutes = seconds % hour / minute;
    if (seconds < day)
        return minutes == 0 ? Humanize::tr("%1 h").arg(seconds / hour) : Humanize::tr("%1 h %2 min").arg(seconds / hour).arg(minutes);
    const qint64 hours = seconds % day / hour;
    return hours == 0 ? Humanize::tr("%1 d").arg(seconds / day) : Humanize::tr("%1 d %2 h").arg(seconds / day).arg(hours);
}

QString ageText(double seconds)
{
    if (!std::isfinite(seconds) || seconds < 0)
        return Humanize::tr("unknown");
    if (seconds < 9.95)
        return Humanize::tr("%1 s").arg(seconds, 0, 'f', 1);
    if (seconds < hour)
        return durationText(seconds < minute ? qint64(seconds) : qint64(seconds) / minute * minute);
    return durationText(qint64(seconds));
}

QString dataAgeText(const Freshness &freshness)
{
    switch (freshness.state) {
    case FreshnessState::Live: return Humanize::tr("live");
    case FreshnessState::Late: return Humanize::tr("%1 old").arg(ageText(std::floor(freshness.seconds)));
    case FreshnessState::Stale: return Humanize::tr("stale, %1").arg(ageText(std::floor(freshness.seconds)));
    case FreshnessState::Disconnected: break;
    }
    return freshness.seconds < 0 ? Humanize::tr("disconnected") : Humanize::tr("disconnected, %1").arg(ageText(std::floor(freshness.seconds)));
}

QString utcText(const QDateTime &time, const QDate &today)
{
    if (!time.isValid())
        return Humanize::tr("unknown");
    const QDateTime utc = time.toUTC();
    const QString format = utc.date() == today ? QStringLiteral("HH:mm:ss 'UTC'") : QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'");
    return utc.toString(format);
}

QString displaySafe(const QString &text, int maxLength)
{
    const bool plain = text.size() <= maxLength && std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; });
    if (plain)
        return text;
    QString safe;
    int marks = 0;
    const QList<uint> points = text.left(qMax(0, maxLength) + 1).toUcs4();
    for (const char32_t point : points) {
        marks = isMark(point) ? marks + 1 : 0;
        safe += isHarmful(point) || marks > marksInARow ? escaped(point) : QString::fromUcs4(&point, 1);
        if (safe.size() > maxLength)
            break;
    }
    if (safe.size() <= maxLength)
        return safe;
    qsizetype end = qMax(0, maxLength - 1);
    if (end > 0 && safe.at(end - 1).isHighSurrogate())
        --end;
    return safe.left(end) + u'…';
}

QString imageTag(const QString &image)
{
    constexpr int digestLength = 12;
    const qsizetype at = image.indexOf(u'@');
    const QString name = at < 0 ? image : image.left(at);
    const qsizetype colon = name.lastIndexOf(u':');
    if (colon >= 0 && colon > name.lastIndexOf(u'/'))
        return name.mid(colon + 1);
    if (at < 0)
        return name.mid(name.lastIndexOf(u'/') + 1);
    const QString digest = image.mid(at + 1);
    const qsizetype algorithm = digest.indexOf(u':');
    return digest.left(algorithm + 1) + digest.mid(algorithm + 1, digestLength);
}

QString initials(const QString &person)
{
    QString name = person.section(u'@', 0, 0);
    name = name.section(u':', -1); // system:serviceaccount:ns:name
    QString result;
    bool atStart = true;
    for (const QChar c : std::as_const(name)) {
        if (!c.isLetterOrNumber()) {
            atStart = true;
            continue;
        }
        if (atStart && result.size() < 2)
            result += c.toUpper();
        atStart = false;
    }
    return result;
}

} // namespace maestro
