// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/journalservice.h"
#include "services/validation/validationreader.h"

namespace maestro {

/// The validation of one action: looks again and again until it is verified, superseded or given up, and records its beginning, what
/// changed and its end. Without an action it looks, and records nothing. Lives on the services' thread.
class ValidationRun : public QObject
{
    Q_OBJECT
public:
    struct Setting
    {
        ValidationDoors doors;
        JournalService *journal = nullptr;
        ValidationSubject subject;
        QString service; ///< as it was asked for; empty: the policy's or the object's name
        std::optional<Validation> recorded; ///< what an earlier process left under way
        int everyMs = 5'000;
    };
    explicit ValidationRun(Setting setting, QObject *parent = nullptr);

    void start();
    /// The records as they are now: confirmations of people, and an end that another process recorded.
    void take(const QList<JournalRecord> &records);
    void end(ValidationEnd end);

    const Validation &state() const { return m_state; }
    const ValidationSubject &subject() const { return m_setting.subject; }
    int looks() const { return m_looks; } ///< that were made
    const std::optional<Error> &unread() const { return m_reader.unread(); } ///< why the last look could not read the workload; nothing: it did

Q_SIGNALS:
    void changed(); ///< after every look, and when it ended
    void recordingFailed(maestro::Error error);

private:
    void look();
    void judge(const ValidationLook &look);
    void findTrigger(const ValidationLook &look);
    void leaveNote();
    bool record();

    Setting m_setting;
    ValidationReader m_reader;
    std::unique_ptr<ValidationTracker> m_tracker;
    QByteArray m_trackedPolicy;
    QMap<QString, ConfirmedCheck> m_confirmed;
    Validation m_state;
    QList<std::pair<QString, CheckState>> m_recordedStates;
    int m_records = 0;
    int m_looks = 0;
    QTimer m_timer;
};

/// Actions older than that are not taken up again, and a validation that lasts as long is given up.
constexpr qint64 validationMaxAgeMs = 2 * 3600'000;

} // namespace maestro
