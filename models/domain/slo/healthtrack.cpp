// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/slo/healthtrack.h"

#include <algorithm>

namespace maestro {

namespace {

constexpr int maxSpans = 4000;
constexpr int maxAlerts = 400;
constexpr qint64 maxGapSeconds = 300; // verdicts further apart are not one stretch

} // namespace

void HealthTrack::add(const SloReport &report)
{
    if (report.target != m_target) {
        *this = HealthTrack();
        m_target = report.target;
    }
    QList<GateVerdict> verdicts;
    for (const GateReading &reading : report.gates)
        verdicts << reading.verdict;
    for (const GateVerdict &verdict : verdicts) {
        if (!m_gates.contains(verdict.gate))
            m_gates << verdict.gate;
    }
    add(verdicts);
    m_regression = report.regression;
    for (AlertSpan &alert : m_alerts)
        alert.firing = false;
    for (const AlertReading &reading : report.alerts) {
        const auto known = std::find_if(m_alerts.begin(), m_alerts.end(), [&](const AlertSpan &a) { return a.fingerprint == reading.fingerprint && a.from == reading.since; });
        AlertSpan next {reading.fingerprint, reading.name, reading.severity, reading.since.isValid() ? reading.since : report.at, report.at,
                        reading.state != AlertReading::State::Resolved, !reading.silencedBy.isEmpty()};
        if (known == m_alerts.end())
            m_alerts << next;
        else if (next.firing)
            *known = next;
    }
    if (m_alerts.size() > maxAlerts)
        m_alerts.remove(0, m_alerts.size() - maxAlerts);
}

void HealthTrack::add(const QList<GateVerdict> &verdicts)
{
    QList<GateVerdict> ordered = verdicts;
    std::stable_sort(ordered.begin(), ordered.end(), [](const GateVerdict &a, const GateVerdict &b) { return a.at < b.at; });
    for (const GateVerdict &verdict : std::as_const(ordered)) {
        if (verdict.at.isValid() && !verdict.gate.isEmpty())
            addOne(verdict);
    }
    std::stable_sort(m_spans.begin(), m_spans.end(), [](const GateSpan &a, const GateSpan &b) { return a.from < b.from; });
    if (m_spans.size() > maxSpans)
        m_spans.remove(0, m_spans.size() - maxSpans);
}

void HealthTrack::addOne(const GateVerdict &verdict)
{
    const bool pending = verdict.failingSince.isValid() && verdict.state != GateState::Fail;
    if (!m_gates.contains(verdict.gate))
        m_gates << verdict.gate;
    GateSpan *before = nullptr; // the last span of this gate that begins at or before the verdict
    for (GateSpan &span : m_spans) {
        if (span.gate == verdict.gate && span.from <= verdict.at && (!before || span.from > before->from))
            before = &span;
    }
    if (before && verdict.at <= before->to)
        return; // told before
    if (before && before->state == verdict.state && before->pending == pending && before->to.secsTo(verdict.at) <= maxGapSeconds) {
        before->to = verdict.at;
        return;
    }
    m_spans << GateSpan {verdict.gate, verdict.state, pending, verdict.at, verdict.at};
}

QStringList HealthTrack::gates() const
{
    return m_gates;
}

} // namespace maestro
