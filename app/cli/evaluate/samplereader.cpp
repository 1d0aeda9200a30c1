// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/evaluate/samplereader.h"

#include "cli/line/commandtable.h"
#include "text/humanize.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <limits>

namespace maestro {

namespace {

constexpr qint64 longestLine = 64 * 1024;
constexpr qsizetype mostOfOneInstant = 10'000;

std::optional<SampleRole> roleOf(const QJsonValue &value)
{
    if (value.isNull() || value.isUndefined())
        return SampleRole::None;
    const QString word = value.toString();
    return word == QLatin1String("canary") ? std::optional(SampleRole::Canary)
        : word == QLatin1String("stable")  ? std::optional(SampleRole::Stable)
        : word == QLatin1String("baseline") ? std::optional(SampleRole::Baseline)
                                            : std::nullopt;
}

/// The words Prometheus has for numbers that JSON cannot write.
std::optional<double> numberOf(const QString &word)
{
    constexpr double infinite = std::numeric_limits<double>::infinity();
    if (word == QLatin1String("NaN"))
        return std::numeric_limits<double>::quiet_NaN();
    if (word == QLatin1String("+Inf") || word == QLatin1String("Inf"))
        return infinite;
    return word == QLatin1String("-Inf") ? std::optional(-infinite) : std::nullopt;
}

/// "P0" is 0.
std::optional<double> severityOf(const QString &word)
{
    bool number = false;
    const uint level = word.startsWith(u'P') ? word.mid(1).toUInt(&number) : 0;
    return number ? std::optional(double(level)) : std::nullopt;
}

} // namespace

SampleReader::SampleReader(const QString &file, QSet<QString> names, QSet<QString> severities)
    : m_file(file)
    , m_names(std::move(names))
    , m_severities(std::move(severities))
{
}

Error SampleReader::bad(const QString &message, const QString &field, int column) const
{
    return {ErrorKind::BadInput, QStringLiteral("badSample"), message,
            CliText::tr("Each line is {\"at\", \"metric\", \"role\", \"value\", \"requests\"}, in time order."), SourcePlace{m_file.fileName(), m_line, column, field}};
}

Result<Done> SampleReader::open()
{
    if (m_file.open(QIODevice::ReadOnly))
        return Done{};
    return Error{ErrorKind::BadInput, QStringLiteral("unreadableFile"), CliText::tr("the file cannot be read: %1").arg(m_file.errorString()), {},
                 SourcePlace{m_file.fileName()}};
}

Result<Sample> SampleReader::parsed(const QByteArray &text) const
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
    if (document.isNull())
        return bad(CliText::tr("this is not JSON: %1").arg(problem.errorString()), {}, problem.offset + 1);
    if (!document.isObject())
        return bad(CliText::tr("a JSON object is expected"));
    const QJsonObject object = document.object();
    Sample sample;
    const QJsonValue at = object.value(QLatin1String("at"));
    sample.at = QDateTime::fromString(at.toString(), Qt::ISODateWithMs);
    if (!at.isString() || !sample.at.isValid() || sample.at.timeSpec() == Qt::LocalTime)
        return bad(CliText::tr("\"at\" must be an RFC 3339 time with its zone, such as 2026-03-01T12:00:00Z"), QStringLiteral("at"));
    sample.at = sample.at.toUTC();
    sample.metric = object.value(QLatin1String("metric")).toString();
    if (sample.metric.isEmpty())
        return bad(CliText::tr("\"metric\" must be a name"), QStringLiteral("metric"));
    if (!m_names.contains(sample.metric))
        return bad(CliText::tr("the policy knows no metric or signal \"%1\"").arg(displaySafe(sample.metric, 80)), QStringLiteral("metric"));
    const auto role = roleOf(object.value(QLatin1String("role")));
    if (!role)
        return bad(CliText::tr("\"role\" must be canary, stable, baseline or null"), QStringLiteral("role"));
    sample.role = *role;
    const QJsonValue value = object.value(QLatin1String("value"));
    if (value.isDouble())
        sample.value = value.toDouble();
    else if (value.isString())
        sample.value = m_severities.contains(sample.metric) ? severityOf(value.toString()) : numberOf(value.toString());
    if (!value.isNull() && !sample.value)
        return bad(CliText::tr("\"value\" must be a number, \"NaN\" or null"), QStringLiteral("value"));
    const QJsonValue requests = object.value(QLatin1String("requests"));
    if (requests.isDouble() && requests.toDouble() >= 0)
        sample.requests = requests.toDouble();
    else if (!requests.isNull() && !requests.isUndefined())
        return bad(CliText::tr("\"requests\" must be a number of at least 0 or null"), QStringLiteral("requests"));
    return sample;
}

Result<std::optional<Sample>> SampleReader::line()
{
    for (;;) {
        const QByteArray text = m_file.readLine(longestLine + 2);
        if (text.isEmpty()) {
            if (m_file.error() != QFileDevice::NoError)
                return Error{ErrorKind::BadInput, QStringLiteral("unreadableFile"),
                             CliText::tr("the file cannot be read: %1").arg(m_file.errorString()), {}, SourcePlace{m_file.fileName(), m_line + 1}};
            return std::optional<Sample>();
        }
        ++m_line;
        if (text.size() > longestLine)
            return bad(CliText::tr("the line is too long"));
        if (text.trimmed().isEmpty())
            continue;
        const auto sample = parsed(text);
        if (!sample)
            return sample.error();
        return std::optional(*sample);
    }
}

Result<std::optional<SampleInstant>> SampleReader::next()
{
    if (!std::exchange(m_started, true)) {
        const auto first = line();
        if (!first)
            return first.error();
        m_ahead = *first;
    }
    if (!m_ahead)
        return std::optional<SampleInstant>();
    SampleInstant instant{m_ahead->at, {*m_ahead}};
    for (;;) {
        const auto more = line();
        if (!more)
            return more.error();
        m_ahead = *more;
        if (!m_ahead || m_ahead->at > instant.at)
            return std::optional(instant);
        if (m_ahead->at < instant.at)
            return bad(CliText::tr("the time goes back, from %1 to %2").arg(instant.at.toString(Qt::ISODateWithMs), m_ahead->at.toString(Qt::ISODateWithMs)), QStringLiteral("at"));
        if (instant.samples.size() >= mostOfOneInstant)
            return bad(CliText::tr("more than %1 lines of one instant").arg(mostOfOneInstant), QStringLiteral("at"));
        instant.samples.append(*m_ahead);
    }
}

} // namespace maestro
