// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/bake/bakereport.h"
#include "domain/policy/policyfault.h"
#include "domain/slo/sloreport.h"

#include <QObject>

namespace maestro {

/// The door to health: gates, budgets, charts. Signals arrive on the receiver's thread, values are immutable.
class SloPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Evaluates this rollout from now on and tells its charts; replaces the one before. The fleet's verdicts come anyway.
    virtual void open(const ObjectRef &ref) = 0;
    /// The time range of the charts and how many points a line may have; an invalid `to` follows the present.
    virtual void setRange(const QDateTime &from, const QDateTime &to, int points) = 0;
    /// Any PromQL, once, on the open rollout's Prometheus (CON-05); answered by queried with the same text.
    virtual void query(const QString &promql) = 0;
    /// Canary against stable of the open rollout since its newest revision, read once; answered by compared. Nothing comes before the first report.
    virtual void compare() = 0;

Q_SIGNALS:
    void reportChanged(maestro::SloReportPtr report); ///< of the open rollout
    void fleetVerdictsChanged(QList<maestro::SloReportPtr> reports); ///< of every rollout that a policy names
    void policyFaultsChanged(maestro::PolicyFaults faults); ///< of all policy files; told again when a rollout is opened
    void chartsChanged(maestro::ChartSetPtr charts);
    void compared(maestro::BakeReportPtr report);
    void queried(QString promql, QList<maestro::SampleSeries> result, maestro::Provenance provenance);
};

} // namespace maestro
