// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/outcome.h"
#include "services/checks/toolrun.h"

namespace maestro {

/// The check scripts that follow a rollback script by themselves (ledger EMG-07): those of the confirmed plan, one after the other, each
/// begun at most once and each end on record. One that fails, or cannot be started, makes the whole not verified; the others run all the
/// same. Lives on the services' thread.
class CheckChain : public QObject
{
    Q_OBJECT
public:
    struct End
    {
        QString item;
        bool ok = false;
        QString note;
    };

    CheckChain(const OperationPlan &plan, const QString &id, ToolRun::Means means, QObject *parent = nullptr);

    /// Whether anything follows this outcome: only a program that ended well is followed.
    static bool follows(const OperationPlan &plan, const Outcome &outcome);

    void start();
    bool stop(); ///< asks the script under way to end; false: none is
    QString underWay() const { return m_run ? m_now.item : QString(); }
    const QList<End> &results() const { return m_results; }
    bool allOk() const;

Q_SIGNALS:
    void begun(QString item);
    void said(QString item, QString line); ///< of its output, without secrets
    void ended(QString item, bool ok, QString note);
    void finished();

private:
    void next();
    void begin(const ValidationSubject &subject);
    void conclude(bool ok, const QString &note);
    void notBegun(const ValidationSubject &subject, const QString &why);

    QString m_id;
    ToolRun::Means m_means;
    QList<FollowingCheck> m_waiting;
    FollowingCheck m_now;
    ToolRun *m_run = nullptr; ///< a child
    QList<End> m_results;
};

/// A check that was to follow an action and that nobody began: whoever acted is gone.
struct UnbegunCheck
{
    QString id;
    QString item;
    QDateTime at; ///< of the last thing that happened to the action

    bool operator==(const UnbegunCheck &) const = default;
};
/// Of actions that were applied; where another check of the same action is under way, those behind it still have their turn.
QList<UnbegunCheck> unbegunChecks(const QList<JournalRecord> &records);

/// Records that these were not begun, and never are without a person: the action is not verified. Never starts anything; returns what was recorded.
QList<UnbegunCheck> giveUp(const QList<UnbegunCheck> &checks, JournalService *journal, const Clock *clock);

/// Whoever acted is given so long to begin the next check.
constexpr qint64 unbegunAfterMs = 60'000;

} // namespace maestro
