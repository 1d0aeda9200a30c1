// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/rolloutsnapshot.h"
#include "domain/slo/sloreport.h"
#include "domain/validation/validation.h"
#include "domain/validation/validationplan.h"

namespace maestro {

/// One answer of a health probe.
struct ProbeLook
{
    std::optional<bool> ok; ///< nothing: nobody knows, `text` says why
    QString source; ///< the address
    QDateTime at;
    QString text;
};

/// A line of a log that has an error pattern in it.
struct ErrorLine
{
    QString pod;
    QString text;
};

/// Everything read at one moment. What is absent was not read, or could not be: then the problem says why.
struct ValidationLook
{
    QDateTime at; ///< by the clock of the cluster
    QDateTime actionAt; ///< the same; invalid: nothing was done
    QString source; ///< URL of the API server
    std::optional<RolloutSnapshot> workload;
    QString workloadProblem;
    std::optional<QList<KubeEvent>> warnings; ///< of the namespace, oldest first
    QString warningsProblem;
    std::optional<QList<ErrorLine>> errorLines; ///< since the action, of the pods that serve
    QString logsProblem;
    int podsRead = 0; ///< whose logs were read
    QMap<QString, ProbeLook> probes;
    SloReportPtr report;
    QString reportProblem;
    std::optional<QList<AlertReading>> alerts; ///< of the service, and of the policy's families where none is named
    QString alertsProblem;
    QMap<QString, ConfirmedCheck> confirmed; ///< by item
};

/// Judges looks at one way back: what has to be so N times in a row or for a while is counted here. What was unknown at one look begins to
/// count anew. Pure: time is what the looks say.
class ValidationTracker
{
public:
    ValidationTracker(ValidationPlan plan, ValidationSubject subject, const PolicyPtr &policy);

    void look(const ValidationLook &look);
    const QList<CheckItem> &items() const { return m_items; }

private:
    struct Judgement
    {
        CheckState state = CheckState::Unknown;
        QList<CheckRead> reads;
    };

    Judgement judge(qsizetype index, const ValidationLook &look);
    Judgement traffic(const ValidationLook &look) const;
    Judgement pods(const ValidationLook &look) const;
    Judgement health(qsizetype index, const ValidationLook &look);
    Judgement gates(const ValidationStep &step, const ValidationLook &look) const;
    Judgement alerts(const ValidationLook &look) const;
    Judgement events(const ValidationStep &step, const ValidationLook &look) const;
    Judgement byPerson(const ValidationStep &step, const ValidationLook &look) const;
    bool recovered(const GateReading &reading, double tolerance) const;
    QList<Pod> serving(const RolloutSnapshot &workload) const;

    ValidationPlan m_plan;
    ValidationSubject m_subject;
    PolicyPtr m_policy;
    QList<CheckItem> m_items;
    QList<int> m_rows; ///< good answers in a row
    QList<QDateTime> m_lastAnswers; ///< an answer counts once
    QList<QDateTime> m_goodSince; ///< invalid: it is not good now
};

/// Hash of the revision that serves everybody, or has to: the stable one, of a Deployment the newest. Empty: not known.
QString servingHash(const RolloutSnapshot &workload);

} // namespace maestro
