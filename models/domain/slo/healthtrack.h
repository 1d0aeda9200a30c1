// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"

namespace maestro {

/// A stretch of time in which a gate said the same.
struct GateSpan
{
    QString gate;
    GateState state = GateState::NoData;
    bool pending = false; ///< failing, not yet for long enough
    QDateTime from;
    QDateTime to; ///< of the last verdict that said so

    bool operator==(const GateSpan &) const = default;
};

/// What is known about the health of one rollout over time: verdicts joined to spans, alerts with their begin and end. Fed with
/// reports as they come and with the history of a range; the same verdict told twice counts once. Bounded: the oldest spans go.
class HealthTrack
{
public:
    /// A report of another rollout begins anew.
    void add(const SloReport &report);
    /// Verdicts in any order; those not older than what is known are joined, older ones are put before.
    void add(const QList<GateVerdict> &verdicts);

    const QList<GateSpan> &spans() const { return m_spans; } ///< by begin, then gate
    struct AlertSpan
    {
        QString fingerprint;
        QString name;
        QString severity;
        QDateTime from;
        QDateTime to; ///< last seen firing
        bool firing = true;
        bool silenced = false;
        bool operator==(const AlertSpan &) const = default;
    };
    const QList<AlertSpan> &alerts() const { return m_alerts; }
    const RegressionStart &regression() const { return m_regression; }
    QStringList gates() const; ///< in the order of first sight
    bool operator==(const HealthTrack &) const = default;

private:
    void addOne(const GateVerdict &verdict);

    ObjectRef m_target;
    QList<GateSpan> m_spans;
    QStringList m_gates;
    QList<AlertSpan> m_alerts;
    RegressionStart m_regression;
};

} // namespace maestro
