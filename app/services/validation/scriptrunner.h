// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/validationport.h"
#include "services/suite/suiteservice.h"
#include "services/validation/checkchain.h"
#include "services/validation/validationreader.h"

#include <map>

namespace maestro {

/// Scripts of validations and checks of suites (ledger VAL-07, VAL-08): planned, confirmed by digest, started at most once, told line by line,
/// stopped when asked. What a killed console left is looked after, never started again. Lives on the services' thread.
class ScriptRunner : public QObject
{
    Q_OBJECT
public:
    struct Means
    {
        ValidationDoors doors;
        JournalService *journal = nullptr;
        QProcessEnvironment environment; ///< of this process; programs get little of it
        QString impersonate;
        QString runs; ///< folder of all runs
        QString evidence = {}; ///< folder of what they said; empty: it is not kept
        SuiteService *suites = nullptr; ///< none: runs of suites are not known; outlives this
    };
    explicit ScriptRunner(Means means, QObject *parent = nullptr);

    void plan(const QString &id, const QString &item);
    void run(const CheckScript &confirmed);
    void stop(const QString &id, const QString &item);
    /// What the confirmed plan lets follow this outcome by itself is begun: the checks after a rollback script.
    void follow(const OperationPlanPtr &plan, const Outcome &outcome);
    /// Scripts that somebody began and nobody looks after: a minute is given to whoever began them. Checks that
    /// were to follow an action and that nobody began are recorded as that, and not started.
    void takeUp(const QList<JournalRecord> &records);

    static constexpr qint64 takenUpForMs = 24 * 3600'000;

Q_SIGNALS:
    void planned(maestro::CheckScript script);
    void said(QString id, QString item, QString line);
    void ended(QString id, QString item, bool ok, QString note);
    void failed(QString id, QString item, maestro::Error error);

private:
    using Key = std::pair<QString, QString>; ///< action, item
    struct Planned
    {
        ToolCheck check;
        QMap<QString, QString> environment;
        CheckScript script;
    };
    void read(const QString &id, const QString &item, Callback<Result<Planned>> done);
    void readValidation(const QList<JournalRecord> &records, const QString &id, const QString &item, Callback<Result<Planned>> done);
    void begin(const ToolCheck &check, const QMap<QString, QString> &environment);
    std::optional<ValidationSubject> subjectFor(const QList<JournalRecord> &records, const QString &id) const;

    Means m_means;
    QMap<QString, QString> programEnvironmentFor(const QString &context) const;

    std::map<Key, CheckAttempt *> m_runs; ///< under way here; owned as children
    std::map<QString, CheckChain *> m_chains; ///< by action; the same
    QTimer m_again; ///< when what is too young now is old enough
};

} // namespace maestro
