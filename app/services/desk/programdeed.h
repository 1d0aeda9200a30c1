// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/supervisedprocess.h"
#include "services/operation/deed.h"

#include <QDateTime>
#include <QSet>

namespace maestro {

/// A declared program, started once and watched to its end. Its output becomes evidence, bounded and scrubbed; the raw output is
/// removed with the outcome.
class ProgramDeed : public Deed
{
    Q_OBJECT
public:
    struct Place
    {
        QString runs; ///< folder of all runs, one folder each
        QMap<QString, QString> environment; ///< of every program
        QString records; ///< where a program leaves its JSON records; empty: it leaves none
    };

    ProgramDeed(DeskCall call, Place place);
    ~ProgramDeed() override;

    void send(const QString &id, const QString &reason, Callback<MutationResult> done) override;
    void look(Callback<Sight> done) override;
    QJsonObject evidence() const override;

protected:
    const DeskCall &call() const { return m_call; }
    void run(const QString &id, const QString &reason, const Callback<MutationResult> &done);
    ProcessReport report() const { return readRun(m_folder, m_id); }
    static MutationResult refusal(const Error &error);

private:
    DeskCall m_call;
    Place m_place;
    QString m_id;
    QString m_folder;
    QSet<QString> m_recordsBefore;
    SupervisedProcess m_process;
    Callback<MutationResult> m_told;
};

/// What the end of a program says by itself.
Deed::Sight programSight(const ProcessReport &report, const QString &program);

/// The last words of a program, made harmless, for a sentence; empty: it said nothing.
QString lastLine(const QByteArray &output);

/// After which it is ended.
std::chrono::milliseconds programLimit(const DeskCall &call);

/// Where the run of an action lives.
QString runFolder(const QString &runs, const QString &id);

/// The call as a run of its own, in a folder that is made when it starts; argv and environment as they are.
ProcessOrder programOrder(const DeskCall &call, const QString &runs, const QString &marker, const QMap<QString, QString> &environment);

/// Names of the JSON records in a folder; empty: there is no folder.
QSet<QString> recordsIn(const QString &folder);

/// Makes sure that a run that has not begun never will. False: it has begun.
bool fenceRun(const QString &folder);

} // namespace maestro
