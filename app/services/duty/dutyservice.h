// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/dutyport.h"
#include "services/journalservice.h"

#include <functional>

namespace maestro {

class ClusterAccess;

/// Writes obligations and lessons to the Journal, judged by what the Journal says at that moment. Lives on the services' thread.
class DutyService final : public DutyPort
{
    Q_OBJECT
public:
    using AccessFor = std::function<ClusterAccess *(const QString &context)>; ///< null: nobody is asked who acts

    DutyService(AccessFor access, JournalService *journal, const Clock *clock, QObject *parent = nullptr);

    void open(const DutyRequest &request) override;
    void close(const QString &id, const QString &how) override;
    void learn(const LessonRequest &request) override;

private:
    /// What stands in the Journal, or nothing after failed().
    std::optional<QList<JournalRecord>> known();
    using Judge = std::function<std::optional<Error>(const QList<JournalRecord> &)>;
    void refuse(const Error &problem);
    /// Unless `stands` finds a problem in what the Journal says by then: of two at once one is written.
    void write(JournalRecord record, Judge stands);

    AccessFor m_access;
    JournalService *m_journal;
    const Clock *m_clock;
};

} // namespace maestro
