// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"
#include "theme/theme.h"

#include <QFrame>

class QPushButton;

namespace maestro {

class FactLabel;

/// Where one gate's number comes from: its sentence, the query as sent, how old the newest sample is, how many targets are up, what the
/// server warns of; and how to ask again. GUI thread.
class GateDetail : public QFrame
{
    Q_OBJECT
public:
    explicit GateDetail(Theme *theme, QWidget *parent = nullptr);

    /// Nothing: no gate is chosen, and nothing is shown.
    void showGate(const std::optional<GateReading> &reading, const QDateTime &now);
    void tick(const QDateTime &now); ///< ages and timers go on, unspoken
    void setChart(bool there); ///< whether a chart on the page shows its metric
    const std::optional<GateReading> &reading() const { return m_reading; }

Q_SIGNALS:
    void chartAsked();
    void queryAsked(QString promql);

private:
    void openInPrometheus();

    std::optional<GateReading> m_reading;
    FactLabel *m_sentence;
    FactLabel *m_query;
    FactLabel *m_facts;
    QPushButton *m_chart;
    QPushButton *m_again;
    QPushButton *m_open;
};

} // namespace maestro
