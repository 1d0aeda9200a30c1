// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"
#include "domain/triage/triagerun.h"
#include "theme/theme.h"

#include <QWidget>

class QComboBox;

namespace maestro {

class FactLabel;
class PillLabel;
class ThemedLabel;
class TimerBar;

/// Of a triage run: the alert it answers and whether it still fires, the suspect change, other checklists, and the clock. GUI thread.
class TriageHead : public QWidget
{
    Q_OBJECT
public:
    explicit TriageHead(Theme *theme, QWidget *parent = nullptr);

    void setOffers(const QList<PlaybookOffer> &offers);
    /// `report`: of the run's service, null: none came yet.
    void showRun(const TriageView &view, const SloReportPtr &report, const QDateTime &now);

Q_SIGNALS:
    void startAsked(QString playbook);

private:
    void showAlert(const TriageRun &run, const SloReportPtr &report, const QDateTime &now);
    void showChange(const TriageView &view);
    void showClock(const TriageRun &run, const QDateTime &now);

    PillLabel *m_state;
    ThemedLabel *m_title;
    ThemedLabel *m_service;
    FactLabel *m_alert;
    FactLabel *m_about;
    FactLabel *m_change;
    QComboBox *m_further;
    FactLabel *m_elapsed;
    TimerBar *m_budget;
};

} // namespace maestro
