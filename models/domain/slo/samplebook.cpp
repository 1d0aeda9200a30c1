// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/slo/samplebook.h"

namespace maestro {

SampleBook::SampleBook(QSet<QString> signalNames)
    : m_signalNames(std::move(signalNames))
{
}

void SampleBook::turn(const QDateTime &at, const QList<Sample> &samples)
{
    m_at = at;
    m_samples.clear();
    QHash<QString, Sample> set;
    for (const Sample &sample : samples) {
        if (!m_signalNames.contains(sample.metric)) {
            m_samples.insert(sample.metric, sample);
            continue;
        }
        // Said twice at one instant: the larger one, which is the worse one for what people count and flag.
        const auto before = set.constFind(sample.metric);
        if (before == set.constEnd() || !before->value || (sample.value && *sample.value > *before->value))
            set.insert(sample.metric, sample);
    }
    m_signals.insert(set);
}

QList<Sample> SampleBook::of(const QString &metric, SampleRole role) const
{
    QList<Sample> found;
    for (auto [it, end] = m_samples.equal_range(metric); it != end; ++it)
        if (it->role == role)
            found.append(*it);
    return found;
}

QList<Sample> SampleBook::values(const QString &metric) const
{
    const QList<Sample> canary = of(metric, SampleRole::Canary);
    return canary.isEmpty() ? of(metric, SampleRole::None) : canary;
}

QList<Sample> SampleBook::baselines(const PolicyMetric &metric) const
{
    const QList<Sample> earlier = of(metric.name, SampleRole::Baseline);
    if (metric.baseline == BaselineSource::LastGood || metric.baseline == BaselineSource::Baseline)
        return earlier;
    QList<Sample> stable = of(metric.name, SampleRole::Stable);
    stable.removeIf([](const Sample &sample) { return !sample.value; });
    return stable.isEmpty() ? earlier : stable;
}

std::optional<Sample> SampleBook::signal(const QString &name) const
{
    const auto found = m_signals.constFind(name);
    return found == m_signals.constEnd() ? std::nullopt : std::optional(*found);
}

} // namespace maestro
