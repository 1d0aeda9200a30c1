// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policy.h"
#include "domain/slo/sample.h"

#include <QMultiHash>

namespace maestro {

/// What is known at one instant. What a source measures counts for this instant alone; what somebody sets, a signal, stays as it
/// was set until it is set again.
class SampleBook
{
public:
    /// `signalNames`: what is kept from one instant to the next.
    explicit SampleBook(QSet<QString> signalNames = {});

    void turn(const QDateTime &at, const QList<Sample> &samples);

    QDateTime at() const { return m_at; }
    /// The samples to be judged: those of the canary, else those without a role. More than one: the source was not of one mind.
    QList<Sample> values(const QString &metric) const;
    /// What they are compared with (ledger Z-01): for "stable" the stable pods at the same time, and only when nothing was asked of
    /// them the earlier window; for "last good" and "baseline" the earlier window alone. Without a declared source, either.
    QList<Sample> baselines(const PolicyMetric &metric) const;
    /// The signal as it was last set; nothing: never.
    std::optional<Sample> signal(const QString &name) const;

private:
    QList<Sample> of(const QString &metric, SampleRole role) const;

    QSet<QString> m_signalNames;
    QDateTime m_at;
    QMultiHash<QString, Sample> m_samples;
    QHash<QString, Sample> m_signals;
};

} // namespace maestro
