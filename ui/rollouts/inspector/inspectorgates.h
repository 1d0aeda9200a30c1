// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/health/fleethealth.h"
#include "theme/theme.h"

#include <QWidget>

namespace maestro {

class DetailTable;
class GateModel;

/// The gates of the selected rollout as the fleet knows them: verdict, name, value, limits, since when; and how old that is. What is old
/// is hatched as last known, what is not known says why. GUI thread.
class InspectorGates : public QWidget
{
    Q_OBJECT
public:
    explicit InspectorGates(Theme *theme, QWidget *parent = nullptr);

    /// `disconnected`: nobody knows what is judged. A null report has no gates.
    void show(const SloReportPtr &report, FleetHealth::State state, const QString &sentence, bool disconnected, const QDateTime &now);

private:
    GateModel *m_model;
    DetailTable *m_table;
    SloReportPtr m_report;
};

} // namespace maestro
