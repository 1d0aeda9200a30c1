// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/decode/stepdecoder.h"

#include <QHash>

#include <cmath>
#include <limits>

namespace maestro {

namespace {

StepKind kindOf(std::string_view key)
{
    if (key == "setWeight")
        return StepKind::SetWeight;
    if (key == "pause")
        return StepKind::Pause;
    if (key == "analysis")
        return StepKind::Analysis;
    if (key == "experiment")
        return StepKind::Experiment;
    if (key == "setCanaryScale")
        return StepKind::SetCanaryScale;
    if (key == "setHeaderRoute")
        return StepKind::SetHeaderRoute;
    if (key == "setMirrorRoute")
        return StepKind::SetMirrorRoute;
    if (key == "plugin")
        return StepKind::Plugin;
    return StepKind::Unknown;
}

/// Argo Rollouts, validation.go hasMultipleStepsType: one of the first four at most, beside any of the others; canary.go completedCurrentCanaryStep
/// says what such a step waits for.
StepKind kindOfAll(const QList<StepKind> &kinds)
{
    const auto has = [&](StepKind kind) { return kinds.contains(kind); };
    const int exclusive = has(StepKind::Pause) + has(StepKind::SetWeight) + has(StepKind::Experiment) + has(StepKind::Analysis);
    if (has(StepKind::Unknown) || exclusive > 1)
        return StepKind::Unknown;
    for (const StepKind kind : {StepKind::Pause, StepKind::SetWeight, StepKind::Experiment, StepKind::Analysis, StepKind::SetCanaryScale, StepKind::SetHeaderRoute,
                                StepKind::SetMirrorRoute, StepKind::Plugin})
        if (has(kind))
            return kind;
    return StepKind::Unknown;
}

QByteArray compact(std::string_view text)
{
    QByteArray out(static_cast<qsizetype>(text.size() + simdjson::SIMDJSON_PADDING), Qt::Uninitialized);
    size_t length = text.size();
    if (simdjson::minify(text.data(), text.size(), out.data(), length) != simdjson::SUCCESS)
        return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
    out.truncate(static_cast<qsizetype>(length));
    return out;
}

void readPause(JsonNode node, CanaryStep &step)
{
    node.members([&](std::string_view key, JsonNode value) {
        if (key != "duration")
            return;
        if (value.is(JsonNode::Type::number)) {
            int seconds = 0;
            if (value.readCount(seconds))
                step.pauseSeconds = seconds;
            return;
        }
        QString text;
        if (!value.read(text))
            return;
        step.pauseSeconds = parsePauseDuration(text);
        if (!step.pauseSeconds)
            value.noteUnreadable();
    });
}

/// Nanoseconds in one unit of a Go duration; 0: no such unit.
double unitNanoseconds(QStringView unit)
{
    if (unit == QLatin1String("ns"))
        return 1;
    if (unit == QLatin1String("us") || unit == QStringView(u"\u00b5s") || unit == QStringView(u"\u03bcs"))
        return 1e3;
    if (unit == QLatin1String("ms"))
        return 1e6;
    if (unit == QLatin1String("s"))
        return 1e9;
    if (unit == QLatin1String("m"))
        return 60e9;
    if (unit == QLatin1String("h"))
        return 3600e9;
    return 0;
}

bool isNumeral(QChar c)
{
    return (c >= u'0' && c <= u'9') || c == u'.';
}

} // namespace

std::optional<qint64> parsePauseDuration(QStringView text)
{
    bool plain = false;
    const int seconds = text.toInt(&plain);
    if (plain)
        return seconds < 0 ? std::nullopt : std::optional<qint64>(seconds);
    if (text.startsWith(u'+'))
        text = text.mid(1);
    if (text.isEmpty())
        return std::nullopt;
    double nanoseconds = 0;
    while (!text.isEmpty()) {
        qsizetype number = 0;
        while (number < text.size() && isNumeral(text.at(number)))
            ++number;
        qsizetype end = number;
        while (end < text.size() && !isNumeral(text.at(end)))
            ++end;
        bool valid = false;
        const double count = text.first(number).toDouble(&valid);
        const double unit = unitNanoseconds(text.sliced(number, end - number));
        if (!valid || unit == 0)
            return std::nullopt;
        nanoseconds += count * unit;
        text = text.sliced(end);
    }
    if (nanoseconds > static_cast<double>(std::numeric_limits<qint64>::max()) || nanoseconds / 1e9 > std::numeric_limits<qint32>::max())
        return std::nullopt;
    return static_cast<qint64>(std::floor(nanoseconds / 1e9));
}

CanaryStep readStep(JsonNode node, DecodeDepth depth)
{
    CanaryStep step;
    if (!node.is(JsonNode::Type::object)) {
        node.noteUnreadable();
        step.raw = compact(node.raw());
        return step;
    }
    std::string_view text;
    QList<StepKind> kinds;
    node.members(text, [&](std::string_view key, JsonNode value) {
        if (value.isNull())
            return;
        step.key = kinds.isEmpty() ? wordOf(key) : step.key + QLatin1Char('+') + toQString(key);
        kinds << kindOf(key);
        if (kinds.last() == StepKind::SetWeight)
            value.readCount(step.weight);
        else if (kinds.last() == StepKind::Pause)
            readPause(value, step);
    });
    step.kind = kindOfAll(kinds);
    if (step.kind == StepKind::Unknown) {
        step.weight.reset();
        step.pauseSeconds.reset();
    }
    if (depth != DecodeDepth::Fleet || (step.kind != StepKind::SetWeight && step.kind != StepKind::Pause))
        step.raw = compact(text);
    return step;
}

} // namespace maestro
