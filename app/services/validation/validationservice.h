// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/age.h"
#include "ports/journalport.h"
#include "ports/validationport.h"
#include "services/validation/escalationsender.h"
#include "services/validation/scriptrunner.h"
#include "services/validation/validationrun.h"

#include <map>

namespace maestro {

/// Validates every rollback and abort that the Journal tells of, whoever did it and in whichever process, until each is verified,
/// superseded or given up. What a crash left is taken up with the first records. Lives on the services' thread.
class ValidationService final : public ValidationPort
{
    Q_OBJECT
public:
    using RecordsById = QHash<QString, QList<JournalRecord>>; ///< by action, each in order

    ValidationService(ValidationDoors doors, JournalService *journal, QObject *parent = nullptr);

    void setInterval(int ms) { m_everyMs = ms; } ///< between looks; 5 s
    void setSender(EscalationSender *sender) { m_sender = sender; } ///< none: nothing is sent; outlives this
    void setScripts(ScriptRunner *scripts); ///< none: no script is started here; outlives this
    /// All records as they are now.
    void take(const JournalRecordsPtr &records);
    void takeAgain(); ///< a connection came: what it holds may be open

    void confirm(const QString &id, const QString &item, bool ok, const QString &note) override;
    void mark(const QString &clock, bool acknowledged, const QString &note) override;
    void send(const QString &clock) override;
    void sendMessage(const QString &id, const QString &item) override;
    void planScript(const QString &id, const QString &item) override;
    void runScript(const CheckScript &confirmed) override;
    void stopScript(const QString &id, const QString &item) override;

private:
    ValidationRun *run(const ValidationSubject &subject);
    void publish();
    QDateTime presentFor(const ValidationSubject &subject);
    QList<ValidationView> views() const;
    RecordsById ownRecords() const; ///< of m_runs
    void told(const EscalationSender::Told &told);
    std::optional<CheckItem> itemOf(const QString &id, const QString &item) const;
    void append(JournalRecord record);

    ValidationDoors m_doors;
    JournalService *m_journal;
    EscalationSender *m_sender = nullptr;
    ScriptRunner *m_scripts = nullptr;
    JournalRecordsPtr m_records;
    std::map<QString, ValidationRun *> m_runs; ///< by action; owned as children
    QHash<QString, SteadyAge> m_ages; ///< of the actions
    int m_everyMs = 5'000;
};

/// The validations of the last day with the clocks of their policies, newest first.
QList<ValidationView> validationViews(const QList<JournalRecord> &records, const PolicyLibrary &policies, const QDateTime &now);

/// unnamedError() of a text as the Journal keeps it: what is judged later is what is on record.
std::optional<Error> messageProblem(const CheckItem &item, const ValidationSubject &subject, const QString &text);

} // namespace maestro
