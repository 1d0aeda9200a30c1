// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policymatch.h"
#include "domain/validation/validation.h"
#include "process/supervisedprocess.h"
#include "services/desk/programrules.h"
#include "services/journalservice.h"

#include <QTimer>

namespace maestro {

/// A check of a validation that is a program of the policy (ledger VAL-07), as it would be started now.
struct ToolCheck
{
    ValidationSubject subject;
    QString item;
    int attempt = 1; ///< 1 is the first
    bool resumed = false; ///< this attempt was begun by somebody, and nobody recorded its end: it is looked after, not started
    DeskCall call; ///< filled in
};

/// Refused: noItem, or why the program cannot be started (programrules.h).
Result<ToolCheck> toolCheck(const PolicyMatch &match, const ValidationSubject &subject, const QString &item, const QList<JournalRecord> &records, const ProgramGround &ground);

/// A script that was begun, and nobody recorded its end.
struct UnfinishedScript
{
    QString id;
    QString item;
    int attempt = 1;
    QDateTime at; ///< when it was begun
};
QList<UnfinishedScript> unfinishedScripts(const QList<JournalRecord> &records);

/// One attempt: recorded before it starts, supervised, and its end recorded as what a person would have said of the check. An attempt is
/// started at most once, whoever asks; when this process dies it goes on, and the next ToolRun of it records its end. Lives on the services' thread.
class ToolRun : public QObject
{
    Q_OBJECT
public:
    struct Means
    {
        JournalService *journal = nullptr;
        const Clock *clock = nullptr;
        QMap<QString, QString> environment; ///< of every program
        QString runs; ///< folder of all runs
    };
    ToolRun(ToolCheck check, Means means, QObject *parent = nullptr);

    void start();
    bool stop(); ///< asks the program to end; false: it does not run

Q_SIGNALS:
    void said(QString line); ///< of its output, without secrets
    void ended(bool ok, QString note); ///< and recorded
    void failed(maestro::Error error); ///< nothing was started, or the end could not be recorded

private:
    void begin();
    void resume();
    void look();
    void conclude(bool ok, const QString &note, const ProcessReport &report);
    void tellLines(const QByteArray &output, bool whole);
    JournalRecord record(const QString &state) const;

    ToolCheck m_check;
    Means m_means;
    QString m_folder;
    QString m_marker;
    SupervisedProcess m_process;
    QTimer m_look;
    qsizetype m_toldTo = 0; ///< bytes of the output
};

} // namespace maestro
