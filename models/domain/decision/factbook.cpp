// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/decision/factbook.h"

#include "domain/slo/facts.h"

#include <algorithm>

namespace maestro {

namespace {

const QString probePrefix = healthFact({});
constexpr int looksAtMost = 900; ///< of a probe: in an hour, and if it is asked every few seconds
constexpr int textAtMost = 160;

} // namespace

void FactBook::add(const FactReading &reading)
{
    if (!m_tracks.contains(reading.name))
        m_names.append(reading.name);
    Track &track = m_tracks[reading.name];
    if (track.last.at.isValid() && reading.at < track.last.at) {
        if (reading.at.addMSecs(freshFor.count()) >= track.last.at)
            return;
        track = Track(); // what was seen is of a time that is yet to come: it says nothing of the present
    }
    if (reading.name.startsWith(probePrefix) && !(track.last.at == reading.at && !track.looks.isEmpty()))
        track.looks.append({reading.at, reading.value ? std::optional(*reading.value == 1) : std::nullopt, reading.text.left(textAtMost)});
    track.last = reading;
    Span *last = track.spans.isEmpty() ? nullptr : &track.spans.last();
    QDateTime from = reading.since.isValid() && reading.since < reading.at && reading.value ? reading.since : reading.at;
    if (last && last->value == reading.value && last->to.addMSecs(freshFor.count()) >= from) {
        last->to = reading.at;
    } else {
        const bool wasOtherwise = last && last->value && last->value != reading.value && last->to.addMSecs(freshFor.count()) >= from;
        if (last && from <= last->to)
            from = last->to.addMSecs(1); // the look said otherwise
        track.spans.append({std::min(from, reading.at), reading.at, reading.value, wasOtherwise});
    }
    const QDateTime oldest = reading.at.addMSecs(-kept.count());
    track.spans.removeIf([&oldest](const Span &span) { return span.to < oldest; });
    track.looks.removeIf([&oldest](const HealthLook &look) { return look.at < oldest; });
    if (track.looks.size() > looksAtMost)
        track.looks.remove(0, track.looks.size() - looksAtMost);
}

void FactBook::add(const QList<FactReading> &readings)
{
    for (const FactReading &reading : readings)
        add(reading);
}

QList<Sample> FactBook::samplesAt(const QDateTime &at, const QDateTime &orUntil) const
{
    QList<Sample> samples;
    for (const QString &name : m_names) {
        const QList<Span> &spans = m_tracks.constFind(name)->spans;
        Sample sample{at, name, SampleRole::None, std::nullopt, {}};
        bool known = false;
        for (const Span &span : spans) {
            if (span.from <= at) {
                known = at <= span.to.addMSecs(freshFor.count());
                sample.value = known ? span.value : std::nullopt;
            } else if (!known && span.from <= orUntil) {
                known = true;
                sample.value = span.value;
            }
        }
        samples.append(sample);
        if (!name.startsWith(probePrefix))
            continue;
        int failed = 0;
        const QDateTime until = orUntil.isValid() ? std::max(at, orUntil) : at;
        for (const HealthLook &look : m_tracks.constFind(name)->looks)
            if (look.ok && look.at <= until)
                failed = *look.ok ? 0 : failed + 1;
        samples.append({at, failedLooksFact(name.mid(probePrefix.size())), SampleRole::None, sample.value ? std::optional<double>(failed) : std::nullopt, {}});
    }
    return samples;
}

std::pair<QString, QDateTime> FactBook::firstBad(const QDateTime &at) const
{
    std::pair<QString, QDateTime> first;
    for (const QString &name : m_names) {
        const bool probe = name.startsWith(probePrefix);
        const bool pods = name == builtinFact(QStringLiteral("crash-loop")) || name == builtinFact(QStringLiteral("readiness-failing"));
        const QList<Span> &spans = m_tracks.constFind(name)->spans;
        if ((!probe && !pods) || spans.isEmpty())
            continue;
        const Span &last = spans.last();
        const bool bad = last.value == (probe ? 0.0 : 1.0) && at <= last.to.addMSecs(freshFor.count());
        if (bad && (!first.second.isValid() || last.from < first.second))
            first = {name, last.from};
    }
    return first;
}

QList<ProbeHistory> FactBook::probes(const QDateTime &now) const
{
    QList<ProbeHistory> all;
    for (const QString &name : m_names) {
        const Track &track = *m_tracks.constFind(name);
        if (!name.startsWith(probePrefix) || track.looks.isEmpty())
            continue;
        ProbeHistory one;
        one.name = name.mid(probePrefix.size());
        one.looks = track.looks.mid(std::max<qsizetype>(0, track.looks.size() - ProbeHistory::looksAtMost));
        one.isStale = one.looks.constLast().at.addMSecs(freshFor.count()) < now;
        const Span &last = track.spans.constLast();
        if (one.ok() == false) {
            one.failingSince = last.from;
            one.isAtLeast = !last.wasOtherwise;
        }
        all.append(one);
    }
    return all;
}

QList<FactReading> FactBook::readings() const
{
    QList<FactReading> readings;
    for (const QString &name : m_names) {
        const Track &track = *m_tracks.constFind(name);
        readings.append(track.last);
        if (!track.last.since.isValid() && track.last.value && !track.spans.isEmpty())
            readings.last().since = track.spans.last().from;
    }
    return readings;
}

} // namespace maestro
