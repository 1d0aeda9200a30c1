// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/health/gatemodel.h"

#include "domain/base/age.h"
#include "text/humanize.h"
#include "text/plain/elapsed.h"
#include "text/slotext.h"

#include <QUrl>

namespace maestro {

Tone gateTone(const GateVerdict &verdict)
{
    switch (verdict.state) {
    case GateState::Fail: return Tone::Bad;
    case GateState::Hold: return Tone::Warn;
    case GateState::NoData: return Tone::Unknown;
    case GateState::Unset: return Tone::Unset;
    case GateState::Pass: break;
    }
    return isPending(verdict) ? Tone::Warn : Tone::Good;
}

void GateModel::setReport(const SloReport &report)
{
    QList<GateRow> rows;
    for (const GateReading &reading : report.gates)
        rows << GateRow {reading};
    replaceRows(rows);
}

void GateModel::setNow(const QDateTime &utc)
{
    m_now = utc;
    columnChanged(Timer, {Qt::DisplayRole});
    columnChanged(Since, {Qt::DisplayRole});
    columnChanged(SampleAge, {Qt::DisplayRole});
}

QVariant GateModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const GateReading &reading = rowAt(index.row()).reading;
    switch (role) {
    case Qt::DisplayRole:
        return text(reading, index.column());
    case Qt::ToolTipRole:
        return gateSentence(reading, m_now);
    case Qt::AccessibleDescriptionRole:
        return index.column() == State ? QVariant(gateSentence(reading, m_now)) : QVariant();
    case ToneRole:
        if (index.column() == State)
            return int(gateTone(reading.verdict));
        if (index.column() == Timer)
            return int(reading.verdict.state == GateState::Fail ? Tone::Bad : isPending(reading.verdict) ? Tone::Warn : Tone::Muted);
        if (index.column() == Gate || index.column() == Value)
            return int(Tone::Plain);
        return int(index.column() == Source && reading.provenance.error ? Tone::Warn : Tone::Muted);
    default:
        return {};
    }
}

QString GateModel::text(const GateReading &reading, int column) const
{
    const GateVerdict &verdict = reading.verdict;
    switch (column) {
    case State:
        return gateStateLabel(verdict.state);
    case Gate:
        return reading.gate.showOnly ? tr("%1 (shown only)").arg(displaySafe(verdict.gate, 80)) : displaySafe(verdict.gate, 80);
    case Value:
        return metricText(verdict.value, reading.unit);
    case Baseline:
        return verdict.baseline ? metricText(verdict.baseline, reading.unit) : QString();
    case Limits:
        return m_brief && reading.gate.pass ? boundText(*reading.gate.pass, verdict.passLimit, reading.unit) : limitsText(reading);
    case Timer:
        return timerText(reading, m_now);
    case Since:
        return elapsedText(verdict.since, m_now);
    case Source:
        if (reading.provenance.error)
            return displaySafe(reading.provenance.error->message, 120);
        return displaySafe(QUrl(reading.provenance.source).host().isEmpty() ? reading.provenance.source : QUrl(reading.provenance.source).host(), 80);
    case SampleAge: {
        const QDateTime &newest = reading.provenance.newestSampleAt;
        return newest.isValid() && m_now.isValid() ? ageText(ageSeconds(newest, m_now)) : tr("none");
    }
    default:
        return {};
    }
}

QVariant GateModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case State: return m_brief ? QString() : tr("State");
    case Gate: return tr("Gate");
    case Value: return tr("Value");
    case Baseline: return tr("Baseline");
    case Limits: return tr("Limits");
    case Timer: return tr("Timer");
    case Since: return tr("Since");
    case Source: return tr("Source");
    case SampleAge: return tr("Sample age");
    default: return {};
    }
}

} // namespace maestro
