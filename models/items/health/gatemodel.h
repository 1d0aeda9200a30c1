// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"
#include "items/detailroles.h"
#include "items/keyedtablemodel.h"

namespace maestro {

/// How a gate's word is to be read; a failure that has not lasted long enough is a warning.
Tone gateTone(const GateVerdict &verdict);

struct GateRow
{
    GateReading reading;

    QString key() const { return reading.verdict.gate; }
    bool operator==(const GateRow &) const = default;
};

/// Gates of one rollout as they stand, in the order of the policy. Timers go on with setNow.
class GateModel : public KeyedTableModel<GateRow>
{
    Q_OBJECT
public:
    enum Column { State, Gate, Value, Baseline, Limits, Timer, Since, Source, SampleAge, ColumnCount };

    using KeyedTableModel::KeyedTableModel;

    void setReport(const SloReport &report);
    void setNow(const QDateTime &utc);
    /// For narrow places: of the limits only what has to hold.
    void setBrief() { m_brief = true; }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(ColumnCount); }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const GateReading &reading, int column) const;

    QDateTime m_now;
    bool m_brief = false;
};

} // namespace maestro
